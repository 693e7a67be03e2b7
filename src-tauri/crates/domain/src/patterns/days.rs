//! Cells of days: what a check-in says about the day, and doses.
//!
//! Several check-ins of one day say the most that any of them says: the highest answer, the shortest sleep.

use super::score::{Candidate, Entry};
use super::strength::{from_strength, Hardness};
use super::window::Window;
use super::{HaltItem, PatternCell, PatternEvent};
use crate::log_rows::LogRows;
use crate::{Halt, HaltLevel};

/// Sleep under six hours is short (`reference/clinical.md` 6.3).
pub(crate) const SHORT_SLEEP_MINUTES: u16 = 6 * 60;

/// From "quite" on (`reference/clinical.md` 6.3).
pub(crate) const HALT_FROM: u8 = 2;

/// What is known of one day; `None` is "not said".
#[derive(Debug, Clone, Copy, Default)]
struct Day {
    logged: bool,
    hard: Hardness,
    halt: [Option<bool>; 4],
    short_sleep: Option<bool>,
    missed_dose: Option<bool>,
}

/// The cells, each with the days that say something about it.
pub(super) fn candidates(window: &Window, log: &LogRows<'_>) -> Vec<Candidate> {
    let days = days(window, log);
    let logged: Vec<Hardness> = days
        .iter()
        .filter(|day| day.logged)
        .map(|day| day.hard)
        .collect();
    let from_strength = from_strength(&logged);
    cells()
        .into_iter()
        .map(|(cell, said)| Candidate {
            cell,
            event: PatternEvent::CravingOrLapse,
            from_strength,
            entries: (0..)
                .zip(&days)
                .filter(|(_, day)| day.logged)
                .filter_map(|(number, day)| {
                    Some(Entry {
                        day: number,
                        group: window.stretch(number),
                        inside: said(day)?,
                        event: day.hard.reaches(from_strength),
                    })
                })
                .collect(),
            silent: Vec::new(),
        })
        .collect()
}

/// How a cell is read from a day.
type Said = fn(&Day) -> Option<bool>;

fn cells() -> [(PatternCell, Said); 6] {
    let halt = |item| PatternCell::Halt { item };
    [
        (halt(HaltItem::Hungry), |day| day.halt[0]),
        (halt(HaltItem::Angry), |day| day.halt[1]),
        (halt(HaltItem::Lonely), |day| day.halt[2]),
        (halt(HaltItem::Tired), |day| day.halt[3]),
        (PatternCell::ShortSleep, |day| day.short_sleep),
        (PatternCell::MissedDose, |day| day.missed_dose),
    ]
}

fn days(window: &Window, log: &LogRows<'_>) -> Vec<Day> {
    let mut days = vec![Day::default(); window.length()];
    let mut on = |day_on, note: &dyn Fn(&mut Day)| {
        if let Some(day) = window
            .number(day_on)
            .and_then(|number| days.get_mut(number))
        {
            note(day);
        }
    };
    for row in log.check_ins {
        on(row.when.day_on, &|day| {
            day.hard = day.hard.max(Hardness::of_answer(row.craving));
            for (kept, level) in day.halt.iter_mut().zip(levels(row.halt)) {
                *kept = either(*kept, level.map(|level| level.get() >= HALT_FROM));
            }
            let short = row
                .sleep_minutes
                .map(|sleep| sleep.get() < SHORT_SLEEP_MINUTES);
            day.short_sleep = either(day.short_sleep, short);
        });
    }
    for row in log.cravings {
        on(row.when.day_on, &|day| {
            day.hard = day.hard.max(Hardness::of_craving(row.strength))
        });
    }
    for row in log.lapses {
        on(row.when.day_on, &|day| day.hard = Hardness::LAPSE);
    }
    for row in log.doses {
        on(row.day_on, &|day| {
            day.missed_dose = either(day.missed_dose, Some(row.missed))
        });
    }
    for number in window.logged_days(log) {
        if let Some(day) = days.get_mut(number) {
            day.logged = true;
        }
    }
    days
}

fn levels(halt: Halt) -> [Option<HaltLevel>; 4] {
    [halt.hungry, halt.angry, halt.lonely, halt.tired]
}

/// One yes is enough; with nothing said, nothing is known.
fn either(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one || other),
        (said, None) | (None, said) => said,
    }
}
