//! Reminders over a real vault: they ring at their time and once, whatever happens to the clock, the zone and the
//! program; what was answered stays.

use mainstay_core::{ReminderLook, ReminderRing, ScheduleEditRequest, SchedulePutRequest};
use mainstay_domain::{RingKey, RingKind, ScheduleId};
use mainstay_support::TestApp;
use serde_json::{json, Value};

/// At minutes of each day, by the clock on the wall.
fn daily(minutes: &[u16]) -> Value {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-01", "untilOn": null,
        "times": { "kind": "at", "minutes": minutes },
    });
    json!({ "kind": "civil", "phases": [phase], "zone": null })
}

/// Rings once, is open for four hours or half way, and is held back by quiet hours.
fn plain() -> Value {
    json!({
        "preAlerts": [], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "half_way", "minutes": 240 },
    })
}

fn owner() -> Value {
    json!({ "kind": "medicine", "id": "019a45b6-4500-7303-8303-030303030303" })
}

#[track_caller]
fn put(app: &TestApp, rule: Value) -> ScheduleId {
    put_with(app, rule, plain())
}

#[track_caller]
fn put_with(app: &TestApp, rule: Value, reminder: Value) -> ScheduleId {
    let request = json!({ "owner": owner(), "rule": rule, "reminder": reminder });
    let request: SchedulePutRequest = serde_json::from_value(request).unwrap();
    app.app().schedule_put(&request).unwrap().value
}

#[track_caller]
fn edit(app: &TestApp, id: ScheduleId, rule: Value) -> Value {
    let request = json!({ "id": id, "rule": rule, "reminder": plain() });
    let request: ScheduleEditRequest = serde_json::from_value(request).unwrap();
    let written = app.app().schedule_edit(&request).unwrap();
    serde_json::to_value(written.change).unwrap()
}

#[track_caller]
fn look(app: &TestApp) -> ReminderLook {
    app.app().reminder_look().unwrap()
}

/// Looks, and says that all of it is on the screen.
#[track_caller]
fn shown(app: &TestApp) -> ReminderLook {
    let look = look(app);
    let keys: Vec<RingKey> = look
        .rings
        .iter()
        .chain(&look.passed)
        .map(|one| one.key)
        .collect();
    app.app().reminder_shown(&keys).unwrap();
    look
}

fn kinds(rings: &[ReminderRing]) -> Vec<RingKind> {
    rings.iter().map(|ring| ring.key.kind).collect()
}

fn utc(at_ms: i64) -> String {
    let at = chrono::DateTime::from_timestamp_millis(at_ms).unwrap();
    at.format("%dT%H:%M").to_string()
}

fn answer(ring: &ReminderRing, outcome: &str) -> Value {
    json!({ "occurrence": ring.key.occurrence, "outcome": outcome, "at": null, "takeHome": null })
}

fn states(app: &TestApp, from: &str, until: &str) -> Vec<String> {
    let request = json!({ "fromOn": from, "untilOn": until, "schedule": null });
    let list = app.call("occurrence_list", request);
    let list = list.as_array().unwrap().iter();
    list.map(|one| {
        format!(
            "{} {}",
            utc(one["dueMs"].as_i64().unwrap()),
            one["state"].as_str().unwrap()
        )
    })
    .collect()
}

fn unlocked(app: TestApp) -> TestApp {
    let app = app.restarted();
    app.unlock();
    app
}

/// As after a kill of the program: nothing that closing does has happened.
fn killed(app: TestApp) -> TestApp {
    let app = app.killed();
    app.unlock();
    app
}

