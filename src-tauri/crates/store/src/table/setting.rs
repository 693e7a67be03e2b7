//! Settings: one row per choice, so that a new one needs no migration.

use super::table;
use crate::error::During;
use crate::Result;

table!(settings: SettingReader, SettingWriter);

impl SettingReader<'_> {
    /// Every stored choice as (name, JSON value), in no order.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn all(&self) -> Result<Vec<(String, String)>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT name, value FROM settings")
            .during("reading settings")?;
        let rows = statement
            .query_map([], |row| Ok((row.get("name")?, row.get("value")?)))
            .during("reading settings")?;
        rows.collect::<rusqlite::Result<_>>()
            .during("reading settings")
    }
}

impl SettingWriter<'_> {
    /// Keeps one choice.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn put(&self, name: &str, value: &str) -> Result<()> {
        const SQL: &str = "INSERT INTO settings (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value";
        self.0
            .execute(SQL, (name, value))
            .during("keeping a setting")?;
        Ok(())
    }
}
