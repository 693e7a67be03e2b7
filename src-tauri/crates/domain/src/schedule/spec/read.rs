//! From what travels to what the planner takes: every value is checked, every refusal names its field.

use super::{
    DaysSpec, GraceSpec, KeptSpec, NagSpec, OpeningSpec, PhaseSpec, Refusal, ReminderSpec,
    ScheduleRule, TimesSpec, LATEST_YEAR, MOST_PHASES, SPEC_VERSION,
};
use crate::schedule::occurrences::time_of;
use crate::schedule::{
    AsNeeded, CivilSchedule, ClinicVisits, DayRule, DayTimes, DueDays, Grace, Interval, LongActing,
    MonthDays, Nag, Opening, Reminder, Rule, SchedulePhase, ScheduleZone, Weekdays,
    SHORTEST_REPEAT_MINUTES,
};
use crate::time::EARLIEST_YEAR;
use crate::{Error, Result};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;

type Checked<T> = std::result::Result<T, Refusal>;

/// Names the field of a refusal.
trait At<T> {
    fn at(self, field: &str) -> Checked<T>;
}

impl<T> At<T> for Result<T> {
    fn at(self, field: &str) -> Checked<T> {
        let field = field.to_owned();
        self.map_err(|reason| Refusal { field, reason })
    }
}

/// Puts the way to a field before its name.
fn below<T>(way: &str, checked: Checked<T>) -> Checked<T> {
    checked.map_err(|refusal| Refusal {
        field: format!("{way}.{}", refusal.field),
        ..refusal
    })
}

fn each<S, T>(way: &str, all: &[S], check: impl Fn(&S) -> Checked<T>) -> Checked<Vec<T>> {
    let one = |(place, one): (usize, &S)| below(&format!("{way}.{place}"), check(one));
    all.iter().enumerate().map(one).collect()
}

impl KeptSpec {
    /// The rule and the reminder that were kept.
    ///
    /// # Errors
    /// A [`Refusal`] of `version`, or of a field below `rule` or `reminder`.
    pub fn read(&self) -> Checked<(Rule, Reminder)> {
        if !(1..=SPEC_VERSION).contains(&self.version) {
            return Err(Error::Invalid).at("version");
        }
        Ok((
            below("rule", Rule::try_from(&self.rule))?,
            below("reminder", Reminder::try_from(&self.reminder))?,
        ))
    }
}

impl TryFrom<&ScheduleRule> for Rule {
    type Error = Refusal;

    fn try_from(spec: &ScheduleRule) -> Checked<Self> {
        match spec {
            ScheduleRule::Civil { phases, zone } => civil(phases, zone.as_deref()),
            ScheduleRule::Every {
                minutes,
                first_ms,
                from,
            } => Ok(Self::Every {
                interval: repeat(*minutes)?,
                first_ms: instant(*first_ms)?,
                from: *from,
            }),
            ScheduleRule::After { schedule, minutes } => Ok(Self::After {
                schedule: *schedule,
                wait: Interval::new(*minutes).at("minutes")?,
            }),
            ScheduleRule::LongActing {
                earliest,
                target,
                latest,
                first_on,
                at,
                zone,
            } => Ok(Self::LongActing {
                window: LongActing::new(*earliest, *target, *latest).at("target")?,
                first_on: day(*first_on).at("firstOn")?,
                at: time(*at).at("at")?,
                zone: zone_of(zone.as_deref())?,
            }),
            ScheduleRule::Clinic {
                first_on,
                openings,
                usual,
                at_home,
                zone,
            } => clinic(*first_on, openings, (*usual, *at_home), zone),
            ScheduleRule::AsNeeded {
                gap,
                most_in_24_hours,
                most_a_day,
            } => as_needed(*gap, *most_in_24_hours, *most_a_day),
        }
    }
}

impl TryFrom<&ReminderSpec> for Reminder {
    type Error = Refusal;

    fn try_from(spec: &ReminderSpec) -> Checked<Self> {
        let nag = spec.nag.as_ref().map(nag).transpose()?;
        let grace = match spec.grace {
            GraceSpec::Minutes { minutes } => Grace::Minutes(minutes),
            GraceSpec::HalfWay { minutes } => Grace::HalfWay(minutes),
            GraceSpec::UntilAnswered => Grace::UntilAnswered,
        };
        // One after the other, so that the field is known.
        Self::new(Vec::new(), None, false, grace).at("grace")?;
        Self::new(Vec::new(), nag, false, grace).at("nag.times")?;
        let leads = spec.pre_alerts.clone();
        let checked = Self::new(leads, nag, spec.rings_in_quiet_hours, grace).at("preAlerts")?;
        Ok(checked.silent(spec.silent))
    }
}

fn nag(spec: &NagSpec) -> Checked<Nag> {
    Ok(Nag {
        every: Interval::new(spec.minutes).at("nag.minutes")?,
        times: spec.times,
    })
}

fn civil(phases: &[PhaseSpec], zone: Option<&str>) -> Checked<Rule> {
    if phases.len() > MOST_PHASES {
        return Err(Error::TooMany).at("phases");
    }
    let read = each("phases", phases, phase)?;
    in_turn(phases)?;
    let zone = zone_of(zone)?;
    CivilSchedule::new(read, zone).at("phases").map(Rule::Civil)
}

