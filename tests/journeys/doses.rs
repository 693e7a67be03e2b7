//! Doses over a real vault: taken, left out, corrected, removed, taken as needed; what is due and what was.

use crate::medicines::{
    add, as_needed, daily, due, fields, first, history, reminder, ring, said, schedule, undo,
};
use mainstay_support::TestApp;
use serde_json::{json, Value};

#[test]
fn what_is_due_today_is_taken_with_one_press_and_undone_with_another() {
    let app = TestApp::open();
    add(&app, "Morning", daily(&[20 * 60]));
    add(&app, "Evening", daily(&[20 * 60, 22 * 60]));
    assert_eq!(
        due(&app),
        [
            "21T20:00 Morning planned",
            "21T20:00 Evening planned",
            "21T22:00 Evening planned"
        ]
    );
    ring(&app, "2026-11-21T20:05:00Z");
    let occurrence = first(&app, "raised");
    let taken = app.call("dose_answer", said(&occurrence, "taken"));
    assert_eq!(taken["dose"]["state"], "taken");
    assert_eq!(taken["dose"]["amount"], "1 tablet");
    assert_eq!(due(&app)[0], "21T20:00 Morning taken");
    // A second press changes nothing.
    let again = app.call("dose_answer", said(&occurrence, "skipped"));
    assert_eq!(
        (&again["change"], &again["dose"]["state"]),
        (&Value::Null, &json!("taken"))
    );
    undo(&app, &taken["change"]);
    assert_eq!(due(&app)[0], "21T20:00 Morning raised");
}

