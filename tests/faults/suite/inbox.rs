//! The sealed inbox under every fault: what was tapped while locked is there after the unlock, once, and a record that
//! is damaged keeps no other out.

use crate::images::{bad_images, Log};
use crate::lid::difference;
use crate::sweep::{assert_good, go_on, sweep, vault, Before};
use mainstay_faults::{put_files, report, sized, Entries, Event, Image, Person, Recorder, Scratch};
use mainstay_support::files_under;
use serde_json::{json, Value};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

const SEED: u64 = 18;

/// Taps a face on the lock screen; the answer is the entry's id.
fn tap(person: &Person, mood: u64) -> Result<String, String> {
    tap_again(person, Value::Null, mood)
}

fn tap_again(person: &Person, id: Value, mood: u64) -> Result<String, String> {
    let answer = json!({ "kind": "check_in", "mood": mood });
    let kept = person.ask("quick_entry_log", json!({ "id": id, "answer": answer }))?;
    Ok(kept["id"].as_str().unwrap_or_default().to_owned())
}

/// What the last unlock said about the inbox, and nothing when it had nothing to say.
fn told(person: &Person, what: &str) -> u64 {
    let today = person.ask("today_get", json!({})).expect("open");
    today["quickEntries"][what].as_u64().unwrap_or(0)
}

fn records(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let inbox = folder.join("inbox");
    if inbox.is_dir() {
        files_under(&inbox)
    } else {
        Vec::new()
    }
}

#[test]
fn a_tap_that_meets_any_fault_is_kept_or_refused_and_takes_no_other_with_it() {
    let before = vault(false);
    for has_others in [false, true] {
        let saved = Mutex::new(Entries::new());
        let keep = |person: &Person, mood| {
            let id = tap(person, mood)?;
            saved.lock().unwrap().insert(id, (mood, "".into()));
            Ok(())
        };
        let prepare = |person: &Person| {
            *saved.lock().unwrap() = before.saved.clone();
            if has_others {
                keep(person, 2).expect("kept");
            }
        };
        let name = ["the first tap", "a tap"][usize::from(has_others)];
        let act = |person: &Person| keep(person, 5);
        let found = sweep(name, &before, prepare, act, |folder, person, _| {
            go_on(folder, person, &before, &saved.lock().unwrap(), "")
        });
        assert_good(&found);
    }
}

#[test]
fn an_unlock_that_meets_any_fault_takes_each_tap_in_once_or_says_that_it_waits() {
    let before = vault(false);
    let saved = Mutex::new(Entries::new());
    let prepare = |person: &Person| {
        let mut all = before.saved.clone();
        for mood in [1, 3, 5] {
            all.insert(tap(person, mood).expect("kept"), (mood, "".into()));
        }
        *saved.lock().unwrap() = all;
    };
    let act = |person: &Person| person.unlock(&before.code);
    let found = sweep(
        "an unlock with an inbox",
        &before,
        prepare,
        act,
        |folder, person, result| {
            let saved = saved.lock().unwrap();
            if result.is_ok() {
                let missing = saved.len() - person.entries()?.len();
                let waiting = told(&person, "waiting");
                if waiting < missing as u64 {
                    return Err(format!("{missing} are missing, {waiting} told"));
                }
            }
            // What waits comes in with the next unlock.
            person.lock();
            let restarted = go_on(folder, person, &before, &saved, "")?;
            match records(folder).len() {
                0 => Ok(restarted),
                left => Err(format!("{left} records are left")),
            }
        },
    );
    assert_good(&found);
}

/// Somebody who taps, says more, takes back, opens and locks; what was called saved, state by state.
struct Story {
    log: Log,
    states: Vec<Entries>,
    code: String,
}

fn story(before: &Before) -> Story {
    let folder = Scratch::new();
    put_files(folder.path(), &before.files);
    let recorder = Recorder::watch(folder.path(), true);
    let person = Person::watched(folder.path(), &recorder);
    let mut states = vec![before.saved.clone()];
    let mut now = before.saved.clone();
    let mut saved = |now: &Entries| {
        recorder.note(Event::Saved(states.len()));
        states.push(now.clone());
    };
    for round in 0..4 {
        for mood in 1..=3 {
            now.insert(tap(&person, mood).expect("kept"), (mood, "".into()));
            saved(&now);
        }
        let id = tap(&person, 4).expect("kept");
        now.insert(id.clone(), (4, "".into()));
        saved(&now);
        if round % 2 == 0 {
            tap_again(&person, json!(id), 5).expect("kept");
            now.insert(id, (5, "".into()));
        } else {
            let back = person.ask("quick_entry_delete", json!({ "id": id }));
            back.expect("taken back");
            now.remove(&id);
        }
        saved(&now);
        person.unlock(&before.code).expect("open");
        let id = person.log(2, "after the unlock").expect("logged");
        now.insert(id, (2, "after the unlock".into()));
        saved(&now);
        person.lock();
    }
    Story {
        log: Log {
            root: folder.path().to_owned(),
            before: before.files.clone(),
            events: recorder.events(),
        },
        states,
        code: before.code.clone(),
    }
}

