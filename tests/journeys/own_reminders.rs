//! Reminders of the person's own: made, changed, answered by what they remind of, removed, undone.

use mainstay_core::ports::NoticeAnswer;
use mainstay_support::TestApp;
use serde_json::{json, Value};

pub fn fields(kind: &str, words: &str, minutes: &[u16]) -> Value {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-01", "untilOn": null,
        "times": { "kind": "at", "minutes": minutes },
    });
    json!({
        "kind": kind, "words": words,
        "rule": { "kind": "civil", "phases": [phase], "zone": null },
        "reminder": {
            "preAlerts": [], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "half_way", "minutes": 240 },
        },
    })
}

fn list(app: &TestApp) -> Value {
    app.call("own_reminder_list", json!({}))
}

fn states(app: &TestApp) -> Vec<String> {
    let today = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null });
    let list = app.call("occurrence_list", today);
    let list = list.as_array().unwrap().iter();
    list.map(|one| one["state"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_reminder_in_ones_own_words_rings_by_a_neutral_phrase_and_can_be_answered() {
    let app = TestApp::open();
    let request = fields("other", "Water the plants", &[19 * 60]);
    app.call("own_reminder_create", request);
    let one = &list(&app)[0];
    assert_eq!(
        (&one["words"], &one["kind"]),
        (&json!("Water the plants"), &json!("other"))
    );
    assert_eq!(
        one["nextMs"],
        json!(1_795_287_600_000_i64),
        "19:00 in London"
    );
    assert_eq!(one["open"], Value::Null);
    app.clock.set("2026-11-21T19:00:00Z");
    let due = &list(&app)[0]["open"]["state"];
    assert_eq!(due, &json!("planned"), "it waits before it has rung, too");
    app.app().reminder_tend();
    let shown = app.notifier.shown().pop().unwrap();
    assert_eq!(
        (shown.title.as_str(), shown.detail.as_str()),
        ("Reminder", "")
    );
    assert_eq!(list(&app)[0]["open"]["state"], json!("raised"));
    assert!(app
        .app()
        .notice_answer(shown.id, NoticeAnswer::Taken)
        .unwrap());
    assert_eq!(list(&app)[0]["open"], Value::Null);
    assert_eq!(states(&app), ["taken"]);
}

#[test]
fn a_check_in_answers_what_reminds_of_it_and_its_undo_asks_again() {
    let app = TestApp::open();
    app.call(
        "own_reminder_create",
        fields("check_in", "", &[8 * 60, 20 * 60, 23 * 60]),
    );
    // The one of the morning came before there was a reminder.
    let done = app.call("check_in_log", crate::check_in(json!(4), ""));
    assert_eq!(
        states(&app),
        ["taken", "planned"],
        "that of 23:00 is far ahead"
    );
    app.call("change_undo", json!({ "changes": [done["change"]] }));
    assert_eq!(states(&app), ["planned", "planned"]);
    app.clock.set("2026-11-21T20:00:00Z");
    app.app().reminder_tend();
    assert_eq!(states(&app), ["raised", "planned"]);
    let mut yesterday = crate::check_in(json!(2), "");
    yesterday["at"] = json!("2026-11-20T21:00");
    app.call("check_in_log", yesterday);
    assert_eq!(states(&app), ["raised", "planned"], "said of another day");
    app.call("check_in_log", crate::check_in(json!(3), ""));
    assert_eq!(states(&app), ["taken", "planned"]);
    app.app().reminder_tend();
    assert_eq!(
        app.notifier.closed().len(),
        1,
        "it is taken from the screen"
    );
}

#[test]
fn a_check_in_while_locked_answers_at_the_unlock_what_reminded_of_it_then() {
    let app = TestApp::open();
    let times = [19 * 60, 20 * 60, 21 * 60, 23 * 60];
    app.call("own_reminder_create", fields("check_in", "", &times));
    app.clock.set("2026-11-21T19:00:00Z");
    app.app().reminder_tend();
    app.call("vault_lock", json!({}));
    app.clock.set("2026-11-21T19:30:00Z");
    let quick = json!({ "id": null, "answer": { "kind": "check_in", "mood": 4 } });
    app.call("quick_entry_log", quick);
    // It is opened late, when its grace is long over.
    app.clock.set("2026-11-22T12:00:00Z");
    app.unlock();
    let merged = app.call("today_get", json!({}))["quickEntries"].clone();
    assert_eq!(
        states(&app),
        ["taken", "taken", "taken", "unrecorded"],
        "that of 19:00 waited, two came soon, 23:00 was far ahead"
    );
    let change = merged["change"].clone();
    app.call("change_undo", json!({ "changes": [change] }));
    assert_eq!(app.call("today_get", json!({}))["checkIns"], json!([]));
    assert!(!states(&app).contains(&"taken".to_owned()));
}

#[test]
fn a_name_is_said_by_choice_alone_and_goes_with_the_lock() {
    let app = TestApp::open();
    app.call(
        "own_reminder_create",
        fields("other", "Water the plants", &[19 * 60, 20 * 60]),
    );
    app.call("settings_update", json!({ "discreetNotifications": false }));
    app.clock.set("2026-11-21T19:00:00Z");
    app.app().reminder_tend();
    let details = || -> Vec<String> {
        app.notifier
            .shown()
            .into_iter()
            .map(|one| one.detail)
            .collect()
    };
    assert_eq!(details(), ["Water the plants"]);
    app.call("vault_lock", json!({}));
    app.app().reminder_tend();
    assert_eq!(details(), ["Water the plants", ""], "shown anew without it");
    let ids: Vec<u32> = app.notifier.shown().into_iter().map(|one| one.id).collect();
    assert_eq!(ids[0], ids[1], "in its place");
    app.clock.set("2026-11-21T20:00:00Z");
    app.app().reminder_tend();
    assert_eq!(
        details().last().unwrap(),
        "",
        "a locked vault knows no name"
    );
}

#[test]
fn a_medicine_is_called_by_its_discreet_name_and_then_never_by_the_true_one() {
    use crate::medicines::{daily, reminder, schedule};
    let app = TestApp::open();
    for (name, discreet, hour) in [("Methadone", "Vitamins", 19), ("Folic acid", "", 20)] {
        let early = crate::with(reminder(), json!({ "preAlerts": [25] }));
        let one = crate::with(schedule(daily(&[hour * 60])), json!({ "reminder": early }));
        let called = json!({ "discreetName": discreet });
        let medicine = crate::medicines::fields(name, json!([one]));
        app.call("medicine_create", crate::with(medicine, called));
    }
    app.call("settings_update", json!({ "discreetNotifications": false }));
    for now in ["18:35", "19:00", "19:35", "20:00"] {
        app.clock.set(&format!("2026-11-21T{now}:00Z"));
        app.app().reminder_tend();
    }
    let shown = app.notifier.shown();
    let details: Vec<&str> = shown.iter().map(|one| one.detail.as_str()).collect();
    assert_eq!(
        details,
        ["Vitamins", "Vitamins", "Folic acid", "Folic acid"]
    );
    for one in &shown {
        let said = format!("{one:?}");
        assert!(!said.contains("Methadone"), "{said}");
    }
}

#[test]
fn words_of_ones_own_are_left_alone_by_a_check_in() {
    let app = TestApp::open();
    app.call(
        "own_reminder_create",
        fields("other", "Call home", &[19 * 60]),
    );
    app.call("check_in_log", crate::check_in(json!(4), ""));
    assert_eq!(states(&app), ["planned"]);
}

#[test]
fn it_can_be_changed_and_removed_and_each_of_it_undone() {
    let app = TestApp::open();
    let made = app.call(
        "own_reminder_create",
        fields("other", "Call home", &[19 * 60]),
    );
    let id = made["value"]["id"].clone();
    let mut changed = fields("other", "Call mother", &[20 * 60]);
    changed["id"] = id.clone();
    let written = app.call("own_reminder_update", changed);
    let one = list(&app)[0].clone();
    assert_eq!(one["words"], json!("Call mother"));
    assert_eq!(
        one["rule"]["phases"][0]["times"]["minutes"],
        json!([20 * 60])
    );
    app.call("change_undo", json!({ "changes": [written["change"]] }));
    assert_eq!(list(&app)[0]["words"], json!("Call home"));
    let gone = app.call("own_reminder_delete", json!({ "id": id }));
    assert_eq!(list(&app), json!([]));
    app.clock.set("2026-11-21T19:00:00Z");
    app.app().reminder_tend();
    assert_eq!(app.notifier.shown().len(), 0);
    app.call("change_undo", json!({ "changes": [gone["change"]] }));
    app.app().reminder_tend();
    assert_eq!(app.notifier.shown().len(), 1, "it is back, and due");
    assert_eq!(
        app.refused("own_reminder_delete", json!({ "id": made["change"] }))
            .0,
        "not_found"
    );
}

#[test]
fn what_was_removed_is_listed_and_comes_back_with_its_times() {
    let app = TestApp::open();
    let made = app.call(
        "own_reminder_create",
        fields("other", "Call home", &[19 * 60]),
    );
    let id = made["value"]["id"].clone();
    let before = list(&app);
    app.call("own_reminder_delete", json!({ "id": id }));
    let removed = app.call("removed_list", json!({}));
    let what = &removed[0]["what"];
    assert_eq!(
        (&what["type"], &what["row"]["words"]),
        (&json!("own_reminder"), &json!("Call home"))
    );
    let app = app.restarted();
    app.unlock();
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(list(&app), before);
    app.clock.set("2026-11-21T19:00:00Z");
    app.app().reminder_tend();
    assert_eq!(app.notifier.shown().len(), 1);
}

#[test]
fn what_is_missing_or_wrong_is_refused_by_its_field_and_keeps_nothing() {
    let app = TestApp::open();
    let refused = |request: Value| app.refused("own_reminder_create", request);
    assert_eq!(
        refused(fields("other", " ", &[60])).1.as_deref(),
        Some("words")
    );
    let (_, field) = refused(fields("other", "Call", &[]));
    assert_eq!(field.as_deref(), Some("rule.phases.0.times"));
    let mut silent = fields("check_in", "", &[60]);
    silent["reminder"]["nag"] = json!({ "minutes": 0, "times": 1 });
    assert!(refused(silent).1.unwrap().starts_with("reminder.nag"));
    for n in 0..20 {
        app.call(
            "own_reminder_create",
            fields("other", &format!("Reminder {n}"), &[60]),
        );
    }
    assert_eq!(
        refused(fields("other", "One too many", &[60])).0,
        "too_many"
    );
    assert_eq!(list(&app).as_array().unwrap().len(), 20);
}

#[test]
fn no_name_stands_on_the_screen_of_an_app_that_quits() {
    let app = TestApp::open();
    app.call(
        "own_reminder_create",
        fields("other", "Water the plants", &[19 * 60]),
    );
    app.call("settings_update", json!({ "discreetNotifications": false }));
    app.clock.set("2026-11-21T19:00:00Z");
    app.app().reminder_tend();
    app.app().lock_now();
    let last = app.notifier.shown().pop().unwrap();
    assert_eq!(
        (last.title.as_str(), last.detail.as_str()),
        ("Reminder", "")
    );
}

#[test]
fn a_notification_of_what_was_removed_goes_and_its_button_asks_nothing() {
    let app = TestApp::open();
    let made = app.call(
        "own_reminder_create",
        fields("other", "Call home", &[19 * 60]),
    );
    app.clock.set("2026-11-21T19:00:00Z");
    app.app().reminder_tend();
    let shown = app.notifier.shown().pop().unwrap();
    app.call("own_reminder_delete", json!({ "id": made["value"]["id"] }));
    assert!(app
        .app()
        .notice_answer(shown.id, NoticeAnswer::Taken)
        .unwrap());
    assert_eq!(app.notifier.shown().len(), 1, "it does not come back");
    assert_eq!(app.notifier.closed(), [shown.id]);
    let made = app.call(
        "own_reminder_create",
        fields("other", "Call home", &[20 * 60]),
    );
    app.clock.set("2026-11-21T20:00:00Z");
    app.app().reminder_tend();
    app.call("own_reminder_delete", json!({ "id": made["value"]["id"] }));
    app.app().reminder_tend();
    assert_eq!(app.notifier.closed().len(), 2, "one look takes it away");
}
