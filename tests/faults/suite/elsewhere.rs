//! A copy elsewhere under every fault: a file that stood in its place goes whole or stays whole, and a restore leaves
//! the old vault or the new one.

use mainstay_faults::{
    note, put_files, report, Entries, Fault, Image, Person, Recorder, Scratch, Trouble,
};
use mainstay_support::files_under;
use serde_json::{json, Value};
use std::fs;
use std::path::{Path, PathBuf};

/// What a person can be told about a disk or a place that does not take a write.
const TOLD: [&str; 5] = [
    "storage_full",
    "folder_unusable",
    "place_full",
    "place_unusable",
    "internal",
];
const OLDER: &[u8] = b"an older copy";

/// A vault with two check-ins and a copy from before the second.
struct Before {
    files: Image,
    code: String,
    copy: Vec<u8>,
    in_copy: Entries,
    saved: Entries,
}

fn before() -> Before {
    let (folder, stick) = (Scratch::new(), Scratch::new());
    let person = Person::at(folder.path());
    let code = person.create().expect("a vault");
    let done = json!({ "setUp": "done" });
    person.ask("settings_update", done).expect("set up");
    person.log(4, &note("in the copy", 900)).expect("logged");
    let in_copy = person.entries().expect("read");
    let file = stick.path().join("journal.age");
    create(&person, &code, &file).expect("a copy");
    person.log(2, &note("after it", 900)).expect("logged");
    let saved = person.entries().expect("read");
    person.lock();
    let inside = |path: PathBuf| path.strip_prefix(folder.path()).expect("inside").to_owned();
    let files = files_under(folder.path()).into_iter();
    Before {
        files: files.map(|(path, bytes)| (inside(path), bytes)).collect(),
        code,
        copy: fs::read(file).expect("the copy"),
        in_copy,
        saved,
    }
}

fn choose(person: &Person, purpose: &str, file: &Path) -> Result<(), String> {
    person.places.give(Some(file.to_owned()));
    let asked = json!({ "purpose": purpose });
    person.ask("elsewhere_choose", asked).map(drop)
}

/// By the recovery code, which costs no key derivation.
fn by_code(code: &str) -> Value {
    json!({ "proof": { "code": code } })
}

fn create(person: &Person, code: &str, file: &Path) -> Result<(), String> {
    choose(person, "save", file)?;
    person.ask("elsewhere_create", by_code(code)).map(drop)
}

fn names(folder: &Path) -> Vec<String> {
    let found = files_under(folder).into_iter();
    let name = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    found.map(|(path, _)| name(&path)).collect()
}

/// Meets `act` with every fault; `judge` says what is wrong afterwards.
fn sweep(
    what: &str,
    before: &Before,
    act: impl Fn(&Person, &Path) -> Result<(), String>,
    judge: impl Fn(&Path, Person, &Path, Result<(), String>, Fault) -> Result<(), String>,
) {
    let (mut runs, mut bad) = (0u64, Vec::new());
    for trouble in [Trouble::Full, Trouble::Write, Trouble::Sync] {
        for stays in [false, true] {
            for at in 1.. {
                let (folder, stick) = (Scratch::new(), Scratch::new());
                put_files(folder.path(), &before.files);
                let recorder = Recorder::watch(folder.path(), false);
                let person = Person::watched(folder.path(), &recorder);
                person.unlock(&before.code).expect("open");
                let fault = Fault { at, trouble, stays };
                recorder.fail(fault);
                let result = act(&person, stick.path());
                if recorder.mend() == 0 {
                    break;
                }
                runs += 1;
                let told = result
                    .as_ref()
                    .err()
                    .filter(|code| !TOLD.contains(&code.as_str()));
                let told = told.map(|code| format!("told {code}"));
                let judged = judge(folder.path(), person, stick.path(), result, fault);
                if let Some(why) = told.or(judged.err()) {
                    bad.push(format!("{fault:?}: {why}"));
                }
            }
        }
    }
    report(&format!(
        "I/O error or full disk at {what}: {runs} runs, {} bad",
        bad.len()
    ));
    assert!(
        bad.is_empty(),
        "{:#?}",
        bad.iter().take(12).collect::<Vec<_>>()
    );
    assert!(runs > 0, "faults were met");
}

#[test]
fn a_copy_elsewhere_that_meets_any_fault_leaves_the_older_file_or_a_whole_newer_one() {
    let before = before();
    let act = |person: &Person, stick: &Path| {
        let file = stick.join("journal.age");
        fs::write(&file, OLDER).expect("written");
        create(person, &before.code, &file)
    };
    sweep(
        "a copy elsewhere",
        &before,
        act,
        |_, person, stick, result, fault| {
            let file = stick.join("journal.age");
            let is_older = fs::read(&file).is_ok_and(|bytes| bytes == OLDER);
            if result.is_ok() && is_older {
                return Err("called saved, and the older file is there".into());
            }
            if !is_older {
                choose(&person, "open", &file)?;
                let found = person.ask("elsewhere_check", by_code(&before.code))?;
                if found["entries"] != 2 {
                    return Err(format!("{} entries", found["entries"]));
                }
            }
            // A disk that takes nothing at all keeps what cannot be removed.
            if !fault.stays && names(stick) != ["journal.age"] {
                return Err(format!("left over: {:?}", names(stick)));
            }
            create(&person, &before.code, &file).map_err(|code| format!("not again: {code}"))
        },
    );
}

#[test]
fn a_restore_from_elsewhere_that_meets_any_fault_leaves_the_old_vault_or_the_new_one() {
    let before = before();
    let act = |person: &Person, stick: &Path| {
        let file = stick.join("journal.age");
        fs::write(&file, &before.copy).expect("written");
        choose(person, "open", &file)?;
        let restored = person.ask("elsewhere_restore", by_code(&before.code));
        restored.map(drop)
    };
    sweep(
        "a restore from elsewhere",
        &before,
        act,
        |folder, person, _, result, _| {
            drop(person);
            let person = Person::at(folder);
            person
                .unlock(&before.code)
                .map_err(|code| format!("unopenable: {code}"))?;
            let found = person.entries()?;
            if found != before.in_copy && (result.is_ok() || found != before.saved) {
                return Err(format!("{} entries after {result:?}", found.len()));
            }
            person.log(5, "and on it goes").map(drop)
        },
    );
}
