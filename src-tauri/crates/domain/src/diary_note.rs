//! Diary notes: what somebody says on the diary card about skills on one day, where the log cannot know it.

use crate::bindings::{wire, words};
use crate::{DiaryNoteId, Logged, Note};

wire! {
    /// Whether a skill was used on a day, or why none was. No answer is better than another.
    pub enum SkillAnswer {
        /// One was used, outside the app or inside it.
        Used,
        /// It did not come to mind.
        NotThoughtOf,
        /// It came to mind, and they did not want to.
        NotWanted,
        /// They wanted to, and could not.
        NotPossible,
        /// There was nothing to use one for.
        NotNeeded,
    }
}

words!(SkillAnswer {
    Used = "used",
    NotThoughtOf = "not_thought_of",
    NotWanted = "not_wanted",
    NotPossible = "not_possible",
    NotNeeded = "not_needed",
});

wire! {
    /// What somebody says about one day. A day has one at most.
    pub struct DiaryNote {
        /// Its id.
        pub id: DiaryNoteId,
        /// When it was first written, and the day that it is about: often an earlier one.
        #[serde(flatten)]
        pub when: Logged,
        /// Whether a skill was used, or why none; `None` is "not said".
        pub skill: Option<SkillAnswer>,
        /// In their own words.
        pub note: Note,
    }
}
