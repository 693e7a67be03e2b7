//! When something happened: now, or a local time that the person picked.

use crate::error::InField;
use crate::{App, Error, Result};
use chrono_tz::Tz;
use mainstay_domain::{CivilMinute, DayStart, Logged, Moment};

/// "Now" picked in a field can lie up to a minute ahead of the clock it was read from.
pub(crate) const AHEAD_MS: i64 = 60_000;

/// A goal may start in the future, but a year like 2206 is a slip of the finger.
const LONGEST_AHEAD_MS: i64 = 10 * 366 * 86_400_000;

impl App {
    /// When a new entry happened: now, or `at` in the device's zone.
    pub(crate) fn logged(&self, at: Option<&str>, day_start: DayStart) -> Result<Logged> {
        let moment = match at {
            None => self.now(),
            Some(at) => self.not_after(at, self.ports.clock.zone(), AHEAD_MS, "at")?,
        };
        Ok(Logged::new(moment, day_start))
    }

    /// When an occurrence was answered: now, or `at` in the device's zone.
    pub(crate) fn said(&self, at: Option<&str>) -> Result<Moment> {
        let zone = self.ports.clock.zone();
        at.map_or(Ok(self.now()), |at| {
            self.not_after(at, zone, AHEAD_MS, "at")
        })
    }

    /// When a kept entry happened: as kept, or `at` in the zone in which it was logged. Saving the time that is shown
    /// again changes nothing, also where clocks went back and it was the second of two.
    pub(crate) fn logged_again(
        &self,
        kept: Logged,
        at: Option<&str>,
        day_start: DayStart,
    ) -> Result<Logged> {
        match at {
            None => Ok(kept),
            Some(at) => Ok(Logged::new(
                self.not_after(at, kept.tz(), AHEAD_MS, "at")?,
                day_start,
            )),
        }
    }

    /// The moment at which a goal starts.
    pub(crate) fn start(&self, at: &str) -> Result<Moment> {
        self.not_after(at, self.ports.clock.zone(), LONGEST_AHEAD_MS, "startedAt")
    }

    fn not_after(&self, at: &str, zone: Tz, ahead_ms: i64, field: &str) -> Result<Moment> {
        let moment = CivilMinute::parse(at).in_field(field)?.at(zone);
        if moment.at_ms > self.ports.clock.now_ms().saturating_add(ahead_ms) {
            let source = mainstay_domain::Error::DateOutOfRange;
            return Err(Error::Refused {
                field: field.into(),
                source,
            });
        }
        Ok(moment)
    }
}
