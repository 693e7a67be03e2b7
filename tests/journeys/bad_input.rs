use mainstay_support::TestApp;
use serde_json::{json, Value};

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "'; DROP TABLE goals; --",
    "\u{202e}gnirts desrever\u{202c} and \u{2066}more\u{2069}",
    "a\u{0301}\u{0301}\u{0301} zalgo \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "{\"at\":null}",
    "%s %n \\u0000 &lt;",
];

/// Every command that keeps text, as (command, request, field).
fn keeping(text: &str, goal: &Value) -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("check_in_log", crate::check_in(json!(3), text), "note"),
        (
            "craving_log",
            crate::with(crate::craving(json!(3)), json!({ "note": text })),
            "note",
        ),
        (
            "lapse_log",
            json!({ "goalId": goal, "at": null, "note": text }),
            "note",
        ),
        (
            "journal_entry_log",
            json!({ "at": null, "text": text, "tags": [] }),
            "text",
        ),
        (
            "goal_create",
            json!({ "kind": "other", "name": text, "direction": "reduce", "startedAt": "2026-11-01T00:00" }),
            "name",
        ),
        (
            "goal_create",
            json!({ "kind": "other", "name": "", "unit": text, "direction": "reduce", "startedAt": "2026-11-01T00:00" }),
            "unit",
        ),
        (
            "stay_create",
            json!({ "place": "detox", "name": text, "fromOn": "2026-11-01", "untilOn": null }),
            "name",
        ),
        (
            "milestone_create",
            json!({ "goalId": null, "measure": "check_ins", "count": 3, "name": text }),
            "name",
        ),
        (
            "trigger_create",
            json!({ "kind": "place", "name": text }),
            "name",
        ),
        (
            "check_in_item_create",
            json!({ "kind": "text", "name": text, "unit": "", "low": "", "high": "" }),
            "name",
        ),
    ]
    .into_iter()
    .chain(of_meetings(text))
    .chain(of_medicines(text))
    .chain(of_prescribers(text))
    .collect()
}

/// The same of meetings.
fn of_meetings(text: &str) -> Vec<(&'static str, Value, &'static str)> {
    let blank = crate::my_meetings::with_times(crate::my_meetings::meeting("Herons"), &[]);
    let made = |field: &'static str| {
        let request = crate::with(blank.clone(), json!({ field: text }));
        ("my_meeting_create", request, field)
    };
    let there = |field: &'static str| {
        let there = json!({
            "at": null, "meetingId": null, "name": "Herons", "way": "in_person", "place": "", "minutes": null,
            "moodBefore": null, "moodAfter": null, "role": "", "note": "",
        });
        (
            "attendance_log",
            crate::with(there, json!({ field: text })),
            field,
        )
    };
    let fields = [
        "name", "kind", "group", "place", "address", "phone", "joining", "notes",
    ];
    let said = ["name", "place", "role", "note"];
    fields
        .into_iter()
        .map(made)
        .chain(said.into_iter().map(there))
        .collect()
}

/// The same of medicines. Each has a name of its own.
fn of_medicines(text: &str) -> Vec<(&'static str, Value, &'static str)> {
    let made = |field: &'static str| {
        let name = format!("{field} {}", text.len());
        let blank = crate::medicines::fields(&name, json!([]));
        let request = crate::with(blank, json!({ field: text }));
        ("medicine_create", request, field)
    };
    let fields = ["name", "discreetName", "strength", "note"];
    fields.into_iter().map(made).collect()
}

/// The same of side effects and questions.
fn of_prescribers(text: &str) -> Vec<(&'static str, Value, &'static str)> {
    let noticed = json!({
        "at": null, "medicineId": null, "kind": "other", "words": "", "strength": null, "isOver": null, "note": "",
    });
    let asked =
        json!({ "at": null, "medicineId": null, "text": "Why?", "askedOn": null, "note": "" });
    let with = |command, blank: &Value, field: &'static str| {
        let request = crate::with(blank.clone(), json!({ field: text }));
        (command, request, field)
    };
    vec![
        with("side_effect_log", &noticed, "words"),
        with("side_effect_log", &noticed, "note"),
        with("question_log", &asked, "text"),
        with("question_log", &asked, "note"),
    ]
}

