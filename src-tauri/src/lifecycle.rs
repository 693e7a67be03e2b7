//! When the vault locks without being asked, and what else follows from the app's life.
//!
//! - Nobody here: the core's own rule, asked when the core says that something is due, and at once when the window gets
//!   the keyboard back (which is also the first thing after a resume from sleep, so that an hour's sleep wakes locked).
//!   While the vault is locked, nothing is due and nothing wakes.
//! - On a phone: `away::PATIENCE` after the app went to the background.
//! - The device goes to sleep, or its screen is locked: at once, where the desktop says so (`desktop.rs`: Linux).
//! - On quit, on close, and when the system ends the app (log-out, shutdown): always. Closing the window ends the app
//!   unless something can ring.
//!
//! On a desktop a minimised window counts as nobody here, no sooner: people look something up and come back.

#[cfg(any(mobile, test))]
mod away;
#[cfg(target_os = "linux")]
mod clock_set;
#[cfg(target_os = "linux")]
mod desktop;
mod reminders;

use crate::SharedApp;
use mainstay_core::ports::NoticeAnswer;
use mainstay_core::AppStatus;
use std::time::Duration;
use tauri::{AppHandle, Emitter, ExitRequestApi, Manager, RunEvent, WindowEvent};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::Notify;
use tokio::time::timeout;

/// Rings when a command has run: what is due next may have changed.
#[derive(Debug, Default)]
pub(crate) struct Pulse {
    lock: Notify,
    reminders: Notify,
}

impl Pulse {
    /// Has the core asked anew what is due.
    pub(crate) fn ring(&self) {
        self.lock.notify_one();
        self.reminders.notify_one();
    }
}

/// A clock that runs a little fast must not keep a core awake that is not due yet.
const SHORTEST_WAIT: Duration = Duration::from_millis(50);

/// What the window hears when the vault has locked by itself.
const LOCKED: &str = "locked";

/// Starts asking the core.
pub(crate) fn start(app: &AppHandle, answers: UnboundedReceiver<(u32, NoticeAnswer)>) {
    #[cfg(mobile)]
    app.manage(away::Away::default());
    #[cfg(all(desktop, unix))]
    quit_when_asked(app);
    app.manage(Pulse::default());
    #[cfg(target_os = "linux")]
    desktop::listen(app);
    tauri::async_runtime::spawn(follow(app.clone()));
    reminders::start(app, answers);
}

/// Wakes when something is due, or may be: after a command. Each look at the reminders looks here, too, for a sleep that
/// nobody told of.
async fn follow(app: AppHandle) {
    loop {
        let asked = app.clone();
        let due = tauri::async_runtime::spawn_blocking(move || {
            lock_if_due(&asked);
            asked.state::<SharedApp>().next_wake()
        });
        tend_keystore(&app);
        let pulse = app.state::<Pulse>();
        match due.await {
            Ok(Some(wait)) => drop(timeout(wait.max(SHORTEST_WAIT), pulse.lock.notified()).await),
            _ => pulse.lock.notified().await,
        }
    }
}

/// On a thread of its own, on which nobody waits: the keystore may hang, and locking must not wait for it.
fn tend_keystore(app: &AppHandle) {
    let core = SharedApp::clone(&app.state::<SharedApp>());
    if core.keystore_is_due() {
        drop(tauri::async_runtime::spawn_blocking(move || {
            core.keystore_tend();
        }));
    }
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
    } else if let RunEvent::ExitRequested {
        code: None, api, ..
    } = event
    {
        stay_if_it_rings(app, &api);
    } else if let RunEvent::WindowEvent { event, .. } = event {
        on_window_event(app, &event);
    }
}

/// The last window is closed. Where something can still ring, the app stays, locked and without a window; a second
/// start shows one.
fn stay_if_it_rings(app: &AppHandle, api: &ExitRequestApi) {
    let core = app.state::<SharedApp>();
    core.lock_now();
    if core.keeps_ringing() {
        api.prevent_exit();
        app.state::<Pulse>().ring();
    }
}

fn on_window_event(app: &AppHandle, event: &WindowEvent) {
    match event {
        WindowEvent::Focused(true) => check(app),
        #[cfg(mobile)]
        WindowEvent::Suspended => go_away(app),
        #[cfg(mobile)]
        WindowEvent::Resumed => come_back(app),
        _ => {}
    }
}

/// Remembers the time, and looks again when it is over, where the system still lets the app run.
#[cfg(mobile)]
fn go_away(app: &AppHandle) {
    app.state::<away::Away>().left(now_ms());
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(away::PATIENCE).await;
        check(&app);
    });
}

/// Looks at the time away before it is forgotten.
#[cfg(mobile)]
fn come_back(app: &AppHandle) {
    lock_if_due(app);
    app.state::<away::Away>().came_back();
}

/// Looks whether it is time to lock, away from the event loop: a command may hold the core for half a second.
fn check(app: &AppHandle) {
    app.state::<Pulse>().ring();
}

/// Locks whatever is open, and tells the window. Waits for the command that is running.
#[cfg(target_os = "linux")]
fn lock_at_once(app: &AppHandle) {
    let core = app.state::<SharedApp>();
    // Nothing is due in a locked vault. Its window is told nothing: what it shows stays.
    let was_open = core.next_wake().is_some();
    core.lock_now();
    if was_open {
        app.state::<Pulse>().reminders.notify_one();
        let _ = app.emit(LOCKED, core.status());
    }
}

fn lock_if_due(app: &AppHandle) {
    if let Some(status) = lock_when_due(app) {
        // From now on the outbox rings, and takes what is pressed.
        app.state::<Pulse>().reminders.notify_one();
        // No window, nobody to tell.
        let _ = app.emit(LOCKED, status);
    }
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
