//! What a notification looks like and where it leads: how hard it presses, which time it is for, what an answer ahead of
//! that means, and what is opened.

use crate::my_meetings::{due, saturday};
use crate::notices::{at, last, states};
use mainstay_core::ports::{NoticeAnswer, Notification};
use mainstay_core::SchedulePutRequest;
use mainstay_support::TestApp;
use serde_json::{json, Value};

pub const IS_LOCKED: [bool; 2] = [false, true];

/// Rings once a day at a minute of the day, and before it by `leads`.
fn daily(minute: u16, leads: &[u32], nag: Value) -> Value {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-21", "untilOn": null,
        "times": { "kind": "at", "minutes": [minute] },
    });
    json!({
        "rule": { "kind": "civil", "phases": [phase], "zone": null },
        "reminder": {
            "preAlerts": leads, "nag": nag, "ringsInQuietHours": false, "grace": { "kind": "minutes", "minutes": 240 },
        },
    })
}

pub fn dose(app: &TestApp, leads: &[u32]) {
    dose_at(app, 19 * 60, leads);
}

#[track_caller]
pub fn dose_at(app: &TestApp, minute: u16, leads: &[u32]) {
    let owner = json!({ "kind": "medicine", "id": "019a45b6-4500-7303-8303-030303030303" });
    let nag = json!({ "minutes": 30, "times": 2 });
    let request = crate::with(daily(minute, leads, nag), json!({ "owner": owner }));
    let request: SchedulePutRequest = serde_json::from_value(request).unwrap();
    app.app().schedule_put(&request).unwrap();
}

pub fn own(app: &TestApp, minute: u16) {
    let words = json!({ "kind": "other", "words": "Water the plants" });
    let own = crate::with(daily(minute, &[], json!(null)), words);
    app.call("own_reminder_create", own);
}

/// A visit with a lead of an hour.
fn visit(app: &TestApp, day: &str, minute: u16) -> Value {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": day, "untilOn": day,
        "times": { "kind": "at", "minutes": [minute] },
    });
    let made = app.call(
        "appointment_create",
        json!({
            "kind": "therapy", "title": "Herons", "personId": null, "withWhom": "", "place": "", "link": "", "phone": "",
            "note": "", "minutes": 50, "rule": { "kind": "civil", "phases": [phase], "zone": null },
            "reminder": {
                "preAlerts": [60], "nag": null, "ringsInQuietHours": false,
                "grace": { "kind": "minutes", "minutes": 60 },
            },
        }),
    );
    made["value"]["id"].clone()
}

/// Its title, the label of its first button, and whether it goes through where others are held back.
pub fn shape(notification: &Notification) -> (&str, &str, bool) {
    assert!(notification.stays, "until it is answered");
    assert_eq!(notification.detail, "");
    let done = notification.buttons.first().map(|one| one.label.as_str());
    (
        &notification.title,
        done.unwrap_or_default(),
        notification.is_urgent,
    )
}

pub fn lock(app: &TestApp) {
    app.call("vault_lock", json!({}));
}

/// Ready to ring, locked or open.
pub fn stand_by(app: &TestApp, is_locked: bool) {
    app.app().reminder_tend();
    if is_locked {
        lock(app);
    }
}

pub fn shown(app: &TestApp) -> usize {
    app.notifier.shown().len()
}

/// Presses what stands on the last one, or the notification itself.
#[track_caller]
pub fn press(app: &TestApp, answer: NoticeAnswer) {
    let Notification { id, buttons, .. } = last(app);
    let stands = buttons.iter().any(|button| button.answer == answer);
    assert!(stands || answer == NoticeAnswer::Open, "{answer:?}");
    assert!(app.app().notice_answer(id, answer).unwrap());
}

#[test]
fn only_a_dose_that_is_due_or_asks_again_goes_through_where_others_are_held_back() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        dose(&app, &[25]);
        stand_by(&app, is_locked);
        at(&app, "2026-11-21T18:35:00Z");
        let ahead = last(&app);
        assert_eq!(shape(&ahead), ("Reminder for 19:00", "OK", false));
        at(&app, "2026-11-21T19:00:00Z");
        assert_eq!(shape(&last(&app)), ("Reminder", "Done", true));
        assert_eq!(last(&app).id, ahead.id, "in its place");
        at(&app, "2026-11-21T19:30:00Z");
        assert_eq!(shape(&last(&app)), ("Reminder", "Done", true), "a nag");
    }
}

