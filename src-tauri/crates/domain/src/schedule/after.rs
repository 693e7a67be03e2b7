//! Schedules that follow what was really taken: an interval, a need, a long-acting injection, another medicine.
//!
//! All of them count elapsed time from an instant that the ledger knows; a clock change or a journey changes none of
//! it. (An injection counts days: it is given on a day, not at a minute.) What they answer is when something may or
//! should be taken by the rule that the person typed in. Deliberately not here: what to do when it was not. The app
//! computes no missed-dose instruction.

use super::days::LONGEST_STEP;
use crate::bindings::wire;
use crate::{Error, Result};
use chrono::{Duration, NaiveDate};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// The most minutes between two doses of an interval: 31 days. What is longer is counted in days.
pub const LONGEST_INTERVAL_MINUTES: u32 = 31 * 24 * 60;

/// So many minutes after another moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval(i64);

impl Interval {
    /// An interval in minutes.
    ///
    /// # Errors
    /// [`Error::Invalid`] outside 1 to [`LONGEST_INTERVAL_MINUTES`].
    pub fn new(minutes: u32) -> Result<Self> {
        if (1..=LONGEST_INTERVAL_MINUTES).contains(&minutes) {
            Ok(Self(i64::from(minutes) * MINUTE_MS))
        } else {
            Err(Error::Invalid)
        }
    }

    /// How many minutes.
    #[must_use]
    pub fn minutes(self) -> u32 {
        u32::try_from(self.0 / MINUTE_MS).unwrap_or(LONGEST_INTERVAL_MINUTES)
    }

    /// How many milliseconds.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// When it is over, for the last dose or for the dose that another one is linked to.
    #[must_use]
    pub const fn after(self, taken_ms: i64) -> i64 {
        taken_ms.saturating_add(self.0)
    }
}

/// What was typed in about a medicine that is taken as needed. Each part may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AsNeeded {
    /// The least time between two.
    pub gap: Option<Interval>,
    /// The most within any 24 hours.
    pub most_in_24_hours: Option<u8>,
    /// The most on one day.
    pub most_a_day: Option<u8>,
}

/// How a medicine that is taken as needed stands now. A warning and never a lock: the person logs what they took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsNeededNow {
    /// From when the rule has nothing against another one; `None` when it has nothing now.
    pub not_before_ms: Option<i64>,
    /// How many within the last 24 hours.
    pub in_24_hours: u32,
    /// How many today.
    pub today: u32,
}

impl AsNeeded {
    /// Checks what was typed in.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a most of none.
    pub fn new(self) -> Result<Self> {
        if self.most_in_24_hours == Some(0) || self.most_a_day == Some(0) {
            return Err(Error::Invalid);
        }
        Ok(self)
    }

    /// How it stands at `now_ms`, after doses at `taken_ms` in any order. `today` tells whether an instant lies on the
    /// person's day of now, and `tomorrow_ms` is when that day is over. A dose that lies ahead comes from a clock that
    /// was wrong: it counts as taken now, because it was taken.
    pub fn now(
        self,
        taken_ms: &[i64],
        now_ms: i64,
        today: impl Fn(i64) -> bool,
        tomorrow_ms: i64,
    ) -> AsNeededNow {
        let mut taken: Vec<i64> = taken_ms.iter().map(|at| (*at).min(now_ms)).collect();
        taken.sort_unstable();
        let in_24_hours: Vec<i64> = taken
            .iter()
            .copied()
            .filter(|at| now_ms.saturating_sub(*at) < DAY_MS)
            .collect();
        let on_day = taken.iter().filter(|at| today(**at)).count();
        let of_gap = self
            .gap
            .zip(taken.last())
            .map(|(gap, last)| gap.after(*last));
        let of_24_hours = self.most_in_24_hours.and_then(|most| {
            // The dose whose leaving makes room: with all of the most there, the oldest of them.
            let place = in_24_hours.len().checked_sub(most.into())?;
            in_24_hours.get(place).map(|at| at.saturating_add(DAY_MS))
        });
        let of_day = self.most_a_day.filter(|most| on_day >= usize::from(*most));
        let times = [of_gap, of_24_hours, of_day.map(|_| tomorrow_ms)];
        AsNeededNow {
            not_before_ms: times.into_iter().flatten().max().filter(|at| *at > now_ms),
            in_24_hours: crate::stats::count(in_24_hours.len()),
            today: crate::stats::count(on_day),
        }
    }
}

