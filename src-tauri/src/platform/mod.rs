//! The adapters of the core's ports: this system's clock, randomness, folders, notifications, start at login, its own
//! end, and dialogs for files.
//!
//! Deliberately not here: any decision. An adapter does what its port says and reports what the system answered.

pub(crate) mod clock;
pub(crate) mod entropy;
mod keystore;
#[cfg(desktop)]
pub(crate) mod login;
pub(crate) mod notifier;
pub(crate) mod paths;
mod places;
#[cfg(desktop)]
mod program;

use mainstay_core::ports::{DiskFiles, Ports};
use std::sync::Arc;
use tauri::AppHandle;

/// The ports of this device, with everything kept in `folder`.
pub(crate) fn ports(
    app: &AppHandle,
    folder: paths::DataFolder,
    answers: notifier::Answers,
) -> Ports {
    Ports {
        clock: Arc::new(clock::SystemClock::default()),
        entropy: Arc::new(entropy::SystemEntropy),
        paths: Arc::new(folder),
        files: Arc::new(DiskFiles),
        keystore: keystore::system(),
        notifier: notifier::system(answers),
        places: places::system(app),
        #[cfg(desktop)]
        login: login::system(app),
        #[cfg(mobile)]
        login: None,
        #[cfg(desktop)]
        program: Some(Arc::new(program::RunningProgram::new(app))),
        #[cfg(mobile)]
        program: None,
    }
}
