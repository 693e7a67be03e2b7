//! Cravings and what was around them.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{Craving, CravingAnswers, CravingId, GoalId, Rating, ToolKey, TriggerId};
use rusqlite::{named_params, Row};
use std::collections::HashMap;

table!(cravings: CravingReader, CravingWriter);

impl CravingReader<'_> {
    /// Those of the days `from` to `to`, both included, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Craving>> {
        const SQL: &str = "SELECT * FROM cravings WHERE day_on BETWEEN ?1 AND ?2 ORDER BY day_on DESC, at_ms DESC";
        let mut statement = self.0.prepare_cached(SQL).during("reading cravings")?;
        let rows = statement
            .query_map([from.to_string(), to.to_string()], craving)
            .during("reading cravings")?;
        let cravings = rows
            .collect::<rusqlite::Result<Vec<_>>>()
            .during("reading cravings")?;
        self.with_all_triggers(cravings, from, to)
    }

    /// Fills in what was around the cravings of some days: one question for all of them.
    fn with_all_triggers(
        &self,
        mut cravings: Vec<Craving>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Craving>> {
        const SQL: &str = "SELECT t.craving_id, t.trigger_id FROM cravings c
             JOIN craving_triggers t ON t.craving_id = c.id
             WHERE c.day_on BETWEEN ?1 AND ?2";
        const DURING: &str = "reading what was around cravings";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement
            .query_map([from.to_string(), to.to_string()], |row| {
                Ok((
                    row.value("craving_id", |bytes: Vec<u8>| CravingId::from_slice(&bytes))?,
                    row.value("trigger_id", |bytes: Vec<u8>| TriggerId::from_slice(&bytes))?,
                ))
            })
            .during(DURING)?;
        let mut around: HashMap<CravingId, Vec<TriggerId>> = HashMap::new();
        for row in rows {
            let (craving, trigger) = row.during(DURING)?;
            around.entry(craving).or_default().push(trigger);
        }
        for craving in &mut cravings {
            let mut triggers = around.remove(&craving.id).unwrap_or_default();
            triggers.sort_unstable();
            craving.answers.triggers = triggers;
        }
        Ok(cravings)
    }

    /// One craving.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: CravingId) -> Result<Craving> {
        const SQL: &str = "SELECT * FROM cravings WHERE id = ?1";
        self.with_triggers(
            self.0
                .query_row(SQL, [id.as_bytes()], craving)
                .during("reading a craving")?,
        )
    }

    /// How many there are on a day.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn count_on(&self, day: NaiveDate) -> Result<u32> {
        const SQL: &str = "SELECT count(*) FROM cravings WHERE day_on = ?1";
        self.0
            .query_row(SQL, [day.to_string()], |row| row.get(0))
            .during("counting cravings")
    }

    /// Those of which something can be learnt about what helps: with both strengths, newest first, at most 2,000.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn rated(&self) -> Result<Vec<Craving>> {
        // What helped long ago says less than what helps now; and a page must not wait for twenty thousand rows.
        const SQL: &str = "SELECT * FROM cravings
             WHERE strength_before IS NOT NULL AND strength_after IS NOT NULL
             ORDER BY day_on DESC, at_ms DESC LIMIT 2000";
        let mut statement = self.0.prepare_cached(SQL).during("reading cravings")?;
        let rows = statement
            .query_map([], craving)
            .during("reading cravings")?;
        let cravings = rows
            .collect::<rusqlite::Result<Vec<_>>>()
            .during("reading cravings")?;
        let days = cravings.iter().map(|craving| craving.when.day_on);
        match (days.clone().min(), days.max()) {
            (Some(from), Some(to)) => self.with_all_triggers(cravings, from, to),
            _ => Ok(cravings),
        }
    }

    /// How many were not acted on, on each day that has any, oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn met_by_day(&self) -> Result<Vec<(NaiveDate, u32)>> {
        super::count_by_day(
            self.0,
            "SELECT day_on, count(*) AS n FROM cravings WHERE acted = 0 GROUP BY day_on ORDER BY day_on",
        )
    }

    fn with_triggers(&self, mut craving: Craving) -> Result<Craving> {
        const SQL: &str =
            "SELECT trigger_id FROM craving_triggers WHERE craving_id = ?1 ORDER BY trigger_id";
        let mut statement = self
            .0
            .prepare_cached(SQL)
            .during("reading what was around a craving")?;
        let ids = statement
            .query_map([craving.id.as_bytes()], |row| {
                row.value("trigger_id", |bytes: Vec<u8>| TriggerId::from_slice(&bytes))
            })
            .during("reading what was around a craving")?;
        craving.answers.triggers = ids
            .collect::<rusqlite::Result<_>>()
            .during("reading what was around a craving")?;
        Ok(craving)
    }
}

