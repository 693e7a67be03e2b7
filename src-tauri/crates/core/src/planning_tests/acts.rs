//! What happens to a device: rules of every kind, and what a person, a clock and a journey do.

use chrono::NaiveDate;
use chrono_tz::Tz;
use mainstay_domain::{
    CountFrom, DaysSpec, GraceSpec, Moment, OpeningSpec, Outcome, PhaseSpec, ReminderSpec,
    ScheduleId, ScheduleRule, TimesSpec, MOST_GRACE_MINUTES,
};
use proptest::prelude::*;

pub(super) const MINUTE: i64 = 60_000;
pub(super) const DAY: i64 = 24 * 60 * MINUTE;

#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    Daily(u16, u16),
    Weekly(u8),
    Every(u32, bool),
    After(u32),
    LongActing(u16),
    Clinic,
    AsNeeded,
}

#[derive(Debug, Clone)]
pub(super) enum Act {
    /// The device is on for so many minutes.
    Run(u16),
    /// It is off for so many days.
    Off(u8),
    /// The clock shows so many minutes later or earlier.
    Turn(i64),
    /// It is in another zone, or at home again.
    Travel(bool),
    /// One of the newest that were due is answered or corrected: so many minutes ago, with doses to take home.
    Answer(usize, Outcome, i64, Option<u8>),
    /// So many of the newest are taken, one each day: what a clinic handed out.
    Days(u8),
    /// The next one of a schedule is taken early.
    Early(usize),
    Edit(usize, Kind),
    End(usize),
}

pub(super) fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![
        1 => (0u16..1_440, 0u16..1_440).prop_map(|(a, b)| Kind::Daily(a, b)),
        1 => (1u8..=7).prop_map(Kind::Weekly),
        1 => (60u32..44_640, any::<bool>()).prop_map(|(every, taken)| Kind::Every(every, taken)),
        1 => (60u32..1_000).prop_map(|every| Kind::Every(every, true)),
        1 => (1u32..44_640).prop_map(Kind::After),
        1 => (2u16..90).prop_map(Kind::LongActing),
        2 => Just(Kind::Clinic),
        1 => Just(Kind::AsNeeded),
    ]
}

pub(super) fn acts() -> impl Strategy<Value = Act> {
    let outcome = prop_oneof![
        4 => Just(Outcome::Taken),
        1 => Just(Outcome::Skipped),
        1 => Just(Outcome::Missed)
    ];
    let home = prop_oneof![Just(None), (0u8..=31).prop_map(Some)];
    let answer = (0usize..5, outcome, 0i64..900, home)
        .prop_map(|(n, outcome, ago, home)| Act::Answer(n, outcome, ago, home));
    prop_oneof![
        3 => (1u16..4_000).prop_map(Act::Run),
        2 => (1u8..40).prop_map(Act::Off),
        1 => (-20_000i64..20_000).prop_map(Act::Turn),
        1 => any::<bool>().prop_map(Act::Travel),
        6 => answer,
        3 => (1u8..20).prop_map(Act::Days),
        2 => (0usize..8).prop_map(Act::Early),
        1 => ((0usize..8), kinds()).prop_map(|(n, kind)| Act::Edit(n, kind)),
        1 => (0usize..8).prop_map(Act::End),
    ]
}

impl Kind {
    pub(super) fn rule(self, now: Moment) -> ScheduleRule {
        let today = day_of(now.at_ms, now.zone);
        match self {
            Self::Daily(a, b) => civil(today, DaysSpec::Days { every: 1 }, vec![a, b]),
            Self::Weekly(weekday) => {
                let days = DaysSpec::Weeks {
                    every: 1,
                    weekdays: vec![weekday],
                };
                civil(today, days, vec![1_170])
            }
            Self::Every(minutes, taken) => ScheduleRule::Every {
                minutes,
                first_ms: now.at_ms + 30 * MINUTE,
                from: if taken {
                    CountFrom::Taken
                } else {
                    CountFrom::Planned
                },
            },
            Self::After(minutes) => ScheduleRule::After {
                schedule: id(0),
                minutes,
            },
            Self::LongActing(target) => ScheduleRule::LongActing {
                earliest: 1,
                target,
                latest: target + 3,
                first_on: today,
                at: 540,
                zone: None,
            },
            Self::Clinic => ScheduleRule::Clinic {
                first_on: today,
                openings: vec![OpeningSpec {
                    weekdays: vec![1, 2, 3, 4, 5, 6],
                    opens: 360,
                    closes: 660,
                }],
                usual: Some(420),
                at_home: Some(480),
                zone: "Europe/London".into(),
            },
            Self::AsNeeded => ScheduleRule::AsNeeded {
                gap: Some(240),
                most_in_24_hours: Some(3),
                most_a_day: None,
            },
        }
    }

    pub(super) fn reminder(self) -> ReminderSpec {
        let grace = match self {
            Self::Daily(a, _) if a % 3 == 0 => GraceSpec::UntilAnswered,
            Self::Daily(a, _) if a % 3 == 1 => GraceSpec::Minutes {
                minutes: MOST_GRACE_MINUTES,
            },
            Self::LongActing(_) => GraceSpec::UntilAnswered,
            Self::Weekly(_) => GraceSpec::Minutes { minutes: 60 },
            Self::Daily(..) | Self::Every(..) | Self::After(_) | Self::Clinic | Self::AsNeeded => {
                GraceSpec::HalfWay { minutes: 240 }
            }
        };
        let pre_alerts = match self {
            Self::LongActing(_) => vec![10_080, 2_880],
            Self::Weekly(_) => vec![30],
            Self::Daily(..) | Self::Every(..) | Self::After(_) | Self::Clinic | Self::AsNeeded => {
                vec![]
            }
        };
        ReminderSpec {
            pre_alerts,
            nag: None,
            rings_in_quiet_hours: false,
            grace,
            silent: false,
        }
    }
}

fn civil(from_on: NaiveDate, days: DaysSpec, minutes: Vec<u16>) -> ScheduleRule {
    let phase = PhaseSpec {
        days,
        from_on,
        until_on: None,
        times: TimesSpec::At { minutes },
    };
    ScheduleRule::Civil {
        phases: vec![phase],
        zone: None,
    }
}

pub(super) fn id(n: usize) -> ScheduleId {
    ScheduleId::new(i64::try_from(n).unwrap() + 1, &[7; 10])
}

pub(super) fn day_of(at_ms: i64, zone: Tz) -> NaiveDate {
    let at = chrono::DateTime::from_timestamp_millis(at_ms).unwrap();
    at.with_timezone(&zone).date_naive()
}
