//! Stays in a controlled environment.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use mainstay_domain::{Place, Stay, StayId};
use rusqlite::{named_params, Row};

table!(stays: StayReader, StayWriter);

impl StayReader<'_> {
    /// All of them, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<Stay>> {
        const SQL: &str = "SELECT * FROM stays ORDER BY from_on DESC, id";
        let mut statement = self.0.prepare_cached(SQL).during("reading stays")?;
        let rows = statement.query_map([], stay).during("reading stays")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("reading stays")
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: StayId) -> Result<Stay> {
        const SQL: &str = "SELECT * FROM stays WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], stay)
            .during("reading a stay")
    }
}

impl StayWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown goal.
    pub fn insert(&self, stay: &Stay) -> Result<()> {
        const SQL: &str = "INSERT INTO stays (id, place, name, from_on, until_on)
             VALUES (:id, :place, :name, :from_on, :until_on)";
        self.execute(SQL, stay)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, stay: &Stay) -> Result<()> {
        const SQL: &str = "UPDATE stays SET place = :place, name = :name, from_on = :from_on, until_on = :until_on
             WHERE id = :id";
        self.execute(SQL, stay)
    }

    /// Removes one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: StayId) -> Result<()> {
        one(self
            .0
            .execute("DELETE FROM stays WHERE id = ?1", [id.as_bytes()])
            .during("removing a stay")?)
    }

    fn execute(&self, sql: &str, stay: &Stay) -> Result<()> {
        let values = named_params! {
            ":id": stay.id.as_bytes(),
            ":place": stay.place.as_str(),
            ":name": stay.name.as_str(),
            ":from_on": stay.span.from_on.to_string(),
            ":until_on": stay.span.until_on.map(|day| day.to_string()),
        };
        one(self.0.execute(sql, values).during("keeping a stay")?)
    }
}

fn stay(row: &Row<'_>) -> rusqlite::Result<Stay> {
    Ok(Stay {
        id: row.value("id", |bytes: Vec<u8>| StayId::from_slice(&bytes))?,
        place: row.value("place", |word: String| Place::parse(&word))?,
        name: row.name("name")?,
        span: row.span()?,
    })
}
