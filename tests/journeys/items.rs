//! Questions of the person's own in check-ins: asked, answered, changed, ended, removed and brought back.

use mainstay_support::TestApp;
use serde_json::{json, Value};

fn fields(name: &str) -> Value {
    json!({ "name": name, "unit": "", "low": "", "high": "" })
}

fn new_item(name: &str, kind: &str) -> Value {
    crate::with(fields(name), json!({ "kind": kind }))
}

fn add(app: &TestApp, name: &str, kind: &str) -> Value {
    app.call("check_in_item_create", new_item(name, kind))["value"]["id"].clone()
}

/// An update that leaves all as it is but `change`.
fn updated(id: &Value, name: &str, change: Value) -> Value {
    let same = json!({ "id": id, "isAsked": true, "place": null });
    crate::with(crate::with(fields(name), same), change)
}

fn answer(item: &Value, kind: &str, value: Value) -> Value {
    json!({ "itemId": item, "value": { "kind": kind, "value": value } })
}

fn answering(answers: &[Value]) -> Value {
    crate::with(crate::check_in(json!(3), ""), json!({ "items": answers }))
}

fn names(app: &TestApp) -> Vec<String> {
    let list = app.call("check_in_item_list", json!({}));
    let names = list.as_array().unwrap().iter();
    names
        .map(|item| item["name"].as_str().unwrap().to_owned())
        .collect()
}

fn undo(app: &TestApp, written: &Value) {
    app.call("change_undo", json!({ "changes": [written["change"]] }));
}

fn kept(app: &TestApp) -> Value {
    app.call("journey_list", json!({ "before": null, "days": 31 }))["days"][0]["entries"][0]
        ["entry"]["items"]
        .clone()
}

fn found(app: &TestApp, text: &str) -> Value {
    let search = json!({
        "text": text, "kinds": [], "from": null, "to": null, "before": null, "limit": 20,
    });
    app.call("search_list", search)["found"].clone()
}

#[test]
fn a_person_asks_their_own_questions_and_keeps_the_answers() {
    let app = TestApp::open();
    let meals = add(&app, "Regular meals", "yes_no");
    let water =
        json!({ "name": "Water", "unit": "glasses", "low": "", "high": "", "kind": "number" });
    let water = app.call("check_in_item_create", water)["value"]["id"].clone();
    let pain = json!({ "name": "Pain", "unit": "", "low": "none", "high": "as bad as it gets", "kind": "scale" });
    let pain = app.call("check_in_item_create", pain)["value"]["id"].clone();
    let thanks = add(&app, "Grateful for", "text");
    let answers = [
        answer(&meals, "yes_no", json!(false)),
        answer(&water, "number", json!(2_500)),
        answer(&pain, "scale", json!(0)),
        answer(&thanks, "text", json!("my sister's call")),
    ];
    let logged = app.call("check_in_log", answering(&answers));
    let app = app.restarted();
    app.unlock();
    assert_eq!(kept(&app), json!(answers), "also after a restart");
    assert_eq!(found(&app, "sister"), 1);

    // Another answer, and one taken back; "not said" is not "no".
    let mut later = answering(&[answers[3].clone(), answer(&water, "number", json!(3_000))]);
    later["id"] = logged["value"]["id"].clone();
    let changed = app.call("check_in_update", later);
    assert_eq!(kept(&app).as_array().unwrap().len(), 2);
    undo(&app, &changed);
    assert_eq!(kept(&app), json!(answers));

    let list = app.call("check_in_item_list", json!({}));
    assert_eq!(list[1]["unit"], "glasses");
    assert_eq!(
        (&list[2]["low"], &list[3]["answers"]),
        (&json!("none"), &json!(1))
    );
}

#[test]
fn items_are_renamed_moved_and_asked_no_more_and_keep_their_answers() {
    let app = TestApp::open();
    let [one, two, three] = ["one", "two", "three"].map(|name| add(&app, name, "yes_no"));
    let said = answering(&[answer(&two, "yes_no", json!(true))]);
    let logged = app.call("check_in_log", said);
    let moved = updated(&three, "three", json!({ "place": 0 }));
    let moved = app.call("check_in_item_update", moved);
    assert_eq!(names(&app), ["three", "one", "two"]);
    undo(&app, &moved);
    assert_eq!(names(&app), ["one", "two", "three"]);
    app.call("check_in_item_update", updated(&two, "second", json!({})));
    let end = updated(&two, "second", json!({ "isAsked": false }));
    let ended = app.call("check_in_item_update", end);
    assert_eq!(ended["value"]["endedOn"], "2026-11-21");
    assert_eq!(kept(&app)[0]["value"]["value"], true);

    // No new check-in answers it; the one that did may be said otherwise.
    let no = [answer(&two, "yes_no", json!(false))];
    let refused = ("invalid".to_owned(), Some("items".to_owned()));
    assert_eq!(app.refused("check_in_log", answering(&no)), refused);
    let change = crate::with(answering(&no), json!({ "id": logged["value"]["id"] }));
    app.call("check_in_update", change);
    assert_eq!(kept(&app)[0]["value"]["value"], false);

    // Asked again, it is asked last.
    app.call(
        "check_in_item_update",
        updated(&one, "one", json!({ "isAsked": false })),
    );
    app.call("check_in_item_update", updated(&one, "one", json!({})));
    app.call("check_in_item_update", updated(&two, "second", json!({})));
    assert_eq!(names(&app), ["three", "one", "second"]);
}

