//! A disk that stays full over several looks: nothing is silent, nothing rings twice while the app runs, and what rang is
//! kept as soon as there is room.

use crate::reminders::{shown, states, with_schedule};
use mainstay_core::Tended;
use mainstay_faults::{put_files, Fault, Person, Recorder, Scratch, Trouble};
use serde_json::json;
use std::time::Duration;

fn look(person: &Person, at: &str) -> Tended {
    person.clock.set(&format!("2026-11-21T{at}Z"));
    person.app().reminder_tend()
}

/// How many things were shown, each once.
#[track_caller]
fn once(person: &Person, count: usize) {
    let shown = shown(person);
    assert_eq!(shown.len(), count, "{shown:?}");
    assert!(shown.values().all(|times| *times == 1), "{shown:?}");
}

const FULL: Fault = Fault {
    at: 1,
    trouble: Trouble::Full,
    stays: true,
};

#[test]
fn a_disk_that_stays_full_silences_no_open_vault_and_none_that_is_locked_then() {
    let before = with_schedule();
    let folder = Scratch::new();
    put_files(folder.path(), &before.files);
    let recorder = Recorder::watch(folder.path(), false);
    let person = Person::watched(folder.path(), &recorder);
    person.unlock(&before.code).expect("open");
    person.app().reminder_tend();
    let not_kept =
        || person.ask("reminder_health_get", json!({})).expect("told")["notKept"].clone();
    assert_eq!(not_kept(), false);
    recorder.fail(FULL);
    let tended = look(&person, "19:00:30");
    assert_eq!(tended.next, Some(Duration::from_secs(60)), "tried again");
    once(&person, 1);
    assert_eq!(not_kept(), true);
    for (at, count) in [
        ("19:01:30", 1),
        ("19:02:30", 1),
        ("19:20:30", 2),
        ("19:21:30", 2),
    ] {
        look(&person, at);
        once(&person, count);
    }
    person.lock();
    for (at, count) in [("19:22:30", 2), ("20:00:30", 3), ("20:01:30", 3)] {
        look(&person, at);
        once(&person, count);
    }
    assert!(recorder.mend() > 0, "it was full");
    look(&person, "20:02:30");
    once(&person, 3);
    // No lock: the process ends where it stands, and the next one knows all of it.
    drop(person);
    let person = Person::at(folder.path());
    look(&person, "20:03:30");
    person.unlock(&before.code).expect("open");
    look(&person, "20:04:30");
    once(&person, 0);
    let states: Vec<_> = states(&person).expect("told").into_values().collect();
    assert_eq!(states, ["raised", "raised", "raised", "planned", "planned"]);
}

#[test]
fn what_rang_on_a_full_disk_is_kept_as_soon_as_there_is_room() {
    let before = with_schedule();
    let folder = Scratch::new();
    put_files(folder.path(), &before.files);
    let recorder = Recorder::watch(folder.path(), false);
    let person = Person::watched(folder.path(), &recorder);
    person.unlock(&before.code).expect("open");
    person.app().reminder_tend();
    recorder.fail(FULL);
    look(&person, "19:00:30");
    recorder.mend();
    look(&person, "19:01:30");
    once(&person, 1);
    drop(person);
    let person = Person::at(folder.path());
    person.unlock(&before.code).expect("open");
    look(&person, "19:02:30");
    once(&person, 0);
}
