//! A medicine that is ended or removed: nothing of it rings, asks or waits any more.

use crate::medicines::{add, daily, due, fields, history, line, reminder, schedule, undo};
use mainstay_support::TestApp;
use serde_json::{json, Value};

/// At eight in the evening, asked about again each half hour.
fn nagging(app: &TestApp, name: &str) -> Value {
    let nag = json!({ "nag": { "minutes": 30, "times": 6 } });
    let one = crate::with(
        schedule(daily(&[20 * 60])),
        json!({ "reminder": crate::with(reminder(), nag) }),
    );
    let made = app.call("medicine_create", fields(name, json!([one])));
    made["value"]["id"].clone()
}

fn tend(app: &TestApp, at: &str) {
    app.clock.set(at);
    app.app().reminder_tend();
}

fn shown(app: &TestApp) -> usize {
    app.notifier.shown().len()
}

#[test]
fn what_had_rung_is_missed_with_the_end_and_nags_no_more() {
    let app = TestApp::open();
    let id = nagging(&app, "Calm");
    tend(&app, "2026-11-21T20:00:00Z");
    tend(&app, "2026-11-21T20:30:00Z");
    assert_eq!(shown(&app), 2);
    let ended = app.call("medicine_end", json!({ "id": id }));
    assert_eq!(ended["value"]["open"], 0);
    assert_eq!(due(&app), [""; 0]);
    assert_eq!(history(&app, &id), ["21T20:00 Calm missed"]);
    app.app().reminder_tend();
    let on_screen = app.notifier.shown()[0].id;
    assert_eq!(app.notifier.closed(), [on_screen]);
    for at in ["21T21:00", "21T23:00", "22T20:00", "29T20:00"] {
        tend(&app, &format!("2026-11-{at}:00Z"));
    }
    assert_eq!(shown(&app), 2, "neither again nor later");
    // What it was all the same can still be said.
    let dose =
        app.call("dose_list", json!({ "medicineId": id, "beforeMs": null }))["doses"][0].clone();
    let said = crate::medicines::said(&dose["occurrence"], "taken");
    app.call(
        "dose_answer",
        crate::with(said, json!({ "at": "2026-11-21T20:10" })),
    );
    assert_eq!(history(&app, &id), ["21T20:00 Calm taken"]);
}

#[test]
fn what_never_rang_is_unrecorded_and_what_lay_ahead_is_none() {
    let app = TestApp::open();
    let early = crate::with(reminder(), json!({ "preAlerts": [60] }));
    let one = crate::with(
        schedule(daily(&[20 * 60, 22 * 60])),
        json!({ "reminder": early }),
    );
    let made = app.call("medicine_create", fields("Calm", json!([one])));
    let id = made["value"]["id"].clone();
    tend(&app, "2026-11-21T19:00:00Z");
    let ahead = app.notifier.shown()[0].id;
    // The device was off at eight; at once it is ended.
    app.clock.set("2026-11-21T20:30:00Z");
    app.call("medicine_end", json!({ "id": id }));
    tend(&app, "2026-11-21T20:31:00Z");
    tend(&app, "2026-11-22T12:00:00Z");
    assert_eq!(shown(&app), 1);
    assert_eq!(app.notifier.closed(), [ahead]);
    assert_eq!(history(&app, &id), ["21T20:00 Calm unrecorded"]);
}

#[test]
fn an_end_that_is_undone_asks_again_also_what_was_put_off() {
    let app = TestApp::open();
    let id = nagging(&app, "Calm");
    tend(&app, "2026-11-21T20:00:00Z");
    let key = crate::medicines::first(&app, "raised");
    app.call(
        "reminder_snooze",
        json!({ "occurrence": key, "minutes": 20 }),
    );
    let ended = app.call("medicine_end", json!({ "id": id }));
    tend(&app, "2026-11-21T20:20:00Z");
    assert_eq!(shown(&app), 1, "not after it was put off, either");
    undo(&app, &ended["change"]);
    tend(&app, "2026-11-21T20:21:00Z");
    assert_eq!(due(&app), ["21T20:00 Calm raised"]);
    assert_eq!(shown(&app), 2);
    // Ended and taken up again: nothing in between was due, and what was missed stays so.
    let app = app.restarted();
    app.unlock();
    app.call("medicine_end", json!({ "id": id }));
    app.call("medicine_resume", json!({ "id": id }));
    tend(&app, "2026-11-21T21:00:00Z");
    assert_eq!(history(&app, &id), ["21T20:00 Calm missed"]);
    tend(&app, "2026-11-22T20:00:00Z");
    assert_eq!(due(&app), ["22T20:00 Calm raised"]);
}

#[test]
fn every_kind_of_rule_is_silent_after_the_end_and_back_after_its_undo() {
    let every = json!({
        "kind": "every", "minutes": 480, "firstMs": 1_795_291_200_000_i64, "from": "taken",
    });
    let monthly = json!({
        "kind": "long_acting", "earliest": 26, "target": 28, "latest": 42, "firstOn": "2026-11-21", "at": 1200,
        "zone": null,
    });
    for rule in [daily(&[20 * 60]), every, monthly] {
        let app = TestApp::open();
        let kind = rule["kind"].clone();
        let grace = if kind == "long_acting" {
            json!({ "grace": { "kind": "until_answered" } })
        } else {
            json!({})
        };
        let one = crate::with(
            schedule(rule),
            json!({ "reminder": crate::with(reminder(), grace) }),
        );
        let made = app.call("medicine_create", fields("Calm", json!([one])));
        let id = made["value"]["id"].clone();
        tend(&app, "2026-11-21T20:00:00Z");
        assert_eq!(shown(&app), 1, "{kind}");
        let ended = app.call("medicine_end", json!({ "id": id }));
        tend(&app, "2026-11-21T20:30:00Z");
        assert_eq!(due(&app), [""; 0], "{kind}");
        undo(&app, &ended["change"]);
        tend(&app, "2026-11-21T20:31:00Z");
        assert_eq!(due(&app), ["21T20:00 Calm raised"], "{kind}");
    }
}