#[test]
fn it_rings_at_its_time_once_and_the_answer_stays() {
    let app = TestApp::open();
    put(&app, daily(&[19 * 60]));
    let before = look(&app);
    assert_eq!(before.rings, []);
    assert_eq!(utc(before.next_ms.unwrap()), "21T19:00");
    app.clock.set("2026-11-21T18:59:59.999Z");
    assert_eq!(look(&app).rings, []);
    app.clock.set("2026-11-21T19:00:00Z");
    let rings = shown(&app).rings;
    assert_eq!(kinds(&rings), [RingKind::Due]);
    assert_eq!(
        (utc(rings[0].at_ms), utc(rings[0].due_ms)),
        ("21T19:00".into(), "21T19:00".into())
    );
    assert_eq!(serde_json::to_value(rings[0].owner).unwrap(), owner());
    assert_eq!(look(&app).rings, []);
    assert_eq!(
        states(&app, "2026-11-21", "2026-11-22"),
        ["21T19:00 raised", "22T19:00 planned"]
    );

    app.clock.advance(600);
    let first = app.call("reminder_answer", answer(&rings[0], "taken"));
    assert_eq!(first["occurrence"]["state"], "taken");
    assert_eq!(first["occurrence"]["answer"]["outcome"], "taken");
    // A second press, and another one after a restart, change nothing.
    let again = app.call("reminder_answer", answer(&rings[0], "skipped"));
    assert_eq!(
        (&again["change"], &again["occurrence"]["state"]),
        (&Value::Null, &json!("taken"))
    );
    let app = unlocked(app);
    let again = app.call("reminder_answer", answer(&rings[0], "skipped"));
    assert_eq!(
        (&again["change"], &again["occurrence"]["state"]),
        (&Value::Null, &json!("taken"))
    );
    assert_eq!(look(&app).rings, []);

    let late = json!({
        "occurrence": rings[0].key.occurrence, "outcome": "taken", "at": "2026-11-21T19:09", "takeHome": null,
    });
    let corrected = app.call("reminder_correct", late.clone());
    assert_ne!(corrected["change"], Value::Null);
    assert_eq!(
        app.call("reminder_correct", late)["change"],
        Value::Null,
        "the same again"
    );
    app.call("change_undo", json!({ "changes": [corrected["change"]] }));
    app.call("change_undo", json!({ "changes": [first["change"]] }));
    assert_eq!(
        states(&app, "2026-11-21", "2026-11-21"),
        ["21T19:00 raised"],
        "asked, and open again"
    );
    assert_eq!(look(&app).rings, [], "undo does not make a bell unrung");
}

#[test]
fn what_was_written_and_not_shown_is_shown_once_more_after_a_kill() {
    let app = TestApp::open();
    put(&app, daily(&[19 * 60]));
    app.clock.set("2026-11-21T19:00:00Z");
    let rings = look(&app).rings;
    assert_eq!(rings.len(), 1);
    let app = killed(app);
    let again = shown(&app).rings;
    assert_eq!(again, rings, "under the same name");
    assert_eq!(look(&app).rings, []);
    let app = killed(app);
    assert_eq!(look(&app).rings, [], "it was said to be on the screen");
}

#[test]
fn what_was_not_shown_and_is_over_by_now_is_told_of() {
    let app = TestApp::open();
    put(&app, daily(&[19 * 60]));
    app.clock.set("2026-11-21T19:00:00Z");
    assert_eq!(look(&app).rings.len(), 1);
    let app = app.killed();
    app.clock.set("2026-11-22T08:00:00Z");
    app.unlock();
    let look = shown(&app);
    assert_eq!(
        (look.rings.len(), look.passed.len(), look.is_digest),
        (0, 1, false)
    );
    let app = unlocked(app);
    assert!(shown(&app).passed.is_empty());
}

#[test]
fn an_edit_begins_another_revision_and_keeps_what_was() {
    let app = TestApp::open();
    let id = put(&app, daily(&[19 * 60]));
    app.clock.set("2026-11-21T19:00:00Z");
    let rings = shown(&app).rings;
    app.call("reminder_answer", answer(&rings[0], "taken"));
    app.clock.set("2026-11-21T20:00:00Z");
    edit(&app, id, daily(&[21 * 60]));
    // The dose of the day was taken: moved on its own day, it is not due again.
    let expected = ["21T19:00 taken", "22T21:00 planned"];
    assert_eq!(states(&app, "2026-11-21", "2026-11-22"), expected);
    let app = unlocked(app);
    assert_eq!(states(&app, "2026-11-21", "2026-11-22"), expected);
    app.clock.set("2026-11-22T21:00:00Z");
    let second = shown(&app).rings;
    assert_eq!(second[0].key.occurrence.revision, 2);
    // Taken back, and edited anew: the number is not used for another rule.
    app.clock.set("2026-11-22T21:30:00Z");
    let third = edit(&app, id, daily(&[22 * 60]));
    app.call("change_undo", json!({ "changes": [third] }));
    assert_eq!(
        states(&app, "2026-11-23", "2026-11-23"),
        ["23T21:00 planned"]
    );
    app.clock.set("2026-11-23T21:00:00Z");
    assert_eq!(shown(&app).rings.len(), 1);
    app.app().schedule_end(id).unwrap();
    assert_eq!(
        states(&app, "2026-11-24", "2026-11-24"),
        Vec::<String>::new()
    );
    assert_eq!(
        states(&app, "2026-11-21", "2026-11-21")[0],
        "21T19:00 taken"
    );
}

