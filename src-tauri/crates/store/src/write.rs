//! Writing and undoing.
//!
//! [`Store::write`] runs one transaction under a session of SQLite's session extension and keeps the transaction's
//! changeset beside the data, in the same transaction. [`Store::undo`] applies the inverse of such a changeset, as a
//! write of its own: so an undo can be undone. "Recently removed", the history of an entry and
//! later the merge of two devices read the same log.

use crate::changeset::{rows, Op, RowChange};
use crate::error::During;
use crate::{change_rows, Error, Result, Store};
use mainstay_domain::ChangeId;
use rusqlite::session::{invert_strm, ChangesetItem, ConflictAction, ConflictType, Session};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

/// Tables that are not part of what undo takes back. The index of words, whose tables all begin with `search`, is kept
/// in step by triggers, which also run when a change is taken back.
const UNRECORDED: &[&str] = &[
    "changes",
    "change_rows",
    "drafts",
    "inbox_merged",
    "occurrences",
    "rungs",
];

/// The name and time of a write, given by the caller: this crate has no clock and no randomness.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// Names the change, so that it can be undone.
    pub id: ChangeId,
    /// Milliseconds since 1970 UTC.
    pub at_ms: i64,
}

/// A running write: the tables' writers hang on it.
#[derive(Debug)]
pub struct Write<'c> {
    pub(crate) connection: &'c Connection,
}

impl Store {
    /// Runs `work` in one transaction and records what it changed under `change`. When it returns, the data is on the
    /// disk; when it fails, nothing has changed.
    ///
    /// # Errors
    /// Those of `work`, and [`Error::Full`] or [`Error::NoAccess`] from the commit.
    pub fn write<T, E: From<Error>>(
        &self,
        change: Change,
        work: impl FnOnce(&Write<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let transaction = begin(&self.connection)?;
        let mut session = record(&transaction)?;
        let value = work(&Write {
            connection: &transaction,
        })?;
        let changeset = finish(&mut session)?;
        drop(session);
        keep(&transaction, change, &changeset)?;
        self.commit(transaction)?;
        Ok(value)
    }

    /// Runs `work` in one transaction that is no change: it is not counted, not recorded, and cannot be undone. For
    /// drafts, which are written every second.
    pub(crate) fn write_unrecorded<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        let transaction = begin(&self.connection)?;
        let value = work(&transaction)?;
        self.commit(transaction)?;
        Ok(value)
    }

    fn commit(&self, transaction: Transaction<'_>) -> Result<()> {
        self.check_place()?;
        self.unsettled.set(self.unsettled.get().saturating_add(1));
        transaction.commit().during("committing a write")
    }

    /// Takes changes back, the last one first, all or none. This is itself a change, recorded under `change`.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown change, [`Error::Overtaken`] when one of them was changed again since,
    /// [`Error::AddedSince`] when rows that were written later would go with it.
    pub fn undo(&self, changes: &[ChangeId], change: Change) -> Result<()> {
        self.write(change, |write| {
            changes
                .iter()
                .rev()
                .try_for_each(|id| take_back(write.connection, *id))
        })
    }
}

fn begin(connection: &Connection) -> Result<Transaction<'_>> {
    // IMMEDIATE: the wait for the lock is at the start, not at the first write after a read.
    Transaction::new_unchecked(connection, TransactionBehavior::Immediate)
        .during("beginning a write")
}

fn record<'c>(connection: &'c Connection) -> Result<Session<'c>> {
    let mut session = Session::new(connection).during("recording a write")?;
    session.table_filter(Some(|table: &str| {
        !UNRECORDED.contains(&table) && !table.starts_with("search")
    }));
    session.attach::<&str>(None).during("recording a write")?;
    Ok(session)
}

fn finish(session: &mut Session<'_>) -> Result<Vec<u8>> {
    let mut changeset = Vec::new();
    session
        .changeset_strm(&mut changeset)
        .during("recording a write")?;
    Ok(changeset)
}

fn keep(connection: &Connection, change: Change, changeset: &[u8]) -> Result<()> {
    connection
        .execute(
            "INSERT INTO changes (id, at_ms, changeset) VALUES (?1, ?2, ?3)",
            (change.id.as_bytes(), change.at_ms, changeset),
        )
        .during("keeping what a write changed")?;
    change_rows::note(connection, connection.last_insert_rowid(), changeset)
}

