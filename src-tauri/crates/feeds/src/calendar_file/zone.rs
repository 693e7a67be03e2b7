//! What a zone's clocks do around the events of a file, told change by change (RFC 5545, section 3.6.5).

use super::lines::Lines;
use super::local;
use chrono::{DateTime, Duration, NaiveDate};
use chrono_tz::Tz;
use mainstay_domain::{clock_changes, resolve, ClockChange};

/// How far changes are told: ten years behind the first event, in days.
const TOLD_DAYS: i64 = 3_653;
/// The change before the first event counts too: two years back, in days.
const BEFORE_DAYS: i64 = 731;

pub(super) fn write(lines: &mut Lines, zone: Tz, first_on: NaiveDate) {
    let at = |day: NaiveDate| {
        let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default();
        resolve(midnight, zone).timestamp_millis()
    };
    let from_ms = at(first_on - Duration::days(BEFORE_DAYS));
    let until_ms = at(first_on + Duration::days(TOLD_DAYS));
    let changes = clock_changes(zone, from_ms, until_ms);
    lines.line("BEGIN:VTIMEZONE");
    lines.line(&format!("TZID:{}", zone.name()));
    let before = changes.first().map(|first| first.before_seconds);
    let begin = before.unwrap_or_else(|| offset_at(zone, from_ms));
    observance(lines, "STANDARD", "19700101T000000".into(), begin, begin);
    for change in changes {
        let kind = if change.after_seconds > change.before_seconds {
            "DAYLIGHT"
        } else {
            "STANDARD"
        };
        // The begin of a part is told by the clock as it stood before.
        let start = local_before(change);
        let (before, after) = (change.before_seconds, change.after_seconds);
        observance(lines, kind, start, before, after);
    }
    lines.line("END:VTIMEZONE");
}

fn observance(lines: &mut Lines, kind: &str, start: String, before: i32, after: i32) {
    lines.line(&format!("BEGIN:{kind}"));
    lines.line(&format!("DTSTART:{start}"));
    lines.line(&format!("TZOFFSETFROM:{}", offset(before)));
    lines.line(&format!("TZOFFSETTO:{}", offset(after)));
    lines.line(&format!("END:{kind}"));
}

fn local_before(change: ClockChange) -> String {
    let at = DateTime::from_timestamp_millis(change.at_ms).unwrap_or_default();
    let shown = at.naive_utc() + Duration::seconds(i64::from(change.before_seconds));
    local(shown)
}

fn offset_at(zone: Tz, at_ms: i64) -> i32 {
    let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    let shown = mainstay_domain::Moment { at_ms, zone }.local();
    i32::try_from((shown - at.naive_utc()).num_seconds()).unwrap_or(0)
}

/// `+HHMM`, with seconds where an old clock had them.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let all = seconds.unsigned_abs();
    let (hours, minutes, rest) = (all / 3_600, all / 60 % 60, all % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}
