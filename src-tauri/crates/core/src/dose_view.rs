//! A dose as screens see it: what the ledger knows of an occurrence, and what was said beside it.

use crate::planning::Planning;
use crate::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime};
use mainstay_domain::{
    resolve, Amount, ClinicVisits, DayStart, Dose, DoseId, DoseKnown, Entry, Ledger, Medicine,
    MedicineForm, MedicineId, MedicineSchedule, Moment, Name, Note, Now, OccurrenceKey,
    OccurrenceState, Outcome, Planner, Revision, Rule, Schedule, ScheduleId, SchedulePurpose,
    SkipReason, Told,
};
use mainstay_store::{DoseReader, Error as StoreError, LedgerReader};
use std::collections::BTreeMap;

/// How far around a period entries are read: two zones differ by at most 26 hours.
const AROUND_MS: i64 = 2 * 24 * 60 * 60_000;

type Entries = BTreeMap<OccurrenceKey, Entry>;

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
    /// Whether it is of visits to a clinic, which may give doses to take home.
    pub is_visit: bool,
    /// Whether it is to be asked how many went home: it is a visit, and none of the doses at home.
    pub asks_take_home: bool,
    /// When the clinic closes behind it, in milliseconds since 1970 UTC; `null` for what is not to be fetched there.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub closes_ms: Option<i64>,
    /// Whether doses may have gone home with it: a visit before it gave some, or the clinic has no hours the day after. One
    /// that was answered on a notification could not say how many.
    pub may_give_home: bool,
    /// The sites of its medicine to choose from; may be empty.
    pub sites: Vec<Name>,
    /// The one of them that comes next; `null` where none are kept.
    pub next_site: Option<Name>,
    /// Whether it waits for an answer and can be put off: it would ring again.
    pub may_put_off: bool,
}

/// A medicine and all that it says about its schedules.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Of<'a> {
    pub medicine: &'a Medicine,
    pub schedules: &'a [MedicineSchedule],
}

impl DoseView {
    /// As far as adherence is concerned. What was said of a time that lies ahead of a clock that was put back happened, and
    /// counts as now, as in the ledger.
    pub(crate) fn known(&self, now_ms: i64) -> DoseKnown {
        let is_taken = matches!(self.state, OccurrenceState::Taken | OccurrenceState::Late);
        let happened_ms = self.at_ms.filter(|at| *at > now_ms).map(|_| now_ms);
        DoseKnown {
            due_ms: happened_ms.map_or(self.due_ms, |at| self.due_ms.min(at)),
            state: self.state,
            taken_ms: happened_ms.or(self.at_ms).filter(|_| is_taken),
        }
    }

    /// One of which nothing was said; `next_site` comes with [`next_at`](Self::next_at).
    pub(crate) fn planned(planner: &Planner, of: Of<'_>, told: Told) -> Self {
        let entry = planner.ledger().get(told.key);
        let schedule = of.schedules.iter().find(|one| one.id == told.key.schedule);
        let revision = revision_of(planner, told.key);
        let rule = revision.map(|revision| &revision.rule);
        let medicine = of.medicine;
        let put_off = entry.filter(|entry| entry.answered().is_none());
        let (amount, units) = amount_of(planner, schedule, told.key);
        let closes_ms = rule.and_then(|rule| closes_ms(planner.ledger(), rule, told.key));
        Self {
            occurrence: told.key,
            id: None,
            medicine_id: medicine.id,
            name: medicine.listed_name().clone(),
            strength: medicine.strength.clone(),
            form: medicine.form,
            amount,
            units,
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
            asks_take_home: closes_ms.is_some(),
            closes_ms,
            may_give_home: may_give_home(planner.ledger(), rule, told.key),
            sites: medicine.sites.clone(),
            next_site: None,
            may_put_off: told.state == OccurrenceState::Raised && goes_on(planner, told.key),
        }
    }

