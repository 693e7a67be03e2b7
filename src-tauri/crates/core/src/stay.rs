//! Stays in a controlled environment.

use crate::day_text::picked_span;
use crate::error::InField;
use crate::{App, Empty, Error, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{DayStart, Name, Place, Stay, StayId};

/// The values of a stay as they arrive.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StayFields {
    /// Where.
    pub place: Place,
    /// The person's own word for it; may be empty.
    pub name: String,
    /// The first day; up to ten years ahead.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from_on: NaiveDate,
    /// The last day; `null` while it goes on.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub until_on: Option<NaiveDate>,
}

/// A new stay.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StayCreateRequest {
    /// Its values.
    #[serde(flatten)]
    pub fields: StayFields,
}

/// A stay with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StayUpdateRequest {
    /// Which stay.
    pub id: StayId,
    /// Its values.
    #[serde(flatten)]
    pub fields: StayFields,
}

/// A stay to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StayDeleteRequest {
    /// Which stay.
    pub id: StayId,
}

impl App {
    /// All stays, newest first.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn stay_list(&self, _: Empty) -> Result<Vec<Stay>> {
        self.with_open(|open| Ok(open.store.stays().list()?))
    }

    /// Adds a stay.
    ///
    /// # Errors
    /// A refusal of `name`, `fromOn` or `untilOn`; [`Error::Locked`].
    pub fn stay_create(&self, request: StayCreateRequest) -> Result<Written<Stay>> {
        let id = self.id(StayId::new)?;
        self.write(|write, day_start| {
            let stay = self.stay(id, &request.fields, day_start)?;
            write.stays().insert(&stay)?;
            Ok(stay)
        })
    }

    /// Changes a stay.
    ///
    /// # Errors
    /// A refusal of `name`, `fromOn` or `untilOn`; not found; [`Error::Locked`].
    pub fn stay_update(&self, request: StayUpdateRequest) -> Result<Written<Stay>> {
        self.write(|write, day_start| {
            let stay = self.stay(request.id, &request.fields, day_start)?;
            write.stays().update(&stay)?;
            Ok(stay)
        })
    }

    /// Removes a stay.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn stay_delete(&self, request: StayDeleteRequest) -> Result<Written<Stay>> {
        self.write(|write, _| {
            let stay = write.stays().read().get(request.id)?;
            write.stays().delete(request.id)?;
            Ok::<_, Error>(stay)
        })
    }

    fn stay(&self, id: StayId, fields: &StayFields, day_start: DayStart) -> Result<Stay> {
        let today = self.now().day(day_start);
        Ok(Stay {
            id,
            place: fields.place,
            name: Name::new(&fields.name).in_field("name")?,
            span: picked_span(fields.from_on, fields.until_on, today)?,
        })
    }
}
