//! Meetings of the person's own: typed in, kept from a list, changed, removed; when they are next, by two clocks.

use mainstay_support::TestApp;
use serde_json::{json, Value};
use std::fs;

/// Every week on a weekday (1 is Monday) at a minute of the day, by the clock of a place.
pub(crate) fn weekly(weekday: u8, minute: u16, zone: &str) -> Value {
    let phase = json!({
        "days": { "kind": "weeks", "every": 1, "weekdays": [weekday] }, "fromOn": "2026-11-01", "untilOn": null,
        "times": { "kind": "at", "minutes": [minute] },
    });
    json!({ "kind": "civil", "phases": [phase], "zone": zone })
}

pub(crate) fn meeting(name: &str) -> Value {
    json!({
        "name": name, "kind": "", "group": "", "way": "in_person", "place": "Upstairs hall", "address": "", "link": "",
        "phone": "", "joining": "", "notes": "", "minutes": 60, "isHomeGroup": false,
    })
}

pub(crate) fn with_times(meeting: Value, rules: &[Value]) -> Value {
    let times: Vec<Value> = rules
        .iter()
        .map(|rule| json!({ "schedule": null, "rule": rule }))
        .collect();
    crate::with(meeting, json!({ "times": times, "reminder": null }))
}

/// A meeting on Saturdays at 19:00 in London. Tests begin on Saturday, 21 November 2026.
pub(crate) fn saturday(app: &TestApp) -> Value {
    let rule = weekly(6, 19 * 60, "Europe/London");
    let made = app.call(
        "my_meeting_create",
        with_times(meeting("Quiet Herons"), &[rule]),
    );
    made["value"]["id"].clone()
}

pub(crate) fn get(app: &TestApp, id: &Value) -> Value {
    app.call("my_meeting_get", json!({ "id": id }))
}

pub(crate) fn due(app: &TestApp, hours: u16) -> Vec<Value> {
    let due = app.call("my_meeting_due_list", json!({ "hours": hours }));
    due["meetings"].as_array().unwrap().clone()
}

pub(crate) fn undo(app: &TestApp, change: &Value) {
    app.call("change_undo", json!({ "changes": [change] }));
}

fn utc(at: &Value) -> String {
    let at = chrono::DateTime::from_timestamp_millis(at.as_i64().unwrap()).unwrap();
    at.format("%m-%dT%H:%M").to_string()
}

/// The same meeting as a change of it.
fn change(app: &TestApp, id: &Value, change: Value) -> Value {
    let now = get(app, id);
    let mut request = now.clone();
    request["link"] = json!(now["link"].as_str().unwrap_or(""));
    request["placeInList"] = Value::Null;
    crate::with(request, change)
}

#[test]
fn a_meeting_is_typed_in_and_tells_when_it_is_next() {
    let app = TestApp::open();
    let rules = [
        weekly(1, 18 * 60 + 30, "Europe/London"),
        weekly(6, 19 * 60, "Europe/London"),
    ];
    app.call(
        "my_meeting_create",
        with_times(meeting("Quiet Herons"), &rules),
    );
    let app = app.restarted();
    app.unlock();
    let list = app.call("my_meeting_list", json!({}));
    let hit = &list["meetings"][0];
    assert_eq!(
        (&hit["name"], &hit["minutes"]),
        (&json!("Quiet Herons"), &json!(60))
    );
    assert_eq!(hit["times"].as_array().unwrap().len(), 2);
    assert_eq!(hit["times"][1]["rule"], rules[1], "as typed");
    assert_eq!(hit["reminder"]["preAlerts"], json!([30]));
    assert_eq!(utc(&hit["next"]["atMs"]), "11-21T19:00");
    assert_eq!(due(&app, 24).len(), 1);
    assert_eq!(due(&app, 168).len(), 2);
    // One without a time is by appointment, and never due.
    app.call(
        "my_meeting_create",
        with_times(meeting("By appointment"), &[]),
    );
    assert_eq!(due(&app, 168).len(), 2);
    let list = app.call("my_meeting_list", json!({}));
    assert_eq!(list["meetings"][1]["next"], Value::Null);
}

