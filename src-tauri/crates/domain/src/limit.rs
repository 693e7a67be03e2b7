//! Limits of a goal, and the days on which use went over them.
//!
//! The rule, as it stands on the screen too: **a day within the limit counts.** A day is over when its own use is more
//! than the day's limit, or when with it the week's use, from Monday on, is more than the week's. A day without use is
//! never over. A limit holds from its day until the next one's, so that a later one changes no earlier day.

use crate::bindings::wire;
use crate::{Amount, Error, GoalId, Result};
use chrono::{Datelike, NaiveDate};

wire! {
    /// The most that somebody wants to use, from a day on. With neither there is no limit from that day on.
    #[derive(Copy, Eq)]
    pub struct Limit {
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
}

wire! {
    /// What was used on one day.
    #[derive(Copy, Eq)]
    pub struct UsedOn {
        /// The local day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
        /// How much, in thousandths of the goal's unit.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        pub amount: u64,
    }
}

impl Limit {
    /// Checks that the two numbers can both be meant: one day within its limit must not be a whole week over its own.
    ///
    /// # Errors
    /// [`Error::WeekBelowDay`] for a week's limit that is smaller than the day's.
    pub fn check(self) -> Result<Self> {
        match (self.daily, self.weekly) {
            (Some(daily), Some(weekly)) if weekly < daily => Err(Error::WeekBelowDay),
            _ => Ok(self),
        }
    }
}

/// The limit that holds on a day.
#[must_use]
pub fn limit_on(limits: &[Limit], day: NaiveDate) -> Option<Limit> {
    limits
        .iter()
        .filter(|limit| limit.from_on <= day)
        .max_by_key(|limit| limit.from_on)
        .copied()
}

/// The days on which use went over the limit, oldest first. `used` may be in any order, with several of a day.
#[must_use]
pub fn days_over(limits: &[Limit], used: &[UsedOn]) -> Vec<NaiveDate> {
    if limits.is_empty() {
        return Vec::new();
    }
    let mut week = (None, 0_u64);
    by_day(used)
        .into_iter()
        .filter(|(day, amount)| {
            let monday = *day - chrono::Duration::days(day.weekday().num_days_from_monday().into());
            let before = if week.0 == Some(monday) { week.1 } else { 0 };
            week = (Some(monday), before.saturating_add(*amount));
            limit_on(limits, *day)
                .is_some_and(|limit| is_over(limit.daily, *amount) || is_over(limit.weekly, week.1))
        })
        .map(|(day, _)| day)
        .collect()
}

fn by_day(used: &[UsedOn]) -> std::collections::BTreeMap<NaiveDate, u64> {
    let mut days = std::collections::BTreeMap::new();
    for one in used.iter().filter(|one| one.amount > 0) {
        let sum: &mut u64 = days.entry(one.day_on).or_default();
        *sum = sum.saturating_add(one.amount);
    }
    days
}

fn is_over(limit: Option<Amount>, used: u64) -> bool {
    limit.is_some_and(|limit| used > u64::from(limit.thousandths()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Day 0 is a Monday.
    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() + chrono::Duration::days(n)
    }

    fn limit(from: i64, daily: Option<i64>, weekly: Option<i64>) -> Limit {
        let amount = |units: i64| Amount::new(units * 1_000).unwrap();
        Limit {
            goal_id: GoalId::new(0, &[0; 10]),
            from_on: day(from),
            daily: daily.map(amount),
            weekly: weekly.map(amount),
        }
    }

    fn over(limits: &[Limit], used: &[(i64, u64)]) -> Vec<i64> {
        let used: Vec<_> = used
            .iter()
            .map(|(n, units)| UsedOn {
                day_on: day(*n),
                amount: units * 1_000,
            })
            .collect();
        let days = days_over(limits, &used);
        days.into_iter()
            .map(|one| (one - day(0)).num_days())
            .collect()
    }

    #[test]
    fn a_day_is_over_when_it_has_more_than_its_limit() {
        let daily = [limit(0, Some(2), None)];
        assert_eq!(over(&daily, &[(0, 2), (1, 3), (2, 1), (2, 2)]), [1, 2]);
    }

    #[test]
    fn a_week_holds_at_least_one_day_of_its_limit() {
        let refused = limit(0, Some(5_000), Some(1_000)).check();
        assert_eq!(refused, Err(Error::WeekBelowDay));
        for (daily, weekly) in [
            (Some(3), Some(3)),
            (Some(2), Some(14)),
            (Some(5), None),
            (None, Some(1)),
            (None, None),
        ] {
            let both = limit(0, daily, weekly);
            assert_eq!(both.check(), Ok(both));
        }
    }

    #[test]
    fn a_week_is_over_from_the_day_that_brings_it_over_until_sunday() {
        let weekly = [limit(0, None, Some(5))];
        assert_eq!(
            over(&weekly, &[(0, 3), (2, 2), (4, 1), (6, 1), (7, 1)]),
            [4, 6]
        );
    }

    #[test]
    fn a_limit_holds_from_its_day_and_can_end() {
        let limits = [
            limit(0, Some(1), None),
            limit(7, Some(3), None),
            limit(14, None, None),
        ];
        assert_eq!(
            over(&limits, &[(-1, 9), (3, 2), (8, 3), (9, 4), (15, 9)]),
            [3, 9]
        );
    }

    #[test]
    fn without_a_limit_or_without_use_no_day_is_over() {
        assert_eq!(over(&[], &[(0, 99)]), [0; 0]);
        assert_eq!(over(&[limit(0, Some(0), Some(0))], &[(0, 0)]), [0; 0]);
        assert_eq!(over(&[limit(0, Some(0), None)], &[(0, 1)]), [0]);
    }

    proptest! {
        #[test]
        fn the_order_of_entry_does_not_matter(used in prop::collection::vec((0i64..60, 0u64..5), 0..60).prop_shuffle(), daily in 0i64..6, weekly in 0i64..20) {
            let limits = [limit(10, Some(daily), Some(weekly))];
            let mut sorted = used.clone();
            sorted.sort_unstable();
            prop_assert_eq!(over(&limits, &used), over(&limits, &sorted));
        }

        #[test]
        fn a_later_limit_changes_no_earlier_day(used in prop::collection::vec((0i64..60, 0u64..5), 0..60), later in 20i64..50, daily in 0i64..6) {
            let first = [limit(0, Some(2), Some(6))];
            let both = [first[0], limit(later, Some(daily), None)];
            let before = |days: Vec<i64>| days.into_iter().filter(|n| *n < later).collect::<Vec<_>>();
            prop_assert_eq!(before(over(&first, &used)), before(over(&both, &used)));
        }
    }
}
