//! The log without its words: what patterns, the outlook and "what helps me" are derived from.
//!
//! Plain rows that a store can fill in one pass each; notes stay where they are. The order of rows never matters, and
//! `None` is "not said" as everywhere. Rows may reach further back than a rule looks, and may lie after the day that
//! the rule is asked about: those come from a clock that was wrong, and wait.

use crate::{
    CheckIn, CheckInAnswers, Craving, Halt, Lapse, Logged, Moment, Rating, SleepMinutes, TriggerId,
};
use chrono::NaiveDate;

/// When something of the log was, and the local day that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogTime {
    /// The instant, in the zone in which it was logged.
    pub moment: Moment,
    /// Its local day, as settled when it was logged.
    pub day_on: NaiveDate,
}

impl From<&Logged> for LogTime {
    fn from(when: &Logged) -> Self {
        Self {
            moment: Moment {
                at_ms: when.at_ms,
                zone: when.tz(),
            },
            day_on: when.day_on,
        }
    }
}

/// A check-in without its note.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CheckInRow {
    /// When.
    pub when: LogTime,
    /// The strongest craving of the day so far.
    pub craving: Option<Rating>,
    /// How sure they are of keeping to their goal.
    pub confidence: Option<Rating>,
    /// How long they slept.
    pub sleep_minutes: Option<SleepMinutes>,
    /// Hungry, angry, lonely, tired.
    pub halt: Halt,
    /// Whether they used.
    pub used: Option<bool>,
}

impl From<&CheckIn> for CheckInRow {
    fn from(entry: &CheckIn) -> Self {
        let CheckInAnswers {
            craving,
            confidence,
            sleep_minutes,
            halt,
            used,
            ..
        } = entry.answers;
        Self {
            when: LogTime::from(&entry.when),
            craving,
            confidence,
            sleep_minutes,
            halt,
            used,
        }
    }
}

/// A craving without its note.
#[derive(Debug, Clone, PartialEq)]
pub struct CravingRow {
    /// When.
    pub when: LogTime,
    /// How strong at first.
    pub strength: Option<Rating>,
    /// Whether they acted on it.
    pub acted: Option<bool>,
    /// What was named around it; a trigger that stands here twice was named once.
    pub triggers: Vec<TriggerId>,
}

impl From<&Craving> for CravingRow {
    fn from(entry: &Craving) -> Self {
        Self {
            when: LogTime::from(&entry.when),
            strength: entry.answers.strength_before,
            acted: entry.answers.acted,
            triggers: entry.answers.triggers.clone(),
        }
    }
}

/// A lapse without its note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LapseRow {
    /// When.
    pub when: LogTime,
}

impl From<&Lapse> for LapseRow {
    fn from(entry: &Lapse) -> Self {
        Self {
            when: LogTime::from(&entry.when),
        }
    }
}

/// A day with doses of which it is known what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoseDay {
    /// The local day.
    pub day_on: NaiveDate,
    /// Whether one of them was missed. A dose that was not recorded is not a missed one: its day is left out.
    pub missed: bool,
}

/// Everything that the rules read.
#[derive(Debug, Clone, Copy, Default)]
pub struct LogRows<'a> {
    /// Check-ins.
    pub check_ins: &'a [CheckInRow],
    /// Cravings.
    pub cravings: &'a [CravingRow],
    /// Lapses, of every goal or of the goals that the caller is asked about.
    pub lapses: &'a [LapseRow],
    /// Days with doses; empty for who takes none. At most one row a day: with more, one missed dose is enough.
    pub doses: &'a [DoseDay],
    /// Days with an entry of another kind: journal, meeting, tool, a dose that the person logged. They count as
    /// logged days.
    pub other_days: &'a [NaiveDate],
}
