//! The store on a real encrypted file: what opens, what is refused, what is recorded.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails should panic"
)]

mod copy;
mod damage;
mod history;
mod items;
mod ledger;
mod meetings;
mod schema;
mod search;

use mainstay_domain::{
    ChangeId, CheckIn, CheckInAnswers, CheckInId, Logged, Mood, Name, Note, Trigger, TriggerId,
    TriggerKind,
};
use mainstay_store::{Change, Error, Extent, Store, SCHEMA_VERSION};
use mainstay_vault::DatabaseKey;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

struct Home {
    folder: TempDir,
    key: DatabaseKey,
}

impl Home {
    fn new() -> Self {
        let home = Self {
            folder: TempDir::new().unwrap(),
            key: DatabaseKey::from_bytes(&[7; 32]),
        };
        Store::create(&home.path(), &home.key).unwrap();
        home
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("vault.db")
    }

    fn open(&self) -> Store {
        Store::open(&self.path(), &self.key, Extent::NONE).unwrap()
    }

    /// A connection of the test's own, to look at or spoil what the store wrote.
    fn raw(&self) -> rusqlite::Connection {
        #[expect(clippy::disallowed_methods, reason = "the test looks from outside")]
        let connection = rusqlite::Connection::open(self.path()).unwrap();
        let key = self.key.expose_hex();
        connection
            .execute_batch(&format!("PRAGMA key = \"x'{}'\";", key.as_str()))
            .unwrap();
        connection
    }
}

fn change(n: i64) -> Change {
    Change {
        id: ChangeId::new(n, &[0; 10]),
        at_ms: n,
    }
}

fn check_in(n: u8, mood: i64, note: &str) -> CheckIn {
    CheckIn {
        id: CheckInId::new(i64::from(n), &[n; 10]),
        when: Logged {
            at_ms: i64::from(n),
            zone: "UTC".into(),
            day_on: "2026-11-21".parse().unwrap(),
        },
        answers: CheckInAnswers {
            mood: Some(Mood::new(mood).unwrap()),
            note: Note::new(note).unwrap(),
            ..CheckInAnswers::default()
        },
    }
}

#[test]
fn a_new_journal_is_whole_pages_of_noise_with_the_newest_schema() {
    let home = Home::new();
    let bytes = fs::read(home.path()).unwrap();
    assert!(!bytes.is_empty() && bytes.len().is_multiple_of(4096));
    assert!(!bytes
        .windows(6)
        .any(|window| window == b"SQLite" || window == b"CREATE"));
    let version: u32 = home
        .raw()
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, SCHEMA_VERSION);
    assert_eq!(
        fs::read_dir(home.folder.path()).unwrap().count(),
        1,
        "nothing beside it once closed"
    );
}

#[test]
fn opening_never_makes_a_journal() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("vault.db");
    let key = DatabaseKey::from_bytes(&[7; 32]);
    assert!(matches!(
        Store::open(&path, &key, Extent::NONE),
        Err(Error::Damaged(_))
    ));
    fs::write(&path, b"").unwrap();
    assert!(matches!(
        Store::open(&path, &key, Extent::NONE),
        Err(Error::Damaged(_))
    ));
    assert_eq!(fs::read(&path).unwrap(), b"");
}

#[test]
fn a_wrong_key_changes_nothing() {
    let home = Home::new();
    let before = fs::read(home.path()).unwrap();
    let wrong = DatabaseKey::from_bytes(&[8; 32]);
    assert!(matches!(
        Store::open(&home.path(), &wrong, Extent::NONE),
        Err(Error::Damaged(_))
    ));
    assert_eq!(fs::read(home.path()).unwrap(), before);
}

#[test]
fn a_newer_journal_is_refused_untouched() {
    let home = Home::new();
    home.raw()
        .pragma_update(None, "user_version", SCHEMA_VERSION + 1)
        .unwrap();
    let before = fs::read(home.path()).unwrap();
    assert!(matches!(
        Store::open(&home.path(), &home.key, Extent::NONE),
        Err(Error::NewerVersion { .. })
    ));
    assert_eq!(fs::read(home.path()).unwrap(), before);
}

