//! The quick PIN.

use crate::keystore::{
    lock, notes, protect, set_pin, started, status, try_pin, with_pin, DAY, PIN, WRONG,
};
use mainstay_support::{files_under, KeystoreMood, TestApp, PASSPHRASE};
use serde_json::{json, Value};
use std::fs;
use std::path::PathBuf;

#[test]
fn a_pin_opens_and_the_passphrase_still_does() {
    let app = with_pin();
    assert_eq!(
        status(&app),
        json!({ "keystore": true, "unprotected": false, "pinTriesLeft": 10 })
    );
    lock(&app);
    assert_eq!(
        app.call("app_status", json!({}))["opens"],
        json!({ "passphrase": true, "code": true, "pin": true, "device": false })
    );
    assert_eq!(try_pin(&app, PIN), "unlocked");
    let app = app.restarted();
    assert_eq!(
        try_pin(&app, PIN),
        "unlocked",
        "from the disk and the keystore too"
    );
    lock(&app);
    app.unlock();
}

#[test]
fn a_pin_is_set_and_removed_only_with_proof() {
    let app = TestApp::with_keystore();
    app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    for (proof, code) in [
        (json!({}), "invalid"),
        (json!({ "passphrase": "not hers" }), "wrong_passphrase"),
    ] {
        app.clock.advance(60);
        let create = json!({ "proof": proof, "pin": PIN });
        assert_eq!(app.refused("pin_create", create).0, code);
        assert_eq!(app.refused("pin_delete", json!({ "proof": proof })).0, code);
    }
    let proof = json!({ "passphrase": PASSPHRASE });
    let weak = json!({ "proof": proof, "pin": "1234" });
    assert_eq!(app.refused("pin_create", weak).0, "weak_pin");
    let short = json!({ "proof": proof, "pin": "481" });
    assert_eq!(
        app.refused("pin_create", short),
        ("invalid".to_owned(), Some("pin".to_owned()))
    );
    assert!(app.keystore.entries().is_empty(), "nothing was begun");
    set_pin(&app, PIN);
    app.call("pin_delete", json!({ "proof": proof }));
    assert!(app.keystore.entries().is_empty());
    lock(&app);
    assert_eq!(try_pin(&app, PIN), "pin_gone");
    app.unlock();
}

#[test]
fn a_new_pin_takes_the_place_of_the_old_one() {
    let app = with_pin();
    set_pin(&app, "271828");
    assert_eq!(app.keystore.entries().len(), 1);
    lock(&app);
    assert_eq!(try_pin(&app, PIN), "wrong_pin");
    assert_eq!(try_pin(&app, "271828"), "unlocked");
}

#[test]
fn ten_wrong_tries_over_restarts_end_the_pin_and_the_passphrase_opens() {
    let mut app = with_pin();
    lock(&app);
    for tried in 1..=9 {
        assert_eq!(try_pin(&app, WRONG), "wrong_pin", "try {tried}");
        assert_eq!(status(&app)["pinTriesLeft"], 10 - tried);
        app = app.killed();
    }
    assert_eq!(try_pin(&app, WRONG), "pin_gone");
    assert!(app.keystore.entries().is_empty(), "the secret is gone");
    assert_eq!(
        try_pin(&app, PIN),
        "pin_gone",
        "the right one opens nothing now"
    );
    assert_eq!(status(&app)["pinTriesLeft"], Value::Null);
    app.unlock();
    app.app().keystore_tend();
    lock(&app);
    let opens = &app.call("app_status", json!({}))["opens"];
    assert_eq!(
        opens["pin"], false,
        "its slot left the header at the unlock"
    );
    app.unlock();
    set_pin(&app, PIN);
    lock(&app);
    assert_eq!(try_pin(&app, PIN), "unlocked", "a new one can be set");
}

#[test]
fn a_right_pin_sets_the_count_back() {
    let app = with_pin();
    lock(&app);
    for _ in 0..9 {
        try_pin(&app, WRONG);
    }
    assert_eq!(try_pin(&app, PIN), "unlocked");
    assert_eq!(status(&app)["pinTriesLeft"], 10);
}

#[test]
fn a_try_is_counted_before_it_is_judged() {
    let app = with_pin();
    lock(&app);
    app.clock.advance(60);
    // The count is read, then written: where it cannot be, not even the right PIN is judged.
    app.keystore.refuse_call(1);
    assert_eq!(try_pin(&app, PIN), "keystore_unavailable");
    assert_eq!(status(&app)["pinTriesLeft"], 10);
    assert_eq!(app.state(), "locked");
}

#[test]
fn what_can_be_no_pin_is_no_try_and_the_wait_after_wrong_ones_grows() {
    let app = with_pin();
    lock(&app);
    assert_eq!(try_pin(&app, "abc"), "wrong_pin");
    assert_eq!(status(&app)["pinTriesLeft"], 10);
    for _ in 0..3 {
        try_pin(&app, WRONG);
    }
    let wrong = json!({ "pin": WRONG });
    assert_eq!(
        app.refused("vault_unlock_with_pin", wrong).0,
        "too_many_attempts"
    );
    assert_eq!(
        status(&app)["pinTriesLeft"],
        7,
        "one that was not judged was not counted"
    );
}

#[test]
fn a_copy_of_the_folder_opens_by_neither_pin_nor_device() {
    for app in [with_pin(), started()] {
        lock(&app);
        let copy = TestApp::with_keystore();
        for (path, bytes) in files_under(app.folder()) {
            let to = copy.folder().join(path.strip_prefix(app.folder()).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, bytes).unwrap();
        }
        // Even with everything that the keystore has: another folder has other names.
        copy.keystore.put_back(app.keystore.entries());
        assert_eq!(try_pin(&copy, PIN), "pin_gone");
        let opened = copy.app().dispatch("vault_unlock_with_device", json!({}));
        assert!(opened.is_err());
    }
}

