//! Cravings: an event with a strength before and, often, a lower one after.

use crate::bindings::{wire, words};
use crate::{CravingId, GoalId, Logged, Note, Rating, TriggerId};

wire! {
    /// A coping tool that is built into the craving path.
    #[derive(PartialOrd, Ord)]
    pub enum ToolKey {
        /// Slow breathing with a longer out-breath.
        PacedBreathing,
        /// A timer of 3 to 15 minutes over which a craving rises and falls.
        UrgeWave,
        /// Five things seen, four felt, three heard, two smelt, one tasted.
        Grounding,
    }
}

words!(ToolKey { PacedBreathing = "paced_breathing", UrgeWave = "urge_wave", Grounding = "grounding" });

wire! {
    /// What a person said about a craving. Every step may be skipped: `None` is "not said".
    #[derive(Eq, Default)]
    pub struct CravingAnswers {
        /// The goal it is about.
        pub goal_id: Option<GoalId>,
        /// How strong at first, 0 to 10.
        pub strength_before: Option<Rating>,
        /// How strong at the end, 0 to 10.
        pub strength_after: Option<Rating>,
        /// What was around it: situations, feelings, states of the body, places, people.
        pub triggers: Vec<TriggerId>,
        /// The tool they used.
        pub tool: Option<ToolKey>,
        /// For how many seconds they used it, at most a day.
        pub tool_seconds: Option<u32>,
        /// Whether they acted on it.
        pub acted: Option<bool>,
        /// In their own words.
        pub note: Note,
    }
}

wire! {
    /// One craving.
    pub struct Craving {
        /// Its id.
        pub id: CravingId,
        /// When.
        #[serde(flatten)]
        pub when: Logged,
        /// What they said about it.
        #[serde(flatten)]
        pub answers: CravingAnswers,
    }
}
