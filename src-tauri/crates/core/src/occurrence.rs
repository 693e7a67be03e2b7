//! What is due in a period, and how it stands.

use crate::error::InField;
use crate::planning::Planning;
use crate::reminder::occurrence;
#[cfg(doc)]
use crate::Error;
use crate::{settings, App, OccurrenceView, Result};
use chrono::NaiveDate;
use mainstay_domain::{resolve, DayStart, Error as DomainError, Now, ScheduleId};

/// The longest period, in days.
const MOST_DAYS: i64 = 400;

/// How far around a period entries are read: two zones differ by at most 26 hours.
const AROUND_MS: i64 = 2 * 24 * 60 * 60_000;

/// A period, in the person's own days.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OccurrenceListRequest {
    /// The first day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from_on: NaiveDate,
    /// The last; at most 400 days with both.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub until_on: NaiveDate,
    /// Of one schedule; `null` for all.
    pub schedule: Option<ScheduleId>,
}

impl App {
    /// The occurrences of a period and how they stand, by their times. For whoever looks at some days of everything that
    /// rings, as tests do: no screen asks for it. Of an old period it may lack what follows another medicine by days and was
    /// never asked about; the history of a medicine (`dose_list`) has it, and answering it finds it.
    ///
    /// # Errors
    /// A refusal of `untilOn` for a period of none or of more than 400 days; [`Error::Locked`].
    pub fn occurrence_list(&self, request: OccurrenceListRequest) -> Result<Vec<OccurrenceView>> {
        let days = (request.until_on - request.from_on).num_days();
        if !(0..MOST_DAYS).contains(&days) {
            Err(DomainError::DateOutOfRange).in_field("untilOn")?;
        }
        self.with_planner(|open, planning, now| {
            let day_start = settings::read(&open.store)?.day_start_hour;
            let period = period_of(request, day_start, now)?;
            let (after_ms, until_ms) = period;
            let around = (
                after_ms.saturating_sub(AROUND_MS),
                until_ms.saturating_add(AROUND_MS),
            );
            // As much more of the ledger as the period needs, beside the planner and not in it.
            let mut entries = open.store.ledger().between(around.0, around.1)?;
            let known = planning.planner.ledger().entries();
            entries.extend(known.map(|(key, entry)| (key, entry.clone())));
            let ids = planning.owners.keys().copied();
            let ids: Vec<ScheduleId> = ids
                .filter(|id| request.schedule.is_none_or(|only| only == *id))
                .collect();
            let wide = planning.over(entries);
            told(&wide, &ids, period, now)
        })
    }
}

fn told(
    planning: &Planning,
    ids: &[ScheduleId],
    (after_ms, until_ms): (i64, i64),
    now: Now,
) -> Result<Vec<OccurrenceView>> {
    let told = ids
        .iter()
        .flat_map(|id| planning.planner.told(*id, after_ms, until_ms, now));
    let views = told.map(|one| occurrence(planning, one.key, Some((one.due_ms, one.state))));
    let mut views = views.collect::<Result<Vec<_>>>()?;
    views.sort_by_key(|view| (view.due_ms, view.occurrence));
    Ok(views)
}

/// Behind which instant and up to which one.
fn period_of(request: OccurrenceListRequest, day_start: DayStart, now: Now) -> Result<(i64, i64)> {
    let begin = |day: NaiveDate| {
        let wall = day.and_hms_opt(day_start.hour().into(), 0, 0)?;
        Some(resolve(wall, now.here).timestamp_millis() - 1)
    };
    let end = request.until_on.succ_opt().and_then(begin);
    let period = begin(request.from_on).zip(end);
    period
        .ok_or(DomainError::DateOutOfRange)
        .in_field("untilOn")
}