#[test]
fn a_pin_whose_secret_is_gone_leaves_the_header_at_the_next_unlock() {
    let app = with_pin();
    lock(&app);
    app.keystore.set_mood(KeystoreMood::Locked);
    app.unlock();
    app.app().keystore_tend();
    lock(&app);
    assert_eq!(
        app.call("app_status", json!({}))["opens"]["pin"],
        true,
        "a locked keystore is not a lost one"
    );
    app.keystore.set_mood(KeystoreMood::Working);
    app.keystore.forget_all();
    app.unlock();
    app.app().keystore_tend();
    lock(&app);
    assert_eq!(app.call("app_status", json!({}))["opens"]["pin"], false);
}

#[test]
fn without_a_keystore_there_is_no_pin_and_no_start_now() {
    let app = TestApp::empty();
    assert_eq!(status(&app)["keystore"], false);
    assert_eq!(
        app.refused("vault_start", json!({})).0,
        "keystore_unavailable"
    );
    assert_eq!(app.state(), "absent");
    app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    let create = json!({ "proof": { "passphrase": PASSPHRASE }, "pin": PIN });
    assert_eq!(app.refused("pin_create", create).0, "keystore_unavailable");
}

#[test]
fn the_pin_stands_in_no_file_and_in_no_name() {
    let app = with_pin();
    app.call("backup_create", json!({}));
    lock(&app);
    try_pin(&app, PIN);
    for (path, bytes) in files_under(app.folder()) {
        let holds = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
        assert!(!holds(PIN.as_bytes()), "{}", path.display());
        for secret in app.keystore.entries().values() {
            assert!(!holds(&secret[2..]), "{}", path.display());
        }
    }
    assert!(!format!("{:?}", app.keystore.entries().keys()).contains(PIN));
}

/// The kinds of the slots that open something, from a header file's bytes: see docs/data-format.md. Kind 6 opens nothing.
fn kinds(file: &PathBuf) -> Vec<u8> {
    let bytes = fs::read(file).unwrap();
    let mut at = 66;
    let mut next = || {
        let kind = bytes[at];
        at += 4 + usize::from(u16::from_le_bytes([bytes[at + 2], bytes[at + 3]]));
        kind
    };
    let all: Vec<u8> = (0..bytes[64]).map(|_| next()).collect();
    all.into_iter().filter(|kind| *kind != 6).collect()
}

#[test]
fn no_backup_has_a_slot_of_the_device() {
    let app = with_pin();
    app.call("backup_create", json!({}));
    let header_of = |app: &TestApp| {
        let all = files_under(&app.folder().join("backups"));
        all.into_iter()
            .map(|(path, _)| path)
            .find(|path| path.ends_with("vault.hdr"))
            .unwrap()
    };
    assert_eq!(kinds(&header_of(&app)), [1, 2]);
    let app = started();
    app.call("backup_create", json!({}));
    assert_eq!(kinds(&header_of(&app)), [0u8; 0]);
    protect(&app).unwrap();
    assert_eq!(
        kinds(&header_of(&app)),
        [1, 2],
        "protected, the backups are too"
    );
}

#[test]
fn with_a_pin_practice_is_offered_after_a_week_and_the_pin_is_none() {
    let app = with_pin();
    app.clock.advance(7 * DAY + 1);
    lock(&app);
    try_pin(&app, PIN);
    assert_eq!(app.call("today_get", json!({}))["practiceDue"], true);
    lock(&app);
    app.unlock();
    assert_eq!(app.call("today_get", json!({}))["practiceDue"], false);
}

#[test]
fn a_kill_at_any_write_of_a_new_pin_leaves_one_that_opens() {
    for steps in 0.. {
        let app = with_pin();
        app.stop.after(steps);
        let proof = json!({ "passphrase": PASSPHRASE });
        let request = json!({ "proof": proof, "pin": "271828" });
        let set = app.app().dispatch("pin_create", request).is_ok();
        let was_killed = app.stop.taken() == steps;
        let app = app.restarted();
        let open = [PIN, "271828"].into_iter().filter(|pin| {
            lock(&app);
            try_pin(&app, pin) == "unlocked"
        });
        let open: Vec<_> = open.collect();
        assert_eq!(open.len(), 1, "killed after {steps} steps");
        assert!(!set || open == ["271828"]);
        if !was_killed {
            break;
        }
    }
}

#[test]
fn a_keystore_that_fails_at_one_call_loses_nothing() {
    for call in 0..12 {
        let app = started();
        app.keystore.refuse_call(call);
        lock(&app);
        let _ = app.app().dispatch("vault_unlock_with_device", json!({}));
        let _ = protect(&app);
        lock(&app);
        let by_device = app.app().dispatch("vault_unlock_with_device", json!({}));
        if by_device.is_err() {
            app.unlock();
        }
        assert_eq!(notes(&app), ["the first"], "refused at call {call}");
    }
    for call in 0..12 {
        let app = with_pin();
        app.keystore.refuse_call(call);
        let proof = json!({ "passphrase": PASSPHRASE });
        let _ = app
            .app()
            .dispatch("pin_create", json!({ "proof": proof, "pin": "271828" }));
        lock(&app);
        let _ = try_pin(&app, WRONG);
        let _ = app.app().dispatch("pin_delete", json!({ "proof": proof }));
        lock(&app);
        app.unlock();
    }
}
