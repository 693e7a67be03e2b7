//! Lapses.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{Amount, GoalId, Lapse, LapseId, NextStep, TriggerId};
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
        let lapses = rows
            .collect::<rusqlite::Result<Vec<_>>>()
            .during("reading lapses")?;
        lapses
            .into_iter()
            .map(|lapse| self.with_triggers(lapse))
            .collect()
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
        const SQL: &str = "SELECT * FROM lapses WHERE id = ?1";
        self.with_triggers(
            self.0
                .query_row(SQL, [id.as_bytes()], lapse)
                .during("reading a lapse")?,
        )
    }

    fn with_triggers(&self, mut lapse: Lapse) -> Result<Lapse> {
        const SQL: &str =
            "SELECT trigger_id FROM lapse_triggers WHERE lapse_id = ?1 ORDER BY trigger_id";
        const DURING: &str = "reading what was around a lapse";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let ids = statement
            .query_map([lapse.id.as_bytes()], |row| {
                row.value("trigger_id", |bytes: Vec<u8>| TriggerId::from_slice(&bytes))
            })
            .during(DURING)?;
        lapse.triggers = ids.collect::<rusqlite::Result<_>>().during(DURING)?;
        Ok(lapse)
    }
}

impl LapseWriter<'_> {
    /// Adds a lapse.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, lapse: &Lapse) -> Result<()> {
        const SQL: &str =
            "INSERT INTO lapses (id, at_ms, zone, day_on, goal_id, amount, next_steps, note)
             VALUES (:id, :at_ms, :zone, :day_on, :goal_id, :amount, :next_steps, :note)";
        self.execute(SQL, lapse)?;
        self.link(lapse)
    }

    /// Replaces a lapse.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, lapse: &Lapse) -> Result<()> {
        const SQL: &str =
            "UPDATE lapses SET at_ms = :at_ms, zone = :zone, day_on = :day_on, goal_id = :goal_id,
             amount = :amount, next_steps = :next_steps, note = :note WHERE id = :id";
        self.execute(SQL, lapse)?;
        self.0
            .execute(
                "DELETE FROM lapse_triggers WHERE lapse_id = ?1",
                [lapse.id.as_bytes()],
            )
            .during("keeping what was around a lapse")?;
        self.link(lapse)
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

    fn link(&self, lapse: &Lapse) -> Result<()> {
        const SQL: &str = "INSERT OR IGNORE INTO lapse_triggers (lapse_id, trigger_id)
             SELECT ?1, id FROM triggers WHERE id = ?2";
        const DURING: &str = "keeping what was around a lapse";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        for trigger in &lapse.triggers {
            statement
                .execute((lapse.id.as_bytes(), trigger.as_bytes()))
                .during(DURING)?;
        }
        Ok(())
    }

    fn execute(&self, sql: &str, lapse: &Lapse) -> Result<()> {
        let values = named_params! {
            ":id": lapse.id.as_bytes(),
            ":at_ms": lapse.when.at_ms,
            ":zone": lapse.when.zone,
            ":day_on": lapse.when.day_on.to_string(),
            ":goal_id": lapse.goal_id.as_ref().map(|id| id.as_bytes().as_slice()),
            ":amount": lapse.amount.map(Amount::thousandths),
            ":next_steps": words_of(&lapse.next_steps),
            ":note": lapse.note.as_str(),
        };
        one(self.0.execute(sql, values).during("keeping a lapse")?)
    }
}

/// The words with a space between them.
fn words_of(steps: &[NextStep]) -> String {
    let words: Vec<_> = steps.iter().map(|step| step.as_str()).collect();
    words.join(" ")
}

fn steps_of(words: &str) -> mainstay_domain::Result<Vec<NextStep>> {
    words.split_whitespace().map(NextStep::parse).collect()
}

/// A lapse without what was around it.
pub(crate) fn lapse(row: &Row<'_>) -> rusqlite::Result<Lapse> {
    Ok(Lapse {
        id: row.value("id", |bytes: Vec<u8>| LapseId::from_slice(&bytes))?,
        when: row.logged()?,
        goal_id: row.optional("goal_id", |bytes: Vec<u8>| GoalId::from_slice(&bytes))?,
        amount: row.amount("amount")?,
        triggers: Vec::new(),
        next_steps: row.value("next_steps", |words: String| steps_of(&words))?,
        note: row.note("note")?,
    })
}
