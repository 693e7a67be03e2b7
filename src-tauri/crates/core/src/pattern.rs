//! Patterns: what stands out in the log, as counts.

use crate::log_rows::Rows;
use crate::{App, Empty, Result};
use mainstay_domain::{patterns, Patterns};

impl App {
    /// At most three things that stand out in the last year, or how much is missing to look for any.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn pattern_list(&self, _: Empty) -> Result<Patterns> {
        self.with_open(|open| {
            let today = self.today(&open.store)?;
            let read = Rows::for_patterns(&open.store, today)?;
            Ok(patterns(&read.rows(), today))
        })
    }
}
