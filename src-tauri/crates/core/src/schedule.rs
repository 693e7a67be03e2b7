//! Schedules: made, changed, ended and removed by what they belong to.
//!
//! A medicine, a meeting or an appointment owns its schedules and writes them in its own transaction, by [`Planned`].
//! Deliberately not here: commands. The screens speak of medicines and meetings.

use crate::planning::Planned;
use crate::{App, Error, Result, Written};
use mainstay_domain::{
    AnswerId, Error as DomainError, KeptSpec, Moment, OccurrenceKey, Refusal, Reminder,
    ReminderSpec, Revision, Rule, Schedule, ScheduleId, ScheduleOwner, ScheduleRule,
};
use mainstay_store::{Error as StoreError, KeptRevision, KeptSchedule};

/// A schedule to make.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SchedulePutRequest {
    /// What it belongs to.
    pub owner: ScheduleOwner,
    /// By which rule it is due.
    pub rule: ScheduleRule,
    /// How it rings.
    pub reminder: ReminderSpec,
}

/// A schedule that gets another rule or reminder from now on; also how one that was ended goes on.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ScheduleEditRequest {
    /// Which.
    pub id: ScheduleId,
    /// By which rule it is due.
    pub rule: ScheduleRule,
    /// How it rings.
    pub reminder: ReminderSpec,
}

impl App {
    /// Makes a schedule. For an owner that has nothing else to write.
    ///
    /// # Errors
    /// A refusal of a field below `rule` or `reminder`; [`Error::Locked`].
    pub fn schedule_put(&self, request: &SchedulePutRequest) -> Result<Written<ScheduleId>> {
        self.write_planned(|planned, _| {
            planned.put(request.owner, &request.rule, &request.reminder)
        })
    }

    /// Gives a schedule another rule or reminder from now on. What was due before stays as it was.
    ///
    /// # Errors
    /// As [`schedule_put`](Self::schedule_put); not found.
    pub fn schedule_edit(&self, request: &ScheduleEditRequest) -> Result<Written<ScheduleId>> {
        self.write_planned(|planned, _| {
            planned.edit(request.id, &request.rule, &request.reminder)?;
            Ok(request.id)
        })
    }

    /// Ends or pauses a schedule.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn schedule_end(&self, id: ScheduleId) -> Result<Written<ScheduleId>> {
        self.write_planned(|planned, _| {
            planned.end(id)?;
            Ok(id)
        })
    }

    /// Removes a schedule with what was answered.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn schedule_delete(&self, id: ScheduleId) -> Result<Written<ScheduleId>> {
        self.write_planned(|planned, _| {
            planned.delete(id)?;
            Ok(id)
        })
    }

    /// Notes that something was taken as needed, now or at `at` (`YYYY-MM-DDTHH:MM` in the device's zone).
    ///
    /// # Errors
    /// Not found for a schedule of another rule; a refusal of `at`; [`Error::Locked`].
    pub fn schedule_take(
        &self,
        id: ScheduleId,
        at: Option<&str>,
    ) -> Result<Written<OccurrenceKey>> {
        let at = self.said(at)?;
        self.write_planned(|planned, _| planned.take(id, at))
    }
}

/// How long it may take to type a medicine in.
const TYPED_IN_MS: i64 = 15 * 60_000;

