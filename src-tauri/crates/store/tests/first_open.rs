//! The first journals of a process, opened by several threads at once. A file of its own: only a fresh process can
//! show it, and only the first test in it.

#![allow(clippy::unwrap_used, reason = "a test that fails should panic")]

use mainstay_store::{Extent, Store};
use mainstay_vault::DatabaseKey;
use std::sync::Barrier;
use std::thread;

#[test]
fn threads_that_open_the_first_journals_at_once_all_find_the_cipher() {
    const THREADS: u8 = 8;
    let folder = tempfile::tempdir().unwrap();
    let barrier = Barrier::new(usize::from(THREADS));
    thread::scope(|scope| {
        for number in 0..THREADS {
            let (folder, barrier) = (folder.path(), &barrier);
            scope.spawn(move || {
                let path = folder.join(format!("{number}.db"));
                let key = DatabaseKey::from_bytes(&[number; 32]);
                barrier.wait();
                Store::create(&path, &key).unwrap();
                Store::open(&path, &key, Extent::NONE).unwrap();
            });
        }
    });
}
