//! What the log says over time: charts and the year at a glance.

use mainstay_support::TestApp;
use serde_json::{json, Value};

/// Today is Saturday, 21 November 2026.
fn lived() -> TestApp {
    let app = TestApp::open();
    for (day, mood, sleep) in [
        ("15", 2, 300),
        ("16", 3, 400),
        ("18", 4, 480),
        ("18", 2, 480),
        ("21", 5, 420),
    ] {
        let at = format!("2026-11-{day}T09:00");
        let said = crate::with(
            crate::check_in(json!(mood), ""),
            json!({ "at": at, "sleepMinutes": sleep, "craving": 1 }),
        );
        app.call("check_in_log", said);
    }
    for (day, strength) in [("18", 7), ("18", 3), ("20", 9)] {
        let at = format!("2026-11-{day}T20:00");
        app.call(
            "craving_log",
            crate::with(crate::craving(json!(strength)), json!({ "at": at })),
        );
    }
    app.call(
        "lapse_log",
        json!({ "goalId": null, "at": "2026-11-20T21:00", "note": "" }),
    );
    app
}

/// The values of the last seven days; a point is a gap.
fn values(app: &TestApp, measure: &str) -> String {
    let chart = app.call("chart_get", json!({ "measure": measure, "range": "days7" }));
    let buckets = chart["buckets"].as_array().unwrap();
    assert_eq!(buckets.len(), 7);
    let shown = |one: &Value| {
        one["value"]
            .as_f64()
            .map_or(".".to_owned(), |value| value.to_string())
    };
    buckets.iter().map(shown).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_chart_of_a_week_has_a_value_for_each_day_that_has_one() {
    let app = lived();
    for (measure, expected) in [
        ("mood", "2 3 . 3 . . 5"),
        ("sleep", "300 400 . 480 . . 420"),
        ("craving", "1 1 . 7 . 9 1"),
        ("confidence", ". . . . . . ."),
        // A logged day without a craving has none; a day without an entry is a gap.
        ("cravings", "0 0 . 2 . 1 0"),
        ("lapses", "0 0 . 0 . 1 0"),
    ] {
        assert_eq!(values(&app, measure), expected, "{measure}");
    }
}

#[test]
fn what_is_said_about_a_chart_compares_only_with_enough_days() {
    let app = lived();
    let said = |app: &TestApp| {
        app.call(
            "chart_get",
            json!({ "measure": "cravings", "range": "days7" }),
        )["summary"]
            .clone()
    };
    let summary = said(&app);
    assert_eq!(
        (&summary["days"], &summary["ofDays"], &summary["total"]),
        (&json!(5), &json!(7), &json!(3.0))
    );
    assert_eq!(
        (&summary["change"], &summary["totalBefore"]),
        (&json!("unknown"), &Value::Null)
    );
    for day in 8..=14 {
        let at = format!("2026-11-{day:02}T20:00");
        app.call(
            "craving_log",
            crate::with(crate::craving(json!(5)), json!({ "at": at })),
        );
    }
    let summary = said(&app);
    assert_eq!(
        (&summary["change"], &summary["totalBefore"]),
        (&json!("lower"), &json!(7.0))
    );
}

#[test]
fn all_begins_with_the_first_entry_and_a_new_journal_has_a_chart_too() {
    let app = TestApp::open();
    let chart = |app: &TestApp, range: &str| {
        app.call("chart_get", json!({ "measure": "mood", "range": range }))
    };
    assert_eq!(chart(&app, "all")["fromOn"], "2026-11-21");
    assert_eq!(chart(&app, "days365")["summary"]["days"], 0);
    let old = crate::with(
        crate::check_in(json!(3), ""),
        json!({ "at": "2016-11-21T09:00" }),
    );
    app.call("check_in_log", old);
    let all = chart(&app, "all");
    assert_eq!(
        (&all["fromOn"], &all["unit"]),
        (&json!("2016-11-21"), &json!("month"))
    );
    assert_eq!(all["buckets"].as_array().unwrap().len(), 121);
    assert_eq!(
        app.refused("chart_get", json!({ "measure": "mood", "range": "days8" }))
            .0,
        "invalid"
    );
}

#[test]
fn a_year_has_each_of_its_days() {
    let app = lived();
    let year = app.call("journey_year", json!({ "year": null }));
    assert_eq!(
        (&year["year"], &year["firstYear"]),
        (&json!(2026), &json!(2026))
    );
    let days = year["days"].as_array().unwrap();
    assert_eq!(days.len(), 365);
    let november20 = days
        .iter()
        .find(|day| day["dayOn"] == "2026-11-20")
        .unwrap();
    assert_eq!(
        (&november20["lapse"], &november20["strongestCraving"]),
        (&json!(true), &json!(9))
    );
    assert_eq!(
        app.call("journey_year", json!({ "year": 2024 }))["days"]
            .as_array()
            .unwrap()
            .len(),
        366
    );
    for wrong in [1899, 9999, i32::MAX] {
        assert_eq!(
            app.refused("journey_year", json!({ "year": wrong })),
            ("date_out_of_range".into(), Some("year".into()))
        );
    }
}

#[test]
fn doses_are_counted_and_missed_is_not_the_same_as_never_asked() {
    use crate::medicines::{add, as_needed, daily, first, ring, said};
    let app = TestApp::open();
    add(&app, "Calm", daily(&[20 * 60]));
    let needed = add(&app, "Head", as_needed())["value"]["schedules"][0]["id"].clone();
    let chart =
        |measure: &str| app.call("chart_get", json!({ "measure": measure, "range": "days7" }));
    assert_eq!(chart("doses")["summary"]["days"], 0);
    // Taken on the 21st, missed on the 22nd, and on the 23rd the device was off.
    ring(&app, "2026-11-21T20:01:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    ring(&app, "2026-11-22T20:01:00Z");
    ring(&app, "2026-11-23T02:00:00Z");
    let take = json!({ "schedule": needed, "at": null, "note": "", "site": "" });
    app.call("dose_take", take);
    ring(&app, "2026-11-24T12:00:00Z");
    app.call(
        "check_in_log",
        crate::with(crate::check_in(json!(3), ""), json!({})),
    );
    assert_eq!(values(&app, "doses"), ". . . 1 0 . .");
    // A day on which something else was logged has none of it.
    assert_eq!(values(&app, "doses_as_needed"), ". . . . . 1 0");
    let drawn = chart("doses");
    let told = &drawn["summary"]["doses"];
    assert_eq!(
        (
            &told["taken"],
            &told["missed"],
            &told["unrecorded"],
            &told["asNeeded"]
        ),
        (&json!(1), &json!(1), &json!(1), &json!(0)),
        "as needed is told by itself"
    );
    let days = drawn["buckets"].as_array().unwrap();
    assert_eq!(days[5]["doses"]["unrecorded"], 1, "a gap that says why");
    assert_eq!(chart("doses_as_needed")["summary"]["total"], 1.0);
    // The chart of everything begins with the first dose, where nothing was logged before it.
    let all = app.call("chart_get", json!({ "measure": "doses", "range": "all" }));
    assert_eq!(all["fromOn"], "2026-11-21");
}
