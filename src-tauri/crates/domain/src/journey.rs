//! The log as Journey shows it: by day, and as a month.

use crate::bindings::wire;
use crate::{CheckIn, Craving, Error, Lapse, Mood, Rating, Result, UseEntry, EARLIEST_YEAR};
use chrono::{Datelike, Months, NaiveDate};

/// One thing a person logged.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "type", content = "entry", rename_all = "snake_case")]
pub enum JourneyEntry {
    /// A check-in.
    CheckIn(CheckIn),
    /// A craving.
    Craving(Craving),
    /// A lapse.
    Lapse(Lapse),
    /// A use.
    UseEntry(UseEntry),
}

impl JourneyEntry {
    /// When it happened, in milliseconds since 1970 UTC.
    #[must_use]
    pub fn at_ms(&self) -> i64 {
        match self {
            Self::CheckIn(entry) => entry.when.at_ms,
            Self::Craving(entry) => entry.when.at_ms,
            Self::Lapse(entry) => entry.when.at_ms,
            Self::UseEntry(entry) => entry.when.at_ms,
        }
    }

    /// The local day it belongs to.
    #[must_use]
    pub fn day_on(&self) -> NaiveDate {
        match self {
            Self::CheckIn(entry) => entry.when.day_on,
            Self::Craving(entry) => entry.when.day_on,
            Self::Lapse(entry) => entry.when.day_on,
            Self::UseEntry(entry) => entry.when.day_on,
        }
    }
}

wire! {
    /// What was logged on one day, newest first.
    pub struct JourneyDay {
        /// The local day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
        /// What was logged.
        pub entries: Vec<JourneyEntry>,
    }
}

wire! {
    /// Some days of the log, newest first.
    pub struct JourneyPage {
        /// Days on which something was logged.
        pub days: Vec<JourneyDay>,
        /// Where the next page begins: days before this one. `None` when there are no older ones.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub older_before: Option<NaiveDate>,
    }
}

impl JourneyPage {
    /// Groups entries of any order into days, newest first.
    #[must_use]
    pub fn new(mut entries: Vec<JourneyEntry>, older_before: Option<NaiveDate>) -> Self {
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.day_on(), entry.at_ms())));
        let mut days: Vec<JourneyDay> = Vec::new();
        for entry in entries {
            match days.last_mut() {
                Some(day) if day.day_on == entry.day_on() => day.entries.push(entry),
                _ => days.push(JourneyDay {
                    day_on: entry.day_on(),
                    entries: vec![entry],
                }),
            }
        }
        Self { days, older_before }
    }
}

wire! {
    /// One day of a month.
    pub struct MonthDay {
        /// The local day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
        /// The mean mood of its check-ins, rounded; `None` when none said it.
        pub mood: Option<Mood>,
        /// How many check-ins.
        pub check_ins: u32,
        /// How many cravings.
        pub cravings: u32,
        /// The strongest of them.
        pub strongest_craving: Option<Rating>,
        /// Whether there was a lapse.
        pub lapse: bool,
    }
}

impl MonthDay {
    /// A day on which nothing was logged.
    #[must_use]
    pub const fn empty(day_on: NaiveDate) -> Self {
        Self {
            day_on,
            mood: None,
            check_ins: 0,
            cravings: 0,
            strongest_craving: None,
            lapse: false,
        }
    }
}

wire! {
    /// A month of the log.
    pub struct JourneyMonth {
        /// The month, `YYYY-MM`.
        pub month: String,
        /// Each of its days, in order.
        pub days: Vec<MonthDay>,
        /// The earliest month that has anything to show.
        pub first_month: String,
    }
}

wire! {
    /// A year of the log.
    pub struct JourneyYear {
        /// The year.
        pub year: i32,
        /// Each of its days, in order.
        pub days: Vec<MonthDay>,
        /// The earliest year that has anything to show.
        pub first_year: i32,
        /// The year it is.
        pub this_year: i32,
    }
}

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Reads `YYYY-MM`.
    ///
    /// # Errors
    /// [`Error::Invalid`] for another form, [`Error::DateOutOfRange`] before 1900 or after 9999.
    pub fn parse(text: &str) -> Result<Self> {
        let first = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d")
            .map_err(|_| Error::Invalid)?;
        if (EARLIEST_YEAR..=9999).contains(&first.year()) {
            Ok(Self(first))
        } else {
            Err(Error::DateOutOfRange)
        }
    }

    /// Its days, in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.0
            .iter_days()
            .take_while(move |day| day.month() == self.0.month())
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> NaiveDate {
        self.0
    }

    /// The first day of the month after it.
    #[must_use]
    pub fn next_first(self) -> NaiveDate {
        self.0
            .checked_add_months(Months::new(1))
            .unwrap_or(NaiveDate::MAX)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LapseId, Logged, Note};

    fn lapse(day: &str, at_ms: i64) -> JourneyEntry {
        JourneyEntry::Lapse(Lapse {
            id: LapseId::new(at_ms, &[0; 10]),
            when: Logged {
                at_ms,
                zone: "UTC".into(),
                day_on: day.parse().unwrap(),
            },
            goal_id: None,
            amount: None,
            triggers: Vec::new(),
            next_steps: Vec::new(),
            note: Note::default(),
        })
    }

    #[test]
    fn a_page_groups_by_day_newest_first() {
        let page = JourneyPage::new(
            vec![
                lapse("2026-01-01", 1),
                lapse("2026-01-02", 5),
                lapse("2026-01-02", 9),
            ],
            None,
        );
        let shape: Vec<_> = page
            .days
            .iter()
            .map(|day| (day.day_on.to_string(), day.entries.len()))
            .collect();
        assert_eq!(
            shape,
            [("2026-01-02".to_owned(), 2), ("2026-01-01".to_owned(), 1)]
        );
        assert_eq!(page.days[0].entries[0].at_ms(), 9);
    }

    #[test]
    fn a_month_has_its_days() {
        for (month, days) in [("2024-02", 29), ("2026-02", 28), ("2026-12", 31)] {
            assert_eq!(Month::parse(month).unwrap().days().count(), days);
        }
        assert_eq!(
            Month::parse("2026-12").unwrap().next_first().to_string(),
            "2027-01-01"
        );
    }

    #[test]
    fn a_month_nobody_means_is_refused() {
        assert_eq!(Month::parse("1899-12"), Err(Error::DateOutOfRange));
        assert_eq!(Month::parse("2026-13"), Err(Error::Invalid));
        assert_eq!(Month::parse("soon"), Err(Error::Invalid));
    }
}