#[test]
fn all_of_one_time_are_taken_in_one_write() {
    let app = TestApp::open();
    for name in ["One", "Two", "Three"] {
        add(&app, name, daily(&[20 * 60]));
    }
    ring(&app, "2026-11-21T20:00:00Z");
    let group = app.call("dose_due", json!({}))["groups"][0].clone();
    let keys: Vec<Value> = group["doses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|dose| dose["occurrence"].clone())
        .collect();
    let all = app.call("dose_take_all", json!({ "occurrences": keys, "at": null }));
    assert_eq!(all["doses"].as_array().unwrap().len(), 3);
    assert!(due(&app).iter().all(|line| line.ends_with("taken")));
    undo(&app, &all["change"]);
    assert!(due(&app).iter().all(|line| line.ends_with("raised")));
    let none = app.refused("dose_take_all", json!({ "occurrences": [], "at": null }));
    assert_eq!(none, ("invalid".into(), Some("occurrences".into())));
}

#[test]
fn one_that_was_left_out_keeps_why_and_is_corrected_later() {
    let app = TestApp::open();
    let id = add(&app, "Calm", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    let occurrence = first(&app, "raised");
    let why = json!({ "reason": "side_effects", "note": "my hands shook", "site": "" });
    let skipped = crate::with(said(&occurrence, "skipped"), why);
    let answered = app.call("dose_answer", skipped.clone());
    assert_eq!(answered["dose"]["reason"], "side_effects");
    let app = app.restarted();
    app.unlock();
    let page = app.call("dose_list", json!({ "medicineId": id, "beforeMs": null }));
    assert_eq!(page["doses"][0]["note"], "my hands shook");
    assert_eq!(page["olderBeforeMs"], Value::Null);
    // The same again is no change; another note is one.
    assert_eq!(app.call("dose_correct", skipped)["change"], Value::Null);
    app.clock.set("2026-11-21T23:30:00Z");
    let taken = crate::with(
        said(&occurrence, "taken"),
        json!({ "at": "2026-11-21T22:00" }),
    );
    let corrected = app.call("dose_correct", taken);
    assert_eq!(corrected["dose"]["state"], "late");
    assert_eq!(
        (&corrected["dose"]["reason"], &corrected["dose"]["id"]),
        (&Value::Null, &answered["dose"]["id"])
    );
    assert_eq!(history(&app, &id), ["21T20:00 Calm late"]);
    undo(&app, &corrected["change"]);
    assert_eq!(history(&app, &id), ["21T20:00 Calm skipped"]);
    // A reason belongs to one that was not taken.
    let wrong = crate::with(said(&occurrence, "taken"), json!({ "reason": "forgot" }));
    let refused = app.refused("dose_correct", wrong);
    assert_eq!(refused, ("invalid".into(), Some("reason".into())));
}

#[test]
fn on_time_is_what_the_person_chose_and_stays_as_it_was_said() {
    let app = TestApp::open();
    let schedules = json!([schedule(daily(&[20 * 60]))]);
    let wide = crate::with(fields("Wide", schedules), json!({ "onTimeMinutes": 180 }));
    let id = app.call("medicine_create", wide.clone())["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    ring(&app, "2026-11-21T22:30:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    assert_eq!(history(&app, &id), ["21T20:00 Wide taken"]);
    let view = app.call("medicine_list", json!({}))[0].clone();
    let kept =
        json!({ "id": id, "place": null, "onTimeMinutes": 30, "schedules": view["schedules"] });
    app.call("medicine_update", crate::with(wide, kept));
    assert_eq!(history(&app, &id), ["21T20:00 Wide taken"]);
}

#[test]
fn what_rang_without_an_answer_is_missed_and_what_never_rang_is_unrecorded() {
    let app = TestApp::open();
    let id = add(&app, "Night", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    ring(&app, "2026-11-22T00:30:00Z");
    // The device is off for two days.
    ring(&app, "2026-11-25T12:00:00Z");
    assert_eq!(
        history(&app, &id),
        [
            "24T20:00 Night unrecorded",
            "23T20:00 Night unrecorded",
            "22T20:00 Night unrecorded",
            "21T20:00 Night missed"
        ]
    );
    let week = app.call("medicine_get", json!({ "id": id }))["adherence"][0].clone();
    assert_eq!(
        (&week["due"], &week["missed"], &week["unrecorded"]),
        (&json!(4), &json!(1), &json!(3))
    );
    assert_eq!(
        week["takenPercent"],
        Value::Null,
        "too few to mean anything"
    );
}

#[test]
fn as_needed_warns_and_never_locks() {
    let app = TestApp::open();
    let made = add(&app, "Spray", as_needed());
    let schedule = made["value"]["schedules"][0]["id"].clone();
    let take = || {
        let request = json!({ "schedule": schedule, "at": null, "note": "", "site": "" });
        app.call("dose_take", request)
    };
    let now_ms = || app.call("dose_due", json!({}))["nowMs"].as_i64().unwrap();
    let first_ms = now_ms();
    assert_eq!(take()["warning"], Value::Null);
    app.clock.advance(3_600);
    let soon = take();
    assert_eq!(
        (
            &soon["warning"]["notBeforeMs"],
            &soon["warning"]["in24Hours"]
        ),
        (&json!(first_ms + 5 * 3_600_000), &json!(2)),
        "it says how it stands with this one"
    );
    assert_eq!(soon["dose"]["state"], "taken", "it is kept all the same");
    app.clock.advance(5 * 3_600);
    assert_eq!(take()["warning"], Value::Null);
    app.clock.advance(5 * 3_600);
    let many = take();
    assert_eq!(
        (
            &many["warning"]["in24Hours"],
            &many["warning"]["mostIn24Hours"]
        ),
        (&json!(4), &json!(3))
    );
    let id = &made["value"]["id"];
    let page = app.call("medicine_get", json!({ "id": id }));
    assert_eq!(page["schedules"][0]["asNeeded"], many["warning"]);
    assert_eq!(page["adherence"][0]["asNeeded"], 4);
    assert_eq!(page["adherence"][0]["due"], 0, "never a percentage");
    // One that was noted by mistake goes, and comes back.
    let gone = app.call("dose_delete", json!({ "id": many["dose"]["id"] }));
    assert_eq!(history(&app, id).len(), 3);
    undo(&app, &gone["change"]);
    assert_eq!(history(&app, id).len(), 4);
}

#[test]
fn what_was_taken_ahead_of_a_clock_that_was_put_back_counts_for_the_limits() {
    let app = TestApp::open();
    let made = add(&app, "Spray", as_needed());
    let schedule = made["value"]["schedules"][0]["id"].clone();
    let take = |at: Value| {
        let request = json!({ "schedule": schedule, "at": at, "note": "", "site": "" });
        app.call("dose_take", request)
    };
    let stand = || app.call("dose_due", json!({}))["asNeeded"][0]["stand"].clone();
    for at in ["2026-11-21T18:00:00Z", "2026-11-21T19:00:00Z"] {
        app.clock.set(at);
        take(Value::Null);
    }
    app.clock.set("2026-11-21T16:00:00Z");
    assert_eq!(stand()["in24Hours"], 2, "they were taken");
    assert!(stand()["notBeforeMs"].is_i64());
    assert_eq!(take(Value::Null)["warning"]["in24Hours"], 3);
    // With a clock that is right, what was said later is not held against what was taken before it.
    app.clock.set("2026-11-21T23:30:00Z");
    let before = take(json!("2026-11-21T10:00"));
    assert_eq!(before["warning"], Value::Null);
}

#[test]
fn what_was_said_about_a_dose_is_removed_and_it_is_open_again() {
    let app = TestApp::open();
    let id = add(&app, "Calm", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    let taken = app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    let gone = app.call("dose_delete", json!({ "id": taken["dose"]["id"] }));
    assert_eq!(due(&app), ["21T20:00 Calm raised"]);
    undo(&app, &gone["change"]);
    assert_eq!(history(&app, &id), ["21T20:00 Calm taken"]);
}

#[test]
fn an_injection_tells_its_days_from_the_one_that_was_given() {
    let app = TestApp::open();
    app.clock.set("2026-11-21T09:00:00Z");
    let rule = json!({
        "kind": "long_acting", "earliest": 26, "target": 28, "latest": 42, "firstOn": "2026-11-21", "at": 600,
        "zone": null,
    });
    let reminder = crate::with(reminder(), json!({ "grace": { "kind": "until_answered" } }));
    let one = crate::with(schedule(rule), json!({ "reminder": reminder }));
    let made = app.call("medicine_create", fields("Monthly", json!([one])));
    ring(&app, "2026-11-22T10:00:00Z");
    assert_eq!(
        due(&app),
        ["21T10:00 Monthly raised"],
        "it waits from yesterday"
    );
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    let list = app.call("medicine_list", json!({}));
    let days = &list[0]["schedules"][0]["injection"];
    assert_eq!(
        (
            &days["earliestOn"],
            &days["targetOn"],
            &days["latestOn"],
            &days["stage"]
        ),
        (
            &json!("2026-12-18"),
            &json!("2026-12-20"),
            &json!("2027-01-03"),
            &json!("too_early")
        )
    );
    assert_eq!(
        history(&app, &made["value"]["id"]),
        ["21T10:00 Monthly taken"]
    );
}

/// An injection every 28 days, first due on 21 November at 10:00.
fn monthly(app: &TestApp, reminder: Value) -> Value {
    let rule = json!({
        "kind": "long_acting", "earliest": 26, "target": 28, "latest": 42, "firstOn": "2026-11-21", "at": 600,
        "zone": null,
    });
    let one = crate::with(schedule(rule), json!({ "reminder": reminder }));
    app.call("medicine_create", fields("Monthly", json!([one])))["value"]["id"].clone()
}

#[test]
fn an_injection_is_asked_about_each_day_until_it_is_answered() {
    let app = TestApp::open();
    // As the form sends it when nobody touches how it rings.
    let usual = json!({
        "preAlerts": [7 * 1440, 2 * 1440], "nag": { "minutes": 1440, "times": 1000 }, "ringsInQuietHours": false,
        "grace": { "kind": "until_answered" },
    });
    monthly(&app, usual);
    app.clock.set("2026-11-21T10:00:00Z");
    app.app().reminder_tend();
    for day in ["22", "23", "30"] {
        let before = app.notifier.shown().len();
        app.clock.set(&format!("2026-11-{day}T10:00:00Z"));
        app.app().reminder_tend();
        assert_eq!(
            app.notifier.shown().len(),
            before + 1,
            "asked again on {day}"
        );
        assert_eq!(due(&app), ["21T10:00 Monthly raised"], "on Today on {day}");
    }
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    let shown = app.notifier.shown().len();
    app.clock.set("2026-12-02T10:00:00Z");
    app.app().reminder_tend();
    assert_eq!(app.notifier.shown().len(), shown, "answered is answered");
    app.clock.set("2026-12-21T10:00:00Z");
    app.app().reminder_tend();
    assert_eq!(
        app.notifier.shown().len(),
        shown + 1,
        "a week before the next"
    );
}

#[test]
fn an_injection_kept_with_the_grace_of_a_tablet_waits_for_its_answer() {
    let app = TestApp::open();
    let id = monthly(&app, reminder());
    ring(&app, "2026-11-21T10:00:00Z");
    for now in [
        "2026-11-21T14:01:00Z",
        "2026-11-23T10:00:00Z",
        "2026-12-01T10:00:00Z",
    ] {
        ring(&app, now);
        assert_eq!(due(&app), ["21T10:00 Monthly raised"], "{now}");
    }
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    assert_eq!(history(&app, &id), ["21T10:00 Monthly taken"]);
}

#[test]
fn an_answer_on_a_notification_is_a_dose_with_its_amount() {
    let app = TestApp::open();
    let id = add(&app, "Calm", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    let key = first(&app, "raised");
    let answer = json!({ "occurrence": key, "outcome": "taken", "at": null, "takeHome": null });
    app.call("reminder_answer", answer);
    let page = app.call("medicine_get", json!({ "id": id }));
    let dose = &page["recent"][0];
    assert_eq!(
        (&dose["state"], &dose["amount"]),
        (&json!("taken"), &json!("1 tablet"))
    );
    assert_ne!(dose["id"], Value::Null);
}

#[test]
fn a_dose_never_changes_a_sober_count() {
    let app = TestApp::open();
    let goal = json!({ "kind": "opioids", "name": "", "direction": "abstain", "startedAt": "2026-11-01T08:00" });
    app.call("goal_create", goal);
    let before = app.call("today_get", json!({}))["soberTimes"].clone();
    let bupe = crate::with(
        fields("Buprenorphine", json!([schedule(daily(&[20 * 60]))])),
        json!({ "class": "buprenorphine_daily" }),
    );
    app.call("medicine_create", bupe);
    ring(&app, "2026-11-21T20:00:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    assert_eq!(app.call("today_get", json!({}))["soberTimes"], before);
}
