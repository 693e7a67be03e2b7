//! The same data in plain SQLite, and the same questions to it: the least that any program would have to do.

use mainstay_support::{TestApp, PASSPHRASE};
use mainstay_vault::{HeaderPair, Passphrase};
use rusqlite::Connection;
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

/// What Today asks.
pub fn today(connection: &Connection) {
    rows(connection, "SELECT name, value FROM settings");
    rows(connection, "SELECT * FROM goals ORDER BY id");
    rows(connection, "SELECT DISTINCT day_on FROM lapses WHERE goal_id = (SELECT min(id) FROM goals) ORDER BY day_on");
    rows(connection, "SELECT DISTINCT day_on FROM lapses WHERE goal_id = (SELECT max(id) FROM goals) ORDER BY day_on");
    rows(
        connection,
        "SELECT * FROM check_ins WHERE day_on = '2026-11-21' ORDER BY at_ms DESC",
    );
    rows(
        connection,
        "SELECT count(*) FROM cravings WHERE day_on = '2026-11-21'",
    );
}

/// What a page of Journey asks, in one statement for each table.
pub fn journey(connection: &Connection) {
    rows(
        connection,
        "SELECT * FROM check_ins WHERE day_on > '2026-11-06' ORDER BY day_on DESC, at_ms DESC",
    );
    rows(
        connection,
        "SELECT * FROM cravings WHERE day_on > '2026-11-06' ORDER BY day_on DESC, at_ms DESC",
    );
    rows(
        connection,
        "SELECT * FROM lapses WHERE day_on > '2026-11-06' ORDER BY day_on DESC, at_ms DESC",
    );
    rows(
        connection,
        "SELECT t.* FROM craving_triggers t JOIN cravings c ON c.id = t.craving_id WHERE c.day_on > '2026-11-06'",
    );
}

/// What a month of Journey asks.
pub fn month(connection: &Connection) {
    const RANGE: &str = "day_on >= '2026-10-01' AND day_on < '2026-11-01'";
    rows(
        connection,
        &format!("SELECT day_on, count(*), avg(mood) FROM check_ins WHERE {RANGE} GROUP BY day_on"),
    );
    rows(connection, &format!("SELECT day_on, count(*), max(strength_before) FROM cravings WHERE {RANGE} GROUP BY day_on"));
    rows(
        connection,
        &format!("SELECT DISTINCT day_on FROM lapses WHERE {RANGE}"),
    );
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

fn rows(connection: &Connection, sql: &str) {
    let mut statement = connection.prepare(sql).expect("a statement");
    let mut rows = statement.query([]).expect("rows");
    while rows.next().expect("a row").is_some() {}
}

fn connect(file: &Path) -> Connection {
    #[expect(
        clippy::disallowed_methods,
        reason = "the benchmark compares with what is not ours"
    )]
    Connection::open(file).expect("a database")
}
