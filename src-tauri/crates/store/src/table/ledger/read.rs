//! Reading entries of the ledger: as many as the planner needs, those of a period, or one.

use super::{civil, civil_of, civil_text, LedgerReader};
use crate::error::During;
use crate::row::RowExt;
use crate::table::schedule::zone;
use crate::Result;
use chrono::NaiveDateTime;
use mainstay_domain::{
    Answer, Due, Entry, Moment, OccurrenceKey, Outcome, RingKind, Rung, ScheduleId, Snoozed,
};
use rusqlite::{named_params, OptionalExtension, Params, Row};
use std::collections::BTreeMap;

/// Entries by their names.
type Entries = BTreeMap<OccurrenceKey, Entry>;

const DURING: &str = "reading what rang";

/// How many of the last taken ones, of the last visits and of the last answered ones of each revision are read of a
/// schedule that counts from them: one would do, but for those that a rule which begins later does not count.
const LAST: u32 = 8;

/// Which entries are read, each a condition on `o`. The second of the first two leaves out what the first one has, so
/// that each has its index.
const SINCE: &str = "o.due_at_ms >= ?1";
const OPEN: &str = "o.answers = 0 AND (o.closed_at_ms IS NULL OR o.closed_at_ms < o.due_at_ms) AND o.due_at_ms < ?1";
const BETWEEN: &str = "o.due_at_ms > ?1 AND o.due_at_ms <= ?2";
const OF_BETWEEN: &str = "o.schedule_id = ?1 AND o.due_at_ms > ?2 AND o.due_at_ms <= ?3";
const OF: &str = "o.schedule_id = ?1 AND o.revision = ?2 AND o.civil > ?3 AND o.civil <= ?4";
const ONE: &str = "o.schedule_id = ?1 AND o.revision = ?2 AND o.civil = ?3";
const LAST_TAKEN: &str = "(o.schedule_id, o.revision, o.civil) IN
    (SELECT a.schedule_id, a.revision, a.civil FROM answers AS a
     WHERE a.schedule_id = ?1 AND a.outcome = 'taken' AND NOT EXISTS
       (SELECT 1 FROM answers AS b WHERE b.schedule_id = a.schedule_id AND b.revision = a.revision
          AND b.civil = a.civil AND b.number > a.number)
     ORDER BY a.counts_from_at_ms DESC LIMIT ?2)";
/// Doses at home are of the same schedule as the visit at which they were handed out, and may be many.
const LAST_VISITS: &str = "(o.schedule_id, o.revision, o.civil) IN
    (SELECT a.schedule_id, a.revision, a.civil FROM answers AS a
     WHERE a.schedule_id = ?1 AND a.outcome = 'taken' AND a.take_home IS NOT NULL AND NOT EXISTS
       (SELECT 1 FROM answers AS b WHERE b.schedule_id = a.schedule_id AND b.revision = a.revision
          AND b.civil = a.civil AND b.number > a.number)
     ORDER BY a.counts_from_at_ms DESC LIMIT ?2)";
const LAST_ANSWERED: &str = "(o.schedule_id, o.revision, o.civil) IN
    (SELECT DISTINCT schedule_id, revision, civil FROM answers WHERE schedule_id = ?1 AND revision = ?3
     ORDER BY civil DESC LIMIT ?2)";
const TAKEN_BETWEEN: &str = "(o.schedule_id, o.revision, o.civil) IN
    (SELECT schedule_id, revision, civil FROM answers
     WHERE schedule_id = ?1 AND outcome = 'taken' AND counts_from_at_ms BETWEEN ?2 AND ?3)";

/// The statements that read the entries of a condition: their own rows, what rang, what was answered.
fn statements(which: &str) -> [String; 3] {
    let of = |table: &str, order: &str| {
        format!(
            "SELECT t.* FROM occurrences AS o CROSS JOIN {table} AS t
               ON t.schedule_id = o.schedule_id AND t.revision = o.revision AND t.civil = o.civil
             WHERE {which} ORDER BY t.schedule_id, t.revision, t.civil, t.{order}"
        )
    };
    let own = format!("SELECT o.* FROM occurrences AS o WHERE {which}");
    [own, of("rungs", "place"), of("answers", "number")]
}

