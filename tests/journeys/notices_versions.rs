//! What rings while the vault is locked, as another version of Mainstay left it: after an update, or back from one.

use crate::notices::{at, last};
use mainstay_core::ports::NoticeAnswer;
use mainstay_core::SchedulePutRequest;
use mainstay_support::TestApp;
use mainstay_vault::FileHash;
use serde_json::{json, Value};
use std::path::PathBuf;

const END: &str = "Open Mainstay, so that reminders go on";

/// Two doses a day, locked.
fn locked() -> TestApp {
    let app = TestApp::open();
    for minute in [19 * 60, 20 * 60] {
        let phase = json!({
            "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-01", "untilOn": null,
            "times": { "kind": "at", "minutes": [minute] },
        });
        let request = json!({
            "owner": { "kind": "medicine", "id": "019a45b6-4500-7303-8303-030303030303" },
            "rule": { "kind": "civil", "phases": [phase], "zone": null },
            "reminder": {
                "preAlerts": [], "nag": null, "ringsInQuietHours": false,
                "grace": { "kind": "minutes", "minutes": 240 },
            },
        });
        let request: SchedulePutRequest = serde_json::from_value(request).unwrap();
        app.app().schedule_put(&request).unwrap();
    }
    app.call("vault_lock", json!({}));
    app
}

fn path(app: &TestApp, name: &str) -> PathBuf {
    app.folder().join("reminders").join(name)
}

fn read(app: &TestApp, name: &str) -> Value {
    let text = std::fs::read_to_string(path(app, name)).unwrap();
    serde_json::from_str(text.split_once('\n').unwrap().1).unwrap()
}

fn write(app: &TestApp, name: &str, value: &Value) {
    let body = value.to_string();
    let mut hash = FileHash::new();
    hash.add(body.as_bytes());
    let digits: String = hash
        .finish()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    std::fs::write(path(app, name), format!("{digits}\n{body}")).unwrap();
}

/// The outbox as another version would have left it, and what came of it up to 20:00.
fn rung(change: impl FnOnce(&mut Value)) -> (TestApp, Vec<String>) {
    let app = locked();
    let mut outbox = read(&app, "outbox");
    change(&mut outbox);
    write(&app, "outbox", &outbox);
    let app = app.killed();
    for now in ["18:40", "19:00", "19:01", "20:00", "20:01"] {
        at(&app, &format!("2026-11-21T{now}:00Z"));
    }
    let titles = app.notifier.shown().into_iter().map(|one| one.title);
    let titles = titles.collect();
    (app, titles)
}

#[test]
fn what_an_earlier_version_kept_rings_on() {
    let (app, titles) = rung(|outbox| {
        for plan in outbox["plans"].as_array_mut().unwrap() {
            plan.as_object_mut().unwrap().remove("manner").unwrap();
        }
    });
    assert_eq!(titles, ["Reminder"; 2]);
    assert!(last(&app).is_urgent, "as it was then");
}

#[test]
fn what_a_newer_version_kept_rings_as_far_as_it_is_understood_and_the_person_is_told() {
    let (app, titles) = rung(|outbox| {
        outbox["version"] = json!(99);
        outbox["loudness"] = json!({ "of": "thunder" });
        outbox["plans"][0]["loudness"] = json!(3);
        outbox["plans"]
            .as_array_mut()
            .unwrap()
            .push(json!({ "waves": [1, 2] }));
    });
    assert_eq!(titles, [END, "Reminder", "Reminder"], "told once");
    assert!(app.app().keeps_ringing());
    let id = last(&app).id;
    assert!(app.app().notice_answer(id, NoticeAnswer::Taken).unwrap());
    app.unlock();
    let day = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null });
    let states = app.call("occurrence_list", day);
    assert_eq!(states[0]["state"], "raised");
    assert_eq!(states[1]["state"], "taken");
    app.app().reminder_tend();
    assert_eq!(app.notifier.shown().len(), 3, "the ledger knows what rang");
}

#[test]
fn one_part_that_is_not_understood_silences_no_other() {
    let (_, titles) = rung(|outbox| outbox["plans"][0]["due"] = json!("at dawn"));
    assert_eq!(titles, [END, "Reminder"]);
    let (_, titles) = rung(|outbox| outbox["quiet"] = json!("never"));
    assert_eq!(titles, [END, "Reminder", "Reminder"]);
}

#[test]
fn of_what_cannot_be_understood_at_all_the_person_is_told() {
    let (_, titles) = rung(|outbox| *outbox = json!({ "version": 1, "rings": [] }));
    assert_eq!(titles, [END]);
    let (_, titles) = rung(|outbox| *outbox = json!([1, 2, 3]));
    assert_eq!(titles, [END]);
}

#[test]
fn what_rang_under_another_version_does_not_ring_again() {
    let app = locked();
    at(&app, "2026-11-21T19:00:00Z");
    let id = last(&app).id;
    assert!(app.app().notice_answer(id, NoticeAnswer::Taken).unwrap());
    at(&app, "2026-11-21T20:00:00Z");
    let mut rang = read(&app, "rang");
    rang["version"] = json!(99);
    rang["entries"]
        .as_array_mut()
        .unwrap()
        .push(json!("a wave"));
    write(&app, "rang", &rang);
    let app = app.killed();
    at(&app, "2026-11-21T20:01:00Z");
    assert_eq!(app.notifier.shown().len(), 0);
    app.unlock();
    let day = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null });
    let states = app.call("occurrence_list", day);
    assert_eq!(states[0]["state"], "taken");
    assert_eq!(states[1]["state"], "raised");
}
