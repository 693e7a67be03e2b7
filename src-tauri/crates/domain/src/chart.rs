//! Charts: daily values gathered into buckets, and what can honestly be said about them in a sentence.
//!
//! A day without a value is a gap, never a nought. Counts are the exception: a day on which something was logged and
//! no craving among it has none. Comparisons with the days before are made only when both have enough days, and a
//! small difference is "about the same": moods of single days scatter by about one face.

use crate::bindings::wire;
use crate::{ChartMeasure, ChartRange, CheckInItemId, DiaryDoses};
use chrono::{Datelike, Duration, Months, NaiveDate};

/// The most buckets of a chart: a year of days, or seven years of weeks.
const MAX_BUCKETS: i64 = 370;

/// So many days with a value are needed on each side of a comparison.
const COMPARED_DAYS: u32 = 5;

wire! {
    /// What one bucket holds.
    pub enum BucketUnit {
        /// One day.
        Day,
        /// A week, Monday to Sunday.
        Week,
        /// A month of the calendar.
        Month,
    }
}

/// The value of one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayValue {
    /// The local day.
    pub day_on: NaiveDate,
    /// Its value, in the measure's own unit.
    pub value: f64,
}

wire! {
    /// One bucket of a chart.
    #[derive(Copy)]
    pub struct Bucket {
        /// Its first day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub from_on: NaiveDate,
        /// Its last day within the chart.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub until_on: NaiveDate,
        /// How many of its days have a value.
        pub days: u32,
        /// The mean of its days, or their sum for a count; `None` for a gap.
        pub value: Option<f64>,
        /// The lowest of its days.
        pub low: Option<f64>,
        /// The highest of its days.
        pub high: Option<f64>,
        /// What became of the doses that were due, for their chart.
        pub doses: Option<DiaryDoses>,
    }
}

wire! {
    /// How a period compares with the one of the same length before it.
    pub enum Change {
        /// Too few days to say.
        Unknown,
        /// Higher, or more.
        Higher,
        /// Lower, or fewer.
        Lower,
        /// About the same.
        Same,
    }
}

wire! {
    /// What can be said about a chart in a sentence.
    #[derive(Copy)]
    pub struct ChartSummary {
        /// How many days have a value.
        pub days: u32,
        /// Of how many.
        pub of_days: u32,
        /// The middle half of the days lies between this
        pub usual_low: Option<f64>,
        /// and this.
        pub usual_high: Option<f64>,
        /// The sum, for a count.
        pub total: Option<f64>,
        /// The sum of the period before, for a count; `None` when it was not logged.
        pub total_before: Option<f64>,
        /// Beside the period before.
        pub change: Change,
        /// What became of the doses that were due, for their chart.
        pub doses: Option<DiaryDoses>,
    }
}

wire! {
    /// A chart.
    pub struct Chart {
        /// What it shows.
        pub measure: ChartMeasure,
        /// The check-in item that it is about.
        pub item_id: Option<CheckInItemId>,
        /// How far back it looks.
        pub range: ChartRange,
        /// What one bucket holds.
        pub unit: BucketUnit,
        /// Its first day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub from_on: NaiveDate,
        /// Its last day: today.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub until_on: NaiveDate,
        /// All of it in order, gaps included; at most 370.
        pub buckets: Vec<Bucket>,
        /// What can be said about it.
        pub summary: ChartSummary,
    }
}

/// The first day of a chart that ends today.
#[must_use]
pub fn chart_from(range: ChartRange, today: NaiveDate, first: NaiveDate) -> NaiveDate {
    match range.days() {
        Some(days) => today - Duration::days(days - 1),
        None => first.min(today),
    }
}

/// Draws up a chart from the values of its days. `before`: those of as many days before it, where they are wanted.
#[must_use]
pub fn chart(
    measure: ChartMeasure,
    range: ChartRange,
    from_on: NaiveDate,
    until_on: NaiveDate,
    values: &[DayValue],
    before: &[DayValue],
) -> Chart {
    let unit = unit(range, from_on, until_on);
    Chart {
        measure,
        item_id: None,
        range,
        unit,
        from_on,
        until_on,
        buckets: buckets(measure, unit, from_on, until_on, values),
        summary: summary(measure, from_on, until_on, values, before),
    }
}

