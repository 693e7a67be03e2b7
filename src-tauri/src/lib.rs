//! The shell: a window around the core, and the only code that knows Tauri.
//!
//! Invariants: no business rule and no stored byte is decided here; the window reaches the core through the one
//! command `call` and nothing else of the system; nothing that a person wrote reaches the log.
//!
//! Deliberately not here: keys, SQL and rules (the core and below), words for people (the message catalogues), any
//! network client.

mod call;
mod lifecycle;
mod log;
mod navigation;
mod platform;
mod process;
mod window;

use mainstay_core::{App, KeyDerivation};
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{AppHandle, Manager, Wry};
use tokio::sync::mpsc::unbounded_channel;
use zeroizing_alloc::ZeroAlloc;

/// Freed memory is zeroed: what crossed from and to the screens would otherwise stay readable after a lock.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

/// The core, as Tauri keeps it for every command.
pub(crate) type SharedApp = Arc<App>;

/// What a start without a display ends with; the caller may offer the preview instead.
pub const NO_DISPLAY: u8 = 3;

/// Runs the app until it is closed.
///
/// Ends with [`NO_DISPLAY`] and a sentence on the error stream where there is no screen to draw on.
#[must_use]
pub fn run() -> ExitCode {
    process::prepare();
    if !process::has_display() {
        log::line(
            "no display: set DISPLAY or WAYLAND_DISPLAY, or use the preview (`make preview`)",
        );
        return ExitCode::from(NO_DISPLAY);
    }
    match builder().build(tauri::generate_context!()) {
        Ok(app) => ExitCode::from(u8::try_from(app.run_return(lifecycle::on_event)).unwrap_or(1)),
        Err(error) => {
            log::line(&format!("start: {error}"));
            ExitCode::FAILURE
        }
    }
}

#[cfg(mobile)]
mod phone {
    #![allow(missing_docs, reason = "the macro makes a function without one")]

    /// The entry point on phones.
    #[tauri::mobile_entry_point]
    fn run_on_phone() {
        let _ = super::run();
    }
}

fn builder() -> tauri::Builder<Wry> {
    with_desktop_plugins(tauri::Builder::default())
        // Its script would open links from inside the page; here only `navigation` may, from Rust.
        .plugin(
            tauri_plugin_opener::Builder::new()
                .open_js_links_on_click(false)
                .build(),
        )
        .invoke_handler(tauri::generate_handler![call::call])
        .setup(|app| set_up(app.handle()))
}

fn set_up(app: &AppHandle) -> Result<(), Box<dyn Error>> {
    let (tell, answers) = unbounded_channel();
    let ports = platform::ports(app, platform::paths::DataFolder::of(app)?, tell);
    app.manage(SharedApp::new(App::new(ports, KeyDerivation::Calibrated)));
    lifecycle::start(app, answers);
    if !process::is_hidden() {
        window::create(app)?;
    }
    Ok(())
}

#[cfg(desktop)]
fn with_desktop_plugins(builder: tauri::Builder<Wry>) -> tauri::Builder<Wry> {
    use tauri_plugin_window_state::StateFlags;
    let place = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    builder
        // First, so that a second start ends before it has touched anything.
        .plugin(tauri_plugin_single_instance::init(
            |app, arguments, _folder| on_second_start(app, &arguments),
        ))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(place)
                .build(),
        )
}

/// Somebody wants the window; a desktop that restores its session and starts what is to start at login wants none.
#[cfg(desktop)]
fn on_second_start(app: &AppHandle, arguments: &[String]) {
    if !platform::login::is_hidden(arguments.iter()) {
        window::bring_to_front(app);
    }
}

#[cfg(mobile)]
fn with_desktop_plugins(builder: tauri::Builder<Wry>) -> tauri::Builder<Wry> {
    builder
}
