//! The supply of medicines: what is known of it, and what was counted and fetched.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use mainstay_domain::{
    refills_left, supply_days, Amount, MedicineId, Stock, StockEntry, StockEntryId, StockEntryKind,
};
use rusqlite::{named_params, OptionalExtension, Row};

table!(stocks: StockReader, StockWriter);

const DURING: &str = "reading supplies";

impl StockReader<'_> {
    /// That of a medicine; `None` where nothing was said about it.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn of(&self, medicine: MedicineId) -> Result<Option<Stock>> {
        const SQL: &str = "SELECT * FROM stocks WHERE medicine_id = ?1";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let found = statement.query_row([medicine.as_bytes()], stock).optional();
        found.during(DURING)
    }

    /// What of a medicine was counted and fetched, from its last count on; the oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn entries(&self, medicine: MedicineId) -> Result<Vec<StockEntry>> {
        const SQL: &str = "SELECT * FROM stock_entries WHERE medicine_id = ?1 AND at_ms >= coalesce(
               (SELECT max(at_ms) FROM stock_entries WHERE medicine_id = ?1 AND kind = 'count'), at_ms)
             ORDER BY at_ms, id";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement.query_map([medicine.as_bytes()], entry);
        let rows = rows.during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }
}

impl StockWriter<'_> {
    /// Keeps what is known of a supply, in place of what was.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn put(&self, stock: &Stock) -> Result<()> {
        const SQL: &str = "INSERT INTO stocks (medicine_id, unit, refill_on, refill_size, refills_left, low_days,
               refill_days, expiry_days)
             VALUES (:medicine, :unit, :refill_on, :refill_size, :left, :low, :refill, :expiry)
             ON CONFLICT (medicine_id) DO UPDATE SET unit = :unit, refill_on = :refill_on,
               refill_size = :refill_size, refills_left = :left, low_days = :low, refill_days = :refill,
               expiry_days = :expiry";
        let values = named_params! {
            ":medicine": stock.medicine_id.as_bytes(),
            ":unit": stock.unit.as_str(),
            ":refill_on": stock.refill_on.map(|day| day.to_string()),
            ":refill_size": stock.refill_size.map(Amount::thousandths),
            ":left": stock.refills_left,
            ":low": stock.low_days,
            ":refill": stock.refill_days,
            ":expiry": stock.expiry_days,
        };
        one(self.0.execute(SQL, values).during("keeping a supply")?)
    }

    /// Adds a count or a refill.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert_entry(&self, entry: &StockEntry) -> Result<()> {
        const SQL: &str =
            "INSERT INTO stock_entries (id, medicine_id, kind, at_ms, zone, day_on, amount)
             VALUES (:id, :medicine, :kind, :at, :zone, :day, :amount)";
        let values = named_params! {
            ":id": entry.id.as_bytes(),
            ":medicine": entry.medicine_id.as_bytes(),
            ":kind": entry.kind.as_str(),
            ":at": entry.when.at_ms,
            ":zone": entry.when.zone,
            ":day": entry.when.day_on.to_string(),
            ":amount": entry.amount.thousandths(),
        };
        one(self.0.execute(SQL, values).during("keeping a supply")?)
    }

    /// Removes all of a medicine, before the medicine itself.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn delete_of(&self, medicine: MedicineId) -> Result<()> {
        for sql in [
            "DELETE FROM stock_entries WHERE medicine_id = ?1",
            "DELETE FROM stocks WHERE medicine_id = ?1",
        ] {
            let removed = self.0.execute(sql, [medicine.as_bytes()]);
            removed.during("removing a supply")?;
        }
        Ok(())
    }
}

fn medicine_id(row: &Row<'_>) -> rusqlite::Result<MedicineId> {
    row.value("medicine_id", |bytes: Vec<u8>| {
        MedicineId::from_slice(&bytes)
    })
}

fn stock(row: &Row<'_>) -> rusqlite::Result<Stock> {
    let days = |column: &str| row.value(column, supply_days);
    Ok(Stock {
        medicine_id: medicine_id(row)?,
        unit: row.name("unit")?,
        refill_on: row.optional_day("refill_on")?,
        refill_size: row.amount("refill_size")?,
        refills_left: row.value("refills_left", refills_left)?,
        low_days: days("low_days")?,
        refill_days: days("refill_days")?,
        expiry_days: days("expiry_days")?,
    })
}

fn entry(row: &Row<'_>) -> rusqlite::Result<StockEntry> {
    Ok(StockEntry {
        id: row.value("id", |bytes: Vec<u8>| StockEntryId::from_slice(&bytes))?,
        medicine_id: medicine_id(row)?,
        kind: row.value("kind", |word: String| StockEntryKind::parse(&word))?,
        when: row.logged()?,
        amount: row.value("amount", Amount::new)?,
    })
}
