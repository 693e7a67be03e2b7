//! What a chart shows, and how far back.

use crate::bindings::{wire, words};
use crate::CheckInItemKind;

wire! {
    /// What a chart shows.
    pub enum ChartMeasure {
        /// The mean mood of a day, 1 to 5.
        Mood,
        /// The strongest craving of a day, 0 to 10.
        Craving,
        /// How many cravings were logged on a day.
        Cravings,
        /// The mean confidence of a day, 0 to 10.
        Confidence,
        /// Sleep in minutes.
        Sleep,
        /// Whether there was a lapse on a day.
        Lapses,
        /// How many doses that were due on a day were taken.
        Doses,
        /// How many were taken as needed on a day.
        DosesAsNeeded,
        /// The mean of a day of a check-in item on a scale, 0 to 10.
        ItemScale,
        /// The mean of a day of a check-in item that is a number, in its unit.
        ItemNumber,
        /// Whether a check-in item was answered with yes on a day.
        ItemYesNo,
    }
}

words!(ChartMeasure {
    Mood = "mood",
    Craving = "craving",
    Cravings = "cravings",
    Confidence = "confidence",
    Sleep = "sleep",
    Lapses = "lapses",
    Doses = "doses",
    DosesAsNeeded = "doses_as_needed",
    ItemScale = "item_scale",
    ItemNumber = "item_number",
    ItemYesNo = "item_yes_no",
});

impl ChartMeasure {
    /// Whether days are added up, and not averaged.
    #[must_use]
    pub const fn is_count(self) -> bool {
        match self {
            Self::Cravings | Self::Lapses | Self::Doses | Self::DosesAsNeeded | Self::ItemYesNo => {
                true
            }
            Self::Mood
            | Self::Craving
            | Self::Confidence
            | Self::Sleep
            | Self::ItemScale
            | Self::ItemNumber => false,
        }
    }

    /// Whether it is about a check-in item.
    #[must_use]
    pub const fn is_of_item(self) -> bool {
        matches!(self, Self::ItemScale | Self::ItemNumber | Self::ItemYesNo)
    }

    /// Whether it is about doses.
    #[must_use]
    pub const fn is_of_doses(self) -> bool {
        matches!(self, Self::Doses | Self::DosesAsNeeded)
    }

    /// The measure of a check-in item; words have none.
    #[must_use]
    pub const fn of_item(kind: CheckInItemKind) -> Option<Self> {
        match kind {
            CheckInItemKind::Scale => Some(Self::ItemScale),
            CheckInItemKind::Number => Some(Self::ItemNumber),
            CheckInItemKind::YesNo => Some(Self::ItemYesNo),
            CheckInItemKind::Text => None,
        }
    }

    /// From which difference to `before` on one is called higher. A number may be of any size: a tenth of it.
    pub(crate) fn notable(self, before: f64) -> f64 {
        match self {
            Self::Mood => 0.5,
            Self::Craving | Self::Confidence | Self::ItemScale => 1.0,
            Self::Sleep => 30.0,
            Self::Cravings | Self::Lapses | Self::Doses | Self::DosesAsNeeded | Self::ItemYesNo => {
                1.0
            }
            Self::ItemNumber => (before / 10.0).max(f64::MIN_POSITIVE),
        }
    }
}

wire! {
    /// How far back a chart looks.
    pub enum ChartRange {
        /// Seven days, today included.
        Days7,
        /// Thirty.
        Days30,
        /// Ninety.
        Days90,
        /// A year.
        Days365,
        /// Since the first entry.
        All,
    }
}

impl ChartRange {
    /// Its days; `None` for all.
    #[must_use]
    pub const fn days(self) -> Option<i64> {
        match self {
            Self::Days7 => Some(7),
            Self::Days30 => Some(30),
            Self::Days90 => Some(90),
            Self::Days365 => Some(365),
            Self::All => None,
        }
    }
}
