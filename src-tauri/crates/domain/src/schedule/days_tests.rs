use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn due(rule: DayRule, anchor: &str) -> DueDays {
    DueDays::new(rule, day(anchor), None).unwrap()
}

/// The first few due days from a day on.
fn some(due: &DueDays, from: &str, count: usize) -> Vec<String> {
    let mut from = Some(day(from));
    std::iter::from_fn(|| {
        let found = due.next(from?)?;
        from = found.succ_opt();
        Some(found.to_string())
    })
    .take(count)
    .collect()
}

/// Whether a day is due, told from the rule's words and not from how `next` finds it: the oracle of these tests.
fn is_due(due: &DueDays, day: NaiveDate) -> bool {
    if day < due.anchor || due.until.is_some_and(|until| day > until) {
        return false;
    }
    let since = (day - due.anchor).num_days();
    let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
    let on_month = |every: u16| (month(day) - month(due.anchor)) % i64::from(every) == 0;
    let tomorrow_is_another_month = day.succ_opt().unwrap().month() != day.month();
    match due.rule {
        DayRule::Days { every } => since % i64::from(every) == 0,
        DayRule::Cycle { on, off } => since % i64::from(on + off) < i64::from(on),
        DayRule::Weeks { every, weekdays } => {
            let monday = |day: NaiveDate| day.week(Weekday::Mon).first_day();
            let weeks = (monday(day) - monday(due.anchor)).num_days() / 7;
            weeks % i64::from(every) == 0 && weekdays.has(day.weekday())
        }
        DayRule::MonthDays { every, days, short } => {
            let own = days.has(day.day());
            let later = (day.day() + 1..=31).any(|later| days.has(later));
            let stands_in = short == ShortMonth::LastDay && tomorrow_is_another_month && later;
            on_month(every) && (own || stands_in)
        }
        DayRule::MonthWeekday {
            every,
            nth,
            weekday,
        } => {
            let which = match nth {
                Nth::First => (day.day() - 1) / 7 == 0,
                Nth::Second => (day.day() - 1) / 7 == 1,
                Nth::Third => (day.day() - 1) / 7 == 2,
                Nth::Fourth => (day.day() - 1) / 7 == 3,
                Nth::Last => (day + Duration::days(7)).month() != day.month(),
            };
            on_month(every) && day.weekday() == weekday && which
        }
    }
}

fn rules() -> impl Strategy<Value = DayRule> {
    let every = || 1u16..40;
    let weekdays = prop::collection::vec(1u8..=7, 1..4);
    let month_days = prop::collection::vec(1u8..=31, 1..4);
    let short = prop_oneof![Just(ShortMonth::LastDay), Just(ShortMonth::LeaveOut)];
    let nth = prop_oneof![
        Just(Nth::First),
        Just(Nth::Second),
        Just(Nth::Third),
        Just(Nth::Fourth),
        Just(Nth::Last)
    ];
    prop_oneof![
        (1u16..400).prop_map(|every| DayRule::Days { every }),
        (1u16..60, 1u16..60).prop_map(|(on, off)| DayRule::Cycle { on, off }),
        (every(), weekdays).prop_map(|(every, days)| DayRule::Weeks {
            every,
            weekdays: Weekdays::new(&days).unwrap()
        }),
        (every(), month_days, short).prop_map(|(every, days, short)| DayRule::MonthDays {
            every,
            days: MonthDays::new(&days).unwrap(),
            short
        }),
        (every(), nth, 0u8..7).prop_map(|(every, nth, weekday)| DayRule::MonthWeekday {
            every,
            nth,
            weekday: Weekday::try_from(weekday).unwrap()
        }),
    ]
}

#[test]
fn every_second_week_on_two_days() {
    let weekdays = Weekdays::new(&[5, 2]).unwrap();
    let due = due(DayRule::Weeks { every: 2, weekdays }, "2026-11-19");
    assert_eq!(
        some(&due, "2026-01-01", 4),
        ["2026-11-20", "2026-12-01", "2026-12-04", "2026-12-15"],
        "the week of the anchor is the first, from the anchor on"
    );
}

#[test]
fn the_31st_is_the_last_day_or_left_out() {
    let rule = |short| DayRule::MonthDays {
        every: 1,
        days: MonthDays::new(&[31]).unwrap(),
        short,
    };
    let last = due(rule(ShortMonth::LastDay), "2024-01-31");
    assert_eq!(
        some(&last, "2024-01-31", 4),
        ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]
    );
    let out = due(rule(ShortMonth::LeaveOut), "2024-01-31");
    assert_eq!(
        some(&out, "2024-01-31", 3),
        ["2024-01-31", "2024-03-31", "2024-05-31"]
    );
}