#[test]
fn it_rings_half_an_hour_before_and_at_its_start_or_never() {
    let app = TestApp::open();
    let id = saturday(&app);
    let rings = |at: &str| {
        app.clock.set(at);
        let look = app.app().reminder_look().unwrap();
        look.rings.len() + look.passed.len()
    };
    assert_eq!(rings("2026-11-21T18:29:00Z"), 0);
    assert_eq!(rings("2026-11-21T18:30:00Z"), 1);
    assert_eq!(rings("2026-11-21T19:00:00Z"), 1);
    let mut silent = get(&app, &id)["reminder"].clone();
    silent["silent"] = json!(true);
    let request = change(&app, &id, json!({ "reminder": silent }));
    app.call("my_meeting_update", request);
    for at in [
        "2026-11-28T18:30:00Z",
        "2026-11-28T19:00:00Z",
        "2026-12-10T19:00:00Z",
    ] {
        assert_eq!(rings(at), 0, "{at}");
    }
    let app = app.restarted();
    app.unlock();
    assert_eq!(get(&app, &id)["reminder"]["silent"], true);
    app.clock.set("2026-12-12T19:30:00Z");
    let due = due(&app, 24);
    assert_eq!(
        due.len(),
        1,
        "it is asked all the same whether one was there"
    );
    let answer = json!({ "occurrence": due[0]["occurrence"], "answer": "there" });
    assert_eq!(
        app.call("my_meeting_answer", answer)["attendance"]["name"],
        "Quiet Herons"
    );
}

#[test]
fn what_is_over_when_quiet_hours_end_does_not_ring_and_is_asked_about_in_the_app() {
    for locked in [false, true] {
        let app = TestApp::open();
        let night = json!({ "on": true, "from": 22 * 60, "until": 7 * 60 });
        app.call("settings_update", json!({ "quietHours": night }));
        let rule = weekly(7, 60, "Europe/London");
        let made = with_times(meeting("Quiet Herons"), &[rule]);
        app.call("my_meeting_create", made);
        if locked {
            app.call("vault_lock", json!({}));
        }
        for now in ["22T00:31:00Z", "22T01:01:00Z", "22T07:00:00Z"] {
            app.clock.set(&format!("2026-11-{now}"));
            app.app().reminder_tend();
        }
        let shown = app.notifier.shown();
        let titles: Vec<&str> = shown.iter().map(|one| one.title.as_str()).collect();
        let told = "1 reminder came while nothing could ring";
        assert_eq!(titles, [told], "locked: {locked}");
        if locked {
            app.unlock();
        }
        let due = due(&app, 1);
        assert_eq!((due.len(), &due[0]["said"]), (1, &json!("nothing")));
    }
}

#[test]
fn a_meeting_that_is_longer_now_rings_until_its_new_end() {
    let app = TestApp::open();
    let id = saturday(&app);
    let grace = |app: &TestApp| get(app, &id)["reminder"]["grace"].clone();
    assert_eq!(grace(&app), json!({ "kind": "minutes", "minutes": 60 }));
    let nothing = json!({ "minutes": 90, "times": null, "reminder": null });
    app.call("my_meeting_update", change(&app, &id, nothing));
    assert_eq!(grace(&app), json!({ "kind": "minutes", "minutes": 90 }));
}

#[test]
fn a_meeting_keeps_its_own_clock_when_the_person_travels() {
    let app = TestApp::open();
    let id = saturday(&app);
    app.clock.travel("Asia/Tokyo");
    let next = get(&app, &id)["next"].clone();
    assert_eq!(utc(&next["atMs"]), "11-21T19:00");
    assert_eq!(
        next["dayOn"], "2026-11-22",
        "by the clock here it is Sunday, 04:00"
    );
    assert_eq!(next["zone"], "Europe/London");
    // There and then: it is a Sunday of the person's own.
    app.clock.set("2026-11-21T20:00:00Z");
    let answer = json!({ "occurrence": next["occurrence"], "answer": "there" });
    let there = app.call("my_meeting_answer", answer)["attendance"].clone();
    assert_eq!(
        (&there["dayOn"], &there["zone"]),
        (&json!("2026-11-22"), &json!("Asia/Tokyo"))
    );
}

#[test]
fn in_the_week_of_a_clock_change_it_is_at_the_same_time_on_its_own_clock() {
    let app = TestApp::open();
    app.clock.set("2027-03-20T10:00:00Z");
    let rule = weekly(7, 19 * 60, "Europe/London");
    let made = app.call("my_meeting_create", with_times(meeting("Sunday"), &[rule]));
    let id = &made["value"]["id"];
    assert_eq!(utc(&get(&app, id)["next"]["atMs"]), "03-21T19:00");
    // British clocks go forward on 28 March 2027.
    app.clock.set("2027-03-22T10:00:00Z");
    assert_eq!(utc(&get(&app, id)["next"]["atMs"]), "03-28T18:00");
}

