//! Uses, for goals that are not about none at all.

use crate::error::InField;
use crate::{App, Error, Result, Written};
use mainstay_domain::{Amount, GoalId, Note, UseEntry, UseEntryId};

/// A new use.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct UseEntryLogRequest {
    /// When, `YYYY-MM-DDTHH:MM` in the device's zone; `null` is now.
    pub at: Option<String>,
    /// The goal it is about; needed.
    pub goal_id: Option<GoalId>,
    /// How much, in thousandths of the goal's unit; needed.
    pub amount: Option<Amount>,
    /// In their own words.
    pub note: String,
}

/// A use with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct UseEntryUpdateRequest {
    /// Which use.
    pub id: UseEntryId,
    /// Another time, in the zone in which it was logged; `null` keeps it.
    pub at: Option<String>,
    /// How much, in thousandths of the goal's unit.
    pub amount: Amount,
    /// In their own words.
    pub note: String,
}

/// A use to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct UseEntryDeleteRequest {
    /// Which use.
    pub id: UseEntryId,
}

impl App {
    /// Records a use.
    ///
    /// # Errors
    /// A refusal of `goalId` or `amount` while one is not said, of `at` or `note`; an unknown goal; [`Error::Locked`].
    pub fn use_entry_log(&self, request: UseEntryLogRequest) -> Result<Written<UseEntry>> {
        let needed = mainstay_domain::Error::AnswerNeeded;
        let goal_id = request.goal_id.ok_or(needed).in_field("goalId")?;
        let amount = request.amount.ok_or(needed).in_field("amount")?;
        let note = Note::new(&request.note).in_field("note")?;
        let id = self.id(UseEntryId::new)?;
        self.write(|write, day_start| {
            let entry = UseEntry {
                id,
                when: self.logged(request.at.as_deref(), day_start)?,
                goal_id: Some(goal_id),
                amount,
                note,
            };
            write.use_entries().insert(&entry)?;
            Ok(entry)
        })
    }

    /// Changes a use.
    ///
    /// # Errors
    /// A refusal of `at` or `note`; not found; [`Error::Locked`].
    pub fn use_entry_update(&self, request: UseEntryUpdateRequest) -> Result<Written<UseEntry>> {
        let note = Note::new(&request.note).in_field("note")?;
        self.write(|write, day_start| {
            let kept = write.use_entries().read().get(request.id)?;
            let when = self.logged_again(kept.when, request.at.as_deref(), day_start)?;
            let entry = UseEntry {
                when,
                amount: request.amount,
                note,
                ..kept
            };
            write.use_entries().update(&entry)?;
            Ok(entry)
        })
    }

    /// Removes a use.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn use_entry_delete(&self, request: UseEntryDeleteRequest) -> Result<Written<UseEntry>> {
        self.write(|write, _| {
            let entry = write.use_entries().read().get(request.id)?;
            write.use_entries().delete(request.id)?;
            Ok::<_, Error>(entry)
        })
    }
}
