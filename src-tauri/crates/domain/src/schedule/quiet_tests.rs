//! Doses that come due in quiet hours: they wait for their end and are asked about then.

use super::test_stage::*;
use super::*;
use chrono_tz::Tz;
use OccurrenceState as S;

const BEDTIME: u16 = 22 * 60 + 30;

/// Quiet from ten in the evening to seven.
fn stage(from: &str, here: Tz, times: &[u16]) -> Stage {
    let mut stage = Stage::at(from, here);
    stage.now.quiet = Some(QuietHours::new(22 * 60, 7 * 60).unwrap());
    stage.add(1, daily("2026-01-01", times), soft(Grace::DOSE));
    stage
}

fn soft(grace: Grace) -> Reminder {
    Reminder::new(vec![], None, false, grace).unwrap()
}

#[test]
fn a_dose_at_bedtime_is_asked_about_in_the_morning_and_open_from_then_on() {
    let mut stage = stage("2026-11-21T12:00", Tz::UTC, &[BEDTIME]);
    stage.run_to("2026-11-22T05:00");
    let states = |stage: &Stage| stage.states(1, "2026-11-21T12:00", "2026-11-22T12:00");
    assert_eq!(states(&stage), [S::Planned], "not over: it waits");
    stage.run_to("2026-11-22T10:59");
    assert_eq!(stage.shown(), ["22 07:00 Due"]);
    assert_eq!(states(&stage), [S::Raised]);
    stage.run_to("2026-11-22T11:00");
    assert_eq!(states(&stage), [S::Missed], "four hours after it was asked");
    assert_eq!(stage.digests.len(), 0);
}

#[test]
fn a_device_that_is_turned_on_late_in_the_morning_asks_then() {
    for (on, rings, state) in [("09:00", 1, S::Raised), ("11:30", 0, S::Unrecorded)] {
        let mut stage = stage("2026-11-21T12:00", Tz::UTC, &[BEDTIME]);
        stage.look();
        let look = stage.off_until(&format!("2026-11-22T{on}"));
        assert_eq!(
            (look.rings.len(), look.passed.len()),
            (rings, 1 - rings),
            "{on}"
        );
        let states = stage.states(1, "2026-11-21T12:00", "2026-11-22T12:00");
        assert_eq!(states, [state]);
    }
}

#[test]
fn it_is_open_half_way_from_the_morning_to_the_next_one() {
    let mut stage = stage("2026-11-21T12:00", Tz::UTC, &[8 * 60, BEDTIME]);
    stage.run_to("2026-11-22T08:00");
    assert_eq!(
        stage.states(1, "2026-11-21T12:00", "2026-11-22T09:00"),
        [S::Missed, S::Raised],
        "one of them waits at a time"
    );
    stage.answer_last(Outcome::Taken);
    assert_eq!(stage.shown(), ["22 07:00 Due", "22 08:00 Due"]);
    stage.run_to("2026-11-23T07:10");
    assert_eq!(stage.shown(), ["23 07:00 Due"]);
}

#[test]
fn of_several_in_one_night_the_newest_is_asked_about_and_the_others_are_told_of() {
    let times = [3 * 60, 5 * 60, 23 * 60];
    let mut stage = stage("2026-11-21T12:00", Tz::UTC, &times);
    stage.run_to("2026-11-22T07:30");
    assert_eq!(stage.shown(), ["22 07:00 Due"]);
    assert_eq!(
        stage.states(1, "2026-11-21T12:00", "2026-11-22T08:00"),
        [S::Unrecorded, S::Unrecorded, S::Raised]
    );
    assert_eq!(stage.digests.len(), 1, "together, at seven");
}

#[test]
fn an_interval_rings_once_in_the_morning() {
    let mut stage = Stage::at("2026-11-21T17:00", Tz::UTC);
    stage.now.quiet = Some(QuietHours::new(22 * 60, 7 * 60).unwrap());
    let rule = Rule::Every {
        interval: Interval::new(300).unwrap(),
        first_ms: utc("2026-11-21T20:00"),
        from: CountFrom::Taken,
    };
    stage.add(1, rule, soft(Grace::DOSE));
    stage.run_to("2026-11-21T20:10");
    stage.answer_last(Outcome::Taken);
    stage.run_to("2026-11-22T09:00");
    assert_eq!(
        stage.shown(),
        ["21 20:00 Due", "22 07:00 Due"],
        "one of ten past one and one of ten past six"
    );
}

