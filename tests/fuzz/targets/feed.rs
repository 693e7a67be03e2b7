//! Feeds of meetings: whatever is in a file, what comes out keeps to its limits and is counted rightly.

use chrono::NaiveDate;
use mainstay_domain::{ListedMeeting, MeetingLine, MeetingNotes, MOST_LEFT_OUT};
use mainstay_feeds::read;
use std::ops::ControlFlow;

/// The files that the tests of the crate read, each in the form of one feed.
const SEEDS: [(&str, &[u8]); 5] = [
    (
        "meeting-guide",
        include_bytes!("../../../src-tauri/crates/feeds/tests/feeds/fixtures/meeting-guide.json"),
    ),
    (
        "tsml",
        include_bytes!("../../../src-tauri/crates/feeds/tests/feeds/fixtures/tsml.json"),
    ),
    (
        "bmlt",
        include_bytes!("../../../src-tauri/crates/feeds/tests/feeds/fixtures/bmlt.json"),
    ),
    (
        "central-query",
        include_bytes!("../../../src-tauri/crates/feeds/tests/feeds/fixtures/central-query.json"),
    ),
    (
        "calendar",
        include_bytes!("../../../src-tauri/crates/feeds/tests/feeds/fixtures/calendar.ics"),
    ),
];

pub(crate) fn seeds() -> impl Iterator<Item = (&'static str, &'static str, Vec<u8>)> {
    SEEDS
        .iter()
        .map(|(name, bytes)| ("feed", *name, bytes.to_vec()))
}

pub(crate) fn run(bytes: &[u8]) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date");
    let mut meetings = 0;
    let report = read(bytes, today, &mut |meeting| {
        meetings += 1;
        holds(&meeting, today);
        ControlFlow::Continue(())
    });
    let Ok(report) = report else {
        return;
    };
    let refused: u32 = report.refusals.iter().map(|(_, count)| count).sum();
    let on_weekdays: u32 = report.weekdays.iter().sum();
    assert_eq!(report.meetings, meetings);
    assert_eq!(on_weekdays + report.by_appointment, meetings);
    assert!(refused <= report.records);
    assert!(report.refused.is_sorted_by_key(|row| row.record));
}

fn holds(meeting: &ListedMeeting, today: NaiveDate) {
    assert!(!meeting.name.is_empty() && !meeting.source_id.is_empty());
    for line in [
        &meeting.name,
        &meeting.address,
        &meeting.region,
        &meeting.phone,
    ] {
        assert!(MeetingLine::new(line.as_str()).is_ok());
    }
    for notes in [&meeting.notes, &meeting.joining] {
        assert!(MeetingNotes::new(notes.as_str()).is_ok());
    }
    if let Some(held) = &meeting.held {
        assert!(held.left_out.len() <= MOST_LEFT_OUT && !held.is_over(today));
        assert!(held
            .minutes
            .is_none_or(|minutes| (1..=1440).contains(&minutes)));
    }
}
