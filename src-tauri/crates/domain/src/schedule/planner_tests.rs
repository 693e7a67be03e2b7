//! The planner in stories: one device, one person, a few days.

use super::test_stage::*;
use super::*;
use chrono::NaiveTime;
use chrono_tz::Tz;
use OccurrenceState as S;

const EIGHT: u16 = 480;

#[test]
fn a_dose_rings_once_at_its_time_and_is_taken() {
    let mut stage = Stage::at("2026-11-21T10:00", Tz::UTC);
    stage.add(1, daily("2026-11-20", &[EIGHT, 1_200]), plain());
    stage.run_to("2026-11-21T20:05");
    assert_eq!(
        stage.shown(),
        ["21 20:00 Due"],
        "what was due before it was typed in is not asked for"
    );
    stage.screen.push((0, ring_of(&stage, 1)));
    stage.answer_last(Outcome::Taken);
    stage.answer_last(Outcome::Skipped);
    stage.screen.clear();
    assert_eq!(
        stage.states(1, "2026-11-21T00:00", "2026-11-22T09:00"),
        [S::Taken, S::Planned],
        "a second press changes nothing"
    );
    stage.run_to("2026-11-22T09:00");
    assert_eq!(stage.shown(), ["22 08:00 Due"]);
}

/// The only entry of a schedule, as due.
fn ring_of(stage: &Stage, n: u8) -> RingKey {
    let (occurrence, _) = stage.planner.ledger().of(id(n)).next().unwrap();
    let kind = RingKind::Due;
    RingKey { occurrence, kind }
}

#[test]
fn pre_alerts_due_and_nags_come_in_turn_and_end_with_the_answer() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
    let every = Interval::new(10).unwrap();
    let nag = Some(Nag { every, times: 4 });
    let reminder = Reminder::new(vec![10, 60], nag, true, Grace::HalfWay(240)).unwrap();
    stage.add(1, daily("2026-11-21", &[EIGHT]), reminder);
    stage.run_to("2026-11-22T08:21");
    assert_eq!(
        stage.shown(),
        [
            "22 07:00 PreAlert(60)",
            "22 07:50 PreAlert(10)",
            "22 08:00 Due",
            "22 08:10 Nag(1)",
            "22 08:20 Nag(2)",
        ]
    );
    let occurrence = ring_of(&stage, 1).occurrence;
    stage.answer(occurrence, Outcome::Skipped);
    stage.run_to("2026-11-22T20:00");
    assert_eq!(stage.shown(), [""; 0]);
}

#[test]
fn nobody_answers_and_it_is_missed_nobody_was_asked_and_it_is_unrecorded() {
    let mut stage = Stage::at("2026-11-20T12:00", Tz::UTC);
    stage.add(1, daily("2026-11-20", &[EIGHT]), nagging(30, 2));
    stage.run_to("2026-11-21T23:00");
    assert_eq!(
        stage.shown(),
        ["21 08:00 Due", "21 08:30 Nag(1)", "21 09:00 Nag(2)"]
    );
    let look = stage.off_until("2026-11-24T21:00");
    assert_eq!((look.rings.len(), look.passed.len()), (0, 3));
    assert!(
        !look.is_digest(),
        "what went by is told of beside what rings"
    );
    assert_eq!(
        stage.states(1, "2026-11-21T00:00", "2026-11-25T12:00"),
        [
            S::Missed,
            S::Unrecorded,
            S::Unrecorded,
            S::Unrecorded,
            S::Planned
        ]
    );
    stage.look();
    assert_eq!(stage.digests.len(), 1, "told of once");
}

#[test]
fn a_year_off_is_one_digest_of_the_last_week() {
    let mut stage = Stage::at("2025-11-20T12:00", Tz::UTC);
    for n in 0..100 {
        stage.add(n, daily("2025-11-20", &[EIGHT, 1_200]), nagging(10, 4));
    }
    let look = stage.off_until("2026-11-22T12:30");
    assert_eq!((look.rings.len(), look.passed.len()), (0, 1_400));
    let told = stage.states(7, "2025-11-20T12:00", "2026-11-22T12:30");
    assert_eq!(told.len(), 734);
    assert!(told.iter().all(|state| *state == S::Unrecorded));
    let late = stage.off_until("2026-11-22T20:40");
    assert_eq!(late.rings.len(), 100, "what is in its time rings");
    assert!(late.is_digest(), "but not one by one");
}

