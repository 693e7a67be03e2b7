//! Notifications of macOS and Windows, by `notify-rust`.
//!
//! Neither system takes one away or shows it anew in its place here: what was answered in the app stays on the screen
//! until it is dismissed. Never seen, and not yet built on this machine.

use super::Answers;
use mainstay_core::ports::{NoticeAbility, NoticeAnswer, Notification, Notifier};
use std::io;
use std::thread;

/// Shows notifications by the system's own service.
#[derive(Debug)]
pub(super) struct NativeNotifier {
    answers: Answers,
}

impl NativeNotifier {
    pub(super) const fn new(answers: Answers) -> Self {
        Self { answers }
    }
}

impl Notifier for NativeNotifier {
    fn show(&self, notification: &Notification) -> io::Result<Option<String>> {
        let mut shown = notify_rust::Notification::new();
        shown
            .appname("Mainstay")
            .summary(&notification.title)
            .body(&notification.detail);
        for button in &notification.buttons {
            shown.action(button.answer.key(), &button.label);
        }
        let handle = shown.show().map_err(io::Error::other)?;
        let (id, answers) = (notification.id, self.answers.clone());
        // A thread for each one on the screen: the library waits by blocking.
        thread::Builder::new()
            .name("notification".to_owned())
            .spawn(move || {
                handle.wait_for_action(|key| {
                    let answer = NoticeAnswer::of(key);
                    let _ = answer.map(|answer| answers.send((id, answer)));
                });
            })?;
        Ok(None)
    }

    fn close(&self, _id: u32) -> io::Result<()> {
        Ok(())
    }

    /// Both systems take what they are given, also where the person has turned Mainstay's off.
    fn ability(&self) -> NoticeAbility {
        NoticeAbility {
            shows: None,
            buttons: true,
            holds: false,
        }
    }
}
