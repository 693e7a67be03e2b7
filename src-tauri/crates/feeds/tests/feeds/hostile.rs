//! Whatever stands in a file: no panic, and everything that comes out keeps its promises.

use crate::all;
use mainstay_domain::{FeedReport, Held, ListedMeeting, MeetingLine, MeetingNotes, MOST_LEFT_OUT};
use proptest::prelude::*;
use std::path::Path;

const FIXTURES: [&str; 5] = [
    "meeting-guide.json",
    "tsml.json",
    "bmlt.json",
    "central-query.json",
    "calendar.ics",
];

fn fixtures() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds/fixtures");
    let read = |name| std::fs::read(folder.join(name)).expect("a fixture");
    FIXTURES.into_iter().map(read).collect()
}

/// What holds for everything that is handed out.
fn check(bytes: &[u8]) {
    let Ok((meetings, report)) = all(bytes) else {
        return;
    };
    for meeting in &meetings {
        check_meeting(meeting);
    }
    check_counts(&meetings, &report);
}

fn check_meeting(meeting: &ListedMeeting) {
    assert!(!meeting.name.is_empty() && !meeting.source_id.is_empty());
    for line in [
        &meeting.name,
        &meeting.source_id,
        &meeting.place,
        &meeting.address,
        &meeting.region,
        &meeting.phone,
        &meeting.group,
        &meeting.listed_by,
    ] {
        assert_eq!(MeetingLine::new(line.as_str()).as_ref(), Ok(line));
    }
    for notes in [&meeting.notes, &meeting.joining] {
        assert_eq!(MeetingNotes::new(notes.as_str()).as_ref(), Ok(notes));
    }
    meeting.held.iter().for_each(check_held);
}

fn check_held(held: &Held) {
    assert!(held.start.get() < 1440);
    assert!(held
        .minutes
        .is_none_or(|minutes| (1..=1440).contains(&minutes)));
    assert!(held.left_out.len() <= MOST_LEFT_OUT && held.left_out.is_sorted());
    assert!(!held.is_over(crate::today()));
}

fn check_counts(meetings: &[ListedMeeting], report: &FeedReport) {
    let refused: u32 = report.refusals.iter().map(|(_, count)| count).sum();
    assert_eq!(report.meetings as usize, meetings.len());
    assert!(report.records >= refused);
    assert_eq!(
        report.weekdays.iter().sum::<u32>() + report.by_appointment,
        report.meetings
    );
    let ways = [
        report.in_person,
        report.online,
        report.phone,
        report.hybrid,
        report.way_not_said,
    ];
    assert_eq!(ways.iter().sum::<u32>(), report.meetings);
}

#[test]
fn the_fixtures_keep_the_promises() {
    for bytes in fixtures() {
        assert!(all(&bytes).is_ok());
        check(&bytes);
    }
}

#[test]
fn every_byte_of_the_fixtures_may_be_any_of_the_telling_ones() {
    for bytes in fixtures() {
        for place in 0..bytes.len() {
            // Every byte in a slow build would take minutes.
            let telling = b"\"\\{[:,0-\xff\r"[place % 10];
            let mut changed = bytes.clone();
            changed[place] = telling;
            check(&changed);
        }
    }
}

/// JSON of any shape, with the keys that the adapters know.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        (-200.0..200.0f64).prop_map(|value| value.to_string()),
        "\\PC{0,12}".prop_map(|text| format!("{text:?}")
            .replace("\\u{", "u{")
            .replace("\\'", "'")),
        Just("\"18:30\"".to_owned()),
        Just("\"1\"".to_owned()),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|list| format!("[{}]", list.join(","))),
            prop::collection::vec((key(), inner), 0..6).prop_map(|entries| object(&entries)),
        ]
    })
}

fn object(entries: &[(&str, String)]) -> String {
    let entries: Vec<String> = entries
        .iter()
        .map(|(key, value)| format!("\"{key}\":{value}"))
        .collect();
    format!("{{{}}}", entries.join(","))
}

fn key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "slug",
        "name",
        "day",
        "time",
        "end_time",
        "types",
        "latitude",
        "longitude",
        "regions",
        "conference_url",
        "id_bigint",
        "meeting_name",
        "weekday_tinyint",
        "start_time",
        "formats",
        "venue_type",
        "communities",
        "duration",
        "timezone",
        "updated",
        "meetings",
        "coordinates",
    ])
}

fn calendar_line() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VALARM",
        "END:VALARM",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "UID:",
        "SUMMARY:",
        "DTSTART:",
        "DTSTART;TZID=",
        "DTEND:",
        "DURATION:P",
        "RRULE:FREQ=",
        "RRULE:FREQ=WEEKLY;COUNT=",
        "RRULE:FREQ=MONTHLY;BYDAY=",
        "EXDATE:",
        "RECURRENCE-ID:",
        "TZID:",
        "X-LIC-LOCATION:",
        "X-WR-TIMEZONE:",
        " ",
        "STATUS:",
    ]);
    let value = prop_oneof![
        "[0-9]{8}T[0-9]{6}Z?",
        "(2026|9999|1970)(02|12)(28|29|31)T(00|23)5959Z?",
        "Europe/Berlin:20261201T0[0-9]0000",
        "[1-9]{1,4}",
        "-?[1-5](MO|TU|SU)",
        "\\PC{0,16}",
    ];
    (name, value).prop_map(|(name, value)| format!("{name}{value}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_json_breaks_a_promise(records in prop::collection::vec(json(), 1..5)) {
        check(format!("[{{\"name\":\"a\",\"slug\":\"s\"}},{}]", records.join(",")).as_bytes());
        check(format!("[{{\"id_bigint\":\"1\",\"meeting_name\":\"a\"}},{}]", records.join(",")).as_bytes());
        check(format!("[{{\"communities\":[],\"slug\":\"s\"}},{}]", records.join(",")).as_bytes());
    }

    #[test]
    fn no_calendar_breaks_a_promise(lines in prop::collection::vec(calendar_line(), 0..40)) {
        let text = lines.join("\n");
        check(format!("BEGIN:VCALENDAR\n{text}\nEND:VCALENDAR").as_bytes());
        check(format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\n{text}\nEND:VEVENT\nEND:VCALENDAR").as_bytes());
    }

    #[test]
    fn no_mutation_of_a_feed_breaks_a_promise(
        which in 0..FIXTURES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        twice in any::<prop::sample::Index>(),
    ) {
        let mut bytes = fixtures().swap_remove(which);
        for (place, byte) in &changes {
            let place = place.index(bytes.len());
            bytes[place] = *byte;
        }
        check(&bytes);
        let (from, to) = (twice.index(bytes.len()), cut.index(bytes.len()));
        let piece = bytes[from.min(to)..from.max(to)].to_vec();
        bytes.splice(from..from, piece);
        check(&bytes);
    }
}
