//! What a person says and writes about the visits of an appointment.
//!
//! The ledger alone knows whether they went; here that answer is given with what follows from it: the lines that waited
//! belong to a visit that took place, and go on waiting after one that did not.

use crate::appointment_view::is_planned_ahead;
use crate::error::InField;
use crate::planning::Planned;
use crate::{App, Empty, Error, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{
    resolve, rings_once, visit_line_text, Answer, AppointmentId, Error as DomainError, Moment,
    Note, OccurrenceKey, Outcome, ScheduleOwner, ScheduleOwnerKind, VisitId, VisitLine,
    VisitLineId, VisitLineKind, VisitNote, MOST_LINES,
};
use mainstay_store::Error as StoreError;

const MINUTES_OF_DAY: u16 = 24 * 60;

/// What became of a visit.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VisitAnswerRequest {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// `taken`: they went; `skipped`: it was cancelled; `missed`.
    pub outcome: Outcome,
    /// Why it was cancelled or missed; may be empty.
    pub why: String,
}

/// A visit ahead that was cancelled and takes place after all.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VisitResumeRequest {
    /// Which.
    pub occurrence: OccurrenceKey,
}

/// What is written about a visit.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct VisitUpdateRequest {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// Why it was cancelled or missed; may be empty.
    pub why: String,
    /// What they take with them; may be empty.
    pub takeaways: String,
    /// What comes next; may be empty.
    pub next_step: String,
}

/// The values of a line as they arrive.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct VisitLineFields {
    /// What it says, at most 1,000 characters.
    pub text: String,
    /// Whether it was talked about, or done.
    pub is_done: bool,
    /// The day until which homework is to be done.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub due_on: Option<NaiveDate>,
    /// The minute of that day at which it rings, 0 to 1,439.
    pub rings_at: Option<u16>,
}

/// A new line.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct VisitLineCreateRequest {
    /// Of which appointment.
    pub appointment_id: AppointmentId,
    /// What it is for.
    pub kind: VisitLineKind,
    /// The visit at which it was given or talked about; `null` for the next one.
    pub occurrence: Option<OccurrenceKey>,
    /// Its values.
    #[serde(flatten)]
    pub fields: VisitLineFields,
}

/// A line with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VisitLineUpdateRequest {
    /// Which.
    pub id: VisitLineId,
    /// Its values.
    #[serde(flatten)]
    pub fields: VisitLineFields,
}

/// A line to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VisitLineDeleteRequest {
    /// Which.
    pub id: VisitLineId,
}

impl App {
    /// Says what became of a visit, in place of what was said before. Answers with what is written about it, if anything is.
    ///
    /// # Errors
    /// A refusal of `why`, of `outcome` for having been where it has not begun; not found; [`Error::Locked`].
    pub fn visit_answer(&self, request: VisitAnswerRequest) -> Result<Written<Option<VisitNote>>> {
        let why = Note::new(&request.why).in_field("why")?;
        self.write_planned(|planned, _| {
            let of = planned.appointment_of(request.occurrence)?;
            let answer = planned.visit_answer(request.occurrence, request.outcome)?;
            planned.correct(request.occurrence, answer)?;
            let went = request.outcome == Outcome::Taken;
            let why = if went { Note::default() } else { why };
            let kept = planned.write.visits().read().about(request.occurrence)?;
            if kept.is_some() || !why.is_blank() {
                let visit = planned.visit_of(of, request.occurrence)?;
                planned.write.visits().put(&VisitNote { why, ..visit })?;
            }
            Ok(planned.write.visits().read().about(request.occurrence)?)
        })
    }

    /// Takes back that a visit ahead is cancelled: it takes place, and rings.
    ///
    /// # Errors
    /// A refusal of `occurrence` for one that has begun or has no answer; not found; [`Error::Locked`].
    pub fn visit_resume(&self, request: VisitResumeRequest) -> Result<Written<Empty>> {
        let key = request.occurrence;
        let written = self.write_planned(|planned, _| {
            planned.appointment_of(key)?;
            let entry = planned.planning.planner.ledger().get(key);
            let is_planned = |entry| is_planned_ahead(planned.planning, key, entry, planned.now);
            let is_ahead = entry.is_some_and(is_planned);
            if !is_ahead || !planned.write.ledger().reopen(key)? {
                Err(DomainError::Invalid).in_field("occurrence")?;
            }
            Ok(Empty {})
        })?;
        self.forget_planner();
        Ok(written)
    }

