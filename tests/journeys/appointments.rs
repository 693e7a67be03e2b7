//! Appointments: made once or for a programme's week, rung for, answered, and written about before and after.

use crate::{medicines, my_meetings};
use mainstay_support::TestApp;
use serde_json::{json, Value};

/// Half past six in the evening of Saturday, 21 November 2026, in London: where every test begins.
pub(crate) fn once(on: &str, minute: u16, zone: Value) -> Value {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": on, "untilOn": on,
        "times": { "kind": "at", "minutes": [minute] },
    });
    json!({ "kind": "civil", "phases": [phase], "zone": zone })
}

pub(crate) fn weekly(weekdays: &[u8], from: &str, minute: u16) -> Value {
    let phase = json!({
        "days": { "kind": "weeks", "every": 1, "weekdays": weekdays }, "fromOn": from, "untilOn": null,
        "times": { "kind": "at", "minutes": [minute] },
    });
    json!({ "kind": "civil", "phases": [phase], "zone": "Europe/London" })
}

fn reminder(leads: &[u32]) -> Value {
    json!({
        "preAlerts": leads, "nag": null, "ringsInQuietHours": false, "grace": { "kind": "minutes", "minutes": 60 },
    })
}

pub(crate) fn fields(title: &str, rule: Value) -> Value {
    json!({
        "kind": "therapy", "title": title, "personId": null, "withWhom": "", "place": "", "link": "", "phone": "",
        "note": "", "minutes": 50, "rule": rule, "reminder": reminder(&[60]),
    })
}

pub(crate) fn make(app: &TestApp, title: &str, rule: Value) -> Value {
    app.call("appointment_create", fields(title, rule))["value"]["id"].clone()
}

pub(crate) fn page(app: &TestApp, id: &Value) -> Value {
    app.call("appointment_get", json!({ "id": id, "beforeOn": null }))
}

fn list(app: &TestApp) -> Vec<Value> {
    let list = app.call("appointment_list", json!({}));
    list["appointments"].as_array().unwrap().clone()
}

fn undo(app: &TestApp, written: &Value) {
    app.call("change_undo", json!({ "changes": [written["change"]] }));
}

pub(crate) fn line(app: &TestApp, id: &Value, kind: &str, text: &str) -> Value {
    let request = json!({
        "appointmentId": id, "kind": kind, "occurrence": null, "text": text, "isDone": false, "dueOn": null,
        "ringsAt": null,
    });
    app.call("visit_line_create", request)["value"].clone()
}

pub(crate) fn answer(app: &TestApp, occurrence: &Value, outcome: &str, why: &str) -> Value {
    let request = json!({ "occurrence": occurrence, "outcome": outcome, "why": why });
    app.call("visit_answer", request)
}

fn rings(app: &TestApp) -> usize {
    app.app().reminder_look().unwrap().rings.len()
}

#[test]
fn an_appointment_is_made_rings_ahead_and_at_its_time_and_is_kept() {
    let app = TestApp::open();
    let rule = once("2026-11-22", 10 * 60, json!("Europe/London"));
    let id = make(&app, "Dr Blue", rule.clone());
    let app = app.restarted();
    app.unlock();
    let read = &page(&app, &id)["appointment"];
    assert_eq!((&read["title"], &read["rule"]), (&json!("Dr Blue"), &rule));
    assert_eq!(read["next"]["occurrence"]["civil"], "2026-11-22T10:00:00");
    assert_eq!(list(&app).len(), 1);
    for (at, count) in [
        ("2026-11-22T08:59:59Z", 0),
        ("2026-11-22T09:00:00Z", 1),
        ("2026-11-22T10:00:00Z", 1),
    ] {
        app.clock.set(at);
        assert_eq!(rings(&app), count, "{at}");
    }
    app.clock.set("2026-11-22T10:30:00Z");
    assert_ne!(list(&app)[0]["next"], Value::Null, "it lasts fifty minutes");
    app.clock.set("2026-11-22T11:00:00Z");
    let over = &list(&app)[0];
    assert_eq!(over["next"], Value::Null);
    assert_eq!(over["open"]["occurrence"]["civil"], "2026-11-22T10:00:00");
    app.clock.set("2026-11-30T11:00:00Z");
    assert_eq!(list(&app), [] as [Value; 0]);
    let past = app.call("appointment_past_list", json!({ "before": null }));
    assert_eq!(past["appointments"][0]["title"], "Dr Blue");
    assert_eq!(
        app.call("appointment_list", json!({}))["hasPast"],
        json!(true)
    );
}

