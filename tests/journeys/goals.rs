//! Sober time in full: pausing, ending and reopening a goal, stays, limits and uses, savings, milestones.

use mainstay_support::TestApp;
use serde_json::{json, Value};

/// Today is Saturday, 21 November 2026.
pub(crate) fn with_goal(started_at: &str, direction: &str) -> (TestApp, Value) {
    let app = TestApp::open();
    let goal = json!({ "kind": "alcohol", "name": "", "unit": "drinks", "direction": direction, "startedAt": started_at });
    let id = app.call("goal_create", goal)["value"]["id"].clone();
    (app, id)
}

pub(crate) fn view(app: &TestApp, id: &Value) -> Value {
    app.call("goal_get", json!({ "id": id }))
}

pub(crate) fn days(app: &TestApp, id: &Value) -> [u64; 3] {
    let time = &view(app, id)["soberTime"];
    ["currentRunDays", "longestRunDays", "totalDays"].map(|name| time[name].as_u64().unwrap())
}

fn undo(app: &TestApp, written: &Value) {
    app.call("change_undo", json!({ "changes": [written["change"]] }));
}

#[test]
fn a_paused_goal_stands_still_and_goes_on_where_it_was() {
    let (app, id) = with_goal("2026-11-01T08:00", "abstain");
    let before = view(&app, &id);
    let pause = json!({ "goalId": id, "kind": "pause", "fromOn": "2026-11-11", "untilOn": null });
    let pause = app.call("goal_break_create", pause);
    let paused = view(&app, &id);
    assert_eq!(paused["soberTime"]["phase"], "paused");
    assert_eq!(days(&app, &id), [10, 10, 10]);
    assert_eq!(
        paused["soberTime"]["last30"]["ofDays"], 10,
        "the days of a pause are left out"
    );
    app.clock.advance(5 * 86_400);
    assert_eq!(days(&app, &id), [10, 10, 10], "it stands still");
    app.call(
        "goal_break_update",
        json!({ "id": pause["value"]["id"], "fromOn": "2026-11-11", "untilOn": "2026-11-20" }),
    );
    assert_eq!(
        days(&app, &id),
        [16, 16, 16],
        "from the 21st it counts again"
    );
    app.call("goal_break_delete", json!({ "id": pause["value"]["id"] }));
    app.clock.set("2026-11-21T18:30:00Z");
    assert_eq!(view(&app, &id), before, "as if there had been none");
}

#[test]
fn an_ended_goal_is_over_and_can_be_reopened() {
    let (app, id) = with_goal("2026-11-01T08:00", "abstain");
    let end = json!({ "goalId": id, "kind": "end", "fromOn": "2026-11-21", "untilOn": null });
    let end = app.call("goal_break_create", end);
    assert_eq!(view(&app, &id)["soberTime"]["phase"], "ended");
    assert_eq!(days(&app, &id), [20, 20, 20]);
    undo(&app, &end);
    assert_eq!(days(&app, &id), [21, 21, 21]);
}

#[test]
fn a_removed_goal_takes_what_is_its_own_with_it_and_undo_brings_all_of_it_back() {
    let (app, id) = with_goal("2026-11-01T08:00", "reduce");
    app.call(
        "goal_break_create",
        json!({ "goalId": id, "kind": "pause", "fromOn": "2026-11-05", "untilOn": "2026-11-06" }),
    );
    app.call("goal_rate_update", json!({ "goalId": id, "fromOn": "2026-11-01", "money": 7_000, "minutes": 700, "units": 7_000 }));
    app.call(
        "goal_limit_update",
        json!({ "goalId": id, "fromOn": "2026-11-01", "daily": 2_000, "weekly": null }),
    );
    app.call(
        "milestone_create",
        json!({ "goalId": id, "measure": "run", "count": 40, "name": "Forty" }),
    );
    app.call(
        "use_entry_log",
        json!({ "goalId": id, "at": "2026-11-19T20:00", "amount": 3_500, "note": "dinner" }),
    );
    app.call("lapse_log", json!({ "goalId": id, "at": "2026-11-18T20:00", "amount": 9_000, "triggers": [], "nextSteps": ["rest", "person"], "note": "" }));
    let before = view(&app, &id);
    let gone = app.call("goal_delete", json!({ "id": id }));
    let (code, _) = app.refused("goal_get", json!({ "id": id }));
    assert_eq!(code, "not_found");
    let list = app
        .call("journey_list", json!({ "before": null, "days": 31 }))
        .to_string();
    assert!(list.contains("dinner"), "what was logged stays");
    undo(&app, &gone);
    assert_eq!(view(&app, &id), before);
}

