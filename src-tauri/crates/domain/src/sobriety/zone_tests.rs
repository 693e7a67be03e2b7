//! Sober time of people who travel, and in every zone. A day is settled where and when it is logged; these tests say
//! how far the count of such days can be from the time that has passed.

use super::*;
use crate::time::{day_of, DayStart};
use chrono::Duration;
use chrono_tz::{Tz, TZ_VARIANTS};
use proptest::prelude::*;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// From the westernmost zone to the easternmost: 12 hours behind UTC, 14 before it.
const WIDEST_MS: i64 = 26 * HOUR_MS;

/// 1 January 1970 to the end of 2037, in milliseconds.
fn instants() -> std::ops::Range<i64> {
    0..2_145_916_800_000
}

fn zones() -> impl Strategy<Value = Tz> {
    (0..TZ_VARIANTS.len()).prop_map(|n| TZ_VARIANTS[n])
}

fn seen(started_on: NaiveDate, lapses: &[NaiveDate], today: NaiveDate) -> SoberTime {
    sober_time(&SoberTimeInput {
        goal_id: GoalId::new(0, &[0; 10]),
        started_on,
        breaks: &[],
        stays: &[],
        lapses,
        over: &[],
        today,
        first_day_counts: true,
    })
}

#[test]
fn in_one_zone_no_day_comes_back_and_none_is_left_out_but_at_the_date_line() {
    // Zones that moved to the other side of the date line left out a day.
    let moved = |zone: Tz, day: NaiveDate| {
        let left_out = [
            ("Pacific/Apia", "2011-12-30"),
            ("Pacific/Fakaofo", "2011-12-30"),
            ("Pacific/Kwajalein", "1993-08-21"),
            ("Kwajalein", "1993-08-21"),
            ("Pacific/Enderbury", "1994-12-31"),
            ("Pacific/Kanton", "1994-12-31"),
            ("Pacific/Kiritimati", "1994-12-31"),
        ];
        let day = day.to_string();
        left_out.contains(&(zone.name(), day.as_str()))
    };
    for zone in TZ_VARIANTS {
        let mut before = day_of(0, zone, DayStart::default());
        // Shorter than any day: none is stepped over.
        for at_ms in instants().step_by(usize::try_from(19 * HOUR_MS).unwrap()) {
            let day = day_of(at_ms, zone, DayStart::default());
            let steps = (day - before).num_days();
            let usual = (0..=1).contains(&steps);
            let skipped = steps == 2 && moved(zone, before + Duration::days(1));
            assert!(usual || skipped, "{zone}: {before}, then {day}");
            before = day;
        }
    }
}

#[test]
fn the_29th_of_february_is_a_day_like_any_other() {
    for (year, days) in [(2023, 2), (2024, 3), (2100, 2)] {
        let of = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        assert_eq!(seen(of(2, 28), &[], of(3, 1)).total_days, days, "{year}");
    }
    let leap = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let year = seen(leap, &[], leap + Duration::days(365));
    assert_eq!(year.current_run_days, 366, "both ends count");
}

proptest! {
    #[test]
    fn no_journey_makes_more_days_than_have_passed(started_ms in instants(), passed in 0..400 * DAY_MS, from in zones(), to in zones(), start in 0i64..=12) {
        let start = DayStart::new(start).unwrap();
        let (first, today) = (day_of(started_ms, from, start), day_of(started_ms + passed, to, start));
        let days = i64::from(seen(first, &[], today).total_days);
        // The first day and the last are begun, not whole, and a flight over the date line wins or loses a date.
        prop_assert!((days - 2) * DAY_MS <= passed + WIDEST_MS, "{days} days in {passed} ms");
        prop_assert!((days + 2) * DAY_MS + WIDEST_MS >= passed, "{days} days in {passed} ms");
    }

    #[test]
    fn in_one_zone_the_total_is_at_most_the_days_that_were_begun(started_ms in instants(), passed in 0..400 * DAY_MS, zone in zones(), start in 0i64..=12) {
        let start = DayStart::new(start).unwrap();
        let (first, today) = (day_of(started_ms, zone, start), day_of(started_ms + passed, zone, start));
        let days = i64::from(seen(first, &[], today).total_days);
        prop_assert!((days - 2) * DAY_MS <= passed + 25 * HOUR_MS, "a day of 23 hours, or one left out");
    }

    #[test]
    fn a_lapse_logged_anywhere_takes_one_day_and_changes_none_before_it(started_ms in instants(), lapses in prop::collection::vec((0..100 * DAY_MS, zones()), 0..6), more in (0..100 * DAY_MS, zones()), home in zones()) {
        let start = DayStart::default();
        let first = day_of(started_ms, home, start);
        let on = |(after, zone): &(i64, Tz)| day_of(started_ms + after, *zone, start);
        let mut days: Vec<NaiveDate> = lapses.iter().map(on).collect();
        let today = first + Duration::days(101);
        let was = seen(first, &days, today).total_days;
        let new = on(&more);
        let before = seen(first, &days, new - Duration::days(1));
        days.push(new);
        let is = seen(first, &days, today).total_days;
        prop_assert!(is == was || is + 1 == was);
        prop_assert_eq!(seen(first, &days, new - Duration::days(1)), before);
        days.reverse();
        prop_assert_eq!(seen(first, &days, today).total_days, is);
    }
}