#[test]
fn a_place_keeps_its_own_clock_and_the_wall_goes_with_the_person() {
    let app = TestApp::open();
    let there = make(
        &app,
        "there",
        once("2026-11-23", 9 * 60, json!("America/New_York")),
    );
    let here = make(&app, "here", once("2026-11-23", 9 * 60, Value::Null));
    let hour = |id: &Value| {
        let due = page(&app, id)["appointment"]["next"]["dueMs"].as_i64();
        due.unwrap() / 3_600_000 % 24
    };
    assert_eq!((hour(&there), hour(&here)), (14, 9));
    app.clock.travel("America/Los_Angeles");
    assert_eq!((hour(&there), hour(&here)), (14, 17));
}

#[test]
fn a_weekly_one_stays_at_its_hour_when_the_clocks_change() {
    let app = TestApp::open();
    let id = make(&app, "weekly", weekly(&[2], "2026-11-24", 16 * 60));
    app.clock.set("2027-03-20T12:00:00Z");
    let read = page(&app, &id);
    let next = read["appointment"]["next"]["dueMs"].as_i64().unwrap();
    let later = read["later"][0]["dueMs"].as_i64().unwrap();
    assert_eq!((later - next) / 3_600_000, 7 * 24 - 1, "summer time began");
    assert_eq!(read["later"].as_array().unwrap().len(), 6);
}

#[test]
fn a_visit_is_answered_by_one_tap_and_corrected() {
    let app = TestApp::open();
    let id = make(&app, "weekly", weekly(&[7], "2026-11-22", 10 * 60));
    let ahead = page(&app, &id)["appointment"]["next"]["occurrence"].clone();
    let early = json!({ "occurrence": ahead, "outcome": "taken", "why": "" });
    assert_eq!(
        app.refused("visit_answer", early),
        ("date_out_of_range".into(), Some("outcome".into())),
        "nobody was where it has not begun"
    );
    app.clock.set("2026-11-22T20:00:00Z");
    let went = answer(&app, &ahead, "taken", "");
    let visit = page(&app, &id)["visits"][0].clone();
    assert_eq!(
        visit["occurrence"]["state"], "taken",
        "said in the evening, it is not late"
    );
    answer(&app, &ahead, "skipped", "The clinic was closed.");
    let read = page(&app, &id);
    assert_eq!(read["visits"][0]["occurrence"]["state"], "skipped");
    assert_eq!(
        read["visits"][0]["visit"]["why"], "The clinic was closed.",
        "why stands beside it"
    );
    assert_eq!(read["visits"].as_array().unwrap().len(), 1);
    assert_ne!(went["change"], Value::Null);
    assert_eq!(read["appointment"]["open"], Value::Null);
}

#[test]
fn a_cancelled_visit_ahead_is_passed_over() {
    let app = TestApp::open();
    let id = make(&app, "weekly", weekly(&[7], "2026-11-22", 10 * 60));
    let first = page(&app, &id)["appointment"]["next"]["occurrence"].clone();
    let cancelled = answer(&app, &first, "skipped", "Holiday");
    let next = page(&app, &id)["appointment"]["next"]["occurrence"].clone();
    assert_eq!(next["civil"], "2026-11-29T10:00:00");
    app.clock.set("2026-11-22T10:00:00Z");
    assert_eq!(rings(&app), 0, "and does not ring");
    undo(&app, &cancelled);
    let next = page(&app, &id)["appointment"]["open"]["occurrence"].clone();
    assert_eq!(next, first);
}

