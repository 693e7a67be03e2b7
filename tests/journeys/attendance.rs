//! Having been at meetings: one tap, by hand, back-dated, taken back; one truth with the ledger; the sheet.

use crate::my_meetings::{due, get, meeting, saturday, undo, with_times};
use mainstay_support::TestApp;
use proptest::prelude::*;
use serde_json::{json, Value};
use std::fs;

/// After the start of the first meeting on Saturday, 21 November 2026.
const AFTER: &str = "2026-11-21T20:30:00Z";

fn answer(app: &TestApp, occurrence: &Value, answer: &str) -> Value {
    let request = json!({ "occurrence": occurrence, "answer": answer });
    app.call("my_meeting_answer", request)
}

fn said(name: &str) -> Value {
    json!({
        "name": name, "way": "in_person", "place": "", "minutes": null, "moodBefore": null, "moodAfter": null,
        "role": "", "note": "",
    })
}

fn log(app: &TestApp, at: Value, meeting: &Value, fields: Value) -> Value {
    let request = crate::with(fields, json!({ "at": at, "meetingId": meeting }));
    app.call("attendance_log", request)["value"].clone()
}

/// All attendances of the log, newest first.
fn entries(app: &TestApp) -> Vec<Value> {
    let page = json!({ "before": null, "days": 31, "kinds": ["attendance"] });
    let page = app.call("journey_list", page);
    let days = page["days"].as_array().unwrap().clone();
    let entries = days
        .into_iter()
        .flat_map(|day| day["entries"].as_array().unwrap().clone());
    entries.map(|entry| entry["entry"].clone()).collect()
}

/// That the ledger and the log say the same about having been there.
#[track_caller]
fn agree(app: &TestApp) {
    let period = json!({ "fromOn": "2026-11-01", "untilOn": "2026-12-31", "schedule": null });
    let list = app.call("occurrence_list", period);
    let is_there = |one: &&Value| one["answer"]["outcome"] == "taken";
    let mut ledger: Vec<String> = list
        .as_array()
        .unwrap()
        .iter()
        .filter(is_there)
        .map(|one| one["occurrence"].to_string())
        .collect();
    let mut kept: Vec<String> = entries(app)
        .iter()
        .filter(|one| !one["occurrence"].is_null())
        .map(|one| one["occurrence"].to_string())
        .collect();
    ledger.sort();
    kept.sort();
    assert_eq!(ledger, kept);
    assert!(app.app().attendances_agree().unwrap());
}

#[test]
fn one_tap_says_that_one_was_there_and_one_undo_takes_it_back() {
    let app = TestApp::open();
    let id = saturday(&app);
    let asked = due(&app, 24)[0].clone();
    assert_eq!(asked["said"], "nothing");
    let early = json!({ "occurrence": asked["occurrence"], "answer": "there" });
    assert_eq!(
        app.refused("my_meeting_answer", early).1.as_deref(),
        Some("answer"),
        "it has not begun"
    );
    answer(&app, &asked["occurrence"], "going");
    assert_eq!(due(&app, 24)[0]["said"], "going");

    app.clock.set(AFTER);
    assert_eq!(
        due(&app, 24)[0]["said"],
        "going",
        "begun, and nothing said about it"
    );
    let there = answer(&app, &asked["occurrence"], "there");
    let entry = &there["attendance"];
    assert_eq!(
        (&entry["name"], &entry["place"]),
        (&json!("Quiet Herons"), &json!("Upstairs hall"))
    );
    assert_eq!(
        (&entry["atMs"], &entry["minutes"]),
        (&asked["atMs"], &json!(60))
    );
    assert_eq!(entry["meetingId"], id);
    assert_eq!(due(&app, 24), [Value::Null; 0]);
    let app = app.restarted();
    app.unlock();
    assert_eq!(entries(&app), std::slice::from_ref(entry));
    // A second press makes no second one.
    answer(&app, &asked["occurrence"], "there");
    assert_eq!(entries(&app).len(), 1);
    agree(&app);
    undo(&app, &there["change"]);
    assert_eq!((entries(&app).len(), due(&app, 24).len()), (0, 1));
    agree(&app);
}

