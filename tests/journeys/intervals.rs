//! "Every so many hours from when it was taken": an answer that comes late withdraws what the earlier times asked for.

use crate::medicines::{add, due, first, history, ring, said, undo};
use mainstay_core::ports::Clock;
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

#[test]
fn what_was_left_out_early_is_not_asked_for_again_when_the_one_before_is_corrected() {
    let app = TestApp::open();
    let id = medicine(&app);
    ring(&app, "2026-11-21T20:00:00Z");
    let key = first(&app, "raised");
    app.call("dose_answer", said(&key, "taken"));
    ring(&app, "2026-11-21T23:30:00Z");
    let next = app.call("medicine_get", json!({ "id": id }))["next"][0].clone();
    app.call("dose_answer", said(&next["occurrence"], "skipped"));
    app.call("dose_correct", taken_at(&key, "2026-11-21T19:00"));
    ring(&app, "2026-11-21T23:40:00Z");
    let waits = |app: &TestApp| {
        let all = due(app).into_iter();
        all.filter(|line| line.ends_with("raised"))
            .collect::<Vec<_>>()
    };
    assert_eq!(waits(&app), [""; 0], "the one at 23:00 was left out");
    ring(&app, "2026-11-22T03:00:00Z");
    assert_eq!(waits(&app), ["22T03:00 Every four raised"]);
}

#[test]
fn what_was_left_out_and_taken_after_all_counts_from_when_it_was_taken() {
    let app = TestApp::open();
    medicine(&app);
    ring(&app, "2026-11-21T20:00:00Z");
    let key = first(&app, "raised");
    app.clock.set("2026-11-21T20:05:00Z");
    app.call("dose_answer", said(&key, "skipped"));
    app.clock.set("2026-11-21T22:00:00Z");
    let taken = app.call("dose_correct", said(&key, "taken"));
    let at_ms = Clock::now_ms(&*app.clock);
    assert_eq!(taken["dose"]["atMs"], at_ms);
    ring(&app, "2026-11-22T00:05:00Z");
    assert!(!due(&app).iter().any(|line| line.ends_with("raised")));
    ring(&app, "2026-11-22T02:00:00Z");
    assert!(due(&app).contains(&"22T02:00 Every four raised".to_owned()));
    // Days later nobody means that it was taken just now.
    app.clock.set("2026-11-24T12:00:00Z");
    let skipped = app.call("dose_correct", said(&key, "skipped"));
    assert_eq!(skipped["dose"]["atMs"], at_ms);
    let taken = app.call("dose_correct", said(&key, "taken"));
    assert_eq!(taken["dose"]["atMs"], at_ms);
}

/// Taken, the program ended, and started by a clock that was behind until the network told the time.
#[test]
fn a_clock_that_was_behind_at_the_start_asks_for_no_dose_too_early() {
    for is_locked in [false, true] {
        let app = TestApp::open();
        medicine(&app);
        ring(&app, "2026-11-21T20:00:00Z");
        app.call("dose_answer", said(&first(&app, "raised"), "taken"));
        let app = app.restarted();
        app.clock.set("2026-11-21T15:00:00Z");
        app.unlock();
        app.app().reminder_tend();
        if is_locked {
            app.call("vault_lock", json!({}));
        }
        // It would be due at seven in the evening, counted from three.
        app.clock.set("2026-11-21T21:00:00Z");
        app.app().reminder_tend();
        let shown = app.notifier.shown();
        assert!(shown.iter().all(|one| one.buttons.is_empty()), "{shown:?}");
        if is_locked {
            app.unlock();
        }
        app.app().reminder_tend();
        assert!(!due(&app).iter().any(|line| line.contains("raised")));
        ring(&app, "2026-11-22T00:00:00Z");
        assert!(due(&app).contains(&"22T00:00 Every four raised".to_owned()));
    }
}

/// It takes some screens to type it in, and the whole chain counts from the first.
#[test]
fn a_first_one_of_a_few_minutes_ago_is_due_when_it_is_typed_in() {
    for (ago, lines) in [(0_i64, 1), (10, 1), (60, 0)] {
        let app = TestApp::open();
        let first_ms = app.clock.now_ms() - ago * 60_000;
        let rule = json!({ "kind": "every", "minutes": 480, "firstMs": first_ms, "from": "taken" });
        add(&app, "Every eight", rule);
        app.app().reminder_look().unwrap();
        let raised = due(&app);
        let raised = raised.iter().filter(|line| line.ends_with("raised"));
        assert_eq!(raised.count(), lines, "{ago} minutes");
    }
}

/// Asked for, missed, and then the one that it follows was taken later than was said: it is asked for by that.
#[test]
fn what_follows_another_is_asked_for_again_when_that_was_later() {
    let app = TestApp::open();
    let a = add(&app, "A", crate::medicines::daily(&[20 * 60]));
    let of = &a["value"]["schedules"][0]["id"];
    let after = json!({ "kind": "after", "schedule": of, "minutes": 60 });
    add(&app, "B", after);
    ring(&app, "2026-11-21T20:00:00Z");
    let taken = first(&app, "raised");
    app.call("dose_answer", said(&taken, "taken"));
    ring(&app, "2026-11-21T21:00:00Z");
    ring(&app, "2026-11-22T02:00:00Z");
    app.call("dose_correct", taken_at(&taken, "2026-11-22T01:30"));
    ring(&app, "2026-11-22T02:30:00Z");
    assert!(due(&app).iter().any(|line| line.ends_with("B raised")));
}
