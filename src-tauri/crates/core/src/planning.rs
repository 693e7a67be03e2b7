//! The planner of reminders beside the open journal.
//!
//! - It is read when it is first asked for, and kept: the next look costs microseconds, not a reading of the journal.
//! - Every write of a schedule or an answer goes through it and into the journal in one transaction. When that fails it
//!   is thrown away and read anew, so that it never knows more than the disk; what a look found is the exception
//!   (`unkept.rs`).
//! - What does not go through it (an undo, something removed that comes back) throws it away as well.
//! - It holds what the planner needs from the moment for which it was read on. A clock that goes behind that moment
//!   means that it is read again.

use crate::dose_view::revision_of;
use crate::session::Open;
use crate::{settings, App, Error, Result, Written};
use mainstay_domain::{
    CountFrom, DayStart, Entry, KeptSpec, Ledger, Now, OccurrenceKey, Planner, Revision, Rule,
    Schedule, ScheduleId, ScheduleOwner, MOST_GRACE_MINUTES,
};
use mainstay_store::{Damage, Error as StoreError, KeptRevision, Store, Write};
use std::collections::BTreeMap;

/// How far back entries are read: as far as the planner looks, and two days for journeys.
const READ_BACK_MS: i64 = MOST_GRACE_MINUTES as i64 * 60_000 + 2 * 24 * 60 * 60_000;

/// The planner, and whose schedules it has.
#[derive(Debug)]
pub(crate) struct Planning {
    pub(crate) planner: Planner,
    pub(crate) owners: BTreeMap<ScheduleId, ScheduleOwner>,
    /// How many schedules go on that this program cannot read: they ring nothing, and keep no other from ringing.
    pub(crate) unread: u32,
    /// It holds what is needed from this moment on, in milliseconds since 1970 UTC.
    read_for_ms: i64,
}

/// A running write with the planner: what a medicine or a meeting does with its schedule.
pub(crate) struct Planned<'a> {
    pub(crate) app: &'a App,
    pub(crate) write: &'a Write<'a>,
    pub(crate) planning: &'a mut Planning,
    pub(crate) now: Now,
    pub(crate) day_start: DayStart,
}

impl App {
    /// Runs `work` with the planner of the open vault, as of now. When `work` fails, the planner is thrown away.
    pub(crate) fn with_planner<T>(
        &self,
        work: impl FnOnce(&mut Open, &mut Planning, Now) -> Result<T>,
    ) -> Result<T> {
        self.with_open(|open| self.planned(open, work))
    }

    /// The same of a vault that is just being opened or closed.
    pub(crate) fn planned<T>(
        &self,
        open: &mut Open,
        work: impl FnOnce(&mut Open, &mut Planning, Now) -> Result<T>,
    ) -> Result<T> {
        let now = self.moment_of(open)?;
        let kept = open.planning.take();
        let mut planning = match kept.filter(|kept| kept.read_for_ms <= now.at_ms) {
            Some(planning) => planning,
            None => {
                let mut planning = Planning::read(&open.store, now.at_ms)?;
                planning.repeat(&open.unkept);
                planning
            }
        };
        let done = work(open, &mut planning, now)?;
        open.planning = Some(planning);
        Ok(done)
    }

    /// Something was written that the planner does not know of: it is read again when it is next asked for.
    pub(crate) fn forget_planner(&self) {
        if let Some(open) = self.state().open.as_mut() {
            open.planning = None;
        }
    }

