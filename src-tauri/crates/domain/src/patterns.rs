//! Patterns: when, where and how cravings and lapses come more often than is usual for this person, as counts.
//!
//! "5 of 8 Friday evenings; other evenings 9 of 48." Never a forecast, never a chance: a card says what was logged.
//!
//! # What is compared with what
//!
//! A count is only as honest as its denominator, so each kind of cell has its own, made of what can be seen.
//!
//! | cell | counted among | compared with | an event |
//! |---|---|---|---|
//! | part of the day on a weekday | logged days of that weekday | the same part of the day on the other weekdays | a craving or a lapse in that part of the day |
//! | hungry, angry, lonely, tired at 2 or 3 | days with that answer in a check-in | the days with the answer 0 or 1 | a craving or a lapse on that day |
//! | slept under six hours | days that say how long they slept | the days with more sleep | the same |
//! | a dose was missed | logged days with doses of which it is known | the days with none missed | the same |
//! | trigger, feeling, place, people | cravings that name any trigger | the cravings that name others | a strong craving; and again: one that was acted on |
//!
//! Why so:
//! - **A weekday is compared within its own part of the day.** Everybody craves more in the evening than asleep, and
//!   logs more at some hours; neither says anything about Friday.
//! - **A part of the day is named after its evening.** The night of Friday ends on Saturday at five, whatever hour the
//!   person's day begins at; that is what people mean by Friday night.
//! - **A trigger is seen only where a craving names it.** How often somebody was lonely without a craving stands
//!   nowhere, so "5 of 8 times that you were lonely" would be made up. What can be said is how cravings with it differ
//!   from cravings without it. A craving that names nothing skipped the question and is on neither side.
//! - **"Not said" is on neither side**, as everywhere.
//! - **Today is not over** and is not counted; nor is what lies more than [`WINDOW_DAYS`] back.
//!
//! # What counts as strong
//!
//! An event is a lapse, or a craving from a strength on that is the person's own: the lowest at which at most half of
//! what is looked at has an event. Whoever seldom craves has every craving counted, since few are all there is; for
//! whoever craves daily "any" would be every day, and the stronger half is what tells days apart. The card carries
//! the strength, so that the words can say it.
//!
//! # When a card is shown
//!
//! 1. At least [`DAYS_NEEDED`] logged days; until then "not enough yet" with the number missing.
//! 2. At least three events in the cell.
//! 3. With the count shrunk towards what was to be expected, as though ten more entries had gone as usual, at least
//!    0.9 of the posterior lies above the usual.
//! 4. It is a discovery among everything that was looked at (see `LUCK` in `patterns/score.rs`).
//! 5. It came at least once in the last eight weeks.
//! 6. At most [`MOST_CARDS`], the best supported first; one for each trigger.
//!
//! "What was to be expected" is the person's own rate *in the same weeks* (for triggers: among cravings that name as
//! many). Recovery has a direction: early weeks have more cravings, less sleep and more of everything, and would tie
//! everything to everything. Entries that repeat each other are counted as fewer ([`stats`](crate::stats)). A weekday
//! must stand out whether days without an entry are left out or taken as quiet: somebody who on Saturdays opens the
//! app only in need has a Saturday pattern of logging. `patterns/tests/` holds all this to its promise on simulated
//! people: of those without any pattern, at least 95 of 100 see no card in a year of weekly looks. The price is
//! patience: a weekday with three times as many cravings is found in about half of people within a year.
//!
//! Deliberately not here: hours of the day by themselves (a chart shows them), more than one cell at a time, causes.

mod cravings;
mod days;
mod score;
mod strength;
mod times;
mod window;

use crate::bindings::wire;
use crate::log_rows::LogRows;
use crate::{Rating, TriggerId};
use chrono::NaiveDate;
use score::{Candidate, Score};
use std::collections::BTreeSet;
use window::Window;

pub(crate) use days::{HALT_FROM, SHORT_SLEEP_MINUTES};
pub(crate) use strength::{from_strength, Hardness};
pub use times::DayPart;
pub use window::WINDOW_DAYS;

/// Logged days before anything is looked for: fewer than two of each weekday say nothing.
pub const DAYS_NEEDED: u32 = 14;

/// More cards than this are read by nobody, and each further one is less sure.
pub const MOST_CARDS: usize = 3;

wire! {
    /// One of hungry, angry, lonely, tired.
    #[derive(PartialOrd, Ord)]
    pub enum HaltItem {
        /// Hungry.
        Hungry,
        /// Angry.
        Angry,
        /// Lonely.
        Lonely,
        /// Tired.
        Tired,
    }
}