#[test]
fn a_meeting_a_visit_and_a_reminder_of_ones_own_press_no_harder_than_others() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        saturday(&app);
        visit(&app, "2026-11-21", 20 * 60 + 15);
        own(&app, 21 * 60);
        stand_by(&app, is_locked);
        let mut said = Vec::new();
        for now in ["18:31", "19:00", "19:15", "20:15", "21:00"] {
            at(&app, &format!("2026-11-21T{now}:00Z"));
            let last = last(&app);
            let (title, done, is_urgent) = shape(&last);
            assert!(!is_urgent, "{title}");
            said.push(format!("{title}: {done}"));
        }
        let expected = [
            "Reminder for 19:00: OK",
            "Reminder: Done",
            "Reminder for 20:15: OK",
            "Reminder: Done",
            "Reminder: Done",
        ];
        assert_eq!(said, expected);
    }
}

fn titles(app: &TestApp) -> Vec<String> {
    let shown = app.notifier.shown().into_iter();
    shown.map(|one| one.title).collect()
}

#[test]
fn two_or_three_at_once_say_which_they_are_and_one_alone_does_not() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        for _ in 0..3 {
            dose_at(&app, 19 * 60, &[]);
        }
        dose_at(&app, 19 * 60 + 40, &[]);
        stand_by(&app, is_locked);
        at(&app, "2026-11-21T19:00:00Z");
        let of_three = ["Reminder 1 of 3", "Reminder 2 of 3", "Reminder 3 of 3"];
        assert_eq!(titles(&app), of_three);
        let second = app.notifier.shown()[1].id;
        let skipped = app.app().notice_answer(second, NoticeAnswer::Skip);
        assert!(skipped.unwrap());
        at(&app, "2026-11-21T19:30:00Z");
        let of_two = ["Reminder 1 of 2", "Reminder 2 of 2"];
        assert_eq!(titles(&app)[3..], of_two, "the others ask again");
        at(&app, "2026-11-21T19:40:00Z");
        assert_eq!(last(&app).title, "Reminder", "locked {is_locked}");
    }
}

#[test]
fn a_name_tells_two_apart_until_it_is_hidden() {
    let app = TestApp::open();
    app.call("settings_update", json!({ "discreetNotifications": false }));
    visit(&app, "2026-11-21", 20 * 60);
    visit(&app, "2026-11-21", 20 * 60);
    at(&app, "2026-11-21T20:00:00Z");
    assert_eq!(titles(&app), ["Reminder", "Reminder"]);
    assert_eq!(last(&app).detail, "Herons");
    lock(&app);
    at(&app, "2026-11-21T20:01:00Z");
    let mut nameless = titles(&app).split_off(2);
    nameless.sort();
    assert_eq!(nameless, ["Reminder 1 of 2", "Reminder 2 of 2"]);
}

#[test]
fn what_rings_days_ahead_says_the_day() {
    let app = TestApp::open();
    dose(&app, &[2 * 24 * 60]);
    at(&app, "2026-11-21T19:00:00Z");
    let titles: Vec<String> = app
        .notifier
        .shown()
        .into_iter()
        .map(|one| one.title)
        .collect();
    assert!(
        titles.contains(&"Reminder for Mon 23 Nov 2026, 19:00".to_owned()),
        "{titles:?}"
    );
}

#[test]
fn many_at_once_press_as_hard_as_a_dose_among_them_and_what_went_by_does_not() {
    let app = TestApp::open();
    for _ in 0..4 {
        own(&app, 19 * 60);
    }
    at(&app, "2026-11-21T19:00:00Z");
    assert_eq!(shape(&last(&app)), ("4 reminders", "All done", false));
    dose_at(&app, 20 * 60, &[]);
    for _ in 0..3 {
        own(&app, 20 * 60);
    }
    at(&app, "2026-11-21T20:00:00Z");
    // With those that nobody has answered yet.
    assert_eq!(shape(&last(&app)), ("8 reminders", "All done", true));
    at(&app, "2026-11-23T06:00:00Z");
    let passed = "8 reminders came while nothing could ring";
    assert_eq!(shape(&last(&app)), (passed, "", false));
}

