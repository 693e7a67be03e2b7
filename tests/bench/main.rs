//! How long unlocking, saving and every question of a screen take on a long life, beside the same work on plain
//! SQLite in one run: the very statements that the core has run, on an unencrypted copy.
//!
//! `make bench` runs it; numbers are printed, never asserted. `--pages` leaves out the long work on copies. Key
//! derivation is left out: the vault is opened with its recovery code. Unlocking also authenticates every page of the
//! journal, which plain SQLite has no counterpart for.

mod backup;
mod kdf;
mod plain;
mod reminders;

use mainstay_faults::statements::watch;
use mainstay_support::life::{self, TEN_YEARS};
use mainstay_support::questions::of_screens;
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
    reminders::rows();
    watch();
    let (app, code) = TEN_YEARS.lived();
    let plain = plain::copy_of(&app);
    let open = plain::open(&plain);
    let today = plain::statements(&app, "today_get", &json!({}));
    row(
        "unlock to Today",
        unlock(&app, &code),
        median(|| plain::run(&plain::open(&plain), &today)),
    );
    app.call("vault_unlock_with_code", json!({ "code": code }));
    for question in of_screens(&app) {
        let (command, request) = (question.command, &question.request);
        let run = plain::statements(&app, command, request);
        row(
            question.screen,
            median(|| drop(app.call(command, request.clone()))),
            median(|| plain::run(&open, &run)),
        );
    }
    row("save a check-in, durable", save(&app), plain_save(&plain));
    if std::env::args().all(|argument| argument != "--pages") {
        backup::rows(app, &code);
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
