//! Doses that are answered before their time, and where on the body they are taken.

use crate::medicines::{
    add, daily, due, fields, first, history, line, reminder, ring, said, schedule, undo,
};
use crate::notices::{at, last};
use crate::notices_shape::{dose, lock, press, shown, stand_by, IS_LOCKED};
use mainstay_core::ports::NoticeAnswer;
use mainstay_support::TestApp;
use serde_json::{json, Value};

/// At 20:00 each day, with a heads-up 25 minutes before, asked about twice more.
fn tablet(app: &TestApp) -> Value {
    let rings = json!({ "preAlerts": [25], "nag": { "minutes": 30, "times": 2 } });
    let reminder = crate::with(reminder(), rings);
    let one = crate::with(schedule(daily(&[20 * 60])), json!({ "reminder": reminder }));
    app.call("medicine_create", fields("Calm", json!([one])))["value"]["id"].clone()
}

fn page(app: &TestApp, id: &Value) -> Value {
    app.call("medicine_get", json!({ "id": id }))
}

#[test]
fn what_is_taken_before_its_time_stands_in_the_history_and_rings_no_more() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        let id = tablet(&app);
        stand_by(&app, false);
        at(&app, "2026-11-21T19:35:00Z");
        let heads_up = last(&app);
        assert_eq!(heads_up.title, "Reminder for 20:00");
        app.clock.set("2026-11-21T19:40:00Z");
        let next = page(&app, &id)["next"][0].clone();
        assert_eq!(line(&next), "21T20:00 Calm planned");
        let taken = app.call("dose_answer", said(&next["occurrence"], "taken"));
        assert_eq!(history(&app, &id), ["21T20:00 Calm taken"]);
        stand_by(&app, is_locked);
        let before = shown(&app);
        for now in ["20:00", "20:30", "21:00"] {
            at(&app, &format!("2026-11-21T{now}:00Z"));
            assert_eq!(shown(&app), before, "{now}, locked {is_locked}");
        }
        assert!(app.notifier.closed().contains(&heads_up.id), "it is over");
        if is_locked {
            app.unlock();
        }
        assert_eq!(due(&app), ["21T20:00 Calm taken"]);
        undo(&app, &taken["change"]);
        at(&app, "2026-11-21T21:00:01Z");
        assert_eq!(due(&app), ["21T20:00 Calm raised"], "locked {is_locked}");
    }
}

#[test]
fn what_was_said_early_by_mistake_is_taken_back_and_rings_at_its_time() {
    for is_undone in [true, false] {
        let app = TestApp::open();
        let id = tablet(&app);
        at(&app, "2026-11-21T19:35:00Z");
        let key = page(&app, &id)["next"][0]["occurrence"].clone();
        let taken = app.call("dose_answer", said(&key, "taken"));
        at(&app, "2026-11-21T19:36:00Z");
        if is_undone {
            undo(&app, &taken["change"]);
        } else {
            app.call("dose_delete", json!({ "id": taken["dose"]["id"] }));
        }
        let before = shown(&app);
        at(&app, "2026-11-21T20:00:00Z");
        assert_eq!(shown(&app), before + 1, "undone {is_undone}");
        assert_eq!(due(&app), ["21T20:00 Calm raised"], "undone {is_undone}");
        at(&app, "2026-11-21T21:00:00Z");
        assert_eq!(due(&app), ["21T20:00 Calm raised"], "it stays open as long");
    }
}

#[test]
fn a_heads_up_of_today_leads_to_its_medicine_until_its_time_has_come() {
    for is_locked in IS_LOCKED {
        let app = TestApp::open();
        dose(&app, &[25]);
        stand_by(&app, is_locked);
        let touched = |now: &str| {
            at(&app, now);
            press(&app, NoticeAnswer::Open);
            if is_locked {
                app.unlock();
            }
            let place = app.call("reminder_place_get", json!({}));
            if is_locked {
                lock(&app);
            }
            place["kind"].clone()
        };
        assert_eq!(touched("2026-11-21T18:35:00Z"), "medicine", "ahead");
        assert_eq!(touched("2026-11-21T19:00:00Z"), "today", "it waits");
    }
}

