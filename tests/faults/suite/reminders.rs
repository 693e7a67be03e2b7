//! Reminders under every fault: what was due is shown, an answer that was kept stays, and no fault makes it ask for ever.
//!
//! A day with five doses is lived to its end in a second process after one act met a fault in the first.

use crate::sweep::{assert_good, image, sweep, vault, Before};
use mainstay_core::ports::NoticeAnswer;
use mainstay_core::SchedulePutRequest;
use mainstay_faults::{is_soak, put_files, report, Person, Scratch};
use mainstay_support::files_under;
use serde_json::{json, Value};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

/// When the doses of the day are due, in minutes behind midnight; the first of them in half an hour.
const DUE: [u16; 5] = [19 * 60, 19 * 60 + 20, 20 * 60, 21 * 60, 22 * 60];

/// The evening's last minute that is lived through.
const END: &str = "2026-11-21T22:30:00Z";

/// A vault with a schedule, locked: its outbox is full.
pub fn with_schedule() -> Before {
    let mut before = vault(false);
    let folder = Scratch::new();
    put_files(folder.path(), &before.files);
    let person = Person::at(folder.path());
    person.unlock(&before.code).expect("open");
    put_schedule(&person, &DUE);
    person.app().reminder_tend();
    person.lock();
    before.files = image(folder.path());
    before
}

/// Something that is due each day at these minutes of the day.
pub fn put_schedule(person: &Person, minutes: &[u16]) {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-21", "untilOn": null,
        "times": { "kind": "at", "minutes": minutes },
    });
    let request = json!({
        "owner": { "kind": "other", "id": "019a45b6-4500-7303-8303-030303030303" },
        "rule": { "kind": "civil", "phases": [phase], "zone": "Europe/London" },
        "reminder": {
            "preAlerts": [], "nag": null, "ringsInQuietHours": true,
            "grace": { "kind": "minutes", "minutes": 600 },
        },
    });
    let request: SchedulePutRequest = serde_json::from_value(request).expect("a request");
    person.app().schedule_put(&request).expect("kept");
}

/// How each of today's occurrences stands, by when it is due.
pub fn states(person: &Person) -> Result<BTreeMap<i64, String>, String> {
    let today = json!({ "fromOn": "2026-11-21", "untilOn": "2026-11-21", "schedule": null });
    let list = person.ask("occurrence_list", today)?;
    let word = |one: &Value| one["state"].as_str().unwrap_or_default().to_owned();
    let all = list.as_array().into_iter().flatten();
    Ok(all
        .map(|one| (one["dueMs"].as_i64().unwrap_or_default(), word(one)))
        .collect())
}

/// How often each notification that asks about one thing was shown.
pub fn shown(person: &Person) -> BTreeMap<u32, usize> {
    let mut counts = BTreeMap::new();
    for one in person.notifier.shown() {
        if !one.buttons.is_empty() {
            *counts.entry(one.id).or_default() += 1;
        }
    }
    counts
}

/// Presses a button of what was shown last.
pub fn press(person: &Person, answer: NoticeAnswer) -> Result<(), String> {
    let shown = person.notifier.shown().pop().ok_or("nothing was shown")?;
    let kept = person.app().notice_answer(shown.id, answer);
    kept.map(drop).map_err(|error| word_of(error.code()))
}

fn word_of(code: mainstay_core::ErrorCode) -> String {
    let word = serde_json::to_value(code).unwrap_or_default();
    word.as_str().unwrap_or_default().to_owned()
}

/// One process after the fault: what it was about was shown and answered, or not; then the evening goes on in another.
struct Evening {
    /// How often each notification was shown in the process that met the fault.
    first: BTreeMap<u32, usize>,
    /// How many answers were called kept.
    answered: usize,
}

impl Evening {
    /// Lives the evening to its end in a new process. All that was due was shown or told of, at most once more than
    /// once; what was answered is answered.
    fn go_on(&self, folder: &Path, code: &str) -> Result<(), String> {
        let person = Person::at(folder);
        person
            .unlock(code)
            .map_err(|code| format!("unopenable: {code}"))?;
        for minute in DUE.iter().map(|due| due + 1) {
            let at = format!("2026-11-21T{:02}:{:02}:00Z", minute / 60, minute % 60);
            person.clock.set(&at);
            person.app().reminder_tend();
        }
        person.clock.set(END);
        person.app().reminder_tend();
        let states = states(&person)?;
        let answered = states.values().filter(|state| *state == "taken").count();
        if states.len() != DUE.len() || answered < self.answered {
            return Err(format!("lost: {states:?}, {} answered", self.answered));
        }
        if states.values().any(|state| state == "planned") {
            return Err(format!("never rang: {states:?}"));
        }
        self.seen_by_somebody(&person, answered)
    }

    fn seen_by_somebody(&self, person: &Person, answered: usize) -> Result<(), String> {
        let mut all = self.first.clone();
        for (id, times) in shown(person) {
            *all.entry(id).or_default() += times;
        }
        if all.len() != DUE.len() {
            return Err(format!("{} of {} were shown", all.len(), DUE.len()));
        }
        match all.values().max() {
            // Shown, and once more for the fault, and once more for the restart.
            Some(most) if *most <= 3 => Ok(()),
            _ => Err(format!(
                "asked again and again: {all:?}, {answered} answered"
            )),
        }
    }
}

