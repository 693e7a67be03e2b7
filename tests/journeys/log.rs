use mainstay_support::TestApp;
use serde_json::{json, Value};

fn journey(app: &TestApp) -> Value {
    app.call("journey_list", json!({ "before": null, "days": 31 }))
}

#[test]
fn a_craving_is_logged_step_by_step_and_leaving_keeps_what_was_said() {
    let app = TestApp::open();
    let logged = app.call("craving_log", crate::craving(json!(7)));
    let id = logged["value"]["id"].clone();
    let triggers = app.call("trigger_list", json!({}));
    let lonely = triggers
        .as_array()
        .unwrap()
        .iter()
        .find(|trigger| trigger["key"] == "lonely")
        .unwrap()["id"]
        .clone();
    let mine = app.call(
        "trigger_create",
        json!({ "kind": "place", "name": "the bus stop" }),
    )["value"]["id"]
        .clone();
    let step = crate::with(
        crate::craving(json!(7)),
        json!({ "id": id, "triggers": [lonely, mine] }),
    );
    app.call("craving_update", step.clone());
    let app = app.restarted();
    app.unlock();
    let kept = &journey(&app)["days"][0]["entries"][0]["entry"];
    assert_eq!(
        (&kept["strengthBefore"], &kept["triggers"]),
        (&json!(7), &json!([lonely, mine]))
    );

    let last =
        json!({ "tool": "urge_wave", "toolSeconds": 240, "strengthAfter": 3, "acted": false });
    let done = app.call("craving_update", crate::with(step, last));
    assert_eq!(done["value"]["strengthAfter"], 3);
    assert_eq!(
        done["value"]["atMs"], logged["value"]["atMs"],
        "it stays when it was"
    );
    assert_eq!(app.call("today_get", json!({}))["cravingsToday"], 1);
}

#[test]
fn every_write_can_be_undone_and_the_undo_too() {
    let app = TestApp::open();
    let empty = journey(&app);
    let logged = app.call("check_in_log", crate::check_in(json!(4), "first words"));
    let id = logged["value"]["id"].clone();
    let one = journey(&app);
    let edited = app.call(
        "check_in_update",
        crate::with(
            crate::check_in(json!(2), "other words"),
            json!({ "id": id }),
        ),
    );
    let two = journey(&app);
    let removed = app.call("check_in_delete", json!({ "id": id }));
    assert_eq!(journey(&app), empty);
    let undone = app.call("change_undo", json!({ "changes": [removed["change"]] }));
    assert_eq!(journey(&app), two);
    app.call("change_undo", json!({ "changes": [undone["change"]] }));
    assert_eq!(journey(&app), empty, "an undo is a change like any other");
    app.call("change_undo", json!({ "changes": [removed["change"]] }));
    app.call("change_undo", json!({ "changes": [edited["change"]] }));
    assert_eq!(journey(&app), one);
    app.call("change_undo", json!({ "changes": [logged["change"]] }));
    assert_eq!(journey(&app), empty);
}

#[test]
fn several_changes_are_undone_together_or_not_at_all() {
    let app = TestApp::open();
    let logged = app.call("craving_log", crate::craving(json!(7)));
    let id = logged["value"]["id"].clone();
    let changed = app.call(
        "craving_update",
        crate::with(crate::craving(json!(7)), json!({ "id": id, "note": "x" })),
    );
    let there = journey(&app);
    let refused = app
        .refused("change_undo", json!({ "changes": [logged["change"]] }))
        .0;
    assert_eq!(refused, "conflict", "it was changed since");
    assert_eq!(journey(&app), there, "and nothing was lost");
    app.call(
        "change_undo",
        json!({ "changes": [logged["change"], changed["change"]] }),
    );
    assert_eq!(journey(&app)["days"], json!([]));
}

#[test]
fn an_entry_may_be_back_dated_and_moved() {
    let app = TestApp::open();
    let logged = app.call(
        "check_in_log",
        crate::with(
            crate::check_in(json!(4), ""),
            json!({ "at": "2026-11-03T07:15" }),
        ),
    );
    assert_eq!(logged["value"]["dayOn"], "2026-11-03");
    let id = logged["value"]["id"].clone();
    let moved = crate::with(
        crate::check_in(json!(4), ""),
        json!({ "id": id, "at": "2026-11-04T07:15" }),
    );
    assert_eq!(
        app.call("check_in_update", moved)["value"]["dayOn"],
        "2026-11-04"
    );
    let kept = crate::with(
        crate::check_in(json!(5), ""),
        json!({ "id": id, "at": null }),
    );
    assert_eq!(
        app.call("check_in_update", kept)["value"]["dayOn"],
        "2026-11-04"
    );
}

