//! Journal entries: written, kept while they are typed, found, removed, and what they were before.

use mainstay_support::TestApp;
use serde_json::{json, Value};

fn words(text: &str, tags: &[&str]) -> Value {
    json!({ "at": null, "text": text, "tags": tags })
}

fn draft(id: &Value, text: &str, tags: &[&str]) -> Value {
    crate::with(words(text, tags), json!({ "id": id }))
}

fn entries(app: &TestApp) -> Vec<Value> {
    let page = app.call("journey_list", json!({ "before": null, "days": 31 }));
    let days = page["days"].as_array().unwrap().iter();
    days.flat_map(|day| day["entries"].as_array().unwrap().clone())
        .collect()
}

fn search(app: &TestApp, text: &str) -> Value {
    let request = json!({
        "text": text, "kinds": [], "from": null, "to": null, "before": null, "limit": 20,
    });
    app.call("search_list", request)
}

fn history(app: &TestApp, kind: &str, id: &Value) -> Vec<Value> {
    let versions = app.call("history_get", json!({ "kind": kind, "id": id }));
    versions.as_array().unwrap().clone()
}

/// How many writes were recorded, as the header knows it after a lock.
fn writes(app: &TestApp) -> u64 {
    let header = std::fs::read(app.folder().join("vault/vault.hdr.a")).unwrap();
    let other = std::fs::read(app.folder().join("vault/vault.hdr.b")).unwrap();
    let count = |bytes: &[u8]| u64::from_le_bytes(bytes[56..64].try_into().unwrap());
    count(&header).max(count(&other))
}

#[test]
fn an_entry_is_written_changed_and_stands_in_the_log() {
    let app = TestApp::open();
    let back = crate::with(
        words("The sea was calm.\nI stayed.", &["Sea", "sea", " walk "]),
        json!({ "at": "2026-11-19T08:30" }),
    );
    let logged = app.call("journal_entry_log", back);
    assert_eq!(logged["value"]["tags"], json!(["Sea", "walk"]));
    assert_eq!(logged["value"]["dayOn"], "2026-11-19");
    let id = logged["value"]["id"].clone();
    app.call(
        "journal_entry_update",
        draft(&id, "The sea was rough.", &["Sea"]),
    );
    let app = app.restarted();
    app.unlock();
    let kept = &entries(&app)[0];
    assert_eq!(kept["type"], "journal_entry");
    assert_eq!(
        (&kept["entry"]["text"], &kept["entry"]["tags"]),
        (&json!("The sea was rough."), &json!(["Sea"]))
    );
    app.call("journal_entry_log", words("Another", &["Sea", "home"]));
    assert_eq!(
        app.call("journal_tag_list", json!({})),
        json!([{ "tag": "Sea", "entries": 2 }, { "tag": "home", "entries": 1 }])
    );
    let month = app.call("journey_month", json!({ "month": "2026-11" }));
    assert_eq!(month["days"][18]["journalEntries"], 1);
    assert_eq!(
        app.refused("journal_entry_log", words(" \n", &["home"])),
        ("invalid".into(), Some("text".into()))
    );
}

#[test]
fn what_is_typed_survives_a_kill_and_becomes_one_write() {
    let app = TestApp::open();
    // The first unlock notes that it checked all pages: a write of its own.
    app.call("vault_lock", json!({}));
    app.unlock();
    app.call("vault_lock", json!({}));
    let before = writes(&app);
    app.unlock();
    let begun = app.call("journal_draft_update", words("It beg", &[]));
    let id = begun["id"].clone();
    for text in ["It began", "It began with", "It began with rain."] {
        app.call("journal_draft_update", draft(&id, text, &["rain"]));
    }
    assert!(entries(&app).is_empty(), "it is not part of the log yet");
    let app = app.killed();
    app.unlock();
    assert_eq!(entries(&app)[0]["entry"]["text"], "It began with rain.");
    assert_eq!(entries(&app)[0]["entry"]["id"], id);
    assert_eq!(
        entries(&app)[0]["entry"]["atMs"],
        begun["atMs"],
        "when it was begun"
    );
    app.call("vault_lock", json!({}));
    assert_eq!(writes(&app), before + 1, "one write, whatever was typed");
    app.unlock();
    assert_eq!(entries(&app).len(), 1, "and none again");
    let view = app.call("journal_entry_get", json!({ "id": id }));
    assert_eq!(view["draft"], json!(null));
}

