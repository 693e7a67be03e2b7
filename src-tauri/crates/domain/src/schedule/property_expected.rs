//! What is to be asked about within a few days, told from the rule's words and from what was taken: never from what the
//! planner looks at.

use super::test_stage::*;
use super::*;
use crate::time::{local_time, resolve};
use crate::ScheduleId;
use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use std::ops::Range;

/// The occurrences of a schedule that come due within a time in which nobody answers. `before` is what was known when it
/// began.
pub fn expected(
    schedule: &Schedule,
    revision: &Revision,
    before: &Ledger,
    within: Range<i64>,
    here: Tz,
) -> Vec<OccurrenceKey> {
    let lies_within = |at: i64| at > within.start && at < within.end;
    let all: Vec<(i64, NaiveDateTime)> = match &revision.rule {
        Rule::Civil(_) => wall_times(revision, schedule.id(), within.start, here)
            .into_iter()
            .map(|key| (instant(key.civil, revision.rule.zone(here)), key.civil))
            .collect(),
        Rule::Every {
            interval,
            first_ms,
            from,
        } => {
            let taken = last_taken(before, schedule.id(), *first_ms);
            let base = taken.filter(|_| *from == CountFrom::Taken);
            let base = base.map_or(*first_ms, |at| at + interval.ms());
            grid(base, interval.ms(), within.end)
        }
        Rule::After {
            schedule: other,
            wait,
        } => {
            let taken = |(key, entry): (OccurrenceKey, &Entry)| {
                Some((wait.after(entry.taken_from_ms()?), key.civil))
            };
            before.of(*other).filter_map(taken).collect()
        }
        Rule::LongActing { .. } => vec![injection(schedule, &revision.rule, before, here)],
        Rule::Clinic(clinic) => visits(clinic, before, schedule.id(), within.clone()),
        Rule::AsNeeded(_) => Vec::new(),
    };
    let key = |civil| OccurrenceKey {
        schedule: schedule.id(),
        revision: revision.number,
        civil,
    };
    let all = all
        .into_iter()
        .filter(|(at, civil)| lies_within(*at) && revision.covers(*civil, *at));
    all.map(|(_, civil)| key(civil)).collect()
}

/// The next injection: counted from the last one that was given, or as the first one was planned.
fn injection(schedule: &Schedule, rule: &Rule, before: &Ledger, here: Tz) -> (i64, NaiveDateTime) {
    let Rule::LongActing {
        window,
        first_on,
        at,
        zone,
    } = rule
    else {
        panic!("an injection");
    };
    // One that was left out counts from the day on which it was planned.
    let settled = |(key, entry): (OccurrenceKey, &Entry)| {
        let rule = &schedule.revision(key.revision)?.rule;
        let is_injection = matches!(rule, Rule::LongActing { .. });
        let answer = entry.answered().filter(|_| is_injection)?;
        let given = entry.taken_from_ms();
        let given = given.map(|at| local_time(at, answer.at.zone).date());
        let on = given.unwrap_or(key.civil.date());
        (on.max(key.civil.date()) >= *first_on).then_some(on)
    };
    let last = before.of(schedule.id()).filter_map(settled).max();
    let target = last.map_or(*first_on, |on| window.due(on).unwrap().target_on);
    let civil = target.and_time(*at);
    let planned = instant(civil, zone.tz(here));
    // Typed in on its own day: not before that.
    let says_it = |one: &&Revision| matches!(&one.rule, Rule::LongActing { first_on: on, .. } if on == first_on);
    let typed = schedule.revisions().iter().find(says_it).unwrap();
    let typed = typed.from().at_ms;
    let is_its_day = local_time(typed, zone.tz(here)).date() == target;
    let is_first = target == *first_on;
    let due = if is_first && is_its_day {
        planned.max(typed)
    } else {
        planned
    };
    (due, civil)
}

fn instant(civil: NaiveDateTime, zone: Tz) -> i64 {
    resolve(civil, zone).timestamp_millis()
}

