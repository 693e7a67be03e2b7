//! Today's outlook: steadier, as usual, or more support today. Only for who asked for it.
//!
//! It is no forecast and never a number: a few answers of today beside what is usual for this person, each of them
//! listed. "More support today" is a reason to look at the plan early, not a verdict.
//!
//! # The rule
//!
//! Each [`OutlookInput`] that applies adds its points ([`OutlookWeights`]); what was not said adds nothing. The points
//! of today are compared with the middle of the person's own last four weeks: two or more above it is "more support",
//! anything below it is "steadier". So somebody for whom five points are an ordinary day is not told each morning that
//! it is a hard one. The answers are those of the first check-in of the day, which is the one that looks ahead.
//!
//! # The check
//!
//! What nobody has checked on this person nobody should believe (`reference/clinical.md` 6.1: good figures for a group
//! hide the people for whom it fails). So each past day is asked: given what was known that morning, did the word fit
//! what came? What came is a lapse or a strong craving in the 24 hours after. For each day in turn, with the days
//! before it alone, two chances are made: one from how often hard days came so far, one from how often they came after
//! the same word. The one that gave more to what then happened gains ([`check`]). After [`DAYS_TO_CHECK`] such days the
//! outlook stays only if its words gained enough; otherwise it hides itself and says so. It comes back by itself when
//! they do. Days after which nothing was logged are left out: nobody knows what came.
//!
//! Deliberately not here: whether the person wants an outlook (a setting), reminders (it is never pushed), sharing.

mod check;
mod days;
mod outcome;

use crate::bindings::wire;
use crate::log_rows::LogRows;
use chrono::NaiveDate;
use days::Day;

/// Check-in days before a first word: fewer do not say what is usual.
pub const DAYS_TO_LEARN: u32 = 14;

/// Days with a word and a known outcome before the outlook may judge itself (`reference/clinical.md` 6.3).
pub const DAYS_TO_CHECK: u32 = 40;

/// How many check-in days "usual" looks back.
const USUAL_DAYS: usize = 28;

/// So many points above the usual are more than the ups and downs of one answer.
const MORE_SUPPORT_ABOVE: f64 = 2.0;

wire! {
    /// The three words.
    #[derive(PartialOrd, Ord)]
    pub enum OutlookWord {
        /// Less weighs on today than usual.
        Steadier,
        /// About what is usual.
        AsUsual,
        /// More weighs on today than usual.
        MoreSupport,
    }
}

wire! {
    /// What may weigh on a day.
    #[derive(PartialOrd, Ord)]
    pub enum OutlookInput {
        /// A lapse, or a check-in that says "used", in the last seven days.
        UsedLately,
        /// A stronger craving than usual.
        CravingUp,
        /// Confidence at least two below the usual.
        ConfidenceDown,
        /// Quite or very hungry, angry, lonely or tired.
        Halt,
        /// Under six hours of sleep.
        SleptBadly,
        /// A dose that was missed yesterday.
        MissedMedicine,
        /// A weekday with a time that stands out.
        NearPattern,
    }
}

wire! {
    /// How much each input weighs; 0 leaves it out. The person may change them.
    #[derive(Copy, Eq)]
    pub struct OutlookWeights {
        /// Points of [`OutlookInput::UsedLately`].
        pub used_lately: u8,
        /// Points of [`OutlookInput::CravingUp`].
        pub craving_up: u8,
        /// Points of [`OutlookInput::ConfidenceDown`].
        pub confidence_down: u8,
        /// Points of [`OutlookInput::Halt`].
        pub halt: u8,
        /// Points of [`OutlookInput::SleptBadly`].
        pub slept_badly: u8,
        /// Points of [`OutlookInput::MissedMedicine`].
        pub missed_medicine: u8,
        /// Points of [`OutlookInput::NearPattern`].
        pub near_pattern: u8,
    }
}

impl OutlookWeights {
    /// The most that one input may weigh.
    pub const MAX: u8 = 3;

    /// Whether each is at most [`Self::MAX`].
    #[must_use]
    pub fn are_in_range(&self) -> bool {
        [
            self.used_lately,
            self.craving_up,
            self.confidence_down,
            self.halt,
            self.slept_badly,
            self.missed_medicine,
            self.near_pattern,
        ]
        .iter()
        .all(|weight| *weight <= Self::MAX)
    }
}

