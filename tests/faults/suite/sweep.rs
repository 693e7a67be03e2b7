//! Every step that an action takes on the disk fails, one after the other: once, or from then on.

use crate::lid::{difference, under_the_lid};
use mainstay_faults::{
    code_of, is_soak, note, put_files, report, Entries, Fault, Image, Person, Recorder, Scratch,
    Trouble,
};
use mainstay_support::{files_under, PASSPHRASE};
use serde_json::json;
use std::cell::Cell;
use std::path::Path;
use std::sync::Mutex;

/// What a person can be told about a disk that does not take a write.
const TOLD: [&str; 3] = ["storage_full", "folder_unusable", "internal"];

/// A vault before the action.
pub struct Before {
    pub files: Image,
    pub code: String,
    pub saved: Entries,
}

/// What a sweep found.
#[derive(Default)]
pub struct Found {
    runs: u64,
    refused: u64,
    restarts: u64,
    bad: Vec<String>,
}

pub fn image(folder: &Path) -> Image {
    let inside = |path: &Path| path.strip_prefix(folder).expect("a path inside").to_owned();
    let files = files_under(folder).into_iter();
    files.map(|(path, bytes)| (inside(&path), bytes)).collect()
}

/// A vault with three check-ins: closed in order, or as a kill leaves it.
pub fn vault(killed: bool) -> Before {
    let folder = Scratch::new();
    let person = Person::at(folder.path());
    let code = person.create().expect("a vault");
    person
        .ask("settings_update", json!({ "setUp": "done" }))
        .expect("set up");
    for n in 0..3 {
        person
            .log(4, &note(&format!("before {n}"), 900))
            .expect("logged");
    }
    let saved = person.entries().expect("read");
    if !killed {
        person.lock();
    }
    Before {
        files: image(folder.path()),
        code,
        saved,
    }
}

/// The ways in which a step can fail, once or from then on: a write, and a flush.
const WRITES: [(Trouble, bool); 4] = [
    (Trouble::Full, false),
    (Trouble::Full, true),
    (Trouble::Write, false),
    (Trouble::Write, true),
];
const SYNCS: [(Trouble, bool); 2] = [(Trouble::Sync, false), (Trouble::Sync, true)];

/// Which of the ways to fail a step meets.
#[derive(Clone, Copy)]
pub enum Ways {
    All,
    /// One, the next step the next: for the acts of many hundred steps, outside `make soak`.
    InTurn,
}

impl Ways {
    fn at(self, step: u64, ways: &[(Trouble, bool)]) -> Vec<(Trouble, bool)> {
        match self {
            Self::InTurn if !is_soak() => {
                let turn = usize::try_from(step).expect("few steps") % ways.len();
                vec![ways[turn]]
            }
            Self::All | Self::InTurn => ways.to_vec(),
        }
    }
}

/// Meets `act` with every fault at every step, until one comes too late to be met.
pub fn sweep(
    name: &str,
    before: &Before,
    prepare: impl Fn(&Person),
    act: impl Fn(&Person) -> Result<(), String>,
    after: impl Fn(&Path, Person, Result<(), String>) -> Result<bool, String>,
) -> Found {
    sweep_by(name, before, Ways::All, prepare, act, after)
}

