//! How long unlocking and saving take on a long life, beside the same work on plain SQLite, in one run.
//!
//! `make bench` runs it; numbers are printed, never asserted. `--pages` leaves out the long work on copies. Key derivation is left out: the vault is opened with its
//! recovery code. Unlocking also authenticates every page of the journal, which plain SQLite has no counterpart for.

mod backup;
mod kdf;
mod plain;

use mainstay_support::life::{self, TEN_YEARS};
use mainstay_support::TestApp;
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};
use zeroizing_alloc::ZeroAlloc;

/// As in the shipped program.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// How often each is measured; the medians are compared.
const ROUNDS: usize = 31;

fn main() {
    // First, so that its memory is the most that there was.
    kdf::rows();
    let (app, code) = TEN_YEARS.lived();
    let plain = plain::copy_of(&app);
    row("unlock to Today", unlock(&app, &code), plain_unlock(&plain));
    app.call("vault_unlock_with_code", json!({ "code": code }));
    let open = plain::open(&plain);
    row(
        "Today, once open",
        median(|| drop(app.call("today_get", json!({})))),
        median(|| plain::today(&open)),
    );
    row(
        "a page of Journey",
        median(|| journey(&app)),
        median(|| plain::journey(&plain::open(&plain))),
    );
    alone(
        "Journey, cravings alone",
        median(|| {
            drop(app.call(
                "journey_list",
                json!({ "before": null, "days": 14, "kinds": ["craving"] }),
            ))
        }),
    );
    row(
        "a month of Journey",
        median(|| month(&app)),
        median(|| plain::month(&plain::open(&plain))),
    );
    pages(&app);
    for (what, text) in [
        ("search: a word of each", "garden"),
        ("search: one letter", "w"),
        ("search: three words", "topic12 riv home"),
        ("search: a word of one", "only4321"),
    ] {
        alone(what, median(|| drop(app.call("search_list", search(text)))));
    }
    alone(
        "recently removed",
        median(|| drop(app.call("removed_list", json!({})))),
    );
    row("save a check-in, durable", save(&app), plain_save(&plain));
    if std::env::args().all(|argument| argument != "--pages") {
        backup::rows(app, &code);
    }
}

/// What each further page asks for.
fn pages(app: &TestApp) {
    app.call("settings_update", json!({ "outlook": true }));
    let goal = app.call("goal_list", json!({}))[0]["id"].clone();
    for (what, command, request) in [
        ("a goal", "goal_get", json!({ "id": goal })),
        ("milestones", "milestone_list", json!({})),
        ("a year", "journey_year", json!({ "year": 2025 })),
        (
            "a diary card",
            "diary_card_get",
            json!({ "dayOn": "2024-05-08", "weekStartsOn": 1 }),
        ),
        ("patterns", "pattern_list", json!({})),
        ("the outlook", "outlook_get", json!({})),
        (
            "what helps",
            "helps_list",
            json!({ "triggerId": null, "goalId": null }),
        ),
    ] {
        alone(what, median(|| drop(app.call(command, request.clone()))));
    }
    for measure in ["mood", "craving", "cravings", "sleep", "lapses"] {
        let request = json!({ "measure": measure, "range": "all" });
        let took = median(|| drop(app.call("chart_get", request.clone())));
        alone(&format!("chart of all: {measure}"), took);
    }
}

#[expect(clippy::print_stdout, reason = "what the program is for")]
fn row(what: &str, ours: Duration, plain: Duration) {
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let ratio = ours.as_secs_f64() / plain.as_secs_f64();
    println!(
        "{what:26} {:9.2} ms   plain SQLite {:9.2} ms   ratio {ratio:5.2}",
        ms(ours),
        ms(plain)
    );
}

/// What plain SQLite has no counterpart for.
#[expect(clippy::print_stdout, reason = "what the program is for")]
fn alone(what: &str, ours: Duration) {
    println!("{what:26} {:9.2} ms", ours.as_secs_f64() * 1_000.0);
}

fn search(text: &str) -> serde_json::Value {
    json!({ "text": text, "kinds": [], "from": null, "to": null, "before": null, "limit": 20 })
}

fn unlock(app: &TestApp, code: &str) -> Duration {
    let round = || {
        app.call("vault_lock", json!({}));
        timed(|| {
            app.call("vault_unlock_with_code", json!({ "code": code }));
            app.call("today_get", json!({}));
        })
    };
    median_of((0..ROUNDS).map(|_| round()).collect())
}

fn plain_unlock(plain: &Path) -> Duration {
    median(|| plain::today(&plain::open(plain)))
}

fn journey(app: &TestApp) {
    app.call("journey_list", json!({ "before": null, "days": 14 }));
}

fn month(app: &TestApp) {
    app.call("journey_month", json!({ "month": "2026-10" }));
}

fn save(app: &TestApp) -> Duration {
    median(|| {
        app.call("check_in_log", life::check_in(4, None));
    })
}

fn plain_save(plain: &Path) -> Duration {
    let connection = plain::open(plain);
    let mut n = 0u64;
    median(|| {
        n += 1;
        plain::save(&connection, n);
    })
}

fn median(mut work: impl FnMut()) -> Duration {
    median_of((0..ROUNDS).map(|_| timed(&mut work)).collect())
}

pub(crate) fn timed(work: impl FnOnce()) -> Duration {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median_of(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
