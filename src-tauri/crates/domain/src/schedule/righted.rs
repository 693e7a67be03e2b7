//! A clock that was behind for a while and is right again.
//!
//! What lies ahead of the clock is moved to now ([`PutBack`](super::Write::PutBack)): it may have been told by a clock that
//! was years ahead, and an interval that counts from it would be silent for years. But a computer that starts without a
//! battery or with the wrong zone is behind until it has asked the network, and a dose of this morning would then count
//! from the night. So the time that was told counts again once the clock shows it, if the clock has jumped there. One that
//! runs there by itself was right, and what was told was not: then something rang or was answered shortly before, or was
//! answered since.

use super::entry::Entry;
use super::ledger::{Ledger, OccurrenceKey};
use super::rule::Rule;
use super::Schedule;
use crate::id::ScheduleId;

impl Ledger {
    /// The answers that count from their own time again.
    pub(super) fn to_right(&self, now_ms: i64) -> Vec<OccurrenceKey> {
        if !self.was_put_back() {
            return Vec::new();
        }
        let is_right = |(key, entry): &(OccurrenceKey, &Entry)| {
            let has_come = entry.lay_ahead_ms().is_some_and(|at_ms| at_ms <= now_ms);
            has_come && !self.has_run_there(key.schedule, entry)
        };
        let right = self.entries().filter(is_right);
        right.map(|(key, _)| key).collect()
    }

    /// Of what a rule counts from, when the next of it was answered that lay ahead, in milliseconds since 1970 UTC: from
    /// then on it may count from there again.
    pub(super) fn rights_at_ms(
        &self,
        schedule: &Schedule,
        rule: &Rule,
        now_ms: i64,
    ) -> Option<i64> {
        if !self.was_put_back() || matches!(rule, Rule::Civil(_)) {
            return None;
        }
        let ids = [Some(schedule.id()), rule.follows()];
        let entries = ids.into_iter().flatten().flat_map(|id| self.of(id));
        let told = entries.filter_map(|(_, entry)| entry.lay_ahead_ms());
        told.filter(|at_ms| *at_ms > now_ms).min()
    }

    /// Whether the clock ran from where it was put back to where the answer lay, and did not jump.
    fn has_run_there(&self, schedule: ScheduleId, entry: &Entry) -> bool {
        let Some((answer, from_ms)) = entry.answered().zip(entry.counts_from_ms) else {
            return false;
        };
        let at_ms = answer.at.at_ms;
        let mut told = self.of(schedule).flat_map(|(_, one)| &one.answers);
        let shortly_before = at_ms - (at_ms - from_ms) / 4..at_ms;
        told.any(|one| one.told_ms > answer.told_ms)
            || self.instants().any(|at| shortly_before.contains(&at))
    }

    /// When something rang or was answered.
    fn instants(&self) -> impl Iterator<Item = i64> + '_ {
        self.entries().flat_map(|(_, entry)| {
            let rang = entry.rungs.iter().map(|rung| rung.at_ms);
            rang.chain(entry.answers.iter().map(|answer| answer.told_ms))
        })
    }
}

#[cfg(test)]
#[path = "righted_tests.rs"]
mod tests;
