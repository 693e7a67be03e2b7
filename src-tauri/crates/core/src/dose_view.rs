//! A dose as screens see it: what the ledger knows of an occurrence, and what was said beside it.

use crate::planning::Planning;
use crate::{Error, Result};
use chrono::NaiveDate;
use mainstay_domain::{
    resolve, Amount, DayStart, Dose, DoseId, DoseKnown, Entry, Medicine, MedicineForm, MedicineId,
    MedicineSchedule, Moment, Name, Note, Now, OccurrenceKey, OccurrenceState, Outcome, Revision,
    Rule, SchedulePurpose, SkipReason, Told,
};
use mainstay_store::{DoseReader, Error as StoreError, LedgerReader};
use std::collections::BTreeMap;

/// How far around a period entries are read: two zones differ by at most 26 hours.
const AROUND_MS: i64 = 2 * 24 * 60 * 60_000;

/// A dose, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DoseView {
    /// Which occurrence.
    pub occurrence: OccurrenceKey,
    /// What was said about it; `null` while nothing was.
    pub id: Option<DoseId>,
    /// Of which medicine.
    pub medicine_id: MedicineId,
    /// What lists call it: the discreet name, where there is one.
    pub name: Name,
    /// Its strength in words; may be empty.
    pub strength: Name,
    /// How it is taken.
    pub form: MedicineForm,
    /// How much, in words; may be empty.
    pub amount: Name,
    /// How much of the supply it takes, in thousandths.
    pub units: Option<Amount>,
    /// When it is or was due, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub due_ms: i64,
    /// How it stands.
    pub state: OccurrenceState,
    /// When it was taken or left out, as the person says; `null` while nothing was said.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub at_ms: Option<i64>,
    /// The zone in which that was said, an IANA name.
    pub zone: Option<String>,
    /// Doses that a clinic gave to take home.
    pub take_home: Option<u8>,
    /// Why it was not taken.
    pub reason: Option<SkipReason>,
    /// In their own words; may be empty.
    pub note: Note,
    /// Where on the body; may be empty.
    pub site: Name,
    /// Until when it was put off, in milliseconds since 1970 UTC, while that has not come.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub snoozed_until_ms: Option<i64>,
    /// Whether it is taken as needed: its time is when it was taken.
    pub is_as_needed: bool,
    /// Whether it is a visit to a clinic, which may give doses to take home.
    pub is_visit: bool,
}

/// A medicine and all that it says about its schedules.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Of<'a> {
    pub medicine: &'a Medicine,
    pub schedules: &'a [MedicineSchedule],
}

impl DoseView {
    /// As far as adherence is concerned.
    pub(crate) fn known(&self) -> DoseKnown {
        let is_taken = matches!(self.state, OccurrenceState::Taken | OccurrenceState::Late);
        DoseKnown {
            due_ms: self.due_ms,
            state: self.state,
            taken_ms: self.at_ms.filter(|_| is_taken),
        }
    }

    /// One of which nothing was said.
    pub(crate) fn planned(planning: &Planning, of: Of<'_>, told: Told) -> Self {
        let entry = planning.planner.ledger().get(told.key);
        let schedule = of.schedules.iter().find(|one| one.id == told.key.schedule);
        let revision = revision_of(planning, told.key);
        let rule = revision.map(|revision| &revision.rule);
        let medicine = of.medicine;
        let put_off = entry.filter(|entry| entry.answered().is_none());
        Self {
            occurrence: told.key,
            id: None,
            medicine_id: medicine.id,
            name: medicine.listed_name().clone(),
            strength: medicine.strength.clone(),
            form: medicine.form,
            amount: amount_of(planning, schedule, told.key),
            units: schedule.and_then(|schedule| schedule.units),
            due_ms: told.due_ms,
            state: told.state,
            at_ms: None,
            zone: None,
            take_home: None,
            reason: None,
            note: Note::default(),
            site: Name::default(),
            snoozed_until_ms: put_off
                .and_then(Entry::waits_for)
                .map(|snoozed| snoozed.until_ms),
            is_as_needed: matches!(rule, Some(Rule::AsNeeded(_))),
            is_visit: matches!(rule, Some(Rule::Clinic(_))),
        }
    }

    /// The same with what was said.
    fn said(self, entry: Option<&Entry>, dose: Option<&Dose>) -> Self {
        let Some(answer) = entry.and_then(Entry::answered) else {
            return self;
        };
        let answered = Self {
            at_ms: Some(answer.at.at_ms),
            zone: Some(answer.at.zone.name().to_owned()),
            take_home: answer.take_home,
            ..self
        };
        let Some(dose) = dose else { return answered };
        Self {
            id: Some(dose.id),
            amount: dose.amount.clone(),
            units: dose.units,
            state: dose.state(),
            reason: dose.reason,
            note: dose.note.clone(),
            site: dose.site.clone(),
            ..answered
        }
    }
}

