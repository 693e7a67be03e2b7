//! The history of doses: by pages, from before they were typed in, as it was said, with the amounts of their time.

use crate::medicines::{
    add, as_needed, daily, due, fields, first, history, line, reminder, ring, said, schedule, undo,
};
use mainstay_support::TestApp;
use serde_json::{json, Value};

#[test]
fn a_long_history_comes_in_pages_without_a_gap_or_a_double() {
    let app = TestApp::open();
    let id = add(&app, "Often", daily(&[480, 960, 1_200]))["value"]["id"].clone();
    app.clock.set("2027-02-01T12:00:00Z");
    let all = whole(&app, &id);
    let due = app.call("medicine_get", json!({ "id": id }))["adherence"][3]["due"].clone();
    assert_eq!(json!(all.len()), due);
    let mut once = all.clone();
    once.dedup();
    assert_eq!(once, all);
}

#[test]
fn what_was_taken_or_due_before_it_was_typed_in_is_in_the_history() {
    let app = TestApp::open();
    let made = add(&app, "Spray", as_needed());
    let early = json!({
        "schedule": made["value"]["schedules"][0]["id"], "at": "2026-03-01T09:00", "note": "", "site": "",
    });
    app.call("dose_take", early);
    assert_eq!(whole(&app, &made["value"]["id"]), ["01T09:00 Spray taken"]);
    let rule = json!({
        "kind": "long_acting", "earliest": 26, "target": 28, "latest": 42, "firstOn": "2026-11-02", "at": 600,
        "zone": null,
    });
    let reminder = crate::with(reminder(), json!({ "grace": { "kind": "until_answered" } }));
    let one = crate::with(schedule(rule), json!({ "reminder": reminder }));
    let id = app.call("medicine_create", fields("Monthly", json!([one])))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    assert_eq!(whole(&app, &id), ["02T10:00 Monthly raised"]);
    let given = json!({ "at": "2026-11-03T11:00" });
    let given = crate::with(said(&first(&app, "raised"), "taken"), given);
    app.call("dose_answer", given);
    let app = app.restarted();
    app.unlock();
    assert_eq!(whole(&app, &id), ["02T10:00 Monthly taken"]);
}

/// The amounts of a history, newest first.
fn amounts(app: &TestApp, id: &Value) -> Vec<String> {
    let page = app.call("dose_list", json!({ "medicineId": id, "beforeMs": null }));
    let doses = page["doses"].as_array().unwrap().iter();
    let text = |dose: &Value| dose["amount"].as_str().unwrap().to_owned();
    doses.map(text).collect()
}

#[test]
fn an_amount_stays_that_of_the_rule_under_which_it_was_due() {
    let app = TestApp::open();
    let made = add(&app, "Calm", daily(&[20 * 60]));
    let id = made["value"]["id"].clone();
    let kept = || app.call("medicine_get", json!({ "id": id }))["schedules"][0].clone();
    let update = |change: Value| {
        let one = crate::with(kept(), change);
        let same = json!({ "id": id, "place": null });
        app.call(
            "medicine_update",
            crate::with(fields("Calm", json!([one])), same),
        )
    };
    ring(&app, "2026-11-21T20:00:00Z");
    let before = first(&app, "raised");
    // Half an hour after it rang there is a new amount: it is for those that come.
    app.clock.set("2026-11-21T20:30:00Z");
    let changed = update(json!({ "amounts": ["2 tablets"] }));
    assert_eq!(due(&app), ["21T20:00 Calm raised"]);
    assert_eq!(amounts(&app, &id), ["1 tablet"]);
    undo(&app, &changed["change"]);
    assert_eq!(amounts(&app, &id), ["1 tablet"]);
    update(json!({ "amounts": ["2 tablets"] }));
    let answered = app.call("dose_answer", said(&before, "taken"));
    assert_eq!(answered["dose"]["amount"], "1 tablet");
    ring(&app, "2026-11-22T20:00:00Z");
    ring(&app, "2026-11-23T06:00:00Z");
    // Another reminder, and a time of another zone, are no other amount.
    let early = json!({ "preAlerts": [30] });
    update(json!({ "reminder": crate::with(reminder(), early) }));
    ring(&app, "2026-11-23T20:00:00Z");
    assert_eq!(amounts(&app, &id), ["2 tablets", "2 tablets", "1 tablet"]);
    // Ended, given another amount, and taken up again.
    app.call("medicine_end", json!({ "id": id }));
    update(json!({ "amounts": ["3 tablets"] }));
    app.call("medicine_resume", json!({ "id": id }));
    ring(&app, "2026-11-24T20:00:00Z");
    let all = ["3 tablets", "2 tablets", "2 tablets", "1 tablet"];
    assert_eq!(amounts(&app, &id), all);
    // All of it comes back with a medicine that was removed.
    app.call("medicine_delete", json!({ "id": id }));
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(amounts(&app, &id), all);
    let app = app.restarted();
    app.unlock();
    assert_eq!(amounts(&app, &id), all);
}

