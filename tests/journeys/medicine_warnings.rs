//! What a medicine and a goal warn of: whom to call, when tolerance may be low, and that a kit is no dose.

use crate::goals::view;
use crate::medicines::{as_needed, daily, fields, ring, schedule};
use crate::with;
use mainstay_support::TestApp;
use serde_json::{json, Value};

fn kind(class: &str, rule: Value) -> Value {
    with(
        fields(class, json!([schedule(rule)])),
        json!({ "class": class }),
    )
}

fn add(app: &TestApp, request: Value) -> Value {
    app.call("medicine_create", request)["value"]["id"].clone()
}

fn page(app: &TestApp, id: &Value) -> Value {
    app.call("medicine_get", json!({ "id": id }))
}

fn goal(app: &TestApp, kind: &str, started_at: &str) -> Value {
    let goal = json!({ "kind": kind, "name": "", "unit": "", "direction": "abstain", "startedAt": started_at });
    app.call("goal_create", goal)["value"]["id"].clone()
}

fn stay(app: &TestApp, place: &str, until: Value) {
    let stay = json!({ "place": place, "name": "", "fromOn": "2026-10-01", "untilOn": until });
    app.call("stay_create", stay);
}

fn is_after_stay(app: &TestApp) -> bool {
    app.call("tolerance_get", json!({}))["isAfterStay"] == true
}

#[test]
fn the_prescribers_number_is_called_where_no_number_of_a_clinic_was_typed() {
    let app = TestApp::open();
    let ana = json!({ "name": "Dr Ana", "role": "prescriber", "phone": "+1 555 010 2222", "message": "" });
    let ana = app.call("person_create", ana)["value"]["id"].clone();
    let plain = kind("methadone", daily(&[480]));
    let asked = with(plain.clone(), json!({ "prescriberId": ana }));
    let id = add(&app, asked.clone());
    let dr_ana = json!({ "name": "Dr Ana", "phone": "+1 555 010 2222", "dialled": "+15550102222" });
    assert_eq!(page(&app, &id)["prescriber"], dr_ana);
    assert_eq!(page(&app, &id)["missedCall"], dr_ana);

    let typed = with(
        asked,
        json!({ "clinicPhone": "555 0199", "name": "With a clinic" }),
    );
    let id = add(&app, typed);
    assert_eq!(page(&app, &id)["prescriber"], dr_ana);
    let clinic = json!({ "name": "", "phone": "555 0199", "dialled": "5550199" });
    assert_eq!(page(&app, &id)["missedCall"], clinic);
    app.call("person_delete", json!({ "id": ana }));
    assert_eq!(page(&app, &id)["prescriber"], Value::Null);

    let alone = add(&app, with(plain, json!({ "name": "Of nobody" })));
    assert_eq!(page(&app, &alone)["missedCall"], Value::Null);
}

#[test]
fn an_opioid_treatment_that_was_ended_warns_for_thirty_days() {
    let app = TestApp::open();
    let naltrexone = add(&app, kind("naltrexone_daily", daily(&[20 * 60])));
    let acamprosate = add(&app, kind("acamprosate", daily(&[20 * 60])));
    let is_low = |id: &Value| page(&app, id)["toleranceMayBeLow"] == true;
    assert!(!is_low(&naltrexone));
    ring(&app, "2026-11-21T20:00:00Z");
    ring(&app, "2026-11-22T19:00:00Z");
    assert!(is_low(&naltrexone), "it is overdue");
    for id in [&naltrexone, &acamprosate] {
        app.call("medicine_end", json!({ "id": id }));
    }
    assert!(is_low(&naltrexone), "it was ended today");
    assert!(!is_low(&acamprosate));
    app.clock.set("2026-12-22T12:00:00Z");
    assert!(is_low(&naltrexone), "thirty days ago");
    app.clock.set("2026-12-23T12:00:00Z");
    assert!(!is_low(&naltrexone));
}

#[test]
fn the_goal_of_opioids_has_the_card_and_it_opens_with_the_third_day_and_behind_a_lapse() {
    let app = TestApp::open();
    let card = |id: &Value| view(&app, id)["toleranceCard"].clone();
    let opioids = goal(&app, "opioids", "2026-11-21T08:00");
    assert_eq!(card(&opioids), "folded");
    assert_eq!(
        card(&goal(&app, "alcohol", "2026-11-01T08:00")),
        Value::Null
    );
    for (day, wanted) in [(22, "folded"), (23, "open"), (24, "open")] {
        app.clock.set(&format!("2026-11-{day}T12:00:00Z"));
        assert_eq!(card(&opioids), wanted, "{day} November");
    }
    app.clock.set("2027-01-25T12:00:00Z");
    assert_eq!(card(&opioids), "folded");
    let lapse = json!({ "goalId": opioids, "at": "2027-01-25T11:00", "note": "" });
    app.call("lapse_log", lapse);
    assert_eq!(card(&opioids), "open", "used to them no more");
    app.clock.set("2027-02-26T12:00:00Z");
    assert_eq!(card(&opioids), "folded");
    stay(&app, "hospital", json!("2027-02-20"));
    assert_eq!(card(&opioids), "open");
}

#[test]
fn a_stay_that_is_just_over_warns_where_opioids_may_be_in_play() {
    let app = TestApp::open();
    stay(&app, "detox", Value::Null);
    assert!(!is_after_stay(&app), "it goes on");
    stay(&app, "detox", json!("2026-11-10"));
    assert!(is_after_stay(&app), "nothing else was said");
    goal(&app, "alcohol", "2026-11-01T08:00");
    assert!(!is_after_stay(&app));
    let id = add(&app, kind("methadone", daily(&[480])));
    assert!(is_after_stay(&app));
    app.call("medicine_delete", json!({ "id": id }));
    goal(&app, "opioids", "2026-11-01T08:00");
    assert!(is_after_stay(&app));
    app.clock.set("2026-12-11T12:00:00Z");
    assert!(!is_after_stay(&app));
}

#[test]
fn a_kit_needs_no_schedule_and_is_never_taken_on_an_ordinary_day() {
    let app = TestApp::open();
    let kit = json!({ "place": "red bag", "people": "Bo", "trainedOn": "2026-05-01" });
    let naloxone = json!({ "class": "naloxone", "kit": kit });
    let id = add(&app, with(fields("Naloxone", json!([])), naloxone.clone()));
    assert_eq!(page(&app, &id)["kit"], kit);
    // One that was typed in as taken when needed, as it had to be once.
    let needed = fields("An older kit", json!([schedule(as_needed())]));
    add(&app, with(needed, naloxone));
    add(&app, kind("sedative", as_needed()));
    let due = app.call("dose_due", json!({}));
    let names: Vec<&Value> = due["asNeeded"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["sedative"]);
}
