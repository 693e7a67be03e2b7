//! What came while nothing could ring: what it was of, in the words of the open journal, and where it leads.

use crate::appointments::{self, once};
use crate::{coping_dates, medicines, my_meetings, notices_shape, own_reminders};
use mainstay_support::TestApp;
use serde_json::{json, Value};

/// Makes one, and answers its id or that of where it is answered.
type Make = fn(&TestApp) -> Value;

/// Each kind of thing that rings, set for the evening of Saturday, 21 November 2026.
pub const OF_ANY_KIND: [(&str, Make); 6] = [
    ("dose", dose),
    ("meeting", my_meetings::saturday),
    ("appointment", visit),
    ("homework", homework),
    ("coping_date", date),
    ("own_reminder", own),
];

fn dose(app: &TestApp) -> Value {
    let rule = medicines::daily(&[19 * 60]);
    medicines::add(app, "Acamprosate", rule)["value"]["id"].clone()
}

fn visit(app: &TestApp) -> Value {
    let at_eight = once("2026-11-21", 20 * 60, Value::Null);
    appointments::make(app, "", at_eight)
}

/// Of an appointment that is weeks away.
fn homework(app: &TestApp) -> Value {
    let mut far = appointments::fields("Dr Blue", once("2026-12-20", 20 * 60, Value::Null));
    far["reminder"]["silent"] = json!(true);
    let id = app.call("appointment_create", far)["value"]["id"].clone();
    let line = json!({
        "appointmentId": id, "kind": "homework", "occurrence": null, "text": "Read two pages", "isDone": false,
        "dueOn": "2026-11-21", "ringsAt": 1_200,
    });
    app.call("visit_line_create", line);
    id
}

fn date(app: &TestApp) -> Value {
    let day = coping_dates::date("", "2026-11-22", "once");
    let only_ahead = json!({ "alertAt": 1_200, "checkAt": null });
    coping_dates::make(app, crate::with(day, only_ahead))
}

fn own(app: &TestApp) -> Value {
    let evening = own_reminders::fields("other", "Water the plants", &[19 * 60]);
    app.call("own_reminder_create", evening)["value"]["id"].clone()
}

fn came(app: &TestApp) -> Vec<Value> {
    let health = app.call("reminder_health_get", json!({}));
    health["cameWhileOff"].as_array().unwrap().clone()
}

/// Sets one of a kind, is off until two days later, and tells what came, with the id of it.
fn off(make: Make) -> (TestApp, Value, Vec<Value>) {
    let app = TestApp::open();
    let id = make(&app);
    let app = app.restarted();
    app.clock.set("2026-11-23T12:00:00Z");
    app.unlock();
    app.app().reminder_tend();
    let came = came(&app);
    (app, id, came)
}

#[test]
fn each_says_what_it_was_and_leads_to_where_it_is_answered() {
    let name = json!({ "name": "Quiet Herons" });
    for (kind, make) in OF_ANY_KIND {
        let (_, id, came) = off(make);
        let first = came.last().unwrap_or_else(|| panic!("{kind}"));
        let (words, place) = match kind {
            "dose" => (
                json!({ "name": "Acamprosate" }),
                json!({ "kind": "doses", "day": "2026-11-21" }),
            ),
            "meeting" => (name.clone(), json!({ "kind": "meeting", "id": id })),
            "appointment" => (
                json!({ "title": "", "appointment": "therapy" }),
                json!({ "kind": "appointment", "id": id }),
            ),
            "homework" => (
                json!({ "text": "Read two pages" }),
                json!({ "kind": "appointment", "id": id }),
            ),
            "coping_date" => (
                json!({ "name": "", "date": "payday" }),
                json!({ "kind": "coping_date", "id": id }),
            ),
            _ => (
                json!({ "words": "Water the plants", "reminder": "other" }),
                json!({ "kind": "own_reminders" }),
            ),
        };
        assert_eq!(first["of"], crate::with(words, json!({ "kind": kind })));
        assert_eq!(first["place"], place, "{kind}");
    }
}

