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

    /// UTC where none can be told.
    fn zone(&self) -> Tz {
        known_zone().unwrap_or(Tz::UTC)
    }

    fn knows_zone(&self) -> bool {
        known_zone().is_some()
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }
}

/// Now, where the shell itself waits for somebody: what the core waits for goes by its port.
#[cfg(target_os = "linux")]
pub(crate) fn instant() -> Instant {
    Instant::now()
}

fn known_zone() -> Option<Tz> {
    let asked = std::env::var("TZ").ok();
    zone_of(asked.as_deref(), || iana_time_zone::get_timezone().ok())
}

/// `TZ` where it names a zone, as programs on Unix do it; then the device's setting; none where neither is a zone that we
/// know.
fn zone_of(asked: Option<&str>, set: impl FnOnce() -> Option<String>) -> Option<Tz> {
    asked
        .and_then(parse)
        .or_else(|| set().as_deref().and_then(parse))
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
    fn a_zone_that_nobody_names_is_unknown_and_not_utc() {
        let named = |asked, set: Option<&str>| zone_of(asked, || set.map(str::to_owned));
        let (dublin, apia) = (Some(Tz::Europe__Dublin), Some(Tz::Pacific__Apia));
        assert_eq!(named(Some("Europe/Dublin"), Some("Pacific/Apia")), dublin);
        assert_eq!(
            named(Some("EST5EDT,M3.2.0,M11.1.0"), Some("Pacific/Apia")),
            apia
        );
        assert_eq!(named(None, Some("Pacific/Apia")), apia);
        assert_eq!(
            named(None, Some("UTC")),
            Some(Tz::UTC),
            "it was set to that"
        );
        assert_eq!(named(None, Some("Mars/Olympus")), None);
        assert_eq!(named(Some(""), None), None);
    }

    #[test]
    fn both_clocks_run_forward() {
        let clock = SystemClock::default();
        assert!(clock.now_ms() > 1_700_000_000_000, "after 2023");
        let first = clock.monotonic();
        assert!(clock.monotonic() >= first);
    }
}
