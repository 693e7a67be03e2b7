//! How long a backup, a copy elsewhere and the way back take on 73,000 entries: twenty a day for ten years.
//!
//! Key derivation is left out, as in all of this benchmark: the copy is sealed at the least cost.

use crate::timed;
use mainstay_support::life::{self, TEN_YEARS};
use mainstay_support::TestApp;
use serde_json::{json, Value};
use std::time::Duration;

const ENTRIES: i64 = 73_000;

/// Prints a row for each piece of work.
pub fn rows(app: TestApp, code: &str) {
    life::fill(&app, TEN_YEARS, ENTRIES);
    let proof = json!({ "proof": { "code": code } });
    let backup = app.call("backup_create", json!({}));
    let megabytes = backup["bytes"].as_f64().unwrap_or_default() / 1e6;
    let row = |what: &str, took: Duration| row(what, took, megabytes);
    app.clock.advance(1);
    row(
        "a backup on the device",
        call(&app, "backup_create", json!({})),
    );
    // The newest: of two on one day the older goes.
    let at_ms = app.call("backup_list", json!({}))[0]["atMs"].clone();
    row(
        "check that backup",
        call(&app, "backup_check", json!({ "atMs": at_ms })),
    );
    let stick = tempfile::TempDir::new().expect("a temporary folder");
    app.places.give(Some(stick.path().join("journal.age")));
    app.call("elsewhere_choose", json!({ "purpose": "save" }));
    row(
        "save a copy elsewhere",
        call(&app, "elsewhere_create", proof.clone()),
    );
    app.call("elsewhere_choose", json!({ "purpose": "open" }));
    row(
        "check that copy",
        call(&app, "elsewhere_check", proof.clone()),
    );
    row(
        "put that copy back",
        call(&app, "elsewhere_restore", proof.clone()),
    );
    let restore = json!({ "atMs": at_ms, "proof": proof["proof"] });
    row(
        "put that backup back",
        call(&app, "backup_restore", restore),
    );
}

fn call(app: &TestApp, name: &str, request: Value) -> Duration {
    timed(|| drop(app.call(name, request)))
}

#[expect(clippy::print_stdout, reason = "what the program is for")]
fn row(what: &str, took: Duration, megabytes: f64) {
    let seconds = took.as_secs_f64();
    println!(
        "{what:26} {seconds:9.2} s    {megabytes:6.1} MB   {:7.1} MB/s",
        megabytes / seconds
    );
}
