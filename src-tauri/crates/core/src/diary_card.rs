//! The diary card: a week of the log on one page.

use crate::day_text::picked;
use crate::dose_days::doses_of_days;
use crate::dose_view::day_of_now;
use crate::error::InField;
use crate::{settings, App, Result};
use chrono::NaiveDate;
use mainstay_domain::{diary_card, DiaryCard, DiaryDose, DiaryLog, Week};
use mainstay_store::Store;

/// Which week.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DiaryCardGetRequest {
    /// Any day of it; `null` is today.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub day_on: Option<NaiveDate>,
    /// The weekday on which weeks start where the person lives, 1 (Monday) to 7 (Sunday).
    pub week_starts_on: u8,
}

impl App {
    /// The card of a week.
    ///
    /// # Errors
    /// A refusal of `dayOn` or `weekStartsOn`; [`Error::Locked`](crate::Error::Locked).
    pub fn diary_card_get(&self, request: DiaryCardGetRequest) -> Result<DiaryCard> {
        self.with_planner(|open, planning, now| {
            let day_start = settings::read(&open.store)?.day_start_hour;
            let today = day_of_now(now, day_start);
            let day = picked(request.day_on.unwrap_or(today), today, "dayOn")?;
            let week = Week::of(day, request.week_starts_on).in_field("weekStartsOn")?;
            let days = (week.first_on(), week.last_on());
            let doses = doses_of_days(&open.store, planning, days, now, day_start)?;
            card(&open.store, week, today, &doses)
        })
    }
}

fn card(store: &Store, week: Week, today: NaiveDate, doses: &[DiaryDose]) -> Result<DiaryCard> {
    let (from, to) = (week.first_on(), week.last_on());
    let log = DiaryLog {
        check_ins: &store.check_ins().between(from, to)?,
        cravings: &store.cravings().between(from, to)?,
        lapses: &store.lapses().between(from, to)?,
        uses: &store.use_entries().between(from, to)?,
        journal_entries: &store.journal_entries().between(from, to)?,
        attendances: &store.attendances().between(from, to)?,
        doses,
        notes: &store.diary_notes().between(from, to)?,
        triggers: &store.triggers().list()?,
    };
    let journey = store.journey();
    let entries_on = journey.first_entry_day()?.zip(journey.last_entry_day()?);
    Ok(diary_card(week, today, entries_on, &log))
}
