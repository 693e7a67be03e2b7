//! Lists of meetings: whole or not at all, and outside the changes.

use crate::Home;
use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use mainstay_domain::{
    FeedKind, Held, ListedMeeting, MeetingFeed, MeetingFeedId, MeetingLine, MeetingNotes,
    MeetingWay, MinuteOfDay, Nth, Position, Rhythm, TypeCodes, TypeVocabulary, WEEK_MINUTES,
};
use mainstay_store::{Error, MeetingQuery, PlacedMeeting, Store};
use std::ops::ControlFlow;

fn feed(number: i64, name: &str) -> MeetingFeed {
    MeetingFeed {
        id: MeetingFeedId::new(number, &[3; 10]),
        name: name.into(),
        kind: FeedKind::MeetingGuide,
        zone: "Europe/London".into(),
        imported_on: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        meetings: 0,
        left_out: 2,
    }
}

fn line(text: &str) -> MeetingLine {
    MeetingLine::new(text).unwrap()
}

/// A meeting each; their words are their names.
fn placed(names: &[&str]) -> Vec<PlacedMeeting> {
    let one = |(at, name): (usize, &&str)| {
        let id = line(&format!("{name}-{at}"));
        let mut meeting = ListedMeeting::named(id, line(name), TypeVocabulary::MeetingGuide);
        let start = MinuteOfDay::new(18, 0).unwrap();
        meeting.held = Some(Held::weekly(Weekday::Tue, start, None));
        PlacedMeeting {
            base: Some(2_000 - u16::try_from(at).unwrap()),
            zone: Tz::Europe__London,
            meeting: Box::new(meeting),
        }
    };
    names.iter().enumerate().map(one).collect()
}

fn keep(store: &Store, feed: &MeetingFeed, meetings: Vec<PlacedMeeting>) {
    let mut heard = |_| ControlFlow::Continue(());
    store.keep_meetings(feed, meetings, &mut heard).unwrap();
}

fn numbers(store: &Store, words: &str) -> Vec<i64> {
    let query = MeetingQuery {
        words: words.into(),
        ..MeetingQuery::default()
    };
    let mut found = Vec::new();
    let seen = |times: mainstay_store::MeetingTimes| {
        found.push(times.number);
        Ok::<_, Error>(ControlFlow::Continue(()))
    };
    let meetings = store.meetings();
    meetings.walk(&query, 0, WEEK_MINUTES, seen).unwrap();
    found
}

fn names(store: &Store, words: &str) -> Vec<String> {
    let name = |number: &i64| store.meetings().get(*number).unwrap().0.name;
    let found = numbers(store, words);
    found.iter().map(|n| name(n).as_str().to_owned()).collect()
}

#[test]
fn meetings_come_in_the_order_of_their_base_minutes_with_and_without_words() {
    let home = Home::new();
    let store = home.open();
    keep(&store, &feed(1, "One"), placed(&["gin a", "gin b", "ton"]));
    assert_eq!(names(&store, ""), ["ton", "gin b", "gin a"]);
    assert_eq!(names(&store, "gin"), ["gin b", "gin a"]);
    assert!(numbers(&store, "").is_sorted());
}