impl Default for OutlookWeights {
    /// Recent use, today's craving and confidence say most in every study (`reference/clinical.md` 6.1, 6.2): two
    /// points. All others: one.
    fn default() -> Self {
        Self {
            used_lately: 2,
            craving_up: 2,
            confidence_down: 2,
            halt: 1,
            slept_badly: 1,
            missed_medicine: 1,
            near_pattern: 1,
        }
    }
}

wire! {
    /// Whether there is a word, and why not.
    pub enum OutlookState {
        /// It does not know yet what is usual.
        Learning,
        /// It has a word for today, or waits for the check-in, and has not been checked long enough.
        Checking,
        /// It has been checked on this person and has done better than their own average.
        Checked,
        /// It has been checked and did no better than their own average: it hides itself.
        Hidden,
    }
}

wire! {
    /// One line of "what this looks at".
    #[derive(Copy, Eq)]
    pub struct OutlookReason {
        /// The input.
        pub input: OutlookInput,
        /// Whether it applies today; `None` when it is not known.
        pub applies: Option<bool>,
    }
}

wire! {
    /// Today's outlook.
    pub struct Outlook {
        /// Whether there is a word, and why not.
        pub state: OutlookState,
        /// The word; `None` while it is learning or hidden, and before the first check-in of today.
        pub word: Option<OutlookWord>,
        /// What it looks at, each input that weighs anything. Empty without a word.
        pub reasons: Vec<OutlookReason>,
        /// Learning: check-in days until the first word. Checking: days until it has been checked. Otherwise 0.
        pub days_missing: u32,
    }
}

/// The outlook of one day.
#[must_use]
pub fn outlook(log: &LogRows<'_>, today: NaiveDate, weights: &OutlookWeights) -> Outlook {
    let days = days::days(log, today, weights);
    let words = words(&days);
    let judged = judged(log, &days, &words, today);
    let learned = crate::stats::count(days.iter().filter(|day| day.day_on < today).count());
    let checked = crate::stats::count(judged.len());
    let (state, days_missing) = if learned < DAYS_TO_LEARN {
        (OutlookState::Learning, DAYS_TO_LEARN - learned)
    } else if checked < DAYS_TO_CHECK {
        (OutlookState::Checking, DAYS_TO_CHECK - checked)
    } else if check::is_better(&judged) {
        (OutlookState::Checked, 0)
    } else {
        (OutlookState::Hidden, 0)
    };
    let now = days.last().zip(words.last().copied().flatten());
    let now = now.filter(|(day, _)| day.day_on == today && state != OutlookState::Hidden);
    Outlook {
        state,
        word: now.map(|(_, word)| word),
        reasons: now.map_or_else(Vec::new, |(day, _)| day.reasons(weights)),
        days_missing,
    }
}

/// The word of each day, from it and the days before it alone.
fn words(days: &[Day]) -> Vec<Option<OutlookWord>> {
    let points: Vec<u8> = days.iter().map(|day| day.points).collect();
    (0..)
        .zip(&points)
        .map(|(place, now)| {
            let before = points.get(..place)?;
            let enough = crate::stats::count(place) >= DAYS_TO_LEARN;
            let usual = crate::stats::median(usual_of(before)).filter(|_| enough)?;
            Some(word(f64::from(*now), usual))
        })
        .collect()
}

fn word(points: f64, usual: f64) -> OutlookWord {
    if points >= usual + MORE_SUPPORT_ABOVE {
        OutlookWord::MoreSupport
    } else if points < usual {
        OutlookWord::Steadier
    } else {
        OutlookWord::AsUsual
    }
}

/// The part of the past that makes what is usual.
fn usual_of<T>(past: &[T]) -> &[T] {
    past.get(past.len().saturating_sub(USUAL_DAYS)..)
        .unwrap_or(past)
}

/// The past days that have a word and of which it is known what came, oldest first.
fn judged(
    log: &LogRows<'_>,
    days: &[Day],
    words: &[Option<OutlookWord>],
    today: NaiveDate,
) -> Vec<(OutlookWord, bool)> {
    let outcomes = outcome::Outcomes::new(log, today);
    days.iter()
        .zip(words)
        .filter_map(|(day, word)| Some(((*word)?, outcomes.after(day)?)))
        .collect()
}

#[cfg(test)]
mod tests;
