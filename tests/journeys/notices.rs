//! Notifications of reminders: shown by a neutral phrase while the vault is open and while it is locked, answered in
//! place, and never asked about twice.

use mainstay_core::ports::{NoticeAnswer, Notification};
use mainstay_core::{SchedulePutRequest, Tended};
use mainstay_support::{files_under, TestApp};
use serde_json::json;
use std::time::Duration;

/// Due each day at minutes of the day, with a nag every half hour, twice.
#[track_caller]
pub fn put(app: &TestApp, minutes: &[u16], nags: bool) {
    let nag = json!({ "minutes": 30, "times": 2 });
    let half_way = json!({ "kind": "half_way", "minutes": 240 });
    put_so(app, minutes, if nags { nag } else { json!(null) }, half_way);
}

/// Due each day at a minute of the day, and open for so many.
#[track_caller]
fn put_open_for(app: &TestApp, minute: u16, open_for: u16) {
    let grace = json!({ "kind": "minutes", "minutes": open_for });
    put_so(app, &[minute], json!(null), grace);
}

/// Due each day at a minute of the day, with four nags.
#[track_caller]
fn put_nagging(app: &TestApp, minute: u16) {
    let half_way = json!({ "kind": "half_way", "minutes": 240 });
    put_so(
        app,
        &[minute],
        json!({ "minutes": 7, "times": 4 }),
        half_way,
    );
}

#[track_caller]
pub fn put_so(app: &TestApp, minutes: &[u16], nag: serde_json::Value, grace: serde_json::Value) {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-01", "untilOn": null,
        "times": { "kind": "at", "minutes": minutes },
    });
    let request = json!({
        "owner": { "kind": "medicine", "id": "019a45b6-4500-7303-8303-030303030303" },
        "rule": { "kind": "civil", "phases": [phase], "zone": null },
        "reminder": {
            "preAlerts": [], "nag": nag, "ringsInQuietHours": false, "grace": grace,
        },
    });
    let request: SchedulePutRequest = serde_json::from_value(request).unwrap();
    app.app().schedule_put(&request).unwrap();
}

pub fn at(app: &TestApp, now: &str) -> Tended {
    app.clock.set(now);
    app.app().reminder_tend()
}

fn titles(app: &TestApp) -> Vec<String> {
    let shown = app.notifier.shown().into_iter();
    shown.map(|notification| notification.title).collect()
}

#[track_caller]
pub fn last(app: &TestApp) -> Notification {
    app.notifier.shown().pop().expect("something was shown")
}

#[track_caller]
fn press(app: &TestApp, answer: NoticeAnswer) -> bool {
    app.app().notice_answer(last(app).id, answer).unwrap()
}

pub fn states(app: &TestApp) -> Vec<String> {
    let today = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null });
    let list = app.call("occurrence_list", today);
    let list = list.as_array().unwrap().iter();
    list.map(|one| one["state"].as_str().unwrap().to_owned())
        .collect()
}

fn lock(app: &TestApp) {
    app.call("vault_lock", json!({}));
}

#[test]
fn it_says_a_neutral_phrase_at_its_time_and_goes_when_it_is_answered() {
    let app = TestApp::open();
    assert_eq!(
        app.app().reminder_tend(),
        Tended::default(),
        "nothing can ring"
    );
    put(&app, &[19 * 60], false);
    let tended = app.app().reminder_tend();
    assert_eq!(tended.next, Some(Duration::from_secs(30 * 60)));
    assert_eq!(titles(&app), [""; 0]);
    assert!(at(&app, "2026-11-21T19:00:00Z").changed);
    let shown = last(&app);
    assert_eq!(
        (shown.title.as_str(), shown.detail.as_str()),
        ("Reminder", "")
    );
    let labels: Vec<&str> = shown
        .buttons
        .iter()
        .map(|button| button.label.as_str())
        .collect();
    assert_eq!(labels, ["Done", "Later", "Skip"]);
    assert!(!at(&app, "2026-11-21T19:01:00Z").changed);
    assert_eq!(titles(&app).len(), 1, "once");
    assert!(press(&app, NoticeAnswer::Taken));
    assert_eq!(states(&app), ["taken"]);
    assert_eq!(app.notifier.closed(), [shown.id]);
    assert!(
        !press(&app, NoticeAnswer::Skip),
        "a second press is none of ours"
    );
    assert_eq!(states(&app), ["taken"]);
    assert!(!app.app().notice_answer(4_711, NoticeAnswer::Taken).unwrap());
}