#[test]
fn the_last_friday_and_the_second_tuesday() {
    let of = |nth, weekday| DayRule::MonthWeekday {
        every: 1,
        nth,
        weekday,
    };
    let last = due(of(Nth::Last, Weekday::Fri), "2026-01-01");
    assert_eq!(
        some(&last, "2026-01-01", 3),
        ["2026-01-30", "2026-02-27", "2026-03-27"]
    );
    let second = due(of(Nth::Second, Weekday::Tue), "2026-01-01");
    assert_eq!(some(&second, "2026-01-14", 1), ["2026-02-10"]);
}

#[test]
fn injections_of_twelve_and_twenty_four_weeks_have_no_horizon() {
    for (weeks, next) in [(12u16, "2026-11-30"), (24, "2027-02-22")] {
        let due = due(DayRule::Days { every: weeks * 7 }, "2000-01-03");
        let found = due.next(day("2026-11-22")).unwrap();
        assert_eq!(
            (found - day("2000-01-03")).num_days() % i64::from(weeks * 7),
            0
        );
        assert_eq!(found.to_string(), next, "{weeks} weeks");
    }
}

#[test]
fn a_day_that_never_comes_is_none_and_the_rarest_is_found() {
    let of = |every, anchor| {
        let days = MonthDays::new(&[29]).unwrap();
        let short = ShortMonth::LeaveOut;
        due(DayRule::MonthDays { every, days, short }, anchor)
    };
    assert_eq!(
        of(24, "2023-02-01").next(day("2023-02-01")),
        None,
        "odd years alone"
    );
    assert_eq!(
        of(12, "2097-02-01").next(day("2097-03-01")),
        Some(day("2104-02-29"))
    );
}

#[test]
fn an_end_ends_it_and_wrong_rules_are_refused() {
    let daily = DayRule::Days { every: 1 };
    let due = DueDays::new(daily, day("2026-01-01"), Some(day("2026-01-03"))).unwrap();
    assert_eq!(due.next(day("2026-01-03")), Some(day("2026-01-03")));
    assert_eq!(due.next(day("2026-01-04")), None);
    let ends_first = DueDays::new(daily, day("2026-01-02"), Some(day("2026-01-01")));
    assert_eq!(ends_first, Err(Error::DateOutOfRange));
    for every in [0, LONGEST_STEP + 1] {
        let never = DueDays::new(DayRule::Days { every }, day("2026-01-01"), None);
        assert_eq!(never, Err(Error::Invalid));
    }
    assert_eq!(Weekdays::new(&[]), Err(Error::Invalid));
    assert_eq!(Weekdays::new(&[8]), Err(Error::Invalid));
    assert_eq!(MonthDays::new(&[0]), Err(Error::Invalid));
}

#[test]
fn the_ends_of_the_calendar_are_no_panic() {
    for rule in [
        DayRule::Days { every: 1_000 },
        DayRule::Cycle { on: 1, off: 1_000 },
        DayRule::Weeks {
            every: 1_000,
            weekdays: Weekdays::new(&[1]).unwrap(),
        },
        DayRule::MonthWeekday {
            every: 1_000,
            nth: Nth::Last,
            weekday: Weekday::Sun,
        },
    ] {
        for anchor in [NaiveDate::MIN, day("2026-01-01"), NaiveDate::MAX] {
            let due = DueDays::new(rule, anchor, None).unwrap();
            for from in [NaiveDate::MIN, NaiveDate::MAX] {
                let _ = due.next(from);
            }
        }
    }
}

proptest! {
    #[test]
    fn next_is_the_first_day_that_the_rule_means(rule in rules(), anchor in 0i64..20_000, after in -400i64..20_000, until in prop::option::of(0i64..20_000)) {
        let of = |n: i64| day("1990-01-01") + Duration::days(n);
        let due = DueDays::new(rule, of(anchor), until.map(|n| of(anchor + n))).unwrap();
        let from = of(anchor + after);
        // Far enough for all but a day that comes once in several leap years; those have a test of their own.
        let wanted = from.iter_days().take(15_000).find(|day| is_due(&due, *day));
        match (due.next(from), wanted) {
            (found, Some(wanted)) => prop_assert_eq!(found, Some(wanted)),
            (Some(found), None) => prop_assert!(is_due(&due, found) && found > from + Duration::days(14_000)),
            (None, None) => {}
        }
    }
}
