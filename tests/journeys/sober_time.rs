use mainstay_support::TestApp;
use serde_json::{json, Value};

fn with_goal(started_at: &str) -> TestApp {
    let app = TestApp::open();
    app.call(
        "goal_create",
        json!({ "kind": "alcohol", "name": "", "direction": "abstain", "startedAt": started_at }),
    );
    app
}

fn numbers(app: &TestApp) -> Value {
    app.call("today_get", json!({}))["soberTimes"][0].clone()
}

fn lapse(app: &TestApp, at: Value) -> Value {
    app.call("lapse_log", json!({ "goalId": null, "at": at, "note": "" }))
}

#[test]
fn a_lapse_takes_its_own_day_and_undo_gives_it_back() {
    let app = with_goal("2026-04-24T08:00");
    let before = numbers(&app);
    assert_eq!(before["totalDays"], 212);
    let written = lapse(&app, json!(null));
    let after = numbers(&app);
    assert_eq!(
        (
            &after["totalDays"],
            &after["longestRunDays"],
            &after["currentRunDays"]
        ),
        (&json!(211), &json!(211), &json!(0))
    );
    assert_eq!(after["last30"]["soberDays"], 29);
    app.call("change_undo", json!({ "changes": [written["change"]] }));
    assert_eq!(numbers(&app), before, "every number is back");
}

#[test]
fn a_back_dated_lapse_changes_only_its_day() {
    let app = with_goal("2026-11-01T08:00");
    lapse(&app, json!("2026-11-10T23:30"));
    let after = numbers(&app);
    assert_eq!(
        (
            &after["totalDays"],
            &after["longestRunDays"],
            &after["currentRunDays"]
        ),
        (&json!(20), &json!(11), &json!(11))
    );
    let used: Vec<_> = after["last30"]["days"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|day| day["sober"] == false)
        .collect();
    assert_eq!(
        used,
        [&json!({ "dayOn": "2026-11-10", "sober": false, "over": false })]
    );
}

#[test]
fn a_check_in_that_says_used_is_an_answer_and_no_lapse() {
    let app = with_goal("2026-11-01T08:00");
    let before = numbers(&app);
    app.call(
        "check_in_log",
        crate::with(crate::check_in(json!(2), ""), json!({ "used": true })),
    );
    assert_eq!(numbers(&app), before);
}

#[test]
fn days_count_at_their_end_when_the_person_chose_so() {
    let app = with_goal("2026-11-21T08:00");
    assert_eq!(numbers(&app)["currentRunDays"], 1);
    app.call("settings_update", json!({ "firstDayCounts": false }));
    assert_eq!(numbers(&app)["currentRunDays"], 0);
    app.clock.advance(86_400);
    assert_eq!(numbers(&app)["currentRunDays"], 1);
}

#[test]
fn the_day_ends_at_the_persons_own_hour_and_what_is_logged_stays_on_its_day() {
    let app = TestApp::open();
    app.call("settings_update", json!({ "dayStartHour": 4 }));
    app.clock.set("2026-11-22T02:00:00Z");
    let late = app.call("check_in_log", crate::check_in(json!(3), ""));
    assert_eq!(late["value"]["dayOn"], "2026-11-21");
    app.call("settings_update", json!({ "dayStartHour": 0 }));
    let list = app.call("journey_list", json!({ "before": null, "days": 7 }));
    assert_eq!(
        list["days"][0]["dayOn"], "2026-11-21",
        "a later choice moves nothing"
    );
}

#[test]
fn travel_keeps_each_entry_on_the_day_where_it_was_logged() {
    let app = with_goal("2026-11-20T08:00");
    app.clock.set("2026-11-21T23:30:00Z");
    let home = app.call("check_in_log", crate::check_in(json!(3), ""));
    app.clock.travel("Pacific/Auckland");
    let away = app.call("check_in_log", crate::check_in(json!(4), ""));
    assert_eq!(
        (&home["value"]["dayOn"], &away["value"]["dayOn"]),
        (&json!("2026-11-21"), &json!("2026-11-22"))
    );
    assert_eq!(away["value"]["zone"], "Pacific/Auckland");
    assert_eq!(numbers(&app)["currentRunDays"], 3);
    app.clock.travel("America/Los_Angeles");
    assert_eq!(
        numbers(&app)["currentRunDays"],
        2,
        "back where it is still the 21st"
    );
}