/// The amount of an occurrence by the rule that holds. What an older rule said is not known any more.
pub(crate) fn amount_of(
    planning: &Planning,
    schedule: Option<&MedicineSchedule>,
    key: OccurrenceKey,
) -> Name {
    let of = planning.planner.schedule(key.schedule);
    let last = of.and_then(|of| of.revisions().last());
    let holds = last.filter(|last| last.number == key.revision);
    let (Some(schedule), Some(revision)) = (schedule, holds) else {
        return Name::default();
    };
    let amounts = &schedule.amounts;
    let one = match amounts.len() {
        1 => amounts.first(),
        _ => amounts.get(revision.rule.phase_of(key.civil)),
    };
    one.cloned().unwrap_or_default()
}

pub(crate) fn revision_of(planning: &Planning, key: OccurrenceKey) -> Option<&Revision> {
    planning
        .planner
        .schedule(key.schedule)?
        .revision(key.revision)
}

/// One dose as it stands now. The planner has its entry.
pub(crate) fn dose_view(
    doses: &DoseReader<'_>,
    planning: &Planning,
    of: Of<'_>,
    key: OccurrenceKey,
) -> Result<DoseView> {
    let entry = planning.planner.ledger().get(key);
    let entry = entry.ok_or(Error::Store(StoreError::NotFound))?;
    let told = Told {
        key,
        due_ms: entry.due.at_ms,
        state: entry.state(),
    };
    let said = doses.of(key)?;
    Ok(DoseView::planned(planning, of, told).said(Some(entry), said.as_ref()))
}

/// The doses of a medicine that were due behind one instant and up to another, in the order of their times: those whose
/// time has come, and those that were answered.
pub(crate) fn doses_between(
    (ledger, doses): (&LedgerReader<'_>, &DoseReader<'_>),
    planning: &Planning,
    of: Of<'_>,
    (after_ms, until_ms): (i64, i64),
    now: Now,
) -> Result<Vec<DoseView>> {
    let wide = widened(ledger, planning, of, (after_ms, until_ms))?;
    let around = (
        after_ms.saturating_sub(AROUND_MS),
        until_ms.saturating_add(AROUND_MS),
    );
    let said = doses.due_between(of.medicine.id, around.0, around.1)?;
    let said: BTreeMap<OccurrenceKey, &Dose> =
        said.iter().map(|dose| (dose.occurrence, dose)).collect();
    let for_doses = of
        .schedules
        .iter()
        .filter(|one| one.purpose == SchedulePurpose::Dose);
    let told = for_doses.flat_map(|one| wide.planner.told(one.id, after_ms, until_ms, now));
    let mut views: Vec<DoseView> = told
        .map(|told| {
            let entry = wide.planner.ledger().get(told.key);
            let dose = said.get(&told.key).copied();
            DoseView::planned(&wide, of, told).said(entry, dose)
        })
        .filter(is_told)
        .collect();
    views.sort_by_key(|view| (view.due_ms, view.occurrence));
    Ok(views)
}

/// What was cancelled is no dose; what was taken as needed is one while something is said about it.
fn is_told(view: &DoseView) -> bool {
    view.state != OccurrenceState::Cancelled && (!view.is_as_needed || view.at_ms.is_some())
}

/// The planner over as much of the ledger as a period of a medicine needs.
fn widened(
    ledger: &LedgerReader<'_>,
    planning: &Planning,
    of: Of<'_>,
    (after_ms, until_ms): (i64, i64),
) -> Result<Planning> {
    let civil = |at_ms: i64| {
        let at = chrono::DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
        at.naive_utc()
    };
    let (after, until) = (
        civil(after_ms.saturating_sub(AROUND_MS)),
        civil(until_ms.saturating_add(AROUND_MS)),
    );
    let known = planning.planner.ledger().entries();
    let mut entries: BTreeMap<_, _> = known.map(|(key, entry)| (key, entry.clone())).collect();
    for schedule in of
        .schedules
        .iter()
        .filter_map(|one| planning.planner.schedule(one.id))
    {
        for revision in schedule.revisions() {
            entries.append(&mut ledger.of(schedule.id(), revision.number, after, until)?);
            if let Rule::After {
                schedule: other,
                wait,
            } = &revision.rule
            {
                let since_ms = after_ms.saturating_sub(wait.ms()).saturating_sub(AROUND_MS);
                entries.append(&mut ledger.taken_since(*other, since_ms)?);
            }
        }
    }
    Ok(planning.over(entries))
}

/// The person's day of now.
pub(crate) fn day_of_now(now: Now, day_start: DayStart) -> NaiveDate {
    let here = Moment {
        at_ms: now.at_ms,
        zone: now.here,
    };
    here.day(day_start)
}

/// When a day of the person begins here, in milliseconds since 1970 UTC; a day that no calendar has begins never.
pub(crate) fn day_begins(day: Option<NaiveDate>, now: Now, day_start: DayStart) -> i64 {
    let wall = day.and_then(|day| day.and_hms_opt(day_start.hour().into(), 0, 0));
    wall.map_or(i64::MAX, |wall| resolve(wall, now.here).timestamp_millis())
}

/// Whether something that was left out has a reason; what was taken has none.
pub(crate) fn may_have_reason(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Taken => false,
        Outcome::Skipped | Outcome::Missed => true,
    }
}
