//! Side effects: what somebody noticed with a medicine, in a word or their own.
//!
//! Deliberately not here: what it means, and what to do about it. Who prescribes it knows.

use crate::bindings::{wire, words};
use crate::{Error, Logged, MedicineId, Name, Note, Result, SideEffectId};

wire! {
    /// What was noticed.
    pub enum SideEffectKind {
        /// Feeling sick.
        Nausea,
        /// Hard to go.
        Constipation,
        /// A headache.
        Headache,
        /// Tired or sleepy.
        Tired,
        /// Dizzy.
        Dizzy,
        /// Sleeping badly, or dreams.
        Sleep,
        /// Sweating.
        Sweating,
        /// A dry mouth.
        DryMouth,
        /// More or less hunger.
        Appetite,
        /// Mood, or nerves.
        Mood,
        /// The skin.
        Skin,
        /// Something else.
        Other,
    }
}
words!(SideEffectKind {
    Nausea = "nausea",
    Constipation = "constipation",
    Headache = "headache",
    Tired = "tired",
    Dizzy = "dizzy",
    Sleep = "sleep",
    Sweating = "sweating",
    DryMouth = "dry_mouth",
    Appetite = "appetite",
    Mood = "mood",
    Skin = "skin",
    Other = "other",
});

wire! {
    /// How strong it was, as the person says.
    #[derive(PartialOrd, Ord)]
    pub enum SideEffectStrength {
        /// Noticed, and no more.
        Mild,
        /// It bothered.
        Medium,
        /// Hard to bear.
        Strong,
    }
}
words!(SideEffectStrength {
    Mild = "mild",
    Medium = "medium",
    Strong = "strong",
});

wire! {
    /// One that was noticed.
    #[derive(Eq)]
    pub struct SideEffect {
        /// Its id.
        pub id: SideEffectId,
        /// When it was noticed.
        #[serde(flatten)]
        pub when: Logged,
        /// With which medicine; `None` for one that is not known, or not kept any more.
        pub medicine_id: Option<MedicineId>,
        /// What lists called it then; may be empty.
        pub medicine: Name,
        /// What it was; `None`: as their words say.
        pub kind: Option<SideEffectKind>,
        /// What it was in their words; never empty where there is no kind.
        pub words: Name,
        /// How strong it was; `None` is not said.
        pub strength: Option<SideEffectStrength>,
        /// Whether it is over; `None` is not said.
        pub is_over: Option<bool>,
        /// In their own words; may be empty.
        pub note: Note,
    }
}

impl SideEffect {
    /// Checks that it says what was noticed.
    ///
    /// # Errors
    /// [`Error::AnswerNeeded`] where it does not.
    pub fn checked(self) -> Result<Self> {
        if self.kind.is_none() && self.words.is_empty() {
            return Err(Error::AnswerNeeded);
        }
        Ok(self)
    }
}