#[test]
fn times_change_from_now_on_and_what_was_answered_stays() {
    let app = TestApp::open();
    let id = saturday(&app);
    app.clock.set("2026-11-21T20:30:00Z");
    let asked = get(&app, &id)["past"][0].clone();
    let answer = json!({ "occurrence": asked["occurrence"], "answer": "there" });
    app.call("my_meeting_answer", answer);
    let schedule = get(&app, &id)["times"][0]["schedule"].clone();
    let moved = json!({ "schedule": schedule, "rule": weekly(2, 18 * 60, "Europe/London") });
    let written = app.call(
        "my_meeting_update",
        change(&app, &id, json!({ "name": "Herons", "times": [moved] })),
    );
    let now = get(&app, &id);
    assert_eq!(utc(&now["next"]["atMs"]), "11-24T18:00");
    assert_eq!((&now["attended"], &now["past"]), (&json!(1), &json!([])));
    assert_eq!(
        now["attendances"][0]["name"], "Quiet Herons",
        "what it was called then"
    );
    undo(&app, &written["change"]);
    let before = get(&app, &id);
    assert_eq!(
        (&before["name"], utc(&before["next"]["atMs"])),
        (&json!("Quiet Herons"), "11-28T19:00".into())
    );
    // A time that is left out ends.
    app.call(
        "my_meeting_update",
        change(&app, &id, json!({ "times": [] })),
    );
    assert_eq!(
        (get(&app, &id)["next"].clone(), due(&app, 168)),
        (Value::Null, vec![])
    );
    assert_eq!(get(&app, &id)["attended"], 1);
}

#[test]
fn a_removed_meeting_comes_back_with_its_times_and_answers() {
    let app = TestApp::open();
    let id = saturday(&app);
    app.clock.set("2026-11-21T20:30:00Z");
    let asked = get(&app, &id)["past"][0].clone();
    let answer = json!({ "occurrence": asked["occurrence"], "answer": "there" });
    app.call("my_meeting_answer", answer);
    let removed = app.call("my_meeting_delete", json!({ "id": id }));
    assert_eq!(
        app.refused("my_meeting_get", json!({ "id": id })).0,
        "not_found"
    );
    assert_eq!(due(&app, 168), [Value::Null; 0]);
    let log = app.call("journey_list", json!({ "before": null, "days": 5 }));
    let entry = &log["days"][0]["entries"][0];
    assert_eq!(
        (&entry["type"], &entry["entry"]["name"]),
        (&json!("attendance"), &json!("Quiet Herons"))
    );
    assert_eq!(entry["entry"]["meetingId"], Value::Null);
    undo(&app, &removed["change"]);
    let back = get(&app, &id);
    assert_eq!(
        (&back["attended"], utc(&back["next"]["atMs"])),
        (&json!(1), "11-28T19:00".into())
    );

    // And from what was removed.
    app.call("my_meeting_delete", json!({ "id": id }));
    let list = app.call("removed_list", json!({}));
    assert_eq!(
        (&list[0]["what"]["type"], &list[0]["what"]["row"]["name"]),
        (&json!("my_meeting"), &json!("Quiet Herons"))
    );
    app.call("removed_restore", json!({ "id": id }));
    let app = app.restarted();
    app.unlock();
    let back = get(&app, &id);
    assert_eq!(
        (&back["attended"], utc(&back["next"]["atMs"])),
        (&json!(1), "11-28T19:00".into())
    );
    assert_eq!(back["past"], json!([]), "its answers came back too");
}

#[test]
fn meetings_are_put_in_order() {
    let app = TestApp::open();
    let ids: Vec<Value> = ["One", "Two", "Three"]
        .map(|name| {
            app.call("my_meeting_create", with_times(meeting(name), &[]))["value"]["id"].clone()
        })
        .to_vec();
    app.call(
        "my_meeting_update",
        change(&app, &ids[2], json!({ "placeInList": 0 })),
    );
    let list = app.call("my_meeting_list", json!({}));
    let names: Vec<&str> = list["meetings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Three", "One", "Two"]);
}

