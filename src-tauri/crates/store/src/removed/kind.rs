//! What a person can remove and bring back.

use crate::history::{tables, Tables};
use mainstay_domain::EntryKind;

/// What a person can remove. A word of `Kind` is that of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Entry(EntryKind),
    Goal,
    Item,
    Person,
    Appointment,
    CopingDate,
    VisitLine,
    MyMeeting,
    Medicine,
    OwnReminder,
    Dose,
}

impl Kind {
    pub(super) const ALL: [Self; 19] = [
        Self::Entry(EntryKind::CheckIn),
        Self::Entry(EntryKind::Craving),
        Self::Entry(EntryKind::Lapse),
        Self::Entry(EntryKind::JournalEntry),
        Self::Entry(EntryKind::UseEntry),
        Self::Entry(EntryKind::DiaryNote),
        Self::Entry(EntryKind::Attendance),
        Self::Entry(EntryKind::SideEffect),
        Self::Entry(EntryKind::Question),
        Self::Goal,
        Self::Item,
        Self::Person,
        Self::Appointment,
        Self::CopingDate,
        Self::VisitLine,
        Self::MyMeeting,
        Self::Medicine,
        Self::OwnReminder,
        Self::Dose,
    ];

    /// Where rows of this kind stand.
    pub(super) const fn tables(self) -> Tables {
        match self {
            Self::Entry(kind) => tables(kind),
            Self::Goal => alone("goals"),
            Self::Item => alone("check_in_items"),
            Self::Person => alone("people"),
            Self::Appointment => alone("appointments"),
            Self::CopingDate => alone("coping_dates"),
            Self::MyMeeting => alone("my_meetings"),
            Self::VisitLine => alone("visit_lines"),
            Self::Medicine => alone("medicines"),
            Self::OwnReminder => alone("own_reminders"),
            Self::Dose => alone("doses"),
        }
    }
}

/// A table whose rows have no others.
const fn alone(own: &'static str) -> Tables {
    Tables { own, links: None }
}
