//! What a rule makes due around now: its occurrences from the last week, and the next one.
//!
//! Found by arithmetic from the rule and from what was taken, never from what was said before: a look at any time, in
//! any zone, in any order finds the same.

use super::clinic::ClinicVisits;
use super::entry::Entry;
use super::half_way::{HalfWay, SHORTEST_GRACE_MS};
use super::ledger::{Due, Ledger, OccurrenceKey};
use super::rule::{CountFrom, Grace, Revision, Rule};
use super::{
    CivilSchedule, Interval, LongActing, LongActingDue, Occurrence, QuietHours, Schedule,
    ScheduleZone,
};
use crate::time::{local_time, resolve};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

const MINUTE_MS: i64 = 60_000;

const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// How many occurrences behind a window are found: the next one, and the one that tells how far half way is.
const BEHIND: usize = 2;

/// The longest by which two zones can differ.
pub(super) const LONGEST_SHIFT_MS: i64 = 26 * 60 * MINUTE_MS;

/// What lies so far apart comes in one order in every zone.
pub(super) const FAR_MS: i64 = 2 * LONGEST_SHIFT_MS;

/// An occurrence that a rule makes due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    pub at_ms: i64,
    pub civil: NaiveDateTime,
    /// When a clinic closes.
    pub ends_ms: Option<i64>,
}

/// An occurrence, when it is due and for how long it is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct DueSlot {
    pub key: OccurrenceKey,
    pub due: Due,
    /// Where it is open until half way to the next one.
    pub half_way: Option<HalfWay>,
}

/// From when to when to look: behind `after_ms`, up to `until_ms`, and at the first one behind that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub after_ms: i64,
    pub now_ms: i64,
    pub until_ms: i64,
    pub here: Tz,
    pub quiet: Option<QuietHours>,
}

/// What a revision makes due within a window and next behind it, in order, each with its grace.
pub(super) fn due_of(
    schedule: &Schedule,
    revision: &Revision,
    ledger: &Ledger,
    window: Window,
) -> Vec<DueSlot> {
    let mut slots = slots_of(schedule, revision, ledger, window);
    slots.retain(|slot| revision.covers(slot.civil, slot.at_ms));
    let key = |civil| OccurrenceKey {
        schedule: schedule.id(),
        revision: revision.number,
        civil,
    };
    let near = slots.iter().filter(|slot| slot.at_ms <= window.until_ms);
    let count = near.count() + 1;
    let all = slots.iter().enumerate().take(count);
    all.map(|(place, slot)| {
        let later = slots.iter().skip(place + 1).map(|next| next.at_ms);
        let next_ms = later.filter(|at| *at > slot.at_ms).min();
        let half_way = half_way(revision, slot, next_ms);
        DueSlot {
            key: key(slot.civil),
            due: due(revision, slot, half_way, window),
            half_way,
        }
    })
    .collect()
}

/// What its rule makes due.
fn slots_of(
    schedule: &Schedule,
    revision: &Revision,
    ledger: &Ledger,
    window: Window,
) -> Vec<Slot> {
    match &revision.rule {
        Rule::Civil(civil) => of_civil(revision, civil, window),
        Rule::Every {
            interval,
            first_ms,
            from,
        } => of_interval(schedule, ledger, (*interval, *first_ms, *from), window),
        Rule::After {
            schedule: other,
            wait,
        } => of_other(ledger.of(*other), *wait, window),
        Rule::LongActing {
            window: days,
            first_on,
            at,
            zone,
        } => of_injection(schedule, ledger, (*days, *first_on, *at, *zone), window)
            .into_iter()
            .collect(),
        Rule::Clinic(clinic) => of_clinic(schedule, ledger, clinic, window).unwrap_or_default(),
        Rule::AsNeeded(_) => Vec::new(),
    }
}

/// The next injection is counted from the last one: were that closed, nothing would ever ask again.
const fn has_no_end(revision: &Revision) -> bool {
    matches!(revision.rule, Rule::LongActing { .. })
}

/// What a clinic hands out while it is open is not open half way.
fn half_way(revision: &Revision, slot: &Slot, next_ms: Option<i64>) -> Option<HalfWay> {
    match revision.reminder.grace() {
        Grace::HalfWay(most) if slot.ends_ms.is_none() && !has_no_end(revision) => Some(HalfWay {
            most_ms: i64::from(most) * MINUTE_MS,
            next_ms,
        }),
        Grace::HalfWay(_) | Grace::Minutes(_) | Grace::UntilAnswered => None,
    }
}

fn due(revision: &Revision, slot: &Slot, half_way: Option<HalfWay>, window: Window) -> Due {
    let quiet = window.quiet.filter(|_| revision.reminder.waits_for_quiet());
    let of_half_way = half_way.map(|one| one.grace_ms(slot.at_ms, quiet, window.here));
    let of_rule = match revision.reminder.grace() {
        Grace::Minutes(minutes) if !has_no_end(revision) => Some(i64::from(minutes) * MINUTE_MS),
        Grace::Minutes(_) | Grace::HalfWay(_) | Grace::UntilAnswered => of_half_way,
    };
    let of_clinic = slot.ends_ms.map(|ends| ends - slot.at_ms);
    Due {
        at_ms: slot.at_ms,
        grace_ms: of_clinic.or(of_rule).map(|ms| ms.max(SHORTEST_GRACE_MS)),
    }
}