#[test]
fn a_meeting_is_refused_by_its_field() {
    let app = TestApp::open();
    let refused = |change: Value| {
        let request = crate::with(with_times(meeting("Herons"), &[]), change);
        app.refused("my_meeting_create", request)
    };
    let time = |rule: Value| json!({ "times": [{ "schedule": null, "rule": rule }] });
    let floating = crate::with(weekly(1, 600, "UTC"), json!({ "zone": null }));
    for (change, field) in [
        (json!({ "name": " " }), "name"),
        (json!({ "name": "x".repeat(256) }), "name"),
        (json!({ "link": "javascript:alert(1)" }), "link"),
        (json!({ "link": "ftp://example.org" }), "link"),
        (json!({ "minutes": 0 }), "minutes"),
        (json!({ "minutes": 1441 }), "minutes"),
        (json!({ "phone": "one\ntwo" }), "phone"),
        (time(floating), "times.0.rule.zone"),
        (
            time(weekly(8, 600, "UTC")),
            "times.0.rule.phases.0.days.weekdays",
        ),
        (
            time(
                json!({ "kind": "as_needed", "gap": null, "mostIn24Hours": null, "mostADay": null }),
            ),
            "times.0.rule",
        ),
    ] {
        assert_eq!(
            refused(change.clone()).1.as_deref(),
            Some(field),
            "{change}"
        );
    }
    let eight = vec![json!({ "schedule": null, "rule": weekly(1, 600, "UTC") }); 8];
    assert_eq!(
        refused(json!({ "times": eight })).1.as_deref(),
        Some("times")
    );
    let list = app.call("my_meeting_list", json!({}));
    assert_eq!(list["meetings"], json!([]), "nothing of it was kept");
}

#[test]
fn one_time_has_one_place_among_the_times() {
    let app = TestApp::open();
    let id = saturday(&app);
    let schedule = get(&app, &id)["times"][0]["schedule"].clone();
    let time = json!({ "schedule": schedule, "rule": weekly(2, 600, "UTC") });
    let twice = change(&app, &id, json!({ "times": [time, time] }));
    let refused = app.refused("my_meeting_update", twice);
    assert_eq!(refused, ("invalid".into(), Some("times.1.schedule".into())));
}

#[test]
fn the_link_in_view_is_that_of_the_meeting_and_of_nothing_else() {
    let app = TestApp::open();
    let online = crate::with(
        with_times(meeting("Online"), &[]),
        json!({ "way": "online", "link": "https://example.org/room?pwd=1", "phone": "+44 20 7946 0018" }),
    );
    let id = app.call("my_meeting_create", online)["value"]["id"].clone();
    assert_eq!(app.app().link_in_view(), None);
    assert_eq!(get(&app, &id)["dialled"], "+442079460018");
    assert_eq!(
        app.app().link_in_view().as_deref(),
        Some("https://example.org/room?pwd=1")
    );
    let other = saturday(&app);
    get(&app, &other);
    assert_eq!(app.app().link_in_view(), None);
    get(&app, &id);
    app.call("vault_lock", json!({}));
    assert_eq!(app.app().link_in_view(), None);
}

/// A list with one meeting on Mondays (1 in this feed) at a time and a place.
fn list_with(time: &str, place: &str, updated: &str) -> String {
    json!([{
        "name": "Monday Herons", "slug": "monday-herons", "day": 1, "time": time, "end_time": "20:30",
        "timezone": "Europe/London", "location": place, "updated": updated,
        "conference_url": "https://example.org/room",
    }])
    .to_string()
}

fn import(app: &TestApp, text: &str, replaces: &Value) -> Value {
    let stick = tempfile::TempDir::new().unwrap();
    let path = stick.path().join("town.json");
    fs::write(&path, text).unwrap();
    app.places.give(Some(path));
    app.call("meeting_feed_choose", json!({}));
    let order = json!({ "name": "My town", "zone": "Europe/London", "replaces": replaces });
    app.call("meeting_feed_import", order)["feed"]["id"].clone()
}

fn listed(app: &TestApp) -> Value {
    let wish = json!({
        "words": "", "place": "", "day": null, "withinHours": null, "fromMinute": null, "untilMinute": null,
        "ways": [], "kinds": [], "after": null,
    });
    app.call("meeting_search", wish)["meetings"][0]["id"].clone()
}

#[test]
fn a_listed_meeting_is_kept_once() {
    let app = TestApp::open();
    import(
        &app,
        &list_with("19:00", "Hall", "2026-10-01 10:00:00"),
        &Value::Null,
    );
    let number = listed(&app);
    assert_eq!(
        app.call("meeting_get", json!({ "id": number }))["keptId"],
        Value::Null
    );
    let id = app.call("my_meeting_keep", json!({ "id": number }))["value"]["id"].clone();
    assert_eq!(
        app.call("meeting_get", json!({ "id": number }))["keptId"],
        id
    );
    assert_eq!(
        app.refused("my_meeting_keep", json!({ "id": number }))
            .1
            .as_deref(),
        Some("id")
    );
    let kept = get(&app, &id);
    assert_eq!(
        (&kept["name"], &kept["place"]),
        (&json!("Monday Herons"), &json!("Hall"))
    );
    assert_eq!(
        (&kept["minutes"], &kept["link"]),
        (&json!(90), &json!("https://example.org/room"))
    );
    assert_eq!(utc(&kept["next"]["atMs"]), "11-23T19:00");
    assert_eq!(kept["source"]["listedOn"], "2026-10-01");
    assert_eq!(kept["listed"], Value::Null);
}