#[test]
fn a_removed_one_goes_from_the_screen_and_rings_no_more_not_even_while_locked() {
    let app = TestApp::open();
    let id = nagging(&app, "Calm");
    tend(&app, "2026-11-21T20:00:00Z");
    app.call("medicine_delete", json!({ "id": id }));
    app.app().reminder_tend();
    assert_eq!(app.notifier.closed().len(), 1);
    app.call("vault_lock", json!({}));
    for at in ["21T20:30", "21T21:00", "22T20:00"] {
        tend(&app, &format!("2026-11-{at}:00Z"));
    }
    assert_eq!(shown(&app), 1);
}

#[test]
fn a_time_that_was_taken_out_asks_no_more() {
    let app = TestApp::open();
    let id = nagging(&app, "Calm");
    tend(&app, "2026-11-21T20:00:00Z");
    let other = crate::with(
        fields("Calm", json!([schedule(daily(&[8 * 60]))])),
        json!({ "id": id, "place": null }),
    );
    app.call("medicine_update", other);
    tend(&app, "2026-11-21T20:30:00Z");
    assert_eq!(shown(&app), 1);
    let page = app.call("dose_list", json!({ "medicineId": id, "beforeMs": null }));
    assert_eq!(line(&page["doses"][0]), "21T20:00 Calm missed");
    add(&app, "Other", daily(&[21 * 60]));
    assert_eq!(due(&app), ["21T21:00 Other planned"]);
}

/// Half an hour after another one.
fn following(app: &TestApp, leader: &Value) -> Value {
    let page = app.call("medicine_get", json!({ "id": leader }));
    let rule = json!({ "kind": "after", "schedule": page["schedules"][0]["id"], "minutes": 30 });
    let made = add(app, "Second", rule);
    made["value"]["id"].clone()
}

/// Whether its own page, the list and Today say that it has no time.
fn has_no_time(app: &TestApp, id: &Value) -> [bool; 3] {
    let page = app.call("medicine_get", json!({ "id": id }));
    let list = app.call("medicine_list", json!({}));
    let mut list = list.as_array().unwrap().iter();
    let listed = list.find(|one| one["id"] == *id).unwrap();
    let due = app.call("dose_due", json!({}));
    let mut without = due["withoutTime"].as_array().unwrap().iter();
    [
        page["schedules"][0]["followsNothing"] == true,
        listed["schedules"][0]["followsNothing"] == true,
        without.any(|one| one["medicineId"] == *id),
    ]
}

#[test]
fn what_follows_a_medicine_that_ends_or_goes_is_not_silent_about_it() {
    for act in ["medicine_end", "medicine_delete"] {
        let app = TestApp::open();
        let leader = add(&app, "First", daily(&[20 * 60]))["value"]["id"].clone();
        let id = following(&app, &leader);
        assert_eq!(has_no_time(&app, &id), [false; 3]);
        let page = app.call("medicine_get", json!({ "id": leader }));
        assert_eq!(page["followers"], json!(["Second"]), "it is said before");
        let done = app.call(act, json!({ "id": leader }));
        assert_eq!(has_no_time(&app, &id), [true; 3], "{act}");
        undo(&app, &done["change"]);
        assert_eq!(has_no_time(&app, &id), [false; 3], "{act}");
        app.call(act, json!({ "id": leader }));
        let app = app.restarted();
        app.unlock();
        assert_eq!(has_no_time(&app, &id), [true; 3], "{act}");
        // Everything else about it can still be changed, and so can its rule.
        let one = app.call("medicine_get", json!({ "id": id }))["schedules"][0].clone();
        let same = json!({ "id": id, "place": null, "note": "with food" });
        for other in [
            json!({}),
            json!({ "amounts": ["2 tablets"] }),
            json!({ "reminder": crate::with(reminder(), json!({ "preAlerts": [10] })) }),
        ] {
            let schedules = json!([crate::with(one.clone(), other)]);
            let update = crate::with(fields("Second", schedules), same.clone());
            app.call("medicine_update", update);
        }
        assert_eq!(has_no_time(&app, &id), [true; 3], "{act}");
        let timed = crate::with(one, json!({ "rule": daily(&[21 * 60]) }));
        let update = crate::with(fields("Second", json!([timed])), same);
        app.call("medicine_update", update);
        assert_eq!(has_no_time(&app, &id), [false; 3], "{act}");
        assert_eq!(due(&app), ["21T21:00 Second planned"], "{act}");
    }
}

#[test]
fn what_follows_one_that_is_gone_can_be_ended_and_taken_up_again() {
    let app = TestApp::open();
    let leader = add(&app, "First", daily(&[20 * 60]))["value"]["id"].clone();
    let id = following(&app, &leader);
    app.call("medicine_end", json!({ "id": id }));
    app.call("medicine_delete", json!({ "id": leader }));
    assert_eq!(has_no_time(&app, &id), [false; 3], "it is not taken");
    app.call("medicine_resume", json!({ "id": id }));
    assert_eq!(has_no_time(&app, &id), [true; 3]);
    // A new one cannot follow what is not there.
    let rule = app.call("medicine_get", json!({ "id": id }))["schedules"][0]["rule"].clone();
    let new = fields("Third", json!([schedule(rule)]));
    let refused = app.refused("medicine_create", new);
    let field = "schedules.0.rule.schedule".to_owned();
    assert_eq!(refused, ("invalid".into(), Some(field)));
}