#[test]
fn what_is_said_later_about_a_dose_leaves_its_time_and_the_doses_at_home_are_undone_with_it() {
    let app = TestApp::open();
    let clinic = json!({
        "kind": "clinic", "firstOn": "2026-11-22", "usual": 480, "atHome": 480, "zone": "Europe/London",
        "openings": [{ "weekdays": [1, 2, 3, 4, 5, 6, 7], "opens": 420, "closes": 660 }],
    });
    let id = add(&app, "Clinic", clinic)["value"]["id"].clone();
    ring(&app, "2026-11-22T08:00:00Z");
    let key = first(&app, "raised");
    let taken = app.call("dose_answer", said(&key, "taken"));
    let at_ms = taken["dose"]["atMs"].clone();
    ring(&app, "2026-11-22T09:30:00Z");
    let home = crate::with(said(&key, "taken"), json!({ "takeHome": 2 }));
    let given = app.call("dose_correct", home.clone());
    assert_eq!(
        (&given["dose"]["takeHome"], &given["dose"]["atMs"]),
        (&json!(2), &at_ms)
    );
    let again = app.call("dose_correct", home.clone());
    assert_eq!(again["change"], Value::Null, "the same is no change");
    let noted = crate::with(home, json!({ "note": "a new nurse" }));
    let noted = app.call("dose_correct", noted);
    assert_eq!(noted["dose"]["atMs"], at_ms, "it was taken when it was");
    let page = page(&app, &id);
    assert_eq!(
        page["next"][0]["asksTakeHome"], false,
        "at home, at the hour of a visit"
    );
    assert_eq!(page["next"][2]["asksTakeHome"], true, "the next visit");
    let changes = [&taken, &given, &noted].map(|one| one["change"].clone());
    app.call("change_undo", json!({ "changes": changes }));
    assert_eq!(due(&app), ["22T08:00 Clinic raised"], "nothing was said");
}

#[test]
fn a_visit_that_was_answered_on_its_notification_is_asked_about_doses_at_home_where_there_were_some(
) {
    let app = TestApp::open();
    let clinic = json!({
        "kind": "clinic", "firstOn": "2026-11-22", "usual": 480, "atHome": 480, "zone": "Europe/London",
        "openings": [{ "weekdays": [1, 2, 3, 4, 5, 6, 7], "opens": 420, "closes": 660 }],
    });
    add(&app, "Clinic", clinic);
    // What is asked of a visit: whether some went home before, and what was said of this one.
    let asked = |app: &TestApp| {
        let due = app.call("dose_due", json!({}));
        let dose = due["groups"][0]["doses"][0].clone();
        (
            dose["mayGiveHome"].clone(),
            dose["takeHome"].clone(),
            dose["occurrence"].clone(),
        )
    };
    at(&app, "2026-11-22T08:00:00Z");
    press(&app, NoticeAnswer::Taken);
    let (before, said_home, key) = asked(&app);
    assert_eq!(
        (before, said_home),
        (json!(false), Value::Null),
        "the first visit"
    );
    app.call(
        "dose_correct",
        crate::with(said(&key, "taken"), json!({ "takeHome": 1 })),
    );
    for now in ["23", "24"] {
        at(&app, &format!("2026-11-{now}T08:00:00Z"));
        press(&app, NoticeAnswer::Taken);
    }
    let (before, said_home, key) = asked(&app);
    assert_eq!((before, said_home), (json!(true), Value::Null));
    app.call(
        "dose_correct",
        crate::with(said(&key, "taken"), json!({ "takeHome": 0 })),
    );
    assert_eq!(asked(&app).1, 0);
    let visit = |day: &str| app.call("dose_day_list", json!({ "dayOn": day }))[0].clone();
    let first = visit("2026-11-22")["mayGiveHome"].clone();
    assert_eq!(first, false, "what came after it was not before");
    assert_eq!(visit("2026-11-24")["mayGiveHome"], true);
}

