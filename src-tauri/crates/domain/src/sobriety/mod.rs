//! Sober time: every number derived from a goal's start, its breaks and its lapses.
//!
//! The rule, as it stands on the screen too: **a day counts when it has no lapse**, and where
//! there is a limit, when it went not over it. Today counts from its start
//! ("today is day 1") or when it is over, as the person chose; with a lapse today, today is decided at once. A run is
//! a row of counted days; total days, longest run and days in the last 30 count the same days. So the runs always
//! add up to the total, and a lapse takes away its own day and no other. The days of a pause, or between an end and
//! a new beginning, are left out: they count for nothing and break no run.
//!
//! Which day a lapse belongs to was settled when it was logged (see [`crate::day_of`]) and does not change later.

mod days;

pub use days::SoberDays;

use crate::bindings::wire;
use crate::{BreakKind, GoalBreak, GoalId, Span};
use chrono::NaiveDate;

/// What sober time is derived from.
#[derive(Debug, Clone, Copy)]
pub struct SoberTimeInput<'a> {
    /// The goal.
    pub goal_id: GoalId,
    /// The local day of the start.
    pub started_on: NaiveDate,
    /// The days on which the goal is not pursued, in any order; they may overlap.
    pub breaks: &'a [GoalBreak],
    /// The person's stays in a controlled environment, in any order; they may overlap.
    pub stays: &'a [Span],
    /// The local days of its lapses, in any order, repeats allowed.
    pub lapses: &'a [NaiveDate],
    /// The local days over its limit, in any order. They do not count either, and are no lapses.
    pub over: &'a [NaiveDate],
    /// The local day it is now.
    pub today: NaiveDate,
    /// Whether today counts from its start.
    pub first_day_counts: bool,
}

wire! {
    /// Where the goal stands.
    pub enum Phase {
        /// Its start lies ahead.
        NotStarted,
        /// It has begun.
        Running,
        /// Today is a day of a pause.
        Paused,
        /// It is over.
        Ended,
    }
}

wire! {
    /// Whether one day counts.
    #[derive(Copy, Eq)]
    pub struct DayMark {
        /// The local day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
        /// Whether it counts: `false` when there was a lapse, or it went over the limit.
        pub sober: bool,
        /// It does not count because it went over the limit; there was no lapse.
        pub over: bool,
    }
}

wire! {
    /// The most recent 30 days, each of them.
    pub struct LastDays {
        /// How many of them count.
        pub sober_days: u32,
        /// How many there are: fewer than 30 in the first month and with breaks.
        pub of_days: u32,
        /// Each day that is not of a break, oldest first.
        pub days: Vec<DayMark>,
    }
}

wire! {
    /// The most recent days in numbers.
    #[derive(Copy, Eq)]
    pub struct LastDaysCount {
        /// How many of them count.
        pub sober_days: u32,
        /// How many there are, breaks left out.
        pub of_days: u32,
    }
}

wire! {
    /// A row of days that count.
    #[derive(Copy, Eq)]
    pub struct Run {
        /// Its first day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub began_on: NaiveDate,
        /// Its last day so far.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub last_on: NaiveDate,
        /// How many days of it count; fewer than the calendar has between the two when there was a break.
        pub days: u32,
        /// How many of them fell into a stay in a controlled environment.
        pub stay_days: u32,
        /// Whether it is going on.
        pub current: bool,
    }
}

wire! {
    /// The numbers of one goal.
    pub struct SoberTime {
        /// The goal.
        pub goal_id: GoalId,
        /// Where it stands.
        pub phase: Phase,
        /// Days until it begins; 0 once it has.
        pub days_until_start: u32,
        /// Days of the run that is going on.
        pub current_run_days: u32,
        /// The first day of that run: the start, or the day after the last one that does not count. Tomorrow, when that
        /// is today.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub run_began_on: NaiveDate,
        /// Days of the run that is going on which fell into a stay in a controlled environment.
        pub current_run_stay_days: u32,
        /// Days of the longest run, the current one included.
        pub longest_run_days: u32,
        /// All days that count.
        pub total_days: u32,
        /// The most recent 30 days.
        pub last30: LastDays,
        /// The most recent 90.
        pub last90: LastDaysCount,
        /// The most recent 365.
        pub last365: LastDaysCount,
        /// Whether there was a lapse today.
        pub lapse_today: bool,
        /// Whether today went over the limit, without a lapse.
        pub over_today: bool,
        /// Calendar days since the last lapse, whatever the goal; `None` when none is known.
        pub days_since_lapse: Option<u32>,
    }
}

/// Derives the numbers of one goal.
#[must_use]
pub fn sober_time(input: &SoberTimeInput<'_>) -> SoberTime {
    SoberDays::of(input).time()
}

/// Where a goal stands on a day.
fn phase(input: &SoberTimeInput<'_>) -> Phase {
    if input.today < input.started_on {
        return Phase::NotStarted;
    }
    let mut now = input
        .breaks
        .iter()
        .filter(|pause| pause.span.contains(input.today));
    match now.clone().next() {
        None => Phase::Running,
        Some(_) if now.any(|pause| pause.kind == BreakKind::End) => Phase::Ended,
        Some(_) => Phase::Paused,
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod zone_tests;