#[test]
fn an_edit_that_was_taken_back_leaves_its_number_to_what_it_rang_for() {
    let app = TestApp::open();
    let id = put(&app, daily(&[12 * 60]));
    let evening = edit(&app, id, daily(&[19 * 60]));
    app.clock.set("2026-11-21T19:00:00Z");
    assert_eq!(shown(&app).rings[0].key.occurrence.revision, 2);
    app.call("change_undo", json!({ "changes": [evening] }));
    edit(&app, id, daily(&[19 * 60 + 30]));
    app.clock.set("2026-11-21T19:30:00Z");
    assert_eq!(shown(&app).rings[0].key.occurrence.revision, 3);
}

#[test]
fn a_snooze_survives_a_restart() {
    let app = TestApp::open();
    put(&app, daily(&[19 * 60]));
    app.clock.set("2026-11-21T19:00:00Z");
    let rings = shown(&app).rings;
    let snooze = json!({ "occurrence": rings[0].key.occurrence, "minutes": 300 });
    let snoozed = app.call("reminder_snooze", snooze.clone());
    assert_eq!(utc(snoozed["snoozedUntilMs"].as_i64().unwrap()), "22T00:00");
    let app = killed(app);
    app.clock.set("2026-11-21T23:59:00Z");
    assert_eq!(look(&app).rings, [], "also behind its grace");
    app.clock.set("2026-11-22T00:00:00Z");
    assert_eq!(kinds(&shown(&app).rings), [RingKind::Snooze(1)]);
    let wrong = app.refused(
        "reminder_snooze",
        crate::with(snooze, json!({ "minutes": 1_441 })),
    );
    assert_eq!(wrong, ("invalid".into(), Some("minutes".into())));
}

#[test]
fn a_journey_and_a_clock_that_is_turned_ring_nothing_twice() {
    let app = TestApp::open();
    put(&app, daily(&[19 * 60]));
    app.clock.set("2026-11-21T19:00:00Z");
    let rang = shown(&app).rings;
    assert_eq!(rang.len(), 1);
    // An hour to the east it is 20:00, and the next one comes an hour earlier.
    app.clock.travel("Europe/Berlin");
    assert_eq!(shown(&app).rings, []);
    let next = app.app().reminder_forecast(1).unwrap();
    assert_eq!(utc(next[0].at_ms), "22T18:00");
    app.clock.travel("Europe/London");
    app.call("reminder_answer", answer(&rang[0], "taken"));
    // Years ahead by mistake, seen by a program that is started then, and back again.
    app.clock.set("2031-05-01T12:00:00Z");
    let app = unlocked(app);
    shown(&app);
    app.clock.set("2026-11-21T19:01:00Z");
    assert_eq!(shown(&app).rings, [], "it rang already");
    let app = unlocked(app);
    assert_eq!(shown(&app).rings, []);
    app.clock.set("2026-11-22T19:00:00Z");
    assert_eq!(
        kinds(&shown(&app).rings),
        [RingKind::Due],
        "and the next one is not lost"
    );
}

#[test]
fn a_week_off_is_told_of_once_together() {
    let app = TestApp::open();
    put(&app, daily(&[9 * 60, 19 * 60]));
    let app = app.restarted();
    app.clock.set("2026-11-27T08:00:00Z");
    app.unlock();
    let told = look(&app);
    assert!(told.rings.is_empty());
    assert_eq!(told.passed.len(), 11);
    assert_eq!(
        states(&app, "2026-11-22", "2026-11-22"),
        ["22T09:00 unrecorded", "22T19:00 unrecorded"]
    );
    let app = killed(app);
    assert_eq!(shown(&app).passed.len(), 11, "it was not on the screen");
    assert_eq!(
        look(&app),
        ReminderLook {
            next_ms: look(&app).next_ms,
            ..ReminderLook::default()
        }
    );
    let late = json!({
        "occurrence": told.passed[0].key.occurrence, "outcome": "taken", "at": "2026-11-21T19:05", "takeHome": null,
    });
    assert_eq!(
        app.call("reminder_answer", late)["occurrence"]["state"],
        "taken",
        "back-dated"
    );
}

