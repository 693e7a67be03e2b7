//! Side effects and questions for a prescriber: kept as told, found again, taken to a visit.

use crate::medicines::{add, as_needed, undo};
use mainstay_support::TestApp;
use serde_json::{json, Value};

fn effect(medicine: &Value, more: Value) -> Value {
    let nothing = json!({
        "at": null, "medicineId": medicine, "kind": null, "words": "", "strength": null, "isOver": null, "note": "",
    });
    crate::with(nothing, more)
}

fn question(text: &str, more: Value) -> Value {
    let nothing =
        json!({ "at": null, "medicineId": null, "text": text, "askedOn": null, "note": "" });
    crate::with(nothing, more)
}

fn effects(app: &TestApp, id: &Value) -> Vec<Value> {
    let page = app.call("medicine_get", json!({ "id": id }));
    page["sideEffects"].as_array().unwrap().clone()
}

fn found(app: &TestApp, text: &str) -> Vec<String> {
    let search =
        json!({ "text": text, "kinds": [], "from": null, "to": null, "before": null, "limit": 9 });
    let page = app.call("search_list", search);
    let days = page["days"].as_array().unwrap().iter();
    let hits = days.flat_map(|day| day["hits"].as_array().unwrap());
    hits.map(|hit| hit["entry"]["type"].as_str().unwrap().to_owned())
        .collect()
}

/// What stands in the log, newest first.
fn log(app: &TestApp, kinds: Value) -> Vec<String> {
    let page = app.call(
        "journey_list",
        json!({ "before": null, "days": 5, "kinds": kinds }),
    );
    let days = page["days"].as_array().unwrap().iter();
    let all = days.flat_map(|day| day["entries"].as_array().unwrap());
    all.map(|one| one["type"].as_str().unwrap().to_owned())
        .collect()
}

fn visit(app: &TestApp) -> Value {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-24", "untilOn": "2026-11-24",
        "times": { "kind": "at", "minutes": [600] },
    });
    let visit = json!({
        "kind": "prescriber", "title": "", "personId": null, "withWhom": "", "place": "", "link": "", "phone": "",
        "note": "", "minutes": 30, "rule": { "kind": "civil", "phases": [phase], "zone": "UTC" },
        "reminder": crate::medicines::reminder(),
    });
    app.call("appointment_create", visit)["value"]["id"].clone()
}

fn topics(app: &TestApp, id: &Value) -> Value {
    app.call("appointment_get", json!({ "id": id, "beforeOn": null }))["topics"].clone()
}

#[test]
fn a_side_effect_is_kept_with_its_medicine_and_in_the_log() {
    let app = TestApp::open();
    let id = &add(&app, "Naltrexone", as_needed())["value"]["id"].clone();
    let said = json!({ "kind": "headache", "strength": "medium", "note": "After lunch." });
    let made = app.call("side_effect_log", effect(id, said));
    assert_eq!(made["value"]["medicine"], "Naltrexone");
    let own = json!({ "words": "Odd taste", "isOver": true, "at": "2026-11-20T09:00" });
    app.call("side_effect_log", effect(id, own));
    let app = app.restarted();
    app.unlock();
    let kept = effects(&app, id);
    assert_eq!(kept[0]["kind"], "headache");
    assert_eq!(kept[0]["strength"], "medium");
    assert_eq!(kept[1]["words"], "Odd taste");
    assert_eq!(kept[1]["dayOn"], "2026-11-20");
    assert_eq!(log(&app, json!([])), ["side_effect", "side_effect"]);
    assert_eq!(found(&app, "lunch"), ["side_effect"]);
    assert_eq!(found(&app, "taste"), ["side_effect"]);
    // Over by now, and said so.
    let over = json!({
        "id": kept[0]["id"], "at": null, "kind": "headache", "words": "", "strength": "mild", "isOver": true,
        "note": "After lunch.",
    });
    app.call("side_effect_update", over);
    let history = json!({ "kind": "side_effect", "id": kept[0]["id"] });
    assert_eq!(
        app.call("history_get", history).as_array().unwrap().len(),
        2
    );
    let gone = app.call("side_effect_delete", json!({ "id": kept[0]["id"] }));
    assert_eq!(effects(&app, id).len(), 1);
    undo(&app, &gone["change"]);
    assert_eq!(effects(&app, id)[0]["isOver"], true);
    app.call("side_effect_delete", json!({ "id": kept[0]["id"] }));
    app.call("removed_restore", json!({ "id": kept[0]["id"] }));
    assert_eq!(effects(&app, id).len(), 2);
}

