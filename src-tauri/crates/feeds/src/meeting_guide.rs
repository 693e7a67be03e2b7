//! Meeting Guide JSON (github.com/code4recovery/spec), as the specification has it and as servers write it; also what
//! BMLT servers write in its form (tsml).
//!
//! Weekdays: 0 is Sunday. A number, text, or a list of either; the names of days occur in feeds made from tables.
//! No day or no time is "by appointment".
//!
//! Contacts (`contact_1_name` and so on) and accounts for donations are left alone.

use crate::civil::time;
use crate::json::{record, Loose};
use crate::take::{Draft, Remarks};
use crate::Result;
use chrono::Weekday;
use mainstay_domain::{
    Held, ListedMeeting, MeetingLine, MeetingWay, MinuteOfDay, Position, RowRefusal, TypeVocabulary,
};

/// What BMLT servers call the place of a meeting that has none.
const NO_PLACE: &str = "Online Meeting";

record!(Record {
    slug,
    id,
    name,
    day,
    time,
    end_time,
    timezone,
    formatted_address,
    address,
    city,
    state,
    postal_code,
    country,
    region,
    sub_region,
    regions,
    conference_url,
    conference_url_notes,
    conference_phone,
    conference_phone_notes,
    types,
    notes,
    location,
    location_notes,
    latitude,
    longitude,
    coordinates,
    approximate,
    updated,
    group,
    group_notes,
    entity,
});

/// One meeting.
pub(crate) fn meeting(raw: &str) -> Result<Draft, RowRefusal> {
    let record: Record<'_> = serde_json::from_str(raw).map_err(|_| RowRefusal::Malformed)?;
    let mut remarks = Remarks::default();
    let id = match record.slug.text() {
        "" => record.id.text(),
        slug => slug,
    };
    let named = remarks.named(id, record.name.text(), TypeVocabulary::MeetingGuide)?;
    let times = times(&record, &mut remarks)?;
    let mut meeting = ListedMeeting {
        zone: remarks.zone(record.timezone.text()),
        place: remarks.line(record.location.text()),
        address: address(&record, &mut remarks),
        region: region(&record, &mut remarks),
        position: position(&record, &mut remarks),
        is_rough: record.approximate.text().eq_ignore_ascii_case("yes"),
        link: remarks.link(record.conference_url.text()),
        phone: remarks.line(record.conference_phone.text()),
        joining: remarks.notes(&[
            record.conference_url_notes.text(),
            record.conference_phone_notes.text(),
        ]),
        types: remarks.codes(record.types.texts().into_iter()),
        notes: remarks.notes(&[
            record.notes.text(),
            record.location_notes.text(),
            record.group_notes.text(),
        ]),
        group: remarks.line(record.group.text()),
        listed_by: remarks.line(record.entity.text()),
        listed_on: remarks.day(record.updated.text()),
        ..named
    };
    (meeting.way, meeting.is_closed) = way(&meeting);
    Ok(Draft {
        meeting,
        times,
        remarks,
    })
}

fn times(record: &Record<'_>, remarks: &mut Remarks) -> Result<Vec<Held>, RowRefusal> {
    let days = weekdays(&record.day)?;
    if days.is_empty() || record.time.is_blank() {
        return Ok(Vec::new());
    }
    let start = time(record.time.text()).ok_or(RowRefusal::BadTime)?;
    let minutes = minutes(start, record.end_time.text(), remarks);
    let held = |day: Weekday| Held::weekly(day, start, minutes);
    Ok(days.into_iter().map(held).collect())
}

/// An end that is the start says nothing: programs fill it in.
fn minutes(start: MinuteOfDay, end: &str, remarks: &mut Remarks) -> Option<u16> {
    let end_minute = time(end).filter(|end| *end != start);
    remarks.length(end, end_minute.map(|end| start.until(end)))
}