/// Steps follow each other: each but the last has a last day, and the next begins behind it.
fn in_turn(phases: &[PhaseSpec]) -> Checked<()> {
    let pairs = phases.iter().zip(phases.iter().skip(1));
    for (place, (one, next)) in pairs.enumerate() {
        let Some(until) = one.until_on else {
            return Err(Error::AnswerNeeded).at(&format!("phases.{place}.untilOn"));
        };
        if next.from_on <= until {
            return Err(Error::StepsOverlap).at(&format!("phases.{}.fromOn", place + 1));
        }
    }
    Ok(())
}

fn phase(spec: &PhaseSpec) -> Checked<SchedulePhase> {
    let rule = below("days", days(&spec.days))?;
    let from = day(spec.from_on).at("fromOn")?;
    let until = spec.until_on.map(day).transpose().at("untilOn")?;
    // A wrong step is refused above, so only the end can be.
    let days = DueDays::new(rule, from, None).at("days.every")?;
    let days = DueDays::new(days.rule(), from, until).at("untilOn")?;
    let times = match &spec.times {
        TimesSpec::At { minutes } => DayTimes::at(minutes),
        TimesSpec::Within { from, until, every } => DayTimes::within(*from, *until, *every),
    };
    Ok(SchedulePhase {
        days,
        times: times.at("times")?,
    })
}

fn days(spec: &DaysSpec) -> Checked<DayRule> {
    Ok(match spec {
        DaysSpec::Days { every } => DayRule::Days { every: *every },
        DaysSpec::Weeks { every, weekdays } => DayRule::Weeks {
            every: *every,
            weekdays: Weekdays::new(weekdays).at("weekdays")?,
        },
        DaysSpec::MonthDays { every, days, short } => DayRule::MonthDays {
            every: *every,
            days: MonthDays::new(days).at("days")?,
            short: *short,
        },
        DaysSpec::MonthWeekday {
            every,
            nth,
            weekday,
        } => DayRule::MonthWeekday {
            every: *every,
            nth: *nth,
            weekday: one_weekday(*weekday).at("weekday")?,
        },
        DaysSpec::Cycle { on, off } => DayRule::Cycle { on: *on, off: *off },
    })
}

fn one_weekday(number: u8) -> Result<Weekday> {
    let days_behind_monday = number.checked_sub(1).filter(|days| *days < 7);
    let weekday = days_behind_monday.and_then(|days| Weekday::try_from(days).ok());
    weekday.ok_or(Error::Invalid)
}

fn repeat(minutes: u32) -> Checked<Interval> {
    if minutes < SHORTEST_REPEAT_MINUTES {
        return Err(Error::Invalid).at("minutes");
    }
    Interval::new(minutes).at("minutes")
}

fn clinic(
    first_on: NaiveDate,
    openings: &[OpeningSpec],
    (usual, at_home): (Option<u16>, Option<u16>),
    zone: &str,
) -> Checked<Rule> {
    let opening = |one: &OpeningSpec| {
        let weekdays = Weekdays::new(&one.weekdays).at("weekdays")?;
        Opening::new(weekdays, one.opens, one.closes).at("closes")
    };
    let openings = each("openings", openings, opening)?;
    usual.map(time).transpose().at("usual")?;
    at_home.map(time).transpose().at("atHome")?;
    let zone = named_zone(zone)?;
    let first_on = day(first_on).at("firstOn")?;
    let visits = ClinicVisits::new(first_on, openings, usual, at_home, zone);
    visits.at("openings").map(Rule::Clinic)
}

fn as_needed(
    gap: Option<u32>,
    most_in_24_hours: Option<u8>,
    most_a_day: Option<u8>,
) -> Checked<Rule> {
    let most = |most: Option<u8>| {
        let is_none = most == Some(0);
        (!is_none).then_some(most).ok_or(Error::Invalid)
    };
    let rule = AsNeeded {
        gap: gap.map(Interval::new).transpose().at("gap")?,
        most_in_24_hours: most(most_in_24_hours).at("mostIn24Hours")?,
        most_a_day: most(most_a_day).at("mostADay")?,
    };
    rule.new().at("mostADay").map(Rule::AsNeeded)
}

fn zone_of(zone: Option<&str>) -> Checked<ScheduleZone> {
    let of = zone.map(named_zone).transpose()?;
    Ok(of.map_or(ScheduleZone::Here, ScheduleZone::Of))
}

fn named_zone(zone: &str) -> Checked<Tz> {
    zone.parse().map_err(|_| Error::Invalid).at("zone")
}

fn time(minute: u16) -> Result<NaiveTime> {
    time_of(minute).ok_or(Error::Invalid)
}

fn day(day: NaiveDate) -> Result<NaiveDate> {
    let is_near = (EARLIEST_YEAR..=LATEST_YEAR).contains(&day.year());
    is_near.then_some(day).ok_or(Error::DateOutOfRange)
}

fn instant(at_ms: i64) -> Checked<i64> {
    let at = DateTime::from_timestamp_millis(at_ms).ok_or(Error::DateOutOfRange);
    at.and_then(|at| day(at.date_naive())).at("firstMs")?;
    Ok(at_ms)
}
