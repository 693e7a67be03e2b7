use super::super::test_stage::*;
use super::super::*;
use chrono::NaiveTime;
use chrono_tz::Tz;

/// Every four hours from when it was taken, and taken at eleven; the schedule is as old as the year.
fn taken_at_eleven() -> Stage {
    let mut stage = Stage::at("2026-01-01T07:00", Tz::UTC);
    let rule = Rule::Every {
        interval: Interval::new(240).unwrap(),
        first_ms: utc("2026-11-21T11:00"),
        from: CountFrom::Taken,
    };
    stage.add(1, rule, plain());
    stage.run_to("2026-11-21T11:00");
    stage.answer_last(Outcome::Taken);
    stage.shown();
    stage
}

#[test]
fn a_clock_that_was_behind_at_the_start_brings_no_dose_nearer() {
    for restarts in [false, true] {
        let mut stage = taken_at_eleven();
        stage.off_until("2026-11-21T07:01");
        stage.run_to("2026-11-21T07:03");
        if restarts {
            stage.restart();
        }
        stage.off_until("2026-11-21T12:02");
        stage.run_to("2026-11-21T15:00");
        assert_eq!(stage.shown(), ["21 15:00 Due"]);
    }
}

#[test]
fn while_the_clock_is_behind_it_counts_from_now_and_nothing_is_lost() {
    let mut stage = taken_at_eleven();
    stage.off_until("2026-11-20T11:00");
    stage.run_to("2026-11-20T15:00");
    assert_eq!(stage.shown(), ["20 15:00 Due"]);
}

#[test]
fn what_was_told_by_a_clock_that_was_ahead_counts_from_when_that_was_found() {
    let mut stage = taken_at_eleven();
    // It was really the 15th, and is so again; every dose is taken, and the days go by.
    stage.off_until("2026-11-15T11:10");
    while stage.now.at_ms < utc("2026-11-21T10:00") {
        let end_ms = stage.now.at_ms + 4 * HOUR;
        stage.run_to_ms(end_ms);
        stage.answer_last(Outcome::Taken);
    }
    stage.shown();
    stage.run_to("2026-11-21T15:10");
    let shown = stage.shown();
    assert_eq!(shown, ["21 15:10 Due"], "four hours after the last one");
}

#[test]
fn what_runs_up_to_a_time_that_was_told_ahead_of_it_is_asked_for_on_the_way() {
    let mut stage = taken_at_eleven();
    stage.off_until("2026-11-15T11:10");
    stage.run_to("2026-11-21T20:00");
    let shown = stage.shown();
    assert_eq!(shown.first().map(String::as_str), Some("15 15:10 Due"));
    assert!(shown.contains(&"21 19:10 Due".to_owned()), "{shown:?}");
}

#[test]
fn an_injection_is_counted_from_the_day_on_which_it_was_given_when_the_clock_is_right_again() {
    let mut stage = Stage::at("2026-11-20T12:00", Tz::UTC);
    let rule = Rule::LongActing {
        window: LongActing::new(26, 28, 42).unwrap(),
        first_on: day("2026-11-21"),
        at: NaiveTime::from_hms_opt(9, 0, 0).unwrap(),
        zone: ScheduleZone::Here,
    };
    let reminder = Reminder::new(vec![], None, true, Grace::UntilAnswered).unwrap();
    stage.add(1, rule, reminder);
    stage.run_to("2026-11-21T09:00");
    stage.answer_last(Outcome::Taken);
    stage.shown();
    // No battery: the clock begins in 2020 until the network has told the time.
    stage.off_until("2020-01-01T00:01");
    stage.run_to("2020-01-01T00:05");
    let locked = stage.planner.waiting(stage.now);
    stage.off_until("2026-11-23T08:00");
    let mut standby = Standby::new(locked.all, []);
    assert_eq!(standby.look(stage.now).rings, [], "a locked journal waits");
    assert_eq!(locked.until_ms, Some(utc("2026-11-21T09:00")));
    stage.run_to("2026-12-19T09:00");
    assert_eq!(stage.shown(), ["19 09:00 Due"]);
}
