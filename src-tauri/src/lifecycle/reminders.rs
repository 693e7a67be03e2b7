//! What drives the core's reminders: when it is asked, and where the answers on notifications go.
//!
//! The core says when it wants to be asked again; it is asked sooner after a command, after a lock or an unlock, on
//! waking from sleep and when the clock was set (`clock_set.rs`), and once a minute at the latest while anything can
//! ring, so that a signal that never came costs a minute. It need not be told which of these it was: a look compares
//! what is due with what rang, whatever the clock did.
//!
//! Deliberately not here: what rings, and its words (the core).

use super::Pulse;
use crate::{log, SharedApp};
use mainstay_core::ports::NoticeAnswer;
use std::time::Duration;
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::timeout;

/// What the window hears when something rang or was answered outside of it.
const CHANGED: &str = "reminders";

/// Nothing may be later than this, also where no signal comes.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Starts asking the core, and handing it the answers.
pub(super) fn start(app: &AppHandle, answers: UnboundedReceiver<(u32, NoticeAnswer)>) {
    #[cfg(target_os = "linux")]
    super::clock_set::listen(app);
    tauri::async_runtime::spawn(follow(app.clone()));
    tauri::async_runtime::spawn(take_answers(app.clone(), answers));
}

async fn follow(app: AppHandle) {
    loop {
        let asked = app.clone();
        let due = tauri::async_runtime::spawn_blocking(move || {
            let tended = asked.state::<SharedApp>().reminder_tend();
            if tended.changed {
                let _ = asked.emit(CHANGED, ());
            }
            tended.next
        });
        let pulse = app.state::<Pulse>();
        match due.await {
            Ok(Some(wait)) => {
                drop(timeout(wait.min(LONGEST_WAIT), pulse.reminders.notified()).await);
            }
            // Nothing can ring: an edit or an unlock is a pulse.
            Ok(None) => pulse.reminders.notified().await,
            Err(_) => {
                log::line("a look at the reminders panicked");
                drop(timeout(LONGEST_WAIT, pulse.reminders.notified()).await);
            }
        }
    }
}

async fn take_answers(app: AppHandle, mut answers: UnboundedReceiver<(u32, NoticeAnswer)>) {
    while let Some((id, answer)) = answers.recv().await {
        if answer == NoticeAnswer::Open {
            show_window(&app);
            continue;
        }
        let core = SharedApp::clone(&app.state::<SharedApp>());
        let kept = tauri::async_runtime::spawn_blocking(move || core.notice_answer(id, answer));
        match kept.await {
            Ok(Ok(_)) => {
                let _ = app.emit(CHANGED, ());
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
