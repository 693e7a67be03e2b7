//! What a medicine says about one of its schedules.

use super::{lines, names, MedicineReader, MedicineWriter, DURING};
use crate::error::During;
use crate::row::RowExt;
use crate::table::one;
use crate::Result;
use mainstay_domain::{
    Amount, MedicineAmounts, MedicineId, MedicineSchedule, Name, ScheduleId, SchedulePurpose,
};
use rusqlite::{named_params, Params, Row};

impl MedicineReader<'_> {
    /// The schedules of all medicines, those of one medicine in their order.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn schedules(&self) -> Result<Vec<MedicineSchedule>> {
        const SQL: &str =
            "SELECT * FROM medicine_schedules ORDER BY medicine_id, position, schedule_id";
        self.several(SQL, [])
    }

    /// Those of one medicine, in their order.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn schedules_of(&self, id: MedicineId) -> Result<Vec<MedicineSchedule>> {
        const SQL: &str =
            "SELECT * FROM medicine_schedules WHERE medicine_id = ?1 ORDER BY position, schedule_id";
        self.several(SQL, [id.as_bytes()])
    }

    /// One of them; `None` for a schedule of something else.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn schedule(&self, id: ScheduleId) -> Result<Option<MedicineSchedule>> {
        const SQL: &str = "SELECT * FROM medicine_schedules WHERE schedule_id = ?1";
        Ok(self.several(SQL, [id.as_bytes()])?.pop())
    }

    fn several(&self, sql: &str, values: impl Params) -> Result<Vec<MedicineSchedule>> {
        let mut statement = self.0.prepare_cached(sql).during(DURING)?;
        let rows = statement.query_map(values, schedule).during(DURING)?;
        let mut found: Vec<MedicineSchedule> =
            rows.collect::<rusqlite::Result<_>>().during(DURING)?;
        for one in &mut found {
            one.past = self.past(one.id)?;
        }
        Ok(found)
    }

    fn past(&self, id: ScheduleId) -> Result<Vec<MedicineAmounts>> {
        const SQL: &str = "SELECT * FROM medicine_amounts WHERE schedule_id = ?1 ORDER BY revision";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement.query_map([id.as_bytes()], past).during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }
}

impl MedicineWriter<'_> {
    /// Adds what a medicine says about a schedule that is there.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert_schedule(&self, schedule: &MedicineSchedule) -> Result<()> {
        const SQL: &str = "INSERT INTO medicine_schedules
               (schedule_id, medicine_id, purpose, position, amounts, units, is_listed)
             VALUES (:id, :medicine, :purpose, :position, :amounts, :units, :listed)";
        self.execute_schedule(SQL, schedule)
    }

    /// Replaces it.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update_schedule(&self, schedule: &MedicineSchedule) -> Result<()> {
        const SQL: &str = "UPDATE medicine_schedules SET purpose = :purpose, position = :position, amounts = :amounts,
               units = :units, is_listed = :listed
             WHERE schedule_id = :id AND medicine_id = :medicine";
        self.execute_schedule(SQL, schedule)
    }

    /// Keeps what a schedule says as what one of its revisions said, before it says something else.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn keep_amounts(&self, schedule: &MedicineSchedule, revision: u32) -> Result<()> {
        const SQL: &str = "INSERT OR REPLACE INTO medicine_amounts
               (schedule_id, medicine_id, revision, amounts, units)
             VALUES (:id, :medicine, :revision, :amounts, :units)";
        let values = named_params! {
            ":id": schedule.id.as_bytes(),
            ":medicine": schedule.medicine_id.as_bytes(),
            ":revision": revision,
            ":amounts": lines(&schedule.amounts),
            ":units": schedule.units.map(Amount::thousandths),
        };
        one(self.0.execute(SQL, values).during("keeping a medicine")?)
    }

    /// Removes it and what it said, before the schedule itself.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete_schedule(&self, id: ScheduleId) -> Result<()> {
        const PAST: &str = "DELETE FROM medicine_amounts WHERE schedule_id = ?1";
        const SQL: &str = "DELETE FROM medicine_schedules WHERE schedule_id = ?1";
        let past = self.0.execute(PAST, [id.as_bytes()]);
        past.during("removing a medicine")?;
        let removed = self.0.execute(SQL, [id.as_bytes()]);
        one(removed.during("removing a medicine")?)
    }

    fn execute_schedule(&self, sql: &str, schedule: &MedicineSchedule) -> Result<()> {
        let values = named_params! {
            ":id": schedule.id.as_bytes(),
            ":medicine": schedule.medicine_id.as_bytes(),
            ":purpose": schedule.purpose.as_str(),
            ":position": schedule.position,
            ":amounts": lines(&schedule.amounts),
            ":units": schedule.units.map(Amount::thousandths),
            ":listed": schedule.is_listed,
        };
        one(self.0.execute(sql, values).during("keeping a medicine")?)
    }
}

/// There is always one amount, which may be empty.
fn amounts(row: &Row<'_>) -> rusqlite::Result<Vec<Name>> {
    let mut amounts = names(row, "amounts")?;
    if amounts.is_empty() {
        amounts.push(Name::default());
    }
    Ok(amounts)
}

fn past(row: &Row<'_>) -> rusqlite::Result<MedicineAmounts> {
    Ok(MedicineAmounts {
        revision: row.get("revision")?,
        amounts: amounts(row)?,
        units: row.amount("units")?,
    })
}

/// Still without what older revisions said.
fn schedule(row: &Row<'_>) -> rusqlite::Result<MedicineSchedule> {
    Ok(MedicineSchedule {
        id: row.value("schedule_id", |bytes: Vec<u8>| {
            ScheduleId::from_slice(&bytes)
        })?,
        medicine_id: row.value("medicine_id", |bytes: Vec<u8>| {
            MedicineId::from_slice(&bytes)
        })?,
        purpose: row.value("purpose", |word: String| SchedulePurpose::parse(&word))?,
        position: row.get("position")?,
        amounts: amounts(row)?,
        units: row.amount("units")?,
        is_listed: row.get("is_listed")?,
        past: Vec::new(),
    })
}
