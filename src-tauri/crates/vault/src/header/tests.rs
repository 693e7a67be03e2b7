//! Headers that the public functions do not make: unknown slots, crowded ones, other versions.

use proptest::prelude::*;

use super::*;
use crate::hash::sha256;
use crate::slot::Content;
use crate::EntropyUnavailable;
use crate::{SlotKind, MAX_SLOTS};

/// Counts up, so that no two fills are the same.
struct Counter(std::sync::atomic::AtomicU8);

impl Entropy for Counter {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyUnavailable> {
        out.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        Ok(())
    }
}

fn entropy() -> Counter {
    Counter(std::sync::atomic::AtomicU8::new(1))
}

fn unknown(kind: u16, body: &[u8]) -> Slot {
    Slot(Content::Unknown {
        kind,
        body: body.to_vec(),
    })
}

fn key() -> VaultKey {
    VaultKey::random(&Counter(std::sync::atomic::AtomicU8::new(0x42))).expect("entropy")
}

fn header_with(slots: Vec<Slot>) -> Header {
    let header = Header {
        min_reader: 1,
        generation: 7,
        vault_id: [3; 16],
        created_ms: -1,
        flags: 0x8000_0000,
        db_min_bytes: 4_096,
        commit_seq: 12,
        slots,
        mac: [0; 32],
    };
    header.sealed(&key())
}

fn recovery_slot(entropy: &Counter) -> Slot {
    let code = RecoveryCode::random(entropy).expect("entropy");
    Slot::wrap(
        entropy,
        [3; 16],
        Method::Recovery,
        Credential::Recovery(&code),
        &key(),
    )
    .expect("wrap")
}

/// The header's bytes with some replaced, and the checksum made to fit again.
fn patched(header: &Header, offset: usize, bytes: &[u8]) -> Vec<u8> {
    let mut file = header.encode();
    file.truncate(file.len() - 32);
    file[offset..offset + bytes.len()].copy_from_slice(bytes);
    let sum = sha256(&file);
    file.extend(sum);
    file
}

fn damage(file: &[u8]) -> Option<Damage> {
    match Header::decode(file) {
        Err(Error::Damaged(damage)) => Some(damage),
        _ => None,
    }
}

#[test]
fn slots_of_unknown_kinds_are_kept_byte_for_byte() {
    let entropy = entropy();
    let strangers = [unknown(4, b"a fingerprint"), unknown(0xffff, b"")];
    let slots = vec![
        strangers[0].clone(),
        recovery_slot(&entropy),
        strangers[1].clone(),
    ];
    let header = Header::decode(&header_with(slots).encode()).expect("whole");
    let next = header
        .with_state(13, 8_192, true, &key())
        .expect("the right key");
    let (next, code) = next
        .with_new_recovery(&key(), &entropy)
        .expect("the right key");
    let read = Header::decode(&next.encode()).expect("whole");
    assert_eq!(read.slots()[..2], strangers);
    assert_eq!(read.slots()[0].kind(), SlotKind::Other(4));
    assert_eq!(read.flags, 0x8000_0001, "unknown flags are kept");
    assert!(read.unlock_with_recovery(&code).is_ok());
}

#[test]
fn the_largest_header_is_below_the_limit() {
    let largest = header_with(vec![unknown(9, &[1; 448]); MAX_SLOTS]);
    assert!(largest.encode().len() < MAX_HEADER_BYTES);
    assert_eq!(Header::decode(&largest.encode()), Ok(largest));
}

#[test]
fn a_newer_version_is_told_apart_from_damage() {
    let header = header_with(Vec::new());
    let cases = [
        (8, [2, 0], (2, 1)),
        (10, [2, 0], (1, 2)),
        (8, [0xff, 0xff], (0xffff, 1)),
    ];
    for (offset, bytes, (format, min_reader)) in cases {
        let file = patched(&header, offset, &bytes);
        assert_eq!(
            Header::decode(&file),
            Err(Error::NewerVersion { format, min_reader })
        );
        let mut broken = file;
        broken[20] ^= 1;
        assert_eq!(damage(&broken), Some(Damage::Checksum));
    }
}

