//! Goals: naming what the person is recovering from.

use crate::error::InField;
use crate::{App, Empty, Error, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{DayStart, Direction, Goal, GoalId, GoalKind, Moment, Name};

/// The values of a goal as they arrive.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GoalFields {
    /// What it is about.
    pub kind: GoalKind,
    /// The person's own word for it; may be empty.
    pub name: String,
    /// What an amount of it is counted in, in their own word; may be empty.
    #[serde(default)]
    pub unit: String,
    /// What they want to happen with it.
    pub direction: Direction,
    /// When it starts, `YYYY-MM-DDTHH:MM` in the device's zone; may lie up to ten years ahead.
    pub started_at: String,
}

/// A new goal.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GoalCreateRequest {
    /// Its values.
    #[serde(flatten)]
    pub fields: GoalFields,
}

/// A goal with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GoalUpdateRequest {
    /// Which goal.
    pub id: GoalId,
    /// Its values.
    #[serde(flatten)]
    pub fields: GoalFields,
}

/// A goal to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GoalDeleteRequest {
    /// Which goal.
    pub id: GoalId,
}

impl App {
    /// All goals, in the order in which they were made.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn goal_list(&self, _: Empty) -> Result<Vec<Goal>> {
        self.with_open(|open| Ok(open.store.goals().list()?))
    }

    /// Adds a goal.
    ///
    /// # Errors
    /// A refusal of `name`, `unit` or `startedAt`; [`Error::Locked`].
    pub fn goal_create(&self, request: GoalCreateRequest) -> Result<Written<Goal>> {
        let id = self.id(GoalId::new)?;
        self.write(|write, day_start| {
            let goal = self.goal(id, request.fields, day_start)?;
            write.goals().insert(&goal)?;
            Ok(goal)
        })
    }

    /// Changes a goal.
    ///
    /// # Errors
    /// A refusal of `name`, `unit` or `startedAt`; not found; [`Error::Locked`].
    pub fn goal_update(&self, request: GoalUpdateRequest) -> Result<Written<Goal>> {
        self.write(|write, day_start| {
            let goal = self.goal(request.id, request.fields, day_start)?;
            write.goals().update(&goal)?;
            Ok(goal)
        })
    }

    /// Removes a goal. What was logged for it stays.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn goal_delete(&self, request: GoalDeleteRequest) -> Result<Written<Goal>> {
        self.write(|write, _| {
            let goal = write.goals().read().get(request.id)?;
            write.goals().delete(request.id)?;
            Ok::<_, Error>(goal)
        })
    }

    fn goal(&self, id: GoalId, fields: GoalFields, day_start: DayStart) -> Result<Goal> {
        let start = self.start(&fields.started_at)?;
        Ok(Goal {
            id,
            kind: fields.kind,
            name: Name::new(&fields.name).in_field("name")?,
            unit: Name::new(&fields.unit).in_field("unit")?,
            direction: fields.direction,
            started_at_ms: start.at_ms,
            zone: start.zone.name().to_owned(),
            started_on: self.start_day(start, day_start),
        })
    }

    /// The day of a start is the date that the person named, whatever hour their day begins at; but a start that has
    /// been is never later than today, also in the small hours that still belong to yesterday.
    fn start_day(&self, start: Moment, day_start: DayStart) -> NaiveDate {
        let named = start.day(DayStart::default());
        let now = self.now();
        if start.at_ms > now.at_ms {
            return named;
        }
        named.min(now.day(day_start))
    }
}
