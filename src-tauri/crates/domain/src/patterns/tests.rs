use super::*;
use crate::log_rows::{CheckInRow, CravingRow, DoseDay, LapseRow};
use crate::simulated::{at, day, trigger, SimulatedLog};
use crate::{Halt, HaltLevel, SleepMinutes};

mod people;
mod properties;

const FRIDAY: i64 = 4;
const EVENING: f64 = 19.0;
const NOON: f64 = 12.5;

/// A check-in on each of these days that says only that somebody was there.
fn logged(days: impl IntoIterator<Item = i64>) -> SimulatedLog {
    let check_ins = days.into_iter().map(check_in).collect();
    SimulatedLog {
        check_ins,
        ..SimulatedLog::default()
    }
}

fn check_in(number: i64) -> CheckInRow {
    CheckInRow {
        when: at(number, NOON),
        craving: None,
        confidence: None,
        sleep_minutes: None,
        halt: Halt::default(),
        used: None,
    }
}

fn lonely(number: i64, level: Option<i64>) -> CheckInRow {
    let lonely = level.map(|level| HaltLevel::new(level).unwrap());
    CheckInRow {
        halt: Halt {
            lonely,
            ..Halt::default()
        },
        ..check_in(number)
    }
}

fn craving(number: i64, hour: f64, strength: i64, triggers: &[u8]) -> CravingRow {
    CravingRow {
        when: at(number, hour),
        strength: Some(rating(strength)),
        acted: None,
        triggers: triggers.iter().map(|name| trigger(*name)).collect(),
    }
}

fn rating(strength: i64) -> Rating {
    Rating::new(strength).unwrap()
}

fn cards(log: &SimulatedLog, today: i64) -> Vec<PatternCard> {
    patterns(&log.rows(), day(today)).cards
}

/// 14 of the 20 weeks of most logs here, the last among them.
fn most_weeks() -> impl Iterator<Item = i64> {
    (0..20).filter(|week| week * 3 % 10 < 7)
}

/// Twenty weeks with a check-in a day, a craving on 14 of the Friday evenings and on 12 of the other evenings.
fn fridays() -> SimulatedLog {
    let mut log = logged(0..140);
    let fridays = most_weeks().map(|week| week * 7 + FRIDAY);
    let others = (0..12).map(|n| n * 12 + i64::from(n * 12 % 7 == FRIDAY));
    log.cravings = fridays
        .chain(others)
        .map(|number| craving(number, EVENING, 5, &[]))
        .collect();
    log
}

#[test]
fn fourteen_logged_days_are_needed_and_it_says_how_many_are_missing() {
    for (days, missing) in [(0, 14), (5, 9), (13, 1), (14, 0), (40, 0)] {
        let found = patterns(&logged(0..days).rows(), day(days));
        assert_eq!(
            (i64::from(found.logged_days), found.days_missing),
            (days, missing)
        );
        assert!(found.cards.is_empty());
    }
}

#[test]
fn a_day_counts_as_logged_once_and_only_when_it_is_over() {
    let mut log = logged(0..3);
    log.check_ins
        .extend([check_in(2), check_in(3), check_in(9)]);
    assert_eq!(patterns(&log.rows(), day(3)).logged_days, 3);
}

#[test]
fn friday_evenings_are_counted_beside_the_other_evenings() {
    let found = cards(&fridays(), 140);
    assert_eq!(found.len(), 1);
    let card = &found[0];
    assert_eq!(
        card.cell,
        PatternCell::Time {
            weekday: 5,
            part: DayPart::Evening
        }
    );
    assert_eq!(
        (card.times, card.of, card.other_times, card.other_of),
        (14, 20, 12, 120)
    );
    assert_eq!(
        (card.event, card.from_strength),
        (PatternEvent::CravingOrLapse, rating(1))
    );
}

#[test]
fn evenings_that_are_alike_have_no_card() {
    let mut log = logged(0..140);
    log.cravings = (0..48)
        .map(|n| craving(n * 29 / 10, EVENING, 5, &[]))
        .collect();
    assert!(cards(&log, 140).is_empty());
}

