//! What people read: the crisis lines, the cards of medicine safety, the tools, the words of the catalogues, which of them nobody uses, and the threat model. Each rule is also shown a planted fault.

mod crisis;
mod dose_words;
mod missed_dose;
mod reading;
mod spanish;
mod threats;
mod tools;
mod unused;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

/// Every file with that ending below a folder of the repository, with its text.
fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).expect("a text file");
                found.push((path, text));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "there are files to look at");
    found
}
