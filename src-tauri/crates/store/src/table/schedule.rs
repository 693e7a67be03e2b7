//! Schedules and their revisions. What a revision says is JSON of the core's: this crate keeps it as text.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono_tz::Tz;
use mainstay_domain::{
    Moment, RowId, ScheduleId, ScheduleOwner, ScheduleOwnerKind, MOST_TAKE_HOME,
};
use rusqlite::{named_params, Row};

table!(schedules: ScheduleReader, ScheduleWriter);

/// As the schema has it.
const _: () = assert!(MOST_TAKE_HOME == 31, "the CHECK of answers.take_home");

/// One schedule as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSchedule {
    /// Its name.
    pub id: ScheduleId,
    /// What it belongs to.
    pub owner: ScheduleOwner,
}

/// One revision as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptRevision {
    /// Of which schedule.
    pub schedule: ScheduleId,
    /// Counted from 1; one that was taken back leaves a gap where it has named an occurrence.
    pub number: u32,
    /// Its rule and its reminder, as JSON.
    pub spec: String,
    /// From when it holds.
    pub from: Moment,
    /// When it was ended.
    pub until: Option<Moment>,
}

impl ScheduleReader<'_> {
    /// All schedules, in the order in which they were made.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<KeptSchedule>> {
        const SQL: &str = "SELECT * FROM schedules ORDER BY id";
        self.all(SQL, [], kept)
    }

    /// Those of one owner.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn of(&self, owner: ScheduleOwner) -> Result<Vec<KeptSchedule>> {
        const SQL: &str =
            "SELECT * FROM schedules WHERE owner_id = ?1 AND owner_kind = ?2 ORDER BY id";
        self.all(SQL, (owner.id.as_bytes(), owner.kind.as_str()), kept)
    }

    /// Every revision of every schedule, in order.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn revisions(&self) -> Result<Vec<KeptRevision>> {
        const SQL: &str = "SELECT * FROM schedule_revisions ORDER BY schedule_id, number";
        self.all(SQL, [], revision)
    }

    /// Those of one schedule, in order.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn revisions_of(&self, id: ScheduleId) -> Result<Vec<KeptRevision>> {
        const SQL: &str = "SELECT * FROM schedule_revisions WHERE schedule_id = ?1 ORDER BY number";
        self.all(SQL, [id.as_bytes()], revision)
    }

    /// The highest number of a revision that has named an occurrence, be it taken back since; 0 for none.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn highest_named(&self, id: ScheduleId) -> Result<u32> {
        const SQL: &str =
            "SELECT coalesce(max(revision), 0) FROM occurrences WHERE schedule_id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], |row| row.get(0))
            .during("reading schedules")
    }

    fn all<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        make: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        const DURING: &str = "reading schedules";
        let mut statement = self.0.prepare_cached(sql).during(DURING)?;
        let rows = statement.query_map(values, make).during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }
}

impl ScheduleWriter<'_> {
    /// Adds a schedule, still without a revision.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, schedule: &KeptSchedule) -> Result<()> {
        const SQL: &str = "INSERT INTO schedules (id, owner_kind, owner_id) VALUES (?1, ?2, ?3)";
        let KeptSchedule { id, owner } = schedule;
        let values = (id.as_bytes(), owner.kind.as_str(), owner.id.as_bytes());
        one(self.0.execute(SQL, values).during("keeping a schedule")?)
    }

    /// Adds a revision.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown schedule.
    pub fn insert_revision(&self, revision: &KeptRevision) -> Result<()> {
        const SQL: &str = "INSERT INTO schedule_revisions
               (schedule_id, number, spec, from_at_ms, from_zone, until_at_ms, until_zone)
             VALUES (:schedule, :number, :spec, :from, :from_zone, :until, :until_zone)";
        let values = named_params! {
            ":schedule": revision.schedule.as_bytes(),
            ":number": revision.number,
            ":spec": revision.spec,
            ":from": revision.from.at_ms,
            ":from_zone": revision.from.zone.name(),
            ":until": revision.until.map(|until| until.at_ms),
            ":until_zone": revision.until.map(|until| until.zone.name()),
        };
        one(self.0.execute(SQL, values).during("keeping a schedule")?)
    }

    /// Ends the revision that goes on, if one does.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn end(&self, id: ScheduleId, at: Moment) -> Result<()> {
        const SQL: &str = "UPDATE schedule_revisions SET until_at_ms = ?2, until_zone = ?3
             WHERE schedule_id = ?1 AND until_at_ms IS NULL";
        let values = (id.as_bytes(), at.at_ms, at.zone.name());
        let ended = self.0.execute(SQL, values);
        ended.map(drop).during("ending a schedule")
    }

    /// Removes a schedule with its revisions and what was answered. What rang stays: it comes back with it.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: ScheduleId) -> Result<()> {
        // Before the schedule, never after it: undo takes rows back table by table.
        for sql in [
            "DELETE FROM answers WHERE schedule_id = ?1",
            "DELETE FROM schedule_revisions WHERE schedule_id = ?1",
        ] {
            let removed = self.0.execute(sql, [id.as_bytes()]);
            removed.during("removing a schedule")?;
        }
        let removed = self
            .0
            .execute("DELETE FROM schedules WHERE id = ?1", [id.as_bytes()]);
        one(removed.during("removing a schedule")?)
    }
}

fn kept(row: &Row<'_>) -> rusqlite::Result<KeptSchedule> {
    Ok(KeptSchedule {
        id: row.value("id", |bytes: Vec<u8>| ScheduleId::from_slice(&bytes))?,
        owner: ScheduleOwner {
            kind: row.value("owner_kind", |word: String| ScheduleOwnerKind::parse(&word))?,
            id: row.value("owner_id", |bytes: Vec<u8>| RowId::from_slice(&bytes))?,
        },
    })
}

fn revision(row: &Row<'_>) -> rusqlite::Result<KeptRevision> {
    let until: Option<i64> = row.get("until_at_ms")?;
    let until_zone: Option<String> = row.get("until_zone")?;
    Ok(KeptRevision {
        schedule: row.value("schedule_id", |bytes: Vec<u8>| {
            ScheduleId::from_slice(&bytes)
        })?,
        number: row.get("number")?,
        spec: row.get("spec")?,
        from: Moment {
            at_ms: row.get("from_at_ms")?,
            zone: zone(&row.get::<_, String>("from_zone")?),
        },
        until: until.zip(until_zone).map(|(at_ms, name)| Moment {
            at_ms,
            zone: zone(&name),
        }),
    })
}

/// A name that this program's tables no longer know counts as UTC, as everywhere.
pub(super) fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::UTC)
}