#[test]
fn it_says_what_was_noticed_or_is_asked() {
    let app = TestApp::open();
    let id = &add(&app, "Naltrexone", as_needed())["value"]["id"].clone();
    let refused = app.refused("side_effect_log", effect(id, json!({ "strength": "mild" })));
    assert_eq!(refused, ("answer_needed".into(), Some("kind".into())));
    let nobody = json!("019a45b6-4500-7303-8303-030303030303");
    let refused = app.refused(
        "side_effect_log",
        effect(&nobody, json!({ "kind": "skin" })),
    );
    assert_eq!(refused.0, "not_found");
    let refused = app.refused("question_log", question("  ", json!({})));
    assert_eq!(refused, ("answer_needed".into(), Some("text".into())));
}

#[test]
fn what_was_noticed_outlives_the_medicine_and_hangs_on_it_again_when_it_comes_back() {
    let app = TestApp::open();
    let id = &add(&app, "Naltrexone", as_needed())["value"]["id"].clone();
    app.call("side_effect_log", effect(id, json!({ "kind": "nausea" })));
    app.call(
        "question_log",
        question("With food?", json!({ "medicineId": id })),
    );
    app.call("medicine_delete", json!({ "id": id }));
    assert_eq!(log(&app, json!(["side_effect"])), ["side_effect"]);
    let list = app.call("question_list", json!({}));
    assert_eq!(list["open"][0]["medicineId"], Value::Null);
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(effects(&app, id).len(), 1);
    let list = app.call("question_list", json!({}));
    assert_eq!(list["open"][0]["medicineId"], *id);
}

#[test]
fn a_question_is_open_then_asked_then_answered() {
    let app = TestApp::open();
    let first = app.call("question_log", question("Can I drive?", json!({})))["value"].clone();
    app.clock.set("2026-11-21T18:31:00Z");
    app.call(
        "question_log",
        question("How long will I take it?", json!({})),
    );
    let list = app.call("question_list", json!({}));
    assert_eq!(list["open"][0]["text"], "Can I drive?");
    assert_eq!(list["open"][1]["text"], "How long will I take it?");
    let asked = json!({ "id": first["id"], "askedOn": "2026-11-21", "note": "Yes, after a week." });
    let asked = crate::with(question("Can I drive?", json!({})), asked);
    let written = app.call("question_update", asked);
    let list = app.call("question_list", json!({}));
    assert_eq!(list["open"].as_array().unwrap().len(), 1);
    assert_eq!(list["asked"][0]["note"], "Yes, after a week.");
    assert_eq!(found(&app, "drive"), ["question"]);
    assert_eq!(found(&app, "week"), ["question"]);
    undo(&app, &written["change"]);
    let list = app.call("question_list", json!({}));
    assert_eq!(list["open"].as_array().unwrap().len(), 2);
    app.call("question_delete", json!({ "id": first["id"] }));
    let removed = app.call("removed_list", json!({}));
    assert_eq!(removed[0]["what"]["row"]["type"], "question");
    app.call("removed_restore", json!({ "id": first["id"] }));
    let list = app.call("question_list", json!({}));
    assert_eq!(list["open"].as_array().unwrap().len(), 2);
}

#[test]
fn a_visit_offers_open_questions_and_what_was_noticed_since_the_last_one() {
    let app = TestApp::open();
    let id = &add(&app, "Naltrexone", as_needed())["value"]["id"].clone();
    let visit = visit(&app);
    assert_eq!(topics(&app, &visit), json!([]));
    for kind in ["nausea", "headache", "nausea"] {
        app.call("side_effect_log", effect(id, json!({ "kind": kind })));
    }
    let long_ago = json!({ "kind": "skin", "at": "2026-09-01T09:00" });
    app.call("side_effect_log", effect(id, long_ago));
    let made = app.call("question_log", question("With food?", json!({})))["value"].clone();
    let offered = topics(&app, &visit);
    assert_eq!(
        offered[0],
        json!({ "kind": "question", "text": "With food?" })
    );
    assert_eq!(offered[1]["kind"], "side_effects");
    assert_eq!(offered[1]["count"], 3);
    let mut kinds = offered[1]["kinds"].as_array().unwrap().clone();
    kinds.sort_by_key(ToString::to_string);
    assert_eq!(kinds, [json!("headache"), json!("nausea")]);
    let asked = json!({ "id": made["id"], "askedOn": "2026-11-21" });
    app.call(
        "question_update",
        crate::with(question("With food?", json!({})), asked),
    );
    assert_eq!(topics(&app, &visit)[0]["kind"], "side_effects");
}
