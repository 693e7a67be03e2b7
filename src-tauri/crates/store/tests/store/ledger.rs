//! The tables of the ledger are the domain's ledger.

use crate::{change, Home};
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use mainstay_domain::{
    Answer, AnswerId, Due, Entry, Ledger, Moment, OccurrenceKey, Outcome, RingKey, RingKind, RowId,
    ScheduleId, ScheduleOwner, ScheduleOwnerKind, Snoozed, Write,
};
use mainstay_store::{Error, KeptRevision, KeptSchedule, Store};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn id(n: u8) -> ScheduleId {
    ScheduleId::new(n.into(), &[n; 10])
}

fn key(schedule: u8, revision: u32, minute: u32) -> OccurrenceKey {
    let day: chrono::NaiveDate = "2026-11-22".parse().unwrap();
    OccurrenceKey {
        schedule: id(schedule),
        revision,
        civil: day.and_hms_milli_opt(9, minute, 0, 7).unwrap(),
    }
}

fn moment(at_ms: i64) -> Moment {
    Moment {
        at_ms,
        zone: Tz::Europe__London,
    }
}

fn owner(n: u8) -> ScheduleOwner {
    ScheduleOwner {
        kind: ScheduleOwnerKind::Medicine,
        id: RowId::new(n.into(), &[n; 10]),
    }
}

fn revision(schedule: u8, number: u32, from: i64, until: Option<i64>) -> KeptRevision {
    KeptRevision {
        schedule: id(schedule),
        number,
        spec: "{}".into(),
        from: moment(from),
        until: until.map(moment),
    }
}

/// A journal with two schedules.
fn journal(home: &Home) -> Store {
    let store = home.open();
    for n in 1..3 {
        store
            .write::<_, Error>(change(n.into()), |write| {
                let (id, owner) = (id(n), owner(n));
                write.schedules().insert(&KeptSchedule { id, owner })?;
                write
                    .schedules()
                    .insert_revision(&revision(n, 1, 5, Some(2_000)))
            })
            .unwrap();
    }
    store
}

fn due(at_ms: i64) -> Due {
    Due {
        at_ms,
        grace_ms: (at_ms % 2 == 0).then_some(at_ms / 2),
    }
}

fn writes() -> impl Strategy<Value = Write> {
    let key = (1u8..3, 1u32..3, 0u32..3).prop_map(|(s, r, m)| key(s, r, m));
    let at = 0i64..3_000;
    let kind = prop_oneof![
        (1u32..3).prop_map(RingKind::PreAlert),
        Just(RingKind::Due),
        Just(RingKind::Again),
        (1u32..3).prop_map(RingKind::Nag),
        (1u32..3).prop_map(RingKind::Snooze),
        Just(RingKind::Digest),
    ];
    let ring = (key.clone(), kind).prop_map(|(occurrence, kind)| RingKey { occurrence, kind });
    let outcome = prop_oneof![
        Just(Outcome::Taken),
        Just(Outcome::Skipped),
        Just(Outcome::Missed)
    ];
    let answer = (outcome, at.clone(), at.clone(), prop::option::of(0u8..32)).prop_map(
        |(outcome, at_ms, told_ms, take_home)| Answer {
            outcome,
            at: moment(at_ms),
            take_home,
            told_ms,
        },
    );
    let snoozed = (at.clone(), 1i64..500, 1u32..4).prop_map(|(asked_ms, wait, number)| Snoozed {
        asked_ms,
        until_ms: asked_ms + wait,
        number,
    });
    let due = at.clone().prop_map(due);
    prop_oneof![
        4 => (ring.clone(), at.clone(), due.clone()).prop_map(|(ring, at_ms, due)| Write::Rung { ring, at_ms, due }),
        2 => ring.prop_map(|ring| Write::Shown { ring }),
        2 => (key.clone(), at.clone()).prop_map(|(occurrence, at_ms)| Write::Closed { occurrence, at_ms }),
        1 => (key.clone(), due.clone()).prop_map(|(occurrence, due)| Write::Moved { occurrence, due }),
        1 => (key.clone(), at.clone()).prop_map(|(occurrence, at_ms)| Write::Cancelled { occurrence, at_ms }),
        2 => (key.clone(), snoozed, due.clone()).prop_map(|(occurrence, snoozed, due)| Write::Snoozed { occurrence, snoozed, due }),
        3 => (key.clone(), answer, due).prop_map(|(occurrence, answer, due)| Write::Answered { occurrence, answer, due }),
        1 => key.prop_map(|occurrence| Write::Righted { occurrence }),
        1 => at.prop_map(|now_ms| Write::PutBack { now_ms }),
    ]
}