#[test]
fn a_removed_item_comes_back_with_every_answer() {
    let app = TestApp::open();
    let item = add(&app, "Grateful for", "text");
    let said = answering(&[answer(&item, "text", json!("rain on the roof"))]);
    let logged = app.call("check_in_log", said);
    let removed = app.call("check_in_item_delete", json!({ "id": item }));
    assert_eq!((kept(&app), found(&app, "roof")), (json!([]), json!(0)));
    undo(&app, &removed);
    assert_eq!(
        (kept(&app)[0]["itemId"].clone(), found(&app, "roof")),
        (item.clone(), json!(1))
    );

    app.call("check_in_item_delete", json!({ "id": item }));
    let listed = app.call("removed_list", json!({}));
    assert_eq!(listed[0]["what"]["type"], "check_in_item");
    assert_eq!(listed[0]["what"]["row"]["name"], "Grateful for");
    // What the check-in was before can be had, but not an answer to a question that is gone.
    let id = &logged["value"]["id"];
    let request = json!({ "kind": "check_in", "id": id });
    let versions = app.call("history_get", request.clone());
    let was = &versions[1];
    assert_eq!(was["entry"]["entry"]["items"][0]["itemId"], item);
    let back = crate::with(request, json!({ "change": was["change"] }));
    app.call("history_restore", back);
    assert_eq!(kept(&app), json!([]));
    app.call("removed_restore", json!({ "id": item }));
    assert_eq!(
        (kept(&app)[0]["itemId"].clone(), found(&app, "roof")),
        (item, json!(1))
    );
}

#[test]
fn an_answer_in_words_that_grows_is_one_version() {
    let app = TestApp::open();
    let item = add(&app, "Grateful for", "text");
    let said = |text: &str| answering(&[answer(&item, "text", json!(text))]);
    let logged = app.call("check_in_log", said("rain"));
    let id = &logged["value"]["id"];
    let change = |text: &str| {
        app.call(
            "check_in_update",
            crate::with(said(text), json!({ "id": id })),
        );
        let request = json!({ "kind": "check_in", "id": id });
        app.call("history_get", request).as_array().unwrap().len()
    };
    assert_eq!(change("rain on"), 1);
    assert_eq!(change("rain on the roof"), 1);
    assert_eq!(change("sun"), 2);
}

#[test]
fn what_an_item_cannot_be_is_refused_by_field() {
    let app = TestApp::open();
    add(&app, "Water", "number");
    for (request, code, field) in [
        (new_item("", "text"), "name_needed", "name"),
        (new_item("  ", "text"), "name_needed", "name"),
        (new_item("\u{200b}\u{2060}", "text"), "name_needed", "name"),
        (new_item(&"x".repeat(81), "text"), "too_long", "name"),
        (new_item("two\nlines", "text"), "unreadable_text", "name"),
        (new_item("water", "text"), "name_taken", "name"),
        (
            crate::with(new_item("a", "number"), json!({ "unit": "x".repeat(21) })),
            "too_long",
            "unit",
        ),
        (
            crate::with(new_item("a", "scale"), json!({ "high": "x".repeat(31) })),
            "too_long",
            "high",
        ),
        (
            crate::with(new_item("a", "yes_no"), json!({ "unit": "glasses" })),
            "invalid",
            "unit",
        ),
        (
            crate::with(new_item("a", "text"), json!({ "low": "never" })),
            "invalid",
            "low",
        ),
    ] {
        let refused = app.refused("check_in_item_create", request);
        assert_eq!(refused, (code.into(), Some(field.into())), "{code} {field}");
    }
    assert_eq!(
        app.refused("check_in_item_create", new_item("a", "mood")).0,
        "invalid"
    );
    let other = add(&app, "Tea", "text");
    let taken = app.refused("check_in_item_update", updated(&other, "WATER", json!({})));
    assert_eq!(taken, ("name_taken".into(), Some("name".into())));
    assert_eq!(names(&app), ["Water", "Tea"]);
}

