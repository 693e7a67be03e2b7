//! Notifications: what can be said on one, and what can be answered.

use std::fmt::Debug;
use std::io;

/// What a person can answer on a notification itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeAnswer {
    /// The notification itself was touched: show the app.
    Open,
    /// Taken, or been there.
    Taken,
    /// It was heard ahead of its time: no answer. It asks at its time.
    Heard,
    /// Later.
    Snooze,
    /// Left out this time.
    Skip,
}

impl NoticeAnswer {
    /// Its name where the system hands it back. `default` is D-Bus's word for the notification itself.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "default",
            Self::Taken => "taken",
            Self::Heard => "heard",
            Self::Snooze => "snooze",
            Self::Skip => "skip",
        }
    }

    /// The answer of a name; `None` for one that is none of ours.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        let all = [
            Self::Open,
            Self::Taken,
            Self::Heard,
            Self::Snooze,
            Self::Skip,
        ];
        all.into_iter().find(|answer| answer.key() == key)
    }
}

/// A button of a notification.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct NoticeButton {
    /// What it answers.
    pub answer: NoticeAnswer,
    /// Its words.
    pub label: String,
}

/// One notification.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Notification {
    /// Stable: showing it again replaces it.
    pub id: u32,
    /// A neutral phrase of the catalogue.
    pub title: String,
    /// What is due, only where the person chose so and the journal is open; otherwise empty.
    pub detail: String,
    /// In the order of their use.
    pub buttons: Vec<NoticeButton>,
    /// It is shown also where others are held back.
    pub is_urgent: bool,
    /// It stands there until it is answered or taken away; otherwise for as long as the system shows things.
    pub stays: bool,
}

/// What the system can do with notifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct NoticeAbility {
    /// It takes them; `null` where it does not say. Whether it shows what it took, none says: the person sees it when
    /// they have one shown.
    pub shows: Option<bool>,
    /// It shows their buttons.
    pub buttons: bool,
    /// It holds them back now, as "do not disturb" does. False also where it does not say.
    pub holds: bool,
}

/// Shows notifications. Answers come back another way: the adapter hands them to whoever drives the core.
pub trait Notifier: Debug + Send + Sync {
    /// Shows or replaces a notification. What the system calls it, where it may outlive the app and a later run can take
    /// it over; no more than 200 bytes that say nothing about anybody.
    ///
    /// # Errors
    /// When the system shows none.
    fn show(&self, notification: &Notification) -> io::Result<Option<String>>;
    /// Takes over what an earlier run has shown: from now on it is shown anew, closed and answered as this one.
    /// It stands there as this one then, where its buttons would not be heard otherwise. What the system calls it from
    /// then on; `None` where it is gone for certain.
    fn take_over(&self, notification: &Notification, handle: &str) -> Option<String> {
        let _ = (notification, handle);
        None
    }
    /// Takes a notification away; one that is not there is fine.
    ///
    /// # Errors
    /// When the system cannot be asked.
    fn close(&self, id: u32) -> io::Result<()>;
    /// What the system can do now.
    fn ability(&self) -> NoticeAbility;
}
