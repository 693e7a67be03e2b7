//! Rules of all kinds, and what may happen to them: what the properties of the planner are tried on.

use super::property_tests::ZONES;
use super::test_stage::*;
use super::*;
use crate::time::{local_time, Moment};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use proptest::prelude::*;

/// Something that happens.
#[derive(Debug, Clone)]
pub enum Act {
    /// The device is on until so many minutes later.
    Run(u16),
    /// The clock shows so many seconds later or earlier.
    Turn(i64),
    /// It is in another zone.
    Travel(usize),
    /// One of the occurrences that the ledger knows is answered.
    Answer(usize, Outcome),
    /// One of them is put off.
    Snooze(usize, u32),
    /// An answer is corrected: it was taken so many minutes ago.
    Correct(usize, i64),
    /// A schedule gets another rule.
    Edit(u8, Kind),
    /// A schedule ends: no more of it.
    End(u8),
    /// The end of a schedule is taken back.
    TakeBack(u8),
    /// Quiet hours begin to hold, or hold no more.
    Quiet(bool),
    /// The program ends while it keeps the writes of a look: so many of them are kept.
    Crash(usize),
}

/// Rules of all kinds.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    Floating(u16, u16),
    Placed(usize, u16),
    Every(u32, bool),
    After(u32),
    Injection(u16),
    Clinic,
    Weekly,
    /// Each month on this day, or on its last where it is shorter.
    Monthly(u8),
    /// The second of a weekday in each month.
    SecondOf(u8),
    /// So many days on, so many off.
    Cycle(u16, u16),
    /// So many days at two times, so many at one, then no more.
    Taper(u16, u16),
    /// Every so many minutes of a part of the day, which may lie across midnight.
    Window(u16, u16, u16),
    /// Once, so many minutes ahead.
    Once(u16),
    AsNeeded,
}

pub fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![
        3 => (0u16..1_440, 0u16..1_440).prop_map(|(a, b)| Kind::Floating(a, b)),
        2 => (0..ZONES.len(), 0u16..1_440).prop_map(|(zone, at)| Kind::Placed(zone, at)),
        2 => (60u32..1_000, any::<bool>()).prop_map(|(every, taken)| Kind::Every(every, taken)),
        1 => (1u32..600).prop_map(Kind::After),
        1 => (2u16..30).prop_map(Kind::Injection),
        1 => Just(Kind::Clinic),
        1 => Just(Kind::Weekly),
        1 => (1u8..=31).prop_map(Kind::Monthly),
        1 => (1u8..=7).prop_map(Kind::SecondOf),
        1 => (1u16..5, 1u16..5).prop_map(|(on, off)| Kind::Cycle(on, off)),
        1 => (1u16..5, 1u16..5).prop_map(|(two, one)| Kind::Taper(two, one)),
        1 => (0u16..1_440, 0u16..1_440, 120u16..400).prop_map(|(a, b, every)| Kind::Window(a, b, every)),
        1 => (1u16..9_000).prop_map(Kind::Once),
        1 => Just(Kind::AsNeeded),
    ]
}

/// Where no clock has been: what floats has no zone of its own.
fn here(days: DayRule, anchor: NaiveDate, times: DayTimes) -> Rule {
    phases(vec![(DueDays::new(days, anchor, None), times)])
}

fn phases(all: Vec<(crate::Result<DueDays>, DayTimes)>) -> Rule {
    let phase = |(days, times): (crate::Result<DueDays>, DayTimes)| SchedulePhase {
        days: days.unwrap(),
        times,
    };
    let all = all.into_iter().map(phase).collect();
    Rule::Civil(CivilSchedule::new(all, ScheduleZone::Here).unwrap())
}

/// Two times a day, then one, then none.
fn taper(today: NaiveDate, two: u16, one: u16) -> Rule {
    let step = |from: NaiveDate, days: u16, minutes: &[u16]| {
        let until = from + Duration::days(i64::from(days) - 1);
        let due = DueDays::new(DayRule::Days { every: 1 }, from, Some(until));
        (due, DayTimes::at(minutes).unwrap())
    };
    let second = today + Duration::days(two.into());
    phases(vec![
        step(today, two, &[480, 1_200]),
        step(second, one, &[480]),
    ])
}

impl Kind {
    pub fn rule(self, now: Moment) -> Rule {
        let today = local_time(now.at_ms, now.zone).date();
        let from = today.to_string();
        match self {
            Self::Floating(a, b) => daily(&from, &[a, b]),
            Self::Placed(zone, at) => civil(&from, &[at], ScheduleZone::Of(ZONES[zone])),
            Self::Every(minutes, taken) => Rule::Every {
                interval: Interval::new(minutes).unwrap(),
                first_ms: now.at_ms,
                from: if taken {
                    CountFrom::Taken
                } else {
                    CountFrom::Planned
                },
            },
            Self::After(minutes) => Rule::After {
                schedule: id(1),
                wait: Interval::new(minutes).unwrap(),
            },
            Self::Injection(days) => Rule::LongActing {
                window: LongActing::new(1, days, days + 3).unwrap(),
                first_on: today,
                at: NaiveTime::from_hms_opt(9, 0, 0).unwrap(),
                zone: ScheduleZone::Here,
            },
            Self::Clinic => {
                let week = Weekdays::new(&[1, 2, 3, 4, 5]).unwrap();
                let hours = vec![Opening::new(week, 360, 660).unwrap()];
                let visits = ClinicVisits::new(today, hours, None, Some(480), now.zone);
                Rule::Clinic(visits.unwrap())
            }
            Self::Weekly
            | Self::Monthly(_)
            | Self::SecondOf(_)
            | Self::Cycle(..)
            | Self::Taper(..)
            | Self::Window(..)
            | Self::Once(_)
            | Self::AsNeeded => self.days_rule(local_time(now.at_ms, now.zone)),
        }
    }