/// The same of appointments and coping dates.
fn planning(text: &str) -> Vec<(&'static str, Value, &'static str)> {
    vec![
        (
            "appointment_create",
            appointment(json!({ "title": text })),
            "title",
        ),
        (
            "appointment_create",
            appointment(json!({ "withWhom": text })),
            "withWhom",
        ),
        (
            "appointment_create",
            appointment(json!({ "place": text })),
            "place",
        ),
        (
            "appointment_create",
            appointment(json!({ "note": text })),
            "note",
        ),
        (
            "coping_date_create",
            coping_date(json!({ "name": text })),
            "name",
        ),
        (
            "coping_date_create",
            coping_date(json!({ "hard": text })),
            "hard",
        ),
        (
            "coping_date_create",
            coping_date(json!({ "plan": text })),
            "plan",
        ),
        (
            "coping_date_create",
            coping_date(json!({ "exitLine": text })),
            "exitLine",
        ),
    ]
}

fn kept_texts(text: &str, goal: &Value) -> Vec<(&'static str, Value, &'static str)> {
    [keeping(text, goal), planning(text)].concat()
}

fn appointment(change: Value) -> Value {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-12-01", "untilOn": "2026-12-01",
        "times": { "kind": "at", "minutes": [600] },
    });
    let reminder = json!({
        "preAlerts": [], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "minutes", "minutes": 60 },
    });
    let fields = json!({
        "kind": "clinic", "title": "", "personId": null, "withWhom": "", "place": "", "link": "", "phone": "",
        "note": "", "minutes": null, "rule": { "kind": "civil", "phases": [phase], "zone": null },
        "reminder": reminder,
    });
    crate::with(fields, change)
}

fn coping_date(change: Value) -> Value {
    let fields = json!({
        "kind": "trip", "name": "", "dayOn": "2026-12-01", "untilOn": null, "repeat": "once", "hard": "", "plan": "",
        "exitLine": "", "personId": null, "alertDays": 0, "alertAt": null, "checkAt": null,
    });
    crate::with(fields, change)
}

fn search(text: &str) -> Value {
    json!({ "text": text, "kinds": [], "from": null, "to": null, "before": null, "limit": 20 })
}

#[test]
fn no_search_is_a_mistake() {
    let app = TestApp::open();
    app.call("check_in_log", crate::check_in(json!(3), "plain words"));
    let signs = [
        "\"",
        "'",
        "* ^ ( ) { } : - + ,",
        "NEAR(a b)",
        "a OR",
        "AND",
        "body:a",
        "\0",
        "\u{2}",
    ];
    for text in signs.iter().copied().chain(HOSTILE.iter().copied()) {
        app.call("search_list", search(text));
    }
    app.call("search_list", search(&"word ".repeat(50_000)));
    let odd = crate::with(
        search("plain"),
        json!({ "before": "not a number", "limit": 0 }),
    );
    assert_eq!(app.call("search_list", odd)["found"], 1);
}

#[test]
fn hostile_text_is_kept_as_text() {
    let app = TestApp::open();
    let goal = json!({ "kind": "alcohol", "name": "", "direction": "abstain", "startedAt": "2026-11-01T00:00" });
    let goal = app.call("goal_create", goal)["value"]["id"].clone();
    let diary = json!({ "dayOn": "2026-11-20", "skill": null, "note": "words" });
    let diary = app.call("diary_note_log", diary);
    let visit = app.call("appointment_create", appointment(json!({})));
    let medicine = crate::medicines::add(&app, "Calm", crate::medicines::as_needed());
    for text in HOSTILE {
        for (command, request, field) in kept_texts(text, &goal) {
            assert_eq!(
                app.call(command, request)["value"][field],
                *text,
                "{command}"
            );
        }
        // A day has one diary note: it is changed from text to text.
        let change = json!({ "id": diary["value"]["id"], "skill": null, "note": text });
        assert_eq!(
            app.call("diary_note_update", change)["value"]["note"],
            *text
        );
        about_a_visit(&app, &visit, text);
        about_a_dose(&app, &medicine, text);
        let draft = json!({ "id": null, "at": null, "text": text, "tags": [text] });
        let draft = app.call("journal_draft_update", draft);
        assert_eq!(draft["text"], *text);
        assert_eq!(draft["tags"], json!([text]));
        app.call("search_list", search(text));
    }
    let app = app.restarted();
    app.unlock();
    let page = app
        .call("journey_list", json!({ "before": null, "days": 31 }))
        .to_string();
    for text in HOSTILE {
        assert!(
            page.contains(serde_json::to_string(text).unwrap().trim_matches('"')),
            "{text}"
        );
    }
}

