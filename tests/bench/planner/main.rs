//! How long the planner takes: a cold start over 1,000 schedules, one edit, a journey with a new forecast, one next
//! occurrence after 26 years beside `rrule`, and ten years of 1,000 schedules of every kind in two zones, with every ring
//! counted.
//!
//! `cargo run --release -p mainstay-planner-bench` runs it. Times are printed, never asserted; what is counted is.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use mainstay_domain::{
    Answer, CivilSchedule, DayRule, DayTimes, DueDays, Grace, Ledger, Moment, Now, Occurrence,
    Outcome, Planner, Reminder, Rule, Schedule, ScheduleId, SchedulePhase, ScheduleZone, Weekdays,
};
use rrule::RRuleSet;
use std::time::{Duration, Instant};

mod ten_years;

const SCHEDULES: u8 = 250;
const OF_EACH: u8 = 4;
const DAY_MS: i64 = 24 * 60 * 60_000;

fn main() {
    let now = Now {
        at_ms: utc("2026-11-22T12:00:00Z"),
        here: Tz::Europe__Berlin,
        quiet: None,
    };
    next_due(now);
    one_next(now.at_ms);
    for here in ten_years::ZONES {
        ten_years::run(here);
    }
}

fn utc(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text).map_or(0, |at| at.timestamp_millis())
}

fn id(n: u8, kind: u8) -> ScheduleId {
    ScheduleId::new(n.into(), &[kind; 10])
}

fn civil(rule: DayRule, minutes: &[u16]) -> CivilSchedule {
    let anchor = NaiveDate::from_ymd_opt(2000, 11, 20).expect("a day of the calendar");
    let phase = SchedulePhase {
        days: DueDays::new(rule, anchor, None).expect("a rule"),
        times: DayTimes::at(minutes).expect("times"),
    };
    CivilSchedule::new(vec![phase], ScheduleZone::Here).expect("one phase")
}

/// Two times a day, every second day, two days of the week, every 84 days: at minutes of their own.
fn all(from_ms: i64, zone: Tz) -> Vec<Schedule> {
    let reminder = || Reminder::new(vec![], None, true, Grace::HalfWay(240)).expect("a reminder");
    let from = Moment {
        at_ms: from_ms,
        zone,
    };
    let of = |n: u8, kind: u8| {
        let at = u16::from(n) * 5;
        let weekdays = Weekdays::new(&[2, 6]).expect("weekdays");
        let civil = match kind {
            0 => civil(DayRule::Days { every: 1 }, &[at, at + 30]),
            1 => civil(DayRule::Days { every: 2 }, &[at]),
            2 => civil(DayRule::Weeks { every: 1, weekdays }, &[at]),
            _ => civil(DayRule::Days { every: 84 }, &[at]),
        };
        Schedule::new(id(n, kind), Rule::Civil(civil), reminder(), from).expect("a schedule")
    };
    let each = (0..SCHEDULES).flat_map(|n| (0..OF_EACH).map(move |kind| (n, kind)));
    each.map(|(n, kind)| of(n, kind)).collect()
}

/// A ledger of the last forty days, everything taken.
fn lived(schedules: Vec<Schedule>, now: Now) -> Planner {
    let mut planner = Planner::new(schedules, Ledger::default());
    let mut next = planner.look(Now {
        at_ms: now.at_ms - 40 * DAY_MS,
        ..now
    });
    while let Some(at_ms) = next.next_ms.filter(|at| *at <= now.at_ms) {
        next = planner.look(Now { at_ms, ..now });
        for ring in &next.rings {
            let at = Moment {
                at_ms,
                zone: now.here,
            };
            let answer = Answer {
                outcome: Outcome::Taken,
                at,
                take_home: None,
                told_ms: at_ms,
            };
            let _ = planner.shown(ring.key);
            let _ = planner.answer(ring.key.occurrence, answer, now.here);
        }
    }
    planner
}

fn next_due(now: Now) {
    let schedules = all(now.at_ms - 40 * DAY_MS, now.here);
    let mut planner = lived(schedules.clone(), now);
    let kept = planner.ledger().clone();
    let count = kept.entries().count();
    let cold = best_of(20, || {
        let mut planner = Planner::new(schedules.clone(), kept.clone());
        let begin = start();
        let look = planner.look(now);
        (begin.elapsed(), look.next_ms)
    });
    row("next due over 1,000 schedules, cold", cold, "goal 5 ms");
    let edit = best_of(1_000, || {
        let schedule = schedules.first().expect("a schedule").clone();
        let begin = start();
        planner.put(schedule);
        let look = planner.look(now);
        (begin.elapsed(), look.next_ms)
    });
    row("the same after one edit", edit, "goal 50 us");
    let still = best_of(1_000, || {
        let begin = start();
        let look = planner.look(now);
        (begin.elapsed(), look.next_ms)
    });
    row("the same when nothing changed", still, "");
    let journey = best_of(10, || {
        let begin = start();
        let there = Now {
            here: Tz::America__New_York,
            ..now
        };
        let rings = planner.forecast(there, 60);
        (begin.elapsed(), rings.last().map(|ring| ring.at_ms))
    });
    row("another zone and 60 rings foreseen", journey, "goal 50 ms");
    say(&format!("  (a ledger of {count} entries)"));
}

fn one_next(now_ms: i64) {
    let ours = civil(DayRule::Days { every: 1 }, &[480]);
    let after = Occurrence::last_of(now_ms);
    let ours = best_of(1_000, || {
        let begin = start();
        let next = ours.next(after, Tz::Europe__Berlin);
        (begin.elapsed(), next.map(|next| next.at_ms))
    });
    let text = "DTSTART;TZID=Europe/Berlin:20001120T080000\nRRULE:FREQ=DAILY";
    let rule: RRuleSet = text.parse().expect("a rule of RFC 5545");
    let after = DateTime::from_timestamp_millis(now_ms).expect("an instant");
    let rule = rule.after(after.with_timezone(&rrule::Tz::UTC));
    let theirs = best_of(20, || {
        let rule = rule.clone();
        let begin = start();
        let next = rule.all(1).dates.first().map(DateTime::timestamp_millis);
        (begin.elapsed(), next)
    });
    assert_eq!(ours.1, theirs.1, "both find the same");
    row("one next, an anchor of 26 years ago", ours, "goal 20 us");
    row("the same by rrule 0.14", theirs, "");
    let ratio = theirs.0.as_secs_f64() / ours.0.as_secs_f64();
    say(&format!("  (rrule takes {ratio:.0} times as long)"));
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn start() -> Instant {
    Instant::now()
}

/// The shortest of some runs, and what it found.
fn best_of(runs: u32, mut run: impl FnMut() -> (Duration, Option<i64>)) -> (Duration, Option<i64>) {
    let all = (0..runs).map(|_| run());
    all.min().unwrap_or_default()
}

fn row(what: &str, (took, _): (Duration, Option<i64>), goal: &str) {
    let micros = took.as_secs_f64() * 1e6;
    say(&format!("{what:38} {micros:12.1} us   {goal}"));
}

#[expect(clippy::print_stdout, reason = "what the program is for")]
fn say(line: &str) {
    println!("{line}");
}
