//! Reminders: looking, showing, answering.
//!
//! [`App::reminder_look`] and [`App::reminder_shown`] are for whoever shows notifications, and no commands: a screen that
//! looked would take its rings. What rings is on the disk before it is handed out; what was not said to be on the screen
//! when the program ended is handed out once more.

use crate::found::Found;
use crate::planning::{Planned, Planning};
use crate::{App, Error, Result, Written};
use mainstay_domain::{
    Answer, ChangeId, Entry, Error as DomainError, Moment, Now, OccurrenceKey, OccurrenceState,
    Outcome, Ring, RingKey, Rule, Schedule, ScheduleId, ScheduleOwner, Write, MOST_TAKE_HOME,
};
use mainstay_store::Error as StoreError;

/// An answer to an occurrence.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ReminderAnswerRequest {
    /// To which.
    pub occurrence: OccurrenceKey,
    /// What happened.
    pub outcome: Outcome,
    /// When, as `YYYY-MM-DDTHH:MM` in the device's zone; `null` for now.
    pub at: Option<String>,
    /// How many doses a clinic gave to take home, 0 to 31; `null` for what is no visit.
    pub take_home: Option<u8>,
}

/// An occurrence to be asked about later.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReminderSnoozeRequest {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// In how many minutes, 1 to 1,440.
    pub minutes: u32,
}

/// The answer that counts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    /// What happened.
    pub outcome: Outcome,
    /// When, as the person says, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
    /// The zone in which it was said, an IANA name.
    pub zone: String,
    /// Doses that a clinic gave to take home.
    pub take_home: Option<u8>,
}

/// An occurrence and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OccurrenceView {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// What its schedule belongs to.
    pub owner: ScheduleOwner,
    /// When it is or was due, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub due_ms: i64,
    /// How it stands.
    pub state: OccurrenceState,
    /// The answer that counts.
    pub answer: Option<AnswerView>,
    /// Until when it was put off, in milliseconds since 1970 UTC, while that has not come.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub snoozed_until_ms: Option<i64>,
}

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ReminderAnswered {
    /// How it stands now.
    pub occurrence: OccurrenceView,
    /// The change that undo takes back; `null` when the answer changed nothing.
    pub change: Option<ChangeId>,
}

/// Something that rings. Names nothing that a person wrote: the owner's words are the caller's to look up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReminderRing {
    /// Which ring of which occurrence.
    pub key: RingKey,
    /// What its schedule belongs to.
    pub owner: ScheduleOwner,
    /// Its own time, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// When the occurrence is due.
    pub due_ms: i64,
}

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReminderLook {
    /// To be shown, in the order of their times.
    pub rings: Vec<ReminderRing>,
    /// What went by while nothing could ring: to be told of once, all together.
    pub passed: Vec<ReminderRing>,
    /// Whether what rings is one notification with a count. What went by is one of its own.
    pub is_digest: bool,
    /// When to look again, in milliseconds since 1970 UTC; earlier when a clock, a zone or a schedule changes.
    pub next_ms: Option<i64>,
    /// The disk did not take it. It is to be shown all the same; the next look tries again to keep it.
    pub is_unkept: bool,
}

impl App {
    /// Looks what rings now, and keeps it where the disk takes it. Any number of looks at one moment is one look.
    ///
    /// # Errors
    /// [`Error::Locked`]; a journal that cannot be read.
    pub fn reminder_look(&self) -> Result<ReminderLook> {
        // A supply that cannot be looked after now keeps nothing else from ringing.
        let _ = self.with_open(|open| self.keep_supplies(open));
        self.with_planner(|open, planning, now| {
            let before = if open.has_looked {
                Vec::new()
            } else {
                planning.planner.unshown()
            };
            let look = planning.planner.look(now);
            let kept = planning.keep(open, &look.writes);
            let found = Found::of(planning.planner.ledger(), &look, before, now);
            open.has_looked = true;
            Ok(ReminderLook {
                is_unkept: kept.is_err(),
                ..found.into_look(planning, look.next_ms)
            })
        })
    }

    /// Notes that rings are on the screen.
    ///
    /// # Errors
    /// [`Error::Locked`]; a full disk. Then they are shown again after a restart.
    pub fn reminder_shown(&self, rings: &[RingKey]) -> Result<()> {
        self.with_planner(|open, planning, _| {
            let shown = rings
                .iter()
                .filter_map(|ring| planning.planner.shown(*ring));
            let writes: Vec<Write> = shown.collect();
            planning.keep(open, &writes)
        })
    }

