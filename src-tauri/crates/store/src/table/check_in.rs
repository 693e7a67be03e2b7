//! Check-ins, with the answers to items.

use super::{check_in_answer, one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{CheckIn, CheckInAnswers, CheckInId, Mood, Rating, SleepMinutes};
use rusqlite::{named_params, Row};

table!(check_ins: CheckInReader, CheckInWriter);

impl CheckInReader<'_> {
    /// Those of the days `from` to `to`, both included, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<CheckIn>> {
        const SQL: &str = "SELECT * FROM check_ins WHERE day_on BETWEEN ?1 AND ?2 ORDER BY day_on DESC, at_ms DESC";
        let mut statement = self.0.prepare_cached(SQL).during("reading check-ins")?;
        let rows = statement
            .query_map([from.to_string(), to.to_string()], check_in)
            .during("reading check-ins")?;
        let mut check_ins = rows
            .collect::<rusqlite::Result<Vec<_>>>()
            .during("reading check-ins")?;
        let mut answers = check_in_answer::between(self.0, [from, to])?;
        for check_in in &mut check_ins {
            check_in.answers.items = answers.remove(&check_in.id).unwrap_or_default();
        }
        Ok(check_ins)
    }

    /// One check-in.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: CheckInId) -> Result<CheckIn> {
        const SQL: &str = "SELECT * FROM check_ins WHERE id = ?1";
        let mut check_in = self
            .0
            .query_row(SQL, [id.as_bytes()], check_in)
            .during("reading a check-in")?;
        check_in.answers.items = check_in_answer::of(self.0, id)?;
        Ok(check_in)
    }
}

impl CheckInReader<'_> {
    /// How many there are on each day that has any, oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn count_by_day(&self) -> Result<Vec<(NaiveDate, u32)>> {
        super::count_by_day(
            self.0,
            "SELECT day_on, count(*) AS n FROM check_ins GROUP BY day_on ORDER BY day_on",
        )
    }
}

impl CheckInWriter<'_> {
    /// Adds a check-in.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, check_in: &CheckIn) -> Result<()> {
        const SQL: &str = "INSERT INTO check_ins (id, at_ms, zone, day_on, mood, craving, confidence, sleep_minutes,
               hungry, angry, lonely, tired, used, note)
             VALUES (:id, :at_ms, :zone, :day_on, :mood, :craving, :confidence, :sleep_minutes,
               :hungry, :angry, :lonely, :tired, :used, :note)";
        self.execute(SQL, check_in)
    }

    /// Replaces a check-in.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, check_in: &CheckIn) -> Result<()> {
        const SQL: &str = "UPDATE check_ins SET at_ms = :at_ms, zone = :zone, day_on = :day_on, mood = :mood,
               craving = :craving, confidence = :confidence, sleep_minutes = :sleep_minutes, hungry = :hungry,
               angry = :angry, lonely = :lonely, tired = :tired, used = :used, note = :note
             WHERE id = :id";
        self.execute(SQL, check_in)
    }

    /// Removes a check-in.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: CheckInId) -> Result<()> {
        check_in_answer::put(self.0, id, &[])?;
        one(self
            .0
            .execute("DELETE FROM check_ins WHERE id = ?1", [id.as_bytes()])
            .during("removing a check-in")?)
    }

    fn execute(&self, sql: &str, check_in: &CheckIn) -> Result<()> {
        let halt = check_in.answers.halt;
        let values = named_params! {
            ":id": check_in.id.as_bytes(),
            ":at_ms": check_in.when.at_ms,
            ":zone": check_in.when.zone,
            ":day_on": check_in.when.day_on.to_string(),
            ":mood": check_in.answers.mood.map(Mood::get),
            ":craving": check_in.answers.craving.map(Rating::get),
            ":confidence": check_in.answers.confidence.map(Rating::get),
            ":sleep_minutes": check_in.answers.sleep_minutes.map(SleepMinutes::get),
            ":hungry": halt.hungry.map(i64::from),
            ":angry": halt.angry.map(i64::from),
            ":lonely": halt.lonely.map(i64::from),
            ":tired": halt.tired.map(i64::from),
            ":used": check_in.answers.used,
            ":note": check_in.answers.note.as_str(),
        };
        one(self.0.execute(sql, values).during("keeping a check-in")?)?;
        check_in_answer::put(self.0, check_in.id, &check_in.answers.items)
    }
}

/// A check-in without its answers to items.
pub(crate) fn check_in(row: &Row<'_>) -> rusqlite::Result<CheckIn> {
    Ok(CheckIn {
        id: row.value("id", |bytes: Vec<u8>| CheckInId::from_slice(&bytes))?,
        when: row.logged()?,
        answers: answers(row)?,
    })
}

fn answers(row: &Row<'_>) -> rusqlite::Result<CheckInAnswers> {
    Ok(CheckInAnswers {
        mood: row.optional("mood", Mood::new)?,
        craving: row.optional("craving", Rating::new)?,
        confidence: row.optional("confidence", Rating::new)?,
        sleep_minutes: row.optional("sleep_minutes", SleepMinutes::new)?,
        halt: row.halt()?,
        used: row.get("used")?,
        items: Vec::new(),
        note: row.note("note")?,
    })
}
