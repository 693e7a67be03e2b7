//! Lapses.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{GoalId, Lapse, LapseId};
use rusqlite::{named_params, Row};

table!(lapses: LapseReader, LapseWriter);

impl LapseReader<'_> {
    /// Those of the days `from` to `to`, both included, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Lapse>> {
        const SQL: &str =
            "SELECT * FROM lapses WHERE day_on BETWEEN ?1 AND ?2 ORDER BY day_on DESC, at_ms DESC";
        let mut statement = self.0.prepare_cached(SQL).during("reading lapses")?;
        let rows = statement
            .query_map([from.to_string(), to.to_string()], lapse)
            .during("reading lapses")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("reading lapses")
    }

    /// The local days of the lapses of one goal, oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn days_of(&self, goal: GoalId) -> Result<Vec<NaiveDate>> {
        const SQL: &str = "SELECT DISTINCT day_on FROM lapses WHERE goal_id = ?1 ORDER BY day_on";
        let mut statement = self.0.prepare_cached(SQL).during("reading lapses")?;
        let days = statement
            .query_map([goal.as_bytes()], |row| row.day("day_on"))
            .during("reading lapses")?;
        days.collect::<rusqlite::Result<_>>()
            .during("reading lapses")
    }

    /// One lapse.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: LapseId) -> Result<Lapse> {
        self.0
            .query_row("SELECT * FROM lapses WHERE id = ?1", [id.as_bytes()], lapse)
            .during("reading a lapse")
    }
}

impl LapseWriter<'_> {
    /// Adds a lapse.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, lapse: &Lapse) -> Result<()> {
        const SQL: &str = "INSERT INTO lapses (id, at_ms, zone, day_on, goal_id, note)
             VALUES (:id, :at_ms, :zone, :day_on, :goal_id, :note)";
        self.execute(SQL, lapse)
    }

    /// Replaces a lapse.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, lapse: &Lapse) -> Result<()> {
        const SQL: &str =
            "UPDATE lapses SET at_ms = :at_ms, zone = :zone, day_on = :day_on, goal_id = :goal_id,
             note = :note WHERE id = :id";
        self.execute(SQL, lapse)
    }

    /// Removes a lapse.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: LapseId) -> Result<()> {
        one(self
            .0
            .execute("DELETE FROM lapses WHERE id = ?1", [id.as_bytes()])
            .during("removing a lapse")?)
    }

    fn execute(&self, sql: &str, lapse: &Lapse) -> Result<()> {
        let values = named_params! {
            ":id": lapse.id.as_bytes(),
            ":at_ms": lapse.when.at_ms,
            ":zone": lapse.when.zone,
            ":day_on": lapse.when.day_on.to_string(),
            ":goal_id": lapse.goal_id.as_ref().map(|id| id.as_bytes().as_slice()),
            ":note": lapse.note.as_str(),
        };
        one(self.0.execute(sql, values).during("keeping a lapse")?)
    }
}

pub(crate) fn lapse(row: &Row<'_>) -> rusqlite::Result<Lapse> {
    Ok(Lapse {
        id: row.value("id", |bytes: Vec<u8>| LapseId::from_slice(&bytes))?,
        when: row.logged()?,
        goal_id: row.optional("goal_id", |bytes: Vec<u8>| GoalId::from_slice(&bytes))?,
        note: row.note("note")?,
    })
}
