//! What the log says since the last visit, as counts that a person may take over into an agenda.
//!
//! - A topic is a count and never a judgement; what is nought is no topic.
//! - Use comes last, and like all of them only as something to be picked: nothing is ever picked by the app.
//! - *Not said* is never nought: nights without an answer are no short nights, and a dose about which nobody was asked is
//!   none that was missed.
//!
//! Deliberately not here: words, which are the catalogue's, and what a clinic should make of it.

use crate::bindings::wire;
use crate::{DiaryLog, Line, OccurrenceState, Question, Rating, SideEffect, SideEffectKind};
use chrono::{Duration, NaiveDate};
use std::collections::BTreeSet;

/// Sleep below this is a short night: six hours, in minutes.
const SHORT_NIGHT: i64 = 6 * 60;
/// Moods up to this are low, of 1 to 5.
const LOW_MOOD: i64 = 2;
/// The furthest that an agenda looks back, in days.
pub const AGENDA_DAYS: i64 = 28;
/// How far it looks back where there was no visit yet: a week, in days.
pub const AGENDA_USUAL_DAYS: i64 = 7;

wire! {
    /// Something that the log offers to talk about.
    #[derive(Eq)]
    #[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
    pub data enum AgendaTopic {
        /// Cravings.
        Cravings {
            /// How many.
            count: u32,
            /// The strongest, where that was said.
            strongest: Option<Rating>,
        },
        /// Cravings that were not acted on.
        Met {
            /// How many.
            count: u32,
        },
        /// Tools that were used around cravings.
        Tools {
            /// How often.
            count: u32,
        },
        /// Doses that were missed, or not answered when they rang.
        MissedDoses {
            /// How many.
            count: u32,
        },
        /// Doses that were taken at another time than they were due.
        LateDoses {
            /// How many.
            count: u32,
        },
        /// Meetings at which the person was.
        Meetings {
            /// How many.
            count: u32,
        },
        /// Days with a low mood.
        LowMood {
            /// How many.
            days: u32,
        },
        /// Nights with less than six hours of sleep.
        ShortNights {
            /// How many.
            nights: u32,
        },
        /// Side effects.
        SideEffects {
            /// How many.
            count: u32,
            /// What they were, each once, at most [`MOST_NAMED`].
            kinds: Vec<SideEffectKind>,
        },
        /// A question that was not asked yet.
        Question {
            /// As it was written down.
            text: Line,
        },
        /// Days on which the log tells of use.
        Used {
            /// How many.
            days: u32,
        },
    }
}

/// The most kinds that a topic names, and the most questions that are offered.
pub const MOST_NAMED: usize = 5;

/// From which day on an agenda looks, given the day of the last visit.
#[must_use]
pub fn agenda_from(last_visit_on: Option<NaiveDate>, today: NaiveDate) -> NaiveDate {
    let usual = today - Duration::days(AGENDA_USUAL_DAYS - 1);
    let furthest = today - Duration::days(AGENDA_DAYS - 1);
    last_visit_on.map_or(usual, |last| last.max(furthest).min(today))
}

/// What a log of the days since then offers. Entries of other days are to be left out by the caller.
#[must_use]
pub fn agenda_topics(log: &DiaryLog<'_>) -> Vec<AgendaTopic> {
    let met = log.cravings.iter();
    let met = met.filter(|one| one.answers.acted == Some(false)).count();
    let tools = log.cravings.iter();
    let tools = tools.filter(|one| one.answers.tool.is_some()).count();
    let topics = [
        some(doses(log, OccurrenceState::Missed)).map(|count| AgendaTopic::MissedDoses { count }),
        some(doses(log, OccurrenceState::Late)).map(|count| AgendaTopic::LateDoses { count }),
        some(log.cravings.len()).map(|count| AgendaTopic::Cravings {
            count,
            strongest: strongest(log),
        }),
        some(met).map(|count| AgendaTopic::Met { count }),
        some(tools).map(|count| AgendaTopic::Tools { count }),
        some(low_days(log)).map(|days| AgendaTopic::LowMood { days }),
        some(short_nights(log)).map(|nights| AgendaTopic::ShortNights { nights }),
        some(log.attendances.len()).map(|count| AgendaTopic::Meetings { count }),
        some(used_days(log)).map(|days| AgendaTopic::Used { days }),
    ];
    topics.into_iter().flatten().collect()
}

/// What medicines offer: questions that are open, however old, and side effects since the last visit.
#[must_use]
pub fn medicine_topics(questions: &[Question], side_effects: &[SideEffect]) -> Vec<AgendaTopic> {
    let mut open: Vec<&Question> = questions
        .iter()
        .filter(|one| one.asked_on.is_none())
        .collect();
    open.sort_by_key(|one| (one.when.at_ms, one.id));
    let mut kinds: Vec<SideEffectKind> = Vec::new();
    for kind in side_effects.iter().filter_map(|one| one.kind) {
        if !kinds.contains(&kind) && kinds.len() < MOST_NAMED {
            kinds.push(kind);
        }
    }
    let questions = open
        .iter()
        .take(MOST_NAMED)
        .map(|one| AgendaTopic::Question {
            text: one.text.clone(),
        });
    let effects = some(side_effects.len());
    let effects = effects.map(|count| AgendaTopic::SideEffects { count, kinds });
    questions.chain(effects).collect()
}

fn some(count: usize) -> Option<u32> {
    u32::try_from(count).ok().filter(|count| *count > 0)
}

/// Doses of a schedule of which this became; what is taken as needed is never late, and missed by nobody.
fn doses(log: &DiaryLog<'_>, state: OccurrenceState) -> usize {
    let all = log.doses.iter().filter(|dose| !dose.is_as_needed);
    all.filter(|dose| dose.state == state).count()
}

fn strongest(log: &DiaryLog<'_>) -> Option<Rating> {
    let told = log.cravings.iter();
    told.filter_map(|one| one.answers.strength_before).max()
}

fn low_days(log: &DiaryLog<'_>) -> usize {
    let low = log.check_ins.iter().filter(|one| {
        let mood = one.answers.mood.map(i64::from);
        mood.is_some_and(|mood| mood <= LOW_MOOD)
    });
    low.map(|one| one.when.day_on)
        .collect::<BTreeSet<_>>()
        .len()
}

/// The longest answer of a day counts, as on the diary card.
fn short_nights(log: &DiaryLog<'_>) -> usize {
    let said = || {
        let all = log.check_ins.iter();
        all.filter_map(|one| {
            let minutes = one.answers.sleep_minutes.map(i64::from)?;
            Some((one.when.day_on, minutes))
        })
    };
    let of = |days: &mut dyn Iterator<Item = (NaiveDate, i64)>| -> BTreeSet<NaiveDate> {
        days.map(|(day, _)| day).collect()
    };
    let short = of(&mut said().filter(|(_, minutes)| *minutes < SHORT_NIGHT));
    let long = of(&mut said().filter(|(_, minutes)| *minutes >= SHORT_NIGHT));
    short.difference(&long).count()
}

fn used_days(log: &DiaryLog<'_>) -> usize {
    let lapses = log.lapses.iter().map(|one| one.when.day_on);
    let uses = log.uses.iter().map(|one| one.when.day_on);
    let said = log.check_ins.iter();
    let said = said.filter(|one| one.answers.used == Some(true));
    let said = said.map(|one| one.when.day_on);
    lapses
        .chain(uses)
        .chain(said)
        .collect::<BTreeSet<_>>()
        .len()
}

#[cfg(test)]
#[path = "agenda_tests.rs"]
mod tests;
