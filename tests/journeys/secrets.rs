use mainstay_support::{files_under, TestApp, PASSPHRASE};
use serde_json::{json, Value};

/// Words that a person types somewhere on the way, none of which may stand readable on the disk.
const CANARIES: &[&str] = &[
    "zitronenfalter",
    "quokkasprung",
    "moltebeere",
    "windharfe",
    "tangofliege",
    "birkenpilz",
    "wolkenbruch",
    "marderhund",
    "eisvogel",
    "nebelkraut",
    "sanddorn",
    "lindenrauch",
    "holundersaft",
    "hagebutte",
    "schlehenbusch",
    "moorfrosch",
    "schneeglocke",
    "feldlerche",
    "wacholder",
    "bachstelze",
    "goldammer",
    "rohrdommel",
    "silberdistel",
    "kranichzug",
    PASSPHRASE,
];

fn hits(app: &TestApp) -> Vec<String> {
    let mut found = Vec::new();
    for (path, bytes) in files_under(app.folder()) {
        for canary in CANARIES {
            let utf16: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for form in [canary.as_bytes(), &utf16] {
                if bytes.windows(form.len()).any(|window| window == form) {
                    found.push(format!("{canary} in {}", path.display()));
                }
            }
        }
    }
    found
}

/// A question of the person's own and an answer to it; the question's id.
fn answered_item(app: &TestApp) -> Value {
    let item = json!({ "name": CANARIES[11], "kind": "text", "unit": "", "low": "", "high": "" });
    let id = app.call("check_in_item_create", item)["value"]["id"].clone();
    let answer = json!({ "itemId": id, "value": { "kind": "text", "value": CANARIES[12] } });
    app.call(
        "check_in_log",
        crate::with(crate::check_in(json!(3), ""), json!({ "items": [answer] })),
    );
    id
}

/// A meeting of the person's own, and having been there.
fn been_at_a_meeting(app: &TestApp) {
    let made = crate::my_meetings::meeting(CANARIES[14]);
    let words = json!({ "kind": CANARIES[15], "group": CANARIES[15], "place": CANARIES[16], "address": CANARIES[16], "link": "https://example.org/bachstelze", "phone": CANARIES[17], "joining": CANARIES[17], "notes": CANARIES[14] });
    let made = crate::my_meetings::with_times(crate::with(made, words), &[]);
    app.call("my_meeting_create", made);
    let there = json!({
        "at": null, "meetingId": null, "name": CANARIES[14], "way": "in_person", "place": CANARIES[15], "minutes": null,
        "moodBefore": null, "moodAfter": null, "role": CANARIES[16], "note": CANARIES[17],
    });
    let there = app.call("attendance_log", there);
    app.call("attendance_delete", json!({ "id": there["value"]["id"] }));
}

fn said_about_a_day(app: &TestApp) {
    been_at_a_meeting(app);
    said_about_medicines(app);
    app.call(
        "diary_note_log",
        json!({ "dayOn": "2026-11-20", "skill": "not_wanted", "note": CANARIES[13] }),
    );
    app.call(
        "held_text_update",
        json!({ "place": "check_in", "id": null, "text": CANARIES[3] }),
    );
}

fn said_about_a_visit(app: &TestApp) {
    let (one, other) = (CANARIES[14], CANARIES[15]);
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-12-01", "untilOn": "2026-12-01",
        "times": { "kind": "at", "minutes": [600] },
    });
    let reminder = json!({
        "preAlerts": [], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "minutes", "minutes": 60 },
    });
    let made = app.call(
        "appointment_create",
        json!({
            "kind": "clinic", "title": one, "personId": null, "withWhom": one, "place": one,
            "link": format!("{one}.example"), "phone": "", "note": one, "minutes": null,
            "rule": { "kind": "civil", "phases": [phase], "zone": null }, "reminder": reminder,
        }),
    );
    let id = &made["value"]["id"];
    let page = app.call("appointment_get", json!({ "id": id, "beforeOn": null }));
    let occurrence = &page["appointment"]["next"]["occurrence"];
    let line = json!({
        "appointmentId": id, "kind": "homework", "occurrence": null, "text": one, "isDone": false,
        "dueOn": "2026-11-30", "ringsAt": 540,
    });
    app.call("visit_line_create", line);
    let about =
        json!({ "occurrence": occurrence, "why": one, "takeaways": one, "nextStep": other });
    app.call("visit_update", about);
    let date = json!({
        "kind": "trip", "name": other, "dayOn": "2026-11-21", "untilOn": null, "repeat": "once", "hard": other,
        "plan": other, "exitLine": other, "personId": null, "alertDays": 0, "alertAt": 540, "checkAt": null,
    });
    let date = app.call("coping_date_create", date);
    app.call(
        "coping_review_update",
        json!({ "copingDateId": date["value"]["id"], "dayOn": "2026-11-21", "helped": true, "note": other }),
    );
}

