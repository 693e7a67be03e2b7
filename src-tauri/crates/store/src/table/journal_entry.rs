//! Journal entries and their tags.

use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{JournalEntry, JournalEntryId, LongText, Name, TagUse};
use rusqlite::{named_params, Row};

table!(journal_entries: JournalEntryReader, JournalEntryWriter);

/// The most tags that are offered: those used most.
const OFFERED: u32 = 200;

impl JournalEntryReader<'_> {
    /// Those of the days `from` to `to`, both included, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<JournalEntry>> {
        const SQL: &str =
            "SELECT * FROM journal_entries WHERE day_on BETWEEN ?1 AND ?2 ORDER BY day_on DESC, at_ms DESC";
        let mut statement = self
            .0
            .prepare_cached(SQL)
            .during("reading journal entries")?;
        let rows = statement
            .query_map([from.to_string(), to.to_string()], journal_entry)
            .during("reading journal entries")?;
        let entries = rows
            .collect::<rusqlite::Result<Vec<_>>>()
            .during("reading journal entries")?;
        let entries = entries.into_iter().map(|entry| self.with_tags(entry));
        entries.collect()
    }

    /// One journal entry.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: JournalEntryId) -> Result<JournalEntry> {
        const SQL: &str = "SELECT * FROM journal_entries WHERE id = ?1";
        self.with_tags(
            self.0
                .query_row(SQL, [id.as_bytes()], journal_entry)
                .during("reading a journal entry")?,
        )
    }

    /// Every tag, the ones that are used most first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn tags(&self) -> Result<Vec<TagUse>> {
        const SQL: &str = "SELECT tag, count(*) AS entries FROM journal_entry_tags
             GROUP BY tag ORDER BY entries DESC, tag LIMIT ?1";
        let mut statement = self.0.prepare_cached(SQL).during("reading tags")?;
        let tags = statement
            .query_map([OFFERED], |row| {
                Ok(TagUse {
                    tag: row.name("tag")?,
                    entries: row.get("entries")?,
                })
            })
            .during("reading tags")?;
        tags.collect::<rusqlite::Result<_>>().during("reading tags")
    }

    fn with_tags(&self, mut entry: JournalEntry) -> Result<JournalEntry> {
        const SQL: &str = "SELECT tag FROM journal_entry_tags WHERE entry_id = ?1 ORDER BY tag";
        let mut statement = self.0.prepare_cached(SQL).during("reading tags")?;
        let tags = statement
            .query_map([entry.id.as_bytes()], |row| row.name("tag"))
            .during("reading tags")?;
        entry.tags = tags
            .collect::<rusqlite::Result<_>>()
            .during("reading tags")?;
        Ok(entry)
    }
}

impl JournalEntryWriter<'_> {
    /// Adds a journal entry.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, entry: &JournalEntry) -> Result<()> {
        const SQL: &str = "INSERT INTO journal_entries (id, at_ms, zone, day_on, text)
             VALUES (:id, :at_ms, :zone, :day_on, :text)";
        self.execute(SQL, entry)?;
        entry
            .tags
            .iter()
            .try_for_each(|tag| self.tag(entry.id, tag))
    }

    /// Replaces a journal entry.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, entry: &JournalEntry) -> Result<()> {
        const SQL: &str = "UPDATE journal_entries SET at_ms = :at_ms, zone = :zone, day_on = :day_on, text = :text
             WHERE id = :id";
        let kept = self.read().get(entry.id)?.tags;
        self.execute(SQL, entry)?;
        // Only what differs: a tag that stays is not indexed again.
        for gone in kept.iter().filter(|tag| !entry.tags.contains(tag)) {
            self.untag(entry.id, gone)?;
        }
        let new = entry.tags.iter().filter(|tag| !kept.contains(tag));
        new.into_iter().try_for_each(|tag| self.tag(entry.id, tag))
    }

    /// Removes a journal entry.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: JournalEntryId) -> Result<()> {
        let tags = self.read().get(id)?.tags;
        tags.iter().try_for_each(|tag| self.untag(id, tag))?;
        one(self
            .0
            .execute("DELETE FROM journal_entries WHERE id = ?1", [id.as_bytes()])
            .during("removing a journal entry")?)
    }

    fn tag(&self, id: JournalEntryId, tag: &Name) -> Result<()> {
        const SQL: &str = "INSERT INTO journal_entry_tags (entry_id, tag) VALUES (?1, ?2)";
        let tagged = self.0.execute(SQL, (id.as_bytes(), tag.as_str()));
        tagged.map(drop).during("keeping a tag")
    }

    fn untag(&self, id: JournalEntryId, tag: &Name) -> Result<()> {
        const SQL: &str = "DELETE FROM journal_entry_tags WHERE entry_id = ?1 AND tag = ?2";
        let untagged = self.0.execute(SQL, (id.as_bytes(), tag.as_str()));
        untagged.map(drop).during("removing a tag")
    }

    fn execute(&self, sql: &str, entry: &JournalEntry) -> Result<()> {
        let values = named_params! {
            ":id": entry.id.as_bytes(),
            ":at_ms": entry.when.at_ms,
            ":zone": entry.when.zone,
            ":day_on": entry.when.day_on.to_string(),
            ":text": entry.text.as_str(),
        };
        one(self
            .0
            .execute(sql, values)
            .during("keeping a journal entry")?)
    }
}

/// A journal entry without its tags.
pub(crate) fn journal_entry(row: &Row<'_>) -> rusqlite::Result<JournalEntry> {
    Ok(JournalEntry {
        id: row.value("id", |bytes: Vec<u8>| JournalEntryId::from_slice(&bytes))?,
        when: row.logged()?,
        text: row.value("text", |text: String| LongText::new(&text))?,
        tags: Vec::new(),
    })
}
