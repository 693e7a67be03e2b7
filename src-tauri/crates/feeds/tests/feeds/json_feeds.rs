//! The three JSON feeds, field by field.

use crate::{all, times};
use mainstay_domain::{
    FeedKind, FeedRemark, FeedReport, ListedMeeting, MeetingWay, RowRefusal, TypeVocabulary,
};

fn fixture(name: &str) -> (Vec<ListedMeeting>, FeedReport) {
    let path = format!("{}/tests/feeds/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    all(std::fs::read(path).expect("a fixture")).expect("a feed")
}

fn reasons(report: &FeedReport) -> Vec<(u32, &'static str)> {
    let row = |row: &mainstay_domain::RefusedRecord| (row.record, row.reason.as_str());
    report.refused.iter().map(row).collect()
}

#[test]
fn a_meeting_guide_feed_is_read_with_all_its_fields() {
    let (meetings, report) = fixture("meeting-guide.json");
    assert_eq!(report.kind, FeedKind::MeetingGuide);
    let one = &meetings[0];
    assert_eq!(one.name.as_str(), "Lantern & Harbour – Beginners");
    assert_eq!(one.source_id.as_str(), "lantern-harbour-1");
    assert_eq!(times(one), "Sun 18:00 90");
    assert_eq!(one.zone.unwrap().name(), "America/Chicago");
    assert_eq!((one.way, one.is_closed), (MeetingWay::InPerson, false));
    assert_eq!(one.place.as_str(), "Old Mill Hall");
    assert_eq!(one.address.as_str(), "12 Mill Lane, Anytown, IL 60000, USA");
    assert_eq!(one.region.as_str(), "North Side, Mill District");
    let position = one.position.unwrap();
    assert_eq!(
        (position.latitude(), position.longitude()),
        (41_878_113, -87_629_798)
    );
    assert_eq!(one.vocabulary, TypeVocabulary::MeetingGuide);
    assert_eq!(one.types.as_str(), "O BE X");
    assert_eq!(
        one.notes.as_str(),
        "Coffee from 17:30.\n\nSecond floor.\nRing the bell."
    );
    assert_eq!(one.group.as_str(), "Lantern Group");
    assert_eq!(one.listed_by.as_str(), "District 99");
    assert_eq!(one.listed_on.unwrap().to_string(), "2026-09-30");
}

#[test]
fn names_and_numbers_of_people_are_left_alone() {
    for name in ["meeting-guide.json", "bmlt.json"] {
        let (meetings, _) = fixture(name);
        let text = format!("{meetings:?}");
        assert!(
            !text.contains("Nobody") && !text.contains("5550100"),
            "{name}"
        );
    }
}

#[test]
fn a_list_of_days_is_a_meeting_on_each() {
    let (meetings, _) = fixture("meeting-guide.json");
    let herons: Vec<_> = meetings
        .iter()
        .filter(|one| one.source_id.as_str() == "4711")
        .collect();
    let said: Vec<String> = herons.iter().map(|one| times(one)).collect();
    assert_eq!(said, ["Mon 23:30 60", "Wed 23:30 60", "Fri 23:30 60"]);
    let one = herons[0];
    assert_eq!(one.way, MeetingWay::Hybrid);
    assert_eq!(
        one.link.as_ref().unwrap().as_str(),
        "https://meet.example.org/j/123456?pwd=a&b=c"
    );
    assert_eq!(one.phone.as_str(), "+1-555-0101,,123456#");
    assert_eq!(one.joining.as_str(), "Passcode: herons");
    assert_eq!(one.address.as_str(), "Quay 3, Anytown, IL, 60001, US");
    assert_eq!(one.region.as_str(), "Illinois, Anytown");
    assert_eq!(one.zone, None, "not said");
}

#[test]
fn how_one_takes_part_follows_from_what_is_there() {
    let (meetings, report) = fixture("meeting-guide.json");
    let of = |id: &str| {
        meetings
            .iter()
            .find(|one| one.source_id.as_str() == id)
            .unwrap()
    };
    assert_eq!(of("online-sunrise").way, MeetingWay::Online);
    assert_eq!(times(of("online-sunrise")), "Sat 06:15 -");
    assert!(of("online-sunrise").is_rough);
    assert_eq!(of("phone").way, MeetingWay::Phone);
    assert_eq!(
        (of("shut").way, of("shut").is_closed),
        (MeetingWay::InPerson, true)
    );
    assert_eq!(times(of("by-arrangement")), "by appointment");
    assert_eq!((report.closed, report.by_appointment), (1, 1));
}

#[test]
fn a_bad_record_is_reported_and_the_others_are_taken() {
    let (meetings, report) = fixture("meeting-guide.json");
    assert_eq!(report.records, 13);
    assert_eq!(report.meetings, 9);
    assert_eq!(meetings.len(), 9);
    assert_eq!(
        reasons(&report),
        [
            (7, "duplicate"),
            (8, "no_name"),
            (9, "no_source_id"),
            (10, "bad_weekday"),
            (11, "bad_time"),
            (12, "malformed"),
        ]
    );
    for remark in [
        FeedRemark::BadEnd,
        FeedRemark::UnknownZone,
        FeedRemark::BadPosition,
        FeedRemark::BadLink,
        FeedRemark::BadDate,
    ] {
        assert_eq!(report.remarked(remark), 1, "{remark:?}");
    }
    assert_eq!(report.weekdays, [2, 1, 1, 1, 1, 1, 1]);
    assert_eq!(report.without_zone, 6);
    let ways = [report.in_person, report.online, report.phone, report.hybrid];
    assert_eq!(ways, [4, 1, 1, 3]);
}

#[test]
fn the_first_of_two_with_one_id_is_kept() {
    let (meetings, _) = fixture("meeting-guide.json");
    let names: Vec<_> = meetings
        .iter()
        .filter(|one| one.source_id.as_str() == "lantern-harbour-1")
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["Lantern & Harbour – Beginners"]);
}

