//! Having been at a meeting.
//!
//! It says what the meeting was at that time, so that it stays true when the meeting is changed or removed. Of a meeting
//! that the ledger asked about, it carries the occurrence: that one was there and this entry come and go together.

use crate::bindings::wire;
use crate::{AttendanceId, Line, Logged, MeetingWay, Mood, MyMeetingId, Note, OccurrenceKey};

wire! {
    /// One of them.
    pub struct Attendance {
        /// Its id.
        pub id: AttendanceId,
        /// When the meeting began.
        #[serde(flatten)]
        pub when: Logged,
        /// The meeting; `None` for one that is not kept, or not any more.
        pub meeting_id: Option<MyMeetingId>,
        /// The occurrence in the ledger that was answered; `None` for one that nobody asked about.
        pub occurrence: Option<OccurrenceKey>,
        /// What the meeting was called then; never empty.
        pub name: Line,
        /// How one took part.
        pub way: MeetingWay,
        /// Where; may be empty.
        pub place: Line,
        /// How long it was, 1 to 1,440 minutes; `None` is "not said".
        pub minutes: Option<u16>,
        /// The mood before.
        pub mood_before: Option<Mood>,
        /// The mood after.
        pub mood_after: Option<Mood>,
        /// What the person did there; may be empty.
        pub role: Line,
        /// What they take away.
        pub note: Note,
    }
}