/// The finest unit that can still be read: days up to a quarter, weeks up to seven years, then months.
fn unit(range: ChartRange, from_on: NaiveDate, until_on: NaiveDate) -> BucketUnit {
    let days = (until_on - from_on).num_days() + 1;
    match range {
        ChartRange::Days7 | ChartRange::Days30 | ChartRange::Days90 => BucketUnit::Day,
        ChartRange::Days365 => BucketUnit::Week,
        ChartRange::All if days <= 90 => BucketUnit::Day,
        ChartRange::All if days <= 3 * 365 => BucketUnit::Week,
        ChartRange::All => BucketUnit::Month,
    }
}

fn buckets(
    measure: ChartMeasure,
    unit: BucketUnit,
    from_on: NaiveDate,
    until_on: NaiveDate,
    values: &[DayValue],
) -> Vec<Bucket> {
    let mut values: Vec<_> = values.to_vec();
    values.sort_by_key(|one| one.day_on);
    let mut made = Vec::new();
    let mut begins = from_on;
    let limit = usize::try_from(MAX_BUCKETS).unwrap_or(usize::MAX);
    while begins <= until_on && made.len() < limit {
        let next = next_begin(unit, begins);
        let ends = (next - Duration::days(1)).min(until_on);
        let from = values.partition_point(|one| one.day_on < begins);
        let to = values.partition_point(|one| one.day_on <= ends);
        let within = values.get(from..to).unwrap_or_default();
        made.push(bucket(measure, begins, ends, within));
        begins = next;
    }
    made
}

/// The first day of the next bucket.
fn next_begin(unit: BucketUnit, day: NaiveDate) -> NaiveDate {
    match unit {
        BucketUnit::Day => day + Duration::days(1),
        BucketUnit::Week => {
            day + Duration::days(7 - i64::from(day.weekday().num_days_from_monday()))
        }
        BucketUnit::Month => day
            .with_day(1)
            .and_then(|first| first.checked_add_months(Months::new(1)))
            .unwrap_or(NaiveDate::MAX),
    }
}

fn bucket(
    measure: ChartMeasure,
    from_on: NaiveDate,
    until_on: NaiveDate,
    days: &[DayValue],
) -> Bucket {
    let sum: f64 = days.iter().map(|day| day.value).sum();
    let value = if measure.is_count() {
        sum
    } else {
        sum / f64::from(count(days))
    };
    let said = |value: f64| (!days.is_empty()).then_some(value);
    Bucket {
        from_on,
        until_on,
        days: count(days),
        value: said(value),
        low: days.iter().map(|day| day.value).reduce(f64::min),
        high: days.iter().map(|day| day.value).reduce(f64::max),
        doses: None,
    }
}

fn summary(
    measure: ChartMeasure,
    from_on: NaiveDate,
    until_on: NaiveDate,
    values: &[DayValue],
    before: &[DayValue],
) -> ChartSummary {
    let mut sorted: Vec<f64> = values.iter().map(|day| day.value).collect();
    sorted.sort_by(f64::total_cmp);
    let sum = |days: &[DayValue]| days.iter().map(|day| day.value).sum::<f64>();
    let is_count = measure.is_count();
    ChartSummary {
        days: count(values),
        of_days: u32::try_from((until_on - from_on).num_days() + 1).unwrap_or(0),
        usual_low: quartile(&sorted, 1),
        usual_high: quartile(&sorted, 3),
        total: is_count.then(|| sum(values)),
        total_before: (is_count && !before.is_empty()).then(|| sum(before)),
        change: change(measure, values, before),
        doses: None,
    }
}

/// The value below which `quarter` quarters of the days lie: the nearest rank, so that it is a day's own value.
fn quartile(sorted: &[f64], quarter: usize) -> Option<f64> {
    let rank = (sorted.len() * quarter).div_ceil(4).max(1);
    sorted.get(rank - 1).copied()
}

fn change(measure: ChartMeasure, values: &[DayValue], before: &[DayValue]) -> Change {
    if count(values) < COMPARED_DAYS || count(before) < COMPARED_DAYS {
        return Change::Unknown;
    }
    let of = |days: &[DayValue]| {
        let sum: f64 = days.iter().map(|day| day.value).sum();
        if measure.is_count() {
            sum
        } else {
            sum / f64::from(count(days))
        }
    };
    let before = of(before);
    let difference = of(values) - before;
    if difference.abs() < measure.notable(before) {
        Change::Same
    } else if difference > 0.0 {
        Change::Higher
    } else {
        Change::Lower
    }
}

fn count(days: &[DayValue]) -> u32 {
    u32::try_from(days.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "chart_tests.rs"]
mod tests;