#[test]
fn asking_again_takes_the_place_of_what_stands_there_and_an_answer_in_the_app_takes_it_away() {
    let app = TestApp::open();
    put(&app, &[19 * 60], true);
    for now in ["19:00", "19:30", "20:00", "20:30"] {
        at(&app, &format!("2026-11-21T{now}:00Z"));
    }
    let shown = app.notifier.shown();
    assert_eq!(shown.len(), 3, "at its time and twice more");
    assert!(shown.iter().all(|one| one.id == last(&app).id));
    let occurrence = app.call(
        "occurrence_list",
        json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null }),
    )[0]["occurrence"]
        .clone();
    let answer =
        json!({ "occurrence": occurrence, "outcome": "taken", "at": null, "takeHome": null });
    app.call("reminder_answer", answer);
    assert!(app.app().reminder_tend().changed);
    assert_eq!(app.notifier.closed(), [last(&app).id]);
}

#[test]
fn later_asks_again_in_ten_minutes() {
    let app = TestApp::open();
    put(&app, &[19 * 60], false);
    at(&app, "2026-11-21T19:00:00Z");
    assert!(press(&app, NoticeAnswer::Snooze));
    let tended = at(&app, "2026-11-21T19:09:59Z");
    assert_eq!(
        (tended.changed, tended.next),
        (false, Some(Duration::from_secs(1)))
    );
    assert!(at(&app, "2026-11-21T19:10:00Z").changed);
    assert!(press(&app, NoticeAnswer::Skip));
    assert_eq!(states(&app), ["skipped"]);
}

#[test]
fn more_than_three_at_once_are_one_notification() {
    let app = TestApp::open();
    for _ in 0..4 {
        put(&app, &[19 * 60], false);
    }
    at(&app, "2026-11-21T19:00:00Z");
    assert_eq!(titles(&app), ["4 reminders"]);
    assert_eq!(last(&app).buttons.len(), 2);
}

#[test]
fn what_the_system_does_not_show_is_shown_when_it_can() {
    let app = TestApp::open();
    put(&app, &[19 * 60], false);
    app.notifier.refuse(true);
    let tended = at(&app, "2026-11-21T19:00:00Z");
    assert_eq!(tended.next, Some(Duration::from_secs(60)));
    app.notifier.refuse(false);
    at(&app, "2026-11-21T19:01:00Z");
    at(&app, "2026-11-21T19:02:00Z");
    assert_eq!(titles(&app), ["Reminder"]);
}

#[test]
fn a_locked_vault_rings_and_takes_the_answer_sealed() {
    let app = TestApp::open();
    put(&app, &[19 * 60, 20 * 60], true);
    lock(&app);
    let tended = app.app().reminder_tend();
    assert_eq!(tended.next, Some(Duration::from_secs(30 * 60)));
    assert!(at(&app, "2026-11-21T19:00:00Z").changed);
    assert!(!at(&app, "2026-11-21T19:00:30Z").changed);
    assert_eq!(titles(&app), ["Reminder"]);
    assert!(press(&app, NoticeAnswer::Taken));
    at(&app, "2026-11-21T19:31:00Z");
    assert_eq!(titles(&app).len(), 1, "no nag about what was answered");
    at(&app, "2026-11-21T20:00:00Z");
    assert_eq!(titles(&app).len(), 2);
    app.unlock();
    assert_eq!(states(&app), ["taken", "raised"]);
    app.app().reminder_tend();
    assert_eq!(titles(&app).len(), 2, "the ledger knows what rang");
    assert!(press(&app, NoticeAnswer::Skip));
    assert_eq!(states(&app), ["taken", "skipped"]);
}

