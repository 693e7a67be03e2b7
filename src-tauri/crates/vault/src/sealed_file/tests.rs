#![allow(
    clippy::indexing_slicing,
    reason = "a test that reaches outside its bytes should fail there"
)]

use super::*;

struct Counting;

impl crate::Entropy for Counting {
    fn fill(&self, out: &mut [u8]) -> Result<(), crate::EntropyUnavailable> {
        out.fill(7);
        Ok(())
    }
}

const TEXT: &str = "a calm place by the sea";

fn secret(text: &str) -> FileSecret {
    FileSecret::of_passphrase(&Passphrase::new(text).expect("short"))
}

fn sealed(content: &[u8]) -> Vec<u8> {
    let mut sealer = Sealer::begin(Vec::new(), &secret(TEXT), SealCost::TEST).expect("begun");
    sealer.write_all(content).expect("memory");
    sealer.finish().expect("memory")
}

fn unsealed(file: &[u8], with: &FileSecret) -> Result<Vec<u8>> {
    let mut unsealer = Unsealer::open(file, with)?;
    let mut content = Vec::new();
    unsealer.read_to_end(&mut content).map_err(why_unread)?;
    Ok(content)
}

/// Three chunks of 64 KiB and a piece.
fn content() -> Vec<u8> {
    (0..200_000u32)
        .map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[1])
        .collect()
}

#[test]
fn what_was_sealed_comes_back_also_at_the_edge_of_a_chunk() {
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000] {
        let content = &content()[..length];
        let back = unsealed(&sealed(content), &secret(TEXT)).expect("whole");
        assert!(back == content, "{length} bytes");
    }
}

#[test]
fn a_recovery_code_seals_as_well() {
    let code = RecoveryCode::random(&Counting).expect("a code");
    let secret = FileSecret::of_code(&code);
    let mut sealer = Sealer::begin(Vec::new(), &secret, SealCost::TEST).expect("begun");
    sealer.write_all(b"pages").expect("memory");
    let file = sealer.finish().expect("memory");
    assert_eq!(unsealed(&file, &secret).expect("whole"), b"pages");
}

#[test]
fn another_secret_opens_nothing() {
    let refused = unsealed(&sealed(b"pages"), &secret("another one"));
    assert!(
        matches!(refused, Err(SealError::WrongSecret)),
        "{refused:?}"
    );
}

#[test]
fn a_flipped_bit_anywhere_is_refused() {
    let file = sealed(&content());
    let in_chunks = (400..file.len()).step_by(4_093).chain([file.len() - 1]);
    for at in (0..400).chain(in_chunks) {
        let mut spoilt = file.clone();
        spoilt[at] ^= 1 << (at % 8);
        assert!(unsealed(&spoilt, &secret(TEXT)).is_err(), "byte {at}");
    }
}

#[test]
fn a_file_that_was_cut_off_is_damaged_or_nothing_at_all() {
    let file = sealed(&content());
    let lengths = (1..400).chain((400..file.len()).step_by(8_191));
    for length in lengths.chain([65_536, 65_552, 131_072, file.len() - 1]) {
        let refused = unsealed(&file[..length], &secret(TEXT));
        assert!(
            matches!(refused, Err(SealError::Damaged)),
            "{length}: {refused:?}"
        );
    }
    assert!(matches!(
        unsealed(&[], &secret(TEXT)),
        Err(SealError::Foreign)
    ));
}

#[test]
fn a_byte_too_many_is_damage() {
    let mut file = sealed(&content());
    file.push(0);
    assert!(matches!(
        unsealed(&file, &secret(TEXT)),
        Err(SealError::Damaged)
    ));
}

#[test]
fn a_file_that_asks_for_too_much_work_is_refused_before_any_is_done() {
    let text = String::from_utf8_lossy(&sealed(b"")[..120]).into_owned();
    let (before, after) = text.split_once(" 4\n").expect("the work factor");
    for log_n in ["21", "63", "64", "255"] {
        let dear = format!("{before} {log_n}\n{after}\n--- x");
        let refused = Unsealer::look(dear.as_bytes());
        assert!(
            matches!(refused, Err(SealError::TooDear { .. })),
            "{log_n}: {refused:?}"
        );
    }
}

#[test]
fn files_of_others_are_told_apart_from_damage() {
    let to_a_key = "age-encryption.org/v1\n-> X25519 c2FsdA\nYm9keQ\n--- bWFj\n";
    for other in [
        "PK\u{3}\u{4}",
        "SQLite format 3\0",
        "age-encryption.org/v2\n",
        to_a_key,
        "x",
    ] {
        let refused = Unsealer::look(other.as_bytes());
        assert!(
            matches!(refused, Err(SealError::Foreign)),
            "{other:?}: {refused:?}"
        );
    }
}

#[test]
fn debug_shows_no_secret() {
    assert_eq!(format!("{:?}", secret("canary")), "FileSecret(redacted)");
}
