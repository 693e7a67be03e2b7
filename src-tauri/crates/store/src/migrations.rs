//! The schema's history. Each step and its version number are one transaction: a journal is never between two.

use crate::error::During;
use crate::{Error, Result};
use rusqlite::{Connection, TransactionBehavior};

/// What leads from schema `n` to `n + 1`, in order. A released file is never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_init.sql"),
    include_str!("../migrations/0002_inbox.sql"),
    include_str!("../migrations/0003_sober_time.sql"),
];

/// The newest schema that this program knows.
#[expect(clippy::cast_possible_truncation, reason = "a handful of migrations")]
pub const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// Refuses a journal that a newer program wrote, before anything is written to it.
pub(crate) fn refuse_newer(connection: &Connection) -> Result<()> {
    let found = version(connection)?;
    if found > SCHEMA_VERSION {
        return Err(Error::NewerVersion {
            found,
            known: SCHEMA_VERSION,
        });
    }
    Ok(())
}

/// Whether [`apply`] has anything to do.
pub(crate) fn is_older(connection: &Connection) -> Result<bool> {
    Ok(version(connection)? < SCHEMA_VERSION)
}

/// Brings a journal to [`SCHEMA_VERSION`].
pub(crate) fn apply(connection: &Connection) -> Result<()> {
    let from = version(connection)?;
    for (to, sql) in (1..).zip(MIGRATIONS).filter(|(to, _)| *to > from) {
        step(connection, sql, to).map_err(|source| failed(to, source))?;
    }
    Ok(())
}

fn step(connection: &Connection, sql: &str, to: u32) -> rusqlite::Result<()> {
    let transaction =
        rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Exclusive)?;
    transaction.execute_batch(sql)?;
    transaction.pragma_update(None, "user_version", to)?;
    transaction.commit()
}

/// A full disk or a folder without access is the disk's matter, not the migration's.
fn failed(version: u32, source: rusqlite::Error) -> Error {
    let sorted = Error::from_sql("bringing the journal up to date", source);
    let Error::Sql { source, .. } = sorted else {
        return sorted;
    };
    Error::Migrate { version, source }
}

fn version(connection: &Connection) -> Result<u32> {
    connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .during("reading the schema's version")
}
