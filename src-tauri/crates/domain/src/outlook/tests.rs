use super::*;
use crate::log_rows::{CheckInRow, CravingRow, DoseDay, LapseRow};
use crate::simulated::{at, day, is_soak, tell, Random, SimulatedLog};
use crate::{Halt, HaltLevel, Rating, SleepMinutes};
use proptest::prelude::*;

const MORNING: f64 = 8.0;

fn rating(value: i64) -> Option<Rating> {
    Some(Rating::new(value.clamp(0, 10)).unwrap())
}

fn check_in(number: i64) -> CheckInRow {
    CheckInRow {
        when: at(number, MORNING),
        craving: rating(2),
        confidence: rating(7),
        sleep_minutes: None,
        halt: Halt::default(),
        used: None,
    }
}

fn craving(number: i64, strength: i64) -> CravingRow {
    CravingRow {
        when: at(number, 18.0),
        strength: rating(strength),
        acted: None,
        triggers: Vec::new(),
    }
}

/// So many ordinary days, the last of them today.
fn ordinary(days: i64) -> SimulatedLog {
    let check_ins = (0..days).map(check_in).collect();
    SimulatedLog {
        check_ins,
        ..SimulatedLog::default()
    }
}

fn seen(log: &SimulatedLog, today: i64) -> Outlook {
    outlook(&log.rows(), day(today), &OutlookWeights::default())
}

/// Which inputs apply on the last of twenty days, when it is changed like this.
fn applies(change: impl Fn(&mut SimulatedLog)) -> Vec<OutlookInput> {
    let mut log = ordinary(20);
    change(&mut log);
    let reasons = seen(&log, 19).reasons;
    assert_eq!(reasons.len(), 7, "each input is listed");
    reasons
        .into_iter()
        .filter(|reason| reason.applies == Some(true))
        .map(|reason| reason.input)
        .collect()
}

fn last(log: &mut SimulatedLog) -> &mut CheckInRow {
    log.check_ins.last_mut().unwrap()
}

#[test]
fn it_learns_for_fourteen_days_and_says_how_many_are_missing() {
    let first = seen(&ordinary(5), 5);
    assert_eq!(
        (first.state, first.word, first.days_missing),
        (OutlookState::Learning, None, 9)
    );
    let later = seen(&ordinary(15), 14);
    assert_eq!(
        (later.state, later.word),
        (OutlookState::Checking, Some(OutlookWord::AsUsual))
    );
}

#[test]
fn before_the_check_in_of_today_there_is_no_word() {
    let found = seen(&ordinary(20), 20);
    assert_eq!((found.state, found.word), (OutlookState::Checking, None));
    assert!(found.reasons.is_empty());
}

#[test]
fn an_ordinary_day_has_nothing_that_weighs() {
    assert!(applies(|_| ()).is_empty());
}

#[test]
fn each_input_is_seen() {
    let level = Some(HaltLevel::new(2).unwrap());
    let sleep = Some(SleepMinutes::new(359).unwrap());
    assert_eq!(
        applies(|log| last(log).craving = rating(3)),
        [OutlookInput::CravingUp]
    );
    assert_eq!(
        applies(|log| last(log).confidence = rating(5)),
        [OutlookInput::ConfidenceDown]
    );
    assert_eq!(
        applies(|log| last(log).halt.tired = level),
        [OutlookInput::Halt]
    );
    assert_eq!(
        applies(|log| last(log).sleep_minutes = sleep),
        [OutlookInput::SleptBadly]
    );
    assert_eq!(
        applies(|log| last(log).used = Some(true)),
        [OutlookInput::UsedLately]
    );
    assert_eq!(
        applies(|log| log.lapses.push(LapseRow { when: at(12, 20.0) })),
        [OutlookInput::UsedLately]
    );
    let missed = DoseDay {
        day_on: day(18),
        missed: true,
    };
    assert_eq!(
        applies(|log| log.doses.push(missed)),
        [OutlookInput::MissedMedicine]
    );
}

#[test]
fn what_is_a_little_different_does_not_weigh() {
    let level = Some(HaltLevel::new(1).unwrap());
    assert!(applies(|log| last(log).confidence = rating(6)).is_empty());
    assert!(applies(|log| last(log).halt.tired = level).is_empty());
    assert!(
        applies(|log| log.lapses.push(LapseRow { when: at(11, 20.0) })).is_empty(),
        "eight days ago"
    );
    assert!(
        applies(|log| log.lapses.push(LapseRow { when: at(19, 20.0) })).is_empty(),
        "later today"
    );
}

