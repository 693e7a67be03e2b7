//! Two clocks: one that stands until it is moved, one that is the machine's.

use chrono_tz::Tz;
use mainstay_core::ports::Clock;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A clock that stands until a test moves it. Its monotonic time follows its wall time forward only.
#[derive(Debug)]
pub struct FixedClock(Mutex<Reading>);

#[derive(Debug, Clone, Copy)]
struct Reading {
    now_ms: i64,
    zone: Tz,
    knows_zone: bool,
    monotonic: Duration,
}

impl FixedClock {
    /// A clock at an RFC 3339 instant, in an IANA zone.
    ///
    /// # Panics
    /// When either is not one: a test says what it means.
    #[must_use]
    pub fn new(now: &str, zone: &str) -> Self {
        let zone = zone.parse().expect("an IANA zone");
        Self(Mutex::new(Reading {
            now_ms: instant(now),
            zone,
            knows_zone: true,
            monotonic: Duration::from_secs(1_000),
        }))
    }

    /// Moves it to an RFC 3339 instant.
    ///
    /// # Panics
    /// When it is not one.
    pub fn set(&self, now: &str) {
        self.set_ms(instant(now));
    }

    /// Moves it to milliseconds since 1970 UTC.
    pub fn set_ms(&self, now_ms: i64) {
        let mut reading = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ahead = u64::try_from(now_ms - reading.now_ms).unwrap_or(0);
        reading.monotonic += Duration::from_millis(ahead);
        reading.now_ms = now_ms;
    }

    /// Moves it on by so many seconds.
    pub fn advance(&self, seconds: i64) {
        self.set_ms(self.now_ms() + seconds * 1_000);
    }

    /// Takes it to another zone.
    ///
    /// # Panics
    /// When it is not one.
    pub fn travel(&self, zone: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).zone =
            zone.parse().expect("an IANA zone");
    }

    /// From now on nobody can tell the zone: UTC stands for it.
    pub fn lose_zone(&self) {
        let mut reading = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (reading.zone, reading.knows_zone) = (Tz::UTC, false);
    }

    fn read(&self) -> Reading {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for FixedClock {
    fn now_ms(&self) -> i64 {
        self.read().now_ms
    }

    fn zone(&self) -> Tz {
        self.read().zone
    }

    fn knows_zone(&self) -> bool {
        self.read().knows_zone
    }

    fn monotonic(&self) -> Duration {
        self.read().monotonic
    }
}

/// The machine's clock, in a given zone.
#[derive(Debug)]
pub struct SystemClock {
    zone: Tz,
    start: Instant,
}

impl SystemClock {
    /// The machine's clock, in a given zone.
    #[must_use]
    pub fn new(zone: Tz) -> Self {
        #[expect(clippy::disallowed_methods, reason = "an adapter of the clock port")]
        Self {
            zone,
            start: Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        #[expect(clippy::disallowed_methods, reason = "an adapter of the clock port")]
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }

    fn zone(&self) -> Tz {
        self.zone
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }
}

fn instant(now: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(now)
        .expect("an RFC 3339 instant")
        .timestamp_millis()
}
