//! Golden vaults: what each version wrote, made by `tests/fixtures/make.mjs` and committed. They must open for ever.

use mainstay_support::TestApp;
use serde_json::{json, Value};
use std::fs;
use std::path::{Path, PathBuf};

/// A copy elsewhere, which the first of them has not.
const COPY: &str = "journal.age";

/// The folder, and what `about.json` says about it.
fn golden() -> Vec<(PathBuf, Value)> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/golden");
    let folders = fs::read_dir(all)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let known = folders.map(|folder| {
        let about = fs::read_to_string(folder.join("about.json")).unwrap();
        (folder, serde_json::from_str(&about).unwrap())
    });
    known.collect()
}

/// An app over a copy of it: the fixture itself is never written to.
fn over(folder: &Path) -> TestApp {
    let app = TestApp::empty();
    copy(folder, app.folder());
    app
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else if !path.ends_with("about.json") && !path.ends_with(COPY) {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn entries(app: &TestApp) -> Vec<Value> {
    let page = app.call("journey_list", json!({ "before": null, "days": 31 }));
    let days = page["days"].as_array().unwrap().iter();
    days.flat_map(|day| day["entries"].as_array().unwrap().clone())
        .collect()
}

fn check(app: &TestApp, about: &Value, part: &str) {
    let entries = entries(app);
    assert_eq!(json!(entries.len()), about["entries"][part], "{part}");
    let has_note = entries
        .iter()
        .any(|entry| entry["entry"]["note"] == about["note"]);
    assert!(has_note, "the words of {part}");
}

/// What was logged by an older Mainstay is found by its words, has a history, and comes back when it was removed.
fn search_and_history_know_it(app: &TestApp, about: &Value) {
    let search = json!({
        "text": about["note"], "kinds": [], "from": null, "to": null, "before": null, "limit": 20,
    });
    assert_ne!(app.call("search_list", search)["found"], 0);
    let known = entries(app).into_iter();
    let entry = known
        .into_iter()
        .find(|entry| entry["entry"]["note"] == about["note"])
        .unwrap();
    let (kind, id) = (&entry["type"], &entry["entry"]["id"]);
    let versions = app.call("history_get", json!({ "kind": kind, "id": id }));
    assert!(versions
        .as_array()
        .is_some_and(|versions| !versions.is_empty()));
    let command = format!("{}_delete", kind.as_str().unwrap());
    app.call(&command, json!({ "id": id }));
    app.call("removed_restore", json!({ "id": id }));
}

#[test]
fn every_golden_vault_opens_with_its_passphrase_and_with_its_code() {
    let all = golden();
    assert!(!all.is_empty(), "one for each form that a vault ever had");
    for (folder, about) in all {
        let app = over(&folder);
        app.call("vault_unlock", json!({ "passphrase": about["passphrase"] }));
        check(&app, &about, "vault");
        let app = over(&folder);
        app.call("vault_unlock_with_code", json!({ "code": about["code"] }));
        check(&app, &about, "vault");
        search_and_history_know_it(&app, &about);
        // It can be written to, and opens again.
        app.call("check_in_log", crate::check_in(json!(3), "years later"));
        app.call("vault_lock", json!({}));
        app.call("vault_unlock", json!({ "passphrase": about["passphrase"] }));
        assert_eq!(json!(entries(&app).len() - 1), about["entries"]["vault"]);
    }
}

#[test]
fn every_golden_backup_is_whole_and_takes_the_vaults_place() {
    for (folder, about) in golden() {
        let app = over(&folder);
        app.call("vault_unlock", json!({ "passphrase": about["passphrase"] }));
        let content = app.call("backup_check", json!({ "atMs": about["backup"] }));
        assert_eq!(content["entries"], about["entries"]["backup"]);
        let proof = json!({ "passphrase": about["passphrase"] });
        app.call(
            "backup_restore",
            json!({ "atMs": about["backup"], "proof": proof }),
        );
        check(&app, &about, "backup");
    }
}

#[test]
fn every_golden_copy_elsewhere_makes_a_vault_on_a_new_device() {
    let have_one = golden().into_iter();
    let have_one = have_one.filter(|(folder, _)| folder.join(COPY).exists());
    let mut seen = 0;
    for (folder, about) in have_one {
        let app = TestApp::empty();
        app.places.give(Some(folder.join(COPY)));
        app.call("elsewhere_choose", json!({ "purpose": "open" }));
        let proof = json!({ "passphrase": about["passphrase"] });
        app.call("elsewhere_restore", json!({ "proof": proof }));
        check(&app, &about, "copy");
        seen += 1;
    }
    assert!(seen > 0, "one for each form that a copy ever had");
}