/// The window of a long-acting medicine, in days after the one that was really given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LongActing {
    earliest: u16,
    target: u16,
    latest: u16,
}

wire! {
    /// The days of the next one.
    #[derive(Copy, Eq)]
    pub struct LongActingDue {
        /// Not before this day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub earliest_on: NaiveDate,
        /// Planned for this day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub target_on: NaiveDate,
        /// At the latest on this day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub latest_on: NaiveDate,
    }
}

wire! {
    /// Where a day lies in the window of the next injection. A fact about dates; what to do about it the clinic knows.
    pub enum InjectionStage {
        /// It may not be given yet.
        TooEarly,
        /// It may be given and is planned for a later day.
        Open,
        /// It is planned for this day, or was for an earlier one, and the window is not over.
        Due,
        /// The window is over.
        Overdue,
    }
}

impl LongActingDue {
    /// Where a day lies.
    #[must_use]
    pub fn stage(self, today: NaiveDate) -> InjectionStage {
        if today < self.earliest_on {
            InjectionStage::TooEarly
        } else if today < self.target_on {
            InjectionStage::Open
        } else if today <= self.latest_on {
            InjectionStage::Due
        } else {
            InjectionStage::Overdue
        }
    }
}

impl LongActing {
    /// A window as the clinic gave it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for days out of order, none at all, or more than [`LONGEST_STEP`].
    pub fn new(earliest: u16, target: u16, latest: u16) -> Result<Self> {
        let in_order =
            (1..=target).contains(&earliest) && (target..=LONGEST_STEP).contains(&latest);
        if !in_order {
            return Err(Error::Invalid);
        }
        Ok(Self {
            earliest,
            target,
            latest,
        })
    }

    /// Its days after the one that was given: earliest, target, latest.
    #[must_use]
    pub const fn days(self) -> [u16; 3] {
        [self.earliest, self.target, self.latest]
    }