/// Pressed by mistake, and noticed when the offer to undo is gone.
#[test]
fn a_cancelled_visit_ahead_stands_on_its_page_and_can_take_place_after_all() {
    let app = TestApp::open();
    let id = make(&app, "weekly", weekly(&[7], "2026-11-22", 10 * 60));
    let first = page(&app, &id)["appointment"]["next"]["occurrence"].clone();
    let reopen = json!({ "occurrence": first });
    let refused = app.refused("visit_resume", reopen.clone());
    assert_eq!(refused, ("invalid".into(), Some("occurrence".into())));
    answer(&app, &first, "skipped", "");
    let app = app.restarted();
    app.unlock();
    let told = page(&app, &id);
    assert_eq!(told["cancelled"][0]["occurrence"], first);
    let back = app.call("visit_resume", reopen.clone());
    let told = page(&app, &id);
    assert_eq!(told["cancelled"], json!([]));
    assert_eq!(told["appointment"]["next"]["occurrence"], first);
    undo(&app, &back);
    assert_eq!(page(&app, &id)["cancelled"][0]["occurrence"], first);
    app.call("visit_resume", reopen.clone());
    app.clock.set("2026-11-22T10:00:00Z");
    assert_eq!(rings(&app), 1);
    answer(&app, &first, "skipped", "");
    let refused = app.refused("visit_resume", reopen);
    assert_eq!(refused.0, "invalid", "what has begun is answered");
}

#[test]
fn a_cancelled_visit_whose_appointment_was_moved_is_not_offered_again() {
    let app = TestApp::open();
    let id = make(&app, "weekly", weekly(&[7], "2026-11-22", 10 * 60));
    let first = page(&app, &id)["appointment"]["next"]["occurrence"].clone();
    answer(&app, &first, "skipped", "");
    let moved = fields("weekly", weekly(&[3], "2026-11-22", 10 * 60));
    app.call(
        "appointment_update",
        crate::with(moved, json!({ "id": id })),
    );
    assert_eq!(page(&app, &id)["cancelled"], json!([]));
    let refused = app.refused("visit_resume", json!({ "occurrence": first }));
    assert_eq!(refused.0, "invalid");
}

#[test]
fn what_waits_belongs_to_the_visit_they_went_to_and_to_no_other() {
    let app = TestApp::open();
    let id = make(&app, "weekly", weekly(&[7], "2026-11-22", 10 * 60));
    line(&app, &id, "agenda", "The nights");
    let done = line(&app, &id, "homework", "Call the pharmacy");
    line(&app, &id, "homework", "Walk each day");
    assert_eq!(list(&app)[0]["waiting"], 1, "homework does not wait");
    app.clock.set("2026-11-22T12:00:00Z");
    let visit = page(&app, &id)["appointment"]["open"]["occurrence"].clone();
    answer(&app, &visit, "missed", "The bus");
    assert_eq!(page(&app, &id)["agenda"][0]["text"], "The nights");
    let change = json!({
        "id": done["id"], "text": "Call the pharmacy", "isDone": true, "dueOn": null, "ringsAt": null,
    });
    app.call("visit_line_update", change);
    let went = answer(&app, &visit, "taken", "");
    let read = page(&app, &id);
    assert_eq!(read["agenda"], json!([]));
    let lines = read["visits"][0]["lines"].as_array().unwrap();
    let texts: Vec<_> = lines.iter().map(|line| line["text"].as_str()).collect();
    assert_eq!(texts, [Some("The nights"), Some("Call the pharmacy")]);
    assert_eq!(read["homework"][0]["text"], "Walk each day");
    assert_eq!(read["visits"][0]["visit"]["why"], "", "they went after all");
    undo(&app, &went);
    assert_eq!(page(&app, &id)["agenda"][0]["text"], "The nights");
}

#[test]
fn takeaways_and_next_steps_are_kept_with_their_visit() {
    let app = TestApp::open();
    let id = make(&app, "weekly", weekly(&[7], "2026-11-22", 10 * 60));
    app.clock.set("2026-11-29T12:00:00Z");
    let visits = page(&app, &id)["visits"].clone();
    assert_eq!(visits.as_array().unwrap().len(), 2);
    let request = json!({
        "occurrence": visits[1]["occurrence"]["occurrence"], "why": "", "takeaways": "Breathe first.",
        "nextStep": "Ask about the group.",
    });
    let first = app.call("visit_update", request.clone());
    let again = app.call("visit_update", request);
    assert_eq!(first["value"]["id"], again["value"]["id"], "one page each");
    let app = app.restarted();
    app.unlock();
    let read = page(&app, &id);
    assert_eq!(read["visits"][1]["visit"]["takeaways"], "Breathe first.");
    assert_eq!(read["visits"][0]["visit"], Value::Null);
    undo(&app, &again);
    undo(&app, &first);
    assert_eq!(page(&app, &id)["visits"][1]["visit"], Value::Null);
}