impl Planned<'_> {
    /// Makes a schedule that begins now.
    pub(crate) fn put(
        &mut self,
        owner: ScheduleOwner,
        rule: &ScheduleRule,
        reminder: &ReminderSpec,
    ) -> Result<ScheduleId> {
        let id = self.app.id(ScheduleId::new)?;
        let (checked, rings) = checked(rule, reminder)?;
        self.must_be_there(id, &checked)?;
        let begin = self.beginning(&checked);
        let schedule = Schedule::new(id, checked, rings, begin).map_err(refused)?;
        self.write.schedules().insert(&KeptSchedule { id, owner })?;
        self.keep_last(&schedule, rule, reminder)?;
        self.planning.owners.insert(id, owner);
        self.planning.planner.put(schedule);
        Ok(id)
    }

    /// Now; for an interval whose first one was a few minutes ago just before that: it takes some screens to type it in,
    /// and the whole chain counts from it.
    fn beginning(&self, rule: &Rule) -> Moment {
        let mut begin = self.moment();
        if let Rule::Every { first_ms, .. } = rule {
            if begin.at_ms - first_ms <= TYPED_IN_MS {
                begin.at_ms = begin.at_ms.min(first_ms - 1);
            }
        }
        begin
    }

    /// Gives a schedule another rule or reminder from now on. The same ones again change nothing.
    pub(crate) fn edit(
        &mut self,
        id: ScheduleId,
        rule: &ScheduleRule,
        reminder: &ReminderSpec,
    ) -> Result<()> {
        let (checked, rings) = checked(rule, reminder)?;
        let kept = self.schedule(id)?;
        let is_same = |now: &Revision| now.rule == checked && now.reminder == rings;
        if kept.current().is_some_and(is_same) {
            return Ok(());
        }
        self.edit_anew(id, rule, reminder)
    }

    /// Begins another revision, also where rule and reminder are the same: what its owner says about it is another.
    pub(crate) fn edit_anew(
        &mut self,
        id: ScheduleId,
        rule: &ScheduleRule,
        reminder: &ReminderSpec,
    ) -> Result<()> {
        self.begin(id, rule, reminder, None)
    }

    /// The same as if it had begun at an instant, now at the latest: what it has made due since is asked for.
    pub(crate) fn edit_from(
        &mut self,
        id: ScheduleId,
        rule: &ScheduleRule,
        reminder: &ReminderSpec,
        from: Moment,
    ) -> Result<()> {
        self.begin(id, rule, reminder, Some(from))
    }

    /// Begins a revision, now or before what it brings forward, or at an instant.
    fn begin(
        &mut self,
        id: ScheduleId,
        rule: &ScheduleRule,
        reminder: &ReminderSpec,
        from: Option<Moment>,
    ) -> Result<()> {
        let (checked, rings) = checked(rule, reminder)?;
        let mut schedule = self.schedule(id)?;
        let last = schedule.revisions().last();
        let (number, before) = last
            .map(|last| (last.number, last.rule.follows()))
            .ok_or(Error::Store(StoreError::NotFound))?;
        // What it follows may be gone since: that it follows nothing is shown, and hinders no other change.
        if checked.follows() != before {
            self.must_be_there(id, &checked)?;
        }
        self.keep_amounts(id, number)?;
        let used = self.write.schedules().read().highest_named(id)?;
        if let Some(from) = from {
            schedule.end(self.moment());
            let edited = schedule.edit_behind(used, checked, rings, from);
            edited.map_err(refused)?;
        } else {
            let planner = &self.planning.planner;
            let edited = planner.edited(&schedule, used, (&checked, &rings), self.now);
            schedule = edited.map_err(refused)?;
        }
        self.write.schedules().end(id, self.moment())?;
        self.keep_last(&schedule, rule, reminder)?;
        self.planning.planner.put(schedule);
        Ok(())
    }

    /// Ends or pauses a schedule. What rang and was not answered asks no more.
    pub(crate) fn end(&mut self, id: ScheduleId) -> Result<()> {
        let mut schedule = self.schedule(id)?;
        schedule.end(self.moment());
        self.write.schedules().end(id, self.moment())?;
        self.planning.planner.put(schedule);
        let stopped = self.planning.planner.stop(id);
        stopped.iter().try_for_each(|write| self.keep(write))
    }

    /// Removes a schedule with what was answered. What rang stays, and comes back with it when this is undone.
    pub(crate) fn delete(&mut self, id: ScheduleId) -> Result<()> {
        self.write.schedules().delete(id)?;
        self.planning.owners.remove(&id);
        self.planning.planner.remove(id);
        Ok(())
    }

    fn schedule(&self, id: ScheduleId) -> Result<Schedule> {
        let schedule = self.planning.planner.schedule(id).cloned();
        schedule.ok_or(Error::Store(StoreError::NotFound))
    }

    /// What a rule of schedule `id` follows is there, and another one.
    fn must_be_there(&self, id: ScheduleId, rule: &Rule) -> Result<()> {
        let is_there = |other| other != id && self.planning.owners.contains_key(&other);
        if rule.follows().is_none_or(is_there) {
            return Ok(());
        }
        Err(Error::Refused {
            field: "rule.schedule".into(),
            source: DomainError::Invalid,
        })
    }

    /// Keeps the newest revision of a schedule, as it was typed.
    fn keep_last(
        &self,
        schedule: &Schedule,
        rule: &ScheduleRule,
        reminder: &ReminderSpec,
    ) -> Result<()> {
        let last = schedule.current().ok_or(Error::Request)?;
        let spec = KeptSpec::new(rule.clone(), reminder.clone());
        self.write.schedules().insert_revision(&KeptRevision {
            schedule: schedule.id(),
            number: last.number,
            spec: serde_json::to_string(&spec).map_err(|_| Error::Request)?,
            from: last.from(),
            until: None,
        })?;
        Ok(())
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment {
            at_ms: self.now.at_ms,
            zone: self.now.here,
        }
    }

    /// Keeps a write of the planner's.
    pub(crate) fn keep(&self, write: &mainstay_domain::Write) -> Result<()> {
        let id = self.app.id(AnswerId::new)?;
        self.write.ledger().apply(write, id)?;
        Ok(())
    }
}

/// A rule and a reminder as they were typed, checked.
fn checked(rule: &ScheduleRule, reminder: &ReminderSpec) -> Result<(Rule, Reminder)> {
    let rule = Rule::try_from(rule).map_err(|refusal| below("rule", refusal))?;
    let rings = Reminder::try_from(reminder).map_err(|refusal| below("reminder", refusal))?;
    Ok((rule, rings))
}

fn below(way: &str, refusal: Refusal) -> Error {
    Error::Refused {
        field: format!("{way}.{}", refusal.field),
        source: refusal.reason,
    }
}

fn refused(source: DomainError) -> Error {
    Error::Refused {
        field: "rule".into(),
        source,
    }
}
