//! Medicines over a real vault: typed in with their schedules, taken, left out, corrected, ended, removed and brought
//! back.

use mainstay_support::TestApp;
use serde_json::{json, Value};

const NOBODY: &str = "019a45b6-4500-7303-8303-030303030303";

/// At minutes of each day, by the clock on the wall.
pub fn daily(minutes: &[u16]) -> Value {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-01", "untilOn": null,
        "times": { "kind": "at", "minutes": minutes },
    });
    json!({ "kind": "civil", "phases": [phase], "zone": null })
}

pub fn as_needed() -> Value {
    json!({ "kind": "as_needed", "gap": 240, "mostIn24Hours": 3, "mostADay": null })
}

/// Rings once and is open until half way to the next one, four hours at most.
pub fn reminder() -> Value {
    json!({
        "preAlerts": [], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "half_way", "minutes": 240 },
    })
}

pub fn schedule(rule: Value) -> Value {
    json!({ "id": null, "rule": rule, "reminder": reminder(), "amounts": ["1 tablet"], "units": null })
}

/// A medicine with the usual values.
pub fn fields(name: &str, schedules: Value) -> Value {
    json!({
        "name": name, "discreetName": "", "strength": "8 mg", "form": "tablet", "class": null, "note": "",
        "prescriberId": null, "clinicPhone": "", "pharmacyPhone": "", "onTimeMinutes": 60, "sites": [],
        "expiresOn": null, "kit": { "place": "", "people": "", "trainedOn": null }, "schedules": schedules,
    })
}

pub fn add(app: &TestApp, name: &str, rule: Value) -> Value {
    app.call("medicine_create", fields(name, json!([schedule(rule)])))
}

pub fn said(occurrence: &Value, outcome: &str) -> Value {
    json!({
        "occurrence": occurrence, "outcome": outcome, "at": null, "takeHome": null, "reason": null, "note": "",
        "site": "",
    })
}

pub fn undo(app: &TestApp, change: &Value) {
    app.call("change_undo", json!({ "changes": [change] }));
}

/// What is due today, one line each: time, name and how it stands.
pub fn due(app: &TestApp) -> Vec<String> {
    let due = app.call("dose_due", json!({}));
    let groups = due["groups"].as_array().unwrap().iter();
    groups
        .flat_map(|group| group["doses"].as_array().unwrap())
        .map(line)
        .collect()
}

pub fn line(dose: &Value) -> String {
    let at = chrono::DateTime::from_timestamp_millis(dose["dueMs"].as_i64().unwrap()).unwrap();
    let text = |key: &str| dose[key].as_str().unwrap().to_owned();
    format!(
        "{} {} {}",
        at.format("%dT%H:%M"),
        text("name"),
        text("state")
    )
}

/// The first dose of today that stands so.
pub fn first(app: &TestApp, state: &str) -> Value {
    let due = app.call("dose_due", json!({}));
    let groups = due["groups"].as_array().unwrap().iter();
    let mut doses = groups.flat_map(|group| group["doses"].as_array().unwrap());
    let found = doses.find(|dose| dose["state"] == state);
    found.expect("a dose that stands so")["occurrence"].clone()
}

pub fn history(app: &TestApp, id: &Value) -> Vec<String> {
    let page = app.call("dose_list", json!({ "medicineId": id, "beforeMs": null }));
    page["doses"].as_array().unwrap().iter().map(line).collect()
}

pub fn ring(app: &TestApp, at: &str) {
    app.clock.set(at);
    app.app().reminder_look().unwrap();
}

