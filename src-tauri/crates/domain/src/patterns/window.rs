//! The days that are looked at.

use crate::log_rows::LogRows;
use chrono::{Datelike, Duration, NaiveDate};
use std::collections::BTreeSet;

/// How far patterns look back: 52 weeks, in which each weekday comes 52 times. Half of that finds a weekday with three
/// times as many cravings in one of four people instead of one of two; more would tell of a life that has moved on.
pub const WINDOW_DAYS: u16 = 364;

/// Rates are compared within stretches of this many days, so that a slow change ties nothing together. Four weeks hold
/// each weekday equally often.
const STRETCH_DAYS: usize = 28;

/// The days before one day, numbered from the first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    first: NaiveDate,
}

impl Window {
    /// The window that ends on the day before `today`.
    pub fn before(today: NaiveDate) -> Self {
        let first = today.checked_sub_signed(Duration::days(i64::from(WINDOW_DAYS)));
        Self {
            first: first.unwrap_or(NaiveDate::MIN),
        }
    }

    /// How many days it has.
    pub fn length(self) -> usize {
        usize::from(WINDOW_DAYS)
    }

    /// The number of a day, from 0; `None` outside.
    pub fn number(self, day: NaiveDate) -> Option<usize> {
        let number = usize::try_from((day - self.first).num_days()).ok()?;
        (number < self.length()).then_some(number)
    }

    /// Which weekday a day of the window is: 1 (Monday) to 7.
    pub fn weekday(self, number: usize) -> u8 {
        let past_whole_weeks = u8::try_from(number % 7).unwrap_or(0);
        let first = u8::try_from(self.first.weekday().num_days_from_monday()).unwrap_or(0);
        (first + past_whole_weeks) % 7 + 1
    }

    /// Which stretch a day belongs to. Counted from the end, so that the newest stretch is a whole one.
    pub fn stretch(self, number: usize) -> usize {
        (self.length() - 1).saturating_sub(number) / STRETCH_DAYS
    }

    /// The days with any entry of the person.
    pub fn logged_days(self, log: &LogRows<'_>) -> BTreeSet<usize> {
        let check_ins = log.check_ins.iter().map(|row| row.when.day_on);
        let cravings = log.cravings.iter().map(|row| row.when.day_on);
        let lapses = log.lapses.iter().map(|row| row.when.day_on);
        check_ins
            .chain(cravings)
            .chain(lapses)
            .chain(log.other_days.iter().copied())
            .filter_map(|day| self.number(day))
            .collect()
    }
}
