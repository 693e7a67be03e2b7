//! Cravings: the exemplary slice. Its path through the layers is described in ARCHITECTURE.md.
//!
//! The path in the UI logs a craving at its first answered step and changes it at each further one, so that leaving
//! at any step keeps what was said.

use crate::error::InField;
use crate::{App, Error, Result, Written};
use mainstay_domain::{
    Craving, CravingAnswers, CravingId, GoalId, Note, Rating, ToolKey, TriggerId,
};

/// The most triggers of one craving; there are fewer chips on the screen.
const MAX_TRIGGERS: usize = 100;

/// The longest use of a tool, in seconds: a day.
const MAX_TOOL_SECONDS: u32 = 86_400;

/// What was said about a craving, as it arrives. `null` is "not said".
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CravingFields {
    /// The goal it is about.
    pub goal_id: Option<GoalId>,
    /// Strength at first, 0 to 10.
    pub strength_before: Option<Rating>,
    /// Strength at the end, 0 to 10.
    pub strength_after: Option<Rating>,
    /// What was around it.
    pub triggers: Vec<TriggerId>,
    /// The tool they used.
    pub tool: Option<ToolKey>,
    /// For how many seconds, 0 to 86,400.
    pub tool_seconds: Option<u32>,
    /// Whether they acted on it.
    pub acted: Option<bool>,
    /// In their own words.
    pub note: String,
}

/// A new craving.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CravingLogRequest {
    /// When, `YYYY-MM-DDTHH:MM` in the device's zone; `null` is now.
    pub at: Option<String>,
    /// What was said about it.
    #[serde(flatten)]
    pub fields: CravingFields,
}

/// A craving about which more was said.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CravingUpdateRequest {
    /// Which craving.
    pub id: CravingId,
    /// Another time, in the zone in which it was logged; `null` keeps it.
    pub at: Option<String>,
    /// What was said about it.
    #[serde(flatten)]
    pub fields: CravingFields,
}

/// A craving to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CravingDeleteRequest {
    /// Which craving.
    pub id: CravingId,
}

impl CravingFields {
    fn check(self) -> Result<CravingAnswers> {
        if self.triggers.len() > MAX_TRIGGERS {
            Err(mainstay_domain::Error::TooLong).in_field("triggers")?;
        }
        if self
            .tool_seconds
            .is_some_and(|seconds| seconds > MAX_TOOL_SECONDS)
        {
            Err(mainstay_domain::Error::Invalid).in_field("toolSeconds")?;
        }
        Ok(CravingAnswers {
            goal_id: self.goal_id,
            strength_before: self.strength_before,
            strength_after: self.strength_after,
            triggers: self.triggers,
            tool: self.tool,
            tool_seconds: self.tool_seconds,
            acted: self.acted,
            note: Note::new(&self.note).in_field("note")?,
        })
    }
}

impl App {
    /// Adds a craving. Nothing needs to be said about it: that it was there is worth keeping.
    ///
    /// # Errors
    /// A refusal of a field; an unknown goal; [`Error::Locked`].
    pub fn craving_log(&self, request: CravingLogRequest) -> Result<Written<Craving>> {
        let answers = request.fields.check()?;
        let id = self.id(CravingId::new)?;
        self.write(|write, day_start| {
            let when = self.logged(request.at.as_deref(), day_start)?;
            write.cravings().insert(&Craving { id, when, answers })?;
            Ok(write.cravings().read().get(id)?)
        })
    }

    /// Changes a craving.
    ///
    /// # Errors
    /// A refusal of a field; an unknown craving or goal; [`Error::Locked`].
    pub fn craving_update(&self, request: CravingUpdateRequest) -> Result<Written<Craving>> {
        let answers = request.fields.check()?;
        self.write(|write, day_start| {
            let kept = write.cravings().read().get(request.id)?;
            let when = self.logged_again(kept.when, request.at.as_deref(), day_start)?;
            write.cravings().update(&Craving {
                when,
                answers,
                ..kept
            })?;
            Ok(write.cravings().read().get(request.id)?)
        })
    }

    /// Removes a craving.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn craving_delete(&self, request: CravingDeleteRequest) -> Result<Written<Craving>> {
        self.write(|write, _| {
            let craving = write.cravings().read().get(request.id)?;
            write.cravings().delete(request.id)?;
            Ok::<_, Error>(craving)
        })
    }
}
