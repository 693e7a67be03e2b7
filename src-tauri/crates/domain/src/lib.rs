//! Pure types and rules of Mainstay.
//!
//! What is true about goals, check-ins, cravings, lapses and sober time is decided here, from values alone.
//! Nothing here reads a file, a clock or a random number: the caller passes them in, so that every rule can be
//! tested for any moment and any zone.
//!
//! Deliberately not here: storage (crate `mainstay-store`), keys (`mainstay-vault`), commands (`mainstay-core`).
//!
//! The types are also what travels to the UI (serde, camelCase); under the feature `bindings` they describe
//! themselves in TypeScript.

mod backup;
mod bindings;
mod check_in;
mod craving;
mod error;
mod goal;
mod helps;
mod id;
mod journey;
mod lapse;
mod log_rows;
mod outlook;
mod patterns;
mod quick_entry;
mod scale;
mod settings;
#[cfg(test)]
mod simulated;
mod sobriety;
mod stats;
mod text;
mod time;
mod trigger;

pub use backup::backups_to_remove;
pub use check_in::{CheckIn, CheckInAnswers};
pub use craving::{Craving, CravingAnswers, ToolKey};
pub use error::{Error, Result};
pub use goal::{Direction, Goal, GoalKind};
pub use helps::{helps, Help, HelpKnown, Use, HELPED_BY, TRIES_NEEDED};
pub use id::{ChangeId, CheckInId, CravingId, GoalId, LapseId, QuickEntryId, TriggerId};
pub use journey::{JourneyDay, JourneyEntry, JourneyMonth, JourneyPage, Month, MonthDay};
pub use lapse::Lapse;
pub use log_rows::{CheckInRow, CravingRow, DoseDay, LapseRow, LogRows, LogTime};
pub use outlook::{
    outlook, Outlook, OutlookInput, OutlookReason, OutlookState, OutlookWeights, OutlookWord,
    DAYS_TO_CHECK, DAYS_TO_LEARN,
};
pub use patterns::{
    patterns, DayPart, HaltItem, PatternCard, PatternCell, PatternEvent, Patterns, DAYS_NEEDED,
    MOST_CARDS, WINDOW_DAYS,
};
pub use quick_entry::{QuickAnswer, QuickEntry, Unsealed};
pub use scale::{Halt, HaltLevel, Mood, Rating, SleepMinutes};
pub use settings::{Headline, SetUpStep, Settings};
pub use sobriety::{sober_time, DayMark, LastDays, Phase, SoberTime, SoberTimeInput};
pub use text::{Name, Note};
pub use time::{day_of, resolve, CivilMinute, DayStart, Logged, Moment, EARLIEST_YEAR};
pub use trigger::{Trigger, TriggerKind};