    /// The same with the site that comes next, which [`next_site`] tells.
    pub(crate) fn next_at(self, next_site: Option<&Name>) -> Self {
        Self {
            next_site: next_site.cloned(),
            ..self
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

/// What a dose takes by the revision that names it: how much in words, and how much of the supply.
pub(crate) fn amount_of(
    planner: &Planner,
    schedule: Option<&MedicineSchedule>,
    key: OccurrenceKey,
) -> (Name, Option<Amount>) {
    let newest = planner.schedule(key.schedule);
    let newest = newest.and_then(|of| of.revisions().last());
    let revision = revision_of(planner, key);
    let said = schedule.zip(revision).map(|(schedule, revision)| {
        let is_newest = newest.is_some_and(|newest| newest.number == revision.number);
        let phase = revision.rule.phase_of(key.civil);
        schedule.of_revision(revision.number, is_newest, phase)
    });
    said.unwrap_or_default()
}

fn closes_ms(ledger: &Ledger, rule: &Rule, key: OccurrenceKey) -> Option<i64> {
    let Rule::Clinic(clinic) = rule else {
        return None;
    };
    let closes_ms = clinic.closes_ms(key.civil)?;
    (!is_at_home(ledger, clinic, key)).then_some(closes_ms)
}

/// Whether a dose is for a day for which a clinic handed out doses: it may be due at the hour of a visit. They count from
/// the day on which somebody was there, as in the planner.
fn is_at_home(ledger: &Ledger, clinic: &ClinicVisits, key: OccurrenceKey) -> bool {
    let day = key.civil.date();
    let visit = |(_, entry): (OccurrenceKey, &Entry)| {
        let answer = entry.answered()?;
        let (at_ms, given) = (entry.taken_from_ms()?, answer.take_home?);
        let zone = clinic.zone().tz(answer.at.zone);
        Some((Moment { at_ms, zone }.local().date(), given))
    };
    let before = ledger.of(key.schedule).filter_map(visit);
    let last = before.filter(|(on, _)| *on < day).max();
    last.is_some_and(|(on, given)| (day - on).num_days() <= i64::from(given))
}

/// As far as the planner needs to know: a month.
fn may_give_home(ledger: &Ledger, rule: Option<&Rule>, key: OccurrenceKey) -> bool {
    let Some(Rule::Clinic(clinic)) = rule else {
        return false;
    };
    let given = |entry: &Entry| entry.answered().and_then(|answer| answer.take_home);
    let mut before = ledger
        .of(key.schedule)
        .filter(|(other, _)| other.civil < key.civil);
    clinic.leaves_a_gap(key.civil.date(), 0)
        || before.any(|(_, entry)| given(entry).is_some_and(|doses| doses > 0))
}

/// Whether its schedule has a rule that holds: nothing of one that was ended rings again.
fn goes_on(planner: &Planner, key: OccurrenceKey) -> bool {
    let schedule = planner.schedule(key.schedule);
    schedule.is_some_and(|schedule| schedule.current().is_some())
}

pub(crate) fn revision_of(planner: &Planner, key: OccurrenceKey) -> Option<&Revision> {
    planner.schedule(key.schedule)?.revision(key.revision)
}

/// One dose as it stands now. The planner has its entry.
pub(crate) fn dose_view(
    doses: &DoseReader<'_>,
    planner: &Planner,
    of: Of<'_>,
    key: OccurrenceKey,
    now_ms: i64,
) -> Result<DoseView> {
    let entry = planner.ledger().get(key);
    let entry = entry.ok_or(Error::Store(StoreError::NotFound))?;
    let told = Told {
        key,
        due_ms: entry.due.at_ms,
        state: entry.state(),
    };
    let said = doses.of(key)?;
    let view = DoseView::planned(planner, of, told).said(Some(entry), said.as_ref());
    Ok(view.next_at(next_site(doses, of.medicine, now_ms)?.as_ref()))
}

/// The site that comes next of a medicine, as it was last noted; `None` where none are kept.
pub(crate) fn next_site(
    doses: &DoseReader<'_>,
    medicine: &Medicine,
    now_ms: i64,
) -> Result<Option<Name>> {
    if medicine.sites.is_empty() {
        return Ok(None);
    }
    let last = doses.last_site(medicine.id, now_ms)?;
    Ok(medicine.next_site(last.as_ref()).cloned())
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
    let told = for_doses.flat_map(|one| wide.told(one.id, after_ms, until_ms, now));
    let next = next_site(doses, of.medicine, now.at_ms)?;
    let mut views: Vec<DoseView> = told
        .map(|told| {
            let entry = wide.ledger().get(told.key);
            let dose = said.get(&told.key).copied();
            let view = DoseView::planned(&wide, of, told).said(entry, dose);
            view.next_at(next.as_ref())
        })
        .filter(is_told)
        .collect();
    views.sort_by_key(|view| (view.due_ms, view.occurrence));
    Ok(views)
}

/// The doses of a medicine that are due behind an instant and of which something was said, in the order of their times,
/// however far ahead: an injection that was given early, or what was taken before the clock was put back.
pub(crate) fn doses_said_behind(
    (ledger, doses): (&LedgerReader<'_>, &DoseReader<'_>),
    planning: &Planning,
    of: Of<'_>,
    (after_ms, now_ms): (i64, i64),
) -> Result<Vec<DoseView>> {
    let said = doses.due_between(of.medicine.id, after_ms, i64::MAX)?;
    let next = next_site(doses, of.medicine, now_ms)?;
    let view = |dose: &Dose| {
        let told = Told {
            key: dose.occurrence,
            due_ms: dose.due_ms,
            state: dose.state(),
        };
        let entry = ledger.entry(dose.occurrence)?;
        let planned = DoseView::planned(&planning.planner, of, told);
        let said = planned.said(entry.as_ref(), Some(dose));
        Ok(said.next_at(next.as_ref()))
    };
    said.iter().map(view).collect()
}

/// What was cancelled is no dose; what was taken as needed is one while something is said about it.
fn is_told(view: &DoseView) -> bool {
    view.state != OccurrenceState::Cancelled && (!view.is_as_needed || view.at_ms.is_some())
}

/// A planner of one medicine's schedules over as much of the ledger as a period of it needs, to ask and not to keep.
fn widened(
    ledger: &LedgerReader<'_>,
    planning: &Planning,
    of: Of<'_>,
    period: (i64, i64),
) -> Result<Planner> {
    let all = of.schedules.iter();
    let all = all.filter_map(|one| planning.planner.schedule(one.id));
    let schedules: Vec<Schedule> = all.cloned().collect();
    let mut entries = Entries::new();
    for schedule in &schedules {
        let known = planning.planner.ledger().of(schedule.id());
        entries.extend(known.map(|(key, entry)| (key, entry.clone())));
        for revision in schedule.revisions() {
            entries.append(&mut entries_of(ledger, schedule.id(), revision, period)?);
        }
    }
    Ok(Planner::new(schedules, Ledger::new(entries)))
}

/// The entries that a revision needs for a period.
fn entries_of(
    ledger: &LedgerReader<'_>,
    id: ScheduleId,
    revision: &Revision,
    (after_ms, until_ms): (i64, i64),
) -> Result<Entries> {
    let (after_ms, until_ms) = (
        after_ms.saturating_sub(AROUND_MS),
        until_ms.saturating_add(AROUND_MS),
    );
    let Rule::After { schedule, wait } = &revision.rule else {
        let named = [after_ms, until_ms].map(civil_utc);
        return Ok(ledger.of(id, revision.number, named[0], named[1])?);
    };
    // It has the name of what it follows, which may have been due long before it.
    let [since_ms, before_ms] = [after_ms, until_ms].map(|at| at.saturating_sub(wait.ms()));
    let mut entries = ledger.taken_between(*schedule, since_ms, before_ms)?;
    let names = || entries.keys().map(|key| key.civil);
    let named = names().min().zip(names().max());
    if let Some((first, last)) = named {
        let first = first - chrono::Duration::milliseconds(1);
        entries.append(&mut ledger.of(id, revision.number, first, last)?);
    }
    entries.append(&mut ledger.of_between(id, after_ms, until_ms)?);
    Ok(entries)
}

fn civil_utc(at_ms: i64) -> NaiveDateTime {
    let at = chrono::DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    at.naive_utc()
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
