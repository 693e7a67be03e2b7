//! Ten years of somebody's log: 3,650 check-ins, 20,000 cravings, 5,000 journal entries, a few goals
//! and lapses, all through the core.

use mainstay_support::{TestApp, PASSPHRASE};
use serde_json::{json, Value};

const DAYS: i64 = 3_650;
const CRAVINGS: i64 = 20_000;
const JOURNAL_ENTRIES: i64 = 5_000;

/// A vault with ten years in it, and its recovery code.
pub fn ten_years() -> (TestApp, String) {
    let app = TestApp::empty();
    let code = app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    app.call(
        "settings_update",
        json!({ "setUp": "done", "lockAfterMinutes": 60 }),
    );
    for kind in ["alcohol", "nicotine"] {
        let goal = json!({ "kind": kind, "name": "", "direction": "abstain", "startedAt": "2016-11-21T08:00" });
        app.call("goal_create", goal);
    }
    let goal = app.call("goal_list", json!({}))[0]["id"].clone();
    let triggers = app.call("trigger_list", json!({}));
    (0..DAYS).for_each(|n| drop(app.call("check_in_log", check_in(n % 5 + 1, Some(n)))));
    (0..CRAVINGS).for_each(|n| drop(app.call("craving_log", craving(n, &goal, &triggers))));
    (0..JOURNAL_ENTRIES).for_each(|n| drop(app.call("journal_entry_log", journal_entry(n))));
    for n in 0..12 {
        app.call(
            "lapse_log",
            json!({ "goalId": goal, "at": at(n * 300 + 30, 22), "note": "" }),
        );
    }
    let groups = code["groups"].as_array().expect("a recovery code").iter();
    (
        app,
        groups
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join("-"),
    )
}

/// Adds check-ins until there are so many entries.
pub fn fill(app: &TestApp, entries: i64) {
    let there = DAYS + CRAVINGS + JOURNAL_ENTRIES + 12;
    (there..entries)
        .for_each(|n| drop(app.call("check_in_log", check_in(n % 5 + 1, Some(n % DAYS)))));
}

/// A check-in with everything said, `days_ago` or now.
pub fn check_in(mood: i64, days_ago: Option<i64>) -> Value {
    json!({
        "at": days_ago.map(|n| at(n + 1, 9)), "mood": mood, "craving": mood, "confidence": 10 - mood,
        "sleepMinutes": 420, "halt": { "hungry": 0, "angry": 1, "lonely": 2, "tired": 3 }, "used": false,
        "note": "A note of the usual length, about how the day went and who was there.",
    })
}

fn craving(n: i64, goal: &Value, triggers: &Value) -> Value {
    let trigger = |k: i64| triggers[usize::try_from((n + k) % 30).unwrap_or(0)]["id"].clone();
    json!({
        "at": at(n * DAYS / CRAVINGS + 1, n % 14 + 8), "goalId": goal, "strengthBefore": n % 11,
        "strengthAfter": n % 7, "triggers": [trigger(0), trigger(7), trigger(19)], "tool": "urge_wave",
        "toolSeconds": 300, "acted": false, "note": "",
    })
}

/// About 200 words, of which most stand in every entry, some in a few and one in none but this.
fn journal_entry(n: i64) -> Value {
    let usual =
        "We talked about the garden and the long winter, and then I walked home by the river. "
            .repeat(11);
    let text = format!("Day {n}. {usual} Tonight: topic{} and only{n}.", n % 97);
    json!({ "at": at(n * DAYS / JOURNAL_ENTRIES + 1, 21), "text": text, "tags": [format!("tag {}", n % 20)] })
}

fn at(days_ago: i64, hour: i64) -> String {
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    format!("{}T{hour:02}:15", today - chrono::Duration::days(days_ago))
}
