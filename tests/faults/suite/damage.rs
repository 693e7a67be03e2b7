//! Damage to every part of a vault's files, told or healed and never a new, empty vault. What needs no app, or only
//! one example of each kind, stands in the store's tests and the journeys.

use crate::lid::difference;
use mainstay_faults::{note, put_files, report, sized, Dice, Entries, Image, Person, Scratch};
use mainstay_support::files_under;
use mainstay_vault::HeaderPair;
use serde_json::json;
use std::path::Path;

const SEED: u64 = 117;
const PAGE: usize = 4_096;
const LOG_HEAD: usize = 32;
const FRAME: usize = 24 + PAGE;
const WRITES: usize = 12;

/// A vault to damage, again and again.
struct Whole {
    folder: Scratch,
    files: Image,
    code: String,
    saved: Entries,
}

impl Whole {
    fn new(killed: bool) -> Self {
        let folder = Scratch::new();
        let person = Person::at(folder.path());
        let code = person.create().expect("a vault");
        person
            .ask("settings_update", json!({ "setUp": "done" }))
            .expect("set up");
        // Empties the log, so that after a kill it holds the check-ins and nothing else.
        person.lock();
        person.unlock(&code).expect("open");
        for n in 0..WRITES {
            person
                .log(4, &note(&format!("note {n}"), 400))
                .expect("logged");
        }
        let saved = person.entries().expect("read");
        if !killed {
            person.lock();
        }
        let inside = |path: &Path| path.strip_prefix(folder.path()).expect("inside").to_owned();
        let files = files_under(folder.path()).into_iter();
        let files = files.map(|(path, bytes)| (inside(&path), bytes)).collect();
        drop(person);
        Self {
            folder,
            files,
            code,
            saved,
        }
    }

    fn bytes(&self, name: &str) -> &[u8] {
        let found = self.files.iter().find(|(path, _)| path == Path::new(name));
        &found.expect("the file is there").1
    }

    /// The app over the vault as it was, but for this file.
    fn with(&self, name: &str, bytes: Vec<u8>) -> Person {
        let mut files = self.files.clone();
        let file = files.iter_mut().find(|(path, _)| path == Path::new(name));
        file.expect("the file is there").1 = bytes;
        put_files(self.folder.path(), &files);
        Person::at(self.folder.path())
    }

    fn flipped(&self, name: &str, at: usize, bit: usize) -> Person {
        let mut bytes = self.bytes(name).to_vec();
        bytes[at] ^= 1 << bit;
        self.with(name, bytes)
    }

    fn is_whole(&self, person: &Person) -> Result<(), String> {
        let found = person.entries()?;
        if found == self.saved {
            return Ok(());
        }
        Err(difference(&found, &self.saved))
    }

    fn header(&self, copy: &str) -> Vec<u8> {
        std::fs::read(self.folder.path().join(copy)).expect("a header")
    }
}

#[test]
fn a_flip_in_any_byte_of_either_header_is_healed_from_the_other() {
    let whole = Whole::new(false);
    let mut flips = 0;
    for (copy, other) in [
        ("vault/vault.hdr.a", "vault/vault.hdr.b"),
        ("vault/vault.hdr.b", "vault/vault.hdr.a"),
    ] {
        for at in 0..whole.bytes(copy).len() {
            let bits = if sized(0, 1) == 1 {
                0..8
            } else {
                at % 8..at % 8 + 1
            };
            for bit in bits {
                let place = format!("{copy}, byte {at}, bit {bit}");
                let person = whole.flipped(copy, at, bit);
                person
                    .unlock(&whole.code)
                    .unwrap_or_else(|code| panic!("{place}: {code}"));
                whole
                    .is_whole(&person)
                    .unwrap_or_else(|why| panic!("{place}: {why}"));
                person.lock();
                let (healed, kept) = (whole.header(copy), whole.header(other));
                assert!(
                    HeaderPair::choose(Some(&healed), None).is_ok(),
                    "{place}: healed"
                );
                assert!(
                    HeaderPair::choose(None, Some(&kept)).is_ok(),
                    "{place}: the other"
                );
                drop(person);
                let person = Person::at(whole.folder.path());
                std::fs::remove_file(whole.folder.path().join(other)).expect("the other goes");
                person
                    .unlock(&whole.code)
                    .unwrap_or_else(|code| panic!("{place}, healed: {code}"));
                flips += 1;
            }
        }
    }
    report(&format!("header: {flips} flips, all healed"));
}

