//! Patterns: what stands out in the log, as counts.

use crate::dose_view::day_of_now;
use crate::log_rows::{Log, Rows};
use crate::{settings, App, Empty, Result};
use mainstay_domain::{patterns, Patterns};

impl App {
    /// At most three things that stand out in the last year, or how much is missing to look for any.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn pattern_list(&self, _: Empty) -> Result<Patterns> {
        self.with_planner(|open, planning, now| {
            let day_start = settings::read(&open.store)?.day_start_hour;
            let today = day_of_now(now, day_start);
            let read = Rows::for_patterns(Log {
                store: &open.store,
                planning,
                now,
                day_start,
                today,
            })?;
            Ok(patterns(&read.rows(), today))
        })
    }
}
