//! A device with a keystore: the quick PIN, and "start now, protect later".

use mainstay_support::{files_under, KeystoreMood, TestApp, PASSPHRASE};
use serde_json::{json, Value};
use std::fs;
use std::path::PathBuf;

const PIN: &str = "481516";
const WRONG: &str = "918273";
const DAY: i64 = 24 * 60 * 60;

/// An open vault with a passphrase and a PIN.
fn with_pin() -> TestApp {
    let app = TestApp::with_keystore();
    app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    app.call("settings_update", json!({ "setUp": "done" }));
    set_pin(&app, PIN);
    app
}

/// An open vault that the device alone opens, with one check-in.
fn started() -> TestApp {
    let app = TestApp::with_keystore();
    app.call("vault_start", json!({}));
    app.call("settings_update", json!({ "setUp": "done" }));
    app.call("check_in_log", crate::check_in(json!(3), "the first"));
    app
}

fn set_pin(app: &TestApp, pin: &str) {
    let proof = json!({ "passphrase": PASSPHRASE });
    app.call("pin_create", json!({ "proof": proof, "pin": pin }));
}

fn lock(app: &TestApp) {
    app.call("vault_lock", json!({}));
    app.clock.advance(60);
}

fn try_pin(app: &TestApp, pin: &str) -> String {
    app.clock.advance(60);
    let tried = app
        .app()
        .dispatch("vault_unlock_with_pin", json!({ "pin": pin }));
    match tried {
        Ok(status) => status["state"].as_str().unwrap().to_owned(),
        Err(failure) => serde_json::to_value(failure.code)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned(),
    }
}

fn opens(app: &TestApp, command: &str, request: Value) -> bool {
    lock(app);
    app.app().dispatch(command, request).is_ok()
}

fn notes(app: &TestApp) -> Vec<String> {
    let today = app.call("today_get", json!({}));
    let check_ins = today["checkIns"].as_array().unwrap().iter();
    check_ins
        .map(|one| one["note"].as_str().unwrap().to_owned())
        .collect()
}

fn status(app: &TestApp) -> Value {
    app.call("opening_status", json!({}))
}

fn typed_back(shown: &Value) -> Value {
    let asked = shown["ask"].as_array().unwrap().iter().map(|position| {
        let at = usize::try_from(position.as_u64().unwrap()).unwrap();
        json!({ "position": position, "text": shown["groups"][at] })
    });
    json!({ "groups": asked.collect::<Vec<_>>() })
}

fn code_of(shown: &Value) -> String {
    let groups = shown["groups"].as_array().unwrap().iter();
    groups
        .filter_map(Value::as_str)
        .collect::<Vec<_>>()
        .join("-")
}

/// Passphrase, again, recovery code, three groups: each only if the one before it was answered. The code, once shown.
fn protect(app: &TestApp) -> Option<String> {
    let begin = json!({ "proof": {}, "passphrase": PASSPHRASE });
    app.app().dispatch("passphrase_change", begin).ok()?;
    let again = json!({ "passphrase": PASSPHRASE });
    app.app()
        .dispatch("passphrase_change_confirm", again)
        .ok()?;
    let shown = app
        .app()
        .dispatch("recovery_code_renew", json!({ "proof": {} }))
        .ok()?;
    let _ = app
        .app()
        .dispatch("recovery_code_confirm", typed_back(&shown));
    Some(code_of(&shown))
}

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
    lock(&app);
    assert_eq!(
        app.call("app_status", json!({}))["opens"]["pin"],
        true,
        "a locked keystore is not a lost one"
    );
    app.keystore.set_mood(KeystoreMood::Working);
    app.keystore.forget_all();
    app.unlock();
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

