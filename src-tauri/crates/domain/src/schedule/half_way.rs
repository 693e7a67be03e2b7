//! For how long one is open that is open until half way to the next one.

use super::QuietHours;
use chrono_tz::Tz;

/// The least time for which anything is open, in milliseconds: two occurrences may be a minute apart, or share an instant.
pub(super) const SHORTEST_GRACE_MS: i64 = 5 * 60_000;

/// What is open until half way to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfWay {
    /// For so many milliseconds at most.
    pub most_ms: i64,
    /// When the next one is due, in milliseconds since 1970 UTC; `None` when none follows.
    pub next_ms: Option<i64>,
}

impl HalfWay {
    /// For how long one is open that is due at `at_ms`, in milliseconds, where quiet hours hold it back or not.
    pub(super) fn grace_ms(self, at_ms: i64, quiet: Option<QuietHours>, here: Tz) -> i64 {
        let waits_ms = self.waits_until_ms(at_ms, quiet, here);
        let half = self.next_ms.map_or(i64::MAX, |next| (next - waits_ms) / 2);
        waits_ms - at_ms + half.min(self.most_ms).max(SHORTEST_GRACE_MS)
    }

    /// From when it is open: from its time, or from the end of the quiet hours that hold it back. But for one that the
    /// next one overtakes in the same quiet hours: of several doses of a night the newest is asked about.
    fn waits_until_ms(self, at_ms: i64, quiet: Option<QuietHours>, here: Tz) -> i64 {
        let ends = quiet.and_then(|quiet| quiet.over_at(at_ms, here));
        let is_newest = |ends: &i64| self.next_ms.is_none_or(|next| next > *ends);
        ends.filter(is_newest).unwrap_or(at_ms)
    }
}
