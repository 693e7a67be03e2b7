//! The log without its words, as the rules of patterns, outlook and "what helps me" read it.

use crate::dose_days::dose_days;
use crate::planning::Planning;
use crate::Result;
use chrono::{Duration, NaiveDate};
use mainstay_domain::{
    CheckInRow, CravingRow, DayStart, DoseDay, LapseRow, LogRows, Now, WINDOW_DAYS,
};
use mainstay_store::Store;

/// The outlook checks itself over half a year, and each of those days has a window of its own behind it.
const CHECKED_DAYS: i64 = 190;

/// Rows of the log up to today.
#[derive(Debug)]
pub(crate) struct Rows {
    check_ins: Vec<CheckInRow>,
    cravings: Vec<CravingRow>,
    lapses: Vec<LapseRow>,
    doses: Vec<DoseDay>,
    other_days: Vec<NaiveDate>,
}

/// Where rows are read, and from when on they are looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Log<'a> {
    pub(crate) store: &'a Store,
    pub(crate) planning: &'a Planning,
    pub(crate) now: Now,
    pub(crate) day_start: DayStart,
    /// The person's day of now.
    pub(crate) today: NaiveDate,
}

impl Rows {
    /// Reads the rows that patterns look at.
    pub(crate) fn for_patterns(log: Log<'_>) -> Result<Self> {
        // A night belongs to the evening before it, so a day more than the window.
        Self::since(log, i64::from(WINDOW_DAYS) + 1)
    }

    /// Reads the rows that the outlook looks at.
    pub(crate) fn for_outlook(log: Log<'_>) -> Result<Self> {
        Self::since(log, i64::from(WINDOW_DAYS) + CHECKED_DAYS)
    }

    fn since(log: Log<'_>, days: i64) -> Result<Self> {
        let (store, today) = (log.store, log.today);
        let from = today - Duration::days(days);
        let uses = store.use_entries().between(from, today)?;
        let answered = store.doses().between(from, today)?;
        let uses = uses.iter().map(|entry| entry.when.day_on);
        let answered = answered.iter().map(|dose| dose.when.day_on);
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
            doses: dose_days(store, log.planning, (from, today), log.now, log.day_start)?,
            other_days: uses.chain(answered).collect(),
        })
    }

    pub(crate) fn rows(&self) -> LogRows<'_> {
        LogRows {
            check_ins: &self.check_ins,
            cravings: &self.cravings,
            lapses: &self.lapses,
            doses: &self.doses,
            other_days: &self.other_days,
        }
    }
}
