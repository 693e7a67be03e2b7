//! What a screen asks for costs what it shows, not what there is: no statement reads a whole table of the log.

use mainstay_faults::scans::{scans_of, watch};
use mainstay_support::life::Life;
use serde_json::{json, Value};

/// Enough that a scan of the log is told apart from one of a page.
const LIFE: Life = Life {
    days: 300,
    cravings: 900,
    journal_entries: 120,
};

/// The most rows that a statement may step over without an index.
const MOST_ROWS: u32 = 60;

/// Statements that may read more, and why.
const MAY: [(&str, &str); 4] = [
    (
        "count(*) AS n FROM check_ins GROUP BY day_on",
        "milestones of effort count from the first day on; an index has all that is read",
    ),
    (
        "count(*) AS n FROM cravings WHERE acted = 0 GROUP BY day_on",
        "the same, over an index of those that were met",
    ),
    (
        "FROM cravings WHERE strength_before IS NOT NULL",
        "what helped is learnt from the newest 2,000, in the order of an index",
    ),
    (
        "FROM journal_entry_tags GROUP BY tag",
        "which tags are used most is not known without counting; an index has all that is read",
    ),
];

#[test]
fn no_screen_reads_a_whole_table_of_the_log() {
    watch();
    let (app, _) = LIFE.lived();
    app.call("settings_update", json!({ "outlook": true }));
    let entry = app.call("journey_list", json!({ "before": null, "days": 1 }))["days"][0]
        ["entries"][0]
        .clone();
    let mut over = Vec::new();
    let mut met = std::collections::BTreeSet::new();
    for (command, request) in questions(&app, &entry) {
        let scans = scans_of(|| drop(app.call(command, request.clone())));
        for scan in scans {
            if scan.rows <= MOST_ROWS {
                continue;
            }
            if let Some((part, _)) = MAY.iter().find(|(part, _)| scan.sql.contains(part)) {
                met.insert(*part);
            } else {
                over.push(format!(
                    "{command} {request}: {} rows: {}",
                    scan.rows, scan.sql
                ));
            }
        }
    }
    assert!(over.is_empty(), "{over:#?}");
    assert_eq!(
        met.len(),
        MAY.len(),
        "an exception that nothing needs: {met:?}"
    );
}

#[test]
fn a_planted_scan_is_found() {
    watch();
    let connection = rusqlite::Connection::open_in_memory().expect("a connection");
    connection
        .execute_batch("CREATE TABLE rows (n INTEGER, m INTEGER)")
        .expect("a table");
    for n in 0..100 {
        connection
            .execute("INSERT INTO rows VALUES (?1, 0)", [n])
            .expect("a row");
    }
    let scans = scans_of(|| {
        let sql = "SELECT count(*) FROM rows WHERE m = 0";
        connection
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .expect("a count");
    });
    assert_eq!(scans.len(), 1);
    assert!(scans[0].rows > MOST_ROWS, "{scans:?}");
}

/// Every question that a screen asks.
fn questions(app: &mainstay_support::TestApp, entry: &Value) -> Vec<(&'static str, Value)> {
    let goal = app.call("goal_list", json!({}))[0]["id"].clone();
    let trigger = app.call("trigger_list", json!({}))[0]["id"].clone();
    let all = json!([]);
    let mut questions = vec![
        ("today_get", json!({})),
        ("goal_list", json!({})),
        ("goal_get", json!({ "id": goal })),
        ("milestone_list", json!({})),
        ("stay_list", json!({})),
        ("journey_list", json!({ "before": null, "days": 14 })),
        (
            "journey_list",
            json!({ "before": "2026-08-01", "days": 14 }),
        ),
        (
            "journey_list",
            json!({ "before": null, "days": 14, "kinds": ["craving", "stay"] }),
        ),
        (
            "journey_list",
            json!({ "before": null, "days": 14, "kinds": ["lapse"] }),
        ),
        (
            "diary_card_get",
            json!({ "dayOn": "2026-08-05", "weekStartsOn": 1 }),
        ),
        ("check_in_item_list", json!({})),
        ("journey_month", json!({ "month": "2026-08" })),
        (
            "helps_list",
            json!({ "triggerId": trigger, "goalId": goal }),
        ),
        (
            "search_list",
            json!({ "text": "garden", "kinds": all, "from": null, "to": null, "before": null, "limit": 20 }),
        ),
        (
            "search_list",
            json!({ "text": "w", "kinds": ["craving"], "from": null, "to": null, "before": null, "limit": 20 }),
        ),
        ("removed_list", json!({})),
        ("journal_tag_list", json!({})),
        (
            "history_get",
            json!({ "kind": entry["type"], "id": entry["entry"]["id"] }),
        ),
    ];
    questions.extend(charts());
    questions
}

fn charts() -> impl Iterator<Item = (&'static str, Value)> {
    let measures = [
        "mood",
        "craving",
        "cravings",
        "sleep",
        "lapses",
        "confidence",
    ];
    let days30 = |measure| json!({ "measure": measure, "range": "days30" });
    measures
        .into_iter()
        .map(move |measure| ("chart_get", days30(measure)))
}
