//! Doses: what was said about an occurrence of a medicine beside its answer in the ledger.

use super::ledger::civil;
use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::{NaiveDate, NaiveDateTime};
use mainstay_domain::{
    Amount, Dose, DoseId, Error, MedicineId, Name, OccurrenceKey, Outcome, ScheduleId, SkipReason,
};
use rusqlite::{named_params, OptionalExtension, Params, Row};

table!(doses: DoseReader, DoseWriter);

const DURING: &str = "reading doses";

impl DoseReader<'_> {
    /// Those of the days from `from` to `to`, both included, in the order of their times.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Dose>> {
        const SQL: &str = "SELECT * FROM doses WHERE day_on BETWEEN ?1 AND ?2 ORDER BY at_ms, id";
        self.several(SQL, (from.to_string(), to.to_string()))
    }

    /// When those of a medicine were due of which something was said, in milliseconds since 1970 UTC: up to an instant, the
    /// newest first, while `more` wants them.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn said_until(
        &self,
        medicine: MedicineId,
        until_ms: i64,
        mut more: impl FnMut(i64) -> bool,
    ) -> Result<()> {
        const SQL: &str = "SELECT due_at_ms FROM doses
             WHERE medicine_id = ?1 AND due_at_ms <= ?2 ORDER BY due_at_ms DESC";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement.query_map((medicine.as_bytes(), until_ms), |row| row.get(0));
        for due_ms in rows.during(DURING)? {
            if !more(due_ms.during(DURING)?) {
                break;
            }
        }
        Ok(())
    }

    /// When those of a medicine were taken or left out that are due behind an instant, in milliseconds since 1970 UTC.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn said_ahead(&self, medicine: MedicineId, after_ms: i64) -> Result<Vec<i64>> {
        const SQL: &str = "SELECT at_ms FROM doses WHERE medicine_id = ?1 AND due_at_ms > ?2";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement.query_map((medicine.as_bytes(), after_ms), |row| row.get(0));
        let rows = rows.during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }

    /// How many there are.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn count(&self) -> Result<u32> {
        let count = self
            .0
            .query_row("SELECT count(*) FROM doses", [], |row| row.get(0));
        count.during("counting doses")
    }

    /// The earliest day of one.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn first_day(&self) -> Result<Option<NaiveDate>> {
        const SQL: &str = "SELECT min(day_on) AS day_on FROM doses";
        let day = self.0.query_row(SQL, [], |row| row.optional_day("day_on"));
        day.during(DURING)
    }

    /// Those of a medicine that were due behind one instant and up to another, in the order of these.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn due_between(
        &self,
        medicine: MedicineId,
        after_ms: i64,
        until_ms: i64,
    ) -> Result<Vec<Dose>> {
        const SQL: &str = "SELECT * FROM doses
             WHERE medicine_id = ?1 AND due_at_ms > ?2 AND due_at_ms <= ?3 ORDER BY due_at_ms, id";
        self.several(SQL, (medicine.as_bytes(), after_ms, until_ms))
    }

    /// When the first one of a medicine was due of which something was said, in milliseconds since 1970 UTC; `None` where
    /// there is none.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn first_due_ms(&self, medicine: MedicineId) -> Result<Option<i64>> {
        const SQL: &str = "SELECT min(due_at_ms) FROM doses WHERE medicine_id = ?1";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let first = statement.query_row([medicine.as_bytes()], |row| row.get(0));
        first.during(DURING)
    }

    /// The last one of a medicine that was taken.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn last_taken(&self, medicine: MedicineId) -> Result<Option<Dose>> {
        const SQL: &str = "SELECT * FROM doses WHERE medicine_id = ?1 AND outcome = 'taken'
             ORDER BY at_ms DESC LIMIT 1";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let found = statement.query_row([medicine.as_bytes()], dose).optional();
        found.during(DURING)
    }

    /// The site that was noted last of a medicine that was taken, up to now: what was taken without one changes no
    /// rotation, nor does what was noted while the clock was ahead.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn last_site(&self, medicine: MedicineId, now_ms: i64) -> Result<Option<Name>> {
        const SQL: &str =
            "SELECT site FROM doses WHERE medicine_id = ?1 AND outcome = 'taken' AND site <> '' AND at_ms <= ?2
             ORDER BY at_ms DESC LIMIT 1";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let of = (medicine.as_bytes(), now_ms);
        let found = statement.query_row(of, |row| row.name("site"));
        found.optional().during(DURING)
    }

    /// Those of a medicine that were taken at an instant or since, in the order of these.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn taken_since(&self, medicine: MedicineId, since_ms: i64) -> Result<Vec<Dose>> {
        const SQL: &str = "SELECT * FROM doses
             WHERE medicine_id = ?1 AND at_ms >= ?2 AND outcome = 'taken' ORDER BY at_ms, id";
        self.several(SQL, (medicine.as_bytes(), since_ms))
    }

    /// What was said about an occurrence.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn of(&self, key: OccurrenceKey) -> Result<Option<Dose>> {
        const SQL: &str =
            "SELECT * FROM doses WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3";
        let values = (key.schedule.as_bytes(), key.revision, civil(key));
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let found = statement.query_row(values, dose).optional();
        found.during(DURING)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: DoseId) -> Result<Dose> {
        const SQL: &str = "SELECT * FROM doses WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], dose)
            .during("reading a dose")
    }

    fn several(&self, sql: &str, values: impl Params) -> Result<Vec<Dose>> {
        let mut statement = self.0.prepare_cached(sql).during(DURING)?;
        let rows = statement.query_map(values, dose).during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }
}

