//! What a usual week took, by goal and day from which on.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{Amount, GoalId, Rate};
use rusqlite::{named_params, Row};

table!(goal_rates: GoalRateReader, GoalRateWriter);

impl GoalRateReader<'_> {
    /// Those of one goal, oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self, goal: GoalId) -> Result<Vec<Rate>> {
        const SQL: &str = "SELECT * FROM goal_rates WHERE goal_id = ?1 ORDER BY from_on";
        let mut statement = self.0.prepare_cached(SQL).during("reading rates")?;
        let rows = statement
            .query_map([goal.as_bytes()], rate)
            .during("reading rates")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("reading rates")
    }
}

impl GoalRateWriter<'_> {
    /// Keeps one; it takes the place of the one that began on the same day.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown goal.
    pub fn put(&self, rate: &Rate) -> Result<()> {
        const SQL: &str = "INSERT INTO goal_rates (goal_id, from_on, money, minutes, units)
             VALUES (:goal_id, :from_on, :money, :minutes, :units)
             ON CONFLICT (goal_id, from_on) DO UPDATE SET money = excluded.money, minutes = excluded.minutes, units = excluded.units";
        let values = named_params! {
            ":goal_id": rate.goal_id.as_bytes(),
            ":from_on": rate.from_on.to_string(),
            ":money": rate.money,
            ":minutes": rate.minutes,
            ":units": rate.units.map(Amount::thousandths),
        };
        one(self.0.execute(SQL, values).during("keeping a rate")?)
    }

    /// Removes the one that begins on a day.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, goal: GoalId, from_on: NaiveDate) -> Result<()> {
        const SQL: &str = "DELETE FROM goal_rates WHERE goal_id = ?1 AND from_on = ?2";
        let values = (goal.as_bytes(), from_on.to_string());
        one(self.0.execute(SQL, values).during("removing a rate")?)
    }
}

fn rate(row: &Row<'_>) -> rusqlite::Result<Rate> {
    Ok(Rate {
        goal_id: row.value("goal_id", |bytes: Vec<u8>| GoalId::from_slice(&bytes))?,
        from_on: row.day("from_on")?,
        money: row.get("money")?,
        minutes: row.get("minutes")?,
        units: row.amount("units")?,
    })
}