#[test]
fn what_is_to_ring_all_the_same_does_and_a_meeting_is_over_by_then() {
    let mut stage = stage("2026-11-21T12:00", Tz::UTC, &[BEDTIME]);
    stage.add(2, daily("2026-11-21", &[BEDTIME]), plain());
    stage.add(3, daily("2026-11-21", &[23 * 60]), soft(Grace::MEETING));
    stage.run_to("2026-11-22T07:00");
    assert_eq!(stage.shown(), ["21 22:30 Due", "22 07:00 Due"]);
    assert_eq!(stage.digests.len(), 1, "the meeting is told of");
    stage.edit(1, daily("2026-01-01", &[BEDTIME]), plain());
    stage.run_to("2026-11-22T22:30");
    let at_night = stage
        .shown()
        .iter()
        .filter(|line| line.contains("22:30"))
        .count();
    assert_eq!(at_night, 2, "both ring at their time");
}

#[test]
fn nights_in_which_the_clock_is_changed_end_at_seven_on_the_wall() {
    let london = Tz::Europe__London;
    let mut spring = stage("2026-03-28T12:00", london, &[BEDTIME]);
    spring.run_to("2026-03-29T12:00");
    assert_eq!(spring.shown(), ["29 06:00 Due"], "seven in summer time");
    let mut autumn = stage("2026-10-24T12:00", london, &[BEDTIME]);
    autumn.run_to("2026-10-25T12:00");
    assert_eq!(autumn.shown(), ["25 07:00 Due"]);
    let mut skipped = stage("2026-03-28T12:00", london, &[90]);
    skipped.run_to("2026-03-29T12:00");
    assert_eq!(
        skipped.shown(),
        ["29 06:00 Due"],
        "half past one is not there"
    );
}

#[test]
fn a_flight_east_into_the_night_is_asked_about_in_the_morning_there() {
    let mut stage = stage("2026-11-22T12:00", Tz::Europe__London, &[BEDTIME]);
    stage.run_to("2026-11-22T14:00");
    // Two in the afternoon in London is eleven at night in Tokyo.
    stage.now.here = Tz::Asia__Tokyo;
    stage.run_to("2026-11-23T01:00");
    assert_eq!(stage.digests.len(), 0);
    stage.answer_last(Outcome::Taken);
    assert_eq!(stage.shown(), ["22 22:00 Due"], "seven in Tokyo");
    // And back, before that evening comes again: it was answered.
    stage.now.here = Tz::Europe__London;
    stage.run_to("2026-11-24T08:00");
    assert_eq!(stage.shown(), ["24 07:00 Due"]);
}

#[test]
fn quiet_hours_that_begin_or_end_to_hold_move_it_and_lose_nothing() {
    let mut stage = stage("2026-11-21T12:00", Tz::UTC, &[BEDTIME]);
    let quiet = stage.now.quiet;
    stage.run_to("2026-11-22T01:00");
    stage.now.quiet = None;
    stage.look();
    assert_eq!(stage.shown(), ["22 01:00 Due"], "they were switched off");
    stage.now.quiet = quiet;
    stage.run_to("2026-11-22T08:00");
    assert_eq!(stage.shown(), [""; 0], "asked about once");
}

#[test]
fn what_a_person_puts_off_by_hand_rings_when_they_asked_also_in_the_night() {
    let mut stage = stage("2026-11-21T12:00", Tz::UTC, &[21 * 60 + 50]);
    let nag = Some(Nag {
        every: Interval::new(10).unwrap(),
        times: 1,
    });
    let again = Reminder::new(vec![], nag, false, Grace::DOSE).unwrap();
    stage.add(2, daily("2026-11-21", &[21 * 60 + 50]), again);
    stage.run_to("2026-11-21T21:50");
    for n in [1, 2] {
        let first = |(_, key): &&(i64, RingKey)| key.occurrence.schedule == id(n);
        let occurrence = stage.screen.iter().find(first).unwrap().1.occurrence;
        let put_off = stage.planner.snooze(occurrence, 30, stage.now).unwrap();
        assert!(put_off.is_some());
    }
    stage.run_to("2026-11-22T01:00");
    let night = ["21 22:20 Snooze(1)", "21 22:20 Snooze(1)"];
    assert_eq!(stage.shown()[2..], night, "nobody asked for the rest of it");
}
