//! A calendar to take along: neutral unless chosen otherwise, where the person says, and read by other programs.

use mainstay_support::TestApp;
use serde_json::{json, Value};
use std::process::Command;

fn rule(days: Value, from: &str, until: Value, minute: u16, zone: Value) -> Value {
    let phase = json!({
        "days": days, "fromOn": from, "untilOn": until, "times": { "kind": "at", "minutes": [minute] },
    });
    json!({ "kind": "civil", "phases": [phase], "zone": zone })
}

fn appointment(app: &TestApp, title: &str, rule: Value) -> Value {
    let reminder = json!({
        "preAlerts": [60], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "minutes", "minutes": 60 },
    });
    let fields = json!({
        "kind": "therapy", "title": title, "personId": null, "withWhom": "Dr Blue", "place": "Side Street; 2nd floor",
        "link": "visit.example/room", "phone": "", "note": "the secret note", "minutes": 50, "rule": rule,
        "reminder": reminder,
    });
    app.call("appointment_create", fields)
}

fn coping_date(app: &TestApp, name: &str) {
    let date = json!({
        "kind": "payday", "name": name, "dayOn": "2026-11-30", "untilOn": null, "repeat": "monthly", "hard": "secret",
        "plan": "secret", "exitLine": "secret", "personId": null, "alertDays": 1, "alertAt": 540, "checkAt": null,
    });
    app.call("coping_date_create", date);
}

/// Tuesdays at four in London, a visit that follows the wall, and a payday at the end of each month.
fn filled() -> TestApp {
    let app = TestApp::open();
    let tuesdays = json!({ "kind": "weeks", "every": 1, "weekdays": [2] });
    let london = json!("Europe/London");
    appointment(
        &app,
        "Talk with Blue",
        rule(tuesdays, "2026-11-24", Value::Null, 960, london),
    );
    let once = json!({ "kind": "days", "every": 1 });
    let day = json!("2026-12-01");
    appointment(&app, "", rule(once, "2026-12-01", day, 600, Value::Null));
    coping_date(&app, "Pay, at last");
    app
}

fn all(own_words: bool) -> Value {
    json!({
        "appointments": true, "meetings": true, "copingDates": true, "medicines": false, "ownWords": own_words,
    })
}

/// Writes it and reads the file.
fn written(app: &TestApp, request: Value) -> (Value, String) {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("mine.ics");
    app.places.give(Some(path.clone()));
    let told = app.call("calendar_export_create", request);
    (told, std::fs::read_to_string(path).unwrap())
}

#[test]
fn a_calendar_is_neutral_unless_chosen_otherwise() {
    let app = filled();
    let (told, text) = written(&app, all(false));
    assert_eq!(told["name"], "mine.ics");
    assert_eq!(told["titles"], json!(["Appointment", "Reminder"]));
    // A payday on the 30th becomes the last day of February: no rule of a calendar says that.
    assert_eq!(told["events"], 14);
    assert_eq!(told["expanded"], 1);
    for word in [
        "Blue",
        "Side Street",
        "visit.example",
        "Pay",
        "secret",
        "therapy",
    ] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    assert_eq!(app.places.proposed().as_deref(), Some("calendar.ics"));
    let (told, text) = written(&app, all(true));
    assert_eq!(
        told["titles"],
        json!(["Appointment", "Pay, at last", "Talk with Blue"])
    );
    assert!(text.contains("SUMMARY:Pay\\, at last\r\n"));
    assert!(text.contains("LOCATION:Side Street\\; 2nd floor\r\n"));
    assert!(!text.contains("secret"), "plans and notes never leave here");
}

#[test]
fn looking_writes_nothing_and_nothing_is_in_it_that_was_not_chosen() {
    let app = filled();
    let none = json!({
        "appointments": false, "meetings": false, "copingDates": false, "medicines": false, "ownWords": true,
    });
    assert_eq!(app.call("calendar_export_check", none)["events"], 0);
    let looked = app.call("calendar_export_check", all(true));
    assert_eq!(
        (&looked["name"], &looked["leftOut"]),
        (&Value::Null, &json!(0))
    );
    assert_eq!(app.places.proposed(), None, "no dialog");
    app.places.give(None);
    let stopped = app.call("calendar_export_create", all(true));
    assert_eq!(stopped["name"], Value::Null, "the person chose no place");
    app.call("vault_lock", json!({}));
    assert_eq!(app.refused("calendar_export_check", all(false)).0, "locked");
    assert_eq!(
        app.refused("calendar_export_create", all(false)).0,
        "locked"
    );
}

