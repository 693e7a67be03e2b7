//! Fifty secret words through every field that takes words, then a look for them where they must not be: in any file
//! that the process wrote anywhere, in what it said, and, once locked, in its memory.
//!
//! The core runs in a process of its own (`child.rs`), with the allocator of the shipped program. Each look is also
//! made where the words are, so that one that finds nothing is known to be able to find.
#![cfg(target_os = "linux")]

mod memory;
mod person;

use mainstay_support::files_under;
use mainstay_vault::{HeaderPair, Passphrase};
use person::{Person, FIRST_PASSPHRASE, PASSPHRASE};
use std::fs;

const WORDS: usize = 68;

/// The words, more than fifty. No other text holds them, and none begins as another does.
fn canaries() -> Vec<String> {
    (0..WORDS)
        .map(|n| format!("zq{:02}vexkumira{}", n, n * 7919))
        .collect()
}

/// What must not be found, each with what to call it.
fn secrets(person: &Person) -> Vec<(String, Vec<u8>)> {
    let mut secrets: Vec<(String, Vec<u8>)> = canaries()
        .into_iter()
        .chain([FIRST_PASSPHRASE.to_owned(), PASSPHRASE.to_owned()])
        .map(|word| (word.clone(), word.into_bytes()))
        .collect();
    let header = fs::read(person.data().join("vault/vault.hdr.a")).expect("a header");
    let pair = HeaderPair::choose(Some(&header), None).expect("a header");
    let passphrase = Passphrase::new(PASSPHRASE).expect("a passphrase");
    let opened = pair.unlock_with_passphrase(&passphrase).expect("it opens");
    let database = opened.key.derive_database_key();
    secrets.push(("vault key".into(), opened.key.expose_bytes().to_vec()));
    secrets.push(("database key".into(), database.expose_bytes().to_vec()));
    let hex = database.expose_hex().to_string();
    secrets.push(("database key, HEX".into(), hex.to_uppercase().into_bytes()));
    secrets.push(("database key, hex".into(), hex.to_lowercase().into_bytes()));
    secrets.extend(person.code_forms());
    secrets
}

/// The words again as UTF-16, as some systems keep text.
fn with_utf16(secrets: &[(String, Vec<u8>)]) -> Vec<(String, Vec<u8>)> {
    let wide = |bytes: &Vec<u8>| bytes.iter().flat_map(|byte| [*byte, 0]).collect();
    let words = secrets.iter().filter(|(name, _)| !name.contains("key"));
    let as_utf16 = words.map(|(name, bytes)| (format!("{name}, UTF-16"), wide(bytes)));
    secrets.iter().cloned().chain(as_utf16).collect()
}

#[test]
fn no_secret_word_is_in_a_file_in_what_is_said_or_in_memory_after_the_lock() {
    let mut person = Person::start();
    person.lives(canaries());
    let secrets = with_utf16(&secrets(&person));
    let open = memory::hits(person.pid(), &secrets);
    // Not the database key: SQLCipher keeps it masked between two uses.
    for must in ["vault key", canaries()[30].as_str()] {
        assert!(
            open.iter().any(|(name, _)| name == must),
            "control: {must} is in the memory of an open vault; found {open:?}"
        );
    }
    person.locks();
    let after = memory::hits(person.pid(), &secrets);
    assert_eq!(after, [], "in memory after the lock");

    let said = person.ends();
    let files = files_under(person.home());
    assert!(
        files.iter().any(|(path, _)| path.ends_with("vault.db")),
        "there is a journal among the files"
    );
    for (path, bytes) in &files {
        assert_eq!(
            memory::found_in(bytes, &secrets),
            [""; 0],
            "in {}",
            path.display()
        );
    }
    assert_eq!(
        memory::found_in(&said, &secrets),
        [""; 0],
        "in what it said"
    );
    let control = canaries().join(" ");
    assert_eq!(
        memory::found_in(control.as_bytes(), &secrets).len(),
        WORDS,
        "control: all are found where they stand"
    );
}
