//! Journal entries. How one is kept while it is being written is in `draft.rs`.

use crate::error::InField;
use crate::{App, Empty, Error, Result, Written};
use mainstay_domain::{
    tags, DayStart, JournalDraft, JournalEntry, JournalEntryId, LongText, Name, TagUse,
};
use mainstay_store::Write;

/// A journal entry as it arrives.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalEntryFields {
    /// In their own words.
    pub text: String,
    /// What it is about, in their own words.
    pub tags: Vec<String>,
}

/// A new journal entry.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalEntryLogRequest {
    /// When, `YYYY-MM-DDTHH:MM` in the device's zone; `null` is now.
    pub at: Option<String>,
    /// What they wrote.
    #[serde(flatten)]
    pub fields: JournalEntryFields,
}

/// A journal entry with other words.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalEntryUpdateRequest {
    /// Which entry.
    pub id: JournalEntryId,
    /// Another time, in the zone in which it was logged; `null` keeps it.
    pub at: Option<String>,
    /// What they wrote.
    #[serde(flatten)]
    pub fields: JournalEntryFields,
}

/// A journal entry to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalEntryDeleteRequest {
    /// Which entry.
    pub id: JournalEntryId,
}

/// A journal entry to read.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalEntryGetRequest {
    /// Which entry.
    pub id: JournalEntryId,
}

/// An entry, and what was typed since.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalEntryView {
    /// The entry; none while it was never kept.
    pub entry: Option<JournalEntry>,
    /// What was typed and is not part of the log yet.
    pub draft: Option<JournalDraft>,
}

/// Words that were checked.
pub(crate) struct Checked {
    pub(crate) text: LongText,
    pub(crate) tags: Vec<Name>,
}

impl JournalEntryFields {
    pub(crate) fn check(&self) -> Result<Checked> {
        Ok(Checked {
            text: LongText::new(&self.text).in_field("text")?,
            tags: tags(&self.tags).in_field("tags")?,
        })
    }

    /// An entry without a word says nothing.
    fn check_whole(&self) -> Result<Checked> {
        let checked = self.check()?;
        if checked.text.is_blank() {
            Err(mainstay_domain::Error::Invalid).in_field("text")?;
        }
        Ok(checked)
    }
}

impl App {
    /// Adds a journal entry.
    ///
    /// # Errors
    /// A refusal of `text`, which is needed, of `tags` or `at`; [`Error::Locked`].
    pub fn journal_entry_log(
        &self,
        request: JournalEntryLogRequest,
    ) -> Result<Written<JournalEntry>> {
        let Checked { text, tags } = request.fields.check_whole()?;
        let id = self.id(JournalEntryId::new)?;
        self.write(|write, day_start| {
            let when = self.logged(request.at.as_deref(), day_start)?;
            let entry = JournalEntry {
                id,
                when,
                text,
                tags,
            };
            write.journal_entries().insert(&entry)?;
            Ok(entry)
        })
    }

    /// Changes a journal entry.
    ///
    /// # Errors
    /// A refusal of `text`, which is needed, of `tags` or `at`; not found; [`Error::Locked`].
    pub fn journal_entry_update(
        &self,
        request: JournalEntryUpdateRequest,
    ) -> Result<Written<JournalEntry>> {
        let checked = request.fields.check_whole()?;
        self.write(|write, day_start| self.change_entry(write, &request, checked, day_start))
    }

    fn change_entry(
        &self,
        write: &Write<'_>,
        request: &JournalEntryUpdateRequest,
        Checked { text, tags }: Checked,
        day_start: DayStart,
    ) -> Result<JournalEntry> {
        let kept = write.journal_entries().read().get(request.id)?;
        let when = self.logged_again(kept.when, request.at.as_deref(), day_start)?;
        let entry = JournalEntry {
            id: kept.id,
            when,
            text,
            tags,
        };
        write.journal_entries().update(&entry)?;
        Ok(entry)
    }

    /// Removes a journal entry. What was typed and not yet part of the log is kept first: it comes back with it.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn journal_entry_delete(
        &self,
        request: JournalEntryDeleteRequest,
    ) -> Result<Written<JournalEntry>> {
        self.with_open(|open| self.take_draft_in(open, request.id).map(drop))?;
        self.write(|write, _| {
            let entry = write.journal_entries().read().get(request.id)?;
            write.journal_entries().delete(request.id)?;
            Ok::<_, Error>(entry)
        })
    }

    /// A journal entry, and what was typed since.
    ///
    /// # Errors
    /// Not found when there is neither; [`Error::Locked`].
    pub fn journal_entry_get(&self, request: JournalEntryGetRequest) -> Result<JournalEntryView> {
        self.with_open(|open| {
            let entry = match open.store.journal_entries().get(request.id) {
                Err(mainstay_store::Error::NotFound) => None,
                found => Some(found?),
            };
            let draft = crate::draft::kept(&open.store, request.id)?;
            if entry.is_none() && draft.is_none() {
                return Err(mainstay_store::Error::NotFound.into());
            }
            Ok(JournalEntryView { entry, draft })
        })
    }

    /// Every tag, the ones that are used most first.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn journal_tag_list(&self, _: Empty) -> Result<Vec<TagUse>> {
        self.with_open(|open| Ok(open.store.journal_entries().tags()?))
    }
}