#[test]
fn what_loses_its_name_at_a_lock_or_a_kill_looks_as_before() {
    for is_killed in [false, true] {
        let app = TestApp::open();
        app.call("settings_update", json!({ "discreetNotifications": false }));
        visit(&app, "2026-11-21", 20 * 60);
        at(&app, "2026-11-21T19:00:00Z");
        assert_eq!(last(&app).detail, "Herons");
        let app = if is_killed {
            app.killed()
        } else {
            lock(&app);
            app
        };
        at(&app, "2026-11-21T19:01:00Z");
        assert_eq!(shape(&last(&app)), ("Reminder for 20:00", "OK", false));
    }
}

/// What can own a schedule, and an injection.
pub fn owners() -> Vec<(&'static str, Option<Value>)> {
    let injection = json!({
        "kind": "long_acting", "earliest": 26, "target": 28, "latest": 42, "firstOn": "2026-11-21", "at": 19 * 60,
        "zone": null,
    });
    let mut all: Vec<_> = ["medicine", "meeting", "appointment", "reminder", "other"]
        .into_iter()
        .map(|kind| (kind, None))
        .collect();
    all.push(("medicine", Some(injection)));
    all
}

/// Due at 19:00, with a heads-up at 18:35.
#[track_caller]
pub fn owned(app: &TestApp, kind: &str, rule: Option<Value>) {
    let owner = json!({ "kind": kind, "id": "019a45b6-4500-7303-8303-030303030303" });
    let mut request = crate::with(
        daily(19 * 60, &[25], json!(null)),
        json!({ "owner": owner }),
    );
    if let Some(rule) = rule {
        request["rule"] = rule;
    }
    let request: SchedulePutRequest = serde_json::from_value(request).unwrap();
    app.app().schedule_put(&request).unwrap();
}

pub fn today(app: &TestApp) -> Value {
    let day = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null });
    app.call("occurrence_list", day)[0].clone()
}

#[test]
fn no_button_of_a_heads_up_answers_anything_and_it_asks_at_its_time() {
    for (kind, rule) in owners() {
        for is_locked in IS_LOCKED {
            for answer in [NoticeAnswer::Heard, NoticeAnswer::Snooze] {
                let what = format!("{kind}, {answer:?}, locked {is_locked}");
                let app = TestApp::open();
                owned(&app, kind, rule.clone());
                stand_by(&app, is_locked);
                at(&app, "2026-11-21T18:35:00Z");
                let labels: Vec<_> = last(&app)
                    .buttons
                    .into_iter()
                    .map(|one| one.label)
                    .collect();
                assert_eq!(labels, ["OK", "Later"], "{what}");
                press(&app, answer);
                at(&app, "2026-11-21T18:46:00Z");
                let before = shown(&app);
                at(&app, "2026-11-21T19:00:00Z");
                assert_eq!(shown(&app), before + 1, "{what}");
                assert_eq!(shape(&last(&app)), ("Reminder", "Done", kind == "medicine"));
                if is_locked {
                    app.unlock();
                }
                let now = today(&app);
                assert_eq!(
                    (&now["state"], &now["answer"]),
                    (&json!("raised"), &Value::Null),
                    "{what}"
                );
                press(&app, NoticeAnswer::Taken);
                assert_eq!(today(&app)["state"], "taken", "{what}");
            }
        }
    }
}

#[test]
fn what_is_pressed_at_its_time_is_an_answer_also_after_an_ok_and_silences_it() {
    for (kind, rule) in owners() {
        for is_locked in IS_LOCKED {
            let what = format!("{kind}, locked {is_locked}");
            let app = TestApp::open();
            owned(&app, kind, rule.clone());
            stand_by(&app, is_locked);
            at(&app, "2026-11-21T18:35:00Z");
            press(&app, NoticeAnswer::Heard);
            at(&app, "2026-11-21T19:00:00Z");
            press(&app, NoticeAnswer::Taken);
            let before = shown(&app);
            at(&app, "2026-11-21T19:01:00Z");
            if is_locked {
                app.unlock();
            }
            at(&app, "2026-11-21T19:02:00Z");
            assert_eq!(shown(&app), before, "{what}");
            assert_eq!(today(&app)["state"], "taken", "{what}");
        }
    }
}