#[test]
fn pages_of_the_log_meet_without_a_gap_or_a_double() {
    let app = TestApp::open();
    for day in 1..=20 {
        app.call(
            "check_in_log",
            crate::with(
                crate::check_in(json!(4), ""),
                json!({ "at": format!("2026-11-{day:02}T08:00") }),
            ),
        );
        app.call(
            "craving_log",
            crate::with(
                crate::craving(json!(4)),
                json!({ "at": format!("2026-11-{day:02}T09:00") }),
            ),
        );
    }
    let mut before = json!(null);
    let mut days = Vec::new();
    loop {
        let page = app.call("journey_list", json!({ "before": before, "days": 7 }));
        for day in page["days"].as_array().unwrap() {
            assert_eq!(day["entries"].as_array().unwrap().len(), 2);
            days.push(day["dayOn"].as_str().unwrap().to_owned());
        }
        before = page["olderBefore"].clone();
        if before.is_null() {
            break;
        }
    }
    let expected: Vec<_> = (1..=20)
        .rev()
        .map(|day| format!("2026-11-{day:02}"))
        .collect();
    assert_eq!(days, expected);
}

#[test]
fn a_month_shows_each_day_once() {
    let app = TestApp::open();
    for (mood, at) in [
        (5, "2026-02-03T08:00"),
        (4, "2026-02-03T20:00"),
        (1, "2026-02-28T20:00"),
    ] {
        app.call(
            "check_in_log",
            crate::with(crate::check_in(json!(mood), ""), json!({ "at": at })),
        );
    }
    app.call(
        "craving_log",
        crate::with(
            crate::craving(json!(8)),
            json!({ "at": "2026-02-03T21:00" }),
        ),
    );
    app.call(
        "lapse_log",
        json!({ "goalId": null, "at": "2026-02-28T23:00", "note": "" }),
    );
    let month = app.call("journey_month", json!({ "month": "2026-02" }));
    let days = month["days"].as_array().unwrap();
    assert_eq!(days.len(), 28);
    assert_eq!(
        days[2],
        json!({ "dayOn": "2026-02-03", "mood": 5, "checkIns": 2, "cravings": 1, "strongestCraving": 8, "lapse": false, "journalEntries": 0, "hasMore": false })
    );
    assert_eq!(
        (&days[27]["lapse"], &days[27]["mood"]),
        (&json!(true), &json!(1))
    );
    assert_eq!(month["firstMonth"], "2026-02");
    assert_eq!(
        app.call("journey_month", json!({ "month": null }))["month"],
        "2026-11"
    );
}

#[test]
fn a_trigger_of_ones_own_is_made_once() {
    let app = TestApp::open();
    let first = app.call(
        "trigger_create",
        json!({ "kind": "person", "name": "my old boss" }),
    );
    let again = app.call(
        "trigger_create",
        json!({ "kind": "person", "name": " my old boss " }),
    );
    assert_eq!(first["value"], again["value"]);
    let mine: Vec<_> = app
        .call("trigger_list", json!({}))
        .as_array()
        .unwrap()
        .iter()
        .filter(|t| t["key"].is_null())
        .cloned()
        .collect();
    assert_eq!(mine.len(), 1);
    assert_eq!(
        app.refused("trigger_create", json!({ "kind": "person", "name": "  " })),
        ("name_needed".into(), Some("name".into()))
    );
}

#[test]
fn a_trigger_that_looks_like_one_that_is_there_is_that_one() {
    let app = TestApp::open();
    let all = app.call("trigger_list", json!({}));
    let built_in = |key: &str| {
        let mut all = all.as_array().unwrap().iter();
        all.find(|one| one["key"] == key).unwrap().clone()
    };
    let (hungry, lonely) = (built_in("hungry"), built_in("lonely"));
    let shown = json!([
        { "id": hungry["id"], "name": "Hungry" },
        { "id": lonely["id"], "name": "Lonely" },
    ]);
    let make = |kind: &str, name: &str| {
        let request = json!({ "kind": kind, "name": name, "shown": shown });
        app.call("trigger_create", request)["value"].clone()
    };
    assert_eq!(make("halt", "hung\u{200b}ry"), hungry);
    let mine = make("place", "the bridge");
    assert_eq!(make("place", "The\u{a0}Brid\u{2060}ge"), mine);
    assert_ne!(make("situation", "the bridge"), mine, "of another kind");
    let there = app
        .call("trigger_list", json!({}))
        .as_array()
        .unwrap()
        .len();
    assert_eq!(there, all.as_array().unwrap().len() + 2);
}

#[test]
fn an_undo_of_nothing_or_of_what_has_lost_its_goal_says_so() {
    let app = TestApp::open();
    let refusal = app.refused("change_undo", json!({ "changes": [] }));
    assert_eq!(refusal, ("invalid".into(), Some("changes".into())));
    let goal = json!({ "kind": "other", "name": "", "direction": "reduce", "startedAt": "2026-11-01T00:00" });
    let goal = app.call("goal_create", goal)["value"]["id"].clone();
    let lapse = app.call(
        "lapse_log",
        json!({ "goalId": goal, "at": null, "note": "" }),
    );
    let removed = app.call("lapse_delete", json!({ "id": lapse["value"]["id"] }));
    app.call("goal_delete", json!({ "id": goal }));
    assert_eq!(
        app.refused("change_undo", json!({ "changes": [removed["change"]] }))
            .0,
        "conflict"
    );
    assert_eq!(journey(&app)["days"], json!([]));
}