/// The same, with the ways that each step meets.
pub fn sweep_by(
    name: &str,
    before: &Before,
    ways: Ways,
    prepare: impl Fn(&Person),
    act: impl Fn(&Person) -> Result<(), String>,
    after: impl Fn(&Path, Person, Result<(), String>) -> Result<bool, String>,
) -> Found {
    let mut found = Found::default();
    let folder = Scratch::new();
    let mut is_met = |fault: Fault| {
        put_files(folder.path(), &before.files);
        let recorder = Recorder::watch(folder.path(), false);
        let person = Person::watched(folder.path(), &recorder);
        prepare(&person);
        recorder.fail(fault);
        let result = act(&person);
        if recorder.mend() == 0 {
            return false;
        }
        found.runs += 1;
        found.refused += u64::from(result.is_err());
        match judge(&result).and_then(|()| after(folder.path(), person, result)) {
            Ok(restarted) => found.restarts += u64::from(restarted),
            Err(why) => found.bad.push(format!("{name}, {fault:?}: {why}")),
        }
        true
    };
    for kind in [&WRITES[..], &SYNCS[..]] {
        for at in 1.. {
            let faults = ways.at(at, kind).into_iter();
            let met = faults.filter(|&(trouble, stays)| is_met(Fault { at, trouble, stays }));
            if met.count() == 0 {
                break;
            }
        }
    }
    report(&format!(
        "I/O error or full disk at {name}: {} runs, {} refused, {} restarts, {} bad",
        found.runs,
        found.refused,
        found.restarts,
        found.bad.len()
    ));
    found
}

fn judge(result: &Result<(), String>) -> Result<(), String> {
    match result {
        Err(code) if !TOLD.contains(&code.as_str()) => Err(format!("told {code}")),
        _ => Ok(()),
    }
}

/// The trouble is over. The same app goes on, or at least a new one does; all that was saved is there, and `maybe` may
/// be. Returns whether it took a new one.
pub fn go_on(
    folder: &Path,
    person: Person,
    before: &Before,
    saved: &Entries,
    maybe: &str,
) -> Result<bool, String> {
    let go = |person: &Person| {
        if person.state() != "unlocked" {
            person.unlock(&before.code)?;
        }
        person.log(5, "and on it goes")
    };
    let (first, person) = match go(&person) {
        Ok(id) => (Ok(id), person),
        Err(code) => {
            drop(person);
            (Err(code), Person::at(folder))
        }
    };
    let restarted = first.is_err();
    let id = match first {
        Ok(id) => id,
        Err(code) => go(&person).map_err(|again| format!("{code}, and after a restart {again}"))?,
    };
    let mut saved = saved.clone();
    saved.insert(id, (5, "and on it goes".into()));
    holds(&person, &saved, maybe)?;
    person.lock();
    drop(person);
    let person = Person::at(folder);
    person
        .unlock(&before.code)
        .map_err(|code| format!("unopenable after all: {code}"))?;
    holds(&person, &saved, maybe)?;
    person.lock();
    drop(person);
    under_the_lid(folder, &before.code)?;
    Ok(restarted)
}

fn holds(person: &Person, saved: &Entries, maybe: &str) -> Result<(), String> {
    let found = person.entries()?;
    let kept = saved.iter().all(|(id, said)| found.get(id) == Some(said));
    let more: Vec<_> = found
        .iter()
        .filter(|(id, _)| !saved.contains_key(*id))
        .collect();
    if kept && more.len() <= 1 && more.iter().all(|(_, (_, text))| &**text == maybe) {
        return Ok(());
    }
    Err(difference(&found, saved))
}

pub fn assert_good(found: &Found) {
    let first: Vec<_> = found.bad.iter().take(12).collect();
    assert!(
        found.bad.is_empty(),
        "{} of {} runs: {first:#?}",
        found.bad.len(),
        found.runs
    );
    assert!(found.runs > 0, "faults were met");
}

#[test]
fn a_save_that_meets_any_fault_keeps_what_was_saved_and_the_next_one_works() {
    save("save", |_| {});
}

/// SQLite moves the log by itself once it holds 64 pages, at the end of the save that makes it so long.
#[test]
fn a_save_that_moves_the_log_and_meets_any_fault_keeps_what_was_saved() {
    save("a save that moves the log", |person| {
        for n in 0..4 {
            person
                .log(3, &note(&format!("long {n}"), 19_000))
                .expect("logged");
        }
    });
}

