//! What rules say, in a few words each.

use super::*;

/// Each series as one text; 2026-11-18 was a Wednesday.
fn said(rule: &str) -> Vec<String> {
    let zones = Zones::default();
    let start = Stamp::parse("20261118T183000", Some("Europe/Berlin"), &zones).unwrap();
    let series = Rule::parse(rule, &zones).and_then(|rule| rule.series(start));
    let one = |one: &Series| {
        let until = one
            .until_on
            .map_or(String::new(), |until| format!(" to {until}"));
        format!("{} {:?} {}{until}", one.weekday, one.rhythm, one.from_on)
    };
    series.unwrap_or_default().iter().map(one).collect()
}

#[test]
fn weeks_are_said_for_each_weekday() {
    assert_eq!(said("FREQ=WEEKLY"), ["Wed Weeks(1) 2026-11-18"]);
    assert_eq!(
        said("FREQ=WEEKLY;BYDAY=MO,FR"),
        ["Mon Weeks(1) 2026-11-23", "Fri Weeks(1) 2026-11-20"]
    );
    assert_eq!(said("FREQ=DAILY").len(), 7);
    assert_eq!(
        said("FREQ=MONTHLY;BYDAY=TU"),
        ["Tue Weeks(1) 2026-11-24"],
        "every Tuesday of every month"
    );
}

#[test]
fn every_second_week_is_counted_from_the_first_of_its_weekday() {
    assert_eq!(
        said("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,WE"),
        ["Sun Weeks(2) 2026-11-22", "Wed Weeks(2) 2026-11-18"]
    );
    assert_eq!(
        said("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,WE"),
        ["Sun Weeks(2) 2026-11-29", "Wed Weeks(2) 2026-11-18"],
        "a week that begins on Sunday had its Sunday before"
    );
}

#[test]
fn months_are_said_by_the_place_of_the_weekday() {
    assert_eq!(
        said("FREQ=MONTHLY;BYDAY=2TU,-1FR"),
        [
            "Tue Months(1, Second) 2026-11-18",
            "Fri Months(1, Last) 2026-11-18"
        ]
    );
    assert_eq!(
        said("FREQ=MONTHLY;INTERVAL=3;BYDAY=TU;BYSETPOS=+1"),
        ["Tue Months(3, First) 2026-11-18"]
    );
}

#[test]
fn ends_and_counts_become_a_last_day() {
    assert_eq!(
        said("FREQ=WEEKLY;UNTIL=20261216"),
        ["Wed Weeks(1) 2026-11-18 to 2026-12-16"]
    );
    assert_eq!(
        said("FREQ=WEEKLY;UNTIL=20261216T172959Z"),
        ["Wed Weeks(1) 2026-11-18 to 2026-12-15"],
        "half past six in Berlin is not reached"
    );
    assert_eq!(
        said("FREQ=WEEKLY;COUNT=3"),
        ["Wed Weeks(1) 2026-11-18 to 2026-12-02"]
    );
    assert_eq!(
        said("FREQ=WEEKLY;BYDAY=WE,FR;COUNT=3"),
        [
            "Wed Weeks(1) 2026-11-18 to 2026-11-25",
            "Fri Weeks(1) 2026-11-18 to 2026-11-25"
        ]
        .map(|text| text.replace("Fri Weeks(1) 2026-11-18", "Fri Weeks(1) 2026-11-20"))
    );
    assert_eq!(
        said("FREQ=MONTHLY;BYDAY=2TU;COUNT=2"),
        ["Tue Months(1, Second) 2026-11-18 to 2027-01-12"],
        "the second Tuesday of November was before"
    );
}

#[test]
fn a_rule_that_cannot_be_said_is_none() {
    for rule in [
        "",
        "FREQ=YEARLY",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYDAY=5TU",
        "FREQ=MONTHLY;BYDAY=-2TU",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=2TU",
        "FREQ=WEEKLY;BYDAY=é",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=5000",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=999999999",
        "FREQ=WEEKLY;UNTIL=soon",
        "FREQ=WEEKLY;BYHOUR=9,18",
        "WEEKLY",
    ] {
        assert!(said(rule).is_empty(), "{rule}");
    }
}

#[test]
fn a_count_ends_where_a_walk_over_all_days_ends() {
    let zones = Zones::default();
    let rules = [
        "FREQ=DAILY",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=MO,WE,SU",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,WE,TH;WKST=SU",
        "FREQ=MONTHLY;BYDAY=1MO,3WE,-1SU",
        "FREQ=MONTHLY;INTERVAL=5;BYDAY=3WE,2TU",
    ];
    for (text, count) in rules
        .into_iter()
        .flat_map(|rule| (1..60).map(move |count| (rule, count)))
    {
        let start = Stamp::parse("20261118T183000", None, &zones).unwrap();
        let rule = Rule::parse(&format!("{text};COUNT={count}"), &zones).unwrap();
        let series = rule.series(start).unwrap();
        let walked = start
            .on
            .iter_days()
            .filter(|day| series.iter().any(|one| is_on(one, start.on, *day)));
        let last = walked.take(count).last();
        assert_eq!(series[0].until_on, last, "{text} {count}");
    }
}

/// Whether a series that began at `start` is held on a day, asked of the day itself.
fn is_on(series: &Series, start: NaiveDate, day: NaiveDate) -> bool {
    let months = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap();
    day.weekday() == series.weekday
        && match series.rhythm {
            Rhythm::Once => false,
            Rhythm::Weeks(every) => {
                (day - series.from_on).num_days() % (i64::from(every) * 7) == 0
                    && day >= series.from_on
            }
            Rhythm::Months(every, which) => {
                let place = (day.day0() / 7) as usize;
                let is_last = (day + Duration::weeks(1)).month() != day.month();
                let is_it = match which {
                    Nth::First => place == 0,
                    Nth::Second => place == 1,
                    Nth::Third => place == 2,
                    Nth::Fourth => place == 3,
                    Nth::Last => is_last,
                };
                is_it && (months(day) - months(start)) % i32::from(every) == 0
            }
        }
}