impl LedgerReader<'_> {
    /// What is open, and what was due at `since_ms` (milliseconds since 1970 UTC) or later.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn since(&self, since_ms: i64) -> Result<Entries> {
        let mut all = self.matching(SINCE, [since_ms])?;
        all.append(&mut self.matching(OPEN, [since_ms])?);
        Ok(all)
    }

    /// What was due behind one instant and up to another.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn between(&self, after_ms: i64, until_ms: i64) -> Result<Entries> {
        self.matching(BETWEEN, [after_ms, until_ms])
    }

    /// The same of one schedule.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn of_between(&self, id: ScheduleId, after_ms: i64, until_ms: i64) -> Result<Entries> {
        self.matching(OF_BETWEEN, (id.as_bytes(), after_ms, until_ms))
    }

    /// Those of one revision of a schedule whose times on the wall lie behind one and up to another.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn of(
        &self,
        schedule: ScheduleId,
        revision: u32,
        after: NaiveDateTime,
        until: NaiveDateTime,
    ) -> Result<Entries> {
        let [after, until] = [after, until].map(civil_text);
        self.matching(OF, (schedule.as_bytes(), revision, after, until))
    }

    /// The entries from which a schedule is counted: the last taken ones, the last visits at which it was said how many
    /// doses were handed out, and the last answered ones of each of its revisions.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn last_of(&self, schedule: ScheduleId, revisions: &[u32]) -> Result<Entries> {
        let mut all = self.matching(LAST_TAKEN, (schedule.as_bytes(), LAST))?;
        all.append(&mut self.matching(LAST_VISITS, (schedule.as_bytes(), LAST))?);
        for revision in revisions {
            let values = (schedule.as_bytes(), LAST, revision);
            all.append(&mut self.matching(LAST_ANSWERED, values)?);
        }
        Ok(all)
    }

    /// What was taken of a schedule since an instant: for another one that follows it.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn taken_since(&self, schedule: ScheduleId, since_ms: i64) -> Result<Entries> {
        self.taken_between(schedule, since_ms, i64::MAX)
    }

    /// The same from one instant to another, both included.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn taken_between(
        &self,
        schedule: ScheduleId,
        since_ms: i64,
        until_ms: i64,
    ) -> Result<Entries> {
        self.matching(TAKEN_BETWEEN, (schedule.as_bytes(), since_ms, until_ms))
    }

    /// The entry of an occurrence.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn entry(&self, key: OccurrenceKey) -> Result<Option<Entry>> {
        let values = (key.schedule.as_bytes(), key.revision, civil(key));
        Ok(self.matching(ONE, values)?.remove(&key))
    }

    /// All of it: for tests, and for what reads a whole vault.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn all(&self) -> Result<Entries> {
        self.matching("true", [])
    }

    /// The answer that counts.
    pub(super) fn last_answer(&self, key: OccurrenceKey) -> Result<Option<Answer>> {
        const SQL: &str = "SELECT * FROM answers
             WHERE schedule_id = :schedule AND revision = :revision AND civil = :civil ORDER BY number DESC LIMIT 1";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let values = named_params! {
            ":schedule": key.schedule.as_bytes(), ":revision": key.revision, ":civil": civil(key),
        };
        let found = statement.query_row(values, answer).optional();
        found.during(DURING)
    }

    /// The entries that a condition on `o` chooses, with what rang and what was answered, in one statement each.
    fn matching(&self, which: &str, values: impl Params + Clone) -> Result<Entries> {
        let [own, rungs, answers] = statements(which);
        let mut all = Entries::new();
        self.each(&own, values.clone(), |row| {
            all.insert(key(row)?, entry(row)?);
            Ok(())
        })?;
        self.each(&rungs, values.clone(), |row| {
            if let Some(entry) = all.get_mut(&key(row)?) {
                entry.rungs.push(rung(row)?);
            }
            Ok(())
        })?;
        self.each(&answers, values, |row| {
            if let Some(entry) = all.get_mut(&key(row)?) {
                entry.answers.push(answer(row)?);
                entry.counts_from_ms = row.get("counts_from_at_ms")?;
            }
            Ok(())
        })?;
        Ok(all)
    }

    fn each(
        &self,
        sql: &str,
        values: impl Params,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<()> {
        let mut statement = self.0.prepare_cached(sql).during(DURING)?;
        let mut rows = statement.query(values).during(DURING)?;
        while let Some(row) = rows.next().during(DURING)? {
            take(row).during(DURING)?;
        }
        Ok(())
    }
}

fn key(row: &Row<'_>) -> rusqlite::Result<OccurrenceKey> {
    Ok(OccurrenceKey {
        schedule: row.value("schedule_id", |bytes: Vec<u8>| {
            ScheduleId::from_slice(&bytes)
        })?,
        revision: row.get("revision")?,
        civil: row.value("civil", |text: String| civil_of(&text))?,
    })
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let asked: Option<i64> = row.get("snoozed_at_ms")?;
    let until: Option<i64> = row.get("snoozed_until_ms")?;
    let number: Option<u32> = row.get("snooze_number")?;
    let snoozed = asked.zip(until).zip(number);
    Ok(Entry {
        snoozed: snoozed.map(|((asked_ms, until_ms), number)| Snoozed {
            asked_ms,
            until_ms,
            number,
        }),
        closed_ms: row.get("closed_at_ms")?,
        cancelled_ms: row.get("cancelled_at_ms")?,
        ..Entry::new(Due {
            at_ms: row.get("due_at_ms")?,
            grace_ms: row.get("grace_ms")?,
        })
    })
}

fn rung(row: &Row<'_>) -> rusqlite::Result<Rung> {
    let number: u32 = row.get("number")?;
    let kind = row.value("kind", |word: String| RingKind::parse(&word, number))?;
    Ok(Rung {
        shown: row.get("shown")?,
        ..Rung::new(kind, row.get("at_ms")?)
    })
}

fn answer(row: &Row<'_>) -> rusqlite::Result<Answer> {
    Ok(Answer {
        outcome: row.value("outcome", |word: String| Outcome::parse(&word))?,
        at: Moment {
            at_ms: row.get("at_ms")?,
            zone: zone(&row.get::<_, String>("zone")?),
        },
        take_home: row.get("take_home")?,
        told_ms: row.get("told_at_ms")?,
    })
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
