//! The list of online meetings of Alcoholics Anonymous, as its own search page reads it
//! (github.com/code4recovery/central-query).
//!
//! Weekdays: 1 is Monday. Each meeting says its zone, and its length in minutes. All of them are online or by phone.

use crate::civil::{digits, minutes_of_a_meeting, time};
use crate::json::record;
use crate::take::{Draft, Remarks};
use crate::Result;
use chrono::Weekday;
use mainstay_domain::{Held, ListedMeeting, MeetingWay, RowRefusal, TypeVocabulary};

record!(Record {
    slug,
    name,
    timezone,
    day,
    time,
    duration,
    notes,
    conference_url,
    conference_url_notes,
    conference_phone,
    conference_phone_notes,
    languages,
    communities,
    features,
    formats,
    r#type,
    updated,
});

/// One meeting.
pub(crate) fn meeting(raw: &str) -> Result<Draft, RowRefusal> {
    let record: Record<'_> = serde_json::from_str(raw).map_err(|_| RowRefusal::Malformed)?;
    let mut remarks = Remarks::default();
    let named = remarks.named(
        record.slug.text(),
        record.name.text(),
        TypeVocabulary::CentralQuery,
    )?;
    let times = times(&record, &mut remarks)?;
    let link = remarks.link(record.conference_url.text());
    let phone = remarks.line(record.conference_phone.text());
    let way = match (link.is_some(), phone.is_empty()) {
        (false, false) => MeetingWay::Phone,
        (true, _) | (false, true) => MeetingWay::Online,
    };
    let lists = [
        &record.r#type,
        &record.formats,
        &record.features,
        &record.communities,
        &record.languages,
    ];
    let meeting = ListedMeeting {
        zone: remarks.zone(record.timezone.text()),
        way,
        link,
        phone,
        joining: remarks.notes(&[
            record.conference_url_notes.text(),
            record.conference_phone_notes.text(),
        ]),
        types: remarks.codes(lists.into_iter().flat_map(|list| list.texts())),
        notes: remarks.notes(&[record.notes.text()]),
        listed_on: remarks.day(record.updated.text()),
        ..named
    };
    Ok(Draft {
        meeting,
        times,
        remarks,
    })
}

fn times(record: &Record<'_>, remarks: &mut Remarks) -> Result<Vec<Held>, RowRefusal> {
    if record.day.is_blank() || record.time.is_blank() {
        return Ok(Vec::new());
    }
    let day = weekday(record.day.text()).ok_or(RowRefusal::BadWeekday)?;
    let start = time(record.time.text()).ok_or(RowRefusal::BadTime)?;
    let said = record.duration.text();
    let minutes = digits(said, 1..=4).and_then(minutes_of_a_meeting);
    Ok(vec![Held::weekly(
        day,
        start,
        remarks.length(said, minutes),
    )])
}

/// 1 is Monday.
fn weekday(word: &str) -> Option<Weekday> {
    match word.trim() {
        "1" => Some(Weekday::Mon),
        "2" => Some(Weekday::Tue),
        "3" => Some(Weekday::Wed),
        "4" => Some(Weekday::Thu),
        "5" => Some(Weekday::Fri),
        "6" => Some(Weekday::Sat),
        "7" => Some(Weekday::Sun),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_monday() {
        assert_eq!(weekday("1"), Some(Weekday::Mon));
        assert_eq!(weekday("7"), Some(Weekday::Sun));
        for word in ["0", "8", ""] {
            assert_eq!(weekday(word), None, "{word}");
        }
    }
}