impl Story {
    /// All that was called kept is there, or that and what was about to be; and it stays so at the next unlock.
    fn check(&self, folder: &Path, image: &Image, saved: Option<usize>) -> Result<(), String> {
        put_files(folder, image);
        let from = saved.unwrap_or(0);
        let allowed = &self.states[from..(from + 2).min(self.states.len())];
        let person = Person::at(folder);
        for _ in 0..2 {
            person
                .unlock(&self.code)
                .map_err(|code| format!("unopenable: {code}"))?;
            let found = person.entries()?;
            if !allowed.contains(&found) {
                return Err(difference(&found, &allowed[0]));
            }
            if told(&person, "unreadable") > 0 {
                return Err("a record is called unreadable".to_owned());
            }
            person.lock();
        }
        Ok(())
    }
}

#[test]
fn after_any_power_cut_what_was_tapped_comes_in_once() {
    let story = story(&vault(false));
    let images = sized(400, 20_000);
    let bad = bad_images(&story.log, images, SEED, |folder, image, cut| {
        story.check(folder, image, cut.saved)
    });
    report(&format!(
        "power cut with an inbox: {images} images of {} steps, seed {SEED}: {} bad",
        story.log.events.len(),
        bad.len()
    ));
    let first: Vec<_> = bad.iter().take(10).collect();
    assert!(bad.is_empty(), "{} of {images}: {first:#?}", bad.len());
}

/// So many records that each byte of one can be spoiled in another one, and a whole one.
fn full_inbox(before: &Before, folder: &Path, count: usize) -> Vec<(PathBuf, Vec<u8>)> {
    put_files(folder, &before.files);
    let person = Person::at(folder);
    for _ in 0..count {
        tap(&person, 3).expect("kept");
    }
    records(folder)
}

/// Opens it and looks: the last record came in, and of every other one was told; its bytes are kept.
fn only_the_last_is_taken_in(folder: &Path, before: &Before, spoilt: &[(PathBuf, Vec<u8>)]) {
    let person = Person::at(folder);
    person.unlock(&before.code).expect("open");
    let found = person.entries().expect("read");
    assert_eq!(found.len(), before.saved.len() + 1, "the whole one is in");
    let kept = before.saved.iter();
    assert!(kept.eq(found
        .iter()
        .filter(|(id, _)| before.saved.contains_key(*id))));
    let all = told(&person, "unreadable") + told(&person, "waiting");
    assert_eq!(all, spoilt.len() as u64, "every other one is told");
    for (path, bytes) in spoilt {
        let aside = path.with_extension("unreadable");
        let kept = fs::read(if aside.exists() { &aside } else { path });
        assert!(kept.expect("nothing is deleted") == *bytes, "{path:?}");
    }
}

#[test]
fn a_flip_in_any_byte_of_a_record_is_refused_told_and_keeps_no_other_out() {
    let before = vault(false);
    let folder = Scratch::new();
    let (mut flips, rounds) = (0, sized(1, 8));
    for round in 0..rounds {
        let whole = full_inbox(&before, folder.path(), 1);
        let length = whole[0].1.len();
        let mut spoilt = full_inbox(&before, folder.path(), length + 1);
        spoilt.pop();
        for (at, (path, bytes)) in spoilt.iter_mut().enumerate() {
            bytes[at] ^= 1 << ((at + round) % 8);
            fs::write(path, bytes).expect("written");
            flips += 1;
        }
        only_the_last_is_taken_in(folder.path(), &before, &spoilt);
    }
    report(&format!("inbox: {flips} flips, all told"));
}

#[test]
fn a_record_cut_at_any_byte_or_grown_is_refused_told_and_keeps_no_other_out() {
    let before = vault(false);
    let folder = Scratch::new();
    let length = full_inbox(&before, folder.path(), 1)[0].1.len();
    let mut spoilt = full_inbox(&before, folder.path(), length + 3);
    spoilt.pop();
    for (at, (path, bytes)) in spoilt.iter_mut().enumerate() {
        match at.checked_sub(length) {
            None => bytes.truncate(at),
            Some(more) => bytes.resize(length + 1 + more * 100_000, b' '),
        }
        fs::write(path, bytes).expect("written");
    }
    only_the_last_is_taken_in(folder.path(), &before, &spoilt);
    report(&format!("inbox: {} lengths, all told", spoilt.len()));
}
