//! Notifications of a phone: none yet. They come with our own alarm plug-in; the stock one's schedules are not exact
//! and keep their words in plain text.

use mainstay_core::ports::{NoticeAbility, Notification, Notifier};
use std::io;

/// Stands where a phone's notifications will be.
#[derive(Debug, Clone, Copy)]
pub(in crate::platform) struct MobileNotifier;

impl Notifier for MobileNotifier {
    fn show(&self, _notification: &Notification) -> io::Result<Option<String>> {
        Err(unsupported())
    }

    fn close(&self, _id: u32) -> io::Result<()> {
        Err(unsupported())
    }

    fn ability(&self) -> NoticeAbility {
        NoticeAbility {
            shows: Some(false),
            buttons: false,
            holds: false,
        }
    }
}

fn unsupported() -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, "not yet shown on phones")
}
