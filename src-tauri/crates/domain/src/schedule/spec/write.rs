//! From what the planner has to what travels. Only what no screen and no feed makes cannot: a time with seconds.

use super::{
    DaysSpec, GraceSpec, NagSpec, OpeningSpec, PhaseSpec, Refusal, ReminderSpec, ScheduleRule,
    TimesSpec,
};
use crate::schedule::{
    CivilSchedule, ClinicVisits, DayRule, Grace, Opening, Reminder, Rule, SchedulePhase,
    ScheduleZone,
};
use crate::Error;
use chrono::{NaiveTime, Timelike};

impl TryFrom<&Rule> for ScheduleRule {
    type Error = Refusal;

    fn try_from(rule: &Rule) -> Result<Self, Refusal> {
        Ok(match rule {
            Rule::Civil(schedule) => civil(schedule)?,
            Rule::Every {
                interval,
                first_ms,
                from,
            } => Self::Every {
                minutes: interval.minutes(),
                first_ms: *first_ms,
                from: *from,
            },
            Rule::After { schedule, wait } => Self::After {
                schedule: *schedule,
                minutes: wait.minutes(),
            },
            Rule::LongActing {
                window,
                first_on,
                at,
                zone,
            } => {
                let [earliest, target, latest] = window.days();
                Self::LongActing {
                    earliest,
                    target,
                    latest,
                    first_on: *first_on,
                    at: minute("at", *at)?,
                    zone: zone_name(*zone),
                }
            }
            Rule::Clinic(visits) => clinic(visits)?,
            Rule::AsNeeded(rule) => Self::AsNeeded {
                gap: rule.gap.map(crate::Interval::minutes),
                most_in_24_hours: rule.most_in_24_hours,
                most_a_day: rule.most_a_day,
            },
        })
    }
}

impl From<&Reminder> for ReminderSpec {
    fn from(reminder: &Reminder) -> Self {
        Self {
            pre_alerts: reminder.pre_alerts().to_vec(),
            nag: reminder.nag().map(|nag| NagSpec {
                minutes: nag.every.minutes(),
                times: nag.times,
            }),
            rings_in_quiet_hours: reminder.rings_in_quiet_hours(),
            grace: match reminder.grace() {
                Grace::Minutes(minutes) => GraceSpec::Minutes { minutes },
                Grace::HalfWay(minutes) => GraceSpec::HalfWay { minutes },
                Grace::UntilAnswered => GraceSpec::UntilAnswered,
            },
            silent: reminder.is_silent(),
        }
    }
}

fn civil(schedule: &CivilSchedule) -> Result<ScheduleRule, Refusal> {
    let phases = schedule.phases().iter().enumerate();
    Ok(ScheduleRule::Civil {
        phases: phases.map(phase).collect::<Result<_, _>>()?,
        zone: zone_name(schedule.zone()),
    })
}

fn phase((place, phase): (usize, &SchedulePhase)) -> Result<PhaseSpec, Refusal> {
    let field = format!("phases.{place}.times");
    let times = phase.times.times().iter();
    let minutes = times.map(|time| minute(&field, *time));
    Ok(PhaseSpec {
        days: days(phase.days.rule()),
        from_on: phase.days.anchor(),
        until_on: phase.days.until(),
        times: TimesSpec::At {
            minutes: minutes.collect::<Result<_, _>>()?,
        },
    })
}

fn days(rule: DayRule) -> DaysSpec {
    match rule {
        DayRule::Days { every } => DaysSpec::Days { every },
        DayRule::Weeks { every, weekdays } => DaysSpec::Weeks {
            every,
            weekdays: weekdays.numbers(),
        },
        DayRule::MonthDays { every, days, short } => DaysSpec::MonthDays {
            every,
            days: days.numbers(),
            short,
        },
        DayRule::MonthWeekday {
            every,
            nth,
            weekday,
        } => DaysSpec::MonthWeekday {
            every,
            nth,
            weekday: u8::try_from(weekday.number_from_monday()).unwrap_or(1),
        },
        DayRule::Cycle { on, off } => DaysSpec::Cycle { on, off },
    }
}

fn clinic(visits: &ClinicVisits) -> Result<ScheduleRule, Refusal> {
    let optional = |field: &str, time: Option<NaiveTime>| {
        let minute = time.map(|time| minute(field, time));
        minute.transpose()
    };
    let opening = |one: &Opening| {
        let [opens, closes] = one.hours();
        Ok(OpeningSpec {
            weekdays: one.weekdays().numbers(),
            opens: minute("openings", opens)?,
            closes: minute("openings", closes)?,
        })
    };
    let openings = visits.openings().iter().map(opening);
    Ok(ScheduleRule::Clinic {
        first_on: visits.first_on(),
        openings: openings.collect::<Result<_, Refusal>>()?,
        usual: optional("usual", visits.usual())?,
        at_home: optional("atHome", visits.at_home())?,
        // A clinic always has one.
        zone: zone_name(visits.zone()).unwrap_or_default(),
    })
}

fn zone_name(zone: ScheduleZone) -> Option<String> {
    match zone {
        ScheduleZone::Here => None,
        ScheduleZone::Of(zone) => Some(zone.name().to_owned()),
    }
}

fn minute(field: &str, time: NaiveTime) -> Result<u16, Refusal> {
    let is_whole = time.second() == 0 && time.nanosecond() == 0;
    let minute = u16::try_from(time.hour() * 60 + time.minute()).ok();
    let refused = || Refusal {
        field: field.to_owned(),
        reason: Error::Invalid,
    };
    minute.filter(|_| is_whole).ok_or_else(refused)
}
