//! "Start now, protect later".

use crate::keystore::{lock, notes, opens, protect, started, status, typed_back, DAY};
use mainstay_support::{files_under, KeystoreMood, TestApp, PASSPHRASE};
use serde_json::json;
use std::fs;

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
