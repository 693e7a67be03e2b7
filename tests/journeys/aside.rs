use mainstay_support::{TestApp, PASSPHRASE};
use serde_json::{json, Value};
use std::fs;

const OTHER: &str = "a wholly different sentence here";

/// A locked vault with a backup and an entry in the inbox.
fn forgotten() -> TestApp {
    let app = TestApp::open();
    app.call("check_in_log", crate::check_in(json!(4), "the old one"));
    app.call("backup_create", json!({}));
    app.call("vault_lock", json!({}));
    app.call(
        "quick_entry_log",
        json!({ "id": null, "answer": { "kind": "check_in", "mood": 2 } }),
    );
    app
}

fn list(app: &TestApp) -> Vec<Value> {
    app.call("aside_list", json!({}))
        .as_array()
        .unwrap()
        .clone()
}

fn notes(app: &TestApp) -> Vec<String> {
    let today = app.call("today_get", json!({}));
    let entries = today["checkIns"].as_array().unwrap().iter();
    entries
        .map(|entry| entry["note"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn who_can_open_it_no_more_begins_anew_and_nothing_is_deleted() {
    let app = forgotten();
    assert_eq!(app.call("aside_create", json!({}))["state"], "absent");
    let aside = list(&app);
    assert_eq!(aside.len(), 1);
    app.call("vault_create", json!({ "passphrase": OTHER }));
    app.call("settings_update", json!({ "setUp": "done" }));
    assert_eq!(notes(&app), [""; 0]);
    assert_eq!(
        app.call("backup_list", json!({})),
        json!([]),
        "the old one's backups went along"
    );

    // The paper was found: the old one comes back, the new one waits.
    app.clock.advance(60);
    assert_eq!(
        app.call("aside_restore", aside[0].clone())["state"],
        "locked"
    );
    app.unlock();
    assert_eq!(
        notes(&app),
        ["", "the old one"],
        "and what was logged at its lock screen"
    );
    assert_eq!(
        app.call("backup_list", json!({})).as_array().unwrap().len(),
        1
    );
    let waiting = list(&app);
    app.clock.advance(60);
    app.call("aside_restore", waiting[0].clone());
    app.call("vault_unlock", json!({ "passphrase": OTHER }));
    assert_eq!(list(&app).len(), 1);
}

#[test]
fn an_open_vault_is_not_put_aside_and_none_is_not_either() {
    let app = TestApp::empty();
    assert_eq!(app.refused("aside_create", json!({})).0, "vault_absent");
    let app = TestApp::open();
    assert_eq!(app.refused("aside_create", json!({})).0, "invalid");
    assert_eq!(
        app.refused("aside_restore", json!({ "atMs": 1 })).0,
        "not_found"
    );
    assert_eq!(app.state(), "unlocked");
}

#[test]
fn a_vault_that_cannot_be_used_or_is_missing_can_be_put_aside() {
    let app = forgotten();
    fs::write(app.folder().join("vault/vault.db"), b"").unwrap();
    assert_eq!(app.state(), "unusable");
    assert_eq!(app.call("aside_create", json!({}))["state"], "absent");
    let app = forgotten();
    fs::remove_dir_all(app.folder().join("vault")).unwrap();
    let app = app.restarted();
    assert_eq!(app.state(), "unusable");
    assert_eq!(app.call("aside_create", json!({}))["state"], "absent");
    assert_eq!(list(&app), [Value::Null; 0], "there is no journal in it");
}

#[test]
fn a_kill_at_any_step_leaves_the_journal_whole_in_one_place() {
    for steps in 0..6 {
        let app = forgotten();
        app.stop.after(steps);
        let _ = app.app().dispatch("aside_create", json!({}));
        let app = app.killed();
        if app.state() == "absent" {
            let aside = list(&app);
            app.call("aside_restore", aside[0].clone());
        }
        app.unlock();
        assert!(
            notes(&app).contains(&"the old one".to_owned()),
            "after {steps} steps"
        );
    }
    for steps in 0..6 {
        let app = forgotten();
        app.call("aside_create", json!({}));
        let aside = list(&app).remove(0);
        app.stop.after(steps);
        let _ = app.app().dispatch("aside_restore", aside);
        let app = app.killed();
        if app.state() == "absent" {
            let aside = list(&app);
            app.call("aside_restore", aside[0].clone());
        }
        app.call("vault_unlock", json!({ "passphrase": PASSPHRASE }));
        assert!(
            notes(&app).contains(&"the old one".to_owned()),
            "after {steps} steps back"
        );
    }
}
