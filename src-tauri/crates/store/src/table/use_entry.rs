//! Uses.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{Amount, GoalId, UseEntry, UseEntryId, UsedOn};
use rusqlite::{named_params, Row};

table!(use_entries: UseEntryReader, UseEntryWriter);

impl UseEntryReader<'_> {
    /// Those of the days `from` to `to`, both included, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<UseEntry>> {
        const SQL: &str = "SELECT * FROM use_entries WHERE day_on BETWEEN ?1 AND ?2 ORDER BY day_on DESC, at_ms DESC";
        let mut statement = self.0.prepare_cached(SQL).during("reading uses")?;
        let rows = statement
            .query_map([from.to_string(), to.to_string()], use_entry)
            .during("reading uses")?;
        rows.collect::<rusqlite::Result<_>>().during("reading uses")
    }

    /// What was used for one goal on each day, oldest first: its uses and the amounts of its lapses.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn used_on(&self, goal: GoalId) -> Result<Vec<UsedOn>> {
        const SQL: &str = "SELECT day_on, sum(amount) AS amount FROM (
               SELECT day_on, amount FROM use_entries WHERE goal_id = ?1
               UNION ALL SELECT day_on, amount FROM lapses WHERE goal_id = ?1 AND amount IS NOT NULL)
             GROUP BY day_on ORDER BY day_on";
        let mut statement = self.0.prepare_cached(SQL).during("adding up uses")?;
        let rows = statement
            .query_map([goal.as_bytes()], |row| {
                Ok(UsedOn {
                    day_on: row.day("day_on")?,
                    amount: row.value("amount", |sum: i64| {
                        u64::try_from(sum).map_err(|_| mainstay_domain::Error::Invalid)
                    })?,
                })
            })
            .during("adding up uses")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("adding up uses")
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: UseEntryId) -> Result<UseEntry> {
        const SQL: &str = "SELECT * FROM use_entries WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], use_entry)
            .during("reading a use")
    }
}

impl UseEntryWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown goal.
    pub fn insert(&self, use_entry: &UseEntry) -> Result<()> {
        const SQL: &str = "INSERT INTO use_entries (id, at_ms, zone, day_on, goal_id, amount, note)
             VALUES (:id, :at_ms, :zone, :day_on, :goal_id, :amount, :note)";
        self.execute(SQL, use_entry)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, use_entry: &UseEntry) -> Result<()> {
        const SQL: &str = "UPDATE use_entries SET at_ms = :at_ms, zone = :zone, day_on = :day_on, goal_id = :goal_id, amount = :amount, note = :note
             WHERE id = :id";
        self.execute(SQL, use_entry)
    }

    /// Removes one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: UseEntryId) -> Result<()> {
        one(self
            .0
            .execute("DELETE FROM use_entries WHERE id = ?1", [id.as_bytes()])
            .during("removing a use")?)
    }

    fn execute(&self, sql: &str, use_entry: &UseEntry) -> Result<()> {
        let values = named_params! {
            ":id": use_entry.id.as_bytes(),
            ":at_ms": use_entry.when.at_ms,
            ":zone": use_entry.when.zone,
            ":day_on": use_entry.when.day_on.to_string(),
            ":goal_id": use_entry.goal_id.as_ref().map(|id| id.as_bytes().as_slice()),
            ":amount": use_entry.amount.thousandths(),
            ":note": use_entry.note.as_str(),
        };
        one(self.0.execute(sql, values).during("keeping a use")?)
    }
}

pub(crate) fn use_entry(row: &Row<'_>) -> rusqlite::Result<UseEntry> {
    Ok(UseEntry {
        id: row.value("id", |bytes: Vec<u8>| UseEntryId::from_slice(&bytes))?,
        when: row.logged()?,
        goal_id: row.optional("goal_id", |bytes: Vec<u8>| GoalId::from_slice(&bytes))?,
        amount: row.value("amount", Amount::new)?,
        note: row.note("note")?,
    })
}
