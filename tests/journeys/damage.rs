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
    type Spoil = fn(&[u8]) -> Option<Vec<u8>>;
    let kinds: [(&str, Spoil); 4] = [
        ("journal_missing", |_| None),
        ("journal_empty", |_| Some(Vec::new())),
        ("journal_cut_short", |bytes| {
            Some(bytes[..bytes.len() - 1].to_vec())
        }),
        ("journal_cut_short", |_| Some(vec![b'x'])),
    ];
    for (code, spoil) in kinds {
        let app = locked();
        let journal = app.folder().join("vault/vault.db");
        let whole = fs::read(&journal).unwrap();
        fs::remove_file(&journal).unwrap();
        if let Some(bytes) = spoil(&whole) {
            fs::write(&journal, bytes).unwrap();
        }
        let before = files_under(app.folder());
        assert_eq!(problem(&app), ("unusable".into(), code.into()));
        assert_eq!(
            app.refused("vault_unlock", json!({ "passphrase": PASSPHRASE }))
                .0,
            code
        );
        assert_eq!(
            app.refused("vault_create", json!({ "passphrase": PASSPHRASE }))
                .0,
            code
        );
        assert!(files_under(app.folder()) == before, "nothing was written");
        fs::write(&journal, &whole).unwrap();
        app.unlock();
    }
}

#[test]
fn a_journal_that_lost_its_last_pages_is_cut_short() {
    let app = locked();
    let journal = app.folder().join("vault/vault.db");
    let whole = fs::read(&journal).unwrap();
    for bytes in (4_096..whole.len()).step_by(4_096) {
        fs::write(&journal, &whole[..bytes]).unwrap();
        let typed = json!({ "passphrase": PASSPHRASE });
        assert_eq!(
            app.refused("vault_unlock", typed).0,
            "journal_cut_short",
            "{bytes} bytes"
        );
        assert_eq!(fs::read(&journal).unwrap().len(), bytes);
    }
}

#[test]
fn a_flipped_bit_in_any_page_is_found_at_unlock_and_nothing_is_written() {
    let app = locked();
    let journal = app.folder().join("vault/vault.db");
    let whole = fs::read(&journal).unwrap();
    for page in 0..whole.len() / 4_096 {
        let mut spoilt = whole.clone();
        spoilt[page * 4_096 + 100] ^= 1;
        fs::write(&journal, &spoilt).unwrap();
        let before = files_under(app.folder());
        assert_eq!(
            app.refused("vault_unlock", json!({ "passphrase": PASSPHRASE }))
                .0,
            "vault_damaged",
            "page {page}; the passphrase is right"
        );
        assert!(files_under(app.folder()) == before, "page {page}");
    }
    fs::write(&journal, &whole).unwrap();
    app.unlock();
}

#[test]
fn one_damaged_header_is_healed_and_two_are_damage() {
    let app = locked();
    let copies = ["vault/vault.hdr.a", "vault/vault.hdr.b"].map(|name| app.folder().join(name));
    let [a, b] = &copies;
    for (damaged, other) in [(a, b), (b, a)] {
        fs::write(damaged, b"not a header").unwrap();
        app.unlock();
        app.call("vault_lock", json!({}));
        // The other alone opens the vault, and so does the one that was healed.
        for gone in [other, damaged] {
            let kept = fs::read(gone).unwrap();
            fs::remove_file(gone).unwrap();
            app.unlock();
            app.call("vault_lock", json!({}));
            assert_eq!(
                fs::read(gone).unwrap().len(),
                kept.len(),
                "a missing one too"
            );
        }
    }
    for copy in &copies {
        fs::write(copy, b"not a header").unwrap();
    }
    assert_eq!(problem(&app), ("unusable".into(), "header_damaged".into()));
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
fn another_vaults_journal_is_told_and_is_not_a_wrong_passphrase() {
    let (app, other) = (locked(), locked());
    fs::copy(
        other.folder().join("vault/vault.db"),
        app.folder().join("vault/vault.db"),
    )
    .unwrap();
    assert_eq!(
        app.refused("vault_unlock", json!({ "passphrase": PASSPHRASE }))
            .0,
        "journal_foreign"
    );
}

#[test]
fn a_plaintext_database_is_not_opened() {
    let app = locked();
    let journal = fs::read(app.folder().join("vault/vault.db")).unwrap();
    let mut bytes = b"SQLite format 3\0".to_vec();
    bytes.resize(journal.len(), 0);
    fs::write(app.folder().join("vault/vault.db"), bytes).unwrap();
    assert_eq!(problem(&app), ("unusable".into(), "journal_foreign".into()));
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
        "journal_moved"
    );
    fs::rename(&elsewhere, &vault).unwrap();
    app.call("check_in_log", crate::check_in(json!(4), "back again"));
}