fn save(name: &str, prepare: impl Fn(&Person)) {
    let before = vault(false);
    let maybe = note("the one in flight", 19_000);
    let saved = Mutex::new(Entries::new());
    let prepare = |person: &Person| {
        person.unlock(&before.code).expect("open");
        prepare(person);
        *saved.lock().unwrap() = person.entries().expect("read");
    };
    let act = |person: &Person| {
        let id = person.log(2, &maybe)?;
        saved.lock().unwrap().insert(id, (2, maybe.clone()));
        Ok(())
    };
    let found = sweep(name, &before, prepare, act, |folder, person, _| {
        go_on(folder, person, &before, &saved.lock().unwrap(), &maybe)
    });
    assert_good(&found);
}

#[test]
fn a_lock_that_meets_any_fault_keeps_what_was_saved() {
    let before = vault(true);
    let saved = Mutex::new(Entries::new());
    let prepare = |person: &Person| {
        person.unlock(&before.code).expect("open");
        person.log(2, "just before the lock").expect("logged");
        *saved.lock().unwrap() = person.entries().expect("read");
    };
    let act = |person: &Person| {
        person.lock();
        Ok(())
    };
    let found = sweep("lock", &before, prepare, act, |folder, person, _| {
        go_on(folder, person, &before, &saved.lock().unwrap(), "")
    });
    assert_good(&found);
}

#[test]
fn an_unlock_after_a_kill_that_meets_any_fault_keeps_what_was_saved() {
    let before = vault(true);
    let found = sweep(
        "unlock after a kill",
        &before,
        |_| {},
        |person| person.unlock(&before.code),
        |folder, person, _| go_on(folder, person, &before, &before.saved, ""),
    );
    assert_good(&found);
}

#[test]
fn a_set_up_that_meets_any_fault_leaves_no_vault_or_a_whole_one() {
    let before = nothing(String::new());
    let code = Mutex::new(String::new());
    let whole = Cell::new(0);
    let found = sweep_by(
        "set-up",
        &before,
        Ways::InTurn,
        |_| {},
        |person| {
            *code.lock().unwrap() = person.create()?;
            Ok(())
        },
        |folder, person, result| {
            let code = match result {
                Ok(()) => code.lock().unwrap().clone(),
                Err(_) => made_after_all(&person, &whole)?,
            };
            go_on(folder, person, &nothing(code), &before.saved, "")
        },
    );
    report(&format!(
        "refused set-ups that left a whole vault, which the passphrase opens: {}",
        whole.get()
    ));
    assert_good(&found);
}

fn nothing(code: String) -> Before {
    Before {
        files: Image::new(),
        code,
        saved: Entries::new(),
    }
}

/// A set-up that was refused left no vault, and it is made now; or a whole one, which the passphrase opens. The answer
/// is a recovery code.
fn made_after_all(person: &Person, whole: &Cell<u32>) -> Result<String, String> {
    if person.state() == "absent" {
        return person.create();
    }
    whole.set(whole.get() + 1);
    person.ask("vault_unlock", json!({ "passphrase": PASSPHRASE }))?;
    let shown = person.ask("recovery_code_renew", json!({}))?;
    Ok(code_of(&shown))
}

/// The log cannot be moved; what was saved is safe in it, so it is not tried again and again.
#[test]
fn a_full_disk_does_not_keep_the_device_awake() {
    let before = vault(false);
    let folder = Scratch::new();
    put_files(folder.path(), &before.files);
    let recorder = Recorder::watch(folder.path(), false);
    let person = Person::watched(folder.path(), &recorder);
    person.unlock(&before.code).expect("unlocked");
    person
        .log(4, "saved before the disk was full")
        .expect("logged");
    recorder.fail(Fault {
        at: 1,
        trouble: Trouble::Sync,
        stays: true,
    });
    person.pause();
    let wait = person.app().next_wake().expect("the vault is open");
    assert!(wait.as_secs() >= 1, "asked again after {wait:?}");
    assert!(recorder.mend() > 0, "the disk was asked");
}
