//! The diary card: a week of the log on one page, and what somebody says about a day of it.

use mainstay_support::TestApp;
use serde_json::{json, Value};

/// The card of the week of a day, where weeks start on Monday.
fn card(app: &TestApp, day: Value) -> Value {
    app.call("diary_card_get", json!({ "dayOn": day, "weekStartsOn": 1 }))
}

/// The day of a card with that date.
fn day<'a>(card: &'a Value, on: &str) -> &'a Value {
    let days = card["days"].as_array().unwrap();
    days.iter().find(|day| day["dayOn"] == on).unwrap()
}

fn about(on: &str, skill: Value, note: &str) -> Value {
    json!({ "dayOn": on, "skill": skill, "note": note })
}

fn check_in(app: &TestApp, at: &str, fields: Value) {
    let said = crate::with(crate::check_in(json!(3), ""), json!({ "at": at }));
    app.call("check_in_log", crate::with(said, fields));
}

fn craving(app: &TestApp, at: &str, fields: Value) {
    let said = crate::with(crate::craving(json!(7)), json!({ "at": at }));
    app.call("craving_log", crate::with(said, fields));
}

fn search(app: &TestApp, text: &str) -> Value {
    let request = json!({
        "text": text, "kinds": ["diary_note"], "from": null, "to": null, "before": null, "limit": 20,
    });
    app.call("search_list", request)["found"].clone()
}

/// Today is Saturday, 21 November 2026.
fn lived() -> TestApp {
    let app = TestApp::open();
    let triggers = app.call("trigger_list", json!({}));
    let named = |key: &str| {
        let all = triggers.as_array().unwrap();
        all.iter().find(|one| one["key"] == key).unwrap()["id"].clone()
    };
    check_in(
        &app,
        "2026-11-16T09:00",
        json!({ "mood": 2, "sleepMinutes": 400 }),
    );
    let lonely = json!({ "hungry": null, "angry": 0, "lonely": 2, "tired": null });
    check_in(
        &app,
        "2026-11-16T20:00",
        json!({ "mood": 4, "halt": lonely }),
    );
    craving(
        &app,
        "2026-11-16T21:00",
        json!({ "triggers": [named("sad"), named("lonely"), named("home")], "tool": "urge_wave",
            "strengthAfter": 3, "acted": false }),
    );
    craving(
        &app,
        "2026-11-18T21:00",
        json!({ "strengthBefore": 9, "acted": true }),
    );
    app.call(
        "lapse_log",
        json!({ "goalId": null, "at": "2026-11-18T22:00", "note": "" }),
    );
    app
}

