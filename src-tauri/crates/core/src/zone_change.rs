//! The question after a journey: shall doses go by the clock here, or by the one at home?
//!
//! A schedule's home is the zone in which its days and times were last set. Nothing is moved by itself: until the question is answered, doses
//! that follow the wall go by the clock here.

use crate::planning::{spec_of, Planned, Planning};
use crate::session::Open;
use crate::{settings, App, Empty, Result, Written};
use mainstay_domain::{Moment, Name, Now, Outcome, ScheduleId, ScheduleOwnerKind, ScheduleRule};
use mainstay_store::{Damage, Error as StoreError};

/// A dose that the journey moves.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MovedDose {
    /// Of which schedule.
    pub schedule: ScheduleId,
    /// What the app's lists call the medicine.
    pub name: Name,
    /// The zone in which it was set, an IANA name.
    pub home: String,
    /// When the next one is due by the clock here, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub here_ms: i64,
    /// When it is due by the clock at home. Over by now where that clock is ahead: then it is asked for at once.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub home_ms: i64,
    /// Whether it comes nearer to the last one than it does at home: something to ask the prescriber about.
    pub is_nearer: bool,
}

/// What the person is asked after a journey.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ZoneQuestion {
    /// The zone here, an IANA name.
    pub here: String,
    /// The doses that the journey moves, at least one.
    pub doses: Vec<MovedDose>,
}

/// By which clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ClockKept {
    /// By the clock here.
    Here,
    /// By the clock of the zone in which the times of each were set, from now on and wherever the device is.
    Home,
}

/// The answer to it.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ZoneAnswerRequest {
    /// By which clock.
    pub keep: ClockKept,
}

impl App {
    /// What is to be asked about the zone here; `None` when nothing is, or was answered for it.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn zone_question_get(&self, _: Empty) -> Result<Option<ZoneQuestion>> {
        self.with_planner(|open, planning, now| {
            let here = now.here.name().to_owned();
            if settings::zone_kept(&open.store)? == here {
                return Ok(None);
            }
            let doses = moved(open, planning, now)?;
            Ok((!doses.is_empty()).then_some(ZoneQuestion { here, doses }))
        })
    }

    /// Answers it, for the zone here.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn zone_question_answer(&self, request: ZoneAnswerRequest) -> Result<Written<Empty>> {
        let doses = self.with_planner(|open, planning, now| moved(open, planning, now))?;
        self.write_planned(|planned, _| {
            if request.keep == ClockKept::Home {
                doses.iter().try_for_each(|dose| planned.keep_home(dose))?;
            }
            settings::put_zone_kept(planned.write, planned.now.here.name())?;
            Ok(Empty {})
        })
    }
}

impl Planned<'_> {
    /// A schedule that follows the wall goes by the clock of its home from now on. What that clock has called for
    /// meanwhile, and this one has not yet, is due.
    fn keep_home(&mut self, dose: &MovedDose) -> Result<()> {
        let revisions = self.write.schedules().read().revisions_of(dose.schedule)?;
        let last = revisions.last().ok_or(StoreError::Damaged(Damage::Value))?;
        let spec = spec_of(last)?;
        let ScheduleRule::Civil { phases, .. } = spec.rule else {
            return Ok(());
        };
        let zone = Some(dose.home.clone());
        let rule = ScheduleRule::Civil { phases, zone };
        let now = self.moment();
        let from = Moment {
            at_ms: now.at_ms.min(dose.home_ms - 1),
            ..now
        };
        self.edit_from(dose.schedule, &rule, &spec.reminder, from)
    }
}

/// The doses of medicines that a journey from where they were set to here moves.
fn moved(open: &Open, planning: &Planning, now: Now) -> Result<Vec<MovedDose>> {
    let owned = planning.owners.iter();
    let medicines = owned.filter(|(_, owner)| owner.kind == ScheduleOwnerKind::Medicine);
    let mut doses = Vec::new();
    for (id, owner) in medicines {
        let Some(schedule) = planning.planner.schedule(*id) else {
            continue;
        };
        let Some(home) = schedule.home() else {
            continue;
        };
        let taken = last_taken(planning, *id);
        let zones = (home, now.here);
        if let Some(change) = planning.planner.zone_change(*id, taken, zones, now.at_ms) {
            let medicine = open.store.medicines().get(owner.id.into())?;
            doses.push(MovedDose {
                schedule: *id,
                name: medicine.listed_name().clone(),
                home: home.name().to_owned(),
                here_ms: change.here_ms,
                home_ms: change.home_ms,
                is_nearer: change.is_nearer(),
            });
        }
    }
    Ok(doses)
}

/// When the last dose of the last days was taken.
fn last_taken(planning: &Planning, id: ScheduleId) -> Option<i64> {
    let entries = planning.planner.ledger().entries();
    let of = entries.filter(|(key, _)| key.schedule == id);
    let answers = of.filter_map(|(_, entry)| entry.answered());
    let taken = answers.filter(|answer| answer.outcome == Outcome::Taken);
    taken.map(|answer| answer.at.at_ms).max()
}
