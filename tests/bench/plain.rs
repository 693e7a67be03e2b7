//! The same data in plain SQLite, and the same questions to it: the least that any program would have to do.

use mainstay_faults::statements::statements_of;
use mainstay_support::{TestApp, PASSPHRASE};
use mainstay_vault::{HeaderPair, Passphrase};
use rusqlite::Connection;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// An unencrypted copy of the app's journal, beside its vault.
pub fn copy_of(app: &TestApp) -> PathBuf {
    let vault = app.folder().join("vault");
    let header = std::fs::read(vault.join("vault.hdr.a")).expect("a header");
    let pair = HeaderPair::choose(Some(&header), None).expect("a good header");
    let opened = pair
        .unlock_with_passphrase(&Passphrase::new(PASSPHRASE).expect("short"))
        .expect("the passphrase");
    let (key, plain) = (
        opened.key.derive_database_key(),
        app.folder().join("plain.db"),
    );
    let connection = connect(&vault.join("vault.db"));
    let script = format!(
        "PRAGMA key = \"x'{}'\"; ATTACH '{}' AS plain KEY ''; SELECT sqlcipher_export('plain');",
        key.expose_hex().as_str(),
        plain.display(),
    );
    connection.execute_batch(&script).expect("a plain copy");
    plain
}

/// Opens it with the journal's own durability.
pub fn open(plain: &Path) -> Connection {
    let connection = connect(plain);
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
        )
        .expect("settings");
    connection
}

/// What the core asks of its journal for a command, with the values in it.
pub fn statements(app: &TestApp, command: &str, request: &Value) -> Vec<String> {
    let run = statements_of(|| drop(app.call(command, request.clone())));
    let reads = |sql: &String| sql.trim_start().to_uppercase().starts_with("SELECT");
    run.into_iter().map(|one| one.bound).filter(reads).collect()
}

/// Runs them, and reads every value that comes.
pub fn run(connection: &Connection, statements: &[String]) {
    for sql in statements {
        let mut statement = connection.prepare_cached(sql).expect("a statement");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            for column in 0..columns {
                std::hint::black_box(row.get_ref(column).expect("a value"));
            }
        }
    }
}

/// One durable row of a check-in, and nothing else.
pub fn save(connection: &Connection, n: u64) {
    let mut id = [0xff; 16];
    id[8..].copy_from_slice(&n.to_be_bytes());
    connection
        .execute(
            "INSERT INTO check_ins (id, at_ms, zone, day_on, mood, note) VALUES (?1, 0, 'UTC', '2026-11-21', 4, 'A note')",
            [id.as_slice()],
        )
        .expect("a row");
}

fn connect(file: &Path) -> Connection {
    #[expect(
        clippy::disallowed_methods,
        reason = "the benchmark compares with what is not ours"
    )]
    Connection::open(file).expect("a database")
}