    /// The days of the next one, after one that was given on `given_on`; `None` past the end of the calendar.
    #[must_use]
    pub fn due(self, given_on: NaiveDate) -> Option<LongActingDue> {
        let after = |days: u16| given_on.checked_add_signed(Duration::days(days.into()));
        Some(LongActingDue {
            earliest_on: after(self.earliest)?,
            target_on: after(self.target)?,
            latest_on: after(self.latest)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR_MS: i64 = 60 * MINUTE_MS;

    fn rule(gap_hours: u32, most_in_24_hours: u8, most_a_day: u8) -> AsNeeded {
        AsNeeded {
            gap: Some(Interval::new(gap_hours * 60).unwrap()),
            most_in_24_hours: Some(most_in_24_hours),
            most_a_day: Some(most_a_day),
        }
        .new()
        .unwrap()
    }

    /// In hours, with days that begin at midnight of hour 0.
    fn at(rule: AsNeeded, taken: &[i64], now: i64) -> (Option<i64>, u32, u32) {
        let taken: Vec<i64> = taken.iter().map(|hour| hour * HOUR_MS).collect();
        let day = |at: i64| at.div_euclid(DAY_MS);
        let now_ms = now * HOUR_MS;
        let tomorrow = (day(now_ms) + 1) * DAY_MS;
        let found = rule.now(&taken, now_ms, |at| day(at) == day(now_ms), tomorrow);
        let hours = found.not_before_ms.map(|at| at / HOUR_MS);
        (hours, found.in_24_hours, found.today)
    }

    #[test]
    fn as_needed_waits_for_the_gap() {
        assert_eq!(at(rule(4, 9, 9), &[8], 10), (Some(12), 1, 1));
        assert_eq!(at(rule(4, 9, 9), &[8], 12), (None, 1, 1));
        assert_eq!(at(rule(4, 9, 9), &[], 12), (None, 0, 0));
    }

    #[test]
    fn as_needed_counts_any_24_hours_and_the_day() {
        let taken = [20, 26, 32];
        assert_eq!(
            at(rule(1, 3, 9), &taken, 40),
            (Some(44), 3, 2),
            "when the first of three is a day old"
        );
        assert_eq!(at(rule(1, 3, 9), &taken, 44), (None, 2, 2));
        assert_eq!(at(rule(1, 9, 2), &taken, 40), (Some(48), 3, 2), "tomorrow");
    }

    #[test]
    fn more_than_the_most_waits_for_enough_of_them_to_pass() {
        assert_eq!(
            at(rule(1, 2, 9), &[30, 31, 32, 33], 34),
            (Some(56), 4, 4),
            "the third is a day old"
        );
    }

    #[test]
    fn a_dose_that_lies_ahead_counts_as_now() {
        assert_eq!(at(rule(4, 9, 9), &[99], 10), (Some(14), 1, 1));
    }

    #[test]
    fn a_most_of_none_and_wrong_windows_are_refused() {
        let none = AsNeeded {
            most_a_day: Some(0),
            ..AsNeeded::default()
        };
        assert_eq!(none.new(), Err(Error::Invalid));
        for days in [(0, 1, 2), (3, 2, 4), (1, 5, 4), (1, 2, LONGEST_STEP + 1)] {
            assert_eq!(LongActing::new(days.0, days.1, days.2), Err(Error::Invalid));
        }
        for minutes in [0, LONGEST_INTERVAL_MINUTES + 1] {
            assert_eq!(Interval::new(minutes), Err(Error::Invalid));
        }
    }

    #[test]
    fn an_injection_is_counted_from_the_day_it_was_really_given() {
        let monthly = LongActing::new(26, 28, 42).unwrap();
        let due = monthly.due("2026-11-03".parse().unwrap()).unwrap();
        let days = [due.earliest_on, due.target_on, due.latest_on].map(|day| day.to_string());
        assert_eq!(days, ["2026-11-29", "2026-12-01", "2026-12-15"]);
        assert_eq!(monthly.due(NaiveDate::MAX), None);
        let stage = |day: &str| due.stage(day.parse().unwrap());
        assert_eq!(stage("2026-11-28"), InjectionStage::TooEarly);
        assert_eq!(stage("2026-11-29"), InjectionStage::Open);
        assert_eq!(stage("2026-12-01"), InjectionStage::Due);
        assert_eq!(stage("2026-12-15"), InjectionStage::Due);
        assert_eq!(stage("2026-12-16"), InjectionStage::Overdue);
    }

    proptest! {
        #[test]
        fn waiting_as_told_keeps_every_rule(taken in prop::collection::vec(0i64..200, 0..20), now in 200i64..260, gap in 1u32..12, most in 1u8..5, a_day in 1u8..5) {
            let rule = rule(gap, most, a_day);
            let (wait, ..) = at(rule, &taken, now);
            let then = wait.unwrap_or(now);
            let (again, in_24_hours, today) = at(rule, &taken, then);
            prop_assert_eq!(again, None, "nothing is against it then");
            prop_assert!(in_24_hours < u32::from(most) && today < u32::from(a_day));
            prop_assert!(taken.iter().all(|hour| then - hour >= i64::from(gap)));
            if let Some(wait) = wait {
                prop_assert!(at(rule, &taken, wait - 1).0.is_some() || wait - 1 < now, "and not an hour earlier");
            }
        }
    }
}
