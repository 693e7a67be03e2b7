//! Drafts of long texts: kept within seconds of being typed, and part of the log when the person is done.
//!
//! A draft is no change: it is not counted, not recorded, and undo does not see it. When the person leaves the page, or
//! at the next unlock after a lock or a kill, it becomes one recorded write, which removes the draft as well: so it is
//! never there twice and never lost.
//!
//! Journal entries use it now. Another kind of long text gets a word of its own here.

use crate::journal_entry::{Checked, JournalEntryFields};
use crate::session::Open;
use crate::{App, Result, Written};
use mainstay_domain::{JournalDraft, JournalEntry, JournalEntryId, RowId};
use mainstay_store::{Error as StoreError, KeptDraft, Store, Write};

/// The word in the table for drafts of journal entries.
const JOURNAL_ENTRY: &str = "journal_entry";

/// What was typed so far.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalDraftUpdateRequest {
    /// The entry or the draft; `null` begins a new one.
    pub id: Option<JournalEntryId>,
    /// Another time, `YYYY-MM-DDTHH:MM`; `null` keeps it, and is now for a new one.
    pub at: Option<String>,
    /// What was typed.
    #[serde(flatten)]
    pub fields: JournalEntryFields,
}

/// A draft that is done.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JournalDraftConfirmRequest {
    /// Which draft.
    pub id: JournalEntryId,
}

impl App {
    /// Keeps what was typed so far.
    ///
    /// # Errors
    /// A refusal of `text`, `tags` or `at`; not found for an id that nothing has; [`Error::Locked`](crate::Error::Locked).
    pub fn journal_draft_update(&self, request: JournalDraftUpdateRequest) -> Result<JournalDraft> {
        let Checked { text, tags } = request.fields.check()?;
        let new = self.id(JournalEntryId::new)?;
        self.with_open(|open| {
            let day_start = crate::settings::read(&open.store)?.day_start_hour;
            let when = match request.id {
                None => self.logged(request.at.as_deref(), day_start)?,
                Some(id) => {
                    let kept = as_it_stands(&open.store, id)?.when;
                    self.logged_again(kept, request.at.as_deref(), day_start)?
                }
            };
            let draft = JournalDraft {
                id: request.id.unwrap_or(new),
                when,
                text,
                tags,
            };
            open.store.keep_draft(&self.to_kept(&draft)?)?;
            Ok(draft)
        })
    }

    /// Makes a draft part of the log, as one write. `null` when there was nothing new in it: an entry without a word is
    /// not kept, and one that lost all its words stays as it was.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked); a full disk. Then the draft is still there.
    pub fn journal_draft_confirm(
        &self,
        request: JournalDraftConfirmRequest,
    ) -> Result<Option<Written<JournalEntry>>> {
        self.with_open(|open| self.take_draft_in(open, request.id))
    }

    /// Makes every draft that a lock or a kill left part of the log. One that cannot be now waits, and keeps nobody out.
    pub(crate) fn take_drafts_in(&self, open: &Open) {
        let drafts = open.store.drafts().list(JOURNAL_ENTRY).unwrap_or_default();
        for draft in drafts {
            if let Ok(id) = JournalEntryId::from_slice(draft.id.as_bytes()) {
                let _ = self.take_draft_in(open, id);
            }
        }
    }

    pub(crate) fn take_draft_in(
        &self,
        open: &Open,
        id: JournalEntryId,
    ) -> Result<Option<Written<JournalEntry>>> {
        let Some(draft) = kept(&open.store, id)? else {
            return Ok(None);
        };
        let entry = JournalEntry::from(draft);
        let before = entry_of(&open.store, id)?;
        if entry.text.is_blank() || before.as_ref() == Some(&entry) {
            open.store.drop_draft(JOURNAL_ENTRY, id.into())?;
            return Ok(None);
        }
        let change = self.change()?;
        open.store
            .write(change, |write| put(write, &entry, before.is_some()))?;
        Ok(Some(Written {
            value: entry,
            change: change.id,
        }))
    }

    fn to_kept(&self, draft: &JournalDraft) -> Result<KeptDraft> {
        Ok(KeptDraft {
            kind: JOURNAL_ENTRY.into(),
            id: RowId::from(draft.id),
            at_ms: self.ports.clock.now_ms(),
            body: serde_json::to_string(draft).map_err(|_| crate::Error::Request)?,
        })
    }
}

/// What was typed for an entry and is not part of the log yet.
pub(crate) fn kept(store: &Store, id: JournalEntryId) -> Result<Option<JournalDraft>> {
    let draft = store.drafts().get(JOURNAL_ENTRY, id.into())?;
    // One that this program cannot read stays where it is: a newer one may.
    Ok(draft.and_then(|draft| serde_json::from_str(&draft.body).ok()))
}

fn entry_of(store: &Store, id: JournalEntryId) -> Result<Option<JournalEntry>> {
    match store.journal_entries().get(id) {
        Err(StoreError::NotFound) => Ok(None),
        found => Ok(Some(found?)),
    }
}

/// The draft, or the entry that one is begun for.
fn as_it_stands(store: &Store, id: JournalEntryId) -> Result<JournalEntry> {
    match kept(store, id)? {
        Some(draft) => Ok(draft.into()),
        None => Ok(store.journal_entries().get(id)?),
    }
}

/// An entry that was removed meanwhile comes back with what was typed: words are not lost.
fn put(write: &Write<'_>, entry: &JournalEntry, is_there: bool) -> Result<()> {
    if is_there {
        write.journal_entries().update(entry)?;
    } else {
        write.journal_entries().insert(entry)?;
    }
    Ok(write.drafts().remove(JOURNAL_ENTRY, entry.id.into())?)
}