impl CravingWriter<'_> {
    /// Adds a craving.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown goal or trigger.
    pub fn insert(&self, craving: &Craving) -> Result<()> {
        const SQL: &str = "INSERT INTO cravings (id, at_ms, zone, day_on, goal_id, strength_before, strength_after,
               tool, tool_seconds, acted, note)
             VALUES (:id, :at_ms, :zone, :day_on, :goal_id, :strength_before, :strength_after,
               :tool, :tool_seconds, :acted, :note)";
        self.execute(SQL, craving)?;
        self.link(craving)
    }

    /// Replaces a craving.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when it, its goal or a trigger is unknown.
    pub fn update(&self, craving: &Craving) -> Result<()> {
        const SQL: &str = "UPDATE cravings SET at_ms = :at_ms, zone = :zone, day_on = :day_on, goal_id = :goal_id,
               strength_before = :strength_before, strength_after = :strength_after, tool = :tool,
               tool_seconds = :tool_seconds, acted = :acted, note = :note
             WHERE id = :id";
        self.execute(SQL, craving)?;
        self.0
            .execute(
                "DELETE FROM craving_triggers WHERE craving_id = ?1",
                [craving.id.as_bytes()],
            )
            .during("keeping what was around a craving")?;
        self.link(craving)
    }

    /// Removes a craving.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: CravingId) -> Result<()> {
        one(self
            .0
            .execute("DELETE FROM cravings WHERE id = ?1", [id.as_bytes()])
            .during("removing a craving")?)
    }

    fn link(&self, craving: &Craving) -> Result<()> {
        const SQL: &str = "INSERT OR IGNORE INTO craving_triggers (craving_id, trigger_id)
             SELECT ?1, id FROM triggers WHERE id = ?2";
        let mut statement = self
            .0
            .prepare_cached(SQL)
            .during("keeping what was around a craving")?;
        for trigger in &craving.answers.triggers {
            statement
                .execute((craving.id.as_bytes(), trigger.as_bytes()))
                .during("keeping what was around a craving")?;
        }
        Ok(())
    }

    fn execute(&self, sql: &str, craving: &Craving) -> Result<()> {
        let values = named_params! {
            ":id": craving.id.as_bytes(),
            ":at_ms": craving.when.at_ms,
            ":zone": craving.when.zone,
            ":day_on": craving.when.day_on.to_string(),
            ":goal_id": craving.answers.goal_id.as_ref().map(|id| id.as_bytes().as_slice()),
            ":strength_before": craving.answers.strength_before.map(Rating::get),
            ":strength_after": craving.answers.strength_after.map(Rating::get),
            ":tool": craving.answers.tool.map(ToolKey::as_str),
            ":tool_seconds": craving.answers.tool_seconds,
            ":acted": craving.answers.acted,
            ":note": craving.answers.note.as_str(),
        };
        one(self.0.execute(sql, values).during("keeping a craving")?)
    }
}

/// A craving without what was around it.
pub(crate) fn craving(row: &Row<'_>) -> rusqlite::Result<Craving> {
    Ok(Craving {
        id: row.value("id", |bytes: Vec<u8>| CravingId::from_slice(&bytes))?,
        when: row.logged()?,
        answers: answers(row)?,
    })
}

fn answers(row: &Row<'_>) -> rusqlite::Result<CravingAnswers> {
    Ok(CravingAnswers {
        goal_id: row.optional("goal_id", |bytes: Vec<u8>| GoalId::from_slice(&bytes))?,
        strength_before: row.optional("strength_before", Rating::new)?,
        strength_after: row.optional("strength_after", Rating::new)?,
        triggers: Vec::new(),
        tool: row.optional("tool", |word: String| ToolKey::parse(&word))?,
        tool_seconds: row.get("tool_seconds")?,
        acted: row.get("acted")?,
        note: row.note("note")?,
    })
}
