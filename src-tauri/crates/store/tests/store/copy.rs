//! A copy of a journal in use.

use super::{change, check_in, Home};
use mainstay_store::{Error, Extent, Stop, Store};
use std::fs;
use std::ops::ControlFlow;
use std::sync::atomic::Ordering;

/// A journal with some hundred pages, open.
fn filled() -> (Home, Store) {
    let home = Home::new();
    let store = home.open();
    for n in 1..=200 {
        let entry = check_in(n, 3, &"a long note ".repeat(300));
        store
            .write::<_, Error>(change(i64::from(n)), |write| {
                write.check_ins().insert(&entry)
            })
            .unwrap();
    }
    (home, store)
}

#[test]
fn a_copy_has_every_value_is_encrypted_and_opens_with_the_same_key() {
    let (home, store) = filled();
    let target = home.folder.path().join("copy.db");
    let mut heard = Vec::new();
    let listen = &mut |progress| {
        heard.push(progress);
        ControlFlow::Continue(())
    };
    store
        .copy_to(&target, &home.key, &Stop::default(), listen)
        .unwrap();
    assert!(heard.len() > 1, "in steps: {heard:?}");
    assert!(heard.last().is_some_and(|last| last.done == last.of));
    let bytes = fs::read(&target).unwrap();
    assert!(!bytes.windows(11).any(|words| words == b"a long note"));
    let copy = Store::open(&target, &home.key, Extent::NONE).unwrap();
    assert_eq!(copy.content_hash().unwrap(), store.content_hash().unwrap());
    assert_eq!(copy.writes().unwrap(), 200);
    assert!(
        !Store::log_path(&target).exists()
            || fs::metadata(Store::log_path(&target)).unwrap().len() == 0
    );
}

#[test]
fn a_copy_can_be_stopped() {
    let (home, store) = filled();
    let target = home.folder.path().join("copy.db");
    let stopped = store.copy_to(&target, &home.key, &Stop::default(), &mut |_| {
        ControlFlow::Break(())
    });
    assert!(matches!(stopped, Err(Error::Stopped)));
    assert_eq!(store.writes().unwrap(), 200, "the original goes on");
}

#[test]
fn one_changed_word_changes_the_content_hash() {
    let (home, store) = filled();
    let before = store.content_hash().unwrap();
    assert_eq!(before, store.content_hash().unwrap());
    store.close().unwrap();
    home.raw()
        .execute(
            "UPDATE check_ins SET note = note || '.' WHERE at_ms = 7",
            [],
        )
        .unwrap();
    assert_ne!(home.open().content_hash().unwrap(), before);
}

#[test]
fn a_long_read_ends_when_it_is_told_to_and_nothing_else_does() {
    let (_home, store) = filled();
    let stop = Stop::default();
    assert!(store.stoppable(&stop, Store::content_hash).is_ok());
    stop.store(true, Ordering::Relaxed);
    let stopped = store.stoppable(&stop, Store::content_hash);
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    let stopped = store.stoppable(&stop, Store::verify_structure);
    assert!(matches!(stopped, Err(Error::Stopped)), "{stopped:?}");
    assert!(store.content_hash().is_ok(), "the flag stops nothing else");
    assert!(store.settle().is_ok());
}
