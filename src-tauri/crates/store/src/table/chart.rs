//! What charts read: one value for each day.

use crate::error::During;
use crate::row::RowExt;
use crate::{Result, Store};
use chrono::NaiveDate;
use mainstay_domain::{ChartMeasure, CheckInItemId, DayValue};
use rusqlite::{Connection, Params};

/// Reads values by day.
#[derive(Debug)]
pub struct ChartReader<'c>(&'c Connection);

impl Store {
    /// Reads values by day.
    #[must_use]
    pub fn charts(&self) -> ChartReader<'_> {
        ChartReader(&self.connection)
    }
}

impl ChartReader<'_> {
    /// The values of the days `from` to `to`, both included, that have one; oldest first. `item`: for the measures of
    /// check-in items, and only for them.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn values(
        &self,
        measure: ChartMeasure,
        item: Option<CheckInItemId>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<DayValue>> {
        let [from, to] = [from, to].map(|day| day.to_string());
        match item {
            Some(item) => self.read(sql(measure), (from, to, item.as_bytes())),
            None => self.read(sql(measure), (from, to)),
        }
    }

    fn read(&self, sql: &str, params: impl Params) -> Result<Vec<DayValue>> {
        const DURING: &str = "reading a chart";
        let mut statement = self.0.prepare_cached(sql).during(DURING)?;
        let rows = statement
            .query_map(params, |row| {
                Ok(DayValue {
                    day_on: row.day("day_on")?,
                    value: row.get("value")?,
                })
            })
            .during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }
}

/// A day on which something was logged and nothing of what is counted has none of it; a day without any entry is a gap.
const fn sql(measure: ChartMeasure) -> &'static str {
    match measure {
        ChartMeasure::Mood => {
            "SELECT day_on, avg(mood) AS value FROM check_ins
             WHERE day_on BETWEEN ?1 AND ?2 AND mood IS NOT NULL GROUP BY day_on ORDER BY day_on"
        }
        ChartMeasure::Confidence => {
            "SELECT day_on, avg(confidence) AS value FROM check_ins
             WHERE day_on BETWEEN ?1 AND ?2 AND confidence IS NOT NULL GROUP BY day_on ORDER BY day_on"
        }
        ChartMeasure::Sleep => {
            "SELECT day_on, CAST(max(sleep_minutes) AS REAL) AS value FROM check_ins
             WHERE day_on BETWEEN ?1 AND ?2 AND sleep_minutes IS NOT NULL GROUP BY day_on ORDER BY day_on"
        }
        ChartMeasure::Craving => {
            "SELECT day_on, CAST(max(strength) AS REAL) AS value FROM (
               SELECT day_on, max(craving) AS strength FROM check_ins WHERE day_on BETWEEN ?1 AND ?2 GROUP BY day_on
               UNION ALL
               SELECT day_on, max(strength_before) FROM cravings WHERE day_on BETWEEN ?1 AND ?2 GROUP BY day_on)
             WHERE strength IS NOT NULL GROUP BY day_on ORDER BY day_on"
        }
        ChartMeasure::Cravings => {
            "SELECT day_on, CAST(sum(n) AS REAL) AS value FROM (
               SELECT day_on, count(*) AS n FROM cravings WHERE day_on BETWEEN ?1 AND ?2 GROUP BY day_on
               UNION ALL SELECT DISTINCT day_on, 0 FROM check_ins WHERE day_on BETWEEN ?1 AND ?2
               UNION ALL SELECT DISTINCT day_on, 0 FROM lapses WHERE day_on BETWEEN ?1 AND ?2)
             GROUP BY day_on ORDER BY day_on"
        }
        ChartMeasure::Lapses => {
            "SELECT day_on, CAST(max(n) AS REAL) AS value FROM (
               SELECT DISTINCT day_on, 1 AS n FROM lapses WHERE day_on BETWEEN ?1 AND ?2
               UNION ALL SELECT DISTINCT day_on, 0 FROM check_ins WHERE day_on BETWEEN ?1 AND ?2
               UNION ALL SELECT DISTINCT day_on, 0 FROM cravings WHERE day_on BETWEEN ?1 AND ?2)
             GROUP BY day_on ORDER BY day_on"
        }
        // How doses stand is the ledger's to say, and the core's to ask.
        ChartMeasure::Doses | ChartMeasure::DosesAsNeeded => {
            "SELECT ?1 AS day_on, 0.0 AS value WHERE ?2 IS NULL"
        }
        // An answer may be of another kind than its item: it came back after the item had taken another one.
        ChartMeasure::ItemScale => {
            "SELECT day_on, avg(rating) AS value FROM check_in_answers JOIN check_ins ON id = check_in_id
             WHERE item_id = ?3 AND day_on BETWEEN ?1 AND ?2 AND rating IS NOT NULL GROUP BY day_on ORDER BY day_on"
        }
        ChartMeasure::ItemNumber => {
            "SELECT day_on, avg(amount) / 1000 AS value FROM check_in_answers JOIN check_ins ON id = check_in_id
             WHERE item_id = ?3 AND day_on BETWEEN ?1 AND ?2 AND amount IS NOT NULL GROUP BY day_on ORDER BY day_on"
        }
        // A day on which it was answered both ways was one with a yes.
        ChartMeasure::ItemYesNo => {
            "SELECT day_on, CAST(max(yes) AS REAL) AS value FROM check_in_answers JOIN check_ins ON id = check_in_id
             WHERE item_id = ?3 AND day_on BETWEEN ?1 AND ?2 AND yes IS NOT NULL GROUP BY day_on ORDER BY day_on"
        }
    }
}