#[test]
fn an_older_journal_is_told_and_used_only_when_the_person_says_so() {
    let app = locked();
    let journal = app.folder().join("vault/vault.db");
    let older = fs::read(&journal).unwrap();
    app.unlock();
    app.call(
        "check_in_log",
        crate::check_in(json!(2), &"the day after ".repeat(1_000)),
    );
    app.call("vault_lock", json!({}));
    let newer = fs::read(&journal).unwrap();
    assert!(older.len() < newer.len(), "it is shorter, too");

    fs::write(&journal, &older).unwrap();
    let before = files_under(app.folder());
    let typed = json!({ "passphrase": PASSPHRASE });
    assert_eq!(app.refused("vault_unlock", typed).0, "older_copy");
    assert!(files_under(app.folder()) == before);

    fs::write(&journal, &newer).unwrap();
    app.unlock();
    assert_eq!(
        app.call("today_get", json!({}))["checkIns"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    app.call("vault_lock", json!({}));

    fs::write(&journal, &older).unwrap();
    app.call(
        "vault_unlock",
        json!({ "passphrase": PASSPHRASE, "acceptOlder": true }),
    );
    assert_eq!(
        app.call("today_get", json!({}))["checkIns"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    app.call("vault_lock", json!({}));
    app.unlock();
}

#[test]
fn a_kill_leaves_a_rescue_copy_and_the_last_two_are_kept() {
    let mut app = TestApp::open();
    for n in 0..4 {
        app.call(
            "check_in_log",
            crate::check_in(json!(4), &format!("before kill {n}")),
        );
        app = app.killed();
        app.clock.advance(60);
        app.unlock();
    }
    let check_ins = app.call("today_get", json!({}))["checkIns"].clone();
    assert_eq!(check_ins.as_array().unwrap().len(), 4);
    assert_eq!(app.call("today_get", json!({}))["lostWrites"], 0);
    let rescues = fs::read_dir(app.folder().join("rescue")).unwrap().count();
    assert_eq!(rescues, 2);
}

#[test]
fn writes_that_a_damaged_log_took_are_told_and_the_log_is_kept() {
    let app = TestApp::open();
    app.call("vault_lock", json!({}));
    app.unlock();
    for n in 0..5 {
        app.call(
            "check_in_log",
            crate::check_in(json!(4), &format!("note {n}")),
        );
    }
    let app = app.killed();
    let log = app.folder().join("vault/vault.db-wal");
    let mut bytes = fs::read(&log).unwrap();
    bytes[32 + 24 + 1_000] ^= 1;
    fs::write(&log, &bytes).unwrap();

    app.unlock();
    let today = app.call("today_get", json!({}));
    assert_eq!(today["checkIns"], json!([]), "SQLite does not see them");
    assert_eq!(today["lostWrites"], 5);
    let kept = fs::read_dir(app.folder().join("rescue"))
        .unwrap()
        .flatten()
        .next()
        .unwrap();
    assert!(kept.file_name().to_string_lossy().starts_with("damaged-"));
    assert!(fs::read(kept.path().join("vault.db-wal")).unwrap() == bytes);

    let app = app.restarted();
    app.unlock();
    assert_eq!(
        app.call("today_get", json!({}))["lostWrites"],
        5,
        "until it is put away"
    );
    app.call("lost_writes_dismiss", json!({}));
    assert_eq!(app.call("today_get", json!({}))["lostWrites"], 0);
}

#[test]
fn two_seconds_after_the_last_write_the_log_is_empty() {
    let app = TestApp::open();
    app.call("vault_lock", json!({}));
    app.unlock();
    let log = app.folder().join("vault/vault.db-wal");
    let waits = || app.app().next_wake().unwrap().as_secs_f64();
    // The backup of the day comes first.
    app.clock.advance(6);
    assert!(app.app().tick().is_none());
    assert!(waits() > 60.0, "nothing is due: {}", waits());
    app.call("check_in_log", crate::check_in(json!(4), ""));
    assert!(fs::metadata(&log).unwrap().len() > 0);
    assert!((1.9..=2.0).contains(&waits()), "{}", waits());
    app.clock.advance(1);
    assert!(app.app().tick().is_none());
    assert!(fs::metadata(&log).unwrap().len() > 0, "not yet");
    app.clock.advance(1);
    assert!(app.app().tick().is_none());
    assert_eq!(fs::metadata(&log).unwrap().len(), 0);
    assert!(waits() > 50.0);
    app.call("vault_lock", json!({}));
    assert_eq!(app.app().next_wake(), None, "locked, nothing is due");
}
