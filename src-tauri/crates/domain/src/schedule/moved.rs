//! A time that is moved on its own day is the same dose by another name: 12:40, moved to 13:15 at one o'clock.
//!
//! Whoever took it at 12:40 is not asked again at 13:15, and one that still waits is asked about at 13:15 only. Doses are
//! matched by their places in the day: the second of three is the second of the three that take their place. A day that
//! gets more or fewer times is another plan, and what it asks for is asked.

use super::entry::Entry;
use super::ledger::{Ledger, OccurrenceKey, Write};
use super::planner::Planner;
use super::rule::{Revision, Rule};
use super::Schedule;
use crate::id::ScheduleId;
use crate::time::resolve;
use chrono::NaiveTime;
use chrono_tz::Tz;

const DAY_MINUTES: i64 = 24 * 60;

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
fn moved_ms(schedule: &Schedule, key: OccurrenceKey, here: Tz) -> Option<i64> {
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
    let moved = |to: &&NaiveTime| (**to - key.civil.time()).num_minutes().abs();
    // Farther than half way to its neighbours it is another dose, and near midnight one of another day.
    let half_way = DAY_MINUTES / 2 / i64::try_from(times.len()).ok()?;
    let time = theirs.get(place).filter(|_| is_same_plan)?;
    if moved(&time) > half_way {
        return None;
    }
    Some(OccurrenceKey {
        revision: other.number,
        civil: day.and_time(*time),
        ..key
    })
}

impl Planner {
    /// What becomes of open entries that were moved to a later time of their day, which asks in their place, and of those
    /// that were taken by their earlier name after all.
    pub(super) fn moved(&self, id: ScheduleId, here: Tz) -> Vec<Write> {
        let Some(schedule) = self.schedule(id) else {
            return Vec::new();
        };
        let open = self.ledger.of(id).filter(|(_, entry)| entry.is_open());
        open.filter_map(|(occurrence, _)| {
            let at_ms = self.is_elsewhere_ms(schedule, occurrence, here)?;
            Some(Write::Cancelled { occurrence, at_ms })
        })
        .collect()
    }

    /// Since when an occurrence that nobody answered is the same dose as another one, which was taken or asks in its
    /// place, in milliseconds since 1970 UTC.
    pub(super) fn is_elsewhere_ms(
        &self,
        schedule: &Schedule,
        key: OccurrenceKey,
        here: Tz,
    ) -> Option<i64> {
        let is_answered = |entry: &Entry| entry.answered().is_some();
        if self.ledger.get(key).is_some_and(is_answered) {
            return None;
        }
        let taken = taken_before(schedule, &self.ledger, key);
        let revision = schedule.revision(key.revision).filter(|_| taken);
        moved_ms(schedule, key, here).or_else(|| Some(revision?.from().at_ms))
    }
}

#[cfg(test)]
#[path = "moved_tests.rs"]
mod tests;
