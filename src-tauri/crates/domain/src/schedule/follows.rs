//! What follows from an answer: the next injection is counted from the one that was given, an interval from the dose that
//! was taken, and what follows another medicine from when that was taken. A locked journal hands out none of it; it knows
//! from when on it may ring, and what it was handed out does not ring any more.

use super::entry::Outcome;
use super::ledger::OccurrenceKey;
use super::planner::{Now, Planner};
use super::rule::{CountFrom, Reminder, Revision, Rule};
use super::standby::Standby;
use super::waiting::Waiting;
use super::Schedule;
use crate::id::ScheduleId;
use crate::time::resolve;
use std::collections::BTreeMap;

/// When something may ring first that follows from the answer to an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Follows {
    /// The next of its own schedule, when it is answered at its time: in milliseconds since 1970 UTC. `None` where that
    /// one does not wait for the answer.
    pub next_ms: Option<i64>,
    /// What follows it: so many milliseconds after it was taken. `None` where nothing does.
    pub wait_ms: Option<i64>,
    /// The next of its own schedule, where that one counts from when it was taken.
    pub again: Option<Again>,
}

/// The next of a schedule that counts from when the last one was taken: none rings before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// So many milliseconds after that.
    pub after_ms: i64,
    /// What was due and taken before then, in milliseconds since 1970 UTC, is of an earlier rule and does not count.
    pub first_ms: i64,
}

impl Again {
    /// When the next one may ring first, once one that is due at `due_ms` was taken at `at_ms`; `None` where that one does
    /// not count.
    fn next_at_ms(self, due_ms: i64, at_ms: i64) -> Option<i64> {
        (at_ms.max(due_ms) >= self.first_ms).then(|| at_ms.saturating_add(self.after_ms))
    }
}

/// What an answer changes for a locked journal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consequence {
    /// When something may ring first that follows from it and of which nothing is known here, in milliseconds since 1970
    /// UTC.
    pub ends_ms: Vec<i64>,
    /// What rings no more: itself, and what was due before the next one can be.
    pub silent: Vec<OccurrenceKey>,
}

impl Follows {
    /// When something may ring first, once an occurrence that is due at `due_ms` was answered at `now_ms`.
    fn after(self, outcome: Outcome, due_ms: i64, now_ms: i64) -> impl Iterator<Item = i64> {
        // An answer ahead of the time brings the next one forward; a late one puts it off, or not when it was left out.
        let early_ms = due_ms.saturating_sub(now_ms).max(0);
        let next = self.next_ms.map(|at| at.saturating_sub(early_ms));
        let is_taken = outcome == Outcome::Taken;
        let wait = self.wait_ms.map(|wait| now_ms.saturating_add(wait));
        let waits = wait.filter(|_| is_taken).into_iter();
        next.into_iter()
            .chain(waits)
            .chain(self.again_at_ms(outcome, due_ms, now_ms))
    }

    /// When the next of its own schedule may ring first, and none before.
    fn again_at_ms(self, outcome: Outcome, due_ms: i64, now_ms: i64) -> Option<i64> {
        let again = self.again.filter(|_| outcome == Outcome::Taken)?;
        again.next_at_ms(due_ms, now_ms)
    }
}

impl Standby {
    /// Takes an answer that was given now. What rang on by the old times would ask for the next dose too early.
    pub fn answer(&mut self, occurrence: OccurrenceKey, outcome: Outcome, now: Now) -> Consequence {
        let Some(one) = self.waiting.get(&occurrence) else {
            let silent = vec![occurrence];
            let ends_ms = Vec::new();
            return Consequence { ends_ms, silent };
        };
        let (follows, due_ms) = (one.follows, one.due_in(now).at_ms);
        let before_ms = follows.again_at_ms(outcome, due_ms, now.at_ms);
        let is_silent = |one: &Waiting| {
            let is_too_early = before_ms.is_some_and(|before| one.rings_from_ms() < before);
            one.key == occurrence || (one.key.schedule == occurrence.schedule && is_too_early)
        };
        let silent = self.waiting.values().filter(|one| is_silent(one));
        let silent: Vec<_> = silent.map(|one| one.key).collect();
        for key in &silent {
            self.waiting.remove(key);
        }
        Consequence {
            ends_ms: follows.after(outcome, due_ms, now.at_ms).collect(),
            silent,
        }
    }
}

impl Planner {
    /// Says of each what follows from its answer.
    pub(super) fn add_what_follows(&self, all: &mut [Waiting], now: Now) {
        let waits = self.waits();
        for one in all {
            let schedule = self.schedule(one.key.schedule);
            let current = schedule.and_then(Schedule::current).filter(rings);
            one.follows = Follows {
                next_ms: current.and_then(|current| next_injection_ms(current, one.key, now)),
                wait_ms: waits.get(&one.key.schedule).copied(),
                again: current.and_then(again),
            };
        }
    }

    /// How long after something was taken the first ring may come of what follows it.
    fn waits(&self) -> BTreeMap<ScheduleId, i64> {
        let mut waits = BTreeMap::new();
        let current = self.schedules.values().filter_map(Schedule::current);
        for one in current.filter(rings) {
            if let Rule::After { schedule, wait } = one.rule {
                let wait_ms = wait.ms().saturating_sub(lead_ms(&one.reminder)).max(0);
                let first = waits.entry(schedule).or_insert(wait_ms);
                *first = wait_ms.min(*first);
            }
        }
        waits
    }
}

/// When the next injection may ring first, after one that was given or left out on its day.
fn next_injection_ms(revision: &Revision, key: OccurrenceKey, now: Now) -> Option<i64> {
    let Rule::LongActing {
        window, at, zone, ..
    } = revision.rule
    else {
        return None;
    };
    let next = window.due(key.civil.date())?.target_on.and_time(at);
    let at_ms = resolve(next, zone.tz(now.here)).timestamp_millis();
    Some(at_ms - lead_ms(&revision.reminder))
}

/// How long after a dose was taken the next one may ring first, where it counts from that.
fn again(revision: &Revision) -> Option<Again> {
    let Rule::Every {
        interval,
        first_ms,
        from,
    } = revision.rule
    else {
        return None;
    };
    let after_ms = (interval.ms() - lead_ms(&revision.reminder)).max(0);
    (from == CountFrom::Taken).then_some(Again { after_ms, first_ms })
}

const fn rings(revision: &&Revision) -> bool {
    !revision.reminder.is_silent()
}

/// How long before its time something may ring.
pub(super) fn lead_ms(reminder: &Reminder) -> i64 {
    let longest = reminder.pre_alerts().first().copied();
    i64::from(longest.unwrap_or(0)) * 60_000
}
