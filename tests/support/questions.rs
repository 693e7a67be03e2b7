//! What each screen asks of the core, for whoever measures or watches all of them: one list.

use crate::TestApp;
use serde_json::{json, Value};

/// One question of a screen.
#[derive(Debug, Clone)]
pub struct Question {
    /// The screen, in short words.
    pub screen: &'static str,
    /// The command.
    pub command: &'static str,
    /// Its request.
    pub request: Value,
}

/// Every question that a screen asks about a log that is open and has entries, goals and triggers in it.
///
/// # Panics
/// When the core refuses one of the ids it gave.
#[must_use]
pub fn of_screens(app: &TestApp) -> Vec<Question> {
    [
        goals(app),
        log(app),
        search(),
        says(app),
        plan(app),
        medicines(app),
        meetings(app),
    ]
    .concat()
}

fn question(screen: &'static str, command: &'static str, request: Value) -> Question {
    Question {
        screen,
        command,
        request,
    }
}

fn goals(app: &TestApp) -> Vec<Question> {
    let goal = app.call("goal_list", json!({}))[0]["id"].clone();
    vec![
        question("Today", "today_get", json!({})),
        question("goals", "goal_list", json!({})),
        question("a goal", "goal_get", json!({ "id": goal })),
        question("milestones", "milestone_list", json!({})),
        question("stays", "stay_list", json!({})),
    ]
}

fn log(app: &TestApp) -> Vec<Question> {
    let newest = json!({ "before": null, "days": 1, "kinds": ["check_in"] });
    let newest = app.call("journey_list", newest);
    let entry = &newest["days"][0]["entries"][0];
    let list =
        |before: Value, kinds: Value| json!({ "before": before, "days": 14, "kinds": kinds });
    let history = json!({ "kind": entry["type"], "id": entry["entry"]["id"] });
    vec![
        question(
            "a page of Journey",
            "journey_list",
            list(json!(null), json!([])),
        ),
        question(
            "an older page",
            "journey_list",
            list(json!("2026-08-01"), json!([])),
        ),
        question(
            "cravings and stays alone",
            "journey_list",
            list(json!(null), json!(["craving", "stay"])),
        ),
        question(
            "lapses alone",
            "journey_list",
            list(json!(null), json!(["lapse"])),
        ),
        question("a month", "journey_month", json!({ "month": "2026-08" })),
        question("a year", "journey_year", json!({ "year": 2026 })),
        question(
            "a diary card",
            "diary_card_get",
            json!({ "dayOn": "2026-08-05", "weekStartsOn": 1 }),
        ),
        question("own questions", "check_in_item_list", json!({})),
        question("recently removed", "removed_list", json!({})),
        question("tags", "journal_tag_list", json!({})),
        question("earlier versions", "history_get", history),
    ]
}

fn search() -> Vec<Question> {
    let search = |screen, text: &str, kinds: Value| {
        let request = json!({ "text": text, "kinds": kinds, "from": null, "to": null, "before": null, "limit": 20 });
        question(screen, "search_list", request)
    };
    vec![
        search("search: a word of each", "garden", json!([])),
        search("search: one letter", "w", json!([])),
        search("search: of one kind", "w", json!(["craving"])),
        search("search: three words", "topic12 riv home", json!([])),
        search("search: a word of one", "only77", json!([])),
    ]
}

/// Appointments and coping dates.
fn plan(app: &TestApp) -> Vec<Question> {
    let list = app.call("appointment_list", json!({}));
    let id = &list["appointments"][0]["id"];
    vec![
        question("what lies ahead", "ahead_get", json!({})),
        question("appointments", "appointment_list", json!({})),
        question(
            "past appointments",
            "appointment_past_list",
            json!({ "before": null }),
        ),
        question(
            "an appointment",
            "appointment_get",
            json!({ "id": id, "beforeOn": null }),
        ),
        question(
            "its older visits",
            "appointment_get",
            json!({ "id": id, "beforeOn": "2026-08-01" }),
        ),
        question("coping dates", "coping_date_list", json!({})),
    ]
}

/// Medicines, what is due of them, and reminders.
fn medicines(app: &TestApp) -> Vec<Question> {
    let list = app.call("medicine_list", json!({}));
    let id = &list[0]["id"];
    let doses = |before: Value| json!({ "medicineId": id, "beforeMs": before });
    let newest = app.call("dose_list", doses(json!(null)));
    let week = json!({ "fromOn": "2026-11-16", "untilOn": "2026-11-22", "schedule": null });
    vec![
        question("medicines", "medicine_list", json!({})),
        question("a medicine", "medicine_get", json!({ "id": id })),
        question("doses due", "dose_due", json!({})),
        question(
            "doses of a day",
            "dose_day_list",
            json!({ "dayOn": "2026-11-20" }),
        ),
        question("doses of a medicine", "dose_list", doses(json!(null))),
        question(
            "its older doses",
            "dose_list",
            doses(newest["olderBeforeMs"].clone()),
        ),
        question("own reminders", "own_reminder_list", json!({})),
        question("after a journey", "zone_question_get", json!({})),
        question("a week of reminders", "occurrence_list", week),
        question("how reminders work here", "reminder_health_get", json!({})),
        question(
            "what this device needs",
            "device_question_get",
            json!({ "soon": false }),
        ),
    ]
}

/// Patterns, the outlook, what helps, and charts.
fn says(app: &TestApp) -> Vec<Question> {
    app.call("settings_update", json!({ "outlook": true }));
    let trigger = app.call("trigger_list", json!({}))[0]["id"].clone();
    let helps = |triggers: Value| json!({ "triggerIds": triggers, "goalId": null });
    let chart = |measure: &str, range: &str| json!({ "measure": measure, "range": range });
    vec![
        question("patterns", "pattern_list", json!({})),
        question("the outlook", "outlook_get", json!({})),
        question("what helps", "helps_list", helps(json!([]))),
        question("what helped here", "helps_list", helps(json!([trigger]))),
        question(
            "chart of 30 days: mood",
            "chart_get",
            chart("mood", "days30"),
        ),
        question("chart of all: mood", "chart_get", chart("mood", "all")),
        question(
            "chart of all: confidence",
            "chart_get",
            chart("confidence", "all"),
        ),
        question("chart of all: sleep", "chart_get", chart("sleep", "all")),
        question(
            "chart of all: craving",
            "chart_get",
            chart("craving", "all"),
        ),
        question(
            "chart of all: cravings",
            "chart_get",
            chart("cravings", "all"),
        ),
        question("chart of all: lapses", "chart_get", chart("lapses", "all")),
        question(
            "chart of 30 days: doses",
            "chart_get",
            chart("doses", "days30"),
        ),
    ]
}

/// Meetings of the person's own, and having been there.
fn meetings(app: &TestApp) -> Vec<Question> {
    let list = app.call("my_meeting_list", json!({}));
    let id = list["meetings"][0]["id"].clone();
    let sheet = |from: &str| json!({ "fromOn": from, "untilOn": "2026-11-30", "meetings": null, "name": "", "hasSignatures": true });
    vec![
        question("meetings", "my_meeting_list", json!({})),
        question("a meeting", "my_meeting_get", json!({ "id": id })),
        question(
            "next meetings",
            "my_meeting_due_list",
            json!({ "hours": 168 }),
        ),
        question(
            "attendances alone",
            "journey_list",
            json!({ "before": null, "days": 14, "kinds": ["attendance"] }),
        ),
        question(
            "a sheet of a month",
            "attendance_sheet_get",
            sheet("2026-11-01"),
        ),
    ]
}
