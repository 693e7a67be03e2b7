//! Appointments. When they are is their schedules'; what was written about a visit is in `visit.rs`.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use mainstay_domain::{
    visit_minutes, Appointment, AppointmentId, AppointmentKind, PersonId, PhoneNumber, WebLink,
};
use rusqlite::{named_params, Row};

table!(appointments: AppointmentReader, AppointmentWriter);

impl AppointmentReader<'_> {
    /// The newest ones before another, or of all, at most `limit`.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn page(&self, before: Option<AppointmentId>, limit: u32) -> Result<Vec<Appointment>> {
        const SQL: &str = "SELECT * FROM appointments WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
        const DURING: &str = "reading appointments";
        let before = before.map_or([0xff; 16], |id| *id.as_bytes());
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement.query_map((before, limit), appointment);
        let rows = rows.during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: AppointmentId) -> Result<Appointment> {
        const SQL: &str = "SELECT * FROM appointments WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], appointment)
            .during("reading an appointment")
    }
}

impl AppointmentWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown person.
    pub fn insert(&self, appointment: &Appointment) -> Result<()> {
        const SQL: &str = "INSERT INTO appointments
               (id, kind, title, person_id, with_whom, place, link, phone, note, minutes)
             VALUES (:id, :kind, :title, :person, :with, :place, :link, :phone, :note, :minutes)";
        self.execute(SQL, appointment)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none, or for an unknown person.
    pub fn update(&self, appointment: &Appointment) -> Result<()> {
        const SQL: &str = "UPDATE appointments SET kind = :kind, title = :title, person_id = :person,
               with_whom = :with, place = :place, link = :link, phone = :phone, note = :note, minutes = :minutes
             WHERE id = :id";
        self.execute(SQL, appointment)
    }

    /// Removes one with all that was written for and after its visits. Its schedules are the core's to remove.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: AppointmentId) -> Result<()> {
        const SQL: &str = "DELETE FROM appointments WHERE id = ?1";
        let removed = self.0.execute(SQL, [id.as_bytes()]);
        one(removed.during("removing an appointment")?)
    }

    fn execute(&self, sql: &str, appointment: &Appointment) -> Result<()> {
        let values = named_params! {
            ":id": appointment.id.as_bytes(),
            ":kind": appointment.kind.as_str(),
            ":title": appointment.title.as_str(),
            ":person": appointment.person_id.as_ref().map(PersonId::as_bytes),
            ":with": appointment.with_whom.as_str(),
            ":place": appointment.place.as_str(),
            ":link": appointment.link.as_str(),
            ":phone": appointment.phone.as_str(),
            ":note": appointment.note.as_str(),
            ":minutes": appointment.minutes,
        };
        one(self
            .0
            .execute(sql, values)
            .during("keeping an appointment")?)
    }
}

pub(crate) fn appointment(row: &Row<'_>) -> rusqlite::Result<Appointment> {
    Ok(Appointment {
        id: row.value("id", |bytes: Vec<u8>| AppointmentId::from_slice(&bytes))?,
        kind: row.value("kind", |word: String| AppointmentKind::parse(&word))?,
        title: row.name("title")?,
        person_id: row.optional("person_id", |bytes: Vec<u8>| PersonId::from_slice(&bytes))?,
        with_whom: row.name("with_whom")?,
        place: row.note("place")?,
        link: row.value("link", |text: String| WebLink::new(&text))?,
        phone: row.value("phone", |text: String| PhoneNumber::new(&text))?,
        note: row.note("note")?,
        minutes: row.value("minutes", visit_minutes)?,
    })
}
