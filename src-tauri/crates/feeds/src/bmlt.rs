//! BMLT's own JSON (`GetSearchResults` of github.com/bmlt-enabled/bmlt-server). All values are text.
//!
//! Weekdays: 1 is Sunday. A length of nothing, or of 0, is not said.
//!
//! `formats` are codes of the server that the feed is from; three of them mean the same on all of them and say how one
//! takes part where an old server has no `venue_type`. What the others mean is known where the server says it
//! (`bmlt_formats.rs`). Contacts are left alone.

use crate::bmlt_formats::Formats;
use crate::civil::{length, time};
use crate::json::record;
use crate::take::{Draft, Remarks};
use crate::Result;
use chrono::Weekday;
use mainstay_domain::{Held, ListedMeeting, MeetingWay, RowRefusal, TypeVocabulary};

/// The format for "meets online".
const VIRTUAL: &str = "VM";
/// The format for "in a room and online".
const BOTH: &str = "HY";
/// The format for "the room is closed for now".
const SHUT: &str = "TC";

record!(Record {
    id_bigint,
    meeting_name,
    weekday_tinyint,
    venue_type,
    start_time,
    duration_time,
    time_zone,
    formats,
    latitude,
    longitude,
    published,
    location_text,
    location_info,
    location_street,
    location_neighborhood,
    location_municipality,
    location_sub_province,
    location_province,
    location_postal_code_1,
    location_nation,
    virtual_meeting_link,
    virtual_meeting_additional_info,
    phone_meeting_number,
    comments,
    service_body_name,
});

/// One meeting, of a server whose formats are these.
pub(crate) fn meeting(raw: &str, formats: &Formats) -> Result<Draft, RowRefusal> {
    let record: Record<'_> = serde_json::from_str(raw).map_err(|_| RowRefusal::Malformed)?;
    if record.published.text() == "0" {
        return Err(RowRefusal::NotPublished);
    }
    let mut remarks = Remarks::default();
    let codes = remarks.codes(codes(&record));
    let (vocabulary, types) = if formats.is_empty() {
        (TypeVocabulary::Bmlt, codes.clone())
    } else {
        let known = codes.codes().filter_map(|code| formats.get(code).copied());
        (TypeVocabulary::MeetingGuide, remarks.codes(known))
    };
    let named = remarks.named(
        record.id_bigint.text(),
        record.meeting_name.text(),
        vocabulary,
    )?;
    let times = times(&record, &mut remarks)?;
    let mut meeting = ListedMeeting {
        zone: remarks.zone(record.time_zone.text()),
        place: remarks.line(record.location_text.text()),
        address: remarks.joined(&[
            record.location_street.text(),
            record.location_municipality.text(),
            record.location_province.text(),
            record.location_postal_code_1.text(),
            record.location_nation.text(),
        ]),
        region: remarks.joined(&[
            record.location_province.text(),
            record.location_sub_province.text(),
            record.location_municipality.text(),
            record.location_neighborhood.text(),
        ]),
        position: remarks.position(record.latitude.text(), record.longitude.text()),
        link: remarks.link(record.virtual_meeting_link.text()),
        phone: remarks.line(record.phone_meeting_number.text()),
        joining: remarks.notes(&[record.virtual_meeting_additional_info.text()]),
        types,
        notes: remarks.notes(&[record.location_info.text(), record.comments.text()]),
        listed_by: remarks.line(record.service_body_name.text()),
        ..named
    };
    let has = |format: &str| codes.codes().any(|code| code == format);
    meeting.way = way(&meeting, record.venue_type.text(), has);
    meeting.is_closed = meeting.way == MeetingWay::InPerson && has(SHUT);
    // The position of an online meeting is the middle of its area.
    meeting.is_rough = matches!(meeting.way, MeetingWay::Online | MeetingWay::Phone);
    Ok(Draft {
        meeting,
        times,
        remarks,
    })
}

fn times(record: &Record<'_>, remarks: &mut Remarks) -> Result<Vec<Held>, RowRefusal> {
    if record.weekday_tinyint.is_blank() || record.start_time.is_blank() {
        return Ok(Vec::new());
    }
    let day = weekday(record.weekday_tinyint.text()).ok_or(RowRefusal::BadWeekday)?;
    let start = time(record.start_time.text()).ok_or(RowRefusal::BadTime)?;
    let said = match record.duration_time.text().trim() {
        "00:00:00" | "00:00" => "",
        said => said,
    };
    let minutes = remarks.length(said, length(said));
    Ok(vec![Held::weekly(day, start, minutes)])
}

/// 1 is Sunday.
fn weekday(word: &str) -> Option<Weekday> {
    match word.trim() {
        "1" => Some(Weekday::Sun),
        "2" => Some(Weekday::Mon),
        "3" => Some(Weekday::Tue),
        "4" => Some(Weekday::Wed),
        "5" => Some(Weekday::Thu),
        "6" => Some(Weekday::Fri),
        "7" => Some(Weekday::Sat),
        _ => None,
    }
}

fn codes<'r>(record: &'r Record<'_>) -> impl Iterator<Item = &'r str> {
    let lists = record.formats.texts().into_iter();
    lists.flat_map(|list| list.split(','))
}

fn way(meeting: &ListedMeeting, venue_type: &str, has: impl Fn(&str) -> bool) -> MeetingWay {
    let is_phone_alone = meeting.link.is_none() && !meeting.phone.is_empty();
    let away = if is_phone_alone {
        MeetingWay::Phone
    } else {
        MeetingWay::Online
    };
    let has_place = !meeting.place.is_empty() || !meeting.address.is_empty();
    match venue_type.trim() {
        "1" => MeetingWay::InPerson,
        "2" => away,
        "3" => MeetingWay::Hybrid,
        _ if has(BOTH) => MeetingWay::Hybrid,
        _ if has(VIRTUAL) => away,
        _ if has_place => MeetingWay::InPerson,
        _ if meeting.link.is_some() || is_phone_alone => away,
        _ => MeetingWay::NotSaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_sunday() {
        assert_eq!(weekday("1"), Some(Weekday::Sun));
        assert_eq!(weekday("2"), Some(Weekday::Mon));
        assert_eq!(weekday("7"), Some(Weekday::Sat));
        for word in ["0", "8", "", "Sunday"] {
            assert_eq!(weekday(word), None, "{word}");
        }
    }
}