#[test]
fn a_clock_that_is_put_back_behind_a_dose_that_rang_makes_no_answer_an_ok() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        dose(&app, &[]);
        stand_by(&app, is_locked);
        at(&app, "2026-11-21T19:00:00Z");
        at(&app, "2026-11-21T18:55:00Z");
        press(&app, NoticeAnswer::Taken);
        at(&app, "2026-11-21T19:00:00Z");
        if is_locked {
            app.unlock();
        }
        assert_eq!(today(&app)["state"], "taken", "locked {is_locked}");
        assert_eq!(shown(&app), 1);
    }
}

#[test]
fn ok_while_locked_is_going_and_it_asks_at_the_start_also_after_a_kill_or_an_unlock() {
    for is_killed in [false, true] {
        let app = TestApp::open();
        saturday(&app);
        stand_by(&app, true);
        at(&app, "2026-11-21T18:31:00Z");
        press(&app, NoticeAnswer::Heard);
        let app = if is_killed {
            app.killed()
        } else {
            app.unlock();
            assert_eq!(due(&app, 24)[0]["said"], "going");
            app
        };
        at(&app, "2026-11-21T19:00:00Z");
        assert_eq!(shape(&last(&app)), ("Reminder", "Done", false));
    }
}

#[test]
fn later_ahead_of_its_time_does_not_stand_in_for_the_time_itself() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        dose(&app, &[25]);
        stand_by(&app, is_locked);
        at(&app, "2026-11-21T18:35:00Z");
        press(&app, NoticeAnswer::Snooze);
        at(&app, "2026-11-21T18:45:00Z");
        assert_eq!(
            shape(&last(&app)),
            ("Reminder for 19:00", "OK", false),
            "later, and still ahead"
        );
        press(&app, NoticeAnswer::Snooze);
        at(&app, "2026-11-21T18:55:00Z");
        assert_eq!(shown(&app), 3);
        at(&app, "2026-11-21T19:00:00Z");
        assert_eq!(shown(&app), 4, "locked {is_locked}");
        assert_eq!(shape(&last(&app)), ("Reminder", "Done", true));
    }
}

#[test]
fn touching_a_notification_leads_to_what_it_was_about_once_and_after_the_unlock() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        let meeting = saturday(&app);
        let visit = visit(&app, "2026-11-21", 20 * 60 + 15);
        own(&app, 21 * 60);
        dose_at(&app, 22 * 60, &[]);
        let place = |now: &str| {
            stand_by(&app, is_locked);
            at(&app, now);
            press(&app, NoticeAnswer::Open);
            if is_locked {
                let refused = app.refused("reminder_place_get", json!({})).0;
                assert_eq!(refused, "locked");
                app.unlock();
            }
            let place = app.call("reminder_place_get", json!({}));
            assert_eq!(app.call("reminder_place_get", json!({})), Value::Null);
            place
        };
        let of = |kind: &str, id: &Value| json!({ "kind": kind, "id": id });
        assert_eq!(place("2026-11-21T18:31:00Z"), of("meeting", &meeting));
        assert_eq!(place("2026-11-21T19:15:00Z"), of("appointment", &visit));
        assert_eq!(place("2026-11-21T21:00:00Z"), json!({ "kind": "today" }));
        assert_eq!(place("2026-11-21T22:00:00Z"), json!({ "kind": "today" }));
        assert_eq!(states(&app)[3], "raised", "it was not answered by that");
    }
}

#[test]
fn a_dose_ahead_leads_to_its_medicine_and_one_that_is_over_to_its_day() {
    let app = TestApp::open();
    dose(&app, &[24 * 60]);
    at(&app, "2026-11-21T19:30:00Z");
    let notices = app.notifier.shown();
    let ahead = notices.iter().find(|one| one.title.contains("22 Nov"));
    let open = |id| app.app().notice_answer(id, NoticeAnswer::Open).unwrap();
    assert!(open(ahead.unwrap().id));
    let place = app.call("reminder_place_get", json!({}));
    assert_eq!(place["kind"], "medicine");
    // Due on the 21st and open for four hours; touched two days later, before any look.
    let of_today = notices.iter().find(|one| one.title == "Reminder");
    app.clock.set("2026-11-23T12:00:00Z");
    app.app().reminder_look().unwrap();
    assert!(open(of_today.unwrap().id));
    let place = app.call("reminder_place_get", json!({}));
    assert_eq!(place, json!({ "kind": "doses", "day": "2026-11-21" }));
}