/// The first doses that go home do so on a notification, for a Sunday without hours.
#[test]
fn ahead_of_a_day_without_hours_it_is_asked_what_went_home_also_the_first_time() {
    let app = TestApp::open();
    let clinic = json!({
        "kind": "clinic", "firstOn": "2026-11-27", "usual": 480, "atHome": 1_080, "zone": "Europe/London",
        "openings": [{ "weekdays": [1, 2, 3, 4, 5, 6], "opens": 420, "closes": 660 }],
    });
    add(&app, "Clinic", clinic);
    for (day, asks) in [("27", false), ("28", true)] {
        at(&app, &format!("2026-11-{day}T08:00:00Z"));
        press(&app, NoticeAnswer::Taken);
        let due = app.call("dose_due", json!({}));
        assert_eq!(due["groups"][0]["doses"][0]["mayGiveHome"], asks, "{day}");
    }
}

/// A medicine with sites.
fn with_sites(app: &TestApp, form: &str, sites: Value, one: Value) -> Value {
    let more = json!({ "form": form, "sites": sites });
    let made = app.call(
        "medicine_create",
        crate::with(fields("Monthly", json!([one])), more),
    );
    made["value"]["id"].clone()
}

#[test]
fn an_injection_that_was_given_in_its_window_keeps_its_time_and_site_and_asks_no_more() {
    let app = TestApp::open();
    app.clock.set("2026-11-21T09:00:00Z");
    let rule = json!({
        "kind": "long_acting", "earliest": 26, "target": 28, "latest": 42, "firstOn": "2026-11-21", "at": 600,
        "zone": null,
    });
    let rings =
        json!({ "nag": { "minutes": 1440, "times": 1000 }, "grace": { "kind": "until_answered" } });
    let rings = json!({ "reminder": crate::with(reminder(), rings) });
    let one = crate::with(schedule(rule), rings);
    let id = with_sites(&app, "injection", json!(["left hip", "right hip"]), one);
    ring(&app, "2026-11-21T10:00:00Z");
    let first = json!({ "occurrences": [first(&app, "raised")], "at": null });
    app.call("dose_take_all", first);
    // Day 26: two days before the day that was planned.
    ring(&app, "2026-12-17T09:00:00Z");
    let next = page(&app, &id)["next"][0].clone();
    assert_eq!(line(&next), "19T10:00 Monthly planned");
    assert_eq!(next["nextSite"], "right hip");
    let given = json!({ "at": "2026-12-17T08:30", "site": "right hip" });
    app.call(
        "dose_answer",
        crate::with(said(&next["occurrence"], "taken"), given),
    );
    let before = shown(&app);
    for day in ["19", "20", "27"] {
        at(&app, &format!("2026-12-{day}T10:00:00Z"));
        assert_eq!(shown(&app), before, "{day}");
    }
    let page = page(&app, &id);
    assert_eq!(line(&page["recent"][0]), "19T10:00 Monthly taken");
    assert_eq!(
        (&page["recent"][0]["site"], &page["nextSite"]),
        (&json!("right hip"), &json!("left hip"))
    );
    let days = &page["schedules"][0]["injection"];
    assert_eq!(days["targetOn"], "2027-01-14", "28 days after it was given");
}

#[test]
fn sites_come_with_each_open_dose_and_rotate_as_they_are_noted() {
    let app = TestApp::open();
    let sites = json!(["left arm", "right arm", "back"]);
    let id = with_sites(&app, "patch", sites.clone(), schedule(daily(&[20 * 60])));
    let open = |day: &str| {
        ring(&app, &format!("2026-11-{day}T20:00:00Z"));
        let group = app.call("dose_due", json!({}))["groups"][0].clone();
        let list = app.call(
            "dose_day_list",
            json!({ "dayOn": format!("2026-11-{day}") }),
        );
        for dose in [&group["doses"][0], &list[0]] {
            assert_eq!(dose["sites"], sites, "{day}");
            assert_eq!(dose["nextSite"], group["doses"][0]["nextSite"], "{day}");
        }
        group["doses"][0].clone()
    };
    let dose = open("21");
    assert_eq!(dose["nextSite"], "left arm");
    let all = json!({ "occurrences": [dose["occurrence"]], "at": null });
    let taken = app.call("dose_take_all", all.clone());
    assert_eq!(taken["doses"][0]["site"], "left arm", "as it was shown");
    assert_eq!(taken["doses"][0]["nextSite"], "right arm");
    // Again, and where it is changed: what has an answer stays as it is.
    let other = crate::with(
        said(&dose["occurrence"], "taken"),
        json!({ "site": "back" }),
    );
    app.call("dose_correct", other);
    app.call("dose_take_all", all);
    assert_eq!(page(&app, &id)["recent"][0]["site"], "back");
    let dose = open("22");
    assert_eq!(dose["nextSite"], "left arm", "after the last one the first");
    // A button of a notification knows no site: none was used up.
    let done = json!({ "occurrence": dose["occurrence"], "outcome": "taken", "at": null, "takeHome": null });
    app.call("reminder_answer", done);
    assert_eq!(page(&app, &id)["recent"][0]["site"], "");
    assert_eq!(open("23")["nextSite"], "left arm");
}