#[test]
fn homework_rings_on_its_day_until_it_is_done() {
    let app = TestApp::open();
    let id = make(&app, "later", once("2026-12-20", 10 * 60, Value::Null));
    let homework = line(&app, &id, "homework", "Read two pages");
    let with = |done: bool, at: Value| {
        json!({
            "id": homework["id"], "text": "Read two pages", "isDone": done, "dueOn": "2026-11-23", "ringsAt": at,
        })
    };
    app.call("visit_line_update", with(false, json!(540)));
    app.clock.set("2026-11-23T09:00:00Z");
    assert_eq!(rings(&app), 1);
    app.call("visit_line_update", with(false, json!(600)));
    let done = app.call("visit_line_update", with(true, json!(600)));
    app.clock.set("2026-11-23T10:00:00Z");
    assert_eq!(rings(&app), 0, "done");
    undo(&app, &done);
    assert_eq!(rings(&app), 1, "not done after all");
    let late = with(false, json!(1_440));
    assert_eq!(
        app.refused("visit_line_update", late),
        ("invalid".into(), Some("ringsAt".into()))
    );
}

#[test]
fn the_log_offers_counts_and_picks_nothing() {
    let app = TestApp::open();
    let id = make(&app, "weekly", weekly(&[7], "2026-11-22", 10 * 60));
    assert_eq!(page(&app, &id)["topics"], json!([]));
    app.call("craving_log", crate::craving(json!(8)));
    app.call(
        "lapse_log",
        json!({ "goalId": null, "at": null, "note": "" }),
    );
    let read = page(&app, &id);
    assert_eq!(
        read["topics"],
        json!([{ "kind": "cravings", "count": 1, "strongest": 8 }, { "kind": "used", "days": 1 }])
    );
    assert_eq!(read["topicsFrom"], "2026-11-15");
    assert_eq!(read["agenda"], json!([]), "nothing is picked");
    app.clock.set("2026-11-22T12:00:00Z");
    let visit = page(&app, &id)["appointment"]["open"]["occurrence"].clone();
    answer(&app, &visit, "taken", "");
    assert_eq!(page(&app, &id)["topicsFrom"], "2026-11-22");
    assert_eq!(page(&app, &id)["topics"], json!([]), "since the last visit");
}

#[test]
fn doses_that_were_missed_or_late_and_meetings_are_offered_in_counts() {
    let app = TestApp::open();
    let id = make(&app, "weekly", weekly(&[7], "2026-11-29", 10 * 60));
    let day = medicines::daily(&[8 * 60]);
    medicines::add(&app, "Acamprosate", day);
    let meeting = my_meetings::saturday(&app);
    app.clock.set("2026-11-24T20:00:00Z");
    app.app().reminder_tend();
    assert_eq!(page(&app, &id)["topics"], json!([]), "nobody was asked");
    let week = json!({ "fromOn": "2026-11-22", "untilOn": "2026-11-24", "schedule": null });
    let doses = app.call("occurrence_list", week);
    let said = |at: usize, outcome: &str, more: Value| {
        let said = medicines::said(&doses[at]["occurrence"], outcome);
        app.call("dose_correct", crate::with(said, more));
    };
    said(0, "missed", json!({}));
    said(1, "taken", json!({ "at": "2026-11-23T13:00" }));
    said(2, "taken", json!({ "at": "2026-11-24T08:10" }));
    let there = json!({
        "name": "Quiet Herons", "way": "in_person", "place": "", "minutes": null, "moodBefore": null,
        "moodAfter": null, "role": "", "note": "", "at": "2026-11-22T19:00", "meetingId": meeting,
    });
    app.call("attendance_log", there);
    assert_eq!(
        page(&app, &id)["topics"],
        json!([
            { "kind": "missed_doses", "count": 1 },
            { "kind": "late_doses", "count": 1 },
            { "kind": "meetings", "count": 1 },
        ])
    );
}

