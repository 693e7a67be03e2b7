//! What a notification of an occurrence looks like: its words, its buttons, and how hard it presses.
//!
//! Only a dose that is due, or asks again, goes through a desktop that holds others back. What rings ahead of its time
//! says which time it is for, and offers no answer: nobody has taken anything or been there yet. All of it is as discreet
//! as the phrase for what is due: a time, and no word of what for. What only tells of something, such as a supply, asks
//! nothing either: "Done" on it could be taken for a dose.
//!
//! Two or three that ring at once say which of them each is, where they have no name.

use super::TEST;
use crate::attendance_sheet::date;
use crate::ports::{NoticeAnswer, NoticeButton, Notification};
use crate::words::{say, say_with};
use mainstay_domain::{Moment, ScheduleOwnerKind};
use serde::{Deserialize, Serialize};

/// How the notifications of a schedule press: as much of what it is for as a locked vault needs to know.
///
/// An outbox of an earlier version has none: then it presses, as it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Manner {
    /// What is due goes through where others are held back.
    pub(crate) is_urgent: bool,
    /// It tells of something and asks nothing: a supply, a date on a pack.
    pub(crate) only_tells: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            is_urgent: true,
            only_tells: false,
        }
    }
}

impl Manner {
    /// That of what a schedule belongs to.
    pub(crate) fn of(kind: ScheduleOwnerKind) -> Self {
        Self {
            is_urgent: kind == ScheduleOwnerKind::Medicine,
            only_tells: matches!(
                kind,
                ScheduleOwnerKind::SupplyLow
                    | ScheduleOwnerKind::SupplyRefill
                    | ScheduleOwnerKind::SupplyExpiry
            ),
        }
    }
}

/// How one notification looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Face {
    /// When it is due, in milliseconds since 1970 UTC, where it stands there ahead of that.
    ahead_of_ms: Option<i64>,
    manner: Manner,
    /// Which it is of how many that rang at once, from 1; `None` for one that rang alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    one_of: Option<(usize, usize)>,
}

impl Face {
    /// That of what is due at `due_ms` and shown at `now_ms`.
    pub(super) fn new(manner: Manner, due_ms: i64, now_ms: i64) -> Self {
        Self {
            ahead_of_ms: Some(due_ms).filter(|due_ms| *due_ms > now_ms),
            manner,
            one_of: None,
        }
    }

    /// Those of what rings at once, told apart: nobody is to skip one and mean another.
    pub(super) fn apart(mut faces: Vec<Self>) -> Vec<Self> {
        let asks = |face: &&mut Self| !face.is_ahead();
        let count = faces.iter_mut().filter(asks).count();
        if count > 1 {
            for (number, face) in (1..).zip(faces.iter_mut().filter(asks)) {
                face.one_of = Some((number, count));
            }
        }
        faces
    }

    /// Whether it stands there ahead of its time, and asks nothing.
    pub(super) const fn is_ahead(self) -> bool {
        self.ahead_of_ms.is_some()
    }

    /// Whether it goes through where others are held back.
    pub(super) const fn is_urgent(self) -> bool {
        self.manner.is_urgent && !self.is_ahead()
    }

    /// The notification.
    pub(super) fn notification(self, id: u32, detail: String, now: Moment) -> Notification {
        let has_name = !detail.is_empty();
        let buttons = if self.is_ahead() || self.manner.only_tells {
            vec![
                button(NoticeAnswer::Heard, "notice-heard"),
                button(NoticeAnswer::Snooze, "notice-later"),
            ]
        } else {
            vec![
                button(NoticeAnswer::Taken, "notice-done"),
                button(NoticeAnswer::Snooze, "notice-later"),
                button(NoticeAnswer::Skip, "notice-skip"),
            ]
        };
        Notification {
            buttons,
            detail,
            is_urgent: self.is_urgent(),
            ..plain(id, self.title(now, has_name))
        }
    }

    fn title(self, now: Moment, has_name: bool) -> String {
        let Some(at_ms) = self.ahead_of_ms else {
            return self.due_title(has_name);
        };
        let at = Moment { at_ms, ..now }.local();
        let time = at.format("%H:%M").to_string();
        if at.date() == now.local().date() {
            return say_with("notice-ahead", &[("time", time.into())]);
        }
        let words = [("day", date(at.date()).into()), ("time", time.into())];
        say_with("notice-ahead-day", &words)
    }

    /// A name tells more than a number does.
    fn due_title(self, has_name: bool) -> String {
        let Some((number, count)) = self.one_of.filter(|_| !has_name) else {
            return say("notice-reminder");
        };
        let words = [("number", number.into()), ("count", count.into())];
        say_with("notice-reminder-of", &words)
    }
}

/// One that looks as that of a dose does, and says that it is a test.
pub(crate) fn test_notice(now: Moment) -> Notification {
    let as_a_dose = Face::default().notification(TEST, String::new(), now);
    Notification {
        title: say("notice-test"),
        detail: say("notice-test-detail"),
        ..as_a_dose
    }
}

pub(super) fn button(answer: NoticeAnswer, words: &str) -> NoticeButton {
    let label = say(words);
    NoticeButton { answer, label }
}

/// One that is told of and asks nothing.
pub(super) const fn plain(id: u32, title: String) -> Notification {
    Notification {
        id,
        title,
        detail: String::new(),
        buttons: Vec::new(),
        is_urgent: false,
        stays: true,
    }
}