#[test]
fn a_goal_may_start_in_the_future_but_not_in_2106() {
    let app = with_goal("2026-11-24T09:00");
    let ahead = numbers(&app);
    assert_eq!(
        (&ahead["phase"], &ahead["daysUntilStart"]),
        (&json!("not_started"), &json!(3))
    );
    let refusal = app.refused("goal_create", json!({ "kind": "other", "name": "", "direction": "abstain", "startedAt": "2106-01-01T00:00" }));
    assert_eq!(
        refusal,
        ("date_out_of_range".into(), Some("startedAt".into()))
    );
}

#[test]
fn with_one_goal_nobody_is_asked_which_and_with_two_a_lapse_belongs_to_the_one_named() {
    let app = with_goal("2026-11-01T08:00");
    let first = lapse(&app, json!(null));
    assert_eq!(
        first["value"]["goalId"],
        app.call("goal_list", json!({}))[0]["id"]
    );
    let second = app.call("goal_create", json!({ "kind": "nicotine", "name": "vaping", "direction": "reduce", "startedAt": "2026-11-01T08:00" }));
    app.call(
        "lapse_log",
        json!({ "goalId": second["value"]["id"], "at": "2026-11-15T12:00", "note": "" }),
    );
    let times = app.call("today_get", json!({}))["soberTimes"].clone();
    assert_eq!(
        (&times[0]["totalDays"], &times[1]["totalDays"]),
        (&json!(20), &json!(20))
    );
    assert_eq!(
        (&times[0]["currentRunDays"], &times[1]["currentRunDays"]),
        (&json!(0), &json!(6))
    );
}

#[test]
fn with_several_goals_a_lapse_names_one_and_without_any_none() {
    let app = TestApp::open();
    assert_eq!(lapse(&app, json!(null))["value"]["goalId"], json!(null));
    for kind in ["alcohol", "nicotine"] {
        let goal = json!({ "kind": kind, "name": "", "direction": "abstain", "startedAt": "2026-11-01T08:00" });
        app.call("goal_create", goal);
    }
    let refusal = app.refused(
        "lapse_log",
        json!({ "goalId": null, "at": null, "note": "" }),
    );
    assert_eq!(refusal, ("invalid".into(), Some("goalId".into())));
}

#[test]
fn a_goal_starts_on_the_date_that_was_named_whatever_hour_the_day_begins_at() {
    let app = TestApp::open();
    app.call("settings_update", json!({ "dayStartHour": 4 }));
    app.clock.set("2026-11-21T02:00:00Z");
    let start = |at: &str| {
        let goal = json!({ "kind": "other", "name": "", "direction": "abstain", "startedAt": at });
        app.call("goal_create", goal)["value"]["startedOn"].clone()
    };
    assert_eq!(start("2026-11-10T00:00"), "2026-11-10");
    assert_eq!(
        start("2026-11-21T01:30"),
        "2026-11-20",
        "it is still yesterday for them"
    );
    assert_eq!(
        start("2026-11-21T09:00"),
        "2026-11-21",
        "a start ahead keeps its date"
    );
}

#[test]
fn removing_a_goal_keeps_what_was_logged_and_undo_ties_it_again() {
    let app = with_goal("2026-11-01T08:00");
    let goal = app.call("goal_list", json!({}))[0]["id"].clone();
    lapse(&app, json!(null));
    app.call(
        "craving_log",
        crate::with(crate::craving(json!(5)), json!({ "goalId": goal })),
    );
    let before = app.call("journey_list", json!({ "before": null, "days": 7 }));
    let removed = app.call("goal_delete", json!({ "id": goal }));
    let without = app.call("journey_list", json!({ "before": null, "days": 7 }));
    assert_eq!(without["days"][0]["entries"].as_array().unwrap().len(), 2);
    assert_eq!(
        without["days"][0]["entries"][0]["entry"]["goalId"],
        json!(null)
    );
    app.call("change_undo", json!({ "changes": [removed["change"]] }));
    assert_eq!(
        app.call("journey_list", json!({ "before": null, "days": 7 })),
        before
    );
}
