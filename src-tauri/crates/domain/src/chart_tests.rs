use super::*;
use proptest::prelude::*;

/// Day 0 is Thursday, 1 January 2026.
fn day(n: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Duration::days(n)
}

fn values(days: &[(i64, f64)]) -> Vec<DayValue> {
    let of = |(n, value): &(i64, f64)| DayValue {
        day_on: day(*n),
        value: *value,
    };
    days.iter().map(of).collect()
}

fn of(measure: ChartMeasure, range: ChartRange, to: i64, days: &[(i64, f64)]) -> Chart {
    let from = chart_from(range, day(to), day(0));
    chart(measure, range, from, day(to), &values(days), &[])
}

#[test]
fn a_day_without_a_value_is_a_gap() {
    let made = of(
        ChartMeasure::Mood,
        ChartRange::Days7,
        6,
        &[(0, 2.0), (3, 4.0)],
    );
    let shown: Vec<_> = made.buckets.iter().map(|one| one.value).collect();
    assert_eq!(shown, [Some(2.0), None, None, Some(4.0), None, None, None]);
    assert_eq!((made.summary.days, made.summary.of_days), (2, 7));
}

#[test]
fn a_year_is_told_in_weeks_that_begin_on_monday() {
    let made = of(
        ChartMeasure::Mood,
        ChartRange::Days365,
        364,
        &[(0, 1.0), (1, 3.0), (4, 5.0)],
    );
    assert_eq!(made.unit, BucketUnit::Week);
    assert_eq!(
        made.buckets[0].until_on,
        day(3),
        "the first week is what is left of it"
    );
    assert_eq!(
        (made.buckets[0].value, made.buckets[1].value),
        (Some(2.0), Some(5.0))
    );
    assert!(made.buckets[1..]
        .iter()
        .all(|one| one.from_on.weekday() == chrono::Weekday::Mon));
}

#[test]
fn counts_are_added_and_moods_are_averaged() {
    let days = [(0, 2.0), (1, 3.0)];
    let sum = of(ChartMeasure::Cravings, ChartRange::All, 400, &days);
    let mean = of(ChartMeasure::Craving, ChartRange::All, 400, &days);
    assert_eq!(
        (sum.buckets[0].value, mean.buckets[0].value),
        (Some(5.0), Some(2.5))
    );
    assert_eq!((sum.summary.total, mean.summary.total), (Some(5.0), None));
}

#[test]
fn the_usual_is_the_middle_half_of_the_days() {
    let days: Vec<_> = (0..8)
        .map(|n| {
            (
                n,
                [1., 2., 2., 3., 3., 4., 4., 5.][usize::try_from(n).unwrap()],
            )
        })
        .collect();
    let made = of(ChartMeasure::Mood, ChartRange::Days30, 29, &days);
    assert_eq!(
        (made.summary.usual_low, made.summary.usual_high),
        (Some(2.0), Some(4.0))
    );
    let none = of(ChartMeasure::Mood, ChartRange::Days30, 29, &[]);
    assert_eq!(
        (none.summary.usual_low, none.summary.change),
        (None, Change::Unknown)
    );
}

#[test]
fn a_comparison_needs_enough_days_and_a_difference_that_can_be_felt() {
    let compare = |now: &[f64], before: &[f64]| {
        let days = |list: &[f64]| -> Vec<_> {
            list.iter()
                .zip(0..)
                .map(|(value, n)| DayValue {
                    day_on: day(n),
                    value: *value,
                })
                .collect()
        };
        chart(
            ChartMeasure::Mood,
            ChartRange::Days7,
            day(0),
            day(6),
            &days(now),
            &days(before),
        )
        .summary
        .change
    };
    assert_eq!(compare(&[3.0; 5], &[2.0; 5]), Change::Higher);
    assert_eq!(compare(&[2.0; 5], &[3.0; 5]), Change::Lower);
    assert_eq!(compare(&[3.0; 5], &[2.8; 5]), Change::Same);
    assert_eq!(compare(&[3.0; 4], &[2.0; 5]), Change::Unknown);
    assert_eq!(compare(&[3.0; 5], &[2.0; 4]), Change::Unknown);
}

#[test]
fn a_number_of_any_size_is_compared_by_a_tenth() {
    let days = |value: f64| -> Vec<_> { (0..5).map(|n| (n, value)).collect() };
    let compare = |now: f64, before: f64| {
        let [now, before] = [now, before].map(|value| values(&days(value)));
        change(ChartMeasure::ItemNumber, &now, &before)
    };
    assert_eq!(compare(8_200.0, 8_000.0), Change::Same);
    assert_eq!(compare(8_900.0, 8_000.0), Change::Higher);
    assert_eq!(compare(0.2, 0.3), Change::Lower);
    assert_eq!(compare(0.0, 0.0), Change::Same);
    assert_eq!(compare(0.5, 0.0), Change::Higher);
}

proptest! {
    #[test]
    fn buckets_cover_every_day_once_and_are_few(length in 0i64..4_000, at in 0usize..5) {
        let range = [ChartRange::Days7, ChartRange::Days30, ChartRange::Days90, ChartRange::Days365, ChartRange::All][at];
        let made = of(ChartMeasure::Mood, range, length, &[]);
        prop_assert!(made.buckets.len() <= 370);
        prop_assert_eq!(made.buckets.first().map(|one| one.from_on), Some(made.from_on));
        prop_assert_eq!(made.buckets.last().map(|one| one.until_on), Some(day(length)));
        for pair in made.buckets.windows(2) {
            prop_assert_eq!(pair[0].until_on + Duration::days(1), pair[1].from_on);
        }
    }

    #[test]
    fn nothing_is_lost_or_counted_twice(days in prop::collection::btree_map(0i64..900, 0u8..9, 0..200), at in 0usize..5) {
        let range = [ChartRange::Days7, ChartRange::Days30, ChartRange::Days90, ChartRange::Days365, ChartRange::All][at];
        let from = (chart_from(range, day(900), day(0)) - day(0)).num_days();
        let list: Vec<_> = days.into_iter().filter(|(n, _)| *n >= from).map(|(n, v)| (n, f64::from(v))).collect();
        let made = of(ChartMeasure::Cravings, range, 900, &list);
        let sum: f64 = made.buckets.iter().filter_map(|one| one.value).sum();
        prop_assert_eq!(sum, list.iter().map(|(_, value)| value).sum::<f64>());
    }
}
