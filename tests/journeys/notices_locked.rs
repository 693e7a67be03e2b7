//! What a locked vault cannot know of: that something follows from an answer it took, and what was pressed before it
//! looked. It is never silent about either.

use crate::notices::{at, last, states};
use mainstay_core::ports::NoticeAnswer;
use mainstay_core::SchedulePutRequest;
use mainstay_support::TestApp;
use serde_json::{json, Value};
use std::sync::{mpsc, Arc};
use std::time::Duration;

const END: &str = "Open Mainstay, so that reminders go on";

/// Keeps a schedule of a medicine; its id.
#[track_caller]
fn put(app: &TestApp, rule: Value, reminder: Value) -> Value {
    let request = json!({
        "owner": { "kind": "medicine", "id": "019a45b6-4500-7303-8303-030303030303" },
        "rule": rule, "reminder": reminder,
    });
    let request: SchedulePutRequest = serde_json::from_value(request).unwrap();
    serde_json::to_value(app.app().schedule_put(&request).unwrap()).unwrap()["value"].clone()
}

/// An injection every 28 days, first on 21 November at 19:00, told of a week ahead and asked about each day.
fn injection(app: &TestApp) {
    let rule = json!({
        "kind": "long_acting", "earliest": 26, "target": 28, "latest": 42, "firstOn": "2026-11-21",
        "at": 1140, "zone": null,
    });
    let reminder = json!({
        "preAlerts": [7 * 1440], "nag": { "minutes": 1440, "times": 1000 }, "ringsInQuietHours": true,
        "grace": { "kind": "until_answered" },
    });
    put(app, rule, reminder);
}

fn once(app: &TestApp, count: usize) {
    let ends = app.notifier.shown().into_iter();
    assert_eq!(ends.filter(|one| one.title == END).count(), count);
}

#[track_caller]
fn press(app: &TestApp, answer: NoticeAnswer) {
    assert!(app.app().notice_answer(last(app).id, answer).unwrap());
}

#[test]
fn an_injection_answered_while_locked_is_not_the_last_thing_that_rings() {
    for answer in [NoticeAnswer::Taken, NoticeAnswer::Skip] {
        let app = TestApp::open();
        injection(&app);
        app.call("vault_lock", json!({}));
        at(&app, "2026-11-21T19:00:00Z");
        press(&app, answer);
        // Also after a kill: nobody opens it, and the week-ahead ring of the next one is on 12 December.
        let app = app.killed();
        let tended = at(&app, "2026-12-12T18:59:00Z");
        assert_eq!(tended.next, Some(Duration::from_secs(60)));
        once(&app, 0);
        at(&app, "2026-12-12T19:00:00Z");
        at(&app, "2026-12-12T19:01:00Z");
        once(&app, 1);
        let app = app.killed();
        at(&app, "2026-12-12T19:02:00Z");
        once(&app, 0);
        app.unlock();
        at(&app, "2026-12-12T19:03:00Z");
        assert_eq!(last(&app).title, "Reminder for Sat 19 Dec 2026, 19:00");
    }
}

#[test]
fn what_follows_another_medicine_is_not_silent_when_that_was_taken_while_locked() {
    let app = TestApp::open();
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-21", "untilOn": null,
        "times": { "kind": "at", "minutes": [19 * 60] },
    });
    let plain = json!({
        "preAlerts": [], "nag": null, "ringsInQuietHours": true, "grace": { "kind": "minutes", "minutes": 240 },
    });
    let civil = json!({ "kind": "civil", "phases": [phase], "zone": null });
    let leader = put(&app, civil, plain.clone());
    let leader = leader.get("id").cloned().unwrap_or(leader);
    put(
        &app,
        json!({ "kind": "after", "schedule": leader, "minutes": 120 }),
        plain,
    );
    app.call("vault_lock", json!({}));
    at(&app, "2026-11-21T19:00:00Z");
    app.clock.set("2026-11-21T19:30:00Z");
    press(&app, NoticeAnswer::Taken);
    at(&app, "2026-11-21T21:29:00Z");
    once(&app, 0);
    at(&app, "2026-11-21T21:30:00Z");
    once(&app, 1);
    // The next day's is told of as well: somebody may have put the first one away.
    at(&app, "2026-11-22T19:00:00Z");
    press(&app, NoticeAnswer::Taken);
    at(&app, "2026-11-22T21:00:00Z");
    once(&app, 2);
    // Nothing follows what was left out.
    at(&app, "2026-11-23T19:00:00Z");
    press(&app, NoticeAnswer::Skip);
    at(&app, "2026-11-23T21:00:00Z");
    once(&app, 2);
}

#[test]
fn later_pressed_between_a_lock_and_the_next_look_asks_again() {
    let app = TestApp::open();
    injection(&app);
    at(&app, "2026-11-21T19:00:00Z");
    app.call("vault_lock", json!({}));
    press(&app, NoticeAnswer::Snooze);
    let tended = app.app().reminder_tend();
    assert_eq!(tended.next, Some(Duration::from_secs(600)));
    at(&app, "2026-11-21T19:10:00Z");
    assert_eq!(app.notifier.shown().len(), 2);
    app.unlock();
    assert_eq!(states(&app), ["raised"]);
}

