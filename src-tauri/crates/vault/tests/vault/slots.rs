//! Opening with the right and the wrong secret, and changing what opens.

use mainstay_vault::{create, Error, Header, KdfParams, RecoveryCode, SlotKind};

use crate::support::{forged, make_vault, passphrase, vault, Dry, Repeatable, PASSPHRASE};

fn opens(header: &Header, text: &str) -> Result<(), Error> {
    header.unlock_with_passphrase(&passphrase(text)).map(|_| ())
}

fn opens_with_code(header: &Header, code: &RecoveryCode) -> Result<(), Error> {
    header.unlock_with_recovery(code).map(|_| ())
}

#[test]
fn both_secrets_give_the_same_key_after_a_round_through_the_file() {
    let made = vault();
    let header = Header::decode(&made.header.encode()).expect("whole");
    let by_passphrase = header
        .unlock_with_passphrase(&passphrase(PASSPHRASE))
        .expect("opens");
    let typed = RecoveryCode::parse(&made.code.expose_text().to_lowercase()).expect("a code");
    let by_code = header.unlock_with_recovery(&typed).expect("opens");
    assert_eq!(by_passphrase.expose_bytes(), made.key.expose_bytes());
    assert_eq!(by_code.expose_bytes(), made.key.expose_bytes());
}

#[test]
fn a_new_vault_says_what_it_is() {
    let header = &vault().header;
    let kinds: Vec<SlotKind> = header
        .slots()
        .iter()
        .map(mainstay_vault::Slot::kind)
        .collect();
    assert_eq!(kinds, [SlotKind::Passphrase, SlotKind::Recovery]);
    assert_eq!(header.slots()[0].kdf(), Some(KdfParams::FLOOR));
    assert_eq!(
        (header.generation(), header.created_ms()),
        (1, 1_750_000_000_000)
    );
    assert_eq!((header.db_min_bytes(), header.commit_seq()), (0, 0));
    assert!(header.clean_shutdown());
}

#[test]
fn a_hundred_wrong_passphrases_open_nothing_and_the_right_one_still_does() {
    let before = vault().header.encode();
    for attempt in 0..100 {
        let outcome = opens(&vault().header, &format!("{PASSPHRASE}{attempt}"));
        assert_eq!(outcome, Err(Error::WrongSecret));
    }
    assert_eq!(opens(&vault().header, PASSPHRASE), Ok(()));
    assert_eq!(vault().header.encode(), before);
}

#[test]
fn the_code_of_another_vault_is_wrong_and_not_mistyped() {
    let other = make_vault("other");
    assert_eq!(
        opens_with_code(&vault().header, &other.code),
        Err(Error::WrongSecret)
    );
}

#[test]
fn a_slot_moved_from_another_vault_opens_nothing() {
    let (mine, other) = (&vault().header, make_vault("another").header);
    let donor = other.encode();
    let slots = 66..donor.len() - 64;
    let file = forged(&mine.encode(), |bytes| {
        bytes[slots.clone()].copy_from_slice(&donor[slots])
    });
    let grafted = Header::decode(&file).expect("whole");
    assert_eq!(grafted.slots(), other.slots());
    assert_eq!(opens(&grafted, PASSPHRASE), Err(Error::WrongSecret));
}

#[test]
fn a_changed_passphrase_replaces_the_old_one_and_keeps_the_code() {
    let made = vault();
    let entropy = Repeatable::new("change");
    let next = made
        .header
        .with_passphrase(&made.key, &entropy, &passphrase("new"), KdfParams::FLOOR)
        .expect("the right key");
    assert_eq!(next.generation(), made.header.generation() + 1);
    assert_eq!(opens(&next, "new"), Ok(()));
    assert_eq!(opens(&next, PASSPHRASE), Err(Error::WrongSecret));
    assert_eq!(opens_with_code(&next, &made.code), Ok(()));
}