/// Each weekday once, in order of the list. Nothing said is none.
fn weekdays(day: &Loose<'_>) -> Result<Vec<Weekday>, RowRefusal> {
    if matches!(day, Loose::Object) {
        return Err(RowRefusal::BadWeekday);
    }
    let mut days = Vec::new();
    let words = day.texts();
    for word in words.iter().flat_map(|text| text.split(',')) {
        let word = word.trim();
        if word.is_empty() {
            continue;
        }
        let day = weekday(word).ok_or(RowRefusal::BadWeekday)?;
        if !days.contains(&day) {
            days.push(day);
        }
    }
    Ok(days)
}

/// 0 is Sunday.
fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "0" => Some(Weekday::Sun),
        "1" => Some(Weekday::Mon),
        "2" => Some(Weekday::Tue),
        "3" => Some(Weekday::Wed),
        "4" => Some(Weekday::Thu),
        "5" => Some(Weekday::Fri),
        "6" => Some(Weekday::Sat),
        name => name.parse().ok(),
    }
}

fn address(record: &Record<'_>, remarks: &mut Remarks) -> MeetingLine {
    if !record.formatted_address.is_blank() {
        return remarks.line(record.formatted_address.text());
    }
    remarks.joined(&[
        record.address.text(),
        record.city.text(),
        record.state.text(),
        record.postal_code.text(),
        record.country.text(),
    ])
}

fn region(record: &Record<'_>, remarks: &mut Remarks) -> MeetingLine {
    let regions = record.regions.texts();
    if regions.is_empty() {
        return remarks.joined(&[record.region.text(), record.sub_region.text()]);
    }
    remarks.joined(&regions)
}

fn position(record: &Record<'_>, remarks: &mut Remarks) -> Option<Position> {
    let both = record.coordinates.text();
    let (latitude, longitude) = both
        .split_once(',')
        .unwrap_or((record.latitude.text(), record.longitude.text()));
    remarks.position(latitude, longitude)
}

/// How one takes part, and whether nobody can for now. The feed has no field for it: the specification derives it from
/// what else is there, and `TC` is "location temporarily closed".
fn way(meeting: &ListedMeeting) -> (MeetingWay, bool) {
    let has = |code: &str| meeting.types.codes().any(|known| known == code);
    let is_shut = has("TC");
    let is_online = meeting.link.is_some() || has("ONL");
    let has_place = !meeting.address.is_empty() || !meeting.place.is_empty();
    let is_placeless = meeting.is_rough || meeting.place.as_str() == NO_PLACE;
    let has_room = has_place && !is_shut && !(is_placeless && is_online);
    match (has_room, is_online, !meeting.phone.is_empty()) {
        (true, true, _) | (true, _, true) => (MeetingWay::Hybrid, false),
        (true, false, false) => (MeetingWay::InPerson, false),
        (false, true, _) => (MeetingWay::Online, false),
        (false, false, true) => (MeetingWay::Phone, false),
        (false, false, false) if is_shut => (MeetingWay::InPerson, true),
        (false, false, false) => (MeetingWay::NotSaid, false),
    }
}

/// Kept beside the adapter that it is true of.
#[cfg(test)]
mod tests {
    use super::*;
    use mainstay_domain::FeedRemark;

    #[test]
    fn nought_is_sunday() {
        let all: Vec<_> = (0..7).map(|n| weekday(&n.to_string()).unwrap()).collect();
        assert_eq!(all.first(), Some(&Weekday::Sun));
        assert_eq!(all.last(), Some(&Weekday::Sat));
        assert_eq!(weekday("Sunday"), Some(Weekday::Sun));
        for word in ["7", "-1", "00", "someday", "1.5"] {
            assert_eq!(weekday(word), None, "{word}");
        }
    }

    #[test]
    fn an_end_that_makes_no_sense_is_said_to() {
        let start = MinuteOfDay::new(23, 30).unwrap();
        let mut remarks = Remarks::default();
        assert_eq!(minutes(start, "", &mut remarks), None);
        assert_eq!(minutes(start, "00:30", &mut remarks), Some(60));
        assert_eq!(format!("{remarks:?}"), "Remarks([])");
        assert_eq!(minutes(start, "23:30", &mut remarks), None);
        assert_eq!(
            format!("{remarks:?}"),
            format!("Remarks([{:?}])", FeedRemark::BadEnd)
        );
    }
}
