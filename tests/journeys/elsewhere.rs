//! The copy that a person keeps elsewhere.

use mainstay_support::{files_under, TestApp, PASSPHRASE};
use mainstay_vault::{FileSecret, Passphrase, SealCost, Sealer, Unsealer};
use serde_json::{json, Value};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const DAY: i64 = 24 * 60 * 60;

/// A vault with one entry, a copy of it on a stick, then a second entry.
pub(crate) struct Kept {
    app: TestApp,
    stick: TempDir,
}

impl Kept {
    pub(crate) fn new() -> Self {
        let app = TestApp::open();
        app.call("check_in_log", crate::check_in(json!(4), "in the copy"));
        let kept = Self {
            app,
            stick: TempDir::new().unwrap(),
        };
        kept.save(&kept.file());
        kept.app.clock.advance(60);
        kept.app
            .call("check_in_log", crate::check_in(json!(2), "after the copy"));
        kept
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.stick.path().join("journal.age")
    }

    fn save(&self, to: &Path) -> Value {
        choose(&self.app, "save", to);
        self.app.call("elsewhere_create", proof(PASSPHRASE))
    }

    /// What another device says to the file.
    pub(crate) fn refused_elsewhere(&self) -> String {
        let other = TestApp::empty();
        other.places.give(Some(self.file()));
        let choice = other
            .app()
            .dispatch("elsewhere_choose", json!({ "purpose": "open" }));
        let code = match choice {
            Err(failure) => serde_json::to_value(failure.code).unwrap(),
            Ok(_) => other
                .refused("elsewhere_restore", proof(PASSPHRASE))
                .0
                .into(),
        };
        assert_eq!(other.state(), "absent", "nothing was made");
        let left: Vec<_> = files_under(other.folder())
            .into_iter()
            .filter(|(path, _)| !path.ends_with("vault.lock"))
            .collect();
        assert!(
            left.is_empty(),
            "nothing is left over: {:?}",
            left.first().map(|it| &it.0)
        );
        code.as_str().unwrap().to_owned()
    }
}

pub(crate) fn choose(app: &TestApp, purpose: &str, file: &Path) -> Value {
    app.places.give(Some(file.to_owned()));
    app.call("elsewhere_choose", json!({ "purpose": purpose }))
}

pub(crate) fn proof(passphrase: &str) -> Value {
    json!({ "proof": { "passphrase": passphrase } })
}

