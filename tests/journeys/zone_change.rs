//! After a journey: what is asked about doses, and what each answer does.

use mainstay_support::TestApp;
use serde_json::{json, Value};

/// A medicine of eight in the morning, by the clock on the wall.
fn medicine(app: &TestApp, name: &str) -> Value {
    app.call("medicine_create", fields(name, 8, ""))["value"].clone()
}

/// What the editor of a medicine sends.
fn fields(name: &str, hour: u32, amount: &str) -> Value {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-01", "untilOn": null,
        "times": { "kind": "at", "minutes": [hour * 60] },
    });
    let reminder = json!({
        "preAlerts": [], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "half_way", "minutes": 240 },
    });
    json!({
        "name": name, "discreetName": "", "strength": "", "form": "tablet", "class": null, "note": "",
        "prescriberId": null, "clinicPhone": "", "pharmacyPhone": "", "onTimeMinutes": 60, "sites": [],
        "expiresOn": null, "kit": { "place": "", "people": "", "trainedOn": null },
        "schedules": [{
            "id": null, "rule": { "kind": "civil", "phases": [phase], "zone": null }, "reminder": reminder,
            "amounts": [amount], "units": null,
        }],
    })
}

/// Its one schedule is at this hour, by the clock on the wall, with this amount.
fn edit(app: &TestApp, medicine: &Value, hour: u32, amount: &str) {
    let mut request = fields("Acamprosate", hour, amount);
    request["id"] = medicine["id"].clone();
    request["place"] = Value::Null;
    request["schedules"][0]["id"] = medicine["schedules"][0]["id"].clone();
    app.call("medicine_update", request);
}

fn question(app: &TestApp) -> Value {
    app.call("zone_question_get", json!({}))
}

fn zone_of(app: &TestApp) -> Value {
    app.call("medicine_list", json!({}))[0]["schedules"][0]["rule"]["zone"].clone()
}

#[test]
fn at_home_nothing_is_asked_and_abroad_it_is_asked_once() {
    let app = TestApp::open();
    medicine(&app, "Acamprosate");
    assert_eq!(question(&app), Value::Null);
    app.clock.travel("Asia/Tokyo");
    let asked = question(&app);
    assert_eq!(asked["here"], json!("Asia/Tokyo"));
    let dose = &asked["doses"][0];
    assert_eq!(dose["name"], json!("Acamprosate"));
    assert_eq!(dose["home"], json!("Europe/London"));
    let nine_hours = 9 * 60 * 60_000;
    let (here, home) = (
        dose["hereMs"].as_i64().unwrap(),
        dose["homeMs"].as_i64().unwrap(),
    );
    assert_eq!((home - here).rem_euclid(24 * 60 * 60_000), nine_hours);
    app.call("zone_question_answer", json!({ "keep": "here" }));
    assert_eq!(question(&app), Value::Null);
    assert_eq!(zone_of(&app), Value::Null, "it goes on following the wall");
    app.clock.travel("Europe/London");
    assert_eq!(
        question(&app),
        Value::Null,
        "at home nothing is to be asked"
    );
    app.clock.travel("America/New_York");
    assert_ne!(
        question(&app),
        Value::Null,
        "another zone is another question"
    );
}

#[test]
fn the_clock_at_home_is_kept_from_now_on_and_can_be_undone() {
    let app = TestApp::open();
    medicine(&app, "Acamprosate");
    app.clock.travel("Asia/Tokyo");
    let asked = question(&app);
    let home_ms = asked["doses"][0]["homeMs"].clone();
    let kept = app.call("zone_question_answer", json!({ "keep": "home" }));
    assert_eq!(zone_of(&app), json!("Europe/London"));
    assert_eq!(app.call("medicine_list", json!({}))[0]["nextMs"], home_ms);
    assert_eq!(question(&app), Value::Null);
    app.call("change_undo", json!({ "changes": [kept["change"]] }));
    assert_eq!(zone_of(&app), Value::Null);
    assert_ne!(question(&app), Value::Null, "it is asked again");
}

#[test]
fn doses_that_come_nearer_are_said() {
    let app = TestApp::open();
    medicine(&app, "Acamprosate");
    app.clock.set("2026-11-22T08:00:00Z");
    app.app().reminder_tend();
    let due = app.call("dose_due", json!({}));
    let text = due.to_string();
    assert!(text.contains("Acamprosate"), "{text}");
    let list = json!({ "fromOn": "2026-11-22", "untilOn": "2026-11-22", "schedule": null });
    let occurrence = app.call("occurrence_list", list)[0]["occurrence"].clone();
    let answer =
        json!({ "occurrence": occurrence, "outcome": "taken", "at": null, "takeHome": null });
    app.call("reminder_answer", answer);
    app.clock.travel("Asia/Tokyo");
    assert_eq!(
        question(&app)["doses"][0]["isNearer"],
        json!(true),
        "15 hours instead of 24"
    );
    app.clock.travel("America/New_York");
    assert_eq!(
        question(&app)["doses"][0]["isNearer"],
        json!(false),
        "29 hours"
    );
}