#[test]
fn a_device_that_wakes_late_asks_once_and_not_for_every_nag() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
    stage.add(1, daily("2026-11-21", &[EIGHT]), nagging(10, 9));
    stage.run_to("2026-11-22T08:00");
    stage.off_until("2026-11-22T08:47");
    stage.run_to("2026-11-22T08:52");
    assert_eq!(
        stage.shown(),
        ["22 08:00 Due", "22 08:47 Nag(4)", "22 08:50 Nag(5)"]
    );
}

#[test]
fn what_rings_late_counts_its_nags_from_then() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
    stage.add(1, daily("2026-11-21", &[EIGHT]), nagging(10, 2));
    stage.off_until("2026-11-22T10:00");
    stage.run_to("2026-11-22T15:00");
    assert_eq!(
        stage.shown(),
        ["22 10:00 Due", "22 10:10 Nag(1)", "22 10:20 Nag(2)"]
    );
    assert_eq!(
        stage.states(1, "2026-11-22T00:00", "2026-11-22T12:00"),
        [S::Missed],
        "four hours after it rang"
    );
}

#[test]
fn a_snooze_survives_an_edit_a_restart_and_the_end_of_its_time() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
    stage.add(1, daily("2026-11-21", &[EIGHT]), nagging(10, 1));
    stage.run_to("2026-11-22T08:05");
    let occurrence = ring_of(&stage, 1).occurrence;
    let write = stage.planner.snooze(occurrence, 300, stage.now).unwrap();
    assert!(write.is_some());
    stage.edit(1, daily("2026-11-21", &[EIGHT, 540]), plain());
    stage.restart();
    stage.run_to("2026-11-22T13:20");
    assert_eq!(
        stage.shown(),
        [
            "22 08:00 Due",
            "22 09:00 Due",
            "22 13:05 Snooze(1)",
            "22 13:15 Nag(1)"
        ],
        "the snoozed one by its own rule, the new one by the new rule"
    );
    assert!(stage.planner.snooze(occurrence, 0, stage.now).is_err());
    stage.answer(occurrence, Outcome::Taken);
    let again = stage.planner.snooze(occurrence, 10, stage.now).unwrap();
    assert_eq!(again, None, "what is answered is not put off");
    assert_eq!(
        stage.planner.ledger().get(occurrence).unwrap().state(),
        S::Late
    );
}

#[test]
fn what_was_put_off_ahead_of_its_time_rings_once_when_an_edit_takes_that_time_away() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
    let early = |nag| Reminder::new(vec![30], nag, true, Grace::DOSE).unwrap();
    stage.add(1, daily("2026-11-21", &[EIGHT]), early(None));
    stage.run_to("2026-11-22T07:31");
    let occurrence = ring_of(&stage, 1).occurrence;
    let put_off = stage.planner.snooze(occurrence, 60, stage.now).unwrap();
    assert!(put_off.is_some());
    stage.run_to("2026-11-22T07:35");
    stage.shown();
    stage.edit(1, daily("2026-11-21", &[510]), early(None));
    stage.run_to("2026-11-22T08:30");
    stage.answer_last(Outcome::Taken);
    stage.run_to("2026-11-22T20:00");
    assert_eq!(stage.shown(), ["22 08:00 PreAlert(30)", "22 08:30 Due"]);
    assert_eq!(
        stage.states(1, "2026-11-22T00:00", "2026-11-22T20:00"),
        [S::Cancelled, S::Taken],
        "and nothing is missed"
    );
}

#[test]
fn a_dose_at_home_is_taken_early_on_a_journey_by_the_clock_there() {
    let mut stage = Stage::at("2026-11-22T12:00", Tz::Europe__London);
    let week = Opening::new(Weekdays::new(&[1, 2, 3, 4, 5, 6, 7]).unwrap(), 360, 660).unwrap();
    let london = Tz::Europe__London;
    let rule = ClinicVisits::new(day("2026-11-23"), vec![week], None, Some(EIGHT), london);
    stage.add(1, Rule::Clinic(rule.unwrap()), plain());
    stage.run_to("2026-11-23T07:00");
    let visit = ring_of(&stage, 1).occurrence;
    let mut answer = stage.says(Outcome::Taken);
    answer.take_home = Some(5);
    assert!(stage.planner.answer(visit, answer, london).is_some());
    stage.now.here = Tz::America__New_York;
    stage.run_to("2026-11-24T12:00");
    let next = stage.planner.ahead(id(1), stage.now, 1);
    assert_eq!(next[0].due_ms, utc("2026-11-24T13:00"), "eight in New York");
    assert!(stage.planner.knows(next[0].key, stage.now));
    assert_eq!(
        stage.planner.due_ms(next[0].key, stage.now.here),
        Some(next[0].due_ms)
    );
}

