//! People whom somebody can turn to.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use mainstay_domain::{Person, PersonId, PersonRole, PhoneNumber};
use rusqlite::{named_params, Row};

table!(people: PersonReader, PersonWriter);

impl PersonReader<'_> {
    /// All of them in the order in which they are shown.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<Person>> {
        const SQL: &str = "SELECT * FROM people ORDER BY position, id";
        const DURING: &str = "reading people";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement.query_map([], person).during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: PersonId) -> Result<Person> {
        const SQL: &str = "SELECT * FROM people WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], person)
            .during("reading a person")
    }
}

impl PersonWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, person: &Person) -> Result<()> {
        const SQL: &str = "INSERT INTO people (id, name, role, phone, message, position)
             VALUES (:id, :name, :role, :phone, :message, :position)";
        self.execute(SQL, person)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, person: &Person) -> Result<()> {
        const SQL: &str =
            "UPDATE people SET name = :name, role = :role, phone = :phone, message = :message,
               position = :position
             WHERE id = :id";
        self.execute(SQL, person)
    }

    /// Removes one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: PersonId) -> Result<()> {
        let removed = self
            .0
            .execute("DELETE FROM people WHERE id = ?1", [id.as_bytes()]);
        one(removed.during("removing a person")?)
    }

    fn execute(&self, sql: &str, person: &Person) -> Result<()> {
        let values = named_params! {
            ":id": person.id.as_bytes(),
            ":name": person.name.as_str(),
            ":role": person.role.as_str(),
            ":phone": person.phone.as_str(),
            ":message": person.message.as_str(),
            ":position": person.position,
        };
        one(self.0.execute(sql, values).during("keeping a person")?)
    }
}

pub(crate) fn person(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        id: row.value("id", |bytes: Vec<u8>| PersonId::from_slice(&bytes))?,
        name: row.name("name")?,
        role: row.value("role", |word: String| PersonRole::parse(&word))?,
        phone: row.value("phone", |text: String| PhoneNumber::new(&text))?,
        message: row.note("message")?,
        position: row.get("position")?,
    })
}
