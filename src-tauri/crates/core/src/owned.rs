//! The schedules of what owns them: kept as its owner wants them now, told with what is next and what went by.

use crate::planning::{spec_of, Planned, Planning};
use crate::reminder::occurrence;
use crate::{Error, OccurrenceView, Result};
use mainstay_domain::{
    KeptSpec, Ledger, Now, Occurrence, OccurrenceKey, OccurrenceState, Planner, ReminderSpec, Rule,
    Schedule, ScheduleId, ScheduleOwner, ScheduleRule,
};
use mainstay_store::{Error as StoreError, Store};

/// The most times that are looked at for the next ones: answered ones ahead are passed over.
const MOST_LOOKED_AT: usize = 60;

/// How far back an unanswered one is asked about: a week.
const ASKED_MS: i64 = 7 * 24 * 60 * 60_000;

/// A rule and how it rings, as they were typed.
pub(crate) type Typed = (ScheduleRule, ReminderSpec);

impl Planned<'_> {
    /// Sees that an owner has these schedules and no others. What stays the same is not touched; what differs is edited,
    /// so that what was due before stays as it was.
    pub(crate) fn keep_owned(&mut self, owner: ScheduleOwner, wanted: Vec<Typed>) -> Result<()> {
        let mut there = Vec::new();
        for kept in self.write.schedules().read().of(owner)? {
            there.push((kept.id, self.typed(kept.id)?));
        }
        let mut missing = Vec::new();
        for want in wanted {
            let same = |(_, typed): &(ScheduleId, Option<Typed>)| typed.as_ref() == Some(&want);
            match there.iter().position(same) {
                Some(at) => drop(there.remove(at)),
                None => missing.push(want),
            }
        }
        let mut left = there.into_iter();
        for (rule, reminder) in missing {
            match left.next() {
                Some((id, _)) => self.edit(id, &rule, &reminder)?,
                None => drop(self.put(owner, &rule, &reminder)?),
            }
        }
        for (id, _) in left {
            self.delete(id)?;
        }
        Ok(())
    }

    /// What a schedule says now; `None` when it was ended.
    fn typed(&self, id: ScheduleId) -> Result<Option<Typed>> {
        let revisions = self.write.schedules().read().revisions_of(id)?;
        let last = revisions.last().filter(|last| last.until.is_none());
        let spec = last.map(spec_of).transpose()?;
        Ok(spec.map(|KeptSpec { rule, reminder, .. }| (rule, reminder)))
    }
}

/// The first schedule of an owner.
pub(crate) fn first_schedule(store: &Store, owner: ScheduleOwner) -> Result<ScheduleId> {
    let all = store.schedules().of(owner)?;
    let first = all.first().map(|kept| kept.id);
    first.ok_or(Error::Store(StoreError::NotFound))
}

/// What a schedule says, or said when it was ended, as it was typed.
pub(crate) fn as_typed(store: &Store, id: ScheduleId) -> Result<Typed> {
    let revisions = store.schedules().revisions_of(id)?;
    let last = revisions.last().ok_or(Error::Store(StoreError::NotFound))?;
    let spec = spec_of(last)?;
    Ok((spec.rule, spec.reminder))
}

/// The next times of a schedule behind an instant that have no answer yet, at most `count`.
pub(crate) fn coming(
    planning: &Planning,
    id: ScheduleId,
    after_ms: i64,
    count: usize,
    now: Now,
) -> Result<Vec<OccurrenceView>> {
    let schedule = planning.planner.schedule(id);
    let Some(revision) = schedule.and_then(Schedule::current) else {
        return Ok(Vec::new());
    };
    let Rule::Civil(civil) = &revision.rule else {
        return Ok(Vec::new());
    };
    let mut last = Occurrence::last_of(after_ms);
    let mut found = Vec::new();
    for _ in 0..MOST_LOOKED_AT {
        let Some(next) = civil.next(last, now.here).filter(|_| found.len() < count) else {
            break;
        };
        last = next;
        let key = OccurrenceKey {
            schedule: id,
            revision: revision.number,
            civil: next.civil,
        };
        if planning.planner.knows(key, now) {
            let told = Some((next.at_ms, OccurrenceState::Planned));
            let view = occurrence(planning, key, told)?;
            found.extend(view.answer.is_none().then_some(view));
        }
    }
    Ok(found)
}

/// The last time of a schedule that has begun and has no answer, of the last week.
pub(crate) fn unanswered(
    planning: &Planning,
    id: ScheduleId,
    now: Now,
) -> Result<Option<OccurrenceView>> {
    let began = went_by(
        planning,
        id,
        (now.at_ms.saturating_sub(ASKED_MS), now.at_ms),
        now,
    )?;
    let open =
        |view: &OccurrenceView| view.answer.is_none() && view.state != OccurrenceState::Cancelled;
    Ok(began.into_iter().rev().find(open))
}

/// The times of a schedule behind one instant and up to another, in their order.
pub(crate) fn went_by(
    planning: &Planning,
    id: ScheduleId,
    (after_ms, until_ms): (i64, i64),
    now: Now,
) -> Result<Vec<OccurrenceView>> {
    let told = planning.planner.told(id, after_ms, until_ms, now);
    let views = told.into_iter().map(|one| {
        let stands = Some((one.due_ms, one.state));
        occurrence(planning, one.key, stands)
    });
    let mut views = views.collect::<Result<Vec<_>>>()?;
    views.sort_by_key(|view| (view.due_ms, view.occurrence));
    Ok(views)
}

/// A planner of one schedule over as much of the ledger as a period needs, to ask and not to keep.
pub(crate) fn one_over(
    store: &Store,
    planning: &Planning,
    id: ScheduleId,
    (after_ms, until_ms): (i64, i64),
) -> Result<Planning> {
    let mut entries = store.ledger().of_between(id, after_ms, until_ms)?;
    let known = planning.planner.ledger().of(id);
    entries.extend(known.map(|(key, entry)| (key, entry.clone())));
    let schedules = planning.planner.schedule(id).cloned().into_iter().collect();
    Ok(planning.instead(Planner::new(schedules, Ledger::new(entries))))
}