#[test]
fn after_a_restart_a_vault_that_nobody_opened_rings_too() {
    let app = TestApp::open();
    put(&app, &[19 * 60], true);
    app.app().reminder_tend();
    let app = app.killed();
    at(&app, "2026-11-21T19:00:00Z");
    assert_eq!(titles(&app), ["Reminder"]);
    let app = app.killed();
    at(&app, "2026-11-21T19:05:00Z");
    assert_eq!(titles(&app), [""; 0], "it was on the screen");
    at(&app, "2026-11-21T19:30:00Z");
    assert_eq!(titles(&app), ["Reminder"]);
    assert!(press(&app, NoticeAnswer::Snooze));
    at(&app, "2026-11-21T19:40:00Z");
    assert_eq!(titles(&app).len(), 2);
    app.unlock();
    app.app().reminder_tend();
    assert_eq!(titles(&app).len(), 2, "what was put off rang already");
}

#[test]
fn what_was_not_on_the_screen_when_the_program_ended_rings_once_more() {
    let app = TestApp::open();
    put(&app, &[19 * 60], false);
    lock(&app);
    app.notifier.refuse(true);
    at(&app, "2026-11-21T19:00:00Z");
    let app = app.killed();
    at(&app, "2026-11-21T19:01:00Z");
    at(&app, "2026-11-21T19:02:00Z");
    assert_eq!(titles(&app), ["Reminder"]);
}

/// What an open journal makes of the same is in `reminders.rs`.
#[test]
fn what_came_while_the_device_was_off_is_told_of_once_and_is_unrecorded() {
    let app = TestApp::open();
    put(&app, &[8 * 60, 20 * 60], false);
    lock(&app);
    let app = app.restarted();
    at(&app, "2026-11-24T07:00:00Z");
    at(&app, "2026-11-24T07:01:00Z");
    assert_eq!(titles(&app), ["5 reminders came while nothing could ring"]);
    app.unlock();
    app.app().reminder_tend();
    assert_eq!(titles(&app).len(), 1, "and not again when it is opened");
    let days = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-23", "schedule": null });
    let list = app.call("occurrence_list", days);
    let list = list.as_array().unwrap().iter();
    let mut states: Vec<_> = list.map(|one| one["state"].as_str().unwrap()).collect();
    states.retain(|state| *state != "planned");
    assert_eq!(states, ["unrecorded"; 5], "nobody was asked");
    let health = app.call("reminder_health_get", json!({}));
    assert_eq!(health["cameWhileOff"].as_array().unwrap().len(), 5);
    let doses = app.call("dose_due", json!({}));
    assert!(!doses.to_string().contains("raised"), "{doses}");
}

#[test]
fn what_is_late_is_told_of_beside_what_rings_locked_and_open() {
    for is_locked in [true, false] {
        let app = TestApp::open();
        put(&app, &[8 * 60, 20 * 60], false);
        app.app().reminder_tend();
        if is_locked {
            lock(&app);
        }
        at(&app, "2026-11-22T20:00:00Z");
        let passed = "2 reminders came while nothing could ring";
        assert_eq!(titles(&app), [passed, "Reminder"]);
        assert_eq!(last(&app).buttons.len(), 3, "the one of now has buttons");
    }
}

#[test]
fn a_locked_vault_keeps_quiet_hours_and_the_grace_of_each() {
    let app = TestApp::open();
    let night = json!({ "on": true, "from": 22 * 60, "until": 7 * 60 });
    app.call("settings_update", json!({ "quietHours": night }));
    put(&app, &[23 * 60], false);
    put_open_for(&app, 19 * 60, 60);
    lock(&app);
    at(&app, "2026-11-21T21:00:00Z");
    assert_eq!(titles(&app), ["1 reminder came while nothing could ring"]);
    let tended = at(&app, "2026-11-21T23:00:00Z");
    assert!(!tended.changed);
    assert_eq!(
        tended.next,
        Some(Duration::from_secs(8 * 3_600)),
        "it waits until seven"
    );
    at(&app, "2026-11-22T03:00:00Z");
    at(&app, "2026-11-22T06:59:00Z");
    assert_eq!(titles(&app).len(), 1);
    at(&app, "2026-11-22T07:00:00Z");
    assert_eq!(titles(&app).len(), 2, "asked about in the morning");
    assert_eq!(last(&app).title, "Reminder");
}

