//! Sober time: every number derived from a goal's start and its lapses.
//!
//! The rule, as it stands on the screen too: **a day counts when it has no lapse.** Today counts from its start
//! ("today is day 1") or when it is over, as the person chose; with a lapse today, today is decided at once. A run is
//! a row of counted days; total days, longest run and days in the last 30 count the same days. So the runs always
//! add up to the total, and a lapse takes away its own day and no other.
//!
//! Which day a lapse belongs to was settled when it was logged (see [`crate::day_of`]) and does not change later.

use crate::bindings::wire;
use crate::GoalId;
use chrono::{Duration, NaiveDate};
use std::collections::BTreeSet;

/// How many days [`SoberTime::last30`] looks at.
const WINDOW_DAYS: i64 = 30;

/// What sober time is derived from.
#[derive(Debug, Clone)]
pub struct SoberTimeInput<'a> {
    /// The goal.
    pub goal_id: GoalId,
    /// The local day of the start.
    pub started_on: NaiveDate,
    /// The local days of its lapses, in any order, repeats allowed.
    pub lapses: &'a [NaiveDate],
    /// The local day it is now.
    pub today: NaiveDate,
    /// Whether today counts from its start.
    pub first_day_counts: bool,
}

wire! {
    /// Whether the goal has begun.
    pub enum Phase {
        /// Its start lies ahead.
        NotStarted,
        /// It has begun.
        Running,
    }
}

wire! {
    /// Whether one day counts.
    #[derive(Copy, Eq)]
    pub struct DayMark {
        /// The local day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
        /// `false` when there was a lapse.
        pub sober: bool,
    }
}

wire! {
    /// The most recent days of a goal, at most 30.
    pub struct LastDays {
        /// How many of them count.
        pub sober_days: u32,
        /// How many there are: fewer than 30 in the first month.
        pub of_days: u32,
        /// Each day, oldest first.
        pub days: Vec<DayMark>,
    }
}

wire! {
    /// The numbers of one goal.
    pub struct SoberTime {
        /// The goal.
        pub goal_id: GoalId,
        /// Whether it has begun.
        pub phase: Phase,
        /// Days until it begins; 0 once it has.
        pub days_until_start: u32,
        /// Days of the run that is going on.
        pub current_run_days: u32,
        /// The first day of that run: the start, or the day after the last lapse. Tomorrow, after a lapse today.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub run_began_on: NaiveDate,
        /// Days of the longest run, the current one included.
        pub longest_run_days: u32,
        /// All days that count.
        pub total_days: u32,
        /// The most recent days.
        pub last30: LastDays,
        /// Whether there was a lapse today.
        pub lapse_today: bool,
    }
}

/// Derives the numbers of one goal.
#[must_use]
pub fn sober_time(input: &SoberTimeInput<'_>) -> SoberTime {
    let lapse_days = lapse_days(input);
    let lapse_today = lapse_days.contains(&input.today);
    let decided = decided_until(input, lapse_today);
    let runs = runs(input.started_on, decided, &lapse_days);
    SoberTime {
        goal_id: input.goal_id,
        phase: if input.today < input.started_on {
            Phase::NotStarted
        } else {
            Phase::Running
        },
        days_until_start: days_between(input.today, input.started_on),
        current_run_days: runs.last().copied().unwrap_or(0),
        run_began_on: lapse_days
            .last()
            .map_or(input.started_on, |lapse| *lapse + Duration::days(1)),
        longest_run_days: runs.iter().copied().max().unwrap_or(0),
        total_days: runs.iter().sum(),
        last30: last_days(input.started_on, decided, &lapse_days),
        lapse_today,
    }
}

/// Lapse days of the goal's own time. One before its start is history of something else; one after today comes from
/// a clock that was wrong, and waits.
fn lapse_days(input: &SoberTimeInput<'_>) -> BTreeSet<NaiveDate> {
    let own = input.started_on..=input.today;
    input
        .lapses
        .iter()
        .copied()
        .filter(|day| own.contains(day))
        .collect()
}

/// The last day of which it is known whether it counts.
fn decided_until(input: &SoberTimeInput<'_>, lapse_today: bool) -> NaiveDate {
    if input.first_day_counts || lapse_today {
        input.today
    } else {
        input.today - Duration::days(1)
    }
}

/// The lengths of all runs in order; the last one is still going on and may be 0.
fn runs(start: NaiveDate, decided: NaiveDate, lapse_days: &BTreeSet<NaiveDate>) -> Vec<u32> {
    let mut runs = Vec::with_capacity(lapse_days.len() + 1);
    let mut from = start;
    for lapse in lapse_days {
        runs.push(days_between(from, *lapse));
        from = *lapse + Duration::days(1);
    }
    runs.push(days_between(from, decided + Duration::days(1)));
    runs
}

fn last_days(start: NaiveDate, decided: NaiveDate, lapse_days: &BTreeSet<NaiveDate>) -> LastDays {
    let from = start.max(decided - Duration::days(WINDOW_DAYS - 1));
    let days: Vec<DayMark> = from
        .iter_days()
        .take_while(|day| *day <= decided)
        .map(|day_on| DayMark {
            day_on,
            sober: !lapse_days.contains(&day_on),
        })
        .collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    LastDays {
        sober_days: count(days.iter().filter(|day| day.sober).count()),
        of_days: count(days.len()),
        days,
    }
}

/// Days from one day to a later one; 0 when it is not later.
fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}

#[cfg(test)]
#[path = "sobriety_tests.rs"]
mod tests;
