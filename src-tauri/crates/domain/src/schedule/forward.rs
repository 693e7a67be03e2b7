//! A dose that is ahead and is moved to a time that is over: eight in the evening, moved to seven at half past seven.
//!
//! It is due at once: otherwise the day of the edit had no dose, and nobody would be told. So the revision begins before
//! that time. What is not open any more by its new time is tomorrow's.

use super::ledger::OccurrenceKey;
use super::moved::twin;
use super::planner::{Now, Planner};
use super::rule::{Reminder, Rule};
use super::slots::{due_of, Window};
use super::Schedule;
use crate::time::resolve;
use crate::{Moment, Result};

const DAY_MS: i64 = 24 * 60 * 60_000;

impl Planner {
    /// A schedule with another rule and reminder from now on, or from just before what they bring forward. Its number is
    /// behind `used`: one that was taken back has named occurrences, and names none again.
    ///
    /// # Errors
    /// As [`Schedule::new`].
    pub fn edited(
        &self,
        schedule: &Schedule,
        used: u32,
        (rule, reminder): (&Rule, &Reminder),
        now: Now,
    ) -> Result<Schedule> {
        let from = |at_ms| {
            let zone = now.here;
            let mut edited = schedule.clone();
            edited.end(Moment {
                at_ms: now.at_ms,
                zone,
            });
            let begin = Moment { at_ms, zone };
            edited.edit_behind(used, rule.clone(), reminder.clone(), begin)?;
            Ok(edited)
        };
        let edited = from(now.at_ms)?;
        if schedule.current().is_some() {
            for at_ms in self.brought_forward(&edited, now) {
                let earlier = from(at_ms - 1)?;
                if self.is_open_at(&earlier, at_ms, now) {
                    return Ok(earlier);
                }
            }
        }
        Ok(edited)
    }

    /// The times that are over by the newest rule, and ahead by the one before, so that nobody was asked.
    fn brought_forward(&self, edited: &Schedule, now: Now) -> Vec<i64> {
        let [.., old, new] = edited.revisions() else {
            return Vec::new();
        };
        let Rule::Civil(civil) = &new.rule else {
            return Vec::new();
        };
        let is_new = |key: OccurrenceKey| {
            let ahead = twin(edited, key, old).is_some_and(|twin| {
                resolve(twin.civil, old.rule.zone(now.here)).timestamp_millis() > now.at_ms
            });
            let is_it = |one| one == key || twin(edited, one, new) == Some(key);
            let mut asked = self.ledger.of(edited.id());
            ahead && !asked.any(|(one, entry)| entry.asked_ms().is_some() && is_it(one))
        };
        let over = civil.between(now.at_ms - DAY_MS, now.at_ms, now.here);
        let key = |civil| OccurrenceKey {
            schedule: edited.id(),
            revision: new.number,
            civil,
        };
        let over = over.into_iter().filter(|one| is_new(key(one.civil)));
        over.map(|one| one.at_ms).collect()
    }

    fn is_open_at(&self, schedule: &Schedule, at_ms: i64, now: Now) -> bool {
        let window = Window {
            after_ms: at_ms - 1,
            now_ms: now.at_ms,
            until_ms: now.at_ms,
            here: now.here,
            quiet: now.quiet,
        };
        let current = schedule.current().into_iter();
        let mut due = current.flat_map(|one| due_of(schedule, one, &self.ledger, window));
        due.any(|one| {
            let end_ms = one.due.grace_ms.map(|ms| at_ms.saturating_add(ms));
            one.due.at_ms == at_ms && end_ms.is_none_or(|end| end > now.at_ms)
        })
    }
}

#[cfg(test)]
#[path = "forward_tests.rs"]
mod tests;