#[test]
fn the_weekday_of_a_time_that_stands_out_is_near() {
    let mut log = ordinary(145);
    log.cravings = (0..20)
        .filter(|week| week % 10 != 3)
        .map(|week| craving(week * 7 + 4, 6))
        .collect();
    let near = |today: i64| {
        let mut log = log.clone();
        log.check_ins.truncate(usize::try_from(today).unwrap() + 1);
        let reasons = days::days(&log.rows(), day(today), &OutlookWeights::default());
        reasons.last().unwrap().known[&OutlookInput::NearPattern]
    };
    assert!(near(144), "a Friday");
    assert!(!near(143));
}

#[test]
fn two_points_above_the_usual_are_more_support_and_below_it_is_steadier() {
    assert_eq!(word(2.0, 0.0), OutlookWord::MoreSupport);
    assert_eq!(word(1.0, 0.0), OutlookWord::AsUsual);
    assert_eq!(word(3.0, 3.0), OutlookWord::AsUsual);
    assert_eq!(word(2.0, 3.0), OutlookWord::Steadier);
}

#[test]
fn an_input_that_the_person_switched_off_is_neither_counted_nor_listed() {
    let mut log = ordinary(20);
    last(&mut log).craving = rating(9);
    let weights = OutlookWeights {
        craving_up: 0,
        ..OutlookWeights::default()
    };
    let found = outlook(&log.rows(), day(19), &weights);
    assert_eq!(found.word, Some(OutlookWord::AsUsual));
    assert_eq!(found.reasons.len(), 6);
    assert_eq!(seen(&log, 19).word, Some(OutlookWord::MoreSupport));
}

#[test]
fn what_came_is_judged_by_the_day_after_the_check_in() {
    let mut log = ordinary(8);
    log.check_ins.remove(4);
    log.cravings = vec![
        craving(1, 6),
        CravingRow {
            when: at(6, 7.0),
            ..craving(6, 6)
        },
    ];
    let days = days::days(&log.rows(), day(7), &OutlookWeights::default());
    let outcomes = outcome::Outcomes::new(&log.rows(), day(7));
    let came: Vec<_> = days.iter().map(|day| outcomes.after(day)).collect();
    let (quiet, hard) = (Some(false), Some(true));
    assert_eq!(
        came,
        [quiet, hard, quiet, None, hard, None, None],
        "after day 3 nothing was logged; the craving before the check-in of day 6 came after that of day 5; the last \
         two days are not over"
    );
}

#[test]
fn a_second_check_in_tells_of_something_new_only_when_it_is_more() {
    let came = |first: i64, second: i64| {
        let mut log = ordinary(8);
        log.check_ins[2].craving = rating(first);
        log.check_ins.push(CheckInRow {
            when: at(2, 20.0),
            craving: rating(second),
            ..check_in(2)
        });
        let days = days::days(&log.rows(), day(7), &OutlookWeights::default());
        outcome::Outcomes::new(&log.rows(), day(7)).after(&days[2])
    };
    assert_eq!(came(8, 8), Some(false), "the same craving, said again");
    assert_eq!(came(2, 8), Some(true));
}

/// Somebody whose hard days come with trouble that lasts. With `telling` their mornings show it. Otherwise needs and
/// confidence have a slow up and down of their own, which lasts as long and means nothing; and cravings in the morning
/// come as they like, since what lasts there would tell of the next morning's.
fn somebody(seed: u64, days: i64, telling: bool) -> SimulatedLog {
    let mut random = Random::new(seed);
    let often = random.between(-2.0, -0.5);
    let (mut trouble, mut mood) = (0.0, 0.0);
    let mut log = SimulatedLog::default();
    for number in 0..days {
        trouble = 0.7 * trouble + 0.714 * random.normal();
        mood = 0.7 * mood + 0.714 * random.normal();
        let craves = if telling { trouble } else { random.normal() };
        let shown = if telling { trouble } else { mood };
        if random.yes(0.9) {
            log.check_ins
                .push(morning(number, craves, shown, &mut random));
        }
        if random.yes(1.0 / (1.0 + (-often - 2.0 * trouble).exp())) {
            log.cravings.push(craving(number, 6));
        }
        if random.yes(0.02) {
            log.lapses.push(LapseRow {
                when: at(number, 21.0),
            });
        }
    }
    log
}