#[test]
fn quiet_hours_put_off_and_what_is_over_by_then_is_told_of() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
    stage.now.quiet = Some(QuietHours::new(22 * 60, 7 * 60).unwrap());
    let soft = |grace| Reminder::new(vec![], None, false, Grace::Minutes(grace)).unwrap();
    stage.add(1, daily("2026-11-21", &[6 * 60]), soft(120));
    stage.add(2, daily("2026-11-21", &[23 * 60]), soft(60));
    stage.add(3, daily("2026-11-21", &[23 * 60]), plain());
    stage.run_to("2026-11-22T12:00");
    assert_eq!(stage.shown(), ["21 23:00 Due", "22 07:00 Due"]);
    assert_eq!(stage.digests.len(), 1);
    assert_eq!(
        stage.digests[0][0].schedule,
        id(2),
        "at seven, not at night"
    );
    assert_eq!(
        stage.states(2, "2026-11-21T12:00", "2026-11-22T12:00"),
        [S::Unrecorded]
    );
}

#[test]
fn an_edit_begins_a_revision_and_takes_nothing_away() {
    let mut stage = Stage::at("2026-11-20T12:00", Tz::UTC);
    let early = Reminder::new(vec![60], None, true, Grace::HalfWay(240)).unwrap();
    stage.add(1, daily("2026-11-20", &[EIGHT]), early.clone());
    stage.run_to("2026-11-21T08:10");
    stage.answer_last(Outcome::Taken);
    stage.run_to("2026-11-22T07:30");
    stage.edit(1, daily("2026-11-20", &[540]), early);
    stage.run_to("2026-11-22T09:10");
    assert_eq!(
        stage.shown(),
        [
            "21 07:00 PreAlert(60)",
            "21 08:00 Due",
            "22 07:00 PreAlert(60)",
            "22 08:00 PreAlert(60)",
            "22 09:00 Due"
        ]
    );
    assert_eq!(
        stage.states(1, "2026-11-20T12:00", "2026-11-22T12:00"),
        [S::Taken, S::Cancelled, S::Raised]
    );
    stage.end(1);
    stage.run_to("2026-11-25T12:00");
    assert_eq!(stage.shown(), [""; 0], "paused");
    assert_eq!(stage.planner.look(stage.now).next_ms, None);
}

#[test]
fn an_interval_follows_what_was_really_taken_and_its_correction() {
    let mut stage = Stage::at("2026-11-21T07:00", Tz::UTC);
    let rule = Rule::Every {
        interval: Interval::new(360).unwrap(),
        first_ms: utc("2026-11-21T08:00"),
        from: CountFrom::Taken,
    };
    stage.add(1, rule, plain());
    stage.run_to("2026-11-21T08:30");
    stage.answer_last(Outcome::Taken);
    stage.run_to("2026-11-21T14:40");
    assert_eq!(stage.shown(), ["21 08:00 Due", "21 14:30 Due"]);
    // "I took it at eight": the open one is not asked for under another name.
    let (first, _) = stage.planner.ledger().of(id(1)).next().unwrap();
    let mut answer = stage.says(Outcome::Taken);
    answer.at.at_ms = utc("2026-11-21T08:00");
    assert!(stage.planner.correct(first, answer, Tz::UTC).is_some());
    stage.run_to("2026-11-21T20:10");
    assert_eq!(stage.shown(), ["21 20:00 Due"], "unanswered, by the grid");
    assert_eq!(stage.planner.ledger().get(first).unwrap().answers.len(), 2);
}

