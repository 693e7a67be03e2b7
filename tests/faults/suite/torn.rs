//! Three images that a power cut can leave, each made by hand: the smallest form of what the random ones found.
//!
//! In all three nothing that was saved is lost, and the log says so: the journal must open without a question.

use mainstay_faults::{note, Dice, Entries, Person, Scratch};
use std::path::PathBuf;

const PAGE: usize = 4_096;
const SECTOR: usize = 512;

/// A vault whose log is in use, with the app still open.
struct Open {
    folder: Scratch,
    person: Person,
    code: String,
    saved: Entries,
}

impl Open {
    fn new() -> Self {
        let folder = Scratch::new();
        let person = Person::at(folder.path());
        let code = person.create().expect("a vault");
        person.lock();
        person.unlock(&code).expect("open");
        for n in 0..6 {
            person
                .log(4, &note(&format!("note {n}"), 2_000))
                .expect("logged");
        }
        let saved = person.entries().expect("read");
        Self {
            folder,
            person,
            code,
            saved,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("vault").join(name)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("the file is there")
    }

    /// What a power cut leaves: the files as they are, but for this one.
    fn after(&self, name: &str, bytes: Vec<u8>) -> Scratch {
        let left = Scratch::new();
        let vault = left.path().join("vault");
        std::fs::create_dir(&vault).expect("a folder");
        for file in ["vault.hdr.a", "vault.hdr.b", "vault.db", "vault.db-wal"] {
            std::fs::write(vault.join(file), self.read(file)).expect("room");
        }
        std::fs::write(vault.join(name), bytes).expect("room");
        left
    }

    fn assert_whole(&self, left: &Scratch) {
        let person = Person::at(left.path());
        person.unlock(&self.code).expect("the vault opens");
        assert_eq!(person.entries().as_ref(), Ok(&self.saved));
    }
}

fn noise(bytes: &mut [u8]) {
    Dice::new(1).fill(bytes);
}

/// The first 16 bytes of a SQLCipher file are its salt, which makes the keys of every page. They come back with the
/// first page from the log, but SQLCipher reads them from the file, unless it is told them with the key.
#[test]
fn a_first_page_that_was_torn_while_the_log_was_moved_comes_back_from_the_log() {
    let open = Open::new();
    let mut journal = open.read("vault.db");
    noise(&mut journal[..SECTOR]);
    open.assert_whole(&open.after("vault.db", journal));
}

/// The journal grows while the log is moved into it; all of the log is still there.
#[test]
fn a_journal_that_grew_by_a_part_of_a_page_while_the_log_was_moved_is_whole() {
    let open = Open::new();
    let mut journal = open.read("vault.db");
    assert_eq!(journal.len() % PAGE, 0);
    journal.extend_from_slice(&[0; SECTOR]);
    open.assert_whole(&open.after("vault.db", journal));
}

/// The log was moved and cut to nothing, and the next write was beginning it anew: its head was torn, and the cut had
/// not reached the disk. What stands behind the head is all in the journal.
#[test]
fn an_old_log_whose_head_was_torn_has_lost_nothing() {
    let open = Open::new();
    let mut log = open.read("vault.db-wal");
    open.person.pause();
    assert_eq!(open.read("vault.db-wal").len(), 0, "the log was moved");
    noise(&mut log[..32]);
    open.assert_whole(&open.after("vault.db-wal", log));
}
