use super::super::property_acts::{kinds, Kind};
use super::super::property_tests::{cases, ZONES};
use super::super::test_stage::*;
use super::super::*;
use super::*;
use proptest::prelude::*;

fn locked(stage: &Stage) -> Standby {
    Standby::new(stage.planner.waiting(stage.now).all, [])
}

/// Looks whenever it asks to be asked, up to a moment.
fn run_to(standby: &mut Standby, mut now: Now, end: &str) -> Vec<(i64, RingKind)> {
    let mut rang = Vec::new();
    loop {
        let look = standby.look(now);
        let rings = look.rings.iter();
        rang.extend(rings.map(|ring| (now.at_ms, ring.key.kind)));
        match look.next_ms.filter(|at| *at <= utc(end)) {
            Some(at_ms) => now.at_ms = at_ms,
            None => return rang,
        }
    }
}

#[test]
fn ten_doses_with_nags_ring_for_three_days_and_the_list_says_how_long_it_lasts() {
    let mut stage = Stage::at("2026-11-21T00:30", Tz::UTC);
    for n in 0..10u8 {
        stage.add(
            n,
            daily("2026-11-21", &[480 + u16::from(n)]),
            nagging(10, 4),
        );
    }
    let list = stage.planner.waiting(stage.now);
    assert_eq!(list.all.len(), 160);
    assert_eq!(list.until_ms, Some(utc("2026-12-07T08:00")));
    let rang = run_to(&mut locked(&stage), stage.now, "2026-11-24T00:00");
    let asked = rang.iter().filter(|(_, kind)| *kind == RingKind::Due);
    assert_eq!((rang.len(), asked.count()), (150, 30));
}

#[test]
fn what_happens_once_needs_no_end_and_very_many_are_cut_short() {
    let mut stage = Stage::at("2026-11-21T00:30", Tz::UTC);
    let reminder = Kind::Injection(28).reminder(true);
    stage.add(1, Kind::Injection(28).rule(stage.moment()), reminder);
    assert_eq!(stage.planner.waiting(stage.now).until_ms, None);
    for n in 2..100 {
        stage.add(n, daily("2026-11-21", &[480, 960]), plain());
    }
    let list = stage.planner.waiting(stage.now);
    assert_eq!(list.all.len(), MOST_WAITING);
    assert_eq!(list.until_ms, Some(utc("2026-11-23T16:00")));
}

#[test]
fn a_journey_moves_what_floats_and_leaves_what_has_a_place() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::Europe__London);
    stage.add(1, daily("2026-11-22", &[480]), plain());
    let place = ScheduleZone::Of(Tz::Europe__London);
    stage.add(2, civil("2026-11-22", &[540], place), plain());
    let now = Now {
        here: Tz::America__New_York,
        ..stage.now
    };
    let rang = run_to(&mut locked(&stage), now, "2026-11-22T20:00");
    let at: Vec<i64> = rang.into_iter().map(|(at_ms, _)| at_ms).collect();
    assert_eq!(at, [utc("2026-11-22T09:00"), utc("2026-11-22T13:00")]);
}

type Line = (OccurrenceKey, Vec<(RingKind, i64)>, OccurrenceState);

/// Of each: what rang and when, and whether it is over.
fn of(planner: &Planner) -> Vec<Line> {
    let rungs = |entry: &Entry| -> Vec<_> {
        let rungs = entry.rungs.iter();
        rungs.map(|rung| (rung.kind, rung.at_ms)).collect()
    };
    let entries = planner.ledger().entries();
    let line = |(key, entry): (OccurrenceKey, &Entry)| (key, rungs(entry), entry.state());
    entries.map(line).collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_locked_journal_rings_as_an_open_one_and_its_ledger_stands_so(
        rules in prop::collection::vec(kinds(), 1..4),
        zone in 0..ZONES.len(),
        quiet in any::<bool>(),
        before in 0u16..3_000,
        steps in prop::collection::vec((1i64..1_400, 0usize..9), 1..7),
    ) {
        let mut open = Stage::at("2026-03-20T10:00", ZONES[zone]);
        open.now.quiet = quiet.then(|| QuietHours::new(1_320, 420).unwrap());
        for (n, kind) in (1u8..).zip(&rules) {
            let rule = kind.rule(open.moment());
            open.add(n, rule, kind.reminder(n % 2 == 0));
        }
        open.run_to_ms(open.now.at_ms + i64::from(before) * MINUTE);
        let mut shut = open.planner.clone();
        let list = shut.waiting(open.now);
        let mut standby = Standby::new(list.all, []);
        for (minutes, put_off) in steps {
            let at_ms = open.now.at_ms + minutes * MINUTE;
            if list.until_ms.is_some_and(|until| until <= at_ms) {
                break;
            }
            open.now.at_ms = at_ms;
            let (one, other) = (open.look(), standby.look(open.now));
            prop_assert_eq!(&one.rings, &other.rings);
            prop_assert_eq!(&one.passed.iter().collect::<BTreeSet<_>>(), &other.passed.iter().collect());
            if let Some(ring) = one.rings.get(put_off) {
                let key = ring.key.occurrence;
                let _ = open.planner.snooze(key, 30, open.now).unwrap();
                standby.snooze(key, 30, open.now).unwrap();
            }
        }
        for (key, entry) in standby.since() {
            let _ = shut.take_over(key, entry, open.now);
        }
        shut.look(open.now);
        open.look();
        prop_assert_eq!(of(&shut), of(&open.planner));
    }
}
