//! Notifications that stand for several reminders, or for none: how many ring at once, how many came while nothing could
//! ring, and that a locked vault knows of nothing more.
//!
//! Each goes when nothing is left of what it stands for, also after a kill. What comes before that is counted in: the
//! next count takes its place and loses nothing.

use super::{plain, Notices, DIGEST, END, PASSED};
use crate::ports::Notification;
use crate::words::{say, say_count};
use crate::App;
use mainstay_domain::OccurrenceKey;

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
        let mut all = notices.counts.get(&id).cloned().unwrap_or_default();
        all.extend(new);
        let words = if id == DIGEST {
            "notice-reminders"
        } else {
            "notice-passed"
        };
        let told = Notification {
            is_urgent,
            ..plain(id, say_count(words, all.len()))
        };
        let handle = self.ports.notifier.show(&told)?;
        notices.counts.insert(id, all);
        notices.handles.extend(handle.map(|handle| (id, handle)));
        Ok(())
    }

    /// Says that a locked vault knows of nothing more that rings.
    pub(super) fn show_end(&self, notices: &mut Notices) -> std::io::Result<()> {
        let handle = self.ports.notifier.show(&plain(END, say("notice-end")))?;
        notices.counts.insert(END, [].into());
        notices.handles.extend(handle.map(|handle| (END, handle)));
        Ok(())
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
        notices.counts.retain(|id, all| {
            all.retain(|key| is_left(*id, key));
            let stays = !all.is_empty() || *id == END;
            if !stays {
                let _ = self.ports.notifier.close(*id);
            }
            stays
        });
    }
}