#[test]
fn a_question_that_comes_back_is_told_apart_from_one_of_its_name() {
    let app = TestApp::open();
    let water = add(&app, "Water", "number");
    let amount = answer(&water, "number", json!(2_000));
    app.call("check_in_log", answering(std::slice::from_ref(&amount)));
    app.call("check_in_item_delete", json!({ "id": water }));
    add(&app, "water", "yes_no");
    let back = app.call("removed_restore", json!({ "id": water }));
    assert_eq!(names(&app), ["Water (2)", "water"]);
    assert_eq!(kept(&app), json!([amount]), "with its answers");
    undo(&app, &back);
    assert_eq!(names(&app), ["water"], "one undo takes all of it back");
}

#[test]
fn a_question_takes_another_kind_until_it_is_answered() {
    let app = TestApp::open();
    let water =
        json!({ "name": "Water", "unit": "glasses", "low": "", "high": "", "kind": "number" });
    let water = app.call("check_in_item_create", water)["value"]["id"].clone();
    let scale = updated(&water, "Water", json!({ "kind": "scale", "low": "none" }));
    let scale = app.call("check_in_item_update", scale);
    assert_eq!(scale["value"]["kind"], "scale");
    undo(&app, &scale);
    assert_eq!(
        app.call("check_in_item_list", json!({}))[0]["unit"],
        "glasses"
    );

    let amount = answer(&water, "number", json!(2_000));
    let logged = app.call("check_in_log", answering(std::slice::from_ref(&amount)));
    let refused = app.refused(
        "check_in_item_update",
        updated(&water, "Water", json!({ "kind": "scale" })),
    );
    assert_eq!(refused, ("invalid".into(), Some("kind".into())));
    let same = updated(&water, "Water", json!({ "kind": "number" }));
    app.call("check_in_item_update", same);

    // The answer goes, the kind changes, the answer comes back: it is still what it was.
    let id = &logged["value"]["id"];
    app.call("check_in_delete", json!({ "id": id }));
    let yes_no = updated(&water, "Water", json!({ "kind": "yes_no" }));
    app.call("check_in_item_update", yes_no);
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(kept(&app), json!([amount]));
    let more = crate::with(
        answering(std::slice::from_ref(&amount)),
        json!({ "id": id, "note": "more" }),
    );
    app.call("check_in_update", more);
    assert_eq!(kept(&app), json!([amount]), "it stays while others change");
}

#[test]
fn an_answer_of_another_kind_than_its_item_breaks_no_chart() {
    let app = TestApp::open();
    let coffee = add(&app, "Coffee", "number");
    let answers = [answer(&coffee, "number", json!(12_000))];
    let logged = app.call("check_in_log", answering(&answers));
    let removed = app.call("check_in_delete", json!({ "id": logged["value"]["id"] }));
    let scale = updated(&coffee, "Coffee", json!({ "kind": "scale" }));
    app.call("check_in_item_update", scale);
    undo(&app, &removed);
    let chart = json!({ "measure": "item_scale", "itemId": coffee, "range": "all" });
    let chart = app.call("chart_get", chart);
    assert!(!chart.to_string().contains("12"), "{chart}");
    assert_eq!(kept(&app), json!(answers), "it stays what it was");

    // The way back: nothing answers the scale, so it can be a number again, and then its answer counts.
    app.call(
        "check_in_item_update",
        updated(&coffee, "Coffee", json!({ "kind": "number" })),
    );
    assert_eq!(app.call("check_in_item_list", json!({}))[0]["answers"], 1);
    let chart = json!({ "measure": "item_number", "itemId": coffee, "range": "all" });
    assert!(app.call("chart_get", chart).to_string().contains("12"));
}

#[test]
fn twenty_are_asked_and_no_more() {
    let app = TestApp::open();
    let ids: Vec<Value> = (0..20)
        .map(|n| add(&app, &format!("question {n}"), "yes_no"))
        .collect();
    let refused = ("too_many".to_owned(), Some("name".to_owned()));
    assert_eq!(
        app.refused("check_in_item_create", new_item("one more", "text")),
        refused
    );
    let end = updated(&ids[3], "question 3", json!({ "isAsked": false }));
    app.call("check_in_item_update", end);
    add(&app, "one more", "text");
    let again = updated(&ids[3], "question 3", json!({}));
    assert_eq!(app.refused("check_in_item_update", again), refused);
}

#[test]
fn words_that_are_too_long_are_refused_at_their_own_question() {
    let app = TestApp::open();
    let thanks = add(&app, "Grateful for", "text");
    let other = add(&app, "Worried about", "text");
    let answers = [
        answer(&other, "text", json!("rain")),
        answer(&thanks, "text", json!("a".repeat(20_001))),
    ];
    let field = format!("items.{}", thanks.as_str().unwrap());
    for request in [answering(&answers), answering(&answers[1..])] {
        let refused = app.refused("check_in_log", request);
        assert_eq!(refused, ("too_long".into(), Some(field.clone())));
    }
    app.call("check_in_log", answering(&answers[..1]));
    assert_eq!(kept(&app), json!(answers[..1]));
}

