//! What charts read: one value for each day.

use crate::error::During;
use crate::row::RowExt;
use crate::{Result, Store};
use chrono::NaiveDate;
use mainstay_domain::{ChartMeasure, DayValue};
use rusqlite::Connection;

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
    /// The values of the days `from` to `to`, both included, that have one; oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn values(
        &self,
        measure: ChartMeasure,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<DayValue>> {
        const DURING: &str = "reading a chart";
        let mut statement = self.0.prepare_cached(sql(measure)).during(DURING)?;
        let rows = statement
            .query_map([from.to_string(), to.to_string()], |row| {
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
    }
}
