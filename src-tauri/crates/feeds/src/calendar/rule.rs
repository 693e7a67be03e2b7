//! Recurrence rules (RFC 5545 section 3.3.10), as far as a meeting on weekdays needs them.
//!
//! Weekly and daily by weekday, monthly by the first to fourth or last of a weekday, each with an interval, an end or a
//! count. Any other rule is no rule here: it is reported, never guessed at. Nothing is expanded: the end of a count is
//! arithmetic, so no rule takes long.

use super::stamp::{Stamp, Zones};
use crate::civil::digits;
use chrono::{Datelike, Duration, Months, NaiveDate, Weekday};
use mainstay_domain::{Nth, Rhythm};

/// The longest interval; the same as of the app's own schedules.
const LONGEST_INTERVAL: u32 = 1_000;

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// A weekday on which an event is held, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Series {
    pub weekday: Weekday,
    pub rhythm: Rhythm,
    pub from_on: NaiveDate,
    pub until_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
}

/// A rule that can be said.
#[derive(Debug)]
pub(super) struct Rule {
    frequency: Frequency,
    interval: u16,
    /// Weekdays, with which of the month; `None` is each.
    days: Vec<(Option<Nth>, Weekday)>,
    until: Option<Stamp>,
    count: Option<u32>,
    week_start: Weekday,
}

impl Rule {
    /// Reads a rule; `None` for one that cannot be said.
    pub fn parse(value: &str, zones: &Zones) -> Option<Self> {
        let mut frequency = None;
        let mut position = None;
        let mut rule = Self {
            frequency: Frequency::Weekly,
            interval: 1,
            days: Vec::new(),
            until: None,
            count: None,
            week_start: Weekday::Mon,
        };
        for part in value.trim().split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            match name.to_ascii_uppercase().as_str() {
                "FREQ" => frequency = Some(frequency_of(value)?),
                "INTERVAL" => rule.interval = interval(value)?,
                "BYDAY" => rule.days = days(value)?,
                "BYSETPOS" => position = Some(month_week(value)?),
                "UNTIL" => rule.until = Some(Stamp::parse(value, None, zones)?),
                "COUNT" => rule.count = Some(digits(value, 1..=9)?),
                "WKST" => rule.week_start = weekday(value)?,
                _ => return None,
            }
        }
        rule.frequency = frequency?;
        rule.placed(position)
    }

    /// With a `BYSETPOS`, which for one weekday is which of the month it is.
    fn placed(mut self, position: Option<Nth>) -> Option<Self> {
        let Some(position) = position else {
            return Some(self);
        };
        match self.days.as_mut_slice() {
            [(which @ None, _)] if self.frequency == Frequency::Monthly => {
                *which = Some(position);
                Some(self)
            }
            _ => None,
        }
    }

    /// The weekdays on which an event that begins at `start` is held; `None` when that cannot be said.
    pub fn series(&self, start: Stamp) -> Option<Vec<Series>> {
        let mut series = match self.frequency {
            Frequency::Daily if self.interval > 1 => return None,
            Frequency::Daily => self.weekly(start.on, &WEEK)?,
            Frequency::Weekly => self.weekly(start.on, &[start.on.weekday()])?,
            Frequency::Monthly if self.interval == 1 && self.is_each_week() => {
                self.weekly(start.on, &[])?
            }
            Frequency::Monthly => self.monthly(start.on)?,
        };
        let last = self.last_day(start, &series)?;
        for one in &mut series {
            one.until_on = last;
        }
        Some(series)
    }

    /// Whether it names weekdays, and none of them by its place in the month.
    fn is_each_week(&self) -> bool {
        !self.days.is_empty() && self.days.iter().all(|(which, _)| which.is_none())
    }

    fn weekly(&self, start: NaiveDate, without_days: &[Weekday]) -> Option<Vec<Series>> {
        let named: Vec<Weekday> = self.days.iter().map(|(_, day)| *day).collect();
        if !named.is_empty() && !self.is_each_week() {
            return None;
        }
        let days = if named.is_empty() {
            without_days
        } else {
            &named
        };
        let into_week = start.weekday().days_since(self.week_start);
        let week = start.checked_sub_signed(Duration::days(i64::from(into_week)))?;
        let step = Duration::weeks(i64::from(self.interval));
        let series = |weekday: &Weekday| {
            let offset = i64::from(weekday.days_since(self.week_start));
            let day = week.checked_add_signed(Duration::days(offset))?;
            Some(Series {
                weekday: *weekday,
                rhythm: Rhythm::Weeks(self.interval),
                from_on: if day < start {
                    day.checked_add_signed(step)?
                } else {
                    day
                },
                until_on: None,
            })
        };
        days.iter().map(series).collect()
    }

    fn monthly(&self, start: NaiveDate) -> Option<Vec<Series>> {
        let series = |(which, weekday): &(Option<Nth>, Weekday)| {
            Some(Series {
                weekday: *weekday,
                rhythm: Rhythm::Months(self.interval, (*which)?),
                from_on: start,
                until_on: None,
            })
        };
        if self.days.is_empty() {
            return None;
        }
        self.days.iter().map(series).collect()
    }

    /// The last day on which it may be held, if there is one; the outer `None` for a count that no
    /// calendar has room for.
    #[expect(clippy::option_option, reason = "no end, and no answer")]
    fn last_day(&self, start: Stamp, series: &[Series]) -> Option<Option<NaiveDate>> {
        if let Some(count) = self.count {
            return last_counted(start.on, series, count).map(Some);
        }
        let Some(until) = self.until.map(|until| until.on_clock(start.clock)) else {
            return Some(None);
        };
        let is_before = until.at.is_some() && until.at < start.at;
        Some(if is_before {
            until.on.pred_opt()
        } else {
            Some(until.on)
        })
    }
}

