//! Reminders of the person's own: to check in, or in their words. Each has one schedule, and is written with it.

use crate::error::InField;
use crate::planning::{spec_of, Planned, Planning};
use crate::reminder::occurrence;
use crate::session::Open;
use crate::{App, Empty, Error, OccurrenceView, Result, Written};
use mainstay_domain::{
    own_reminder_words, Answer, DayStart, Error as DomainError, Moment, Now, OccurrenceState,
    Outcome, OwnReminder, OwnReminderId, OwnReminderKind, ReminderSpec, ScheduleId, ScheduleOwner,
    ScheduleOwnerKind, ScheduleRule, Told, COUNTS_AHEAD_MINUTES, MOST_OWN_REMINDERS,
};
use mainstay_store::{Damage, Error as StoreError, Write};

const MINUTE_MS: i64 = 60_000;
/// What is open to an answer is looked for so far back: longer than anything stays open but what has no end.
const BACK_MS: i64 = 8 * 24 * 60 * MINUTE_MS;

/// The values of a reminder as they arrive.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OwnReminderFields {
    /// What it reminds of.
    pub kind: OwnReminderKind,
    /// What it says in the app; needed for one in the person's own words, and not kept for the others.
    pub words: String,
    /// When it is due.
    pub rule: ScheduleRule,
    /// How it rings.
    pub reminder: ReminderSpec,
}

/// A new reminder.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OwnReminderCreateRequest {
    /// Its values.
    #[serde(flatten)]
    pub fields: OwnReminderFields,
}

/// A reminder with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OwnReminderUpdateRequest {
    /// Which.
    pub id: OwnReminderId,
    /// Its values.
    #[serde(flatten)]
    pub fields: OwnReminderFields,
}

/// A reminder to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OwnReminderDeleteRequest {
    /// Which.
    pub id: OwnReminderId,
}

/// A reminder, and how it stands.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OwnReminderView {
    /// The reminder.
    #[serde(flatten)]
    pub own: OwnReminder,
    /// When it is due, as typed.
    pub rule: ScheduleRule,
    /// How it rings.
    pub reminder: ReminderSpec,
    /// When it is due next, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub next_ms: Option<i64>,
    /// What rang last and waits for an answer.
    pub open: Option<OccurrenceView>,
}

impl App {
    /// All own reminders, in the order in which they were made.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn own_reminder_list(&self, _: Empty) -> Result<Vec<OwnReminderView>> {
        self.with_planner(|open, planning, now| {
            let all = open.store.own_reminders().list()?.into_iter();
            all.map(|own| view(open, planning, own, now)).collect()
        })
    }

    /// Adds one.
    ///
    /// # Errors
    /// A refusal of `words`, which are needed for [`OwnReminderKind::Other`], of a field below `rule` or `reminder`, or of
    /// one more than 20; [`Error::Locked`].
    pub fn own_reminder_create(
        &self,
        request: OwnReminderCreateRequest,
    ) -> Result<Written<OwnReminder>> {
        let id = self.id(OwnReminderId::new)?;
        let own = filled(id, &request.fields)?;
        self.write_planned(|planned, _| {
            let own_reminders = planned.write.own_reminders();
            if own_reminders.read().list()?.len() >= MOST_OWN_REMINDERS {
                Err(DomainError::TooMany).in_field("words")?;
            }
            own_reminders.insert(&own)?;
            planned.put(owner(id), &request.fields.rule, &request.fields.reminder)?;
            Ok(own)
        })
    }

    /// Changes one. What was due before stays as it was.
    ///
    /// # Errors
    /// A refusal as for a new one; not found; [`Error::Locked`].
    pub fn own_reminder_update(
        &self,
        request: OwnReminderUpdateRequest,
    ) -> Result<Written<OwnReminder>> {
        let own = filled(request.id, &request.fields)?;
        self.write_planned(|planned, _| {
            planned.write.own_reminders().update(&own)?;
            let schedule = planned.planning.only_of(owner(request.id))?;
            planned.edit(schedule, &request.fields.rule, &request.fields.reminder)?;
            Ok(own)
        })
    }

    /// Removes one, with its schedule and what was answered.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn own_reminder_delete(
        &self,
        request: OwnReminderDeleteRequest,
    ) -> Result<Written<OwnReminder>> {
        self.write_planned(|planned, _| {
            let own = planned.write.own_reminders().read().get(request.id)?;
            planned.delete(planned.planning.only_of(owner(request.id))?)?;
            planned.write.own_reminders().delete(request.id)?;
            Ok(own)
        })
    }

    /// Runs `work` as one recorded write. Where something reminds of what it does, it is answered with it.
    pub(crate) fn write_and_answer<T>(
        &self,
        kind: OwnReminderKind,
        work: impl FnOnce(&Write<'_>, DayStart) -> Result<T>,
    ) -> Result<Written<T>> {
        if !self.with_open(|open| Ok(open.store.own_reminders().has(kind)?))? {
            return self.write(work);
        }
        self.write_planned(|planned, day_start| {
            let value = work(planned.write, day_start)?;
            planned.answer_own(kind, planned.moment())?;
            Ok(value)
        })
    }
}

