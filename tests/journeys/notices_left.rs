//! Notifications that a killed app left on the screen: taken over by the next run.

use crate::notices::{at, last, states};
use mainstay_core::ports::NoticeAnswer;
use mainstay_support::{files_under, TestApp};
use serde_json::json;

/// A reminder in the person's own words stands on the screen by its name, and the app is killed.
fn killed_with_a_name_on_the_screen() -> TestApp {
    let app = TestApp::open();
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-01", "untilOn": null,
        "times": { "kind": "at", "minutes": [19 * 60] },
    });
    let own = json!({
        "kind": "other", "words": "Water the plants", "rule": { "kind": "civil", "phases": [phase], "zone": null },
        "reminder": {
            "preAlerts": [], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "minutes", "minutes": 240 },
        },
    });
    app.call("own_reminder_create", own);
    app.call("settings_update", json!({ "discreetNotifications": false }));
    at(&app, "2026-11-21T19:00:00Z");
    assert_eq!(last(&app).detail, "Water the plants");
    app.killed()
}

#[test]
fn a_name_that_a_killed_app_left_on_the_screen_goes_at_the_next_start() {
    let app = killed_with_a_name_on_the_screen();
    for (path, bytes) in files_under(app.folder()) {
        let holds = |word: &[u8]| bytes.windows(word.len()).any(|part| part == word);
        assert!(!holds(b"plants"), "{}", path.display());
    }
    at(&app, "2026-11-21T19:05:00Z");
    let shown = app.notifier.shown();
    assert_eq!(shown.len(), 1, "in its place");
    assert_eq!(
        (shown[0].title.as_str(), shown[0].detail.as_str()),
        ("Reminder", "")
    );
    // Once, also after another kill; and its buttons answer.
    let app = app.killed();
    at(&app, "2026-11-21T19:06:00Z");
    assert_eq!(app.notifier.shown().len(), 0);
    assert!(app
        .app()
        .notice_answer(shown[0].id, NoticeAnswer::Taken)
        .unwrap());
    assert_eq!(app.notifier.closed(), [shown[0].id]);
    app.unlock();
    assert_eq!(states(&app), ["taken"]);
    assert!(!app.folder().join("reminders/shown").exists());
}

#[test]
fn what_a_killed_app_left_is_taken_away_when_it_is_answered_in_the_next() {
    let app = killed_with_a_name_on_the_screen();
    app.unlock();
    at(&app, "2026-11-21T19:05:00Z");
    assert_eq!(
        app.notifier.shown().len(),
        0,
        "it stands there, by its name"
    );
    app.call("vault_lock", json!({}));
    app.app().reminder_tend();
    let id = last(&app).id;
    assert_eq!(last(&app).detail, "");
    app.unlock();
    let today = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null });
    let occurrence = app.call("occurrence_list", today)[0]["occurrence"].clone();
    let answer =
        json!({ "occurrence": occurrence, "outcome": "taken", "at": null, "takeHome": null });
    app.call("reminder_answer", answer);
    app.app().reminder_tend();
    assert_eq!(app.notifier.closed(), [id]);
}

#[test]
fn nothing_of_another_desktop_is_touched() {
    let app = killed_with_a_name_on_the_screen();
    app.notifier.be_another();
    at(&app, "2026-11-21T19:05:00Z");
    assert_eq!(app.notifier.shown().len(), 0);
    assert_eq!(app.notifier.closed(), [0_u32; 0]);
}