#[test]
fn what_is_counted_from_what_was_taken_is_counted_so_after_a_restart() {
    let app = TestApp::open();
    let first_ms = chrono::DateTime::parse_from_rfc3339("2026-11-21T19:00:00Z")
        .unwrap()
        .timestamp_millis();
    put(
        &app,
        json!({ "kind": "every", "minutes": 20 * 24 * 60, "firstMs": first_ms, "from": "taken" }),
    );
    app.clock.set("2026-11-21T19:00:00Z");
    let ring = shown(&app).rings[0];
    app.clock.set("2026-11-21T20:30:00Z");
    let answered = app.call("reminder_answer", answer(&ring, "taken"));
    assert_eq!(answered["occurrence"]["state"], "late");
    app.clock.set("2026-12-10T12:00:00Z");
    let app = unlocked(app);
    assert_eq!(look(&app).rings, []);
    assert_eq!(
        utc(look(&app).next_ms.unwrap()),
        "11T20:30",
        "twenty days behind it, long out of sight"
    );
    let forecast = app.app().reminder_forecast(3).unwrap();
    assert_eq!(utc(forecast[0].at_ms), "11T20:30");
}

#[test]
fn an_old_answer_is_known_and_a_name_that_means_nothing_is_refused() {
    let app = TestApp::open();
    put(&app, daily(&[19 * 60]));
    app.clock.set("2026-11-21T19:00:00Z");
    let ring = shown(&app).rings[0];
    app.call("reminder_answer", answer(&ring, "taken"));
    app.clock.set("2027-02-01T12:00:00Z");
    let app = unlocked(app);
    let again = app.call("reminder_answer", answer(&ring, "skipped"));
    assert_eq!(
        (&again["change"], &again["occurrence"]["state"]),
        (&Value::Null, &json!("taken"))
    );
    let other = |change: Value| {
        let key = crate::with(serde_json::to_value(ring.key.occurrence).unwrap(), change);
        crate::with(answer(&ring, "taken"), json!({ "occurrence": key }))
    };
    for change in [
        json!({ "civil": "2026-11-21T19:01:00" }),
        json!({ "revision": 2 }),
        json!({ "schedule": "019a45b6-4500-7303-8303-030303030303" }),
    ] {
        assert_eq!(
            app.refused("reminder_answer", other(change.clone())).0,
            "not_found",
            "{change}"
        );
    }
    let ahead = crate::with(answer(&ring, "taken"), json!({ "at": "2027-02-01T12:02" }));
    assert_eq!(
        app.refused("reminder_correct", ahead),
        ("date_out_of_range".into(), Some("at".into()))
    );
    let doses = crate::with(answer(&ring, "taken"), json!({ "takeHome": 32 }));
    assert_eq!(
        app.refused("reminder_correct", doses),
        ("invalid".into(), Some("takeHome".into()))
    );
    let period = json!({ "fromOn": "2026-01-01", "untilOn": "2027-12-31", "schedule": null });
    assert_eq!(
        app.refused("occurrence_list", period),
        ("date_out_of_range".into(), Some("untilOn".into()))
    );
}

#[test]
fn quiet_hours_hold_back_what_is_not_told_to_ring() {
    let app = TestApp::open();
    put(&app, daily(&[19 * 60]));
    let quiet =
        |on, from, until| json!({ "quietHours": { "on": on, "from": from, "until": until } });
    assert_eq!(
        app.refused("settings_update", quiet(true, 60, 60)),
        ("invalid".into(), Some("quietHours".into()))
    );
    app.call("settings_update", quiet(true, 18 * 60, 20 * 60));
    app.clock.set("2026-11-21T19:00:00Z");
    let held = look(&app);
    assert_eq!(
        (held.rings.len(), utc(held.next_ms.unwrap())),
        (0, "21T20:00".into())
    );
    app.call("settings_update", quiet(false, 18 * 60, 20 * 60));
    assert_eq!(shown(&app).rings.len(), 1);
}

