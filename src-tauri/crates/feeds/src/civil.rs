//! Times and dates as feeds write them.

use chrono::{Datelike, NaiveDate};
use mainstay_domain::MinuteOfDay;

/// Minutes of a day: the longest that a meeting may take.
pub(crate) const DAY_MINUTES: u32 = 24 * 60;

/// Reads `HH:MM` or `HH:MM:SS`; one digit of the hour is enough. Seconds are left out.
pub(crate) fn time(text: &str) -> Option<MinuteOfDay> {
    let (hour, minute) = hours_and_minutes(text)?;
    MinuteOfDay::new(hour, minute).ok()
}

/// Reads a length written as `HH:MM:SS` or `HH:MM`: 1 minute to a day.
pub(crate) fn length(text: &str) -> Option<u16> {
    let (hours, minutes) = hours_and_minutes(text)?;
    if minutes > 59 {
        return None;
    }
    minutes_of_a_meeting(hours * 60 + minutes)
}

/// A length that a meeting can have: 1 minute to a day.
pub(crate) fn minutes_of_a_meeting(minutes: u32) -> Option<u16> {
    if (1..=DAY_MINUTES).contains(&minutes) {
        u16::try_from(minutes).ok()
    } else {
        None
    }
}

fn hours_and_minutes(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().split(':');
    let hour = digits(parts.next()?, 1..=2)?;
    let minute = digits(parts.next()?, 2..=2)?;
    if let Some(seconds) = parts.next() {
        digits(seconds, 2..=2).filter(|seconds| *seconds < 60)?;
    }
    parts.next().is_none().then_some((hour, minute))
}

/// Reads a number of so many digits, and nothing but digits.
pub(crate) fn digits(text: &str, count: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let is_number = count.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        text.parse().ok()
    } else {
        None
    }
}

/// Reads the date at the beginning of `2026-11-22 18:30:00` or `2026-11-22T18:30:00.000Z`.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let date = NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()?;
    is_of_our_time(date).then_some(date)
}

/// Whether a listing can be of this date: there were no feeds before 1970, and nobody plans beyond 2199.
pub(crate) fn is_of_our_time(date: NaiveDate) -> bool {
    (1970..2200).contains(&date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_and_without_seconds() {
        for (text, minutes) in [
            ("18:30", 1110),
            ("18:30:00", 1110),
            ("7:05", 425),
            (" 00:00 ", 0),
        ] {
            assert_eq!(time(text).unwrap().get(), minutes, "{text}");
        }
        for text in [
            "", "18", "24:00", "18:60", "18:3", "6pm", "18:30:61", "1:2:3:4", "-1:00", "+1:00",
        ] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn lengths_go_from_a_minute_to_a_day() {
        assert_eq!(length("01:30:00"), Some(90));
        assert_eq!(length("24:00:00"), Some(1440));
        for text in ["00:00:00", "24:01:00", "01:75:00", ""] {
            assert_eq!(length(text), None, "{text}");
        }
    }

    #[test]
    fn dates_that_no_feed_can_have_are_none() {
        assert_eq!(
            date("2026-11-22 01:02:03").unwrap().to_string(),
            "2026-11-22"
        );
        assert!(date("2026-11-22T01:02:03.000Z").is_some());
        for text in [
            "",
            "2026-02-30",
            "0000-00-00 00:00:00",
            "1899-01-01",
            "22/11/2026",
            "2026-11-2é",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