/// A medicine with a dose that was left out and one as needed, and another one that was removed.
fn said_about_medicines(app: &TestApp) {
    let [name, amount, note, place] = [CANARIES[20], CANARIES[21], CANARIES[22], CANARIES[23]];
    let with_amount = |rule| {
        let amounts = json!({ "amounts": [amount] });
        crate::with(crate::medicines::schedule(rule), amounts)
    };
    let schedules = json!([
        with_amount(crate::medicines::daily(&[1_200])),
        with_amount(crate::medicines::as_needed())
    ]);
    let kit = json!({ "place": place, "people": place, "trainedOn": null });
    let words = json!({ "discreetName": note, "strength": amount, "note": note, "sites": [place], "kit": kit });
    let medicine = crate::with(crate::medicines::fields(name, schedules), words);
    let made = app.call("medicine_create", medicine.clone());
    let due = crate::medicines::first(app, "planned");
    let why = json!({ "reason": "other", "note": note, "site": place });
    let skipped = crate::with(crate::medicines::said(&due, "skipped"), why);
    app.call("dose_answer", skipped);
    let needed = &made["value"]["schedules"][1]["id"];
    app.call(
        "dose_take",
        json!({ "schedule": needed, "at": null, "note": note, "site": place }),
    );
    let other = crate::with(medicine, json!({ "strength": "2 mg" }));
    let other = app.call("medicine_create", other);
    app.call("medicine_delete", json!({ "id": other["value"]["id"] }));
}

#[test]
fn no_file_contains_a_word_that_was_typed() {
    let app = TestApp::open();
    app.call("goal_create", json!({ "kind": "other", "name": CANARIES[0], "direction": "abstain", "startedAt": "2026-11-01T00:00" }));
    app.call("check_in_log", crate::check_in(json!(3), CANARIES[1]));
    app.call(
        "craving_log",
        crate::with(crate::craving(json!(6)), json!({ "note": CANARIES[2] })),
    );
    app.call(
        "trigger_create",
        json!({ "kind": "person", "name": CANARIES[3] }),
    );
    let goal = app.call("goal_list", json!({}))[0]["id"].clone();
    app.call(
        "stay_create",
        json!({ "place": "other", "name": CANARIES[5], "fromOn": "2026-11-01", "untilOn": null }),
    );
    app.call(
        "milestone_create",
        json!({ "goalId": goal, "measure": "run", "count": 9, "name": CANARIES[6] }),
    );
    app.call(
        "use_entry_log",
        json!({ "goalId": goal, "at": null, "amount": 1_000, "note": CANARIES[7] }),
    );
    let lapse = app.call(
        "lapse_log",
        json!({ "goalId": null, "at": null, "note": CANARIES[4] }),
    );
    app.call(
        "journal_entry_log",
        json!({ "at": null, "text": CANARIES[5], "tags": [CANARIES[6]] }),
    );
    app.call(
        "journal_draft_update",
        json!({ "id": null, "at": null, "text": CANARIES[7], "tags": [CANARIES[7]] }),
    );
    let item = answered_item(&app);
    said_about_a_day(&app);
    said_about_a_visit(&app);
    for word in CANARIES {
        let search = json!({
            "text": word, "kinds": [], "from": null, "to": null, "before": null, "limit": 20,
        });
        app.call("search_list", search);
    }
    assert_eq!(
        hits(&app),
        [""; 0],
        "while open, the log beside the journal included"
    );
    app.call("lapse_delete", json!({ "id": lapse["value"]["id"] }));
    app.call("check_in_item_delete", json!({ "id": item }));
    app.call("vault_lock", json!({}));
    assert_eq!(hits(&app), [""; 0], "after locking");
    assert!(
        files_under(app.folder())
            .iter()
            .any(|(path, _)| path.ends_with("vault.db")),
        "and there is a journal"
    );
}

#[test]
fn a_failure_names_no_word_that_was_sent() {
    let app = TestApp::open();
    let request = crate::with(
        crate::check_in(json!(3), &format!("{}\0", CANARIES[0])),
        json!({}),
    );
    let failure = app.app().dispatch("check_in_log", request).unwrap_err();
    let shown = format!(
        "{failure:?} {} {}",
        failure.detail(),
        serde_json::to_string(&failure).unwrap()
    );
    assert!(!shown.contains(CANARIES[0]), "{shown}");
    assert_eq!(failure.reference.len(), 8);
    let request = json!({ "passphrase": { "wrong": CANARIES[0] } });
    let failure = app.app().dispatch("vault_unlock", request).unwrap_err();
    assert!(!format!("{failure:?}").contains(CANARIES[0]));
}
