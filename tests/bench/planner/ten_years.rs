//! Ten years of 1,000 schedules, of every kind that a calendar gives the times of, at home and of a place: everything
//! rings, once, at its time. What is to ring is told day by day from what each kind means, by another implementation of
//! zones than the planner's.

use super::{id, row, say, start, utc, DAY_MS};
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, TimeZone, Weekday};
use chrono_tz::Tz;
use mainstay_domain::{
    CivilSchedule, CountFrom, DayRule, DayTimes, DueDays, Grace, Interval, Ledger, Moment,
    MonthDays, Now, Nth, OccurrenceKey, Planner, Reminder, RingKind, Rule, Schedule, SchedulePhase,
    ScheduleZone, ShortMonth, Weekdays,
};
use std::collections::BTreeMap;

/// Where the device is: clocks that change by an hour at midnight, and by half an hour.
pub(crate) const ZONES: [Tz; 2] = [Tz::America__Santiago, Tz::Australia__Lord_Howe];

/// Where every third one is.
const PLACES: [Tz; 3] = [Tz::America__New_York, Tz::Pacific__Apia, Tz::Europe__Berlin];

const SCHEDULES: u16 = 1_000;
const KINDS: u16 = 10;
const ELAPSED_MINUTES: u32 = 11 * 60;

/// What a kind means: its rule, its times, and on which days it is due.
struct Meaning {
    rule: DayRule,
    times: DayTimes,
    is_due: fn(NaiveDate) -> bool,
}

fn anchor() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 11, 20).expect("a day of the calendar")
}

fn since_anchor(day: NaiveDate) -> i64 {
    (day - anchor()).num_days()
}

fn is_last_of_month(day: NaiveDate) -> bool {
    day.succ_opt().is_some_and(|next| next.day() == 1)
}

fn meaning(n: u16) -> Option<Meaning> {
    let minute = (n * 7) % 1_440;
    let at = DayTimes::at(&[minute]).expect("a time");
    let month = |short| DayRule::MonthDays {
        every: 1,
        days: MonthDays::new(&[31]).expect("a day"),
        short,
    };
    let weekday = |nth, weekday| DayRule::MonthWeekday {
        every: 1,
        nth,
        weekday,
    };
    let (rule, times, is_due): (_, _, fn(NaiveDate) -> bool) = match n % KINDS {
        0 => {
            let twice = DayTimes::at(&[minute, (minute + 720) % 1_440]).expect("times");
            (DayRule::Days { every: 1 }, twice, |_| true)
        }
        1 => (DayRule::Days { every: 2 }, at, |day| {
            since_anchor(day) % 2 == 0
        }),
        2 => {
            let weekdays = Weekdays::new(&[2, 6]).expect("weekdays");
            let is_due = |day: NaiveDate| matches!(day.weekday(), Weekday::Tue | Weekday::Sat);
            (DayRule::Weeks { every: 1, weekdays }, at, is_due)
        }
        3 => (DayRule::Days { every: 84 }, at, |day| {
            since_anchor(day) % 84 == 0
        }),
        4 => (month(ShortMonth::LastDay), at, is_last_of_month),
        5 => (month(ShortMonth::LeaveOut), at, |day| day.day() == 31),
        6 => (weekday(Nth::Second, Weekday::Tue), at, |day| {
            day.weekday() == Weekday::Tue && (8..=14).contains(&day.day())
        }),
        7 => (weekday(Nth::Last, Weekday::Fri), at, |day| {
            day.weekday() == Weekday::Fri && (day + Duration::days(7)).month() != day.month()
        }),
        8 => {
            let window = DayTimes::within(480, 1_200, 240).expect("a window");
            let is_due = |day| since_anchor(day) % 28 < 21;
            (DayRule::Cycle { on: 21, off: 7 }, window, is_due)
        }
        _ => return None,
    };
    Some(Meaning {
        rule,
        times,
        is_due,
    })
}

/// Every third one is of a place.
fn zone_of(n: u16) -> ScheduleZone {
    let place = PLACES.get(usize::from(n / 3) % PLACES.len());
    match place.filter(|_| n.is_multiple_of(3)) {
        Some(place) => ScheduleZone::Of(*place),
        None => ScheduleZone::Here,
    }
}

fn rule_of(n: u16, begin_ms: i64) -> Rule {
    let Some(Meaning { rule, times, .. }) = meaning(n) else {
        return Rule::Every {
            interval: Interval::new(ELAPSED_MINUTES).expect("an interval"),
            first_ms: first_ms(n, begin_ms),
            from: CountFrom::Planned,
        };
    };
    let days = DueDays::new(rule, anchor(), None).expect("days");
    let phases = vec![SchedulePhase { days, times }];
    Rule::Civil(CivilSchedule::new(phases, zone_of(n)).expect("one phase"))
}

fn first_ms(n: u16, begin_ms: i64) -> i64 {
    begin_ms + i64::from(n) * 60_000
}

