//! A rule and a reminder as they travel and are kept: plain values that a screen fills in and a vault holds for ever.
//!
//! - The wire is not trusted and a vault may be older: nothing becomes a [`Rule`](super::Rule) unchecked, and a refusal names its
//!   field, as `phases.0.times` does.
//! - What was typed stays as it was typed: "every three hours from 8 to 22" is kept as that, not as its six times.
//! - A [`KeptSpec`] has a version. What a version means never changes; a new field is a new version.
//!
//! Deliberately not here: JSON itself (the core writes it), and what a screen may offer.

mod read;
mod write;

#[cfg(test)]
mod tests;

use super::{CountFrom, Nth, ShortMonth};
use crate::bindings::wire;
use crate::id::ScheduleId;
use crate::Error;
use chrono::NaiveDate;

/// The newest version of [`KeptSpec`]. 2 is a reminder that never rings; everything else is still written as 1.
pub const SPEC_VERSION: u32 = 2;

/// The most phases of a schedule: the steps of a taper over years.
pub const MOST_PHASES: usize = 60;

/// The latest year of a date in a rule.
pub const LATEST_YEAR: i32 = 2_200;

/// A value of a rule or a reminder that was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} was refused")]
pub struct Refusal {
    /// Which field, with the way to it.
    pub field: String,
    /// Why.
    #[source]
    pub reason: Error,
}

wire! {
    /// The weekday or days of a due day. What each means: [`DayRule`](super::DayRule).
    #[derive(Eq)]
    #[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
    pub data enum DaysSpec {
        /// Every so many days.
        Days {
            /// How many, 1 to 1,000.
            every: u16,
        },
        /// On weekdays of every so many weeks.
        Weeks {
            /// How many, 1 to 1,000.
            every: u16,
            /// 1 (Monday) to 7.
            weekdays: Vec<u8>,
        },
        /// On days of every so many months.
        MonthDays {
            /// How many, 1 to 1,000.
            every: u16,
            /// 1 to 31.
            days: Vec<u8>,
            /// What a shorter month does.
            short: ShortMonth,
        },
        /// On a weekday of every so many months.
        MonthWeekday {
            /// How many, 1 to 1,000.
            every: u16,
            /// Which of them.
            nth: Nth,
            /// 1 (Monday) to 7.
            weekday: u8,
        },
        /// Some days on, some off.
        Cycle {
            /// Days on, 1 to 1,000.
            on: u16,
            /// Days off, 1 to 1,000.
            off: u16,
        },
    }
}

wire! {
    /// The times of a due day, in minutes since midnight.
    #[derive(Eq)]
    #[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
    pub data enum TimesSpec {
        /// These, at most 48.
        At {
            /// Each 0 to 1,439.
            minutes: Vec<u16>,
        },
        /// Every so many minutes from one to another.
        Within {
            /// The first.
            from: u16,
            /// The last; smaller than the first goes on behind midnight.
            until: u16,
            /// How many minutes.
            every: u16,
        },
    }
}

wire! {
    /// Some days and the times on them.
    #[derive(Eq)]
    pub struct PhaseSpec {
        /// On which days.
        pub days: DaysSpec,
        /// The first day on which it may be due; all else is counted from it.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub from_on: NaiveDate,
        /// The last; `None` when it goes on.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub until_on: Option<NaiveDate>,
        /// At which times.
        pub times: TimesSpec,
    }
}

wire! {
    /// When a clinic is open on some weekdays, in minutes since midnight.
    #[derive(Eq)]
    pub struct OpeningSpec {
        /// 1 (Monday) to 7.
        pub weekdays: Vec<u8>,
        /// When it opens.
        pub opens: u16,
        /// When it closes.
        pub closes: u16,
    }
}

