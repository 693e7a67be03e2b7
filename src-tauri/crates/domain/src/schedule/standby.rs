//! What rings while the schedules cannot be read, because the journal is locked.
//!
//! Before that the planner hands out the occurrences of the next days as plain times, each with how it rings and what
//! became of it so far ([`Planner::waiting`]). A [`Standby`] works these off by the same steps as the planner: grace,
//! quiet hours, nags, being put off, a journey and a clock that was put back are what they are in an open journal. The
//! ledger then takes over what came of each ([`Planner::take_over`]), and stands as if it had been looked at all along.
//!
//! What it cannot know: that something was answered by other means, and what is counted from an answer. It rings on as if
//! nobody had answered until the answer is in the ledger, and knows from when on something may ring that it does not know
//! of ([`Standby::answer`]).

use super::entry::Entry;
use super::ledger::{Due, Ledger, OccurrenceKey, RingKey, Write};
use super::planner::{Look, Now, Planner, Ring};
use super::rule::MOST_GRACE_MINUTES;
use super::settle::Settling;
use super::waiting::Waiting;
use super::Snoozed;
use crate::id::ScheduleId;
use crate::Result;
use std::collections::{BTreeMap, BTreeSet};

impl Planner {
    /// Takes over what became of an occurrence while the journal was locked; taking it over twice is once. What the ledger
    /// has of it stays.
    #[must_use = "the writes are to be kept"]
    pub fn take_over(&mut self, occurrence: OccurrenceKey, entry: &Entry, now: Now) -> Vec<Write> {
        let schedule = self.schedule(occurrence.schedule);
        let known = schedule.is_some_and(|one| one.revision(occurrence.revision).is_some());
        if !known && self.ledger().get(occurrence).is_none() {
            return Vec::new();
        }
        let writes = writes_of(occurrence, entry, now.at_ms).into_iter();
        writes.filter_map(|write| self.tell(write)).collect()
    }
}

/// What makes a ledger stand as an entry does, in the order of what happened. What lies ahead of `now_ms` happened by a
/// clock that was wrong.
fn writes_of(occurrence: OccurrenceKey, entry: &Entry, now_ms: i64) -> Vec<Write> {
    let due = entry.due;
    let mut writes = Vec::new();
    for rung in &entry.rungs {
        let kind = rung.kind;
        let (ring, at_ms) = (RingKey { occurrence, kind }, rung.at_ms.min(now_ms));
        writes.push((at_ms, Write::Rung { ring, at_ms, due }));
        if rung.shown {
            writes.push((at_ms, Write::Shown { ring }));
        }
    }
    writes.extend(entry.snoozed.map(|off| {
        let asked_ms = off.asked_ms.min(now_ms);
        let snoozed = Snoozed {
            asked_ms,
            until_ms: asked_ms.saturating_add(off.until_ms - off.asked_ms),
            ..off
        };
        let write = Write::Snoozed {
            occurrence,
            snoozed,
            due,
        };
        (asked_ms, write)
    }));
    let closed = entry.closed_ms.filter(|_| entry.is_closed());
    writes.extend(closed.map(|at_ms| {
        let at_ms = at_ms.min(now_ms);
        (at_ms, Write::Closed { occurrence, at_ms })
    }));
    writes.sort_by_key(|(at_ms, _)| *at_ms);
    writes.into_iter().map(|(_, write)| write).collect()
}

/// Rings in place of the planner.
#[derive(Debug, Clone, Default)]
pub struct Standby {
    pub(super) waiting: BTreeMap<OccurrenceKey, Waiting>,
    ledger: Ledger,
    touched: BTreeSet<OccurrenceKey>,
}

impl Standby {
    /// Of occurrences, and of what became of some of them since these were handed out.
    #[must_use]
    pub fn new(
        waiting: Vec<Waiting>,
        since: impl IntoIterator<Item = (OccurrenceKey, Entry)>,
    ) -> Self {
        let known = |one: &Waiting| Some((one.key, one.entry.clone()?));
        let mut ledger = Ledger::new(waiting.iter().filter_map(known).collect());
        let mut touched = BTreeSet::new();
        for (key, entry) in since {
            for write in writes_of(key, &entry, i64::MAX) {
                ledger.apply(&write);
            }
            touched.insert(key);
        }
        Self {
            waiting: waiting.into_iter().map(|one| (one.key, one)).collect(),
            ledger,
            touched,
        }
    }

