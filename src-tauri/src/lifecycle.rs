//! When the vault locks without being asked, and what else follows from the app's life.
//!
//! - Nobody here: the core's own rule, asked every [`TICK`], and at once when the window gets the keyboard back (which
//!   is also the first thing after a resume from sleep, so that an hour's sleep wakes locked).
//! - On a phone: `away::PATIENCE` after the app went to the background.
//! - On quit, on close, and when the system ends the app (log-out, shutdown): always.
//!
//! On a desktop a minimised window counts as nobody here, no sooner: people look something up and come back.

#[cfg(any(mobile, test))]
mod away;

use crate::SharedApp;
use mainstay_core::AppStatus;
use std::time::Duration;
use tauri::{AppHandle, Emitter, Manager, RunEvent, WindowEvent};
use tokio::time::{interval, MissedTickBehavior};

/// How often the core is asked whether it is time to lock.
const TICK: Duration = Duration::from_secs(5);

/// What the window hears when the vault has locked by itself.
const LOCKED: &str = "locked";

/// Starts asking the core.
pub(crate) fn start(app: &AppHandle) {
    #[cfg(mobile)]
    app.manage(away::Away::default());
    #[cfg(all(desktop, unix))]
    quit_when_asked(app);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut ticks = interval(TICK);
        // After a sleep there is nothing to catch up on.
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            check(&app);
        }
    });
}

/// Quits as from the window's cross when the system or a terminal asks, so that the vault is locked and the journal
/// in one file.
#[cfg(all(desktop, unix))]
fn quit_when_asked(app: &AppHandle) {
    use tokio::signal::unix::{signal, SignalKind};
    for kind in [
        SignalKind::terminate(),
        SignalKind::interrupt(),
        SignalKind::hangup(),
    ] {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            // Without a handler the system's own way stands: the app ends at once, and nothing saved is lost.
            let Ok(mut asked) = signal(kind) else { return };
            if asked.recv().await.is_some() {
                app.exit(0);
            }
        });
    }
}

/// Follows the app's life.
pub(crate) fn on_event(app: &AppHandle, event: RunEvent) {
    if let RunEvent::Exit = event {
        app.state::<SharedApp>().lock_now();
    } else if let RunEvent::WindowEvent { event, .. } = event {
        on_window_event(app, &event);
    }
}

fn on_window_event(app: &AppHandle, event: &WindowEvent) {
    match event {
        WindowEvent::Focused(true) => check(app),
        #[cfg(mobile)]
        WindowEvent::Suspended => app.state::<away::Away>().left(now_ms()),
        #[cfg(mobile)]
        WindowEvent::Resumed => come_back(app),
        _ => {}
    }
}

/// Looks at the time away before it is forgotten.
#[cfg(mobile)]
fn come_back(app: &AppHandle) {
    if let Some(status) = lock_when_due(app) {
        let _ = app.emit(LOCKED, status);
    }
    app.state::<away::Away>().came_back();
}

/// Locks when it is time, away from the event loop: a command may hold the core for half a second.
fn check(app: &AppHandle) {
    let app = app.clone();
    drop(tauri::async_runtime::spawn_blocking(move || {
        if let Some(status) = lock_when_due(&app) {
            // No window, nobody to tell.
            let _ = app.emit(LOCKED, status);
        }
    }));
}

fn lock_when_due(app: &AppHandle) -> Option<AppStatus> {
    let core = app.state::<SharedApp>();
    #[cfg(mobile)]
    {
        let away = app.state::<away::Away>();
        if away.is_over(now_ms()) {
            // Once is enough until the app is in front again.
            away.came_back();
            core.lock_now();
            return Some(core.status());
        }
    }
    core.tick()
}

#[cfg(mobile)]
fn now_ms() -> i64 {
    use mainstay_core::ports::Clock;
    crate::platform::clock::SystemClock::default().now_ms()
}