#[test]
fn a_layout_that_no_version_wrote_is_refused() {
    let entropy = entropy();
    let slot = recovery_slot(&entropy);
    let three = vec![
        slot.clone(),
        recovery_slot(&entropy),
        recovery_slot(&entropy),
    ];
    let empty = header_with(Vec::new());
    let one = header_with(vec![slot.clone()]);
    let files = [
        ("nine slots", header_with(vec![unknown(9, b""); 9]).encode()),
        ("three of a kind", header_with(three).encode()),
        (
            "one name twice",
            header_with(vec![slot.clone(), slot]).encode(),
        ),
        (
            "too long a body",
            header_with(vec![unknown(9, &[0; 449])]).encode(),
        ),
        (
            "a slot of kind 0",
            header_with(vec![unknown(0, b"")]).encode(),
        ),
        ("a slot that is not there", patched(&empty, 64, &[1, 0])),
        ("a slot not counted", patched(&one, 64, &[0, 0])),
        (
            "a slot longer than the file",
            patched(&one, 68, &[0xff, 0xff]),
        ),
        ("a slot one byte short", patched(&one, 68, &[133, 0])),
        ("format 0", patched(&empty, 8, &[0, 0])),
        ("reader 0", patched(&empty, 10, &[0, 0])),
    ];
    for (name, file) in files {
        assert_eq!(damage(&file), Some(Damage::Layout), "{name}");
    }
}

#[test]
fn a_header_of_another_key_is_never_changed() {
    let header = header_with(vec![recovery_slot(&entropy())]);
    let stranger = VaultKey::random(&entropy()).expect("entropy");
    let refused = Err(Error::Damaged(Damage::Seal));
    assert_eq!(header.with_state(1, 1, true, &stranger), refused);
    assert_eq!(
        header
            .with_new_recovery(&stranger, &entropy())
            .map(|(next, _)| next),
        refused
    );
    let id = header.slots()[0].id().expect("known");
    assert_eq!(header.without_slot(id, &stranger), refused);
}

#[test]
fn a_full_header_takes_no_further_slot() {
    let strangers = vec![unknown(4, b""); MAX_SLOTS];
    let refused = header_with(strangers)
        .with_new_recovery(&key(), &entropy())
        .map(|_| ());
    assert_eq!(refused, Err(Error::TooManySlots(SlotKind::Recovery)));
}

#[test]
fn the_last_generation_is_an_error_and_not_an_overflow() {
    let mut header = header_with(vec![recovery_slot(&entropy())]);
    header.generation = u64::MAX;
    let header = header.sealed(&key());
    assert_eq!(
        header.with_state(1, 1, true, &key()),
        Err(Error::GenerationOverflow)
    );
}

fn any_slot() -> impl Strategy<Value = Slot> {
    let body = prop::collection::vec(any::<u8>(), 0..=448);
    (6..=u16::MAX, body).prop_map(|(kind, body)| unknown(kind, &body))
}

prop_compose! {
    fn any_header()(
        fixed in any::<(u64, [u8; 16], i64, u32, u64, u64, [u8; 32])>(),
        slots in prop::collection::vec(any_slot(), 0..=MAX_SLOTS),
    ) -> Header {
        let (generation, vault_id, created_ms, flags, db_min_bytes, commit_seq, mac) = fixed;
        Header {
            min_reader: 1, generation, vault_id, created_ms, flags, db_min_bytes, commit_seq, slots,
            mac,
        }
    }
}

proptest! {
    #[test]
    fn every_header_reads_back(header in any_header()) {
        let file = header.encode();
        prop_assert!(file.len() < MAX_HEADER_BYTES);
        prop_assert_eq!(Header::decode(&file), Ok(header));
    }

    /// Past the checksum, where a fuzzer without the hash does not get.
    #[test]
    fn whatever_decodes_encodes_to_the_same_bytes(
        header in any_header(),
        offset in 8_usize..400,
        bytes in prop::collection::vec(any::<u8>(), 1..8),
    ) {
        prop_assume!(offset + bytes.len() + 32 <= header.encode().len());
        let file = patched(&header, offset, &bytes);
        if let Ok(read) = Header::decode(&file) {
            prop_assert_eq!(read.encode(), file);
        }
    }
}