    /// The next rings if nobody answers, soonest first, at most `count`: for the system's own alarms.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn reminder_forecast(&self, count: usize) -> Result<Vec<ReminderRing>> {
        self.with_planner(|_, planning, now| {
            let rings = planning.planner.forecast(now, count);
            rings.into_iter().map(|ring| view(planning, ring)).collect()
        })
    }

    /// Answers an occurrence that has no answer yet; a second press changes nothing.
    ///
    /// # Errors
    /// Not found; a refusal of `at` or `takeHome`; [`Error::Locked`].
    pub fn reminder_answer(&self, request: ReminderAnswerRequest) -> Result<ReminderAnswered> {
        self.answered(&request, |planned, key, answer| planned.answer(key, answer))
    }

    /// Answers in place of another answer, which stays in the history. The same again changes nothing.
    ///
    /// # Errors
    /// As [`reminder_answer`](Self::reminder_answer).
    pub fn reminder_correct(&self, request: ReminderAnswerRequest) -> Result<ReminderAnswered> {
        self.answered(&request, |planned, key, answer| {
            planned.correct(key, answer)
        })
    }

    /// Asks to be asked later. One that was answered stays as it is.
    ///
    /// # Errors
    /// Not found; a refusal of `minutes`; [`Error::Locked`].
    pub fn reminder_snooze(&self, request: ReminderSnoozeRequest) -> Result<OccurrenceView> {
        self.with_planner(|open, planning, now| {
            let key = request.occurrence;
            planning.recall(&open.store.ledger(), key)?;
            must_know(planning, key, now)?;
            must_go_on(planning, key)?;
            let snoozed = planning.planner.snooze(key, request.minutes, now);
            let snoozed = snoozed.map_err(|source| Error::Refused {
                field: "minutes".into(),
                source,
            })?;
            if let Some(write) = snoozed {
                let _ = planning.keep(open, &[]);
                open.store.keep_rings(&[write])?;
            }
            occurrence(planning, key, None)
        })
    }

    fn answered(
        &self,
        request: &ReminderAnswerRequest,
        tell: fn(&mut Planned<'_>, OccurrenceKey, Answer) -> Result<bool>,
    ) -> Result<ReminderAnswered> {
        let answer = self.answer_of(request)?;
        let Written { value, change } = self.write_planned(|planned, _| {
            let changed = tell(planned, request.occurrence, answer)?;
            let view = occurrence(planned.planning, request.occurrence, None)?;
            Ok((view, changed))
        })?;
        let (occurrence, changed) = value;
        Ok(ReminderAnswered {
            occurrence,
            change: changed.then_some(change),
        })
    }

    /// An answer that is pressed now.
    pub(crate) fn answer_now(&self, outcome: Outcome) -> Result<Answer> {
        Ok(Answer {
            outcome,
            at: self.said(None)?,
            take_home: None,
            told_ms: self.ports.clock.now_ms(),
        })
    }

    fn answer_of(&self, request: &ReminderAnswerRequest) -> Result<Answer> {
        let is_too_many = |doses: u8| doses > MOST_TAKE_HOME;
        if request.take_home.is_some_and(is_too_many) {
            return Err(Error::Refused {
                field: "takeHome".into(),
                source: DomainError::Invalid,
            });
        }
        Ok(Answer {
            outcome: request.outcome,
            at: self.said(request.at.as_deref())?,
            take_home: request.take_home,
            told_ms: self.ports.clock.now_ms(),
        })
    }
}

