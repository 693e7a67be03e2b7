//! The list of Journey as one line of everything, narrowed to some of it, and always saying how much that hides.

use crate::medicines::{add, daily, ring, said};
use mainstay_support::TestApp;
use serde_json::{json, Value};

/// One of each on 10 November, a check-in on the 12th, and a stay from the 8th to the 12th. It is 21 November.
fn lived() -> TestApp {
    let app = TestApp::open();
    let with_at = |request: Value, at: &str| crate::with(request, json!({ "at": at }));
    app.call(
        "check_in_log",
        with_at(crate::check_in(json!(4), ""), "2026-11-10T08:00"),
    );
    app.call(
        "check_in_log",
        with_at(crate::check_in(json!(2), ""), "2026-11-12T08:00"),
    );
    app.call(
        "craving_log",
        with_at(crate::craving(json!(6)), "2026-11-10T09:00"),
    );
    app.call(
        "lapse_log",
        json!({ "goalId": null, "at": "2026-11-10T22:00", "note": "" }),
    );
    app.call(
        "journal_entry_log",
        json!({ "at": "2026-11-10T23:00", "text": "A long night.", "tags": [] }),
    );
    app.call("stay_create", json!({ "place": "hospital", "name": "St Anne", "fromOn": "2026-11-08", "untilOn": "2026-11-12" }));
    app
}

fn page(app: &TestApp, kinds: Value) -> Value {
    app.call(
        "journey_list",
        json!({ "before": null, "days": 31, "kinds": kinds }),
    )
}

/// Each day of a page: its date, the ends of stays and the kinds of entries on it.
fn shape(page: &Value) -> Vec<(String, Vec<String>)> {
    let words = |list: &Value, key: &str| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|item| item[key].as_str().unwrap().to_owned())
            .collect()
    };
    let days = page["days"].as_array().unwrap().iter();
    days.map(|day| {
        let mut what = words(&day["stays"], "end");
        what.extend(words(&day["entries"], "type"));
        (day["dayOn"].as_str().unwrap().to_owned(), what)
    })
    .collect()
}

fn day(on: &str, what: &[&str]) -> (String, Vec<String>) {
    (
        format!("2026-11-{on}"),
        what.iter().map(ToString::to_string).collect(),
    )
}

#[test]
fn everything_stands_on_one_line_and_nothing_is_hidden() {
    let app = lived();
    let all = page(&app, json!([]));
    assert_eq!(
        shape(&all),
        [
            day("12", &["last", "check_in"]),
            day("10", &["journal_entry", "lapse", "craving", "check_in"]),
            day("08", &["first"]),
        ]
    );
    assert_eq!(all["hidden"], 0);
    assert_eq!(all["days"][0]["stays"][0]["stay"]["name"], "St Anne");
}

#[test]
fn a_stay_of_one_day_stands_once_on_it() {
    let app = TestApp::open();
    app.call(
        "stay_create",
        json!({ "place": "hospital", "name": "", "fromOn": "2026-11-08", "untilOn": "2026-11-08" }),
    );
    assert_eq!(shape(&page(&app, json!([]))), [day("08", &["only"])]);
    assert_eq!(page(&app, json!(["lapse"]))["hidden"], 1);
}

#[test]
fn a_filter_shows_what_was_chosen_and_counts_the_rest() {
    let app = lived();
    for (kinds, days, hidden) in [
        (
            json!(["check_in"]),
            vec![day("12", &["check_in"]), day("10", &["check_in"])],
            5,
        ),
        (
            json!(["stay"]),
            vec![day("12", &["last"]), day("08", &["first"])],
            5,
        ),
        (
            json!(["lapse", "craving", "lapse"]),
            vec![day("10", &["lapse", "craving"])],
            5,
        ),
        (json!(["use_entry"]), vec![], 7),
    ] {
        let page = page(&app, kinds);
        assert_eq!(shape(&page), days);
        assert_eq!(page["hidden"], hidden);
    }
    assert_eq!(
        app.refused(
            "journey_list",
            json!({ "before": null, "days": 31, "kinds": ["score"] })
        )
        .0,
        "invalid"
    );
}

