use mainstay_support::{TestApp, PASSPHRASE};
use serde_json::{json, Value};
use std::fs;

const NEW: &str = "seven green lighthouses at dusk";
const OTHER: &str = "a wholly different sentence here";

fn begin(app: &TestApp, new: &str) {
    let proof = json!({ "passphrase": PASSPHRASE });
    app.call(
        "passphrase_change",
        json!({ "proof": proof, "passphrase": new }),
    );
}

fn opens(app: &TestApp, passphrase: &str) -> bool {
    app.call("vault_lock", json!({}));
    app.clock.advance(60);
    let opened = app
        .app()
        .dispatch("vault_unlock", json!({ "passphrase": passphrase }));
    opened.is_ok()
}

fn code_of(shown: &Value) -> String {
    let groups = shown["groups"].as_array().unwrap();
    groups
        .iter()
        .filter_map(Value::as_str)
        .collect::<Vec<_>>()
        .join("-")
}

fn typed_back(shown: &Value) -> Value {
    let asked = shown["ask"].as_array().unwrap().iter().map(|position| {
        let at = usize::try_from(position.as_u64().unwrap()).unwrap();
        json!({ "position": position, "text": shown["groups"][at] })
    });
    json!({ "groups": asked.collect::<Vec<_>>() })
}

#[test]
fn a_new_passphrase_opens_and_the_old_one_no_more() {
    let app = TestApp::open();
    app.call(
        "check_in_log",
        crate::check_in(json!(4), "before the change"),
    );
    begin(&app, NEW);
    assert!(opens(&app, PASSPHRASE), "until it is confirmed");
    app.call("vault_lock", json!({}));
    app.unlock();
    begin(&app, NEW);
    app.call("passphrase_change_confirm", json!({ "passphrase": NEW }));
    assert!(!opens(&app, PASSPHRASE));
    assert!(opens(&app, NEW));
    assert_eq!(
        app.call("today_get", json!({}))["checkIns"][0]["note"],
        "before the change"
    );
    assert!(opens(&app.restarted(), NEW), "from the disk too");
}

#[test]
fn a_slip_while_confirming_keeps_the_old_one() {
    let app = TestApp::open();
    begin(&app, NEW);
    let slip = json!({ "passphrase": "seven green lighthouses at dawn" });
    assert_eq!(
        app.refused("passphrase_change_confirm", slip).0,
        "wrong_passphrase"
    );
    assert!(opens(&app, NEW) && opens(&app, PASSPHRASE));
    begin(&app, OTHER);
    app.call("passphrase_change_cancel", json!({}));
    assert!(opens(&app, PASSPHRASE) && !opens(&app, OTHER));
}

#[test]
fn an_open_app_on_a_table_is_not_enough_to_change_the_lock() {
    let app = TestApp::open();
    for (proof, code) in [
        (json!({ "passphrase": "not hers" }), "wrong_passphrase"),
        (
            json!({ "code": "0000-0000-0000-0000-0000-0000-0000" }),
            "mistyped_recovery_code",
        ),
        (json!({}), "invalid"),
    ] {
        let change = json!({ "proof": proof, "passphrase": NEW });
        assert_eq!(app.refused("passphrase_change", change).0, code);
        let renew = json!({ "proof": proof });
        assert_eq!(app.refused("recovery_code_renew", renew).0, code);
    }
    let weak = json!({ "proof": { "passphrase": PASSPHRASE }, "passphrase": "password" });
    assert_eq!(app.refused("passphrase_change", weak).0, "weak_passphrase");
    assert_eq!(
        app.refused("passphrase_change_confirm", json!({ "passphrase": NEW }))
            .0,
        "invalid",
        "nothing was begun"
    );
    assert!(opens(&app, PASSPHRASE) && !opens(&app, NEW));
}