#[test]
fn a_week_of_a_programme_is_one_write_and_one_undo() {
    let app = TestApp::open();
    let group = fields("Group", weekly(&[1, 3, 5], "2026-11-23", 9 * 60));
    let doctor = fields("Doctor", weekly(&[2], "2026-11-24", 11 * 60));
    let made = app.call(
        "programme_create",
        json!({ "appointments": [group, doctor] }),
    );
    assert_eq!(made["value"].as_array().unwrap().len(), 2);
    assert_eq!(list(&app).len(), 2);
    undo(&app, &made);
    assert_eq!(list(&app), [] as [Value; 0]);
    app.clock.set("2026-11-23T09:00:00Z");
    assert_eq!(rings(&app), 0);
    let good = fields("Good", weekly(&[1], "2026-11-23", 9 * 60));
    let bad = crate::with(good.clone(), json!({ "minutes": 0 }));
    let both = json!({ "appointments": [good, bad] });
    assert_eq!(
        app.refused("programme_create", both),
        ("invalid".into(), Some("minutes".into()))
    );
    assert_eq!(list(&app), [] as [Value; 0], "all of it or none");
    let none = json!({ "appointments": [] });
    assert_eq!(
        app.refused("programme_create", none).1,
        Some("appointments".into())
    );
}

#[test]
fn an_edit_moves_what_is_ahead_and_keeps_what_was() {
    let app = TestApp::open();
    let id = make(&app, "weekly", weekly(&[7], "2026-11-22", 10 * 60));
    line(&app, &id, "agenda", "The nights");
    app.clock.set("2026-11-22T12:00:00Z");
    let visit = page(&app, &id)["appointment"]["open"]["occurrence"].clone();
    answer(&app, &visit, "missed", "");
    let moved = crate::with(
        fields("weekly", weekly(&[3], "2026-11-22", 11 * 60)),
        json!({ "id": id }),
    );
    app.call("appointment_update", moved);
    let read = page(&app, &id);
    assert_eq!(
        read["appointment"]["next"]["occurrence"]["civil"],
        "2026-11-25T11:00:00"
    );
    assert_eq!(read["visits"][0]["occurrence"]["state"], "missed");
    assert_eq!(read["agenda"][0]["text"], "The nights", "it goes along");
    let ended = app.call("appointment_end", json!({ "id": id }));
    assert_eq!(page(&app, &id)["appointment"]["next"], Value::Null);
    undo(&app, &ended);
    assert_ne!(page(&app, &id)["appointment"]["next"], Value::Null);
}

#[test]
fn what_was_removed_comes_back_with_its_times_its_answers_and_its_words() {
    let app = TestApp::open();
    let id = make(&app, "weekly", weekly(&[7], "2026-11-22", 10 * 60));
    line(&app, &id, "agenda", "The nights");
    let homework = line(&app, &id, "homework", "Walk");
    let rings_too = json!({
        "id": homework["id"], "text": "Walk", "isDone": false, "dueOn": "2026-11-28", "ringsAt": 600,
    });
    app.call("visit_line_update", rings_too);
    app.clock.set("2026-11-22T12:00:00Z");
    let visit = page(&app, &id)["appointment"]["open"]["occurrence"].clone();
    answer(&app, &visit, "taken", "");
    let before = page(&app, &id);
    app.call("appointment_delete", json!({ "id": id }));
    assert_eq!(
        app.refused("appointment_get", json!({ "id": id, "beforeOn": null }))
            .0,
        "not_found"
    );
    let app = app.restarted();
    app.unlock();
    let removed = app.call("removed_list", json!({}));
    assert_eq!(removed[0]["what"]["type"], "appointment");
    assert_eq!(removed[0]["what"]["row"]["title"], "weekly");
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(page(&app, &id), before);
    app.clock.set("2026-11-28T10:00:00Z");
    assert_eq!(rings(&app), 1, "the homework rings again");
    app.clock.set("2026-11-29T10:00:00Z");
    assert!(rings(&app) > 0, "and the appointment");
}

