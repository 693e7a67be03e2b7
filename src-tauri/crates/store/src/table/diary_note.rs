//! What was said on the diary card, one row a day at most.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{DiaryNote, DiaryNoteId, SkillAnswer};
use rusqlite::{named_params, OptionalExtension, Row};

table!(diary_notes: DiaryNoteReader, DiaryNoteWriter);

impl DiaryNoteReader<'_> {
    /// Those of the days `from` to `to`, both included, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<DiaryNote>> {
        const DURING: &str = "reading diary notes";
        const SQL: &str =
            "SELECT * FROM diary_notes WHERE day_on BETWEEN ?1 AND ?2 ORDER BY day_on DESC";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement
            .query_map([from.to_string(), to.to_string()], diary_note)
            .during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }

    /// That of a day.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn on(&self, day: NaiveDate) -> Result<Option<DiaryNote>> {
        const SQL: &str = "SELECT * FROM diary_notes WHERE day_on = ?1";
        self.0
            .query_row(SQL, [day.to_string()], diary_note)
            .optional()
            .during("reading a diary note")
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: DiaryNoteId) -> Result<DiaryNote> {
        const SQL: &str = "SELECT * FROM diary_notes WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], diary_note)
            .during("reading a diary note")
    }
}

impl DiaryNoteWriter<'_> {
    /// Adds one. That the day has none yet is the caller's to see to.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn insert(&self, note: &DiaryNote) -> Result<()> {
        const SQL: &str = "INSERT INTO diary_notes (id, at_ms, zone, day_on, skill, note)
             VALUES (:id, :at_ms, :zone, :day_on, :skill, :note)";
        self.execute(SQL, note)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, note: &DiaryNote) -> Result<()> {
        const SQL: &str = "UPDATE diary_notes SET at_ms = :at_ms, zone = :zone, day_on = :day_on, skill = :skill, note = :note
             WHERE id = :id";
        self.execute(SQL, note)
    }

    /// Removes one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: DiaryNoteId) -> Result<()> {
        one(self
            .0
            .execute("DELETE FROM diary_notes WHERE id = ?1", [id.as_bytes()])
            .during("removing a diary note")?)
    }

    fn execute(&self, sql: &str, note: &DiaryNote) -> Result<()> {
        let values = named_params! {
            ":id": note.id.as_bytes(),
            ":at_ms": note.when.at_ms,
            ":zone": note.when.zone,
            ":day_on": note.when.day_on.to_string(),
            ":skill": note.skill.map(SkillAnswer::as_str),
            ":note": note.note.as_str(),
        };
        one(self.0.execute(sql, values).during("keeping a diary note")?)
    }
}

pub(crate) fn diary_note(row: &Row<'_>) -> rusqlite::Result<DiaryNote> {
    Ok(DiaryNote {
        id: row.value("id", |bytes: Vec<u8>| DiaryNoteId::from_slice(&bytes))?,
        when: row.logged()?,
        skill: row.optional("skill", |word: String| SkillAnswer::parse(&word))?,
        note: row.note("note")?,
    })
}
