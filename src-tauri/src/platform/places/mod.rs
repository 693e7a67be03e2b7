//! Places that the person picks, by the system's own dialogs. The window never learns where they are: it asks the core,
//! and the core asks here.
//!
//! Phones have none yet: there a place is not a path, and saving goes through the phone's own picker.

#[cfg(desktop)]
mod desktop;
#[cfg(target_os = "linux")]
mod gtk;
#[cfg(any(target_os = "macos", windows))]
mod native;

use mainstay_core::ports::Places;
use std::sync::Arc;
use tauri::AppHandle;

/// The dialogs of this system.
#[cfg(desktop)]
pub(super) fn system(app: &AppHandle) -> Option<Arc<dyn Places>> {
    Some(Arc::new(desktop::Dialogs::of(app)))
}

/// The dialogs of this system.
#[cfg(mobile)]
pub(super) fn system(_app: &AppHandle) -> Option<Arc<dyn Places>> {
    None
}