#[test]
fn every_page_that_is_changed_is_found() {
    let home = Home::new();
    let store = home.open();
    for n in 0..40 {
        store
            .write::<_, Error>(change(i64::from(n)), |write| {
                write
                    .check_ins()
                    .insert(&check_in(n, 3, &"x".repeat(2_000)))
            })
            .unwrap();
    }
    store.close().unwrap();
    let whole = fs::read(home.path()).unwrap();
    let day = "2026-11-21".parse().unwrap();
    for page in 0..whole.len() / 4096 {
        let mut spoilt = whole.clone();
        spoilt[page * 4096 + 1_000] ^= 1;
        fs::write(home.path(), &spoilt).unwrap();
        let read = Store::open(&home.path(), &home.key, Extent::NONE)
            .and_then(|store| store.check_ins().between(day, day));
        // A page that no query reads hides its damage from queries; reading every page does not.
        let hidden = read.is_ok();
        fs::write(home.path(), &spoilt).unwrap();
        let errors: Vec<String> = {
            let raw = home.raw();
            let mut statement = raw.prepare("PRAGMA cipher_integrity_check").unwrap();
            let rows = statement.query_map([], |row| row.get(0)).unwrap();
            rows.filter_map(Result::ok).collect()
        };
        assert!(!hidden || !errors.is_empty(), "page {page}");
    }
}

#[test]
fn a_failed_write_leaves_nothing() {
    let home = Home::new();
    let store = home.open();
    let failed = store.write::<(), Error>(change(1), |write| {
        write.check_ins().insert(&check_in(1, 3, "half"))?;
        Err(Error::NotFound)
    });
    assert!(failed.is_err());
    let day = "2026-11-21".parse().unwrap();
    assert_eq!(store.check_ins().between(day, day).unwrap(), []);
    assert!(matches!(
        store.undo(&[change(1).id], change(2)),
        Err(Error::NotFound)
    ));
}

#[test]
fn a_write_is_on_the_disk_when_it_returns() {
    let home = Home::new();
    let store = home.open();
    store
        .write::<_, Error>(change(1), |write| {
            write.check_ins().insert(&check_in(1, 3, "kept"))
        })
        .unwrap();
    // A copy of the files as they are now is what a kill would leave.
    let copy = TempDir::new().unwrap();
    for entry in fs::read_dir(home.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
    }
    let revived = Store::open(&copy.path().join("vault.db"), &home.key, Extent::NONE).unwrap();
    let day = "2026-11-21".parse().unwrap();
    assert_eq!(revived.check_ins().between(day, day).unwrap().len(), 1);
}

#[test]
fn commit_means_on_the_disk_and_references_hold() {
    let home = Home::new();
    let store = home.open();
    drop(store);
    let raw = home.raw();
    let mode: String = raw
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
    let tables: Vec<String> = {
        let mut statement = raw
            // The indexes of words are SQLite's own, and have no types.
            .prepare(
                "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'search*'
                 AND name NOT GLOB 'listed_meeting_words*'",
            )
            .unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    assert!(
        tables.iter().all(|sql| sql.contains("STRICT")),
        "{tables:?}"
    );
}

#[test]
fn undo_takes_back_one_change_and_leaves_the_others() {
    let home = Home::new();
    let store = home.open();
    let day = "2026-11-21".parse().unwrap();
    store
        .write::<_, Error>(change(1), |write| {
            write.check_ins().insert(&check_in(1, 3, "first"))
        })
        .unwrap();
    store
        .write::<_, Error>(change(2), |write| {
            write.check_ins().insert(&check_in(2, 4, "second"))
        })
        .unwrap();
    store.undo(&[change(1).id], change(3)).unwrap();
    assert_eq!(
        store.check_ins().between(day, day).unwrap(),
        [check_in(2, 4, "second")]
    );
    store.undo(&[change(3).id], change(4)).unwrap();
    assert_eq!(store.check_ins().between(day, day).unwrap().len(), 2);
    assert!(matches!(
        store.undo(&[change(1).id, change(1).id], change(5)),
        Err(Error::Overtaken)
    ));
    assert_eq!(
        store.check_ins().between(day, day).unwrap().len(),
        2,
        "all or none"
    );
}

#[test]
fn a_stored_value_that_no_rule_allows_is_damage() {
    let home = Home::new();
    let own = Trigger {
        id: TriggerId::new(1, &[1; 10]),
        kind: TriggerKind::Place,
        key: None,
        name: Name::new("the bus stop").unwrap(),
    };
    home.open()
        .write::<_, Error>(change(1), |write| write.triggers().insert(&own))
        .unwrap();
    home.raw()
        .execute(
            "UPDATE triggers SET kind = 'elsewhere' WHERE name <> ''",
            [],
        )
        .unwrap();
    assert!(matches!(
        home.open().triggers().list(),
        Err(Error::Damaged(_))
    ));
}
