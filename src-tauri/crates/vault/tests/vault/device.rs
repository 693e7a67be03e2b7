//! The slots that open only on this device: its secret alone, and a PIN with a secret.

use std::path::{Path, PathBuf};

use mainstay_vault::{
    create_for_device, DeviceSecret, Error, Header, HeaderPair, KdfParams, Pin, SlotKind, VaultKey,
};

use crate::support::{forged, hex, make_vault, passphrase, vault, Repeatable, PASSPHRASE};

const DIGITS: &str = "271828";

fn pin(digits: &str) -> Pin {
    Pin::new(digits.to_owned().into())
}

fn secret(seed: &'static str) -> DeviceSecret {
    DeviceSecret::random(&Repeatable::new(seed)).expect("entropy")
}

fn with_pin() -> (Header, DeviceSecret) {
    let made = vault();
    let secret = secret("the device");
    let entropy = Repeatable::new("pin slot");
    let next = made
        .header
        .with_pin(&made.key, &entropy, &secret, &pin(DIGITS), KdfParams::FLOOR);
    (next.expect("the right key").0, secret)
}

fn for_device(seed: &'static str) -> (Header, VaultKey, DeviceSecret) {
    let secret = secret(seed);
    let (header, key) = create_for_device(&Repeatable::new(seed), &secret, 7).expect("entropy");
    (header, key, secret)
}

fn outcome(opened: Result<VaultKey, Error>) -> Result<[u8; 32], Error> {
    opened.map(|key| *key.expose_bytes())
}

#[test]
fn a_device_slot_alone_opens_after_a_round_through_the_file() {
    let (header, key, secret) = for_device("alone");
    let read = Header::decode(&header.encode()).expect("whole");
    assert_eq!(
        outcome(read.unlock_with_device(&secret)),
        Ok(*key.expose_bytes())
    );
    let kept = DeviceSecret::from_bytes(secret.expose_bytes());
    let file = read.encode();
    let pair = HeaderPair::choose(Some(&file), Some(&file)).expect("whole");
    assert!(pair.unlock_with_device(&kept).is_ok());
}

#[test]
fn another_devices_secret_opens_neither_slot() {
    let (header, _, _) = for_device("mine");
    let other = secret("theirs");
    assert_eq!(
        outcome(header.unlock_with_device(&other)),
        Err(Error::WrongSecret)
    );
    let (header, _) = with_pin();
    let with_other = header.unlock_with_pin(&other, &pin(DIGITS));
    assert_eq!(outcome(with_other), Err(Error::WrongSecret));
}

#[test]
fn a_pin_opens_with_its_secret_and_neither_opens_alone() {
    let (header, secret) = with_pin();
    let read = Header::decode(&header.encode()).expect("whole");
    let key = *vault().key.expose_bytes();
    assert_eq!(
        outcome(read.unlock_with_pin(&secret, &pin(DIGITS))),
        Ok(key)
    );
    assert_eq!(
        outcome(read.unlock_with_pin(&secret, &pin("271829"))),
        Err(Error::WrongSecret)
    );
    assert_eq!(
        outcome(read.unlock_with_device(&secret)),
        Err(Error::NoSlot(SlotKind::Device))
    );
    let typed = read.unlock_with_passphrase(&passphrase(DIGITS));
    assert_eq!(outcome(typed), Err(Error::WrongSecret));
    assert_eq!(
        outcome(read.unlock_with_passphrase(&passphrase(PASSPHRASE))),
        Ok(key)
    );
}

#[test]
fn a_pin_slot_that_calls_itself_a_device_slot_is_refused() {
    let (header, secret) = with_pin();
    let at = 66 + 2 * 138;
    let file = forged(&header.encode(), |bytes| {
        assert_eq!(bytes[at..at + 2], [5, 0], "the third slot is the PIN's");
        bytes[at] = 3;
        bytes[at + 4 + 16..at + 4 + 26].fill(0);
    });
    let read = Header::decode(&file).expect("whole");
    assert_eq!(
        outcome(read.unlock_with_device(&secret)),
        Err(Error::WrongSecret)
    );
}

#[test]
fn a_new_pin_replaces_the_old_one_and_keeps_the_rest() {
    let (header, old) = with_pin();
    let new = secret("a new one");
    let entropy = Repeatable::new("second pin");
    let next = header.with_pin(
        &vault().key,
        &entropy,
        &new,
        &pin("314159"),
        KdfParams::FLOOR,
    );
    let (next, id) = next.expect("the right key");
    assert_eq!(next.ids(SlotKind::Pin).collect::<Vec<_>>(), [id]);
    assert_eq!(
        outcome(next.unlock_with_pin(&old, &pin(DIGITS))),
        Err(Error::WrongSecret)
    );
    assert!(next.unlock_with_pin(&new, &pin("314159")).is_ok());
    assert!(next.unlock_with_recovery(&vault().code).is_ok());
}

