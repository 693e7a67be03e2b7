//! Quiet hours: a part of the day in which nothing rings but what is told to.

use super::occurrences::time_of;
use crate::time::{local_time, resolve};
use crate::{Error, Result};
use chrono::NaiveTime;
use chrono_tz::Tz;

/// A part of each day by the clock on the wall, over midnight where it ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    from: NaiveTime,
    until: NaiveTime,
}

impl QuietHours {
    /// From one minute of the day to another.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a minute that no day has, or for a whole day of quiet.
    pub fn new(from: u16, until: u16) -> Result<Self> {
        let times = time_of(from).zip(time_of(until));
        let (from, until) = times.filter(|(a, b)| a != b).ok_or(Error::Invalid)?;
        Ok(Self { from, until })
    }

    /// When the quiet of this instant is over; `None` when it is not quiet.
    #[must_use]
    pub fn over_at(self, now_ms: i64, here: Tz) -> Option<i64> {
        let wall = local_time(now_ms, here);
        let time = wall.time();
        let over_midnight = self.until < self.from;
        let is_quiet = if over_midnight {
            time >= self.from || time < self.until
        } else {
            time >= self.from && time < self.until
        };
        let ends_tomorrow = over_midnight && time >= self.from;
        let day = if ends_tomorrow {
            wall.date().succ_opt()?
        } else {
            wall.date()
        };
        let over = resolve(day.and_time(self.until), here).timestamp_millis();
        // An end that a clock change put behind this instant is over.
        (is_quiet && over > now_ms).then_some(over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use proptest::prelude::*;

    fn utc(text: &str) -> i64 {
        let at = DateTime::parse_from_rfc3339(text).unwrap();
        at.timestamp_millis()
    }

    #[test]
    fn a_night_is_quiet_over_midnight_and_a_nap_is_not() {
        let night = QuietHours::new(22 * 60, 7 * 60).unwrap();
        let seven = Some(utc("2026-11-22T07:00:00Z"));
        for at in [
            "2026-11-21T22:00:00Z",
            "2026-11-22T00:00:00Z",
            "2026-11-22T06:59:59Z",
        ] {
            assert_eq!(night.over_at(utc(at), Tz::UTC), seven, "{at}");
        }
        for at in ["2026-11-22T07:00:00Z", "2026-11-22T21:59:59Z"] {
            assert_eq!(night.over_at(utc(at), Tz::UTC), None, "{at}");
        }
        let nap = QuietHours::new(13 * 60, 15 * 60).unwrap();
        let at = utc("2026-11-22T14:00:00Z");
        assert_eq!(nap.over_at(at, Tz::UTC), Some(utc("2026-11-22T15:00:00Z")));
        assert_eq!(nap.over_at(at, Tz::Asia__Tokyo), None, "by the wall here");
        assert_eq!(QuietHours::new(60, 60), Err(Error::Invalid));
    }

    proptest! {
        #[test]
        fn quiet_ends_within_a_day_or_two_and_is_over_then(zone in 0..chrono_tz::TZ_VARIANTS.len(), at in 0i64..2_145_916_800, from in 0u16..1_440, until in 0u16..1_440) {
            prop_assume!(from != until);
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let quiet = QuietHours::new(from, until).unwrap();
            if let Some(over) = quiet.over_at(at * 1_000, zone) {
                prop_assert!(over > at * 1_000 && over <= (at + 49 * 3_600) * 1_000);
            }
        }
    }
}
