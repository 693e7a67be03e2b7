//! The schema's history. Each step and its version number are one transaction: a journal is never between two.

use crate::error::During;
use crate::{change_rows, Error, Result};
use rusqlite::{Connection, TransactionBehavior};

/// One step of the history.
struct Step {
    sql: &'static str,
    /// What SQL cannot do, in the same transaction.
    then: fn(&Connection) -> Result<()>,
}

/// What leads from schema `n` to `n + 1`, in order. A released file is never edited.
const MIGRATIONS: &[Step] = &[
    sql(include_str!("../migrations/0001_init.sql")),
    sql(include_str!("../migrations/0002_inbox.sql")),
    sql(include_str!("../migrations/0003_sober_time.sql")),
    Step {
        sql: include_str!("../migrations/0004_journal.sql"),
        then: change_rows::fill,
    },
    sql(include_str!("../migrations/0005_check_in_items.sql")),
    sql(include_str!("../migrations/0006_diary_card.sql")),
    sql(include_str!("../migrations/0007_people.sql")),
    sql(include_str!("../migrations/0008_days_of_cravings.sql")),
    sql(include_str!("../migrations/0009_reminders.sql")),
    sql(include_str!("../migrations/0010_meetings.sql")),
    sql(include_str!("../migrations/0011_own_reminders.sql")),
    sql(include_str!("../migrations/0012_appointments.sql")),
    sql(include_str!("../migrations/0013_my_meetings.sql")),
    sql(include_str!("../migrations/0014_medicines.sql")),
    sql(include_str!("../migrations/0015_amounts.sql")),
    sql(include_str!("../migrations/0016_stock.sql")),
    sql(include_str!("../migrations/0017_side_effects.sql")),
];

const fn sql(sql: &'static str) -> Step {
    Step {
        sql,
        then: |_| Ok(()),
    }
}

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
    for (to, step) in (1..).zip(MIGRATIONS).filter(|(to, _)| *to > from) {
        take(connection, step, to)?;
    }
    Ok(())
}

fn take(connection: &Connection, step: &Step, to: u32) -> Result<()> {
    let sorted = |source| failed(to, source);
    let transaction =
        rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Exclusive);
    let transaction = transaction.map_err(sorted)?;
    transaction.execute_batch(step.sql).map_err(sorted)?;
    (step.then)(&transaction)?;
    let numbered = transaction.pragma_update(None, "user_version", to);
    numbered.map_err(sorted)?;
    transaction.commit().map_err(sorted)
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
