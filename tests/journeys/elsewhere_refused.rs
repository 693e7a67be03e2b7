//! Files that are no copy, or not whole: each is refused by name, on a new device, where nothing is made of it.

use crate::elsewhere::{seal, unseal, Kept};
use std::fs;

#[test]
fn files_of_others_are_refused_by_name() {
    let kept = Kept::new();
    for other in [
        &b"a letter"[..],
        b"",
        b"age-encryption.org/v1\n-> X25519 a\nb\n--- c\n",
    ] {
        fs::write(kept.file(), other).unwrap();
        assert_eq!(kept.refused_elsewhere(), "file_foreign");
    }
    // Sealed with the right passphrase, by somebody's own hand, and something else inside.
    for content in [&b"a letter"[..], &[0; 4_096], b""] {
        seal(&kept.file(), content);
        assert_eq!(kept.refused_elsewhere(), "file_foreign");
    }
}

#[test]
fn a_copy_of_a_newer_mainstay_is_refused_as_such() {
    let kept = Kept::new();
    let content = unseal(&kept.file());
    let text = String::from_utf8_lossy(&content[512..1_024]).into_owned();
    let newer = text.replacen("\"format\":1", "\"format\":2", 1);
    assert_ne!(text, newer);
    let mut changed = content;
    changed[512..1_024].copy_from_slice(newer.as_bytes());
    seal(&kept.file(), &changed);
    assert_eq!(kept.refused_elsewhere(), "newer_version");
}

#[test]
fn a_copy_whose_parts_do_not_belong_together_is_refused() {
    let kept = Kept::new();
    let content = unseal(&kept.file());
    // One bit of each block of 512 bytes but the first, sealed anew: what no disk does, but a hand may.
    for at in (600..content.len()).step_by(512 * 37) {
        let mut changed = content.clone();
        changed[at] ^= 1;
        seal(&kept.file(), &changed);
        let code = kept.refused_elsewhere();
        let told = [
            "file_damaged",
            "file_foreign",
            "header_damaged",
            "vault_damaged",
        ];
        assert!(told.contains(&code.as_str()), "byte {at}: {code}");
    }
}

#[test]
fn a_flipped_bit_in_any_chunk_or_byte_of_the_head_is_refused() {
    let kept = Kept::new();
    let whole = fs::read(kept.file()).unwrap();
    let told = ["file_damaged", "file_foreign", "wrong_passphrase"];
    let in_chunks = (200..whole.len()).step_by(16 * 1024 - 7);
    for at in (0..200)
        .step_by(3)
        .chain(in_chunks)
        .chain([whole.len() - 1])
    {
        let mut spoilt = whole.clone();
        spoilt[at] ^= 1 << (at % 8);
        fs::write(kept.file(), spoilt).unwrap();
        let code = kept.refused_elsewhere();
        assert!(told.contains(&code.as_str()), "byte {at}: {code}");
    }
}

#[test]
fn a_copy_that_was_cut_short_is_refused() {
    let kept = Kept::new();
    let whole = fs::read(kept.file()).unwrap();
    let lengths = [1, 21, 22, 60, 120, 200, 1_000, 65_536, 65_752];
    let ends = [whole.len() - 1_040, whole.len() - 16, whole.len() - 1];
    for length in lengths.into_iter().chain(ends) {
        fs::write(kept.file(), &whole[..length]).unwrap();
        assert_eq!(kept.refused_elsewhere(), "file_damaged", "{length} bytes");
    }
}
