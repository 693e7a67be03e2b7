//! "Every so many hours from when it was taken": an answer that comes late withdraws what the earlier times asked for.

use crate::medicines::{add, due, first, history, ring, said, undo};
use mainstay_support::TestApp;
use serde_json::{json, Value};

/// Every four hours from when it was taken, first at eight in the evening.
fn every_four_hours() -> Value {
    let first = "2026-11-21T20:00:00Z".parse::<chrono::DateTime<chrono::Utc>>();
    let first_ms = first.unwrap().timestamp_millis();
    json!({ "kind": "every", "minutes": 240, "firstMs": first_ms, "from": "taken" })
}

fn medicine(app: &TestApp) -> Value {
    add(app, "Every four", every_four_hours())["value"]["id"].clone()
}

fn taken_at(occurrence: &Value, at: &str) -> Value {
    crate::with(said(occurrence, "taken"), json!({ "at": at }))
}

#[test]
fn a_late_answer_withdraws_what_rang_meanwhile_and_taking_it_back_asks_again() {
    let app = TestApp::open();
    let id = medicine(&app);
    ring(&app, "2026-11-21T20:00:00Z");
    let early = first(&app, "raised");
    ring(&app, "2026-11-22T00:00:00Z");
    assert!(due(&app).contains(&"22T00:00 Every four raised".to_owned()));
    app.clock.set("2026-11-22T00:30:00Z");
    let answered = app.call("dose_correct", taken_at(&early, "2026-11-21T23:00"));
    assert!(
        !due(&app).iter().any(|line| line.contains("T00:00")),
        "an hour after it: {:?}",
        due(&app)
    );
    let asked = history(&app, &id);
    assert_eq!(asked, ["21T20:00 Every four late"], "nothing is missed");
    let app = app.restarted();
    app.unlock();
    assert_eq!(app.app().reminder_look().unwrap().rings, []);
    undo(&app, &answered["change"]);
    app.app().reminder_look().unwrap();
    assert!(due(&app).contains(&"22T00:00 Every four raised".to_owned()));
    app.call("dose_correct", taken_at(&early, "2026-11-21T23:00"));
    ring(&app, "2026-11-22T03:00:00Z");
    assert!(due(&app).contains(&"22T03:00 Every four raised".to_owned()));
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    ring(&app, "2026-11-22T06:59:00Z");
    let states = ["22T03:00 Every four taken", "21T20:00 Every four late"];
    assert_eq!(history(&app, &id), states, "and it stays withdrawn");
}