#[test]
fn an_interval_from_the_plan_keeps_its_grid() {
    let mut stage = Stage::at("2026-11-21T07:00", Tz::UTC);
    let rule = Rule::Every {
        interval: Interval::new(480).unwrap(),
        first_ms: utc("2000-01-01T08:00"),
        from: CountFrom::Planned,
    };
    stage.add(1, rule, plain());
    stage.run_to("2026-11-21T09:30");
    stage.answer_last(Outcome::Taken);
    stage.run_to("2026-11-21T17:00");
    assert_eq!(stage.shown(), ["21 08:00 Due", "21 16:00 Due"]);
}

#[test]
fn what_is_linked_waits_for_the_other_one_to_be_taken() {
    let mut stage = Stage::at("2026-11-21T07:00", Tz::UTC);
    stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
    let wait = Interval::new(30).unwrap();
    let schedule = id(1);
    stage.add(2, Rule::After { schedule, wait }, plain());
    stage.run_to("2026-11-21T09:00");
    assert_eq!(stage.shown(), ["21 08:00 Due"]);
    stage.screen.push((0, ring_of(&stage, 1)));
    stage.answer_last(Outcome::Taken);
    stage.screen.clear();
    stage.run_to("2026-11-21T12:00");
    assert_eq!(stage.shown(), ["21 09:30 Due"]);
    stage.run_to("2026-11-22T12:00");
    assert_eq!(stage.shown(), ["22 08:00 Due"], "skipping leads to nothing");
}

#[test]
fn an_injection_is_reminded_of_until_it_is_given_and_then_counted_from_that_day() {
    let mut stage = Stage::at("2026-11-20T12:00", Tz::UTC);
    let every = Interval::new(1_440).unwrap();
    let nag = Some(Nag {
        every,
        times: 1_000,
    });
    let reminder = Reminder::new(vec![2 * 1_440], nag, true, Grace::UntilAnswered).unwrap();
    let rule = Rule::LongActing {
        window: LongActing::new(26, 28, 42).unwrap(),
        first_on: day("2026-11-25"),
        at: NaiveTime::from_hms_opt(9, 0, 0).unwrap(),
        zone: ScheduleZone::Here,
    };
    stage.add(1, rule, reminder);
    stage.run_to("2026-11-27T10:00");
    assert_eq!(
        stage.shown(),
        [
            "23 09:00 PreAlert(2880)",
            "25 09:00 Due",
            "26 09:00 Nag(1)",
            "27 09:00 Nag(2)"
        ]
    );
    stage.off_until("2026-12-20T10:00");
    assert_eq!(stage.shown(), ["20 10:00 Nag(25)"], "weeks later, once");
    stage.screen.push((0, ring_of(&stage, 1)));
    stage.answer_last(Outcome::Taken);
    stage.screen.clear();
    let next = stage.look().next_ms;
    assert_eq!(
        next,
        Some(utc("2027-01-15T09:00")),
        "28 days and two before"
    );
}

/// From tablets to an injection on the same day: the tablet of the morning is not the injection.
#[test]
fn a_tablet_under_an_earlier_rule_is_no_injection() {
    for outcome in [Outcome::Taken, Outcome::Skipped] {
        let mut stage = Stage::at("2026-11-20T12:00", Tz::UTC);
        stage.add(1, daily("2026-11-20", &[EIGHT]), plain());
        stage.run_to("2026-11-21T08:00");
        stage.answer_last(outcome);
        let rule = Rule::LongActing {
            window: LongActing::new(26, 28, 42).unwrap(),
            first_on: day("2026-11-21"),
            at: NaiveTime::from_hms_opt(15, 0, 0).unwrap(),
            zone: ScheduleZone::Here,
        };
        let reminder = Reminder::new(vec![], None, true, Grace::UntilAnswered).unwrap();
        stage.edit(1, rule, reminder);
        assert_eq!(stage.look().next_ms, Some(utc("2026-11-21T15:00")));
    }
}

#[test]
fn an_injection_after_twenty_four_weeks_is_found_at_once() {
    let mut stage = Stage::at("2026-11-20T12:00", Tz::UTC);
    let phase = SchedulePhase {
        days: DueDays::new(DayRule::Days { every: 168 }, day("2026-11-19"), None).unwrap(),
        times: DayTimes::at(&[EIGHT]).unwrap(),
    };
    let civil = CivilSchedule::new(vec![phase], ScheduleZone::Here).unwrap();
    stage.add(1, Rule::Civil(civil), plain());
    assert_eq!(stage.look().next_ms, Some(utc("2027-05-06T08:00")));
}