#[test]
fn lapses_count_like_cravings() {
    let mut log = logged(0..140);
    log.lapses = (6..20)
        .map(|week| LapseRow {
            when: at(week * 7 + FRIDAY, EVENING),
        })
        .collect();
    assert_eq!(cards(&log, 140)[0].times, 14);
}

#[test]
fn the_night_belongs_to_the_day_on_which_it_begins() {
    let mut log = logged(0..140);
    log.cravings = most_weeks()
        .map(|week| craving(week * 7 + FRIDAY, 24.0 + 3.0, 5, &[]))
        .collect();
    assert_eq!(
        cards(&log, 140)[0].cell,
        PatternCell::Time {
            weekday: 5,
            part: DayPart::Night
        }
    );
}

#[test]
fn craving_every_evening_is_no_matter_of_the_weekday() {
    let mut log = logged(0..140);
    log.cravings = (0..140)
        .map(|number| craving(number, EVENING, 5, &[]))
        .collect();
    assert!(cards(&log, 140).is_empty());
}

#[test]
fn who_craves_all_day_has_the_strong_ones_counted() {
    let mut log = logged(0..140);
    for number in 0..140 {
        let friday = number % 7 == FRIDAY;
        let hours = [8.0, 14.0, EVENING, 23.0];
        log.cravings.extend(hours.map(|hour| {
            craving(
                number,
                hour,
                if friday && hour == EVENING { 8 } else { 4 },
                &[],
            )
        }));
    }
    let card = &cards(&log, 140)[0];
    assert_eq!((card.times, card.of, card.other_times), (20, 20, 0));
    assert_eq!(card.from_strength, rating(5));
}

#[test]
fn a_day_on_which_the_app_is_opened_only_in_need_is_no_pattern() {
    let mut log = logged((0..140).filter(|number| number % 7 != 5));
    log.cravings = (0..10)
        .map(|n| craving(n * 14 + 5, EVENING, 5, &[]))
        .collect();
    log.cravings.extend(
        (0..55)
            .map(|n| n * 5 / 2)
            .filter(|n| n % 7 != 5)
            .map(|n| craving(n, EVENING, 5, &[])),
    );
    assert!(
        cards(&log, 140).is_empty(),
        "10 of 10 logged Saturdays, and still 10 of 20 Saturdays, as on other days"
    );
}

#[test]
fn what_has_not_come_for_eight_weeks_is_past() {
    let mut log = fridays();
    assert_eq!(cards(&log, 140 + 40).len(), 1);
    log.check_ins.extend((140..210).map(check_in));
    assert!(cards(&log, 210).is_empty());
}

#[test]
fn two_events_are_an_anecdote() {
    let mut log = logged(0..60);
    log.cravings = vec![craving(46, EVENING, 5, &[]), craving(53, EVENING, 5, &[])];
    assert!(cards(&log, 60).is_empty());
}

#[test]
fn lonely_days_are_counted_beside_days_that_say_not_lonely() {
    let mut log = SimulatedLog::default();
    for number in 0..140 {
        let is_lonely = number % 5 == 0;
        log.check_ins
            .push(lonely(number, Some(if is_lonely { 2 } else { 1 })));
        if is_lonely && number % 3 != 0 || number % 14 == 2 {
            log.cravings.push(craving(number, NOON, 5, &[]));
        }
    }
    let found = cards(&log, 140);
    assert_eq!(
        found[0].cell,
        PatternCell::Halt {
            item: HaltItem::Lonely
        }
    );
    assert_eq!((found[0].of, found[0].other_of), (28, 112));
}

#[test]
fn not_said_is_on_neither_side() {
    let mut log = SimulatedLog::default();
    for number in 0..140 {
        let answer = if number % 2 == 0 {
            None
        } else {
            Some(i64::from(number % 10 == 1) * 3)
        };
        log.check_ins.push(lonely(number, answer));
        if answer == Some(3) {
            log.cravings.push(craving(number, NOON, 5, &[]));
        }
    }
    let card = &cards(&log, 140)[0];
    assert_eq!((card.of, card.other_of), (14, 56));
}

