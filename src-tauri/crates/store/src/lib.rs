//! The encrypted journal: SQLCipher, migrations and one module per table.
//!
//! Invariants:
//! * one seam opens a journal, [`Store::open`], and it proves that encryption is live before it returns;
//! * a journal is created once, under a name of its own, and never opened with the CREATE flag afterwards: a missing
//!   or empty file is damage, not a new journal;
//! * every write goes through [`Store::write`], one transaction that also records what it changed, so that it can be
//!   undone;
//! * SQL stands here and nowhere else, as plain literals.
//!
//! Deliberately not here: keys and passphrases (crate `mainstay-vault`), the clock, randomness, and what a command
//! means (`mainstay-core`).

mod change_rows;
mod changeset;
mod check;
mod connection;
mod copy;
mod error;
mod history;
mod migrations;
mod removed;
mod row;
mod table;
mod wal;
mod write;

pub use connection::{Extent, Store};
pub use copy::{OnProgress, Progress, Stop};
pub use error::{Damage, Error, Result};
pub use history::{HistoryReader, HistoryWriter};
pub use migrations::SCHEMA_VERSION;
pub use table::appointment::{AppointmentReader, AppointmentWriter};
pub use table::attendance::{AttendanceReader, AttendanceWriter};
pub use table::chart::ChartReader;
pub use table::check_in::{CheckInReader, CheckInWriter};
pub use table::coping_date::{
    CopingDateReader, CopingDateWriter, CopingReviewReader, CopingReviewWriter,
};
pub use table::craving::{CravingReader, CravingWriter};
pub use table::diary_note::{DiaryNoteReader, DiaryNoteWriter};
pub use table::dose::{DoseReader, DoseWriter};
pub use table::draft::{DraftReader, DraftWriter, KeptDraft};
pub use table::goal::{GoalReader, GoalWriter};
pub use table::goal_break::{GoalBreakReader, GoalBreakWriter};
pub use table::goal_limit::{GoalLimitReader, GoalLimitWriter};
pub use table::goal_rate::{GoalRateReader, GoalRateWriter};
pub use table::inbox::{InboxReader, InboxWriter};
pub use table::journal_entry::{JournalEntryReader, JournalEntryWriter};
pub use table::journey::JourneyReader;
pub use table::lapse::{LapseReader, LapseWriter};
pub use table::ledger::{LedgerReader, LedgerWriter};
pub use table::medicine::{MedicineReader, MedicineWriter};
pub use table::meeting::{MeetingReader, MeetingTimes};
pub use table::meeting_feed::{MeetingFeedReader, PlacedMeeting};
pub use table::meeting_words::MeetingQuery;
pub use table::milestone::{MilestoneReader, MilestoneWriter};
pub use table::my_meeting::{MyMeetingReader, MyMeetingWriter};
pub use table::person::{PersonReader, PersonWriter};
pub use table::question::{QuestionReader, QuestionWriter};
pub use table::schedule::{KeptRevision, KeptSchedule, ScheduleReader, ScheduleWriter};
pub use table::search::{SearchQuery, SearchReader};
pub use table::setting::{SettingReader, SettingWriter};
pub use table::side_effect::{SideEffectReader, SideEffectWriter};
pub use table::stay::{StayReader, StayWriter};
pub use table::stock::{StockReader, StockWriter};
pub use table::trigger::{TriggerReader, TriggerWriter};
pub use table::use_entry::{UseEntryReader, UseEntryWriter};
pub use table::visit::{VisitLineReader, VisitLineWriter, VisitReader, VisitWriter};
pub use wal::LogReport;
pub use write::{Change, Write};
