//! What the stories of a device with a keystore share: the quick PIN is in `pin.rs`, "start now, protect later" in
//! `protection.rs`.

use mainstay_support::{TestApp, PASSPHRASE};
use serde_json::{json, Value};

pub(crate) const PIN: &str = "481516";
pub(crate) const WRONG: &str = "918273";
pub(crate) const DAY: i64 = 24 * 60 * 60;

/// An open vault with a passphrase and a PIN.
pub(crate) fn with_pin() -> TestApp {
    let app = TestApp::with_keystore();
    app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    app.call("settings_update", json!({ "setUp": "done" }));
    set_pin(&app, PIN);
    app
}

/// An open vault that the device alone opens, with one check-in.
pub(crate) fn started() -> TestApp {
    let app = TestApp::with_keystore();
    app.call("vault_start", json!({}));
    app.call("settings_update", json!({ "setUp": "done" }));
    app.call("check_in_log", crate::check_in(json!(3), "the first"));
    app
}

pub(crate) fn set_pin(app: &TestApp, pin: &str) {
    let proof = json!({ "passphrase": PASSPHRASE });
    app.call("pin_create", json!({ "proof": proof, "pin": pin }));
}

pub(crate) fn lock(app: &TestApp) {
    app.call("vault_lock", json!({}));
    app.clock.advance(60);
}

pub(crate) fn try_pin(app: &TestApp, pin: &str) -> String {
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

pub(crate) fn opens(app: &TestApp, command: &str, request: Value) -> bool {
    lock(app);
    app.app().dispatch(command, request).is_ok()
}

pub(crate) fn notes(app: &TestApp) -> Vec<String> {
    let today = app.call("today_get", json!({}));
    let check_ins = today["checkIns"].as_array().unwrap().iter();
    check_ins
        .map(|one| one["note"].as_str().unwrap().to_owned())
        .collect()
}

pub(crate) fn status(app: &TestApp) -> Value {
    app.call("opening_status", json!({}))
}

pub(crate) fn typed_back(shown: &Value) -> Value {
    let asked = shown["ask"].as_array().unwrap().iter().map(|position| {
        let at = usize::try_from(position.as_u64().unwrap()).unwrap();
        json!({ "position": position, "text": shown["groups"][at] })
    });
    json!({ "groups": asked.collect::<Vec<_>>() })
}

pub(crate) fn code_of(shown: &Value) -> String {
    let groups = shown["groups"].as_array().unwrap().iter();
    groups
        .filter_map(Value::as_str)
        .collect::<Vec<_>>()
        .join("-")
}

/// Passphrase, again, recovery code, three groups: each only if the one before it was answered. The code, once shown.
pub(crate) fn protect(app: &TestApp) -> Option<String> {
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
