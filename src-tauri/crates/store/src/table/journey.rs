//! What Journey reads across tables: which days have something, and a month at a glance.

use crate::error::During;
use crate::history::tables;
use crate::row::RowExt;
use crate::{Result, Store};
use chrono::NaiveDate;
use mainstay_domain::{EntryKind, MonthDay, Mood, Rating};
use rusqlite::{Connection, Row};
use std::collections::BTreeMap;

/// Reads across the tables of the log.
#[derive(Debug)]
pub struct JourneyReader<'c>(&'c Connection);

impl Store {
    /// Reads across the tables of the log.
    #[must_use]
    pub fn journey(&self) -> JourneyReader<'_> {
        JourneyReader(&self.connection)
    }
}

impl JourneyReader<'_> {
    /// The newest `limit` days before `before` on which something of these kinds was logged, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn days_before(
        &self,
        before: NaiveDate,
        limit: u32,
        kinds: &[EntryKind],
    ) -> Result<Vec<NaiveDate>> {
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        // Each arm stops after `limit` days of its index, however long the log is.
        let arms: Vec<String> = kinds
            .iter()
            .map(|kind| {
                let table = tables(*kind).own;
                format!(
                    "SELECT * FROM (SELECT DISTINCT day_on FROM {table}
                     WHERE day_on < ?1 ORDER BY day_on DESC LIMIT ?2)"
                )
            })
            .collect();
        let sql = format!("{} ORDER BY day_on DESC LIMIT ?2", arms.join(" UNION "));
        let mut statement = self.0.prepare_cached(&sql).during("listing days")?;
        let days = statement
            .query_map((before.to_string(), limit), |row| row.day("day_on"))
            .during("listing days")?;
        days.collect::<rusqlite::Result<_>>().during("listing days")
    }

    /// How many entries there are.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn count(&self) -> Result<u32> {
        self.count_of(EntryKind::ALL)
    }

    /// How many entries of these kinds there are.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn count_of(&self, kinds: &[EntryKind]) -> Result<u32> {
        kinds.iter().try_fold(0u32, |sum, kind| {
            let sql = format!("SELECT count(*) FROM {}", tables(*kind).own);
            let mut statement = self.0.prepare_cached(&sql).during("counting the entries")?;
            let count: u32 = statement
                .query_row([], |row| row.get(0))
                .during("counting the entries")?;
            Ok(sum.saturating_add(count))
        })
    }

    /// The earliest day that has anything to show: an entry or the start of a goal.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn first_day(&self) -> Result<Option<NaiveDate>> {
        const SQL: &str = "
            SELECT min(day_on) AS day_on FROM (
              SELECT min(day_on) AS day_on FROM check_ins UNION ALL SELECT min(day_on) FROM cravings
              UNION ALL SELECT min(day_on) FROM lapses UNION ALL SELECT min(day_on) FROM use_entries
              UNION ALL SELECT min(day_on) FROM journal_entries UNION ALL SELECT min(day_on) FROM diary_notes
              UNION ALL SELECT min(day_on) FROM attendances UNION ALL SELECT min(day_on) FROM doses
              UNION ALL SELECT min(started_on) FROM goals)";
        self.day(SQL)
    }

    /// The earliest day on which something was logged.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn first_entry_day(&self) -> Result<Option<NaiveDate>> {
        const SQL: &str = "
            SELECT min(day_on) FROM (
              SELECT min(day_on) AS day_on FROM check_ins UNION ALL SELECT min(day_on) FROM cravings
              UNION ALL SELECT min(day_on) FROM lapses UNION ALL SELECT min(day_on) FROM use_entries
              UNION ALL SELECT min(day_on) FROM journal_entries
              UNION ALL SELECT min(day_on) FROM attendances)";
        self.day(SQL)
    }

    /// The day of the last entry of all, which may lie ahead for who flew west over midnight; `None` while there is none.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn last_entry_day(&self) -> Result<Option<NaiveDate>> {
        const SQL: &str = "
            SELECT max(day_on) FROM (
              SELECT max(day_on) AS day_on FROM check_ins UNION ALL SELECT max(day_on) FROM cravings
              UNION ALL SELECT max(day_on) FROM lapses UNION ALL SELECT max(day_on) FROM use_entries
              UNION ALL SELECT max(day_on) FROM journal_entries
              UNION ALL SELECT max(day_on) FROM attendances)";
        self.day(SQL)
    }

    fn day(&self, sql: &str) -> Result<Option<NaiveDate>> {
        let day: Option<String> = self
            .0
            .query_row(sql, [], |row| row.get(0))
            .during("finding a day of the log")?;
        day.map(|day| {
            day.parse()
                .map_err(|_| crate::Error::Damaged(crate::Damage::Value))
        })
        .transpose()
    }

    /// Each day from `from` until the one before `until`, in order. Doses and stays are not in it: what their days are is
    /// not the store's to say.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn days(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<MonthDay>> {
        let mut days: BTreeMap<_, _> = from
            .iter_days()
            .take_while(|day| *day < until)
            .map(|day| (day, MonthDay::empty(day)))
            .collect();
        for fill in [
            fill_check_ins,
            fill_cravings,
            fill_lapses,
            fill_journal_entries,
            fill_more,
        ] {
            fill(self.0, [from, until], &mut days)?;
        }
        Ok(days.into_values().collect())
    }
}

