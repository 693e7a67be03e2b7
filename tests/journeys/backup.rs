use mainstay_support::{files_under, TestApp, PASSPHRASE};
use serde_json::{json, Value};
use std::fs;

/// A vault with one entry and a backup of it, then a second entry.
fn backed_up() -> (TestApp, Value) {
    let app = TestApp::open();
    app.call("check_in_log", crate::check_in(json!(4), "in the backup"));
    let backup = app.call("backup_create", json!({}));
    app.clock.advance(60);
    app.call(
        "check_in_log",
        crate::check_in(json!(2), "after the backup"),
    );
    (app, backup)
}

fn notes(app: &TestApp) -> Vec<String> {
    let today = app.call("today_get", json!({}));
    let entries = today["checkIns"].as_array().unwrap().iter();
    entries
        .map(|entry| entry["note"].as_str().unwrap().to_owned())
        .collect()
}

fn restore(backup: &Value) -> Value {
    json!({ "atMs": backup["atMs"], "proof": { "passphrase": PASSPHRASE } })
}

fn tick(app: &TestApp) {
    assert!(app.app().tick().is_none());
}

#[test]
fn a_backup_is_checked_and_brings_back_what_it_had() {
    let (app, backup) = backed_up();
    let content = app.call("backup_check", json!({ "atMs": backup["atMs"] }));
    assert_eq!(content, json!({ "entries": 1, "entriesNow": 2 }));
    assert_eq!(
        app.call("backup_restore", restore(&backup))["state"],
        "unlocked"
    );
    assert_eq!(notes(&app), ["in the backup"]);
    let kept = fs::read_dir(app.folder()).unwrap().flatten();
    let replaced = kept.filter(|entry| entry.file_name().to_string_lossy().starts_with("aside."));
    assert_eq!(replaced.count(), 1, "the vault until now is kept");
    let app = app.restarted();
    app.unlock();
    assert_eq!(notes(&app), ["in the backup"]);
}

#[test]
fn what_a_backup_took_the_place_of_can_be_brought_back() {
    let (app, backup) = backed_up();
    let before = notes(&app);
    app.call("backup_restore", restore(&backup));
    assert_ne!(notes(&app), before);
    let backups = app.call("backup_list", json!({}));
    let asides = app.call("aside_list", json!({}));
    app.call("aside_restore", json!({ "atMs": asides[0]["atMs"] }));
    app.unlock();
    assert_eq!(notes(&app), before);
    assert_eq!(
        app.call("backup_list", json!({})),
        backups,
        "its own, still there"
    );
    assert_eq!(
        app.call("aside_list", json!({})).as_array().unwrap().len(),
        1
    );
}

#[test]
fn two_ways_back_in_one_moment_keep_both_that_were_replaced() {
    let (app, backup) = backed_up();
    for _ in 0..2 {
        app.call("backup_restore", restore(&backup));
        assert_eq!(notes(&app), ["in the backup"]);
    }
    let kept = fs::read_dir(app.folder()).unwrap().flatten();
    let names = kept.map(|entry| entry.file_name().to_string_lossy().into_owned());
    assert_eq!(names.filter(|name| name.starts_with("aside.")).count(), 2);
}

#[test]
fn a_backup_holds_no_word_that_was_typed() {
    let (app, _) = backed_up();
    for (path, bytes) in files_under(&app.folder().join("backups")) {
        assert!(
            !bytes.windows(10).any(|part| part == b"the backup"),
            "{path:?}"
        );
    }
}

#[test]
fn a_damaged_missing_or_foreign_vault_is_replaced_by_its_backup() {
    type Spoil = fn(&std::path::Path);
    let spoils: [Spoil; 4] = [
        |vault| fs::write(vault.join("vault.db"), b"").unwrap(),
        |vault| fs::remove_dir_all(vault).unwrap(),
        |vault| {
            fs::write(vault.join("vault.hdr.a"), b"x").unwrap();
            fs::write(vault.join("vault.hdr.b"), b"x").unwrap();
        },
        |vault| {
            fs::remove_dir_all(vault).unwrap();
            fs::write(vault, b"a file").unwrap();
        },
    ];
    for spoil in spoils {
        let (app, backup) = backed_up();
        app.call("vault_lock", json!({}));
        let app = app.restarted();
        spoil(&app.folder().join("vault"));
        assert_eq!(app.state(), "unusable");
        assert_eq!(
            app.call("backup_list", json!({}))[0]["atMs"],
            backup["atMs"]
        );
        app.call("backup_restore", restore(&backup));
        assert_eq!(notes(&app), ["in the backup"]);
    }
}

