//! Which quick entries of the sealed inbox were taken in. Not part of what undo takes back: a record whose file could
//! not be removed must not come in again after its entry was undone.

use super::table;
use crate::error::During;
use crate::Result;
use mainstay_domain::QuickEntryId;

table!(inbox: InboxReader, InboxWriter);

impl InboxReader<'_> {
    /// Whether this one was taken in before.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn is_merged(&self, id: QuickEntryId) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM inbox_merged WHERE id = ?1)";
        self.0
            .query_row(SQL, [id.as_bytes()], |row| row.get(0))
            .during("looking for a quick entry")
    }
}

impl InboxWriter<'_> {
    /// Remembers that this one was taken in, at `at_ms` (milliseconds since 1970 UTC).
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn note_merged(&self, id: QuickEntryId, at_ms: i64) -> Result<()> {
        const SQL: &str = "INSERT INTO inbox_merged (id, at_ms) VALUES (?1, ?2)";
        self.0
            .execute(SQL, (id.as_bytes(), at_ms))
            .during("remembering a quick entry")?;
        Ok(())
    }
}