fn take_back(connection: &Connection, id: ChangeId) -> Result<()> {
    let changeset: Option<Vec<u8>> = connection
        .query_row(
            "SELECT changeset FROM changes WHERE id = ?1",
            [id.as_bytes()],
            |row| row.get(0),
        )
        .optional()
        .during("finding a change")?;
    let changeset = changeset.ok_or(Error::NotFound)?;
    let mut inverse = Vec::new();
    invert_strm(&mut changeset.as_slice(), &mut inverse).during("inverting a change")?;
    if would_take_more(connection, &rows(&inverse)?)? {
        return Err(Error::AddedSince);
    }
    apply(connection, &inverse)
}

/// Whether rows that were written later would go with those that go: what belongs to them, and schedules, whose owner is
/// no reference of SQL. Undo takes back what one write did, and nothing that was written since.
fn would_take_more(connection: &Connection, inverse: &[RowChange]) -> Result<bool> {
    let going = inverse
        .iter()
        .filter(|row| row.op == Op::Delete && row.key.len() == 1);
    let going: Vec<(&str, &Value)> = going
        .filter_map(|row| Some((row.table.as_str(), row.key.first()?)))
        .collect();
    for (table, key) in &going {
        let mut hanging = hanging_on(connection, table)?;
        hanging.push(("schedules".to_owned(), OWNED.to_owned()));
        for (child, sql) in hanging {
            let mut statement = connection.prepare_cached(&sql).during(LOOKING)?;
            let ids = statement.query_map([key], |row| row.get(0));
            for id in ids.during(LOOKING)? {
                let id: Value = id.during(LOOKING)?;
                if !going.contains(&(child.as_str(), &id)) {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

const LOOKING: &str = "looking for what was added since";

/// The schedules of an owner. Those of a supply come and go by themselves: nobody typed them in.
const OWNED: &str = "SELECT id FROM schedules
     WHERE owner_id = ?1 AND owner_kind NOT IN ('supply_low', 'supply_refill', 'supply_expiry')";

/// The tables whose rows go with those of a table, and how to find them. Links have no id of their own: they are no loss.
fn hanging_on(connection: &Connection, table: &str) -> Result<Vec<(String, String)>> {
    const SQL: &str =
        "SELECT m.name, f.\"from\" FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS f
         WHERE m.type = 'table' AND f.\"table\" = ?1 AND f.on_delete = 'CASCADE'
           AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'id')";
    let mut statement = connection.prepare_cached(SQL).during(LOOKING)?;
    let found = statement.query_map([table], |row| {
        let (child, column): (String, String) = (row.get(0)?, row.get(1)?);
        let sql = format!("SELECT id FROM \"{child}\" WHERE \"{column}\" = ?1");
        Ok((child, sql))
    });
    let found = found.during(LOOKING)?;
    found.collect::<rusqlite::Result<_>>().during(LOOKING)
}

/// Any conflict means that a later write touched the same rows: taking back the earlier one would undo both. Only a
/// link that is gone already, with the row that it belonged to, is as it should be.
fn apply(connection: &Connection, mut changeset: &[u8]) -> Result<()> {
    let abort = |conflict: ConflictType, row: ChangesetItem| {
        if conflict == ConflictType::SQLITE_CHANGESET_NOTFOUND && is_link(&row) {
            return ConflictAction::SQLITE_CHANGESET_OMIT;
        }
        ConflictAction::SQLITE_CHANGESET_ABORT
    };
    let applied = connection.apply_strm(&mut changeset, None::<fn(&str) -> bool>, abort);
    applied.map_err(|source| match source.sqlite_error_code() {
        // The second: what the change refers to, a goal for one, is not there any more.
        Some(rusqlite::ErrorCode::OperationAborted | rusqlite::ErrorCode::ConstraintViolation) => {
            Error::Overtaken
        }
        _ => Error::from_sql("undoing a change", source),
    })
}

/// Whether a row has no id of its own, but those of the rows that it links.
fn is_link(row: &ChangesetItem) -> bool {
    row.pk()
        .is_ok_and(|key| key.iter().filter(|part| **part != 0).count() > 1)
}
