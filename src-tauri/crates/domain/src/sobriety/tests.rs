use super::*;
use crate::GoalBreakId;
use chrono::Duration;
use proptest::prelude::*;

fn day(n: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Duration::days(n)
}

/// Sober time of a goal that started on day 0, seen on day `today`.
fn seen(today: i64, lapses: &[i64], first_day_counts: bool) -> SoberTime {
    with_breaks(today, lapses, &[], first_day_counts)
}

/// The same with pauses on the days `(from, until)`, the last without an end when `until` is none.
fn with_breaks(
    today: i64,
    lapses: &[i64],
    breaks: &[(i64, Option<i64>)],
    first_day_counts: bool,
) -> SoberTime {
    let lapses: Vec<_> = lapses.iter().map(|n| day(*n)).collect();
    let breaks: Vec<_> = breaks
        .iter()
        .map(|(from, until)| GoalBreak {
            id: GoalBreakId::new(0, &[0; 10]),
            goal_id: GoalId::new(0, &[0; 10]),
            kind: BreakKind::Pause,
            span: Span::new(day(*from), until.map(day)).unwrap(),
        })
        .collect();
    sober_time(&SoberTimeInput {
        goal_id: GoalId::new(0, &[0; 10]),
        started_on: day(0),
        breaks: &breaks,
        stays: &[],
        lapses: &lapses,
        over: &[],
        today: day(today),
        first_day_counts,
    })
}

/// The same with days over the limit.
fn with_over(today: i64, lapses: &[i64], over: &[i64]) -> SoberTime {
    let [lapses, over] =
        [lapses, over].map(|days| days.iter().map(|n| day(*n)).collect::<Vec<_>>());
    sober_time(&SoberTimeInput {
        goal_id: GoalId::new(0, &[0; 10]),
        started_on: day(0),
        breaks: &[],
        stays: &[],
        lapses: &lapses,
        over: &over,
        today: day(today),
        first_day_counts: true,
    })
}

fn numbers(time: &SoberTime) -> (u32, u32, u32, u32, u32) {
    (
        time.current_run_days,
        time.longest_run_days,
        time.total_days,
        time.last30.sober_days,
        time.last30.of_days,
    )
}

#[test]
fn the_first_day_is_day_one_or_counts_when_it_is_over() {
    assert_eq!(numbers(&seen(0, &[], true)), (1, 1, 1, 1, 1));
    assert_eq!(numbers(&seen(0, &[], false)), (0, 0, 0, 0, 0));
    assert_eq!(numbers(&seen(9, &[], true)), (10, 10, 10, 10, 10));
    assert_eq!(numbers(&seen(9, &[], false)), (9, 9, 9, 9, 9));
}

#[test]
fn a_lapse_takes_its_own_day_and_no_other() {
    let before = seen(220, &[], true);
    let after = seen(220, &[220], true);
    assert_eq!(
        after.total_days,
        before.total_days - 1,
        "only today is gone"
    );
    assert_eq!(after.longest_run_days, 220, "the run stands");
    assert_eq!((after.last30.sober_days, after.last30.of_days), (29, 30));
    assert!(after.lapse_today);
    assert_eq!(after.current_run_days, 0);
}

#[test]
fn a_day_over_the_limit_counts_as_little_as_a_lapse_and_is_called_none() {
    let lapsed = seen(20, &[5, 20], true);
    let over = with_over(20, &[5], &[20]);
    assert_eq!(numbers(&over), numbers(&lapsed));
    assert_eq!(over.run_began_on, lapsed.run_began_on);
    assert_eq!((over.lapse_today, over.over_today), (false, true));
    assert_eq!(
        over.days_since_lapse,
        Some(15),
        "the lapse is the older one"
    );
    let marks: Vec<_> = over.last30.days.iter().filter(|mark| mark.over).collect();
    assert_eq!(marks.len(), 1);
    assert!(!marks[0].sober);
    let both = with_over(20, &[20], &[20]);
    assert_eq!(
        (both.lapse_today, both.over_today),
        (true, false),
        "a lapse is named first"
    );
}

