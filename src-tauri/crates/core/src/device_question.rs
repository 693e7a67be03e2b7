//! What reminders need of this device, asked once: as soon as something can ring, whatever it is of.

use crate::ports::StartAtLogin;
use crate::{settings, App, Empty, Result};

/// When it is asked.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DeviceQuestionRequest {
    /// The first reminder is being set: it is asked although nothing can ring yet.
    pub soon: bool,
}

/// What is to be said of this device, and asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DeviceQuestion {
    /// Whether it shows notifications; `null` where it does not say.
    pub shows: Option<bool>,
    /// Whether it starts Mainstay at login; `null` where it cannot be asked.
    pub starts_at_login: Option<bool>,
    /// Nobody has answered yet. Otherwise only what is wrong is said.
    pub is_asked: bool,
}

impl App {
    /// What is to be asked about this device; `None` where nothing can ring, all is well, or it was answered. That it shows
    /// no notifications is said at each reminder of a medicine, all the same.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn device_question_get(
        &self,
        request: DeviceQuestionRequest,
    ) -> Result<Option<DeviceQuestion>> {
        let (rings, is_asked) = self.with_planner(|open, planning, _| {
            let is_asked = !settings::device_answered(&open.store)?;
            Ok((request.soon || planning.planner.can_ring(), is_asked))
        })?;
        // The desktop is asked only then: each page that sets a reminder comes here.
        if !rings || !(is_asked || request.soon) {
            return Ok(None);
        }
        let login = self.ports.login.as_deref();
        let question = DeviceQuestion {
            shows: self.ports.notifier.ability().shows,
            starts_at_login: login.and_then(|login: &dyn StartAtLogin| login.is_on().ok()),
            is_asked,
        };
        Ok(Some(question).filter(|question| question.says_something()))
    }

    /// It was read and answered: it is not asked again.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked); those of the disk.
    pub fn device_question_dismiss(&self, _: Empty) -> Result<Empty> {
        let change = self.change()?;
        self.with_open(|open| {
            open.store.write(change, settings::put_device_answered)?;
            Ok(Empty {})
        })
    }
}

impl DeviceQuestion {
    fn says_something(self) -> bool {
        let asks = self.starts_at_login == Some(false) || self.shows.is_none();
        self.shows == Some(false) || (self.is_asked && asks)
    }
}
