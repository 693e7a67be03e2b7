//! The log as Journey shows it: by day, and as a month.

use crate::bindings::wire;
use crate::{
    Attendance, CheckIn, Craving, DiaryDoses, DiaryNote, EntryKind, Error, JournalEntry, Lapse,
    Mood, Question, Rating, Result, SideEffect, Stay, UseEntry, EARLIEST_YEAR,
};
use chrono::{Datelike, Months, NaiveDate};
use std::cmp::Reverse;
use std::collections::BTreeMap;

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
    /// A journal entry.
    JournalEntry(JournalEntry),
    /// What was said on the diary card about the day.
    DiaryNote(DiaryNote),
    /// Having been at a meeting.
    Attendance(Attendance),
    /// A side effect.
    SideEffect(SideEffect),
    /// A question for who prescribes.
    Question(Question),
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
            Self::JournalEntry(entry) => entry.when.at_ms,
            Self::DiaryNote(entry) => entry.when.at_ms,
            Self::Attendance(entry) => entry.when.at_ms,
            Self::SideEffect(entry) => entry.when.at_ms,
            Self::Question(entry) => entry.when.at_ms,
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
            Self::JournalEntry(entry) => entry.when.day_on,
            Self::DiaryNote(entry) => entry.when.day_on,
            Self::Attendance(entry) => entry.when.day_on,
            Self::SideEffect(entry) => entry.when.day_on,
            Self::Question(entry) => entry.when.day_on,
        }
    }

    /// What sort of entry it is.
    #[must_use]
    pub const fn kind(&self) -> EntryKind {
        match self {
            Self::CheckIn(_) => EntryKind::CheckIn,
            Self::Craving(_) => EntryKind::Craving,
            Self::Lapse(_) => EntryKind::Lapse,
            Self::JournalEntry(_) => EntryKind::JournalEntry,
            Self::UseEntry(_) => EntryKind::UseEntry,
            Self::DiaryNote(_) => EntryKind::DiaryNote,
            Self::Attendance(_) => EntryKind::Attendance,
            Self::SideEffect(_) => EntryKind::SideEffect,
            Self::Question(_) => EntryKind::Question,
        }
    }
}

wire! {
    /// What the list can be narrowed to.
    pub enum JourneyKind {
        /// Check-ins.
        CheckIn,
        /// Cravings.
        Craving,
        /// Lapses.
        Lapse,
        /// Journal entries.
        JournalEntry,
        /// Uses.
        UseEntry,
        /// What was said about skills on a day.
        DiaryNote,
        /// Having been at a meeting.
        Attendance,
        /// Side effects.
        SideEffect,
        /// Questions for who prescribes.
        Question,
        /// Days on which something was said about a dose.
        Dose,
        /// The first and the last days of stays.
        Stay,
    }
}

impl JourneyKind {
    /// The sort of entries it means; `None` for what is no entry.
    #[must_use]
    pub const fn entries(self) -> Option<EntryKind> {
        match self {
            Self::CheckIn => Some(EntryKind::CheckIn),
            Self::Craving => Some(EntryKind::Craving),
            Self::Lapse => Some(EntryKind::Lapse),
            Self::JournalEntry => Some(EntryKind::JournalEntry),
            Self::UseEntry => Some(EntryKind::UseEntry),
            Self::DiaryNote => Some(EntryKind::DiaryNote),
            Self::Attendance => Some(EntryKind::Attendance),
            Self::SideEffect => Some(EntryKind::SideEffect),
            Self::Question => Some(EntryKind::Question),
            Self::Dose | Self::Stay => None,
        }
    }
}

wire! {
    /// Which day of a stay a day is.
    #[derive(PartialOrd, Ord)]
    pub enum StayEnd {
        /// Its first day.
        First,
        /// Its last day.
        Last,
        /// Its first day and its last: it was that one day.
        Only,
    }
}

wire! {
    /// A day on which a stay began or was over.
    pub struct StayMark {
        /// The stay.
        pub stay: Stay,
        /// Which day of it.
        pub end: StayEnd,
    }
}

impl StayMark {
    /// The local day it stands on; `None` for the end of a stay that goes on.
    #[must_use]
    pub const fn day_on(&self) -> Option<NaiveDate> {
        match self.end {
            StayEnd::First | StayEnd::Only => Some(self.stay.span.from_on),
            StayEnd::Last => self.stay.span.until_on,
        }
    }

    /// Both ends of stays, those that no day has yet left out. A stay of one day has one mark.
    #[must_use]
    pub fn of(stays: &[Stay], today: NaiveDate) -> Vec<Self> {
        let of = |stay: &Stay, end| Self {
            stay: stay.clone(),
            end,
        };
        let ends = |stay: &Stay| match stay.span {
            span if span.until_on == Some(span.from_on) => vec![of(stay, StayEnd::Only)],
            _ => vec![of(stay, StayEnd::First), of(stay, StayEnd::Last)],
        };
        let marks = stays.iter().flat_map(ends);
        marks
            .filter(|mark| mark.day_on().is_some_and(|day| day <= today))
            .collect()
    }
}

wire! {
    /// What was logged on one day, newest first.
    pub struct JourneyDay {
        /// The local day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
        /// Stays that began or were over.
        pub stays: Vec<StayMark>,
        /// What was logged.
        pub entries: Vec<JourneyEntry>,
        /// What became of its doses, where something was said about one; it stands once a day, however many they were.
        pub doses: Option<DiaryDoses>,
    }
}

wire! {
    /// Some days of the log, newest first.
    pub struct JourneyPage {
        /// Days on which something was logged.
        pub days: Vec<JourneyDay>,
        /// How much the filter leaves out, of the whole log: entries, ends of stays, and doses of which something was said.
        pub hidden: u32,
        /// Where the next page begins: days before this one. `None` when there are no older ones.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub older_before: Option<NaiveDate>,
    }
}

/// Entries, marks and what became of doses, of any order, by day, newest first.
#[must_use]
pub fn journey_days(
    mut entries: Vec<JourneyEntry>,
    mut stays: Vec<StayMark>,
    doses: Vec<(NaiveDate, DiaryDoses)>,
) -> Vec<JourneyDay> {
    // Within a day the newest comes first, so the end of a stay stands above the beginning of another.
    entries.sort_by_key(|entry| Reverse(entry.at_ms()));
    stays.sort_by_key(|mark| Reverse(mark.end));
    let mut days: BTreeMap<Reverse<NaiveDate>, JourneyDay> = BTreeMap::new();
    for mark in stays {
        if let Some(day_on) = mark.day_on() {
            day_of(&mut days, day_on).stays.push(mark);
        }
    }
    for entry in entries {
        day_of(&mut days, entry.day_on()).entries.push(entry);
    }
    for (day_on, of_day) in doses {
        day_of(&mut days, day_on).doses = Some(of_day);
    }
    days.into_values().collect()
}

fn day_of(
    days: &mut BTreeMap<Reverse<NaiveDate>, JourneyDay>,
    day_on: NaiveDate,
) -> &mut JourneyDay {
    days.entry(Reverse(day_on)).or_insert_with(|| JourneyDay {
        day_on,
        stays: Vec::new(),
        entries: Vec::new(),
        doses: None,
    })
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
        /// How many journal entries.
        pub journal_entries: u32,
        /// Whether anything else stands on it: a use, a note, a meeting, a side effect, a question, a dose or a stay.
        pub has_more: bool,
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
            journal_entries: 0,
            has_more: false,
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
#[path = "journey_tests.rs"]
mod tests;
