//! Doses: taken, left out, corrected, taken as needed, removed. The ledger keeps the answer, and beside it, in the same
//! write, stands what is said about a dose: why, how much, where, and the day that it belongs to.

mod take;

use crate::dose_view::{
    amount_of, dose_view, may_have_reason, next_site, revision_of, DoseView, Of,
};
use crate::error::InField;
use crate::planning::Planned;
use crate::{App, Error, Result, Written};
use mainstay_domain::{
    is_off_time, Answer, ChangeId, Dose, DoseId, Entry, Error as DomainError, Logged,
    MedicineSchedule, Name, Note, OccurrenceKey, Outcome, ScheduleId, SchedulePurpose, SkipReason,
    Write, MOST_TAKE_HOME,
};
use mainstay_store::Error as StoreError;

pub(crate) use take::as_needed;
pub use take::{DoseTakeRequest, DoseTaken};

const DAY_MS: i64 = 24 * 60 * 60_000;

/// The most doses that are answered at once.
const MOST_AT_ONCE: usize = 100;

/// What is said about a dose.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DoseAnswerRequest {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// What happened.
    pub outcome: Outcome,
    /// When, as `YYYY-MM-DDTHH:MM` in the device's zone; `null` for now, or for what was said before.
    pub at: Option<String>,
    /// How many doses a clinic gave to take home, 0 to 31; `null` for what is no visit.
    pub take_home: Option<u8>,
    /// Why it was not taken; `null` for not said, and for one that was taken.
    pub reason: Option<SkipReason>,
    /// In their own words, at most 20,000 characters; may be empty.
    pub note: String,
    /// Where on the body; may be empty.
    pub site: String,
}

/// Doses that were taken together.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DoseTakeAllRequest {
    /// Which, at most 100. Those that have an answer stay as they are.
    pub occurrences: Vec<OccurrenceKey>,
    /// When, as `YYYY-MM-DDTHH:MM` in the device's zone; `null` for now.
    pub at: Option<String>,
}

/// A dose to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DoseDeleteRequest {
    /// Which.
    pub id: DoseId,
}

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DoseAnswered {
    /// How it stands now.
    pub dose: DoseView,
    /// The change that undo takes back; `null` when the answer changed nothing.
    pub change: Option<ChangeId>,
}

/// What became of several.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DosesAnswered {
    /// How they stand now, in the order in which they were asked for.
    pub doses: Vec<DoseView>,
    /// The change that undo takes back; `null` when nothing changed.
    pub change: Option<ChangeId>,
}

/// What is said beside an answer, checked.
struct Said {
    reason: Option<SkipReason>,
    note: Note,
    site: Name,
}

impl App {
    /// Answers a dose that has no answer yet; a second press changes nothing.
    ///
    /// # Errors
    /// Not found; a refusal of `at`, `takeHome`, `reason` (of one that was taken), `note` or `site`; [`Error::Locked`].
    pub fn dose_answer(&self, request: DoseAnswerRequest) -> Result<DoseAnswered> {
        self.dose_said(&request, |planned, key, answer| planned.answer(key, answer))
    }

    /// Says something else about a dose; its time stays where none is told. One that was left out and is taken after all,
    /// within a day of its time, was taken now: an interval counts from there, and an earlier time would ask for the next
    /// one too soon. The same again changes nothing.
    ///
    /// # Errors
    /// As [`dose_answer`](Self::dose_answer).
    pub fn dose_correct(&self, request: DoseAnswerRequest) -> Result<DoseAnswered> {
        let is_moved = request.at.is_some();
        self.dose_said(&request, |planned, key, answer| {
            let kept = planned.answered(key)?.filter(|_| !is_moved);
            let after_all = planned.is_taken_after_all(key, kept, answer);
            let at = kept
                .filter(|_| !after_all)
                .map_or(answer.at, |kept| kept.at);
            planned.correct(key, Answer { at, ..answer })?;
            Ok(true)
        })
    }

