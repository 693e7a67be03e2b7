//! A time that is moved is the same dose by another name: 12:40, moved to 13:15 at one o'clock, or half past eleven at
//! night, moved to a quarter past midnight.
//!
//! Whoever took it at 12:40 is not asked again at 13:15, and one that still waits is asked about at 13:15 only. Doses are
//! matched by their places in the day: the second of three is the second of the three that take their place, or its
//! neighbour where all of the day was moved across midnight. A day that gets more or fewer times is another plan, and what
//! it asks for is asked.

use super::entry::Entry;
use super::ledger::{Ledger, OccurrenceKey, Write};
use super::planner::Planner;
use super::rule::{Revision, Rule};
use super::{CivilSchedule, Schedule};
use crate::id::ScheduleId;
use crate::time::resolve;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use std::ops::Range;

const DAY_MINUTES: i64 = 24 * 60;

/// Whether it was taken by the name that it had before it was moved, or by a later one. One that was left out then is asked about again:
/// moving it may say that it is to be taken after all.
pub(super) fn taken_elsewhere(schedule: &Schedule, ledger: &Ledger, key: OccurrenceKey) -> bool {
    let is_taken = |key| {
        let entry = ledger.get(key);
        entry.is_some_and(|entry| entry.taken_from_ms().is_some())
    };
    let others = schedule.revisions().iter();
    let mut others = others.filter(|one| one.number != key.revision);
    others.any(|one| twin(schedule, key, one).is_some_and(is_taken))
}

/// When it was moved to a later time, in milliseconds since 1970 UTC, if it was.
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

/// Whether it was moved to another time by the edit of an instant, and the schedule went on since: what a pause cuts short
/// is over.
pub(super) fn was_moved_at(schedule: &Schedule, key: OccurrenceKey, at_ms: i64) -> bool {
    let later = schedule.revisions().iter();
    let later = later.filter(|one| one.number > key.revision);
    let ended = |one: &Revision, next: &Revision| {
        let until = one.until();
        until.is_some_and(|until| until.at_ms < next.from().at_ms)
    };
    let mut pairs = later.clone().zip(later.skip(1));
    if pairs.any(|(one, next)| ended(one, next)) {
        return false;
    }
    let later = schedule.revisions().iter();
    let mut later = later.filter(|one| one.number > key.revision && one.from().at_ms == at_ms);
    later.any(|one| twin(schedule, key, one).is_some_and(|twin| twin.civil != key.civil))
}

/// The dose of another revision in whose place it is.
pub(super) fn twin(
    schedule: &Schedule,
    key: OccurrenceKey,
    other: &Revision,
) -> Option<OccurrenceKey> {
    let Rule::Civil(own) = &schedule.revision(key.revision)?.rule else {
        return None;
    };
    let Rule::Civil(others) = &other.rule else {
        return None;
    };
    let plans = Plans::around(key.civil.date(), own, others);
    let plans = plans.filter(|_| own.zone() == others.zone())?;
    let civil = plans.place_of(key.civil)?;
    // One stands for one: on days with other times the way back may lead elsewhere.
    let back = Plans::around(civil.date(), others, own)?.place_of(civil);
    (back == Some(key.civil)).then_some(OccurrenceKey {
        revision: other.number,
        civil,
        ..key
    })
}

/// The times of a day under two rules, with those of the days before and behind it where both have as many.
struct Plans {
    own: Vec<NaiveDateTime>,
    others: Vec<NaiveDateTime>,
    day: Range<usize>,
}

impl Plans {
    /// `None` where the day has more times under one of them, or none.
    fn around(day: NaiveDate, own: &CivilSchedule, others: &CivilSchedule) -> Option<Self> {
        let mut plans = Self {
            own: Vec::new(),
            others: Vec::new(),
            day: 0..0,
        };
        for date in [day.pred_opt()?, day, day.succ_opt()?] {
            let (times, theirs) = (own.times_on(date), others.times_on(date));
            let begin = plans.own.len();
            if times.len() == theirs.len() {
                let at = |time: &NaiveTime| date.and_time(*time);
                plans.own.extend(times.iter().map(at));
                plans.others.extend(theirs.iter().map(at));
            }
            if date == day {
                plans.day = begin..plans.own.len();
            }
        }
        (!plans.day.is_empty()).then_some(plans)
    }

    /// The time in whose place one of the day is: the same in the order of the day, or its neighbour where the day as a
    /// whole lies nearer to these (half past eleven at night, moved to a quarter past midnight). Farther than half way to
    /// the next one it is another dose; across midnight farther than half of that: ten in the evening, moved to eight in
    /// the morning, is tomorrow's.
    fn place_of(&self, civil: NaiveDateTime) -> Option<NaiveDateTime> {
        let place = self.own.iter().position(|one| *one == civil)?;
        let shift = [0, -1, 1]
            .into_iter()
            .min_by_key(|shift| self.cost(*shift))?;
        let to = *self.others.get(place.checked_add_signed(shift)?)?;
        let half_way = DAY_MINUTES / 2 / i64::try_from(self.day.len()).ok()?;
        let farthest = if shift == 0 { half_way } else { half_way / 2 };
        ((to - civil).num_minutes().abs() <= farthest).then_some(to)
    }

    /// By how many minutes all of the day is moved.
    fn cost(&self, shift: isize) -> i64 {
        let by = |place: usize| {
            let to = self.others.get(place.checked_add_signed(shift)?)?;
            Some((*to - *self.own.get(place)?).num_minutes().abs())
        };
        let all: Option<i64> = self.day.clone().map(by).sum();
        all.unwrap_or(i64::MAX)
    }
}

impl Planner {
    /// What becomes of open entries that were moved to a later time, which asks in their place, and of those that were
    /// taken by their earlier name after all.
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
        let taken = taken_elsewhere(schedule, &self.ledger, key);
        let revision = schedule.revision(key.revision).filter(|_| taken);
        moved_ms(schedule, key, here).or_else(|| Some(revision?.from().at_ms))
    }
}

#[cfg(test)]
#[path = "moved_tests.rs"]
mod tests;