    /// Writes about a visit.
    ///
    /// # Errors
    /// A refusal of a text; not found; [`Error::Locked`].
    pub fn visit_update(&self, request: VisitUpdateRequest) -> Result<Written<VisitNote>> {
        let why = Note::new(&request.why).in_field("why")?;
        let takeaways = Note::new(&request.takeaways).in_field("takeaways")?;
        let next_step = Note::new(&request.next_step).in_field("nextStep")?;
        self.write_planned(|planned, _| {
            let of = planned.appointment_of(request.occurrence)?;
            let visit = VisitNote {
                why,
                takeaways,
                next_step,
                ..planned.visit_of(of, request.occurrence)?
            };
            planned.write.visits().put(&visit)?;
            Ok(visit)
        })
    }

    /// Adds a line.
    ///
    /// # Errors
    /// A refusal of `text`, `ringsAt`, or of one more than a hundred that wait; not found; [`Error::Locked`].
    pub fn visit_line_create(&self, request: VisitLineCreateRequest) -> Result<Written<VisitLine>> {
        self.write_planned(|planned, _| {
            let of = request.appointment_id;
            planned.write.appointments().read().get(of)?;
            let waiting = planned.write.visit_lines().read().waiting(of)?;
            if waiting.len() >= MOST_LINES {
                Err(DomainError::TooMany).in_field("text")?;
            }
            let new = VisitLine {
                id: planned.app.id(VisitLineId::new)?,
                appointment_id: of,
                kind: request.kind,
                visit_id: planned.given_at(of, request.occurrence)?,
                text: Note::default(),
                is_done: false,
                due_on: None,
                rings_at: None,
            };
            let line = with_fields(new, &request.fields)?;
            planned.write.visit_lines().insert(&line)?;
            planned.ring_for(&line)?;
            Ok(line)
        })
    }

    /// Changes a line.
    ///
    /// # Errors
    /// As for a new one; not found; [`Error::Locked`].
    pub fn visit_line_update(&self, request: VisitLineUpdateRequest) -> Result<Written<VisitLine>> {
        self.write_planned(|planned, _| {
            let kept = planned.write.visit_lines().read().get(request.id)?;
            let line = with_fields(kept, &request.fields)?;
            planned.write.visit_lines().update(&line)?;
            planned.ring_for(&line)?;
            Ok(line)
        })
    }

    /// Removes a line.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn visit_line_delete(&self, request: VisitLineDeleteRequest) -> Result<Written<VisitLine>> {
        self.write_planned(|planned, _| {
            let line = planned.write.visit_lines().read().get(request.id)?;
            planned.keep_owned(owner(line.id), Vec::new())?;
            planned.write.visit_lines().delete(request.id)?;
            Ok::<_, Error>(line)
        })
    }
}

