//! GTK's file chooser, which is the desktop's own where there is a portal.

use super::desktop::{Answer, Ask};
use crate::window::MAIN;
use gtk::prelude::*;
use gtk::{FileChooserAction, FileChooserNative, ResponseType};
use std::cell::RefCell;
use std::rc::Rc;
use tauri::{AppHandle, Manager};

/// Shows a dialog over the window, in the thread that has GTK, and returns at once.
pub(super) fn show(app: &AppHandle, ask: Ask, answer: Answer) {
    let action = match ask {
        Ask::Save(_) => FileChooserAction::Save,
        Ask::Open => FileChooserAction::Open,
    };
    let window = app.get_webview_window(MAIN);
    let parent = window.and_then(|window| window.gtk_window().ok());
    // Without words of ours: the system says "Save" and "Open" in the person's language.
    let dialog = FileChooserNative::new(None, parent.as_ref(), action, None, None);
    dialog.set_modal(true);
    dialog.set_local_only(true);
    dialog.set_do_overwrite_confirmation(true);
    if let Ask::Save(name) = ask {
        dialog.set_current_name(&name);
    }
    // Nobody else holds it while it is open; it goes with its answer.
    let held = Rc::new(RefCell::new(Some(dialog.clone())));
    dialog.connect_response(move |dialog, response| {
        let chosen = (response == ResponseType::Accept).then(|| dialog.filename());
        // Whoever asked has gone: so has the question.
        let _ = answer.send(chosen.flatten());
        dialog.hide();
        drop(held.borrow_mut().take());
    });
    dialog.show();
}
