//! Limits of a goal.

use crate::day_text::picked;
use crate::error::InField;
use crate::{App, Error, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{Amount, GoalId, Limit};
use mainstay_store::Write;

/// The most to use from a day on; it takes the place of what was said for the same day.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GoalLimitUpdateRequest {
    /// The goal.
    pub goal_id: GoalId,
    /// From this day on.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from_on: NaiveDate,
    /// On one day, in thousandths of the goal's unit.
    pub daily: Option<Amount>,
    /// In one week, Monday to Sunday, in thousandths of the goal's unit.
    pub weekly: Option<Amount>,
}

/// A limit to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GoalLimitDeleteRequest {
    /// The goal.
    pub goal_id: GoalId,
    /// The day from which it holds.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from_on: NaiveDate,
}

impl App {
    /// Sets the limit from a day on; with neither number there is none from then on.
    ///
    /// # Errors
    /// A refusal of `fromOn`, which a new limit has from the goal's first day on, or of `weekly` beside `daily`; an unknown
    /// goal; [`Error::Locked`].
    pub fn goal_limit_update(&self, request: GoalLimitUpdateRequest) -> Result<Written<Limit>> {
        self.write(|write, day_start| {
            let limit = Limit {
                goal_id: request.goal_id,
                from_on: picked(request.from_on, self.now().day(day_start), "fromOn")?,
                daily: request.daily,
                weekly: request.weekly,
            };
            let limit = limit.check().in_field("weekly")?;
            not_before_goal(write, &limit)?;
            write.goal_limits().put(&limit)?;
            Ok(limit)
        })
    }

    /// Removes what was said from a day on.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn goal_limit_delete(&self, request: GoalLimitDeleteRequest) -> Result<Written<Limit>> {
        self.write(|write, _| {
            let kept = write.goal_limits().read().list(request.goal_id)?;
            let limit = kept
                .into_iter()
                .find(|limit| limit.from_on == request.from_on);
            write
                .goal_limits()
                .delete(request.goal_id, request.from_on)?;
            limit.ok_or(Error::Store(mainstay_store::Error::NotFound))
        })
    }
}

/// A limit of before the goal began says nothing, and a year like 1900 is a slip. One that is there may be changed: the
/// goal's beginning may have been moved since.
fn not_before_goal(write: &Write<'_>, limit: &Limit) -> Result<()> {
    let began = write.goals().read().get(limit.goal_id)?.started_on;
    let kept = write.goal_limits().read().list(limit.goal_id)?;
    if limit.from_on < began && kept.iter().all(|other| other.from_on != limit.from_on) {
        Err(mainstay_domain::Error::BeforeGoal).in_field("fromOn")?;
    }
    Ok(())
}