#[test]
fn a_header_cut_at_any_length_is_healed_from_the_other() {
    let whole = Whole::new(false);
    let copy = "vault/vault.hdr.a";
    let lengths = whole.bytes(copy).len();
    for length in (0..lengths).step_by(sized(16, 1)) {
        let person = whole.with(copy, whole.bytes(copy)[..length].to_vec());
        person
            .unlock(&whole.code)
            .unwrap_or_else(|code| panic!("{length} bytes: {code}"));
        whole
            .is_whole(&person)
            .unwrap_or_else(|why| panic!("{length} bytes: {why}"));
        person.lock();
        let healed = whole.header(copy);
        assert!(
            HeaderPair::choose(Some(&healed), None).is_ok(),
            "{length} bytes: healed"
        );
    }
    report(&format!(
        "header: cut every {} of {lengths} bytes, all healed",
        sized(16, 1)
    ));
}

#[test]
fn a_flip_in_any_page_of_the_journal_is_told_and_nothing_is_written() {
    let whole = Whole::new(false);
    let (mut dice, mut flips) = (Dice::new(SEED), 0);
    for page in 0..whole.bytes("vault/vault.db").len() / PAGE {
        for _ in 0..sized(1, 8) {
            let (at, bit) = (page * PAGE + dice.below(PAGE), dice.below(8));
            let person = whole.flipped("vault/vault.db", at, bit);
            let _ = person.state();
            let before = files_under(whole.folder.path());
            let told = person.unlock(&whole.code).expect_err("the flip is found");
            assert!(
                ["vault_damaged", "journal_foreign"].contains(&told.as_str()),
                "byte {at}: {told}"
            );
            assert!(
                files_under(whole.folder.path()) == before,
                "byte {at}: nothing is written"
            );
            flips += 1;
        }
    }
    report(&format!("journal: {flips} flips, seed {SEED}, all told"));
}

#[test]
fn a_journal_cut_anywhere_is_told_and_is_never_a_new_vault() {
    let whole = Whole::new(false);
    let journal = whole.bytes("vault/vault.db");
    let mut lengths: Vec<usize> = (0..journal.len()).step_by(sized(PAGE, 512)).collect();
    lengths.extend([1, journal.len() - 1]);
    for length in &lengths {
        let person = whole.with("vault/vault.db", journal[..*length].to_vec());
        let state = person.state();
        let told = person.unlock(&whole.code).expect_err("the cut is found");
        let expected = if *length == 0 {
            "journal_empty"
        } else {
            "journal_cut_short"
        };
        assert_eq!(told, expected, "{length} bytes");
        assert_ne!(state, "absent", "{length} bytes");
        assert!(person.create().is_err(), "{length} bytes: no new vault");
        let left = std::fs::read(whole.folder.path().join("vault/vault.db")).expect("still there");
        assert!(
            left == journal[..*length],
            "{length} bytes: nothing is written"
        );
    }
    report(&format!(
        "journal: cut at {} lengths, all told",
        lengths.len()
    ));
}

#[test]
fn a_flip_in_any_frame_of_the_log_is_told_but_for_the_very_last_write() {
    let whole = Whole::new(true);
    let name = "vault/vault.db-wal";
    let log = whole.bytes(name);
    // Frames of an earlier round of the log stand behind the live ones; their salt is another.
    let live = |frame: &usize| log[LOG_HEAD + frame * FRAME + 8..][..8] == log[16..24];
    let frames = (0..(log.len() - LOG_HEAD) / FRAME).take_while(live).count();
    let ends = |frame: &usize| log[LOG_HEAD + frame * FRAME + 4..][..4] != [0; 4];
    let last_begins = (0..frames - 1).rev().find(ends).expect("several writes") + 1;
    let (mut dice, mut flips, mut silent) = (Dice::new(SEED), 0, 0);
    for frame in 0..frames {
        for _ in 0..sized(1, 8) {
            let at = LOG_HEAD + frame * FRAME + dice.below(FRAME);
            let person = whole.flipped(name, at, dice.below(8));
            person
                .unlock(&whole.code)
                .unwrap_or_else(|code| panic!("frame {frame}: {code}"));
            let today = person.ask("today_get", json!({})).expect("open");
            let told = today["lostWrites"].as_u64().expect("a number");
            let there = today["checkIns"].as_array().expect("a list").len();
            assert!(there < WRITES, "frame {frame}: SQLite does not see it");
            if told == 0 {
                assert!(
                    frame >= last_begins,
                    "frame {frame}: {there} left and nothing told"
                );
                assert_eq!(there, WRITES - 1, "frame {frame}");
                silent += 1;
            }
            flips += 1;
        }
    }
    report(&format!(
        "log: {flips} flips in {frames} frames, seed {SEED}, {} told, {silent} in the very last write",
        flips - silent
    ));
}
