//! Damaged, cut and forged headers: always an error, never a panic, never a wrong key.

use mainstay_vault::{Damage, Error, Header, KdfParams, MAX_HEADER_BYTES};
use proptest::prelude::*;

use crate::support::{forged, passphrase, vault, PASSPHRASE};

/// Where the passphrase slot's ten bytes of derivation begin: 66 of the head, 4 of the slot's own
/// head, 16 of its id.
const METHOD: usize = 66 + 4 + 16;

fn damage(file: &[u8]) -> Option<Damage> {
    match Header::decode(file) {
        Err(Error::Damaged(damage)) => Some(damage),
        _ => None,
    }
}

#[test]
fn every_single_bit_flip_is_damage() {
    let file = vault().header.encode();
    for bit in 0..file.len() * 8 {
        let mut flipped = file.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let expected = if bit < 64 {
            Damage::Magic
        } else {
            Damage::Checksum
        };
        assert_eq!(damage(&flipped), Some(expected), "bit {bit}");
    }
}

#[test]
fn every_cut_and_every_longer_file_is_damage() {
    let file = vault().header.encode();
    for length in 0..file.len() {
        assert!(damage(&file[..length]).is_some(), "{length} bytes");
    }
    for longer in [1, 100, MAX_HEADER_BYTES] {
        assert!(damage(&[&file[..], &vec![0; longer]].concat()).is_some());
    }
    assert_eq!(damage(&vec![0; MAX_HEADER_BYTES + 1]), Some(Damage::Length));
}

#[test]
fn any_forged_byte_is_noticed_by_whoever_holds_the_key() {
    let file = vault().header.encode();
    for place in 8..file.len() - 32 {
        let file = forged(&file, |bytes| bytes[place] ^= 0x10);
        if let Ok(header) = Header::decode(&file) {
            let seal = header.verify(&vault().key);
            assert_eq!(seal, Err(Error::Damaged(Damage::Seal)), "byte {place}");
        }
    }
}

#[test]
fn a_derivation_outside_the_limits_is_refused_when_the_file_is_read() {
    let file = vault().header.encode();
    let costs: [(u32, u32, u8); 6] = [
        (19_455, 2, 1),
        (19_456, 1, 1),
        (u32::MAX, 2, 1),
        (19_456, u32::MAX, 1),
        (19_456, 2, 0),
        (19_456, 2, 255),
    ];
    for (memory_kib, iterations, lanes) in costs {
        let file = forged(&file, |bytes| {
            bytes[METHOD + 1..METHOD + 5].copy_from_slice(&memory_kib.to_le_bytes());
            bytes[METHOD + 5..METHOD + 9].copy_from_slice(&iterations.to_le_bytes());
            bytes[METHOD + 9] = lanes;
        });
        assert_eq!(
            damage(&file),
            Some(Damage::Kdf),
            "{memory_kib} {iterations} {lanes}"
        );
    }
}

#[test]
fn a_cheaper_derivation_within_the_limits_opens_nothing() {
    let (entropy, dearer) = (
        crate::support::Repeatable::new("dear"),
        KdfParams::new(19_456, 3, 1),
    );
    let made = mainstay_vault::create(&entropy, &passphrase(PASSPHRASE), dearer.unwrap(), 0);
    let (header, _, code) = made.unwrap();
    let file = forged(&header.encode(), |bytes| bytes[METHOD + 5] = 2);
    let cheaper = Header::decode(&file).expect("within the limits");
    assert_eq!(cheaper.slots()[0].kdf(), Some(KdfParams::FLOOR));
    let opened = cheaper
        .unlock_with_passphrase(&passphrase(PASSPHRASE))
        .map(|_| ());
    assert_eq!(opened, Err(Error::WrongSecret));
    let opened = cheaper.unlock_with_recovery(&code).map(|_| ());
    assert_eq!(
        opened,
        Err(Error::Damaged(Damage::Seal)),
        "the code opens its slot and sees it"
    );
}

#[test]
fn a_wrapped_key_that_rotted_is_damage_and_a_wrong_passphrase_is_not() {
    let wrapped = METHOD + 10 + 16 + 12;
    let file = forged(&vault().header.encode(), |bytes| bytes[wrapped] ^= 1);
    let header = Header::decode(&file).expect("whole");
    let right = header
        .unlock_with_passphrase(&passphrase(PASSPHRASE))
        .map(|_| ());
    let wrong = header
        .unlock_with_passphrase(&passphrase("another"))
        .map(|_| ());
    assert_eq!(right, Err(Error::Damaged(Damage::Slot)));
    assert_eq!(wrong, Err(Error::WrongSecret));
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(Header::decode(&bytes).is_err());
    }

    #[test]
    fn no_bytes_behind_a_true_head_and_checksum_panic(
        keep in 0_usize..500,
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let file = vault().header.encode();
        let mut start = file[..keep.min(file.len() - 32)].to_vec();
        start.extend(&bytes);
        start.extend([0; 32]);
        let file = forged(&start, |_| ());
        if let Ok(header) = Header::decode(&file) {
            prop_assert_eq!(header.encode(), file);
        }
    }
}
