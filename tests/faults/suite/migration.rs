//! A journal of schema 1 on its way to the newest, cut off at every step: at the next start it is whole, old or new,
//! and before anything was changed there was a backup of how it was.

use crate::images::{bad_images, Log};
use crate::lid::under_the_lid;
use crate::sweep::{assert_good, go_on, image, sweep_by, Before, Ways};
use mainstay_core::ports::{DiskFiles, Files};
use mainstay_faults::{put_files, report, sized, Disk, Image, Person, Recorder, Scratch};
use mainstay_store::{Extent, Store};
use mainstay_vault::{DatabaseKey, Header, HeaderPair, RecoveryCode};
use std::fs;
use std::path::{Path, PathBuf};

const SEED: u64 = 12;
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/golden/schema-1");
/// The code in its `about.json`.
const CODE: &str = "92E7-VKSJ-6NPC-80C6-NGVN-F11Q-Z471";

/// The vault of schema 1, as its program left it: without its backup, so that the one before the migration is the
/// only one.
fn before() -> Before {
    let folder = Scratch::new();
    let all = image(Path::new(GOLDEN));
    let files: Image = all
        .into_iter()
        .filter(|(path, _)| path.starts_with("vault"))
        .collect();
    put_files(folder.path(), &files);
    let person = Person::at(folder.path());
    person.unlock(CODE).expect("a golden vault opens");
    let saved = person.entries().expect("read");
    assert!(!saved.is_empty(), "its check-ins are of the day");
    Before {
        files,
        code: CODE.to_owned(),
        saved,
    }
}

fn key_of(header: &Header) -> DatabaseKey {
    let code = RecoveryCode::parse(CODE).expect("a code");
    let key = header.unlock_with_recovery(&code).expect("it opens");
    key.derive_database_key()
}

/// Whether a journal is whole and of the old schema. Looked at in a copy: looking changes it.
fn is_old(folder: &Path, header: &Header) -> Result<bool, String> {
    let copy = Scratch::new();
    for name in ["vault.db", "vault.db-wal"] {
        if folder.join(name).exists() {
            fs::copy(folder.join(name), copy.path().join(name)).expect("a copy");
        }
    }
    let journal = copy.path().join("vault.db");
    let store = Store::open_as_it_is(&journal, &key_of(header), Extent::NONE);
    let store = store.map_err(|error| format!("unopenable: {error}"))?;
    store
        .verify_pages()
        .and_then(|()| store.verify_structure())
        .map_err(|error| format!("corrupt: {error}"))?;
    let is_old = store.schema_is_older();
    is_old.map_err(|error| format!("between two: {error}"))
}

/// The journal is whole; where it is new, a backup of the old one is there, whole.
fn judge(folder: &Path) -> Result<(), String> {
    let vault = folder.join("vault");
    let read = |name: &str| DiskFiles.read(&vault.join(name)).ok().flatten();
    let pair = HeaderPair::choose(
        read("vault.hdr.a").as_deref(),
        read("vault.hdr.b").as_deref(),
    );
    let pair = pair.map_err(|error| format!("header: {error}"))?;
    if is_old(&vault, pair.header())? || has_backup_of_old(folder)? {
        return Ok(());
    }
    Err("changed without a backup of how it was".to_owned())
}

fn has_backup_of_old(folder: &Path) -> Result<bool, String> {
    for backup in backups(folder) {
        let header = fs::read(backup.join("vault.hdr")).map_err(|error| error.to_string())?;
        let header = Header::decode(&header).map_err(|error| format!("backup: {error}"))?;
        if is_old(&backup, &header)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Those that have their name: the others were never called backups.
fn backups(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder.join("backups")).into_iter().flatten();
    let paths = all.flatten().map(|entry| entry.path());
    let is_named = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.parse::<i64>().is_ok())
    };
    paths.filter(is_named).collect()
}

/// The next start: it opens without a question, is new, has all it had, and the backup of the old one.
fn next_start(folder: &Path, before: &Before) -> Result<(), String> {
    judge(folder)?;
    let person = Person::at(folder);
    person
        .unlock(CODE)
        .map_err(|code| format!("unopenable: {code}"))?;
    if person.entries()? != before.saved {
        return Err("lost: not as it was".to_owned());
    }
    person.lock();
    drop(person);
    under_the_lid(folder, CODE)?;
    if has_backup_of_old(folder)? {
        return Ok(());
    }
    Err("no backup of how it was".to_owned())
}

#[test]
fn a_migration_that_meets_any_fault_leaves_the_old_journal_or_the_new_one() {
    let before = before();
    let found = sweep_by(
        "a migration",
        &before,
        Ways::InTurn,
        |_| {},
        |person| person.unlock(CODE),
        |folder, person, _| {
            judge(folder)?;
            go_on(folder, person, &before, &before.saved, "")
        },
    );
    assert_good(&found);
}

/// What an unlock of the old vault does to the disk.
fn migrated(before: &Before) -> Log {
    let folder = Scratch::new();
    put_files(folder.path(), &before.files);
    let recorder = Recorder::watch(folder.path(), true);
    let person = Person::watched(folder.path(), &recorder);
    person.unlock(CODE).expect("open");
    person.lock();
    Log {
        root: folder.path().to_owned(),
        before: before.files.clone(),
        events: recorder.events(),
    }
}

#[test]
fn a_migration_killed_at_any_write_is_old_or_new_at_the_next_start() {
    let before = before();
    let log = migrated(&before);
    let mut disk = Disk::with(&log.root, &log.before);
    let (folder, mut bad) = (Scratch::new(), Vec::new());
    for at in 0..=log.events.len() {
        put_files(folder.path(), &disk.after_kill());
        if let Err(why) = next_start(folder.path(), &before) {
            bad.push(format!("killed before step {at}: {why}"));
        }
        if let Some(event) = log.events.get(at) {
            disk.take(event);
        }
    }
    report(&format!(
        "migration: killed at each of {} steps, {} bad",
        log.events.len(),
        bad.len()
    ));
    assert!(
        bad.is_empty(),
        "{:#?}",
        bad.iter().take(10).collect::<Vec<_>>()
    );
}

#[test]
fn a_migration_that_a_power_cut_meets_is_old_or_new_at_the_next_start() {
    let before = before();
    let log = migrated(&before);
    let images = sized(150, 10_000);
    let bad = bad_images(&log, images, SEED, |folder, image, _| {
        put_files(folder, image);
        next_start(folder, &before)
    });
    report(&format!(
        "power cut of a migration: {images} images of {} steps, seed {SEED}: {} bad",
        log.events.len(),
        bad.len()
    ));
    let first: Vec<_> = bad.iter().take(10).collect();
    assert!(bad.is_empty(), "{} of {images}: {first:#?}", bad.len());
}