#[test]
fn the_day_after_a_lapse_is_the_first_of_a_new_run() {
    assert_eq!(seen(11, &[10], true).current_run_days, 1);
    assert_eq!(
        seen(11, &[10], false).current_run_days,
        0,
        "today counts when it is over"
    );
    assert_eq!(seen(12, &[10], false).current_run_days, 1);
}

#[test]
fn a_lapse_today_is_known_today_even_when_days_count_at_their_end() {
    let time = seen(40, &[40], false);
    assert_eq!((time.last30.sober_days, time.last30.of_days), (29, 30));
    assert_eq!(time.total_days, 40);
}

#[test]
fn a_back_dated_lapse_splits_the_run() {
    assert_eq!(numbers(&seen(99, &[40], true)), (59, 59, 99, 30, 30));
    assert_eq!(numbers(&seen(99, &[70], true)), (29, 70, 99, 29, 30));
}

#[test]
fn two_lapses_on_one_day_are_one_day() {
    assert_eq!(
        numbers(&seen(20, &[5, 5], true)),
        numbers(&seen(20, &[5], true))
    );
}

#[test]
fn a_lapse_before_the_start_or_after_today_changes_nothing_yet() {
    assert_eq!(
        numbers(&seen(20, &[-3, 25], true)),
        numbers(&seen(20, &[], true))
    );
    assert_eq!(seen(20, &[25], true).run_began_on, day(0));
}

#[test]
fn a_start_in_the_future_says_how_long_until_then() {
    let time = seen(-3, &[], true);
    assert_eq!((time.phase, time.days_until_start), (Phase::NotStarted, 3));
    assert_eq!(numbers(&time), (0, 0, 0, 0, 0));
    assert_eq!(seen(0, &[], true).phase, Phase::Running);
}

#[test]
fn the_run_begins_at_the_start_or_after_the_last_lapse() {
    assert_eq!(seen(20, &[], true).run_began_on, day(0));
    assert_eq!(
        seen(20, &[7, 3], true).run_began_on,
        day(8),
        "a lapse's own day belongs to no run"
    );
}

#[test]
fn the_days_of_a_pause_count_for_nothing_and_break_no_run() {
    let time = with_breaks(19, &[], &[(5, Some(9))], true);
    assert_eq!(numbers(&time), (15, 15, 15, 15, 15));
    assert_eq!((time.phase, time.run_began_on), (Phase::Running, day(0)));
    let paused = with_breaks(7, &[], &[(5, None)], true);
    assert_eq!((paused.phase, paused.current_run_days), (Phase::Paused, 5));
    assert_eq!(
        with_breaks(300, &[], &[(5, None)], true).current_run_days,
        5,
        "it stands still"
    );
}

#[test]
fn a_lapse_in_a_pause_changes_no_number() {
    assert_eq!(
        with_breaks(19, &[6], &[(5, Some(9))], true),
        with_breaks(19, &[], &[(5, Some(9))], true)
    );
}

#[test]
fn after_a_lapse_and_a_pause_the_run_begins_behind_both() {
    let time = with_breaks(19, &[4], &[(5, Some(9))], true);
    assert_eq!((time.run_began_on, time.current_run_days), (day(10), 10));
}

#[test]
fn days_in_a_controlled_environment_count_and_are_told() {
    let stays = [Span::new(day(-3), Some(day(4))).unwrap()];
    let input = SoberTimeInput {
        goal_id: GoalId::new(0, &[0; 10]),
        started_on: day(0),
        breaks: &[],
        stays: &stays,
        lapses: &[day(2)],
        over: &[],
        today: day(9),
        first_day_counts: true,
    };
    let days = SoberDays::of(&input);
    let runs: Vec<_> = days
        .runs()
        .iter()
        .map(|run| {
            (
                run.began_on,
                run.last_on,
                run.days,
                run.stay_days,
                run.current,
            )
        })
        .collect();
    assert_eq!(
        runs,
        [(day(3), day(9), 7, 2, true), (day(0), day(1), 2, 2, false)]
    );
    assert_eq!(days.time().current_run_stay_days, 2);
}