/// Lets `act` meet every fault, then lives on in a new process, as after a kill.
fn meets(name: &str, prepare: impl Fn(&Person, &str), act: impl Fn(&Person) -> Result<(), String>) {
    let before = with_schedule();
    let shown_before = Mutex::new(BTreeMap::new());
    let found = sweep(
        name,
        &before,
        |person| {
            prepare(person, &before.code);
            *shown_before.lock().unwrap() = shown(person);
        },
        &act,
        |folder, person, result| {
            let evening = Evening {
                first: shown(&person),
                answered: usize::from(result.is_ok() && name.contains("answer")),
            };
            // No lock: the process ends where it stands.
            drop(person);
            evening.go_on(folder, &before.code).map(|()| true)
        },
    );
    assert_good(&found);
}

fn first_dose(person: &Person) {
    person.clock.set("2026-11-21T19:00:30Z");
}

fn tend(person: &Person) -> Result<(), String> {
    person.app().reminder_tend();
    Ok(())
}

#[test]
fn a_ring_of_an_open_vault_that_meets_any_fault_is_shown() {
    meets(
        "a ring",
        |person, code| {
            person.unlock(code).expect("open");
            first_dose(person);
        },
        tend,
    );
}

#[test]
fn a_ring_of_a_locked_vault_that_meets_any_fault_is_shown() {
    meets("a ring while locked", |person, _| first_dose(person), tend);
}

#[test]
fn an_answer_that_meets_any_fault_is_kept_or_refused() {
    let ask = |person: &Person, code: &str| {
        person.unlock(code).expect("open");
        first_dose(person);
        person.app().reminder_tend();
    };
    meets("an answer", ask, |person| {
        press(person, NoticeAnswer::Taken)
    });
    meets("putting off", ask, |person| {
        press(person, NoticeAnswer::Snooze)
    });
}

#[test]
fn an_answer_while_locked_that_meets_any_fault_is_kept_or_refused() {
    let ask = |person: &Person, _: &str| {
        first_dose(person);
        person.app().reminder_tend();
    };
    meets("an answer while locked", ask, |person| {
        press(person, NoticeAnswer::Taken)
    });
    meets("putting off while locked", ask, |person| {
        press(person, NoticeAnswer::Snooze)
    });
}

#[test]
fn an_unlock_after_rings_and_answers_that_meets_any_fault_loses_none() {
    let before = with_schedule();
    let found = sweep(
        "an unlock after rings",
        &before,
        |person| {
            first_dose(person);
            person.app().reminder_tend();
            press(person, NoticeAnswer::Taken).expect("kept");
            person.clock.set("2026-11-21T19:20:30Z");
            person.app().reminder_tend();
        },
        |person| person.unlock(&before.code),
        |folder, person, _| {
            let evening = Evening {
                first: shown(&person),
                answered: 1,
            };
            drop(person);
            evening.go_on(folder, &before.code).map(|()| true)
        },
    );
    assert_good(&found);
}

/// What lies readable on the disk holds no name and may be spoiled: with any bit of it flipped, or any end cut off, no
/// look fails, and the unlock finds what is due.
#[test]
fn a_damaged_outbox_costs_nothing_that_an_unlock_does_not_find() {
    let before = with_schedule();
    let folder = Scratch::new();
    put_files(folder.path(), &before.files);
    let outbox = folder.path().join("reminders/outbox");
    let whole = std::fs::read(&outbox).expect("an outbox");
    let mut bad = Vec::new();
    let step = if is_soak() { 1 } else { 97 };
    for at in (0..whole.len()).step_by(step) {
        for spoilt in [
            flipped(&whole, at),
            whole.get(..at).unwrap_or_default().to_vec(),
        ] {
            put_files(folder.path(), &before.files);
            std::fs::write(&outbox, spoilt).expect("room");
            if let Err(why) = evening_with_a_locked_start(folder.path(), &before.code) {
                bad.push(format!("byte {at}: {why}"));
            }
        }
    }
    let left = files_under(&folder.path().join("reminders")).len();
    report(&format!(
        "an outbox of {} bytes, each {step}th spoiled and cut there: {} bad, {left} files left",
        whole.len(),
        bad.len()
    ));
    let first: Vec<_> = bad.iter().take(8).collect();
    assert!(bad.is_empty(), "{}: {first:#?}", bad.len());
}

fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut spoilt = bytes.to_vec();
    spoilt[at] ^= 1 << (at % 8);
    spoilt
}

fn evening_with_a_locked_start(folder: &Path, code: &str) -> Result<(), String> {
    let person = Person::at(folder);
    first_dose(&person);
    person.app().reminder_tend();
    person.unlock(code)?;
    person.app().reminder_tend();
    let states = states(&person)?;
    let shown = shown(&person);
    let due = states.values().filter(|state| *state == "raised").count();
    if due == 1 && !shown.is_empty() && states.len() == DUE.len() {
        return Ok(());
    }
    Err(format!("{states:?}, shown {shown:?}"))
}