#[test]
fn who_forgot_the_passphrase_sets_a_new_one_with_the_code() {
    let app = TestApp::empty();
    let code = code_of(&app.call("vault_create", json!({ "passphrase": PASSPHRASE })));
    app.call("settings_update", json!({ "setUp": "done" }));
    app.call("vault_lock", json!({}));
    app.call("vault_unlock_with_code", json!({ "code": code }));
    app.call(
        "passphrase_change",
        json!({ "proof": { "code": code }, "passphrase": NEW }),
    );
    app.call("passphrase_change_confirm", json!({ "passphrase": NEW }));
    assert!(opens(&app, NEW) && !opens(&app, PASSPHRASE));
}

#[test]
fn a_new_recovery_code_takes_over_when_it_was_typed_back() {
    let app = TestApp::empty();
    let old = code_of(&app.call("vault_create", json!({ "passphrase": PASSPHRASE })));
    app.call("settings_update", json!({ "setUp": "done" }));
    let with_code = |code: &str| {
        app.call("vault_lock", json!({}));
        app.clock.advance(60);
        app.app()
            .dispatch("vault_unlock_with_code", json!({ "code": code }))
            .is_ok()
    };
    let proof = json!({ "proof": { "passphrase": PASSPHRASE } });
    let first = app.call("recovery_code_renew", proof.clone());
    assert!(with_code(&old), "it is the one on paper");
    let second = app.call("recovery_code_renew", proof);
    app.call("recovery_code_confirm", typed_back(&second));
    assert!(with_code(&code_of(&second)));
    assert!(!with_code(&old));
    assert!(!with_code(&code_of(&first)), "never written down");
    app.unlock();
}

/// Every state that the header files go through while a change is made: after each write of each copy.
#[test]
fn a_kill_at_any_write_of_a_change_leaves_a_passphrase_that_opens() {
    let app = TestApp::open();
    let copies = ["vault/vault.hdr.a", "vault/vault.hdr.b"].map(|name| app.folder().join(name));
    let read = || copies.clone().map(|copy| fs::read(copy).unwrap());
    let mut states = vec![read()];
    begin(&app, NEW);
    states.push(read());
    app.call("passphrase_change_confirm", json!({ "passphrase": NEW }));
    states.push(read());
    app.call("vault_lock", json!({}));
    for pair in states.windows(2) {
        let [from, to] = pair else { unreachable!() };
        for [a, b] in [[&to[0], &from[1]], [&from[0], &to[1]], [&to[0], &to[1]]] {
            fs::write(&copies[0], a).unwrap();
            fs::write(&copies[1], b).unwrap();
            let opened = [PASSPHRASE, NEW].into_iter().filter(|passphrase| {
                let before = read();
                let opened = opens(&app, passphrase);
                app.call("vault_lock", json!({}));
                let [a, b] = before;
                fs::write(&copies[0], a).unwrap();
                fs::write(&copies[1], b).unwrap();
                opened
            });
            assert!(opened.count() >= 1);
        }
    }
}

#[test]
fn practice_is_offered_after_fourteen_days_and_never_locks_anybody_out() {
    let app = TestApp::empty();
    let code = code_of(&app.call("vault_create", json!({ "passphrase": PASSPHRASE })));
    app.call(
        "settings_update",
        json!({ "setUp": "done", "lockAfterMinutes": 60 }),
    );
    let due = || {
        app.call("today_get", json!({}))["practiceDue"]
            .as_bool()
            .unwrap()
    };
    assert!(!due());
    app.clock.advance(14 * 24 * 60 * 60 + 1);
    app.call("vault_lock", json!({}));
    app.call("vault_unlock_with_code", json!({ "code": code }));
    assert!(due(), "the code was typed, the passphrase was not");
    let wrong = json!({ "passphrase": "forgotten" });
    assert_eq!(
        app.refused("passphrase_practice", wrong).0,
        "wrong_passphrase"
    );
    assert!(due());
    assert_eq!(app.state(), "unlocked");
    // An open vault is opened by anything; that is no practice.
    app.call("vault_unlock", json!({ "passphrase": "forgotten" }));
    assert!(due());
    app.call("passphrase_practice", json!({ "passphrase": PASSPHRASE }));
    assert!(!due());
}