#[test]
fn not_this_time_takes_it_back_and_what_was_removed_comes_back_with_its_answer() {
    let app = TestApp::open();
    saturday(&app);
    app.clock.set(AFTER);
    let asked = due(&app, 24)[0].clone();
    let there = answer(&app, &asked["occurrence"], "there")["attendance"].clone();
    let note = crate::with(
        said("Quiet Herons"),
        json!({ "id": there["id"], "at": null, "note": "Stay for tea.", "moodAfter": 4 }),
    );
    app.call("attendance_update", note);
    answer(&app, &asked["occurrence"], "not_there");
    assert_eq!(entries(&app), [Value::Null; 0]);
    agree(&app);
    app.call("removed_restore", json!({ "id": there["id"] }));
    assert_eq!(entries(&app)[0]["note"], "Stay for tea.");
    agree(&app);
}

#[test]
fn what_is_removed_in_the_log_is_not_said_by_the_ledger_either() {
    let app = TestApp::open();
    saturday(&app);
    app.clock.set(AFTER);
    let asked = due(&app, 24)[0].clone();
    let there = answer(&app, &asked["occurrence"], "there")["attendance"].clone();
    let removed = app.call("attendance_delete", json!({ "id": there["id"] }));
    agree(&app);
    undo(&app, &removed["change"]);
    assert_eq!(entries(&app)[0]["id"], there["id"]);
    agree(&app);

    // Another one has its place by now.
    app.call("attendance_delete", json!({ "id": there["id"] }));
    answer(&app, &asked["occurrence"], "there");
    assert_eq!(
        app.refused("removed_restore", json!({ "id": there["id"] }))
            .0,
        "conflict"
    );
    agree(&app);
}

#[test]
fn done_on_a_notification_is_going_before_the_start_and_there_after_it() {
    let app = TestApp::open();
    let id = saturday(&app);
    let occurrence = due(&app, 24)[0]["occurrence"].clone();
    let done =
        json!({ "occurrence": occurrence, "outcome": "taken", "at": null, "takeHome": null });
    app.clock.set("2026-11-21T18:30:00Z");
    app.app().reminder_look().unwrap();
    app.call("reminder_answer", done.clone());
    assert_eq!(due(&app, 24)[0]["said"], "going");
    assert_eq!(entries(&app), [Value::Null; 0], "nobody was there yet");
    app.clock.set("2026-11-21T19:00:00Z");
    assert_eq!(
        app.app().reminder_look().unwrap().rings.len(),
        1,
        "it asks again at its start"
    );
    app.call("reminder_answer", done);
    assert_eq!(entries(&app)[0]["meetingId"], id);
    agree(&app);
}

#[test]
fn done_while_locked_is_there_at_the_next_unlock() {
    let app = TestApp::open();
    saturday(&app);
    app.app().reminder_tend();
    app.call("vault_lock", json!({}));
    app.clock.set("2026-11-21T19:00:00Z");
    app.app().reminder_tend();
    let shown = app.notifier.shown();
    let id = shown.last().unwrap().id;
    app.app()
        .notice_answer(id, mainstay_core::ports::NoticeAnswer::Taken)
        .unwrap();
    app.clock.set(AFTER);
    app.unlock();
    assert_eq!(entries(&app)[0]["name"], "Quiet Herons");
    agree(&app);
}

#[test]
fn a_meeting_that_is_logged_by_hand_is_not_asked_about_as_well() {
    let app = TestApp::open();
    let id = saturday(&app);
    app.clock.set("2026-11-22T09:00:00Z");
    let fields = crate::with(
        said("Quiet Herons"),
        json!({ "role": "Made the tea", "moodBefore": 2, "moodAfter": 4 }),
    );
    let kept = log(&app, json!("2026-11-21T19:10"), &id, fields);
    assert_eq!(kept["role"], "Made the tea");
    assert_ne!(kept["occurrence"], Value::Null);
    assert_eq!(get(&app, &id)["past"], json!([]));
    agree(&app);
    // One that is not kept, and one long before there was this app.
    let other = log(&app, Value::Null, &Value::Null, said("Another meeting"));
    assert_eq!(
        (&other["meetingId"], &other["occurrence"]),
        (&Value::Null, &Value::Null)
    );
    let early = log(&app, json!("2024-02-29T18:00"), &id, said("Quiet Herons"));
    assert_eq!(
        (&early["dayOn"], &early["occurrence"]),
        (&json!("2024-02-29"), &Value::Null)
    );
    assert_eq!(get(&app, &id)["attended"], 2);
    agree(&app);
}

