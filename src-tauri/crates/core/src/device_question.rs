//! What reminders need of this device, asked once: as soon as something can ring, whatever it is of.
//!
//! That it was answered is kept beside the journal, not in it: a journal that is brought to another device is asked there.

use crate::home::Home;
use crate::ports::StartAtLogin;
use crate::{App, Empty, Result};
use serde::{Deserialize, Serialize};

const DEVICE: &str = "device";

/// What is known of this device.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct KeptDevice {
    /// Somebody answered what reminders need of it.
    is_answered: bool,
}

/// When it is asked.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DeviceQuestionRequest {
    /// The first reminder is being set: it is asked although nothing can ring yet.
    pub soon: bool,
}

/// What is to be said of this device, and asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DeviceQuestion {
    /// Whether it takes notifications; `null` where it does not say.
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
        let can_ring = self.with_planner(|_, planning, _| Ok(planning.planner.can_ring()))?;
        let (rings, is_asked) = (request.soon || can_ring, !self.home.is_device_answered());
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

    /// It was read and answered: it is not asked again on this device.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked); those of the disk.
    pub fn device_question_dismiss(&self, _: Empty) -> Result<Empty> {
        self.with_open(|_| self.home.put_device_answered())?;
        Ok(Empty {})
    }
}

impl Home {
    fn is_device_answered(&self) -> bool {
        let kept: Option<KeptDevice> = self.read_reminders(DEVICE);
        kept.unwrap_or_default().is_answered
    }

    fn put_device_answered(&self) -> Result<()> {
        self.put_reminders(DEVICE, &KeptDevice { is_answered: true })
    }
}

impl DeviceQuestion {
    fn says_something(self) -> bool {
        let asks = self.starts_at_login == Some(false) || self.shows.is_none();
        self.shows == Some(false) || (self.is_asked && asks)
    }
}