#[test]
fn a_new_passphrase_is_proved_from_the_file_before_the_old_slot_goes() {
    let made = vault();
    let entropy = Repeatable::new("prove");
    let old = made.header.slots()[0].id().expect("a passphrase slot");
    let (both, new) = made
        .header
        .with_added_passphrase(&made.key, &entropy, &passphrase("new"), KdfParams::FLOOR)
        .expect("room");
    let read = Header::decode(&both.encode()).expect("whole");
    assert_eq!(
        (opens(&read, "new"), opens(&read, PASSPHRASE)),
        (Ok(()), Ok(()))
    );
    let by_old_text = read
        .unlock_slot_with_passphrase(new, &passphrase(PASSPHRASE))
        .map(|_| ());
    assert_eq!(by_old_text, Err(Error::WrongSecret));
    let key = read
        .unlock_slot_with_passphrase(new, &passphrase("new"))
        .expect("proved");
    let third = read.with_added_passphrase(&key, &entropy, &passphrase("3"), KdfParams::FLOOR);
    assert_eq!(
        third.map(|_| ()),
        Err(Error::TooManySlots(SlotKind::Passphrase))
    );
    let done = read.without_slot(old, &key).expect("one is left");
    assert_eq!(
        (opens(&done, "new"), opens(&done, PASSPHRASE)),
        (Ok(()), Err(Error::WrongSecret))
    );
    assert_eq!(done.generation(), made.header.generation() + 2);
}

#[test]
fn a_new_recovery_code_retires_the_old_one() {
    let made = vault();
    let entropy = Repeatable::new("recovery");
    let (next, code) = made
        .header
        .with_new_recovery(&made.key, &entropy)
        .expect("the right key");
    assert_eq!(opens_with_code(&next, &code), Ok(()));
    assert_eq!(opens_with_code(&next, &made.code), Err(Error::WrongSecret));
    assert_eq!(opens(&next, PASSPHRASE), Ok(()));
}

#[test]
fn the_last_way_in_is_not_removed() {
    let made = vault();
    let ids: Vec<_> = made
        .header
        .slots()
        .iter()
        .filter_map(mainstay_vault::Slot::id)
        .collect();
    let without_passphrase = made
        .header
        .without_slot(ids[0], &made.key)
        .expect("one is left");
    let missing = opens(&without_passphrase, PASSPHRASE);
    assert_eq!(missing, Err(Error::NoSlot(SlotKind::Passphrase)));
    assert_eq!(
        without_passphrase.without_slot(ids[1], &made.key),
        Err(Error::LastSlot)
    );
}

#[test]
fn the_state_of_the_database_is_sealed_into_the_next_generation() {
    let made = vault();
    let next = made
        .header
        .with_state(42, 1 << 20, false, &made.key)
        .expect("the right key");
    let read = Header::decode(&next.encode()).expect("whole");
    assert_eq!(
        (
            read.commit_seq(),
            read.db_min_bytes(),
            read.clean_shutdown()
        ),
        (42, 1 << 20, false)
    );
    assert_eq!((read.generation(), read.verify(&made.key)), (2, Ok(())));
    assert_eq!(
        (read.vault_id(), read.slots()),
        (made.header.vault_id(), made.header.slots())
    );
}

#[test]
fn without_random_bytes_nothing_is_made() {
    let made = vault();
    let dry = Error::Entropy(mainstay_vault::EntropyUnavailable);
    let vault = create(&Dry, &passphrase("p"), KdfParams::FLOOR, 0).map(|_| ());
    let code = made.header.with_new_recovery(&made.key, &Dry).map(|_| ());
    assert_eq!((vault, code), (Err(dry.clone()), Err(dry)));
}

#[test]
fn two_vaults_share_no_bytes_that_could_tell_one_passphrase() {
    let (first, second) = (
        vault().header.encode(),
        make_vault("second").header.encode(),
    );
    let shared = first
        .windows(12)
        .skip(66)
        .filter(|w| second.windows(12).any(|v| v == *w))
        .count();
    assert!(
        shared < 16,
        "only the derivation's cost and lengths are the same"
    );
}

#[test]
fn a_header_takes_the_inbox_in_once_and_keeps_all_that_opens() {
    let made = vault();
    assert_eq!(made.header.inbox_recipient(), None);
    let once = made.header.with_inbox(&made.key).expect("the right key");
    let twice = once.with_inbox(&made.key).expect("the right key");
    let read = Header::decode(&twice.encode()).expect("whole");
    assert_eq!(read.inbox_recipient(), Some(made.key.inbox_recipient()));
    assert_eq!(read.slots().len(), 3);
    assert_eq!(opens(&read, PASSPHRASE), Ok(()));
    assert_eq!(opens_with_code(&read, &made.code), Ok(()));
    let other = make_vault("inbox of another");
    assert!(
        made.header.with_inbox(&other.key).is_err(),
        "only the holder of the key"
    );
}