#[test]
fn a_clinic_visit_follows_the_last_one_and_what_was_taken_home() {
    let mut stage = Stage::at("2026-11-26T20:00", Tz::UTC);
    let week = Opening::new(Weekdays::new(&[1, 2, 3, 4, 5]).unwrap(), 360, 660).unwrap();
    let rule = ClinicVisits::new(day("2026-11-27"), vec![week], None, Some(EIGHT), Tz::UTC);
    stage.add(1, Rule::Clinic(rule.unwrap()), plain());
    stage.run_to("2026-11-27T07:00");
    assert_eq!(stage.shown(), ["27 06:00 Due"]);
    let visit = ring_of(&stage, 1).occurrence;
    let mut answer = stage.says(Outcome::Taken);
    answer.take_home = Some(2);
    assert!(stage.planner.answer(visit, answer, Tz::UTC).is_some());
    stage.run_to("2026-12-01T06:30");
    assert_eq!(
        stage.shown(),
        [
            "28 08:00 Due",
            "29 08:00 Due",
            "30 06:00 Due",
            "01 06:00 Due"
        ],
        "two at home, Monday, and Tuesday because Monday did not happen"
    );
    assert_eq!(
        stage.states(1, "2026-11-30T00:00", "2026-11-30T23:00"),
        [S::Missed],
        "when the clinic closed"
    );
}

#[test]
fn as_needed_rings_never() {
    let mut stage = Stage::at("2026-11-20T12:00", Tz::UTC);
    stage.add(1, Rule::AsNeeded(AsNeeded::default()), plain());
    assert_eq!(stage.look(), Look::default());
}

#[test]
fn one_appointment_rings_by_the_clock_of_its_place() {
    let mut stage = Stage::at("2026-11-20T12:00", Tz::Asia__Tokyo);
    let at = "2026-11-21T15:30:00".parse().unwrap();
    let london = ScheduleZone::Of(Tz::Europe__London);
    let once = CivilSchedule::once(at, london).unwrap();
    let reminder = Reminder::new(vec![120], None, true, Grace::Minutes(50)).unwrap();
    stage.add(1, Rule::Civil(once), reminder);
    stage.run_to("2026-12-21T00:00");
    assert_eq!(stage.shown(), ["21 13:30 PreAlert(120)", "21 15:30 Due"]);
    assert_eq!(stage.planner.look(stage.now).next_ms, None);
}

#[test]
fn a_dose_that_is_taken_early_does_not_ring() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
    stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
    stage.run_to("2026-11-22T07:00");
    let planned = stage
        .planner
        .told(id(1), stage.now.at_ms, utc("2026-11-22T09:00"), stage.now);
    stage.answer(planned[0].key, Outcome::Taken);
    stage.run_to("2026-11-22T12:00");
    assert_eq!(stage.shown(), [""; 0]);
    assert_eq!(
        stage.states(1, "2026-11-22T00:00", "2026-11-22T12:00"),
        [S::Taken]
    );
}

#[test]
fn what_was_not_shown_before_a_crash_is_shown_at_the_start_and_once() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
    stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
    stage.now.at_ms = utc("2026-11-22T08:00");
    let look = stage.planner.look(stage.now);
    stage.restart();
    let again = stage.planner.unshown();
    assert_eq!(again, look.rings, "kept, and not known to be shown");
    assert!(stage.planner.shown(again[0].key).is_some());
    assert!(stage.planner.shown(again[0].key).is_none());
    stage.restart();
    assert_eq!(stage.planner.unshown(), []);
    assert_eq!(stage.look().rings, [], "and it does not ring again");
}