#[test]
fn after_a_journey_a_locked_vault_rings_by_the_clock_on_the_wall() {
    let app = TestApp::open();
    put(&app, &[8 * 60], false);
    lock(&app);
    app.clock.travel("America/New_York");
    assert!(!at(&app, "2026-11-22T08:00:00Z").changed);
    at(&app, "2026-11-22T13:00:00Z");
    assert_eq!(titles(&app), ["Reminder"]);
    app.unlock();
    app.app().reminder_tend();
    assert_eq!(titles(&app).len(), 1);
}

#[test]
fn ten_doses_with_nags_are_each_asked_for_over_three_locked_days() {
    let app = TestApp::open();
    let minutes: Vec<u16> = (0..10).map(|n| 600 + n * 60).collect();
    for minute in minutes {
        put_nagging(&app, minute);
    }
    lock(&app);
    let mut tended = app.app().reminder_tend();
    let end = "2026-11-24T18:30:00Z"
        .parse::<chrono::DateTime<chrono::Utc>>()
        .unwrap();
    let mut now = "2026-11-21T18:30:00Z"
        .parse::<chrono::DateTime<chrono::Utc>>()
        .unwrap();
    while let Some(wait) = tended.next {
        now += wait;
        if now > end {
            break;
        }
        tended = at(&app, &now.to_rfc3339());
    }
    assert_eq!(
        titles(&app),
        vec!["Reminder"; 30 * 5],
        "and each of its nags"
    );
}

#[test]
fn a_locked_vault_says_when_it_knows_of_nothing_more_that_rings() {
    let app = TestApp::open();
    put(&app, &[19 * 60], false);
    let health = app.call("reminder_health_get", json!({}));
    let until_ms = health["lockedUntilMs"].as_i64().unwrap();
    assert_eq!(until_ms, 1_796_670_000_000, "2026-12-07 19:00 UTC");
    lock(&app);
    at(&app, "2026-12-07T19:00:00Z");
    at(&app, "2026-12-07T19:01:00Z");
    let end = "Open Mainstay, so that reminders go on";
    assert_eq!(titles(&app).iter().filter(|title| *title == end).count(), 1);
    assert_eq!(last(&app).title, end);
    assert!(last(&app).buttons.is_empty());
    let app = app.killed();
    at(&app, "2026-12-07T19:02:00Z");
    assert_eq!(titles(&app), [""; 0], "once");
    assert!(app.app().keeps_ringing(), "it does not end without a word");
    app.unlock();
    app.app().reminder_tend();
    assert!(!titles(&app).contains(&end.to_owned()));
}

#[test]
fn what_no_look_found_came_while_nothing_could_ring_as_well() {
    let app = TestApp::open();
    put(&app, &[8 * 60, 20 * 60], false);
    app.clock.set("2026-11-23T12:30:00Z");
    let health = app.call("reminder_health_get", json!({}));
    let came = crate::reminder_health::came(&health);
    assert_eq!(came, ["23T08", "22T20", "22T08", "21T20"]);
}

#[test]
fn a_clock_that_jumps_while_locked_silences_nothing() {
    let app = TestApp::open();
    put(&app, &[19 * 60], false);
    lock(&app);
    at(&app, "2026-11-22T19:00:00Z");
    let before = titles(&app).len();
    assert!(at(&app, "2026-11-21T18:40:00Z").next.is_some());
    at(&app, "2026-11-21T19:00:00Z");
    assert_eq!(titles(&app).len(), before + 1, "at its own time");
    at(&app, "2026-11-21T18:55:00Z");
    at(&app, "2026-11-21T19:00:00Z");
    assert_eq!(
        titles(&app).len(),
        before + 1,
        "a clock that is corrected by minutes asks nothing twice"
    );
}

