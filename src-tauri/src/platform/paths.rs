//! Where the app keeps its things.

use mainstay_core::ports::Paths;
use std::path::PathBuf;
use tauri::{AppHandle, Manager};

/// Names a folder to use in place of the system's: for tests, and for people who keep theirs on a stick.
const OVERRIDE: &str = "MAINSTAY_DATA_DIR";

/// The app's own folder.
#[derive(Debug)]
pub(crate) struct DataFolder(PathBuf);

impl DataFolder {
    /// The folder that `MAINSTAY_DATA_DIR` names; else the system's place for the data of this app and this person.
    ///
    /// # Errors
    /// When the system names no such place.
    pub(crate) fn of(app: &AppHandle) -> tauri::Result<Self> {
        match std::env::var_os(OVERRIDE).filter(|folder| !folder.is_empty()) {
            // A relative name would mean another folder after a change of the working folder.
            Some(folder) => Ok(Self(std::path::absolute(folder)?)),
            None => app.path().app_data_dir().map(Self),
        }
    }
}

impl Paths for DataFolder {
    fn data_folder(&self) -> PathBuf {
        self.0.clone()
    }
}