impl DoseWriter<'_> {
    /// Adds one, or replaces the one with its id.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn put(&self, dose: &Dose) -> Result<()> {
        const SQL: &str = "INSERT INTO doses (id, medicine_id, schedule_id, revision, civil, due_at_ms, at_ms, zone,
               day_on, outcome, is_late, amount, units, reason, note, site)
             VALUES (:id, :medicine, :schedule, :revision, :civil, :due, :at, :zone, :day, :outcome, :late, :amount,
               :units, :reason, :note, :site)
             ON CONFLICT (id) DO UPDATE SET due_at_ms = :due, at_ms = :at, zone = :zone, day_on = :day,
               outcome = :outcome, is_late = :late, amount = :amount, units = :units, reason = :reason, note = :note,
               site = :site";
        let key = dose.occurrence;
        let values = named_params! {
            ":id": dose.id.as_bytes(), ":medicine": dose.medicine_id.as_bytes(),
            ":schedule": key.schedule.as_bytes(), ":revision": key.revision, ":civil": civil(key),
            ":due": dose.due_ms, ":at": dose.when.at_ms, ":zone": dose.when.zone,
            ":day": dose.when.day_on.to_string(), ":outcome": dose.outcome.as_str(), ":late": dose.is_off_time,
            ":amount": dose.amount.as_str(), ":units": dose.units.map(Amount::thousandths),
            ":reason": dose.reason.map(SkipReason::as_str), ":note": dose.note.as_str(),
            ":site": dose.site.as_str(),
        };
        one(self.0.execute(SQL, values).during("keeping a dose")?)
    }

    /// Removes one with the answers to its occurrence: nothing was said about it then.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, dose: &Dose) -> Result<()> {
        const ANSWERS: &str =
            "DELETE FROM answers WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3";
        let key = dose.occurrence;
        let values = (key.schedule.as_bytes(), key.revision, civil(key));
        self.0.execute(ANSWERS, values).during("removing a dose")?;
        let removed = self
            .0
            .execute("DELETE FROM doses WHERE id = ?1", [dose.id.as_bytes()]);
        one(removed.during("removing a dose")?)
    }

    /// Removes all of a schedule, before the schedule itself.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn delete_of(&self, schedule: ScheduleId) -> Result<()> {
        const SQL: &str = "DELETE FROM doses WHERE schedule_id = ?1";
        let removed = self.0.execute(SQL, [schedule.as_bytes()]);
        removed.map(drop).during("removing doses")
    }
}

pub(crate) fn dose(row: &Row<'_>) -> rusqlite::Result<Dose> {
    let civil = |text: String| text.parse().map_err(|_| Error::Invalid);
    Ok(Dose {
        id: row.value("id", |bytes: Vec<u8>| DoseId::from_slice(&bytes))?,
        medicine_id: row.value("medicine_id", |bytes: Vec<u8>| {
            MedicineId::from_slice(&bytes)
        })?,
        occurrence: OccurrenceKey {
            schedule: row.value("schedule_id", |bytes: Vec<u8>| {
                ScheduleId::from_slice(&bytes)
            })?,
            revision: row.get("revision")?,
            civil: row.value::<_, NaiveDateTime>("civil", civil)?,
        },
        due_ms: row.get("due_at_ms")?,
        when: row.logged()?,
        outcome: row.value("outcome", |word: String| Outcome::parse(&word))?,
        is_off_time: row.get("is_late")?,
        amount: row.name("amount")?,
        units: row.amount("units")?,
        reason: row.optional("reason", |word: String| SkipReason::parse(&word))?,
        note: row.note("note")?,
        site: row.name("site")?,
    })
}