/// So many days after another medicine.
fn after(other: &Value, days: u32) -> Value {
    json!({ "kind": "after", "schedule": other["value"]["schedules"][0]["id"], "minutes": days * 24 * 60 })
}

#[test]
fn what_follows_another_one_by_days_stands_as_it_was_said_in_an_old_history() {
    let app = TestApp::open();
    let other = add(&app, "First", daily(&[8 * 60]));
    let id = add(&app, "Second", after(&other, 4))["value"]["id"].clone();
    let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    for day in first.iter_days().take(13) {
        ring(&app, &format!("{day}T08:00:00Z"));
        let due = app.call("dose_due", json!({}));
        let doses = due["groups"].as_array().unwrap().iter();
        let doses = doses.flat_map(|group| group["doses"].as_array().unwrap());
        let open = doses.filter(|dose| dose["state"] == "raised");
        let keys: Vec<Value> = open.map(|dose| dose["occurrence"].clone()).collect();
        app.call("dose_take_all", json!({ "occurrences": keys, "at": null }));
    }
    app.clock.set("2027-03-01T12:00:00Z");
    let app = app.restarted();
    app.unlock();
    // Wherever a page begins and ends.
    for day in first.iter_days().take(13) {
        let noon = day.and_hms_opt(12, 0, 0).unwrap().and_utc();
        let before = json!({ "medicineId": id, "beforeMs": noon.timestamp_millis() });
        let page = app.call("dose_list", before);
        let mut states = page["doses"].as_array().unwrap().iter();
        assert!(states.all(|dose| dose["state"] == "taken"), "{day} {page}");
    }
    let all = whole(&app, &id);
    let (later, said) = all.split_at(4);
    assert!(
        later.iter().all(|line| line.ends_with("unrecorded")),
        "{all:?}"
    );
    assert_eq!(said.len(), 9, "{all:?}");
    assert!(said.iter().all(|line| line.ends_with("taken")), "{all:?}");
}

/// Every page of a history.
fn whole(app: &TestApp, id: &Value) -> Vec<String> {
    let (mut all, mut before) = (Vec::new(), Value::Null);
    loop {
        let page = app.call("dose_list", json!({ "medicineId": id, "beforeMs": before }));
        all.extend(page["doses"].as_array().unwrap().iter().map(line));
        before = page["olderBeforeMs"].clone();
        if before.is_null() {
            return all;
        }
    }
}

/// The medicine of a request with its times moved.
fn moved_to(app: &TestApp, id: &Value, minutes: u16) -> Value {
    let one = app.call("medicine_get", json!({ "id": id }))["schedules"][0].clone();
    let timed = crate::with(one, json!({ "rule": daily(&[minutes]) }));
    let all = fields("Buprenorphine", json!([timed]));
    app.call(
        "medicine_update",
        crate::with(all, json!({ "id": id, "place": null })),
    )
}

