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
    /// What the built-in ones of that kind are called on the screen: their words are in its language.
    #[serde(default)]
    pub shown: Vec<TriggerShown>,
}

/// A built-in trigger by the word that the screen has for it.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TriggerShown {
    /// Which one.
    pub id: TriggerId,
    /// Its word.
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

    /// Adds one of the person's own. Adding words that look like those of one that is there, or of a built-in one, gives
    /// that one.
    ///
    /// # Errors
    /// A refusal of `name`, which is needed; [`Error::Locked`](crate::Error::Locked).
    pub fn trigger_create(&self, request: TriggerCreateRequest) -> Result<Written<Trigger>> {
        let name = Name::new(&request.name).in_field("name")?;
        if name.is_empty() {
            Err(mainstay_domain::Error::NameNeeded).in_field("name")?;
        }
        let looks_alike =
            |shown: &&TriggerShown| Name::new(&shown.name).is_ok_and(|shown| shown.is_same(&name));
        let alike = request.shown.iter().filter(looks_alike);
        let alike: Vec<_> = alike.map(|shown| shown.id).collect();
        let id = self.id(TriggerId::new)?;
        self.write(|write, _| {
            let all = write.triggers().read().list()?;
            let mut of_kind = all.into_iter().filter(|one| one.kind == request.kind);
            let is_it = |one: &Trigger| one.name.is_same(&name) || alike.contains(&one.id);
            if let Some(there) = of_kind.find(is_it) {
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