#[expect(clippy::cast_possible_truncation, reason = "small numbers")]
fn morning(number: i64, craves: f64, shown: f64, random: &mut Random) -> CheckInRow {
    let mut noisy = |middle: f64| (middle + random.normal()).round() as i64;
    let craving = noisy(1.0 + 1.5 * craves);
    let (confidence, tired) = (noisy(7.0 - 1.5 * shown), noisy(shown));
    CheckInRow {
        craving: rating(craving),
        confidence: rating(confidence),
        halt: Halt {
            tired: Some(HaltLevel::new(tired.clamp(0, 3)).unwrap()),
            ..Halt::default()
        },
        ..check_in(number)
    }
}

fn share_shown(telling: bool, days: i64, many: u64) -> f64 {
    let shown = |seed| seen(&somebody(seed, days, telling), days).state == OutlookState::Checked;
    100.0 * (1..=many).filter(|seed| shown(*seed)).count() as f64 / many as f64
}

#[test]
fn it_hides_itself_from_those_whose_mornings_say_nothing() {
    let many = if is_soak() { 1000 } else { 60 };
    for days in [70, 120, 240] {
        let (nothing, telling) = (
            share_shown(false, days, many),
            share_shown(true, days, many),
        );
        tell(&format!("outlook after {days} days: shown to {nothing:.0} of 100 whose mornings say nothing, {telling:.0} of 100 whose mornings tell"));
        assert!(nothing <= 5.0, "{nothing} after {days} days");
        assert!(days < 240 || telling >= 50.0, "{telling} after {days} days");
    }
}

#[test]
fn hidden_it_gives_no_word_and_no_reasons() {
    let mut log = ordinary(80);
    last(&mut log).craving = rating(9);
    let found = seen(&log, 79);
    assert_eq!(
        (found.state, found.word, found.days_missing),
        (OutlookState::Hidden, None, 0)
    );
    assert!(found.reasons.is_empty());
}

#[test]
fn it_is_checked_after_forty_days_with_a_word() {
    let states: Vec<_> = (50..60).map(|days| seen(&ordinary(days), days)).collect();
    let hidden = states
        .iter()
        .position(|found| found.state == OutlookState::Hidden)
        .unwrap();
    assert_eq!(states[hidden - 1].days_missing, 1);
}

#[test]
fn the_ends_of_the_calendar_are_days_too() {
    for today in [NaiveDate::MIN, NaiveDate::MAX] {
        let found = outlook(&ordinary(30).rows(), today, &OutlookWeights::default());
        assert_eq!(found.state, OutlookState::Learning);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_rows_does_not_matter(seed: u64, days in 1i64..150, telling: bool) {
        let log = somebody(seed, days, telling);
        let mut mixed = log.clone();
        mixed.check_ins.reverse();
        mixed.cravings.reverse();
        mixed.lapses.reverse();
        prop_assert_eq!(seen(&log, days - 1), seen(&mixed, days - 1));
    }

    #[test]
    fn what_is_added_and_removed_again_leaves_no_trace(seed: u64, days in 1i64..150, extra in 0i64..150) {
        let log = somebody(seed, days, true);
        let mut more = log.clone();
        more.check_ins.push(CheckInRow { craving: rating(10), ..check_in(extra) });
        let _ = seen(&more, days - 1);
        more.check_ins.pop();
        prop_assert_eq!(seen(&more, days - 1), seen(&log, days - 1));
    }

    #[test]
    fn what_lies_ahead_changes_nothing(seed: u64, days in 1i64..150, ahead in 0i64..50) {
        let log = somebody(seed, days + 60, true);
        let until = |log: &SimulatedLog, last: i64| {
            let mut log = log.clone();
            log.check_ins.retain(|row| row.when.day_on <= day(last));
            log.cravings.retain(|row| row.when.day_on <= day(last));
            log.lapses.retain(|row| row.when.day_on <= day(last));
            log
        };
        prop_assert_eq!(seen(&until(&log, days), days), seen(&until(&log, days + ahead), days));
    }
}
