//! Which backups are kept as time goes on.

use crate::DayStart;
use crate::{day_of, Moment};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// Of how many of the last days with a backup the newest one is kept.
const DAYS: usize = 5;
/// Of how many of the last weeks.
const WEEKS: usize = 4;
/// Of how many of the last months.
const MONTHS: usize = 6;

/// Those of the backups made at `at_ms` (milliseconds since 1970 UTC, in any order) that are no longer needed: all
/// but the newest of each of the last 5 days, 4 weeks and 6 months that have one. Days end at midnight in the zone of
/// `now`. A backup from the future, by a clock that was put back, is kept.
#[must_use]
pub fn backups_to_remove(at_ms: &[i64], now: Moment) -> Vec<i64> {
    let mut newest_first: Vec<i64> = at_ms.to_vec();
    newest_first.sort_unstable_by(|a, b| b.cmp(a));
    newest_first.dedup();
    let mut kept: BTreeSet<i64> = newest_first
        .iter()
        .copied()
        .filter(|at| *at > now.at_ms)
        .collect();
    let past: Vec<(i64, NaiveDate)> = newest_first
        .iter()
        .filter(|at| **at <= now.at_ms)
        .map(|at| (*at, day_of(*at, now.zone, DayStart::default())))
        .collect();
    keep(&mut kept, &past, DAYS, |day| (day.year(), day.ordinal()));
    keep(&mut kept, &past, WEEKS, |day| {
        (day.iso_week().year(), day.iso_week().week())
    });
    keep(&mut kept, &past, MONTHS, |day| (day.year(), day.month()));
    newest_first.retain(|at| !kept.contains(at));
    newest_first
}

fn keep(
    kept: &mut BTreeSet<i64>,
    newest_first: &[(i64, NaiveDate)],
    periods: usize,
    period_of: impl Fn(NaiveDate) -> (i32, u32),
) {
    let mut seen = BTreeSet::new();
    for (at, day) in newest_first {
        if seen.len() == periods {
            break;
        }
        if seen.insert(period_of(*day)) {
            kept.insert(*at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use proptest::prelude::*;

    const DAY: i64 = 86_400_000;
    const NOW: Moment = Moment {
        at_ms: 20_000 * DAY + DAY / 2,
        zone: Tz::UTC,
    };

    fn kept(at_ms: &[i64]) -> Vec<i64> {
        let removed = backups_to_remove(at_ms, NOW);
        let mut kept: Vec<i64> = at_ms
            .iter()
            .copied()
            .filter(|at| !removed.contains(at))
            .collect();
        kept.sort_unstable();
        kept
    }

    #[test]
    fn a_year_of_daily_backups_comes_down_to_a_dozen() {
        let daily: Vec<i64> = (0..365).map(|n| NOW.at_ms - n * DAY).collect();
        let kept = kept(&daily);
        assert!((10..=15).contains(&kept.len()), "{}", kept.len());
        let days_ago = |at: &i64| (NOW.at_ms - at) / DAY;
        let ages: Vec<i64> = kept.iter().rev().map(days_ago).collect();
        assert_eq!(ages[..5], [0, 1, 2, 3, 4]);
        assert!(ages
            .last()
            .is_some_and(|oldest| (120..190).contains(oldest)));
    }

    #[test]
    fn of_several_on_one_day_the_newest_stays() {
        let morning = NOW.at_ms - DAY / 4;
        assert_eq!(kept(&[morning, NOW.at_ms]), [NOW.at_ms]);
    }

    #[test]
    fn a_backup_from_the_future_is_kept_and_takes_nobodys_place() {
        let future = NOW.at_ms + 400 * DAY;
        let past = NOW.at_ms - 400 * DAY;
        assert_eq!(kept(&[future, past]), [past, future]);
    }

    proptest! {
        #[test]
        fn the_newest_is_always_kept_and_doing_it_twice_removes_nothing_more(
            days in proptest::collection::vec(-10i64..2_000, 1..80)
        ) {
            let at_ms: Vec<i64> = days.iter().map(|day| NOW.at_ms - day * DAY).collect();
            let once = kept(&at_ms);
            prop_assert_eq!(once.last(), at_ms.iter().max());
            prop_assert_eq!(kept(&once), once);
        }
    }
}
