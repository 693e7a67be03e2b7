//! Breaks of goals.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use mainstay_domain::{BreakKind, GoalBreak, GoalBreakId, GoalId};
use rusqlite::{named_params, Row};

table!(goal_breaks: GoalBreakReader, GoalBreakWriter);

impl GoalBreakReader<'_> {
    /// Those of one goal, oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self, goal: GoalId) -> Result<Vec<GoalBreak>> {
        const SQL: &str = "SELECT * FROM goal_breaks WHERE goal_id = ?1 ORDER BY from_on";
        let mut statement = self.0.prepare_cached(SQL).during("reading breaks")?;
        let rows = statement
            .query_map([goal.as_bytes()], goal_break)
            .during("reading breaks")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("reading breaks")
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: GoalBreakId) -> Result<GoalBreak> {
        const SQL: &str = "SELECT * FROM goal_breaks WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], goal_break)
            .during("reading a break")
    }
}

impl GoalBreakWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown goal.
    pub fn insert(&self, goal_break: &GoalBreak) -> Result<()> {
        const SQL: &str = "INSERT INTO goal_breaks (id, goal_id, kind, from_on, until_on)
             VALUES (:id, :goal_id, :kind, :from_on, :until_on)";
        self.execute(SQL, goal_break)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, goal_break: &GoalBreak) -> Result<()> {
        const SQL: &str = "UPDATE goal_breaks SET goal_id = :goal_id, kind = :kind, from_on = :from_on, until_on = :until_on
             WHERE id = :id";
        self.execute(SQL, goal_break)
    }

    /// Removes one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: GoalBreakId) -> Result<()> {
        one(self
            .0
            .execute("DELETE FROM goal_breaks WHERE id = ?1", [id.as_bytes()])
            .during("removing a break")?)
    }

    fn execute(&self, sql: &str, goal_break: &GoalBreak) -> Result<()> {
        let values = named_params! {
            ":id": goal_break.id.as_bytes(),
            ":goal_id": goal_break.goal_id.as_bytes(),
            ":kind": goal_break.kind.as_str(),
            ":from_on": goal_break.span.from_on.to_string(),
            ":until_on": goal_break.span.until_on.map(|day| day.to_string()),
        };
        one(self.0.execute(sql, values).during("keeping a break")?)
    }
}

fn goal_break(row: &Row<'_>) -> rusqlite::Result<GoalBreak> {
    Ok(GoalBreak {
        id: row.value("id", |bytes: Vec<u8>| GoalBreakId::from_slice(&bytes))?,
        goal_id: row.value("goal_id", |bytes: Vec<u8>| GoalId::from_slice(&bytes))?,
        kind: row.value("kind", |word: String| BreakKind::parse(&word))?,
        span: row.span()?,
    })
}
