//! Coping dates: thought through ahead, near from the day before, asked about afterwards.

use mainstay_support::TestApp;
use serde_json::{json, Value};

pub(crate) fn date(name: &str, on: &str, repeat: &str) -> Value {
    json!({
        "kind": "payday", "name": name, "dayOn": on, "untilOn": null, "repeat": repeat, "hard": "", "plan": "",
        "exitLine": "", "personId": null, "alertDays": 1, "alertAt": 540, "checkAt": 1_200,
    })
}

pub(crate) fn make(app: &TestApp, date: Value) -> Value {
    app.call("coping_date_create", date)["value"]["id"].clone()
}

fn list(app: &TestApp) -> Vec<Value> {
    let list = app.call("coping_date_list", json!({}));
    list["dates"].as_array().unwrap().clone()
}

fn near(app: &TestApp) -> Vec<Value> {
    let view = app.call("ahead_get", json!({}));
    view["copingDates"].as_array().unwrap().clone()
}

fn rings(app: &TestApp) -> usize {
    app.app().reminder_look().unwrap().rings.len()
}

fn undo(app: &TestApp, written: &Value) {
    app.call("change_undo", json!({ "changes": [written["change"]] }));
}

#[test]
fn a_plan_is_kept_and_near_from_the_day_before_until_it_was_told_how_it_went() {
    let app = TestApp::open();
    let person = json!({ "name": "Sam", "role": "friend", "phone": "555 0101", "message": "" });
    let sam = app.call("person_create", person)["value"]["id"].clone();
    let plan = json!({
        "hard": "Everybody drinks.", "plan": "Stand by the door.", "exitLine": "I have an early start.",
        "personId": sam, "kind": "wedding",
    });
    let id = make(
        &app,
        crate::with(date("Lee's wedding", "2026-11-28", "once"), plan),
    );
    let app = app.restarted();
    app.unlock();
    assert_eq!(near(&app), [] as [Value; 0]);
    app.clock.set("2026-11-27T08:00:00Z");
    let now = &near(&app)[0];
    assert_eq!(now["plan"], "Stand by the door.");
    assert_eq!(now["exitLine"], "I have an early start.");
    assert_eq!(now["person"]["dialled"], "5550101");
    assert_eq!(now["near"]["isOver"], json!(false));
    // From the hour that was set, the question is there.
    for (at, is_over) in [("19:59:59", false), ("20:00:00", true), ("23:00:00", true)] {
        app.clock.set(&format!("2026-11-28T{at}Z"));
        assert_eq!(near(&app)[0]["near"]["isOver"], json!(is_over), "{at}");
        assert_eq!(list(&app)[0]["near"]["isOver"], json!(is_over), "{at}");
    }
    app.clock.set("2026-11-29T08:00:00Z");
    assert_eq!(near(&app)[0]["near"]["isOver"], json!(true));
    let review = json!({ "copingDateId": id, "dayOn": "2026-11-28", "helped": true, "note": "Left at ten." });
    let told = app.call("coping_review_update", review.clone());
    assert_eq!(near(&app), [] as [Value; 0]);
    let again = app.call("coping_review_update", review);
    assert_eq!(told["value"]["id"], again["value"]["id"]);
    assert_eq!(list(&app)[0]["reviews"][0]["note"], "Left at ten.");
    undo(&app, &again);
    undo(&app, &told);
    assert_eq!(near(&app).len(), 1);
    app.clock.set("2026-12-02T08:00:00Z");
    assert_eq!(
        near(&app),
        [] as [Value; 0],
        "it is not asked about for ever"
    );
}

