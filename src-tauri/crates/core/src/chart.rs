//! Charts: what the log says over time.

use crate::dose_days::doses_of_days;
use crate::dose_view::day_of_now;
use crate::error::InField;
use crate::planning::Planning;
use crate::{settings, App, Result};
use chrono::{Duration, NaiveDate};
use mainstay_domain::{
    chart, chart_from, dose_values, Chart, ChartMeasure, ChartRange, CheckInItemId, DayStart,
    DayValue, Error as DomainError, Now,
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
        self.with_planner(|open, planning, now| {
            let store = &open.store;
            check_item(store, request.measure, request.item_id)?;
            let day_start = settings::read(store)?.day_start_hour;
            let log = Log {
                store,
                planning,
                now,
                day_start,
            };
            if request.measure.is_of_doses() {
                log.doses(request)
            } else {
                log.logged(request)
            }
        })
    }
}

/// Where charts are read.
struct Log<'a> {
    store: &'a Store,
    planning: &'a Planning,
    now: Now,
    day_start: DayStart,
}

type Days = (NaiveDate, NaiveDate);

impl Log<'_> {
    fn logged(&self, request: ChartGetRequest) -> Result<Chart> {
        let (measure, item_id) = (request.measure, request.item_id);
        let read = |(from, to): Days| {
            let charts = self.store.charts();
            Ok(charts.values(measure, item_id, from, to)?)
        };
        let first = self.store.journey().first_entry_day()?;
        let drawn = self.drawn(request, first, read)?;
        Ok(Chart { item_id, ..drawn })
    }

    fn doses(&self, request: ChartGetRequest) -> Result<Chart> {
        let measure = request.measure;
        let of = |days| doses_of_days(self.store, self.planning, days, self.now, self.day_start);
        let read = |days: Days| {
            let mut values = dose_values(measure, &of(days)?);
            if measure == ChartMeasure::DosesAsNeeded {
                self.add_noughts(&mut values, days)?;
            }
            Ok(values)
        };
        let logged = self.store.journey().first_entry_day()?;
        let said = self.store.doses().first_day()?;
        let first = logged.into_iter().chain(said).min();
        let drawn = self.drawn(request, first, read)?;
        if measure == ChartMeasure::DosesAsNeeded {
            return Ok(drawn);
        }
        let doses = of((drawn.from_on, drawn.until_on))?;
        Ok(drawn.with_doses(&doses))
    }

    /// A day on which something else was logged has none that was taken as needed.
    fn add_noughts(&self, values: &mut Vec<DayValue>, (from, to): Days) -> Result<()> {
        let charts = self.store.charts();
        let logged = charts.values(ChartMeasure::Cravings, None, from, to)?;
        for DayValue { day_on, .. } in logged {
            if !values.iter().any(|known| known.day_on == day_on) {
                values.push(DayValue { day_on, value: 0.0 });
            }
        }
        Ok(())
    }

    fn drawn(
        &self,
        request: ChartGetRequest,
        first: Option<NaiveDate>,
        read: impl Fn(Days) -> Result<Vec<DayValue>>,
    ) -> Result<Chart> {
        let ChartGetRequest { measure, range, .. } = request;
        let today = day_of_now(self.now, self.day_start);
        let from = chart_from(range, today, first.unwrap_or(today));
        let values = read((from, today))?;
        let before = match range.days() {
            Some(days) => read((from - Duration::days(days), from - Duration::days(1)))?,
            None => Vec::new(),
        };
        Ok(chart(measure, range, from, today, &values, &before))
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