    /// Takes several doses in one write, which one undo takes back; each at the site that comes next as [`DoseView`] told
    /// it, where its medicine has sites.
    ///
    /// # Errors
    /// Not found; a refusal of `occurrences` that are none or too many, or of `at`; [`Error::Locked`]. Then none was
    /// taken.
    pub fn dose_take_all(&self, request: DoseTakeAllRequest) -> Result<DosesAnswered> {
        if !(1..=MOST_AT_ONCE).contains(&request.occurrences.len()) {
            Err(DomainError::Invalid).in_field("occurrences")?;
        }
        let answer = self.taken(request.at.as_deref())?;
        let Written { value, change } = self.write_planned(|planned, _| {
            let (mut doses, mut changed) = (Vec::new(), false);
            let keys = request.occurrences.iter().copied();
            // Before the first of them is noted: two of one medicine are told the same site.
            let sites = keys.clone().map(|key| planned.next_site(key));
            let sites = sites.collect::<Result<Vec<_>>>()?;
            for (key, site) in keys.zip(sites) {
                if planned.answer(key, answer)? {
                    changed = true;
                    planned.say_site(key, site)?;
                }
                doses.push(planned.dose_view(key)?);
            }
            Ok((doses, changed))
        })?;
        let (doses, changed) = value;
        Ok(DosesAnswered {
            doses,
            change: changed.then_some(change),
        })
    }

    /// Removes what was said about a dose, as if nobody had said anything.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn dose_delete(&self, request: DoseDeleteRequest) -> Result<Written<Dose>> {
        let written = self.write(|write, _| {
            let dose = write.doses().read().get(request.id)?;
            write.doses().delete(&dose)?;
            Ok::<_, Error>(dose)
        })?;
        self.forget_planner();
        Ok(written)
    }

    fn dose_said(
        &self,
        request: &DoseAnswerRequest,
        tell: impl FnOnce(&mut Planned<'_>, OccurrenceKey, Answer) -> Result<bool>,
    ) -> Result<DoseAnswered> {
        let said = Said::of(request)?;
        if request
            .take_home
            .is_some_and(|doses| doses > MOST_TAKE_HOME)
        {
            Err(DomainError::Invalid).in_field("takeHome")?;
        }
        let answer = Answer {
            outcome: request.outcome,
            take_home: request.take_home,
            ..self.taken(request.at.as_deref())?
        };
        let Written { value, change } = self.write_planned(|planned, _| {
            let key = request.occurrence;
            planned.dose_schedule(key.schedule)?;
            let before = planned.all_said(key)?;
            if tell(planned, key, answer)? {
                planned.say(key, said)?;
            }
            let is_changed = planned.all_said(key)? != before;
            Ok((planned.dose_view(key)?, is_changed))
        })?;
        let (dose, changed) = value;
        Ok(DoseAnswered {
            dose,
            change: changed.then_some(change),
        })
    }

    fn taken(&self, at: Option<&str>) -> Result<Answer> {
        Ok(Answer {
            outcome: Outcome::Taken,
            at: self.said(at)?,
            take_home: None,
            told_ms: self.ports.clock.now_ms(),
        })
    }
}

impl Said {
    fn of(request: &DoseAnswerRequest) -> Result<Self> {
        Self::checked(
            request.outcome,
            request.reason,
            &request.note,
            &request.site,
        )
    }

    fn checked(
        outcome: Outcome,
        reason: Option<SkipReason>,
        note: &str,
        site: &str,
    ) -> Result<Self> {
        if reason.is_some() && !may_have_reason(outcome) {
            Err(DomainError::Invalid).in_field("reason")?;
        }
        Ok(Self {
            reason,
            note: Note::new(note).in_field("note")?,
            site: Name::new(site).in_field("site")?,
        })
    }
}

