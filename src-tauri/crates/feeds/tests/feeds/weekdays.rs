//! Three bases of weekdays, held against a calendar on the wall: 22 November 2026 was a Sunday.

use crate::{all, times};
use chrono::{Datelike, Days, NaiveDate};

/// The weekday that a feed's number means.
fn weekday(json: &str) -> String {
    let (meetings, _) = all(json).expect("a feed");
    let [meeting] = meetings.as_slice() else {
        panic!("one meeting");
    };
    times(meeting).chars().take(3).collect()
}

fn meeting_guide(day: u64) -> String {
    weekday(&format!(
        r#"[{{"slug":"a","name":"a","day":{day},"time":"18:00"}}]"#
    ))
}

fn bmlt(day: u64) -> String {
    weekday(&format!(
        r#"[{{"id_bigint":"1","meeting_name":"a","weekday_tinyint":"{day}","start_time":"18:00:00"}}]"#
    ))
}

fn central_query(day: u64) -> String {
    weekday(&format!(
        r#"[{{"slug":"a","name":"a","day":{day},"time":"18:00","communities":[]}}]"#
    ))
}

fn calendar(date: NaiveDate) -> String {
    let date = date.format("%Y%m%d");
    weekday(&format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\nDTSTART:{date}T180000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR"
    ))
}

#[test]
fn four_feeds_name_the_same_seven_days() {
    let sunday = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    for (after_sunday, name) in (0..7).zip(names) {
        let date = sunday + Days::new(after_sunday);
        assert_eq!(date.weekday().to_string(), name, "the wall's own calendar");
        assert_eq!(meeting_guide(after_sunday), name, "nought is Sunday");
        assert_eq!(bmlt(after_sunday + 1), name, "one is Sunday");
        let from_monday = if after_sunday == 0 { 7 } else { after_sunday };
        assert_eq!(central_query(from_monday), name, "one is Monday");
        assert_eq!(calendar(date), name, "a date says its own");
    }
}
