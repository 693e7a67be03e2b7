//! Simulated people, for tests: logs like those of people, in which it is known what there is to be found.
//!
//! Use comes back as it did in three trials (`person.rs`); cravings come in bad weeks and become fewer; sleep and needs
//! have slow changes of their own; and the log has the holes that logs have: days off, more of them after a lapse, weak
//! cravings that nobody writes down, questions skipped, weekends on which the app is opened only in need.
//!
//! Everything follows from a seed. Deliberately not here: any rule of the app.

#![allow(
    clippy::cast_possible_truncation,
    clippy::wildcard_enum_match_arm,
    reason = "small numbers, and a plant that is not meant here changes nothing"
)]

mod person;
mod random;

pub(crate) use person::{people, Habits, Planted};
pub(crate) use random::Random;

use crate::log_rows::{CheckInRow, CravingRow, DoseDay, LapseRow, LogRows, LogTime};
use crate::{day_of, DayStart, Moment, TriggerId};
use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;

/// What one person logged.
#[derive(Debug, Clone, Default)]
pub(crate) struct SimulatedLog {
    pub check_ins: Vec<CheckInRow>,
    pub cravings: Vec<CravingRow>,
    pub lapses: Vec<LapseRow>,
    pub doses: Vec<DoseDay>,
}

impl SimulatedLog {
    pub fn rows(&self) -> LogRows<'_> {
        LogRows {
            check_ins: &self.check_ins,
            cravings: &self.cravings,
            lapses: &self.lapses,
            doses: &self.doses,
            other_days: &[],
        }
    }
}

/// A day of the simulated calendar; day 0 is a Monday.
pub(crate) fn day(number: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() + Duration::days(number)
}

/// A moment of a simulated day; hours from 24 on belong to the next.
pub(crate) fn at(number: i64, hour: f64) -> LogTime {
    let midnight = day(number)
        .and_hms_opt(0, 0, 0)
        .unwrap()
        .and_utc()
        .timestamp_millis();
    let at_ms = midnight + (hour * 3_600_000.0) as i64;
    let zone = Tz::UTC;
    LogTime {
        moment: Moment { at_ms, zone },
        day_on: day_of(at_ms, zone, DayStart::default()),
    }
}

/// A trigger by its number.
pub(crate) fn trigger(number: u8) -> TriggerId {
    TriggerId::new(0, &[number; 10])
}

/// Whether this is the long run.
pub(crate) fn is_soak() -> bool {
    #[expect(
        clippy::disallowed_methods,
        reason = "how a person asks for the long run"
    )]
    std::env::var("MAINSTAY_SOAK").is_ok_and(|value| value == "1")
}

/// A line of the table that `-- --nocapture` shows.
pub(crate) fn tell(line: &str) {
    #[expect(clippy::print_stdout, reason = "what the table is for")]
    {
        println!("{line}");
    }
}
