//! People to turn to: added, changed, put in order, removed and brought back.

use mainstay_support::TestApp;
use serde_json::{json, Value};

fn person(name: &str, phone: &str) -> Value {
    json!({ "name": name, "role": "friend", "phone": phone, "message": "" })
}

fn add(app: &TestApp, name: &str) -> Value {
    app.call("person_create", person(name, "555 010 1234"))["value"]["id"].clone()
}

fn changed(id: &Value, name: &str, change: Value) -> Value {
    let same = json!({ "id": id, "place": null });
    crate::with(crate::with(person(name, "555 010 1234"), same), change)
}

fn names(app: &TestApp) -> Vec<String> {
    let list = app.call("person_list", json!({}));
    let names = list.as_array().unwrap().iter();
    names
        .map(|person| person["name"].as_str().unwrap().to_owned())
        .collect()
}

fn undo(app: &TestApp, written: &Value) {
    app.call("change_undo", json!({ "changes": [written["change"]] }));
}

#[test]
fn a_person_keeps_whom_to_call_and_what_to_write() {
    let app = TestApp::open();
    let ana = json!({
        "name": "Ana", "role": "sponsor", "phone": "+44 (0)20 7946 0018 x 12", "message": "Have you got a minute?",
    });
    app.call("person_create", ana);
    app.call("person_create", person("Mum", ""));
    let app = app.restarted();
    app.unlock();
    let list = app.call("person_list", json!({}));
    assert_eq!(list[0]["phone"], "+44 (0)20 7946 0018 x 12", "as typed");
    assert_eq!(
        (&list[0]["dialled"], &list[0]["extension"]),
        (&json!("+442079460018"), &json!("12"))
    );
    assert_eq!(list[0]["message"], "Have you got a minute?");
    assert_eq!(
        (&list[1]["name"], &list[1]["dialled"]),
        (&json!("Mum"), &Value::Null)
    );
}

#[test]
fn everything_about_a_person_changes_and_is_undone() {
    let app = TestApp::open();
    let ids: Vec<Value> = ["Ana", "Bo", "Cy"].map(|name| add(&app, name)).to_vec();
    let first = app.call(
        "person_update",
        changed(&ids[2], "Cyd", json!({ "place": 0 })),
    );
    assert_eq!(names(&app), ["Cyd", "Ana", "Bo"]);
    let last = app.call(
        "person_update",
        changed(&ids[2], "Cyd", json!({ "place": 99 })),
    );
    assert_eq!(names(&app), ["Ana", "Bo", "Cyd"]);
    undo(&app, &last);
    undo(&app, &first);
    assert_eq!(names(&app), ["Ana", "Bo", "Cy"]);

    let removed = app.call("person_delete", json!({ "id": ids[1] }));
    assert_eq!(names(&app), ["Ana", "Cy"]);
    undo(&app, &removed);
    assert_eq!(names(&app), ["Ana", "Bo", "Cy"]);
}

#[test]
fn who_was_removed_is_in_recently_removed_and_comes_back() {
    let app = TestApp::open();
    let id = add(&app, "Ana");
    app.call("person_delete", json!({ "id": id }));
    let app = app.restarted();
    app.unlock();
    let removed = app.call("removed_list", json!({}));
    assert_eq!(removed[0]["what"]["type"], "person");
    assert_eq!(removed[0]["what"]["row"]["name"], "Ana");
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(names(&app), ["Ana"]);
    assert_eq!(app.call("removed_list", json!({})), json!([]));
}

#[test]
fn what_a_person_cannot_be_is_refused_by_field() {
    let app = TestApp::open();
    let with = |change: Value| crate::with(person("Ana", ""), change);
    for (request, code, field) in [
        (person("", ""), "name_needed", "name"),
        (person(&"x".repeat(81), ""), "too_long", "name"),
        (person("Ana", "call her"), "phone_number", "phone"),
        (person("Ana", "1-800-FLOWERS"), "phone_number", "phone"),
        (person("Ana", &"5".repeat(41)), "too_long", "phone"),
        (
            with(json!({ "message": "x".repeat(641) })),
            "too_long",
            "message",
        ),
        (
            with(json!({ "message": "a\u{0}" })),
            "unreadable_text",
            "message",
        ),
    ] {
        let refused = app.refused("person_create", request);
        assert_eq!(refused, (code.into(), Some(field.into())), "{code} {field}");
    }
    assert_eq!(
        app.refused("person_create", with(json!({ "role": "boss" })))
            .0,
        "invalid"
    );
    let gone = json!({ "id": "019a45b6-4500-7303-8303-030303030303" });
    assert_eq!(app.refused("person_delete", gone).0, "not_found");
    // Two people may have one name.
    add(&app, "John");
    add(&app, "John");
    assert_eq!(names(&app), ["John", "John"]);
}

#[test]
fn fifty_are_kept_and_no_more() {
    let app = TestApp::open();
    for n in 0..50 {
        add(&app, &format!("person {n}"));
    }
    let refused = app.refused("person_create", person("one more", ""));
    assert_eq!(refused, ("too_many".into(), Some("name".into())));
}

#[test]
fn who_was_there_comes_back_beside_fifty_others() {
    let app = TestApp::open();
    let ways: [fn(&TestApp, &Value); 2] = [undo, |app, gone| {
        let id = json!({ "id": gone["value"]["id"] });
        app.call("removed_restore", id);
    }];
    let gone: Vec<Value> = (0..2)
        .map(|n| {
            let id = add(&app, &format!("old friend {n}"));
            app.call("person_delete", json!({ "id": id }))
        })
        .collect();
    for n in 0..50 {
        add(&app, &format!("person {n}"));
    }
    for (way, gone) in ways.iter().zip(&gone) {
        way(&app, gone);
    }
    assert_eq!(names(&app).len(), 52);
    assert_eq!(
        app.refused("person_create", person("more", "")).0,
        "too_many"
    );
}

#[test]
fn nobody_is_shown_while_it_is_locked() {
    let app = TestApp::open();
    add(&app, "Ana");
    app.call("vault_lock", json!({}));
    for (command, request) in [
        ("person_list", json!({})),
        ("person_create", person("Bo", "")),
    ] {
        assert_eq!(app.refused(command, request).0, "locked", "{command}");
    }
}
