//! What a feed becomes. Fixtures are written by us in the form of each feed; no real meeting is in them.

mod calendar;
mod hostile;
mod json_feeds;
mod weekdays;
mod whole_files;

use chrono::NaiveDate;
use mainstay_domain::{FeedReport, ListedMeeting};
use mainstay_feeds::{read, FeedError};
use std::ops::ControlFlow;

/// The day on which every test reads: a Sunday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

/// Everything that a feed has.
fn all(bytes: impl AsRef<[u8]>) -> Result<(Vec<ListedMeeting>, FeedReport), FeedError> {
    let mut meetings = Vec::new();
    let report = read(bytes.as_ref(), today(), &mut |meeting| {
        meetings.push(meeting);
        ControlFlow::Continue(())
    })?;
    Ok((meetings, report))
}

/// The times of a meeting in a few words: `Sun 18:00 90`.
fn times(meeting: &ListedMeeting) -> String {
    meeting
        .held
        .as_ref()
        .map_or("by appointment".into(), |held| {
            let start = held.start.get();
            let minutes = held
                .minutes
                .map_or("-".into(), |minutes| minutes.to_string());
            format!(
                "{} {:02}:{:02} {minutes}",
                held.weekday,
                start / 60,
                start % 60
            )
        })
}