#[test]
fn what_the_outbox_rang_while_locked_is_taken_over() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
    stage.add(1, daily("2026-11-21", &[EIGHT]), nagging(10, 2));
    let forecast = stage.planner.forecast(stage.now, 4);
    let kinds: Vec<_> = forecast.iter().map(|ring| ring.key.kind).collect();
    let (nag, due) = (RingKind::Nag, RingKind::Due);
    assert_eq!(kinds, [due, nag(1), nag(2), due]);
    assert_eq!(stage.planner.ledger().entries().count(), 0, "only foreseen");
    let mut standby = Standby::new(stage.planner.waiting(stage.now).all, []);
    for at in ["2026-11-22T08:00", "2026-11-22T08:10"] {
        stage.now.at_ms = utc(at);
        assert_eq!(standby.look(stage.now).rings.len(), 1);
    }
    stage.now.at_ms = utc("2026-11-22T08:15");
    for (key, entry) in standby.since() {
        let writes = stage.planner.take_over(key, entry, stage.now);
        assert_eq!(writes.len(), 2);
        let again = stage.planner.take_over(key, entry, stage.now);
        assert_eq!(again, [], "twice is once");
    }
    stage.run_to("2026-11-22T08:25");
    assert_eq!(stage.shown(), ["22 08:20 Nag(2)"]);
}

mod clocks {
    use super::*;

    #[test]
    fn a_clock_a_year_ahead_costs_nothing_when_it_is_put_right() {
        let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
        stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
        stage.off_until("2027-11-21T08:30");
        stage.off_until("2026-11-21T12:01");
        stage.shown();
        stage.run_to("2026-11-23T09:00");
        assert_eq!(stage.shown(), ["22 08:00 Due", "23 08:00 Due"]);
    }

    #[test]
    fn a_schedule_typed_in_with_a_wrong_clock_rings_when_it_is_put_right() {
        let mut stage = Stage::at("2027-11-21T12:00", Tz::UTC);
        stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
        stage.look();
        stage.off_until("2026-11-21T12:00");
        stage.run_to("2026-11-22T09:00");
        assert_eq!(stage.shown(), ["22 08:00 Due"]);
    }

    #[test]
    fn an_interval_from_a_dose_that_lies_ahead_counts_from_now() {
        let mut stage = Stage::at("2027-11-21T08:00", Tz::UTC);
        let rule = Rule::Every {
            interval: Interval::new(360).unwrap(),
            first_ms: utc("2026-11-01T08:00"),
            from: CountFrom::Taken,
        };
        stage.now.at_ms -= 1;
        stage.add(1, rule, plain());
        stage.run_to("2027-11-21T08:00");
        stage.answer_last(Outcome::Taken);
        stage.shown();
        stage.off_until("2026-11-21T09:00");
        stage.run_to("2026-11-21T15:30");
        assert_eq!(stage.shown(), ["21 15:00 Due"], "not in a year");
    }

    #[test]
    fn a_snooze_does_not_wait_for_a_day_that_was_a_mistake() {
        let mut stage = Stage::at("2026-11-21T07:00", Tz::UTC);
        stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
        stage.run_to("2026-11-21T08:00");
        let occurrence = ring_of(&stage, 1).occurrence;
        stage.now.at_ms = utc("2031-11-21T08:01");
        let _ = stage.planner.snooze(occurrence, 30, stage.now);
        stage.shown();
        stage.off_until("2026-11-21T08:02");
        stage.run_to("2026-11-21T09:00");
        assert_eq!(stage.shown(), ["21 08:32 Snooze(1)"]);
    }

    #[test]
    fn what_rang_ahead_of_its_time_unanswered_is_asked_for_again_and_once() {
        let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
        stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
        stage.off_until("2026-11-22T08:30");
        stage.off_until("2026-11-21T13:00");
        assert_eq!(stage.shown(), ["22 08:30 Due"], "by a clock that was wrong");
        stage.run_to("2026-11-22T09:00");
        assert_eq!(stage.shown(), ["22 08:00 Again"], "at its time");
        for _ in 0..3 {
            stage.off_until("2026-11-21T13:00");
            stage.off_until("2026-11-22T09:00");
        }
        assert_eq!(
            stage.shown(),
            [""; 0],
            "and no more, whatever the clock does"
        );
    }

    #[test]
    fn a_clock_that_is_corrected_by_seconds_rings_nothing_twice() {
        let mut stage = Stage::at("2026-11-21T12:00", Tz::UTC);
        stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
        stage.run_to("2026-11-22T08:00");
        stage.now.at_ms -= 40_000;
        stage.look();
        stage.run_to("2026-11-22T09:00");
        assert_eq!(stage.shown(), ["22 08:00 Due"]);
    }
}

mod zones {
    use super::*;

    const NEW_YORK: Tz = Tz::America__New_York;
    const LONDON: Tz = Tz::Europe__London;

