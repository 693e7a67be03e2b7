//! Files as a whole: what is refused, in what encoding, up to what size, and stopping.

use crate::{all, today};
use mainstay_domain::{FeedEncoding, FeedRemark, RowRefusal};
use mainstay_feeds::{
    read, FeedError, MOST_BYTES, MOST_DEPTH, MOST_LINE_BYTES, MOST_RECORDS, MOST_RECORD_BYTES,
};
use std::ops::ControlFlow;

fn meeting(slug: &str, more: &str) -> String {
    format!(r#"{{"slug":"{slug}","name":"Café","day":1,"time":"18:00"{more}}}"#)
}

#[test]
fn what_is_no_feed_is_refused_by_what_it_is() {
    for (bytes, expected) in [
        (&b""[..], FeedError::Empty),
        (b"  \r\n", FeedError::Empty),
        (b"[]", FeedError::Empty),
        (b"<!DOCTYPE html><html>", FeedError::WebPage),
        (b"\xff\xfe<\0h\0>\0", FeedError::WebPage),
        (b"PK\x03\x04\x14\0", FeedError::Archive),
        (b"\x1f\x8b\x08\0", FeedError::Archive),
        (b"\x89PNG\r\n\x1a\n", FeedError::Unknown),
        (b"name,slug,day,time\nx,y,1,18:00", FeedError::Unknown),
        (br#"{"error":"not found"}"#, FeedError::Unknown),
        (b"[1,2,3]", FeedError::Unknown),
    ] {
        assert_eq!(
            all(bytes),
            Err(expected),
            "{}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn a_feed_that_was_cut_off_is_broken_wherever_it_was_cut() {
    let whole = format!("[{},{}]", meeting("a", ""), meeting("b", ""));
    for end in 1..whole.len() {
        let Some(cut) = whole.get(..end) else {
            continue;
        };
        assert_eq!(all(cut), Err(FeedError::Broken), "{cut}");
    }
    assert_eq!(all(&whole).unwrap().0.len(), 2);
}

#[test]
fn every_encoding_gives_the_same_meeting() {
    let text = format!("[{}]", meeting("a", ""));
    let (expected, report) = all(&text).unwrap();
    assert_eq!(report.encoding, FeedEncoding::Utf8);
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin1: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    for (bytes, encoding) in [
        (
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            FeedEncoding::Utf8,
        ),
        (
            [b"\xff\xfe".as_slice(), &units].concat(),
            FeedEncoding::Utf16,
        ),
        (latin1, FeedEncoding::Latin1),
    ] {
        let (meetings, report) = all(bytes).unwrap();
        assert_eq!((meetings, report.encoding), (expected.clone(), encoding));
    }
}

#[test]
fn a_file_that_is_too_large_is_refused_unread() {
    assert_eq!(all(vec![b'['; MOST_BYTES + 1]), Err(FeedError::TooLarge));
    assert_eq!(
        all(vec![b'['; MOST_BYTES]),
        Err(FeedError::Broken),
        "read, and no feed"
    );
}

#[test]
fn as_many_records_as_there_may_be_are_taken_and_one_more_is_refused() {
    let most = MOST_RECORDS as usize - 1;
    let text = format!("[{}{}", meeting("a", ""), ",null".repeat(most));
    let (meetings, report) = all(format!("{text}]")).unwrap();
    assert_eq!((meetings.len(), report.records), (1, MOST_RECORDS));
    assert_eq!(all(format!("{text},null]")), Err(FeedError::TooManyRecords));
}

#[test]
fn a_record_that_is_too_large_or_too_deep_is_left_out_alone() {
    let large = meeting(
        "b",
        &format!(r#","notes":"{}""#, "x".repeat(MOST_RECORD_BYTES)),
    );
    let nested = |depth: usize| {
        let more = format!(r#","extra":{}{}"#, "[".repeat(depth), "]".repeat(depth));
        meeting(&format!("c{depth}"), &more)
    };
    let deepest = MOST_DEPTH as usize - 1;
    let text = format!(
        "[{},{large},{},{}]",
        meeting("a", ""),
        nested(deepest),
        nested(deepest + 1)
    );
    let (meetings, report) = all(text).unwrap();
    assert_eq!(meetings.len(), 2);
    assert_eq!(report.refused_for(RowRefusal::TooLarge), 1);
    assert_eq!(report.refused_for(RowRefusal::TooDeep), 1);
}

#[test]
fn a_line_of_a_calendar_that_is_too_long_refuses_its_event_alone() {
    let event = |uid: &str, more: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nSUMMARY:a\nDTSTART:20261201T090000Z\n{more}\nEND:VEVENT\n"
        )
    };
    let long = format!("DESCRIPTION:{}", "x".repeat(MOST_LINE_BYTES));
    let many = "DESCRIPTION:0123456789\n".repeat(MOST_RECORD_BYTES / 10 + 1);
    let text = format!(
        "BEGIN:VCALENDAR\n{}{}{}END:VCALENDAR",
        event("a", ""),
        event("b", &long),
        event("c", &many)
    );
    let (meetings, report) = all(text).unwrap();
    assert_eq!(meetings.len(), 1);
    assert_eq!(report.refused_for(RowRefusal::TooLarge), 2);
}

#[test]
fn a_long_text_is_cut_and_the_report_says_so() {
    let more = format!(r#","notes":"{}""#, "word ".repeat(2_000));
    let (meetings, report) = all(format!("[{}]", meeting("a", &more))).unwrap();
    assert_eq!(
        meetings[0].notes.as_str().chars().count(),
        3_999,
        "4,000 and no space at the end"
    );
    assert_eq!(report.remarked(FeedRemark::TextCut), 1);
}

#[test]
fn it_stops_when_it_is_told_to() {
    let text = format!("[{},{}]", meeting("a", ""), meeting("b", ""));
    let mut count = 0;
    let stopped = read(text.as_bytes(), today(), &mut |_| {
        count += 1;
        ControlFlow::Break(())
    });
    assert_eq!((stopped, count), (Err(FeedError::Stopped), 1));
}

#[test]
fn half_a_character_costs_one_record_and_no_more() {
    let text = format!(
        r#"[{},{{"slug":"b","name":"\ud83d","day":1,"time":"18:00"}},{}]"#,
        meeting("a", ""),
        meeting("c", "")
    );
    let (meetings, report) = all(text).unwrap();
    assert_eq!(meetings.len(), 2);
    assert_eq!(report.refused_for(RowRefusal::Malformed), 1);
}