#[test]
fn one_that_is_not_to_be_asked_about_is_near_until_its_end() {
    let app = TestApp::open();
    for (name, until) in [("Payday", Value::Null), ("Trip", json!("2026-11-30"))] {
        let silent = json!({ "checkAt": null, "untilOn": until });
        make(&app, crate::with(date(name, "2026-11-28", "once"), silent));
    }
    let names = |at| {
        app.clock.set(at);
        let near = near(&app).into_iter();
        near.map(|one| one["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(names("2026-11-28T20:00:00Z"), ["Payday", "Trip"]);
    assert_eq!(names("2026-11-29T08:00:00Z"), ["Trip"]);
    assert_eq!(names("2026-12-01T08:00:00Z"), [] as [&str; 0]);
}

#[test]
fn it_rings_the_day_before_on_the_day_and_after_it_and_names_nothing() {
    let app = TestApp::open();
    make(&app, date("Secret payday", "2026-11-30", "monthly"));
    for (at, count) in [
        ("2026-11-29T08:59:59Z", 0),
        ("2026-11-29T09:00:00Z", 1),
        ("2026-11-30T09:00:00Z", 1),
        ("2026-11-30T20:00:00Z", 1),
        ("2026-12-29T09:00:00Z", 1),
        ("2026-12-30T09:00:00Z", 1),
    ] {
        app.clock.set(at);
        assert_eq!(rings(&app), count, "{at}");
    }
    app.app().reminder_tend();
    assert!(!format!("{:?}", app.notifier).contains("Secret"));
}

#[test]
fn an_edit_changes_what_rings_and_an_undo_brings_it_back() {
    let app = TestApp::open();
    let id = make(&app, date("x", "2026-11-23", "once"));
    let silent = crate::with(
        date("x", "2026-11-23", "once"),
        json!({ "id": id, "alertAt": null, "checkAt": null }),
    );
    let changed = app.call("coping_date_update", silent);
    app.clock.set("2026-11-22T09:00:00Z");
    assert_eq!(rings(&app), 0);
    undo(&app, &changed);
    assert_eq!(rings(&app), 1);
}

#[test]
fn what_was_removed_comes_back_with_what_rings_and_how_it_went() {
    let app = TestApp::open();
    let id = make(&app, date("x", "2026-11-21", "monthly"));
    let review =
        json!({ "copingDateId": id, "dayOn": "2026-11-21", "helped": null, "note": "Quiet." });
    app.call("coping_review_update", review);
    let before = list(&app);
    app.call("coping_date_delete", json!({ "id": id }));
    assert_eq!(list(&app), [] as [Value; 0]);
    let removed = app.call("removed_list", json!({}));
    assert_eq!(removed[0]["what"]["type"], "coping_date");
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(list(&app), before);
    app.clock.set("2026-12-21T09:00:00Z");
    assert_eq!(rings(&app), 1);
}

#[test]
fn the_next_one_stands_first_and_those_that_are_over_last() {
    let app = TestApp::open();
    for (name, on, repeat) in [
        ("over", "2026-01-05", "once"),
        ("later", "2027-01-05", "once"),
        ("each year", "2020-12-24", "yearly"),
        ("each month", "2026-01-31", "monthly"),
    ] {
        make(&app, date(name, on, repeat));
    }
    let names: Vec<_> = list(&app)
        .iter()
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["each month", "each year", "later", "over"]);
    assert_eq!(list(&app)[0]["nextOn"], "2026-11-30");
    assert_eq!(list(&app)[3]["nextOn"], Value::Null);
}

#[test]
fn what_does_not_fit_is_refused_by_field() {
    let app = TestApp::open();
    for (change, code, field) in [
        (json!({ "name": "x".repeat(81) }), "too_long", "name"),
        (
            json!({ "exitLine": "x".repeat(501) }),
            "too_long",
            "exitLine",
        ),
        (json!({ "plan": "a\u{7}" }), "unreadable_text", "plan"),
        (json!({ "hard": "a\u{7}" }), "unreadable_text", "hard"),
        (json!({ "dayOn": "2206-01-01" }), "date_too_far", "dayOn"),
        (
            json!({ "untilOn": "2026-11-01" }),
            "ends_before_start",
            "untilOn",
        ),
        (json!({ "alertDays": 15 }), "invalid", "alertDays"),
        (json!({ "checkAt": 1_440 }), "invalid", "checkAt"),
    ] {
        let request = crate::with(date("x", "2026-12-01", "once"), change);
        let refused = app.refused("coping_date_create", request);
        assert_eq!(refused, (code.into(), Some(field.into())), "{field}");
    }
    let id = make(&app, date("x", "2026-12-01", "once"));
    for day in ["2026-11-30", "2026-12-01"] {
        let review = json!({ "copingDateId": id, "dayOn": day, "helped": null, "note": "" });
        assert_eq!(
            app.refused("coping_review_update", review),
            ("date_out_of_range".into(), Some("dayOn".into())),
            "{day} is no such day, or has not come"
        );
    }
}