#[test]
fn a_list_that_is_stopped_at_any_row_is_as_it_was() {
    let home = Home::new();
    let store = home.open();
    let list = feed(1, "One");
    keep(&store, &list, placed(&["old a", "old b"]));
    let before = store.meeting_feeds().list().unwrap();
    for stop_at in 1..=5 {
        let mut heard = |kept| {
            if kept == stop_at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let newer = placed(&["new a", "new b", "new c", "new d", "new e"]);
        let stopped = store.keep_meetings(&feed(1, "Newer"), newer, &mut heard);
        assert!(matches!(stopped, Err(Error::Stopped)), "{stop_at}");
        assert_eq!(store.meeting_feeds().list().unwrap(), before);
        assert_eq!(names(&store, "old"), ["old b", "old a"], "{stop_at}");
        assert!(numbers(&store, "new").is_empty(), "{stop_at}");
    }
}

#[test]
fn a_list_is_in_no_change_and_takes_the_place_of_itself_alone() {
    let home = Home::new();
    let store = home.open();
    let writes = store.writes().unwrap();
    let (one, two) = (feed(1, "One"), feed(2, "Two"));
    keep(&store, &one, placed(&["old a"]));
    keep(&store, &two, placed(&["other"]));
    for round in 0..3 {
        keep(&store, &one, placed(&["new a", "new b"]));
        assert!(numbers(&store, "old").is_empty(), "{round}");
        assert_eq!(names(&store, "new").len(), 2, "{round}");
        assert_eq!(names(&store, "other"), ["other"], "{round}");
    }
    store.drop_meetings(two.id).unwrap();
    assert!(numbers(&store, "other").is_empty());
    store.drop_meetings(one.id).unwrap();
    assert!(numbers(&store, "").is_empty());
    assert!(matches!(store.drop_meetings(one.id), Err(Error::NotFound)));
    assert_eq!(store.writes().unwrap(), writes, "nothing was recorded");
    store.close().unwrap();
    let raw = home.raw();
    for table in [
        "listed_meetings",
        "listed_meeting_types",
        "meeting_feeds",
        "change_rows",
    ] {
        let sql = format!("SELECT count(*) FROM {table}");
        let rows: i64 = raw.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    let check: String = raw
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(check, "ok");
}

#[test]
fn all_that_a_meeting_says_is_read_back() {
    let home = Home::new();
    let store = home.open();
    let mut all = placed(&["full", "monthly", "once"]);
    let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).unwrap();
    let full = &mut all[0].meeting;
    full.held.as_mut().unwrap().minutes = Some(90);
    full.held.as_mut().unwrap().left_out = vec![day(1), day(8)];
    full.way = MeetingWay::Hybrid;
    full.is_closed = true;
    full.place = line("Hall");
    full.position = Some(Position::parse("-33.5", "151.25").unwrap());
    full.joining = MeetingNotes::new("one\ntwo").unwrap();
    full.types = TypeCodes::new("O D").unwrap();
    full.group = line("Group");
    full.listed_on = Some(day(2));
    let monthly = all[1].meeting.held.as_mut().unwrap();
    monthly.rhythm = Rhythm::Months(2, Nth::Last);
    monthly.until_on = Some(day(31));
    let once = all[2].meeting.held.as_mut().unwrap();
    once.rhythm = Rhythm::Once;
    once.from_on = Some(day(15));
    let list = feed(1, "One");
    keep(&store, &list, all.clone());
    for placed in &all {
        let number = numbers(&store, placed.meeting.name.as_str());
        let (read, of) = store.meetings().get(number[0]).unwrap();
        let mut expected = (*placed.meeting).clone();
        expected.zone = Some(placed.zone);
        assert_eq!(read, expected);
        assert_eq!(of, list);
    }
    assert_eq!(store.meetings().odd(10).unwrap().len(), 3);
    let kinds = store.meeting_feeds().kinds(10).unwrap();
    assert_eq!(kinds.len(), 2);
}

#[test]
fn there_is_an_end_to_the_number_of_lists() {
    let home = Home::new();
    let store = home.open();
    let most = i64::try_from(mainstay_domain::MOST_FEEDS).unwrap();
    for number in 1..=most {
        keep(&store, &feed(number, "List"), placed(&["one"]));
    }
    let mut heard = |_| ControlFlow::Continue(());
    let more = store.keep_meetings(&feed(most + 1, "More"), placed(&["one"]), &mut heard);
    assert!(matches!(more, Err(Error::TooMany)));
    store.drop_meetings(feed(7, "").id).unwrap();
    keep(&store, &feed(most + 1, "More"), placed(&["more"]));
    assert_eq!(names(&store, "more"), ["more"], "in the slot that is free");
}
