//! Medicines, and what each says about its schedules.

mod schedule;

use super::{one, table};
use crate::error::During;
use crate::row::{refused, RowExt};
use crate::Result;
use mainstay_domain::{
    on_time_minutes, Medicine, MedicineClass, MedicineForm, MedicineId, MedicineKit, Name,
    PersonId, PhoneNumber,
};
use rusqlite::{named_params, Row};

table!(medicines: MedicineReader, MedicineWriter);

const DURING: &str = "reading medicines";

impl MedicineReader<'_> {
    /// All of them in the order in which they are shown, those that were ended included.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<Medicine>> {
        const SQL: &str = "SELECT * FROM medicines ORDER BY position, id";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement.query_map([], medicine).during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: MedicineId) -> Result<Medicine> {
        const SQL: &str = "SELECT * FROM medicines WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], medicine)
            .during("reading a medicine")
    }
}

impl MedicineWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, medicine: &Medicine) -> Result<()> {
        const SQL: &str = "INSERT INTO medicines (id, name, discreet_name, strength, form, class, note, prescriber_id,
               clinic_phone, pharmacy_phone, on_time_minutes, sites, expires_on, kit_place, kit_people, trained_on,
               position, ended_at_ms)
             VALUES (:id, :name, :discreet_name, :strength, :form, :class, :note, :prescriber, :clinic, :pharmacy,
               :on_time, :sites, :expires, :kit_place, :kit_people, :trained, :position, :ended)";
        self.execute(SQL, medicine)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, medicine: &Medicine) -> Result<()> {
        const SQL: &str = "UPDATE medicines SET name = :name, discreet_name = :discreet_name, strength = :strength,
               form = :form, class = :class, note = :note, prescriber_id = :prescriber, clinic_phone = :clinic,
               pharmacy_phone = :pharmacy, on_time_minutes = :on_time, sites = :sites, expires_on = :expires,
               kit_place = :kit_place, kit_people = :kit_people, trained_on = :trained, position = :position,
               ended_at_ms = :ended
             WHERE id = :id";
        self.execute(SQL, medicine)
    }

    /// Removes one that has no schedules and no doses any more.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: MedicineId) -> Result<()> {
        const SQL: &str = "DELETE FROM medicines WHERE id = ?1";
        let removed = self.0.execute(SQL, [id.as_bytes()]);
        one(removed.during("removing a medicine")?)
    }

    fn execute(&self, sql: &str, medicine: &Medicine) -> Result<()> {
        let values = named_params! {
            ":id": medicine.id.as_bytes(),
            ":name": medicine.name.as_str(),
            ":discreet_name": medicine.discreet_name.as_str(),
            ":strength": medicine.strength.as_str(),
            ":form": medicine.form.as_str(),
            ":class": medicine.class.map(MedicineClass::as_str),
            ":note": medicine.note.as_str(),
            ":prescriber": medicine.prescriber_id.as_ref().map(PersonId::as_bytes),
            ":clinic": medicine.clinic_phone.as_str(),
            ":pharmacy": medicine.pharmacy_phone.as_str(),
            ":on_time": medicine.on_time_minutes,
            ":sites": lines(&medicine.sites),
            ":expires": medicine.expires_on.map(|day| day.to_string()),
            ":kit_place": medicine.kit.place.as_str(),
            ":kit_people": medicine.kit.people.as_str(),
            ":trained": medicine.kit.trained_on.map(|day| day.to_string()),
            ":position": medicine.position,
            ":ended": medicine.ended_ms,
        };
        one(self.0.execute(sql, values).during("keeping a medicine")?)
    }
}

pub(crate) fn medicine(row: &Row<'_>) -> rusqlite::Result<Medicine> {
    let phone = |column| row.value(column, |text: String| PhoneNumber::new(&text));
    Ok(Medicine {
        id: row.value("id", |bytes: Vec<u8>| MedicineId::from_slice(&bytes))?,
        name: row.name("name")?,
        discreet_name: row.name("discreet_name")?,
        strength: row.name("strength")?,
        form: row.value("form", |word: String| MedicineForm::parse(&word))?,
        class: row.optional("class", |word: String| MedicineClass::parse(&word))?,
        note: row.note("note")?,
        prescriber_id: row.optional("prescriber_id", |bytes: Vec<u8>| {
            PersonId::from_slice(&bytes)
        })?,
        clinic_phone: phone("clinic_phone")?,
        pharmacy_phone: phone("pharmacy_phone")?,
        on_time_minutes: row.value("on_time_minutes", on_time_minutes)?,
        sites: names(row, "sites")?,
        expires_on: row.optional_day("expires_on")?,
        kit: MedicineKit {
            place: row.name("kit_place")?,
            people: row.name("kit_people")?,
            trained_on: row.optional_day("trained_on")?,
        },
        position: row.get("position")?,
        ended_ms: row.get("ended_at_ms")?,
    })
}

/// Names, one a line: a name has no line breaks.
fn lines(names: &[Name]) -> String {
    let texts: Vec<&str> = names.iter().map(Name::as_str).collect();
    texts.join("\n")
}

/// The names of a column that [`lines`] wrote; none where it is empty.
fn names(row: &Row<'_>, column: &str) -> rusqlite::Result<Vec<Name>> {
    let text: String = row.get(column)?;
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let names = text.split('\n').map(Name::new);
    names
        .collect::<mainstay_domain::Result<_>>()
        .map_err(refused)
}