#[test]
fn what_leaves_the_device_has_no_slot_of_it() {
    let (header, _) = with_pin();
    let away = header.for_elsewhere(&vault().key).expect("the right key");
    let kinds: Vec<SlotKind> = away
        .slots()
        .iter()
        .map(mainstay_vault::Slot::kind)
        .collect();
    assert_eq!(kinds, [SlotKind::Passphrase, SlotKind::Recovery]);
    let (alone, key, _) = for_device("alone");
    let away = alone.for_elsewhere(&key).expect("the right key");
    assert_eq!(
        Header::decode(&away.encode()).map(|read| read.slots().len()),
        Ok(0)
    );
}

#[test]
fn the_device_slot_goes_only_when_another_way_is_left_and_a_pin_is_none() {
    let (alone, key, secret) = for_device("to protect");
    let gone = |header: &Header| {
        header
            .without_kind(SlotKind::Device, &key)
            .map(|next| next.slots().len())
    };
    assert_eq!(gone(&alone), Err(Error::LastSlot));
    let entropy = Repeatable::new("protecting");
    let pin = alone.with_pin(&key, &entropy, &secret, &pin(DIGITS), KdfParams::FLOOR);
    assert_eq!(gone(&pin.expect("the right key").0), Err(Error::LastSlot));
    let typed = passphrase(PASSPHRASE);
    let added = alone.with_added_passphrase(&key, &entropy, &typed, KdfParams::FLOOR);
    assert_eq!(gone(&added.expect("the right key").0), Ok(1));
}

#[test]
fn a_new_device_secret_takes_the_place_of_the_old_one() {
    let (header, key, old) = for_device("old device");
    let new = secret("new device");
    let next = header.with_device(&key, &Repeatable::new("again"), &new);
    let (next, _) = next.expect("the right key");
    assert_eq!(
        outcome(next.unlock_with_device(&old)),
        Err(Error::WrongSecret)
    );
    assert!(next.unlock_with_device(&new).is_ok());
}

#[test]
fn the_key_of_another_vault_makes_no_slot() {
    let stranger = make_vault("stranger").key;
    let made = vault()
        .header
        .with_device(&stranger, &Repeatable::new("x"), &secret("x"));
    assert!(matches!(made, Err(Error::Damaged(_))));
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

/// A header with a device slot, then one with a PIN slot beside it, from fixed bytes.
fn make_vector() -> (Header, VaultKey, DeviceSecret) {
    let entropy = Repeatable::new("mainstay vector, slots of the device");
    let secret = DeviceSecret::random(&entropy).expect("entropy");
    let made = create_for_device(&entropy, &secret, 1_763_700_000_000);
    let (header, key) = made.expect("entropy");
    let with_pin = header.with_pin(&key, &entropy, &secret, &pin(DIGITS), KdfParams::DEFAULT);
    (with_pin.expect("the right key").0, key, secret)
}

#[test]
fn the_slots_of_the_device_open_for_ever() {
    let (made, key, secret) = make_vector();
    let file = folder().join("header-v1-device.bin");
    let text = folder().join("header-v1-device.txt");
    let described = format!(
        "device_secret = {}\npin = {DIGITS}\nvault_key = {}\n",
        hex(secret.expose_bytes()),
        hex(key.expose_bytes())
    );
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        std::fs::write(&file, made.encode()).expect("write the vector");
        std::fs::write(&text, &described).expect("write its description");
    }
    let bytes = std::fs::read(&file).expect("read the vector");
    assert_eq!(std::fs::read_to_string(&text).expect("read it"), described);
    let header = Header::decode(&bytes).expect("whole");
    for opened in [
        header.unlock_with_device(&secret),
        header.unlock_with_pin(&secret, &pin(DIGITS)),
    ] {
        assert_eq!(outcome(opened), Ok(*key.expose_bytes()));
    }
    assert!(
        made.encode() == bytes,
        "this version still writes the same bytes"
    );
}

#[test]
fn a_slot_that_was_made_for_an_earlier_header_joins_a_later_one() {
    let made = vault();
    let (with_pin, secret) = with_pin();
    let id = with_pin.ids(SlotKind::Pin).next().expect("a PIN");
    let later = made.header.with_state(7, 4_096, false, &made.key);
    let later = later.and_then(|header| header.with_state(9, 8_192, true, &made.key));
    let later = later.expect("the right key");
    let joined = later
        .with_slot_of(&with_pin, id, &made.key)
        .expect("one vault");
    assert_eq!(joined.generation(), later.generation() + 1);
    assert_eq!((joined.commit_seq(), joined.db_min_bytes()), (9, 8_192));
    assert_eq!(joined.slots().len(), later.slots().len() + 1);
    assert!(joined.unlock_with_pin(&secret, &pin(DIGITS)).is_ok());
    assert!(
        matches!(
            made.header.with_slot_of(&later, id, &made.key),
            Err(Error::NoSlot(_))
        ),
        "there is none to join"
    );
    let (other, key, _) = for_device("of another vault");
    assert!(other.with_slot_of(&with_pin, id, &key).is_err());
    assert!(other.with_slot_of(&with_pin, id, &made.key).is_err());
}
