use super::super::test_stage::*;
use super::super::*;
use chrono_tz::Tz;

const EIGHT: u16 = 20 * 60;

fn due(minutes: &[u16]) -> Rule {
    daily("2026-11-21", minutes)
}

/// At a time of an evening; what was due before it was shown.
fn evening(minutes: &[u16], time: &str) -> Stage {
    let mut stage = Stage::at("2026-11-21T06:00", Tz::UTC);
    stage.add(1, due(minutes), plain());
    stage.run_to(&format!("2026-11-21T{time}"));
    stage.shown();
    stage
}

#[test]
fn what_was_ahead_and_is_moved_to_a_time_that_is_over_is_due_at_once() {
    let mut stage = evening(&[EIGHT], "19:30");
    stage.edit(1, due(&[EIGHT - 60]), plain());
    stage.look();
    stage.answer_last(Outcome::Taken);
    assert_eq!(stage.shown(), ["21 19:30 Due"]);
    stage.run_to("2026-11-22T20:30");
    assert_eq!(stage.shown(), ["22 19:00 Due"]);
}

#[test]
fn what_was_asked_about_before_is_not_asked_about_again() {
    let mut stage = evening(&[8 * 60, EIGHT], "19:30");
    stage.edit(1, due(&[7 * 60, EIGHT - 60]), plain());
    stage.look();
    assert_eq!(stage.shown(), ["21 19:30 Due"], "and not seven");
    stage.edit(1, due(&[7 * 60, EIGHT - 45]), plain());
    stage.run_to("2026-11-21T23:00");
    assert_eq!(stage.shown(), [""; 0], "the one that stands there waits");
}

#[test]
fn moved_back_to_where_it_rang_it_waits_there_and_is_not_another_one() {
    let mut stage = evening(&[EIGHT - 50], "19:20");
    stage.edit(1, due(&[EIGHT]), plain());
    stage.look();
    stage.shown();
    stage.now.at_ms += 10 * MINUTE;
    for minutes in [EIGHT - 50, EIGHT - 45] {
        stage.edit(1, due(&[minutes]), plain());
        stage.look();
    }
    let (begin, end) = (utc("2026-11-20T00:00"), utc("2026-11-22T00:00"));
    let told = stage.planner.told(id(1), begin, end, stage.now);
    let raised = told
        .iter()
        .filter(|one| one.state == OccurrenceState::Raised);
    assert_eq!(raised.count(), 1, "{told:?}");
}

#[test]
fn what_is_not_open_any_more_by_its_new_time_is_tomorrows() {
    let mut stage = evening(&[EIGHT], "19:30");
    stage.edit(1, due(&[8 * 60]), plain());
    stage.run_to("2026-11-21T23:00");
    assert_eq!(stage.shown(), [""; 0]);
    stage.run_to("2026-11-22T08:00");
    assert_eq!(stage.shown(), ["22 08:00 Due"]);
}

#[test]
fn what_was_taken_ahead_of_its_time_is_not_asked_for_at_an_earlier_one() {
    let mut stage = evening(&[EIGHT], "19:30");
    let civil = "2026-11-21T20:00:00".parse().unwrap();
    let of = OccurrenceKey {
        schedule: id(1),
        revision: 1,
        civil,
    };
    stage.answer(of, Outcome::Taken);
    stage.edit(1, due(&[EIGHT - 60]), plain());
    stage.run_to("2026-11-21T23:00");
    assert_eq!(stage.shown(), [""; 0]);
}