wire! {
    /// What is counted in a card.
    #[derive(PartialOrd, Ord)]
    pub enum PatternEvent {
        /// Times with a craving of at least the card's strength, or a lapse.
        CravingOrLapse,
        /// Cravings of at least the card's strength.
        StrongCraving,
        /// Cravings that were acted on.
        ActedOn,
    }
}

/// Where something is more frequent.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum PatternCell {
    /// A part of the day on one weekday.
    Time {
        /// 1 (Monday) to 7 (Sunday), as in ISO 8601; of a night the day on which it begins.
        weekday: u8,
        /// The part of the day.
        part: DayPart,
    },
    /// A trigger of any kind: situation, feeling, need, place, people.
    Trigger {
        /// Which.
        trigger_id: TriggerId,
    },
    /// Days that say 2 or 3 to one of hungry, angry, lonely, tired.
    Halt {
        /// Which of the four.
        item: HaltItem,
    },
    /// Days after less than six hours of sleep.
    ShortSleep,
    /// Days with a missed dose.
    MissedDose,
}

wire! {
    /// One pattern: "5 of 8 Friday evenings; other evenings 9 of 48".
    pub struct PatternCard {
        /// Where.
        pub cell: PatternCell,
        /// What is counted.
        pub event: PatternEvent,
        /// From which strength on a craving was counted; 1 is any craving. For [`PatternEvent::ActedOn`] always 1.
        pub from_strength: Rating,
        /// How often it came in the cell: the 5.
        pub times: u32,
        /// Out of how many: the 8.
        pub of: u32,
        /// How often outside it: the 9.
        pub other_times: u32,
        /// Out of how many: the 48.
        pub other_of: u32,
    }
}

wire! {
    /// What the log says. Without cards: not enough yet while `days_missing` is above 0, otherwise nothing stands out,
    /// which is an answer too.
    pub struct Patterns {
        /// Days with an entry that were looked at.
        pub logged_days: u32,
        /// How many more are needed before anything is looked for.
        pub days_missing: u32,
        /// At most three, the best supported first.
        pub cards: Vec<PatternCard>,
    }
}

/// Looks for patterns in the days before `today`.
#[must_use]
pub fn patterns(log: &LogRows<'_>, today: NaiveDate) -> Patterns {
    let window = Window::before(today);
    let logged_days = crate::stats::count(window.logged_days(log).len());
    let days_missing = DAYS_NEEDED.saturating_sub(logged_days);
    let cards = if days_missing == 0 {
        cards(&window, log)
    } else {
        Vec::new()
    };
    Patterns {
        logged_days,
        days_missing,
        cards,
    }
}

/// The weekdays with a part of the day that stands out in the days before `today`: the rule of the cards, among times
/// alone. For [`outlook`](fn@crate::outlook).
pub(crate) fn hard_weekdays(log: &LogRows<'_>, today: NaiveDate) -> BTreeSet<u8> {
    let window = Window::before(today);
    if window.logged_days(log).len() < DAYS_NEEDED as usize {
        return BTreeSet::new();
    }
    let weekday = |cell: PatternCell| match cell {
        PatternCell::Time { weekday, .. } => Some(weekday),
        PatternCell::Trigger { .. }
        | PatternCell::Halt { .. }
        | PatternCell::ShortSleep
        | PatternCell::MissedDose => None,
    };
    score::shown(&times::candidates(&window, log), window.length())
        .into_iter()
        .filter_map(|(candidate, _)| weekday(candidate.cell))
        .collect()
}

fn cards(window: &Window, log: &LogRows<'_>) -> Vec<PatternCard> {
    let mut candidates = times::candidates(window, log);
    candidates.extend(days::candidates(window, log));
    candidates.extend(cravings::candidates(window, log));
    let mut cards: Vec<PatternCard> = Vec::new();
    for (candidate, score) in score::shown(&candidates, window.length()) {
        if cards.len() < MOST_CARDS && cards.iter().all(|card| card.cell != candidate.cell) {
            cards.push(card(candidate, &score));
        }
    }
    cards
}

fn card(candidate: &Candidate, score: &Score) -> PatternCard {
    PatternCard {
        cell: candidate.cell,
        event: candidate.event,
        from_strength: candidate.from_strength,
        times: crate::stats::count(score.times),
        of: crate::stats::count(score.of),
        other_times: crate::stats::count(score.other_times),
        other_of: crate::stats::count(score.other_of),
    }
}

#[cfg(test)]
mod tests;
