//! How long the app has been in the background of a phone.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long somebody may be in another app before the vault locks.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// When the app went to the background, by the wall clock: the other one may stand still while a phone sleeps.
#[derive(Debug, Default)]
pub(super) struct Away(Mutex<Option<i64>>);

impl Away {
    /// The app went to the background at `now_ms`.
    pub(super) fn left(&self, now_ms: i64) {
        self.set(Some(now_ms));
    }

    /// The app is in front again.
    pub(super) fn came_back(&self) {
        self.set(None);
    }

    /// Whether it is time to lock. A clock that was put back counts as long enough.
    pub(super) fn is_over(&self, now_ms: i64) -> bool {
        let left = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        left.is_some_and(|left| match u64::try_from(now_ms.saturating_sub(left)) {
            Ok(away) => Duration::from_millis(away) >= PATIENCE,
            Err(_) => true,
        })
    }

    fn set(&self, value: Option<i64>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_minute_away_locks_and_a_short_look_elsewhere_does_not() {
        let away = Away::default();
        assert!(!away.is_over(i64::MAX), "in front");
        away.left(1_000);
        assert!(!away.is_over(30_999), "one millisecond short");
        assert!(away.is_over(31_000), "30 s");
        assert!(away.is_over(999), "the clock was put back");
        away.came_back();
        assert!(!away.is_over(i64::MAX), "in front again");
    }
}