#[test]
fn an_attendance_is_changed_found_and_counted() {
    let app = TestApp::open();
    let kept = log(
        &app,
        json!("2026-11-20T18:00"),
        &Value::Null,
        said("Quiet Herons"),
    );
    let change = crate::with(
        said("Herons"),
        json!({ "id": kept["id"], "at": "2026-11-19T18:00", "note": "One day at the river." }),
    );
    app.call("attendance_update", change);
    let now = &entries(&app)[0];
    assert_eq!(
        (&now["dayOn"], &now["name"]),
        (&json!("2026-11-19"), &json!("Herons"))
    );
    for word in ["riv", "heron"] {
        let search = json!({ "text": word, "kinds": [], "from": null, "to": null, "before": null, "limit": 20 });
        let found = app.call("search_list", search);
        assert_eq!(
            found["days"][0]["hits"][0]["entry"]["type"], "attendance",
            "{word}"
        );
    }
    let history = app.call(
        "history_get",
        json!({ "kind": "attendance", "id": kept["id"] }),
    );
    assert_eq!(history[1]["entry"]["entry"]["name"], "Quiet Herons");
    app.call(
        "history_restore",
        json!({ "kind": "attendance", "id": kept["id"], "change": history[1]["change"] }),
    );
    assert_eq!(entries(&app)[0]["name"], "Quiet Herons");
    let effort = app.call("milestone_list", json!({}));
    let effort = effort[0]["milestones"].as_array().unwrap().clone();
    let first = effort
        .iter()
        .find(|one| one["measure"] == "meetings")
        .unwrap();
    assert_eq!(
        (&first["count"], &first["reachedOn"]),
        (&json!(1), &json!("2026-11-20"))
    );
}

#[test]
fn an_attendance_is_refused_by_its_field() {
    let app = TestApp::open();
    for (change, field) in [
        (json!({ "name": "" }), "name"),
        (json!({ "role": "x".repeat(256) }), "role"),
        (json!({ "note": "x".repeat(20_001) }), "note"),
        (json!({ "minutes": 2_000 }), "minutes"),
        (json!({ "at": "2026-11-22T18:00" }), "at"),
    ] {
        let request = crate::with(
            crate::with(said("Herons"), json!({ "at": null, "meetingId": null })),
            change,
        );
        assert_eq!(
            app.refused("attendance_log", request).1.as_deref(),
            Some(field)
        );
    }
    assert_eq!(entries(&app), [Value::Null; 0]);
}

fn wanted(change: Value) -> Value {
    let all = json!({
        "fromOn": "2026-11-01", "untilOn": "2026-11-30", "meetings": null, "name": "Sam Doe", "hasSignatures": false,
    });
    crate::with(all, change)
}

/// A meeting that was attended on the 21st, and two others on the 20th and in October.
fn attended() -> (TestApp, Value) {
    let app = TestApp::open();
    let id = saturday(&app);
    app.clock.set(AFTER);
    let asked = due(&app, 24)[0]["occurrence"].clone();
    let there = answer(&app, &asked, "there")["attendance"].clone();
    let secret = json!({ "id": there["id"], "at": null, "note": "schneehase", "role": "wiesel", "moodBefore": 1, "place": "Upstairs hall", "minutes": 60 });
    app.call(
        "attendance_update",
        crate::with(said("Quiet Herons"), secret),
    );
    let online = json!({ "way": "online", "place": "ignored", "minutes": 1 });
    log(
        &app,
        json!("2026-11-20T07:05"),
        &Value::Null,
        crate::with(said("=cmd <b>&\"x\""), online),
    );
    log(
        &app,
        json!("2026-10-30T18:00"),
        &Value::Null,
        said("October"),
    );
    (app, id)
}

