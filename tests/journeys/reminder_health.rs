//! Whether reminders can be relied on here: what the page says of the last one, the next one, what came meanwhile, and
//! what the device refuses.

use crate::elsewhere::{choose, proof};
use crate::own_reminders::fields;
use mainstay_support::{TestApp, PASSPHRASE};
use serde_json::{json, Value};

/// One of the person's own, each day at nineteen hours; the clock says half past six.
fn remind(app: &TestApp) {
    let each_evening = fields("other", "Water the plants", &[19 * 60]);
    app.call("own_reminder_create", each_evening);
}

fn health(app: &TestApp) -> Value {
    app.call("reminder_health_get", json!({}))
}

/// Day and hour of what came while nothing could ring.
pub fn came(health: &Value) -> Vec<String> {
    let all = health["cameWhileOff"].as_array().unwrap().iter();
    let at = |ms: Option<i64>| chrono::DateTime::from_timestamp_millis(ms.unwrap()).unwrap();
    all.map(|one| at(one["dueMs"].as_i64()).format("%dT%H").to_string())
        .collect()
}

fn ms(time: &str) -> Value {
    let at = chrono::DateTime::parse_from_rfc3339(time).expect("a time");
    at.timestamp_millis().into()
}

fn tend_at(app: &TestApp, now: &str) {
    app.clock.set(now);
    app.app().reminder_tend();
}

#[test]
fn it_says_what_was_shown_last_and_what_comes_next() {
    let app = TestApp::open();
    let none = health(&app);
    assert_eq!(none["lastShownMs"], Value::Null);
    assert_eq!(none["nextMs"], Value::Null);
    assert_eq!(came(&none), [""; 0]);
    assert_eq!(
        none["notices"],
        json!({ "shows": true, "buttons": true, "holds": false })
    );
    remind(&app);
    app.app().reminder_tend();
    let planned = health(&app);
    assert_eq!(planned["nextMs"], ms("2026-11-21T19:00:00Z"));
    assert_eq!(planned["lastShownMs"], Value::Null, "it has not rung");
    tend_at(&app, "2026-11-21T19:00:00Z");
    let rang = health(&app);
    assert_eq!(rang["lastShownMs"], ms("2026-11-21T19:00:00Z"));
    assert_eq!(rang["nextMs"], ms("2026-11-22T19:00:00Z"));
    assert_eq!(came(&rang), [""; 0], "it rang");
}

#[test]
fn what_came_while_nothing_could_ring_is_listed_newest_first_for_a_week() {
    let app = TestApp::open();
    remind(&app);
    let app = app.restarted();
    app.clock.set("2026-11-24T08:00:00Z");
    app.unlock();
    app.app().reminder_tend();
    assert_eq!(came(&health(&app)), ["23T19", "22T19", "21T19"]);
    assert_eq!(
        health(&app)["lastShownMs"],
        Value::Null,
        "a count of several is none of them"
    );
    app.clock.set("2026-11-29T20:00:00Z");
    let since = ["28T19", "27T19", "26T19", "25T19", "24T19", "23T19"];
    assert_eq!(
        came(&health(&app)),
        since,
        "an older one is told of no more"
    );
}

fn trouble(app: &TestApp) -> Value {
    app.call("today_get", json!({}))["reminderTrouble"].clone()
}

#[test]
fn a_notification_that_the_device_refuses_is_said_until_one_is_shown() {
    let app = TestApp::open();
    remind(&app);
    app.notifier.refuse(true);
    assert_eq!(health(&app)["refused"], false, "none was tried");
    tend_at(&app, "2026-11-21T19:00:00Z");
    assert_eq!(health(&app)["refused"], true);
    assert_eq!(health(&app)["lastShownMs"], Value::Null);
    assert_eq!(trouble(&app), "refused", "Today says so, too");
    app.notifier.refuse(false);
    tend_at(&app, "2026-11-21T19:01:00Z");
    assert_eq!(health(&app)["refused"], false, "it was tried again");
    assert_eq!(trouble(&app), Value::Null);
    assert_eq!(app.notifier.shown().len(), 1);
}

