//! Goals.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use mainstay_domain::{Direction, Goal, GoalId, GoalKind};
use rusqlite::{named_params, Row};

table!(goals: GoalReader, GoalWriter);

impl GoalReader<'_> {
    /// All goals, in the order in which they were made.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<Goal>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT * FROM goals ORDER BY id")
            .during("reading goals")?;
        let goals = statement.query_map([], goal).during("reading goals")?;
        goals
            .collect::<rusqlite::Result<_>>()
            .during("reading goals")
    }

    /// One goal.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: GoalId) -> Result<Goal> {
        self.0
            .query_row("SELECT * FROM goals WHERE id = ?1", [id.as_bytes()], goal)
            .during("reading a goal")
    }
}

impl GoalWriter<'_> {
    /// Adds a goal.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, goal: &Goal) -> Result<()> {
        const SQL: &str =
            "INSERT INTO goals (id, kind, name, unit, direction, started_at_ms, zone, started_on)
             VALUES (:id, :kind, :name, :unit, :direction, :started_at_ms, :zone, :started_on)";
        self.execute(SQL, goal)
    }

    /// Replaces a goal.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, goal: &Goal) -> Result<()> {
        const SQL: &str =
            "UPDATE goals SET kind = :kind, name = :name, unit = :unit, direction = :direction,
             started_at_ms = :started_at_ms, zone = :zone, started_on = :started_on WHERE id = :id";
        self.execute(SQL, goal)
    }

    /// Removes a goal. Its cravings and lapses stay, without a goal.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: GoalId) -> Result<()> {
        one(self
            .0
            .execute("DELETE FROM goals WHERE id = ?1", [id.as_bytes()])
            .during("removing a goal")?)
    }

    fn execute(&self, sql: &str, goal: &Goal) -> Result<()> {
        let values = named_params! {
            ":id": goal.id.as_bytes(),
            ":kind": goal.kind.as_str(),
            ":name": goal.name.as_str(),
            ":unit": goal.unit.as_str(),
            ":direction": goal.direction.as_str(),
            ":started_at_ms": goal.started_at_ms,
            ":zone": goal.zone,
            ":started_on": goal.started_on.to_string(),
        };
        one(self.0.execute(sql, values).during("keeping a goal")?)
    }
}

pub(crate) fn goal(row: &Row<'_>) -> rusqlite::Result<Goal> {
    Ok(Goal {
        id: row.value("id", |bytes: Vec<u8>| GoalId::from_slice(&bytes))?,
        kind: row.value("kind", |word: String| GoalKind::parse(&word))?,
        name: row.name("name")?,
        unit: row.name("unit")?,
        direction: row.value("direction", |word: String| Direction::parse(&word))?,
        started_at_ms: row.get("started_at_ms")?,
        zone: row.get("zone")?,
        started_on: row.day("started_on")?,
    })
}
