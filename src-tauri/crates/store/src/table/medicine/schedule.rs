//! What a medicine says about one of its schedules.

use super::{lines, names, MedicineReader, MedicineWriter, DURING};
use crate::error::During;
use crate::row::RowExt;
use crate::table::one;
use crate::Result;
use mainstay_domain::{Amount, MedicineId, MedicineSchedule, Name, ScheduleId, SchedulePurpose};
use rusqlite::{named_params, OptionalExtension, Params, Row};

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
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let found = statement.query_row([id.as_bytes()], schedule).optional();
        found.during(DURING)
    }

    fn several(&self, sql: &str, values: impl Params) -> Result<Vec<MedicineSchedule>> {
        let mut statement = self.0.prepare_cached(sql).during(DURING)?;
        let rows = statement.query_map(values, schedule).during(DURING)?;
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

    /// Removes it, before the schedule itself.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete_schedule(&self, id: ScheduleId) -> Result<()> {
        const SQL: &str = "DELETE FROM medicine_schedules WHERE schedule_id = ?1";
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

fn schedule(row: &Row<'_>) -> rusqlite::Result<MedicineSchedule> {
    let mut amounts = names(row, "amounts")?;
    if amounts.is_empty() {
        amounts.push(Name::default());
    }
    Ok(MedicineSchedule {
        id: row.value("schedule_id", |bytes: Vec<u8>| {
            ScheduleId::from_slice(&bytes)
        })?,
        medicine_id: row.value("medicine_id", |bytes: Vec<u8>| {
            MedicineId::from_slice(&bytes)
        })?,
        purpose: row.value("purpose", |word: String| SchedulePurpose::parse(&word))?,
        position: row.get("position")?,
        amounts,
        units: row.amount("units")?,
        is_listed: row.get("is_listed")?,
    })
}
