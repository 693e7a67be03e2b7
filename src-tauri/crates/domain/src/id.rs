//! Ids: one type per kind of thing, all of them UUIDv7 (RFC 9562 section 5.7).
//!
//! The time part makes ids sort by creation, which keeps B-tree inserts at the end; the random part makes ids of two
//! devices differ, so that their journals can be merged one day. Making one needs a clock and entropy and is
//! therefore the caller's: [`GoalId::new`] only puts the parts together.

use crate::{Error, Result};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        #[serde(transparent)]
        pub struct $name(#[cfg_attr(feature = "bindings", ts(type = "string"))] Uuid);

        impl $name {
            /// An id made at `at_ms` (milliseconds since 1970 UTC; earlier counts as 1970) from ten random bytes.
            #[must_use]
            pub fn new(at_ms: i64, random: &[u8; 10]) -> Self {
                let millis = u64::try_from(at_ms).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(millis, random).into_uuid())
            }

            /// The sixteen bytes as they stand in the vault.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// The id that these bytes are.
            ///
            /// # Errors
            /// [`Error::Invalid`] unless there are sixteen.
            pub fn from_slice(bytes: &[u8]) -> Result<Self> {
                Uuid::from_slice(bytes).map(Self).map_err(|_| Error::Invalid)
            }

            /// The id that this text is, in the one form that [`Display`](std::fmt::Display) writes.
            ///
            /// # Errors
            /// [`Error::Invalid`] for anything else, another spelling of an id included.
            pub fn parse(text: &str) -> Result<Self> {
                let id = Uuid::try_parse(text).map(Self).map_err(|_| Error::Invalid)?;
                if id.to_string() == text { Ok(id) } else { Err(Error::Invalid) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// Names a [`Goal`](crate::Goal).
    GoalId,
    /// Names a [`CheckIn`](crate::CheckIn).
    CheckInId,
    /// Names a [`CheckInItem`](crate::CheckInItem).
    CheckInItemId,
    /// Names a [`Craving`](crate::Craving).
    CravingId,
    /// Names a [`Lapse`](crate::Lapse).
    LapseId,
    /// Names a [`JournalEntry`](crate::JournalEntry).
    JournalEntryId,
    /// Names a [`Trigger`](crate::Trigger).
    TriggerId,
    /// Names a [`GoalBreak`](crate::GoalBreak).
    GoalBreakId,
    /// Names a [`Stay`](crate::Stay).
    StayId,
    /// Names a [`CustomMilestone`](crate::CustomMilestone).
    MilestoneId,
    /// Names an [`OwnReminder`](crate::OwnReminder).
    OwnReminderId,
    /// Names a [`UseEntry`](crate::UseEntry).
    UseEntryId,
    /// Names a [`DiaryNote`](crate::DiaryNote).
    DiaryNoteId,
    /// Names a [`Person`](crate::Person).
    PersonId,
    /// Names a [`QuickEntry`](crate::QuickEntry).
    QuickEntryId,
    /// Names a [`Schedule`](crate::Schedule).
    ScheduleId,
    /// Names an [`Answer`](crate::Answer).
    AnswerId,
    /// Names a [`Medicine`](crate::Medicine).
    MedicineId,
    /// Names a [`Dose`](crate::Dose).
    DoseId,
    /// Names a [`StockEntry`](crate::StockEntry).
    StockEntryId,
    /// Names a [`SideEffect`](crate::SideEffect).
    SideEffectId,
    /// Names a [`Question`](crate::Question).
    QuestionId,
    /// Names a [`MeetingFeed`](crate::MeetingFeed).
    MeetingFeedId,
    /// Names an [`Appointment`](crate::Appointment).
    AppointmentId,
    /// Names a visit about which something was written: a [`VisitNote`](crate::VisitNote).
    VisitId,
    /// Names a [`VisitLine`](crate::VisitLine).
    VisitLineId,
    /// Names a [`CopingDate`](crate::CopingDate).
    CopingDateId,
    /// Names a [`CopingReview`](crate::CopingReview).
    CopingReviewId,
    /// Names a [`MyMeeting`](crate::MyMeeting).
    MyMeetingId,
    /// Names an [`Attendance`](crate::Attendance).
    AttendanceId,
    /// Names a row of any of these kinds, where it does not matter which.
    RowId,
    /// Names one recorded change of the journal, which can be undone.
    ChangeId,
}

macro_rules! rows {
    ($($name:ident),+) => {$(
        impl From<$name> for RowId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }

        impl From<RowId> for $name {
            fn from(id: RowId) -> Self {
                Self(id.0)
            }
        }
    )+};
}

rows!(
    JournalEntryId,
    OwnReminderId,
    AppointmentId,
    VisitLineId,
    CopingDateId,
    MedicineId,
    DoseId,
    MyMeetingId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_time_they_were_made() {
        let earlier = GoalId::new(1_000, &[0xff; 10]);
        let later = GoalId::new(1_001, &[0; 10]);
        assert!(earlier < later, "the time part leads");
    }

    #[test]
    fn an_id_reads_back_from_its_bytes_and_its_text() {
        let id = LapseId::new(1_700_000_000_000, &[7; 10]);
        assert_eq!(LapseId::from_slice(id.as_bytes()), Ok(id));
        let text = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<LapseId>(&text).unwrap(), id);
    }

    #[test]
    fn an_id_is_read_in_one_spelling_only() {
        let text = "019a45b6-4500-7303-8303-030303030303";
        assert_eq!(LapseId::parse(text).unwrap().to_string(), text);
        for other in [
            text.to_uppercase(),
            text.replace('-', ""),
            format!("{{{text}}}"),
            String::new(),
        ] {
            assert_eq!(LapseId::parse(&other), Err(Error::Invalid), "{other}");
        }
    }

    #[test]
    fn an_id_made_before_1970_is_still_an_id() {
        assert_eq!(GoalId::new(-5, &[1; 10]), GoalId::new(0, &[1; 10]));
    }

    #[test]
    fn fifteen_bytes_are_refused() {
        assert_eq!(GoalId::from_slice(&[0; 15]), Err(Error::Invalid));
    }
}