    /// How each stands that is known of.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// All that may ring or rang.
    pub fn keys(&self) -> impl Iterator<Item = OccurrenceKey> + '_ {
        let rang = self.touched.iter();
        self.waiting.keys().chain(rang).copied()
    }

    /// What became of occurrences since it stands by.
    pub fn since(&self) -> impl Iterator<Item = (OccurrenceKey, &Entry)> {
        let touched = self.touched.iter();
        touched.filter_map(|key| Some((*key, self.ledger.get(*key)?)))
    }

    /// Looks what rings now, as [`Planner::look`] does.
    pub fn look(&mut self, now: Now) -> Look {
        let mut look = Look::default();
        let mut next = Vec::new();
        if self.ledger.lies_ahead(now.at_ms) {
            let now_ms = now.at_ms;
            self.ledger.apply(&Write::PutBack { now_ms });
            look.writes.push(Write::PutBack { now_ms });
        }
        let asked = self.asked(now);
        let mut settling = Settling {
            ledger: &mut self.ledger,
            look: &mut look,
            now,
        };
        for one in self.waiting.values() {
            let entry = settling.ledger.get(one.key);
            let due = one.due_with(entry, now);
            let is_behind = asked
                .get(&one.key.schedule)
                .is_some_and(|at| due.at_ms <= *at);
            let is_left = is_long_ago(due, now)
                || (one.one_at_a_time && is_behind)
                || one.rights_ms.is_some_and(|at_ms| at_ms <= now.at_ms);
            let is_over = entry.is_some_and(|entry| {
                one.floats && entry.answered().is_none() && entry.is_over(now.at_ms)
            });
            if !is_over && (!is_left || is_asked(entry)) {
                next.extend(settling.settle(one.key, due, &one.reminder));
            }
        }
        self.touched
            .extend(look.writes.iter().filter_map(Write::occurrence));
        look.rings.sort_unstable();
        look.next_ms = next.into_iter().min();
        look
    }

    /// Of each schedule, when the newest one was due that was asked about.
    fn asked(&self, now: Now) -> BTreeMap<ScheduleId, i64> {
        let mut asked = BTreeMap::new();
        for (key, entry) in self.ledger.entries() {
            if entry.asked_ms().is_some() && entry.due.at_ms <= now.at_ms {
                let newest = asked.entry(key.schedule).or_insert(entry.due.at_ms);
                *newest = entry.due.at_ms.max(*newest);
            }
        }
        asked
    }

    /// Puts an occurrence off.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) outside 1 to
    /// [`MOST_SNOOZE_MINUTES`](super::entry::MOST_SNOOZE_MINUTES).
    pub fn snooze(&mut self, occurrence: OccurrenceKey, minutes: u32, now: Now) -> Result<()> {
        let entry = self.ledger.get(occurrence);
        let last = entry.and_then(|entry| entry.snoozed);
        let number = last.map_or(1, |last| last.number + 1);
        let snoozed = Snoozed::new(now.at_ms, minutes, number)?;
        let waiting = self.waiting.get(&occurrence);
        let due = entry.map(|entry| entry.due);
        if let Some(due) = due.or_else(|| Some(waiting?.due_in(now))) {
            let write = Write::Snoozed {
                occurrence,
                snoozed,
                due,
            };
            self.ledger.apply(&write);
            self.touched.insert(occurrence);
        }
        Ok(())
    }

    /// Notes that a ring is on the screen; whether that is new.
    pub fn shown(&mut self, ring: RingKey) -> bool {
        self.touched.insert(ring.occurrence);
        self.ledger.apply(&Write::Shown { ring })
    }

    /// What was about to be shown when the program ended, as [`Planner::unshown`].
    #[must_use]
    pub fn unshown(&self) -> Vec<Ring> {
        self.ledger.unshown()
    }
}

/// Whether it is neither rung nor told of any more, as the planner looks back a week and no further.
fn is_long_ago(due: Due, now: Now) -> bool {
    let after_ms = now
        .at_ms
        .saturating_sub(i64::from(MOST_GRACE_MINUTES) * 60_000);
    due.grace_ms.is_some() && due.at_ms <= after_ms
}

/// Whether the person was asked about it, or asked to be asked.
fn is_asked(entry: Option<&Entry>) -> bool {
    entry.is_some_and(|entry| entry.asked_ms().is_some() || entry.waits_for().is_some())
}

#[cfg(test)]
#[path = "standby_tests.rs"]
mod tests;
