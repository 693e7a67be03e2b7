use mainstay_support::{files_under, KeystoreMood, TestApp, PASSPHRASE};
use serde_json::{json, Value};
use std::fs;

/// A vault with everything beside it that the app ever makes.
fn lived_in() -> (TestApp, Value) {
    let app = TestApp::empty();
    let made = app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    app.call("settings_update", json!({ "setUp": "done" }));
    app.call("check_in_log", crate::check_in(json!(4), "kept"));
    let backup = app.call("backup_create", json!({}));
    let proof = json!({ "passphrase": PASSPHRASE });
    app.clock.advance(60);
    app.call(
        "backup_restore",
        json!({ "atMs": backup["atMs"], "proof": proof }),
    );
    app.call("vault_lock", json!({}));
    app.call(
        "quick_entry_log",
        json!({ "id": null, "answer": { "kind": "check_in", "mood": 3 } }),
    );
    fs::create_dir_all(app.folder().join("rescue/1")).unwrap();
    fs::copy(
        app.folder().join("vault/vault.db"),
        app.folder().join("rescue/1/vault.db"),
    )
    .unwrap();
    (app, made)
}

fn names(app: &TestApp) -> Vec<String> {
    let entries = fs::read_dir(app.folder()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn proof() -> Value {
    json!({ "proof": { "passphrase": PASSPHRASE } })
}

#[test]
fn wiping_leaves_nothing_of_ours_and_the_next_start_is_a_first_one() {
    let (app, _) = lived_in();
    app.unlock();
    let stick = app.folder().join("Photos");
    fs::create_dir(&stick).unwrap();
    fs::write(stick.join("vault.hdr.a"), b"somebody else's").unwrap();
    assert!(names(&app).len() >= 6, "{:?}", names(&app));
    assert_eq!(app.call("vault_wipe", proof())["state"], "absent");
    assert_eq!(
        names(&app),
        ["Photos", "vault.lock"],
        "what is not ours stays"
    );
    assert_eq!(files_under(&stick).len(), 1);
    assert_eq!(
        fs::metadata(app.folder().join("vault.lock")).unwrap().len(),
        0
    );

    let app = app.restarted();
    assert_eq!(app.state(), "absent");
    app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    let today = app.call("today_get", json!({}));
    assert_eq!(today["checkIns"], json!([]));
    assert_eq!(today["quickEntries"], Value::Null);
}

#[test]
fn an_open_app_on_a_table_is_not_enough_to_wipe_it() {
    let (app, _) = lived_in();
    assert_eq!(app.refused("vault_wipe", proof()).0, "locked");
    app.unlock();
    let before = names(&app);
    assert_eq!(app.refused("vault_wipe", json!({})).0, "invalid");
    let wrong = json!({ "proof": { "passphrase": "not this one at all" } });
    assert_eq!(app.refused("vault_wipe", wrong).0, "wrong_passphrase");
    assert_eq!(names(&app), before);
    assert_eq!(
        app.call("today_get", json!({}))["checkIns"][1]["note"],
        "kept"
    );
}

#[test]
fn the_recovery_code_is_proof_enough() {
    let (app, made) = lived_in();
    app.unlock();
    let groups = made["groups"].as_array().unwrap().iter();
    let code: Vec<&str> = groups.filter_map(Value::as_str).collect();
    let proof = json!({ "proof": { "code": code.join(" ") } });
    assert_eq!(app.call("vault_wipe", proof)["state"], "absent");
}

#[test]
fn a_wipe_that_was_cut_off_is_finished_at_the_next_start() {
    let (app, _) = lived_in();
    fs::write(app.folder().join("vault.wiping"), b"begun\n").unwrap();
    fs::remove_file(app.folder().join("vault/vault.hdr.a")).unwrap();
    let app = app.restarted();
    assert_eq!(app.state(), "absent");
    assert_eq!(names(&app), ["vault.lock"]);
}

#[test]
fn the_devices_key_is_forgotten_too_and_needs_no_proof_while_it_alone_opens_the_vault() {
    let app = TestApp::empty();
    app.keystore.set_mood(KeystoreMood::Working);
    app.call("vault_start", json!({}));
    assert_eq!(app.keystore.entries().len(), 1);
    assert_eq!(app.call("vault_wipe", json!({}))["state"], "absent");
    assert!(app.keystore.entries().is_empty());
}

#[test]
fn a_wipe_that_is_cut_off_at_any_step_is_whole_or_has_not_begun() {
    for steps in 0..24 {
        let app = TestApp::empty();
        app.keystore.set_mood(KeystoreMood::Working);
        app.call("vault_start", json!({}));
        app.call("check_in_log", crate::check_in(json!(4), "kept"));
        app.call("backup_create", json!({}));
        app.stop.after(steps);
        let done = app.app().dispatch("vault_wipe", json!({})).is_ok();
        let app = app.restarted();
        if app.state() != "absent" {
            assert_eq!(steps, 0, "nothing was begun");
            app.call("vault_unlock_with_device", json!({}));
            assert_eq!(
                app.call("today_get", json!({}))["checkIns"][0]["note"],
                "kept"
            );
        }
        assert!(
            !done || names(&app) == ["vault.lock"],
            "after {steps} steps"
        );
    }
}
