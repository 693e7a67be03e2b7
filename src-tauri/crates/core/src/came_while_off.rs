//! What came due while nothing could ring: what it was of, as the open journal calls it, and where it can be answered.

use crate::dose_view::revision_of;
use crate::notice::{place_of, ReminderPlace};
use crate::planning::Planning;
use crate::session::Open;
use crate::Result;
use mainstay_domain::{
    AppointmentKind, CopingKind, Line, Name, Note, Now, OccurrenceState, OwnReminderKind, Planner,
    RingKind, RowId, Rule, ScheduleId, ScheduleOwner, ScheduleOwnerKind, Told,
};
use mainstay_store::Store;

/// It is told of for so long.
const TOLD_FOR_MS: i64 = 7 * 24 * 60 * 60_000;

/// One that came due while nothing could ring.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CameWhileOff {
    /// When it was due, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub due_ms: i64,
    /// What it was of; `null` where that cannot be read any more.
    pub of: Option<CameOf>,
    /// Where it can be answered, or is told of; `null` where it is gone.
    pub place: Option<ReminderPlace>,
}

/// What a reminder was of. Names are as lists have them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum CameOf {
    /// A dose.
    Dose {
        /// The medicine's name.
        name: Name,
    },
    /// A supply that is low, or a date of it.
    Supply {
        /// The medicine's name.
        name: Name,
    },
    /// A meeting of the person's own.
    Meeting {
        /// Its name.
        name: Line,
    },
    /// An appointment.
    Appointment {
        /// Its own name; may be empty.
        title: Name,
        /// What sort it is.
        appointment: AppointmentKind,
    },
    /// A reminder of the person's own.
    OwnReminder {
        /// What it says; may be empty.
        words: Name,
        /// What it reminds of.
        reminder: OwnReminderKind,
    },
    /// A day to be ready for.
    CopingDate {
        /// Its own name; may be empty.
        name: Name,
        /// What sort of day it is.
        date: CopingKind,
    },
    /// Homework.
    Homework {
        /// What is to be done.
        text: Note,
    },
}

/// What was told of as gone by, and what no look has found: notifications that were off, or a journal that stayed locked,
/// tell of nothing. The newest first.
///
/// # Errors
/// Those of the disk.
pub(crate) fn came_while_off(
    open: &Open,
    planning: &mut Planning,
    now: Now,
) -> Result<Vec<CameWhileOff>> {
    let since_ms = now.at_ms.saturating_sub(TOLD_FOR_MS + 1);
    let told = |id: &ScheduleId| planning.planner.told(*id, since_ms, now.at_ms, now);
    let all = planning.owners.keys().flat_map(told);
    let mut came: Vec<Told> = all.filter(|one| went_by(&planning.planner, one)).collect();
    came.sort_by_key(|one| (std::cmp::Reverse(one.due_ms), one.key));
    let one = |told: Told| {
        let owner = planning.owner(told.key.schedule)?;
        Ok(CameWhileOff {
            due_ms: told.due_ms,
            // One row that cannot be read does not hide the others.
            of: name_of(&open.store, owner).ok(),
            place: place_of(open, planning, told.key, now)?,
        })
    };
    came.into_iter().map(one).collect()
}

fn went_by(planner: &Planner, told: &Told) -> bool {
    let entry = planner.ledger().get(told.key);
    let mut rungs = entry.into_iter().flat_map(|entry| &entry.rungs);
    let revision = revision_of(planner, told.key);
    // What is taken as needed never rings; one that was taken back is no dose that was missed.
    let rings = revision.is_some_and(|revision| {
        !revision.reminder.is_silent() && !matches!(revision.rule, Rule::AsNeeded(_))
    });
    // Its schedule was ended, or it asks at the time to which it was moved.
    let is_elsewhere = told.state == OccurrenceState::Cancelled;
    let was_told = rungs.any(|rung| rung.kind == RingKind::Digest);
    (was_told && !is_elsewhere) || (rings && told.state == OccurrenceState::Unrecorded)
}

fn name_of(store: &Store, owner: ScheduleOwner) -> Result<CameOf> {
    let id = owner.id;
    Ok(match owner.kind {
        ScheduleOwnerKind::Medicine => CameOf::Dose {
            name: medicine(store, id)?,
        },
        ScheduleOwnerKind::SupplyLow
        | ScheduleOwnerKind::SupplyRefill
        | ScheduleOwnerKind::SupplyExpiry => CameOf::Supply {
            name: medicine(store, id)?,
        },
        ScheduleOwnerKind::Meeting => CameOf::Meeting {
            name: store.my_meetings().get(id.into())?.name,
        },
        ScheduleOwnerKind::Appointment => {
            let kept = store.appointments().get(id.into())?;
            CameOf::Appointment {
                title: kept.title,
                appointment: kept.kind,
            }
        }
        ScheduleOwnerKind::Reminder => {
            let kept = store.own_reminders().get(id.into())?;
            CameOf::OwnReminder {
                words: kept.words,
                reminder: kept.kind,
            }
        }
        ScheduleOwnerKind::Other => ready(store, id)?,
    })
}

fn medicine(store: &Store, id: RowId) -> Result<Name> {
    Ok(store.medicines().get(id.into())?.listed_name().clone())
}

/// A day to be ready for, or homework.
fn ready(store: &Store, id: RowId) -> Result<CameOf> {
    if let Ok(line) = store.visit_lines().get(id.into()) {
        return Ok(CameOf::Homework { text: line.text });
    }
    let kept = store.coping_dates().get(id.into())?;
    Ok(CameOf::CopingDate {
        name: kept.name,
        date: kept.kind,
    })
}
