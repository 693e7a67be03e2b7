//! One module per table, each with a reader and a writer. Readers hang on [`Store`](crate::Store) and on
//! [`Write`](crate::Write), writers on `Write` alone: nothing is written outside a recorded transaction.

pub(crate) mod appointment;
pub(crate) mod attendance;
pub(crate) mod chart;
pub(crate) mod check_in;
pub(crate) mod check_in_answer;
pub(crate) mod check_in_item;
pub(crate) mod coping_date;
pub(crate) mod craving;
pub(crate) mod diary_note;
pub(crate) mod dose;
pub(crate) mod draft;
pub(crate) mod goal;
pub(crate) mod goal_break;
pub(crate) mod goal_limit;
pub(crate) mod goal_rate;
pub(crate) mod inbox;
pub(crate) mod journal_entry;
pub(crate) mod journey;
pub(crate) mod lapse;
pub(crate) mod ledger;
pub(crate) mod medicine;
pub(crate) mod meeting;
pub(crate) mod meeting_feed;
pub(crate) mod meeting_words;
pub(crate) mod milestone;
pub(crate) mod my_meeting;
pub(crate) mod own_reminder;
pub(crate) mod person;
pub(crate) mod question;
pub(crate) mod schedule;
pub(crate) mod search;
pub(crate) mod setting;
pub(crate) mod side_effect;
pub(crate) mod stay;
pub(crate) mod stock;
pub(crate) mod trigger;
pub(crate) mod use_entry;
pub(crate) mod visit;

use crate::error::During;
use crate::row::RowExt;
use crate::{Error, Result};
use chrono::NaiveDate;

/// One row must have changed; none means that there is no such row.
pub(crate) fn one(changed: usize) -> Result<()> {
    if changed == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}

/// What a query counts by day.
pub(crate) fn count_by_day(
    connection: &rusqlite::Connection,
    sql: &str,
) -> Result<Vec<(NaiveDate, u32)>> {
    const DURING: &str = "counting by day";
    let mut statement = connection.prepare_cached(sql).during(DURING)?;
    let rows = statement
        .query_map([], |row| Ok((row.day("day_on")?, row.get("n")?)))
        .during(DURING)?;
    rows.collect::<rusqlite::Result<_>>().during(DURING)
}

/// The way from a store or a running write to a table.
macro_rules! table {
    ($(#[$meta:meta])* $name:ident: $reader:ident, $writer:ident) => {
        #[doc = concat!("Reads the table of ", stringify!($name), ".")]
        #[derive(Debug)]
        pub struct $reader<'c>(pub(crate) &'c rusqlite::Connection);

        #[doc = concat!("Writes the table of ", stringify!($name), ".")]
        #[derive(Debug)]
        pub struct $writer<'c>(pub(crate) &'c rusqlite::Connection);

        impl crate::Store {
            #[doc = concat!("Reads ", stringify!($name), ".")]
            #[must_use]
            pub fn $name(&self) -> $reader<'_> {
                $reader(&self.connection)
            }
        }

        impl<'c> crate::Write<'c> {
            #[doc = concat!("Writes ", stringify!($name), ".")]
            #[must_use]
            pub fn $name(&self) -> $writer<'c> {
                $writer(self.connection)
            }
        }

        impl<'c> $writer<'c> {
            #[doc = concat!("Reads ", stringify!($name), " within the write.")]
            #[must_use]
            pub fn read(&self) -> $reader<'c> {
                $reader(self.0)
            }
        }
    };
}

pub(crate) use table;
