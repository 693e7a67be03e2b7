//! Doses that went by without a word: Today is told of them for a day, until one is answered or put away.

use crate::medicines::{add, daily, line, ring, said};
use mainstay_support::TestApp;
use serde_json::{json, Value};

fn went_by(app: &TestApp) -> Vec<String> {
    let due = app.call("dose_due", json!({}));
    due["wentBy"].as_array().unwrap().iter().map(line).collect()
}

fn first(app: &TestApp) -> Value {
    app.call("dose_due", json!({}))["wentBy"][0].clone()
}

/// It rings in the evening and nobody answers; then it is the morning after.
fn after_a_night(times: &[u16]) -> TestApp {
    let app = TestApp::open();
    for (number, minute) in times.iter().enumerate() {
        add(&app, &format!("M{number}"), daily(&[*minute]));
        let (hour, minute) = (minute / 60, minute % 60);
        ring(&app, &format!("2026-11-21T{hour:02}:{minute:02}:00Z"));
    }
    assert_eq!(went_by(&app), [""; 0], "each waits still");
    ring(&app, "2026-11-22T07:00:00Z");
    app
}

#[test]
fn what_nobody_answered_last_night_is_told_until_its_time_comes_round_again() {
    let app = after_a_night(&[21 * 60]);
    assert_eq!(went_by(&app), ["21T21:00 M0 missed"]);
    ring(&app, "2026-11-22T20:59:00Z");
    assert_eq!(went_by(&app), ["21T21:00 M0 missed"]);
    ring(&app, "2026-11-22T21:00:00Z");
    assert_eq!(went_by(&app), [""; 0]);
}

#[test]
fn what_is_answered_late_is_told_no_more_and_undo_brings_it_back() {
    let app = after_a_night(&[21 * 60]);
    let key = first(&app)["occurrence"].clone();
    for outcome in ["taken", "skipped", "missed"] {
        let answered = app.call("dose_answer", said(&key, outcome));
        assert_eq!(went_by(&app), [""; 0], "{outcome}");
        crate::medicines::undo(&app, &answered["change"]);
        assert_eq!(went_by(&app), ["21T21:00 M0 missed"], "{outcome}");
    }
}

#[test]
fn what_was_put_away_stays_away_over_a_restart_and_stands_in_the_history_as_it_stood() {
    let app = after_a_night(&[20 * 60, 21 * 60]);
    let one = first(&app);
    app.call(
        "dose_went_by_dismiss",
        json!({ "occurrences": [one["occurrence"]] }),
    );
    assert_eq!(went_by(&app), ["21T21:00 M1 missed"]);
    let app = app.restarted();
    app.unlock();
    assert_eq!(went_by(&app), ["21T21:00 M1 missed"]);
    let history = crate::medicines::history(&app, &one["medicineId"]);
    assert_eq!(history, ["21T20:00 M0 missed"]);
}

#[test]
fn none_and_too_many_cannot_be_put_away() {
    let app = after_a_night(&[21 * 60]);
    let key = first(&app)["occurrence"].clone();
    for keys in [vec![], vec![key; 301]] {
        let refused = app.refused("dose_went_by_dismiss", json!({ "occurrences": keys }));
        assert_eq!(refused, ("invalid".into(), Some("occurrences".into())));
    }
}

#[test]
fn what_nobody_was_asked_about_waits_today_and_is_told_of_the_day_after() {
    let app = TestApp::open();
    add(&app, "M0", daily(&[20 * 60]));
    // Nothing looked while it was open.
    ring(&app, "2026-11-22T07:00:00Z");
    assert_eq!(went_by(&app), ["21T20:00 M0 unrecorded"]);
    add(&app, "M1", daily(&[8 * 60]));
    ring(&app, "2026-11-22T17:00:00Z");
    assert_eq!(went_by(&app), ["21T20:00 M0 unrecorded"]);
    assert!(crate::medicines::due(&app).contains(&"22T08:00 M1 unrecorded".to_owned()));
}

#[test]
fn a_visit_that_was_missed_says_when_the_clinic_closed_and_why_nobody_was_there() {
    let app = TestApp::open();
    let clinic = json!({
        "kind": "clinic", "firstOn": "2026-11-22", "usual": 480, "atHome": 480, "zone": "Europe/London",
        "openings": [{ "weekdays": [1, 2, 3, 4, 5, 6, 7], "opens": 420, "closes": 660 }],
    });
    add(&app, "Clinic", clinic);
    ring(&app, "2026-11-22T08:00:00Z");
    ring(&app, "2026-11-22T11:01:00Z");
    let visit = first(&app);
    assert_eq!(line(&visit), "22T08:00 Clinic missed");
    let closes = chrono::DateTime::from_timestamp_millis(visit["closesMs"].as_i64().unwrap());
    assert_eq!(closes.unwrap().to_rfc3339(), "2026-11-22T11:00:00+00:00");
    for why in ["could_not_go", "was_closed"] {
        let key = &visit["occurrence"];
        let answer = crate::with(said(key, "missed"), json!({ "reason": why }));
        assert_eq!(app.call("dose_correct", answer)["dose"]["reason"], why);
    }
    let app = app.restarted();
    app.unlock();
    let day = app.call("dose_day_list", json!({ "dayOn": "2026-11-22" }));
    assert_eq!(day[0]["reason"], "was_closed");
}
