//! Lapses: an event, never a reset. What a lapse does to the numbers is in [`sober_time`](crate::sober_time).

use crate::bindings::{wire, words};
use crate::{Amount, GoalId, LapseId, Logged, Note, TriggerId};

wire! {
    /// What somebody means to do in the next 24 hours.
    pub enum NextStep {
        /// Tell one person, or be with one.
        Person,
        /// Go to a safer place.
        Place,
        /// Put what is left out of reach.
        Supply,
        /// Take medicines as prescribed.
        Medicine,
        /// Call the clinic, or keep an appointment.
        Appointment,
        /// Go to a meeting.
        Meeting,
        /// Eat, drink water, sleep.
        Rest,
    }
}

words!(NextStep {
    Person = "person",
    Place = "place",
    Supply = "supply",
    Medicine = "medicine",
    Appointment = "appointment",
    Meeting = "meeting",
    Rest = "rest",
});

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
        /// How much, in thousandths of the goal's unit.
        pub amount: Option<Amount>,
        /// What was around it.
        pub triggers: Vec<TriggerId>,
        /// What they mean to do in the next 24 hours, in the order of the words.
        pub next_steps: Vec<NextStep>,
        /// In their own words.
        pub note: Note,
    }
}