#[test]
fn a_dose_whose_time_is_moved_on_its_day_is_asked_about_and_counted_once() {
    for (is_taken, day) in [
        (true, ["21T20:00 Buprenorphine taken"; 1]),
        (false, ["21T21:15 Buprenorphine taken"]),
    ] {
        let app = TestApp::open();
        let id = add(&app, "Buprenorphine", daily(&[20 * 60]))["value"]["id"].clone();
        ring(&app, "2026-11-21T20:05:00Z");
        if is_taken {
            app.call("dose_answer", said(&first(&app, "raised"), "taken"));
        }
        let change = moved_to(&app, &id, 21 * 60 + 15)["change"].clone();
        ring(&app, "2026-11-21T21:20:00Z");
        if !is_taken {
            assert_eq!(due(&app), ["21T21:15 Buprenorphine raised"]);
            app.call("dose_answer", said(&first(&app, "raised"), "taken"));
        }
        assert_eq!(due(&app), day);
        assert_eq!(history(&app, &id), day);
        let app = app.restarted();
        app.unlock();
        ring(&app, "2026-11-21T22:00:00Z");
        assert_eq!(due(&app), day);
        if is_taken {
            undo(&app, &change);
            assert_eq!(due(&app), day, "taken back, it is what was taken");
        }
    }
}

#[test]
fn the_time_without_a_dose_goes_on_until_now_and_ends_with_the_medicine() {
    let app = TestApp::open();
    let id = add(&app, "Calm", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    let hours = |at: &str| {
        app.clock.set(at);
        let page = app.call("medicine_get", json!({ "id": id }));
        page["adherence"][0]["longestGapHours"].clone()
    };
    assert_eq!(hours("2026-11-21T21:00:00Z"), Value::Null);
    assert_eq!(hours("2026-11-25T12:00:00Z"), json!(88));
    app.call("medicine_end", json!({ "id": id }));
    let last = json!(72);
    assert_eq!(hours("2026-11-27T12:00:00Z"), last, "the last one was due");
}

/// Half past seven, and not eight but seven o'clock from now on: tonight's is due.
#[test]
fn a_dose_that_is_moved_to_a_time_that_is_over_is_due_at_once() {
    let app = TestApp::open();
    let id = add(&app, "Buprenorphine", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T19:30:00Z");
    let change = moved_to(&app, &id, 19 * 60)["change"].clone();
    app.app().reminder_tend();
    assert_eq!(app.notifier.shown().len(), 1);
    assert_eq!(due(&app), ["21T19:00 Buprenorphine raised"]);
    undo(&app, &change);
    app.app().reminder_tend();
    assert_eq!(
        app.notifier.closed().len(),
        1,
        "taken back, it asks no more"
    );
    assert_eq!(due(&app), ["21T20:00 Buprenorphine planned"]);
    moved_to(&app, &id, 19 * 60);
    app.app().reminder_tend();
    assert_eq!(due(&app), ["21T19:00 Buprenorphine raised"]);
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    ring(&app, "2026-11-22T18:59:00Z");
    assert_eq!(history(&app, &id), ["21T19:00 Buprenorphine taken"]);
}

/// Asked for and missed at home, looked at three hours to the west.
#[test]
fn what_was_missed_at_home_was_due_when_it_was() {
    let app = TestApp::open();
    app.clock.travel("America/New_York");
    let id = add(&app, "Buprenorphine", daily(&[2 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-22T07:00:00Z");
    ring(&app, "2026-11-22T13:00:00Z");
    let due_ms = |app: &TestApp| {
        let page = app.call("dose_list", json!({ "medicineId": id, "beforeMs": null }));
        page["doses"][0]["dueMs"].clone()
    };
    let at_home = due_ms(&app);
    app.clock.travel("America/Los_Angeles");
    ring(&app, "2026-11-22T14:00:00Z");
    assert_eq!(due_ms(&app), at_home);
    ring(&app, "2026-11-23T10:00:00Z");
    app.clock.travel("America/New_York");
    ring(&app, "2026-11-23T15:00:00Z");
    let page = app.call("dose_list", json!({ "medicineId": id, "beforeMs": null }));
    let all = page["doses"].as_array().unwrap();
    assert!(all.iter().any(|dose| dose["dueMs"] == at_home), "{all:?}");
}
