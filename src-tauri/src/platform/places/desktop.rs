//! Asking on a desktop: a worker thread waits, the thread that owns the window shows the dialog.

#[cfg(target_os = "linux")]
use super::gtk::show;
#[cfg(any(target_os = "macos", windows))]
use super::native::show;
use mainstay_core::ports::Places;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{channel, Sender};
use tauri::AppHandle;

/// What is asked for.
#[derive(Debug)]
pub(super) enum Ask {
    /// A place to save, with a name to begin from.
    Save(String),
    /// A file to open.
    Open,
}

/// Where the answer goes; `None`: the person chose nothing.
pub(super) type Answer = Sender<Option<PathBuf>>;

/// The dialogs of a desktop.
#[derive(Debug)]
pub(super) struct Dialogs(AppHandle);

impl Dialogs {
    pub(super) fn of(app: &AppHandle) -> Self {
        Self(app.clone())
    }

    fn ask(&self, ask: Ask) -> io::Result<Option<PathBuf>> {
        let (answer, answered) = channel();
        let app = self.0.clone();
        self.0
            .run_on_main_thread(move || show(&app, ask, answer))
            .map_err(io::Error::other)?;
        // A dialog that went without an answer is one that was not answered.
        Ok(answered.recv().unwrap_or_default())
    }
}

impl Places for Dialogs {
    fn pick_save(&self, name: &str) -> io::Result<Option<PathBuf>> {
        self.ask(Ask::Save(name.to_owned()))
    }

    fn pick_open(&self) -> io::Result<Option<PathBuf>> {
        self.ask(Ask::Open)
    }
}