fn of_civil(revision: &Revision, civil: &CivilSchedule, window: Window) -> Vec<Slot> {
    if revision.from().at_ms.saturating_sub(window.until_ms) > FAR_MS {
        return Vec::new();
    }
    // Most schedules are due again within two days; for the others the next one is asked for.
    let ahead_ms = window.until_ms.saturating_add(2 * DAY_MS);
    let mut found = civil.between(window.after_ms, ahead_ms, window.here);
    let mut last = found.last().copied();
    // Behind a journey to the west the wall shows a time again that was over when the revision began.
    let is_behind =
        |one: &Occurrence| one.at_ms > window.until_ms && revision.has_begun(one.civil, one.at_ms);
    let mut behind = found.iter().filter(|one| is_behind(one)).count();
    while behind < BEHIND {
        let after = last.unwrap_or(Occurrence::last_of(ahead_ms));
        last = civil.next(after, window.here);
        let Some(next) = last else { break };
        behind += usize::from(is_behind(&next));
        found.push(next);
    }
    let slot = |one: Occurrence| Slot {
        at_ms: one.at_ms,
        civil: one.civil,
        ends_ms: None,
    };
    found.into_iter().map(slot).collect()
}

/// Elapsed time is named in UTC.
fn elapsed(at_ms: i64) -> Option<Slot> {
    Some(Slot {
        at_ms,
        civil: DateTime::from_timestamp_millis(at_ms)?.naive_utc(),
        ends_ms: None,
    })
}

fn of_interval(
    schedule: &Schedule,
    ledger: &Ledger,
    (interval, first_ms, from): (Interval, i64, CountFrom),
    window: Window,
) -> Vec<Slot> {
    let follows = from == CountFrom::Taken;
    let taken = last_counted(schedule, ledger, first_ms).filter(|_| follows);
    let entries = ledger.of(schedule.id()).map(|(_, entry)| entry);
    // One at a time: what was asked for already is not asked for under another name.
    let (asked, unasked): (Vec<_>, Vec<_>) = entries
        .filter(|_| follows)
        .partition(|entry| entry.asked_ms().is_some());
    let times = asked.iter().map(|entry| entry.due.at_ms);
    let asked = times.filter(|at| *at <= window.now_ms).max();
    let after_ms = window.after_ms.max(asked.unwrap_or(i64::MIN));
    let step = interval.ms();
    let base = taken.map_or(first_ms, |at| at.saturating_add(step));
    let skipped = after_ms.saturating_sub(base).div_euclid(step) + 1;
    let begin = base.saturating_add(step.saturating_mul(skipped.max(0)));
    let all = std::iter::successors(Some(begin), |at| at.checked_add(step));
    // Nor is what was answered early: the times before it may have moved since.
    let said = unasked.iter().filter(|entry| entry.answered().is_some());
    let said: Vec<i64> = said.map(|entry| entry.due.at_ms).collect();
    let was_said = |at: i64| said.iter().any(|due| *due > at && *due - at < step / 2);
    let all = all.filter(|at| !was_said(*at));
    let mut behind = 0;
    let near = all.take_while(|at| {
        behind += usize::from(*at > window.until_ms);
        behind <= BEHIND
    });
    near.filter_map(elapsed).collect()
}

/// When the last one was taken from which an interval counts.
fn last_counted(schedule: &Schedule, ledger: &Ledger, first_ms: i64) -> Option<i64> {
    let entries = ledger.of(schedule.id()).map(|(_, entry)| entry);
    let counted = |entry: &Entry| {
        let taken = entry.taken_from_ms()?;
        (taken.max(entry.due.at_ms) >= first_ms).then_some(taken)
    };
    entries.filter_map(counted).max()
}

/// When the last one was taken, for one due nearer to it than an interval that counts from there, or before it: it
/// follows from an earlier one, and the rule does not ask for it any more.
pub(super) fn overtaken_ms(
    schedule: &Schedule,
    revision: &Revision,
    ledger: &Ledger,
    due: Due,
) -> Option<i64> {
    let Rule::Every {
        interval,
        first_ms,
        from: CountFrom::Taken,
    } = revision.rule
    else {
        return None;
    };
    let taken = last_counted(schedule, ledger, first_ms)?;
    (due.at_ms < interval.after(taken)).then_some(taken)
}

