//! What is written about the visits of an appointment: about one, and line by line.

use super::ledger::civil;
use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDateTime;
use mainstay_domain::{
    AppointmentId, Error, OccurrenceKey, ScheduleId, VisitId, VisitLine, VisitLineId,
    VisitLineKind, VisitNote,
};
use rusqlite::{named_params, OptionalExtension, Params, Row};

table!(visits: VisitReader, VisitWriter);
table!(visit_lines: VisitLineReader, VisitLineWriter);

const READING: &str = "reading visits";
const KEEPING: &str = "keeping a visit";

impl VisitReader<'_> {
    /// What was written about one; `None` for nothing.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn about(&self, key: OccurrenceKey) -> Result<Option<VisitNote>> {
        const SQL: &str =
            "SELECT * FROM visits WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3";
        let values = (key.schedule.as_bytes(), key.revision, civil(key));
        let found = self.0.query_row(SQL, values, visit).optional();
        found.during(READING)
    }
}

impl VisitWriter<'_> {
    /// Adds one, or replaces what was written about it.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown appointment.
    pub fn put(&self, visit: &VisitNote) -> Result<()> {
        const SQL: &str = "INSERT INTO visits
               (id, appointment_id, schedule_id, revision, civil, why, takeaways, next_step)
             VALUES (:id, :appointment, :schedule, :revision, :civil, :why, :takeaways, :next)
             ON CONFLICT (schedule_id, revision, civil)
               DO UPDATE SET why = :why, takeaways = :takeaways, next_step = :next";
        let key = visit.occurrence;
        let values = named_params! {
            ":id": visit.id.as_bytes(),
            ":appointment": visit.appointment_id.as_bytes(),
            ":schedule": key.schedule.as_bytes(),
            ":revision": key.revision,
            ":civil": civil(key),
            ":why": visit.why.as_str(),
            ":takeaways": visit.takeaways.as_str(),
            ":next": visit.next_step.as_str(),
        };
        one(self.0.execute(SQL, values).during(KEEPING)?)
    }
}

impl VisitLineReader<'_> {
    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: VisitLineId) -> Result<VisitLine> {
        const SQL: &str = "SELECT * FROM visit_lines WHERE id = ?1";
        self.0.query_row(SQL, [id.as_bytes()], line).during(READING)
    }

    /// Those that wait for the next visit of an appointment, in their order.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn waiting(&self, id: AppointmentId) -> Result<Vec<VisitLine>> {
        const SQL: &str = "SELECT * FROM visit_lines INDEXED BY visit_lines_waiting
             WHERE appointment_id = ?1 AND visit_id IS NULL ORDER BY id";
        self.all(SQL, [id.as_bytes()])
    }

    /// Its homework that is not done, in the order in which it was given.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn to_do(&self, id: AppointmentId) -> Result<Vec<VisitLine>> {
        const SQL: &str = "SELECT * FROM visit_lines INDEXED BY visit_lines_to_do
             WHERE appointment_id = ?1 AND kind = 'homework' AND is_done = 0 ORDER BY id";
        self.all(SQL, [id.as_bytes()])
    }

    /// Those of one visit, in their order.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn of(&self, id: VisitId) -> Result<Vec<VisitLine>> {
        const SQL: &str = "SELECT * FROM visit_lines WHERE visit_id = ?1 ORDER BY id";
        self.all(SQL, [id.as_bytes()])
    }

    /// The names of all lines of an appointment: who owns a reminder.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn that_ring(&self, id: AppointmentId) -> Result<Vec<VisitLine>> {
        const SQL: &str =
            "SELECT * FROM visit_lines WHERE appointment_id = ?1 AND rings_at IS NOT NULL";
        self.all(SQL, [id.as_bytes()])
    }

    fn all(&self, sql: &str, values: impl Params) -> Result<Vec<VisitLine>> {
        let mut statement = self.0.prepare_cached(sql).during(READING)?;
        let rows = statement.query_map(values, line).during(READING)?;
        rows.collect::<rusqlite::Result<_>>().during(READING)
    }
}

impl VisitLineWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown appointment.
    pub fn insert(&self, line: &VisitLine) -> Result<()> {
        const SQL: &str = "INSERT INTO visit_lines
               (id, appointment_id, kind, visit_id, text, is_done, due_on, rings_at)
             VALUES (:id, :appointment, :kind, :visit, :text, :done, :due, :rings)";
        self.execute(SQL, line)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, line: &VisitLine) -> Result<()> {
        const SQL: &str = "UPDATE visit_lines SET appointment_id = :appointment, kind = :kind,
               visit_id = :visit, text = :text, is_done = :done, due_on = :due, rings_at = :rings
             WHERE id = :id";
        self.execute(SQL, line)
    }

    /// Removes one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: VisitLineId) -> Result<()> {
        const SQL: &str = "DELETE FROM visit_lines WHERE id = ?1";
        one(self.0.execute(SQL, [id.as_bytes()]).during(KEEPING)?)
    }

    fn execute(&self, sql: &str, line: &VisitLine) -> Result<()> {
        let values = named_params! {
            ":id": line.id.as_bytes(),
            ":appointment": line.appointment_id.as_bytes(),
            ":kind": line.kind.as_str(),
            ":visit": line.visit_id.as_ref().map(VisitId::as_bytes),
            ":text": line.text.as_str(),
            ":done": line.is_done,
            ":due": line.due_on.map(|day| day.to_string()),
            ":rings": line.rings_at,
        };
        one(self.0.execute(sql, values).during(KEEPING)?)
    }
}

fn visit(row: &Row<'_>) -> rusqlite::Result<VisitNote> {
    let civil = |text: String| text.parse().map_err(|_| Error::Invalid);
    Ok(VisitNote {
        id: row.value("id", |bytes: Vec<u8>| VisitId::from_slice(&bytes))?,
        appointment_id: row.value("appointment_id", |bytes: Vec<u8>| {
            AppointmentId::from_slice(&bytes)
        })?,
        occurrence: OccurrenceKey {
            schedule: row.value("schedule_id", |bytes: Vec<u8>| {
                ScheduleId::from_slice(&bytes)
            })?,
            revision: row.get("revision")?,
            civil: row.value::<_, NaiveDateTime>("civil", civil)?,
        },
        why: row.note("why")?,
        takeaways: row.note("takeaways")?,
        next_step: row.note("next_step")?,
    })
}

pub(crate) fn line(row: &Row<'_>) -> rusqlite::Result<VisitLine> {
    Ok(VisitLine {
        id: row.value("id", |bytes: Vec<u8>| VisitLineId::from_slice(&bytes))?,
        appointment_id: row.value("appointment_id", |bytes: Vec<u8>| {
            AppointmentId::from_slice(&bytes)
        })?,
        kind: row.value("kind", |word: String| VisitLineKind::parse(&word))?,
        visit_id: row.optional("visit_id", |bytes: Vec<u8>| VisitId::from_slice(&bytes))?,
        text: row.note("text")?,
        is_done: row.get("is_done")?,
        due_on: row.optional_day("due_on")?,
        rings_at: row.get("rings_at")?,
    })
}