/// Every text that is written for and about a visit.
fn about_a_visit(app: &TestApp, made: &Value, text: &str) {
    let id = &made["value"]["id"];
    let page = app.call("appointment_get", json!({ "id": id, "beforeOn": null }));
    let occurrence = &page["appointment"]["next"]["occurrence"];
    let line = json!({
        "appointmentId": id, "kind": "agenda", "occurrence": null, "text": text, "isDone": false, "dueOn": null,
        "ringsAt": null,
    });
    assert_eq!(app.call("visit_line_create", line)["value"]["text"], *text);
    let about =
        json!({ "occurrence": occurrence, "why": text, "takeaways": text, "nextStep": text });
    let kept = &app.call("visit_update", about)["value"];
    for field in ["why", "takeaways", "nextStep"] {
        assert_eq!(kept[field], *text, "{field}");
    }
}

/// Every text of a medicine that is in a list or below a dose.
fn about_a_dose(app: &TestApp, made: &Value, text: &str) {
    let schedule = &made["value"]["schedules"][0]["id"];
    let taken = app.call(
        "dose_take",
        json!({ "schedule": schedule, "at": null, "note": text, "site": text }),
    );
    assert_eq!(taken["dose"]["note"], *text);
    assert_eq!(taken["dose"]["site"], *text);
    let amounts = json!({ "amounts": [text] });
    let schedule = crate::with(
        crate::medicines::schedule(crate::medicines::as_needed()),
        amounts,
    );
    let kit = json!({ "place": text, "people": text, "trainedOn": null });
    let blank = crate::medicines::fields(&format!("Lists {text}"), json!([schedule]));
    let lists = crate::with(blank, json!({ "sites": [text], "kit": kit }));
    let kept = &app.call("medicine_create", lists)["value"];
    for place in [
        &kept["sites"][0],
        &kept["kit"]["place"],
        &kept["kit"]["people"],
        &kept["schedules"][0]["amounts"][0],
    ] {
        assert_eq!(*place, *text);
    }
    let counted = app.call("stock_update", supply(&kept["id"], text));
    assert_eq!(counted["value"]["stock"]["unit"], *text);
}

/// What is known of a supply, which is counted in `unit`.
fn supply(medicine: &Value, unit: &str) -> Value {
    json!({
        "medicineId": medicine, "unit": unit, "uses": [], "refillOn": null, "refillSize": null, "refillsLeft": null,
        "lowDays": 7, "refillDays": 1, "expiryDays": 30,
    })
}

#[test]
fn a_megabyte_and_control_characters_are_refused_by_field() {
    let app = TestApp::open();
    for (text, code) in [
        ("x".repeat(1_000_000), "too_long"),
        ("a\0b".into(), "unreadable_text"),
        ("a\u{7}b".into(), "unreadable_text"),
    ] {
        for (command, request, field) in kept_texts(&text, &json!(null)) {
            assert_eq!(
                app.refused(command, request),
                (code.into(), Some(field.into())),
                "{command}"
            );
        }
    }
    assert_eq!(
        app.call("journey_list", json!({ "before": null, "days": 31 }))["days"],
        json!([]),
        "nothing was kept"
    );
}

#[test]
fn what_a_supply_is_counted_in_is_refused_by_its_field() {
    let app = TestApp::open();
    let medicine = crate::medicines::add(&app, "Calm", crate::medicines::as_needed());
    let id = &medicine["value"]["id"];
    for (text, code) in [
        ("x".repeat(1_000_000), "too_long"),
        ("a\0b".into(), "unreadable_text"),
        ("a\u{7}b".into(), "unreadable_text"),
    ] {
        let refused = app.refused("stock_update", supply(id, &text));
        assert_eq!(refused, (code.into(), Some("unit".into())));
    }
    let page = app.call("medicine_get", json!({ "id": id }));
    assert_eq!(page["stock"], json!(null), "nothing was kept");
}

#[test]
fn impossible_dates_are_refused_and_skipped_times_move_forward() {
    let app = TestApp::open();
    let at = |at: &str| crate::with(crate::check_in(json!(3), ""), json!({ "at": at }));
    for (text, code) in [
        ("1899-12-31T10:00", "date_out_of_range"),
        ("0001-01-01T10:00", "date_out_of_range"),
        ("2026-11-21T19:30", "date_out_of_range"),
        ("2026-11-23T10:00", "date_out_of_range"),
        ("9999-01-01T10:00", "date_out_of_range"),
        ("2026-02-30T10:00", "invalid"),
        ("yesterday", "invalid"),
        ("", "invalid"),
    ] {
        assert_eq!(
            app.refused("check_in_log", at(text)),
            (code.into(), Some("at".into())),
            "{text}"
        );
    }
    assert_eq!(
        app.call("check_in_log", at("1900-01-01T00:00"))["value"]["dayOn"],
        "1900-01-01"
    );
    let skipped = app.call("check_in_log", at("2026-03-29T01:30"));
    assert_eq!(
        skipped["value"]["atMs"], 1_774_747_800_000_i64,
        "01:30 does not exist in London that day: 02:30 summer time"
    );
    assert_eq!(skipped["value"]["dayOn"], "2026-03-29");
}