/// The day of the last of `count` occurrences: each period after the first has one for each series.
fn last_counted(start: NaiveDate, series: &[Series], count: u32) -> Option<NaiveDate> {
    let mut first = days_of_period(start, series, 0)?;
    first.retain(|day| *day >= start);
    let place = usize::try_from(count).ok()?.checked_sub(1)?;
    let Some(beyond) = place.checked_sub(first.len()) else {
        return first.get(place).copied();
    };
    let periods = u32::try_from(beyond.checked_div(series.len())?)
        .ok()?
        .checked_add(1)?;
    let days = days_of_period(start, series, periods)?;
    days.get(beyond.checked_rem(series.len())?).copied()
}

/// The days of a period, 0 being the one with `start`, in order.
fn days_of_period(start: NaiveDate, series: &[Series], period: u32) -> Option<Vec<NaiveDate>> {
    let day = |one: &Series| match one.rhythm {
        Rhythm::Once => None,
        Rhythm::Weeks(every) => {
            let weeks = i64::from(every) * i64::from(period);
            one.from_on.checked_add_signed(Duration::weeks(weeks))
        }
        Rhythm::Months(every, which) => {
            let months = Months::new(u32::from(every).checked_mul(period)?);
            let month = start.with_day(1)?.checked_add_months(months)?;
            day_in_month(month, which, one.weekday)
        }
    };
    let mut days = series.iter().map(day).collect::<Option<Vec<_>>>()?;
    days.sort_unstable();
    Some(days)
}

/// The day of a weekday in the month of `any`.
fn day_in_month(any: NaiveDate, which: Nth, weekday: Weekday) -> Option<NaiveDate> {
    let nth = |nth| NaiveDate::from_weekday_of_month_opt(any.year(), any.month(), weekday, nth);
    match which {
        Nth::First => nth(1),
        Nth::Second => nth(2),
        Nth::Third => nth(3),
        Nth::Fourth => nth(4),
        Nth::Last => nth(5).or_else(|| nth(4)),
    }
}

fn frequency_of(value: &str) -> Option<Frequency> {
    match value.to_ascii_uppercase().as_str() {
        "DAILY" => Some(Frequency::Daily),
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        _ => None,
    }
}

fn interval(value: &str) -> Option<u16> {
    let interval = digits(value, 1..=4)?;
    if !(1..=LONGEST_INTERVAL).contains(&interval) {
        return None;
    }
    u16::try_from(interval).ok()
}

/// Weekdays, each once: at most the seven, each in five places of the month.
fn days(value: &str) -> Option<Vec<(Option<Nth>, Weekday)>> {
    let mut days = Vec::new();
    for word in value.split(',') {
        let name = word.get(word.len().checked_sub(2)?..)?;
        let place = word.strip_suffix(name)?;
        let which = if place.is_empty() {
            None
        } else {
            Some(month_week(place)?)
        };
        let day = (which, weekday(name)?);
        if !days.contains(&day) {
            days.push(day);
        }
    }
    Some(days)
}

/// A fifth weekday is in some months only, and the last but one has no name: neither can be said.
fn month_week(place: &str) -> Option<Nth> {
    match place.strip_prefix('+').unwrap_or(place) {
        "1" => Some(Nth::First),
        "2" => Some(Nth::Second),
        "3" => Some(Nth::Third),
        "4" => Some(Nth::Fourth),
        "-1" => Some(Nth::Last),
        _ => None,
    }
}

fn weekday(name: &str) -> Option<Weekday> {
    match name.to_ascii_uppercase().as_str() {
        "MO" => Some(Weekday::Mon),
        "TU" => Some(Weekday::Tue),
        "WE" => Some(Weekday::Wed),
        "TH" => Some(Weekday::Thu),
        "FR" => Some(Weekday::Fri),
        "SA" => Some(Weekday::Sat),
        "SU" => Some(Weekday::Sun),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
