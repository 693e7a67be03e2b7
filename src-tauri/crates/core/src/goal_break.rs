//! Breaks of a goal: pausing, ending and taking it up again.

use crate::day_text::picked_span;
use crate::{App, Error, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{BreakKind, GoalBreak, GoalBreakId, GoalId};

/// A new break.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GoalBreakCreateRequest {
    /// The goal.
    pub goal_id: GoalId,
    /// What it is meant as.
    pub kind: BreakKind,
    /// Its first day; up to ten years ahead.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from_on: NaiveDate,
    /// Its last day; `null` while it goes on.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub until_on: Option<NaiveDate>,
}

/// A break with other days.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GoalBreakUpdateRequest {
    /// Which break.
    pub id: GoalBreakId,
    /// Its first day; up to ten years ahead.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from_on: NaiveDate,
    /// Its last day; `null` while it goes on.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub until_on: Option<NaiveDate>,
}

/// A break to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GoalBreakDeleteRequest {
    /// Which break.
    pub id: GoalBreakId,
}

impl App {
    /// Pauses or ends a goal.
    ///
    /// # Errors
    /// A refusal of `fromOn` or `untilOn`; an unknown goal; [`Error::Locked`].
    pub fn goal_break_create(&self, request: GoalBreakCreateRequest) -> Result<Written<GoalBreak>> {
        let id = self.id(GoalBreakId::new)?;
        self.write(|write, day_start| {
            let today = self.now().day(day_start);
            let one = GoalBreak {
                id,
                goal_id: request.goal_id,
                kind: request.kind,
                span: picked_span(request.from_on, request.until_on, today)?,
            };
            write.goal_breaks().insert(&one)?;
            Ok(one)
        })
    }

    /// Gives a break other days. A last day takes the goal up again on the day after it.
    ///
    /// # Errors
    /// A refusal of `fromOn` or `untilOn`; not found; [`Error::Locked`].
    pub fn goal_break_update(&self, request: GoalBreakUpdateRequest) -> Result<Written<GoalBreak>> {
        self.write(|write, day_start| {
            let today = self.now().day(day_start);
            let one = GoalBreak {
                span: picked_span(request.from_on, request.until_on, today)?,
                ..write.goal_breaks().read().get(request.id)?
            };
            write.goal_breaks().update(&one)?;
            Ok(one)
        })
    }

    /// Removes a break, as if there had been none.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn goal_break_delete(&self, request: GoalBreakDeleteRequest) -> Result<Written<GoalBreak>> {
        self.write(|write, _| {
            let one = write.goal_breaks().read().get(request.id)?;
            write.goal_breaks().delete(request.id)?;
            Ok::<_, Error>(one)
        })
    }
}
