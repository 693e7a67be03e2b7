//! What stands on the screen outlives the app that shows it where the app is killed, and a name with it. So what was
//! shown is noted beside the outbox: occurrences, and what the system calls each. The next run takes it over: a name
//! goes, answers count, and what is answered is taken away.
//!
//! What is killed between showing one and noting it is not known (decision 0045).

use super::{id_of, Count, Notices, Standing};
use crate::outbox::{Shown, ShownCount, ShownNotice};
use crate::App;

impl App {
    /// Takes over what an earlier run left on the screen, once.
    pub(super) fn take_over(&self, notices: &mut Notices) {
        if std::mem::replace(&mut notices.has_begun, true) {
            return;
        }
        notices.noted = self.home.shown();
        for count in &notices.noted.counts {
            if self.ports.notifier.take_over(count.id, &count.handle) {
                let stands_for = Count {
                    of: count.of.iter().copied().collect(),
                    is_urgent: count.is_urgent,
                };
                notices.counts.insert(count.id, stands_for);
                notices.handles.insert(count.id, count.handle.clone());
            }
        }
        for one in &notices.noted.notices {
            let id = id_of(one.occurrence);
            if self.ports.notifier.take_over(id, &one.handle) {
                let standing = Standing {
                    occurrence: one.occurrence,
                    face: one.face,
                };
                notices.on_screen.insert(id, standing);
                notices.handles.insert(id, one.handle.clone());
                if one.is_named {
                    notices.named.insert(id);
                }
            }
        }
    }

    /// Notes what stands on the screen, where that is another than what was noted.
    pub(super) fn note_shown(&self, notices: &mut Notices) {
        let shown = notices.shown();
        // Where there is no vault any more nothing is written, least of all what was in it.
        if shown == notices.noted || !self.home.vault_folder().exists() {
            return;
        }
        // What is not noted is not taken over, and that is all.
        if self.home.put_shown(&shown).is_ok() {
            notices.noted = shown;
        }
    }
}

impl Notices {
    fn shown(&self) -> Shown {
        let notices = self.on_screen.iter().filter_map(|(id, standing)| {
            Some(ShownNotice {
                occurrence: standing.occurrence,
                face: standing.face,
                handle: self.handles.get(id)?.clone(),
                is_named: self.named.contains(id),
            })
        });
        let counts = self.counts.iter().filter_map(|(id, count)| {
            Some(ShownCount {
                id: *id,
                handle: self.handles.get(id)?.clone(),
                of: count.of.iter().copied().collect(),
                is_urgent: count.is_urgent,
            })
        });
        Shown::new(notices.collect(), counts.collect())
    }
}
