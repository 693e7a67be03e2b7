//! Limits of a goal.

use crate::day_text::picked;
use crate::error::InField;
use crate::{App, Error, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{Amount, GoalId, Limit};

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
    /// A refusal of `fromOn`, or of both numbers together as `limit`; an unknown goal; [`Error::Locked`].
    pub fn goal_limit_update(&self, request: GoalLimitUpdateRequest) -> Result<Written<Limit>> {
        self.write(|write, day_start| {
            let limit = Limit {
                goal_id: request.goal_id,
                from_on: picked(request.from_on, self.now().day(day_start), "fromOn")?,
                daily: request.daily,
                weekly: request.weekly,
            };
            let limit = limit.check().in_field("limit")?;
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