wire! {
    /// By which rule something is due. What each means: [`Rule`](super::Rule).
    #[derive(Eq)]
    #[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
    pub data enum ScheduleRule {
        /// At times of days.
        Civil {
            /// At least one, at most [`MOST_PHASES`], which follow each other.
            phases: Vec<PhaseSpec>,
            /// The zone of a place, an IANA name; `None` follows the clock on the wall, wherever the person is.
            zone: Option<String>,
        },
        /// Every so many minutes of elapsed time.
        Every {
            /// How many, 15 to 44,640 (31 days).
            minutes: u32,
            /// When the first one is due, in milliseconds since 1970 UTC.
            #[cfg_attr(feature = "bindings", ts(type = "number"))]
            first_ms: i64,
            /// What the next one is counted from.
            from: CountFrom,
        },
        /// So long after another medicine was taken.
        After {
            /// The schedule of the other one.
            schedule: ScheduleId,
            /// How many minutes, 1 to 44,640.
            minutes: u32,
        },
        /// A long-acting medicine, counted in days from the one that was really given.
        LongActing {
            /// The first day on which the next one may be given.
            earliest: u16,
            /// The day for which it is planned.
            target: u16,
            /// The last day.
            latest: u16,
            /// When the first one is planned.
            #[cfg_attr(feature = "bindings", ts(type = "string"))]
            first_on: NaiveDate,
            /// At which minute of the day it is reminded of.
            at: u16,
            /// As for `Civil`.
            zone: Option<String>,
        },
        /// Visits to a clinic.
        Clinic {
            /// From which day the first visit is due.
            #[cfg_attr(feature = "bindings", ts(type = "string"))]
            first_on: NaiveDate,
            /// Its hours, at least one, at most 14.
            openings: Vec<OpeningSpec>,
            /// The minute of the day at which the person goes; `None` when it opens.
            usual: Option<u16>,
            /// The minute of the day of the doses at home; `None` for no reminder of these.
            at_home: Option<u16>,
            /// The clinic's zone, an IANA name.
            zone: String,
        },
        /// As needed. Nothing rings.
        AsNeeded {
            /// The least minutes between two.
            gap: Option<u32>,
            /// The most within any 24 hours.
            most_in_24_hours: Option<u8>,
            /// The most on one day.
            most_a_day: Option<u8>,
        },
    }
}

wire! {
    /// For how long something is open to an answer. What each means: [`Grace`](super::Grace).
    #[derive(Eq)]
    #[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
    pub data enum GraceSpec {
        /// So many minutes, at most a week of them.
        Minutes {
            /// How many.
            minutes: u32,
        },
        /// Half way to the next one, at most so many minutes.
        HalfWay {
            /// How many.
            minutes: u32,
        },
        /// Until it is answered.
        UntilAnswered,
    }
}

wire! {
    /// Asking again until there is an answer.
    #[derive(Eq)]
    pub struct NagSpec {
        /// Minutes after the last time, 1 to 44,640.
        pub minutes: u32,
        /// How often at most, 1 to 1,000.
        pub times: u16,
    }
}

wire! {
    /// How a schedule rings. What each means: [`Reminder`](super::Reminder).
    #[derive(Eq)]
    pub struct ReminderSpec {
        /// Minutes before the time, at most five of them, each at most 31 days.
        pub pre_alerts: Vec<u32>,
        /// Asking again.
        pub nag: Option<NagSpec>,
        /// Whether quiet hours do not hold it back.
        pub rings_in_quiet_hours: bool,
        /// For how long it is open.
        pub grace: GraceSpec,
        /// It never rings: it is due, and can be answered.
        #[serde(default, skip_serializing_if = "is_false")]
        #[cfg_attr(feature = "bindings", ts(as = "Option<bool>", optional))]
        pub silent: bool,
    }
}

wire! {
    /// What is kept of a revision: its rule and its reminder.
    #[derive(Eq)]
    pub struct KeptSpec {
        /// Of this form: [`SPEC_VERSION`].
        pub version: u32,
        /// By which rule it is due.
        pub rule: ScheduleRule,
        /// How it rings.
        pub reminder: ReminderSpec,
    }
}

impl KeptSpec {
    /// A rule and a reminder in the oldest form that can say them.
    #[must_use]
    pub const fn new(rule: ScheduleRule, reminder: ReminderSpec) -> Self {
        Self {
            version: if reminder.silent { SPEC_VERSION } else { 1 },
            rule,
            reminder,
        }
    }
}

/// As serde wants it: what is usual is not written.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
const fn is_false(said: &bool) -> bool {
    !*said
}
