//! Patterns, the outlook and what helps, from what was logged.

use mainstay_support::TestApp;
use serde_json::{json, Value};

/// Half a year with three strong cravings in four on Friday evenings, and few at other times. Today is Saturday,
/// 21 November 2026.
fn with_fridays() -> TestApp {
    let app = TestApp::open();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    for ago in 1..=180_i64 {
        let day = today - chrono::Duration::days(ago);
        let said = crate::with(
            crate::check_in(json!(3), ""),
            json!({ "at": format!("{day}T08:00") }),
        );
        app.call("check_in_log", said);
        let is_friday = ago % 7 == 1;
        if (is_friday && ago % 28 != 1) || (!is_friday && ago % 17 == 0) {
            let craving = json!({ "at": format!("{day}T20:00") });
            app.call(
                "craving_log",
                crate::with(crate::craving(json!(7)), craving),
            );
        }
    }
    app
}

#[test]
fn too_few_days_say_how_many_are_missing() {
    let app = TestApp::open();
    app.call(
        "check_in_log",
        crate::with(
            crate::check_in(json!(3), ""),
            json!({ "at": "2026-11-19T08:00" }),
        ),
    );
    let found = app.call("pattern_list", json!({}));
    assert_eq!(
        found,
        json!({ "loggedDays": 1, "daysMissing": 13, "cards": [] })
    );
}

#[test]
fn a_planted_friday_is_found_and_told_as_counts() {
    let app = with_fridays();
    let found = app.call("pattern_list", json!({}));
    let card = &found["cards"][0];
    assert_eq!(
        card["cell"],
        json!({ "kind": "time", "weekday": 5, "part": "evening" })
    );
    assert_eq!(
        (&card["event"], &card["times"], &card["of"]),
        (&json!("craving_or_lapse"), &json!(19), &json!(26))
    );
}

/// Fourteen weeks with a dose each evening, and a strong craving on each fifth day, on which it is not answered. `rings`:
/// whether the device was on then.
fn with_missed_doses(rings: bool) -> TestApp {
    let app = TestApp::open();
    let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    crate::medicines::add(&app, "Calm", crate::medicines::daily(&[20 * 60]));
    for n in 0..98_i64 {
        let day = first + chrono::Duration::days(n);
        let is_hard = n % 5 == 2;
        app.clock.set(&format!("{day}T20:00:00Z"));
        app.call("check_in_log", crate::check_in(json!(3), ""));
        if is_hard {
            app.call("craving_log", crate::craving(json!(7)));
        }
        if rings || !is_hard {
            app.app().reminder_look().unwrap();
        }
        if !is_hard {
            let due = crate::medicines::first(&app, "raised");
            app.call("dose_answer", crate::medicines::said(&due, "taken"));
        }
    }
    app
}

fn missed_dose(app: &TestApp) -> Option<Value> {
    let found = app.call("pattern_list", json!({}));
    let cards = found["cards"].as_array().unwrap().iter();
    let mut cards = cards.filter(|card| card["cell"]["kind"] == "missed_dose");
    cards.next().cloned()
}

#[test]
fn days_with_a_missed_dose_stand_out_and_those_that_nobody_was_asked_about_do_not() {
    let card = missed_dose(&with_missed_doses(true)).expect("a card");
    assert_eq!((&card["times"], &card["of"]), (&json!(19), &json!(19)));
    assert_eq!(missed_dose(&with_missed_doses(false)), None);
}

#[test]
fn the_outlook_is_only_for_who_asked_for_it() {
    let app = with_fridays();
    assert_eq!(app.call("outlook_get", json!({})), Value::Null);
    app.call("settings_update", json!({ "outlook": true }));
    let outlook = app.call("outlook_get", json!({}));
    assert!(
        ["checking", "checked", "hidden"].contains(&outlook["state"].as_str().unwrap()),
        "{outlook}"
    );
    let heavy = json!({ "usedLately": 4, "cravingUp": 2, "confidenceDown": 2, "halt": 1, "sleptBadly": 1, "missedMedicine": 1, "nearPattern": 1 });
    assert_eq!(
        app.refused("settings_update", json!({ "outlookWeights": heavy })),
        ("invalid".into(), Some("outlookWeights".into()))
    );
}

#[test]
fn what_helped_is_ranked_by_the_strength_before_and_after() {
    let app = TestApp::open();
    let triggers = app.call("trigger_list", json!({}));
    let of = |key: &str| {
        let all = triggers.as_array().unwrap();
        all.iter().find(|one| one["key"] == key).unwrap()["id"].clone()
    };
    let log = |tool: &str, before: u8, after: u8, around: Value| {
        let said = json!({ "tool": tool, "strengthAfter": after, "triggers": around });
        app.call(
            "craving_log",
            crate::with(crate::craving(json!(before)), said),
        );
    };
    for after in [2, 3, 7] {
        log("urge_wave", 8, after, json!([of("friends"), of("stress")]));
    }
    for _ in 0..4 {
        log("grounding", 6, 6, json!([of("alone")]));
    }
    let found = app.call("helps_list", json!({ "triggerIds": [], "goalId": null }));
    let tools: Vec<_> = found["tools"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["of"].as_str().unwrap(),
                one["helped"].as_u64().unwrap(),
                one["rated"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(tools, [("urge_wave", 2, 3), ("grounding", 0, 4)]);
    assert_eq!(found["people"][0]["of"], of("friends"));
    let stress = app.call(
        "helps_list",
        json!({ "triggerIds": [of("stress"), of("home")], "goalId": null }),
    );
    assert_eq!(stress["tools"].as_array().unwrap().len(), 1);
}

#[test]
fn what_helped_last_is_of_the_newest_craving_that_eased() {
    let app = TestApp::open();
    let triggers = app.call("trigger_list", json!({}));
    let around = |n: usize| json!([triggers[n]["id"]]);
    let last = |ids: Value| {
        app.call("helps_list", json!({ "triggerIds": ids, "goalId": null }))["helpedLast"].clone()
    };
    assert_eq!(last(json!([])), Value::Null);
    for (day, tool, after, n) in [
        (1, "urge_wave", 2, 0),
        (2, "paced_breathing", 3, 1),
        (3, "grounding", 8, 0),
    ] {
        let said = json!({ "tool": tool, "strengthAfter": after, "triggers": around(n), "at": format!("2026-11-0{day}T20:00") });
        app.call("craving_log", crate::with(crate::craving(json!(8)), said));
    }
    // The craving of now, to which nothing has been said yet.
    app.call(
        "craving_log",
        crate::with(crate::craving(json!(7)), json!({ "triggers": around(0) })),
    );
    assert_eq!(last(json!([])), "paced_breathing", "grounding did not help");
    assert_eq!(last(around(0)), "urge_wave");
    assert_eq!(last(around(2)), Value::Null);
}
