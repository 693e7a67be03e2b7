use mainstay_support::{files_under, TestApp, PASSPHRASE};
use serde_json::{json, Value};
use std::fs;
use std::path::PathBuf;

/// A vault that is locked, with nothing in its inbox.
fn locked() -> TestApp {
    let app = TestApp::open();
    app.call("vault_lock", json!({}));
    app
}

fn mood(mood: u8) -> Value {
    json!({ "id": null, "answer": { "kind": "check_in", "mood": mood } })
}

fn craving(id: &Value, strength: Value) -> Value {
    json!({ "id": id, "answer": { "kind": "craving", "strength": strength } })
}

fn records(app: &TestApp) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = app.folder().join("inbox");
    if folder.is_dir() {
        files_under(&folder)
    } else {
        Vec::new()
    }
}

fn merged(app: &TestApp) -> Value {
    app.call("today_get", json!({}))["quickEntries"].clone()
}

fn moods(app: &TestApp) -> Vec<i64> {
    let today = app.call("today_get", json!({}));
    let check_ins = today["checkIns"].as_array().unwrap().iter();
    check_ins
        .map(|entry| entry["mood"].as_i64().unwrap())
        .collect()
}

fn cravings(app: &TestApp) -> Value {
    let page = app.call("journey_list", json!({ "before": null, "days": 3 }));
    let days = page["days"].as_array().unwrap().iter();
    let entries = days.flat_map(|day| day["entries"].as_array().unwrap().clone());
    entries
        .filter(|entry| entry["type"] == "craving")
        .map(|entry| entry["entry"]["strengthBefore"].clone())
        .collect()
}

#[test]
fn a_mood_and_a_craving_logged_while_locked_are_in_the_journal_after_unlocking() {
    let app = locked();
    app.call("quick_entry_log", mood(2));
    app.clock.advance(120);
    let kept = app.call("quick_entry_log", craving(&Value::Null, Value::Null));
    app.call("quick_entry_log", craving(&kept["id"], json!(7)));
    assert_eq!(
        records(&app).len(),
        2,
        "the second tap said more, and made no second one"
    );

    app.clock.advance(3_600);
    app.unlock();
    assert_eq!((moods(&app), cravings(&app)), (vec![2], json!([7])));
    let told = merged(&app);
    assert_eq!(
        (&told["checkIns"], &told["cravings"], &told["unreadable"]),
        (&json!(1), &json!(1), &json!(0))
    );
    let at = app.call("today_get", json!({}))["checkIns"][0]["atMs"].clone();
    let now = app.call("today_get", json!({}))["nowMs"].as_i64().unwrap();
    assert_eq!(
        at.as_i64().unwrap(),
        now - 3_720_000,
        "when it was tapped, not when it was unlocked"
    );
    assert!(records(&app).is_empty());
}

#[test]
fn what_was_taken_in_can_be_undone_at_once_and_put_away() {
    let app = locked();
    app.call("quick_entry_log", mood(5));
    app.unlock();
    let change = merged(&app)["change"].clone();
    app.call("quick_entries_dismiss", json!({}));
    assert_eq!(merged(&app), Value::Null);
    app.call("change_undo", json!({ "changes": [change] }));
    assert!(moods(&app).is_empty());
}

#[test]
fn one_can_be_taken_back_until_the_vault_is_opened_and_no_other_can() {
    let app = locked();
    let kept = app.call("quick_entry_log", mood(1));
    let other = "019a45b6-4500-7303-8303-030303030303";
    assert_eq!(
        app.refused("quick_entry_delete", json!({ "id": other })).0,
        "not_found"
    );
    app.call("quick_entry_delete", json!({ "id": kept["id"] }));
    assert!(records(&app).is_empty());
    assert_eq!(
        app.refused("quick_entry_log", craving(&kept["id"], json!(3)))
            .0,
        "not_found"
    );

    let kept = app.call("quick_entry_log", mood(4));
    let app = app.restarted();
    assert_eq!(
        app.refused("quick_entry_delete", json!({ "id": kept["id"] }))
            .0,
        "not_found",
        "whoever finds the device later cannot take back what somebody else logged"
    );
    app.unlock();
    assert_eq!(moods(&app), [4]);
}

#[test]
fn every_record_has_the_same_length_and_says_nothing() {
    let app = locked();
    for request in [
        mood(1),
        mood(5),
        craving(&Value::Null, Value::Null),
        craving(&Value::Null, json!(10)),
    ] {
        app.call("quick_entry_log", request);
    }
    let records = records(&app);
    assert_eq!(records.len(), 4);
    for (path, bytes) in &records {
        assert_eq!(
            bytes.len(),
            mainstay_vault::SEALED_RECORD_BYTES,
            "{}",
            path.display()
        );
        for word in ["check_in", "craving", "mood", "London", "strength"] {
            assert!(
                !bytes
                    .windows(word.len())
                    .any(|part| part == word.as_bytes()),
                "{word}"
            );
        }
    }
}

#[test]
fn a_kill_after_the_tap_loses_nothing_and_one_at_any_byte_of_it_harms_nothing() {
    let app = locked();
    app.call("quick_entry_log", mood(3));
    let app = app.killed();
    let (whole, bytes) = records(&app).remove(0);
    let name = "019a45b6-4500-7303-8303-030303030303";
    for cut in 0..bytes.len() {
        // Before the rename: a draft.
        fs::write(whole.with_file_name(format!("{name}.draft")), &bytes[..cut]).unwrap();
    }
    app.unlock();
    assert_eq!(moods(&app), [3]);
    assert_eq!(
        merged(&app)["unreadable"],
        0,
        "a draft was never called kept"
    );
}

