//! What lies ahead now: visits of the next day, visits without an answer, and coping dates that are near.

use crate::stock_view::SupplyRead;
use crate::{
    appointment_view, coping_date, App, AppointmentView, CopingDateView, Empty, Result, SupplyNear,
};

/// How far ahead a visit is told of: a day.
const AHEAD_MS: i64 = 24 * 60 * 60_000;

/// What lies ahead now. Nothing where there is nothing.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AheadView {
    /// Now, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now_ms: i64,
    /// The zone of the device, an IANA name.
    pub zone: String,
    /// Visits within a day, and those that went by without an answer.
    pub appointments: Vec<AppointmentView>,
    /// Coping dates from the day before until it was said how they went.
    pub coping_dates: Vec<CopingDateView>,
    /// What of the supply of medicines is near.
    pub supplies: Vec<SupplyNear>,
    /// Whether it is to be said that Mainstay stays when its window is closed.
    pub tells_closing: bool,
}

impl App {
    /// What lies ahead now.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn ahead_get(&self, _: Empty) -> Result<AheadView> {
        self.with_planner(|open, planning, now| {
            let mut appointments = appointment_view::ahead(&open.store, planning, now)?;
            let is_soon = |view: &AppointmentView| {
                let next = view.next.as_ref();
                next.is_some_and(|next| next.due_ms <= now.at_ms.saturating_add(AHEAD_MS))
            };
            appointments.retain(|view| view.open.is_some() || is_soon(view));
            Ok(AheadView {
                now_ms: now.at_ms,
                zone: now.here.name().to_owned(),
                appointments,
                coping_dates: coping_date::near(&open.store, now)?,
                supplies: SupplyRead::new(open, planning, now)?.near()?,
                tells_closing: self.tells_closing(open, &planning.planner)?,
            })
        })
    }
}
