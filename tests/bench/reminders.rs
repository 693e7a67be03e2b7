//! How long a look of the reminders takes over 1,000 schedules of a real vault: read anew, and after one edit.

use crate::{median_of, timed, ROUNDS};
use mainstay_core::{ScheduleEditRequest, SchedulePutRequest};
use mainstay_domain::ScheduleId;
use mainstay_support::{TestApp, PASSPHRASE};
use serde_json::{json, Value};
use std::time::Duration;

const SCHEDULES: u16 = 1_000;
/// As many as somebody with a few medicines and a meeting has.
const FEW: u16 = 8;

pub fn rows() {
    let app = TestApp::open();
    let ids: Vec<ScheduleId> = (0..SCHEDULES).map(|n| put(&app, n)).collect();
    let cold = (0..ROUNDS).map(|_| {
        app.call("vault_lock", json!({}));
        app.call("vault_unlock", json!({ "passphrase": PASSPHRASE }));
        timed(|| look(&app))
    });
    row(
        "a look over 1,000 schedules, with reading them",
        median_of(cold.collect()),
    );
    // A journey: all of them are looked at, and none is read.
    let zones = ["Europe/Berlin", "Europe/London"];
    let moved = (0..ROUNDS).map(|n| {
        app.clock.travel(zones[n % 2]);
        timed(|| look(&app))
    });
    row("the same, read before", median_of(moved.collect()));
    let edited = (0..ROUNDS).map(|n| {
        let minute = u16::try_from(n).unwrap_or_default();
        edit(&app, ids[n], minute);
        timed(|| look(&app))
    });
    row("a look after one edit", median_of(edited.collect()));
    tending(&app, &ids, "1,000 schedules");
    let few = TestApp::open();
    let ids: Vec<ScheduleId> = (0..FEW).map(|n| put(&few, n * 97)).collect();
    tending(&few, &ids, "8 schedules");
}

/// What a look costs with what keeps a locked vault ringing: nothing new, after an edit, and after the first look.
fn tending(app: &TestApp, ids: &[ScheduleId], of: &str) {
    let first = timed(|| tend(app));
    row(&format!("the outbox of {of}, the first time"), first);
    let idle = (0..ROUNDS).map(|_| timed(|| tend(app)));
    row("a look when nothing has changed", median_of(idle.collect()));
    let edited = (0..ROUNDS).map(|n| {
        let minute = u16::try_from(n).unwrap_or_default() + 40;
        edit(app, ids[n % ids.len()], minute);
        timed(|| tend(app))
    });
    row("a look after an edit", median_of(edited.collect()));
    let file = std::fs::metadata(app.folder().join("reminders/outbox"));
    size("the outbox", file.map_or(0, |file| file.len()));
}

fn tend(app: &TestApp) {
    app.app().reminder_tend();
}

fn look(app: &TestApp) {
    app.app().reminder_look().expect("an open vault");
}

fn daily(minute: u16) -> (Value, Value) {
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-01", "untilOn": null,
        "times": { "kind": "at", "minutes": [minute, minute + 600] },
    });
    let reminder = json!({
        "preAlerts": [], "nag": null, "ringsInQuietHours": true, "grace": { "kind": "half_way", "minutes": 240 },
    });
    (
        json!({ "kind": "civil", "phases": [phase], "zone": null }),
        reminder,
    )
}

fn put(app: &TestApp, n: u16) -> ScheduleId {
    let (rule, reminder) = daily(n % 800);
    let owner = json!({ "kind": "other", "id": "019a45b6-4500-7303-8303-030303030303" });
    let request = json!({ "owner": owner, "rule": rule, "reminder": reminder });
    let request: SchedulePutRequest = serde_json::from_value(request).expect("a request");
    app.app().schedule_put(&request).expect("room").value
}

fn edit(app: &TestApp, id: ScheduleId, minute: u16) {
    let (rule, reminder) = daily((minute + 801) % 830);
    let request = json!({ "id": id, "rule": rule, "reminder": reminder });
    let request: ScheduleEditRequest = serde_json::from_value(request).expect("a request");
    app.app().schedule_edit(&request).expect("room");
}

#[expect(clippy::print_stdout, reason = "what the program is for")]
fn row(what: &str, time: Duration) {
    println!("{what:50} {:9.3} ms", time.as_secs_f64() * 1_000.0);
}

#[expect(clippy::print_stdout, reason = "what the program is for")]
fn size(what: &str, bytes: u64) {
    println!("{what:50} {:9.1} kB", bytes as f64 / 1_000.0);
}
