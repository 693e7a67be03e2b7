//! Side effects that somebody notices. Kept as told: nothing follows from them here.

use crate::error::InField;
use crate::{App, Error, Result, Written};
use mainstay_domain::{
    MedicineId, Name, Note, SideEffect, SideEffectId, SideEffectKind, SideEffectStrength,
};

/// What is said about one.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SideEffectFields {
    /// What it is; `null`: as their words say.
    pub kind: Option<SideEffectKind>,
    /// What it is in their words, at most 80 characters; needed where there is no kind.
    pub words: String,
    /// How strong it is; `null` is not said.
    pub strength: Option<SideEffectStrength>,
    /// Whether it is over; `null` is not said.
    pub is_over: Option<bool>,
    /// In their own words; may be empty.
    pub note: String,
}

/// One that was noticed.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SideEffectLogRequest {
    /// When, `YYYY-MM-DDTHH:MM` in the device's zone; `null` is now.
    pub at: Option<String>,
    /// With which medicine; `null` where that is not known.
    pub medicine_id: Option<MedicineId>,
    /// What is said about it.
    #[serde(flatten)]
    pub fields: SideEffectFields,
}

/// One with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SideEffectUpdateRequest {
    /// Which.
    pub id: SideEffectId,
    /// Another time, in the zone in which it was logged; `null` keeps it.
    pub at: Option<String>,
    /// What is said about it.
    #[serde(flatten)]
    pub fields: SideEffectFields,
}

/// One to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SideEffectDeleteRequest {
    /// Which.
    pub id: SideEffectId,
}

impl App {
    /// Records a side effect, with the name that its medicine has now.
    ///
    /// # Errors
    /// A refusal of `kind` where nothing says what it is, of `at` or of a field; an unknown medicine; [`Error::Locked`].
    pub fn side_effect_log(&self, request: SideEffectLogRequest) -> Result<Written<SideEffect>> {
        let id = self.id(SideEffectId::new)?;
        self.write(|write, day_start| {
            let of = request.medicine_id;
            let medicine = of
                .map(|id| write.medicines().read().get(id))
                .transpose()?
                .map(|medicine| medicine.listed_name().clone());
            let blank = SideEffect {
                id,
                when: self.logged(request.at.as_deref(), day_start)?,
                medicine_id: request.medicine_id,
                medicine: medicine.unwrap_or_default(),
                kind: None,
                words: Name::default(),
                strength: None,
                is_over: None,
                note: Note::default(),
            };
            let entry = said(blank, &request.fields)?;
            write.side_effects().insert(&entry)?;
            Ok(entry)
        })
    }

    /// Changes a side effect.
    ///
    /// # Errors
    /// As for a new one; not found.
    pub fn side_effect_update(
        &self,
        request: SideEffectUpdateRequest,
    ) -> Result<Written<SideEffect>> {
        self.write(|write, day_start| {
            let kept = write.side_effects().read().get(request.id)?;
            let when = self.logged_again(kept.when.clone(), request.at.as_deref(), day_start)?;
            let entry = said(SideEffect { when, ..kept }, &request.fields)?;
            write.side_effects().update(&entry)?;
            Ok(entry)
        })
    }

    /// Removes a side effect.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn side_effect_delete(
        &self,
        request: SideEffectDeleteRequest,
    ) -> Result<Written<SideEffect>> {
        self.write(|write, _| {
            let entry = write.side_effects().read().get(request.id)?;
            write.side_effects().delete(request.id)?;
            Ok::<_, Error>(entry)
        })
    }
}

fn said(entry: SideEffect, fields: &SideEffectFields) -> Result<SideEffect> {
    let entry = SideEffect {
        kind: fields.kind,
        words: Name::new(&fields.words).in_field("words")?,
        strength: fields.strength,
        is_over: fields.is_over,
        note: Note::new(&fields.note).in_field("note")?,
        ..entry
    };
    entry.checked().in_field("kind")
}
