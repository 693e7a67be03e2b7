//! A time that is moved on its own day is the same dose by another name: 12:40, moved to 13:15 at one o'clock.
//!
//! Whoever took it at 12:40 is not asked again at 13:15, and one that still waits is asked about at 13:15 only. Moved to a
//! time that is over, today's keeps the time that it had: nobody would ask for it otherwise. Doses are matched by their
//! places in the day: the second of three is the second of the three that take their place. A day that gets more or fewer
//! times is another plan, and what it asks for is asked.

use super::entry::{Entry, OccurrenceState};
use super::ledger::{Ledger, OccurrenceKey, Write};
use super::planner::Planner;
use super::rule::{Revision, Rule};
use super::slots::Slot;
use super::Schedule;
use crate::id::ScheduleId;
use crate::time::resolve;
use chrono_tz::Tz;

/// Whether it was taken by the name that it had before it was moved. One that was left out then is asked about again:
/// moving it may say that it is to be taken after all.
pub(super) fn taken_before(schedule: &Schedule, ledger: &Ledger, key: OccurrenceKey) -> bool {
    let is_taken = |key| {
        let entry = ledger.get(key);
        entry.is_some_and(|entry| entry.taken_from_ms().is_some())
    };
    let earlier = schedule.revisions().iter();
    let mut earlier = earlier.filter(|one| one.number < key.revision);
    earlier.any(|one| twin(schedule, key, one).is_some_and(is_taken))
}

/// When it was moved to a later time of its day, in milliseconds since 1970 UTC, if it was.
pub(super) fn moved_ms(schedule: &Schedule, key: OccurrenceKey, here: Tz) -> Option<i64> {
    let later = schedule.revisions().iter();
    let mut later = later.filter(|one| one.number > key.revision);
    let takes_over = |one: &&Revision| {
        let twin = twin(schedule, key, one).filter(|twin| twin.civil > key.civil);
        twin.is_some_and(|twin| {
            let at_ms = resolve(twin.civil, one.rule.zone(here)).timestamp_millis();
            one.covers(twin.civil, at_ms)
        })
    };
    later.find(takes_over).map(|one| one.from().at_ms)
}

/// Whether a dose of a revision that was edited before its time keeps that time: it was moved to one that was over by then.
pub(super) fn keeps_its_time(schedule: &Schedule, revision: &Revision, slot: &Slot) -> bool {
    let was_cut = revision.has_begun(slot.civil, slot.at_ms);
    if !was_cut || revision.until().is_none() || schedule.current().is_none() {
        return false;
    }
    let key = OccurrenceKey {
        schedule: schedule.id(),
        revision: revision.number,
        civil: slot.civil,
    };
    let later = schedule.revisions().iter();
    let mut later = later.filter(|one| one.number > revision.number);
    let was_over = |next: &Revision| {
        let twin = twin(schedule, key, next).filter(|twin| twin.civil < slot.civil);
        twin.is_some_and(|twin| !next.has_begun(twin.civil, slot.at_ms))
    };
    later.next().is_some_and(was_over) && later.all(|one| twin(schedule, key, one).is_some())
}

/// The dose of another revision at the same place of the same day.
fn twin(schedule: &Schedule, key: OccurrenceKey, other: &Revision) -> Option<OccurrenceKey> {
    let Rule::Civil(own) = &schedule.revision(key.revision)?.rule else {
        return None;
    };
    let Rule::Civil(others) = &other.rule else {
        return None;
    };
    let day = key.civil.date();
    let (times, theirs) = (own.times_on(day), others.times_on(day));
    let place = times.iter().position(|time| *time == key.civil.time())?;
    let is_same_plan = times.len() == theirs.len() && own.zone() == others.zone();
    let time = theirs.get(place).filter(|_| is_same_plan)?;
    Some(OccurrenceKey {
        revision: other.number,
        civil: day.and_time(*time),
        ..key
    })
}

impl Planner {
    /// What becomes of open entries that were moved to a later time of their day: that one asks in their place.
    pub(super) fn moved(&self, id: ScheduleId, here: Tz) -> Vec<Write> {
        let Some(schedule) = self.schedule(id) else {
            return Vec::new();
        };
        let open = self.ledger.of(id).filter(|(_, entry)| entry.is_open());
        open.filter_map(|(occurrence, _)| {
            let at_ms = moved_ms(schedule, occurrence, here)?;
            Some(Write::Cancelled { occurrence, at_ms })
        })
        .collect()
    }

    /// How an occurrence stands, if it was moved and nobody said anything of it before.
    pub(super) fn state_moved(
        &self,
        schedule: &Schedule,
        key: OccurrenceKey,
        here: Tz,
    ) -> Option<OccurrenceState> {
        let is_answered = |entry: &Entry| entry.answered().is_some();
        let is_said = self.ledger.get(key).is_some_and(is_answered);
        let is_moved = !is_said && moved_ms(schedule, key, here).is_some();
        is_moved.then_some(OccurrenceState::Cancelled)
    }
}

#[cfg(test)]
#[path = "moved_tests.rs"]
mod tests;
