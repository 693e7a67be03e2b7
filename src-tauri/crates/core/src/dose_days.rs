//! Doses by the person's days, as the timeline, charts, the diary card, patterns and the outlook read them.

use crate::day_text::picked;
use crate::dose_view::{day_begins, day_of_now, doses_between, DoseView, Of};
use crate::planning::Planning;
use crate::{settings, App, Result};
use chrono::NaiveDate;
use mainstay_domain::{DayStart, DiaryDose, DoseDay, Moment, Now, OccurrenceState};
use mainstay_store::Store;
use std::collections::{BTreeMap, BTreeSet};

/// How far ahead of its time something may be answered: an injection that was given early. In milliseconds.
const AHEAD_MS: i64 = 62 * 24 * 60 * 60_000;

/// The doses of which day.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DoseDayListRequest {
    /// The local day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day_on: NaiveDate,
}

impl App {
    /// The doses of a day whose time has come or that were answered, of every medicine, in the order of their times.
    ///
    /// # Errors
    /// A refusal of `dayOn`; [`Error::Locked`](crate::Error::Locked).
    pub fn dose_day_list(&self, request: DoseDayListRequest) -> Result<Vec<DoseView>> {
        self.with_planner(|open, planning, now| {
            let day_start = settings::read(&open.store)?.day_start_hour;
            let day = picked(request.day_on, day_of_now(now, day_start), "dayOn")?;
            let views = views_of_days(&open.store, planning, (day, day), now, day_start)?;
            let views = views.into_iter().map(|(_, view)| view);
            let mut told: Vec<_> = views
                .filter(|view| view.state != OccurrenceState::Planned || view.due_ms <= now.at_ms)
                .collect();
            // Stable: within one time they stay in the order of the medicines.
            told.sort_by_key(|view| view.due_ms);
            Ok(told)
        })
    }
}

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
    let views = views_of_days(store, planning, (from, to), now, day_start)?;
    let doses = views.into_iter().map(|(day_on, view)| DiaryDose {
        day_on,
        state: view.state,
        is_as_needed: view.is_as_needed,
    });
    Ok(doses.collect())
}

/// The newest days before `before`, at most `most`, on which something was said about a dose.
pub(crate) fn said_days(
    store: &Store,
    (before, most): (NaiveDate, usize),
    now: Now,
    day_start: DayStart,
) -> Result<BTreeSet<NaiveDate>> {
    let doses = store.doses();
    let until_ms = day_begins(Some(before), now, day_start).saturating_sub(1);
    let mut days = BTreeSet::new();
    for medicine in store.medicines().list()? {
        let ahead = doses.said_ahead(medicine.id, now.at_ms)?.into_iter();
        let ahead = ahead.map(|at_ms| day_of(at_ms, now, day_start));
        let mut own: BTreeSet<NaiveDate> = ahead.filter(|day| *day < before).collect();
        doses.said_until(medicine.id, until_ms.min(now.at_ms), |due_ms| {
            own.insert(day_of(due_ms, now, day_start));
            own.len() <= most
        })?;
        days.append(&mut own);
    }
    while days.len() > most {
        days.pop_first();
    }
    Ok(days)
}

fn views_of_days(
    store: &Store,
    planning: &Planning,
    (from, to): (NaiveDate, NaiveDate),
    now: Now,
    day_start: DayStart,
) -> Result<Vec<(NaiveDate, DoseView)>> {
    let before = |day| day_begins(day, now, day_start).saturating_sub(1);
    let until_ms = before(to.succ_opt());
    // What was answered ahead of its time stands on the day of the answer.
    let is_near = until_ms >= now.at_ms.saturating_sub(AHEAD_MS);
    let ahead_ms = if is_near {
        now.at_ms.saturating_add(AHEAD_MS)
    } else {
        until_ms
    };
    let period = (before(Some(from)), until_ms.max(ahead_ms));
    let mut found = Vec::new();
    for medicine in &store.medicines().list()? {
        let schedules = store.medicines().schedules_of(medicine.id)?;
        let of = Of {
            medicine,
            schedules: &schedules,
        };
        let read = (&store.ledger(), &store.doses());
        let views = doses_between(read, planning, of, period, now)?.into_iter();
        found.extend(views.map(|view| (day_of(at_of(&view, now), now, day_start), view)));
    }
    found.retain(|(day_on, _)| (from..=to).contains(day_on));
    Ok(found)
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
