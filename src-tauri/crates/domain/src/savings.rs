//! Savings: what the days that count did not cost, in money, time and units.
//!
//! The person says what a usual week took before. A rate holds from its day until the next one's; each day that
//! counts saves a seventh of it. The sums are kept in sevenths and divided once, so that seven days are a week to the
//! last hundredth. A day with a lapse saves nothing, and takes nothing away.

use crate::bindings::wire;
use crate::{Amount, Error, GoalId, Result};
use chrono::NaiveDate;

/// Money of a week, in hundredths: up to a million.
pub const MAX_MONEY: u32 = 100_000_000;

/// Minutes of a week.
pub const MAX_MINUTES: u32 = 7 * 24 * 60;

wire! {
    /// What a usual week took, from a day on. `None` is "not said".
    #[derive(Copy, Eq)]
    pub struct Rate {
        /// The goal.
        pub goal_id: GoalId,
        /// From this day on.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub from_on: NaiveDate,
        /// Money, in hundredths of the person's currency, at most [`MAX_MONEY`].
        pub money: Option<u32>,
        /// Time in minutes, at most [`MAX_MINUTES`].
        pub minutes: Option<u32>,
        /// Units of the goal.
        pub units: Option<Amount>,
    }
}

impl Rate {
    /// Checks the numbers.
    ///
    /// # Errors
    /// [`Error::Invalid`] above their limits.
    pub fn check(self) -> Result<Self> {
        let fits = self.money.is_none_or(|money| money <= MAX_MONEY)
            && self.minutes.is_none_or(|minutes| minutes <= MAX_MINUTES);
        if fits {
            Ok(self)
        } else {
            Err(Error::Invalid)
        }
    }
}

wire! {
    /// What was not spent. `None` where no rate says it.
    #[derive(Copy, Eq, Default)]
    pub struct Saved {
        /// Money, in hundredths of the person's currency.
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        pub money: Option<u64>,
        /// Time in minutes.
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        pub minutes: Option<u64>,
        /// Units of the goal, in thousandths.
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        pub units: Option<u64>,
    }
}

/// What the days that count have saved.
#[must_use]
pub fn saved(counted: impl Iterator<Item = NaiveDate>, rates: &[Rate]) -> Saved {
    let mut rates = rates.to_vec();
    rates.sort_by_key(|rate| rate.from_on);
    let mut days = vec![0_u64; rates.len()];
    for day in counted {
        let at = rates.partition_point(|rate| rate.from_on <= day);
        if let Some(days) = at.checked_sub(1).and_then(|at| days.get_mut(at)) {
            *days += 1;
        }
    }
    let sum = |of: fn(&Rate) -> Option<u64>| weeks(rates.iter().map(of).zip(&days));
    Saved {
        money: sum(|rate| rate.money.map(u64::from)),
        minutes: sum(|rate| rate.minutes.map(u64::from)),
        units: sum(|rate| rate.units.map(|units| u64::from(units.thousandths()))),
    }
}

/// The weeks of each rate, in full numbers; `None` when no rate says it.
fn weeks<'a>(rates: impl Iterator<Item = (Option<u64>, &'a u64)>) -> Option<u64> {
    let said = rates.filter_map(|(rate, days)| Some(rate? * days));
    said.reduce(|sum, sevenths| sum + sevenths)
        .map(|sevenths| sevenths / 7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Duration::days(n)
    }

    fn rate(from: i64, money: Option<u32>) -> Rate {
        Rate {
            goal_id: GoalId::new(0, &[0; 10]),
            from_on: day(from),
            money,
            minutes: None,
            units: None,
        }
    }

    fn money(days: std::ops::Range<i64>, rates: &[Rate]) -> Option<u64> {
        saved(days.map(day), rates).money
    }

    #[test]
    fn seven_days_save_a_week_to_the_last_hundredth() {
        assert_eq!(money(0..7, &[rate(0, Some(10_000))]), Some(10_000));
        assert_eq!(money(0..1, &[rate(0, Some(10_000))]), Some(1_428));
        assert_eq!(money(0..700, &[rate(0, Some(9_999))]), Some(999_900));
    }

    #[test]
    fn a_rate_holds_from_its_day_on() {
        let rates = [rate(7, Some(700)), rate(0, Some(1_400))];
        assert_eq!(money(0..14, &rates), Some(1_400 + 700));
        assert_eq!(
            money(-7..0, &rates),
            Some(0),
            "before the first there is none"
        );
    }

    #[test]
    fn what_no_rate_says_is_not_said() {
        assert_eq!(money(0..7, &[]), None);
        assert_eq!(money(0..7, &[rate(0, None)]), None);
        assert_eq!(
            money(0..14, &[rate(0, Some(700)), rate(7, None)]),
            Some(700)
        );
    }

    #[test]
    fn numbers_that_nobody_means_are_refused() {
        assert!(rate(0, Some(MAX_MONEY)).check().is_ok());
        assert_eq!(rate(0, Some(MAX_MONEY + 1)).check(), Err(Error::Invalid));
        let minutes = Rate {
            minutes: Some(MAX_MINUTES + 1),
            ..rate(0, None)
        };
        assert_eq!(minutes.check(), Err(Error::Invalid));
    }

    proptest! {
        #[test]
        fn a_rate_that_repeats_the_one_before_changes_nothing(week in 0u32..100_000, from in 0i64..100, length in 0i64..400) {
            prop_assert_eq!(
                money(0..length, &[rate(0, Some(week))]),
                money(0..length, &[rate(0, Some(week)), rate(from, Some(week))])
            );
        }
    }
}