#[test]
fn leaving_makes_what_was_typed_one_change_that_can_be_undone() {
    let app = TestApp::open();
    let id = app.call("journal_entry_log", words("first", &[]))["value"]["id"].clone();
    app.call("journal_draft_update", draft(&id, "first, and", &[]));
    app.call(
        "journal_draft_update",
        draft(&id, "first, and then", &["later"]),
    );
    let view = app.call("journal_entry_get", json!({ "id": id }));
    assert_eq!(view["entry"]["text"], "first");
    assert_eq!(view["draft"]["text"], "first, and then");
    let written = app.call("journal_draft_confirm", json!({ "id": id }));
    assert_eq!(entries(&app)[0]["entry"]["text"], "first, and then");
    app.call("change_undo", json!({ "changes": [written["change"]] }));
    assert_eq!(entries(&app)[0]["entry"]["text"], "first");
    assert_eq!(entries(&app)[0]["entry"]["tags"], json!([]));
    assert_eq!(
        app.call("journal_draft_confirm", json!({ "id": id })),
        json!(null),
        "once"
    );
}

#[test]
fn a_draft_without_a_word_leaves_all_as_it_was() {
    let app = TestApp::open();
    let id = app.call("journal_entry_log", words("kept", &[]))["value"]["id"].clone();
    app.call("journal_draft_update", draft(&id, "  ", &[]));
    assert_eq!(
        app.call("journal_draft_confirm", json!({ "id": id })),
        json!(null)
    );
    assert_eq!(entries(&app)[0]["entry"]["text"], "kept");
    let empty = app.call("journal_draft_update", words("", &["tag"]))["id"].clone();
    assert_eq!(
        app.call("journal_draft_confirm", json!({ "id": empty })),
        json!(null)
    );
    assert_eq!(entries(&app).len(), 1);
    assert_eq!(
        app.refused("journal_entry_get", json!({ "id": empty })).0,
        "not_found"
    );
}

#[test]
fn a_draft_of_an_entry_that_was_removed_is_not_lost() {
    let app = TestApp::open();
    let id = app.call("journal_entry_log", words("old", &["a"]))["value"]["id"].clone();
    app.call("journal_draft_update", draft(&id, "old and new", &["a"]));
    let removed = app.call("journal_entry_delete", json!({ "id": id }));
    assert_eq!(removed["value"]["text"], "old and new");
    assert!(entries(&app).is_empty());
    app.call("change_undo", json!({ "changes": [removed["change"]] }));
    assert_eq!(entries(&app)[0]["entry"]["text"], "old and new");
}

#[test]
fn everything_that_was_written_is_found_and_nothing_that_was_removed() {
    let app = TestApp::open();
    app.call(
        "check_in_log",
        crate::check_in(json!(2), "Slept badly in Brno"),
    );
    let own = app.call(
        "trigger_create",
        json!({ "kind": "place", "name": "Brno station" }),
    )["value"]["id"]
        .clone();
    app.call(
        "craving_log",
        crate::with(crate::craving(json!(6)), json!({ "triggers": [own] })),
    );
    app.call(
        "lapse_log",
        json!({ "goalId": null, "at": null, "note": "after BRNO" }),
    );
    let entry = app.call("journal_entry_log", words("A letter from Žofie", &["brno"]));
    let found = search(&app, "brno");
    assert_eq!((&found["found"], &found["hidden"]), (&json!(4), &json!(0)));
    assert_eq!(search(&app, "zofie let")["found"], 1);
    let hit = &search(&app, "zof")["days"][0]["hits"][0];
    assert_eq!(hit["excerpt"]["marks"], json!([{ "from": 14, "to": 19 }]));
    let removed = app.call(
        "journal_entry_delete",
        json!({ "id": entry["value"]["id"] }),
    );
    assert_eq!(search(&app, "zofie")["found"], 0);
    app.call("change_undo", json!({ "changes": [removed["change"]] }));
    assert_eq!(search(&app, "zofie")["found"], 1);
    let only = json!({
        "text": "brno", "kinds": ["lapse"], "from": null, "to": null, "before": null, "limit": 20,
    });
    let only = app.call("search_list", only);
    assert_eq!((&only["found"], &only["hidden"]), (&json!(1), &json!(3)));
}

