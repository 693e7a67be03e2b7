//! A span of local days, both ends included, that may still be going on.

use crate::bindings::wire;
use crate::{Error, Result};
use chrono::NaiveDate;

wire! {
    /// Some local days in a row.
    #[derive(Copy, Eq)]
    pub struct Span {
        /// The first day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub from_on: NaiveDate,
        /// The last day; `None` while it goes on.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub until_on: Option<NaiveDate>,
    }
}

impl Span {
    /// Checks a span.
    ///
    /// # Errors
    /// [`Error::EndsBeforeStart`] when it ends before it begins.
    pub fn new(from_on: NaiveDate, until_on: Option<NaiveDate>) -> Result<Self> {
        if until_on.is_some_and(|until| until < from_on) {
            return Err(Error::EndsBeforeStart);
        }
        Ok(Self { from_on, until_on })
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        day >= self.from_on && self.until_on.is_none_or(|until| day <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn both_ends_lie_in_it_and_one_that_goes_on_has_no_end() {
        let span = Span::new(day("2026-01-02"), Some(day("2026-01-03"))).unwrap();
        let within: Vec<_> = (1..=4)
            .map(|n| span.contains(day(&format!("2026-01-0{n}"))))
            .collect();
        assert_eq!(within, [false, true, true, false]);
        assert!(Span::new(day("2026-01-02"), None)
            .unwrap()
            .contains(NaiveDate::MAX));
    }

    #[test]
    fn an_end_before_the_beginning_is_refused() {
        assert_eq!(
            Span::new(day("2026-01-02"), Some(day("2026-01-01"))),
            Err(Error::EndsBeforeStart)
        );
        assert!(Span::new(day("2026-01-02"), Some(day("2026-01-02"))).is_ok());
    }
}
