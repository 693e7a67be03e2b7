//! Feeds of meetings: bytes in, listed meetings and a report out.
//!
//! A feed is a file that somebody downloaded, so it may be anything. What holds here:
//! - [`read`] judges what the bytes are before it reads them, and refuses the rest with one of [`FeedError`].
//! - One bad record never stops the others. It goes into the report by its number and a closed reason.
//! - Each limit ([`MOST_BYTES`] and its like) is counted as it is met. JSON is walked once, record by record, and handed
//!   out meeting by meeting: memory holds the file and one record. A calendar's events are gathered first, because what
//!   changes one may stand after it.
//! - No text of a feed is in an error or a report.
//! - Weekdays are counted in three ways in the feeds. Each adapter has its own function for that and shares it with
//!   nobody.
//!
//! Deliberately not here: files, the clock (the caller says what today is), the network (a link is text), SQL, and
//! which meetings a person keeps.

mod bmlt;
mod bmlt_formats;
mod calendar;
mod calendar_file;
mod central_query;
mod civil;
mod detect;
mod encoding;
mod entities;
mod error;
mod json;
mod limits;
mod meeting_guide;
mod take;
mod text;

pub use calendar_file::{write_calendar, CalendarEntry, CalendarFile, EventLength};
pub use error::{FeedError, Result};
pub use limits::{
    MOST_BYTES, MOST_CODES, MOST_DEPTH, MOST_LINE_BYTES, MOST_RECORDS, MOST_RECORD_BYTES,
};

use chrono::NaiveDate;
use mainstay_domain::{FeedKind, FeedReport, ListedMeeting};
use std::ops::ControlFlow;

/// Reads a feed and hands each of its meetings to `taken`, which may stop it. For a dry run, `taken` does nothing.
///
/// `today` is the person's local day: what is over by then is refused.
///
/// # Errors
/// A [`FeedError`] when the bytes as a whole are no feed that can be read, or when `taken` stopped it. Meetings may
/// have been handed out before that; the caller keeps none of them.
pub fn read(
    bytes: &[u8],
    today: NaiveDate,
    taken: &mut dyn FnMut(ListedMeeting) -> ControlFlow<()>,
) -> Result<FeedReport> {
    if bytes.len() > MOST_BYTES {
        return Err(FeedError::TooLarge);
    }
    detect::refuse_other_files(bytes)?;
    let (text, encoding) = encoding::decode(bytes)?;
    let kind = detect::kind(&text)?;
    let mut taking = take::Taking::new(FeedReport::new(kind, encoding), today, taken);
    match kind {
        FeedKind::MeetingGuide => json::each(&text, &mut taking, meeting_guide::meeting)?,
        FeedKind::Bmlt => {
            let formats = bmlt_formats::formats(&text);
            json::each(&text, &mut taking, |raw| bmlt::meeting(raw, &formats))?;
        }
        FeedKind::CentralQuery => json::each(&text, &mut taking, central_query::meeting)?,
        FeedKind::Calendar => calendar::each(&text, &mut taking)?,
    }
    taking.report()
}
