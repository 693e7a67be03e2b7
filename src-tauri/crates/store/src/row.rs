//! Between columns and domain types. A stored value that the domain refuses is damage, and is reported as such.

use chrono::NaiveDate;
use mainstay_domain::{Amount, Halt, HaltLevel, Logged, Name, Note, Span};
use rusqlite::types::{FromSql, FromSqlError, Type, ValueRef};
use rusqlite::Row;

/// Reads columns as domain types.
pub(crate) trait RowExt {
    /// A column that `make` turns into a domain type.
    fn value<S: FromSql, T>(
        &self,
        column: &str,
        make: impl FnOnce(S) -> mainstay_domain::Result<T>,
    ) -> rusqlite::Result<T>;

    /// The same for a column that may be NULL.
    fn optional<S: FromSql, T>(
        &self,
        column: &str,
        make: impl FnOnce(S) -> mainstay_domain::Result<T>,
    ) -> rusqlite::Result<Option<T>>;

    /// A local day.
    fn day(&self, column: &str) -> rusqlite::Result<NaiveDate>;

    /// A local day that may be NULL.
    fn optional_day(&self, column: &str) -> rusqlite::Result<Option<NaiveDate>>;

    /// The two columns of a span of days.
    fn span(&self) -> rusqlite::Result<Span>;

    /// An amount that may be NULL.
    fn amount(&self, column: &str) -> rusqlite::Result<Option<Amount>> {
        self.optional(column, Amount::new)
    }

    /// The three columns that say when.
    fn logged(&self) -> rusqlite::Result<Logged>;

    /// A name.
    fn name(&self, column: &str) -> rusqlite::Result<Name> {
        self.value(column, |text: String| Name::new(&text))
    }

    /// A note.
    fn note(&self, column: &str) -> rusqlite::Result<Note> {
        self.value(column, |text: String| Note::new(&text))
    }

    /// The four HALT columns.
    fn halt(&self) -> rusqlite::Result<Halt> {
        Ok(Halt {
            hungry: self.optional("hungry", HaltLevel::new)?,
            angry: self.optional("angry", HaltLevel::new)?,
            lonely: self.optional("lonely", HaltLevel::new)?,
            tired: self.optional("tired", HaltLevel::new)?,
        })
    }
}

impl RowExt for Row<'_> {
    fn value<S: FromSql, T>(
        &self,
        column: &str,
        make: impl FnOnce(S) -> mainstay_domain::Result<T>,
    ) -> rusqlite::Result<T> {
        make(self.get(column)?).map_err(refused)
    }

    fn optional<S: FromSql, T>(
        &self,
        column: &str,
        make: impl FnOnce(S) -> mainstay_domain::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        self.get::<_, Option<S>>(column)?
            .map(make)
            .transpose()
            .map_err(refused)
    }

    fn day(&self, column: &str) -> rusqlite::Result<NaiveDate> {
        self.get::<_, Day>(column).map(|day| day.0)
    }

    fn optional_day(&self, column: &str) -> rusqlite::Result<Option<NaiveDate>> {
        Ok(self.get::<_, Option<Day>>(column)?.map(|day| day.0))
    }

    fn span(&self) -> rusqlite::Result<Span> {
        Span::new(self.day("from_on")?, self.optional_day("until_on")?).map_err(refused)
    }

    fn logged(&self) -> rusqlite::Result<Logged> {
        Ok(Logged {
            at_ms: self.get("at_ms")?,
            zone: self.get("zone")?,
            day_on: self.day("day_on")?,
        })
    }
}

struct Day(NaiveDate);

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> Result<Self, FromSqlError> {
        value
            .as_str()?
            .parse()
            .map(Day)
            .map_err(|_| FromSqlError::InvalidType)
    }
}

/// What the domain says of a stored value, as rusqlite hands it on.
pub(crate) fn refused(reason: mainstay_domain::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Null, Box::new(reason))
}