/// The earliest instant that shows a time; where none does, the offset from before the gap.
fn instant(civil: NaiveDateTime, zone: Tz) -> i64 {
    let found = zone.from_local_datetime(&civil).earliest();
    let at = found.map(|at| at.timestamp_millis()).or_else(|| {
        // No clock is put forward by more than a day, and none twice within two.
        let day = Duration::days(1);
        let before = zone.from_local_datetime(&(civil - day)).latest()?;
        Some((before + day).timestamp_millis())
    });
    at.expect("a time that a zone can show")
}

/// How often each instant is to ring.
fn wanted(n: u16, (begin_ms, end_ms): (i64, i64), here: Tz) -> Vec<i64> {
    let Some(Meaning { times, is_due, .. }) = meaning(n) else {
        let first = first_ms(n, begin_ms);
        let step = i64::from(ELAPSED_MINUTES) * 60_000;
        let all = std::iter::successors(Some(first), |at| Some(at + step));
        let all = all.take_while(|at| *at <= end_ms);
        return all.filter(|at| *at > begin_ms).collect();
    };
    let zone = zone_of(n).tz(here);
    let day_of = |at_ms| {
        DateTime::from_timestamp_millis(at_ms)
            .expect("an instant")
            .date_naive()
    };
    let days = (day_of(begin_ms) - Duration::days(2)).iter_days();
    let days = days.take_while(|day| *day <= day_of(end_ms) + Duration::days(2));
    let days = days.filter(|day| is_due(*day));
    let all = days.flat_map(|day| times.times().iter().map(move |time| day.and_time(*time)));
    let all = all.map(|civil| instant(civil, zone));
    all.filter(|at| *at > begin_ms && *at <= end_ms).collect()
}

/// Runs ten years, each look when the last one asked for it.
pub(crate) fn run(here: Tz) {
    let span = (utc("2016-01-01T12:00:00Z"), utc("2026-01-01T12:00:00Z"));
    let (begin_ms, end_ms) = span;
    let reminder = || Reminder::new(vec![], None, true, Grace::HalfWay(240)).expect("a reminder");
    let from = Moment {
        at_ms: begin_ms,
        zone: here,
    };
    let schedule = |n| {
        let id = id(
            u8::try_from(n / 8).unwrap_or(0),
            u8::try_from(n % 8).unwrap_or(0),
        );
        Schedule::new(id, rule_of(n, begin_ms), reminder(), from).expect("a schedule")
    };
    let schedules: Vec<_> = (0..SCHEDULES).map(schedule).collect();
    let mut left: BTreeMap<i64, usize> = BTreeMap::new();
    for at in (0..SCHEDULES).flat_map(|n| wanted(n, span, here)) {
        *left.entry(at).or_default() += 1;
    }
    let total: usize = left.values().sum();
    let mut planner = Planner::new(schedules.clone(), Ledger::default());
    let quiet = None;
    let mut now = Now {
        at_ms: begin_ms,
        here,
        quiet,
    };
    let (begin, mut renewed_ms, mut looks) = (start(), begin_ms, 0);
    while let Some(at_ms) = planner.look(now).next_ms.filter(|at| *at <= end_ms) {
        now.at_ms = at_ms;
        // A ledger of what matters, as a store loads it at each start.
        if at_ms - renewed_ms > 30 * DAY_MS {
            planner = Planner::new(schedules.clone(), near(&planner, at_ms));
            renewed_ms = at_ms;
        }
        let look = planner.look(now);
        looks += 1;
        assert!(look.passed.is_empty(), "nothing goes by");
        let due = look.rings.iter().map(|ring| (ring.key.kind, ring.at_ms));
        assert!(
            due.eq(look.rings.iter().map(|_| (RingKind::Due, at_ms))),
            "each at its time"
        );
        let keys: Vec<OccurrenceKey> = look.rings.iter().map(|ring| ring.key.occurrence).collect();
        let is_once = keys.windows(2).all(|two| two.first() < two.last());
        assert!(is_once || keys.len() < 2, "none doubled");
        // What is over is closed at a look, too, and rings nothing.
        if !keys.is_empty() {
            assert_eq!(left.remove(&at_ms), Some(keys.len()), "{at_ms} in {here}");
        }
    }
    assert!(left.is_empty(), "none lost");
    let took = begin.elapsed();
    row(
        &format!("10 years x 1,000 schedules, {here}"),
        (took, None),
        "",
    );
    let each = took.as_secs_f64() * 1e6 / total as f64;
    say(&format!(
        "  ({total} rings in {looks} looks, 0 lost, 0 doubled, {each:.1} us each)"
    ));
}

fn near(planner: &Planner, at_ms: i64) -> Ledger {
    let near = planner.ledger().entries();
    let near = near.filter(|(_, entry)| entry.due.at_ms > at_ms - 10 * DAY_MS);
    Ledger::new(near.map(|(key, entry)| (key, entry.clone())).collect())
}
