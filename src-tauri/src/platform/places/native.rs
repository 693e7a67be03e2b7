//! The file dialogs of macOS and Windows, through rfd.

use super::desktop::{Answer, Ask};
use crate::window::MAIN;
use tauri::{AppHandle, Manager};

/// Shows a dialog over the window, in the thread that owns it, and answers when it is closed.
pub(super) fn show(app: &AppHandle, ask: Ask, answer: Answer) {
    let mut dialog = rfd::FileDialog::new();
    if let Some(window) = app.get_webview_window(MAIN) {
        dialog = dialog.set_parent(&window);
    }
    let chosen = match ask {
        Ask::Save(name) => dialog.set_file_name(name).save_file(),
        Ask::Open => dialog.pick_file(),
    };
    // Whoever asked has gone: so has the question.
    let _ = answer.send(chosen);
}
