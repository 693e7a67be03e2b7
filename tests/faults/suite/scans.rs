//! What a screen asks for costs what it shows, not what there is: no statement reads a whole table of the log.

use mainstay_faults::statements::{statements_of, watch};
use mainstay_support::life::Life;
use mainstay_support::questions::of_screens;
use std::collections::BTreeSet;

/// Enough that a scan of the log is told apart from one of a page.
const LIFE: Life = Life {
    days: 300,
    cravings: 900,
    journal_entries: 120,
    attendances: 240,
};

/// The most rows that a statement may step over without an index.
const MOST_ROWS: u32 = 60;

/// Statements that may read more, and why.
const MAY: [(&str, &str); 5] = [
    (
        "count(*) AS n FROM check_ins GROUP BY day_on",
        "milestones of effort count from the first day on; an index has all that is read",
    ),
    (
        "count(*) AS n FROM cravings WHERE acted = 0 GROUP BY day_on",
        "the same, over an index of those that were met",
    ),
    (
        "count(*) AS n FROM attendances GROUP BY day_on",
        "the same, of meetings",
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
    let mut over = Vec::new();
    let mut met = BTreeSet::new();
    for question in of_screens(&app) {
        let ask = || drop(app.call(question.command, question.request.clone()));
        let run = statements_of(ask).into_iter();
        for statement in run.filter(|statement| statement.scanned > MOST_ROWS) {
            match MAY.iter().find(|(part, _)| statement.sql.contains(part)) {
                Some((part, _)) => drop(met.insert(*part)),
                None => over.push((question.screen, statement.scanned, statement.sql)),
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
    let run = statements_of(|| {
        let sql = "SELECT count(*) FROM rows WHERE m = 0";
        connection
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .expect("a count");
    });
    assert_eq!(run.len(), 1);
    assert!(run[0].scanned > MOST_ROWS, "{run:?}");
}
