//! Charts: what the log says over time.

use crate::error::InField;
use crate::{App, Result};
use chrono::Duration;
use mainstay_domain::{
    chart, chart_from, Chart, ChartMeasure, ChartRange, CheckInItemId, Error as DomainError,
};
use mainstay_store::Store;

/// Which chart.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChartGetRequest {
    /// What it shows.
    pub measure: ChartMeasure,
    /// The check-in item, for the measures of one; `null` for the others.
    #[serde(default)]
    pub item_id: Option<CheckInItemId>,
    /// How far back it looks.
    pub range: ChartRange,
}

impl App {
    /// One chart, in at most 370 buckets.
    ///
    /// # Errors
    /// A refusal of `itemId` that does not go with the measure; not found;
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn chart_get(&self, request: ChartGetRequest) -> Result<Chart> {
        let ChartGetRequest {
            measure,
            item_id,
            range,
        } = request;
        self.with_open(|open| {
            let store = &open.store;
            check_item(store, measure, item_id)?;
            let today = self.today(store)?;
            let first = store.journey().first_entry_day()?.unwrap_or(today);
            let from = chart_from(range, today, first);
            let values = store.charts().values(measure, item_id, from, today)?;
            let before = match range.days() {
                Some(days) => store.charts().values(
                    measure,
                    item_id,
                    from - Duration::days(days),
                    from - Duration::days(1),
                )?,
                None => Vec::new(),
            };
            Ok(Chart {
                item_id,
                ..chart(measure, range, from, today, &values, &before)
            })
        })
    }
}

fn check_item(store: &Store, measure: ChartMeasure, item: Option<CheckInItemId>) -> Result<()> {
    let fits = match item {
        Some(id) => ChartMeasure::of_item(store.check_in_items().get(id)?.kind) == Some(measure),
        None => !measure.is_of_item(),
    };
    if fits {
        return Ok(());
    }
    Err(DomainError::Invalid).in_field("itemId")
}
