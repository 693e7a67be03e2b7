//! Until when a locked journal knows of all that rings, wherever the device goes meanwhile.

use crate::time::{resolve, Moment};
use chrono::NaiveDateTime;
use chrono_tz::Tz;

/// When something may ring of which a locked journal does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingEnd {
    /// In milliseconds since 1970 UTC, where the device was when it was locked.
    pub at_ms: i64,
    /// The same on the wall there, where that is known. What follows the wall rings earlier once the device is further
    /// east.
    pub civil: Option<NaiveDateTime>,
}

impl WaitingEnd {
    /// The end at a moment, on the wall `here`.
    #[must_use]
    pub fn new(at_ms: i64, here: Tz) -> Self {
        let civil = Some(Moment { at_ms, zone: here }.local());
        Self { at_ms, civil }
    }

    /// When that is at the earliest in another zone, in milliseconds since 1970 UTC.
    #[must_use]
    pub fn earliest_ms(self, here: Tz) -> i64 {
        let civil = self
            .civil
            .map(|civil| resolve(civil, here).timestamp_millis());
        civil.map_or(self.at_ms, |at_ms| at_ms.min(self.at_ms))
    }
}