impl Planned<'_> {
    /// Notes beside an answer what belongs to a dose. Every answer comes here, also from a notification. What it is about
    /// may belong to something else, which notes nothing here.
    pub(crate) fn note_dose(&self, write: &Write) -> Result<()> {
        let Write::Answered {
            occurrence: key,
            answer,
            due,
        } = *write
        else {
            return Ok(());
        };
        let Some(schedule) = self.schedule_of_doses(key.schedule)? else {
            return Ok(());
        };
        let medicine = self.write.medicines().read().get(schedule.medicine_id)?;
        let rule = revision_of(&self.planning.planner, key).map(|revision| &revision.rule);
        let is_off_time = answer.outcome == Outcome::Taken
            && rule.is_some_and(|rule| {
                let due = (due.at_ms, due.grace_ms);
                is_off_time(rule, key, due, answer.at, medicine.on_time_minutes)
            });
        let (amount, units) = amount_of(&self.planning.planner, Some(&schedule), key);
        let kept = self.write.doses().read().of(key)?;
        let dose = match kept {
            Some(kept) => Dose {
                // Why it was left out says nothing about one that was taken.
                reason: kept.reason.filter(|_| may_have_reason(answer.outcome)),
                due_ms: due.at_ms,
                when: Logged::new(answer.at, self.day_start),
                outcome: answer.outcome,
                is_off_time,
                ..kept
            },
            None => Dose {
                amount,
                units,
                id: self.app.id(DoseId::new)?,
                medicine_id: medicine.id,
                occurrence: key,
                due_ms: due.at_ms,
                when: Logged::new(answer.at, self.day_start),
                outcome: answer.outcome,
                is_off_time,
                reason: None,
                note: Note::default(),
                site: Name::default(),
            },
        };
        Ok(self.write.doses().put(&dose)?)
    }

    /// Says more about a dose that was just answered.
    fn say(&self, key: OccurrenceKey, said: Said) -> Result<()> {
        let doses = self.write.doses();
        let kept = doses.read().of(key)?;
        let kept = kept.ok_or(Error::Store(StoreError::NotFound))?;
        let dose = Dose {
            reason: said.reason,
            note: said.note,
            site: said.site,
            ..kept.clone()
        };
        if dose != kept {
            doses.put(&dose)?;
        }
        Ok(())
    }

    /// The answer that a dose has.
    fn answered(&mut self, key: OccurrenceKey) -> Result<Option<Answer>> {
        self.find(key)?;
        let entry = self.planning.planner.ledger().get(key);
        Ok(entry.and_then(Entry::answered).copied())
    }

    fn is_taken_after_all(&self, key: OccurrenceKey, kept: Option<Answer>, answer: Answer) -> bool {
        let is_taken = |answer: Answer| answer.outcome == Outcome::Taken;
        let due_ms = self.planning.planner.due_ms(key, self.now.here);
        let is_near = due_ms.is_some_and(|due_ms| self.now.at_ms - due_ms < DAY_MS);
        is_near && is_taken(answer) && !kept.is_some_and(is_taken)
    }

    /// All that is said about a dose: the doses at home stand with its answer alone.
    fn all_said(&mut self, key: OccurrenceKey) -> Result<(Option<Dose>, Option<u8>)> {
        let at_home = self.answered(key)?.and_then(|answer| answer.take_home);
        Ok((self.write.doses().read().of(key)?, at_home))
    }

    fn next_site(&self, key: OccurrenceKey) -> Result<Option<Name>> {
        let schedule = self.dose_schedule(key.schedule)?;
        let medicine = self.write.medicines().read().get(schedule.medicine_id)?;
        next_site(&self.write.doses().read(), &medicine, self.now.at_ms)
    }

    /// Notes the site of a dose that was just answered.
    fn say_site(&self, key: OccurrenceKey, site: Option<Name>) -> Result<()> {
        let doses = self.write.doses();
        if let (Some(site), Some(kept)) = (site, doses.read().of(key)?) {
            doses.put(&Dose { site, ..kept })?;
        }
        Ok(())
    }

    fn schedule_of_doses(&self, id: ScheduleId) -> Result<Option<MedicineSchedule>> {
        let found = self.write.medicines().read().schedule(id)?;
        Ok(found.filter(|one| one.purpose == SchedulePurpose::Dose))
    }

    fn dose_schedule(&self, id: ScheduleId) -> Result<MedicineSchedule> {
        let found = self.schedule_of_doses(id)?;
        found.ok_or(Error::Store(StoreError::NotFound))
    }

    fn dose_view(&self, key: OccurrenceKey) -> Result<DoseView> {
        let schedule = self.dose_schedule(key.schedule)?;
        let medicines = self.write.medicines().read();
        let of = Of {
            medicine: &medicines.get(schedule.medicine_id)?,
            schedules: &[schedule],
        };
        let doses = self.write.doses().read();
        let now_ms = self.now.at_ms;
        dose_view(&doses, &self.planning.planner, of, key, now_ms)
    }
}
