//! Today's outlook, for who asked for it.

use crate::log_rows::Rows;
use crate::{settings, App, Empty, Result};
use mainstay_domain::{outlook, Outlook};

impl App {
    /// The outlook of today; `None` for who did not ask for one.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn outlook_get(&self, _: Empty) -> Result<Option<Outlook>> {
        self.with_open(|open| {
            let settings = settings::read(&open.store)?;
            if !settings.outlook {
                return Ok(None);
            }
            let today = self.now().day(settings.day_start_hour);
            let read = Rows::for_outlook(&open.store, today)?;
            Ok(Some(outlook(
                &read.rows(),
                today,
                &settings.outlook_weights,
            )))
        })
    }
}