impl Planning {
    /// The one schedule of an owner that has no more.
    fn only_of(&self, owner: ScheduleOwner) -> Result<ScheduleId> {
        let mut all = self.owners.iter();
        let found = all.find(|(_, of)| **of == owner).map(|(id, _)| *id);
        found.ok_or(Error::Store(StoreError::NotFound))
    }
}

impl Planned<'_> {
    /// Answers what reminds of something that was done at a moment: what was open then, and what came soon.
    pub(crate) fn answer_own(&mut self, kind: OwnReminderKind, at: Moment) -> Result<()> {
        let then = Now {
            at_ms: at.at_ms,
            here: at.zone,
            ..self.now
        };
        let until_ms = at.at_ms.saturating_add(COUNTS_AHEAD_MINUTES * MINUTE_MS);
        let answer = Answer {
            outcome: Outcome::Taken,
            at,
            take_home: None,
            told_ms: at.at_ms,
        };
        let all = self.write.own_reminders().read().list()?.into_iter();
        for own in all.filter(|own| own.kind == kind) {
            let schedule = self.planning.only_of(owner(own.id))?;
            for told in open_of(self.planning, schedule, until_ms, then) {
                match self.answer(told.key, answer) {
                    // Due where it was done, and not by the clock here.
                    Ok(_) | Err(Error::Store(StoreError::NotFound)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }
}

/// What of a schedule waits for an answer, up to a moment.
fn open_of(planning: &Planning, schedule: ScheduleId, until_ms: i64, now: Now) -> Vec<Told> {
    let after_ms = now.at_ms.saturating_sub(BACK_MS);
    let told = planning.planner.told(schedule, after_ms, until_ms, now);
    let waits = |one: &Told| match one.state {
        // One that is due and has not rung yet waits as well.
        OccurrenceState::Raised | OccurrenceState::Planned => true,
        OccurrenceState::Taken
        | OccurrenceState::Late
        | OccurrenceState::Skipped
        | OccurrenceState::Missed
        | OccurrenceState::Unrecorded
        | OccurrenceState::Cancelled => false,
    };
    told.into_iter().filter(waits).collect()
}

fn view(open: &Open, planning: &Planning, own: OwnReminder, now: Now) -> Result<OwnReminderView> {
    let schedule = planning.only_of(owner(own.id))?;
    let revisions = open.store.schedules().revisions_of(schedule)?;
    let last = revisions
        .last()
        .ok_or(Error::Store(StoreError::Damaged(Damage::Value)))?;
    let spec = spec_of(last)?;
    let raised = open_of(planning, schedule, now.at_ms, now);
    let told = raised.last();
    let waits = told.map(|told| occurrence(planning, told.key, Some((told.due_ms, told.state))));
    let ahead = planning.planner.ahead(schedule, now, 1);
    Ok(OwnReminderView {
        own,
        rule: spec.rule,
        reminder: spec.reminder,
        next_ms: ahead.first().map(|told| told.due_ms),
        open: waits.transpose()?,
    })
}

fn filled(id: OwnReminderId, fields: &OwnReminderFields) -> Result<OwnReminder> {
    Ok(OwnReminder {
        id,
        kind: fields.kind,
        words: own_reminder_words(fields.kind, &fields.words).in_field("words")?,
    })
}

fn owner(id: OwnReminderId) -> ScheduleOwner {
    ScheduleOwner {
        kind: ScheduleOwnerKind::Reminder,
        id: id.into(),
    }
}