#[test]
fn a_sheet_says_what_it_must_and_nothing_else() {
    let (app, _) = attended();
    let sheet = app.call("attendance_sheet_get", wanted(json!({})));
    assert_eq!(sheet["person"], "Name: Sam Doe");
    assert_eq!(sheet["period"], "From Sun 1 Nov 2026 to Mon 30 Nov 2026");
    assert_eq!(
        sheet["columns"],
        json!(["Date", "Start", "Meeting", "Place", "Length"])
    );
    assert_eq!(
        sheet["rows"],
        json!([
            [
                "Fri 20 Nov 2026",
                "07:05",
                "=cmd <b>&\"x\"",
                "Online",
                "1 minute"
            ],
            [
                "Sat 21 Nov 2026",
                "19:00",
                "Quiet Herons",
                "Upstairs hall",
                "60 minutes"
            ],
        ])
    );
    assert_eq!(
        sheet["closing"],
        "Self-reported by the person named. 2 entries."
    );
    for secret in ["schneehase", "wiesel"] {
        assert!(
            !sheet.to_string().contains(secret),
            "notes stay in the vault"
        );
    }
}

#[test]
fn a_sheet_is_of_some_meetings_with_a_column_to_sign_and_refused_by_field() {
    let (app, id) = attended();
    let one = app.call(
        "attendance_sheet_get",
        wanted(json!({ "meetings": [id], "hasSignatures": true, "name": "" })),
    );
    assert_eq!(one["rows"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&one["columns"][5], &one["rows"][0][5]),
        (&json!("Signature"), &json!(""))
    );
    assert_eq!(
        one["closing"],
        "Self-reported by the person named. 1 entry."
    );
    for (change, field) in [
        (json!({ "untilOn": "2026-10-31" }), "untilOn"),
        (json!({ "untilOn": "2036-10-31" }), "untilOn"),
        (json!({ "name": "x".repeat(81) }), "name"),
    ] {
        assert_eq!(
            app.refused("attendance_sheet_get", wanted(change))
                .1
                .as_deref(),
            Some(field)
        );
    }
}

fn save(app: &TestApp, format: &str, keep: bool) -> Value {
    app.call(
        "attendance_sheet_save",
        wanted(json!({ "format": format, "keepName": keep })),
    )
}

#[test]
fn a_file_has_what_the_screen_shows_and_nothing_that_runs_or_loads() {
    let (app, _) = attended();
    let stick = tempfile::TempDir::new().unwrap();
    let path = stick.path().join("mine.html");
    app.places.give(Some(path.clone()));
    assert_eq!(save(&app, "html", false)["name"], "mine.html");
    assert_eq!(app.places.proposed().as_deref(), Some("sheet-2026-11.html"));
    let page = fs::read_to_string(&path).unwrap();
    let sheet = app.call("attendance_sheet_get", wanted(json!({})));
    let rows = sheet["rows"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|row| row.as_array().unwrap().clone());
    let cells: Vec<Value> = rows
        .chain([
            sheet["title"].clone(),
            sheet["person"].clone(),
            sheet["period"].clone(),
            sheet["closing"].clone(),
        ])
        .collect();
    let escaped = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;")
    };
    for cell in &cells {
        assert!(page.contains(&escaped(cell.as_str().unwrap())), "{cell}");
    }
    // Only our own tags, each without an attribute that could load or run anything.
    for never in [
        "<script",
        "<b>",
        "http",
        "href",
        "src=",
        "url(",
        "@import",
        "schneehase",
        "wiesel",
    ] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(page.contains("lang=\"en\"") && page.contains("display:table-header-group"));
    assert_eq!(
        fs::read_dir(stick.path()).unwrap().count(),
        1,
        "no draft is left"
    );
}

#[test]
fn a_table_for_a_spreadsheet_runs_nothing() {
    let (app, _) = attended();
    let stick = tempfile::TempDir::new().unwrap();
    let table = stick.path().join("mine.csv");
    app.places.give(Some(table.clone()));
    save(&app, "csv", false);
    let text = fs::read_to_string(&table).unwrap();
    assert!(
        text.starts_with("\u{feff}\"Meeting attendance\"\r\n"),
        "{text}"
    );
    assert!(
        text.contains("\"'=cmd <b>&\"\"x\"\"\""),
        "no formula: {text}"
    );
}

