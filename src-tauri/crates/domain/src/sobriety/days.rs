//! Each day of a goal, once: what every number, milestone and saving is counted from.

use super::{phase, DayMark, LastDays, LastDaysCount, Run, SoberTime, SoberTimeInput};
use chrono::{Duration, NaiveDate};
use std::collections::BTreeSet;

/// The days of a goal from its start to today, sorted into runs.
#[derive(Debug, Clone)]
pub struct SoberDays<'a> {
    input: SoberTimeInput<'a>,
    /// Lapse days of the goal's own time.
    lapses: BTreeSet<NaiveDate>,
    /// Days of the goal's own time that went over the limit, without a lapse.
    over: BTreeSet<NaiveDate>,
    /// The last day of which it is known whether it counts.
    decided: NaiveDate,
    /// The days that count, in order; a lapse begins the next row. The last row is going on and may be empty.
    runs: Vec<Vec<NaiveDate>>,
}

impl<'a> SoberDays<'a> {
    /// Sorts the days of a goal.
    #[must_use]
    pub fn of(input: &SoberTimeInput<'a>) -> Self {
        let lapses = days_of_own_time(input, input.lapses);
        let mut over = days_of_own_time(input, input.over);
        over.retain(|day| !lapses.contains(day));
        let is_open = lapses.contains(&input.today) || over.contains(&input.today);
        let decided = if input.first_day_counts || is_open {
            input.today
        } else {
            input.today - Duration::days(1)
        };
        let mut days = Self {
            input: *input,
            lapses,
            over,
            decided,
            runs: Vec::new(),
        };
        days.runs = days.sort();
        days
    }

    fn sort(&self) -> Vec<Vec<NaiveDate>> {
        let mut runs = vec![Vec::new()];
        for day in self.own_days(self.input.started_on) {
            if !self.counts(day) {
                runs.push(Vec::new());
            } else if let Some(run) = runs.last_mut() {
                run.push(day);
            }
        }
        runs
    }

    /// Whether a day that is not of a break counts.
    fn counts(&self, day: NaiveDate) -> bool {
        !self.lapses.contains(&day) && !self.over.contains(&day)
    }

    /// The decided days from `from` on that are not of a break.
    fn own_days(&self, from: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
        from.iter_days()
            .take_while(|day| *day <= self.decided)
            .filter(|day| !is_break(&self.input, *day))
    }

    /// The numbers.
    #[must_use]
    pub fn time(&self) -> SoberTime {
        let last30 = self.last30();
        let current = self.current();
        SoberTime {
            goal_id: self.input.goal_id,
            phase: phase(&self.input),
            days_until_start: days_between(self.input.today, self.input.started_on),
            current_run_days: count(current.len()),
            run_began_on: self.run_began_on(),
            current_run_stay_days: self.stay_days(current),
            longest_run_days: count(self.runs.iter().map(Vec::len).max().unwrap_or(0)),
            total_days: count(self.counted().count()),
            last30,
            last90: self.last(90),
            last365: self.last(365),
            lapse_today: self.lapses.contains(&self.input.today),
            over_today: self.over.contains(&self.input.today),
            days_since_lapse: self
                .lapses
                .last()
                .map(|lapse| days_between(*lapse, self.input.today)),
        }
    }

    /// The runs, newest first. One without a day is none.
    #[must_use]
    pub fn runs(&self) -> Vec<Run> {
        let newest = self.runs.len().saturating_sub(1);
        let runs = self.runs.iter().enumerate().rev();
        runs.filter_map(|(at, days)| {
            Some(Run {
                began_on: *days.first()?,
                last_on: *days.last()?,
                days: count(days.len()),
                stay_days: self.stay_days(days),
                current: at == newest,
            })
        })
        .collect()
    }

    /// Every day that counts, in order.
    pub fn counted(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.runs.iter().flatten().copied()
    }

    /// The days of each run, in order; the last one is going on and may be empty.
    #[must_use]
    pub fn rows(&self) -> &[Vec<NaiveDate>] {
        &self.runs
    }

    /// The local day it is now.
    #[must_use]
    pub const fn today(&self) -> NaiveDate {
        self.input.today
    }

    /// Whether today counts from its start.
    #[must_use]
    pub const fn first_day_counts(&self) -> bool {
        self.input.first_day_counts
    }

    /// The days of the run that is going on.
    #[must_use]
    pub fn current(&self) -> &[NaiveDate] {
        self.runs.last().map_or(&[], Vec::as_slice)
    }

    /// The first day of the current run, also while it has none yet.
    fn run_began_on(&self) -> NaiveDate {
        let from = self
            .lapses
            .last()
            .max(self.over.last())
            .map_or(self.input.started_on, |lapse| *lapse + Duration::days(1));
        // A break without an end has no day after it.
        from.iter_days()
            .take_while(|day| *day <= self.input.today.max(from))
            .find(|day| !is_break(&self.input, *day))
            .unwrap_or(from)
    }

    fn stay_days(&self, days: &[NaiveDate]) -> u32 {
        let is_stay = |day: &&NaiveDate| self.input.stays.iter().any(|stay| stay.contains(**day));
        count(days.iter().filter(is_stay).count())
    }

    fn last30(&self) -> LastDays {
        let days: Vec<DayMark> = self
            .window(30)
            .map(|day_on| DayMark {
                day_on,
                sober: self.counts(day_on),
                over: self.over.contains(&day_on),
            })
            .collect();
        LastDays {
            sober_days: count(days.iter().filter(|day| day.sober).count()),
            of_days: count(days.len()),
            days,
        }
    }

    fn last(&self, length: i64) -> LastDaysCount {
        let of_days = self.window(length).count();
        let counted = self.window(length).filter(|day| self.counts(*day));
        LastDaysCount {
            sober_days: count(counted.count()),
            of_days: count(of_days),
        }
    }

    /// The own days among the last `length` of the calendar.
    fn window(&self, length: i64) -> impl Iterator<Item = NaiveDate> + '_ {
        let from = self.decided - Duration::days(length - 1);
        self.own_days(self.input.started_on.max(from))
    }
}

/// The days that lie in the goal's own time. One before its start or in a break is history of something else; one after
/// today comes from a clock that was wrong, and waits.
fn days_of_own_time(input: &SoberTimeInput<'_>, days: &[NaiveDate]) -> BTreeSet<NaiveDate> {
    let own = input.started_on..=input.today;
    let days = days.iter().copied();
    days.filter(|day| own.contains(day) && !is_break(input, *day))
        .collect()
}

fn is_break(input: &SoberTimeInput<'_>, day: NaiveDate) -> bool {
    input.breaks.iter().any(|one| one.span.contains(day))
}

/// Days from one day to a later one; 0 when it is not later.
fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
