//! Notifications of the system.

#[cfg(desktop)]
mod desktop;
#[cfg(mobile)]
mod mobile;

use mainstay_core::ports::Notifier;
use std::sync::Arc;

/// The notifications of this system.
#[cfg(desktop)]
pub(super) fn system() -> Arc<dyn Notifier> {
    Arc::new(desktop::DesktopNotifier)
}

/// The notifications of this system.
#[cfg(mobile)]
pub(super) fn system() -> Arc<dyn Notifier> {
    Arc::new(mobile::MobileNotifier)
}