#[test]
fn a_name_is_kept_only_when_the_person_says_so_and_no_place_writes_nothing() {
    let (app, _) = attended();
    let stick = tempfile::TempDir::new().unwrap();
    let kept =
        |app: &TestApp| app.call("attendance_sheet_get", wanted(json!({})))["keptName"].clone();
    app.places.give(None);
    assert_eq!(save(&app, "html", true)["name"], Value::Null);
    assert_eq!(kept(&app), "");
    app.places.give(Some(stick.path().join("sheet.html")));
    save(&app, "html", true);
    let app = app.restarted();
    app.unlock();
    assert_eq!(kept(&app), "Sam Doe");
    app.places.give(Some(stick.path().join("sheet.html")));
    save(&app, "html", false);
    assert_eq!(kept(&app), "");
    // Never into the app's own folder, and never while it is locked.
    app.places.give(Some(app.folder().join("sheet.html")));
    let request = wanted(json!({ "format": "html", "keepName": false }));
    assert_eq!(
        app.refused("attendance_sheet_save", request.clone()).0,
        "place_unusable"
    );
    app.call("vault_lock", json!({}));
    assert_eq!(app.refused("attendance_sheet_save", request).0, "locked");
}

#[test]
fn a_meeting_with_a_long_name_from_a_list_fits_everywhere() {
    let app = TestApp::open();
    let name = "é".repeat(255);
    let rule = crate::my_meetings::weekly(6, 60, "Europe/London");
    app.call("my_meeting_create", with_times(meeting(&name), &[rule]));
    app.clock.set("2026-11-28T01:30:00Z");
    let asked = due(&app, 24)[0]["occurrence"].clone();
    assert_eq!(
        answer(&app, &asked, "there")["attendance"]["name"],
        json!(name)
    );
}

#[test]
fn what_was_logged_before_the_start_is_found_by_the_answer_behind_it() {
    let app = TestApp::open();
    let id = saturday(&app);
    let fields = crate::with(
        said("Quiet Herons"),
        json!({ "role": "Put out the chairs" }),
    );
    // Half past six; it begins at seven.
    let early = log(&app, json!("2026-11-21T18:20"), &id, fields);
    assert_eq!(
        early["occurrence"],
        Value::Null,
        "nobody could be asked yet"
    );
    app.clock.set(AFTER);
    let asked = due(&app, 24)[0]["occurrence"].clone();
    let there = answer(&app, &asked, "there");
    assert_eq!(there["attendance"]["id"], early["id"]);
    assert_eq!(entries(&app).len(), 1, "they were there once");
    assert_eq!(entries(&app)[0]["role"], "Put out the chairs");
    agree(&app);
    undo(&app, &there["change"]);
    assert_eq!(entries(&app)[0]["occurrence"], Value::Null);
    agree(&app);
}

#[test]
fn ledger_and_log_agree_also_when_one_of_them_went_on_without_the_other() {
    let app = TestApp::open();
    let id = saturday(&app);
    app.clock.set(AFTER);
    let asked = due(&app, 24)[0]["occurrence"].clone();
    let there = answer(&app, &asked, "there")["attendance"].clone();
    let gone = app.call("my_meeting_delete", json!({ "id": id }));
    app.call("attendance_delete", json!({ "id": there["id"] }));
    app.call("removed_restore", json!({ "id": id }));
    agree(&app);
    assert_eq!(entries(&app), [Value::Null; 0], "what was removed stays so");
    app.call("removed_restore", json!({ "id": there["id"] }));
    agree(&app);
    assert_eq!(entries(&app)[0]["id"], there["id"]);
    let _ = gone;
}

