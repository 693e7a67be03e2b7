//! Days to think through ahead, and how each of them went.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{
    CopingDate, CopingDateId, CopingKind, CopingRepeat, CopingReview, CopingReviewId, PersonId,
};
use rusqlite::{named_params, OptionalExtension, Row};

table!(coping_dates: CopingDateReader, CopingDateWriter);
table!(coping_reviews: CopingReviewReader, CopingReviewWriter);

const READING: &str = "reading coping dates";
const KEEPING: &str = "keeping a coping date";

impl CopingDateReader<'_> {
    /// All of them, the one that was made first first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<CopingDate>> {
        const SQL: &str = "SELECT * FROM coping_dates ORDER BY id";
        let mut statement = self.0.prepare_cached(SQL).during(READING)?;
        let rows = statement.query_map([], coping_date).during(READING)?;
        rows.collect::<rusqlite::Result<_>>().during(READING)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: CopingDateId) -> Result<CopingDate> {
        const SQL: &str = "SELECT * FROM coping_dates WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], coping_date)
            .during(READING)
    }
}

impl CopingDateWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown person.
    pub fn insert(&self, date: &CopingDate) -> Result<()> {
        const SQL: &str = "INSERT INTO coping_dates (id, kind, name, day_on, until_on, repeat, hard, plan,
               exit_line, person_id, alert_days, alert_at, check_at)
             VALUES (:id, :kind, :name, :on, :until, :repeat, :hard, :plan, :exit, :person, :days, :alert, :check)";
        self.execute(SQL, date)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none, or for an unknown person.
    pub fn update(&self, date: &CopingDate) -> Result<()> {
        const SQL: &str =
            "UPDATE coping_dates SET kind = :kind, name = :name, day_on = :on, until_on = :until,
               repeat = :repeat, hard = :hard, plan = :plan, exit_line = :exit, person_id = :person,
               alert_days = :days, alert_at = :alert, check_at = :check
             WHERE id = :id";
        self.execute(SQL, date)
    }

    /// Removes one with how it went. Its schedules are the core's to remove.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: CopingDateId) -> Result<()> {
        const SQL: &str = "DELETE FROM coping_dates WHERE id = ?1";
        one(self.0.execute(SQL, [id.as_bytes()]).during(KEEPING)?)
    }

    fn execute(&self, sql: &str, date: &CopingDate) -> Result<()> {
        let values = named_params! {
            ":id": date.id.as_bytes(),
            ":kind": date.kind.as_str(),
            ":name": date.name.as_str(),
            ":on": date.day_on.to_string(),
            ":until": date.until_on.map(|day| day.to_string()),
            ":repeat": date.repeat.as_str(),
            ":hard": date.hard.as_str(),
            ":plan": date.plan.as_str(),
            ":exit": date.exit_line.as_str(),
            ":person": date.person_id.as_ref().map(PersonId::as_bytes),
            ":days": date.alert_days,
            ":alert": date.alert_at,
            ":check": date.check_at,
        };
        one(self.0.execute(sql, values).during(KEEPING)?)
    }
}

impl CopingReviewReader<'_> {
    /// The newest ones of a coping date, at most `limit`.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn of(&self, id: CopingDateId, limit: u32) -> Result<Vec<CopingReview>> {
        const SQL: &str =
            "SELECT * FROM coping_reviews WHERE coping_date_id = ?1 ORDER BY day_on DESC LIMIT ?2";
        let mut statement = self.0.prepare_cached(SQL).during(READING)?;
        let rows = statement.query_map((id.as_bytes(), limit), review);
        let rows = rows.during(READING)?;
        rows.collect::<rusqlite::Result<_>>().during(READING)
    }

    /// The one of a day; `None` for none.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn on(&self, id: CopingDateId, day_on: NaiveDate) -> Result<Option<CopingReview>> {
        const SQL: &str = "SELECT * FROM coping_reviews WHERE coping_date_id = ?1 AND day_on = ?2";
        let values = (id.as_bytes(), day_on.to_string());
        let found = self.0.query_row(SQL, values, review).optional();
        found.during(READING)
    }
}

impl CopingReviewWriter<'_> {
    /// Adds one, or replaces the one of its day.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for an unknown coping date.
    pub fn put(&self, review: &CopingReview) -> Result<()> {
        const SQL: &str = "INSERT INTO coping_reviews (id, coping_date_id, day_on, helped, note)
             VALUES (:id, :date, :on, :helped, :note)
             ON CONFLICT (coping_date_id, day_on) DO UPDATE SET helped = :helped, note = :note";
        let values = named_params! {
            ":id": review.id.as_bytes(),
            ":date": review.coping_date_id.as_bytes(),
            ":on": review.day_on.to_string(),
            ":helped": review.helped,
            ":note": review.note.as_str(),
        };
        one(self.0.execute(SQL, values).during(KEEPING)?)
    }
}

pub(crate) fn coping_date(row: &Row<'_>) -> rusqlite::Result<CopingDate> {
    Ok(CopingDate {
        id: row.value("id", |bytes: Vec<u8>| CopingDateId::from_slice(&bytes))?,
        kind: row.value("kind", |word: String| CopingKind::parse(&word))?,
        name: row.name("name")?,
        day_on: row.day("day_on")?,
        until_on: row.optional_day("until_on")?,
        repeat: row.value("repeat", |word: String| CopingRepeat::parse(&word))?,
        hard: row.note("hard")?,
        plan: row.note("plan")?,
        exit_line: row.note("exit_line")?,
        person_id: row.optional("person_id", |bytes: Vec<u8>| PersonId::from_slice(&bytes))?,
        alert_days: row.get("alert_days")?,
        alert_at: row.get("alert_at")?,
        check_at: row.get("check_at")?,
    })
}

fn review(row: &Row<'_>) -> rusqlite::Result<CopingReview> {
    Ok(CopingReview {
        id: row.value("id", |bytes: Vec<u8>| CopingReviewId::from_slice(&bytes))?,
        coping_date_id: row.value("coping_date_id", |bytes: Vec<u8>| {
            CopingDateId::from_slice(&bytes)
        })?,
        day_on: row.day("day_on")?,
        helped: row.get("helped")?,
        note: row.note("note")?,
    })
}
