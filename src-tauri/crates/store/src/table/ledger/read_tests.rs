//! Nothing of the ledger is found by reading all of it.

use super::*;
use crate::migrations;
use rusqlite::Connection;

fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    let rows = statement.raw_query().mapped(|row| row.get("detail"));
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn no_question_reads_a_whole_table() {
    let connection = Connection::open_in_memory().unwrap();
    migrations::apply(&connection).unwrap();
    for which in [
        SINCE,
        OPEN,
        BETWEEN,
        ONE,
        LAST_TAKEN,
        LAST_VISITS,
        LAST_ANSWERED,
        TAKEN_BETWEEN,
    ] {
        for sql in statements(which) {
            let plan = plan(&connection, &sql);
            let scans: Vec<_> = plan.iter().filter(|line| line.contains("SCAN")).collect();
            assert!(scans.is_empty(), "{sql} {plan:#?}");
        }
    }
    let open = plan(&connection, &statements(OPEN)[0]);
    assert!(open[0].contains("occurrences_open"), "{open:?}");
    let all = plan(&connection, &statements("true")[0]);
    assert!(all[0].contains("SCAN"), "the test sees a scan: {all:?}");
}
