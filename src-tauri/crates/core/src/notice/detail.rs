//! What a notification names besides its phrase: nothing, unless the person chose otherwise and the journal is open. What
//! stands on the screen when it is locked loses its name.

use super::Notices;
use crate::session::Open;
use crate::words::say_with;
use crate::{settings, App, Result};
use mainstay_domain::{OccurrenceKey, ScheduleOwner, ScheduleOwnerKind};

impl App {
    /// The name of what is due; empty where none is to be said.
    pub(super) fn detail_of(&self, occurrence: OccurrenceKey) -> String {
        let named = self.with_planner(|open, planning, _| {
            if settings::read(&open.store)?.discreet_notifications {
                return Ok(String::new());
            }
            name_of(open, planning.owner(occurrence.schedule)?)
        });
        // A name that cannot be read is no reason not to ring.
        named.unwrap_or_default()
    }

    /// The same at once, for a lock that nobody looks after: the app quits, the device sleeps. While a look is under way
    /// that look's successor does it.
    pub(crate) fn hide_names_now(&self) {
        if let Ok(mut notices) = self.notices.try_lock() {
            self.hide_names(&mut notices);
            self.note_shown(&mut notices);
        }
    }

    /// After a lock no name stands on the screen.
    pub(super) fn hide_names(&self, notices: &mut Notices) {
        for id in std::mem::take(&mut notices.named) {
            if let Some(standing) = notices.on_screen.get(&id) {
                let nameless = standing.face.notification(id, String::new(), self.now());
                match self.ports.notifier.show(&nameless) {
                    Ok(handle) => notices.handles.extend(handle.map(|handle| (id, handle))),
                    // Where the system cannot replace it, taking it away is the next best.
                    Err(_) => drop(self.ports.notifier.close(id)),
                }
            }
        }
    }
}

fn name_of(open: &Open, owner: ScheduleOwner) -> Result<String> {
    let (store, id) = (&open.store, owner.id);
    let name = match owner.kind {
        ScheduleOwnerKind::Medicine => store
            .medicines()
            .get(id.into())?
            .listed_name()
            .as_str()
            .to_owned(),
        ScheduleOwnerKind::SupplyLow
        | ScheduleOwnerKind::SupplyRefill
        | ScheduleOwnerKind::SupplyExpiry => {
            let medicine = store.medicines().get(id.into())?;
            say_with(
                "notice-supply",
                &[("name", medicine.listed_name().as_str().into())],
            )
        }
        ScheduleOwnerKind::Meeting => store.my_meetings().get(id.into())?.name.as_str().to_owned(),
        ScheduleOwnerKind::Appointment => store
            .appointments()
            .get(id.into())?
            .title
            .as_str()
            .to_owned(),
        ScheduleOwnerKind::Reminder => store
            .own_reminders()
            .get(id.into())?
            .words
            .as_str()
            .to_owned(),
        // A day to be ready for, or homework, which has no name.
        ScheduleOwnerKind::Other => {
            let date = store.coping_dates().get(id.into());
            date.map(|date| date.name.as_str().to_owned())
                .unwrap_or_default()
        }
    };
    Ok(name)
}
