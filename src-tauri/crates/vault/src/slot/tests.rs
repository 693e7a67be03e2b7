//! One slot at a time, with the recovery code because its derivation is fast.

use super::*;
use crate::EntropyUnavailable;

struct Fixed(u8);
impl Entropy for Fixed {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyUnavailable> {
        out.fill(self.0);
        Ok(())
    }
}

const VAULT: VaultId = [1; 16];

fn recovery_slot() -> (WrappedKey, RecoveryCode) {
    let code = RecoveryCode::random(&Fixed(7)).expect("entropy");
    let key = VaultKey::random(&Fixed(42)).expect("entropy");
    let slot = Slot::wrap(
        &Fixed(9),
        VAULT,
        Method::Recovery,
        Credential::Recovery(&code),
        &key,
    );
    (
        slot.expect("wrap").wrapped_key().expect("known").clone(),
        code,
    )
}

fn outcome(slot: &WrappedKey, vault: VaultId, code: &RecoveryCode) -> Result<[u8; 32]> {
    slot.unwrap_key(vault, Credential::Recovery(code))
        .map(|key| *key.expose_bytes())
}

#[test]
fn a_slot_gives_back_the_key_it_wrapped() {
    let (slot, code) = recovery_slot();
    assert_eq!(outcome(&slot, VAULT, &code), Ok([42; 32]));
}

#[test]
fn another_code_or_another_vault_opens_nothing() {
    let (slot, code) = recovery_slot();
    let other = RecoveryCode::random(&Fixed(8)).expect("entropy");
    assert_eq!(outcome(&slot, VAULT, &other), Err(Error::WrongSecret));
    assert_eq!(outcome(&slot, [2; 16], &code), Err(Error::WrongSecret));
}

#[test]
fn a_changed_wrapped_key_is_damage_and_not_a_wrong_secret() {
    let (slot, code) = recovery_slot();
    for bit in 0..WRAPPED_BYTES * 8 {
        let mut damaged = slot.clone();
        damaged.wrapped[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(
            outcome(&damaged, VAULT, &code),
            Err(Error::Damaged(Damage::Slot))
        );
    }
    for bit in 0..NONCE_LEN * 8 {
        let mut damaged = slot.clone();
        damaged.nonce[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(
            outcome(&damaged, VAULT, &code),
            Err(Error::Damaged(Damage::Slot))
        );
    }
}

#[test]
fn a_wrapped_key_without_its_commitment_opens_nothing() {
    let (mut slot, code) = recovery_slot();
    slot.commit = mac(&[0; 32], &[&slot.id.0, &VAULT]);
    assert_eq!(outcome(&slot, VAULT, &code), Err(Error::WrongSecret));
}

#[test]
fn every_wrap_of_one_key_looks_different() {
    let (first, code) = recovery_slot();
    let key = VaultKey::random(&Fixed(42)).expect("entropy");
    let second = Slot::wrap(
        &Fixed(10),
        VAULT,
        Method::Recovery,
        Credential::Recovery(&code),
        &key,
    )
    .expect("wrap");
    let second = second.wrapped_key().expect("known");
    assert_ne!(first.wrapped, second.wrapped);
    assert_ne!(first.commit, second.commit);
}

#[test]
fn the_ten_bytes_of_a_method_read_back_and_nothing_else_does() {
    let passphrase = Method::Passphrase(KdfParams::DEFAULT);
    let pin = Method::Pin(KdfParams::DEFAULT);
    for method in [passphrase, Method::Recovery, Method::Device, pin] {
        assert_eq!(
            Method::from_bytes(method.kind(), method.to_bytes()),
            Ok(method)
        );
    }
    let crossed = Method::from_bytes(SlotKind::Recovery, passphrase.to_bytes());
    assert_eq!(crossed, Err(Damage::Layout));
    let crossed = Method::from_bytes(SlotKind::Passphrase, Method::Recovery.to_bytes());
    assert_eq!(crossed, Err(Damage::Layout));
    let crossed = Method::from_bytes(SlotKind::Device, pin.to_bytes());
    assert_eq!(crossed, Err(Damage::Layout));
    let weak = Method::from_bytes(SlotKind::Passphrase, [1, 8, 0, 0, 0, 1, 0, 0, 0, 1]);
    assert_eq!(weak, Err(Damage::Kdf));
}
