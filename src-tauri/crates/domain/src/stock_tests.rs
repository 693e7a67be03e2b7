use super::*;
use crate::{DayStart, Moment};
use chrono_tz::Tz;

const HOUR_MS: i64 = DAY_MS / 24;

fn amount(thousandths: i64) -> Amount {
    Amount::new(thousandths).unwrap()
}

fn entry(number: u8, kind: StockEntryKind, at_ms: i64, units: i64) -> StockEntry {
    let moment = Moment {
        at_ms,
        zone: Tz::UTC,
    };
    StockEntry {
        id: StockEntryId::new(number.into(), &[number; 10]),
        medicine_id: MedicineId::new(1, &[1; 10]),
        kind,
        when: Logged::new(moment, DayStart::default()),
        amount: amount(units * 1_000),
    }
}

fn used(at_ms: i64, thousandths: i64) -> SupplyUse {
    SupplyUse {
        at_ms,
        amount: amount(thousandths),
    }
}

#[test]
fn the_last_count_holds_with_what_came_and_went_since() {
    use StockEntryKind::{Count, Refill};
    let log = [
        entry(1, Count, 0, 90),
        entry(2, Refill, 5, 30),
        entry(3, Count, 10, 12),
        entry(4, Refill, 20, 28),
    ];
    let taken = [
        used(4, 1_000),
        used(9, 1_000),
        used(10, 1_000),
        used(30, 2_500),
    ];
    let left = supply_left(&log, &taken).unwrap();
    assert_eq!((left.counted.at_ms, left.thousandths), (10, 36_500));
    assert_eq!(
        supply_left(&log[1..2], &taken),
        None,
        "a refill is no count"
    );
}

#[test]
fn a_count_that_is_used_up_is_nothing_and_never_less() {
    let log = [entry(1, StockEntryKind::Count, 0, 1)];
    let left = supply_left(&log, &[used(1, 1_000), used(2, 1_000)]).unwrap();
    assert_eq!(left.thousandths, -1_000);
    assert_eq!(left.amount(), amount(0));
}

#[test]
fn a_supply_ends_with_the_first_dose_that_it_does_not_cover() {
    let doses: Vec<SupplyUse> = (1..=10).map(|day| used(day * DAY_MS, 1_500)).collect();
    let ends = |left| supply_ends(amount(left), &doses, None, (0, 400 * DAY_MS));
    assert_eq!(ends(4_500), Some(4 * DAY_MS));
    assert_eq!(ends(5_999), Some(4 * DAY_MS), "a part of a dose is none");
    assert_eq!(ends(0), Some(DAY_MS));
    assert_eq!(ends(15_000), None, "all that is planned is covered");
}

#[test]
fn the_last_dose_that_a_supply_covers_is_not_the_first_one_without() {
    let doses: Vec<SupplyUse> = (1..=10).map(|day| used(day * 2 * DAY_MS, 1_500)).collect();
    let lasts = |left| supply_lasts(amount(left), &doses);
    assert_eq!(lasts(4_500), Some(6 * DAY_MS));
    assert_eq!(lasts(5_999), Some(6 * DAY_MS), "a part of a dose is none");
    assert_eq!(lasts(1_499), None);
}

#[test]
fn a_dose_that_is_open_counts_from_now() {
    let late = [used(-HOUR_MS, 1_000)];
    assert_eq!(supply_ends(amount(0), &late, None, (0, DAY_MS)), Some(0));
}

#[test]
fn what_goes_as_needed_goes_at_the_pace_of_four_weeks() {
    let now = 100 * DAY_MS;
    let days = |ago: &[i64]| -> Vec<SupplyUse> {
        ago.iter()
            .map(|ago| used(now - ago * DAY_MS, 2_000))
            .collect()
    };
    assert_eq!(supply_pace(&days(&[1, 2]), now), None, "too few to tell");
    assert_eq!(supply_pace(&days(&[1, 2, 29]), now), None, "too long ago");
    let pace = supply_pace(&days(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]), now);
    assert_eq!(pace, Some(1_000));
    let ends = |left, planned: &[SupplyUse]| {
        supply_ends(amount(left), planned, pace, (now, now + 400 * DAY_MS))
    };
    assert_eq!(ends(5_000, &[]), Some(now + 5 * DAY_MS));
    assert_eq!(ends(500_000, &[]), None, "more than a year");
    // One a day by plan and one as needed: half as long.
    let planned: Vec<SupplyUse> = (1..=10)
        .map(|day| used(now + day * DAY_MS, 1_000))
        .collect();
    assert_eq!(ends(6_000, &planned), Some(now + 3 * DAY_MS));
    assert_eq!(ends(5_000, &planned), Some(now + 3 * DAY_MS));
}

#[test]
fn words_are_counted_only_in_the_unit_of_the_supply() {
    let counted = |words: &str, unit: &str| {
        let found = counted_in(&Name::new(words).unwrap(), &Name::new(unit).unwrap());
        found.map(Amount::thousandths)
    };
    for (words, unit, found) in [
        ("1 tablet", "tablets", 1_000),
        ("2 Tablets", "tablet", 2_000),
        ("1 patch", "patches", 1_000),
        ("½ tablet", "tablets", 500),
        ("1½ tablets", "tablets", 1_500),
        ("1/2 tablet", "tablets", 500),
        ("1.5 ml", "ml", 1_500),
        ("2,25 ml", "ml", 2_250),
        ("3", "tablets", 3_000),
        ("3", "", 3_000),
        ("8 mg", "mg", 8_000),
    ] {
        assert_eq!(counted(words, unit), Some(found), "{words} in {unit}");
    }
    for (words, unit) in [
        ("8 mg", "tablets"),
        ("1 tablet (8 mg)", "tablets"),
        ("1 1/2 tablets", "tablets"),
        ("1-2 tablets", "tablets"),
        ("1,500 ml", "ml"),
        ("1/3 tablet", "tablets"),
        ("1/0 tablet", "tablets"),
        ("one tablet", "tablets"),
        ("1 tablet", ""),
        ("", "tablets"),
        ("tablet", "tablets"),
        ("1.", "ml"),
        ("9999999", "ml"),
    ] {
        assert_eq!(counted(words, unit), None, "{words} in {unit}");
    }
}

#[test]
fn it_rings_days_before_and_on_the_day() {
    let day: NaiveDate = "2026-12-01".parse().unwrap();
    let phases = |rule: ScheduleRule| -> Vec<String> {
        let ScheduleRule::Civil { phases, .. } = rule else {
            return Vec::new();
        };
        phases.iter().map(|one| one.from_on.to_string()).collect()
    };
    let (rule, _) = supply_rings_before(day, 30);
    assert_eq!(phases(rule), ["2026-11-01", "2026-12-01"]);
    let (rule, reminder) = supply_rings_before(day, 0);
    assert!(crate::Rule::try_from(&rule).is_ok() && crate::Reminder::try_from(&reminder).is_ok());
    assert_eq!(phases(rule), ["2026-12-01"]);
    assert!(crate::Rule::try_from(&supply_rings_before(day, 90).0).is_ok());
}

#[test]
fn days_and_refills_have_their_ends() {
    assert_eq!(supply_days(Some(90)), Ok(Some(90)));
    assert_eq!(supply_days(Some(91)), Err(Error::Invalid));
    assert_eq!(supply_days(None), Ok(None));
    assert_eq!(refills_left(Some(99)), Ok(Some(99)));
    assert_eq!(refills_left(Some(100)), Err(Error::Invalid));
}
