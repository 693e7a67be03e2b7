//! What follows from an answer: the next injection is counted from the one that was given, and what follows another
//! medicine from when that was taken. A locked journal hands out none of it; it knows from when on it may ring.

use super::entry::Outcome;
use super::ledger::OccurrenceKey;
use super::planner::{Now, Planner};
use super::rule::{Reminder, Revision, Rule};
use super::standby::Waiting;
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
}

impl Follows {
    /// When something may ring first, once an occurrence that is due at `due_ms` was answered at `now_ms`.
    pub fn after(self, outcome: Outcome, due_ms: i64, now_ms: i64) -> impl Iterator<Item = i64> {
        // An answer ahead of the time brings the next one forward; a late one puts it off, or not when it was left out.
        let early_ms = due_ms.saturating_sub(now_ms).max(0);
        let next = self.next_ms.map(|at| at.saturating_sub(early_ms));
        let is_taken = outcome == Outcome::Taken;
        let wait = self.wait_ms.filter(|_| is_taken);
        next.into_iter()
            .chain(wait.map(|wait| now_ms.saturating_add(wait)))
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

const fn rings(revision: &&Revision) -> bool {
    !revision.reminder.is_silent()
}

/// How long before its time something may ring.
pub(super) fn lead_ms(reminder: &Reminder) -> i64 {
    let longest = reminder.pre_alerts().first().copied();
    i64::from(longest.unwrap_or(0)) * 60_000
}