#[test]
fn a_line_that_was_removed_comes_back_with_what_rings_for_it() {
    let app = TestApp::open();
    let id = make(&app, "later", once("2026-12-20", 10 * 60, Value::Null));
    let homework = line(&app, &id, "homework", "Read two pages");
    let rings_too = json!({
        "id": homework["id"], "text": "Read two pages", "isDone": false, "dueOn": "2026-11-23", "ringsAt": 540,
    });
    app.call("visit_line_update", rings_too);
    app.call("visit_line_delete", json!({ "id": homework["id"] }));
    let removed = app.call("removed_list", json!({}));
    let what = &removed[0]["what"];
    assert_eq!(
        (&what["type"], &what["row"]["text"]),
        (&json!("visit_line"), &json!("Read two pages"))
    );
    // Without its appointment it means nothing, and is there again with it.
    app.call("appointment_delete", json!({ "id": id }));
    let listed = |app: &TestApp| {
        let removed = app.call("removed_list", json!({}));
        let removed = removed.as_array().unwrap().iter();
        removed
            .map(|one| one["what"]["type"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(listed(&app), ["appointment"]);
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(listed(&app), ["visit_line"]);
    app.call("removed_restore", json!({ "id": homework["id"] }));
    app.clock.set("2026-11-23T09:00:00Z");
    assert_eq!(rings(&app), 1);
}

#[test]
fn an_undo_takes_nothing_with_it_that_was_written_since() {
    let app = TestApp::open();
    let made = app.call(
        "appointment_create",
        fields("later", once("2026-12-20", 600, Value::Null)),
    );
    let id = made["value"]["id"].clone();
    let homework = line(&app, &id, "homework", "Read two pages");
    let rings_too = json!({
        "id": homework["id"], "text": "Read two pages", "isDone": false, "dueOn": "2026-11-23", "ringsAt": 540,
    });
    app.call("visit_line_update", rings_too);
    let back = json!({ "changes": [made["change"]] });
    assert_eq!(app.refused("change_undo", back.clone()).0, "added_since");
    assert_eq!(page(&app, &id)["appointment"]["title"], "later");
    app.call("visit_line_delete", json!({ "id": homework["id"] }));
    app.call("change_undo", back);
    app.clock.set("2026-11-23T09:00:00Z");
    assert_eq!(rings(&app), 0, "and nothing rings for what is gone");
}

#[test]
fn a_person_who_goes_leaves_the_appointment() {
    let app = TestApp::open();
    let person = json!({ "name": "Ana", "role": "therapist", "phone": "", "message": "" });
    let ana = app.call("person_create", person)["value"]["id"].clone();
    let with = crate::with(
        fields("", once("2026-11-22", 600, Value::Null)),
        json!({ "personId": ana, "withWhom": "in words" }),
    );
    let id = app.call("appointment_create", with)["value"]["id"].clone();
    assert_eq!(page(&app, &id)["appointment"]["with"], "Ana");
    let gone = app.call("person_delete", json!({ "id": ana }));
    assert_eq!(page(&app, &id)["appointment"]["with"], "in words");
    undo(&app, &gone);
    assert_eq!(page(&app, &id)["appointment"]["with"], "Ana");
}

#[test]
fn the_link_of_the_appointment_in_view_may_be_opened_and_no_other() {
    let app = TestApp::open();
    let with = crate::with(
        fields("", once("2026-11-22", 600, Value::Null)),
        json!({ "link": "visit.example/room?k=1" }),
    );
    let id = app.call("appointment_create", with)["value"]["id"].clone();
    let other = make(&app, "other", once("2026-11-22", 600, Value::Null));
    assert_eq!(app.app().link_in_view(), None);
    page(&app, &id);
    assert_eq!(
        app.app().link_in_view().as_deref(),
        Some("https://visit.example/room?k=1")
    );
    page(&app, &other);
    assert_eq!(app.app().link_in_view(), None);
    page(&app, &id);
    app.call("vault_lock", json!({}));
    assert_eq!(app.app().link_in_view(), None);
}

#[test]
fn what_an_appointment_cannot_be_is_refused_by_field() {
    let app = TestApp::open();
    let good = || fields("x", once("2026-11-22", 600, Value::Null));
    let as_needed =
        json!({ "kind": "as_needed", "gap": null, "mostIn24Hours": null, "mostADay": null });
    for (change, field) in [
        (json!({ "title": "x".repeat(81) }), "title"),
        (json!({ "withWhom": "a\nb" }), "withWhom"),
        (json!({ "place": "x".repeat(501) }), "place"),
        (json!({ "link": "javascript:alert(1)" }), "link"),
        (json!({ "phone": "call me" }), "phone"),
        (json!({ "note": "a\0" }), "note"),
        (json!({ "minutes": 1_441 }), "minutes"),
        (json!({ "rule": as_needed }), "rule.kind"),
        (
            json!({ "rule": once("2026-11-22", 1_440, Value::Null) }),
            "rule.phases.0.times",
        ),
        (
            json!({ "rule": once("2026-11-22", 60, json!("Mars/Olympus")) }),
            "rule.zone",
        ),
        (json!({ "reminder": reminder(&[0]) }), "reminder.preAlerts"),
    ] {
        let refused = app.refused("appointment_create", crate::with(good(), change));
        assert_eq!(refused.1, Some(field.into()), "{field}");
    }
    assert_eq!(list(&app), [] as [Value; 0]);
    let id = make(&app, "x", once("2026-11-22", 600, Value::Null));
    let blank = json!({
        "appointmentId": id, "kind": "agenda", "occurrence": null, "text": " ", "isDone": false, "dueOn": null,
        "ringsAt": null,
    });
    assert_eq!(
        app.refused("visit_line_create", blank),
        ("answer_needed".into(), Some("text".into()))
    );
}

#[test]
fn nothing_of_an_appointment_is_in_a_notification() {
    let app = TestApp::open();
    make(&app, "Dr Secret", once("2026-11-22", 600, Value::Null));
    app.clock.set("2026-11-22T10:00:00Z");
    app.app().reminder_tend();
    let shown = format!("{:?}", app.notifier);
    assert!(shown.contains("Reminder"), "{shown}");
    assert!(!shown.contains("Secret"), "{shown}");
}

#[test]
fn what_lies_ahead_is_told_for_a_day_and_until_it_is_answered() {
    let app = TestApp::open();
    let id = make(&app, "soon", once("2026-11-23", 9 * 60, Value::Null));
    let ahead = |app: &TestApp| {
        let view = app.call("ahead_get", json!({}));
        view["appointments"].as_array().unwrap().len()
    };
    assert_eq!(ahead(&app), 0, "not before the day before");
    app.clock.set("2026-11-22T10:00:00Z");
    assert_eq!(ahead(&app), 1);
    app.clock.set("2026-11-24T10:00:00Z");
    assert_eq!(ahead(&app), 1, "it has no answer");
    let visit = page(&app, &id)["appointment"]["open"]["occurrence"].clone();
    answer(&app, &visit, "missed", "");
    assert_eq!(ahead(&app), 0);
}

#[test]
fn done_an_hour_before_is_heard_and_the_visit_rings_all_the_same() {
    let app = TestApp::open();
    let id = make(
        &app,
        "Blood test",
        once("2026-11-22", 10 * 60, json!("Europe/London")),
    );
    line(&app, &id, "agenda", "The nights");
    let at = |now: &str| {
        app.clock.set(now);
        app.app().reminder_tend();
        app.notifier.shown().len()
    };
    let press = || {
        let last = app.notifier.shown().pop().unwrap();
        // "OK" ahead of its time, "Done" then.
        let first = last.buttons[0].answer;
        assert!(app.app().notice_answer(last.id, first).unwrap());
    };
    assert_eq!(at("2026-11-22T09:00:00Z"), 1);
    press();
    assert_eq!(page(&app, &id)["agenda"][0]["text"], "The nights");
    assert_eq!(at("2026-11-22T10:00:00Z"), 2, "nobody has been there yet");
    app.clock.set("2026-11-22T11:30:00Z");
    press();
    let read = page(&app, &id);
    assert_eq!(read["agenda"], json!([]), "the agenda goes with the visit");
    assert_eq!(read["visits"][0]["lines"][0]["text"], "The nights");
    let state = &read["visits"][0]["occurrence"]["state"];
    assert_eq!(state, "taken", "nobody is late for a visit");
}
