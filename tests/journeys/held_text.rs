//! Words that the core refused: held in the vault until they are mended, and no part of the log.

use mainstay_support::TestApp;
use serde_json::{json, Value};

fn holding(place: &str, id: Value, text: &str) -> Value {
    json!({ "place": place, "id": id, "text": text })
}

fn held(app: &TestApp) -> Value {
    app.call("held_text_list", json!({}))
}

#[test]
fn what_was_refused_survives_a_kill_and_goes_when_it_was_mended() {
    let app = TestApp::open();
    let id = app.call("check_in_log", crate::check_in(json!(3), ""))["value"]["id"].clone();
    let of_entry = holding("check_in", id.clone(), "a very long note of a quokka");
    let of_new = holding("diary_note 2026-11-20", Value::Null, "another");
    app.call(
        "held_text_update",
        holding("check_in", id.clone(), "a very"),
    );
    app.call("held_text_update", of_entry.clone());
    app.call("held_text_update", of_new.clone());
    let app = app.restarted();
    assert_eq!(app.refused("held_text_list", json!({})).0, "locked");
    app.unlock();
    let all = held(&app);
    assert_eq!(all.as_array().unwrap().len(), 2, "{all}");
    for one in [&of_entry, &of_new] {
        assert!(all.as_array().unwrap().contains(one), "{one}");
    }
    app.call("held_text_delete", json!({ "place": "check_in", "id": id }));
    assert_eq!(held(&app), json!([of_new]));
    app.call(
        "held_text_delete",
        json!({ "place": "nowhere", "id": null }),
    );
}

#[test]
fn what_is_held_is_no_part_of_the_log() {
    let app = TestApp::open();
    app.call(
        "held_text_update",
        holding("check_in", Value::Null, "a quokka"),
    );
    let search = json!({
        "text": "quokka", "kinds": [], "from": null, "to": null, "before": null, "limit": 20,
    });
    assert_eq!(app.call("search_list", search)["found"], 0);
    let page = app.call("journey_list", json!({ "before": null, "days": 31 }));
    assert_eq!(page["days"], json!([]));
}

#[test]
fn what_is_held_for_a_removed_entry_stays_as_long_as_it_can_come_back() {
    let app = TestApp::open();
    let new = || crate::check_in(json!(3), "");
    let [gone, back, there] =
        [(); 3].map(|()| app.call("check_in_log", new())["value"]["id"].clone());
    for id in [&gone, &back, &there] {
        app.call("held_text_update", holding("check_in", id.clone(), "words"));
    }
    app.call("held_text_update", holding("check_in", Value::Null, "new"));
    app.call("check_in_delete", json!({ "id": gone }));
    app.call("check_in_delete", json!({ "id": back }));
    app.call("removed_restore", json!({ "id": back }));
    let held_ids = || {
        let all = held(&app);
        let mut ids: Vec<Value> = all
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["id"].clone())
            .collect();
        ids.sort_by_key(ToString::to_string);
        ids
    };
    app.clock.advance(29 * 86_400);
    app.unlock();
    assert_eq!(held_ids().len(), 3, "nothing waits for what is not there");
    app.call("removed_restore", json!({ "id": gone }));
    assert_eq!(held_ids().len(), 4, "it can come back for 30 days");
    app.call("check_in_delete", json!({ "id": gone }));
    app.clock.advance(31 * 86_400);
    app.unlock();
    let mut left = vec![Value::Null, back.clone(), there.clone()];
    left.sort_by_key(ToString::to_string);
    assert_eq!(held_ids(), left);
}

#[test]
fn more_than_anybody_types_and_a_place_that_is_none_are_refused() {
    let app = TestApp::open();
    for (request, code, field) in [
        (
            holding("check_in", Value::Null, &"x".repeat(3_900_001)),
            "too_long",
            "text",
        ),
        (
            holding(&"x".repeat(76), Value::Null, "a"),
            "too_long",
            "place",
        ),
        (
            holding("two\nlines", Value::Null, "a"),
            "unreadable_text",
            "place",
        ),
    ] {
        let refused = app.refused("held_text_update", request);
        assert_eq!(refused, (code.into(), Some(field.into())));
    }
    assert_eq!(held(&app), json!([]));
}

#[test]
fn the_longest_is_held_and_a_hundred_are_and_no_more() {
    let app = TestApp::open();
    app.call(
        "held_text_update",
        holding("check_in", Value::Null, &"x".repeat(3_900_000)),
    );
    for n in 1..100 {
        app.call(
            "held_text_update",
            holding(&format!("place {n}"), Value::Null, "a"),
        );
    }
    let more = holding("one more", Value::Null, "a");
    assert_eq!(app.refused("held_text_update", more.clone()).0, "too_many");
    app.call(
        "held_text_update",
        holding("place 1", Value::Null, "other words"),
    );
    let place = json!({ "place": "place 2", "id": null });
    app.call("held_text_delete", place);
    app.call("held_text_update", more);
}
