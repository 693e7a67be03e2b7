//! Questions for who prescribes.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{Line, MedicineId, Question, QuestionId};
use rusqlite::{named_params, Params, Row};

table!(questions: QuestionReader, QuestionWriter);

const READING: &str = "reading questions";

impl QuestionReader<'_> {
    /// All of them, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<Question>> {
        self.all("SELECT * FROM questions ORDER BY at_ms DESC, id DESC", [])
    }

    /// Those of the days `from` to `to`, both included, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Question>> {
        const SQL: &str =
            "SELECT * FROM questions WHERE day_on BETWEEN ?1 AND ?2 ORDER BY day_on DESC, at_ms DESC";
        self.all(SQL, [from.to_string(), to.to_string()])
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: QuestionId) -> Result<Question> {
        const SQL: &str = "SELECT * FROM questions WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], question)
            .during("reading a question")
    }

    fn all(&self, sql: &str, values: impl Params) -> Result<Vec<Question>> {
        let mut statement = self.0.prepare_cached(sql).during(READING)?;
        let rows = statement.query_map(values, question).during(READING)?;
        rows.collect::<rusqlite::Result<_>>().during(READING)
    }
}

impl QuestionWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, question: &Question) -> Result<()> {
        const SQL: &str =
            "INSERT INTO questions (id, at_ms, zone, day_on, medicine_id, text, asked_on, note)
             VALUES (:id, :at_ms, :zone, :day_on, :medicine_id, :text, :asked_on, :note)";
        self.execute(SQL, question)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, question: &Question) -> Result<()> {
        const SQL: &str = "UPDATE questions SET at_ms = :at_ms, zone = :zone, day_on = :day_on,
               medicine_id = :medicine_id, text = :text, asked_on = :asked_on, note = :note
             WHERE id = :id";
        self.execute(SQL, question)
    }

    /// Removes one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: QuestionId) -> Result<()> {
        const SQL: &str = "DELETE FROM questions WHERE id = ?1";
        let removed = self.0.execute(SQL, [id.as_bytes()]);
        one(removed.during("removing a question")?)
    }

    fn execute(&self, sql: &str, question: &Question) -> Result<()> {
        let values = named_params! {
            ":id": question.id.as_bytes(),
            ":at_ms": question.when.at_ms,
            ":zone": question.when.zone,
            ":day_on": question.when.day_on.to_string(),
            ":medicine_id": question.medicine_id.as_ref().map(|id| id.as_bytes().as_slice()),
            ":text": question.text.as_str(),
            ":asked_on": question.asked_on.map(|day| day.to_string()),
            ":note": question.note.as_str(),
        };
        one(self.0.execute(sql, values).during("keeping a question")?)
    }
}

pub(crate) fn question(row: &Row<'_>) -> rusqlite::Result<Question> {
    Ok(Question {
        id: row.value("id", |bytes: Vec<u8>| QuestionId::from_slice(&bytes))?,
        when: row.logged()?,
        medicine_id: row.optional("medicine_id", |bytes: Vec<u8>| {
            MedicineId::from_slice(&bytes)
        })?,
        text: row.value("text", |text: String| Line::new(&text))?,
        asked_on: row.optional_day("asked_on")?,
        note: row.note("note")?,
    })
}