#[test]
fn what_bmlt_servers_write_as_tsml_is_read() {
    let (meetings, report) = fixture("tsml.json");
    assert_eq!(report.kind, FeedKind::MeetingGuide);
    let [room, online] = meetings.as_slice() else {
        panic!("two meetings");
    };
    assert_eq!(times(room), "Sun 19:00 90");
    assert_eq!(
        room.address.as_str(),
        "5 Harbour Road, Anytown, AZ, 85000, USA"
    );
    assert_eq!(room.position.unwrap().longitude(), -112_074_000);
    assert_eq!(room.types.as_str(), "O D B", "lists in lists");
    assert_eq!(room.listed_on.unwrap().to_string(), "2026-08-02");
    assert_eq!(room.region.as_str(), "Desert Area");
    assert_eq!(
        (times(online).as_str(), online.way),
        ("Sat 07:00 -", MeetingWay::Online)
    );
}

/// The formats of another server: its code for "open" is another one, and one of its formats is its own.
#[test]
fn what_a_bmlt_server_says_of_its_formats_is_what_they_mean() {
    let text = include_str!("fixtures/bmlt.json");
    let with = |formats: &str| {
        let plain = r#"[{ "id": "1", "key_string": "O" }]"#;
        assert!(text.contains(plain));
        let (meetings, _) = all(text.replace(plain, formats)).unwrap();
        let first = &meetings[0];
        (first.vocabulary, first.types.as_str().to_owned(), meetings)
    };
    let (vocabulary, types, meetings) = with(
        r#"[{ "key_string": "O", "world_id": "OPEN" }, { "key_string": "WC", "world_id": "WCHR" },
            { "key_string": "BT", "world_id": "BT" }, { "key_string": "VM", "world_id": "VM" }, 7, null]"#,
    );
    assert_eq!(
        (vocabulary, types.as_str()),
        (TypeVocabulary::MeetingGuide, "O X")
    );
    assert_eq!(meetings[1].types.as_str(), "O");
    assert_eq!(meetings[2].way, MeetingWay::Hybrid, "by its own code");
    assert!(meetings[4].is_closed, "by its own code");
    for unknown in [
        "[]",
        "7",
        "null",
        r#"[{ "key_string": "O", "world_id": "" }]"#,
    ] {
        let (vocabulary, types, _) = with(unknown);
        assert_eq!(
            (vocabulary, types.as_str()),
            (TypeVocabulary::Bmlt, "O BT WC"),
            "{unknown}"
        );
    }
}

#[test]
fn a_bmlt_feed_is_read_with_all_its_fields() {
    let (meetings, report) = fixture("bmlt.json");
    assert_eq!(
        (report.kind, report.records, report.meetings),
        (FeedKind::Bmlt, 8, 5)
    );
    let one = &meetings[0];
    assert_eq!(one.name.as_str(), "Harbour Lights");
    assert_eq!(times(one), "Sun 19:00 90");
    assert_eq!(one.zone.unwrap().name(), "America/Phoenix");
    assert_eq!(one.way, MeetingWay::InPerson);
    assert_eq!(one.place.as_str(), "Community Centre");
    assert_eq!(
        one.address.as_str(),
        "5 Harbour Road, Anytown, AZ, 85000, USA"
    );
    assert_eq!(one.vocabulary, TypeVocabulary::Bmlt);
    assert_eq!(one.types.as_str(), "O BT WC");
    assert_eq!(one.notes.as_str(), "Use the side door\n\nPark behind");
    assert_eq!(one.listed_by.as_str(), "Desert Area");
    let said: Vec<_> = meetings
        .iter()
        .map(|one| (times(one), one.way, one.is_closed))
        .collect();
    assert_eq!(said[1], ("Sat 07:00 -".into(), MeetingWay::Online, false));
    assert_eq!(
        said[2],
        ("Mon 12:00 1440".into(), MeetingWay::Hybrid, false)
    );
    assert_eq!(said[3], ("Tue 21:00 60".into(), MeetingWay::Phone, false));
    assert_eq!(said[4], ("Wed 18:00 60".into(), MeetingWay::InPerson, true));
    assert_eq!(meetings[1].joining.as_str(), "ID 123 456");
    assert!(meetings[1].is_rough && meetings[2].position.is_none());
    assert_eq!(
        reasons(&report),
        [(6, "not_published"), (7, "bad_weekday"), (8, "duplicate")]
    );
    assert!(
        report.remarks.is_empty(),
        "0, 0 and a length of nothing are not said"
    );
}

#[test]
fn a_central_query_feed_is_read_with_all_its_fields() {
    let (meetings, report) = fixture("central-query.json");
    assert_eq!(report.kind, FeedKind::CentralQuery);
    let [saturday, sunday] = meetings.as_slice() else {
        panic!("two meetings");
    };
    assert_eq!(times(saturday), "Sat 08:30 60");
    assert_eq!(saturday.zone.unwrap().name(), "America/Los_Angeles");
    assert_eq!(saturday.way, MeetingWay::Online);
    assert_eq!(saturday.types.as_str(), "C MED M EN");
    assert_eq!(times(sunday), "Sun 08:30 -");
    assert_eq!(sunday.way, MeetingWay::Phone);
    assert_eq!(sunday.notes.as_str(), "Two\nlines");
    assert_eq!(report.refused_for(RowRefusal::BadWeekday), 1);
    assert_eq!(report.remarked(FeedRemark::BadEnd), 1);
}
