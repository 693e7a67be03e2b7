//! What an entry was before, and what was removed.

use crate::bindings::wire;
use crate::{
    Appointment, ChangeId, CheckInItem, CopingDate, Dose, Goal, JourneyEntry, Medicine, MyMeeting,
    Name, OwnReminder, Person, RowId, VisitLine,
};

wire! {
    /// An entry as it stood after one write.
    pub struct Version {
        /// The write.
        pub change: ChangeId,
        /// When it was written, in milliseconds since 1970 UTC.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        pub written_ms: i64,
        /// The entry as it stood then.
        pub entry: JourneyEntry,
    }
}

wire! {
    /// What was said about a dose, and what lists call its medicine.
    pub struct RemovedDose {
        /// What was said.
        #[serde(flatten)]
        pub dose: Dose,
        /// What lists call the medicine now.
        pub name: Name,
        /// Its strength in words; may be empty.
        pub strength: Name,
    }
}

/// What was removed, as it stood before.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "type", content = "row", rename_all = "snake_case")]
pub enum RemovedRow {
    /// An entry of the log.
    Entry(JourneyEntry),
    /// A goal.
    Goal(Goal),
    /// A check-in item.
    CheckInItem(CheckInItem),
    /// A person.
    Person(Person),
    /// An appointment.
    Appointment(Appointment),
    /// A coping date.
    CopingDate(CopingDate),
    /// A line of an appointment.
    VisitLine(VisitLine),
    /// A meeting of the person's own.
    MyMeeting(MyMeeting),
    /// A medicine.
    Medicine(Medicine),
    /// A reminder of the person's own.
    OwnReminder(OwnReminder),
    /// What was said about a dose.
    Dose(RemovedDose),
}

wire! {
    /// Something that was removed and can come back.
    pub struct Removed {
        /// Its id, by which it comes back.
        pub id: RowId,
        /// When it was removed, in milliseconds since 1970 UTC.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        pub removed_ms: i64,
        /// What it was.
        pub what: RemovedRow,
    }
}
