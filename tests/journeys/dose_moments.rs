//! When a dose was taken: twice by one double tap, far from its time, ahead of a clock that was put back, before the
//! medicine was typed in, at home and abroad, long ago; and what was said about one comes back.

use crate::medicines::{
    add, as_needed, daily, due, fields, first, history, line, ring, said, undo,
};
use mainstay_support::TestApp;
use serde_json::{json, Value};

/// A medicine that is taken as needed: its id and its schedule.
fn spray(app: &TestApp) -> (Value, Value) {
    let made = add(app, "Spray", as_needed());
    let made = &made["value"];
    (made["id"].clone(), made["schedules"][0]["id"].clone())
}

fn take(app: &TestApp, schedule: &Value, at: Value) -> Value {
    let request = json!({ "schedule": schedule, "at": at, "note": "", "site": "" });
    app.call("dose_take", request)
}

fn page(app: &TestApp, id: &Value) -> Value {
    app.call("medicine_get", json!({ "id": id }))
}

#[test]
fn the_second_tap_of_a_double_tap_is_the_first_dose_and_one_undo_takes_it_back() {
    let app = TestApp::open();
    let (id, schedule) = spray(&app);
    app.clock.set("2026-11-21T19:00:00Z");
    let first = take(&app, &schedule, Value::Null);
    for at in ["2026-11-21T19:00:00.350Z", "2026-11-21T19:00:01.500Z"] {
        app.clock.set(at);
        assert_eq!(take(&app, &schedule, Value::Null), first, "{at}");
    }
    assert_eq!(history(&app, &id).len(), 1);
    assert_eq!(page(&app, &id)["schedules"][0]["asNeeded"]["in24Hours"], 1);
    undo(&app, &first["change"]);
    assert_eq!(history(&app, &id), [""; 0]);
    // Taken back, it is told anew, however soon.
    let again = take(&app, &schedule, Value::Null);
    assert_ne!(again["change"], first["change"]);
    assert_eq!(history(&app, &id).len(), 1);
}

#[test]
fn a_double_tap_that_is_warned_of_says_the_same_warning_twice() {
    let app = TestApp::open();
    let (id, schedule) = spray(&app);
    take(&app, &schedule, Value::Null);
    app.clock.advance(3_600);
    let soon = take(&app, &schedule, Value::Null);
    assert_eq!(soon["warning"]["in24Hours"], 2);
    app.clock.advance(1);
    assert_eq!(take(&app, &schedule, Value::Null), soon);
    assert_eq!(history(&app, &id).len(), 2);
}

#[test]
fn another_dose_is_another_one_soon_too() {
    let app = TestApp::open();
    let (id, schedule) = spray(&app);
    take(&app, &schedule, Value::Null);
    let count = || history(&app, &id).len();
    // With its time, or with words, it was told on purpose.
    take(&app, &schedule, json!("2026-11-21T18:30"));
    assert_eq!(count(), 2);
    take(&app, &schedule, json!("2026-11-21T15:00"));
    assert_eq!(count(), 3);
    let words = json!({ "schedule": schedule, "at": null, "note": "the second one", "site": "" });
    app.call("dose_take", words);
    assert_eq!(count(), 4);
    // Two seconds later it is no double tap.
    app.clock.advance(2);
    take(&app, &schedule, Value::Null);
    assert_eq!(count(), 5);
    // Another amount is another dose.
    let kept = page(&app, &id)["schedules"][0].clone();
    let other = crate::with(kept, json!({ "amounts": ["2 sprays"] }));
    let same = json!({ "id": id, "place": null });
    let update = crate::with(fields("Spray", json!([other])), same);
    app.call("medicine_update", update);
    take(&app, &schedule, Value::Null);
    assert_eq!(count(), 6);
}

