//! The log without its words, as the rules of patterns, outlook and "what helps me" read it.

use crate::Result;
use chrono::{Duration, NaiveDate};
use mainstay_domain::{CheckInRow, CravingRow, LapseRow, LogRows, WINDOW_DAYS};
use mainstay_store::Store;

/// The outlook checks itself over half a year, and each of those days has a window of its own behind it.
const CHECKED_DAYS: i64 = 190;

/// Rows of the log up to today.
#[derive(Debug)]
pub(crate) struct Rows {
    check_ins: Vec<CheckInRow>,
    cravings: Vec<CravingRow>,
    lapses: Vec<LapseRow>,
    other_days: Vec<NaiveDate>,
}

impl Rows {
    /// Reads the rows that patterns look at.
    pub(crate) fn for_patterns(store: &Store, today: NaiveDate) -> Result<Self> {
        // A night belongs to the evening before it, so a day more than the window.
        Self::since(
            store,
            today - Duration::days(i64::from(WINDOW_DAYS) + 1),
            today,
        )
    }

    /// Reads the rows that the outlook looks at.
    pub(crate) fn for_outlook(store: &Store, today: NaiveDate) -> Result<Self> {
        let days = i64::from(WINDOW_DAYS) + CHECKED_DAYS;
        Self::since(store, today - Duration::days(days), today)
    }

    fn since(store: &Store, from: NaiveDate, today: NaiveDate) -> Result<Self> {
        Ok(Self {
            check_ins: store
                .check_ins()
                .between(from, today)?
                .iter()
                .map(CheckInRow::from)
                .collect(),
            cravings: store
                .cravings()
                .between(from, today)?
                .iter()
                .map(CravingRow::from)
                .collect(),
            lapses: store
                .lapses()
                .between(from, today)?
                .iter()
                .map(LapseRow::from)
                .collect(),
            other_days: store
                .use_entries()
                .between(from, today)?
                .iter()
                .map(|entry| entry.when.day_on)
                .collect(),
        })
    }

    pub(crate) fn rows(&self) -> LogRows<'_> {
        LogRows {
            check_ins: &self.check_ins,
            cravings: &self.cravings,
            lapses: &self.lapses,
            // Medicines come with their reminders.
            doses: &[],
            other_days: &self.other_days,
        }
    }
}
