//! Lapses: an event, never a reset. What a lapse does to the numbers is in [`sober_time`](crate::sober_time).

use crate::bindings::wire;
use crate::{GoalId, LapseId, Logged, Note};

wire! {
    /// One lapse. May be logged long after it happened.
    pub struct Lapse {
        /// Its id.
        pub id: LapseId,
        /// When it happened.
        #[serde(flatten)]
        pub when: Logged,
        /// The goal it is about; with none it changes no goal's numbers.
        pub goal_id: Option<GoalId>,
        /// In their own words.
        pub note: Note,
    }
}
