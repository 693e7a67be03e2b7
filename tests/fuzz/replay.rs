//! Replays the corpus: the seeds, and every input that fuzzing once found something with.

use mainstay_fuzz::{target, TARGETS};
use std::fs;
use std::path::{Path, PathBuf};

fn corpus(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(name);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("each target has a corpus")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

#[test]
fn every_input_of_the_corpus_is_taken_without_a_panic() {
    for (name, run) in TARGETS {
        let files = corpus(name);
        assert!(files.len() >= 3, "{name} has seeds");
        for file in files {
            let bytes = fs::read(&file).expect("a file of the corpus");
            if std::panic::catch_unwind(|| run(&bytes)).is_err() {
                panic!("{}", file.display());
            }
        }
    }
}

#[test]
fn every_prefix_of_a_seed_is_taken_too() {
    for (name, run) in TARGETS {
        // A vault for each of thousands of prefixes would take minutes.
        if *name == "command" {
            continue;
        }
        for file in corpus(name).iter().take(3) {
            let bytes = fs::read(file).expect("a file of the corpus");
            let step = (bytes.len() / 200).max(1);
            for end in (0..bytes.len()).step_by(step) {
                run(&bytes[..end]);
            }
        }
    }
}

#[test]
fn a_broken_promise_is_noticed() {
    let caught = std::panic::catch_unwind(|| target("header").expect("a target")(b"")).is_ok();
    assert!(caught, "nothing is wrong with no bytes");
    assert!(target("nonsense").is_none());
}