/// What somebody may do, in any order.
#[derive(Debug, Clone)]
enum Step {
    Wait(i64),
    Answer(usize, &'static str),
    Log(i64),
    Change(usize),
    Remove(usize),
    Restore(usize),
    Undo(usize),
    Move(u16),
    RemoveMeeting,
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    let said = prop_oneof![Just("there"), Just("not_there"), Just("going")];
    prop_oneof![
        3 => (1i64..40).prop_map(Step::Wait),
        4 => (0usize..4, said).prop_map(|(which, said)| Step::Answer(which, said)),
        3 => (-20i64..4).prop_map(Step::Log),
        2 => (0usize..4).prop_map(Step::Change),
        2 => (0usize..4).prop_map(Step::Remove),
        2 => (0usize..4).prop_map(Step::Restore),
        3 => (0usize..8).prop_map(Step::Undo),
        1 => (16u16..23).prop_map(Step::Move),
        1 => Just(Step::RemoveMeeting),
        1 => Just(Step::Restart),
    ]
}

/// A person of few meetings and many changes of mind.
struct Mind {
    app: Option<TestApp>,
    id: Value,
    changes: Vec<Value>,
}

impl Mind {
    fn app(&self) -> &TestApp {
        self.app.as_ref().unwrap()
    }

    /// What is refused changes nothing, and is no matter here.
    fn try_to(&mut self, command: &str, request: Value) {
        if let Ok(answer) = self.app().app().dispatch(command, request) {
            self.changes.push(answer["change"].clone());
        }
    }

    fn attended(&self, which: usize) -> Option<Value> {
        entries(self.app()).get(which).cloned()
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Wait(hours) => {
                self.app().clock.advance(hours * 3_600);
                self.app().app().reminder_look().unwrap();
            }
            Step::Answer(which, said) => {
                if let Some(due) = due(self.app(), 24).get(*which) {
                    let request = json!({ "occurrence": due["occurrence"], "answer": said });
                    self.try_to("my_meeting_answer", request);
                }
            }
            Step::Log(hours) => {
                let now = self.app().call("today_get", json!({}))["nowMs"]
                    .as_i64()
                    .unwrap();
                let at = chrono::DateTime::from_timestamp_millis(now + hours * 3_600_000).unwrap();
                let at =
                    json!({ "at": at.format("%Y-%m-%dT%H:%M").to_string(), "meetingId": self.id });
                self.try_to("attendance_log", crate::with(said("Herons"), at));
            }
            Step::Change(which) => {
                if let Some(entry) = self.attended(*which) {
                    let note = json!({ "id": entry["id"], "at": null, "note": format!("{}", self.changes.len()) });
                    self.try_to("attendance_update", crate::with(said("Herons"), note));
                }
            }
            Step::Remove(which) => {
                if let Some(entry) = self.attended(*which) {
                    self.try_to("attendance_delete", json!({ "id": entry["id"] }));
                }
            }
            Step::Restore(which) => {
                let removed = self.app().call("removed_list", json!({}));
                if let Some(one) = removed.get(which) {
                    self.try_to("removed_restore", json!({ "id": one["id"] }));
                }
            }
            Step::Undo(which) => {
                let at = self.changes.len().checked_sub(which + 1);
                if let Some(change) = at.and_then(|at| self.changes.get(at)).cloned() {
                    self.try_to("change_undo", json!({ "changes": [change] }));
                }
            }
            Step::Move(hour) => self.move_to(*hour),
            Step::RemoveMeeting => self.try_to("my_meeting_delete", json!({ "id": self.id })),
            Step::Restart => {
                let app = self.app.take().unwrap().restarted();
                app.unlock();
                self.app = Some(app);
            }
        }
    }

    fn move_to(&mut self, hour: u16) {
        let Ok(view) = self
            .app()
            .app()
            .dispatch("my_meeting_get", json!({ "id": self.id }))
        else {
            return;
        };
        let rule = crate::my_meetings::weekly(6, hour * 60, "Europe/London");
        let schedule = &view["times"][0]["schedule"];
        let times = json!([{ "schedule": schedule, "rule": rule }]);
        let change =
            json!({ "id": self.id, "times": times, "reminder": null, "placeInList": null });
        self.try_to(
            "my_meeting_update",
            crate::with(meeting("Quiet Herons"), change),
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_said_undone_and_brought_back_ledger_and_log_agree(steps in prop::collection::vec(step(), 1..24)) {
        let app = TestApp::open();
        let id = saturday(&app);
        let mut mind = Mind { app: Some(app), id, changes: Vec::new() };
        for step in &steps {
            mind.take(step);
            prop_assert!(mind.app().app().attendances_agree().unwrap(), "{:?}", step);
        }
    }
}