#[test]
fn a_stay_changes_no_number_and_is_told_beside_them() {
    let (app, id) = with_goal("2026-10-01T08:00", "abstain");
    let before = days(&app, &id);
    let stay = json!({ "place": "residential", "name": "Elm House", "fromOn": "2026-09-20", "untilOn": "2026-10-28" });
    app.call("stay_create", stay);
    assert_eq!(days(&app, &id), before);
    let seen = view(&app, &id);
    assert_eq!(seen["runs"][0]["stayDays"], 28);
    assert_eq!(seen["soberTime"]["currentRunStayDays"], 28);
    assert_eq!(app.call("stay_list", json!({}))[0]["name"], "Elm House");
    let wrong =
        json!({ "place": "detox", "name": "", "fromOn": "2026-10-02", "untilOn": "2026-10-01" });
    assert_eq!(
        app.refused("stay_create", wrong),
        ("ends_before_start".into(), Some("untilOn".into()))
    );
}

#[test]
fn the_runs_are_listed_newest_first_and_add_up() {
    let (app, id) = with_goal("2026-10-01T08:00", "abstain");
    for at in ["2026-10-11T20:00", "2026-11-01T20:00"] {
        app.call("lapse_log", json!({ "goalId": id, "at": at, "note": "" }));
    }
    let seen = view(&app, &id);
    let lengths: Vec<_> = seen["runs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|run| run["days"].as_u64().unwrap())
        .collect();
    assert_eq!(lengths, [20, 20, 10]);
    assert_eq!(seen["soberTime"]["totalDays"], 50);
    assert_eq!(seen["soberTime"]["daysSinceLapse"], 20);
    assert_eq!(
        seen["soberTime"]["last90"],
        json!({ "soberDays": 50, "ofDays": 52 })
    );
}

#[test]
fn a_day_over_the_limit_does_not_count_and_one_within_it_does() {
    let (app, id) = with_goal("2026-11-09T08:00", "reduce");
    app.call(
        "goal_limit_update",
        json!({ "goalId": id, "fromOn": "2026-11-09", "daily": 2_000, "weekly": 6_000 }),
    );
    let drink = |at: &str, amount: u64| {
        app.call(
            "use_entry_log",
            json!({ "goalId": id, "at": at, "amount": amount, "note": "" }),
        )
    };
    drink("2026-11-10T19:00", 1_000);
    drink("2026-11-10T21:00", 1_000);
    assert_eq!(days(&app, &id), [13, 13, 13], "two of two is within");
    let third = drink("2026-11-10T22:00", 500);
    assert_eq!(days(&app, &id), [11, 11, 12], "two and a half is over");
    let seen = view(&app, &id);
    let weeks = seen["weeks"].as_array().unwrap();
    assert_eq!(weeks.len(), 12);
    let week = &weeks[10];
    assert_eq!(
        (&week["fromOn"], &week["amount"], &week["weekly"]),
        (&json!("2026-11-09"), &json!(2_500), &json!(6_000))
    );
    assert_eq!(
        week["days"][1],
        json!({ "dayOn": "2026-11-10", "amount": 2_500, "daily": 2_000, "over": true })
    );
    assert_eq!(
        weeks[11]["days"].as_array().unwrap().len(),
        6,
        "none after today"
    );
    assert_eq!(
        (
            &seen["soberTime"]["lapseToday"],
            &seen["soberTime"]["overToday"],
            &seen["soberTime"]["daysSinceLapse"]
        ),
        (&json!(false), &json!(false), &json!(null)),
        "a day over the limit is no lapse"
    );
    let today = drink("2026-11-21T12:00", 3_000);
    assert_eq!(view(&app, &id)["soberTime"]["overToday"], true);
    undo(&app, &today);
    undo(&app, &third);
    assert_eq!(days(&app, &id), [13, 13, 13]);
    let later = json!({ "goalId": id, "fromOn": "2026-11-16", "daily": 1_000, "weekly": null });
    app.call("goal_limit_update", later);
    assert_eq!(
        days(&app, &id),
        [13, 13, 13],
        "a later limit changes no earlier day"
    );
    app.call(
        "goal_limit_delete",
        json!({ "goalId": id, "fromOn": "2026-11-16" }),
    );
    let amount = json!({ "goalId": id, "at": null, "amount": -1, "note": "" });
    assert_eq!(app.refused("use_entry_log", amount).0, "invalid");
}

#[test]
fn a_week_that_holds_less_than_one_day_is_refused_and_what_was_kept_stays() {
    let (app, id) = with_goal("2026-11-09T08:00", "reduce");
    let limit = |daily: u64, weekly: u64| json!({ "goalId": id, "fromOn": "2026-11-09", "daily": daily, "weekly": weekly });
    app.call("goal_limit_update", limit(2_000, 2_000));
    assert_eq!(
        app.refused("goal_limit_update", limit(5_000_000, 1_000_000)),
        ("week_below_day".into(), Some("weekly".into()))
    );
    let kept = &view(&app, &id)["limits"];
    assert_eq!(
        (&kept[0]["daily"], kept.as_array().unwrap().len()),
        (&json!(2_000), 1)
    );
}

#[test]
fn a_limit_begins_with_the_goal_or_later_and_in_a_year_that_can_be_meant() {
    let (app, id) = with_goal("2026-11-09T08:00", "reduce");
    let limit = |from_on: &str, daily: u64| json!({ "goalId": id, "fromOn": from_on, "daily": daily, "weekly": null });
    for (from_on, code) in [
        ("1900-01-01", "before_goal"),
        ("2026-11-08", "before_goal"),
        ("1899-12-31", "date_too_far"),
        ("2126-11-09", "date_too_far"),
    ] {
        assert_eq!(
            app.refused("goal_limit_update", limit(from_on, 1_000)),
            (code.into(), Some("fromOn".into())),
            "{from_on}"
        );
    }
    app.call("goal_limit_update", limit("2026-11-09", 1_000));
    let goal = json!({
        "id": id, "kind": "alcohol", "name": "", "unit": "", "direction": "reduce", "startedAt": "2026-11-15T08:00",
    });
    app.call("goal_update", goal);
    app.call("goal_limit_update", limit("2026-11-09", 2_000));
    let kept = &view(&app, &id)["limits"];
    assert_eq!(
        (&kept[0]["fromOn"], &kept[0]["daily"]),
        (&json!("2026-11-09"), &json!(2_000)),
        "one that is there may be changed, also where the goal was moved"
    );
}

#[test]
fn a_use_without_its_amount_or_goal_is_asked_for_it_at_its_field() {
    let (app, id) = with_goal("2026-11-01T08:00", "reduce");
    let used = |goal: Value, amount: Value| json!({ "goalId": goal, "at": null, "amount": amount, "note": "at the station" });
    for (request, field) in [
        (used(id.clone(), Value::Null), "amount"),
        (used(Value::Null, json!(1_000)), "goalId"),
    ] {
        let refused = app.refused("use_entry_log", request);
        assert_eq!(refused, ("answer_needed".into(), Some(field.into())));
    }
}

#[test]
fn a_use_stands_in_the_log_and_can_be_changed_and_removed() {
    let (app, id) = with_goal("2026-11-01T08:00", "safer_use");
    let used = app.call(
        "use_entry_log",
        json!({ "goalId": id, "at": "2026-11-20T20:00", "amount": 1_500, "note": "with food" }),
    );
    let entry = |app: &TestApp| {
        let page = app.call("journey_list", json!({ "before": null, "days": 7 }));
        page["days"][0]["entries"][0].clone()
    };
    assert_eq!(entry(&app)["type"], "use_entry");
    let changed = json!({ "id": used["value"]["id"], "at": "2026-11-19T20:00", "amount": 2_000, "note": "with food" });
    app.call("use_entry_update", changed);
    assert_eq!(
        (
            &entry(&app)["entry"]["dayOn"],
            &entry(&app)["entry"]["amount"]
        ),
        (&json!("2026-11-19"), &json!(2_000))
    );
    let removed = app.call("use_entry_delete", json!({ "id": used["value"]["id"] }));
    assert_eq!(entry(&app), json!(null));
    undo(&app, &removed);
    assert_eq!(entry(&app)["entry"]["note"], "with food");
    assert_eq!(
        days(&app, &id),
        [21, 21, 21],
        "without a limit a use changes no number"
    );
}

#[test]
fn a_lapse_keeps_what_was_around_it_and_what_comes_next() {
    let (app, id) = with_goal("2026-11-01T08:00", "abstain");
    let triggers = app.call("trigger_list", json!({}));
    let around = json!([triggers[0]["id"], triggers[3]["id"]]);
    let lapse = json!({ "goalId": id, "at": null, "amount": 2_500, "triggers": around, "nextSteps": ["rest", "person", "rest"], "note": "" });
    let lapse = app.call("lapse_log", lapse);
    let app = app.restarted();
    app.unlock();
    let page = app.call("journey_list", json!({ "before": null, "days": 7 }));
    let kept = &page["days"][0]["entries"][0]["entry"];
    assert_eq!(kept["amount"], 2_500);
    assert_eq!(kept["triggers"], around);
    assert_eq!(
        kept["nextSteps"],
        json!(["person", "rest"]),
        "each once, in the order of the screen"
    );
    let gone = app.call("lapse_delete", json!({ "id": lapse["value"]["id"] }));
    undo(&app, &gone);
    let page = app.call("journey_list", json!({ "before": null, "days": 7 }));
    assert_eq!(page["days"][0]["entries"][0]["entry"]["triggers"], around);
}

#[test]
fn adding_and_undoing_anything_restores_every_number() {
    let (app, id) = with_goal("2026-09-01T08:00", "reduce");
    app.call(
        "lapse_log",
        json!({ "goalId": id, "at": "2026-10-10T20:00", "note": "" }),
    );
    app.call("goal_rate_update", json!({ "goalId": id, "fromOn": "2026-09-01", "money": 5_000, "minutes": 60, "units": 10_000 }));
    let before = (
        view(&app, &id),
        app.call("today_get", json!({})),
        app.call("milestone_list", json!({})),
    );
    let writes = [
        (
            "lapse_log",
            json!({ "goalId": id, "at": "2026-11-02T20:00", "amount": 1_000, "note": "" }),
        ),
        (
            "goal_break_create",
            json!({ "goalId": id, "kind": "pause", "fromOn": "2026-10-01", "untilOn": "2026-10-20" }),
        ),
        (
            "goal_break_create",
            json!({ "goalId": id, "kind": "end", "fromOn": "2026-11-01", "untilOn": null }),
        ),
        (
            "stay_create",
            json!({ "place": "hospital", "name": "", "fromOn": "2026-10-01", "untilOn": null }),
        ),
        (
            "goal_rate_update",
            json!({ "goalId": id, "fromOn": "2026-09-01", "money": 1, "minutes": null, "units": null }),
        ),
        (
            "goal_limit_update",
            json!({ "goalId": id, "fromOn": "2026-09-01", "daily": 0, "weekly": 0 }),
        ),
        (
            "use_entry_log",
            json!({ "goalId": id, "at": "2026-10-15T20:00", "amount": 4_000, "note": "" }),
        ),
        (
            "milestone_create",
            json!({ "goalId": id, "measure": "run", "count": 12, "name": "" }),
        ),
        ("check_in_log", crate::check_in(json!(4), "")),
        (
            "craving_log",
            crate::with(crate::craving(json!(4)), json!({ "acted": false })),
        ),
    ];
    for (command, request) in writes {
        let written = app.call(command, request);
        undo(&app, &written);
        let after = (
            view(&app, &id),
            app.call("today_get", json!({})),
            app.call("milestone_list", json!({})),
        );
        assert_eq!(after, before, "{command}");
    }
}