#[test]
fn what_was_removed_is_listed_for_thirty_days_and_comes_back() {
    let app = TestApp::open();
    let triggers = app.call("trigger_list", json!({}));
    let logged = app.call(
        "craving_log",
        crate::with(
            crate::craving(json!(7)),
            json!({ "triggers": [triggers[0]["id"], triggers[5]["id"]] }),
        ),
    );
    let goal = json!({ "kind": "other", "name": "Sugar", "direction": "reduce", "startedAt": "2026-11-01T00:00" });
    let goal = app.call("goal_create", goal)["value"]["id"].clone();
    let lapse = app.call(
        "lapse_log",
        json!({ "goalId": goal, "at": null, "note": "" }),
    );
    app.call("goal_delete", json!({ "id": goal }));
    app.call("craving_delete", json!({ "id": logged["value"]["id"] }));
    let removed = app.call("removed_list", json!({}));
    let kinds: Vec<_> = removed
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["what"]["type"])
        .collect();
    assert_eq!(kinds.len(), 2);
    assert_eq!(
        removed[0]["what"]["row"]["entry"], logged["value"],
        "with what was around it"
    );

    let back = app.call("removed_restore", json!({ "id": logged["value"]["id"] }));
    assert_eq!(
        entries(&app)
            .iter()
            .filter(|one| one["entry"] == logged["value"])
            .count(),
        1
    );
    app.call("removed_restore", json!({ "id": goal }));
    let lapses = entries(&app);
    let again = lapses
        .iter()
        .find(|one| one["entry"]["id"] == lapse["value"]["id"])
        .unwrap();
    assert_eq!(again["entry"]["goalId"], goal);
    assert_eq!(app.call("removed_list", json!({})), json!([]));
    assert_eq!(
        app.refused("removed_restore", json!({ "id": goal })).0,
        "conflict"
    );

    app.call("change_undo", json!({ "changes": [back["change"]] }));
    assert_eq!(
        app.call("removed_list", json!({}))
            .as_array()
            .unwrap()
            .len(),
        1
    );
    app.clock.advance(31 * 86_400);
    app.unlock();
    assert_eq!(app.call("removed_list", json!({})), json!([]));
}

#[test]
fn an_entry_tells_what_it_was_and_can_be_so_again() {
    let app = TestApp::open();
    let id = app.call("journal_entry_log", words("calm", &["sea"]))["value"]["id"].clone();
    app.call(
        "journal_entry_update",
        draft(&id, "calm and wide", &["sea"]),
    );
    app.call("journal_entry_update", draft(&id, "rough", &[]));
    let told = history(&app, "journal_entry", &id);
    let texts: Vec<_> = told
        .iter()
        .map(|version| &version["entry"]["entry"]["text"])
        .collect();
    assert_eq!(
        texts,
        ["rough", "calm and wide"],
        "the first only had words added"
    );
    let restore = json!({ "kind": "journal_entry", "id": id, "change": told[1]["change"] });
    let back = app.call("history_restore", restore);
    assert_eq!(entries(&app)[0]["entry"]["text"], "calm and wide");
    assert_eq!(entries(&app)[0]["entry"]["tags"], json!(["sea"]));
    assert_eq!(search(&app, "wide sea")["found"], 1);
    app.call("change_undo", json!({ "changes": [back["change"]] }));
    assert_eq!(entries(&app)[0]["entry"]["text"], "rough");
}

#[test]
fn a_craving_with_triggers_can_be_undone_whole() {
    let app = TestApp::open();
    let triggers = app.call("trigger_list", json!({}));
    let with_two = json!({ "triggers": [triggers[0]["id"], triggers[5]["id"]] });
    let logged = app.call(
        "craving_log",
        crate::with(crate::craving(json!(7)), with_two),
    );
    let undone = app.call("change_undo", json!({ "changes": [logged["change"]] }));
    assert!(entries(&app).is_empty());
    app.call("change_undo", json!({ "changes": [undone["change"]] }));
    assert_eq!(entries(&app)[0]["entry"], logged["value"]);
}

#[test]
fn a_check_in_of_before_has_its_history_too() {
    let app = TestApp::open();
    let logged = app.call("check_in_log", crate::check_in(json!(4), "fine"));
    let id = logged["value"]["id"].clone();
    app.call(
        "check_in_update",
        crate::with(crate::check_in(json!(1), "not fine"), json!({ "id": id })),
    );
    let told = history(&app, "check_in", &id);
    assert_eq!(told.len(), 2);
    assert_eq!(
        (
            &told[1]["entry"]["entry"]["mood"],
            &told[1]["entry"]["entry"]["note"]
        ),
        (&json!(4), &json!("fine"))
    );
    assert_eq!(
        app.refused("history_get", json!({ "kind": "lapse", "id": id }))
            .0,
        "not_found"
    );
}