#[test]
fn a_refused_rule_changes_nothing_and_names_its_field() {
    let app = TestApp::open();
    let id = put(&app, daily(&[19 * 60]));
    let request = json!({ "id": id, "rule": daily(&[1_440]), "reminder": plain() });
    let request: ScheduleEditRequest = serde_json::from_value(request).unwrap();
    let error = app.app().schedule_edit(&request).unwrap_err();
    assert_eq!(format!("{error}"), "rule.phases.0.times was refused");
    let after = json!({ "kind": "after", "schedule": "019a45b6-4500-7303-8303-030303030303", "minutes": 30 });
    let request = json!({ "id": id, "rule": after, "reminder": plain() });
    let request: ScheduleEditRequest = serde_json::from_value(request).unwrap();
    let error = app.app().schedule_edit(&request).unwrap_err();
    assert_eq!(format!("{error}"), "rule.schedule was refused");
    assert_eq!(
        states(&app, "2026-11-22", "2026-11-22"),
        ["22T19:00 planned"]
    );
}

#[test]
fn a_locked_vault_tells_nothing() {
    let app = TestApp::open();
    put(&app, daily(&[19 * 60]));
    app.clock.set("2026-11-21T19:00:00Z");
    let ring = shown(&app).rings[0];
    app.call("vault_lock", json!({}));
    let period = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null });
    let snooze = json!({ "occurrence": ring.key.occurrence, "minutes": 5 });
    for (command, request) in [
        ("occurrence_list", period),
        ("reminder_answer", answer(&ring, "taken")),
        ("reminder_correct", answer(&ring, "taken")),
        ("reminder_snooze", snooze),
    ] {
        assert_eq!(app.refused(command, request).0, "locked", "{command}");
    }
    for error in [
        app.app().reminder_look().unwrap_err(),
        app.app().reminder_shown(&[ring.key]).unwrap_err(),
        app.app().reminder_forecast(1).unwrap_err(),
        app.app()
            .schedule_end(ring.key.occurrence.schedule)
            .unwrap_err(),
    ] {
        assert_eq!(format!("{error}"), "vault is locked");
    }
}

#[test]
fn what_is_taken_as_needed_is_named_by_when_and_goes_with_its_schedule() {
    let app = TestApp::open();
    let rule = json!({ "kind": "as_needed", "gap": 240, "mostIn24Hours": 4, "mostADay": null });
    let id = put(&app, rule);
    app.app().schedule_take(id, None).unwrap();
    app.app().schedule_take(id, None).unwrap();
    app.app()
        .schedule_take(id, Some("2026-11-21T08:00"))
        .unwrap();
    let expected = ["21T08:00 taken", "21T18:30 taken", "21T18:30 taken"];
    assert_eq!(states(&app, "2026-11-21", "2026-11-21"), expected);
    let gone = app.app().schedule_delete(id).unwrap().change;
    assert_eq!(
        states(&app, "2026-11-21", "2026-11-21"),
        Vec::<String>::new()
    );
    app.call("change_undo", json!({ "changes": [gone] }));
    assert_eq!(states(&app, "2026-11-21", "2026-11-21"), expected);
    let other = put(&app, daily(&[19 * 60]));
    assert!(app.app().schedule_take(other, None).is_err());
}

#[test]
fn an_edit_asks_nobody_again_for_what_was_answered_ahead_of_its_time() {
    let app = TestApp::open();
    let id = put(&app, daily(&[19 * 60, 21 * 60]));
    let today = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null });
    let list = || app.call("occurrence_list", today.clone());
    let occurrence = list()[0]["occurrence"].clone();
    let answer =
        json!({ "occurrence": occurrence, "outcome": "taken", "at": null, "takeHome": null });
    app.call("reminder_answer", answer);
    let rule = daily(&[19 * 60, 21 * 60, 22 * 60]);
    edit(&app, id, rule);
    app.clock.set("2026-11-21T19:00:00Z");
    assert_eq!(shown(&app).rings, [], "it was taken at half past six");
    let states = |list: Value| -> Vec<String> {
        let all = list.as_array().unwrap().iter();
        all.map(|one| one["state"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(states(list()), ["taken", "planned", "planned"]);
    app.clock.set("2026-11-21T21:00:00Z");
    assert_eq!(shown(&app).rings.len(), 1, "the next one rings");
}
