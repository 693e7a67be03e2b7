//! Triggers: the cues around a craving, built in or the person's own.

use crate::bindings::{wire, words};
use crate::{Name, TriggerId};

wire! {
    /// What sort of cue it is.
    pub enum TriggerKind {
        /// Something that happened: payday, an argument.
        Situation,
        /// An emotion.
        Feeling,
        /// Hungry, angry, lonely, tired and other states of the body.
        Halt,
        /// Where.
        Place,
        /// With whom.
        Person,
    }
}

words!(TriggerKind {
    Situation = "situation",
    Feeling = "feeling",
    Halt = "halt",
    Place = "place",
    Person = "person",
});

wire! {
    /// One cue.
    pub struct Trigger {
        /// Its id. Built-in ones have the same id in every vault.
        pub id: TriggerId,
        /// What sort of cue it is.
        pub kind: TriggerKind,
        /// For a built-in one the end of its message id, `trigger-<key>`.
        pub key: Option<String>,
        /// The person's own words; empty for a built-in one.
        pub name: Name,
    }
}
