//! The list in a vault: how long it takes to take it in, and to find something in it.

use crate::peak_kib;
use mainstay_support::TestApp;
use serde_json::{json, Value};
use std::path::Path;
use std::time::{Duration, Instant};

/// How often each search is measured; the median is said.
const ROUNDS: usize = 31;

/// What a person looks for, from what most meetings have to what few have.
fn wishes() -> Vec<(&'static str, Value)> {
    let kind = |code: &str| json!([{ "vocabulary": "meeting_guide", "code": code }]);
    vec![
        ("the next ones", json!({})),
        ("the next two hours", json!({ "withinHours": 2 })),
        ("a day", json!({ "day": "2026-11-24" })),
        (
            "at night, online",
            json!({ "fromMinute": 1320, "untilMinute": 300, "ways": ["online", "hybrid", "phone"] }),
        ),
        ("by phone alone (none)", json!({ "ways": ["phone"] })),
        ("a kind that all have", json!({ "kinds": kind("O") })),
        ("one letter", json!({ "words": "g" })),
        ("a word that all have", json!({ "words": "group" })),
        (
            "two words and a kind",
            json!({ "words": "harb women", "kinds": kind("BE") }),
        ),
        ("a word that few have", json!({ "words": "4711" })),
        (
            "a word of all, at night",
            json!({ "words": "group", "fromMinute": 120, "untilMinute": 180 }),
        ),
        (
            "a place and a day",
            json!({ "place": "north 12", "day": "2026-11-27" }),
        ),
    ]
}

/// Takes the list in, takes it in again in place of itself, and searches.
#[expect(clippy::print_stdout, reason = "what the program is for")]
pub fn rows(file: &Path) {
    let app = TestApp::open();
    app.places.give(Some(file.to_owned()));
    app.call("meeting_feed_choose", json!({}));
    let order =
        |replaces: Value| json!({ "name": "All", "zone": "Europe/London", "replaces": replaces });
    let said = |what: &str, took: Duration| {
        let megabytes = peak_kib() * 1_024 / 1_000_000;
        println!(
            "{what:38} {:8.2} s, at most {megabytes} MB so far",
            took.as_secs_f64()
        );
    };
    said(
        "looked through",
        timed(|| drop(app.call("meeting_feed_check", json!({})))),
    );
    let mut feed = Value::Null;
    let first = timed(|| feed = app.call("meeting_feed_import", order(Value::Null)));
    said("taken in", first);
    let id = feed["feed"]["id"].clone();
    let again = timed(|| drop(app.call("meeting_feed_import", order(id.clone()))));
    said("taken in again, in place of itself", again);
    for (what, wish) in wishes() {
        let request = with(everything(), &wish);
        let found = app.call("meeting_search", request.clone())["meetings"]
            .as_array()
            .map_or(0, Vec::len);
        let mut times: Vec<Duration> = (0..ROUNDS)
            .map(|_| timed(|| drop(app.call("meeting_search", request.clone()))))
            .collect();
        times.sort_unstable();
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        let (median, worst) = (times[ROUNDS / 2], times[ROUNDS - 1]);
        println!(
            "search: {what:30} {:8.2} ms, at most {:8.2} ms, {found} found",
            ms(median),
            ms(worst)
        );
    }
    let removed = timed(|| drop(app.call("meeting_feed_delete", json!({ "id": id }))));
    said("removed", removed);
}

fn everything() -> Value {
    json!({
        "words": "", "place": "", "day": null, "withinHours": null, "fromMinute": null, "untilMinute": null,
        "ways": [], "kinds": [], "after": null,
    })
}

fn with(mut value: Value, fields: &Value) -> Value {
    for (name, field) in fields.as_object().into_iter().flatten() {
        value[name] = field.clone();
    }
    value
}

fn timed(work: impl FnOnce()) -> Duration {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
    let start = Instant::now();
    work();
    start.elapsed()
}
