use mainstay_support::{files_under, TestApp, PASSPHRASE};
use serde_json::json;
use std::fs;

/// A locked vault with a check-in.
fn locked() -> TestApp {
    let app = TestApp::open();
    app.call("check_in_log", crate::check_in(json!(4), "still here"));
    app.call("vault_lock", json!({}));
    app
}

fn problem(app: &TestApp) -> (String, String) {
    let status = app.call("app_status", json!({}));
    let word = |field: &str| status[field].as_str().unwrap_or_default().to_owned();
    (word("state"), word("problem"))
}

#[test]
fn a_missing_empty_or_short_journal_is_damage_and_never_a_new_vault() {
    for spoil in [
        |_: &[u8]| None,
        |_: &[u8]| Some(Vec::new()),
        |bytes: &[u8]| Some(bytes[..bytes.len() - 1].to_vec()),
        |_: &[u8]| Some(vec![b'x']),
    ] {
        let app = locked();
        let journal = app.folder().join("vault/vault.db");
        let whole = fs::read(&journal).unwrap();
        fs::remove_file(&journal).unwrap();
        if let Some(bytes) = spoil(&whole) {
            fs::write(&journal, bytes).unwrap();
        }
        let before = files_under(app.folder());
        assert_eq!(problem(&app), ("unusable".into(), "vault_damaged".into()));
        assert_eq!(
            app.refused("vault_unlock", json!({ "passphrase": PASSPHRASE }))
                .0,
            "vault_damaged"
        );
        assert_eq!(
            app.refused("vault_create", json!({ "passphrase": PASSPHRASE }))
                .0,
            "vault_damaged"
        );
        assert_eq!(files_under(app.folder()), before, "nothing was written");
        fs::write(&journal, &whole).unwrap();
        app.unlock();
    }
}

#[test]
fn a_flipped_bit_in_any_page_is_found_and_nothing_is_written() {
    let app = locked();
    let journal = app.folder().join("vault/vault.db");
    let whole = fs::read(&journal).unwrap();
    let spoilt: Vec<u8> = whole
        .iter()
        .enumerate()
        .map(|(n, byte)| if n == 100 { byte ^ 1 } else { *byte })
        .collect();
    fs::write(&journal, &spoilt).unwrap();
    assert_eq!(
        app.refused("vault_unlock", json!({ "passphrase": PASSPHRASE }))
            .0,
        "vault_damaged",
        "the passphrase is right"
    );
    assert_eq!(fs::read(&journal).unwrap(), spoilt);
}

#[test]
fn one_damaged_header_is_healed_and_two_are_damage() {
    let app = locked();
    let copies = ["vault/vault.hdr.a", "vault/vault.hdr.b"].map(|name| app.folder().join(name));
    let whole = fs::read(&copies[0]).unwrap();
    for copy in &copies {
        fs::write(copy, b"not a header").unwrap();
        app.unlock();
        assert_eq!(fs::read(copy).unwrap(), whole, "healed");
        app.call("vault_lock", json!({}));
        fs::remove_file(copy).unwrap();
        app.unlock();
        assert_eq!(fs::read(copy).unwrap(), whole, "a missing one too");
        app.call("vault_lock", json!({}));
    }
    for copy in &copies {
        fs::write(copy, b"not a header").unwrap();
    }
    assert_eq!(problem(&app), ("unusable".into(), "vault_damaged".into()));
    assert_eq!(fs::read(&copies[0]).unwrap(), b"not a header");
}

#[test]
fn a_file_in_place_of_a_folder_has_its_own_words() {
    let app = TestApp::empty();
    fs::write(app.folder().join("vault"), b"somebody's file").unwrap();
    assert_eq!(problem(&app), ("unusable".into(), "folder_unusable".into()));
    assert_eq!(
        app.refused("vault_create", json!({ "passphrase": PASSPHRASE }))
            .0,
        "folder_unusable"
    );
    assert_eq!(
        fs::read(app.folder().join("vault")).unwrap(),
        b"somebody's file"
    );
}

#[test]
fn another_vaults_journal_is_damage_and_not_a_wrong_passphrase() {
    let (app, other) = (locked(), locked());
    fs::copy(
        other.folder().join("vault/vault.db"),
        app.folder().join("vault/vault.db"),
    )
    .unwrap();
    assert_eq!(
        app.refused("vault_unlock", json!({ "passphrase": PASSPHRASE }))
            .0,
        "vault_damaged"
    );
}

#[test]
fn a_plaintext_database_is_not_opened() {
    let app = locked();
    let mut bytes = b"SQLite format 3\0".to_vec();
    bytes.resize(8192, 0);
    fs::write(app.folder().join("vault/vault.db"), bytes).unwrap();
    assert_eq!(problem(&app), ("unusable".into(), "vault_damaged".into()));
}

#[test]
fn a_vault_folder_that_went_missing_is_told_from_a_first_start() {
    let app = locked();
    let (vault, elsewhere) = (app.folder().join("vault"), app.folder().join("elsewhere"));
    fs::rename(&vault, &elsewhere).unwrap();
    assert_eq!(problem(&app), ("unusable".into(), "vault_missing".into()));
    assert_eq!(
        app.refused("vault_create", json!({ "passphrase": PASSPHRASE }))
            .0,
        "vault_missing"
    );
    let app = app.restarted();
    assert_eq!(problem(&app), ("unusable".into(), "vault_missing".into()));
    fs::rename(&elsewhere, &vault).unwrap();
    app.unlock();
}

#[cfg(unix)]
#[test]
fn nothing_is_called_saved_once_the_journal_has_left_its_place() {
    let app = TestApp::open();
    let (vault, elsewhere) = (app.folder().join("vault"), app.folder().join("elsewhere"));
    fs::rename(&vault, &elsewhere).unwrap();
    assert_eq!(
        app.refused("check_in_log", crate::check_in(json!(4), "")).0,
        "vault_damaged"
    );
    fs::rename(&elsewhere, &vault).unwrap();
    app.call("check_in_log", crate::check_in(json!(4), "back again"));
}
