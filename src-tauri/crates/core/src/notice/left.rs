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
        for one in notices.noted.counts.clone() {
            let count = Count {
                of: one.of.into_iter().collect(),
                is_urgent: one.is_urgent,
            };
            let again = count.notification(one.id);
            if let Some(handle) = self.ports.notifier.take_over(&again, &one.handle) {
                notices.counts.insert(one.id, count);
                notices.handles.insert(one.id, handle);
            }
        }
        for one in notices.noted.notices.clone() {
            let id = id_of(one.occurrence);
            let nameless = one.face.notification(id, String::new(), self.now());
            if let Some(handle) = self.ports.notifier.take_over(&nameless, &one.handle) {
                let standing = Standing {
                    occurrence: one.occurrence,
                    face: one.face,
                };
                notices.on_screen.insert(id, standing);
                notices.handles.insert(id, handle);
                notices.named.extend(one.is_named.then_some(id));
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