impl Planned<'_> {
    /// The appointment that an occurrence is one of.
    fn appointment_of(&self, key: OccurrenceKey) -> Result<AppointmentId> {
        let owner = self.planning.owner(key.schedule)?;
        if owner.kind != ScheduleOwnerKind::Appointment {
            return Err(Error::Store(StoreError::NotFound));
        }
        AppointmentId::from_slice(owner.id.as_bytes()).map_err(|_| StoreError::NotFound.into())
    }

    /// An answer that says what became of a visit at its own time: nobody is late for having said it in the evening.
    fn visit_answer(&self, key: OccurrenceKey, outcome: Outcome) -> Result<Answer> {
        let schedule = self.planning.planner.schedule(key.schedule);
        let revision = schedule.and_then(|schedule| schedule.revision(key.revision));
        let revision = revision.ok_or(Error::Store(StoreError::NotFound))?;
        let zone = revision.rule.zone(self.now.here);
        let due_ms = resolve(key.civil, zone).timestamp_millis();
        if outcome == Outcome::Taken && due_ms > self.now.at_ms {
            Err(DomainError::DateOutOfRange).in_field("outcome")?;
        }
        Ok(Answer {
            outcome,
            at: Moment {
                at_ms: due_ms.min(self.now.at_ms),
                zone: self.now.here,
            },
            take_home: None,
            told_ms: self.now.at_ms,
        })
    }

    /// "Done" on what rings before a visit or a day to be ready for. Whether that is so.
    pub(crate) fn is_ahead_of_its_day(&self, key: OccurrenceKey, answer: Answer) -> bool {
        let owner = self.planning.owners.get(&key.schedule);
        let waits_for_its_day = owner.is_some_and(|owner| {
            matches!(
                owner.kind,
                ScheduleOwnerKind::Appointment | ScheduleOwnerKind::Other
            )
        });
        let due_ms = self.planning.planner.due_ms(key, self.now.here);
        waits_for_its_day
            && answer.outcome == Outcome::Taken
            && due_ms.is_some_and(|due_ms| due_ms > answer.told_ms)
    }

    /// Nobody is late for having said in the evening that they went.
    pub(crate) fn at_its_time(&self, key: OccurrenceKey, answer: Answer) -> Answer {
        let due_ms = self.planning.planner.due_ms(key, self.now.here);
        match (self.appointment_of(key), due_ms) {
            (Ok(_), Some(due_ms)) if answer.outcome == Outcome::Taken => Answer {
                at: Moment {
                    at_ms: due_ms.min(answer.at.at_ms),
                    ..answer.at
                },
                ..answer
            },
            _ => answer,
        }
    }

    /// Notes an answer to a visit, wherever it was given: its agenda goes with it.
    pub(crate) fn keep_visit(&mut self, key: OccurrenceKey, outcome: Outcome) -> Result<()> {
        let Ok(of) = self.appointment_of(key) else {
            return Ok(());
        };
        let went = outcome == Outcome::Taken;
        let kept = self.write.visits().read().about(key)?;
        let waits = !self.write.visit_lines().read().waiting(of)?.is_empty();
        if kept.is_some() || (went && waits) {
            let visit = self.visit_of(of, key)?;
            self.write.visits().put(&visit)?;
            self.settle_lines(of, visit.id, went)?;
        }
        Ok(())
    }

    /// What is written about a visit, or the empty page for it.
    fn visit_of(&mut self, of: AppointmentId, key: OccurrenceKey) -> Result<VisitNote> {
        if let Some(kept) = self.write.visits().read().about(key)? {
            return Ok(kept);
        }
        self.find(key)?;
        Ok(VisitNote {
            id: self.app.id(VisitId::new)?,
            appointment_id: of,
            occurrence: key,
            why: Note::default(),
            takeaways: Note::default(),
            next_step: Note::default(),
        })
    }

    fn given_at(
        &mut self,
        of: AppointmentId,
        key: Option<OccurrenceKey>,
    ) -> Result<Option<VisitId>> {
        let Some(key) = key else {
            return Ok(None);
        };
        if self.appointment_of(key)? != of {
            return Err(Error::Store(StoreError::NotFound));
        }
        let visit = self.visit_of(of, key)?;
        self.write.visits().put(&visit)?;
        Ok(Some(visit.id))
    }

    /// What waited belongs to a visit that took place; what belonged to one that did not waits again.
    fn settle_lines(&self, of: AppointmentId, visit: VisitId, went: bool) -> Result<()> {
        let lines = self.write.visit_lines();
        let (moved, to) = if went {
            (lines.read().waiting(of)?, Some(visit))
        } else {
            (lines.read().of(visit)?, None)
        };
        for line in moved {
            let is_agenda = line.kind == VisitLineKind::Agenda;
            if is_agenda || went && line.is_done {
                lines.update(&VisitLine {
                    visit_id: to,
                    ..line
                })?;
            }
        }
        Ok(())
    }

    /// Homework that is not done rings on its day, where the person wants that.
    fn ring_for(&mut self, line: &VisitLine) -> Result<()> {
        let when = line.due_on.zip(line.rings_at).filter(|_| !line.is_done);
        let wanted = when.map(|(day, at)| rings_once(day, at));
        self.keep_owned(owner(line.id), wanted.into_iter().collect())
    }
}

/// Whose reminder it is.
pub(crate) fn owner(id: VisitLineId) -> ScheduleOwner {
    ScheduleOwner {
        kind: ScheduleOwnerKind::Other,
        id: id.into(),
    }
}

fn with_fields(line: VisitLine, fields: &VisitLineFields) -> Result<VisitLine> {
    let is_homework = line.kind == VisitLineKind::Homework;
    if fields.rings_at.is_some_and(|at| at >= MINUTES_OF_DAY) {
        Err(DomainError::Invalid).in_field("ringsAt")?;
    }
    let due_on = fields.due_on.filter(|_| is_homework);
    Ok(VisitLine {
        text: visit_line_text(&fields.text).in_field("text")?,
        is_done: fields.is_done,
        due_on,
        rings_at: fields.rings_at.filter(|_| due_on.is_some()),
        ..line
    })
}
