//! What became of the doses of some days, in counts: for the diary card, the timeline and charts.

use crate::bindings::wire;
use crate::OccurrenceState;
use chrono::NaiveDate;

/// A dose, as far as a card tells of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiaryDose {
    /// The local day on which it was due, or taken as needed.
    pub day_on: NaiveDate,
    /// How it stands.
    pub state: OccurrenceState,
    /// Whether it is taken as needed.
    pub is_as_needed: bool,
}

wire! {
    /// What became of the doses of a day. What lies ahead or is open is in none.
    #[derive(Copy, Eq, Default)]
    pub struct DiaryDoses {
        /// How many were taken on time.
        pub taken: u32,
        /// How many were taken later.
        pub late: u32,
        /// How many were left out on purpose.
        pub skipped: u32,
        /// How many were missed.
        pub missed: u32,
        /// How many came due while nobody could be asked.
        pub unrecorded: u32,
        /// How many were taken as needed; they are in none of the others.
        pub as_needed: u32,
    }
}

impl DiaryDoses {
    /// What became of some doses.
    #[must_use]
    pub fn of<'a>(some: impl IntoIterator<Item = &'a DiaryDose>) -> Self {
        let mut doses = Self::default();
        for dose in some {
            let counted = match dose.state {
                _ if dose.is_as_needed => &mut doses.as_needed,
                OccurrenceState::Taken => &mut doses.taken,
                OccurrenceState::Late => &mut doses.late,
                OccurrenceState::Skipped => &mut doses.skipped,
                OccurrenceState::Missed => &mut doses.missed,
                OccurrenceState::Unrecorded => &mut doses.unrecorded,
                OccurrenceState::Planned | OccurrenceState::Raised | OccurrenceState::Cancelled => {
                    continue
                }
            };
            *counted += 1;
        }
        doses
    }

    /// How many of it is known what became of them, as needed apart.
    #[must_use]
    pub const fn known(self) -> u32 {
        self.taken + self.late + self.skipped + self.missed
    }
}
