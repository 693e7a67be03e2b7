//! The reader of the write-ahead log. The first two bytes say how many of the others are the journal (little-endian).

use mainstay_store::Store;
use mainstay_support::TestApp;
use serde_json::json;
use std::cell::RefCell;
use std::fs;
use tempfile::TempDir;

thread_local! {
    static FOLDER: RefCell<TempDir> = RefCell::new(TempDir::new().expect("a temporary folder"));
}

/// The first two pages of a journal and the first five frames of its log, one bit of it flipped where `damaged` is not 0.
pub(crate) fn seed(damaged: u8) -> Vec<u8> {
    let app = TestApp::open();
    for name in ["one", "two", "three"] {
        app.call("trigger_create", json!({ "kind": "person", "name": name }));
    }
    let journal = app.folder().join("vault/vault.db");
    let mut log = fs::read(Store::log_path(&journal)).expect("a log");
    log.truncate(32 + 5 * (24 + 4_096));
    if let Some(byte) = log.get_mut(100).filter(|_| damaged > 0) {
        *byte ^= damaged;
    }
    let mut journal = fs::read(&journal).expect("a journal");
    journal.truncate(8_192);
    let length = u16::try_from(journal.len()).expect("two pages");
    let mut seed = length.to_le_bytes().to_vec();
    seed.extend([journal, log].concat());
    seed
}

pub(crate) fn run(bytes: &[u8]) {
    let Some((length, rest)) = bytes.split_first_chunk::<2>() else {
        return;
    };
    let length = usize::from(u16::from_le_bytes(*length)).min(rest.len());
    let (journal, log) = rest.split_at(length);
    FOLDER.with_borrow(|folder| {
        let path = folder.path().join("vault.db");
        fs::write(&path, journal).expect("room for a journal");
        fs::write(Store::log_path(&path), log).expect("room for a log");
        let report = Store::read_log(&path).expect("it can be read");
        assert_eq!(report.used, !log.is_empty());
        let frames = log.len().saturating_sub(32) / (24 + 4_096);
        assert!(
            usize::try_from(report.lost_writes).expect("a small number") <= frames,
            "no more writes are lost than there are frames"
        );
    });
}