#[test]
fn a_medicine_is_typed_in_with_its_schedules_and_kept_as_typed() {
    let app = TestApp::open();
    let ana = json!({ "name": "Dr Ana", "role": "prescriber", "phone": "", "message": "" });
    let ana = app.call("person_create", ana)["value"]["id"].clone();
    let request = crate::with(
        fields("Buprenorphine", json!([schedule(daily(&[480, 1200]))])),
        json!({
            "discreetName": "the small one", "class": "buprenorphine_daily", "form": "film", "note": "under the tongue",
            "prescriberId": ana, "clinicPhone": "+1 555 010 9999", "onTimeMinutes": 90, "sites": ["left", "right"],
            "expiresOn": "2027-05-31", "kit": { "place": "red bag", "people": "Bo", "trainedOn": "2026-05-01" },
        }),
    );
    app.call("medicine_create", request);
    let app = app.restarted();
    app.unlock();
    let list = app.call("medicine_list", json!({}));
    let one = &list[0];
    for (key, value) in [
        ("name", json!("Buprenorphine")),
        ("discreetName", json!("the small one")),
        ("strength", json!("8 mg")),
        ("class", json!("buprenorphine_daily")),
        ("form", json!("film")),
        ("note", json!("under the tongue")),
        ("prescriberId", ana.clone()),
        ("clinicPhone", json!("+1 555 010 9999")),
        ("clinicDialled", json!("+15550109999")),
        ("onTimeMinutes", json!(90)),
        ("sites", json!(["left", "right"])),
        ("nextSite", json!("left")),
        ("expiresOn", json!("2027-05-31")),
        ("endedMs", Value::Null),
    ] {
        assert_eq!(one[key], value, "{key}");
    }
    assert_eq!(one["kit"]["place"], "red bag");
    assert_eq!(one["schedules"][0]["rule"], daily(&[480, 1200]));
    assert_eq!(one["schedules"][0]["amounts"], json!(["1 tablet"]));
    // The one who prescribes it goes; the medicine stays.
    app.call("person_delete", json!({ "id": ana }));
    let list = app.call("medicine_list", json!({}));
    assert_eq!(list[0]["prescriberId"], Value::Null);
}