#[test]
fn without_medicines_a_journey_asks_nothing() {
    let app = TestApp::open();
    app.clock.travel("Asia/Tokyo");
    assert_eq!(question(&app), Value::Null);
    assert_eq!(
        app.refused("zone_question_answer", json!({ "keep": "both" }))
            .0,
        "invalid"
    );
}

#[test]
fn an_edit_on_a_journey_that_sets_no_times_leaves_home_where_it_is() {
    let app = TestApp::open();
    let medicine = medicine(&app, "Acamprosate");
    app.clock.travel("Asia/Tokyo");
    edit(&app, &medicine, 8, "2 tablets");
    for what in ["medicine_end", "medicine_resume"] {
        app.call(what, json!({ "id": medicine["id"] }));
    }
    assert_eq!(question(&app)["doses"][0]["home"], json!("Europe/London"));
    app.call("zone_question_answer", json!({ "keep": "home" }));
    assert_eq!(zone_of(&app), json!("Europe/London"));
    // Taken back in the editor, there: the clock is another, and the times are not.
    edit(&app, &medicine, 8, "2 tablets");
    assert_eq!((zone_of(&app), question(&app)), (Value::Null, Value::Null));
    app.clock.travel("Europe/London");
    assert_eq!(question(&app), Value::Null, "at home nothing is asked");
    app.clock.travel("America/New_York");
    assert_eq!(question(&app)["doses"][0]["home"], json!("Europe/London"));
}

#[test]
fn times_that_are_set_on_a_journey_are_by_the_clock_there() {
    let app = TestApp::open();
    let medicine = medicine(&app, "Acamprosate");
    app.clock.travel("Asia/Tokyo");
    edit(&app, &medicine, 9, "");
    assert_eq!(question(&app), Value::Null);
    app.clock.travel("America/New_York");
    assert_eq!(question(&app)["doses"][0]["home"], json!("Asia/Tokyo"));
}

fn due(app: &TestApp) -> Vec<(Value, Value)> {
    let all = app.call("dose_due", json!({}));
    let groups = all["groups"].as_array().unwrap().iter();
    let doses = groups.flat_map(|group| group["doses"].as_array().unwrap());
    let asked = doses.filter(|dose| dose["state"] != "planned");
    asked
        .map(|dose| (dose["dueMs"].clone(), dose["state"].clone()))
        .collect()
}

/// To the west: at home it was eight two hours ago, and nobody was asked, for here it is five.
#[test]
fn what_homes_clock_has_called_for_already_is_due_when_that_is_kept() {
    let app = TestApp::open();
    medicine(&app, "Acamprosate");
    app.clock.set("2026-11-22T07:00:00Z");
    app.app().reminder_tend();
    app.clock.travel("America/New_York");
    app.clock.set("2026-11-22T10:00:00Z");
    app.app().reminder_tend();
    let eight = json!(1_795_334_400_000_i64);
    assert_eq!(question(&app)["doses"][0]["homeMs"], eight);
    app.call("zone_question_answer", json!({ "keep": "home" }));
    app.app().reminder_tend();
    assert_eq!(due(&app), [(eight, json!("raised"))]);
    assert_eq!(app.notifier.shown().len(), 1);
}

/// It rang at home before the journey, and waits: it is not asked for by another name.
#[test]
fn what_rang_at_home_is_not_asked_for_twice_when_its_clock_is_kept() {
    let app = TestApp::open();
    medicine(&app, "Acamprosate");
    app.clock.set("2026-11-22T08:00:00Z");
    app.app().reminder_tend();
    app.clock.travel("America/New_York");
    app.clock.set("2026-11-22T10:00:00Z");
    app.app().reminder_tend();
    app.call("zone_question_answer", json!({ "keep": "home" }));
    app.app().reminder_tend();
    assert_eq!(due(&app).len(), 1);
    assert_eq!(app.notifier.shown().len(), 1);
    let next = app.call("medicine_list", json!({}))[0]["nextMs"].clone();
    assert_eq!(next, json!(1_795_420_800_000_i64), "tomorrow at eight");
}
