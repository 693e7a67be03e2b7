//! Notifications of a desktop: over D-Bus on Linux, the system's own elsewhere.

use mainstay_core::ports::{Notification, Notifier};
use std::io;

/// Shows notifications on a desktop.
#[derive(Debug, Clone, Copy)]
pub(in crate::platform) struct DesktopNotifier;

impl Notifier for DesktopNotifier {
    fn show(&self, notification: &Notification) -> io::Result<()> {
        let mut shown = notify_rust::Notification::new();
        shown
            .appname("Mainstay")
            .summary("Mainstay")
            .body(notification.message);
        // The same id replaces; only D-Bus has it.
        #[cfg(target_os = "linux")]
        shown.id(notification.id);
        shown.show().map(drop).map_err(io::Error::other)
    }
}