/// Keeps a write as the core does: an answer is recorded, the rest is not.
fn keep(store: &Store, write: &Write, n: i64) {
    if matches!(write, Write::Answered { .. }) {
        let apply = |running: &mainstay_store::Write<'_>| {
            let answer = AnswerId::new(n, &[1; 10]);
            running.ledger().apply(write, answer).map(drop)
        };
        store.write::<_, Error>(change(n), apply).unwrap();
    } else {
        store.keep_rings(std::slice::from_ref(write)).unwrap();
    }
}

fn entries(ledger: &Ledger) -> BTreeMap<OccurrenceKey, Entry> {
    let all = ledger.entries();
    all.map(|(key, entry)| (key, entry.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_tables_are_the_ledger(all in prop::collection::vec(writes(), 1..40)) {
        let home = Home::new();
        let store = journal(&home);
        let mut ledger = Ledger::default();
        for (write, n) in all.iter().zip((100..).step_by(2)) {
            ledger.apply(write);
            keep(&store, write, n);
            // Kept twice is kept once.
            keep(&store, write, n + 1);
            prop_assert_eq!(&store.ledger().all().unwrap(), &entries(&ledger), "{:?}", write);
        }
        for (key, entry) in ledger.entries() {
            let found = store.ledger().entry(key).unwrap();
            prop_assert_eq!(found.as_ref(), Some(entry));
        }
        // What the planner needs is there: what is open, and what was due since.
        let since = store.ledger().since(1_500).unwrap();
        for (key, entry) in ledger.entries() {
            let is_open = entry.answered().is_none() && !entry.is_closed();
            let needed = is_open || entry.due.at_ms >= 1_500;
            prop_assert_eq!(since.get(&key), needed.then_some(entry));
        }
        for n in 1..3 {
            let last = store.ledger().last_of(id(n), &[1, 2]).unwrap();
            let of = || ledger.of(id(n));
            let newest = of().filter_map(|(_, entry)| entry.taken_from_ms()).max();
            let read = last.values().filter_map(Entry::taken_from_ms).max();
            prop_assert_eq!(newest, read, "the last taken one");
            let visit = |entry: &Entry| {
                let given = entry.answered()?.take_home?;
                Some((entry.taken_from_ms()?, given))
            };
            let newest = of().filter_map(|(_, entry)| visit(entry)).max_by_key(|(at_ms, _)| *at_ms);
            let read = last.values().filter_map(visit).max_by_key(|(at_ms, _)| *at_ms);
            prop_assert_eq!(newest.map(|visit| visit.0), read.map(|visit| visit.0), "the last visit");
            let latest = of().filter(|(_, entry)| entry.answered().is_some()).map(|(key, _)| key.civil).max();
            let read: Option<NaiveDateTime> = last.keys().map(|key| key.civil).max();
            prop_assert_eq!(latest, read, "the last answered one");
        }
        let put_back = all.iter().any(|write| matches!(write, Write::PutBack { now_ms } if *now_ms < 2_000));
        let until = store.schedules().revisions().unwrap()[0].until.unwrap().at_ms;
        prop_assert_eq!(until < 2_000, put_back, "revisions, too");
    }
}

fn rung(key: OccurrenceKey) -> Write {
    Write::Rung {
        ring: RingKey {
            occurrence: key,
            kind: RingKind::Due,
        },
        at_ms: 10,
        due: due(10),
    }
}

fn taken(key: OccurrenceKey, at_ms: i64) -> Write {
    let answer = Answer {
        outcome: Outcome::Taken,
        at: moment(at_ms),
        take_home: None,
        told_ms: 12,
    };
    Write::Answered {
        occurrence: key,
        answer,
        due: due(10),
    }
}

#[test]
fn undo_takes_an_answer_back_and_leaves_what_rang() {
    let home = Home::new();
    let store = journal(&home);
    let key = key(1, 1, 0);
    keep(&store, &rung(key), 50);
    keep(&store, &taken(key, 11), 51);
    keep(&store, &taken(key, 9), 52);
    let said = |store: &Store| {
        let entry = store.ledger().entry(key).unwrap().unwrap();
        (entry.rungs.len(), entry.answers.len(), entry.counts_from_ms)
    };
    assert_eq!(said(&store), (1, 2, Some(9)));
    store.undo(&[change(52).id], change(60)).unwrap();
    assert_eq!(
        said(&store),
        (1, 1, Some(11)),
        "the one before counts again"
    );
    assert!(store.ledger().since(1_000).unwrap().is_empty());
    store.undo(&[change(51).id], change(61)).unwrap();
    assert_eq!(said(&store), (1, 0, None));
    let open = store.ledger().since(1_000).unwrap();
    assert!(open.contains_key(&key), "it is open again");
    store.undo(&[change(61).id], change(62)).unwrap();
    assert_eq!(said(&store), (1, 1, Some(11)), "and the undo is undone");
    let count = |sql: &str| -> i64 { home.raw().query_row(sql, [], |row| row.get(0)).unwrap() };
    let recorded = "SELECT count(*) FROM change_rows WHERE table_name IN ('rungs', 'occurrences')";
    assert_eq!(count(recorded), 0);
}

#[test]
fn a_schedule_goes_with_its_answers_and_comes_back_with_them() {
    let home = Home::new();
    let store = journal(&home);
    let key = key(1, 1, 0);
    keep(&store, &rung(key), 50);
    keep(&store, &taken(key, 11), 51);
    let before = store.ledger().all().unwrap();
    let gone = store.write::<_, Error>(change(60), |write| write.schedules().delete(id(1)));
    gone.unwrap();
    assert_eq!(store.schedules().of(owner(1)).unwrap(), []);
    assert!(store.schedules().revisions_of(id(1)).unwrap().is_empty());
    store.undo(&[change(60).id], change(61)).unwrap();
    assert_eq!(store.ledger().all().unwrap(), before);
    assert_eq!(store.schedules().of(owner(1)).unwrap().len(), 1);
    assert_eq!(store.schedules().of(owner(2)).unwrap()[0].id, id(2));
    assert_eq!(store.schedules().list().unwrap().len(), 2);
}

#[test]
fn a_number_of_a_revision_that_named_something_is_known_when_it_was_taken_back() {
    let home = Home::new();
    let store = journal(&home);
    let second = |write: &mainstay_store::Write<'_>| {
        write.schedules().end(id(1), moment(30))?;
        write.schedules().insert_revision(&revision(1, 2, 30, None))
    };
    store.write::<_, Error>(change(50), second).unwrap();
    keep(&store, &rung(key(1, 2, 0)), 51);
    store.undo(&[change(50).id], change(52)).unwrap();
    assert_eq!(store.schedules().revisions_of(id(1)).unwrap().len(), 1);
    assert_eq!(store.schedules().highest_named(id(1)).unwrap(), 2);
    assert_eq!(store.schedules().highest_named(id(2)).unwrap(), 0);
}

#[test]
fn an_answer_to_an_unknown_schedule_is_refused() {
    let home = Home::new();
    let store = journal(&home);
    let write = taken(key(9, 1, 0), 11);
    let refused = store.write::<_, Error>(change(50), |running| {
        running.ledger().apply(&write, AnswerId::new(1, &[1; 10]))
    });
    assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    assert!(store.ledger().all().unwrap().is_empty());
}
