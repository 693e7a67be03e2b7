//! Intervals that count from when something was really taken, answered late, twice and by a locked device.

use super::test_stage::*;
use super::*;
use chrono_tz::Tz;
use OccurrenceState as S;

/// Every four hours from when it was taken, first at eight; asked for by a reminder that nags.
fn stage(grace: Grace) -> Stage {
    let mut stage = Stage::at("2026-11-21T07:00", Tz::UTC);
    let rule = Rule::Every {
        interval: Interval::new(240).unwrap(),
        first_ms: utc("2026-11-21T08:00"),
        from: CountFrom::Taken,
    };
    let every = Interval::new(30).unwrap();
    let nag = Some(Nag { every, times: 20 });
    stage.add(1, rule, Reminder::new(vec![60], nag, true, grace).unwrap());
    stage
}

/// The occurrences of the schedule that the ledger knows, in order.
fn known(stage: &Stage) -> Vec<OccurrenceKey> {
    let known = stage.planner.ledger().of(id(1));
    known.map(|(key, _)| key).collect()
}

fn taken_at(stage: &mut Stage, occurrence: OccurrenceKey, at: &str) {
    let mut answer = stage.says(Outcome::Taken);
    answer.at.at_ms = utc(at);
    assert!(stage.planner.correct(occurrence, answer, Tz::UTC).is_some());
}

#[test]
fn a_late_answer_withdraws_what_the_earlier_times_asked_for() {
    for (is_at_once, restarts) in [(true, false), (false, false), (false, true)] {
        let mut stage = stage(Grace::DOSE);
        stage.run_to("2026-11-21T12:10");
        stage.shown();
        let first = known(&stage)[0];
        taken_at(&mut stage, first, "2026-11-21T11:00");
        if is_at_once {
            assert_eq!(stage.planner.withdraw(id(1)).len(), 1);
            assert_eq!(stage.planner.withdraw(id(1)), [], "once");
        }
        if restarts {
            stage.restart();
        }
        stage.run_to("2026-11-21T15:20");
        assert_eq!(
            stage.shown(),
            ["21 14:00 PreAlert(60)", "21 15:00 Due"],
            "no nag for the one of twelve"
        );
        assert_eq!(
            stage.states(1, "2026-11-21T07:00", "2026-11-21T16:00"),
            [S::Late, S::Cancelled, S::Raised],
            "and it is not missed"
        );
        let asked = stage.planner.ledger().get(known(&stage)[1]).unwrap();
        assert!(asked.has_rung(RingKind::Due), "what rang stays");
    }
}

#[test]
fn it_stays_withdrawn_when_the_next_one_was_taken_and_comes_back_with_a_correction() {
    let mut stage = stage(Grace::DOSE);
    stage.run_to("2026-11-21T12:10");
    let first = known(&stage)[0];
    taken_at(&mut stage, first, "2026-11-21T11:00");
    stage.run_to("2026-11-21T12:20");
    let mut other = stage.planner.clone();
    let mut answer = stage.says(Outcome::Taken);
    answer.at.at_ms = utc("2026-11-21T08:00");
    assert!(other.correct(first, answer, Tz::UTC).is_some());
    other.look(stage.now);
    let twelve = known(&stage)[1];
    assert_eq!(other.ledger().get(twelve).unwrap().state(), S::Raised);
    stage.run_to("2026-11-21T15:00");
    stage.answer_last(Outcome::Taken);
    stage.run_to("2026-11-21T18:30");
    assert_eq!(
        stage.states(1, "2026-11-21T07:00", "2026-11-21T16:00"),
        [S::Late, S::Cancelled, S::Taken]
    );
}

#[test]
fn one_that_waits_for_its_answer_asks_no_more_when_a_later_one_was_taken() {
    let mut stage = stage(Grace::UntilAnswered);
    stage.run_to("2026-11-21T08:05");
    let first = known(&stage)[0];
    let snoozed = stage.planner.snooze(first, 300, stage.now).unwrap();
    assert!(snoozed.is_some());
    stage.run_to("2026-11-21T12:05");
    let second = known(&stage)[1];
    stage.answer(second, Outcome::Taken);
    stage.shown();
    stage.run_to("2026-11-21T14:59");
    assert_eq!(stage.shown(), [""; 0], "not twenty minutes later");
}

#[test]
fn what_a_locked_device_rang_by_the_old_times_is_withdrawn_by_the_answer_that_it_sealed() {
    let mut stage = stage(Grace::DOSE);
    stage.run_to("2026-11-21T07:30");
    let mut standby = Standby::new(stage.planner.waiting(stage.now).all, []);
    for at in ["2026-11-21T08:00", "2026-11-21T12:00"] {
        stage.now.at_ms = utc(at);
        standby.look(stage.now);
    }
    stage.now.at_ms = utc("2026-11-21T12:30");
    for (key, entry) in standby.since() {
        let _ = stage.planner.take_over(key, entry, stage.now);
    }
    let first = known(&stage)[0];
    taken_at(&mut stage, first, "2026-11-21T10:00");
    stage.screen.clear();
    stage.run_to("2026-11-21T14:00");
    assert_eq!(stage.shown(), ["21 13:00 PreAlert(60)", "21 14:00 Due"]);
    assert_eq!(
        stage.states(1, "2026-11-21T07:00", "2026-11-21T14:00"),
        [S::Late, S::Cancelled, S::Raised]
    );
}
