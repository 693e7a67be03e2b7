//! Reminders of the person's own.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use mainstay_domain::{OwnReminder, OwnReminderId, OwnReminderKind};
use rusqlite::{named_params, Row};

table!(own_reminders: OwnReminderReader, OwnReminderWriter);

impl OwnReminderReader<'_> {
    /// All of them in the order in which they were made.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<OwnReminder>> {
        const SQL: &str = "SELECT * FROM own_reminders ORDER BY id";
        const DURING: &str = "reading own reminders";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement.query_map([], own_reminder).during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }

    /// Whether there is one of this kind.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn has(&self, kind: OwnReminderKind) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM own_reminders WHERE kind = ?1)";
        let mut statement = self.0.prepare_cached(SQL).during("reading own reminders")?;
        let found = statement.query_row([kind.as_str()], |row| row.get(0));
        found.during("reading own reminders")
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: OwnReminderId) -> Result<OwnReminder> {
        const SQL: &str = "SELECT * FROM own_reminders WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], own_reminder)
            .during("reading an own reminder")
    }
}

impl OwnReminderWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, reminder: &OwnReminder) -> Result<()> {
        const SQL: &str = "INSERT INTO own_reminders (id, kind, words) VALUES (:id, :kind, :words)";
        self.execute(SQL, reminder)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, reminder: &OwnReminder) -> Result<()> {
        const SQL: &str = "UPDATE own_reminders SET kind = :kind, words = :words WHERE id = :id";
        self.execute(SQL, reminder)
    }

    /// Removes one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: OwnReminderId) -> Result<()> {
        const SQL: &str = "DELETE FROM own_reminders WHERE id = ?1";
        let removed = self.0.execute(SQL, [id.as_bytes()]);
        one(removed.during("removing an own reminder")?)
    }

    fn execute(&self, sql: &str, reminder: &OwnReminder) -> Result<()> {
        let values = named_params! {
            ":id": reminder.id.as_bytes(),
            ":kind": reminder.kind.as_str(),
            ":words": reminder.words.as_str(),
        };
        one(self
            .0
            .execute(sql, values)
            .during("keeping an own reminder")?)
    }
}

pub(crate) fn own_reminder(row: &Row<'_>) -> rusqlite::Result<OwnReminder> {
    Ok(OwnReminder {
        id: row.value("id", |bytes: Vec<u8>| OwnReminderId::from_slice(&bytes))?,
        kind: row.value("kind", |word: String| OwnReminderKind::parse(&word))?,
        words: row.name("words")?,
    })
}
