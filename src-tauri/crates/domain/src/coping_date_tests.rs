use super::*;
use crate::Rule;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn date(repeat: CopingRepeat, on: &str, until: Option<&str>) -> CopingDate {
    CopingDate {
        id: CopingDateId::new(1, &[0; 10]),
        kind: CopingKind::Payday,
        name: Name::default(),
        day_on: day(on),
        until_on: until.map(day),
        repeat,
        hard: Note::default(),
        plan: Note::default(),
        exit_line: Note::default(),
        person_id: None,
        alert_days: 1,
        alert_at: Some(9 * 60),
        check_at: Some(20 * 60),
    }
}

#[test]
fn a_day_comes_once_each_month_or_each_year() {
    let once = date(CopingRepeat::Once, "2026-12-24", None);
    assert_eq!(once.next_on(day("2026-01-01")), Some(day("2026-12-24")));
    assert_eq!(once.next_on(day("2026-12-25")), None);
    let monthly = date(CopingRepeat::Monthly, "2026-01-31", None);
    assert_eq!(monthly.next_on(day("2026-02-01")), Some(day("2026-02-28")));
    assert_eq!(monthly.next_on(day("2026-03-01")), Some(day("2026-03-31")));
    let yearly = date(CopingRepeat::Yearly, "2024-02-29", None);
    assert_eq!(yearly.next_on(day("2024-03-01")), Some(day("2025-02-28")));
    assert_eq!(yearly.next_on(day("2027-03-01")), Some(day("2028-02-29")));
    assert!(yearly.is_on(day("2025-02-28")) && !yearly.is_on(day("2025-03-01")));
}

#[test]
fn it_is_near_from_the_day_before_until_two_days_after() {
    let near = |date: &CopingDate, today: &str| {
        let near = date.near(day(today), day(today).and_hms_opt(12, 0, 0)?)?;
        Some((near.day_on.to_string(), near.is_over))
    };
    let trip = date(CopingRepeat::Once, "2026-12-10", Some("2026-12-14"));
    assert_eq!(near(&trip, "2026-12-08"), None);
    for (today, is_over) in [
        ("2026-12-09", false),
        ("2026-12-14", false),
        ("2026-12-16", true),
    ] {
        assert_eq!(near(&trip, today), Some(("2026-12-10".into(), is_over)));
    }
    assert_eq!(near(&trip, "2026-12-17"), None);
    let payday = date(CopingRepeat::Monthly, "2026-01-31", None);
    assert_eq!(
        near(&payday, "2026-03-01"),
        Some(("2026-02-28".into(), true))
    );
    assert_eq!(
        near(&payday, "2026-03-30"),
        Some(("2026-03-31".into(), false))
    );
    assert_eq!(near(&payday, "2026-03-15"), None);
}

#[test]
fn what_does_not_fit_together_is_refused_by_its_field() {
    let base = date(CopingRepeat::Once, "2026-12-10", None);
    assert_eq!(base.check(), Ok(()));
    let refused = |change: fn(&mut CopingDate)| {
        let mut other = base.clone();
        change(&mut other);
        other.check().unwrap_err().0
    };
    assert_eq!(
        refused(|one| one.until_on = Some(day("2026-12-09"))),
        "untilOn"
    );
    assert_eq!(
        refused(|one| one.until_on = Some(day("2027-12-09"))),
        "untilOn"
    );
    assert_eq!(
        refused(|one| {
            one.until_on = Some(one.day_on);
            one.repeat = CopingRepeat::Yearly;
        }),
        "untilOn"
    );
    assert_eq!(refused(|one| one.alert_days = 15), "alertDays");
    assert_eq!(refused(|one| one.alert_at = Some(1_440)), "alertAt");
    assert_eq!(refused(|one| one.check_at = Some(1_440)), "checkAt");
}

#[test]
fn what_rings_is_a_rule_that_the_planner_takes() {
    for repeat in CopingRepeat::ALL {
        let rings = date(*repeat, "2026-12-31", None).rings();
        assert_eq!(rings.len(), 2);
        for (rule, reminder) in &rings {
            assert!(Rule::try_from(rule).is_ok());
            assert!(crate::Reminder::try_from(reminder).is_ok());
        }
        assert_eq!(rings[0].1.pre_alerts, [1_440]);
    }
    let silent = CopingDate {
        alert_at: None,
        check_at: None,
        ..date(CopingRepeat::Once, "2026-12-31", None)
    };
    assert_eq!(silent.rings(), []);
}

#[test]
fn it_is_asked_about_from_the_hour_that_was_set_on_its_last_day() {
    let is_over = |date: &CopingDate, at: &str| {
        let clock: NaiveDateTime = at.parse().unwrap();
        date.near(clock.date(), clock).unwrap().is_over
    };
    let trip = date(CopingRepeat::Once, "2026-12-10", Some("2026-12-11"));
    assert!(!is_over(&trip, "2026-12-10T21:00:00"), "not its last day");
    assert!(!is_over(&trip, "2026-12-11T19:59:59"));
    assert!(is_over(&trip, "2026-12-11T20:00:00"));
    // Before the person's day ends, the calendar's can be another one.
    let clock = day("2026-12-12").and_hms_opt(1, 0, 0).unwrap();
    assert!(trip.near(day("2026-12-11"), clock).unwrap().is_over);
    let unasked = CopingDate {
        check_at: None,
        ..trip
    };
    assert!(!is_over(&unasked, "2026-12-11T23:00:00"));
}
