//! Cells of cravings: a trigger, feeling, place or people that a craving names, beside the cravings that name others.

use super::score::{Candidate, Entry};
use super::strength::{from_strength, Hardness};
use super::window::Window;
use super::{PatternCell, PatternEvent};
use crate::log_rows::{CravingRow, LogRows};
use crate::{Rating, TriggerId};
use std::collections::BTreeSet;

/// Cravings that name one, two, or three and more are compared each among themselves: a strong craving makes people
/// name more, and then everything that they name would look strong.
const MOST_NAMED: usize = 3;

/// Cravings are fewer than days, so they are compared within this many stretches of the window taken together.
const STRETCHES: usize = 3;

/// One craving that names something.
#[derive(Debug)]
struct Named {
    day: usize,
    triggers: BTreeSet<TriggerId>,
    strength: Option<Rating>,
    acted: Option<bool>,
}

/// Two cells for each trigger: how strong, and whether acted on.
pub(super) fn candidates(window: &Window, log: &LogRows<'_>) -> Vec<Candidate> {
    let named: Vec<Named> = log
        .cravings
        .iter()
        .filter_map(|row| named(window, row))
        .collect();
    let strengths: Vec<_> = named
        .iter()
        .filter(|craving| craving.strength.is_some())
        .map(|craving| Hardness::of_craving(craving.strength))
        .collect();
    let from = from_strength(&strengths);
    let strong = |craving: &Named| {
        let strength = craving.strength?;
        Some(Hardness::of_craving(Some(strength)).reaches(from))
    };
    let triggers: BTreeSet<TriggerId> = named
        .iter()
        .flat_map(|craving| craving.triggers.iter().copied())
        .collect();
    let any = Rating::new(1).expect("1 is a rating");
    let mut candidates = Vec::new();
    for trigger_id in triggers {
        let cell = PatternCell::Trigger { trigger_id };
        let candidate = |event, from_strength, entries| Candidate {
            cell,
            event,
            from_strength,
            entries,
            silent: Vec::new(),
        };
        candidates.push(candidate(
            PatternEvent::StrongCraving,
            from,
            entries(window, &named, trigger_id, &strong),
        ));
        candidates.push(candidate(
            PatternEvent::ActedOn,
            any,
            entries(window, &named, trigger_id, &|craving| craving.acted),
        ));
    }
    candidates
}

fn named(window: &Window, row: &CravingRow) -> Option<Named> {
    let triggers: BTreeSet<TriggerId> = row.triggers.iter().copied().collect();
    let day = window.number(row.when.day_on)?;
    (!triggers.is_empty()).then_some(Named {
        day,
        triggers,
        strength: row.strength,
        acted: row.acted,
    })
}

fn entries(
    window: &Window,
    named: &[Named],
    trigger_id: TriggerId,
    event: &dyn Fn(&Named) -> Option<bool>,
) -> Vec<Entry> {
    let mut entries: Vec<Entry> = named
        .iter()
        .filter_map(|craving| {
            let many = craving.triggers.len().min(MOST_NAMED);
            Some(Entry {
                day: craving.day,
                group: window.stretch(craving.day) / STRETCHES * (MOST_NAMED + 1) + many,
                inside: craving.triggers.contains(&trigger_id),
                event: event(craving)?,
            })
        })
        .collect();
    // Sums of real numbers depend on their order in the last digit; rows come in any.
    entries.sort_unstable();
    entries
}