    /// Runs `work` as one recorded write in which schedules are made, changed and answered.
    pub(crate) fn write_planned<T>(
        &self,
        work: impl FnOnce(&mut Planned<'_>, DayStart) -> Result<T>,
    ) -> Result<Written<T>> {
        self.with_open(|open| self.write_planned_in(open, work))
    }

    /// The same of a vault that is just being opened.
    pub(crate) fn write_planned_in<T>(
        &self,
        open: &mut Open,
        work: impl FnOnce(&mut Planned<'_>, DayStart) -> Result<T>,
    ) -> Result<Written<T>> {
        let change = self.change()?;
        self.planned(open, |open, planning, now| {
            // An answer to what rang goes behind the ring, where there is room for both.
            let _ = planning.keep(open, &[]);
            let day_start = settings::read(&open.store)?.day_start_hour;
            let value = open.store.write(change, |write| {
                let mut planned = Planned {
                    app: self,
                    write,
                    planning,
                    now,
                    day_start,
                };
                work(&mut planned, day_start)
            })?;
            Ok(Written {
                value,
                change: change.id,
            })
        })
    }

    /// The moment of a look. Quiet hours that this program cannot read are none.
    fn moment_of(&self, open: &Open) -> Result<Now> {
        let quiet = settings::read(&open.store)?.quiet_hours.hours();
        Ok(Now {
            at_ms: self.ports.clock.now_ms(),
            here: self.ports.clock.zone(),
            quiet: quiet.ok().flatten(),
        })
    }
}

impl Planning {
    /// Reads schedules, and as much of the ledger as the planner needs from `now_ms` on.
    fn read(store: &Store, now_ms: i64) -> Result<Self> {
        let kept = store.schedules().list()?;
        let owners = kept.iter().map(|one| (one.id, one.owner)).collect();
        let (schedules, unread) = schedules_of(store.schedules().revisions()?);
        let since_ms = now_ms.saturating_sub(READ_BACK_MS);
        let mut entries = store.ledger().since(since_ms)?;
        for schedule in &schedules {
            let numbers: Vec<u32> = schedule.revisions().iter().map(|one| one.number).collect();
            let rules = schedule.revisions().iter().map(|one| &one.rule);
            for rule in rules.clone() {
                if let Rule::After { schedule, wait } = rule {
                    let since_ms = since_ms.saturating_sub(wait.ms());
                    entries.append(&mut store.ledger().taken_since(*schedule, since_ms)?);
                }
            }
            if rules.into_iter().any(counts_from_taken) {
                entries.append(&mut store.ledger().last_of(schedule.id(), &numbers)?);
            }
        }
        Ok(Self {
            planner: Planner::new(schedules, Ledger::new(entries)),
            owners,
            unread,
            read_for_ms: now_ms,
        })
    }

    /// The same schedules over more of the ledger, to ask and not to keep.
    pub(crate) fn over(&self, entries: BTreeMap<OccurrenceKey, Entry>) -> Self {
        let all = self.owners.keys();
        let schedules = all.filter_map(|id| self.planner.schedule(*id).cloned());
        Self {
            planner: Planner::new(schedules.collect(), Ledger::new(entries)),
            owners: self.owners.clone(),
            unread: self.unread,
            read_for_ms: self.read_for_ms,
        }
    }

    /// The same owners beside another planner, to ask and not to keep.
    pub(crate) fn instead(&self, planner: Planner) -> Self {
        Self {
            planner,
            owners: self.owners.clone(),
            unread: self.unread,
            read_for_ms: self.read_for_ms,
        }
    }

    /// What a schedule belongs to.
    pub(crate) fn owner(&self, id: ScheduleId) -> Result<ScheduleOwner> {
        let owner = self.owners.get(&id).copied();
        owner.ok_or(Error::Store(StoreError::NotFound))
    }

    /// Sees that the planner has what an occurrence follows: of an old one that was never asked about nothing else says that
    /// it was due.
    pub(crate) fn recall_followed(
        &mut self,
        ledger: &mainstay_store::LedgerReader<'_>,
        key: OccurrenceKey,
    ) -> Result<()> {
        let rule = revision_of(&self.planner, key).map(|revision| &revision.rule);
        let followed = rule.and_then(Rule::follows);
        let Some(other) = followed.and_then(|id| self.planner.schedule(id)) else {
            return Ok(());
        };
        let named = other.revisions().iter().map(|revision| OccurrenceKey {
            schedule: other.id(),
            revision: revision.number,
            civil: key.civil,
        });
        let named: Vec<OccurrenceKey> = named.collect();
        named
            .into_iter()
            .try_for_each(|one| self.recall(ledger, one))
    }

    /// Sees that the planner has the entry of an occurrence that may be older than what it needs.
    pub(crate) fn recall(
        &mut self,
        ledger: &mainstay_store::LedgerReader<'_>,
        key: OccurrenceKey,
    ) -> Result<()> {
        if self.planner.ledger().get(key).is_none() {
            if let Some(entry) = ledger.entry(key)? {
                self.planner.recall(key, entry);
            }
        }
        Ok(())
    }
}

/// Whether what is due next follows from what was taken before.
fn counts_from_taken(rule: &Rule) -> bool {
    match rule {
        Rule::Every { from, .. } => *from == CountFrom::Taken,
        Rule::LongActing { .. } | Rule::Clinic(_) => true,
        Rule::Civil(_) | Rule::After { .. } | Rule::AsNeeded(_) => false,
    }
}

/// The schedules of revisions that are in order, and how many go on that cannot be read: by a rule of a newer program,
/// or in a zone that this one does not know. What an earlier revision said is left out where it alone cannot be read.
fn schedules_of(revisions: Vec<KeptRevision>) -> (Vec<Schedule>, u32) {
    let mut all: BTreeMap<ScheduleId, Vec<KeptRevision>> = BTreeMap::new();
    for kept in revisions {
        all.entry(kept.schedule).or_default().push(kept);
    }
    let (mut schedules, mut unread) = (Vec::new(), 0);
    for (id, kept) in all {
        let goes_on = kept.last().is_some_and(|last| last.until.is_none());
        match schedule_of(id, &kept) {
            Some(schedule) => schedules.push(schedule),
            None => unread += u32::from(goes_on),
        }
    }
    (schedules, unread)
}

/// A schedule whose last revision can be read.
fn schedule_of(id: ScheduleId, kept: &[KeptRevision]) -> Option<Schedule> {
    let revision = |kept: &KeptRevision| {
        let read = spec_of(kept).ok()?.read().ok()?;
        Some(Revision::kept(kept.number, read, kept.from, kept.until))
    };
    revision(kept.last()?)?;
    Schedule::kept(id, kept.iter().filter_map(revision).collect()).ok()
}

/// What a revision says, as it was typed.
pub(crate) fn spec_of(kept: &KeptRevision) -> Result<KeptSpec> {
    serde_json::from_str(&kept.spec).map_err(|_| damaged())
}

/// A stored value that this program cannot have written.
fn damaged() -> Error {
    Error::Store(StoreError::Damaged(Damage::Value))
}

#[cfg(test)]
#[path = "planning_tests.rs"]
mod tests;
