//! When a listed meeting is next, among a hundred thousand others.
//!
//! Nearly all of them are held each week on one weekday, by the clock of their place. A search must not work out when
//! each of them is next. So each has a *base minute*: where its start lay in the week of UTC when it was imported. In
//! the order of these, meetings are in the order of their next starts but for what clocks were moved since, and that is
//! less than [`BASE_SLACK_MINUTES`]. A search walks along the base minutes and works out few exact starts.

use super::{Held, MinuteOfDay, Rhythm};
use crate::schedule::{DayRule, DueDays, Weekdays};
use crate::time::{local_time, resolve};
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Timelike};
use chrono_tz::Tz;

/// Minutes of a week.
pub const WEEK_MINUTES: u16 = 7 * 24 * 60;

/// How far a start may lie from its base minute: clocks are moved by an hour, by two at one station in the Antarctic,
/// and by two where a country changes its zone and gives summer time up.
pub const BASE_SLACK_MINUTES: i64 = 2 * 60;

/// Weekly meetings without a first date are counted from here, a Monday; it is before every import.
const LONG_AGO: NaiveDate = match NaiveDate::from_ymd_opt(2001, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

impl Held {
    /// Its start as minutes after the beginning of Monday, on its own clock: 0 to 10,079.
    #[must_use]
    pub fn week_minute(&self) -> u16 {
        let days = self.weekday.num_days_from_monday();
        u16::try_from(days).unwrap_or(0) * 24 * 60 + self.start.get()
    }

    /// Whether it is held each week, whatever the week.
    #[must_use]
    pub const fn is_each_week(&self) -> bool {
        matches!(self.rhythm, Rhythm::Weeks(1))
            && self.from_on.is_none()
            && self.until_on.is_none()
            && self.left_out.is_empty()
    }

    /// Whether it is held on `day`.
    #[must_use]
    pub fn is_on(&self, day: NaiveDate) -> bool {
        if self.is_each_week() {
            return day.weekday() == self.weekday;
        }
        self.next_on(day) == Some(day)
    }

    /// The first day from `from` on, it included, on which it is held; `None` when there is none any more.
    #[must_use]
    pub fn next_on(&self, from: NaiveDate) -> Option<NaiveDate> {
        let days = self.days()?;
        let mut due = days.next(from);
        while let Some(day) = due.filter(|day| self.left_out.contains(day)) {
            due = day.succ_opt().and_then(|after| days.next(after));
        }
        due
    }

    /// The instant, in milliseconds since 1970 UTC, at which it is next held in `zone` at or behind `from_ms`.
    #[must_use]
    pub fn next_start(&self, zone: Tz, from_ms: i64) -> Option<i64> {
        // A time of the day before may have been moved behind it.
        let mut from = local_time(from_ms, zone).date().pred_opt()?;
        loop {
            let day = self.next_on(from)?;
            let at_ms = instant(day.and_time(self.start.time()), zone);
            if at_ms >= from_ms {
                return Some(at_ms);
            }
            from = day.succ_opt()?;
        }
    }

    fn days(&self) -> Option<DueDays> {
        let number = u8::try_from(self.weekday.number_from_monday()).ok()?;
        let (rule, from, until) = match self.rhythm {
            Rhythm::Weeks(every) => {
                let weekdays = Weekdays::new(&[number]).ok()?;
                (
                    DayRule::Weeks { every, weekdays },
                    self.from_on,
                    self.until_on,
                )
            }
            Rhythm::Months(every, nth) => {
                let weekday = self.weekday;
                let rule = DayRule::MonthWeekday {
                    every,
                    nth,
                    weekday,
                };
                (rule, self.from_on, self.until_on)
            }
            Rhythm::Once => (DayRule::Days { every: 1 }, self.from_on, self.from_on),
        };
        if self.rhythm == Rhythm::Once && from.is_none() {
            return None;
        }
        DueDays::new(rule, from.unwrap_or(LONG_AGO), until).ok()
    }
}

impl MinuteOfDay {
    /// The same as a time.
    #[must_use]
    pub fn time(self) -> chrono::NaiveTime {
        let seconds = u32::from(self.get()) * 60;
        chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default()
    }
}

/// Where a start that a clock in `zone` shows at `week_minute` lies in the week of UTC, around the instant `around_ms`:
/// 0 to 10,079.
#[must_use]
pub fn base_minute(week_minute: u16, zone: Tz, around_ms: i64) -> u16 {
    let utc = DateTime::from_timestamp_millis(around_ms).unwrap_or_default();
    let ahead = (local_time(around_ms, zone) - utc.naive_utc()).num_minutes();
    let base = (i64::from(week_minute) - ahead).rem_euclid(i64::from(WEEK_MINUTES));
    u16::try_from(base).unwrap_or(0)
}

/// The start that lies nearest to `near_ms`, of those that a clock in `zone` shows at `week_minute`: its local day, and
/// its instant in milliseconds since 1970 UTC.
#[must_use]
pub fn start_near(week_minute: u16, zone: Tz, near_ms: i64) -> (NaiveDate, i64) {
    const WEEK: i64 = WEEK_MINUTES as i64;
    let local = local_time(near_ms, zone);
    let days = i64::from(local.weekday().num_days_from_monday());
    let shown = days * 24 * 60 + i64::from(local.hour() * 60 + local.minute());
    let ahead = (i64::from(week_minute) - shown + WEEK / 2).rem_euclid(WEEK) - WEEK / 2;
    let seconds = i64::from(local.second());
    let civil = local
        .with_nanosecond(0)
        .and_then(|local| {
            local.checked_add_signed(Duration::minutes(ahead) - Duration::seconds(seconds))
        })
        .unwrap_or(local);
    (civil.date(), instant(civil, zone))
}

fn instant(civil: NaiveDateTime, zone: Tz) -> i64 {
    resolve(civil, zone).timestamp_millis()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Nth;
    use chrono::Weekday;
    use chrono_tz::{America, Europe, Pacific};
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ms(text: &str) -> i64 {
        let at = DateTime::parse_from_rfc3339(text).unwrap();
        at.timestamp_millis()
    }

    fn tuesday_evening() -> Held {
        Held::weekly(Weekday::Tue, MinuteOfDay::new(18, 30).unwrap(), Some(60))
    }

    #[test]
    fn a_weekly_meeting_is_on_its_weekday() {
        let held = tuesday_evening();
        assert!(held.is_each_week());
        assert_eq!(held.week_minute(), 24 * 60 + 18 * 60 + 30);
        assert_eq!(held.next_on(day("2026-11-22")), Some(day("2026-11-24")));
        assert!(held.is_on(day("2026-11-24")) && !held.is_on(day("2026-11-25")));
    }

    #[test]
    fn what_is_left_out_or_over_is_not_held() {
        let mut held = tuesday_evening();
        held.left_out = vec![day("2026-11-24"), day("2026-12-01")];
        held.until_on = Some(day("2026-12-08"));
        assert_eq!(held.next_on(day("2026-11-22")), Some(day("2026-12-08")));
        assert_eq!(held.next_on(day("2026-12-09")), None);
        held.rhythm = Rhythm::Weeks(2);
        held.from_on = Some(day("2026-11-17"));
        assert_eq!(
            held.next_on(day("2026-11-18")),
            None,
            "the 15th is behind its end"
        );
    }

    #[test]
    fn a_meeting_of_the_month_and_one_that_is_held_once_are_found() {
        let mut held = tuesday_evening();
        held.rhythm = Rhythm::Months(1, Nth::Last);
        assert_eq!(held.next_on(day("2026-11-01")), Some(day("2026-11-24")));
        held.rhythm = Rhythm::Once;
        assert_eq!(held.next_on(day("2026-11-01")), None, "no date is known");
        held.from_on = Some(day("2026-12-15"));
        assert_eq!(held.next_on(day("2026-11-01")), Some(day("2026-12-15")));
        assert_eq!(held.next_on(day("2026-12-16")), None);
    }

    #[test]
    fn the_next_start_is_by_the_clock_of_the_place() {
        let held = tuesday_evening();
        let from = ms("2026-11-22T12:00:00Z");
        let at = |zone| held.next_start(zone, from);
        assert_eq!(at(Europe::London), Some(ms("2026-11-24T18:30:00Z")));
        assert_eq!(at(America::New_York), Some(ms("2026-11-24T23:30:00Z")));
        let begun = held.next_start(Europe::London, ms("2026-11-24T18:30:00Z"));
        assert_eq!(begun, Some(ms("2026-11-24T18:30:00Z")), "at is not behind");
    }

    #[test]
    fn a_start_is_found_from_the_other_side_of_a_change_of_clocks() {
        let held = tuesday_evening();
        let summer = base_minute(
            held.week_minute(),
            Europe::London,
            ms("2026-07-01T00:00:00Z"),
        );
        assert_eq!(summer, held.week_minute() - 60);
        let near = ms("2026-11-24T17:30:00Z");
        let found = start_near(held.week_minute(), Europe::London, near);
        assert_eq!(found, (day("2026-11-24"), ms("2026-11-24T18:30:00Z")));
    }

    proptest! {
        #[test]
        fn the_start_near_a_base_minute_is_the_next_one_of_its_week(
            minute in 0..WEEK_MINUTES,
            zone in prop::sample::select(vec![
                Europe::London, America::New_York, Pacific::Apia, Pacific::Chatham, America::Santiago, Tz::Asia__Kathmandu,
            ]),
            imported in 1_760_000_000i64..1_800_000_000,
            later_weeks in 0i64..60,
        ) {
            let week_ms = i64::from(WEEK_MINUTES) * 60_000;
            let monday = ms("2025-01-06T00:00:00Z");
            let base = i64::from(base_minute(minute, zone, imported * 1_000));
            let near = monday + (50 + later_weeks) * week_ms + base * 60_000;
            let (on, at_ms) = start_near(minute, zone, near);
            prop_assert!((at_ms - near).abs() <= BASE_SLACK_MINUTES * 60_000);
            prop_assert_eq!(on.weekday().num_days_from_monday(), u32::from(minute / 1_440));
        }
    }
}