#[test]
fn an_unlock_that_comes_while_an_answer_is_sealed_takes_it_in() {
    let app = Arc::new(TestApp::open());
    injection(&app);
    app.call("vault_lock", json!({}));
    at(&app, "2026-11-21T19:00:00Z");
    let (unlocking, (begun, unlock)) = (Arc::clone(&app), mpsc::channel());
    app.stop.meanwhile(move || {
        let (ends, end) = mpsc::channel();
        let thread = std::thread::spawn(move || ends.send(unlocking.unlock()));
        // Until it is open, or waits for the answer.
        let _ = end.recv_timeout(Duration::from_millis(500));
        begun.send(thread).unwrap();
    });
    press(&app, NoticeAnswer::Taken);
    let _ = unlock.recv().unwrap().join().unwrap();
    assert_eq!(states(&app), ["taken"]);
}

#[test]
fn done_pressed_between_a_lock_and_the_next_look_is_not_asked_again() {
    let app = TestApp::open();
    injection(&app);
    at(&app, "2026-11-21T19:00:00Z");
    app.call("vault_lock", json!({}));
    press(&app, NoticeAnswer::Taken);
    for now in ["2026-11-22T19:00:00Z", "2026-11-23T19:00:00Z"] {
        at(&app, now);
        assert_eq!(app.notifier.shown().len(), 1, "{now}");
    }
    app.unlock();
    assert_eq!(states(&app), ["taken"]);
}

#[test]
fn after_a_dose_that_was_taken_late_none_rings_by_the_old_times_and_the_next_is_not_silent() {
    let app = TestApp::open();
    let rule = json!({
        "kind": "every", "minutes": 480, "firstMs": 1_795_287_600_000_i64, "from": "taken",
    });
    let reminder = json!({
        "preAlerts": [], "nag": null, "ringsInQuietHours": true, "grace": { "kind": "until_answered" },
    });
    put(&app, rule, reminder);
    app.call("vault_lock", json!({}));
    at(&app, "2026-11-21T19:00:00Z");
    assert_eq!(last(&app).title, "Reminder");
    app.clock.set("2026-11-21T21:00:00Z");
    press(&app, NoticeAnswer::Taken);
    let before = app.notifier.shown().len();
    at(&app, "2026-11-22T03:00:00Z");
    assert_eq!(app.notifier.shown().len(), before, "by the old times");
    let app = app.killed();
    at(&app, "2026-11-22T04:59:00Z");
    assert!(app.notifier.shown().is_empty(), "also after a kill");
    at(&app, "2026-11-22T05:00:00Z");
    once(&app, 1);
    app.unlock();
    at(&app, "2026-11-22T05:01:00Z");
    assert_eq!(
        last(&app).title,
        "Reminder",
        "eight hours after it was taken"
    );
}

#[test]
fn further_east_the_end_of_what_is_known_is_told_by_the_clock_on_the_wall_there() {
    let app = TestApp::open();
    let daily = json!({
        "kind": "civil", "zone": null, "phases": [{
            "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-21", "untilOn": null,
            "times": { "kind": "at", "minutes": [600] },
        }],
    });
    let reminder = json!({
        "preAlerts": [], "nag": null, "ringsInQuietHours": true, "grace": { "kind": "minutes", "minutes": 60 },
    });
    put(&app, daily, reminder);
    app.call("vault_lock", json!({}));
    app.clock.travel("Asia/Tokyo");
    // The last one that is known of is on 6 December.
    at(&app, "2026-12-07T00:59:00Z");
    once(&app, 0);
    at(&app, "2026-12-07T01:00:00Z");
    once(&app, 1);
}

#[test]
fn what_quiet_hours_would_have_held_where_the_journey_ends_is_asked_there_locked_as_open() {
    for is_locked in [false, true] {
        let app = TestApp::open();
        let night = json!({ "on": true, "from": 22 * 60, "until": 7 * 60 });
        app.call("settings_update", json!({ "quietHours": night }));
        let rule = json!({
            "kind": "every", "minutes": 600, "firstMs": 1_795_287_600_000_i64, "from": "planned",
        });
        let reminder = json!({
            "preAlerts": [], "nag": null, "ringsInQuietHours": false,
            "grace": { "kind": "half_way", "minutes": 240 },
        });
        put(&app, rule, reminder);
        if is_locked {
            app.call("vault_lock", json!({}));
        }
        // Asleep on the flight. It was due at 19:00, which is four in the morning in Tokyo, where it waits for seven and
        // is open until half past ten.
        app.clock.travel("Asia/Tokyo");
        at(&app, "2026-11-21T23:30:00Z");
        assert_eq!(last(&app).title, "Reminder", "locked: {is_locked}");
    }
}

#[test]
fn a_clock_that_is_put_back_to_before_the_last_edit_is_no_reason_to_be_silent() {
    let app = TestApp::open();
    let daily = json!({
        "kind": "civil", "zone": null, "phases": [{
            "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-20", "untilOn": null,
            "times": { "kind": "at", "minutes": [600] },
        }],
    });
    let reminder = json!({
        "preAlerts": [], "nag": null, "ringsInQuietHours": true, "grace": { "kind": "minutes", "minutes": 60 },
    });
    put(&app, daily, reminder);
    app.call("vault_lock", json!({}));
    // It was a day ahead when that was typed in.
    at(&app, "2026-11-20T09:00:00Z");
    once(&app, 1);
    let app = app.killed();
    at(&app, "2026-11-20T09:01:00Z");
    once(&app, 0);
    app.unlock();
    at(&app, "2026-11-20T09:02:00Z");
    at(&app, "2026-11-20T10:00:00Z");
    assert_eq!(last(&app).title, "Reminder");
}
