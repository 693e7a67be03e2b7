//! Whether a medicine is overdue, and since when. A fact about dates; what to do about it the clinic knows.

use crate::dose_view::{day_of_now, doses_between, doses_said_behind, Of};
use crate::planning::Planning;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{
    not_taken_since, DayStart, DoseKnown, InjectionStage, MedicineClass, MedicineSchedule, Moment,
    Now, Rule, SchedulePurpose,
};
use mainstay_store::{DoseReader, LedgerReader};

const DAY_MS: i64 = 24 * 60 * 60_000;
/// Most medicines are taken each day: the first look goes back so many days,
const FIRST_DAYS: i64 = 8;
/// and this one where the last doses were not taken, or there were none.
const MOST_DAYS: i64 = 92;

/// That the last doses of a medicine were not taken, or that an injection is behind its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DoseOverdue {
    /// The day on which the first of them was due, of at most 92 days; of an injection its latest day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub since_on: NaiveDate,
    /// How many days ago that was; 0 is today, and an injection's was yesterday at the latest.
    pub days: u32,
    /// Whether it is an injection that is behind its window.
    pub is_injection: bool,
    /// Whether what the body was used to may be lost: the card of lost tolerance belongs to it.
    pub loses_tolerance: bool,
}

/// Whether a medicine that is taken is overdue. Missed and left out count alike: what was not taken was not taken. One of
/// which nobody was asked is not known, and what is open has time.
pub(crate) fn overdue(
    read: (&LedgerReader<'_>, &DoseReader<'_>),
    planning: &Planning,
    of: Of<'_>,
    now: Now,
    day_start: DayStart,
) -> Result<Option<DoseOverdue>> {
    if !of.medicine.is_taken() {
        return Ok(None);
    }
    let today = day_of_now(now, day_start);
    let behind = behind_window(planning, of.schedules, today);
    let since = match behind {
        Some(_) => behind,
        None => not_taken(read, planning, of, now, day_start)?,
    };
    let loses = of
        .medicine
        .class
        .is_some_and(MedicineClass::loses_tolerance);
    Ok(since.map(|since_on| DoseOverdue {
        since_on,
        days: u32::try_from((today - since_on).num_days()).unwrap_or(0),
        is_injection: behind.is_some(),
        loses_tolerance: loses,
    }))
}

/// The latest day of an injection that is behind its window. A first one is not overdue because its day has passed: it may have
/// been given before it was typed in.
fn behind_window(
    planning: &Planning,
    schedules: &[MedicineSchedule],
    today: NaiveDate,
) -> Option<NaiveDate> {
    let in_use = schedules
        .iter()
        .filter(|one| one.is_listed && one.purpose == SchedulePurpose::Dose);
    let behind = in_use.filter_map(|one| {
        let due = planning.planner.injection(one.id)?;
        let rule = &planning.planner.schedule(one.id)?.current()?.rule;
        let is_first =
            matches!(rule, Rule::LongActing { first_on, .. } if *first_on == due.target_on);
        let is_behind = !is_first && due.stage(today) == InjectionStage::Overdue;
        is_behind.then_some(due.latest_on)
    });
    behind.min()
}

fn not_taken(
    read: (&LedgerReader<'_>, &DoseReader<'_>),
    planning: &Planning,
    of: Of<'_>,
    now: Now,
    day_start: DayStart,
) -> Result<Option<NaiveDate>> {
    let since = |days: i64| {
        let period = (now.at_ms.saturating_sub(days * DAY_MS), now.at_ms);
        let mut doses = doses_between(read, planning, of, period, now)?;
        // Taken is taken, ahead of its time or of a clock that was put back.
        doses.extend(doses_said_behind(
            read,
            planning,
            of,
            (now.at_ms, now.at_ms),
        )?);
        let planned = doses.iter().filter(|dose| !dose.is_as_needed);
        let known: Vec<DoseKnown> = planned.map(|dose| dose.known(now.at_ms)).collect();
        Ok::<_, crate::Error>((not_taken_since(&known), known.is_empty()))
    };
    let (since_ms, is_rare) = since(FIRST_DAYS)?;
    let since_ms = match since_ms {
        None if !is_rare => None,
        _ => since(MOST_DAYS)?.0,
    };
    let zone = now.here;
    Ok(since_ms.map(|at_ms| Moment { at_ms, zone }.day(day_start)))
}
