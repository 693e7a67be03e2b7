//! Limits, by goal and day from which on.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{Amount, GoalId, Limit};
use rusqlite::{named_params, Row};

table!(goal_limits: GoalLimitReader, GoalLimitWriter);

impl GoalLimitReader<'_> {
    /// Those of one goal, oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self, goal: GoalId) -> Result<Vec<Limit>> {
        const SQL: &str = "SELECT * FROM goal_limits WHERE goal_id = ?1 ORDER BY from_on";
        let mut statement = self.0.prepare_cached(SQL).during("reading limits")?;
        let rows = statement
            .query_map([goal.as_bytes()], limit)
            .during("reading limits")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("reading limits")
    }
}

impl GoalLimitWriter<'_> {
    /// Keeps one; it takes the place of the one that began on the same day.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown goal.
    pub fn put(&self, limit: &Limit) -> Result<()> {
        const SQL: &str = "INSERT INTO goal_limits (goal_id, from_on, daily, weekly)
             VALUES (:goal_id, :from_on, :daily, :weekly)
             ON CONFLICT (goal_id, from_on) DO UPDATE SET daily = excluded.daily, weekly = excluded.weekly";
        let values = named_params! {
            ":goal_id": limit.goal_id.as_bytes(),
            ":from_on": limit.from_on.to_string(),
            ":daily": limit.daily.map(Amount::thousandths),
            ":weekly": limit.weekly.map(Amount::thousandths),
        };
        one(self.0.execute(SQL, values).during("keeping a limit")?)
    }

    /// Removes the one that begins on a day.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, goal: GoalId, from_on: NaiveDate) -> Result<()> {
        const SQL: &str = "DELETE FROM goal_limits WHERE goal_id = ?1 AND from_on = ?2";
        let values = (goal.as_bytes(), from_on.to_string());
        one(self.0.execute(SQL, values).during("removing a limit")?)
    }
}

fn limit(row: &Row<'_>) -> rusqlite::Result<Limit> {
    Ok(Limit {
        goal_id: row.value("goal_id", |bytes: Vec<u8>| GoalId::from_slice(&bytes))?,
        from_on: row.day("from_on")?,
        daily: row.amount("daily")?,
        weekly: row.amount("weekly")?,
    })
}
