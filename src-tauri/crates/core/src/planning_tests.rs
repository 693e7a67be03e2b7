//! The planner that is read from the journal is the planner that has known everything since the first day: for every
//! kind of rule, over months, unlocks, edits, corrections, journeys and clocks that are turned.

use super::*;
use acts::{acts, id, kinds, Act, Kind, DAY};
use device::Device;
use mainstay_domain::Outcome;
use proptest::prelude::*;

#[path = "planning_tests/acts.rs"]
mod acts;
#[path = "planning_tests/device.rs"]
mod device;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_read_is_as_good_as_all_of_it(
        rules in prop::collection::vec(kinds(), 1..9),
        happens in prop::collection::vec(acts(), 1..25),
    ) {
        let mut device = Device::new(&rules);
        for act in &happens {
            device.act(act);
            device.agrees();
        }
    }
}

/// Few, because each is long; as many as `PROPTEST_CASES` says where it is set (`make soak`).
fn cases() -> ProptestConfig {
    let default = ProptestConfig::default();
    let is_set = default.cases != 256;
    ProptestConfig {
        cases: if is_set { default.cases } else { 8 },
        ..default
    }
}

/// More doses at home than the last taken ones that are read.
#[test]
fn a_visit_is_read_however_many_doses_at_home_were_taken_since() {
    let mut device = Device::new(&[Kind::Clinic]);
    device.run(2 * 1_440);
    let visit = device.newest(0).unwrap();
    device.say(visit, (Outcome::Taken, 0, Some(28)));
    for _ in 0..28 {
        device.act(&Act::Days(1));
        device.agrees();
    }
    device.now.at_ms += 3 * DAY;
    device.agrees();
}

#[test]
fn a_schedule_that_cannot_be_read_keeps_no_other_from_ringing() {
    let mut device = Device::new(&[Kind::Daily(480, 480), Kind::Daily(540, 540)]);
    let (mut kept, _) = device.kept(1, Kind::Daily(600, 600));
    kept.spec = kept
        .spec
        .replace(r#""zone":null"#, r#""zone":"Mars/Phobos""#);
    kept.number = 2;
    device.revise(1, &kept);
    let planning = Planning::read(&device.store, device.now.at_ms).unwrap();
    assert_eq!(planning.unread, 1);
    assert!(planning.planner.schedule(id(0)).is_some());
    assert!(planning.planner.schedule(id(1)).is_none());
    kept.number = 3;
    kept.spec = device.kept(1, Kind::Daily(660, 660)).0.spec;
    device.revise(1, &kept);
    let planning = Planning::read(&device.store, device.now.at_ms).unwrap();
    assert_eq!(planning.unread, 0, "what holds now can be read");
    let revisions = planning.planner.schedule(id(1)).unwrap().revisions();
    let numbers: Vec<_> = revisions.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [1, 3]);
}
