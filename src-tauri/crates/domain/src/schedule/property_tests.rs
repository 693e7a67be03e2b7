//! The promises of the planner under a clock that is moved by anything from a second to five years, zones that change,
//! edits, answers, and a program that ends between any two writes.

use super::property_acts::*;
use super::property_world::World;
use super::test_stage::*;
use super::*;
use chrono_tz::Tz;
use proptest::prelude::*;
use std::collections::BTreeSet;

pub const ZONES: [Tz; 6] = [
    Tz::UTC,
    Tz::America__New_York,
    Tz::Europe__London,
    Tz::Pacific__Kiritimati,
    Tz::Australia__Lord_Howe,
    Tz::Africa__Cairo,
];

/// Few lives in each run of the tests, because each is long; as many as `PROPTEST_CASES` says where it is set (`make soak`).
pub fn cases() -> ProptestConfig {
    let default = ProptestConfig::default();
    let is_set = default.cases != 256;
    ProptestConfig {
        cases: if is_set { default.cases } else { 48 },
        ..default
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whatever_happens_nothing_is_lost_doubled_or_early(
        rules in prop::collection::vec(kinds(), 1..4),
        zone in 0..ZONES.len(),
        quiet in any::<bool>(),
        happens in prop::collection::vec(acts(), 1..40),
    ) {
        let mut world = World::new(&rules, zone, quiet);
        for act in &happens {
            world.act(act);
            world.look_twice();
        }
        world.nothing_ahead_is_lost();
        world.all_have_an_end();
        world.no_key_twice();
    }

    /// Looking more often, or late by less than a minute, changes nothing but the lateness.
    #[test]
    fn what_is_foreseen_is_what_happens_however_often_one_looks(
        rules in prop::collection::vec(kinds(), 1..4),
        zone in 0..ZONES.len(),
        every in 20_000i64..60_000,
    ) {
        let mut world = World::new(&rules, zone, false);
        world.look();
        let foreseen = world.stage.planner.forecast(world.stage.now, 12);
        prop_assert!(foreseen.windows(2).all(|pair| pair[0].at_ms <= pair[1].at_ms));
        let end = foreseen.last().map_or(0, |last| last.at_ms).min(world.stage.now.at_ms + 24 * HOUR);
        let mut happened = Vec::new();
        while world.stage.now.at_ms < end {
            world.stage.now.at_ms += every;
            let now = world.stage.now;
            let look = world.stage.planner.look(now);
            prop_assert!(look.rings.iter().all(|ring| now.at_ms - ring.at_ms < 2 * MINUTE));
            happened.extend(look.rings);
        }
        // A nag counts from when it was really asked: a little later than foreseen, or too late to be one.
        let keys = |rings: &[Ring], end: i64| -> BTreeSet<RingKey> {
            let rings = rings.iter().filter(|ring| ring.at_ms <= end);
            let rings = rings.filter(|ring| !matches!(ring.key.kind, RingKind::Nag(_)));
            rings.map(|ring| ring.key).collect()
        };
        prop_assert!(keys(&foreseen, end - 5 * MINUTE).is_subset(&keys(&happened, end)));
        prop_assert!(keys(&happened, end - 5 * MINUTE).is_subset(&keys(&foreseen, end)));
    }
}

/// Rules, a zone, and what happens.
type Life = (Vec<Kind>, usize, Vec<Act>);

/// What longer runs found, each once a mistake.
fn found() -> Vec<Life> {
    let (a, b) = (Kind::Floating(0, 0), Kind::Floating(852, 0));
    let c = Kind::Floating(126, 1_350);
    vec![
        // The next one was answered before its time, and nothing came after it.
        (
            vec![Kind::Clinic],
            3,
            vec![
                Act::Run(499),
                Act::Run(2_681),
                Act::Answer(1, Outcome::Taken),
            ],
        ),
        // In the west the wall shows a time again at which the schedule was not there yet.
        (
            vec![Kind::Floating(0, 1), a],
            3,
            vec![Act::Run(1), Act::Travel(0)],
        ),
        // A pre-alert that rang by a clock a day ahead was taken for one of an older rule.
        (
            vec![a],
            4,
            vec![
                Act::Edit(1, Kind::Floating(1_264, 0)),
                Act::Snooze(0, 1),
                Act::Turn(-77_461),
            ],
        ),
        // Half way to the next one was four hours where the next one was not looked at.
        (
            vec![a, b],
            0,
            vec![
                Act::Edit(1, Kind::Floating(1_108, 1_093)),
                Act::Run(508),
                Act::Turn(-15_361),
            ],
        ),
        // In the east it had rung and was over; back in the west nobody looked at it before its time came again.
        (
            vec![c],
            0,
            vec![
                Act::Run(2_700),
                Act::Travel(3),
                Act::Run(2_900),
                Act::Travel(0),
                Act::Turn(7_487),
            ],
        ),
        // A snooze that rang was all that held open what an edit had taken away.
        (
            vec![a],
            0,
            vec![
                Act::Turn(4_827_600),
                Act::Snooze(0, 1),
                Act::Turn(-543_661),
                Act::Edit(1, a),
            ],
        ),
    ]
}

#[test]
fn what_longer_runs_found_stays_found() {
    for (rules, zone, happens) in found() {
        for quiet in [true, false] {
            let mut world = World::new(&rules, zone, quiet);
            for act in &happens {
                world.act(act);
                world.look_twice();
            }
            world.nothing_ahead_is_lost();
            world.all_have_an_end();
            world.no_key_twice();
        }
    }
}