/// The meeting of a list that was taken in, kept; and the list.
fn kept(app: &TestApp) -> (Value, Value) {
    let list = list_with("19:00", "Hall", "2026-10-01 10:00:00");
    let feed = import(app, &list, &Value::Null);
    let kept = app.call("my_meeting_keep", json!({ "id": listed(app) }));
    (kept["value"]["id"].clone(), feed)
}

#[test]
fn a_newer_list_is_told_once_and_taken_or_left() {
    let app = TestApp::open();
    let (id, feed) = kept(&app);
    // The same again tells nothing; another time and place do.
    import(
        &app,
        &list_with("19:00", "Hall", "2026-10-01 10:00:00"),
        &feed,
    );
    assert_eq!(get(&app, &id)["listed"], Value::Null);
    import(
        &app,
        &list_with("19:30", "Library", "2026-11-20 10:00:00"),
        &feed,
    );
    let told = get(&app, &id)["listed"].clone();
    assert_eq!(
        (&told["isAtAnotherTime"], &told["start"]),
        (&json!(true), &json!(19 * 60 + 30))
    );
    assert_eq!(
        (&told["place"], &told["link"]),
        (&json!("Library"), &Value::Null)
    );

    let left = app.call(
        "my_meeting_listed_update",
        json!({ "id": id, "take": false }),
    );
    assert_eq!(
        get(&app, &id)["listed"],
        Value::Null,
        "it is not told again"
    );
    assert_eq!(utc(&get(&app, &id)["next"]["atMs"]), "11-23T19:00");
    undo(&app, &left["change"]);
    let taken = app.call(
        "my_meeting_listed_update",
        json!({ "id": id, "take": true }),
    );
    let now = get(&app, &id);
    assert_eq!(
        (&now["place"], utc(&now["next"]["atMs"])),
        (&json!("Library"), "11-23T19:30".into())
    );
    assert_eq!(
        (&now["times"].as_array().unwrap().len(), &now["listed"]),
        (&1, &Value::Null)
    );
    let until_its_end = |minutes: u16| json!({ "kind": "minutes", "minutes": minutes });
    assert_eq!(now["reminder"]["grace"], until_its_end(60), "it is shorter");
    undo(&app, &taken["change"]);
    assert_eq!(get(&app, &id)["reminder"]["grace"], until_its_end(90));
    assert_eq!(utc(&get(&app, &id)["next"]["atMs"]), "11-23T19:00");
}

#[test]
fn what_no_list_has_any_more_stays_a_meeting() {
    let app = TestApp::open();
    let (id, feed) = kept(&app);
    // A list without it, and no list at all.
    import(
        &app,
        &list_with("19:30", "Library", "2026-11-20 10:00:00").replace("monday-herons", "another"),
        &feed,
    );
    assert_eq!(get(&app, &id)["listed"]["isGone"], true);
    app.call("meeting_feed_delete", json!({ "id": feed }));
    assert_eq!(get(&app, &id)["listed"], Value::Null);
    assert_eq!(
        get(&app, &id)["name"],
        "Monday Herons",
        "what is kept is a copy"
    );
}

#[test]
fn making_a_meeting_is_not_undone_once_it_has_a_time() {
    let app = TestApp::open();
    let made = app.call("my_meeting_create", with_times(meeting("Herons"), &[]));
    let id = &made["value"]["id"];
    let rule = weekly(6, 19 * 60, "Europe/London");
    let times = json!({ "times": [{ "schedule": null, "rule": rule }] });
    let timed = app.call("my_meeting_update", change(&app, id, times));
    let back = json!({ "changes": [made["change"]] });
    assert_eq!(app.refused("change_undo", back).0, "added_since");
    assert_eq!(get(&app, id)["times"].as_array().unwrap().len(), 1);
    // Both together, the newest last.
    let both = json!({ "changes": [made["change"], timed["change"]] });
    app.call("change_undo", both);
    assert_eq!(due(&app, 24), [Value::Null; 0]);
}