    /// Those that float with the wall, by their days.
    fn days_rule(self, now: NaiveDateTime) -> Rule {
        let today = now.date();
        match self {
            Self::Weekly => {
                let weekdays = Weekdays::new(&[2, 6]).unwrap();
                let days = DayRule::Weeks { every: 1, weekdays };
                here(days, today, DayTimes::at(&[1_170]).unwrap())
            }
            Self::Monthly(day) => {
                let days = DayRule::MonthDays {
                    every: 1,
                    days: MonthDays::new(&[day, 22]).unwrap(),
                    short: ShortMonth::LastDay,
                };
                here(days, today, DayTimes::at(&[600]).unwrap())
            }
            Self::SecondOf(weekday) => {
                let days = DayRule::MonthWeekday {
                    every: 1,
                    nth: Nth::Second,
                    weekday: chrono::Weekday::try_from(weekday - 1).unwrap(),
                };
                here(days, today, DayTimes::at(&[90]).unwrap())
            }
            Self::Cycle(on, off) => {
                let times = DayTimes::at(&[150, 1_410]).unwrap();
                here(DayRule::Cycle { on, off }, today, times)
            }
            Self::Taper(two, one) => taper(today, two, one),
            Self::Window(a, b, every) => {
                let times = DayTimes::within(a, b, every).unwrap();
                here(DayRule::Days { every: 1 }, today, times)
            }
            Self::Once(minutes) => {
                let at = now + Duration::minutes(minutes.into());
                Rule::Civil(CivilSchedule::once(at, ScheduleZone::Here).unwrap())
            }
            Self::Floating(..)
            | Self::Placed(..)
            | Self::Every(..)
            | Self::After(_)
            | Self::Injection(_)
            | Self::Clinic
            | Self::AsNeeded => {
                let rule = AsNeeded {
                    gap: Some(Interval::new(240).unwrap()),
                    most_in_24_hours: Some(3),
                    most_a_day: None,
                };
                Rule::AsNeeded(rule.new().unwrap())
            }
        }
    }

    pub fn reminder(self, loud: bool) -> Reminder {
        let nag = |every, times| {
            let every = Interval::new(every).unwrap();
            Some(Nag { every, times })
        };
        let (leads, nag, grace) = match self {
            Self::Floating(a, _) if a % 2 == 0 => (vec![30, 5], nag(10, 4), Grace::HalfWay(240)),
            Self::Floating(..)
            | Self::Every(..)
            | Self::After(_)
            | Self::Cycle(..)
            | Self::Taper(..)
            | Self::Window(..)
            | Self::AsNeeded => (vec![], nag(25, 2), Grace::HalfWay(240)),
            Self::Placed(..)
            | Self::Weekly
            | Self::Monthly(_)
            | Self::SecondOf(_)
            | Self::Once(_) => (vec![120], None, Grace::Minutes(60)),
            Self::Injection(_) => (vec![1_440], nag(1_440, 1_000), Grace::UntilAnswered),
            Self::Clinic => (vec![60], None, Grace::Minutes(60)),
        };
        Reminder::new(leads, nag, loud, grace).unwrap()
    }
}

pub fn acts() -> impl Strategy<Value = Act> {
    let outcome = prop_oneof![
        3 => Just(Outcome::Taken),
        1 => Just(Outcome::Skipped),
        1 => Just(Outcome::Missed)
    ];
    let five_years = 5 * 366 * 86_400i64;
    let turn = prop_oneof![
        -90i64..90,
        -9_000i64..9_000,
        -200_000i64..200_000,
        -five_years..five_years
    ];
    prop_oneof![
        4 => (1u16..3_000).prop_map(Act::Run),
        2 => turn.prop_map(Act::Turn),
        2 => (0..ZONES.len()).prop_map(Act::Travel),
        3 => (0usize..50, outcome).prop_map(|(n, outcome)| Act::Answer(n, outcome)),
        1 => (0usize..50, 1u32..400).prop_map(|(n, minutes)| Act::Snooze(n, minutes)),
        1 => (0usize..50, 0i64..600).prop_map(|(n, minutes)| Act::Correct(n, minutes)),
        1 => (1u8..4, kinds()).prop_map(|(n, kind)| Act::Edit(n, kind)),
        1 => (1u8..4).prop_map(Act::End),
        1 => (1u8..4).prop_map(Act::TakeBack),
        1 => any::<bool>().prop_map(Act::Quiet),
        2 => (0usize..6).prop_map(Act::Crash),
    ]
}
