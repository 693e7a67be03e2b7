//! How well a cell is supported: its counts, its posterior, and whether luck could do it.

use super::{PatternCell, PatternEvent};
use crate::stats::{
    chance_of_at_least, discoveries, incomplete_beta, overlap, real, Group, Linked,
};
use crate::Rating;

/// A cell with fewer events is an anecdote.
const EVENTS_NEEDED: usize = 3;

/// How much of the posterior must lie above the usual rate (`reference/clinical.md` 6.3).
const SUPPORT_NEEDED: f64 = 0.9;

/// The strength of the shrinkage: as though this many more entries had gone as usual (`reference/clinical.md` 6.3 says
/// 8 to 10; the more careful end).
const USUAL_ENTRIES: f64 = 10.0;

/// How many of the discoveries may be luck. For who has no pattern it bounds the chance of any card at one look.
/// People look often, and each look is another chance for luck: at 0.015, of simulated people without a pattern who
/// look every week for a year, at least 95 of 100 never see a card (`patterns/tests/people.rs`); at 0.06 it were 86.
const LUCK: f64 = 0.015;

/// A cell without an event for this many days is past, however well it is supported.
const RECENT_DAYS: usize = 8 * 7;

/// One entry of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// The day, as numbered by the window.
    pub day: usize,
    /// Entries are compared within the same group only.
    pub group: usize,
    /// Whether the cell was there.
    pub inside: bool,
    /// Whether the event was there.
    pub event: bool,
}

/// A cell that is looked at.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Where.
    pub cell: PatternCell,
    /// What is counted.
    pub event: PatternEvent,
    /// From which strength on.
    pub from_strength: Rating,
    /// What the card counts.
    pub entries: Vec<Entry>,
    /// Days without an entry. The cell must stand out as well when they are taken as quiet days.
    pub silent: Vec<Entry>,
}

/// What was found for one cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Score {
    /// Events inside.
    pub times: usize,
    /// Entries inside.
    pub of: usize,
    /// Events outside.
    pub other_times: usize,
    /// Entries outside.
    pub other_of: usize,
    /// How much of the posterior of its rate lies above what was to be expected, 0 to 1.
    pub support: f64,
    /// The chance of that many events if the cell were like the rest.
    pub luck: f64,
}

/// The candidates that are shown, the best supported first. Of equals the earlier candidate comes first. `days` is the
/// length of the window.
pub(super) fn shown(candidates: &[Candidate], days: usize) -> Vec<(&Candidate, Score)> {
    let looked_at: Vec<_> = candidates
        .iter()
        .map(|candidate| (candidate, score(candidate)))
        .filter(|(_, score)| score.of >= EVENTS_NEEDED)
        .collect();
    let chances: Vec<f64> = looked_at.iter().map(|(_, score)| score.luck).collect();
    let mut shown: Vec<_> = looked_at
        .into_iter()
        .zip(discoveries(&chances, LUCK))
        .filter(|(found, discovery)| *discovery && is_supported(found.0, &found.1, days))
        .map(|(found, _)| found)
        .collect();
    shown.sort_by(|(_, one), (_, other)| one.luck.total_cmp(&other.luck));
    shown
}

fn is_supported(candidate: &Candidate, score: &Score, days: usize) -> bool {
    let is_recent = |entry: &Entry| entry.inside && entry.event && entry.day + RECENT_DAYS >= days;
    score.times >= EVENTS_NEEDED
        && score.support >= SUPPORT_NEEDED
        && candidate.entries.iter().any(is_recent)
}

fn score(candidate: &Candidate) -> Score {
    let score = score_entries(&candidate.entries);
    if candidate.silent.is_empty() || score.luck > LUCK {
        return score;
    }
    let both = [candidate.entries.as_slice(), &candidate.silent].concat();
    let with_silent = score_entries(&both);
    Score {
        support: score.support.min(with_silent.support),
        luck: score.luck.max(with_silent.luck),
        ..score
    }
}

fn score_entries(entries: &[Entry]) -> Score {
    let groups = groups(entries);
    let times = entries
        .iter()
        .filter(|entry| entry.inside && entry.event)
        .count();
    let all_times = entries.iter().filter(|entry| entry.event).count();
    let of = entries.iter().filter(|entry| entry.inside).count();
    let usual = groups
        .iter()
        .map(|group| real(group.inside) * rate(group))
        .sum::<f64>()
        / real(of.max(1));
    let mut luck = if real(times) > usual * real(of) {
        chance_of_at_least(&groups, times)
    } else {
        1.0
    };
    let mut fewer = 1.0;
    // The overlap only ever makes a chance larger, and one that is already too large decides nothing.
    if luck <= LUCK {
        fewer = overlap(&linked(entries, &groups));
        luck = luck.powf(1.0 / fewer);
    }
    Score {
        times,
        of,
        other_times: all_times - times,
        other_of: entries.len() - of,
        support: support(real(times) / fewer, real(of) / fewer, usual),
        luck,
    }
}

fn groups(entries: &[Entry]) -> Vec<Group> {
    let length = entries
        .iter()
        .map(|entry| entry.group + 1)
        .max()
        .unwrap_or(0);
    let mut groups = vec![Group::default(); length];
    for entry in entries {
        if let Some(group) = groups.get_mut(entry.group) {
            group.of += 1;
            group.times += usize::from(entry.event);
            group.inside += usize::from(entry.inside);
        }
    }
    groups
}

fn rate(group: &Group) -> f64 {
    real(group.times) / real(group.of.max(1))
}

/// How much of the posterior of the rate lies above the usual one.
fn support(times: f64, of: f64, usual: f64) -> f64 {
    let shrunk_times = times + USUAL_ENTRIES * usual;
    let shrunk_others = of - times + USUAL_ENTRIES * (1.0 - usual);
    1.0 - incomplete_beta(shrunk_times, shrunk_others, usual)
}

/// Each entry by how far it is from what its group and the cell make of it: what is left is what entries repeat. The
/// cell may weigh differently in each group: a Friday that became hard in spring is a pattern and not an echo.
fn linked(entries: &[Entry], groups: &[Group]) -> Vec<Linked> {
    let above = |entry: &Entry| {
        let group = groups.get(entry.group).copied().unwrap_or_default();
        let cell = f64::from(u8::from(entry.inside)) - real(group.inside) / real(group.of.max(1));
        let event = f64::from(u8::from(entry.event)) - rate(&group);
        (cell, event)
    };
    let mut sums = vec![(0.0, 0.0); groups.len()];
    for entry in entries {
        let (cell, event) = above(entry);
        if let Some((together, alone)) = sums.get_mut(entry.group) {
            *together += cell * event;
            *alone += cell * cell;
        }
    }
    let gap = |entry: &Entry| match sums.get(entry.group) {
        Some((together, alone)) if *alone > 0.0 => together / alone,
        _ => 0.0,
    };
    entries
        .iter()
        .map(|entry| {
            let (cell, event) = above(entry);
            Linked {
                day: entry.day,
                cell,
                rest: event - gap(entry) * cell,
            }
        })
        .collect()
}
