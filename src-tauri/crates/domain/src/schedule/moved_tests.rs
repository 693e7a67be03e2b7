use super::super::property_tests::cases;
use super::super::test_stage::*;
use super::super::*;
use chrono_tz::Tz;
use proptest::prelude::*;
use OccurrenceState as S;

const NOON: u16 = 12 * 60;

fn due(minutes: &[u16]) -> Rule {
    daily("2026-11-20", minutes)
}

/// A medicine since yesterday, up to a time of today.
fn today(minutes: &[u16], until: &str) -> Stage {
    let mut stage = Stage::at("2026-11-20T23:50", Tz::UTC);
    stage.add(1, due(minutes), plain());
    stage.run_to(&format!("2026-11-21T{until}"));
    stage
}

fn states(stage: &Stage) -> Vec<S> {
    stage.states(1, "2026-11-20T23:55", "2026-11-21T23:55")
}

#[test]
fn what_was_taken_is_not_asked_for_again_at_its_new_time() {
    let mut stage = today(&[NOON], "12:10");
    stage.answer_last(Outcome::Taken);
    stage.shown();
    stage.edit(1, due(&[NOON + 60]), plain());
    assert_eq!(
        stage.planner.ahead(id(1), stage.now, 1)[0].due_ms,
        utc("2026-11-22T13:00")
    );
    stage.run_to("2026-11-22T13:00");
    assert_eq!(stage.shown(), ["22 13:00 Due"]);
    assert_eq!(states(&stage), [S::Taken]);
}

#[test]
fn what_was_left_out_is_asked_about_at_its_new_time() {
    let mut stage = today(&[NOON], "12:10");
    stage.answer_last(Outcome::Skipped);
    stage.shown();
    stage.edit(1, due(&[NOON + 60]), plain());
    stage.run_to("2026-11-21T13:00");
    assert_eq!(stage.shown(), ["21 13:00 Due"]);
    assert_eq!(states(&stage), [S::Skipped, S::Raised]);
}

#[test]
fn what_waits_is_asked_about_at_its_new_time_and_once() {
    let mut stage = today(&[NOON], "12:10");
    stage.shown();
    stage.edit(1, due(&[NOON + 60]), nagging(10, 1));
    stage.restart();
    stage.run_to("2026-11-21T13:00");
    assert_eq!(states(&stage), [S::Cancelled, S::Raised]);
    stage.answer_last(Outcome::Taken);
    assert_eq!(stage.shown(), ["21 13:00 Due"]);
    stage.run_to("2026-11-22T12:00");
    assert_eq!(stage.shown(), [""; 0]);
    assert_eq!(states(&stage), [S::Cancelled, S::Taken]);
}

#[test]
fn what_waits_and_is_answered_by_its_old_name_after_all_is_said() {
    let mut stage = today(&[NOON], "12:10");
    let (_, ring) = *stage.screen.last().unwrap();
    stage.shown();
    stage.edit(1, due(&[NOON + 60]), plain());
    stage.run_to("2026-11-21T12:30");
    stage.answer(ring.occurrence, Outcome::Taken);
    stage.run_to("2026-11-21T20:00");
    assert_eq!(stage.shown(), [""; 0]);
    assert_eq!(states(&stage), [S::Taken]);
}

#[test]
fn each_of_several_is_matched_by_its_place_in_the_day() {
    let mut stage = today(&[480, NOON, 1_200], "08:10");
    stage.answer_last(Outcome::Taken);
    stage.shown();
    stage.edit(1, due(&[540, 840, 1_260]), plain());
    stage.run_to("2026-11-21T21:00");
    assert_eq!(stage.shown(), ["21 14:00 Due", "21 21:00 Due"]);
}

#[test]
fn a_day_that_gets_more_or_fewer_times_asks_for_what_it_has() {
    for (times, rang) in [
        (&[540u16, 1_200][..], &["21 09:00 Due", "21 20:00 Due"][..]),
        (&[480, 1_200], &["21 20:00 Due"]),
    ] {
        let mut stage = today(&[480], "08:10");
        stage.answer_last(Outcome::Taken);
        stage.shown();
        stage.edit(1, due(times), plain());
        stage.run_to("2026-11-21T21:00");
        assert_eq!(stage.shown(), rang);
    }
}