#[test]
fn a_wrong_passphrase_or_a_damaged_backup_restores_nothing() {
    let (app, backup) = backed_up();
    let wrong = json!({ "atMs": backup["atMs"], "proof": { "passphrase": "not this one" } });
    assert_eq!(app.refused("backup_restore", wrong).0, "wrong_passphrase");
    let none = json!({ "atMs": 12, "proof": { "passphrase": PASSPHRASE } });
    assert_eq!(app.refused("backup_restore", none).0, "not_found");
    let journal = app
        .folder()
        .join(format!("backups/{}/vault.db", backup["atMs"]));
    let mut bytes = fs::read(&journal).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&journal, bytes).unwrap();
    assert_eq!(
        app.refused("backup_check", json!({ "atMs": backup["atMs"] }))
            .0,
        "vault_damaged"
    );
    assert_eq!(
        app.refused("backup_restore", restore(&backup)).0,
        "vault_damaged"
    );
    assert_eq!(app.state(), "unlocked", "as it was");
    assert_eq!(notes(&app).len(), 2);
}

#[test]
fn one_backup_is_made_each_day_when_nobody_writes_and_old_ones_go() {
    let app = TestApp::open();
    app.call("settings_update", json!({ "lockAfterMinutes": 60 }));
    let count = || app.call("backup_list", json!({})).as_array().unwrap().len();
    app.clock.advance(4);
    tick(&app);
    assert_eq!(count(), 0, "not in the first seconds");
    app.clock.advance(2);
    tick(&app);
    assert_eq!(count(), 1);
    app.clock.advance(60 * 50);
    app.call("session_touch", json!({}));
    app.clock.advance(60 * 50);
    tick(&app);
    assert_eq!(count(), 1, "one a day");
    app.clock.advance(-24 * 60 * 60);
    for _ in 0..3 {
        app.call("session_touch", json!({}));
        app.clock.advance(60 * 50);
        tick(&app);
    }
    assert_eq!(count(), 2, "one a day by a clock that was put back, too");
    app.clock.advance(24 * 60 * 60);
    for _ in 0..30 {
        app.call("vault_lock", json!({}));
        app.clock.advance(24 * 60 * 60);
        app.unlock();
        app.clock.advance(6);
        tick(&app);
    }
    let kept = count();
    assert!((6..=10).contains(&kept), "{kept} of 31");
}

#[test]
fn a_given_up_passphrase_opens_no_backup() {
    let (app, backup) = backed_up();
    // The change makes a backup of its own, and only the newest of a day is kept.
    app.call("vault_lock", json!({}));
    app.clock.advance(24 * 60 * 60);
    app.unlock();
    let proof = json!({ "passphrase": PASSPHRASE });
    let new = "seven green lighthouses at dusk";
    app.call(
        "passphrase_change",
        json!({ "proof": proof, "passphrase": new }),
    );
    app.call("passphrase_change_confirm", json!({ "passphrase": new }));
    assert_eq!(
        app.refused("backup_restore", restore(&backup)).0,
        "wrong_passphrase"
    );
    let with_new = json!({ "atMs": backup["atMs"], "proof": { "passphrase": new } });
    app.call("backup_restore", with_new);
    let page = app.call("journey_list", json!({ "before": null, "days": 14 }));
    assert!(
        page.to_string().contains("in the backup")
            && !page.to_string().contains("after the backup")
    );
}

#[test]
fn a_restore_that_was_cut_off_is_finished_at_the_next_start() {
    let (app, backup) = backed_up();
    app.call("backup_restore", restore(&backup));
    app.call("vault_lock", json!({}));
    let folder = app.folder().to_owned();
    let app = app.restarted();
    // As a kill between the two renames leaves it.
    fs::rename(folder.join("vault"), folder.join("vault.restored")).unwrap();
    assert_eq!(app.state(), "locked");
    app.unlock();
    assert_eq!(notes(&app), ["in the backup"]);
}

#[test]
fn the_newest_backup_stays_when_the_next_cannot_be_made() {
    let (app, backup) = backed_up();
    let folder = app.folder().join("backups");
    // Something that cannot be removed or written over stands in the way.
    fs::write(folder.join("draft"), b"in the way").unwrap();
    assert_ne!(app.refused("backup_create", json!({})).0, "");
    assert_eq!(
        app.call("backup_list", json!({}))[0]["atMs"],
        backup["atMs"]
    );
    app.call("backup_check", json!({ "atMs": backup["atMs"] }));
}