#[test]
fn a_damaged_or_forged_record_is_kept_aside_told_once_and_keeps_nobody_out() {
    let app = locked();
    app.call("quick_entry_log", mood(3));
    app.call("quick_entry_log", mood(4));
    let (path, bytes) = records(&app).remove(0);
    let inbox = path.parent().unwrap();
    for (n, length) in [0, 1, 41, bytes.len() - 1].into_iter().enumerate() {
        let forged = format!("019a45b6-4500-7303-8303-03030303030{n}");
        fs::write(inbox.join(forged), &bytes[..length]).unwrap();
    }
    // A whole record under another name would come in twice.
    fs::write(inbox.join("019a45b6-4500-7303-8303-030303030309"), &bytes).unwrap();
    app.unlock();
    assert_eq!(moods(&app), [4, 3]);
    assert_eq!(merged(&app)["unreadable"], 5);
    assert_eq!(records(&app).len(), 5, "nothing is deleted");
    app.call("vault_lock", json!({}));
    app.unlock();
    assert_eq!(merged(&app), Value::Null, "told once");
}

#[test]
fn a_flip_of_any_byte_is_refused_and_the_others_come_in() {
    let app = locked();
    app.call("quick_entry_log", mood(3));
    let (path, bytes) = records(&app).remove(0);
    for at in [0, 7, 8, 10, 41, 42, 170, 297, 298, bytes.len() - 1] {
        let mut flipped = bytes.clone();
        flipped[at] ^= 4;
        fs::write(&path, &flipped).unwrap();
        app.unlock();
        assert!(moods(&app).is_empty(), "byte {at}");
        app.call("vault_lock", json!({}));
    }
}

#[test]
fn a_record_that_could_not_be_removed_comes_in_once_even_after_undo() {
    let app = locked();
    app.call("quick_entry_log", mood(2));
    let (path, bytes) = records(&app).remove(0);
    app.unlock();
    let change = merged(&app)["change"].clone();
    app.call("vault_lock", json!({}));
    fs::write(&path, &bytes).unwrap();
    app.unlock();
    assert_eq!((moods(&app), merged(&app)), (vec![2], Value::Null));
    app.call("change_undo", json!({ "changes": [change] }));
    app.call("vault_lock", json!({}));
    fs::write(&path, &bytes).unwrap();
    app.unlock();
    assert!(moods(&app).is_empty(), "what was undone stays undone");
}

#[test]
fn the_day_is_that_of_the_place_and_of_the_persons_own_end_of_the_day() {
    let app = TestApp::open();
    app.call("settings_update", json!({ "dayStartHour": 4 }));
    app.call("vault_lock", json!({}));
    app.clock.set("2026-11-22T02:30:00Z");
    app.call("quick_entry_log", mood(3));
    app.clock.set("2026-11-22T09:00:00Z");
    app.unlock();
    let page = app.call("journey_list", json!({ "before": null, "days": 3 }));
    assert_eq!(page["days"][0]["dayOn"], "2026-11-21");
}

#[test]
fn it_is_for_a_locked_vault_only_and_a_bad_answer_is_refused() {
    let app = TestApp::empty();
    assert_eq!(app.refused("quick_entry_log", mood(3)).0, "vault_absent");
    let app = TestApp::open();
    assert_eq!(app.refused("quick_entry_log", mood(3)).0, "invalid");
    app.call("vault_lock", json!({}));
    for bad in [
        mood(0),
        mood(6),
        craving(&Value::Null, json!(11)),
        json!({ "id": null, "answer": { "kind": "lapse" } }),
    ] {
        assert_eq!(app.refused("quick_entry_log", bad).0, "invalid");
    }
    assert!(records(&app).is_empty());
}

#[test]
fn a_finder_of_a_locked_device_cannot_fill_it() {
    let app = locked();
    for _ in 0..500 {
        app.call("quick_entry_log", mood(3));
    }
    assert_eq!(app.refused("quick_entry_log", mood(3)).0, "inbox_full");
    app.unlock();
    assert_eq!(moods(&app).len(), 500);
}

#[test]
fn what_was_logged_survives_damage_to_the_journal_and_a_restored_backup() {
    let app = TestApp::open();
    let backup = app.call("backup_create", json!({}));
    app.call("vault_lock", json!({}));
    fs::write(app.folder().join("vault/vault.db"), b"").unwrap();
    app.call("quick_entry_log", mood(5));
    let proof = json!({ "passphrase": PASSPHRASE });
    app.call(
        "backup_restore",
        json!({ "atMs": backup["atMs"], "proof": proof }),
    );
    assert_eq!(moods(&app), [5]);
}

#[test]
fn a_kill_at_any_step_of_taking_them_in_takes_each_in_once() {
    for steps in 0..8 {
        let app = locked();
        app.call("quick_entry_log", mood(2));
        app.call("quick_entry_log", mood(4));
        app.stop.after(steps);
        let _ = app
            .app()
            .dispatch("vault_unlock", json!({ "passphrase": PASSPHRASE }));
        let app = app.killed();
        app.unlock();
        assert_eq!(moods(&app), [4, 2], "after {steps} steps");
        assert!(records(&app).is_empty());
    }
}

#[test]
fn one_that_the_disk_does_not_give_is_told_and_keeps_no_other_out() {
    let app = locked();
    app.call("quick_entry_log", mood(3));
    // A folder cannot be read as a file; a bad sector answers no better.
    fs::create_dir(
        app.folder()
            .join("inbox/019a45b6-4500-7303-8303-030303030303"),
    )
    .unwrap();
    app.unlock();
    assert_eq!(moods(&app), [3]);
    assert_eq!(
        (&merged(&app)["waiting"], &merged(&app)["checkIns"]),
        (&json!(1), &json!(1))
    );
}