#[test]
fn moved_twice_it_is_still_one_dose() {
    let mut stage = today(&[NOON], "12:10");
    stage.shown();
    stage.edit(1, due(&[NOON + 60]), plain());
    stage.run_to("2026-11-21T12:20");
    stage.edit(1, due(&[NOON + 90]), plain());
    stage.run_to("2026-11-21T13:30");
    stage.answer_last(Outcome::Taken);
    assert_eq!(stage.shown(), ["21 13:30 Due"]);
    stage.edit(1, due(&[NOON + 180]), plain());
    stage.run_to("2026-11-21T20:00");
    assert_eq!(stage.shown(), [""; 0]);
}

#[test]
fn what_is_put_off_follows_the_newer_word() {
    let mut stage = today(&[NOON], "12:10");
    let (_, ring) = *stage.screen.last().unwrap();
    let _ = stage.planner.snooze(ring.occurrence, 30, stage.now);
    stage.shown();
    stage.edit(1, due(&[NOON + 60]), plain());
    stage.run_to("2026-11-21T13:00");
    assert_eq!(stage.shown(), ["21 13:00 Due"]);
}

#[test]
fn a_move_that_is_taken_back_lets_it_wait_again() {
    let mut stage = today(&[NOON], "12:10");
    let before = stage.planner.schedule(id(1)).unwrap().clone();
    stage.shown();
    stage.edit(1, due(&[NOON + 60]), plain());
    stage.look();
    stage.planner.put(before);
    stage.look();
    assert_eq!(states(&stage), [S::Raised]);
}

#[test]
fn what_a_locked_journal_is_handed_rings_once() {
    let mut stage = today(&[NOON], "12:10");
    stage.answer_last(Outcome::Taken);
    stage.shown();
    stage.edit(1, due(&[NOON + 60]), plain());
    stage.look();
    let first = |stage: &Stage| stage.planner.waiting(stage.now).all[0].due.at_ms;
    assert_eq!(first(&stage), utc("2026-11-22T13:00"));
    let mut stage = today(&[NOON], "12:10");
    stage.shown();
    stage.edit(1, due(&[NOON + 60]), plain());
    stage.look();
    assert_eq!(first(&stage), utc("2026-11-21T13:00"));
}

/// Left out at twelve, moved to one, asked there, and taken at twelve after all.
#[test]
fn what_was_taken_after_all_by_its_earlier_name_asks_no_more_at_its_new_time() {
    let mut stage = today(&[NOON], "12:10");
    let (_, ring) = *stage.screen.last().unwrap();
    stage.answer_last(Outcome::Skipped);
    stage.edit(1, due(&[NOON + 60]), nagging(10, 3));
    stage.run_to("2026-11-21T13:05");
    stage.shown();
    let taken = stage.says(Outcome::Taken);
    let _ = stage.planner.correct(ring.occurrence, taken, Tz::UTC);
    stage.run_to("2026-11-22T12:00");
    assert_eq!(stage.shown(), [""; 0]);
    assert_eq!(states(&stage), [S::Late, S::Cancelled]);
}

/// A quarter past midnight and half past eleven at night are two nights.
#[test]
fn what_is_moved_across_more_than_half_a_day_is_another_dose() {
    let mut stage = today(&[15], "00:20");
    stage.answer_last(Outcome::Taken);
    stage.shown();
    stage.edit(1, due(&[23 * 60 + 30]), plain());
    stage.run_to("2026-11-21T23:30");
    assert_eq!(stage.shown(), ["21 23:30 Due"]);
}

/// Half past eleven, taken, and from now on a quarter past midnight: that is the same night. And back.
#[test]
fn what_is_moved_across_midnight_is_the_same_dose() {
    for is_taken in [true, false] {
        let mut stage = today(&[23 * 60 + 30], "23:40");
        if is_taken {
            stage.answer_last(Outcome::Taken);
        }
        stage.shown();
        stage.edit(1, due(&[15]), plain());
        stage.run_to("2026-11-23T00:15");
        let nights = ["22 00:15 Due", "23 00:15 Due"];
        assert_eq!(stage.shown(), nights[usize::from(is_taken)..]);
    }
    let mut stage = today(&[11 * 60 + 30, 23 * 60 + 30], "23:40");
    stage.answer_last(Outcome::Taken);
    stage.shown();
    stage.edit(1, due(&[15, 12 * 60 + 15]), plain());
    stage.run_to("2026-11-22T13:00");
    assert_eq!(stage.shown(), ["22 12:15 Due"]);
}

