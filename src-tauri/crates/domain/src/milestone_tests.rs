use super::*;
use crate::sobriety::{SoberDays, SoberTimeInput};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn seen<T>(
    start: &str,
    today: &str,
    lapses: &[&str],
    counts: bool,
    look: impl FnOnce(&SoberDays<'_>) -> T,
) -> T {
    let lapses: Vec<_> = lapses.iter().map(|text| day(text)).collect();
    look(&SoberDays::of(&SoberTimeInput {
        goal_id: GoalId::new(0, &[0; 10]),
        started_on: day(start),
        breaks: &[],
        stays: &[],
        lapses: &lapses,
        over: &[],
        today: day(today),
        first_day_counts: counts,
    }))
}

/// `run 7 days on 2026-01-07`, or `run 14 days in 5`.
fn said(one: &Milestone) -> String {
    let what = format!("{} {} {:?}", one.measure.as_str(), one.count, one.unit).to_lowercase();
    match one.reached_on {
        Some(day) => format!("{what} on {day}"),
        None => format!("{what} in {}", one.left),
    }
}

#[test]
fn a_run_has_what_it_reached_and_what_comes_next() {
    let all = seen("2026-01-01", "2026-01-09", &[], true, |days| {
        milestones_of_goal(days, &[])
    });
    let all: Vec<_> = all.iter().map(said).collect();
    assert_eq!(
        all,
        [
            "run 7 days on 2026-01-07",
            "total 7 days on 2026-01-07",
            "run 3 days on 2026-01-03",
            "run 1 days on 2026-01-01",
            "run 14 days in 5",
            "total 30 days in 21",
        ]
    );
}

#[test]
fn a_year_is_the_same_date_a_year_later_however_days_count() {
    for counts in [true, false] {
        for (start, year) in [
            ("2025-11-22", "2026-11-22"),
            ("2024-02-29", "2025-02-28"),
            ("2023-03-01", "2024-03-01"),
        ] {
            let before = (day(year) - Duration::days(1)).to_string();
            let on = |today: &str| {
                seen(start, today, &[], counts, |days| {
                    let all = milestones_of_goal(days, &[]);
                    milestones_reached_on(&all, days)
                        .iter()
                        .any(|one| one.unit == MilestoneUnit::Years)
                })
            };
            assert!(on(year) && !on(&before), "{start} {counts}");
        }
    }
}

#[test]
fn what_was_reached_stays_reached_after_a_lapse_and_is_told_again() {
    let (all, now) = seen("2026-01-01", "2026-02-08", &["2026-02-01"], true, |days| {
        let all = milestones_of_goal(days, &[]);
        let now = milestones_reached_on(&all, days);
        (all, now)
    });
    let thirty = all
        .iter()
        .find(|one| (one.measure, one.count) == (MilestoneMeasure::Run, 30))
        .unwrap();
    assert_eq!(thirty.reached_on, Some(day("2026-01-30")));
    assert_eq!(thirty.left, 23, "and how far the run is from it again");
    let now: Vec<_> = now.iter().map(|one| (one.measure, one.count)).collect();
    assert_eq!(now, [(MilestoneMeasure::Run, 7)]);
}

#[test]
fn a_day_that_counts_when_it_is_over_is_a_milestone_on_the_next() {
    let first = |today: &str| {
        seen("2026-01-01", today, &[], false, |days| {
            milestones_reached_on(&milestones_of_goal(days, &[]), days).len()
        })
    };
    assert_eq!((first("2026-01-01"), first("2026-01-02")), (0, 1));
}

#[test]
fn effort_is_counted_from_what_was_done() {
    let done = [
        (day("2026-01-01"), 4),
        (day("2026-01-05"), 6),
        (day("2026-01-06"), 2),
    ];
    let own = CustomMilestone {
        id: MilestoneId::new(0, &[0; 10]),
        goal_id: None,
        measure: MilestoneMeasure::CheckIns,
        count: 12,
        name: Name::new("A dozen").unwrap(),
    };
    let all = milestones_of_effort(MilestoneMeasure::CheckIns, &done, &[own]);
    let said: Vec<_> = all.iter().map(said).collect();
    assert_eq!(
        said,
        [
            "check_ins 12 times on 2026-01-06",
            "check_ins 10 times on 2026-01-05",
            "check_ins 1 times on 2026-01-01",
            "check_ins 25 times in 13",
        ]
    );
}

#[test]
fn nobody_is_told_of_a_hundred_years_at_once() {
    let all = seen("2016-01-01", "2026-01-01", &[], true, |days| {
        milestones_of_goal(days, &[])
    });
    let ahead: Vec<_> = all
        .iter()
        .filter(|one| one.reached_on.is_none())
        .map(said)
        .collect();
    assert_eq!(ahead, ["total 4000 days in 346", "run 11 years in 365"]);
    assert!(all
        .iter()
        .any(|one| said(one) == "run 10 years on 2026-01-01"));
}

#[test]
fn a_number_of_the_persons_own_is_at_least_one() {
    assert!(CustomMilestone::check_count(1).is_ok());
    for count in [0, CustomMilestone::MAX_COUNT + 1] {
        assert_eq!(CustomMilestone::check_count(count), Err(Error::Invalid));
    }
}
