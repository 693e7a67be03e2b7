//! Changes: what a write answers, and taking one back.

use crate::error::InField;
use crate::{App, Result};
use mainstay_domain::{ChangeId, DayStart};
use mainstay_store::{Change, Write};

/// A write's answer: what is kept now, and the change that undo takes back.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Written<T> {
    /// What is kept now; after a delete, what was kept.
    pub value: T,
    /// Names the change.
    pub change: ChangeId,
}

/// Changes to take back.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ChangeUndoRequest {
    /// Their names, newest last.
    pub changes: Vec<ChangeId>,
}

/// The answer to an undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Undone {
    /// Names the undo, which can itself be undone.
    pub change: ChangeId,
}

impl App {
    /// Takes changes back, the newest first, all or none.
    ///
    /// # Errors
    /// A refusal of an empty list; a conflict when one of them was changed again since; when something was added since
    /// that would go with it. Then nothing has changed.
    pub fn change_undo(&self, request: ChangeUndoRequest) -> Result<Undone> {
        if request.changes.is_empty() {
            // "Undone" must not be said when nothing was.
            Err(mainstay_domain::Error::Invalid).in_field("changes")?;
        }
        let change = self.change()?;
        self.with_open(|open| {
            // It may take back an answer or a schedule.
            open.planning = None;
            Ok(open.store.undo(&request.changes, change)?)
        })?;
        self.settle_attendances()?;
        Ok(Undone { change: change.id })
    }

    /// Runs `work` as one recorded write on the open vault. It also gets the hour at which the person's day starts.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Write<'_>, DayStart) -> Result<T>,
    ) -> Result<Written<T>> {
        let change = self.change()?;
        self.with_open(|open| {
            let day_start = crate::settings::read(&open.store)?.day_start_hour;
            let value = open.store.write(change, |write| work(write, day_start))?;
            Ok(Written {
                value,
                change: change.id,
            })
        })
    }

    /// A name and a time for the write that is about to happen.
    pub(crate) fn change(&self) -> Result<Change> {
        let id = self.id(ChangeId::new)?;
        let at_ms = self.ports.clock.now_ms();
        Ok(Change { id, at_ms })
    }
}