/// At noon, moved to one, and then another plan without that one: noon's still waits.
#[test]
fn what_was_moved_to_a_time_that_another_plan_takes_away_waits_again() {
    let mut stage = today(&[NOON], "12:10");
    stage.edit(1, due(&[NOON + 60]), plain());
    stage.run_to("2026-11-21T12:20");
    stage.edit(1, due(&[NOON, 1_200]), plain());
    stage.look();
    assert_eq!(states(&stage), [S::Raised, S::Planned]);
    stage.answer_last(Outcome::Taken);
    assert_eq!(states(&stage), [S::Taken, S::Planned]);
}

/// Elapsed time is named in UTC: eight in New York is 13:00 there, and no dose of one o'clock.
#[test]
fn what_was_taken_under_an_interval_is_no_dose_of_the_same_name_on_the_wall() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::America__New_York);
    let every = Rule::Every {
        interval: Interval::new(24 * 60).unwrap(),
        first_ms: utc("2026-11-21T13:00"),
        from: CountFrom::Planned,
    };
    stage.add(1, every, plain());
    stage.run_to("2026-11-21T13:00");
    stage.answer_last(Outcome::Taken);
    stage.shown();
    stage.edit(1, daily("2026-11-21", &[13 * 60]), plain());
    stage.run_to("2026-11-21T18:00");
    assert_eq!(stage.shown(), ["21 18:00 Due"]);
}

/// Ten in the evening, taken, and from now on eight in the morning: tomorrow's is tomorrow's.
#[test]
fn an_evening_that_becomes_a_morning_is_another_dose() {
    let mut stage = today(&[22 * 60], "22:05");
    stage.answer_last(Outcome::Taken);
    stage.shown();
    stage.edit(1, due(&[8 * 60]), plain());
    stage.run_to("2026-11-22T09:00");
    assert_eq!(stage.shown(), ["22 08:00 Due"]);
}

/// Moved, taken ahead of its new time, and moved again or paused: it is not asked for by its first name.
#[test]
fn what_was_taken_by_a_later_name_asks_by_none() {
    for is_paused in [false, true] {
        let mut stage = today(&[NOON + 40], "13:00");
        stage.shown();
        stage.edit(1, due(&[13 * 60 + 15]), plain());
        stage.look();
        let key = OccurrenceKey {
            schedule: id(1),
            revision: 2,
            civil: "2026-11-21T13:15:00".parse().unwrap(),
        };
        if !is_paused {
            stage.answer(key, Outcome::Taken);
        }
        stage.now.at_ms += 5 * MINUTE;
        if is_paused {
            stage.end(1);
            stage.look();
            stage.now.at_ms += 15 * MINUTE;
        }
        stage.edit(1, due(&[13 * 60 + 15, 20 * 60]), plain());
        stage.run_to("2026-11-21T19:00");
        assert_eq!(stage.shown(), [""; 0], "{is_paused}");
    }
}

proptest! {
    #![proptest_config(cases())]

    /// A dose a day whose time is moved again and again, and that is taken whenever it asks. By its times: one that is
    /// brought forward is asked for late.
    #[test]
    fn however_its_time_is_moved_no_dose_is_asked_for_within_six_hours_of_the_last(
        first in 0u16..1_440,
        moves in prop::collection::vec((1i64..2_000, 0u16..1_440), 1..8),
    ) {
        let mut stage = Stage::at("2026-11-20T00:01", Tz::UTC);
        stage.add(1, due(&[first]), plain());
        let mut taken = Vec::new();
        let (begin, edits) = (stage.now.at_ms, moves.len());
        for (minutes, to) in moves {
            take_until(&mut stage, minutes, &mut taken);
            stage.edit(1, due(&[to]), plain());
        }
        take_until(&mut stage, 3 * 1_440, &mut taken);
        let near = taken.windows(2).find(|pair| pair[1] - pair[0] < 6 * HOUR);
        prop_assert_eq!(near, None);
        // Each edit may put the next one off by less than a day.
        let days = usize::try_from((stage.now.at_ms - begin) / (24 * HOUR)).unwrap();
        prop_assert!(taken.len() + edits + 1 >= days, "{} in {days} days", taken.len());
    }
}

/// Takes what asks, when it asks.
fn take_until(stage: &mut Stage, minutes: i64, taken: &mut Vec<i64>) {
    let end_ms = stage.now.at_ms + minutes * MINUTE;
    while stage.now.at_ms < end_ms {
        for ring in stage.look().rings {
            stage.answer(ring.key.occurrence, Outcome::Taken);
            taken.push(ring.due_ms);
        }
        stage.now.at_ms += MINUTE;
    }
}
