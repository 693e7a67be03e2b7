//! Notifications that stand for several reminders, or for none, go when nothing of theirs is left.

use crate::notices::{at, last, put, put_so, states};
use mainstay_core::ports::NoticeAnswer;
use mainstay_support::TestApp;
use serde_json::json;

const COUNT: u32 = 1;
const PASSED: u32 = 3;
const END: u32 = 4;

/// Answers so many of what waits today.
fn answer(app: &TestApp, count: usize) {
    let today = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null });
    let list = app.call("occurrence_list", today);
    let open = list.as_array().unwrap().iter();
    let open = open.filter(|one| one["state"] == "raised").take(count);
    for one in open {
        let said = json!({
            "occurrence": one["occurrence"], "outcome": "taken", "at": null, "takeHome": null,
        });
        app.call("reminder_answer", said);
    }
    app.app().reminder_tend();
}

#[test]
fn four_that_ring_are_one_notification_until_the_last_is_answered() {
    let app = TestApp::open();
    for _ in 0..4 {
        put(&app, &[19 * 60], false);
    }
    at(&app, "2026-11-21T19:00:00Z");
    let app = app.killed();
    app.unlock();
    at(&app, "2026-11-21T19:01:00Z");
    answer(&app, 3);
    assert_eq!(app.notifier.closed(), [0_u32; 0]);
    answer(&app, 1);
    assert_eq!(app.notifier.closed(), [COUNT]);
    assert!(!app.folder().join("reminders/shown").exists());
}

#[test]
fn the_next_four_take_the_place_of_the_first_and_count_what_is_left_of_them() {
    let app = TestApp::open();
    for _ in 0..4 {
        put(&app, &[19 * 60, 20 * 60], false);
    }
    at(&app, "2026-11-21T19:00:00Z");
    answer(&app, 3);
    // Each is open for half an hour more than that: half way to the next.
    at(&app, "2026-11-21T19:20:00Z");
    for _ in 0..4 {
        put(&app, &[19 * 60 + 25], false);
    }
    at(&app, "2026-11-21T19:25:00Z");
    assert_eq!(last(&app).title, "5 reminders");
}

#[test]
fn what_came_is_summed_until_it_is_opened_and_goes_then_also_after_a_kill() {
    let app = TestApp::open();
    put(&app, &[8 * 60, 20 * 60], false);
    app.call("vault_lock", json!({}));
    at(&app, "2026-11-22T07:00:00Z");
    assert!(last(&app).title.starts_with("1 reminder came"));
    let app = app.killed();
    at(&app, "2026-11-23T07:00:00Z");
    assert!(
        last(&app).title.starts_with("3 reminders came"),
        "{}",
        last(&app).title
    );
    let app = app.killed();
    at(&app, "2026-11-23T07:01:00Z");
    assert_eq!(app.notifier.closed(), [0_u32; 0]);
    app.unlock();
    app.app().reminder_tend();
    assert_eq!(app.notifier.closed(), [PASSED]);
}

#[test]
fn the_request_to_open_goes_when_it_is_opened_also_after_a_kill() {
    let app = TestApp::open();
    put(&app, &[19 * 60], false);
    app.call("vault_lock", json!({}));
    at(&app, "2026-12-07T19:00:00Z");
    let app = app.killed();
    at(&app, "2026-12-07T19:01:00Z");
    assert_eq!(app.notifier.closed(), [0_u32; 0]);
    app.unlock();
    app.app().reminder_tend();
    assert!(app.notifier.closed().contains(&END));
}

/// Four medicines in the morning are answered as one, where they stand.
#[test]
fn one_answer_is_for_all_that_ring_at_once_open_and_locked() {
    for is_locked in [false, true] {
        let app = TestApp::open();
        for _ in 0..4 {
            put(&app, &[19 * 60], false);
        }
        if is_locked {
            app.call("vault_lock", json!({}));
        }
        at(&app, "2026-11-21T19:00:00Z");
        let labels = |app: &TestApp| -> Vec<String> {
            let buttons = last(app).buttons.into_iter();
            buttons.map(|button| button.label).collect()
        };
        assert_eq!(labels(&app), ["All done", "Later"]);
        assert!(app
            .app()
            .notice_answer(COUNT, NoticeAnswer::Snooze)
            .unwrap());
        assert_eq!(app.notifier.closed(), [COUNT]);
        at(&app, "2026-11-21T19:09:00Z");
        assert_eq!(app.notifier.shown().len(), 1);
        let app = app.killed();
        if !is_locked {
            app.unlock();
        }
        at(&app, "2026-11-21T19:10:00Z");
        assert_eq!(last(&app).title, "4 reminders");
        assert!(app.app().notice_answer(COUNT, NoticeAnswer::Taken).unwrap());
        // A second press is none.
        assert!(!app.app().notice_answer(COUNT, NoticeAnswer::Taken).unwrap());
        at(&app, "2026-11-21T19:30:00Z");
        if is_locked {
            app.unlock();
            at(&app, "2026-11-21T19:31:00Z");
        }
        assert_eq!(states(&app), ["taken"; 4]);
    }
}