#[test]
fn a_name_that_looks_like_another_is_taken() {
    let app = TestApp::open();
    add(&app, "Water", "number");
    for name in ["wa\u{200b}ter", "\u{ff37}ater", "Wate\u{ad}r"] {
        let refused = app.refused("check_in_item_create", new_item(name, "text"));
        assert_eq!(refused, ("name_taken".into(), Some("name".into())));
    }
}

#[test]
fn what_was_there_comes_back_beside_twenty_others() {
    let app = TestApp::open();
    let first = add(&app, "the first", "yes_no");
    let removed = app.call("check_in_item_delete", json!({ "id": first }));
    for n in 0..20 {
        add(&app, &format!("item {n}"), "yes_no");
    }
    undo(&app, &removed);
    assert_eq!(names(&app).len(), 21);
    let more = app.refused("check_in_item_create", new_item("more", "text"));
    assert_eq!(more.0, "too_many");
}

#[test]
fn answers_that_fit_no_item_are_refused_and_nothing_is_kept() {
    let app = TestApp::open();
    let water = add(&app, "Water", "number");
    let pain = add(&app, "Pain", "scale");
    let words = add(&app, "Grateful for", "text");
    let unknown = json!("018f0000-0000-7000-8000-000000000000");
    for (wrong, field) in [
        (vec![answer(&unknown, "number", json!(1))], Some("items")),
        (vec![answer(&water, "yes_no", json!(true))], Some("items")),
        (vec![answer(&words, "text", json!(""))], Some("items")),
        (vec![answer(&pain, "scale", json!(1)); 2], Some("items")),
        (vec![answer(&pain, "scale", json!(11))], None),
        (vec![answer(&pain, "scale", json!(2.5))], None),
        (vec![answer(&water, "number", json!(-1))], None),
        (vec![answer(&water, "number", json!(100_000_001))], None),
        (vec![answer(&water, "number", json!("3"))], None),
        (vec![answer(&water, "mood", json!(3))], None),
    ] {
        let refused = app.refused("check_in_log", answering(&wrong));
        assert_eq!(
            refused,
            ("invalid".into(), field.map(str::to_owned)),
            "{wrong:?}"
        );
    }
    let page = app.call("journey_list", json!({ "before": null, "days": 31 }));
    assert_eq!(page["days"], json!([]));
    let alone = json!({ "mood": null, "items": [answer(&water, "number", json!(0))] });
    app.call(
        "check_in_log",
        crate::with(crate::check_in(json!(3), ""), alone),
    );
    assert_eq!(
        kept(&app)[0]["value"]["value"],
        0,
        "an answer alone is a check-in, and 0 is an answer"
    );
}

#[test]
fn an_item_has_a_chart_by_its_kind() {
    let app = TestApp::open();
    let [walk, pain, words] = [("Walk", "yes_no"), ("Pain", "scale"), ("Words", "text")]
        .map(|(name, kind)| add(&app, name, kind));
    for (day, walked, hurt) in [("18", true, 4), ("18", false, 7), ("20", false, 2)] {
        let answers = [
            answer(&walk, "yes_no", json!(walked)),
            answer(&pain, "scale", json!(hurt)),
        ];
        let at = json!({ "at": format!("2026-11-{day}T09:00") });
        app.call("check_in_log", crate::with(answering(&answers), at));
    }
    let chart = |measure: &str, item: &Value| {
        let request = json!({ "measure": measure, "itemId": item, "range": "days7" });
        app.call("chart_get", request)
    };
    let scale = chart("item_scale", &pain);
    let values: Vec<_> = scale["buckets"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["value"].as_f64())
        .collect();
    assert_eq!(values, [None, None, None, Some(5.5), None, Some(2.0), None]);
    assert_eq!(scale["itemId"], pain);
    let walked = &chart("item_yes_no", &walk)["summary"];
    assert_eq!(
        (&walked["total"], &walked["days"]),
        (&json!(1.0), &json!(2)),
        "yes on 1 of 2 days that were answered"
    );
    for (measure, item) in [
        ("item_number", &pain),
        ("item_scale", &words),
        ("item_scale", &json!(null)),
        ("mood", &pain),
    ] {
        let request = json!({ "measure": measure, "itemId": item, "range": "days7" });
        let refused = app.refused("chart_get", request);
        assert_eq!(
            refused,
            ("invalid".into(), Some("itemId".into())),
            "{measure}"
        );
    }
}