/// When the last one was taken from which an interval counts that begins then.
pub fn last_taken(before: &Ledger, id: ScheduleId, first_ms: i64) -> Option<i64> {
    let counts = |(_, entry): (_, &Entry)| {
        let taken = entry.taken_from_ms()?;
        (taken.max(entry.due.at_ms) >= first_ms).then_some(taken)
    };
    before.of(id).filter_map(counts).max()
}

fn grid(base: i64, step: i64, end: i64) -> Vec<(i64, NaiveDateTime)> {
    let all = std::iter::successors(Some(base), |at| Some(at + step));
    // A clock that was years ahead: only the last few days count.
    let near = all
        .skip_while(|at| *at < end - 8 * 24 * HOUR)
        .take_while(|at| *at < end);
    let named = |at: i64| (at, DateTime::from_timestamp_millis(at).unwrap().naive_utc());
    near.map(named).collect()
}

/// From the first day on which a visit is due: each day on which the clinic is open, while nobody goes.
fn visits(
    clinic: &ClinicVisits,
    before: &Ledger,
    id: ScheduleId,
    within: Range<i64>,
) -> Vec<(i64, NaiveDateTime)> {
    let zone = clinic.zone().tz(Tz::UTC);
    let visit = |(_, entry): (_, &Entry)| {
        let doses = entry.answered()?.take_home?;
        let on = local_time(entry.taken_from_ms()?, zone).date();
        (on >= clinic.first_on()).then_some((on, doses))
    };
    let last = before.of(id).filter_map(visit).max();
    let mut day = clinic.due_from(last).unwrap();
    day = day.max(local_time(within.start, zone).date() - Duration::days(1));
    let mut found = Vec::new();
    while let Some(next) = clinic.next_visit(day) {
        let at = clinic.instant(next.at);
        if at >= within.end {
            break;
        }
        found.push((at, next.at));
        day = next.at.date() + Duration::days(1);
    }
    found
}

/// The times on the wall of a rule around a few days, told from the rule's words.
fn wall_times(
    revision: &Revision,
    schedule: ScheduleId,
    begin: i64,
    here: Tz,
) -> Vec<OccurrenceKey> {
    let Rule::Civil(civil) = &revision.rule else {
        return Vec::new();
    };
    let first = local_time(begin, revision.rule.zone(here)) - Duration::days(2);
    let mut found = Vec::new();
    let mut after = Occurrence::last_of(begin - 2 * 24 * HOUR);
    while let Some(next) = civil
        .next(after, here)
        .filter(|one| one.civil < first + Duration::days(8))
    {
        found.push(next.civil);
        after = next;
    }
    let begins = local_time(
        revision.from().at_ms,
        revision.rule.zone(revision.from().zone),
    );
    found.retain(|civil| *civil > begins);
    let key = |civil| OccurrenceKey {
        schedule,
        revision: revision.number,
        civil,
    };
    found.into_iter().map(key).collect()
}

/// Whether a dose may have been taken by the name it had before its time was moved: as many a day, under the same clock,
/// and no farther than half way to its neighbours.
pub fn was_moved(
    schedule: &Schedule,
    (other, entry): (OccurrenceKey, &Entry),
    key: OccurrenceKey,
) -> bool {
    let plan = |key: OccurrenceKey| {
        let Rule::Civil(civil) = &schedule.revision(key.revision)?.rule else {
            return None;
        };
        let begins = instant(key.civil.date().and_time(NaiveTime::MIN), Tz::UTC);
        let all = civil.in_zone(ScheduleZone::Of(Tz::UTC));
        let all = all.between(begins - 1, begins + 24 * HOUR - 1, Tz::UTC);
        Some((i64::try_from(all.len()).unwrap(), civil.zone()))
    };
    let apart = (other.civil - key.civil).num_minutes().abs();
    let is_near = |(count, _)| apart * count * 2 <= 24 * 60;
    let is_earlier = other.revision < key.revision && entry.taken_from_ms().is_some();
    is_earlier && plan(other).is_some_and(|it| Some(it) == plan(key) && is_near(it))
}
