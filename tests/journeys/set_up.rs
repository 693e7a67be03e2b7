use mainstay_support::{files_under, TestApp, PASSPHRASE};
use serde_json::{json, Value};

fn groups(code: &Value) -> Vec<String> {
    code["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group.as_str().unwrap().to_owned())
        .collect()
}

fn typed_back(code: &Value) -> Value {
    let groups = groups(code);
    let asked = code["ask"].as_array().unwrap().iter().map(|position| {
        let position = position.as_u64().unwrap();
        json!({ "position": position, "text": groups[usize::try_from(position).unwrap()].to_lowercase() })
    });
    json!({ "groups": asked.collect::<Vec<_>>() })
}

#[test]
fn a_person_sets_up_and_makes_the_first_check_in() {
    let app = TestApp::empty();
    assert_eq!(app.state(), "absent");
    let code = app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(
        groups(&code).iter().map(String::len).collect::<Vec<_>>(),
        [4; 7]
    );
    assert_eq!(code["ask"].as_array().unwrap().len(), 3);
    assert_eq!(app.state(), "unlocked");

    app.call("goal_create", json!({ "kind": "alcohol", "name": "", "direction": "abstain", "startedAt": "2026-11-20T21:00" }));
    assert_eq!(
        app.call("settings_get", json!({}))["setUp"],
        "recovery_code"
    );
    app.call("recovery_code_confirm", typed_back(&code));
    assert_eq!(app.call("settings_get", json!({}))["setUp"], "check_in");
    app.call("check_in_log", crate::check_in(json!(3), ""));
    app.call("settings_update", json!({ "setUp": "done" }));

    let today = app.call("today_get", json!({}));
    assert_eq!(today["checkIns"][0]["mood"], 3);
    assert_eq!(
        today["soberTimes"][0]["currentRunDays"], 2,
        "yesterday and today"
    );
    assert_eq!(today["settings"]["setUp"], "done");
}

#[test]
fn a_mistyped_group_is_named_and_set_up_waits() {
    let app = TestApp::empty();
    let code = app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    let mut typed = typed_back(&code);
    typed["groups"][1]["text"] = json!("ZZZZ");
    let position = typed["groups"][1]["position"].as_u64().unwrap();
    let refusal = app.refused("recovery_code_confirm", typed);
    assert_eq!(
        refusal,
        ("invalid".into(), Some(format!("groups.{position}")))
    );
    assert_eq!(
        app.call("settings_get", json!({}))["setUp"],
        "recovery_code"
    );
    app.call("recovery_code_confirm", typed_back(&code));
}

#[test]
fn set_up_goes_on_after_a_kill_with_a_new_code() {
    let app = TestApp::empty();
    let first = app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    let app = app.restarted();
    app.unlock();
    assert_eq!(
        app.call("settings_get", json!({}))["setUp"],
        "recovery_code"
    );
    assert_eq!(
        app.refused("recovery_code_confirm", typed_back(&first)).0,
        "invalid",
        "no code is on the screen"
    );
    let second = app.call("recovery_code_renew", json!({}));
    assert_ne!(groups(&first), groups(&second));
    app.call("recovery_code_confirm", typed_back(&second));
    app.call("vault_lock", json!({}));
    assert_eq!(
        app.refused(
            "vault_unlock_with_code",
            json!({ "code": groups(&first).join("-") })
        )
        .0,
        "wrong_recovery_code"
    );
    app.call(
        "vault_unlock_with_code",
        json!({ "code": groups(&second).join(" ") }),
    );
}

#[test]
fn a_weak_or_enormous_passphrase_makes_no_vault() {
    let app = TestApp::empty();
    for weak in ["", "short", "password1", &"é".repeat(600_000)] {
        let code = app.refused("vault_create", json!({ "passphrase": weak })).0;
        assert!(
            ["weak_passphrase", "too_long"].contains(&code.as_str()),
            "{code}"
        );
    }
    assert_eq!(app.state(), "absent");
    let names: Vec<_> = files_under(app.folder())
        .into_iter()
        .map(|(path, _)| path.file_name().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["vault.lock"]);
}

#[test]
fn a_second_vault_is_never_made_over_the_first() {
    let app = TestApp::open();
    assert_eq!(
        app.refused("vault_create", json!({ "passphrase": PASSPHRASE }))
            .0,
        "vault_exists"
    );
    app.call("vault_lock", json!({}));
    assert_eq!(
        app.refused("vault_create", json!({ "passphrase": PASSPHRASE }))
            .0,
        "vault_exists"
    );
    app.unlock();
}

#[test]
fn what_a_set_up_that_was_cut_off_left_behind_is_moved_aside() {
    let app = TestApp::empty();
    let left = app.folder().join("vault.new");
    std::fs::create_dir_all(&left).unwrap();
    std::fs::write(left.join("vault.db"), b"half of a journal").unwrap();
    assert_eq!(app.state(), "absent");
    app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
    let kept = files_under(app.folder())
        .into_iter()
        .any(|(_, bytes)| bytes == b"half of a journal");
    assert!(kept, "the app deletes nothing");
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_device_can_look_into_the_vaults_folder() {
    use std::os::unix::fs::PermissionsExt;
    let app = TestApp::open();
    let vault = app.folder().join("vault");
    let mode = std::fs::metadata(vault).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
