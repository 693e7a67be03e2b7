//! The person's own milestones.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use mainstay_domain::{CustomMilestone, GoalId, MilestoneId, MilestoneMeasure};
use rusqlite::{named_params, Row};

table!(milestones: MilestoneReader, MilestoneWriter);

impl MilestoneReader<'_> {
    /// All of them, in the order in which they were made.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<CustomMilestone>> {
        const SQL: &str = "SELECT * FROM milestones ORDER BY id";
        let mut statement = self.0.prepare_cached(SQL).during("reading milestones")?;
        let rows = statement
            .query_map([], milestone)
            .during("reading milestones")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("reading milestones")
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: MilestoneId) -> Result<CustomMilestone> {
        const SQL: &str = "SELECT * FROM milestones WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], milestone)
            .during("reading a milestone")
    }
}

impl MilestoneWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown goal.
    pub fn insert(&self, milestone: &CustomMilestone) -> Result<()> {
        const SQL: &str = "INSERT INTO milestones (id, goal_id, measure, count, name)
             VALUES (:id, :goal_id, :measure, :count, :name)";
        self.execute(SQL, milestone)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, milestone: &CustomMilestone) -> Result<()> {
        const SQL: &str = "UPDATE milestones SET goal_id = :goal_id, measure = :measure, count = :count, name = :name
             WHERE id = :id";
        self.execute(SQL, milestone)
    }

    /// Removes one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: MilestoneId) -> Result<()> {
        one(self
            .0
            .execute("DELETE FROM milestones WHERE id = ?1", [id.as_bytes()])
            .during("removing a milestone")?)
    }

    fn execute(&self, sql: &str, milestone: &CustomMilestone) -> Result<()> {
        let values = named_params! {
            ":id": milestone.id.as_bytes(),
            ":goal_id": milestone.goal_id.as_ref().map(|id| id.as_bytes().as_slice()),
            ":measure": milestone.measure.as_str(),
            ":count": milestone.count,
            ":name": milestone.name.as_str(),
        };
        one(self.0.execute(sql, values).during("keeping a milestone")?)
    }
}

fn milestone(row: &Row<'_>) -> rusqlite::Result<CustomMilestone> {
    Ok(CustomMilestone {
        id: row.value("id", |bytes: Vec<u8>| MilestoneId::from_slice(&bytes))?,
        goal_id: row.optional("goal_id", |bytes: Vec<u8>| GoalId::from_slice(&bytes))?,
        measure: row.value("measure", |word: String| MilestoneMeasure::parse(&word))?,
        count: row.value("count", CustomMilestone::check_count)?,
        name: row.name("name")?,
    })
}