#[test]
fn a_goal_of_fifty_years_has_its_numbers() {
    let time = seen(18_262, &[100], true);
    assert_eq!(time.total_days, 18_262);
    assert_eq!((time.last365.sober_days, time.last365.of_days), (365, 365));
    assert_eq!(time.days_since_lapse, Some(18_162));
}

proptest! {
    #[test]
    fn a_break_that_is_taken_back_restores_every_number(lapses in prop::collection::vec(0i64..200, 0..12), from in 0i64..200, length in 0i64..50, today in 0i64..200, counts: bool) {
        let with = with_breaks(today, &lapses, &[(from, Some(from + length))], counts);
        let without = with_breaks(today, &lapses, &[], counts);
        prop_assert!(with.total_days <= without.total_days);
        // Not one day more than the break has is gone.
        prop_assert!(i64::from(without.total_days - with.total_days) <= length + 1);
        prop_assert!(with.last90.of_days <= without.last90.of_days);
    }

    #[test]
    fn the_windows_hold_each_other(lapses in prop::collection::vec(0i64..500, 0..40), breaks in prop::collection::vec((0i64..500, 0i64..60), 0..4), today in 0i64..500, counts: bool) {
        let breaks: Vec<_> = breaks.into_iter().map(|(from, length)| (from, Some(from + length))).collect();
        let time = with_breaks(today, &lapses, &breaks, counts);
        prop_assert!(time.last30.of_days <= time.last90.of_days && time.last90.of_days <= time.last365.of_days);
        prop_assert!(time.last30.sober_days <= time.last90.sober_days && time.last90.sober_days <= time.last365.sober_days);
        prop_assert!(time.last365.sober_days <= time.total_days);
        prop_assert!(time.current_run_days <= time.longest_run_days && time.longest_run_days <= time.total_days);
    }

    #[test]
    fn a_lapse_changes_no_earlier_day(lapses in prop::collection::vec(0i64..200, 0..12), new in 0i64..200, seen_on in 0i64..200, counts: bool) {
        let mut more = lapses.clone();
        more.push(new);
        if seen_on < new {
            prop_assert_eq!(seen(seen_on, &lapses, counts), seen(seen_on, &more, counts));
        }
        let marks = |lapses: &[i64]| seen(200, lapses, true).last30.days.into_iter().filter(|mark| mark.day_on != day(new)).collect::<Vec<_>>();
        prop_assert_eq!(marks(&lapses), marks(&more));
    }

    #[test]
    fn runs_add_up_and_never_exceed_what_has_passed(lapses in prop::collection::vec(-20i64..220, 0..20), today in -5i64..220, counts: bool) {
        let time = seen(today, &lapses, counts);
        prop_assert!(time.current_run_days <= time.longest_run_days && time.longest_run_days <= time.total_days);
        prop_assert!(i64::from(time.total_days) <= (today + 1).max(0));
        prop_assert!(time.last30.sober_days <= time.last30.of_days && time.last30.of_days <= 30);
        prop_assert_eq!(time.last30.days.len(), time.last30.of_days as usize);
    }

    #[test]
    fn the_total_is_every_day_without_a_lapse(lapses in prop::collection::vec(0i64..200, 0..20), today in 0i64..200) {
        let expected = (0..=today).filter(|n| !lapses.contains(n)).count();
        prop_assert_eq!(seen(today, &lapses, true).total_days as usize, expected);
    }

    #[test]
    fn the_order_in_which_lapses_were_logged_does_not_matter(lapses in prop::collection::vec(0i64..200, 0..20).prop_shuffle(), today in 0i64..200, counts: bool) {
        let mut sorted = lapses.clone();
        sorted.sort_unstable();
        prop_assert_eq!(seen(today, &lapses, counts), seen(today, &sorted, counts));
    }

    #[test]
    fn one_more_lapse_costs_at_most_one_day(lapses in prop::collection::vec(0i64..200, 0..20), new in 0i64..200, today in 0i64..200, counts: bool) {
        let mut more = lapses.clone();
        more.push(new);
        let (before, after) = (seen(today, &lapses, counts), seen(today, &more, counts));
        prop_assert!(after.total_days <= before.total_days && before.total_days - after.total_days <= 1);
        prop_assert!(after.longest_run_days <= before.longest_run_days);
    }
}