fn notes(app: &TestApp) -> Vec<String> {
    let today = app.call("today_get", json!({}));
    let entries = today["checkIns"].as_array().unwrap().iter();
    entries
        .map(|entry| entry["note"].as_str().unwrap().to_owned())
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn secret() -> FileSecret {
    FileSecret::of_passphrase(&Passphrase::new(PASSPHRASE).unwrap())
}

/// What is sealed in a file.
pub(crate) fn unseal(file: &Path) -> Vec<u8> {
    let mut unsealer = Unsealer::open(fs::File::open(file).unwrap(), &secret()).unwrap();
    let mut content = Vec::new();
    unsealer.read_to_end(&mut content).unwrap();
    content
}

pub(crate) fn seal(file: &Path, content: &[u8]) {
    let output = fs::File::create(file).unwrap();
    let mut sealer = Sealer::begin(output, &secret(), SealCost::TEST).unwrap();
    sealer.write_all(content).unwrap();
    sealer.finish().unwrap();
}

/// The file as the `age` program opens it, which asks a terminal for the passphrase; `script` is one.
fn age_program(file: &Path, passphrase: &str) -> Option<Vec<u8>> {
    Command::new("age").arg("--version").output().ok()?;
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("out");
    let command = format!("age --decrypt -o '{}' '{}'", out.display(), file.display());
    let mut script = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .ok()?;
    writeln!(script.stdin.as_ref()?, "{passphrase}").unwrap();
    assert!(script.wait().unwrap().success(), "age opens it");
    Some(fs::read(out).unwrap())
}

#[test]
fn a_copy_is_saved_under_a_name_that_says_nothing_and_brings_everything_to_a_new_device() {
    let kept = Kept::new();
    assert_eq!(
        kept.app.places.proposed().unwrap(),
        "journal-2026-11-21.age"
    );
    assert_eq!(names(kept.stick.path()), ["journal.age"]);
    let new = TestApp::empty();
    assert_eq!(choose(&new, "open", &kept.file())["name"], "journal.age");
    let status = new.call("elsewhere_restore", proof(PASSPHRASE));
    assert_eq!(status["state"], "unlocked");
    assert_eq!(notes(&new), ["in the copy"]);
    let known = new.call("elsewhere_get", json!({}));
    assert_eq!(
        known["lastMs"],
        kept.app.call("elsewhere_get", json!({}))["lastMs"]
    );
    let new = new.restarted();
    new.unlock();
    assert_eq!(notes(&new), ["in the copy"]);
    assert!(!new.folder().join("vault.arriving").exists());
}

#[test]
fn what_is_here_is_kept_when_a_copy_takes_its_place() {
    let kept = Kept::new();
    choose(&kept.app, "open", &kept.file());
    kept.app.call("elsewhere_restore", proof(PASSPHRASE));
    assert_eq!(notes(&kept.app), ["in the copy"]);
    let replaced = names(kept.app.folder());
    let replaced: Vec<_> = replaced
        .iter()
        .filter(|name| name.starts_with("aside."))
        .collect();
    assert_eq!(replaced.len(), 1);
    let old = kept.app.folder().join(replaced[0]).join("vault");
    assert_eq!(names(&old), ["vault.db", "vault.hdr.a", "vault.hdr.b"]);
}

#[test]
fn a_damaged_vault_is_replaced_by_a_copy() {
    let kept = Kept::new();
    kept.app.call("vault_lock", json!({}));
    let (stick, file) = (&kept.stick, kept.file());
    fs::write(kept.app.folder().join("vault/vault.db"), b"").unwrap();
    let app = kept.app.restarted();
    assert_eq!(app.state(), "unusable");
    choose(&app, "open", &file);
    app.call("elsewhere_restore", proof(PASSPHRASE));
    assert_eq!(notes(&app), ["in the copy"]);
    assert_eq!(
        names(stick.path()),
        ["journal.age"],
        "the copy is as it was"
    );
}

#[test]
fn a_check_counts_what_is_in_it_and_leaves_nothing_behind() {
    let kept = Kept::new();
    choose(&kept.app, "open", &kept.file());
    let found = kept.app.call("elsewhere_check", proof(PASSPHRASE));
    assert_eq!(found["entries"], 1);
    assert_eq!(found["entriesNow"], 2);
    assert_eq!(found["sameVault"], true);
    let backups = kept.app.folder().join("backups");
    assert!(names(&backups).is_empty(), "{:?}", names(&backups));
}

#[test]
fn the_recovery_code_seals_and_opens_one_too() {
    let app = TestApp::empty();
    let code = app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    let groups = code["groups"].as_array().unwrap().iter();
    let code: Vec<&str> = groups.map(|group| group.as_str().unwrap()).collect();
    let stick = TempDir::new().unwrap();
    let file = stick.path().join("journal.age");
    choose(&app, "save", &file);
    let by_code = |text: &str| json!({ "proof": { "code": text } });
    app.call("elsewhere_create", by_code(&code.join("-")));
    let new = TestApp::empty();
    choose(&new, "open", &file);
    let (refused, _) = new.refused("elsewhere_restore", proof(PASSPHRASE));
    assert_eq!(refused, "wrong_passphrase");
    new.clock.advance(60);
    new.call("elsewhere_restore", by_code(&code.join(" ").to_lowercase()));
    assert_eq!(new.state(), "unlocked");
    new.call("vault_lock", json!({}));
    new.unlock();
}

#[test]
fn a_wrong_passphrase_changes_nothing_and_the_next_try_needs_no_new_choice() {
    let kept = Kept::new();
    let new = TestApp::empty();
    choose(&new, "open", &kept.file());
    assert_eq!(
        new.refused("elsewhere_restore", proof("not this one")).0,
        "wrong_passphrase"
    );
    assert_eq!(new.state(), "absent");
    new.clock.advance(60);
    new.call("elsewhere_restore", proof(PASSPHRASE));
    assert_eq!(notes(&new), ["in the copy"]);
    let stranger = proof("not this one");
    choose(&kept.app, "save", &kept.file());
    let before = fs::read(kept.file()).unwrap();
    assert_eq!(
        kept.app.refused("elsewhere_create", stranger).0,
        "wrong_passphrase"
    );
    assert!(fs::read(kept.file()).unwrap() == before);
}

#[test]
fn a_file_that_stands_in_its_place_goes_only_when_the_new_one_is_whole() {
    let kept = Kept::new();
    let before = fs::read(kept.file()).unwrap();
    kept.save(&kept.file());
    assert!(fs::read(kept.file()).unwrap() != before, "the newer one");
    assert_eq!(names(kept.stick.path()), ["journal.age"]);
    // A folder stands there: it cannot be replaced, and nothing is left beside it.
    let folder = kept.stick.path().join("folder.age");
    fs::create_dir_all(folder.join("in it")).unwrap();
    choose(&kept.app, "save", &folder);
    let code = kept.app.refused("elsewhere_create", proof(PASSPHRASE)).0;
    assert_eq!(code, "place_unusable");
    assert_eq!(names(kept.stick.path()), ["folder.age", "journal.age"]);
    let gone = kept.stick.path().join("not there/journal.age");
    choose(&kept.app, "save", &gone);
    let code = kept.app.refused("elsewhere_create", proof(PASSPHRASE)).0;
    assert_eq!(code, "place_unusable");
}

#[test]
fn nobody_saves_over_the_vault_itself() {
    let kept = Kept::new();
    kept.app
        .places
        .give(Some(kept.app.folder().join("vault/vault.db")));
    let (code, _) = kept
        .app
        .refused("elsewhere_choose", json!({ "purpose": "save" }));
    assert_eq!(code, "place_unusable");
}

#[test]
fn who_picks_nothing_is_asked_nothing_more() {
    let app = TestApp::open();
    let chosen = app.call("elsewhere_choose", json!({ "purpose": "save" }));
    assert_eq!(chosen["name"], Value::Null);
    assert_eq!(
        app.refused("elsewhere_create", proof(PASSPHRASE)).0,
        "invalid"
    );
}

#[test]
fn a_copy_is_asked_for_after_two_weeks_and_can_be_put_off_by_one() {
    let app = TestApp::open();
    let is_due = |app: &TestApp| app.call("today_get", json!({}))["elsewhereDue"] == json!(true);
    let wait = |app: &TestApp, days: i64| {
        app.call("vault_lock", json!({}));
        app.clock.advance(days * DAY);
        app.unlock();
    };
    assert!(!is_due(&app), "a new vault");
    wait(&app, 13);
    assert!(!is_due(&app));
    wait(&app, 1);
    assert!(is_due(&app), "none yet");
    app.call("elsewhere_dismiss", json!({}));
    assert!(!is_due(&app));
    wait(&app, 7);
    assert!(is_due(&app));
    let stick = TempDir::new().unwrap();
    let file = stick.path().join("journal.age");
    choose(&app, "save", &file);
    app.call("elsewhere_create", proof(PASSPHRASE));
    assert!(!is_due(&app), "one was saved and read back");
    wait(&app, 14);
    assert!(is_due(&app));
    choose(&app, "open", &file);
    app.call("elsewhere_check", proof(PASSPHRASE));
    assert!(is_due(&app), "a look at an old copy makes it no newer");
}

#[test]
fn a_copy_holds_no_word_that_was_typed() {
    let kept = Kept::new();
    let bytes = fs::read(kept.file()).unwrap();
    assert!(!bytes.windows(8).any(|part| part == b"the copy"));
    assert!(
        !bytes.windows(8).any(|part| part == b"manifest"),
        "not even its make"
    );
}

/// By another program, where it is installed: the format is an open one.
#[test]
fn the_age_program_opens_a_copy() {
    let kept = Kept::new();
    let content = unseal(&kept.file());
    let opened = age_program(&kept.file(), PASSPHRASE);
    let Some(opened) = opened else { return };
    assert!(opened == content);
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("copy.tar"), opened).unwrap();
    let tar = Command::new("tar")
        .args(["xf", "copy.tar"])
        .current_dir(folder.path())
        .status();
    assert!(tar.is_ok_and(|status| status.success()));
    assert_eq!(
        names(folder.path()),
        ["copy.tar", "manifest.json", "vault.db", "vault.hdr"]
    );
}
