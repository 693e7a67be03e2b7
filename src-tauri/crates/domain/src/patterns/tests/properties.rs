//! What holds for any log.

use super::*;
use proptest::prelude::*;

fn reversed(log: &SimulatedLog) -> SimulatedLog {
    let mut log = log.clone();
    log.check_ins.reverse();
    log.cravings.reverse();
    log.cravings
        .iter_mut()
        .for_each(|row| row.triggers.reverse());
    log.lapses.reverse();
    log.doses.reverse();
    log
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_rows_does_not_matter(seed: u64, days in 14i64..200, cut in 0usize..200) {
        let log = people::log_of(seed, days);
        let mut mixed = reversed(&log);
        let cut = cut.min(mixed.cravings.len());
        mixed.cravings.rotate_left(cut);
        prop_assert_eq!(patterns(&log.rows(), day(days)), patterns(&mixed.rows(), day(days)));
    }

    #[test]
    fn what_is_added_and_removed_again_leaves_no_trace(seed: u64, days in 14i64..200, extra in 0i64..200) {
        let log = people::log_of(seed, days);
        let before = patterns(&log.rows(), day(days));
        let mut more = log.clone();
        more.cravings.push(craving(extra, EVENING, 9, &[1, 2]));
        more.lapses.insert(0, LapseRow { when: at(extra, EVENING) });
        let during = patterns(&more.rows(), day(days));
        prop_assert!(extra >= days || during.logged_days >= before.logged_days);
        more.cravings.pop();
        more.lapses.remove(0);
        prop_assert_eq!(patterns(&more.rows(), day(days)), before);
    }

    #[test]
    fn what_lies_ahead_or_long_ago_changes_nothing(seed: u64, days in 14i64..150, ahead in 0i64..100) {
        let log = people::log_of(seed, days);
        let before = patterns(&log.rows(), day(days));
        let mut more = log.clone();
        let strange = [days + 1 + ahead, days - i64::from(WINDOW_DAYS) - 2 - ahead];
        more.cravings.extend(strange.map(|number| craving(number, EVENING, 9, &[1])));
        more.check_ins.extend(strange.map(|number| lonely(number, Some(3))));
        prop_assert_eq!(patterns(&more.rows(), day(days)), before);
    }

    #[test]
    fn counts_are_counts(seed: u64, days in 14i64..364) {
        for card in patterns(&people::log_of(seed, days).rows(), day(days)).cards {
            prop_assert!(3 <= card.times && card.times <= card.of && card.other_times <= card.other_of);
            prop_assert!(card.times * card.other_of > card.other_times * card.of || card.other_of == 0);
        }
    }
}

#[test]
fn the_ends_of_the_calendar_are_days_too() {
    let log = fridays();
    for today in [NaiveDate::MIN, NaiveDate::MAX] {
        assert_eq!(patterns(&log.rows(), today).logged_days, 0);
    }
}

#[test]
fn a_card_travels_as_the_screens_expect_it() {
    let json = serde_json::to_value(&cards(&fridays(), 140)[0]).unwrap();
    assert_eq!(
        json["cell"],
        serde_json::json!({ "kind": "time", "weekday": 5, "part": "evening" })
    );
    assert_eq!(
        (&json["fromStrength"], &json["otherOf"]),
        (&1.into(), &120.into())
    );
}

#[test]
fn strong_cravings_that_name_more_make_no_pattern_of_what_they_name() {
    let mut log = logged(0..240);
    let mut random = crate::simulated::Random::new(1);
    for n in 0..120_u8 {
        let strong = random.yes(0.5);
        let one = 1 + n % 4;
        let named: Vec<u8> = (1..=4).filter(|name| (*name == one) != strong).collect();
        let strength = if strong { 8 } else { 4 };
        log.cravings
            .push(craving(i64::from(n) * 2, NOON, strength, &named));
    }
    assert!(cards(&log, 240).is_empty());
}
