//! What kind of feed it is, from what stands in it: names of files and servers say nothing.

use crate::json::walk;
use crate::limits::MOST_RECORD_BYTES;
use crate::{FeedError, Result};
use mainstay_domain::FeedKind;
use serde::de::IgnoredAny;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How many records are looked at: the first ones may be no meetings.
const LOOKED_AT: u32 = 50;

const CALENDAR: &str = "BEGIN:VCALENDAR";

/// Refuses what people pick by mistake, before anybody takes it for text.
pub(crate) fn refuse_other_files(bytes: &[u8]) -> Result<()> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const GZIP: &[u8] = b"\x1f\x8b";
    if bytes.starts_with(ZIP) || bytes.starts_with(GZIP) {
        return Err(FeedError::Archive);
    }
    Ok(())
}

/// The kind of feed.
pub(crate) fn kind(text: &str) -> Result<FeedKind> {
    let text = text.trim_start();
    let is_calendar = text
        .get(..CALENDAR.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(CALENDAR));
    match text.bytes().next() {
        None => Err(FeedError::Empty),
        Some(b'[' | b'{') => kind_of_json(text),
        Some(b'<') => Err(FeedError::WebPage),
        Some(_) if is_calendar => Ok(FeedKind::Calendar),
        Some(_) => Err(FeedError::Unknown),
    }
}

fn kind_of_json(text: &str) -> Result<FeedKind> {
    let mut found = None;
    let mut seen = 0;
    let walked = walk(text, &mut |raw| {
        seen += 1;
        found = kind_of_record(raw);
        if found.is_some() || seen == LOOKED_AT {
            Err(FeedError::Stopped)
        } else {
            Ok(())
        }
    });
    match (found, walked) {
        (Some(kind), _) => Ok(kind),
        (None, Err(FeedError::Stopped)) => Err(FeedError::Unknown),
        (None, Err(failure)) => Err(failure),
        (None, Ok(())) if seen == 0 => Err(FeedError::Empty),
        (None, Ok(())) => Err(FeedError::Unknown),
    }
}

fn kind_of_record(raw: &str) -> Option<FeedKind> {
    let keys = keys(raw)?;
    let has_one = |names: &[&str]| names.iter().any(|name| keys.contains(*name));
    if has_one(&["weekday_tinyint", "id_bigint", "meeting_name"]) {
        Some(FeedKind::Bmlt)
    } else if has_one(&["slug"]) && has_one(&["startDateUTC", "communities", "groupID"]) {
        Some(FeedKind::CentralQuery)
    } else if has_one(&["name"]) && has_one(&["slug", "day", "time", "types", "conference_url"]) {
        Some(FeedKind::MeetingGuide)
    } else {
        None
    }
}

/// The keys of a record that is not too large to be one.
fn keys(raw: &str) -> Option<BTreeSet<String>> {
    if raw.len() > MOST_RECORD_BYTES {
        return None;
    }
    let entries: BTreeMap<Cow<'_, str>, IgnoredAny> = serde_json::from_str(raw).ok()?;
    Some(entries.into_keys().map(Cow::into_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_told_by_its_keys() {
        for (text, expected) in [
            (
                r#"[{"name":"x","slug":"x","day":1}]"#,
                FeedKind::MeetingGuide,
            ),
            (r#"[null,{"id_bigint":"1"}]"#, FeedKind::Bmlt),
            (
                r#"{"meetings":[{"meeting_name":"x"}],"formats":[]}"#,
                FeedKind::Bmlt,
            ),
            (
                r#"[{"slug":"x","name":"x","startDateUTC":{}}]"#,
                FeedKind::CentralQuery,
            ),
            ("\n begin:vcalendar\r\n", FeedKind::Calendar),
        ] {
            assert_eq!(kind(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_by_what_it_is() {
        for (text, expected) in [
            ("", FeedError::Empty),
            (" \n", FeedError::Empty),
            ("[]", FeedError::Empty),
            ("<!doctype html>", FeedError::WebPage),
            ("name,slug,day", FeedError::Unknown),
            (
                r#"{"type":"FeatureCollection","features":[]}"#,
                FeedError::Unknown,
            ),
            (r#"[{"id":1,"title":"x"}]"#, FeedError::Unknown),
            (r#"[{"name":"x","#, FeedError::Broken),
        ] {
            assert_eq!(kind(text), Err(expected), "{text}");
        }
        assert_eq!(
            refuse_other_files(b"PK\x03\x04..."),
            Err(FeedError::Archive)
        );
    }
}
