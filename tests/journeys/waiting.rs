//! While the system asks the person to unlock its keystore, which takes up to a minute, everything else answers: the
//! person hides, locks, logs or opens another way, and what the keystore says at last is no surprise.

use crate::keystore::{lock, notes, protect, set_pin, started, try_pin, typed_back, with_pin, PIN};
use mainstay_support::{TestApp, PASSPHRASE};
use serde_json::{json, Value};
use std::sync::mpsc::channel;
use std::time::Duration;

/// Long enough for every machine: only a command that waits for the keystore takes so long.
const NEVER: Duration = Duration::from_secs(30);

/// Asks for `command` while the keystore waits, does `meanwhile`, then lets the keystore go on. Answers what the
/// command said.
fn while_it_waits(
    app: &TestApp,
    command: &str,
    request: Value,
    meanwhile: impl FnOnce(&TestApp) + Send,
) -> Result<Value, String> {
    app.keystore.hold();
    std::thread::scope(|scope| {
        let asked = scope.spawn(|| app.app().dispatch(command, request));
        app.keystore.wait_until_asked();
        let (done, answered) = channel();
        scope.spawn(move || {
            meanwhile(app);
            let _ = done.send(());
        });
        let in_time = answered.recv_timeout(NEVER);
        app.keystore.let_go();
        let answer = asked.join().expect("no panic");
        assert!(in_time.is_ok(), "{command}: something waited with it");
        answer.map_err(|failure| format!("{:?}", failure.code))
    })
}

/// What must answer at any moment: the state, when to wake, hiding (which locks) and a quick entry.
fn hide(app: &TestApp) {
    app.call("app_status", json!({}));
    let _ = app.app().next_wake();
    let _ = app.app().tick();
    assert_ne!(app.call("vault_lock", json!({}))["state"], "unlocked");
    let mood = json!({ "id": null, "answer": { "kind": "check_in", "mood": 2 } });
    let _ = app.app().dispatch("quick_entry_log", mood);
}

fn proof() -> Value {
    json!({ "passphrase": PASSPHRASE })
}

#[test]
fn who_hides_while_the_keystore_waits_is_not_overruled_by_its_answer() {
    let app = with_pin();
    lock(&app);
    app.clock.advance(60);
    let by_pin = json!({ "pin": PIN });
    let answer = while_it_waits(&app, "vault_unlock_with_pin", by_pin, hide);
    assert_eq!(answer.expect("no error")["state"], "locked");
    assert_eq!(app.state(), "locked");
    assert_eq!(try_pin(&app, PIN), "unlocked");
    assert_eq!(notes(&app).len(), 1, "what was logged meanwhile");

    let app = started();
    lock(&app);
    let answer = while_it_waits(&app, "vault_unlock_with_device", json!({}), hide);
    assert_eq!(answer.expect("no error")["state"], "locked");
    app.call("vault_unlock_with_device", json!({}));
}

#[test]
fn while_the_keystore_waits_the_passphrase_opens() {
    let app = with_pin();
    lock(&app);
    app.clock.advance(60);
    let by_pin = json!({ "pin": PIN });
    let answer = while_it_waits(&app, "vault_unlock_with_pin", by_pin, |app| {
        app.unlock();
        app.call("check_in_log", crate::check_in(json!(4), "meanwhile"));
    });
    assert_eq!(answer.expect("no error")["state"], "unlocked");
    assert_eq!(notes(&app), ["meanwhile"]);
}

#[test]
fn nothing_that_asks_the_keystore_keeps_a_lock_waiting() {
    let app = TestApp::with_keystore();
    let answer = while_it_waits(&app, "vault_start", json!({}), hide);
    assert_eq!(answer.expect_err("nothing was made"), "Stopped");
    assert_eq!(app.state(), "absent");
    assert!(app.keystore.entries().is_empty());

    let app = with_pin();
    let create = json!({ "proof": proof(), "pin": "271828" });
    let answer = while_it_waits(&app, "pin_create", create, hide);
    assert_eq!(answer.expect_err("it is locked"), "Locked");
    assert_eq!(app.keystore.entries().len(), 1);
    assert_eq!(try_pin(&app, PIN), "unlocked", "the earlier one stands");
    let delete = json!({ "proof": proof() });
    while_it_waits(&app, "pin_delete", delete, hide).expect("it was gone before the lock");
    assert_eq!(app.call("app_status", json!({}))["opens"]["pin"], false);

    let app = started();
    let backup = app.call("backup_create", json!({}));
    let restore = json!({ "atMs": backup["atMs"], "proof": {} });
    let answer = while_it_waits(&app, "backup_restore", restore, hide);
    assert_eq!(answer.expect_err("who locks stops it"), "Stopped");
    app.call("vault_unlock_with_device", json!({}));
    assert_eq!(notes(&app).len(), 2, "as it was");

    let app = started();
    while_it_waits(&app, "vault_wipe", json!({}), |app| {
        assert_ne!(app.call("vault_lock", json!({}))["state"], "unlocked");
    })
    .expect("the wipe was asked for with proof, and goes on");
    assert_eq!(app.state(), "absent");
    assert!(app.keystore.entries().is_empty());
}

#[test]
fn a_device_whose_key_goes_is_locked_while_the_keystore_forgets_it() {
    let app = started();
    assert!(protect(&app).is_some());
    let shown = app.call("recovery_code_renew", json!({ "proof": proof() }));
    app.call("recovery_code_confirm", typed_back(&shown));
    assert!(app.keystore.entries().is_empty());

    let app = started();
    app.call(
        "passphrase_change",
        json!({ "proof": {}, "passphrase": PASSPHRASE }),
    );
    app.call("passphrase_change_confirm", proof());
    let shown = app.call("recovery_code_renew", json!({ "proof": {} }));
    while_it_waits(&app, "recovery_code_confirm", typed_back(&shown), hide).expect("confirmed");
    assert!(app.keystore.entries().is_empty());
    app.unlock();
}

#[test]
fn a_pin_is_set_although_the_header_went_on_while_the_keystore_waited() {
    let app = with_pin();
    let create = json!({ "proof": proof(), "pin": "271828" });
    while_it_waits(&app, "pin_create", create, |app| {
        app.call("check_in_log", crate::check_in(json!(4), "meanwhile"));
        app.clock.advance(3);
        assert!(app.app().tick().is_none());
    })
    .expect("set");
    assert_eq!(app.keystore.entries().len(), 1);
    let app = app.restarted();
    assert_eq!(try_pin(&app, PIN), "wrong_pin");
    assert_eq!(try_pin(&app, "271828"), "unlocked");
    assert_eq!(notes(&app), ["meanwhile"]);
    set_pin(&app, PIN);
}