#[test]
fn short_sleep_is_under_six_hours_and_the_shortest_of_a_day_holds() {
    let mut log = SimulatedLog::default();
    for number in 0..140 {
        let short = number % 5 == 0;
        for minutes in [if short { 359 } else { 360 }, 480] {
            let sleep_minutes = Some(SleepMinutes::new(minutes).unwrap());
            log.check_ins.push(CheckInRow {
                sleep_minutes,
                ..check_in(number)
            });
        }
        if short {
            log.cravings.push(craving(number, NOON, 5, &[]));
        }
    }
    let card = &cards(&log, 140)[0];
    assert_eq!(
        (card.cell, card.of, card.other_of),
        (PatternCell::ShortSleep, 28, 112)
    );
}

#[test]
fn missed_doses_are_counted_on_logged_days_of_which_it_is_known() {
    let mut log = logged(0..120);
    log.doses = (0..140)
        .step_by(2)
        .map(|number| DoseDay {
            day_on: day(number),
            missed: number % 8 == 0,
        })
        .collect();
    log.cravings = (0..120)
        .step_by(8)
        .map(|number| craving(number, NOON, 5, &[]))
        .collect();
    let card = &cards(&log, 140)[0];
    assert_eq!(
        (card.cell, card.of, card.other_of),
        (PatternCell::MissedDose, 15, 45)
    );
}

#[test]
fn getting_better_ties_nothing_together() {
    let mut log = SimulatedLog::default();
    for number in 0..140 {
        let early = number < 56;
        log.check_ins
            .push(lonely(number, Some(if early { 3 } else { 0 })));
        if early && number % 3 != 0 {
            log.cravings.push(craving(number, NOON, 5, &[]));
        }
    }
    assert!(
        cards(&log, 100).is_empty(),
        "the early weeks had more of everything"
    );
}

/// 60 cravings that name one of two triggers; with the first 18 of 20 are strong, with the other 8 of 40.
fn strong_with_the_first() -> SimulatedLog {
    let mut log = logged(0..140);
    for n in 0..60 {
        let first = n % 3 == 0;
        let strong = if first { n % 30 != 0 } else { n % 5 == 1 };
        log.cravings.push(craving(
            n * 2,
            NOON,
            if strong { 8 } else { 4 },
            &[if first { 1 } else { 2 }],
        ));
    }
    log
}

#[test]
fn a_trigger_is_counted_among_cravings_that_name_one() {
    let mut log = strong_with_the_first();
    log.cravings
        .extend((0..30).map(|n| craving(n * 3, NOON, 9, &[])));
    let card = &cards(&log, 140)[0];
    assert_eq!(
        card.cell,
        PatternCell::Trigger {
            trigger_id: trigger(1)
        }
    );
    assert_eq!(card.event, PatternEvent::StrongCraving);
    assert_eq!(
        (card.times, card.of, card.other_times, card.other_of),
        (18, 20, 8, 40)
    );
}

#[test]
fn acting_on_it_is_counted_where_it_was_said() {
    let mut log = logged(0..140);
    for n in 0..60 {
        let first = n % 3 == 0;
        let acted = (n % 4 != 1).then_some(first);
        log.cravings.push(CravingRow {
            acted,
            ..craving(n * 2, NOON, 5, &[if first { 1 } else { 2 }])
        });
    }
    let card = &cards(&log, 140)[0];
    assert_eq!(
        (card.event, card.times, card.of, card.other_of),
        (PatternEvent::ActedOn, 15, 15, 30)
    );
}

#[test]
fn a_trigger_has_one_card_and_there_are_at_most_three() {
    let mut log = strong_with_the_first();
    for craving in &mut log.cravings {
        craving.acted = Some(craving.triggers == [trigger(1)]);
    }
    assert_eq!(
        cards(&log, 140)
            .iter()
            .filter(|card| matches!(card.cell, PatternCell::Trigger { .. }))
            .count(),
        1
    );
    let mut many = fridays();
    for part in [8.0, 14.0, 23.0] {
        many.cravings
            .extend(most_weeks().map(|week| craving(week * 7 + FRIDAY, part, 5, &[])));
    }
    assert_eq!(cards(&many, 140).len(), MOST_CARDS);
}
