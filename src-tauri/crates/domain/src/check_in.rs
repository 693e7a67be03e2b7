//! Check-ins: one short record of a moment of a day.

use crate::bindings::wire;
use crate::{CheckInId, Halt, ItemAnswer, Logged, Mood, Note, Rating, SleepMinutes};

wire! {
    /// What a person answered. Everything is optional; `None` is "not said", which is different from zero.
    #[derive(Eq, Default)]
    pub struct CheckInAnswers {
        /// How they are, 1 to 5.
        pub mood: Option<Mood>,
        /// Their strongest craving of the day so far, 0 to 10.
        pub craving: Option<Rating>,
        /// How sure they are of keeping to their goal, 0 to 10.
        pub confidence: Option<Rating>,
        /// How long they slept, in minutes, 0 to 1,440.
        pub sleep_minutes: Option<SleepMinutes>,
        /// Hungry, angry, lonely, tired, 0 to 3 each.
        pub halt: Halt,
        /// Whether they used. Only a lapse changes sober time; this is an answer, not a lapse.
        pub used: Option<bool>,
        /// What they answered to items of their own, by the item's id.
        pub items: Vec<ItemAnswer>,
        /// In their own words.
        pub note: Note,
    }
}

wire! {
    /// One check-in. Several a day are fine.
    pub struct CheckIn {
        /// Its id.
        pub id: CheckInId,
        /// When.
        #[serde(flatten)]
        pub when: Logged,
        /// What they answered.
        #[serde(flatten)]
        pub answers: CheckInAnswers,
    }
}
