//! Triggers: the built-in ones and the person's own.

use crate::error::InField;
use crate::{App, Empty, Result, Written};
use mainstay_domain::{Name, Trigger, TriggerId, TriggerKind};

/// A trigger of the person's own.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TriggerCreateRequest {
    /// What sort of cue it is.
    pub kind: TriggerKind,
    /// The person's own words.
    pub name: String,
}

impl App {
    /// All triggers, built-in ones first.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn trigger_list(&self, _: Empty) -> Result<Vec<Trigger>> {
        self.with_open(|open| Ok(open.store.triggers().list()?))
    }

    /// Adds one of the person's own. Adding the same words again gives the one that is there.
    ///
    /// # Errors
    /// A refusal of `name`, which is needed; [`Error::Locked`](crate::Error::Locked).
    pub fn trigger_create(&self, request: TriggerCreateRequest) -> Result<Written<Trigger>> {
        let name = Name::new(&request.name).in_field("name")?;
        if name.is_empty() {
            Err(mainstay_domain::Error::NameNeeded).in_field("name")?;
        }
        let id = self.id(TriggerId::new)?;
        self.write(|write, _| {
            if let Some(there) = write.triggers().read().named(request.kind, &name)? {
                return Ok(there);
            }
            let trigger = Trigger {
                id,
                kind: request.kind,
                key: None,
                name,
            };
            write.triggers().insert(&trigger)?;
            Ok(trigger)
        })
    }
}
