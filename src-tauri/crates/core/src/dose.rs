//! Doses: taken, left out, corrected, taken as needed, removed. The ledger keeps the answer, and beside it, in the same
//! write, stands what is said about a dose: why, how much, where, and the day that it belongs to.

use crate::dose_view::{amount_of, dose_view, may_have_reason, revision_of, DoseView, Of};
use crate::error::InField;
use crate::medicine_view::as_needed;
use crate::planning::Planned;
use crate::{App, Error, Result, Written};
use mainstay_domain::{
    is_off_time, Answer, AsNeededStand, ChangeId, Dose, DoseId, Error as DomainError, Logged,
    MedicineSchedule, Moment, Name, Note, Now, OccurrenceKey, Outcome, ScheduleId, SchedulePurpose,
    SkipReason, Write, MOST_TAKE_HOME,
};
use mainstay_store::Error as StoreError;

/// The most doses that are answered at once.
const MOST_AT_ONCE: usize = 100;

/// What is taken as needed and told twice within this time, by a tap each, was taken once, in milliseconds. The second tap
/// of a hand that shakes comes within a second and a half; whoever took another one has read what the first tap said, and
/// that takes longer than two.
const SAME_TAP_MS: i64 = 2_000;

/// What is said about a dose.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DoseAnswerRequest {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// What happened.
    pub outcome: Outcome,
    /// When, as `YYYY-MM-DDTHH:MM` in the device's zone; `null` for now.
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

/// Something that was taken as needed.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DoseTakeRequest {
    /// By which schedule.
    pub schedule: ScheduleId,
    /// When, as `YYYY-MM-DDTHH:MM` in the device's zone; `null` for now.
    pub at: Option<String>,
    /// In their own words; may be empty.
    pub note: String,
    /// Where on the body; may be empty.
    pub site: String,
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

/// What was taken as needed. It is kept, whatever the rule says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DoseTaken {
    /// How it stands now.
    pub dose: DoseView,
    /// The change that undo takes back.
    pub change: ChangeId,
    /// How it stands now with this one, if the rule that was typed in had something against it; else `null`.
    pub warning: Option<AsNeededStand>,
}

/// What an act noted as taken as needed.
struct Noted {
    dose: DoseView,
    warning: Option<AsNeededStand>,
    /// The change of the tap before this one, where this one is the second of a double tap.
    first: Option<ChangeId>,
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

    /// Says something else about a dose. The same again changes nothing.
    ///
    /// # Errors
    /// As [`dose_answer`](Self::dose_answer).
    pub fn dose_correct(&self, request: DoseAnswerRequest) -> Result<DoseAnswered> {
        self.dose_said(&request, |planned, key, answer| {
            planned.correct(key, answer)?;
            Ok(true)
        })
    }

    /// Takes several doses in one write, which one undo takes back.
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
            for key in &request.occurrences {
                changed |= planned.answer(*key, answer)?;
                doses.push(planned.dose_view(*key)?);
            }
            Ok((doses, changed))
        })?;
        let (doses, changed) = value;
        Ok(DosesAnswered {
            doses,
            change: changed.then_some(change),
        })
    }

    /// Notes that something was taken as needed, with a warning where the rule says that it was too soon or too often. The
    /// second tap of a double tap notes nothing, and has the answer of the first one. What is told with its time (`at`) is
    /// always another dose.
    ///
    /// # Errors
    /// Not found for a schedule of another rule; a refusal of `at`, `note` or `site`; [`Error::Locked`].
    pub fn dose_take(&self, request: DoseTakeRequest) -> Result<DoseTaken> {
        let said = Said::checked(Outcome::Taken, None, &request.note, &request.site)?;
        let typed = request.at.as_deref();
        let typed = typed.map(|at| self.said(Some(at))).transpose()?;
        let Written { value, change } = self.write_planned(|planned, _| {
            let id = request.schedule;
            if typed.is_none() {
                if let Some(noted) = planned.noted_by_the_tap_before(id, &said)? {
                    return Ok(noted);
                }
            }
            let at = typed.unwrap_or_else(|| planned.moment());
            let before = planned.stand(id, at)?;
            let key = planned.take(id, at)?;
            planned.say(key, said)?;
            Ok(Noted {
                dose: planned.dose_view(key)?,
                warning: planned.warning(id, before)?,
                first: None,
            })
        })?;
        Ok(DoseTaken {
            dose: value.dose,
            change: value.first.unwrap_or(change),
            warning: value.warning,
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
        tell: fn(&mut Planned<'_>, OccurrenceKey, Answer) -> Result<bool>,
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
            let before = planned.write.doses().read().of(key)?;
            if tell(planned, key, answer)? {
                planned.say(key, said)?;
            }
            let is_changed = planned.write.doses().read().of(key)? != before;
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

    /// How what is taken as needed stands at a moment that is not ahead.
    fn stand(&self, id: ScheduleId, at: Moment) -> Result<Option<AsNeededStand>> {
        let then = Now {
            at_ms: at.at_ms,
            here: at.zone,
            ..self.now
        };
        let ledger = self.write.ledger().read();
        let when = (then, self.now.at_ms);
        as_needed(&ledger, self.planning, id, when, self.day_start)
    }

    /// How it stands now, where it stood `before` so that the rule had something against another one. What is said beside a
    /// dose is what stands everywhere else: with this one.
    fn warning(
        &self,
        id: ScheduleId,
        before: Option<AsNeededStand>,
    ) -> Result<Option<AsNeededStand>> {
        let is_warned = before.is_some_and(|before| before.not_before_ms.is_some());
        if is_warned {
            self.stand(id, self.moment())
        } else {
            Ok(None)
        }
    }

    /// What the tap before this one noted, where both are one double tap: of the same rule and amount, told as taken at
    /// the moment of the tap, with the same words, and not taken back since.
    fn noted_by_the_tap_before(&self, id: ScheduleId, said: &Said) -> Result<Option<Noted>> {
        let Some((key, at)) = self.tapped(id) else {
            return Ok(None);
        };
        let kept = self.write.doses().read().of(key)?;
        let is_it = |kept: &Dose| kept.note == said.note && kept.site == said.site;
        let Some(kept) = kept.filter(is_it) else {
            return Ok(None);
        };
        let history = self.write.history();
        let first = history.read().added_by("doses", kept.id.into())?;
        let just_before = Moment {
            at_ms: at.at_ms.saturating_sub(1),
            ..at
        };
        let before = self.stand(id, just_before)?;
        Ok(Some(Noted {
            dose: self.dose_view(key)?,
            warning: self.warning(id, before)?,
            first,
        }))
    }

    /// The last one of a schedule that was told by a tap just now, by the rule that holds.
    fn tapped(&self, id: ScheduleId) -> Option<(OccurrenceKey, Moment)> {
        let planner = &self.planning.planner;
        let last = planner.schedule(id)?.revisions().last()?;
        let entries: Vec<_> = planner.ledger().of(id).collect();
        let is_just_now = |told_ms: i64| (0..SAME_TAP_MS).contains(&(self.now.at_ms - told_ms));
        entries.into_iter().rev().find_map(|(key, entry)| {
            let answer = entry.answered().filter(|_| key.revision == last.number)?;
            // A time that was typed is a whole minute, and not the instant at which it is told.
            let is_tap = answer.outcome == Outcome::Taken && answer.at.at_ms == answer.told_ms;
            (is_tap && is_just_now(answer.told_ms)).then_some((key, answer.at))
        })
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
        dose_view(&self.write.doses().read(), &self.planning.planner, of, key)
    }
}
