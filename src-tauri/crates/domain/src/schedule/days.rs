//! On which days a schedule is due: a rule, counted from an anchor.
//!
//! Every question is answered by arithmetic from the anchor, never by a walk from it: an injection every 24 weeks that
//! began 26 years ago is as quick as a tablet a day, and nothing is capped.
//!
//! - Weeks begin on Monday, so "every second week on Tuesday and Friday" means the same two days everywhere.
//! - The anchor is the first day on which the rule may be due. Nothing is due before it.
//! - A month that is too short for a day of the month has none, or its last day stands in: the person chooses.

use crate::bindings::{wire, words};
use crate::{Error, Result};
use chrono::{Datelike, Duration, Months, NaiveDate, Weekday};

/// The most days, weeks or months between two due days.
pub const LONGEST_STEP: u16 = 1_000;

/// Steps of months after which a rule that has found no day has none. The rarest, the 29th of February in every
/// seventh month, is met within 96.
const MOST_MONTH_STEPS: u32 = 200;

wire! {
    /// What a month without the day does.
    pub enum ShortMonth {
        /// Its last day stands in for it.
        LastDay,
        /// It is left out.
        LeaveOut,
    }
}

wire! {
    /// Which of the weekdays of a month.
    pub enum Nth {
        /// The first.
        First,
        /// The second.
        Second,
        /// The third.
        Third,
        /// The fourth.
        Fourth,
        /// The last, be it the fourth or the fifth.
        Last,
    }
}

words!(Nth {
    First = "first",
    Second = "second",
    Third = "third",
    Fourth = "fourth",
    Last = "last",
});

/// Some of the weekdays, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekdays(u8);

impl Weekdays {
    /// Reads weekdays as ISO 8601 counts them: 1 (Monday) to 7 (Sunday).
    ///
    /// # Errors
    /// [`Error::Invalid`] for none or for another number.
    pub fn new(numbers: &[u8]) -> Result<Self> {
        let mut set = 0;
        for number in numbers {
            if !(1..=7).contains(number) {
                return Err(Error::Invalid);
            }
            set |= 1 << (number - 1);
        }
        if set == 0 {
            return Err(Error::Invalid);
        }
        Ok(Self(set))
    }

    /// Their numbers, Monday first.
    #[must_use]
    pub fn numbers(self) -> Vec<u8> {
        (1..=7).filter(|n| self.0 & (1 << (n - 1)) != 0).collect()
    }

    pub(super) fn has(self, weekday: Weekday) -> bool {
        self.0 & (1 << weekday.num_days_from_monday()) != 0
    }
}

/// Some days of the month, 1 to 31, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthDays(u32);

impl MonthDays {
    /// Reads days of the month.
    ///
    /// # Errors
    /// [`Error::Invalid`] for none or for another number.
    pub fn new(numbers: &[u8]) -> Result<Self> {
        let mut set = 0;
        for number in numbers {
            if !(1..=31).contains(number) {
                return Err(Error::Invalid);
            }
            set |= 1 << number;
        }
        if set == 0 {
            return Err(Error::Invalid);
        }
        Ok(Self(set))
    }

    /// The days, in order.
    #[must_use]
    pub fn numbers(self) -> Vec<u8> {
        (1..=31).filter(|day| self.has(u32::from(*day))).collect()
    }

    const fn has(self, day: u32) -> bool {
        self.0 & (1 << day) != 0
    }

    /// The days that it means in a month of so many days, in order.
    fn within(self, month_days: u32, short: ShortMonth) -> impl Iterator<Item = u32> {
        let means_later = (month_days + 1..=31).any(|day| self.has(day));
        let stands_in = short == ShortMonth::LastDay && means_later;
        (1..=month_days).filter(move |day| self.has(*day) || (stands_in && *day == month_days))
    }
}

/// How often a schedule is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayRule {
    /// Every so many days: 1 is each day.
    Days {
        /// How many, 1 to [`LONGEST_STEP`].
        every: u16,
    },
    /// On weekdays of every so many weeks.
    Weeks {
        /// How many, 1 to [`LONGEST_STEP`].
        every: u16,
        /// Which.
        weekdays: Weekdays,
    },
    /// On days of every so many months.
    MonthDays {
        /// How many, 1 to [`LONGEST_STEP`].
        every: u16,
        /// Which.
        days: MonthDays,
        /// What a shorter month does.
        short: ShortMonth,
    },
    /// On a weekday of every so many months: "the second Tuesday".
    MonthWeekday {
        /// How many, 1 to [`LONGEST_STEP`].
        every: u16,
        /// Which of them.
        nth: Nth,
        /// The weekday.
        weekday: Weekday,
    },
    /// Some days on, some days off, over and over.
    Cycle {
        /// Days on, 1 to [`LONGEST_STEP`].
        on: u16,
        /// Days off, 1 to [`LONGEST_STEP`].
        off: u16,
    },
}

impl DayRule {
    fn is_valid(self) -> bool {
        let step = |step: u16| (1..=LONGEST_STEP).contains(&step);
        match self {
            Self::Days { every }
            | Self::Weeks { every, .. }
            | Self::MonthDays { every, .. }
            | Self::MonthWeekday { every, .. } => step(every),
            Self::Cycle { on, off } => step(on) && step(off),
        }
    }
}

/// The due days of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueDays {
    rule: DayRule,
    anchor: NaiveDate,
    until: Option<NaiveDate>,
}

