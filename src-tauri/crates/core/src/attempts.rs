//! How long to wait after wrong tries. Kept in memory only: a wrong passphrase changes nothing on the disk.

use std::time::Duration;

/// The longest wait.
const LONGEST_SECONDS: u64 = 30;

/// Wrong tries since the last right one.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    wrong: u32,
    next_at: Duration,
}

impl Attempts {
    /// How long until the next try, at `now` (monotonic).
    pub(crate) fn wait(&self, now: Duration) -> Duration {
        self.next_at.saturating_sub(now)
    }

    /// Notes a wrong try at `now`: the first three cost nothing, then 1, 2, 4, ... 30 seconds.
    pub(crate) fn wrong(&mut self, now: Duration) {
        self.wrong = self.wrong.saturating_add(1);
        let seconds = match self.wrong.checked_sub(4) {
            None => 0,
            Some(n) => 1u64
                .checked_shl(n)
                .unwrap_or(LONGEST_SECONDS)
                .min(LONGEST_SECONDS),
        };
        self.next_at = now + Duration::from_secs(seconds);
    }

    /// Forgets them after a right try.
    pub(crate) fn right(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_stays_at_half_a_minute() {
        let mut attempts = Attempts::default();
        let waits: Vec<u64> = (0..100)
            .map(|_| {
                attempts.wrong(Duration::ZERO);
                attempts.wait(Duration::ZERO).as_secs()
            })
            .collect();
        assert_eq!(waits[..10], [0, 0, 0, 1, 2, 4, 8, 16, 30, 30]);
        assert!(waits[10..].iter().all(|seconds| *seconds == 30));
        attempts.right();
        assert_eq!(attempts.wait(Duration::ZERO), Duration::ZERO);
    }
}