#[test]
fn what_is_not_there_is_not_found() {
    let app = TestApp::open();
    let id = "018f0000-0000-7000-8000-000000000000";
    for command in [
        "check_in_delete",
        "craving_delete",
        "lapse_delete",
        "goal_delete",
        "journal_entry_delete",
        "journal_entry_get",
        "check_in_item_delete",
        "removed_restore",
        "appointment_delete",
        "appointment_end",
        "visit_line_delete",
        "coping_date_delete",
        "medicine_get",
        "medicine_end",
        "medicine_resume",
        "medicine_delete",
        "dose_delete",
        "own_reminder_delete",
        "side_effect_delete",
        "question_delete",
    ] {
        assert_eq!(app.refused(command, json!({ "id": id })).0, "not_found");
    }
}

#[test]
fn requests_that_do_not_fit_are_refused_and_nothing_panics() {
    let app = TestApp::open();
    let id = "018f0000-0000-7000-8000-000000000000";
    for command in mainstay_core::COMMANDS {
        if ["app_status", "app_quit", "vault_lock", "session_touch"].contains(command) {
            continue;
        }
        for request in [
            json!(null),
            json!([]),
            json!(7),
            json!("text"),
            json!({ "id": 7 }),
            json!({ "id": "x" }),
            json!({ "nested": [[[[]]]] }),
        ] {
            // Whatever it answers, it answers: some commands take an empty request.
            let _ = app.app().dispatch(command, request);
        }
    }
    app.call("settings_get", json!({}));
    assert_eq!(
        app.refused("change_undo", json!({ "changes": [id] })).0,
        "not_found"
    );
    let unknown_goal = crate::with(crate::craving(json!(3)), json!({ "goalId": id }));
    assert_eq!(app.refused("craving_log", unknown_goal).0, "not_found");
    assert_eq!(
        app.refused("journey_month", json!({ "month": "soon" })),
        ("invalid".into(), Some("month".into()))
    );
    for (field, value) in [
        ("mood", json!(6)),
        ("mood", json!("3")),
        ("craving", json!(-1)),
        ("sleepMinutes", json!(1_441)),
        ("mood", json!(2.5)),
    ] {
        assert_eq!(
            app.refused(
                "check_in_log",
                crate::with(crate::check_in(json!(3), ""), json!({ field: value }))
            )
            .0,
            "invalid"
        );
    }
    assert_eq!(
        app.refused("check_in_log", crate::check_in(json!(null), "")),
        ("invalid".into(), Some("mood".into()))
    );
    assert_eq!(app.refused("no_such_command", json!({})).0, "internal");
}

#[test]
fn while_locked_every_command_that_needs_the_vault_says_so() {
    let app = TestApp::open();
    app.call("vault_lock", json!({}));
    for (command, request, _) in kept_texts("words", &json!(null)) {
        assert_eq!(app.refused(command, request).0, "locked");
    }
    assert_eq!(app.refused("search_list", search("words")).0, "locked");
    for command in [
        "settings_get",
        "goal_list",
        "today_get",
        "trigger_list",
        "check_in_item_list",
        "recovery_code_renew",
        "journal_tag_list",
        "removed_list",
        "ahead_get",
        "appointment_list",
        "coping_date_list",
        "medicine_list",
        "dose_due",
        "question_list",
    ] {
        assert_eq!(app.refused(command, json!({})).0, "locked");
    }
}

#[test]
fn the_ends_of_the_calendar_are_days_to_search_to() {
    let app = TestApp::open();
    app.call("check_in_log", crate::check_in(json!(3), "harbour"));
    for (from, to, found) in [
        ("-9999-01-01", "9999-12-31", 1),
        ("9999-12-31", "9999-12-31", 0),
        ("-9999-01-01", "-9999-01-01", 0),
    ] {
        let search = json!({ "text": "harbour", "kinds": [], "from": from, "to": to, "before": null, "limit": 9 });
        assert_eq!(
            app.call("search_list", search)["found"],
            found,
            "{from} {to}"
        );
    }
}
