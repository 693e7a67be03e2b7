//! What a usual week took before, for savings.

use crate::day_text::picked;
use crate::error::InField;
use crate::{App, Error, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{Amount, GoalId, Rate};

/// What a usual week took, from a day on; it takes the place of what was said for the same day.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GoalRateUpdateRequest {
    /// The goal.
    pub goal_id: GoalId,
    /// From this day on.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from_on: NaiveDate,
    /// Money, in hundredths of the person's currency, at most 100,000,000.
    pub money: Option<u32>,
    /// Time in minutes, at most 10,080.
    pub minutes: Option<u32>,
    /// Units of the goal, in thousandths.
    pub units: Option<Amount>,
}

/// A rate to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GoalRateDeleteRequest {
    /// The goal.
    pub goal_id: GoalId,
    /// The day from which it holds.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from_on: NaiveDate,
}

impl App {
    /// Says what a usual week took.
    ///
    /// # Errors
    /// A refusal of `fromOn` or of a number, as `money`; an unknown goal; [`Error::Locked`].
    pub fn goal_rate_update(&self, request: GoalRateUpdateRequest) -> Result<Written<Rate>> {
        self.write(|write, day_start| {
            let rate = Rate {
                goal_id: request.goal_id,
                from_on: picked(request.from_on, self.now().day(day_start), "fromOn")?,
                money: request.money,
                minutes: request.minutes,
                units: request.units,
            };
            let rate = rate.check().in_field("money")?;
            write.goal_rates().put(&rate)?;
            Ok(rate)
        })
    }

    /// Removes what was said from a day on.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn goal_rate_delete(&self, request: GoalRateDeleteRequest) -> Result<Written<Rate>> {
        self.write(|write, _| {
            let kept = write.goal_rates().read().list(request.goal_id)?;
            let rate = kept
                .into_iter()
                .find(|rate| rate.from_on == request.from_on);
            write
                .goal_rates()
                .delete(request.goal_id, request.from_on)?;
            rate.ok_or(Error::Store(mainstay_store::Error::NotFound))
        })
    }
}
