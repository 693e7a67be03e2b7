//! Check-ins.

use super::{one, table};
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
        rows.collect::<rusqlite::Result<_>>()
            .during("reading check-ins")
    }

    /// One check-in.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: CheckInId) -> Result<CheckIn> {
        const SQL: &str = "SELECT * FROM check_ins WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], check_in)
            .during("reading a check-in")
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
        one(self.0.execute(sql, values).during("keeping a check-in")?)
    }
}

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
        note: row.note("note")?,
    })
}
