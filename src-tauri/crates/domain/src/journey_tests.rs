use super::*;
use crate::{LapseId, Logged, Note};

fn lapse(day: &str, at_ms: i64) -> JourneyEntry {
    JourneyEntry::Lapse(Lapse {
        id: LapseId::new(at_ms, &[0; 10]),
        when: Logged {
            at_ms,
            zone: "UTC".into(),
            day_on: day.parse().unwrap(),
        },
        goal_id: None,
        amount: None,
        triggers: Vec::new(),
        next_steps: Vec::new(),
        note: Note::default(),
    })
}

#[test]
fn a_page_groups_by_day_newest_first() {
    let entries = vec![
        lapse("2026-01-01", 1),
        lapse("2026-01-02", 5),
        lapse("2026-01-02", 9),
    ];
    let days = journey_days(entries, Vec::new(), Vec::new());
    let shape: Vec<_> = days
        .iter()
        .map(|day| (day.day_on.to_string(), day.entries.len()))
        .collect();
    assert_eq!(
        shape,
        [("2026-01-02".to_owned(), 2), ("2026-01-01".to_owned(), 1)]
    );
    assert_eq!(days[0].entries[0].at_ms(), 9);
}

fn stay(from_on: &str, until_on: Option<&str>) -> Stay {
    Stay {
        id: crate::StayId::new(1, &[0; 10]),
        place: crate::Place::Hospital,
        name: crate::Name::default(),
        span: crate::Span {
            from_on: from_on.parse().unwrap(),
            until_on: until_on.map(|day| day.parse().unwrap()),
        },
    }
}

#[test]
fn a_stay_stands_on_its_first_and_its_last_day_once_they_have_come() {
    let stays = [
        stay("2026-01-01", Some("2026-01-03")),
        stay("2026-01-03", Some("2026-01-09")),
        stay("2026-01-04", None),
        stay("2026-01-06", None),
    ];
    let marks = StayMark::of(&stays, "2026-01-05".parse().unwrap());
    let days = journey_days(vec![lapse("2026-01-03", 1)], marks, Vec::new());
    let shape: Vec<_> = days
        .iter()
        .map(|day| {
            let ends: Vec<_> = day.stays.iter().map(|mark| mark.end).collect();
            (day.day_on.to_string(), ends, day.entries.len())
        })
        .collect();
    assert_eq!(
        shape,
        [
            ("2026-01-04".to_owned(), vec![StayEnd::First], 0),
            (
                "2026-01-03".to_owned(),
                vec![StayEnd::Last, StayEnd::First],
                1
            ),
            ("2026-01-01".to_owned(), vec![StayEnd::First], 0),
        ]
    );
}

#[test]
fn a_stay_of_one_day_is_one_mark() {
    let stays = [
        stay("2026-01-03", Some("2026-01-03")),
        stay("2026-01-06", Some("2026-01-06")),
    ];
    let marks = StayMark::of(&stays, "2026-01-05".parse().unwrap());
    let seen: Vec<_> = marks.iter().map(|mark| (mark.day_on(), mark.end)).collect();
    assert_eq!(seen, [("2026-01-03".parse().ok(), StayEnd::Only)]);
}

#[test]
fn a_month_has_its_days() {
    for (month, days) in [("2024-02", 29), ("2026-02", 28), ("2026-12", 31)] {
        assert_eq!(Month::parse(month).unwrap().days().count(), days);
    }
    assert_eq!(
        Month::parse("2026-12").unwrap().next_first().to_string(),
        "2027-01-01"
    );
}

#[test]
fn a_month_nobody_means_is_refused() {
    assert_eq!(Month::parse("1899-12"), Err(Error::DateOutOfRange));
    assert_eq!(Month::parse("2026-13"), Err(Error::Invalid));
    assert_eq!(Month::parse("soon"), Err(Error::Invalid));
}
