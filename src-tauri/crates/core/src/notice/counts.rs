//! Notifications that stand for several reminders, or for none: how many ring at once, how many came while nothing could
//! ring, and that a locked vault knows of nothing more.
//!
//! On how many ring at once is one answer to each of them: many people have four medicines in the morning.
//!
//! Each goes when nothing is left of what it stands for, also after a kill. What comes before that is counted in: the
//! next count takes its place and loses nothing.

use super::face::button;
use super::{plain, Away, Face, Notices, DIGEST, END, PASSED};
use crate::ports::{NoticeAnswer, Notification};
use crate::words::{say, say_count};
use crate::{App, Error, Result};
use mainstay_domain::{Entry, OccurrenceKey};
use std::collections::BTreeSet;

/// A notification that stands for several reminders, or for none.
#[derive(Debug, Clone, Default)]
pub(super) struct Count {
    /// What it stands for.
    pub(super) of: BTreeSet<OccurrenceKey>,
    /// One of them goes through where others are held back.
    pub(super) is_urgent: bool,
}

impl App {
    /// Shows how many, with those that its last notification told of and that are left.
    pub(super) fn show_count(
        &self,
        notices: &mut Notices,
        id: u32,
        new: &[OccurrenceKey],
        is_urgent: bool,
    ) -> std::io::Result<()> {
        if new.is_empty() {
            return Ok(());
        }
        let mut count = notices.counts.get(&id).cloned().unwrap_or_default();
        count.of.extend(new);
        count.is_urgent |= is_urgent;
        self.put_count(notices, id, count)
    }

    fn put_count(&self, notices: &mut Notices, id: u32, count: Count) -> std::io::Result<()> {
        let handle = self.ports.notifier.show(&count.notification(id))?;
        notices.counts.insert(id, count);
        notices.handles.extend(handle.map(|handle| (id, handle)));
        Ok(())
    }

    /// Takes what was pressed on how many ring at once for each of them; whether it was that. What only told of a time
    /// ahead was heard, and nothing else. What is to be answered by itself is asked about by itself then.
    pub(super) fn answer_count(
        &self,
        notices: &mut Notices,
        id: u32,
        answer: NoticeAnswer,
    ) -> Result<bool> {
        let asks = matches!(answer, NoticeAnswer::Taken | NoticeAnswer::Snooze);
        let count = notices.counts.get(&id).filter(|_| id == DIGEST && asks);
        let Some(mut count) = count.cloned() else {
            return Ok(false);
        };
        let mut alone = BTreeSet::new();
        let answered = self.answer_each(notices, &mut count.of, answer, &mut alone);
        if answered.is_err() {
            // The desktop took it away when it was pressed. It stands there again, for what is left.
            count.of.append(&mut alone);
            notices.counts.insert(id, count.clone());
            let _ = self.put_count(notices, id, count);
        } else {
            notices.counts.remove(&id);
            // A notification that stays is only that.
            let _ = self.ports.notifier.close(id);
        }
        for key in alone {
            // What the system does not show is due on Today.
            let _ = self.show_one(notices, key, Face::default());
        }
        self.note_shown(notices);
        answered.map(|()| true)
    }

    /// Answers each, as long as that can be kept; `alone` gets those that are to be answered by themselves.
    fn answer_each(
        &self,
        notices: &mut Notices,
        left: &mut BTreeSet<OccurrenceKey>,
        answer: NoticeAnswer,
        alone: &mut BTreeSet<OccurrenceKey>,
    ) -> Result<()> {
        while let Some(key) = left.first().copied() {
            if !self.answer_of_count(notices, key, answer)? {
                alone.insert(key);
            }
            left.remove(&key);
        }
        Ok(())
    }

    /// Whether it could be answered with the others.
    fn answer_of_count(
        &self,
        notices: &mut Notices,
        key: OccurrenceKey,
        answer: NoticeAnswer,
    ) -> Result<bool> {
        let in_open =
            self.with_planner(|_, planning, _| Ok(Asked::of(planning.planner.ledger().get(key))));
        let asked = match in_open {
            Err(Error::Locked) => {
                let locks = self.state().locks;
                let asked = |away: &mut Away| Asked::of(away.standby.ledger().get(key));
                self.with_away(notices, locks, asked)
            }
            other => other?,
        };
        if answer == NoticeAnswer::Taken && asked == Asked::UntilAnswered {
            return Ok(false);
        }
        let is_heard = answer == NoticeAnswer::Taken && asked == Asked::No;
        let answer = if is_heard {
            NoticeAnswer::Heard
        } else {
            answer
        };
        self.keep_answer(notices, key, answer)?;
        Ok(true)
    }

    /// Says that a locked vault knows of nothing more that rings.
    pub(super) fn show_end(&self, notices: &mut Notices) -> std::io::Result<()> {
        self.put_count(notices, END, Count::default())
    }

    /// The journal was opened: what came meanwhile is in it, and reminders go on.
    pub(super) fn take_away_what_is_seen(&self, notices: &mut Notices) {
        for id in [PASSED, END] {
            if notices.counts.remove(&id).is_some() {
                let _ = self.ports.notifier.close(id);
            }
        }
    }

    /// Takes the counts away of which nothing is left. The one that stands for nothing stays.
    pub(super) fn take_counts_away(
        &self,
        notices: &mut Notices,
        is_left: impl Fn(u32, &OccurrenceKey) -> bool,
    ) {
        notices.counts.retain(|id, count| {
            count.of.retain(|key| is_left(*id, key));
            let stays = !count.of.is_empty() || *id == END;
            if !stays {
                let _ = self.ports.notifier.close(*id);
            }
            stays
        });
    }
}

/// What somebody was asked about an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Nothing yet: it was told of ahead of its time.
    No,
    /// For an answer while it is open.
    Once,
    /// For an answer, however long that takes: an injection. It may have waited for days, and the next one counts from it,
    /// so it is answered by itself.
    UntilAnswered,
}

impl Asked {
    fn of(entry: Option<&Entry>) -> Self {
        match entry.filter(|entry| entry.asked_ms().is_some()) {
            None => Self::No,
            Some(entry) if entry.due.grace_ms.is_none() => Self::UntilAnswered,
            Some(_) => Self::Once,
        }
    }
}

impl Count {
    /// How many, with one answer for all that ring; or that the vault knows of none.
    pub(super) fn notification(&self, id: u32) -> Notification {
        if id == END {
            return plain(END, say("notice-end"));
        }
        let (words, buttons) = if id == DIGEST {
            let done = button(NoticeAnswer::Taken, "notice-all-done");
            let later = button(NoticeAnswer::Snooze, "notice-later");
            ("notice-reminders", vec![done, later])
        } else {
            ("notice-passed", Vec::new())
        };
        Notification {
            is_urgent: self.is_urgent,
            buttons,
            ..plain(id, say_count(words, self.of.len()))
        }
    }
}