impl DueDays {
    /// A rule that is counted from `anchor`, up to and with `until`.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a step outside 1 to [`LONGEST_STEP`]; [`Error::DateOutOfRange`] for an end before the
    /// anchor.
    pub fn new(rule: DayRule, anchor: NaiveDate, until: Option<NaiveDate>) -> Result<Self> {
        if !rule.is_valid() {
            return Err(Error::Invalid);
        }
        if until.is_some_and(|until| until < anchor) {
            return Err(Error::DateOutOfRange);
        }
        Ok(Self {
            rule,
            anchor,
            until,
        })
    }

    /// How often it is due.
    #[must_use]
    pub const fn rule(&self) -> DayRule {
        self.rule
    }

    /// The first day on which it may be due.
    #[must_use]
    pub const fn anchor(&self) -> NaiveDate {
        self.anchor
    }

    /// The last; `None` when it goes on.
    #[must_use]
    pub const fn until(&self) -> Option<NaiveDate> {
        self.until
    }

    /// The first due day that is `from` or later; `None` when there is none any more.
    #[must_use]
    pub fn next(&self, from: NaiveDate) -> Option<NaiveDate> {
        let from = from.max(self.anchor);
        let day = match self.rule {
            DayRule::Days { every } => self.next_step(from, every.into()),
            DayRule::Cycle { on, off } => self.next_of_cycle(from, on.into(), off.into()),
            DayRule::Weeks { every, weekdays } => self.next_of_weeks(from, every.into(), weekdays),
            DayRule::MonthDays { every, days, short } => {
                self.next_of_months(from, every, |first| {
                    let all = days.within(length_of(first), short);
                    Box::new(all.filter_map(move |day| first.with_day(day)))
                })
            }
            DayRule::MonthWeekday {
                every,
                nth,
                weekday,
            } => self.next_of_months(from, every, |first| {
                Box::new(std::iter::once(nth_weekday(first, nth, weekday)))
            }),
        }?;
        self.until.is_none_or(|until| day <= until).then_some(day)
    }

    fn next_step(&self, from: NaiveDate, every: i64) -> Option<NaiveDate> {
        let since = (from - self.anchor).num_days();
        let steps = since.div_euclid(every) + i64::from(since.rem_euclid(every) != 0);
        self.anchor
            .checked_add_signed(Duration::days(steps * every))
    }

    fn next_of_cycle(&self, from: NaiveDate, on: i64, off: i64) -> Option<NaiveDate> {
        let place = (from - self.anchor).num_days().rem_euclid(on + off);
        let wait = if place < on { 0 } else { on + off - place };
        from.checked_add_signed(Duration::days(wait))
    }

    fn next_of_weeks(&self, from: NaiveDate, every: i64, weekdays: Weekdays) -> Option<NaiveDate> {
        let first = monday_of(self.anchor)?;
        let in_week = |monday: NaiveDate, from: NaiveDate| {
            let mut days = monday.iter_days().take(7);
            days.find(|day| *day >= from && weekdays.has(day.weekday()))
        };
        let weeks = (monday_of(from)? - first).num_days() / 7;
        if weeks % every == 0 {
            if let Some(day) = in_week(monday_of(from)?, from) {
                return Some(day);
            }
        }
        let next = (weeks.div_euclid(every) + 1) * every;
        let monday = first.checked_add_signed(Duration::weeks(next))?;
        in_week(monday, monday)
    }

    fn next_of_months(
        &self,
        from: NaiveDate,
        every: u16,
        days_of: impl Fn(NaiveDate) -> Box<dyn Iterator<Item = NaiveDate>>,
    ) -> Option<NaiveDate> {
        let first = self.anchor.with_day(1)?;
        let months = months_between(first, from);
        let step = u32::from(every);
        let begin = months.div_euclid(step) * step;
        (0..MOST_MONTH_STEPS).find_map(|n| {
            let month = first.checked_add_months(Months::new(begin + n * step))?;
            let mut days = days_of(month);
            days.find(|day| *day >= from)
        })
    }
}

fn monday_of(day: NaiveDate) -> Option<NaiveDate> {
    let since = i64::from(day.weekday().num_days_from_monday());
    day.checked_sub_signed(Duration::days(since))
}

/// Whole months from the first of a month to the month of a later day.
fn months_between(first: NaiveDate, day: NaiveDate) -> u32 {
    let count = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    u32::try_from(count(day) - count(first)).unwrap_or(0)
}

/// The days of the month that begins on `first`.
fn length_of(first: NaiveDate) -> u32 {
    let next = first.checked_add_months(Months::new(1));
    next.and_then(|next| next.pred_opt())
        .map_or(31, |last| last.day())
}

fn nth_weekday(first: NaiveDate, nth: Nth, weekday: Weekday) -> NaiveDate {
    let wait = (7 + weekday.num_days_from_monday() - first.weekday().num_days_from_monday()) % 7;
    let days = length_of(first);
    let weeks = match nth {
        Nth::First => 0,
        Nth::Second => 1,
        Nth::Third => 2,
        Nth::Fourth => 3,
        Nth::Last => (days - 1 - wait) / 7,
    };
    let days = Duration::days(i64::from(wait + 7 * weeks));
    first.checked_add_signed(days).unwrap_or(first)
}

#[cfg(test)]
#[path = "days_tests.rs"]
mod tests;
