//! Entries that their schedule does not make due around now: it was edited or corrected, the clock was put back, or
//! the person put one off for longer than its time. And those of a schedule that is over.
//!
//! Of an interval that counts from what was taken, what was asked for by the times from before an answer is withdrawn:
//! it would ask for another one too early. What rang of it stays in its history.

use super::entry::Entry;
use super::ledger::{Due, Ledger, OccurrenceKey, Write};
use super::moved::was_moved_at;
use super::planner::{Now, Planner};
use super::rule::{Revision, Rule};
use super::slots::{due_of, overtaken_ms, Window};
use super::Schedule;
use crate::id::ScheduleId;
use crate::time::resolve;

impl Planner {
    /// What becomes of the open entries of a schedule that is over: they neither ring nor wait. One whose time had come is
    /// missed or unrecorded then. Taken back with the end, it is open again.
    pub(super) fn stopped(&self, id: ScheduleId) -> Vec<Write> {
        let ended = self.schedule(id).and_then(Schedule::ended);
        let Some(ended) = ended else {
            return Vec::new();
        };
        let open = self.ledger.of(id).filter(|(_, entry)| entry.is_open());
        open.map(|(occurrence, _)| Write::Cancelled {
            occurrence,
            at_ms: ended.at_ms,
        })
        .collect()
    }

    /// What becomes of open entries of an edit that was taken back: nobody asks about these any more.
    pub(super) fn taken_back(&self, id: ScheduleId, at_ms: i64) -> Vec<Write> {
        let Some(schedule) = self.schedule(id) else {
            return Vec::new();
        };
        let open = self.ledger.of(id).filter(|(_, entry)| entry.is_open());
        // One that lies before others may be there and unreadable.
        let last = schedule.revisions().last().map_or(0, |last| last.number);
        let gone = open.filter(|(key, _)| key.revision > last);
        gone.map(|(occurrence, _)| Write::Cancelled { occurrence, at_ms })
            .collect()
    }

    /// Whether an end cut it short that was not taken back: what was taken up again since is another revision. One that
    /// was moved to where a later edit took its time away waits again.
    pub(super) fn was_ended(&self, schedule: &Schedule, key: OccurrenceKey) -> bool {
        let revision = schedule.revision(key.revision);
        let entry = self.ledger.get(key).filter(|entry| entry.is_cut_short());
        let was_moved = entry
            .and_then(|entry| entry.cancelled_ms)
            .is_some_and(|at_ms| was_moved_at(schedule, key, at_ms));
        revision.is_some_and(|revision| revision.until().is_some()) && entry.is_some() && !was_moved
    }

    /// Ends what a schedule that is over asked for.
    #[must_use = "the writes are to be kept"]
    pub fn stop(&mut self, id: ScheduleId) -> Vec<Write> {
        let mut writes = self.stopped(id);
        writes.retain(|write| self.ledger.apply(write));
        writes
    }
}

impl Planner {
    /// Withdraws what an interval that counts from what was taken asked for by the times from before an answer, as of
    /// when that was taken. Looking does so, too; this is for the moment of the answer.
    #[must_use = "the writes are to be kept"]
    pub fn withdraw(&mut self, id: ScheduleId) -> Vec<Write> {
        let mut writes = self.overtaken(id);
        writes.retain(|write| self.ledger.apply(write));
        writes
    }

    fn overtaken(&self, id: ScheduleId) -> Vec<Write> {
        let Some(schedule) = self.schedule(id) else {
            return Vec::new();
        };
        let open = self.ledger.of(id).filter(|(_, entry)| entry.is_open());
        open.filter_map(|(occurrence, entry)| {
            let revision = schedule.revision(occurrence.revision)?;
            let at_ms = overtaken_ms(schedule, revision, &self.ledger, entry.due)?;
            Some(Write::Cancelled { occurrence, at_ms })
        })
        .collect()
    }
}

/// What becomes of an open entry that its schedule does not make due around now.
pub(super) enum LeftOver {
    /// The person was asked, or asked to be asked, or it is due far ahead.
    Open(Due),
    /// Nobody was asked, the newest rule asks in its place, or another one was taken since.
    Over(Write),
}

/// What becomes of an entry; `None` when nothing is left to do about it.
pub(super) fn left_over(
    schedule: &Schedule,
    revision: &Revision,
    ledger: &Ledger,
    occurrence: OccurrenceKey,
    now: Now,
) -> Option<LeftOver> {
    let entry = ledger.get(occurrence)?;
    if entry.answered().is_some() || entry.is_closed() {
        return None;
    }
    if let Some(at_ms) = overtaken_ms(schedule, revision, ledger, entry.due) {
        let is_new = entry.cancelled_ms.is_none();
        return is_new.then_some(LeftOver::Over(Write::Cancelled { occurrence, at_ms }));
    }
    // Put off ahead of a time that an edit took away: the newest rule asks in its place.
    let is_elsewhere =
        revision.until().is_some() && !revision.covers(occurrence.civil, entry.due.at_ms);
    let is_put_off = entry.waits_for().is_some() && !is_elsewhere;
    let is_asked = entry.asked_ms().is_some() || is_put_off;
    let is_replaced = entry.due.grace_ms.is_none() && revision.until().is_some();
    if let Some(due) = still_due(schedule, revision, ledger, (occurrence, entry), now) {
        return Some(LeftOver::Open(due));
    }
    // What was asked and is cancelled under a rule that goes on was cancelled by an end that was taken back.
    let is_back = is_asked && revision.until().is_none();
    if entry.cancelled_ms.is_some() && !is_back {
        return None;
    }
    if is_asked && !is_replaced {
        return Some(LeftOver::Open(entry.due));
    }
    let at_ms = now.at_ms;
    let went_by = !is_replaced && entry.due.at_ms <= at_ms;
    Some(LeftOver::Over(if went_by {
        Write::Closed { occurrence, at_ms }
    } else {
        Write::Cancelled { occurrence, at_ms }
    }))
}

/// When a rule makes an occurrence due that lies far ahead: it rang by a clock that was wrong, or was put off.
fn still_due(
    schedule: &Schedule,
    revision: &Revision,
    ledger: &Ledger,
    (occurrence, entry): (OccurrenceKey, &Entry),
    now: Now,
) -> Option<Due> {
    let at_ms = match revision.rule {
        Rule::Civil(_) => {
            let zone = revision.rule.zone(now.here);
            resolve(occurrence.civil, zone).timestamp_millis()
        }
        Rule::Every { .. }
        | Rule::After { .. }
        | Rule::LongActing { .. }
        | Rule::Clinic(_)
        | Rule::AsNeeded(_) => entry.due.at_ms,
    };
    let window = Window {
        after_ms: at_ms.saturating_sub(1),
        now_ms: now.at_ms,
        until_ms: at_ms,
        here: now.here,
        quiet: now.quiet,
    };
    let is_ahead = at_ms > now.at_ms;
    let found = is_ahead.then(|| due_of(schedule, revision, ledger, window))?;
    let mut found = found.into_iter().filter(|one| one.key == occurrence);
    found.next().map(|one| one.due)
}
