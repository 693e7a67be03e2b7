//! Goals: what a person is recovering from, and in which direction.

use crate::bindings::{wire, words};
use crate::{GoalId, Name};
use chrono::NaiveDate;

wire! {
    /// What the person wants to happen with it. All four are goals of the same worth.
    pub enum Direction {
        /// None at all.
        Abstain,
        /// Less than before.
        Reduce,
        /// With less harm.
        SaferUse,
        /// Not decided yet.
        Undecided,
    }
}

words!(Direction { Abstain = "abstain", Reduce = "reduce", SaferUse = "safer_use", Undecided = "undecided" });

wire! {
    /// What it is, as far as safety needs to know: after a lapse, opioids bring the words on lost tolerance, alcohol
    /// and sedatives those on withdrawal.
    pub enum GoalKind {
        /// Alcohol.
        Alcohol,
        /// Heroin, fentanyl, pain medicines and the like.
        Opioids,
        /// Cocaine, amphetamines and the like.
        Stimulants,
        /// Benzodiazepines, sleeping pills and the like.
        Sedatives,
        /// Cannabis.
        Cannabis,
        /// Tobacco and nicotine.
        Nicotine,
        /// Another drug.
        OtherDrug,
        /// Gambling.
        Gambling,
        /// Another behaviour.
        Behaviour,
        /// Something else, or not said.
        Other,
    }
}

words!(GoalKind {
    Alcohol = "alcohol",
    Opioids = "opioids",
    Stimulants = "stimulants",
    Sedatives = "sedatives",
    Cannabis = "cannabis",
    Nicotine = "nicotine",
    OtherDrug = "other_drug",
    Gambling = "gambling",
    Behaviour = "behaviour",
    Other = "other",
});

wire! {
    /// One goal.
    pub struct Goal {
        /// Its id.
        pub id: GoalId,
        /// What it is about.
        pub kind: GoalKind,
        /// The person's own word for it; empty: the word of its kind is shown.
        pub name: Name,
        /// What an amount of it is counted in, in the person's own word, such as "drinks"; may be empty.
        pub unit: Name,
        /// What the person wants to happen with it.
        pub direction: Direction,
        /// When it starts, in milliseconds since 1970 UTC. May lie in the future.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        pub started_at_ms: i64,
        /// The zone in which that was said, an IANA name.
        pub zone: String,
        /// The local day of the start.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub started_on: NaiveDate,
    }
}