#[test]
fn only_what_waits_for_an_answer_and_would_ring_again_is_put_off() {
    let app = TestApp::open();
    let id = tablet(&app);
    let of_day = |day: &str| {
        let day = json!({ "dayOn": day });
        app.call("dose_day_list", day)[0].clone()
    };
    assert_eq!(page(&app, &id)["next"][0]["mayPutOff"], false, "ahead");
    ring(&app, "2026-11-21T20:00:00Z");
    let open = of_day("2026-11-21");
    assert_eq!(open["mayPutOff"], true);
    app.call("medicine_end", json!({ "id": id }));
    assert_eq!(of_day("2026-11-21")["mayPutOff"], false, "it ended");
    let later = json!({ "occurrence": open["occurrence"], "minutes": 10 });
    assert_eq!(app.refused("reminder_snooze", later).0, "not_found");
}

#[test]
fn doses_at_home_count_from_the_day_on_which_somebody_was_there() {
    let app = TestApp::open();
    let clinic = json!({
        "kind": "clinic", "firstOn": "2026-11-22", "usual": 480, "atHome": 480, "zone": "Europe/London",
        "openings": [{ "weekdays": [1, 2, 3, 4, 5, 6, 7], "opens": 420, "closes": 660 }],
    });
    let id = add(&app, "Clinic", clinic)["value"]["id"].clone();
    // The visit of Sunday was made on Saturday.
    let key = page(&app, &id)["next"][0]["occurrence"].clone();
    let home = crate::with(said(&key, "taken"), json!({ "takeHome": 2 }));
    app.call("dose_answer", home.clone());
    let asks = |app: &TestApp| -> Vec<String> {
        let next = page(app, &id)["next"].clone();
        let next = next.as_array().unwrap().iter();
        next.take(3)
            .map(|one| format!("{} {}", line(one), one["asksTakeHome"]))
            .collect()
    };
    let expected = [
        "23T08:00 Clinic planned false",
        "24T08:00 Clinic planned true",
        "25T08:00 Clinic planned true",
    ];
    assert_eq!(asks(&app), expected);
    // Nobody was there after all: nothing went home.
    let missed = crate::with(home, json!({ "outcome": "missed" }));
    app.call("dose_correct", missed);
    assert!(asks(&app).iter().all(|one| one.ends_with("true")));
}

#[test]
fn a_site_that_was_noted_while_the_clock_was_ahead_does_not_stand_in_for_the_last_one() {
    let app = TestApp::open();
    let sites = json!(["left arm", "right arm"]);
    let id = with_sites(&app, "patch", sites, schedule(daily(&[20 * 60])));
    let take = |now: &str| {
        ring(&app, now);
        let open = json!({ "occurrences": [first(&app, "raised")], "at": null });
        app.call("dose_take_all", open)["doses"][0]["site"].clone()
    };
    assert_eq!(take("2027-11-21T20:00:00Z"), "left arm", "a year ahead");
    assert_eq!(take("2026-11-22T20:00:00Z"), "left arm");
    assert_eq!(take("2026-11-23T20:00:00Z"), "right arm");
    assert_eq!(page(&app, &id)["nextSite"], "left arm");
}
