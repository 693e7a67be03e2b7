//! What sober time brings: savings and milestones.

use crate::goals::{days, view, with_goal};
use serde_json::json;

#[test]
fn savings_follow_rates_that_change_and_a_lapse_saves_nothing_that_day() {
    let (app, id) = with_goal("2026-11-01T08:00", "abstain");
    assert_eq!(
        view(&app, &id)["saved"],
        json!({ "money": null, "minutes": null, "units": null })
    );
    let rate = |from: &str, money: u64| {
        app.call(
            "goal_rate_update",
            json!({ "goalId": id, "fromOn": from, "money": money, "minutes": 70, "units": null }),
        )
    };
    rate("2026-11-01", 7_000);
    assert_eq!(
        view(&app, &id)["saved"],
        json!({ "money": 21_000, "minutes": 210, "units": null })
    );
    rate("2026-11-15", 14_000);
    assert_eq!(view(&app, &id)["saved"]["money"], 14_000 + 14_000);
    app.call(
        "lapse_log",
        json!({ "goalId": id, "at": "2026-11-20T20:00", "note": "" }),
    );
    assert_eq!(view(&app, &id)["saved"]["money"], 14_000 + 12_000);
    app.call(
        "goal_rate_delete",
        json!({ "goalId": id, "fromOn": "2026-11-15" }),
    );
    assert_eq!(view(&app, &id)["saved"]["money"], 20_000);
    let wrong = json!({ "goalId": id, "fromOn": "2026-11-01", "money": 4_000_000_000_u64, "minutes": null, "units": null });
    assert_eq!(
        app.refused("goal_rate_update", wrong),
        ("invalid".into(), Some("money".into()))
    );
}

#[test]
fn a_day_with_use_within_the_limit_counts_and_saves_nothing() {
    let (app, id) = with_goal("2026-11-08T08:00", "reduce");
    app.call("goal_rate_update", json!({ "goalId": id, "fromOn": "2026-11-08", "money": 7_000, "minutes": null, "units": null }));
    app.call(
        "goal_limit_update",
        json!({ "goalId": id, "fromOn": "2026-11-08", "daily": 2_000, "weekly": null }),
    );
    assert_eq!(view(&app, &id)["saved"]["money"], 14_000);
    app.call(
        "use_entry_log",
        json!({ "goalId": id, "at": "2026-11-10T20:00", "amount": 1_000, "note": "" }),
    );
    assert_eq!(days(&app, &id), [14, 14, 14]);
    assert_eq!(view(&app, &id)["saved"]["money"], 13_000);
}

#[test]
fn milestones_are_told_on_their_day_and_can_be_off() {
    let (app, id) = with_goal("2026-11-15T08:00", "abstain");
    app.call(
        "milestone_create",
        json!({ "goalId": id, "measure": "total", "count": 7, "name": "One week, mine" }),
    );
    app.call("check_in_log", crate::check_in(json!(3), ""));
    let told = app.call("today_get", json!({}))["milestones"].clone();
    assert_eq!(told[0]["goalId"], id);
    let told_of_goal = told[0]["milestones"].as_array().unwrap().clone();
    assert!(told_of_goal
        .iter()
        .any(|one| one["measure"] == "run" && one["count"] == 7));
    assert!(told_of_goal
        .iter()
        .any(|one| one["name"] == "One week, mine"));
    assert_eq!(
        told[1]["milestones"][0]["measure"], "check_ins",
        "the first check-in is one too"
    );
    app.clock.advance(86_400);
    assert_eq!(
        app.call("today_get", json!({}))["milestones"],
        json!([]),
        "and not on the next"
    );
    app.clock.advance(-86_400);
    app.call("settings_update", json!({ "milestones": false }));
    assert_eq!(app.call("today_get", json!({}))["milestones"], json!([]));
}

#[test]
fn a_milestone_of_effort_has_no_goal_and_one_of_days_has_one() {
    let (app, id) = with_goal("2026-11-15T08:00", "abstain");
    for (goal, measure) in [(json!(null), "run"), (id, "check_ins")] {
        let wrong = json!({ "goalId": goal, "measure": measure, "count": 5, "name": "" });
        assert_eq!(
            app.refused("milestone_create", wrong),
            ("invalid".into(), Some("goalId".into()))
        );
    }
    let none = json!({ "goalId": null, "measure": "check_ins", "count": 0, "name": "" });
    assert_eq!(
        app.refused("milestone_create", none),
        ("invalid".into(), Some("count".into()))
    );
    let own =
        json!({ "goalId": null, "measure": "cravings_met", "count": 3, "name": "Three waves" });
    let own = app.call("milestone_create", own);
    for _ in 0..3 {
        app.call(
            "craving_log",
            crate::with(crate::craving(json!(6)), json!({ "acted": false })),
        );
    }
    let all = app.call("milestone_list", json!({}));
    let effort = all.as_array().unwrap().last().unwrap()["milestones"]
        .as_array()
        .unwrap()
        .clone();
    let mine = effort
        .iter()
        .find(|one| one["name"] == "Three waves")
        .unwrap();
    assert_eq!(mine["reachedOn"], "2026-11-21");
    app.call("milestone_delete", json!({ "id": own["value"]["id"] }));
}