#[test]
fn a_supply_that_ran_low_meanwhile_is_told_of_and_leads_to_its_medicine() {
    let app = TestApp::open();
    let id = crate::stock::counted(&app, 3);
    app.app().reminder_tend();
    let app = app.restarted();
    // It rings at ten the next morning, and is open for a day.
    app.clock.set("2026-11-23T10:01:00Z");
    app.unlock();
    app.app().reminder_tend();
    let came = came(&app);
    let of = |one: &&Value| one["of"]["kind"] == "supply";
    let supplies: Vec<_> = came.iter().filter(of).collect();
    assert_eq!(supplies.len(), 1, "{came:?}");
    assert_eq!(supplies[0]["of"]["name"], "Naltrexone");
    assert_eq!(
        supplies[0]["place"],
        json!({ "kind": "medicine", "id": id })
    );
}

#[test]
fn what_was_taken_as_needed_and_taken_back_is_none_of_it() {
    let app = TestApp::open();
    let made = medicines::add(&app, "Spray", medicines::as_needed());
    let of = &made["value"]["schedules"][0]["id"];
    let take = json!({ "schedule": of, "at": null, "note": "", "site": "" });
    let taken = app.call("dose_take", take);
    medicines::undo(&app, &taken["change"]);
    app.clock.set("2026-11-22T19:00:00Z");
    app.unlock();
    app.app().reminder_tend();
    assert_eq!(came(&app), [] as [Value; 0]);
}

#[test]
fn a_medicine_is_called_as_in_lists() {
    let app = TestApp::open();
    let rule = medicines::daily(&[19 * 60]);
    let fields = medicines::fields("Acamprosate", json!([medicines::schedule(rule)]));
    let discreet = crate::with(fields, json!({ "discreetName": "Evening" }));
    app.call("medicine_create", discreet);
    let app = app.restarted();
    app.clock.set("2026-11-22T12:00:00Z");
    app.unlock();
    app.app().reminder_tend();
    let of = &came(&app)[0]["of"];
    assert_eq!(of, &json!({ "kind": "dose", "name": "Evening" }));
}

#[test]
fn what_leads_to_a_day_can_be_answered_there() {
    let (app, _, came) = off(dose);
    let day = json!({ "dayOn": came.last().unwrap()["place"]["day"] });
    let doses = app.call("dose_day_list", day.clone());
    let said = medicines::said(&doses[0]["occurrence"], "taken");
    let said = crate::with(said, json!({ "at": "2026-11-21T19:00" }));
    app.call("dose_correct", said);
    assert_eq!(app.call("dose_day_list", day)[0]["state"], "taken");
}

#[test]
fn what_is_gone_hides_no_other() {
    let app = TestApp::open();
    notices_shape::dose_at(&app, 19 * 60, &[]);
    own(&app);
    let app = app.restarted();
    app.clock.set("2026-11-22T12:00:00Z");
    app.unlock();
    app.app().reminder_tend();
    let of: Vec<Value> = came(&app).iter().map(|one| one["of"].clone()).collect();
    assert_eq!(of.len(), 2);
    assert!(of.contains(&Value::Null), "its medicine is in no list");
    assert!(of.iter().any(|of| of["words"] == "Water the plants"));
}

/// It asks at the time to which it was moved, and is answered there.
#[test]
fn what_was_moved_is_none_of_it() {
    let app = TestApp::open();
    let made = dose(&app);
    let medicine = app.call("medicine_get", json!({ "id": made }));
    app.clock.set("2026-11-22T19:05:00Z");
    app.app().reminder_tend();
    let later = json!({ "rule": medicines::daily(&[20 * 60]) });
    let times = crate::with(medicine["schedules"][0].clone(), later);
    let fields = medicines::fields("Acamprosate", json!([times]));
    let of = json!({ "id": made, "place": null });
    app.call("medicine_update", crate::with(fields, of));
    app.clock.set("2026-11-22T19:10:00Z");
    app.app().reminder_tend();
    let told: Vec<_> = came(&app).iter().map(|one| one["dueMs"].clone()).collect();
    let seven = 1_795_287_600_000_i64;
    assert_eq!(told, [json!(seven)], "yesterday's, which nobody saw");
}
