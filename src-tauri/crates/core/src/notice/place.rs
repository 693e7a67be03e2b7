//! Where a notification leads that was touched: to the dose, the meeting or the visit that it was about.
//!
//! Touched while the vault is locked, it leads there after the unlock: only then is it known what it was about.

use crate::planning::Planning;
use crate::session::Open;
use crate::{settings, App, Empty, Result};
use chrono::NaiveDate;
use mainstay_domain::{
    day_of, AppointmentId, CopingDateId, Entry, MedicineId, MyMeetingId, Now, OccurrenceKey,
    OccurrenceState, RowId, ScheduleOwnerKind,
};

/// Where a notification leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReminderPlace {
    /// Where it waits for an answer with others of today.
    Today,
    /// A day whose doses can be answered.
    Doses {
        /// The day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        day: NaiveDate,
    },
    /// A medicine.
    Medicine {
        /// Which.
        id: MedicineId,
    },
    /// A meeting.
    Meeting {
        /// Which.
        id: MyMeetingId,
    },
    /// An appointment.
    Appointment {
        /// Which.
        id: AppointmentId,
    },
    /// A day to be ready for.
    CopingDate {
        /// Which.
        id: CopingDateId,
    },
    /// The person's own reminders: one of them that is over, and takes no answer any more.
    OwnReminders,
}

impl App {
    /// Where the notification leads that was touched last. Told once; `None` when there is none, or what it was about is
    /// gone.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked); then it is told after the unlock.
    pub fn reminder_place_get(&self, _: Empty) -> Result<Option<ReminderPlace>> {
        let opened = self.notices().opened;
        let place = self.with_planner(|open, planning, now| {
            opened.map_or(Ok(None), |key| place_of(open, planning, key, now))
        })?;
        self.notices().opened = None;
        Ok(place)
    }
}

/// Where an occurrence is answered, or told of; `None` when what it was about is gone.
pub(crate) fn place_of(
    open: &Open,
    planning: &mut Planning,
    key: OccurrenceKey,
    now: Now,
) -> Result<Option<ReminderPlace>> {
    let Ok(owner) = planning.owner(key.schedule) else {
        return Ok(None);
    };
    let id = owner.id;
    Ok(Some(match owner.kind {
        ScheduleOwnerKind::Medicine => dose(open, planning, key, (id.into(), now))?,
        ScheduleOwnerKind::SupplyLow
        | ScheduleOwnerKind::SupplyRefill
        | ScheduleOwnerKind::SupplyExpiry => ReminderPlace::Medicine { id: id.into() },
        ScheduleOwnerKind::Meeting => ReminderPlace::Meeting { id: id.into() },
        ScheduleOwnerKind::Appointment => ReminderPlace::Appointment { id: id.into() },
        ScheduleOwnerKind::Reminder if waits(open, planning, key)? => ReminderPlace::Today,
        ScheduleOwnerKind::Reminder => ReminderPlace::OwnReminders,
        ScheduleOwnerKind::Other => ready(open, id),
    }))
}

/// A dose that waits stands on Today; one of another day is answered on its own, and one ahead, also of today, with its
/// medicine: that is where what comes next can be answered early.
fn dose(
    open: &Open,
    planning: &mut Planning,
    key: OccurrenceKey,
    (id, now): (MedicineId, Now),
) -> Result<ReminderPlace> {
    let waits = waits(open, planning, key)?;
    let day_start = settings::read(&open.store)?.day_start_hour;
    let day = |at_ms| day_of(at_ms, now.here, day_start);
    let entry = planning.planner.ledger().get(key);
    let has_come = entry.is_some_and(|entry| entry.state() == OccurrenceState::Raised);
    let due_ms = planning.planner.due_ms(key, now.here).unwrap_or(now.at_ms);
    let (due_on, today) = (day(due_ms), day(now.at_ms));
    let is_ahead = due_ms > now.at_ms && !has_come;
    Ok(if due_on > today || is_ahead {
        ReminderPlace::Medicine { id }
    } else if waits || due_on == today {
        ReminderPlace::Today
    } else {
        ReminderPlace::Doses { day: due_on }
    })
}

/// Whether it rang and is open to an answer.
fn waits(open: &Open, planning: &mut Planning, key: OccurrenceKey) -> Result<bool> {
    planning.recall(&open.store.ledger(), key)?;
    let entry = planning.planner.ledger().get(key);
    Ok(entry.is_some_and(Entry::is_open))
}

/// A day to be ready for, or homework: that stands with its appointment.
fn ready(open: &Open, id: RowId) -> ReminderPlace {
    let line = open.store.visit_lines().get(id.into());
    line.map_or(ReminderPlace::CopingDate { id: id.into() }, |line| {
        ReminderPlace::Appointment {
            id: line.appointment_id,
        }
    })
}
