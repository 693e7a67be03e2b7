//! Breaks of a goal: days that count for nothing and break nothing.
//!
//! A pause and an end are the same to the numbers: their days are left out, and the run goes on after them. They
//! differ in what the person means by it, and in what the screens say.

use crate::bindings::{wire, words};
use crate::{GoalBreakId, GoalId, Span};

wire! {
    /// What a break is meant as.
    pub enum BreakKind {
        /// For a while.
        Pause,
        /// The goal is over; it may be reopened.
        End,
    }
}

words!(BreakKind { Pause = "pause", End = "end" });

wire! {
    /// Days on which a goal is not pursued.
    pub struct GoalBreak {
        /// Its id.
        pub id: GoalBreakId,
        /// The goal.
        pub goal_id: GoalId,
        /// What it is meant as.
        pub kind: BreakKind,
        /// The days.
        #[serde(flatten)]
        pub span: Span,
    }
}
