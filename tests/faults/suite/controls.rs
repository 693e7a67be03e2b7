//! The harness itself, tried: modes that are known to lose must be seen to lose, or it would prove nothing.

use crate::images::{bad_images, Cut, Log};
use mainstay_faults::{
    install, note, put_files, report, size_of_note, sized, Event, Image, Recorder, Scratch,
};
use rusqlite::Connection;
use std::path::Path;

const SEED: u64 = 7;
const WRITES: usize = 200;
/// The key, and the salt that SQLCipher would otherwise read from the first page.
const KEY: &str = "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'070707070707070707070707070707070707070707070707070707070707070708080808080808080808080808080808'\";";

fn connect(folder: &Path) -> rusqlite::Result<Connection> {
    install();
    #[expect(
        clippy::disallowed_methods,
        reason = "what is tried here is what the store does not do"
    )]
    let connection = Connection::open(folder.join("control.db"))?;
    connection.execute_batch(KEY)?;
    Ok(connection)
}

fn text(n: usize) -> String {
    note(&format!("note {n}"), size_of_note(n)).to_string()
}

/// The same 200 writes, in a mode of SQLite's.
fn record(mode: &str) -> Log {
    let folder = Scratch::new();
    let recorder = Recorder::watch(folder.path(), true);
    let connection = connect(folder.path()).expect("a database");
    let run = |sql: &str| connection.execute_batch(sql).expect("a statement");
    run("PRAGMA synchronous = EXTRA; CREATE TABLE notes (n INTEGER PRIMARY KEY, text TEXT);");
    run("PRAGMA wal_autocheckpoint = 64;");
    run(mode);
    recorder.note(Event::Saved(0));
    for n in 0..WRITES {
        let row = (i64::try_from(n).expect("few"), text(n));
        connection
            .execute("INSERT INTO notes VALUES (?1, ?2)", row)
            .expect("a row");
        recorder.note(Event::Saved(n + 1));
        if n % 17 == 16 {
            run("PRAGMA wal_checkpoint(TRUNCATE);");
        }
    }
    drop(connection);
    Log {
        before: Image::new(),
        root: folder.path().to_owned(),
        events: recorder.events(),
    }
}

/// Says what a database holds that should have at least the first `saved` rows.
fn check(folder: &Path, image: &Image, cut: Cut) -> Result<(), String> {
    put_files(folder, image);
    let Some(saved) = cut.saved else {
        return Ok(());
    };
    let broken = |error: rusqlite::Error| format!("broken: {error}");
    let connection = connect(folder).map_err(broken)?;
    let whole: String = connection
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(broken)?;
    if whole != "ok" {
        return Err(format!("broken: {whole}"));
    }
    let mut statement = connection
        .prepare("SELECT text FROM notes ORDER BY n")
        .map_err(broken)?;
    let rows = statement
        .query_map([], |row| row.get::<_, String>(0))
        .map_err(broken)?;
    let found: Vec<String> = rows.collect::<Result<_, _>>().map_err(broken)?;
    let right = found
        .iter()
        .enumerate()
        .take_while(|(n, row)| **row == text(*n))
        .count();
    if right < saved || right < found.len() || found.len() > saved + 1 {
        return Err(format!("lost: {right} of {saved}, {} there", found.len()));
    }
    Ok(())
}

#[test]
fn modes_that_lose_are_seen_to_lose() {
    let images = sized(1_000, 20_000);
    let bad = |mode: &str| bad_images(&record(mode), images, SEED, check);
    let full = bad("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    let off = bad("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF;");
    let normal = bad("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    let lost = normal.iter().filter(|why| why.starts_with("lost")).count();
    let percent = |bad: usize| bad * 100 / images;
    report(&format!(
        "power cut controls: {images} images each, seed {SEED}: OFF {} % bad, NORMAL {} % lost, FULL {} bad",
        percent(off.len()),
        percent(lost),
        full.len(),
    ));
    assert!(full.is_empty(), "FULL keeps all: {:?}", full.first());
    assert!(
        percent(off.len()) >= 50,
        "the harness lets DELETE with OFF pass"
    );
    assert!(percent(lost) >= 30, "the harness lets WAL with NORMAL pass");
}
