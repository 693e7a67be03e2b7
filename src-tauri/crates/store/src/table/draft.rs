//! Drafts: long texts as they are typed, before they are part of the log. Kept without a change, so that the log of
//! changes does not grow with each pause; what they turn into is one recorded write, which also removes them.

use super::table;
use crate::error::During;
use crate::row::RowExt;
use crate::{Result, Store};
use mainstay_domain::RowId;
use rusqlite::{OptionalExtension, Row};

table!(drafts: DraftReader, DraftWriter);

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// What it will be: a word of the core.
    pub kind: String,
    /// The id that it has or will have.
    pub id: RowId,
    /// When it was last typed in, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// What was typed, as JSON of the core's.
    pub body: String,
}

impl Store {
    /// Keeps a draft, on the disk when this returns. It is no change: it is not counted and cannot be undone.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn keep_draft(&self, draft: &KeptDraft) -> Result<()> {
        const SQL: &str =
            "INSERT OR REPLACE INTO drafts (kind, id, at_ms, body) VALUES (?1, ?2, ?3, ?4)";
        let values = (&draft.kind, draft.id.as_bytes(), draft.at_ms, &draft.body);
        self.write_unrecorded(|connection| {
            let kept = connection.execute(SQL, values);
            kept.map(drop).during("keeping a draft")
        })
    }

    /// Removes a draft of which nothing is to be kept.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn drop_draft(&self, kind: &str, id: RowId) -> Result<()> {
        self.write_unrecorded(|connection| DraftWriter(connection).remove(kind, id))
    }
}

impl DraftReader<'_> {
    /// One draft, if there is one.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn get(&self, kind: &str, id: RowId) -> Result<Option<KeptDraft>> {
        self.0
            .query_row(
                "SELECT * FROM drafts WHERE kind = ?1 AND id = ?2",
                (kind, id.as_bytes()),
                draft,
            )
            .optional()
            .during("reading a draft")
    }

    /// All drafts whose kind begins so, the oldest last.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list_beginning(&self, kind: &str) -> Result<Vec<KeptDraft>> {
        const DURING: &str = "reading drafts";
        const SQL: &str = "SELECT * FROM drafts WHERE substr(kind, 1, length(?1)) = ?1 ORDER BY at_ms DESC, kind, id";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let drafts = statement.query_map([kind], draft).during(DURING)?;
        drafts.collect::<rusqlite::Result<_>>().during(DURING)
    }

    /// How many drafts have a kind that begins so.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn count_beginning(&self, kind: &str) -> Result<u32> {
        const SQL: &str = "SELECT count(*) FROM drafts WHERE substr(kind, 1, length(?1)) = ?1";
        let count = self.0.query_row(SQL, [kind], |row| row.get(0));
        count.during("counting drafts")
    }

    /// All drafts of a kind, in the order in which they were begun.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self, kind: &str) -> Result<Vec<KeptDraft>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT * FROM drafts WHERE kind = ?1 ORDER BY id")
            .during("reading drafts")?;
        let drafts = statement
            .query_map([kind], draft)
            .during("reading drafts")?;
        drafts
            .collect::<rusqlite::Result<_>>()
            .during("reading drafts")
    }
}

impl DraftWriter<'_> {
    /// Removes a draft, if there is one: what it holds is kept elsewhere by the same write.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn remove(&self, kind: &str, id: RowId) -> Result<()> {
        const SQL: &str = "DELETE FROM drafts WHERE kind = ?1 AND id = ?2";
        let removed = self.0.execute(SQL, (kind, id.as_bytes()));
        removed.map(drop).during("removing a draft")
    }
}

fn draft(row: &Row<'_>) -> rusqlite::Result<KeptDraft> {
    Ok(KeptDraft {
        kind: row.get("kind")?,
        id: row.value("id", |bytes: Vec<u8>| RowId::from_slice(&bytes))?,
        at_ms: row.get("at_ms")?,
        body: row.get("body")?,
    })
}
