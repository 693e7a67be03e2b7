//! Days that a person picked.

use crate::error::InField;
use crate::Result;
use chrono::{Datelike, NaiveDate};
use mainstay_domain::{Error, Span, EARLIEST_YEAR};

/// The furthest day ahead, in years: a later one is a slip of the finger.
const YEARS_AHEAD: i32 = 10;

/// Checks a day that was picked.
pub(crate) fn picked(day: NaiveDate, today: NaiveDate, field: &str) -> Result<NaiveDate> {
    if (EARLIEST_YEAR..=today.year() + YEARS_AHEAD).contains(&day.year()) {
        Ok(day)
    } else {
        Err(Error::DateTooFar).in_field(field)
    }
}

/// Checks the two days of a span.
pub(crate) fn picked_span(
    from_on: NaiveDate,
    until_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Span> {
    picked(from_on, today, "fromOn")?;
    if let Some(until) = until_on {
        picked(until, today, "untilOn")?;
    }
    Span::new(from_on, until_on).in_field("untilOn")
}