#[test]
fn what_is_kept_outside_of_the_vault_has_ids_and_times_and_goes_with_a_wipe() {
    let app = TestApp::open();
    put(&app, &[19 * 60], true);
    lock(&app);
    at(&app, "2026-11-21T19:00:00Z");
    press(&app, NoticeAnswer::Snooze);
    let kept: Vec<String> = files_under(&app.folder().join("reminders"))
        .into_iter()
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    assert_eq!(kept.len(), 2);
    for text in kept {
        assert!(!text.contains("medicine"), "{text}");
    }
    app.unlock();
    let proof = json!({ "proof": { "passphrase": mainstay_support::PASSPHRASE } });
    app.call("vault_wipe", proof);
    assert!(!app.folder().join("reminders").exists());
    assert_eq!(at(&app, "2026-11-22T19:00:00Z").next, None);
}

#[test]
fn a_full_or_spoiled_folder_keeps_nobody_out_and_the_ledger_makes_it_good() {
    let app = TestApp::open();
    put(&app, &[19 * 60], false);
    lock(&app);
    let folder = app.folder().join("reminders");
    std::fs::write(folder.join("outbox"), b"{\"version\":1,\"rings\":[{\"occ").unwrap();
    std::fs::write(folder.join("rang"), b"\xff\xfe").unwrap();
    let end = "Open Mainstay, so that reminders go on";
    assert_eq!(at(&app, "2026-11-21T19:00:00Z").next, None);
    assert_eq!(titles(&app), [end], "silence is not silent");
    app.unlock();
    assert!(app.app().reminder_tend().changed);
    assert_eq!(titles(&app), [end, "Reminder"]);
}

#[test]
fn an_answer_that_cannot_be_kept_is_asked_for_again_at_once() {
    let app = TestApp::open();
    put(&app, &[19 * 60], false);
    lock(&app);
    at(&app, "2026-11-21T19:00:00Z");
    std::fs::write(app.folder().join("inbox"), b"in the way").unwrap();
    let id = last(&app).id;
    assert!(app.app().notice_answer(id, NoticeAnswer::Taken).is_err());
    assert_eq!(titles(&app).len(), 2, "it stands there again");
    assert_eq!(last(&app).id, id);
    std::fs::remove_file(app.folder().join("inbox")).unwrap();
    assert!(press(&app, NoticeAnswer::Taken));
    app.unlock();
    assert_eq!(states(&app), ["taken"]);
}

#[test]
fn the_app_stays_for_what_can_ring_unless_the_person_chose_otherwise() {
    let app = TestApp::open();
    lock(&app);
    assert!(!app.app().keeps_ringing(), "nothing can ring");
    app.unlock();
    put(&app, &[19 * 60], false);
    lock(&app);
    assert!(app.app().keeps_ringing());
    app.unlock();
    app.call("settings_update", json!({ "ringsWhenClosed": false }));
    lock(&app);
    assert!(!app.app().keeps_ringing());
}

#[test]
fn what_was_left_out_while_locked_is_told_of_an_interval_too() {
    let app = TestApp::open();
    let first_ms = 1_795_287_600_000_i64;
    let every = |first_ms: i64| {
        let request = json!({
            "owner": { "kind": "medicine", "id": "019a45b6-4500-7303-8303-030303030303" },
            "rule": { "kind": "every", "minutes": 44_640, "firstMs": first_ms, "from": "planned" },
            "reminder": {
                "preAlerts": [], "nag": null, "ringsInQuietHours": true,
                "grace": { "kind": "minutes", "minutes": 240 },
            },
        });
        let request: SchedulePutRequest = serde_json::from_value(request).unwrap();
        app.app().schedule_put(&request).unwrap();
    };
    every(first_ms);
    at(&app, "2026-11-21T19:00:00Z");
    assert!(press(&app, NoticeAnswer::Taken));
    every(first_ms + 4_137);
    lock(&app);
    at(&app, "2026-11-21T19:00:05Z");
    assert!(press(&app, NoticeAnswer::Skip));
    app.unlock();
    assert_eq!(states(&app), ["taken", "skipped"]);
    let today = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null });
    let due = &app.call("occurrence_list", today)[1]["dueMs"];
    assert_eq!(due, first_ms + 4_137, "to the millisecond");
}