    #[test]
    fn flying_east_over_a_dose_is_told_and_nothing_is_lost() {
        // Half past seven in the morning in New York is half past twelve in London.
        let mut stage = Stage::at("2026-11-21T18:00", NEW_YORK);
        stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
        stage.run_to("2026-11-22T12:30");
        stage.now.here = LONDON;
        let look = stage.look();
        assert_eq!(look.passed.len(), 1, "eight o'clock went by");
        stage.run_to("2026-11-23T12:00");
        assert_eq!(stage.shown(), ["23 08:00 Due"]);
    }

    #[test]
    fn flying_west_asks_again_only_for_what_was_not_answered() {
        for taken in [true, false] {
            let mut stage = Stage::at("2026-11-21T18:00", LONDON);
            stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
            stage.run_to("2026-11-22T08:20");
            if taken {
                stage.answer_last(Outcome::Taken);
            }
            stage.shown();
            stage.now.here = NEW_YORK;
            stage.run_to("2026-11-23T12:00");
            let again: &[&str] = if taken { &[] } else { &["22 13:00 Again"] };
            assert_eq!(stage.shown(), again);
        }
    }

    #[test]
    fn a_device_that_cannot_tell_where_it_is_rings_no_more_for_it() {
        let mut stage = Stage::at("2026-11-21T18:00", NEW_YORK);
        stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
        let end = utc("2026-11-23T18:00");
        while stage.now.at_ms < end {
            stage.now.at_ms += MINUTE;
            stage.now.here = match stage.now.at_ms / MINUTE % 3 {
                0 => NEW_YORK,
                1 => LONDON,
                _ => Tz::Pacific__Kiritimati,
            };
            stage.look();
        }
        let mut keys: Vec<_> = stage.screen.iter().map(|(_, key)| *key).collect();
        let shown = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), shown, "no key twice");
        assert!(
            shown + stage.digests.len() <= 9,
            "three days, at most three each"
        );
    }

    #[test]
    fn an_edit_at_ten_brings_back_nothing_from_before_in_the_west() {
        let mut stage = Stage::at("2026-11-21T18:00", NEW_YORK);
        stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
        stage.run_to("2026-11-22T13:05");
        stage.answer_last(Outcome::Taken);
        stage.run_to("2026-11-22T15:00");
        stage.edit(1, daily("2026-11-21", &[EIGHT]), nagging(10, 1));
        stage.now.here = Tz::America__Los_Angeles;
        stage.shown();
        stage.run_to("2026-11-23T12:00");
        assert_eq!(
            stage.shown(),
            [""; 0],
            "eight in Los Angeles is not a second dose"
        );
    }

    #[test]
    fn keeping_homes_clock_is_a_revision_and_its_question_has_its_facts() {
        let mut stage = Stage::at("2026-11-21T18:00", NEW_YORK);
        stage.add(1, daily("2026-11-21", &[EIGHT]), plain());
        stage.run_to("2026-11-22T13:00");
        stage.answer_last(Outcome::Taken);
        stage.shown();
        stage.now.here = LONDON;
        stage.run_to("2026-11-22T22:00");
        let schedule = stage.planner.schedule(id(1)).unwrap();
        let taken = Some(utc("2026-11-22T13:00"));
        let asked = stage
            .planner
            .zone_change(id(1), taken, (NEW_YORK, LONDON), stage.now.at_ms)
            .unwrap();
        assert_eq!(asked.here_ms, utc("2026-11-23T08:00"));
        assert_eq!(asked.home_ms, utc("2026-11-23T13:00"));
        assert_eq!(
            (asked.usual_ms, asked.apart_here_ms),
            (24 * HOUR, Some(19 * HOUR))
        );
        assert!(asked.is_nearer());
        let Rule::Civil(civil) = &schedule.current().unwrap().rule else {
            panic!("it is civil");
        };
        let home = Rule::Civil(civil.in_zone(ScheduleZone::Of(NEW_YORK)));
        stage.edit(1, home, plain());
        stage.run_to("2026-11-23T14:00");
        assert_eq!(stage.shown(), ["23 13:00 Due"]);
        let again = stage
            .planner
            .zone_change(id(1), taken, (NEW_YORK, LONDON), stage.now.at_ms);
        assert_eq!(again, None, "it is asked once");
    }
}
