//! Doses by the person's days, as the diary card, patterns and the outlook read them.

use crate::dose_view::{day_begins, doses_between, DoseView, Of};
use crate::planning::Planning;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{DayStart, DiaryDose, DoseDay, Moment, Now, OccurrenceState};
use mainstay_store::Store;
use std::collections::BTreeMap;

/// What is known of the doses of a day. The later of two counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    /// What became of each.
    All,
    /// Not what became of each: nobody was asked, or it is open.
    NotAll,
    /// That one was missed.
    Missed,
}

/// The doses of the days from `from` to `to`, both included. A dose belongs to the day on which it was due, and one as
/// needed, or ahead of its time, to that on which it was taken, by the zone of now.
pub(crate) fn doses_of_days(
    store: &Store,
    planning: &Planning,
    (from, to): (NaiveDate, NaiveDate),
    now: Now,
    day_start: DayStart,
) -> Result<Vec<DiaryDose>> {
    let before = |day| day_begins(day, now, day_start).saturating_sub(1);
    let period = (before(Some(from)), before(to.succ_opt()));
    let mut doses = Vec::new();
    for medicine in &store.medicines().list()? {
        let schedules = store.medicines().schedules_of(medicine.id)?;
        let of = Of {
            medicine,
            schedules: &schedules,
        };
        let read = (&store.ledger(), &store.doses());
        let views = doses_between(read, planning, of, period, now)?.into_iter();
        doses.extend(views.map(|view| DiaryDose {
            day_on: day_of(at_of(&view, now), now, day_start),
            state: view.state,
            is_as_needed: view.is_as_needed,
        }));
    }
    Ok(doses)
}

/// The days from `from` on with doses of which it is known what became of them. What is taken as needed cannot be missed,
/// and what was left out on purpose was not missed.
pub(crate) fn dose_days(
    store: &Store,
    planning: &Planning,
    days: (NaiveDate, NaiveDate),
    now: Now,
    day_start: DayStart,
) -> Result<Vec<DoseDay>> {
    let doses = doses_of_days(store, planning, days, now, day_start)?;
    let mut days: BTreeMap<NaiveDate, Known> = BTreeMap::new();
    for dose in doses.iter().filter(|dose| !dose.is_as_needed) {
        let day = days.entry(dose.day_on).or_insert(Known::All);
        *day = known(dose.state).max(*day);
    }
    let known = days
        .into_iter()
        .filter(|(_, known)| *known != Known::NotAll);
    let days = known.map(|(day_on, known)| DoseDay {
        day_on,
        missed: known == Known::Missed,
    });
    Ok(days.collect())
}

/// When a dose counts, in milliseconds since 1970 UTC: no answer stands on a day that lies ahead.
fn at_of(view: &DoseView, now: Now) -> i64 {
    let said = view.at_ms.filter(|_| view.due_ms > now.at_ms);
    said.unwrap_or(view.due_ms)
}

fn day_of(at_ms: i64, now: Now, day_start: DayStart) -> NaiveDate {
    let zone = now.here;
    Moment { at_ms, zone }.day(day_start)
}

const fn known(state: OccurrenceState) -> Known {
    match state {
        OccurrenceState::Missed => Known::Missed,
        OccurrenceState::Taken | OccurrenceState::Late | OccurrenceState::Skipped => Known::All,
        OccurrenceState::Planned
        | OccurrenceState::Raised
        | OccurrenceState::Unrecorded
        | OccurrenceState::Cancelled => Known::NotAll,
    }
}