#[test]
fn a_device_whose_zone_cannot_be_told_is_said_on_today_and_with_the_reminders() {
    let app = TestApp::open();
    assert_eq!(health(&app)["zoneUnknown"], false);
    assert_eq!(trouble(&app), Value::Null);
    app.clock.lose_zone();
    assert_eq!(health(&app)["zoneUnknown"], true);
    assert_eq!(trouble(&app), "zone");
    // That nothing rings is graver than that it may ring at another hour.
    remind(&app);
    app.notifier.refuse(true);
    tend_at(&app, "2026-11-21T19:00:00Z");
    assert_eq!(trouble(&app), "refused");
}

#[test]
fn while_the_device_does_not_answer_the_screens_do_and_say_what_was_known() {
    let app = TestApp::open();
    remind(&app);
    app.notifier.refuse(true);
    tend_at(&app, "2026-11-21T19:00:00Z");
    let (tries, hanging) = (app.notifier.asked(), app.notifier.hang());
    app.clock.set("2026-11-21T19:01:00Z");
    std::thread::scope(|scope| {
        scope.spawn(|| app.app().reminder_tend());
        let asks = |_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            app.notifier.asked() > tries
        };
        assert!((0..3_000).any(asks), "it was never asked");
        let (tell, told) = std::sync::mpsc::channel();
        let app = &app;
        scope.spawn(move || {
            let _ = tell.send((trouble(app), health(app)["refused"].clone()));
        });
        let said = told.recv_timeout(std::time::Duration::from_secs(30));
        drop(hanging);
        assert_eq!(said.expect("an answer"), ("refused".into(), true.into()));
    });
}

#[test]
fn one_to_look_at_says_nothing_of_anybody_and_a_refusal_is_said() {
    let app = TestApp::open();
    app.call("reminder_test", json!({}));
    let shown = app.notifier.shown();
    assert_eq!(shown.len(), 1);
    let test = &shown[0];
    assert_eq!(test.title, "Test: this is what a reminder looks like");
    assert_eq!(test.detail, "Its buttons only close it.");
    assert!(test.is_urgent && test.stays, "as that of a dose");
    let labels: Vec<_> = test.buttons.iter().map(|one| &one.label).collect();
    assert_eq!(labels, ["Done", "Later", "Skip"]);
    for button in &test.buttons {
        let before = app.notifier.closed().len();
        assert!(app.app().notice_answer(test.id, button.answer).unwrap());
        assert_eq!(app.notifier.closed()[before..], [test.id]);
    }
    app.app().reminder_tend();
    assert_eq!(app.notifier.shown().len(), 1, "nothing came of it");
    app.notifier.refuse(true);
    let (code, _) = app.refused("reminder_test", json!({}));
    assert_eq!(code, "no_notices");
    let told = health(&app);
    assert_eq!(told["refused"], true);
    assert_eq!(
        told["notices"],
        json!({ "shows": false, "buttons": false, "holds": false })
    );
    app.notifier.refuse(false);
    app.call("reminder_test", json!({}));
    assert_eq!(health(&app)["refused"], false);
}

#[test]
fn a_start_at_login_is_what_the_system_says_it_is() {
    let app = TestApp::open();
    assert_eq!(health(&app)["startsAtLogin"], false);
    app.call("start_at_login_update", json!({ "on": true }));
    assert_eq!(health(&app)["startsAtLogin"], true);
    app.login.refuse(true);
    let (code, _) = app.refused("start_at_login_update", json!({ "on": false }));
    assert_eq!(code, "no_start_at_login");
    assert_eq!(
        health(&app)["startsAtLogin"],
        Value::Null,
        "a system that does not answer is not believed to do either"
    );
    app.login.refuse(false);
    assert_eq!(health(&app)["startsAtLogin"], true);
    app.call("start_at_login_update", json!({ "on": false }));
    assert_eq!(health(&app)["startsAtLogin"], false);
}

fn asked(app: &TestApp, soon: bool) -> Value {
    app.call("device_question_get", json!({ "soon": soon }))
}

