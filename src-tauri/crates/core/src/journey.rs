//! The log, read back.

use crate::{App, Result};
use chrono::{Datelike, NaiveDate};
use mainstay_domain::{JourneyEntry, JourneyMonth, JourneyPage, JourneyYear, Month, EARLIEST_YEAR};
use mainstay_store::Store;

/// The most days of one page.
const MAX_DAYS: u32 = 31;

/// Which part of the log.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JourneyListRequest {
    /// Days before this one; `null` begins with the newest.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub before: Option<NaiveDate>,
    /// How many days on which something was logged, 1 to 31; more count as 31.
    pub days: u32,
}

/// Which month.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JourneyMonthRequest {
    /// `YYYY-MM`; `null` is this month.
    pub month: Option<String>,
}

/// Which year.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JourneyYearRequest {
    /// 1900 to 9998; `null` is this year.
    pub year: Option<i32>,
}

impl App {
    /// A page of the log by day, newest first.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn journey_list(&self, request: JourneyListRequest) -> Result<JourneyPage> {
        let before = request.before.unwrap_or(LAST_DAY);
        let limit = request.days.clamp(1, MAX_DAYS);
        self.with_open(|open| page(&open.store, before, limit))
    }

    /// A month at a glance.
    ///
    /// # Errors
    /// A refusal of `month`; [`Error::Locked`](crate::Error::Locked).
    pub fn journey_month(&self, request: JourneyMonthRequest) -> Result<JourneyMonth> {
        use crate::error::InField;
        let month = request
            .month
            .as_deref()
            .map(Month::parse)
            .transpose()
            .in_field("month")?;
        self.with_open(|open| {
            let today = self.today(&open.store)?;
            let month = month.unwrap_or_else(|| Month::of(today));
            let first = open
                .store
                .journey()
                .first_day()?
                .map_or(today, |day| day.min(today));
            Ok(JourneyMonth {
                month: month.to_string(),
                days: open.store.journey().month(month)?,
                first_month: Month::of(first).to_string(),
            })
        })
    }
}

impl App {
    /// A year at a glance.
    ///
    /// # Errors
    /// A refusal of `year`; [`Error::Locked`](crate::Error::Locked).
    pub fn journey_year(&self, request: JourneyYearRequest) -> Result<JourneyYear> {
        use crate::error::InField;
        self.with_open(|open| {
            let today = self.today(&open.store)?;
            let year = request.year.unwrap_or_else(|| today.year());
            if !(EARLIEST_YEAR..9999).contains(&year) {
                return Err(mainstay_domain::Error::DateOutOfRange).in_field("year");
            }
            let first_of = |year| NaiveDate::from_ymd_opt(year, 1, 1);
            let (Some(from), Some(until)) = (first_of(year), first_of(year + 1)) else {
                return Err(mainstay_domain::Error::DateOutOfRange).in_field("year");
            };
            let first = open.store.journey().first_day()?;
            Ok(JourneyYear {
                year,
                days: open.store.journey().days(from, until)?,
                this_year: today.year(),
                first_year: first.map_or(today.year(), |day| day.year().min(today.year())),
            })
        })
    }
}

/// Text order is day order up to the year 9999.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

fn page(store: &Store, before: NaiveDate, limit: u32) -> Result<JourneyPage> {
    // One more than asked tells whether there are older ones.
    let mut days = store.journey().days_before(before, limit + 1)?;
    let more = days.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    if more {
        days.pop();
    }
    let (Some(newest), Some(oldest)) = (days.first().copied(), days.last().copied()) else {
        return Ok(JourneyPage::new(Vec::new(), None));
    };
    let mut entries: Vec<JourneyEntry> = Vec::new();
    entries.extend(
        store
            .check_ins()
            .between(oldest, newest)?
            .into_iter()
            .map(JourneyEntry::CheckIn),
    );
    entries.extend(
        store
            .cravings()
            .between(oldest, newest)?
            .into_iter()
            .map(JourneyEntry::Craving),
    );
    entries.extend(
        store
            .lapses()
            .between(oldest, newest)?
            .into_iter()
            .map(JourneyEntry::Lapse),
    );
    entries.extend(
        store
            .use_entries()
            .between(oldest, newest)?
            .into_iter()
            .map(JourneyEntry::UseEntry),
    );
    Ok(JourneyPage::new(entries, more.then_some(oldest)))
}