#[test]
fn what_only_told_of_a_time_ahead_is_not_answered_with_the_others() {
    let app = TestApp::open();
    for _ in 0..3 {
        put(&app, &[19 * 60], false);
    }
    crate::notices_shape::dose_at(&app, 20 * 60, &[60]);
    at(&app, "2026-11-21T19:00:00Z");
    assert_eq!(last(&app).title, "4 reminders");
    assert!(app.app().notice_answer(COUNT, NoticeAnswer::Taken).unwrap());
    assert_eq!(states(&app), ["taken", "taken", "taken", "planned"]);
    at(&app, "2026-11-21T20:00:00Z");
    assert_eq!(states(&app), ["taken", "taken", "taken", "raised"]);
}

#[test]
fn what_the_count_does_not_offer_is_no_answer() {
    let app = TestApp::open();
    for _ in 0..4 {
        put(&app, &[19 * 60], false);
    }
    at(&app, "2026-11-21T19:00:00Z");
    for answer in [NoticeAnswer::Skip, NoticeAnswer::Heard, NoticeAnswer::Open] {
        assert!(!app.app().notice_answer(COUNT, answer).unwrap());
    }
    assert_eq!(states(&app), ["raised"; 4]);
    assert_eq!(app.notifier.closed(), [0_u32; 0]);
}

/// It may have waited for days, and the next one counts from it.
#[test]
fn what_is_open_until_it_is_answered_is_not_answered_with_the_others() {
    for is_locked in [false, true] {
        let app = TestApp::open();
        for _ in 0..3 {
            put(&app, &[19 * 60], false);
        }
        put_so(
            &app,
            &[19 * 60],
            json!(null),
            json!({ "kind": "until_answered" }),
        );
        if is_locked {
            app.call("vault_lock", json!({}));
        }
        at(&app, "2026-11-21T19:00:00Z");
        assert!(app.app().notice_answer(COUNT, NoticeAnswer::Taken).unwrap());
        let alone = last(&app);
        assert_eq!(alone.title, "Reminder", "it stands there by itself");
        assert_eq!(app.notifier.closed(), [COUNT]);
        let app = app.killed();
        app.unlock();
        at(&app, "2026-11-21T19:01:00Z");
        let mut all = states(&app);
        all.sort_unstable();
        assert_eq!(all, ["raised", "taken", "taken", "taken"], "{is_locked}");
        let pressed = app.app().notice_answer(alone.id, NoticeAnswer::Taken);
        assert!(pressed.unwrap());
        assert_eq!(states(&app), ["taken"; 4], "{is_locked}");
    }
}

/// Nothing of it was kept: it stands there again as it was, also for the next run of the app.
#[test]
fn an_answer_to_all_that_cannot_be_kept_is_asked_for_again() {
    let app = TestApp::open();
    for _ in 0..4 {
        put(&app, &[19 * 60], false);
    }
    app.call("vault_lock", json!({}));
    at(&app, "2026-11-21T19:00:00Z");
    let before = last(&app);
    std::fs::write(app.folder().join("inbox"), b"in the way").unwrap();
    let pressed = app.app().notice_answer(COUNT, NoticeAnswer::Taken);
    assert!(pressed.is_err());
    assert_eq!(app.notifier.shown().len(), 2);
    assert_eq!(last(&app), before);
    std::fs::remove_file(app.folder().join("inbox")).unwrap();
    let app = app.killed();
    assert!(app.app().notice_answer(COUNT, NoticeAnswer::Taken).unwrap());
    assert_eq!(app.notifier.closed(), [COUNT]);
    app.unlock();
    assert_eq!(states(&app), ["taken"; 4]);
}
