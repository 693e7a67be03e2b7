use mainstay_support::{files_under, TestApp, PASSPHRASE};
use serde_json::json;

#[test]
fn what_was_logged_is_there_after_a_restart() {
    let app = TestApp::open();
    app.call(
        "check_in_log",
        crate::check_in(json!(4), "slept at my sister's"),
    );
    let app = app.restarted();
    assert_eq!(app.state(), "locked");
    assert_eq!(app.refused("today_get", json!({})).0, "locked");
    app.unlock();
    let today = app.call("today_get", json!({}));
    assert_eq!(today["checkIns"][0]["note"], "slept at my sister's");
}

#[test]
fn a_hundred_wrong_passphrases_change_no_byte_and_grow_the_wait() {
    let app = TestApp::open();
    app.call("check_in_log", crate::check_in(json!(4), ""));
    app.call("vault_lock", json!({}));
    let before = files_under(app.folder());
    let mut waited = 0;
    for n in 0..100 {
        let code = app
            .refused(
                "vault_unlock",
                json!({ "passphrase": format!("wrong passphrase {n}") }),
            )
            .0;
        assert_eq!(code, "wrong_passphrase");
        let wait = app.call("app_status", json!({}))["retryInSeconds"]
            .as_i64()
            .unwrap();
        assert!(
            (waited..=30).contains(&wait),
            "waits grow: {waited} then {wait}"
        );
        waited = wait;
        if wait > 0 {
            let too_soon = app
                .refused("vault_unlock", json!({ "passphrase": PASSPHRASE }))
                .0;
            assert_eq!(
                too_soon, "too_many_attempts",
                "not even the right one, before the wait is over"
            );
        }
        app.clock.advance(wait);
    }
    assert_eq!(waited, 30);
    assert_eq!(
        files_under(app.folder()),
        before,
        "nothing on the disk changes"
    );
    app.unlock();
    assert_eq!(app.call("app_status", json!({}))["retryInSeconds"], 0);
}

#[test]
fn a_mistyped_recovery_code_is_told_from_a_wrong_one_and_costs_no_wait() {
    let app = TestApp::open();
    app.call("vault_lock", json!({}));
    for mistyped in [
        "",
        "ABCD",
        "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAA!",
        &"Z".repeat(1_000_000),
    ] {
        for _ in 0..5 {
            let code = app
                .refused("vault_unlock_with_code", json!({ "code": mistyped }))
                .0;
            assert_eq!(code, "mistyped_recovery_code");
        }
    }
    assert_eq!(app.call("app_status", json!({}))["retryInSeconds"], 0);
}

#[test]
fn the_vault_locks_when_nobody_is_there() {
    let app = TestApp::open();
    app.clock.advance(299);
    assert!(app.app().tick().is_none(), "five minutes are not over");
    app.call("session_touch", json!({}));
    app.clock.advance(299);
    assert!(app.app().tick().is_none(), "a touch starts them anew");
    app.clock.advance(2);
    assert!(app.app().tick().is_some());
    assert_eq!(app.state(), "locked");
    assert!(app.app().tick().is_none(), "told once");
}

#[test]
fn the_time_until_it_locks_is_the_persons_choice() {
    let app = TestApp::open();
    app.call("settings_update", json!({ "lockAfterMinutes": 60 }));
    app.clock.advance(3_500);
    assert!(app.app().tick().is_none());
    app.clock.advance(200);
    assert!(app.app().tick().is_some());
    app.unlock();
    for refused in [0, 61, 255] {
        let refusal = app.refused("settings_update", json!({ "lockAfterMinutes": refused }));
        assert_eq!(refusal, ("invalid".into(), Some("lockAfterMinutes".into())));
    }
}

#[test]
fn a_second_program_is_told_that_the_first_has_the_vault() {
    let app = TestApp::open();
    let second = app.second();
    let status = second.call("app_status", json!({}));
    assert_eq!(
        (status["state"].as_str(), status["problem"].as_str()),
        (Some("unusable"), Some("in_use"))
    );
    assert_eq!(
        second
            .refused("vault_unlock", json!({ "passphrase": PASSPHRASE }))
            .0,
        "in_use"
    );
    app.call("check_in_log", crate::check_in(json!(4), ""));
    drop(app);
    second.unlock();
    assert_eq!(
        second.call("today_get", json!({}))["checkIns"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn locking_twice_and_unlocking_twice_is_fine() {
    let app = TestApp::open();
    app.unlock();
    app.call("vault_lock", json!({}));
    assert_eq!(app.call("vault_lock", json!({}))["state"], "locked");
}

#[test]
fn a_space_that_a_keyboard_put_around_the_passphrase_does_not_matter() {
    let app = TestApp::open();
    app.call("vault_lock", json!({}));
    let typed = format!(" {PASSPHRASE} ");
    app.call("vault_unlock", json!({ "passphrase": typed }));
    assert_eq!(app.call("app_status", json!({}))["state"], "unlocked");
    let rating = app.call(
        "passphrase_rate",
        json!({ "passphrase": "a               " }),
    );
    assert_eq!(rating["longEnough"], false);
}
