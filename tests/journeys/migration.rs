//! What happens before an older journal's schema is changed.

use mainstay_support::{TestApp, PASSPHRASE};
use mainstay_vault::{DatabaseKey, HeaderPair, Passphrase};
use rusqlite::Connection;
use serde_json::json;
use std::fs;
use std::path::Path;

/// The key of the journal.
fn database_key(app: &TestApp) -> DatabaseKey {
    let header = |name: &str| fs::read(app.folder().join("vault").join(name)).ok();
    let (a, b) = (header("vault.hdr.a"), header("vault.hdr.b"));
    let pair = HeaderPair::choose(a.as_deref(), b.as_deref()).unwrap();
    let passphrase = Passphrase::new(PASSPHRASE).unwrap();
    let opened = pair.unlock_with_passphrase(&passphrase).unwrap();
    opened.key.derive_database_key()
}

fn schema_of(connection: &Connection) -> u32 {
    connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap()
}

fn journal(path: &Path, key: &DatabaseKey) -> Connection {
    #[expect(clippy::disallowed_methods, reason = "an older program, played")]
    let connection = Connection::open(path).unwrap();
    let key = format!(
        "PRAGMA key = \"x'{}'\"",
        key.expose_hex_with_salt().as_str()
    );
    connection.execute_batch(&key).unwrap();
    connection
}

#[test]
fn an_older_schema_is_backed_up_before_it_is_changed() {
    let app = TestApp::open();
    app.call("check_in_log", crate::check_in(json!(4), "before"));
    app.call("vault_lock", json!({}));
    let app = app.restarted();
    let key = database_key(&app);
    let vault = app.folder().join("vault/vault.db");
    let older = journal(&vault, &key);
    older.pragma_update(None, "user_version", 0).unwrap();
    drop(older);
    // Schema 0 cannot be brought up to date over tables that are there: what matters is what stands on the disk then.
    fs::create_dir_all(app.folder().join("backups")).unwrap();
    fs::write(app.folder().join("backups/draft"), b"in the way").unwrap();
    let unlock = json!({ "passphrase": PASSPHRASE });
    assert_eq!(
        app.refused("vault_unlock", unlock.clone()).0,
        "folder_unusable"
    );
    assert!(app
        .call("backup_list", json!({}))
        .as_array()
        .unwrap()
        .is_empty());
    fs::remove_file(app.folder().join("backups/draft")).unwrap();
    assert_eq!(app.refused("vault_unlock", unlock).0, "internal");
    let list = app.call("backup_list", json!({}));
    assert_eq!(list.as_array().unwrap().len(), 1);
    let backup = app
        .folder()
        .join(format!("backups/{}/vault.db", list[0]["atMs"]));
    assert_eq!(schema_of(&journal(&backup, &key)), 0, "as it was");
    assert_eq!(schema_of(&journal(&vault, &key)), 0, "never between");
}
