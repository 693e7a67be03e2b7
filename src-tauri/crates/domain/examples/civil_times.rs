//! What this program makes of the times on the wall around every change of every zone's clocks, 1970 to 2037, for
//! `tests/zones/check.py`, which asks Python the same.
//!
//! One line for each change: the zone, the first time on the wall (seconds, as if it were UTC), and the instants of
//! that and of the next ones, half an hour apart.

use chrono::{DateTime, Duration};
use chrono_tz::TZ_VARIANTS;
use jiff::tz::TimeZone;
use jiff::Timestamp;
use mainstay_domain::{resolve, Moment};
use std::io::{BufWriter, Write};

const UNTIL: i64 = 2_145_916_800;
const AROUND_HOURS: i64 = 26;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for zone in TZ_VARIANTS {
        let tables = TimeZone::get(zone.name())?;
        let changes = tables.following(Timestamp::UNIX_EPOCH);
        let changes = changes.map(|change| change.timestamp().as_second());
        for change in changes.take_while(|at| *at < UNTIL) {
            let before = Moment {
                at_ms: (change - 1) * 1_000,
                zone,
            };
            let first = before.local() + Duration::seconds(1) - Duration::hours(AROUND_HOURS);
            write!(out, "{zone} {}", first.and_utc().timestamp())?;
            for half_hours in 0..=AROUND_HOURS * 4 {
                let civil = first + Duration::minutes(30 * half_hours);
                let at: DateTime<_> = resolve(civil, zone);
                write!(out, " {}", at.timestamp())?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}
