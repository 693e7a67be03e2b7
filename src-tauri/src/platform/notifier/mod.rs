//! Notifications of the system.

#[cfg(target_os = "linux")]
mod dbus;
#[cfg(mobile)]
mod mobile;
#[cfg(any(target_os = "macos", windows))]
mod native;

use mainstay_core::ports::{NoticeAnswer, Notifier};
use std::sync::Arc;
use tokio::sync::mpsc::UnboundedSender;

/// Where answers go: the id of a notification, and what was pressed on it.
pub(crate) type Answers = UnboundedSender<(u32, NoticeAnswer)>;

/// The notifications of this system.
pub(super) fn system(answers: Answers) -> Arc<dyn Notifier> {
    #[cfg(target_os = "linux")]
    return Arc::new(dbus::DbusNotifier::new(answers));
    #[cfg(any(target_os = "macos", windows))]
    return Arc::new(native::NativeNotifier::new(answers));
    #[cfg(mobile)]
    {
        drop(answers);
        Arc::new(mobile::MobileNotifier)
    }
}