#[test]
fn pages_of_a_filtered_line_meet_and_a_stay_to_come_is_not_on_it_yet() {
    let app = lived();
    app.call(
        "stay_create",
        json!({ "place": "detox", "name": "", "fromOn": "2026-11-30", "untilOn": null }),
    );
    let mut before = json!(null);
    let mut days = Vec::new();
    for _ in 0..9 {
        let request = json!({ "before": before, "days": 1, "kinds": ["stay", "craving"] });
        let page = app.call("journey_list", request);
        assert_eq!(page["hidden"], 4);
        days.extend(shape(&page).into_iter().map(|(day_on, _)| day_on));
        before = page["olderBefore"].clone();
        if before.is_null() {
            break;
        }
    }
    assert_eq!(days, ["2026-11-12", "2026-11-10", "2026-11-08"]);
}

/// What the line says of the doses of each day, by its date.
fn doses(page: &Value) -> Vec<(String, Value)> {
    let days = page["days"].as_array().unwrap().iter();
    let with = days.filter(|day| !day["doses"].is_null());
    with.map(|day| {
        (
            day["dayOn"].as_str().unwrap().to_owned(),
            day["doses"].clone(),
        )
    })
    .collect()
}

#[test]
fn doses_of_a_day_are_one_line_however_many_and_the_rest_stays_in_reach() {
    use crate::medicines::{add, as_needed, daily, first, ring, said, undo};
    let app = lived();
    add(&app, "Calm", daily(&[19 * 60, 20 * 60, 21 * 60]));
    let needed = add(&app, "Head", as_needed())["value"]["schedules"][0]["id"].clone();
    let take = json!({ "schedule": needed, "at": null, "note": "", "site": "" });
    assert_eq!(doses(&page(&app, json!([]))), [], "nothing was said yet");
    app.call("dose_take", take);
    ring(&app, "2026-11-21T19:01:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    ring(&app, "2026-11-21T20:01:00Z");
    let skipped = app.call("dose_answer", said(&first(&app, "raised"), "skipped"));
    ring(&app, "2026-11-21T21:01:00Z");
    ring(&app, "2026-11-22T12:00:00Z");
    let all = page(&app, json!([]));
    let none =
        json!({ "taken": 0, "late": 0, "skipped": 0, "missed": 0, "unrecorded": 0, "asNeeded": 0 });
    let was = crate::with(
        none,
        json!({ "taken": 1, "skipped": 1, "missed": 1, "asNeeded": 1 }),
    );
    assert_eq!(doses(&all), [("2026-11-21".to_owned(), was)]);
    assert_eq!(
        shape(&all).len(),
        4,
        "the day stands with the others, and no day of which nothing was said"
    );
    // Narrowed to them, or to the rest: each of which something was said is counted.
    let narrowed = page(&app, json!(["dose"]));
    assert_eq!(
        (shape(&narrowed), narrowed["hidden"].clone()),
        (vec![day("21", &[])], json!(7))
    );
    let rest = page(&app, json!(["craving"]));
    assert_eq!((doses(&rest), rest["hidden"].clone()), (vec![], json!(9)));
    // Each of the day is a tap away, the missed one too.
    let of_day = |on: &str| {
        let list = app.call("dose_day_list", json!({ "dayOn": on }));
        let list = list.as_array().unwrap().iter();
        list.map(|dose| dose["state"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of_day("2026-11-21"),
        ["taken", "taken", "skipped", "missed"]
    );
    assert!(of_day("2026-11-20").is_empty());
    undo(&app, &skipped["change"]);
    assert_eq!(doses(&page(&app, json!([])))[0].1["skipped"], 0);
    let far = app.refused("dose_day_list", json!({ "dayOn": "2999-01-01" }));
    assert_eq!(far.1, Some("dayOn".into()));
}

#[test]
fn an_injection_that_was_given_early_stands_on_the_day_on_which_it_was_given() {
    use crate::medicines::{fields, reminder, ring, said, schedule};
    let app = TestApp::open();
    let rule = json!({
        "kind": "long_acting", "earliest": 26, "target": 28, "latest": 42, "firstOn": "2026-11-30", "at": 600,
        "zone": null,
    });
    let open = json!({ "reminder": crate::with(reminder(), json!({ "grace": { "kind": "until_answered" } })) });
    let one = crate::with(schedule(rule), open);
    let made = app.call("medicine_create", fields("Monthly", json!([one])));
    ring(&app, "2026-11-23T12:00:00Z");
    let page = app.call("medicine_get", json!({ "id": made["value"]["id"] }));
    let key = &page["next"][0]["occurrence"];
    app.call("dose_answer", said(key, "taken"));
    let given = |app: &TestApp| {
        let told = doses(&self::page(app, json!([])));
        told.into_iter()
            // A week before its day is taken, at another time.
            .map(|(day, of)| (day, of["late"].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(given(&app), [("2026-11-23".to_owned(), json!(1))]);
}

#[test]
fn a_day_of_the_month_with_anything_on_the_line_is_never_called_empty() {
    let app = lived();
    let goal = json!({ "kind": "alcohol", "name": "", "direction": "reduce", "startedAt": "2026-11-20T00:00" });
    let goal = app.call("goal_create", goal)["value"]["id"].clone();
    app.call(
        "use_entry_log",
        json!({ "goalId": goal, "at": "2026-11-20T20:00", "amount": 1_000, "note": "" }),
    );
    app.call(
        "diary_note_log",
        json!({ "dayOn": "2026-11-19", "skill": "used", "note": "" }),
    );
    let there = json!({
        "name": "Harbour", "way": "in_person", "place": "", "minutes": null, "moodBefore": null, "moodAfter": null,
        "role": "", "note": "", "at": "2026-11-18T19:00", "meetingId": null,
    });
    app.call("attendance_log", there);
    let effect = json!({
        "at": "2026-11-17T09:00", "medicineId": null, "kind": "headache", "words": "", "strength": null,
        "isOver": null, "note": "",
    });
    app.call("side_effect_log", effect);
    let question = json!({ "at": "2026-11-16T09:00", "medicineId": null, "text": "With food?", "askedOn": null, "note": "" });
    app.call("question_log", question);
    let id = add(&app, "Calm", daily(&[23 * 60 + 30]))["value"]["id"].clone();
    ring(&app, "2026-11-21T23:30:00Z");
    app.clock.set("2026-11-22T00:30:00Z");
    let dose =
        app.call("dose_list", json!({ "medicineId": id, "beforeMs": null }))["doses"][0].clone();
    app.call("dose_answer", said(&dose["occurrence"], "taken"));

    let listed: Vec<String> = shape(&page(&app, json!([])))
        .into_iter()
        .map(|(on, _)| on)
        .collect();
    let month = app.call("journey_month", json!({ "month": "2026-11" }));
    let year = app.call("journey_year", json!({ "year": 2026 }));
    for days in [&month["days"], &year["days"]] {
        let is_told = |day: &&Value| {
            let counts = ["checkIns", "cravings", "journalEntries"];
            counts.iter().any(|key| day[key] != 0) || day["lapse"] == true || day["hasMore"] == true
        };
        let told = days.as_array().unwrap().iter().filter(is_told);
        let mut told: Vec<&str> = told.map(|day| day["dayOn"].as_str().unwrap()).collect();
        told.reverse();
        assert_eq!(told, listed);
    }
    assert!(
        listed.contains(&"2026-11-21".to_owned()),
        "the dose stands on the day on which it was due"
    );
    assert!(
        !listed.contains(&"2026-11-22".to_owned()),
        "and not on that on which it was answered"
    );
}
