//! The promise, on simulated people: who has no pattern sees none, and who has one is told in a share of cases that
//! stands here. `MAINSTAY_SOAK=1` makes it a weekly look and many more people; `-- --nocapture` prints the table.

use crate::patterns::{patterns, DayPart, HaltItem, PatternCell};
use crate::simulated::{day, is_soak, people, tell, trigger, Habits, Planted, SimulatedLog};

const HABITS: [Habits; 4] = [
    Habits::Steady,
    Habits::Patchy,
    Habits::OnlyInNeed,
    Habits::WeekendsInNeed,
];
const YEAR: i64 = 364;

/// Somebody's log, for tests that need any.
pub(super) fn log_of(seed: u64, days: i64) -> SimulatedLog {
    let planted = if seed.is_multiple_of(2) {
        Planted::FridayEvening(5.0)
    } else {
        Planted::Lonely(5.0)
    };
    people(seed, 1, &[Habits::Steady], planted)
        .next()
        .unwrap()
        .log(days)
}

/// In percent.
fn share(part: usize, of: usize) -> f64 {
    100.0 * part as f64 / of as f64
}

#[test]
fn of_people_without_a_pattern_at_least_95_of_100_see_no_card_in_a_year() {
    let (many, between_looks) = if is_soak() { (500, 7) } else { (30, 28) };
    let (mut all, mut with_card) = (0, 0);
    for habits in HABITS {
        let sees_a_card = |log: &SimulatedLog| {
            (14..=YEAR)
                .rev()
                .step_by(between_looks)
                .any(|today| !patterns(&log.rows(), day(today)).cards.is_empty())
        };
        let ever = people(7, many, &[habits], Planted::Nothing)
            .filter(|person| sees_a_card(&person.clone().log(YEAR)))
            .count();
        let of = usize::try_from(many).unwrap();
        tell(&format!("no pattern, {habits:?}: {:.1} of 100 ever see a card in a year, looking every {between_looks} days", share(ever, of)));
        assert!(!is_soak() || share(ever, of) <= 5.0, "{habits:?}");
        all += of;
        with_card += ever;
    }
    assert!(share(with_card, all) <= 5.0, "{with_card} of {all}");
}

/// What is planted, the cell that it should be found in, and the least share of people of whom it must be found in a
/// year: a little below what was measured with `MAINSTAY_SOAK=1`.
fn plants() -> [(Planted, PatternCell, f64); 9] {
    let friday = PatternCell::Time {
        weekday: 5,
        part: DayPart::Evening,
    };
    let lonely = PatternCell::Halt {
        item: HaltItem::Lonely,
    };
    let first = PatternCell::Trigger {
        trigger_id: trigger(0),
    };
    [
        (Planted::FridayEvening(3.0), friday, 40.0),
        (Planted::FridayEvening(5.0), friday, 60.0),
        (Planted::Lonely(3.0), lonely, 8.0),
        (Planted::Lonely(5.0), lonely, 20.0),
        (Planted::ShortSleep(3.0), PatternCell::ShortSleep, 8.0),
        (Planted::ShortSleep(5.0), PatternCell::ShortSleep, 20.0),
        (Planted::MissedDose(3.0), PatternCell::MissedDose, 10.0),
        (Planted::StrongTrigger(3.0), first, 40.0),
        (Planted::ActedTrigger(6.0), first, 15.0),
    ]
}

#[test]
fn planted_patterns_are_found_in_their_share_of_people() {
    let many = if is_soak() { 400 } else { 24 };
    let spans: &[i64] = if is_soak() { &[91, 182, YEAR] } else { &[YEAR] };
    for (planted, cell, least) in plants() {
        for days in spans {
            let (mut found, mut others, mut of) = (0, 0, 0);
            for person in people(2, many, &[Habits::Steady], planted) {
                let cards = patterns(&person.log(*days).rows(), day(*days)).cards;
                found += usize::from(cards.iter().any(|card| card.cell == cell));
                others += usize::from(cards.iter().any(|card| card.cell != cell));
                of += 1;
            }
            let (found, others) = (share(found, of), share(others, of));
            tell(&format!("{planted:?}, {days} days: {found:.0} of 100 are told, {others:.0} of something else too"));
            assert!(*days < YEAR || found >= least, "{planted:?}: {found}");
        }
    }
}
