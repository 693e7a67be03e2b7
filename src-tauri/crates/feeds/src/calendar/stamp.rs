//! Dates and times of a calendar, and the zone that they are in.

use crate::civil::{digits, is_of_our_time};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use mainstay_domain::{resolve, MinuteOfDay, Moment};
use std::collections::HashMap;

/// Longer than any name of a zone, with a path before it.
const LONGEST_NAME: usize = 255;

/// Whose clock shows a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// That of wherever one is, or of the calendar's zone where it has one.
    Floating,
    /// That of a zone.
    Zone(Tz),
    /// That of a zone which nobody here knows.
    Unknown,
}

/// A date, or a date and a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub on: NaiveDate,
    /// `None` for a whole day.
    pub at: Option<MinuteOfDay>,
    pub clock: Clock,
}

/// Zones by the names that a calendar gives them.
#[derive(Debug, Default)]
pub(super) struct Zones {
    /// What a calendar says that its own names mean.
    pub named: HashMap<String, Tz>,
    /// The zone of the calendar.
    pub own: Option<Tz>,
}

impl Zones {
    /// The clock that a `TZID` names: an IANA name, one behind a path as old programs write it, or one of the
    /// calendar's own.
    fn clock(&self, name: &str) -> Clock {
        if name.len() > LONGEST_NAME {
            return Clock::Unknown;
        }
        let is_end = |place: usize| name.get(place..).and_then(|end| end.parse().ok());
        let behind_path = name
            .char_indices()
            .filter(|(_, c)| *c == '/')
            .find_map(|(place, _)| is_end(place + 1));
        name.parse()
            .ok()
            .or_else(|| self.named.get(name).copied())
            .or(behind_path)
            .map_or(Clock::Unknown, Clock::Zone)
    }

    fn floating(&self) -> Clock {
        self.own.map_or(Clock::Floating, Clock::Zone)
    }
}

impl Stamp {
    /// Reads `20261122`, `20261122T183000` or `20261122T183000Z`. Seconds are left out.
    pub fn parse(value: &str, tzid: Option<&str>, zones: &Zones) -> Option<Self> {
        let value = value.trim();
        let on = NaiveDate::from_ymd_opt(
            i32::try_from(digits(value.get(..4)?, 4..=4)?).ok()?,
            digits(value.get(4..6)?, 2..=2)?,
            digits(value.get(6..8)?, 2..=2)?,
        )
        .filter(|on| is_of_our_time(*on))?;
        let rest = value.get(8..)?;
        if rest.is_empty() {
            let clock = zones.floating();
            return Some(Self {
                on,
                at: None,
                clock,
            });
        }
        let time = rest.strip_prefix(['T', 't'])?;
        let (time, is_utc) = time
            .strip_suffix(['Z', 'z'])
            .map_or((time, false), |time| (time, true));
        digits(time.get(4..)?, 2..=2).filter(|second| *second <= 60)?;
        let at = MinuteOfDay::new(
            digits(time.get(..2)?, 2..=2)?,
            digits(time.get(2..4)?, 2..=2)?,
        )
        .ok()?;
        let clock = match tzid {
            _ if is_utc => Clock::Zone(Tz::UTC),
            Some(name) => zones.clock(name),
            None => zones.floating(),
        };
        Some(Self {
            on,
            at: Some(at),
            clock,
        })
    }

    /// What `clock` shows then. Stamps without a zone, and whole days, are as they stand.
    pub fn on_clock(self, clock: Clock) -> Self {
        let (Clock::Zone(from), Clock::Zone(to), Some(at)) = (self.clock, clock, self.at) else {
            return self;
        };
        if from == to {
            return self;
        }
        let midnight = NaiveDateTime::new(self.on, NaiveTime::MIN);
        let civil = midnight + chrono::Duration::minutes(i64::from(at.get()));
        let there = Moment {
            at_ms: resolve(civil, from).timestamp_millis(),
            zone: to,
        }
        .local();
        let minute = (there - NaiveDateTime::new(there.date(), NaiveTime::MIN)).num_minutes();
        let minute = u32::try_from(minute).unwrap_or(0);
        Self {
            on: there.date(),
            at: MinuteOfDay::new(minute / 60, minute % 60).ok(),
            clock,
        }
    }

    /// Minutes after the beginning of the first day there is; only differences mean anything.
    pub fn minutes(self) -> i64 {
        let day = i64::from(chrono::Datelike::num_days_from_ce(&self.on));
        day * 24 * 60 + i64::from(self.at.map_or(0, MinuteOfDay::get))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{America, Europe};

    fn stamp(value: &str, tzid: Option<&str>) -> Option<Stamp> {
        Stamp::parse(value, tzid, &Zones::default())
    }

    #[test]
    fn stamps_are_read_with_their_clock() {
        let berlin = stamp("20261122T183000", Some("Europe/Berlin")).unwrap();
        assert_eq!(berlin.on.to_string(), "2026-11-22");
        assert_eq!(berlin.at.unwrap().get(), 1110);
        assert_eq!(berlin.clock, Clock::Zone(Europe::Berlin));
        assert_eq!(
            stamp("20261122T183000Z", None).unwrap().clock,
            Clock::Zone(Tz::UTC)
        );
        assert_eq!(
            stamp("20261122T183000", None).unwrap().clock,
            Clock::Floating
        );
        assert_eq!(stamp("20261122", None).unwrap().at, None);
        let path = "/softwarestudio.org/Olson_20011030_5/America/New_York";
        assert_eq!(
            stamp("20261122T183000", Some(path)).unwrap().clock,
            Clock::Zone(America::New_York)
        );
        assert_eq!(
            stamp("20261122T183000", Some("Eastern Standard Time"))
                .unwrap()
                .clock,
            Clock::Unknown
        );
    }

    #[test]
    fn what_is_no_stamp_is_none() {
        for value in [
            "",
            "2026",
            "20260230",
            "20261122T",
            "20261122T1830",
            "20261122T253000",
            "2026-11-22",
            "20261122X183000",
            "20261122T183000ZZ",
            "00000000",
            "2026112é",
        ] {
            assert_eq!(stamp(value, None), None, "{value}");
        }
    }

    #[test]
    fn another_clock_shows_another_day() {
        let stamp = stamp("20261123T013000Z", None).unwrap();
        let there = stamp.on_clock(Clock::Zone(America::New_York));
        assert_eq!(there.on.to_string(), "2026-11-22");
        assert_eq!(there.at.unwrap().get(), 20 * 60 + 30);
        assert_eq!(stamp.on_clock(Clock::Floating), stamp);
    }
}
