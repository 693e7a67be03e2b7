use super::super::test_stage::{day, id, utc, HOUR, MINUTE};
use super::*;
use crate::schedule::{OccurrenceState as S, Outcome};
use crate::time::Moment;
use chrono_tz::Tz;

fn key() -> OccurrenceKey {
    OccurrenceKey {
        schedule: id(1),
        revision: 1,
        civil: day("2026-11-22").and_hms_opt(8, 0, 0).unwrap(),
    }
}

fn due() -> Due {
    Due {
        at_ms: utc("2026-11-22T08:00"),
        grace_ms: Some(4 * HOUR),
    }
}

fn rung(kind: RingKind, at: &str) -> Write {
    Write::Rung {
        ring: RingKey {
            occurrence: key(),
            kind,
        },
        at_ms: utc(at),
        due: due(),
    }
}

fn answered(outcome: Outcome, at: &str) -> Write {
    let at = Moment {
        at_ms: utc(at),
        zone: Tz::UTC,
    };
    Write::Answered {
        occurrence: key(),
        answer: Answer {
            outcome,
            at,
            take_home: None,
            told_ms: at.at_ms,
        },
        due: due(),
    }
}

fn closed(at: &str) -> Write {
    Write::Closed {
        occurrence: key(),
        at_ms: utc(at),
    }
}

/// How the occurrence stands after some writes, each of which is made twice.
fn after(writes: &[Write]) -> S {
    let mut ledger = Ledger::default();
    for write in writes {
        assert!(ledger.apply(write), "{write:?} changes something");
        assert!(!ledger.apply(write), "{write:?} again changes nothing");
    }
    ledger.get(key()).unwrap().state()
}

#[test]
fn it_is_raised_and_then_taken_late_skipped_or_missed() {
    let due = rung(RingKind::Due, "2026-11-22T08:00");
    assert_eq!(
        after(&[rung(RingKind::PreAlert(10), "2026-11-22T07:50")]),
        S::Planned
    );
    assert_eq!(after(&[due]), S::Raised);
    let in_time = answered(Outcome::Taken, "2026-11-22T09:00");
    assert_eq!(after(&[due, in_time]), S::Taken);
    let late = answered(Outcome::Taken, "2026-11-22T09:01");
    assert_eq!(after(&[due, late]), S::Late);
    assert_eq!(
        after(&[due, answered(Outcome::Skipped, "2026-11-22T08:01")]),
        S::Skipped
    );
    assert_eq!(after(&[due, closed("2026-11-22T12:00")]), S::Missed);
    assert_eq!(
        after(&[answered(Outcome::Missed, "2026-11-22T08:01")]),
        S::Missed
    );
}

#[test]
fn nobody_was_asked_and_it_is_unrecorded_or_cancelled() {
    let digest = rung(RingKind::Digest, "2026-11-23T08:00");
    assert_eq!(after(&[digest, closed("2026-11-23T08:00")]), S::Unrecorded);
    let cancelled = Write::Cancelled {
        occurrence: key(),
        at_ms: utc("2026-11-22T07:55"),
    };
    let early = rung(RingKind::PreAlert(10), "2026-11-22T07:50");
    assert_eq!(after(&[early, cancelled]), S::Cancelled);
    let due = rung(RingKind::Due, "2026-11-22T08:00");
    assert_eq!(
        after(&[early, cancelled, due]),
        S::Raised,
        "it is due after all"
    );
}

#[test]
fn an_answer_comes_at_any_time_and_the_last_one_counts() {
    let (due, missed) = (
        rung(RingKind::Due, "2026-11-22T08:00"),
        closed("2026-11-22T12:00"),
    );
    let skipped = answered(Outcome::Skipped, "2026-11-22T13:00");
    let taken = answered(Outcome::Taken, "2026-11-22T08:30");
    let mut ledger = Ledger::default();
    for write in [due, missed, skipped, taken] {
        ledger.apply(&write);
    }
    let entry = ledger.get(key()).unwrap();
    assert_eq!((entry.state(), entry.answers.len()), (S::Taken, 2));
    assert_eq!(ledger.taken_ms(id(1)), [utc("2026-11-22T08:30")]);
}

#[test]
fn what_lies_ahead_of_a_clock_that_was_put_back_counts_as_now() {
    let mut ledger = Ledger::default();
    for write in [
        rung(RingKind::Due, "2027-11-22T08:00"),
        closed("2027-11-22T12:00"),
        answered(Outcome::Taken, "2027-11-22T13:00"),
    ] {
        ledger.apply(&write);
    }
    let now_ms = utc("2026-11-21T12:00");
    assert!(ledger.lies_ahead(now_ms));
    assert!(ledger.apply(&Write::PutBack { now_ms }));
    assert!(!ledger.lies_ahead(now_ms));
    assert!(!ledger.apply(&Write::PutBack { now_ms }));
    let entry = ledger.get(key()).unwrap();
    assert_eq!(entry.taken_from_ms(), Some(now_ms));
    assert_eq!(entry.rungs[0].at_ms, now_ms);
    assert!(!entry.is_closed(), "it was closed before its time");
    assert_eq!(
        entry.answered().unwrap().at.at_ms,
        utc("2027-11-22T13:00"),
        "what the person said stays as it was said"
    );
}

#[test]
fn a_ledger_that_was_kept_knows_what_lies_ahead() {
    let mut ledger = Ledger::default();
    ledger.apply(&rung(RingKind::Due, "2027-11-22T08:00"));
    let entries = ledger.entries().map(|(key, entry)| (key, entry.clone()));
    let again = Ledger::new(entries.collect());
    assert_eq!(again, ledger);
    assert!(again.lies_ahead(utc("2026-11-22T08:00") + MINUTE));
    let nothing = Write::Shown {
        ring: RingKey {
            occurrence: key(),
            kind: RingKind::Nag(1),
        },
    };
    assert!(!ledger.apply(&nothing), "what never rang is not shown");
}

#[test]
fn what_is_moved_to_be_open_until_it_is_answered_is_open_again() {
    let mut ledger = Ledger::default();
    ledger.apply(&rung(RingKind::Due, "2026-11-22T08:00"));
    ledger.apply(&closed("2026-11-22T12:00"));
    let moved = Write::Moved {
        occurrence: key(),
        due: Due {
            grace_ms: None,
            ..due()
        },
    };
    assert!(ledger.apply(&moved));
    assert!(!ledger.apply(&moved));
    assert_eq!(ledger.get(key()).unwrap().state(), S::Raised);
}
