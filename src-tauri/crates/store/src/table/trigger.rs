//! Triggers: the built-in ones, which migration 1 put there, and the person's own.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use mainstay_domain::{Trigger, TriggerId, TriggerKind};
use rusqlite::Row;

table!(triggers: TriggerReader, TriggerWriter);

impl TriggerReader<'_> {
    /// All of them, built-in ones first, then the person's own in the order in which they were made.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<Trigger>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT * FROM triggers ORDER BY id")
            .during("reading triggers")?;
        let rows = statement
            .query_map([], trigger)
            .during("reading triggers")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("reading triggers")
    }
}

impl TriggerWriter<'_> {
    /// Adds one of the person's own.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, trigger: &Trigger) -> Result<()> {
        const SQL: &str = "INSERT INTO triggers (id, kind, key, name) VALUES (?1, ?2, ?3, ?4)";
        let values = (
            trigger.id.as_bytes(),
            trigger.kind.as_str(),
            &trigger.key,
            trigger.name.as_str(),
        );
        one(self.0.execute(SQL, values).during("keeping a trigger")?)
    }
}

fn trigger(row: &Row<'_>) -> rusqlite::Result<Trigger> {
    Ok(Trigger {
        id: row.value("id", |bytes: Vec<u8>| TriggerId::from_slice(&bytes))?,
        kind: row.value("kind", |word: String| TriggerKind::parse(&word))?,
        key: row.get("key")?,
        name: row.name("name")?,
    })
}