impl Planned<'_> {
    /// Answers an occurrence that has no answer yet; whether that changed anything.
    pub(crate) fn answer(&mut self, key: OccurrenceKey, answer: Answer) -> Result<bool> {
        self.find(key)?;
        if self.is_too_early(key, answer) {
            self.write.my_meetings().put_going(key, true)?;
            return Ok(true);
        }
        if self.is_ahead_of_its_day(key, answer) {
            // What rings a day before is heard. Nobody has been there yet, and the day itself rings, too.
            return Ok(false);
        }
        let answer = self.at_its_time(key, answer);
        let here = self.now.here;
        let write = self.planning.planner.answer(key, answer, here);
        self.keep_answer(key, answer, write.as_ref())
    }

    /// Answers in place of another answer; whether that changed anything.
    pub(crate) fn correct(&mut self, key: OccurrenceKey, answer: Answer) -> Result<bool> {
        self.find(key)?;
        let entry = self.planning.planner.ledger().get(key);
        // Told at another time it is still the same.
        let says_it = |kept: &Answer| {
            Answer {
                told_ms: answer.told_ms,
                ..*kept
            } == answer
        };
        if entry.and_then(Entry::answered).is_some_and(says_it) {
            return Ok(false);
        }
        let here = self.now.here;
        let write = self.planning.planner.correct(key, answer, here);
        self.keep_answer(key, answer, write.as_ref())
    }

    /// Keeps an answer, and what follows from it; whether there was anything to keep.
    fn keep_answer(
        &mut self,
        key: OccurrenceKey,
        answer: Answer,
        write: Option<&Write>,
    ) -> Result<bool> {
        let Some(write) = write else {
            return Ok(false);
        };
        self.keep(write)?;
        let withdrawn = self.planning.planner.withdraw(key.schedule);
        withdrawn.iter().try_for_each(|write| self.keep(write))?;
        self.keep_attendance(key, answer.outcome)?;
        self.keep_visit(key, answer.outcome)?;
        self.note_dose(write)?;
        Ok(true)
    }

    /// Something was taken as needed. Its occurrence is named by when; the same instant again is another one.
    pub(crate) fn take(&mut self, schedule: ScheduleId, at: Moment) -> Result<OccurrenceKey> {
        let kept = self.planning.planner.schedule(schedule);
        let last = kept.and_then(|kept| kept.revisions().last());
        let last = last.filter(|last| matches!(last.rule, Rule::AsNeeded(_)));
        let revision = last.ok_or(Error::Store(StoreError::NotFound))?.number;
        let mut named_ms = at.at_ms;
        let key = loop {
            let civil = chrono::DateTime::from_timestamp_millis(named_ms).unwrap_or_default();
            let key = OccurrenceKey {
                schedule,
                revision,
                civil: civil.naive_utc(),
            };
            self.find(key)?;
            if self.planning.planner.ledger().get(key).is_none() {
                break key;
            }
            named_ms = named_ms.saturating_add(1);
        };
        let answer = Answer {
            outcome: Outcome::Taken,
            at,
            take_home: None,
            told_ms: self.now.at_ms,
        };
        self.answer(key, answer)?;
        Ok(key)
    }

    pub(crate) fn find(&mut self, key: OccurrenceKey) -> Result<()> {
        let ledger = self.write.ledger().read();
        self.planning.recall(&ledger, key)?;
        self.planning.recall_followed(&ledger, key)?;
        must_know(self.planning, key, self.now)
    }
}

pub(crate) fn view(planning: &Planning, ring: Ring) -> Result<ReminderRing> {
    Ok(ReminderRing {
        key: ring.key,
        owner: planning.owner(ring.key.occurrence.schedule)?,
        at_ms: ring.at_ms,
        due_ms: ring.due_ms,
    })
}

fn must_know(planning: &Planning, key: OccurrenceKey, now: Now) -> Result<()> {
    if planning.owners.contains_key(&key.schedule) && planning.planner.knows(key, now) {
        return Ok(());
    }
    Err(Error::Store(StoreError::NotFound))
}

/// Nothing of a schedule that was ended rings again, and none is promised.
fn must_go_on(planning: &Planning, key: OccurrenceKey) -> Result<()> {
    let schedule = planning.planner.schedule(key.schedule);
    let current = schedule.and_then(Schedule::current);
    current.map(drop).ok_or(Error::Store(StoreError::NotFound))
}

/// How an occurrence of the ledger stands; `told` says it for one that has no entry.
pub(crate) fn occurrence(
    planning: &Planning,
    key: OccurrenceKey,
    told: Option<(i64, OccurrenceState)>,
) -> Result<OccurrenceView> {
    let entry = planning.planner.ledger().get(key);
    let known = entry.map(|entry| (entry.due.at_ms, entry.state())).or(told);
    let (due_ms, state) = known.ok_or(Error::Store(StoreError::NotFound))?;
    let answer = entry.and_then(Entry::answered);
    Ok(OccurrenceView {
        occurrence: key,
        owner: planning.owner(key.schedule)?,
        due_ms,
        state,
        answer: answer.map(|answer| AnswerView {
            outcome: answer.outcome,
            at_ms: answer.at.at_ms,
            zone: answer.at.zone.name().to_owned(),
            take_home: answer.take_home,
        }),
        snoozed_until_ms: entry
            .filter(|_| answer.is_none())
            .and_then(Entry::waits_for)
            .map(|snoozed| snoozed.until_ms),
    })
}
