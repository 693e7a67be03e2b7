//! Questions for who prescribes: written down when they come up, asked at a visit, with the answer beside them.

use crate::bindings::wire;
use crate::{Line, Logged, MedicineId, Note, QuestionId};
use chrono::NaiveDate;

wire! {
    /// One of them.
    #[derive(Eq)]
    pub struct Question {
        /// Its id.
        pub id: QuestionId,
        /// When it was written down.
        #[serde(flatten)]
        pub when: Logged,
        /// About which medicine; `None` for none.
        pub medicine_id: Option<MedicineId>,
        /// The question; never empty.
        pub text: Line,
        /// On which day it was asked; `None` while it is open.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub asked_on: Option<NaiveDate>,
        /// The answer; may be empty.
        pub note: Note,
    }
}
