//! Side effects that were noticed.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{MedicineId, SideEffect, SideEffectId, SideEffectKind, SideEffectStrength};
use rusqlite::{named_params, Params, Row};

table!(side_effects: SideEffectReader, SideEffectWriter);

const READING: &str = "reading side effects";

impl SideEffectReader<'_> {
    /// Those of the days `from` to `to`, both included, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<SideEffect>> {
        const SQL: &str =
            "SELECT * FROM side_effects WHERE day_on BETWEEN ?1 AND ?2 ORDER BY day_on DESC, at_ms DESC";
        self.all(SQL, [from.to_string(), to.to_string()])
    }

    /// The newest of one medicine, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn last_of(&self, medicine: MedicineId, most: u32) -> Result<Vec<SideEffect>> {
        const SQL: &str =
            "SELECT * FROM side_effects WHERE medicine_id = ?1 ORDER BY at_ms DESC, id LIMIT ?2";
        self.all(SQL, (medicine.as_bytes(), most))
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: SideEffectId) -> Result<SideEffect> {
        const SQL: &str = "SELECT * FROM side_effects WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], side_effect)
            .during("reading a side effect")
    }

    fn all(&self, sql: &str, values: impl Params) -> Result<Vec<SideEffect>> {
        let mut statement = self.0.prepare_cached(sql).during(READING)?;
        let rows = statement.query_map(values, side_effect).during(READING)?;
        rows.collect::<rusqlite::Result<_>>().during(READING)
    }
}

impl SideEffectWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, side_effect: &SideEffect) -> Result<()> {
        const SQL: &str = "INSERT INTO side_effects (id, at_ms, zone, day_on, medicine_id, medicine, kind, words,
               strength, is_over, note)
             VALUES (:id, :at_ms, :zone, :day_on, :medicine_id, :medicine, :kind, :words, :strength, :is_over, :note)";
        self.execute(SQL, side_effect)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, side_effect: &SideEffect) -> Result<()> {
        const SQL: &str = "UPDATE side_effects SET at_ms = :at_ms, zone = :zone, day_on = :day_on,
               medicine_id = :medicine_id, medicine = :medicine, kind = :kind, words = :words, strength = :strength,
               is_over = :is_over, note = :note
             WHERE id = :id";
        self.execute(SQL, side_effect)
    }

    /// Removes one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: SideEffectId) -> Result<()> {
        const SQL: &str = "DELETE FROM side_effects WHERE id = ?1";
        let removed = self.0.execute(SQL, [id.as_bytes()]);
        one(removed.during("removing a side effect")?)
    }

    fn execute(&self, sql: &str, side_effect: &SideEffect) -> Result<()> {
        let values = named_params! {
            ":id": side_effect.id.as_bytes(),
            ":at_ms": side_effect.when.at_ms,
            ":zone": side_effect.when.zone,
            ":day_on": side_effect.when.day_on.to_string(),
            ":medicine_id": side_effect.medicine_id.as_ref().map(|id| id.as_bytes().as_slice()),
            ":medicine": side_effect.medicine.as_str(),
            ":kind": side_effect.kind.map(SideEffectKind::as_str),
            ":words": side_effect.words.as_str(),
            ":strength": side_effect.strength.map(SideEffectStrength::as_str),
            ":is_over": side_effect.is_over,
            ":note": side_effect.note.as_str(),
        };
        let kept = self.0.execute(sql, values);
        one(kept.during("keeping a side effect")?)
    }
}

pub(crate) fn side_effect(row: &Row<'_>) -> rusqlite::Result<SideEffect> {
    Ok(SideEffect {
        id: row.value("id", |bytes: Vec<u8>| SideEffectId::from_slice(&bytes))?,
        when: row.logged()?,
        medicine_id: row.optional("medicine_id", |bytes: Vec<u8>| {
            MedicineId::from_slice(&bytes)
        })?,
        medicine: row.name("medicine")?,
        kind: row.optional("kind", |word: String| SideEffectKind::parse(&word))?,
        words: row.name("words")?,
        strength: row.optional("strength", |word: String| SideEffectStrength::parse(&word))?,
        is_over: row.get("is_over")?,
        note: row.note("note")?,
    })
}
