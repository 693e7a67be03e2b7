//! The device's clocks and zone.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one adapter of the clock's port"
)]

use chrono_tz::Tz;
use mainstay_core::ports::Clock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The device's clocks.
#[derive(Debug)]
pub(crate) struct SystemClock {
    start: Instant,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self {
            start: Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        let since = |later: SystemTime, earlier: SystemTime| {
            let millis = later
                .duration_since(earlier)
                .map_or(0, |gap| gap.as_millis());
            i64::try_from(millis).unwrap_or(i64::MAX)
        };
        let now = SystemTime::now();
        // A device whose clock stands before 1970 gets a negative time, not a wrong one.
        since(now, UNIX_EPOCH) - since(UNIX_EPOCH, now)
    }

    /// `TZ` where it names a zone, as programs on Unix do it; then the device's setting; UTC where neither is a zone
    /// that we know.
    fn zone(&self) -> Tz {
        let asked = std::env::var("TZ").ok().and_then(|name| parse(&name));
        let set = || {
            iana_time_zone::get_timezone()
                .ok()
                .and_then(|name| parse(&name))
        };
        asked.or_else(set).unwrap_or(Tz::UTC)
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }
}

fn parse(name: &str) -> Option<Tz> {
    // POSIX lets a colon stand before the name.
    name.strip_prefix(':').unwrap_or(name).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_read_by_its_name_and_nothing_else() {
        assert_eq!(parse("Pacific/Apia"), Some(Tz::Pacific__Apia));
        assert_eq!(parse(":Europe/Dublin"), Some(Tz::Europe__Dublin));
        assert_eq!(
            parse("EST5EDT,M3.2.0,M11.1.0"),
            None,
            "a rule is not a name"
        );
        assert_eq!(parse(""), None);
    }

    #[test]
    fn both_clocks_run_forward() {
        let clock = SystemClock::default();
        assert!(clock.now_ms() > 1_700_000_000_000, "after 2023");
        let first = clock.monotonic();
        assert!(clock.monotonic() >= first);
    }
}
