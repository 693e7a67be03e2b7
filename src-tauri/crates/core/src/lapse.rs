//! Lapses.

use crate::error::InField;
use crate::{App, Error, Result, Written};
use mainstay_domain::{Amount, GoalId, Lapse, LapseId, NextStep, Note, TriggerId};
use mainstay_store::Write;

/// A new lapse.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct LapseLogRequest {
    /// When it happened, `YYYY-MM-DDTHH:MM` in the device's zone; `null` is now.
    pub at: Option<String>,
    /// The goal it is about. `null` with a single goal means that one; with several it is needed.
    pub goal_id: Option<GoalId>,
    /// How much, in thousandths of the goal's unit; `null` is "not said".
    #[serde(default)]
    pub amount: Option<Amount>,
    /// What was around it.
    #[serde(default)]
    pub triggers: Vec<TriggerId>,
    /// What they mean to do in the next 24 hours.
    #[serde(default)]
    pub next_steps: Vec<NextStep>,
    /// In their own words.
    pub note: String,
}

/// A lapse with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct LapseUpdateRequest {
    /// Which lapse.
    pub id: LapseId,
    /// Another time, in the zone in which it was logged; `null` keeps it.
    pub at: Option<String>,
    /// The goal it is about; `null` when that goal was removed.
    pub goal_id: Option<GoalId>,
    /// How much, in thousandths of the goal's unit; `null` is "not said".
    #[serde(default)]
    pub amount: Option<Amount>,
    /// What was around it.
    #[serde(default)]
    pub triggers: Vec<TriggerId>,
    /// What they mean to do in the next 24 hours.
    #[serde(default)]
    pub next_steps: Vec<NextStep>,
    /// In their own words.
    pub note: String,
}

/// A lapse to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct LapseDeleteRequest {
    /// Which lapse.
    pub id: LapseId,
}

impl App {
    /// Records a lapse.
    ///
    /// # Errors
    /// A refusal of `at`, `note` or, with several goals and none named, `goalId`; an unknown goal; [`Error::Locked`].
    pub fn lapse_log(&self, request: LapseLogRequest) -> Result<Written<Lapse>> {
        let note = Note::new(&request.note).in_field("note")?;
        let triggers = checked(request.triggers)?;
        let id = self.id(LapseId::new)?;
        self.write(|write, day_start| {
            let when = self.logged(request.at.as_deref(), day_start)?;
            let goal_id = goal_meant(write, request.goal_id)?;
            let lapse = Lapse {
                id,
                when,
                goal_id,
                amount: request.amount,
                triggers,
                next_steps: in_order(&request.next_steps),
                note,
            };
            write.lapses().insert(&lapse)?;
            Ok(lapse)
        })
    }

    /// Changes a lapse.
    ///
    /// # Errors
    /// A refusal of `at` or `note`; an unknown lapse or goal; [`Error::Locked`].
    pub fn lapse_update(&self, request: LapseUpdateRequest) -> Result<Written<Lapse>> {
        let note = Note::new(&request.note).in_field("note")?;
        let triggers = checked(request.triggers)?;
        self.write(|write, day_start| {
            let kept = write.lapses().read().get(request.id)?;
            let when = self.logged_again(kept.when, request.at.as_deref(), day_start)?;
            let lapse = Lapse {
                id: kept.id,
                when,
                goal_id: request.goal_id,
                amount: request.amount,
                triggers,
                next_steps: in_order(&request.next_steps),
                note,
            };
            write.lapses().update(&lapse)?;
            Ok(lapse)
        })
    }

    /// Removes a lapse.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn lapse_delete(&self, request: LapseDeleteRequest) -> Result<Written<Lapse>> {
        self.write(|write, _| {
            let lapse = write.lapses().read().get(request.id)?;
            write.lapses().delete(request.id)?;
            Ok::<_, Error>(lapse)
        })
    }
}

/// The most triggers of one lapse; there are fewer chips on the screen.
const MAX_TRIGGERS: usize = 100;

fn checked(triggers: Vec<TriggerId>) -> Result<Vec<TriggerId>> {
    if triggers.len() > MAX_TRIGGERS {
        Err(mainstay_domain::Error::TooLong).in_field("triggers")?;
    }
    Ok(triggers)
}

/// Each once, in the order of the screen.
fn in_order(steps: &[NextStep]) -> Vec<NextStep> {
    let all = NextStep::ALL.iter().copied();
    all.filter(|step| steps.contains(step)).collect()
}

/// Somebody with one goal is not asked which one. Somebody with several is: a lapse of no goal would change no number,
/// and the numbers would not be true. Without a goal there is nothing to name.
fn goal_meant(write: &Write<'_>, said: Option<GoalId>) -> Result<Option<GoalId>> {
    match (said, write.goals().read().list()?.as_slice()) {
        (Some(goal), _) => Ok(Some(goal)),
        (None, []) => Ok(None),
        (None, [only]) => Ok(Some(only.id)),
        (None, _) => Err(mainstay_domain::Error::Invalid).in_field("goalId"),
    }
}
