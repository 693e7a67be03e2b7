//! A list of meetings that the person keeps: what a feed was when it was imported.

use super::{FeedKind, TypeVocabulary};
use crate::bindings::wire;
use crate::MeetingFeedId;
use chrono::NaiveDate;

/// The most lists that are kept. A person looks in one or two; a country has some dozens.
pub const MOST_FEEDS: usize = 50;

wire! {
    /// A list that was imported.
    #[derive(Eq)]
    pub struct MeetingFeed {
        /// Its id, kept when a newer download takes its place.
        pub id: MeetingFeedId,
        /// What the person calls it.
        pub name: String,
        /// What kind of feed it was.
        pub kind: FeedKind,
        /// The zone of meetings that say none, an IANA name.
        pub zone: String,
        /// The person's local day on which it was imported.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub imported_on: NaiveDate,
        /// How many meetings are in it.
        pub meetings: u32,
        /// How many of the feed's records were left out.
        pub left_out: u32,
    }
}

wire! {
    /// A kind of meeting: a code, and whose code it is.
    #[derive(Eq)]
    pub struct MeetingType {
        /// Whose.
        pub vocabulary: TypeVocabulary,
        /// The code.
        pub code: String,
    }
}

wire! {
    /// How many of the listed meetings are of a kind.
    #[derive(Eq)]
    pub struct MeetingTypeUse {
        /// The kind.
        pub kind: MeetingType,
        /// How many.
        pub meetings: u32,
    }
}