#[test]
fn a_week_is_filled_from_the_log() {
    let app = lived();
    let card = card(&app, json!(null));
    assert_eq!(
        (&card["firstOn"], &card["lastOn"], &card["today"]),
        (
            &json!("2026-11-16"),
            &json!("2026-11-22"),
            &json!("2026-11-21")
        )
    );
    let monday = day(&card, "2026-11-16");
    for (field, expected) in [
        ("checkIns", json!(2)),
        ("moodLow", json!(2)),
        ("moodHigh", json!(4)),
        ("cravings", json!(1)),
        ("strongest", json!(7)),
        ("acted", json!(0)),
        ("actedOf", json!(1)),
        ("sleepMinutes", json!(400)),
        ("used", json!(null)),
    ] {
        assert_eq!(monday[field], expected, "{field}");
    }
    let felt = monday["feelings"].as_array().unwrap();
    let times: Vec<_> = felt.iter().map(|one| &one["times"]).collect();
    assert_eq!(times, [2, 1], "lonely twice, sad once, home is none");
    assert_eq!(monday["skills"][0]["of"], "urge_wave");
    let wednesday = day(&card, "2026-11-18");
    assert_eq!(
        (&wednesday["acted"], &wednesday["lapses"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(
        card["missing"],
        json!(["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"]),
        "not today, which is not over, and not tomorrow"
    );
    assert_eq!(day(&card, "2026-11-22")["isAhead"], true);
    assert_eq!(day(&card, "2026-11-17")["isLogged"], false);
}

#[test]
fn who_flew_west_over_midnight_finds_the_day_on_which_they_logged() {
    let app = TestApp::open();
    app.clock.travel("Pacific/Auckland");
    app.clock.set("2026-11-22T12:30:00Z");
    app.call("check_in_log", crate::check_in(json!(4), ""));
    app.clock.travel("America/Los_Angeles");
    let here = card(&app, json!(null));
    assert_eq!(
        (&here["today"], &here["lastOn"], &here["lastEntryOn"]),
        (
            &json!("2026-11-22"),
            &json!("2026-11-22"),
            &json!("2026-11-23")
        ),
        "their Monday lies in the week after"
    );
    let next = card(&app, json!("2026-11-23"));
    let monday = day(&next, "2026-11-23");
    assert_eq!(
        (&monday["isAhead"], &monday["moodLow"]),
        (&json!(false), &json!(4))
    );
    assert_eq!(day(&next, "2026-11-24")["isAhead"], true);
}

#[test]
fn a_week_starts_where_the_person_lives_and_is_found_by_any_day_of_it() {
    let app = lived();
    let of = |on: &str, starts: i64| {
        let request = json!({ "dayOn": on, "weekStartsOn": starts });
        app.call("diary_card_get", request)["firstOn"].clone()
    };
    assert_eq!(of("2026-11-22", 1), "2026-11-16");
    assert_eq!(of("2026-11-22", 7), "2026-11-22");
    assert_eq!(of("2026-11-20", 6), "2026-11-14");
    let before = card(&app, json!("2026-11-09"));
    assert_eq!(before["firstEntryOn"], "2026-11-16");
    assert_eq!(before["missing"], json!([]), "before the first entry");
    assert_eq!(before["week"]["cravings"], 0);
}

#[test]
fn what_is_said_about_a_day_is_kept_changed_found_and_undone() {
    let app = lived();
    let said = app.call(
        "diary_note_log",
        about("2026-11-18", json!("not_thought_of"), ""),
    );
    let id = said["value"]["id"].clone();
    let more = json!({ "id": id, "skill": "used", "note": "rang the quokka hotline" });
    let more = app.call("diary_note_update", more);
    let app = app.restarted();
    app.unlock();
    let now = card(&app, json!("2026-11-18"));
    assert_eq!(day(&now, "2026-11-18")["note"], more["value"]);
    assert_eq!(now["week"]["skillDays"], 2);
    assert_eq!(search(&app, "quok"), 1);
    let page = app.call("journey_list", json!({ "before": null, "days": 31 }));
    let entries = page["days"][0]["entries"].as_array().unwrap();
    assert!(
        entries.iter().any(|entry| entry["type"] == "diary_note"),
        "it stands on the day that it is about: {page}"
    );
    app.call("change_undo", json!({ "changes": [more["change"]] }));
    assert_eq!(search(&app, "quok"), 0);
    let now = card(&app, json!("2026-11-18"));
    assert_eq!(
        day(&now, "2026-11-18")["note"]["skill"],
        json!("not_thought_of")
    );
}

#[test]
fn what_was_said_comes_back_after_it_was_removed_and_can_be_what_it_was() {
    let app = lived();
    let first = app.call(
        "diary_note_log",
        about("2026-11-17", json!("not_wanted"), "too tired"),
    );
    let id = first["value"]["id"].clone();
    let other = json!({ "id": id, "skill": "used", "note": "walked" });
    app.call("diary_note_update", other);
    let history = app.call("history_get", json!({ "kind": "diary_note", "id": id }));
    let was = &history[1];
    assert_eq!(was["entry"]["entry"], first["value"]);
    app.call(
        "history_restore",
        json!({ "kind": "diary_note", "id": id, "change": was["change"] }),
    );
    app.call("diary_note_delete", json!({ "id": id }));
    assert_eq!(search(&app, "tired"), 0);
    let removed = app.call("removed_list", json!({}));
    assert_eq!(removed[0]["what"]["row"]["entry"], first["value"]);
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(search(&app, "tired"), 1);
}

#[test]
fn a_day_has_one_answer_and_none_is_written_over() {
    let app = lived();
    let said = app.call("diary_note_log", about("2026-11-17", json!("used"), "one"));
    let again = about("2026-11-17", json!("not_needed"), "two");
    assert_eq!(app.refused("diary_note_log", again.clone()).0, "day_taken");
    let removed = app.call("diary_note_delete", json!({ "id": said["value"]["id"] }));
    app.call("diary_note_log", again);
    let id = &said["value"]["id"];
    for (command, request, code) in [
        ("removed_restore", json!({ "id": id }), "day_taken"),
        (
            "change_undo",
            json!({ "changes": [removed["change"]] }),
            "conflict",
        ),
    ] {
        assert_eq!(app.refused(command, request).0, code, "{command}");
    }
    let now = card(&app, json!("2026-11-17"));
    let newer = &day(&now, "2026-11-17")["note"];
    assert_eq!(newer["note"], "two");
    app.call("diary_note_delete", json!({ "id": newer["id"] }));
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(search(&app, "one"), 1, "what the words say helps");
}

#[test]
fn a_note_of_which_nothing_is_left_is_removed_and_comes_back() {
    let app = lived();
    let said = app.call("diary_note_log", about("2026-11-17", Value::Null, "one"));
    let id = &said["value"]["id"];
    let emptied = json!({ "id": id, "skill": null, "note": " \u{200b}" });
    let emptied = app.call("diary_note_update", emptied);
    let now = card(&app, json!("2026-11-17"));
    assert_eq!(day(&now, "2026-11-17")["note"], Value::Null);
    assert_eq!(search(&app, "one"), 0);
    app.call("change_undo", json!({ "changes": [emptied["change"]] }));
    let now = card(&app, json!("2026-11-17"));
    assert_eq!(day(&now, "2026-11-17")["note"], said["value"]);
}

#[test]
fn days_are_those_of_the_persons_own_clock() {
    let app = TestApp::open();
    app.call("settings_update", json!({ "dayStartHour": 4 }));
    // The night in which clocks go back in London: 1:30 comes twice, and both are of Saturday.
    for now in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"] {
        app.clock.set(now);
        app.unlock();
        app.call("craving_log", crate::craving(json!(5)));
    }
    // Three in the night of Monday is still of Sunday, and of the week before.
    app.clock.set("2026-10-26T03:00:00Z");
    app.unlock();
    app.call("craving_log", crate::craving(json!(8)));
    let now = card(&app, json!(null));
    assert_eq!(now["today"], "2026-10-25", "the day is not over at three");
    assert_eq!(now["firstOn"], "2026-10-19");
    assert_eq!(day(&now, "2026-10-24")["cravings"], 2);
    assert_eq!(day(&now, "2026-10-25")["cravings"], 1);
    // On the other side of the world nothing moves.
    app.clock.set("2026-10-26T12:00:00Z");
    app.clock.travel("Pacific/Auckland");
    app.unlock();
    let after = card(&app, json!("2026-10-24"));
    assert_eq!(after["days"][5], now["days"][5]);
    assert_eq!(after["days"][6]["cravings"], 1);
    assert_eq!(card(&app, json!(null))["firstOn"], "2026-10-26");
}

/// A request that makes no sense, the code of its refusal, and the field that is named.
type Odd = (&'static str, Value, &'static str, &'static str);

fn odd_requests() -> Vec<Odd> {
    let long = "x".repeat(20_001);
    vec![
        (
            "diary_card_get",
            json!({ "dayOn": null, "weekStartsOn": 0 }),
            "invalid",
            "weekStartsOn",
        ),
        (
            "diary_card_get",
            json!({ "dayOn": "1899-12-31", "weekStartsOn": 1 }),
            "date_too_far",
            "dayOn",
        ),
        (
            "diary_card_get",
            json!({ "dayOn": "2099-12-31", "weekStartsOn": 1 }),
            "date_too_far",
            "dayOn",
        ),
        (
            "diary_note_log",
            about("2026-11-20", json!(null), ""),
            "invalid",
            "skill",
        ),
        (
            "diary_note_log",
            about("2026-11-22", json!("used"), ""),
            "date_out_of_range",
            "dayOn",
        ),
        (
            "diary_note_log",
            about("1800-01-01", json!("used"), ""),
            "date_too_far",
            "dayOn",
        ),
        (
            "diary_note_log",
            about("2026-11-20", json!(null), &long),
            "too_long",
            "note",
        ),
        (
            "diary_note_log",
            about("2026-11-20", json!(null), "a\0b"),
            "unreadable_text",
            "note",
        ),
    ]
}

#[test]
fn what_makes_no_sense_is_refused_by_name() {
    let app = lived();
    for (command, request, code, field) in odd_requests() {
        let refused = app.refused(command, request.clone());
        assert_eq!(refused, (code.into(), Some(field.into())), "{request:.80}");
    }
    for (command, request) in [
        (
            "diary_card_get",
            json!({ "dayOn": "soon", "weekStartsOn": 1 }),
        ),
        ("diary_card_get", json!({ "dayOn": null })),
        ("diary_note_log", about("2026-11-20", json!("because"), "")),
    ] {
        assert_eq!(app.refused(command, request).0, "invalid", "{command}");
    }
    let gone = json!({ "id": "019a45b6-4500-7303-8303-030303030303", "skill": null, "note": "" });
    assert_eq!(
        app.refused("diary_note_update", gone.clone()).0,
        "not_found"
    );
    assert_eq!(app.refused("diary_note_delete", gone).0, "not_found");
    assert_eq!(
        card(&app, json!(null))["days"][4]["note"],
        json!(null),
        "and nothing was kept"
    );
}

#[test]
fn while_locked_the_card_says_so() {
    let app = lived();
    app.call("vault_lock", json!({}));
    let shut = json!({ "dayOn": null, "weekStartsOn": 1 });
    assert_eq!(app.refused("diary_card_get", shut).0, "locked");
    let shut = about("2026-11-20", json!("used"), "");
    assert_eq!(app.refused("diary_note_log", shut).0, "locked");
}

#[test]
fn doses_stand_on_their_day_by_what_became_of_them() {
    use crate::medicines::{add, as_needed, daily, first, ring, said};
    let app = TestApp::open();
    add(&app, "Calm", daily(&[20 * 60, 21 * 60]));
    let needed = add(&app, "Head", as_needed());
    let schedule = &needed["value"]["schedules"][0]["id"];
    let take = json!({ "schedule": schedule, "at": null, "note": "", "site": "" });
    app.call("dose_take", take);
    // Ahead of its time, and told at once.
    app.call("dose_answer", said(&first(&app, "planned"), "skipped"));
    let none =
        json!({ "taken": 0, "late": 0, "skipped": 0, "missed": 0, "unrecorded": 0, "asNeeded": 0 });
    let saturday = card(&app, json!(null))["days"][5].clone();
    let so_far = crate::with(none.clone(), json!({ "skipped": 1, "asNeeded": 1 }));
    assert_eq!(
        (&saturday["doses"], &saturday["isLogged"]),
        (&so_far, &json!(true))
    );
    ring(&app, "2026-11-21T21:00:00Z");
    ring(&app, "2026-11-22T12:00:00Z");
    let days = card(&app, json!("2026-11-21"))["days"].clone();
    let missed = crate::with(so_far, json!({ "missed": 1 }));
    assert_eq!((&days[5]["doses"], &days[6]["doses"]), (&missed, &none));
}

#[test]
fn meetings_stand_on_their_day_and_make_it_a_logged_one() {
    let app = TestApp::open();
    for at in ["2026-11-19T19:00", "2026-11-19T21:00"] {
        let request = json!({
            "at": at, "meetingId": null, "name": "Harbour group", "way": "in_person", "place": "", "minutes": null,
            "moodBefore": null, "moodAfter": null, "role": "", "note": "",
        });
        app.call("attendance_log", request);
    }
    let days = card(&app, json!("2026-11-19"))["days"].clone();
    assert_eq!(
        (&days[3]["meetings"], &days[3]["isLogged"]),
        (&json!(2), &json!(true))
    );
    assert_eq!(
        (&days[4]["meetings"], &days[4]["isLogged"]),
        (&json!(0), &json!(false))
    );
}
