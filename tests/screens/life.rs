//! Writes a vault with a life in it, for pictures: `life FOLDER ten-years|three-days`. A development program.

use mainstay_support::life::{Life, TEN_YEARS};
use mainstay_support::{files_under, PASSPHRASE};
use serde_json::json;
use std::path::PathBuf;

const THREE_DAYS: Life = Life {
    days: 3,
    cravings: 4,
    journal_entries: 1,
    attendances: 0,
};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (folder, life) = match (arguments.next(), arguments.next().as_deref()) {
        (Some(folder), Some("ten-years")) => (PathBuf::from(folder), TEN_YEARS),
        (Some(folder), Some("three-days")) => (PathBuf::from(folder), THREE_DAYS),
        _ => panic!("usage: life FOLDER ten-years|three-days"),
    };
    let (app, _) = life.lived();
    app.call("vault_lock", json!({}));
    for (path, bytes) in files_under(app.folder()) {
        let from = path.strip_prefix(app.folder()).expect("a file below it");
        let to = folder.join(from);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::write(to, bytes).expect("room for the files");
    }
    say(&folder, life);
}

#[expect(clippy::print_stdout, reason = "a command-line program")]
fn say(folder: &std::path::Path, life: Life) {
    let entries = life.entries();
    println!(
        "{entries} entries in {}; it opens with “{PASSPHRASE}”",
        folder.display()
    );
}
