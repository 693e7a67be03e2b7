//! What a schedule belongs to: a medicine, a meeting, an appointment, or a reminder of the person's own.

use crate::bindings::{wire, words};
use crate::id::RowId;

wire! {
    /// Of which kind it is.
    pub enum ScheduleOwnerKind {
        /// A medicine.
        Medicine,
        /// A meeting.
        Meeting,
        /// An appointment.
        Appointment,
        /// A reminder of the person's own.
        Reminder,
        /// Something else of the person's own.
        Other,
        /// The supply of a medicine, that it runs low; the id is the medicine's.
        SupplyLow,
        /// The same, that more can be fetched.
        SupplyRefill,
        /// The same, the day printed on the pack.
        SupplyExpiry,
    }
}
words!(ScheduleOwnerKind {
    Medicine = "medicine",
    Meeting = "meeting",
    Appointment = "appointment",
    Reminder = "reminder",
    Other = "other",
    SupplyLow = "supply_low",
    SupplyRefill = "supply_refill",
    SupplyExpiry = "supply_expiry",
});

wire! {
    /// What a schedule belongs to.
    #[derive(Copy, Eq)]
    pub struct ScheduleOwner {
        /// Of which kind.
        pub kind: ScheduleOwnerKind,
        /// Which of them.
        pub id: RowId,
    }
}
