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
mod history;
mod id;
mod journal_entry;
mod journey;
mod lapse;
mod quick_entry;
mod scale;
mod search;
mod settings;
mod sobriety;
mod text;
mod time;
mod trigger;

pub use backup::backups_to_remove;
pub use check_in::{CheckIn, CheckInAnswers};
pub use craving::{Craving, CravingAnswers, ToolKey};
pub use error::{Error, Result};
pub use goal::{Direction, Goal, GoalKind};
pub use history::{Removed, RemovedRow, Version};
pub use id::{
    ChangeId, CheckInId, CravingId, GoalId, JournalEntryId, LapseId, QuickEntryId, RowId, TriggerId,
};
pub use journal_entry::{tags, EntryKind, JournalDraft, JournalEntry, TagUse};
pub use journey::{JourneyDay, JourneyEntry, JourneyMonth, JourneyPage, Month, MonthDay};
pub use lapse::Lapse;
pub use quick_entry::{QuickAnswer, QuickEntry, Unsealed};
pub use scale::{Halt, HaltLevel, Mood, Rating, SleepMinutes};
pub use search::{Marked, SearchDay, SearchHit, SearchPage, Span};
pub use settings::{Headline, SetUpStep, Settings};
pub use sobriety::{sober_time, DayMark, LastDays, Phase, SoberTime, SoberTimeInput};
pub use text::{LongText, Name, Note};
pub use time::{day_of, resolve, CivilMinute, DayStart, Logged, Moment, EARLIEST_YEAR};
pub use trigger::{Trigger, TriggerKind};
