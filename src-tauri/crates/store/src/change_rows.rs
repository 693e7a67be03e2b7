//! The index of the change log: which rows each write touched.
//!
//! `changes` holds what a write did, as one blob; finding the writes of one entry, or those that removed something,
//! would mean reading all of them. This table is not recorded itself: undoing a write does not make it unwritten.

use crate::changeset::rows;
use crate::error::During;
use crate::Result;
use rusqlite::Connection;

/// Notes the rows of the write `number`. A row that is named by no id (a setting) has no history to look up.
pub(crate) fn note(connection: &Connection, number: i64, changeset: &[u8]) -> Result<()> {
    // Several rows of one table may belong to one entry, as the triggers of a craving do: the first stands for all.
    const SQL: &str =
        "INSERT OR IGNORE INTO change_rows (row_id, number, table_name, op) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = connection
        .prepare_cached(SQL)
        .during("noting what a write changed")?;
    for row in rows(changeset)? {
        if let Some(id) = row.row_id() {
            statement
                .execute((id.as_bytes(), number, &row.table, row.op.as_str()))
                .during("noting what a write changed")?;
        }
    }
    Ok(())
}

/// Notes the rows of every write that was made before there was this table.
pub(crate) fn fill(connection: &Connection) -> Result<()> {
    const DURING: &str = "noting what earlier writes changed";
    let mut statement = connection
        .prepare("SELECT number, changeset FROM changes ORDER BY number")
        .during(DURING)?;
    let mut changes = statement.query([]).during(DURING)?;
    while let Some(change) = changes.next().during(DURING)? {
        let changeset: Vec<u8> = change.get("changeset").during(DURING)?;
        note(connection, change.get("number").during(DURING)?, &changeset)?;
    }
    Ok(())
}
