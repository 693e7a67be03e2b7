//! An older copy of the whole folder in the vault's place, headers included: every seal in it fits. Where the device
//! has a keystore, that remembers how many writes there were.

use crate::keystore::DAY;
use mainstay_support::{files_under, KeystoreMood, TestApp, PASSPHRASE};
use serde_json::{json, Value};
use std::fs;
use std::path::{Path, PathBuf};

fn typed() -> Value {
    json!({ "passphrase": PASSPHRASE })
}

fn log(app: &TestApp, note: &str) {
    app.call("check_in_log", crate::check_in(json!(4), note));
}

fn lock(app: &TestApp) {
    app.call("vault_lock", json!({}));
    app.app().keystore_tend();
}

fn entries(app: &TestApp) -> usize {
    let page = app.call("journey_list", json!({ "before": null, "days": 31 }));
    let days = page["days"].as_array().unwrap().iter();
    days.map(|day| day["entries"].as_array().unwrap().len())
        .sum()
}

/// A locked vault with one entry, what its folder was then, and a second entry.
fn with_older(keystore: KeystoreMood) -> (TestApp, Vec<(PathBuf, Vec<u8>)>) {
    let app = TestApp::with_keystore();
    app.keystore.set_mood(keystore);
    app.call("vault_create", typed());
    app.call("settings_update", json!({ "setUp": "done" }));
    log(&app, "in the older copy");
    lock(&app);
    let older = files_under(&app.folder().join("vault"));
    app.clock.advance(60);
    app.call("vault_unlock", typed());
    log(&app, "after it");
    lock(&app);
    (app, older)
}

fn put_back(app: &TestApp, files: &[(PathBuf, Vec<u8>)]) {
    fs::remove_dir_all(app.folder().join("vault")).unwrap();
    fs::create_dir(app.folder().join("vault")).unwrap();
    for (path, bytes) in files {
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn an_older_copy_of_the_whole_folder_is_told_and_used_only_when_the_person_says_so() {
    let (app, older) = with_older(KeystoreMood::Working);
    let newer = files_under(&app.folder().join("vault"));
    let app = app.restarted();
    put_back(&app, &older);
    app.app().keystore_tend();
    let before = files_under(&app.folder().join("vault"));
    assert_eq!(app.refused("vault_unlock", typed()).0, "older_copy");
    let after = files_under(&app.folder().join("vault"));
    assert!(before == after, "nothing is written");

    put_back(&app, &newer);
    app.call("vault_unlock", typed());
    assert_eq!(entries(&app), 2);
    lock(&app);

    put_back(&app, &older);
    let accepted = json!({ "passphrase": PASSPHRASE, "acceptOlder": true });
    app.call("vault_unlock", accepted);
    assert_eq!(entries(&app), 1);
    lock(&app);
    let app = app.restarted();
    app.app().keystore_tend();
    app.call("vault_unlock", typed());
    assert_eq!(entries(&app), 1, "asked once");
}

#[test]
fn a_missing_locked_or_failing_keystore_changes_nothing() {
    for mood in [
        KeystoreMood::Absent,
        KeystoreMood::Locked,
        KeystoreMood::Refusing,
    ] {
        // It was never there; or it was, and is not any more.
        for at_first in [mood, KeystoreMood::Working] {
            let (app, older) = with_older(at_first);
            let app = app.restarted();
            app.keystore.set_mood(mood);
            put_back(&app, &older);
            app.app().keystore_tend();
            app.call("vault_unlock", typed());
            assert_eq!(entries(&app), 1, "{mood:?}");
            log(&app, "and on it goes");
            lock(&app);
            app.call("vault_unlock", typed());
            assert_eq!(entries(&app), 2, "{mood:?}");
        }
    }
}

#[test]
fn one_that_was_opened_before_the_keystore_answered_is_told_the_next_time() {
    let (app, older) = with_older(KeystoreMood::Working);
    let app = app.restarted();
    put_back(&app, &older);
    app.call("vault_unlock", typed());
    lock(&app);
    assert_eq!(app.refused("vault_unlock", typed()).0, "older_copy");
}

#[test]
fn no_unlock_and_no_write_asks_the_keystore() {
    let (app, _) = with_older(KeystoreMood::Working);
    let app = app.restarted();
    app.keystore.hold();
    app.call("vault_unlock", typed());
    log(&app, "while it hangs");
    app.clock.advance(3);
    assert!(app.app().tick().is_none());
    app.call("vault_lock", json!({}));
    app.keystore.let_go();
    assert!(app.app().keystore_is_due());
    app.app().keystore_tend();
    assert!(!app.app().keystore_is_due());
}

#[test]
fn a_restored_backup_a_healed_header_and_a_kill_are_no_older_copies() {
    let (app, _) = with_older(KeystoreMood::Working);
    app.call("vault_unlock", typed());
    let backup = app.call("backup_create", json!({}));
    for n in 0..5 {
        log(&app, &format!("after the backup {n}"));
    }
    lock(&app);
    let restore = json!({ "atMs": backup["atMs"], "proof": typed() });
    app.call("backup_restore", restore);
    assert_eq!(entries(&app), 2);
    lock(&app);
    app.call("vault_unlock", typed());
    lock(&app);
    let app = app.restarted();
    app.app().keystore_tend();
    app.call("vault_unlock", typed());
    for n in 0..3 {
        log(&app, &format!("before the kill {n}"));
    }
    app.app().keystore_tend();
    let app = app.killed();
    app.app().keystore_tend();
    app.call("vault_unlock", typed());
    assert_eq!(entries(&app), 5);
    lock(&app);
    for copy in ["vault.hdr.a", "vault.hdr.b"] {
        fs::write(app.folder().join("vault").join(copy), b"damaged").unwrap();
        app.call("vault_unlock", typed());
        assert_eq!(entries(&app), 5, "{copy}");
        lock(&app);
    }
}

#[test]
fn each_vault_and_each_folder_has_a_count_of_its_own_and_a_wipe_forgets_it() {
    let (app, older) = with_older(KeystoreMood::Working);
    let other = TestApp::with_keystore();
    other.keystore.put_back(app.keystore.entries());
    for (path, bytes) in &older {
        let to = other
            .folder()
            .join(path.strip_prefix(app.folder()).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
    other.app().keystore_tend();
    other.call("vault_unlock", typed());

    assert_eq!(app.keystore.entries().len(), 1);
    let (name, count) = app.keystore.entries().pop_first().unwrap();
    assert!(name.starts_with("writes-"), "{name}");
    assert_eq!(count.len(), 9, "a count and nothing else");
    app.call("aside_create", json!({}));
    app.call("vault_create", typed());
    lock(&app);
    assert_eq!(app.keystore.entries().len(), 2);
    app.call("vault_unlock", typed());
    app.call("vault_wipe", json!({ "proof": typed() }));
    app.app().keystore_tend();
    assert_eq!(
        app.keystore.entries().len(),
        1,
        "the other vault's is its own"
    );
    assert!(is_empty(app.folder()));
    app.clock.advance(DAY);
    app.call("vault_create", typed());
}

fn is_empty(folder: &Path) -> bool {
    !folder.join("vault").exists()
}
