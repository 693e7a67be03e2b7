//! What drives the core's reminders: when it is asked, and where the answers on notifications go.
//!
//! The core says when it wants to be asked again; it is asked sooner after a command, after a lock or an unlock, on
//! waking from sleep, in another time zone and when the clock was set (`clock_set.rs`), and once a minute at the latest, so
//! that a signal that never came costs a minute. It need not be told which of these it was: a look compares what is due
//! with what rang, whatever the clock did.
//!
//! Deliberately not here: what rings, and its words (the core).

use super::Pulse;
use crate::{log, SharedApp};
use mainstay_core::ports::NoticeAnswer;
use std::time::Duration;
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::Notify;
use tokio::time::timeout;

/// What the window hears when something rang or was answered outside of it.
const CHANGED: &str = "reminders";

/// What the window hears when a notification was touched: the core knows where it leads.
const OPENED: &str = "opened";

/// Nothing may be later than this, also where no signal comes.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Starts asking the core, and handing it the answers.
pub(super) fn start(app: &AppHandle, answers: UnboundedReceiver<(u32, NoticeAnswer)>) {
    #[cfg(target_os = "linux")]
    super::clock_set::listen(app);
    let asked = app.clone();
    tauri::async_runtime::spawn(async move {
        let app = asked.clone();
        let pulse = asked.state::<Pulse>();
        follow(move || look(&app), &pulse.reminders, LONGEST_WAIT).await;
    });
    tauri::async_runtime::spawn(take_answers(app.clone(), answers));
}

/// Also whether it is time to lock, once a minute at the latest: one clock that wakes the device is enough, and the timer
/// of the lock stands still in a sleep.
fn look(app: &AppHandle) -> Option<Duration> {
    super::lock_if_due(app);
    let tended = app.state::<SharedApp>().reminder_tend();
    if tended.changed {
        let _ = app.emit(CHANGED, ());
    }
    tended.next
}

/// Looks, waits as long as that look said or until the pulse, and looks again, for ever. Each look is on a thread of
/// its own, and one that panics is not the last.
async fn follow<L>(look: L, pulse: &Notify, longest: Duration)
where
    L: Fn() -> Option<Duration> + Clone + Send + 'static,
{
    loop {
        let looked = tauri::async_runtime::spawn_blocking(look.clone()).await;
        if looked.is_err() {
            log::line("a look at the reminders panicked");
        }
        let wait = wait_of(looked.ok().flatten(), longest);
        drop(timeout(wait, pulse.notified()).await);
    }
}

/// Also where nothing can ring: a clock that was put back makes something of a list that has all rung.
fn wait_of(next: Option<Duration>, longest: Duration) -> Duration {
    next.map_or(longest, |wait| wait.min(longest))
}

async fn take_answers(app: AppHandle, mut answers: UnboundedReceiver<(u32, NoticeAnswer)>) {
    while let Some((id, answer)) = answers.recv().await {
        let is_opened = answer == NoticeAnswer::Open;
        if is_opened {
            show_window(&app);
        }
        let core = SharedApp::clone(&app.state::<SharedApp>());
        let kept = tauri::async_runtime::spawn_blocking(move || core.notice_answer(id, answer));
        match kept.await {
            Ok(Ok(_)) => {
                // A window that is only now made asks by itself.
                let _ = app.emit(if is_opened { OPENED } else { CHANGED }, ());
            }
            // The core has shown it again: what was not kept is not answered.
            Ok(Err(error)) => log::line(&format!("an answer was not kept: {error}")),
            Err(_) => log::line("an answer panicked"),
        }
        app.state::<Pulse>().ring();
    }
}

#[cfg(desktop)]
fn show_window(app: &AppHandle) {
    crate::window::bring_to_front(app);
}

#[cfg(mobile)]
fn show_window(_app: &AppHandle) {}

#[cfg(test)]
#[path = "reminders_tests.rs"]
mod tests;