#[test]
fn ending_keeps_the_history_and_taking_up_again_goes_on() {
    let app = TestApp::open();
    let id = add(&app, "Calm", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    let ended = app.call("medicine_end", json!({ "id": id }));
    assert_eq!(ended["value"]["nextMs"], Value::Null);
    assert_eq!(due(&app), [""; 0]);
    app.clock.set("2026-11-23T12:00:00Z");
    assert_eq!(history(&app, &id), ["21T20:00 Calm taken"]);
    let on = app.call("medicine_resume", json!({ "id": id }));
    assert_ne!(on["value"]["nextMs"], Value::Null);
    assert_eq!(due(&app), ["23T20:00 Calm planned"]);
    assert_eq!(history(&app, &id), ["21T20:00 Calm taken"]);
    undo(&app, &on["change"]);
    undo(&app, &ended["change"]);
    assert_eq!(due(&app), ["23T20:00 Calm planned"]);
}

#[test]
fn a_removed_medicine_comes_back_with_schedules_and_answers() {
    let app = TestApp::open();
    let id = add(&app, "Calm", daily(&[20 * 60]))["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    let gone = app.call("medicine_delete", json!({ "id": id }));
    assert_eq!(app.call("medicine_list", json!({})), json!([]));
    assert_eq!(due(&app), [""; 0]);
    undo(&app, &gone["change"]);
    assert_eq!(history(&app, &id), ["21T20:00 Calm taken"]);
    app.clock.set("2026-11-22T12:00:00Z");
    assert_eq!(due(&app), ["22T20:00 Calm planned"]);

    // And from what was removed.
    let all = app.call("medicine_get", json!({ "id": id }));
    app.call("medicine_delete", json!({ "id": id }));
    let list = app.call("removed_list", json!({}));
    assert_eq!(
        (&list[0]["what"]["type"], &list[0]["what"]["row"]["name"]),
        (&json!("medicine"), &json!("Calm"))
    );
    let back = app.call("removed_restore", json!({ "id": id }));
    let app = app.restarted();
    app.unlock();
    assert_eq!(app.call("medicine_get", json!({ "id": id })), all);
    assert_eq!(history(&app, &id), ["21T20:00 Calm taken"]);
    assert_eq!(due(&app), ["22T20:00 Calm planned"]);
    ring(&app, "2026-11-22T20:00:00Z");
    assert_eq!(due(&app), ["22T20:00 Calm raised"], "it rings again");
    undo(&app, &back["change"]);
    assert_eq!(app.call("medicine_list", json!({})), json!([]));
}

#[test]
fn a_removed_medicine_that_another_has_the_name_of_comes_back_with_a_number() {
    let app = TestApp::open();
    let id = add(&app, "Calm", daily(&[20 * 60]))["value"]["id"].clone();
    app.call("medicine_delete", json!({ "id": id }));
    add(&app, "Calm", daily(&[21 * 60]));
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(
        due(&app),
        ["21T20:00 Calm (2) planned", "21T21:00 Calm planned"],
        "they can be told apart"
    );
}

#[test]
fn schedules_change_with_their_medicine_and_the_past_stays() {
    let app = TestApp::open();
    let made = add(&app, "Calm", daily(&[20 * 60]));
    let id = made["value"]["id"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    let kept = made["value"]["schedules"][0].clone();
    let later = crate::with(
        kept.clone(),
        json!({ "rule": daily(&[21 * 60]), "amounts": ["2 tablets"] }),
    );
    let update = |schedules: Value| {
        let same = json!({ "id": id, "place": null });
        crate::with(fields("Calm", schedules), same)
    };
    let both = update(json!([later, schedule(daily(&[8 * 60]))]));
    let changed = app.call("medicine_update", both);
    app.clock.set("2026-11-22T06:00:00Z");
    assert_eq!(
        due(&app),
        ["22T08:00 Calm planned", "22T21:00 Calm planned"]
    );
    let page = app.call("dose_list", json!({ "medicineId": id, "beforeMs": null }));
    let amounts: Vec<&Value> = page["doses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|dose| &dose["amount"])
        .collect();
    assert_eq!(amounts.last().unwrap(), &"1 tablet", "what it was then");
    // One is taken out: it is due no more.
    let first = changed["value"]["schedules"][0].clone();
    app.call("medicine_update", update(json!([first])));
    assert_eq!(due(&app), ["22T21:00 Calm planned"]);
}

#[test]
fn a_taper_says_the_amount_of_its_step() {
    let app = TestApp::open();
    let step = |from: &str, until: Value| {
        json!({
            "days": { "kind": "days", "every": 1 }, "fromOn": from, "untilOn": until,
            "times": { "kind": "at", "minutes": [1_200] },
        })
    };
    let steps = json!([
        step("2026-11-21", json!("2026-11-22")),
        step("2026-11-23", Value::Null)
    ]);
    let rule = json!({ "kind": "civil", "phases": steps, "zone": null });
    let taper = crate::with(
        schedule(rule),
        json!({ "amounts": ["2 tablets", "1 tablet"] }),
    );
    let id = app.call("medicine_create", fields("Taper", json!([taper])))["value"]["id"].clone();
    let page = app.call("medicine_get", json!({ "id": id }));
    let next: Vec<&Value> = page["next"]
        .as_array()
        .unwrap()
        .iter()
        .map(|dose| &dose["amount"])
        .collect();
    assert_eq!(next[..3], ["2 tablets", "2 tablets", "1 tablet"]);
}

/// What `medicine_create` refuses, by code and field.
fn wrong() -> Vec<(Value, &'static str, &'static str)> {
    let one = || json!([schedule(daily(&[480]))]);
    let with = |change: Value| crate::with(fields("Calm", one()), change);
    let kit = json!({ "place": "x".repeat(81), "people": "", "trainedOn": null });
    vec![
        (fields("", one()), "name_needed", "name"),
        (fields(&"x".repeat(81), one()), "too_long", "name"),
        (
            with(json!({ "strength": "a\nb" })),
            "unreadable_text",
            "strength",
        ),
        (
            with(json!({ "discreetName": "x".repeat(81) })),
            "too_long",
            "discreetName",
        ),
        (with(json!({ "note": "a\u{0}" })), "unreadable_text", "note"),
        (
            with(json!({ "clinicPhone": "call" })),
            "phone_number",
            "clinicPhone",
        ),
        (
            with(json!({ "pharmacyPhone": "call" })),
            "phone_number",
            "pharmacyPhone",
        ),
        (
            with(json!({ "onTimeMinutes": 0 })),
            "invalid",
            "onTimeMinutes",
        ),
        (
            with(json!({ "sites": ["arm", "a\nb"] })),
            "unreadable_text",
            "sites.1",
        ),
        (
            with(json!({ "expiresOn": "2126-01-01" })),
            "date_too_far",
            "expiresOn",
        ),
        (
            with(json!({ "prescriberId": NOBODY })),
            "invalid",
            "prescriberId",
        ),
        (with(json!({ "kit": kit })), "too_long", "kit.place"),
    ]
}

/// The same of one of its schedules.
fn wrong_schedules() -> Vec<(Value, &'static str, &'static str)> {
    let with = |change: Value| {
        fields(
            "Calm",
            json!([crate::with(schedule(daily(&[480])), change)]),
        )
    };
    let nine = json!(vec![schedule(daily(&[480])); 9]);
    vec![
        (
            with(json!({ "rule": daily(&[]) })),
            "invalid",
            "schedules.0.rule.phases.0.times",
        ),
        (
            with(json!({ "amounts": ["1", "a\nb"] })),
            "unreadable_text",
            "schedules.0.amounts.1",
        ),
        (with(json!({ "id": NOBODY })), "invalid", "schedules.0.id"),
        (fields("Calm", nine), "too_many", "schedules"),
    ]
}

#[test]
fn what_a_medicine_cannot_be_is_refused_by_field() {
    let app = TestApp::open();
    for (request, code, field) in [wrong(), wrong_schedules()].concat() {
        let refused = app.refused("medicine_create", request);
        assert_eq!(refused, (code.into(), Some(field.into())), "{code} {field}");
    }
    assert_eq!(
        app.call("medicine_list", json!({})),
        json!([]),
        "nothing is left of any"
    );
    let one = || json!([schedule(daily(&[480]))]);
    add(&app, "Calm", daily(&[480]));
    let same = app.refused("medicine_create", fields("CALM", one()));
    assert_eq!(same, ("name_taken".into(), Some("name".into())));
    let other = crate::with(fields("Calm", one()), json!({ "strength": "2 mg" }));
    app.call("medicine_create", other);
}

#[test]
fn one_schedule_has_one_place_in_the_list() {
    let app = TestApp::open();
    let made = add(&app, "Calm", daily(&[480]));
    let one = made["value"]["schedules"][0].clone();
    let twice = crate::with(
        fields("Calm", json!([one, one])),
        json!({ "id": made["value"]["id"], "place": null }),
    );
    let refused = app.refused("medicine_update", twice);
    assert_eq!(refused, ("invalid".into(), Some("schedules.1.id".into())));
}

/// What lists call those that are taken, in their order.
fn order(app: &TestApp) -> Vec<String> {
    let list = app.call("medicine_list", json!({}));
    let list = list.as_array().unwrap().iter();
    let taken = list.filter(|one| one["endedMs"].is_null());
    taken
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_order_is_the_persons_own_and_one_that_was_ended_is_not_in_the_way() {
    let app = TestApp::open();
    let ids: Vec<Value> = ["One", "Two", "Three", "Four"]
        .iter()
        .map(|name| add(&app, name, daily(&[480]))["value"]["id"].clone())
        .collect();
    app.call("medicine_end", json!({ "id": ids[1] }));
    let moved = app.call("medicine_order_update", json!({ "id": ids[3], "place": 1 }));
    assert_eq!(order(&app), ["One", "Four", "Three"]);
    app.call("medicine_order_update", json!({ "id": ids[0], "place": 1 }));
    assert_eq!(order(&app), ["Four", "One", "Three"]);
    app.call(
        "medicine_order_update",
        json!({ "id": ids[3], "place": 99 }),
    );
    let app = app.restarted();
    app.unlock();
    assert_eq!(order(&app), ["One", "Three", "Four"]);
    app.call("medicine_order_update", json!({ "id": ids[3], "place": 0 }));
    assert_eq!(order(&app), ["Four", "One", "Three"]);
    let last = app.call("medicine_order_update", json!({ "id": ids[3], "place": 2 }));
    undo(&app, &last["change"]);
    assert_eq!(order(&app), ["Four", "One", "Three"]);
    assert_eq!(
        app.refused(
            "medicine_order_update",
            json!({ "id": moved["change"], "place": 0 })
        )
        .0,
        "not_found"
    );
}

#[test]
fn since_when_one_is_overdue_the_core_says_and_unrecorded_is_not_known() {
    let app = TestApp::open();
    let of = |class: &str| {
        crate::with(
            fields(class, json!([schedule(daily(&[20 * 60]))])),
            json!({ "class": class }),
        )
    };
    let id = app.call("medicine_create", of("methadone"))["value"]["id"].clone();
    app.call("medicine_create", of("bupropion"));
    let overdue = |app: &TestApp| app.call("medicine_get", json!({ "id": id }))["overdue"].clone();
    ring(&app, "2026-11-21T20:00:00Z");
    assert_eq!(overdue(&app), Value::Null, "it is open");
    ring(&app, "2026-11-22T19:00:00Z");
    let since =
        json!({ "sinceOn": "2026-11-21", "days": 1, "isInjection": false, "losesTolerance": true });
    assert_eq!(overdue(&app), since);
    ring(&app, "2026-11-22T20:00:00Z");
    ring(&app, "2026-11-23T19:00:00Z");
    assert_eq!(overdue(&app)["days"], 2);
    // Today is told of the one of which the body may be used to less, and of it alone.
    let due = app.call("dose_due", json!({}));
    let told = due["overdue"].as_array().unwrap();
    assert_eq!((told.len(), &told[0]["name"]), (1, &json!("methadone")));
    // The device was off for two days: what became of those doses is not known.
    ring(&app, "2026-11-25T12:00:00Z");
    assert_eq!(overdue(&app), Value::Null);
    ring(&app, "2026-11-25T20:00:00Z");
    ring(&app, "2026-11-26T12:00:00Z");
    assert_eq!(overdue(&app)["sinceOn"], "2026-11-25");
    let dose = app.call("dose_list", json!({ "medicineId": id, "beforeMs": null }));
    let last = dose["doses"][0]["occurrence"].clone();
    app.call("dose_correct", said(&last, "taken"));
    assert_eq!(overdue(&app), Value::Null);
    app.call("dose_correct", said(&last, "skipped"));
    assert_ne!(overdue(&app), Value::Null, "left out is not taken either");
    app.call("medicine_end", json!({ "id": id }));
    assert_eq!(overdue(&app), Value::Null);
}

#[test]
fn an_injection_is_overdue_behind_its_window_and_a_first_one_is_not() {
    let app = TestApp::open();
    let rule = json!({
        "kind": "long_acting", "earliest": 26, "target": 28, "latest": 35, "firstOn": "2026-11-21", "at": 600,
        "zone": null,
    });
    let open = json!({ "reminder": crate::with(reminder(), json!({ "grace": { "kind": "until_answered" } })) });
    let one = crate::with(schedule(rule), open);
    let class = json!({ "class": "naltrexone_injection" });
    let made = app.call(
        "medicine_create",
        crate::with(fields("Monthly", json!([one])), class),
    );
    let id = made["value"]["id"].clone();
    let overdue = |app: &TestApp| app.call("medicine_get", json!({ "id": id }))["overdue"].clone();
    ring(&app, "2026-11-25T10:00:00Z");
    assert_eq!(overdue(&app), Value::Null, "it may have been given before");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    ring(&app, "2026-12-30T10:00:00Z");
    assert_eq!(overdue(&app), Value::Null, "35 days after it was given");
    ring(&app, "2027-01-02T10:00:00Z");
    let since =
        json!({ "sinceOn": "2026-12-30", "days": 3, "isInjection": true, "losesTolerance": true });
    assert_eq!(overdue(&app), since);
}

#[test]
fn doses_that_a_clinic_handed_out_are_told_with_their_days_until_the_next_visit() {
    let app = TestApp::open();
    let rule = json!({
        "kind": "clinic", "firstOn": "2026-11-21",
        "openings": [{ "weekdays": [1, 2, 3, 4, 5, 6], "opens": 360, "closes": 1380 }], "usual": 1200, "atHome": null,
        "zone": "Europe/London",
    });
    let made = add(&app, "Clinic", rule);
    let id = made["value"]["id"].clone();
    let home = |app: &TestApp| {
        let page = app.call("medicine_get", json!({ "id": id }));
        page["schedules"][0]["takeHome"].clone()
    };
    assert_eq!(home(&app), Value::Null);
    ring(&app, "2026-11-21T20:00:00Z");
    let given = crate::with(
        said(&first(&app, "raised"), "taken"),
        json!({ "takeHome": 2 }),
    );
    app.call("dose_answer", given);
    let told = json!({
        "visitedOn": "2026-11-21", "given": 2, "days": ["2026-11-22", "2026-11-23"], "nextVisitOn": "2026-11-24",
        "leavesAGap": false,
    });
    assert_eq!(home(&app), told);
    app.clock.set("2026-11-23T12:00:00Z");
    assert_eq!(home(&app)["days"], json!(["2026-11-23"]));
    app.clock.set("2026-11-24T12:00:00Z");
    assert_eq!(home(&app), Value::Null, "they are used up");
}
