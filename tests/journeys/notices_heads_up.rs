//! A heads-up that is pressed once its time has come, because nothing took its place on the screen: the device slept,
//! quiet hours hold what is due, or several that ring are told of as one. "OK" stood on it, and is no answer. Nor is it
//! where the system takes nothing away that it has shown, or on a journey.

use crate::my_meetings::{due, saturday};
use crate::notices::{at, last};
use crate::notices_shape::{
    dose, dose_at, own, owned, owners, press, shape, shown, stand_by, today, IS_LOCKED,
};
use mainstay_core::ports::NoticeAnswer;
use mainstay_support::TestApp;
use serde_json::{json, Value};

#[track_caller]
fn press_on(app: &TestApp, id: u32, answer: NoticeAnswer) -> bool {
    app.app().notice_answer(id, answer).unwrap()
}

#[test]
fn what_is_pressed_between_its_time_and_the_next_look_answers_nothing_and_it_asks_then() {
    for (kind, rule) in owners() {
        for is_locked in IS_LOCKED {
            let what = format!("{kind}, locked {is_locked}");
            let app = TestApp::open();
            owned(&app, kind, rule.clone());
            stand_by(&app, is_locked);
            at(&app, "2026-11-21T18:35:00Z");
            let before = shown(&app);
            app.clock.set("2026-11-21T19:00:20Z");
            press(&app, NoticeAnswer::Heard);
            at(&app, "2026-11-21T19:00:21Z");
            assert_eq!(shown(&app), before + 1, "{what}");
            assert_eq!(shape(&last(&app)).1, "Done", "{what}");
            if is_locked {
                app.unlock();
            }
            assert_eq!(today(&app)["answer"], Value::Null, "{what}");
            press(&app, NoticeAnswer::Taken);
            assert_eq!(today(&app)["state"], "taken", "{what}");
        }
    }
}

#[test]
fn what_quiet_hours_hold_is_asked_when_they_end_though_the_heads_up_was_pressed_in_them() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        let night = json!({ "on": true, "from": 22 * 60, "until": 60 });
        app.call("settings_update", json!({ "quietHours": night }));
        dose_at(&app, 22 * 60 + 15, &[25]);
        stand_by(&app, is_locked);
        at(&app, "2026-11-21T21:50:00Z");
        let before = shown(&app);
        at(&app, "2026-11-21T22:30:00Z");
        assert_eq!(shown(&app), before, "locked {is_locked}");
        press(&app, NoticeAnswer::Heard);
        at(&app, "2026-11-22T01:00:00Z");
        assert_eq!(shown(&app), before + 1, "locked {is_locked}");
        assert_eq!(shape(&last(&app)), ("Reminder", "Done", true));
        if is_locked {
            app.unlock();
        }
        assert_eq!(today(&app)["answer"], Value::Null, "locked {is_locked}");
    }
}

#[test]
fn several_at_once_take_the_place_of_a_heads_up_and_its_button_answers_nothing() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        dose(&app, &[25]);
        for _ in 0..3 {
            own(&app, 19 * 60);
        }
        stand_by(&app, is_locked);
        at(&app, "2026-11-21T18:35:00Z");
        let heads_up = last(&app).id;
        at(&app, "2026-11-21T19:00:00Z");
        assert_eq!(shape(&last(&app)), ("4 reminders", "All done", true));
        assert_eq!(app.notifier.closed(), [heads_up], "locked {is_locked}");
        // It was pressed before it was gone; open, nobody knows it any more.
        assert_eq!(press_on(&app, heads_up, NoticeAnswer::Heard), is_locked);
        if is_locked {
            app.unlock();
        }
        assert_eq!(today(&app)["answer"], Value::Null, "locked {is_locked}");
    }
}

#[test]
fn several_at_once_leave_what_is_due_on_the_screen_with_its_buttons() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        dose(&app, &[]);
        for _ in 0..3 {
            own(&app, 19 * 60 + 30);
        }
        stand_by(&app, is_locked);
        at(&app, "2026-11-21T19:00:00Z");
        let dose = last(&app).id;
        at(&app, "2026-11-21T19:30:00Z");
        assert_eq!(
            shape(&last(&app)),
            ("4 reminders", "All done", true),
            "with its nag"
        );
        assert!(app.notifier.closed().is_empty());
        assert!(press_on(&app, dose, NoticeAnswer::Taken));
        if is_locked {
            app.unlock();
        }
        assert_eq!(today(&app)["state"], "taken", "locked {is_locked}");
    }
}

#[test]
fn ok_on_the_heads_up_of_a_meeting_that_has_begun_says_neither_going_nor_that_one_was_there() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        saturday(&app);
        stand_by(&app, is_locked);
        at(&app, "2026-11-21T18:31:00Z");
        app.clock.set("2026-11-21T19:05:00Z");
        press(&app, NoticeAnswer::Heard);
        if is_locked {
            app.unlock();
        }
        assert_eq!(due(&app, 24)[0]["said"], "nothing", "locked {is_locked}");
        assert_eq!(today(&app)["answer"], Value::Null);
    }
}

#[test]
fn after_a_kill_it_is_still_a_heads_up() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        dose(&app, &[25]);
        stand_by(&app, is_locked);
        at(&app, "2026-11-21T18:35:00Z");
        let id = last(&app).id;
        let app = app.killed();
        app.clock.set("2026-11-21T19:01:00Z");
        assert!(press_on(&app, id, NoticeAnswer::Heard));
        app.unlock();
        assert_eq!(today(&app)["answer"], Value::Null, "locked {is_locked}");
    }
}

#[test]
fn where_the_system_takes_nothing_away_the_old_heads_up_answers_nothing_beside_what_is_due() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        dose(&app, &[25]);
        stand_by(&app, is_locked);
        at(&app, "2026-11-21T18:35:00Z");
        let id = last(&app).id;
        at(&app, "2026-11-21T19:00:00Z");
        assert_eq!(shape(&last(&app)), ("Reminder", "Done", true));
        assert!(press_on(&app, id, NoticeAnswer::Heard));
        let before = shown(&app);
        if is_locked {
            app.unlock();
        }
        assert_eq!(today(&app)["answer"], Value::Null, "locked {is_locked}");
        assert_eq!(shown(&app), before);
    }
}

#[test]
fn ok_before_a_journey_that_brings_its_time_forward_answers_nothing() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        dose(&app, &[25]);
        stand_by(&app, is_locked);
        at(&app, "2026-11-21T18:35:00Z");
        app.clock.set("2026-11-21T18:40:00Z");
        press(&app, NoticeAnswer::Heard);
        app.clock.travel("Europe/Paris");
        at(&app, "2026-11-21T18:41:00Z");
        if is_locked {
            app.unlock();
        }
        assert_eq!(today(&app)["answer"], Value::Null, "locked {is_locked}");
        assert_eq!(shape(&last(&app)), ("Reminder", "Done", true));
    }
}
