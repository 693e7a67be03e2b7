//! The one window.
//!
//! It stays hidden until its page has loaded, so that nobody sees an empty frame. It opens no other window, loads
//! nothing down, and goes where [`navigation`] lets it.

use crate::navigation;
use tauri::webview::{NewWindowResponse, PageLoadEvent, WebviewWindowBuilder};
use tauri::{AppHandle, Manager, WebviewWindow};

/// Label of the window in the configuration and in the capability.
pub(crate) const MAIN: &str = "main";

/// Makes the window as the configuration describes it.
///
/// # Errors
/// When the system gives no window or no web view.
pub(crate) fn create(app: &AppHandle) -> tauri::Result<()> {
    let config = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == MAIN);
    let config = config.cloned().unwrap_or_default();
    let (going, opening) = (app.clone(), app.clone());
    WebviewWindowBuilder::from_config(app, &config)?
        .on_navigation(move |url| navigation::follow(&going, url))
        .on_new_window(move |url, _features| {
            navigation::follow(&opening, &url);
            NewWindowResponse::Deny
        })
        .on_download(|_webview, _event| false)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished {
                reveal(&window);
            }
        })
        .build()?;
    Ok(())
}

/// Shows the window and gives it the keyboard, for a second start of the app and a touched notification. One that was
/// closed while the app stayed is made anew.
#[cfg(desktop)]
pub(crate) fn bring_to_front(app: &AppHandle) {
    let shown = app.clone();
    let _ = app.run_on_main_thread(move || match shown.get_webview_window(MAIN) {
        Some(window) => {
            let _ = window.unminimize();
            reveal(&window);
            let _ = window.set_focus();
        }
        None => {
            if let Err(error) = create(&shown) {
                crate::log::line(&format!("no window was made: {error}"));
            }
        }
    });
}

#[cfg(desktop)]
fn reveal(window: &WebviewWindow) {
    if let Err(error) = window.show() {
        crate::log::line(&format!("the window was not shown: {error}"));
    }
}

#[cfg(mobile)]
fn reveal(_window: &WebviewWindow) {}
