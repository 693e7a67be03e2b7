//! A disk that stays full over several looks: nothing is silent, nothing rings twice while the app runs, and what rang is
//! kept as soon as there is room.

use crate::reminders::{press, shown, states, with_schedule};
use crate::sweep::Before;
use mainstay_core::ports::NoticeAnswer;
use mainstay_core::ScheduleEditRequest;
use mainstay_core::Tended;
use mainstay_faults::{put_files, Fault, Person, Recorder, Scratch, Trouble};
use serde_json::{json, Value};
use std::sync::Arc;
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

/// From now on it asks again every five minutes.
fn nag(person: &Person) {
    let all = person.ask("occurrence_list", today()).expect("told");
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-21", "untilOn": null,
        "times": { "kind": "at", "minutes": [19 * 60] },
    });
    let request = json!({
        "id": all[0]["occurrence"]["schedule"],
        "rule": { "kind": "civil", "phases": [phase], "zone": "Europe/London" },
        "reminder": {
            "preAlerts": [], "nag": { "minutes": 5, "times": 100 }, "ringsInQuietHours": true,
            "grace": { "kind": "minutes", "minutes": 600 },
        },
    });
    let request: ScheduleEditRequest = serde_json::from_value(request).expect("a request");
    person.app().schedule_edit(&request).expect("kept");
}

fn today() -> Value {
    json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null })
}

/// Somebody who pressed "Done" on the lock screen and opened the vault when the disk was full: the answer is sealed, and
/// has no room in the journal.
struct Answered {
    before: Before,
    folder: Scratch,
    recorder: Arc<Recorder>,
    person: Person,
}

impl Answered {
    /// The disk is full from the first step on with which the vault still opens.
    fn on_a_full_disk() -> Self {
        let mut all = (1..100).filter_map(Self::on_a_disk_full_from);
        all.next().expect("a step at which it opens")
    }

    fn on_a_disk_full_from(at: u64) -> Option<Self> {
        let before = with_schedule();
        let folder = Scratch::new();
        put_files(folder.path(), &before.files);
        let recorder = Recorder::watch(folder.path(), false);
        let person = Person::watched(folder.path(), &recorder);
        person.unlock(&before.code).expect("open");
        nag(&person);
        person.app().reminder_tend();
        person.lock();
        look(&person, "19:00:30");
        once(&person, 1);
        press(&person, NoticeAnswer::Taken).expect("sealed");
        recorder.fail(Fault { at, ..FULL });
        person.unlock(&before.code).ok()?;
        let answered = Self {
            before,
            folder,
            recorder,
            person,
        };
        assert!(!answered.is_taken(), "there was room at step {at}");
        Some(answered)
    }

    fn is_taken(&self) -> bool {
        let states = states(&self.person).expect("told");
        states.values().any(|state| state == "taken")
    }

    fn keeps_what_rang(&self) -> bool {
        self.folder.path().join("reminders/rang").exists()
    }
}

#[test]
fn an_answer_given_while_locked_waits_for_room_and_not_for_the_next_unlock() {
    let answered = Answered::on_a_full_disk();
    let person = &answered.person;
    for at in ["19:06:00", "19:11:40"] {
        let tended = look(person, at);
        assert_eq!(tended.next, Some(Duration::from_secs(60)), "tried again");
        once(person, 1);
    }
    assert!(!answered.is_taken() && answered.keeps_what_rang());
    assert!(answered.recorder.mend() > 0, "it was full");
    let tended = look(person, "19:13:00");
    assert!(tended.changed && answered.is_taken(), "it came in");
    assert!(!answered.keeps_what_rang(), "it is in the ledger");
    once(person, 1);
    let Answered {
        before,
        folder,
        person,
        ..
    } = answered;
    drop(person);
    let person = Person::at(folder.path());
    person.unlock(&before.code).expect("open");
    let states = states(&person).expect("told");
    assert!(states.values().any(|state| state == "taken"));
}

#[test]
fn what_was_answered_and_has_no_room_yet_is_quiet_through_the_next_lock_too() {
    let answered = Answered::on_a_full_disk();
    let person = &answered.person;
    look(person, "19:06:00");
    person.lock();
    for at in ["19:11:40", "19:17:00"] {
        look(person, at);
        once(person, 1);
    }
    answered.recorder.mend();
    person.unlock(&answered.before.code).expect("open");
    assert!(answered.is_taken());
}