type Days = BTreeMap<NaiveDate, MonthDay>;

fn fill_check_ins(connection: &Connection, range: [NaiveDate; 2], days: &mut Days) -> Result<()> {
    const SQL: &str = "SELECT day_on, count(*) AS n, CAST(round(avg(mood)) AS INTEGER) AS mood
         FROM check_ins WHERE day_on >= ?1 AND day_on < ?2 GROUP BY day_on";
    fill(connection, SQL, range, days, |row, day| {
        day.check_ins = row.get("n")?;
        day.mood = row.optional("mood", Mood::new)?;
        Ok(())
    })
}

fn fill_cravings(connection: &Connection, range: [NaiveDate; 2], days: &mut Days) -> Result<()> {
    const SQL: &str = "SELECT day_on, count(*) AS n, max(strength_before) AS strongest
         FROM cravings WHERE day_on >= ?1 AND day_on < ?2 GROUP BY day_on";
    fill(connection, SQL, range, days, |row, day| {
        day.cravings = row.get("n")?;
        day.strongest_craving = row.optional("strongest", Rating::new)?;
        Ok(())
    })
}

fn fill_lapses(connection: &Connection, range: [NaiveDate; 2], days: &mut Days) -> Result<()> {
    const SQL: &str = "SELECT DISTINCT day_on FROM lapses WHERE day_on >= ?1 AND day_on < ?2";
    fill(connection, SQL, range, days, |_, day| {
        day.lapse = true;
        Ok(())
    })
}

fn fill_journal_entries(
    connection: &Connection,
    range: [NaiveDate; 2],
    days: &mut Days,
) -> Result<()> {
    const SQL: &str = "SELECT day_on, count(*) AS n FROM journal_entries
         WHERE day_on >= ?1 AND day_on < ?2 GROUP BY day_on";
    fill(connection, SQL, range, days, |row, day| {
        day.journal_entries = row.get("n")?;
        Ok(())
    })
}

/// The kinds that have no count of their own.
fn fill_more(connection: &Connection, range: [NaiveDate; 2], days: &mut Days) -> Result<()> {
    use EntryKind::{CheckIn, Craving, JournalEntry, Lapse};
    let counted = |kind: &EntryKind| matches!(kind, CheckIn | Craving | Lapse | JournalEntry);
    for kind in EntryKind::ALL.iter().filter(|kind| !counted(kind)) {
        let table = tables(*kind).own;
        let sql = format!("SELECT DISTINCT day_on FROM {table} WHERE day_on >= ?1 AND day_on < ?2");
        fill(connection, &sql, range, days, |_, day| {
            day.has_more = true;
            Ok(())
        })?;
    }
    Ok(())
}

fn fill(
    connection: &Connection,
    sql: &str,
    range: [NaiveDate; 2],
    days: &mut Days,
    put: impl Fn(&Row<'_>, &mut MonthDay) -> rusqlite::Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(sql).during("reading a month")?;
    let range = range.map(|day| day.to_string());
    let mut rows = statement.query(range).during("reading a month")?;
    while let Some(row) = rows.next().during("reading a month")? {
        if let Some(day) = days.get_mut(&row.day("day_on").during("reading a month")?) {
            put(row, day).during("reading a month")?;
        }
    }
    Ok(())
}
