//! Check-in items: the questions of the person's own.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use mainstay_domain::{CheckInItem, CheckInItemId, CheckInItemKind};
use rusqlite::{named_params, Row};
use std::collections::HashMap;

table!(check_in_items: CheckInItemReader, CheckInItemWriter);

impl CheckInItemReader<'_> {
    /// All of them, those that ended too, in the order in which they are asked.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<CheckInItem>> {
        const SQL: &str = "SELECT * FROM check_in_items ORDER BY position, id";
        let mut statement = self.0.prepare_cached(SQL).during("reading items")?;
        let rows = statement
            .query_map([], check_in_item)
            .during("reading items")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("reading items")
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: CheckInItemId) -> Result<CheckInItem> {
        const SQL: &str = "SELECT * FROM check_in_items WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], check_in_item)
            .during("reading an item")
    }

    /// How many check-ins answer each item that has an answer of its own kind. One of another kind came back after the
    /// item had taken another; it stays what it was and counts for no item.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn answers(&self) -> Result<HashMap<CheckInItemId, u32>> {
        const SQL: &str =
            "SELECT item_id, count(*) AS n FROM check_in_answers JOIN check_in_items ON id = item_id
             WHERE CASE kind WHEN 'scale' THEN rating WHEN 'yes_no' THEN yes WHEN 'number' THEN amount ELSE text END IS NOT NULL
             GROUP BY item_id";
        const DURING: &str = "counting answers to items";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement
            .query_map([], |row| Ok((id(row, "item_id")?, row.get("n")?)))
            .during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }
}

impl CheckInItemWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, item: &CheckInItem) -> Result<()> {
        const SQL: &str =
            "INSERT INTO check_in_items (id, name, kind, unit, low, high, position, ended_on)
             VALUES (:id, :name, :kind, :unit, :low, :high, :position, :ended_on)";
        self.execute(SQL, item)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, item: &CheckInItem) -> Result<()> {
        const SQL: &str = "UPDATE check_in_items SET name = :name, kind = :kind, unit = :unit, low = :low, high = :high,
               position = :position, ended_on = :ended_on
             WHERE id = :id";
        self.execute(SQL, item)
    }

    /// Removes one with all answers to it.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: CheckInItemId) -> Result<()> {
        const DURING: &str = "removing an item";
        let answers = "DELETE FROM check_in_answers WHERE item_id = ?1";
        self.0.execute(answers, [id.as_bytes()]).during(DURING)?;
        one(self
            .0
            .execute("DELETE FROM check_in_items WHERE id = ?1", [id.as_bytes()])
            .during(DURING)?)
    }

    fn execute(&self, sql: &str, item: &CheckInItem) -> Result<()> {
        let values = named_params! {
            ":id": item.id.as_bytes(),
            ":name": item.name.as_str(),
            ":kind": item.kind.as_str(),
            ":unit": item.unit.as_str(),
            ":low": item.low.as_str(),
            ":high": item.high.as_str(),
            ":position": item.position,
            ":ended_on": item.ended_on.map(|day| day.to_string()),
        };
        one(self.0.execute(sql, values).during("keeping an item")?)
    }
}

pub(crate) fn check_in_item(row: &Row<'_>) -> rusqlite::Result<CheckInItem> {
    Ok(CheckInItem {
        id: id(row, "id")?,
        name: row.name("name")?,
        kind: row.value("kind", |word: String| CheckInItemKind::parse(&word))?,
        unit: row.name("unit")?,
        low: row.name("low")?,
        high: row.name("high")?,
        position: row.get("position")?,
        ended_on: row.optional_day("ended_on")?,
    })
}

fn id(row: &Row<'_>, column: &str) -> rusqlite::Result<CheckInItemId> {
    row.value(column, |bytes: Vec<u8>| CheckInItemId::from_slice(&bytes))
}
