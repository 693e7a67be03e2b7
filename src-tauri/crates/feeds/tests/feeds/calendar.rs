//! iCalendar: what repeats, what was moved, and what is refused.

use crate::{all, times};
use chrono_tz::Tz;
use mainstay_domain::{
    FeedKind, FeedRemark, FeedReport, Held, ListedMeeting, MeetingWay, Nth, Rhythm,
};
use mainstay_feeds::FeedError;

fn fixture() -> (Vec<ListedMeeting>, FeedReport) {
    let path = format!(
        "{}/tests/feeds/fixtures/calendar.ics",
        env!("CARGO_MANIFEST_DIR")
    );
    all(std::fs::read(path).expect("a fixture")).expect("a feed")
}

fn of<'m>(meetings: &'m [ListedMeeting], id: &str) -> Vec<&'m ListedMeeting> {
    let is_it = |one: &&ListedMeeting| one.source_id.as_str() == id;
    meetings.iter().filter(is_it).collect()
}

fn held(meeting: &ListedMeeting) -> &Held {
    meeting.held.as_ref().expect("a time")
}

fn left_out(meeting: &ListedMeeting) -> Vec<String> {
    held(meeting)
        .left_out
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// One event around these lines.
fn event(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:a\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
}

#[test]
fn an_event_on_two_weekdays_is_two_meetings_without_their_exceptions() {
    let (meetings, report) = fixture();
    assert_eq!(report.kind, FeedKind::Calendar);
    let [tuesday, thursday, moved] = of(&meetings, "weekly@example.org")[..] else {
        panic!("three");
    };
    assert_eq!(
        tuesday.name.as_str(),
        "Evening group, with a very long name that is folded over two lines by the program that wrote it"
    );
    assert_eq!(times(tuesday), "Tue 18:30 90");
    assert_eq!(times(thursday), "Thu 18:30 90");
    assert_eq!(held(thursday).rhythm, Rhythm::Weeks(1));
    assert_eq!(
        tuesday.zone.unwrap().name(),
        "America/New_York",
        "by the calendar's own name"
    );
    assert_eq!(
        left_out(tuesday),
        ["2026-12-01", "2026-12-08"],
        "one said in UTC, one called off"
    );
    assert_eq!(
        left_out(thursday),
        ["2026-11-26", "2026-12-03", "2026-12-24"],
        "two said, one moved"
    );
    assert_eq!(tuesday.address.as_str(), "North Clinic, Room 4");
    assert_eq!(tuesday.way, MeetingWay::InPerson);
    assert_eq!(tuesday.types.as_str(), "Outpatient Group");
    assert_eq!(
        tuesday.notes.as_str(),
        "Bring the workbook.\nDoors open at six."
    );
    assert_eq!(tuesday.listed_by.as_str(), "Clinic, north");
    assert_eq!(tuesday.listed_on.unwrap().to_string(), "2026-09-01");
    assert_eq!(tuesday.position.unwrap().latitude(), 40_712_775);

    assert_eq!(times(moved), "Fri 17:00 90");
    assert_eq!(held(moved).rhythm, Rhythm::Once);
    assert_eq!(held(moved).from_on.unwrap().to_string(), "2026-12-04");
    assert_eq!(moved.way, MeetingWay::Online);
    assert_eq!(
        moved.link.as_ref().unwrap().as_str(),
        "https://meet.example.org/moved"
    );
}

#[test]
fn other_rhythms_keep_what_they_are_counted_from() {
    let (meetings, _) = fixture();
    let monthly = of(&meetings, "second-tuesday@example.org")[0];
    assert_eq!(held(monthly).rhythm, Rhythm::Months(1, Nth::Second));
    assert_eq!(held(monthly).until_on.unwrap().to_string(), "2027-12-31");
    assert_eq!(monthly.zone, None, "floating");
    assert_eq!(monthly.way, MeetingWay::Online);
    let fortnight = of(&meetings, "fortnight@example.org")[0];
    assert_eq!(held(fortnight).rhythm, Rhythm::Weeks(2));
    assert_eq!(held(fortnight).from_on.unwrap().to_string(), "2026-11-22");
    assert_eq!(fortnight.zone, Some(Tz::UTC));
}

#[test]
fn what_cannot_be_said_is_reported_by_its_number() {
    let (meetings, report) = fixture();
    let rows: Vec<_> = report
        .refused
        .iter()
        .map(|row| (row.record, row.reason.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            (3, "called_off"),
            (7, "over"),
            (8, "whole_day"),
            (9, "repeats_oddly"),
            (10, "repeats_oddly"),
            (11, "no_source_id"),
        ]
    );
    assert_eq!((report.records, report.meetings), (11, 6));
    assert_eq!(report.remarked(FeedRemark::UnknownZone), 1);
    assert_eq!(report.remarked(FeedRemark::BadEnd), 1);
    let once = of(&meetings, "once@example.org")[0];
    assert_eq!((times(once).as_str(), once.zone), ("Mon 09:00 -", None));
}

#[test]
fn a_time_of_the_calendars_own_zone_is_in_it() {
    let text = event("DTSTART:20261201T090000\nRRULE:FREQ=WEEKLY")
        .replace("BEGIN:VEVENT", "X-WR-TIMEZONE:Europe/Madrid\nBEGIN:VEVENT");
    let (meetings, report) = all(text).unwrap();
    assert_eq!(meetings[0].zone.unwrap().name(), "Europe/Madrid");
    assert_eq!(report.without_zone, 0);
}

#[test]
fn a_moved_event_without_its_series_stands_alone() {
    let (meetings, _) = all(event(
        "DTSTART:20261201T090000Z\nRECURRENCE-ID:20261130T090000Z",
    ))
    .unwrap();
    assert_eq!(held(&meetings[0]).rhythm, Rhythm::Once);
}

#[test]
fn an_exception_at_another_time_leaves_nothing_out() {
    let lines = "DTSTART:20261201T090000Z\nRRULE:FREQ=WEEKLY\nEXDATE:20261208T100000Z,nonsense\nEXDATE;VALUE=DATE:20261215";
    let (meetings, report) = all(event(lines)).unwrap();
    assert_eq!(left_out(&meetings[0]), ["2026-12-15"]);
    assert_eq!(report.remarked(FeedRemark::BadDate), 1);
}

#[test]
fn all_ends_of_lines_give_the_same() {
    let text = event("DTSTART:20261201T090000Z\nRRULE:FREQ=WEE\n KLY");
    let (expected, _) = all(&text).unwrap();
    for end in ["\r\n", "\r"] {
        assert_eq!(all(text.replace('\n', end)).unwrap().0, expected);
    }
}

#[test]
fn a_calendar_that_was_cut_off_is_broken() {
    let text = event("DTSTART:20261201T090000Z");
    let cut = text.strip_suffix("END:VCALENDAR\n").unwrap();
    assert_eq!(all(cut), Err(FeedError::Broken));
    let deep = format!("BEGIN:VCALENDAR\n{}", "BEGIN:X\n".repeat(100_000));
    assert_eq!(all(deep), Err(FeedError::Broken));
    assert_eq!(
        all("BEGIN:VCALENDAR\nEND:VCALENDAR\n"),
        Err(FeedError::Empty)
    );
}
