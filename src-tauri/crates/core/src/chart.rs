//! Charts: what the log says over time.

use crate::{App, Result};
use chrono::Duration;
use mainstay_domain::{chart, chart_from, Chart, ChartMeasure, ChartRange};

/// Which chart.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ChartGetRequest {
    /// What it shows.
    pub measure: ChartMeasure,
    /// How far back it looks.
    pub range: ChartRange,
}

impl App {
    /// One chart, in at most 370 buckets.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn chart_get(&self, request: ChartGetRequest) -> Result<Chart> {
        let ChartGetRequest { measure, range } = request;
        self.with_open(|open| {
            let store = &open.store;
            let today = self.today(store)?;
            let first = store.journey().first_entry_day()?.unwrap_or(today);
            let from = chart_from(range, today, first);
            let values = store.charts().values(measure, from, today)?;
            let before = match range.days() {
                Some(days) => store.charts().values(
                    measure,
                    from - Duration::days(days),
                    from - Duration::days(1),
                )?,
                None => Vec::new(),
            };
            Ok(chart(measure, range, from, today, &values, &before))
        })
    }
}