#[test]
fn what_this_device_needs_is_asked_once_as_soon_as_anything_can_ring() {
    let question = json!({ "shows": true, "startsAtLogin": false, "isAsked": true });
    for (what, make) in crate::came_while_off::OF_ANY_KIND {
        let app = TestApp::open();
        assert_eq!(asked(&app, false), Value::Null, "nothing can ring");
        assert_eq!(asked(&app, true), question, "the first is being set");
        make(&app);
        assert_eq!(asked(&app, false), question, "{what}");
        app.call("device_question_dismiss", json!({}));
        assert_eq!(asked(&app, false), Value::Null, "{what}");
        let app = app.restarted();
        app.unlock();
        assert_eq!(asked(&app, false), Value::Null, "once");
        assert_eq!(asked(&app, true), Value::Null, "nor with the next one");
    }
}

#[test]
fn a_journal_that_is_brought_to_another_device_is_asked_there_and_one_brought_back_here_is_not() {
    let app = TestApp::open();
    remind(&app);
    app.call("device_question_dismiss", json!({}));
    let stick = tempfile::TempDir::new().unwrap();
    let file = stick.path().join("journal.age");
    choose(&app, "save", &file);
    app.call("elsewhere_create", proof(PASSPHRASE));
    let there = TestApp::empty();
    for (device, is_asked) in [(&there, true), (&app, false)] {
        choose(device, "open", &file);
        device.call("elsewhere_restore", proof(PASSPHRASE));
        device.unlock();
        assert_eq!(!asked(device, false).is_null(), is_asked);
    }
    there.call("device_question_dismiss", json!({}));
    assert_eq!(asked(&there, false), Value::Null);
}

#[test]
fn who_chose_about_the_start_is_not_asked_and_a_device_that_shows_nothing_is_told_of() {
    let app = TestApp::open();
    remind(&app);
    app.login.refuse(true);
    assert_eq!(asked(&app, false), Value::Null, "it cannot be asked");
    app.login.refuse(false);
    app.notifier.refuse(true);
    let told = json!({ "shows": false, "startsAtLogin": false, "isAsked": true });
    assert_eq!(asked(&app, false), told);
    app.call("start_at_login_update", json!({ "on": false }));
    assert_eq!(asked(&app, false), Value::Null, "it was answered");
    let told = json!({ "shows": false, "startsAtLogin": false, "isAsked": false });
    assert_eq!(asked(&app, true), told, "with a dose it is said again");
    app.notifier.refuse(false);
    assert_eq!(asked(&app, true), Value::Null);
}

#[test]
fn where_all_is_well_nothing_is_asked() {
    let app = TestApp::open();
    remind(&app);
    app.call("start_at_login_update", json!({ "on": true }));
    assert_eq!(asked(&app, false), Value::Null);
    assert_eq!(asked(&app, true), Value::Null);
}

#[test]
fn what_closing_the_window_does_is_said_once_as_soon_as_something_can_ring() {
    let app = TestApp::open();
    let tells = |app: &TestApp| app.call("ahead_get", json!({}))["tellsClosing"].clone();
    assert_eq!(tells(&app), false, "nothing can ring");
    remind(&app);
    assert_eq!(tells(&app), true);
    app.call("settings_update", json!({ "ringsWhenClosed": false }));
    assert_eq!(tells(&app), false, "it does not stay");
    app.call("settings_update", json!({ "ringsWhenClosed": true }));
    app.call("closing_dismiss", json!({}));
    assert_eq!(tells(&app), false);
    let app = app.restarted();
    app.unlock();
    assert_eq!(tells(&app), false, "once");
}

#[test]
fn quitting_locks_and_ends_the_program() {
    let app = TestApp::open();
    remind(&app);
    assert_eq!(health(&app)["canQuit"], true);
    app.call("app_quit", json!({}));
    assert!(app.program.has_quit());
    assert_eq!(app.call("app_status", json!({}))["state"], "locked");
    assert!(
        app.app().keeps_ringing(),
        "the next start rings what is kept"
    );
}