/// The slot kinds of a header file, from its bytes: see docs/data-format.md.
fn kinds(file: &PathBuf) -> Vec<u8> {
    let bytes = fs::read(file).unwrap();
    (0..usize::from(bytes[64]))
        .map(|n| bytes[66 + n * 138])
        .collect()
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
fn start_now_needs_no_typing_and_locking_locks() {
    let app = started();
    lock(&app);
    assert_eq!(app.state(), "locked");
    let opens = &app.call("app_status", json!({}))["opens"];
    assert_eq!(
        *opens,
        json!({ "passphrase": false, "code": false, "pin": false, "device": true })
    );
    let app = app.restarted();
    app.call("vault_unlock_with_device", json!({}));
    assert_eq!(notes(&app), ["the first"]);
    assert_eq!(status(&app)["unprotected"], true);
    assert_eq!(app.refused("vault_start", json!({})).0, "vault_exists");
}

#[test]
fn protection_is_asked_for_on_the_third_day_and_practice_is_not() {
    let app = started();
    app.call("settings_update", json!({ "lockAfterMinutes": 60 }));
    let today = |app: &TestApp| app.call("today_get", json!({}));
    assert_eq!(today(&app)["protection"], "later");
    assert_eq!(
        today(&app)["practiceDue"],
        false,
        "there is nothing to practise"
    );
    app.clock.advance(DAY);
    assert_eq!(today(&app)["protection"], "later");
    app.clock.advance(DAY);
    assert_eq!(today(&app)["protection"], "due");
    protect(&app).unwrap();
    assert_eq!(today(&app)["protection"], "done");
    assert_eq!(today(&app)["practiceDue"], false);
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
fn protected_the_device_alone_opens_nothing_any_more() {
    let app = started();
    let code = protect(&app).unwrap();
    assert!(app.keystore.entries().is_empty());
    assert_eq!(status(&app)["unprotected"], false);
    assert!(!opens(&app, "vault_unlock_with_device", json!({})));
    assert!(opens(
        &app,
        "vault_unlock",
        json!({ "passphrase": PASSPHRASE })
    ));
    assert!(opens(
        &app,
        "vault_unlock_with_code",
        json!({ "code": code })
    ));
    assert_eq!(notes(&app), ["the first"]);
    let change = json!({ "proof": {}, "passphrase": "seven green lighthouses at dusk" });
    assert_eq!(
        app.refused("passphrase_change", change).0,
        "invalid",
        "from now on it takes proof"
    );
}

#[test]
fn a_code_without_a_proven_passphrase_leaves_the_device_its_key() {
    let app = started();
    let shown = app.call("recovery_code_renew", json!({ "proof": {} }));
    app.call("recovery_code_confirm", typed_back(&shown));
    assert_eq!(status(&app)["unprotected"], true);
    let begin = json!({ "proof": {}, "passphrase": PASSPHRASE });
    app.call("passphrase_change", begin);
    let shown = app.call("recovery_code_renew", json!({ "proof": {} }));
    app.call("recovery_code_confirm", typed_back(&shown));
    assert_eq!(
        status(&app)["unprotected"],
        true,
        "it was never typed again"
    );
    assert!(opens(&app, "vault_unlock_with_device", json!({})));
}

#[test]
fn a_kill_at_any_write_of_protecting_leaves_a_way_in() {
    for steps in 0.. {
        let app = started();
        app.call("backup_create", json!({}));
        app.stop.after(steps);
        let code = protect(&app);
        let was_killed = app.stop.taken() == steps;
        let app = app.restarted();
        let ways = [
            ("vault_unlock_with_device", json!({})),
            ("vault_unlock", json!({ "passphrase": PASSPHRASE })),
            (
                "vault_unlock_with_code",
                json!({ "code": code.unwrap_or_default() }),
            ),
        ];
        let open = ways.into_iter().filter(|(command, request)| {
            opens(&app, command, request.clone()) && notes(&app) == ["the first"]
        });
        let names: Vec<_> = open.map(|(command, _)| command).collect();
        assert!(!names.is_empty(), "killed after {steps} steps");
        if !was_killed {
            assert_eq!(names, ["vault_unlock", "vault_unlock_with_code"]);
            assert!(steps > 8, "there were writes to be killed at");
            break;
        }
    }
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
fn a_start_that_the_keystore_or_the_disk_refuses_can_be_tried_again() {
    for steps in 0.. {
        let app = TestApp::with_keystore();
        app.stop.after(steps);
        let made = app.app().dispatch("vault_start", json!({})).is_ok();
        let was_killed = app.stop.taken() == steps;
        let app = app.restarted();
        if app.state() == "absent" {
            assert!(!made);
            app.call("vault_start", json!({}));
        } else {
            app.call("vault_unlock_with_device", json!({}));
        }
        assert_eq!(app.state(), "unlocked", "killed after {steps} steps");
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

#[test]
fn a_key_that_is_gone_is_told_apart_from_a_keystore_that_does_not_answer() {
    let app = started();
    lock(&app);
    let before = files_under(app.folder());
    let kept = app.keystore.entries();
    for mood in [
        KeystoreMood::Locked,
        KeystoreMood::Refusing,
        KeystoreMood::Absent,
    ] {
        app.keystore.set_mood(mood);
        let code = app.refused("vault_unlock_with_device", json!({})).0;
        assert_eq!(code, "keystore_unavailable");
    }
    app.keystore.set_mood(KeystoreMood::Working);
    app.keystore.forget_all();
    let code = app.refused("vault_unlock_with_device", json!({})).0;
    assert_eq!(code, "device_key_gone");
    assert!(files_under(app.folder()) == before, "no byte has changed");
    let strangers = kept.keys().map(|name| (name.clone(), vec![1; 33]));
    app.keystore.put_back(strangers.collect());
    let code = app.refused("vault_unlock_with_device", json!({})).0;
    assert_eq!(
        code, "device_key_gone",
        "another key in its place opens nothing"
    );
    app.keystore.put_back(kept);
    app.call("vault_unlock_with_device", json!({}));
    assert_eq!(notes(&app), ["the first"], "brought back, it opens");
}

#[test]
fn a_damaged_journal_comes_back_from_a_backup_with_the_devices_key() {
    let app = started();
    let made = app.call("backup_create", json!({}));
    lock(&app);
    fs::write(app.folder().join("vault/vault.db"), b"").unwrap();
    let restore = json!({ "atMs": made["atMs"], "proof": {} });
    app.call("backup_restore", restore.clone());
    assert_eq!(notes(&app), ["the first"]);
    assert!(
        opens(&app, "vault_unlock_with_device", json!({})),
        "the restored vault has its slot"
    );
    lock(&app);
    app.keystore.forget_all();
    assert_eq!(app.refused("backup_restore", restore).0, "device_key_gone");
}
