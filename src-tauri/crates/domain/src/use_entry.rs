//! Uses: how much, when. For goals that are not about none at all; a use is no lapse and is not judged.

use crate::bindings::wire;
use crate::{Amount, GoalId, Logged, Note, UseEntryId};

wire! {
    /// Something that was used, in the unit of its goal.
    pub struct UseEntry {
        /// Its id.
        pub id: UseEntryId,
        /// When.
        #[serde(flatten)]
        pub when: Logged,
        /// The goal it is about; `None` when that was removed.
        pub goal_id: Option<GoalId>,
        /// How much, in thousandths of the goal's unit.
        pub amount: Amount,
        /// In their own words.
        pub note: Note,
    }
}