#[test]
fn one_taken_far_from_its_time_is_taken_and_not_on_time() {
    let app = TestApp::open();
    let id = add(&app, "Calm", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    let key = page(&app, &id)["recent"][0]["occurrence"].clone();
    for (at, state) in [
        ("2026-11-21T19:00", "taken"),
        ("2026-11-21T18:59", "late"),
        ("2026-11-20T14:00", "late"),
        ("2026-11-21T20:00", "taken"),
    ] {
        let moved = crate::with(said(&key, "taken"), json!({ "at": at }));
        let corrected = app.call("dose_correct", moved);
        assert_eq!(corrected["dose"]["state"], state, "{at}");
    }
    ring(&app, "2026-11-23T02:00:00Z");
    let thirty_hours = crate::with(said(&key, "taken"), json!({ "at": "2026-11-23T02:00" }));
    assert_eq!(
        app.call("dose_correct", thirty_hours)["dose"]["state"],
        "late"
    );
    let week = page(&app, &id)["adherence"][0].clone();
    assert_eq!((&week["taken"], &week["late"]), (&json!(0), &json!(1)));
}

#[test]
fn what_was_taken_ahead_of_a_clock_that_was_put_back_is_in_the_history_and_counted() {
    let app = TestApp::open();
    let (needed, schedule) = spray(&app);
    let daily = add(&app, "Calm", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    take(&app, &schedule, Value::Null);
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    assert_eq!(page(&app, &daily)["isAheadOfClock"], false);
    // By a day, and by years: a device whose battery was empty.
    for now in ["2026-11-20T12:00:00Z", "2024-01-01T00:00:00Z"] {
        app.clock.set(now);
        app.app().reminder_look().unwrap();
        for (id, told) in [
            (&needed, "21T20:00 Spray taken"),
            (&daily, "21T20:00 Calm taken"),
        ] {
            let page = page(&app, id);
            assert_eq!(page["isAheadOfClock"], true, "{now}");
            assert_eq!(line(&page["recent"][0]), told, "{now}");
            assert_eq!(history(&app, id)[0], told, "{now}");
        }
        let week = |id| page(&app, id)["adherence"][0].clone();
        assert_eq!(week(&needed)["asNeeded"], 1, "{now}");
        assert_eq!(week(&daily)["taken"], 1, "{now}");
    }
    let app = app.restarted();
    app.unlock();
    assert_eq!(history(&app, &daily)[0], "21T20:00 Calm taken");
    app.clock.set("2026-11-21T21:00:00Z");
    assert_eq!(page(&app, &daily)["isAheadOfClock"], false);
    assert_eq!(page(&app, &daily)["adherence"][0]["taken"], 1);
}

/// A rule of each kind that asked for something at ten this morning.
fn this_morning() -> Vec<(&'static str, Value)> {
    let at_ten = daily(&[600]);
    let elapsed = json!({ "kind": "every", "minutes": 1_440, "firstMs": 1_795_255_200_000_i64, "from": "planned" });
    let injection = json!({
        "kind": "long_acting", "earliest": 26, "target": 28, "latest": 42, "firstOn": "2026-11-21", "at": 600,
        "zone": null,
    });
    let clinic = json!({
        "kind": "clinic", "firstOn": "2026-11-21",
        "openings": [{ "weekdays": [1, 2, 3, 4, 5, 6, 7], "opens": 360, "closes": 720 }], "usual": 600,
        "atHome": null, "zone": "Europe/London",
    });
    vec![
        ("times", at_ten),
        ("elapsed", elapsed),
        ("injection", injection),
        ("clinic", clinic),
        ("needed", as_needed()),
    ]
}

#[test]
fn a_medicine_typed_in_behind_todays_time_is_not_charged_with_what_was_before_it() {
    for (kind, rule) in this_morning() {
        let app = TestApp::open();
        app.clock.set("2026-11-21T20:10:00Z");
        let id = add(&app, kind, rule)["value"]["id"].clone();
        app.app().reminder_tend();
        let told = due(&app);
        let is_before = |line: &String| line.as_str() < "21T20:10";
        assert!(!told.iter().any(is_before), "{kind}: {told:?}");
        let health = app.call("reminder_health_get", json!({}));
        assert_eq!(health["cameWhileOff"], json!([]), "{kind}");
        app.clock.set("2026-11-21T23:50:00Z");
        app.app().reminder_tend();
        let week = page(&app, &id)["adherence"][0].clone();
        let charged = [&week["due"], &week["missed"], &week["unrecorded"]];
        assert_eq!(
            charged,
            [0, 0, 0].map(|none| json!(none)).each_ref(),
            "{kind}"
        );
    }
}

#[test]
fn what_follows_another_one_is_not_charged_with_what_was_before_it() {
    let app = TestApp::open();
    app.clock.set("2026-11-21T09:30:00Z");
    let other = add(&app, "First", daily(&[600]));
    ring(&app, "2026-11-21T10:00:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    ring(&app, "2026-11-21T20:10:00Z");
    let after =
        json!({ "kind": "after", "schedule": other["value"]["schedules"][0]["id"], "minutes": 60 });
    let id = add(&app, "Second", after)["value"]["id"].clone();
    app.app().reminder_tend();
    assert_eq!(due(&app), ["21T10:00 First taken"]);
    assert_eq!(history(&app, &id), [""; 0]);
}

#[test]
fn a_first_injection_of_today_is_asked_about_from_when_it_was_typed_in() {
    let app = TestApp::open();
    app.clock.set("2026-11-21T20:10:00Z");
    let rule = this_morning().remove(2).1;
    let id = add(&app, "Monthly", rule)["value"]["id"].clone();
    app.app().reminder_tend();
    assert_eq!(due(&app), ["21T20:10 Monthly raised"]);
    let given = json!({ "at": "2026-11-21T10:15" });
    let given = crate::with(said(&first(&app, "raised"), "taken"), given);
    assert_eq!(app.call("dose_answer", given)["dose"]["state"], "taken");
    let days = page(&app, &id)["schedules"][0]["injection"].clone();
    assert_eq!(days["targetOn"], "2026-12-19", "counted from its day");
}

#[test]
fn a_dose_that_is_open_abroad_is_told_once_when_the_clock_at_home_is_kept() {
    let app = TestApp::open();
    add(&app, "Evening", daily(&[20 * 60]));
    // Ten past eight in the evening in Tokyo, ten past eleven in the morning at home.
    app.clock.set("2026-11-22T11:10:00Z");
    app.clock.travel("Asia/Tokyo");
    app.app().reminder_tend();
    assert_eq!(due(&app), ["22T11:00 Evening raised"]);
    app.call("zone_question_answer", json!({ "keep": "home" }));
    app.app().reminder_tend();
    let next = || {
        app.call("medicine_list", json!({}))[0]["nextMs"]
            .as_i64()
            .unwrap()
    };
    let at = |text: &str| {
        let at = chrono::DateTime::parse_from_rfc3339(text).unwrap();
        at.timestamp_millis()
    };
    assert_eq!(next(), at("2026-11-23T20:00:00Z"), "this evening's is open");
    assert_eq!(due(&app), ["22T11:00 Evening raised"]);
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    assert_eq!(next(), at("2026-11-23T20:00:00Z"), "and taken");
}

#[test]
fn a_removed_dose_comes_back_from_what_was_removed_with_its_answer() {
    let app = TestApp::open();
    let id = add(&app, "Calm", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    let key = first(&app, "raised");
    let why = json!({ "reason": "unwell", "note": "a cold" });
    let skipped = app.call("dose_answer", crate::with(said(&key, "skipped"), why));
    let dose = skipped["dose"]["id"].clone();
    app.call("dose_delete", json!({ "id": dose }));
    assert_eq!(due(&app), ["21T20:00 Calm raised"]);
    let list = app.call("removed_list", json!({}));
    let row = &list[0]["what"]["row"];
    assert_eq!(list[0]["what"]["type"], "dose");
    assert_eq!(
        (&row["name"], &row["strength"]),
        (&json!("Calm"), &json!("8 mg"))
    );
    assert_eq!(
        (&row["outcome"], &row["note"]),
        (&json!("skipped"), &json!("a cold"))
    );
    let back = app.call("removed_restore", json!({ "id": list[0]["id"] }));
    assert_eq!(app.call("removed_list", json!({})), json!([]));
    let app = app.restarted();
    app.unlock();
    assert_eq!(history(&app, &id), ["21T20:00 Calm skipped"]);
    assert_eq!(page(&app, &id)["recent"][0]["reason"], "unwell");
    undo(&app, &back["change"]);
    assert_eq!(history(&app, &id), ["21T20:00 Calm raised"]);
}

#[test]
fn a_removed_dose_that_something_else_was_said_about_or_whose_medicine_is_gone_is_not_listed() {
    let app = TestApp::open();
    let id = add(&app, "Calm", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    let key = first(&app, "raised");
    let taken = app.call("dose_answer", said(&key, "taken"));
    let dose = taken["dose"]["id"].clone();
    app.call("dose_delete", json!({ "id": dose }));
    let other = app.call("dose_answer", said(&key, "skipped"));
    assert_eq!(app.call("removed_list", json!({})), json!([]));
    let refused = app.refused("removed_restore", json!({ "id": dose }));
    assert_eq!(refused.0, "conflict");
    app.call("dose_delete", json!({ "id": other["dose"]["id"] }));
    assert_eq!(
        app.call("removed_list", json!({}))
            .as_array()
            .unwrap()
            .len(),
        2
    );
    app.call("medicine_delete", json!({ "id": id }));
    let list = app.call("removed_list", json!({}));
    assert_eq!(list.as_array().unwrap().len(), 1, "the medicine alone");
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(
        app.call("removed_list", json!({}))
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn an_old_dose_that_followed_another_one_and_was_never_asked_about_can_be_answered() {
    let app = TestApp::open();
    let other = add(&app, "First", daily(&[8 * 60]));
    let after = json!({
        "kind": "after", "schedule": other["value"]["schedules"][0]["id"], "minutes": 4 * 24 * 60,
    });
    let id = add(&app, "Second", after)["value"]["id"].clone();
    ring(&app, "2026-11-22T08:00:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    // The device is off for two months.
    app.clock.set("2027-01-25T12:00:00Z");
    let app = app.restarted();
    app.unlock();
    let list = app.call("dose_list", json!({ "medicineId": id, "beforeMs": null }));
    let old = list["doses"][0].clone();
    assert_eq!(line(&old), "26T08:00 Second unrecorded");
    let given = json!({ "at": "2026-11-26T08:10" });
    let given = crate::with(said(&old["occurrence"], "taken"), given);
    assert_eq!(app.call("dose_answer", given)["dose"]["state"], "taken");
    assert_eq!(history(&app, &id), ["26T08:00 Second taken"]);
}

#[test]
fn the_gap_of_what_is_taken_as_needed_is_elapsed_time_when_clocks_change_and_on_a_journey() {
    // In London the clock goes from one to two on 28 March, and from two to one on 31 October.
    for (taken, again) in [
        ("2027-03-27T23:30:00Z", "2027-03-28T03:30:00Z"),
        ("2027-10-30T22:30:00Z", "2027-10-31T02:30:00Z"),
    ] {
        let app = TestApp::open();
        app.clock.travel("Europe/London");
        let (id, schedule) = spray(&app);
        app.clock.set(taken);
        take(&app, &schedule, Value::Null);
        for zone in ["Europe/London", "Pacific/Kiritimati", "America/New_York"] {
            app.clock.travel(zone);
            app.clock.advance(1);
            let now = &page(&app, &id)["schedules"][0]["asNeeded"];
            let again_ms = chrono::DateTime::parse_from_rfc3339(again).unwrap();
            assert_eq!(
                now["notBeforeMs"],
                again_ms.timestamp_millis(),
                "{taken} in {zone}"
            );
        }
    }
}