#[test]
fn an_ended_appointment_is_not_in_it_and_the_same_is_called_the_same_each_time() {
    let app = filled();
    let (_, before) = written(&app, all(false));
    let (_, again) = written(&app, all(false));
    let uids = |text: &str| {
        let all = text.lines().filter(|line| line.starts_with("UID:"));
        all.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(uids(&before), uids(&again));
    let list = app.call("appointment_list", json!({}));
    app.call(
        "appointment_end",
        json!({ "id": list["appointments"][0]["id"] }),
    );
    let (told, _) = written(&app, all(false));
    assert_ne!(told["events"], json!(uids(&before).len()));
}

#[test]
fn a_visit_that_was_cancelled_ahead_is_left_out_until_that_is_taken_back() {
    let app = filled();
    let next = app.call("appointment_list", json!({}))["appointments"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["title"] == "Talk with Blue")
        .unwrap()["next"]["occurrence"]
        .clone();
    let cancelled = json!({ "occurrence": next, "outcome": "skipped", "why": "Holiday" });
    let cancelled = app.call("visit_answer", cancelled);
    let (_, text) = written(&app, all(false));
    assert!(text.contains("EXDATE;TZID=Europe/London:20261124T160000\r\n"));
    assert!(!text.contains("Holiday"), "why stays here");
    let app = app.restarted();
    app.unlock();
    let (_, text) = written(&app, all(false));
    assert!(text.contains("EXDATE"), "also after a restart");
    let change = json!({ "changes": [cancelled["change"]] });
    app.call("change_undo", change);
    let (_, text) = written(&app, all(false));
    assert!(!text.contains("EXDATE"));
}

#[test]
fn who_an_appointment_is_with_is_named_only_in_ones_own_words() {
    let app = filled();
    let ana = json!({ "name": "Ana Green", "role": "therapist", "phone": "", "message": "" });
    let ana = app.call("person_create", ana)["value"]["id"].clone();
    let fields = json!({
        "kind": "therapy", "title": "", "personId": ana, "withWhom": "", "place": "", "link": "", "phone": "",
        "note": "", "minutes": 50, "rule": rule(json!({ "kind": "days", "every": 1 }), "2026-12-02", json!("2026-12-02"), 600, Value::Null),
        "reminder": { "preAlerts": [], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "minutes", "minutes": 60 } },
    });
    app.call("appointment_create", fields);
    let (_, text) = written(&app, all(false));
    assert!(!text.contains("Ana Green"));
    let (_, text) = written(&app, all(true));
    assert!(text.contains("DESCRIPTION:Ana Green\r\n"));
}

#[test]
fn a_meeting_of_ones_own_is_in_it_and_named_only_when_chosen() {
    let app = TestApp::open();
    crate::my_meetings::saturday(&app);
    let (told, text) = written(&app, all(false));
    assert_eq!(
        (&told["events"], &told["titles"]),
        (&json!(1), &json!(["Reminder"]))
    );
    assert!(!text.contains("Herons") && !text.contains("Upstairs"));
    let (told, text) = written(&app, all(true));
    assert_eq!(told["titles"], json!(["Quiet Herons"]));
    assert!(text.contains("LOCATION:Upstairs hall\r\n") && text.contains("DURATION:PT60M"));
}

#[test]
fn a_place_inside_the_app_is_refused() {
    let app = filled();
    app.places.give(Some(app.folder().join("calendar.ics")));
    let refused = app.refused("calendar_export_create", all(false));
    assert_eq!(refused.0, "place_unusable");
}

#[test]
fn a_journal_that_is_locked_while_the_place_is_asked_for_writes_nothing() {
    let app = filled();
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("mine.ics");
    app.places.give(Some(path.clone()));
    let (opened, dialog) = std::sync::mpsc::channel();
    let (pick, picked) = std::sync::mpsc::channel();
    app.places.meanwhile(move || {
        opened.send(()).unwrap();
        picked.recv().unwrap();
    });
    std::thread::scope(|threads| {
        let asked = threads.spawn(|| app.refused("calendar_export_create", all(true)).0);
        dialog.recv().unwrap();
        app.call("vault_lock", json!({}));
        pick.send(()).unwrap();
        assert_eq!(asked.join().unwrap(), "locked");
    });
    assert!(!path.exists());
}

/// Python's `icalendar` reads the file, where it is there. Where it is not, the goldens of the writer hold its form.
#[test]
fn another_program_reads_it() {
    let app = filled();
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("mine.ics");
    app.places.give(Some(path.clone()));
    app.call("calendar_export_create", all(true));
    let script = "import sys\ntry:\n  import icalendar\nexcept ImportError:\n  print('absent'); sys.exit()\n\
         c = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n\
         e = sorted((str(e['SUMMARY']), str(e.decoded('DTSTART'))) for e in c.walk('VEVENT'))\n\
         print(e[-1][0], e[-1][1], len(c.walk('VTIMEZONE')), len(c.errors))";
    let run = Command::new("python3")
        .args(["-c", script])
        .arg(&path)
        .output();
    let Ok(run) = run else {
        return;
    };
    let said = String::from_utf8_lossy(&run.stdout).trim().to_owned();
    let expected = "Talk with Blue 2026-11-24 16:00:00+00:00 1 0";
    assert!(said == "absent" || said == expected, "{said}");
}
