//! Entries that their schedule does not make due around now: it was edited or corrected, the clock was put back, or
//! the person put one off for longer than its time. And those of a schedule that is over.

use super::entry::Entry;
use super::ledger::{Due, Ledger, OccurrenceKey, Write};
use super::planner::{Now, Planner};
use super::rule::{Revision, Rule};
use super::slots::{due_of, Window};
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

    /// Whether an end cut it short that was not taken back: what was taken up again since is another revision.
    pub(super) fn was_ended(&self, schedule: &Schedule, key: OccurrenceKey) -> bool {
        let revision = schedule.revision(key.revision);
        revision.is_some_and(|revision| revision.until().is_some())
            && self.ledger.get(key).is_some_and(Entry::is_cut_short)
    }

    /// Ends what a schedule that is over asked for.
    #[must_use = "the writes are to be kept"]
    pub fn stop(&mut self, id: ScheduleId) -> Vec<Write> {
        let mut writes = self.stopped(id);
        writes.retain(|write| self.ledger.apply(write));
        writes
    }
}

/// What becomes of an open entry that its schedule does not make due around now.
pub(super) enum LeftOver {
    /// The person was asked, or asked to be asked, or it is due far ahead.
    Open(Due),
    /// Nobody was asked, or the newest rule asks in its place.
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
    let is_asked = entry.asked_ms().is_some() || entry.waits_for().is_some();
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
    };
    let is_ahead = at_ms > now.at_ms;
    let found = is_ahead.then(|| due_of(schedule, revision, ledger, window))?;
    let mut found = found.into_iter().filter(|(key, _)| *key == occurrence);
    found.next().map(|(_, due)| due)
}
