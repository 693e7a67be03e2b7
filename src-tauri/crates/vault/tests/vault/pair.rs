//! The two copies: which one is good, what is said of the other, and when a copy gives way.

use mainstay_vault::{
    CopyName, CopyProblem, Damage, Error, Header, HeaderPair, KdfParams, Opened, Result,
};

use crate::support::{forged, make_vault, passphrase, vault, Repeatable, PASSPHRASE};

fn newer(header: &Header) -> Header {
    header
        .with_state(1, 1, false, &vault().key)
        .expect("the right key")
}

fn chosen(a: Option<&[u8]>, b: Option<&[u8]>) -> Result<(CopyName, u64, Option<CopyProblem>)> {
    HeaderPair::choose(a, b).map(|pair| (pair.copy(), pair.header().generation(), pair.problem()))
}

fn unlock(a: &[u8], b: &[u8]) -> Result<Opened> {
    HeaderPair::choose(Some(a), Some(b))?.unlock_with_recovery(&vault().code)
}

#[test]
fn the_newer_whole_copy_is_chosen_and_the_other_is_reported() {
    let one = vault().header.encode();
    let two = newer(&vault().header).encode();
    let cut = &two[..two.len() - 1];
    let damaged = Some(CopyProblem::Damaged(Damage::Checksum));
    let missing = Some(CopyProblem::Missing);
    let cases = [
        (Some(&one[..]), Some(&one[..]), (CopyName::A, 1, None)),
        (Some(&one), Some(&two), (CopyName::B, 2, None)),
        (Some(&two), Some(&one), (CopyName::A, 2, None)),
        (Some(&one), Some(cut), (CopyName::A, 1, damaged)),
        (Some(cut), Some(&one), (CopyName::B, 1, damaged)),
        (Some(&two), None, (CopyName::A, 2, missing)),
        (None, Some(&two), (CopyName::B, 2, missing)),
    ];
    for (a, b, expected) in cases {
        assert_eq!(chosen(a, b), Ok(expected));
    }
}

#[test]
fn no_usable_copy_says_whether_there_was_one() {
    let one = vault().header.encode();
    let damaged = CopyProblem::Damaged(Damage::Checksum);
    let cut = Some(&one[..one.len() - 1]);
    assert_eq!(chosen(None, None), Err(Error::HeadersMissing));
    let both = Err(Error::HeadersDamaged {
        a: damaged,
        b: damaged,
    });
    assert_eq!(chosen(cut, cut), both);
    let half = Err(Error::HeadersDamaged {
        a: damaged,
        b: CopyProblem::Missing,
    });
    assert_eq!(chosen(cut, None), half);
    let empty = CopyProblem::Damaged(Damage::Length);
    assert_eq!(
        chosen(Some(&[]), cut),
        Err(Error::HeadersDamaged {
            a: empty,
            b: damaged
        })
    );
}

#[test]
fn one_copy_of_a_newer_version_stops_everything() {
    let one = vault().header.encode();
    let future = forged(&one, |bytes| bytes[10] = 2);
    let refused = Err(Error::NewerVersion {
        format: 1,
        min_reader: 2,
    });
    for (a, b) in [(&one, &future), (&future, &one), (&future, &future)] {
        assert_eq!(chosen(Some(a), Some(b)), refused);
    }
    assert_eq!(chosen(Some(&one[..9]), Some(&future)), refused);
}

#[test]
fn copies_that_do_not_belong_together_are_reported() {
    let one = vault().header.encode();
    let twin = vault()
        .header
        .with_state(1, 1, true, &vault().key)
        .expect("the right key")
        .encode();
    let other = newer(&vault().header).encode();
    assert_eq!(
        chosen(Some(&twin), Some(&other)),
        Ok((CopyName::A, 2, Some(CopyProblem::Differs)))
    );
    let stranger = make_vault("stranger").header.encode();
    let mixed = chosen(Some(&one), Some(&stranger));
    assert_eq!(mixed, Ok((CopyName::A, 1, Some(CopyProblem::OtherVault))));
}

#[test]
fn any_bit_flipped_in_one_copy_leaves_the_other_in_use() {
    let one = vault().header.encode();
    for bit in (0..one.len() * 8).step_by(7) {
        let mut flipped = one.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        for (a, b, good) in [(&flipped, &one, CopyName::B), (&one, &flipped, CopyName::A)] {
            let pair = HeaderPair::choose(Some(a), Some(b)).expect("one copy is whole");
            assert_eq!(pair.copy(), good);
            assert!(matches!(pair.problem(), Some(CopyProblem::Damaged(_))));
        }
    }
}

#[test]
fn a_whole_pair_opens_from_the_newer_copy() {
    let one = vault().header.encode();
    let two = newer(&vault().header).encode();
    let opened = unlock(&one, &two).expect("opens");
    assert_eq!(
        (opened.copy, opened.header.generation(), opened.problem),
        (CopyName::B, 2, None)
    );
    assert_eq!(opened.key.expose_bytes(), vault().key.expose_bytes());
}

#[test]
fn a_forged_newest_copy_gives_way_to_the_sealed_one() {
    let one = vault().header.encode();
    let forgery = forged(&one, |bytes| bytes[12] = 200);
    let seal = Some(CopyProblem::Damaged(Damage::Seal));
    let opened = unlock(&one, &forgery).expect("opens");
    assert_eq!(
        (opened.copy, opened.header.generation(), opened.problem),
        (CopyName::A, 1, seal)
    );
    let by_passphrase = HeaderPair::choose(Some(&forgery), Some(&one))
        .and_then(|pair| pair.unlock_with_passphrase(&passphrase(PASSPHRASE)))
        .expect("opens");
    assert_eq!(
        (by_passphrase.copy, by_passphrase.problem),
        (CopyName::B, seal)
    );
}

#[test]
fn a_forged_older_copy_is_reported_once_the_vault_is_open() {
    let forgery = forged(&vault().header.encode(), |bytes| bytes[56] ^= 1);
    let two = newer(&vault().header).encode();
    let opened = unlock(&forgery, &two).expect("opens");
    let seal = Some(CopyProblem::Damaged(Damage::Seal));
    assert_eq!((opened.copy, opened.problem), (CopyName::B, seal));
}

#[test]
fn two_forged_copies_are_damage() {
    let forgery = forged(&vault().header.encode(), |bytes| bytes[56] ^= 1);
    let refused = unlock(&forgery, &forgery).map(|_| ());
    assert_eq!(refused, Err(Error::Damaged(Damage::Seal)));
}

#[test]
fn the_copy_of_a_strange_vault_does_not_keep_ours_shut() {
    let one = vault().header.encode();
    let strange = make_vault("strange");
    let strange = strange
        .header
        .with_state(1, 1, true, &strange.key)
        .expect("its key")
        .encode();
    let opened = unlock(&one, &strange).expect("opens");
    let problem = Some(CopyProblem::OtherVault);
    assert_eq!((opened.copy, opened.problem), (CopyName::A, problem));
}

#[test]
fn an_old_passphrase_in_the_older_copy_opens_nothing() {
    let made = vault();
    let entropy = Repeatable::new("older");
    let next = made
        .header
        .with_passphrase(&made.key, &entropy, &passphrase("new"), KdfParams::FLOOR)
        .expect("the right key");
    let pair =
        HeaderPair::choose(Some(&made.header.encode()), Some(&next.encode())).expect("whole");
    let refused = pair
        .unlock_with_passphrase(&passphrase(PASSPHRASE))
        .map(|_| ());
    assert_eq!(refused, Err(Error::WrongSecret));
}
