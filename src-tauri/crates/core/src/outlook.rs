//! Today's outlook, for who asked for it.

use crate::dose_view::day_of_now;
use crate::log_rows::{Log, Rows};
use crate::{settings, App, Empty, Result};
use mainstay_domain::{outlook, Outlook};

impl App {
    /// The outlook of today; `None` for who did not ask for one.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn outlook_get(&self, _: Empty) -> Result<Option<Outlook>> {
        self.with_planner(|open, planning, now| {
            let settings = settings::read(&open.store)?;
            if !settings.outlook {
                return Ok(None);
            }
            let day_start = settings.day_start_hour;
            let today = day_of_now(now, day_start);
            let read = Rows::for_outlook(Log {
                store: &open.store,
                planning,
                now,
                day_start,
                today,
            })?;
            Ok(Some(outlook(
                &read.rows(),
                today,
                &settings.outlook_weights,
            )))
        })
    }
}
