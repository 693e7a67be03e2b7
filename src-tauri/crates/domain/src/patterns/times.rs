//! Cells of time: a part of the day on one weekday, beside the same part of the day on the other weekdays.

use super::score::{Candidate, Entry};
use super::strength::{from_strength, Hardness};
use super::window::Window;
use super::{PatternCell, PatternEvent};
use crate::bindings::wire;
use crate::log_rows::{LogRows, LogTime};
use crate::Rating;
use chrono::{Duration, Timelike};

wire! {
    /// A part of the day, by the words that people use.
    #[derive(PartialOrd, Ord)]
    pub enum DayPart {
        /// From 5 to 12.
        Morning,
        /// From 12 to 17.
        Afternoon,
        /// From 17 to 22.
        Evening,
        /// From 22 to 5 of the next day.
        Night,
    }
}

impl DayPart {
    const ALL: [Self; 4] = [Self::Morning, Self::Afternoon, Self::Evening, Self::Night];

    fn of_hour(hour: u32) -> Self {
        match hour {
            5..=11 => Self::Morning,
            12..=16 => Self::Afternoon,
            17..=21 => Self::Evening,
            _ => Self::Night,
        }
    }

    const fn place(self) -> usize {
        self as usize
    }
}

/// When the night ends, and with it the day that its parts are named after.
const NIGHT_ENDS_HOUR: i64 = 5;

/// How hard each part of one day was.
type Parts = [Hardness; 4];

/// One cell for each part of each weekday.
pub(super) fn candidates(window: &Window, log: &LogRows<'_>) -> Vec<Candidate> {
    let days = days(window, log);
    let all: Vec<Hardness> = days.iter().flatten().flatten().copied().collect();
    let from = from_strength(&all);
    let first_logged = days.iter().position(Option::is_some).unwrap_or(days.len());
    let mut candidates = Vec::new();
    for part in DayPart::ALL {
        for weekday in 1..=7 {
            let (mut entries, mut silent) = (Vec::new(), Vec::new());
            for (number, day) in (0..).zip(&days).skip(first_logged) {
                let kept = if day.is_some() {
                    &mut entries
                } else {
                    &mut silent
                };
                kept.push(entry(window, number, weekday, is_event(day, part, from)));
            }
            candidates.push(Candidate {
                cell: PatternCell::Time { weekday, part },
                event: PatternEvent::CravingOrLapse,
                from_strength: from,
                entries,
                silent,
            });
        }
    }
    candidates
}

fn is_event(day: &Option<Parts>, part: DayPart, from: Rating) -> bool {
    let hard = day.as_ref().and_then(|parts| parts.get(part.place()));
    hard.is_some_and(|hard| hard.reaches(from))
}

fn entry(window: &Window, number: usize, weekday: u8, event: bool) -> Entry {
    Entry {
        day: number,
        group: window.stretch(number),
        inside: window.weekday(number) == weekday,
        event,
    }
}

/// Each day of the window: how hard its parts were, `None` when nothing was logged.
fn days(window: &Window, log: &LogRows<'_>) -> Vec<Option<Parts>> {
    let mut days = vec![None; window.length()];
    for number in window.logged_days(log) {
        if let Some(day) = days.get_mut(number) {
            *day = Some(Parts::default());
        }
    }
    for row in log.cravings {
        note(
            &mut days,
            window,
            &row.when,
            Hardness::of_craving(row.strength),
        );
    }
    for row in log.lapses {
        note(&mut days, window, &row.when, Hardness::LAPSE);
    }
    days
}

/// A craving in the night makes the day logged on which the night began.
fn note(days: &mut [Option<Parts>], window: &Window, when: &LogTime, hard: Hardness) {
    let local = when.moment.local();
    let begun = local
        .checked_sub_signed(Duration::hours(NIGHT_ENDS_HOUR))
        .unwrap_or(local)
        .date();
    let Some(day) = window.number(begun).and_then(|number| days.get_mut(number)) else {
        return;
    };
    let place = DayPart::of_hour(local.hour()).place();
    if let Some(part) = day.get_or_insert_with(Parts::default).get_mut(place) {
        *part = (*part).max(hard);
    }
}