fn of_other<'a>(
    entries: impl Iterator<Item = (OccurrenceKey, &'a Entry)>,
    wait: Interval,
    window: Window,
) -> Vec<Slot> {
    let slot = |(key, entry): (OccurrenceKey, &Entry)| {
        Some(Slot {
            at_ms: wait.after(entry.taken_from_ms()?),
            civil: key.civil,
            ends_ms: None,
        })
    };
    let mut found: Vec<_> = entries
        .filter_map(slot)
        .filter(|slot| slot.at_ms > window.after_ms)
        .collect();
    found.sort_unstable();
    found.dedup_by_key(|slot| slot.civil);
    found
}

fn of_injection(
    schedule: &Schedule,
    ledger: &Ledger,
    (days, first_on, at, zone): (LongActing, NaiveDate, NaiveTime, ScheduleZone),
    window: Window,
) -> Option<Slot> {
    let target = injection_due(schedule, ledger, days, first_on)?.target_on;
    let civil = target.and_time(at);
    let zone = zone.tz(window.here);
    let planned_ms = resolve(civil, zone).timestamp_millis();
    let typed_ms = typed_in_ms(schedule, first_on).filter(|_| target == first_on);
    // One that is planned for the day on which it is typed in was not due before there was anything to be due.
    let typed_ms = typed_ms.filter(|at| local_time(*at, zone).date() == target);
    Some(Slot {
        at_ms: typed_ms.map_or(planned_ms, |at| planned_ms.max(at)),
        civil,
        ends_ms: None,
    })
}

/// When the first injection of a day was typed in, in milliseconds since 1970 UTC.
fn typed_in_ms(schedule: &Schedule, day: NaiveDate) -> Option<i64> {
    let says_it =
        |one: &&Revision| matches!(one.rule, Rule::LongActing { first_on, .. } if first_on == day);
    let first = schedule.revisions().iter().find(says_it)?;
    Some(first.from().at_ms)
}

/// The days of the next injection, after the last one or as the first one is planned.
pub(super) fn injection_due(
    schedule: &Schedule,
    ledger: &Ledger,
    days: LongActing,
    first_on: NaiveDate,
) -> Option<LongActingDue> {
    let counted = |(key, entry): (OccurrenceKey, &Entry)| {
        let on = settled_on(key, entry)?;
        (on.max(key.civil.date()) >= first_on).then_some(on)
    };
    // A tablet that was taken or left out under an earlier rule is no injection.
    let is_injection = |key: OccurrenceKey| {
        let revision = schedule.revision(key.revision);
        revision.is_some_and(|one| matches!(one.rule, Rule::LongActing { .. }))
    };
    let of_it = ledger
        .of(schedule.id())
        .filter(|(key, _)| is_injection(*key));
    let last = of_it.filter_map(counted).max();
    let first = LongActingDue {
        earliest_on: first_on,
        target_on: first_on,
        latest_on: first_on,
    };
    last.map_or(Some(first), |last| days.due(last))
}

/// The day from which the next injection is counted: on which it was really given, or was planned when it was left out.
fn settled_on(key: OccurrenceKey, entry: &Entry) -> Option<NaiveDate> {
    let answer = entry.answered()?;
    let given = entry
        .taken_from_ms()
        .map(|at| local_time(at, answer.at.zone));
    Some(given.unwrap_or(key.civil).date())
}

/// The day of the last visit, and how many doses were handed out to take home.
pub(super) fn last_visit(
    schedule: &Schedule,
    ledger: &Ledger,
    clinic: &ClinicVisits,
    here: Tz,
) -> Option<(NaiveDate, u8)> {
    let zone = clinic.zone().tz(here);
    let visit_of = |(key, entry): (OccurrenceKey, &Entry)| {
        let doses = entry.answered()?.take_home?;
        let on = local_time(entry.taken_from_ms()?, zone).date();
        (on.max(key.civil.date()) >= clinic.first_on()).then_some((on, doses))
    };
    ledger.of(schedule.id()).filter_map(visit_of).max()
}

fn of_clinic(
    schedule: &Schedule,
    ledger: &Ledger,
    clinic: &ClinicVisits,
    window: Window,
) -> Option<Vec<Slot>> {
    let zone = clinic.zone().tz(window.here);
    let last = last_visit(schedule, ledger, clinic, window.here);
    let home = last
        .into_iter()
        .flat_map(|(on, doses)| clinic.home_doses(on, doses));
    let at_home = home.map(|civil| Slot {
        at_ms: resolve(civil, window.here).timestamp_millis(),
        civil,
        ends_ms: None,
    });
    let mut found: Vec<Slot> = at_home
        .filter(|slot| slot.at_ms > window.after_ms)
        .collect();
    let first = local_time(window.after_ms, zone).date();
    let mut day = clinic.due_from(last)?.max(first);
    while let Some(visit) = clinic.next_visit(day) {
        let slot = Slot {
            at_ms: clinic.instant(visit.at),
            civil: visit.at,
            ends_ms: Some(clinic.instant(visit.closes)),
        };
        found.extend((slot.at_ms > window.after_ms).then_some(slot));
        if slot.at_ms > window.until_ms {
            break;
        }
        day = visit.at.date().succ_opt()?;
    }
    found.sort_unstable();
    Some(found)
}
