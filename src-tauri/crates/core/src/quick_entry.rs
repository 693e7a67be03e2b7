//! Quick entries: a check-in or a craving in a tap or two, while the vault is locked. Logging never waits for a
//! passphrase.
//!
//! The locked app can write and cannot read: an entry is sealed to the vault's public key and waits in the inbox.

use crate::inbox::to_record;
use crate::session::QuickOne;
use crate::{App, Empty, Error, Result};
use mainstay_domain::{QuickAnswer, QuickEntry, QuickEntryId};

/// A quick entry.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuickEntryLogRequest {
    /// Says more about an entry that was made since the vault was locked, in place of what was said.
    pub id: Option<QuickEntryId>,
    /// What was answered.
    pub answer: QuickAnswer,
}

/// A quick entry that is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuickEntryKept {
    /// Names it, to say more about it or to take it back.
    pub id: QuickEntryId,
}

/// Takes a quick entry back.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuickEntryDeleteRequest {
    /// Which one.
    pub id: QuickEntryId,
}

/// The most entries of one lock that can still be changed: enough for any hand, and no way to fill the memory.
const MOST_REMEMBERED: usize = 100;

impl App {
    /// Keeps a quick entry in the sealed inbox, for the next unlock to take in.
    ///
    /// # Errors
    /// Not found for an `id` that was not made since the vault was locked; [`Error::InboxFull`];
    /// [`Error::VaultAbsent`]; [`Error::Request`] while the vault is open; those of the header and the disk.
    pub fn quick_entry_log(&self, request: QuickEntryLogRequest) -> Result<QuickEntryKept> {
        let mut state = self.state();
        if state.open.is_some() {
            return Err(Error::Request);
        }
        let one = match request.id {
            Some(id) => *find(&state.quick, id)?,
            None => self.quick_one()?,
        };
        let entry = QuickEntry {
            id: one.id,
            at_ms: one.moment.at_ms,
            zone: one.moment.zone,
            answer: request.answer,
        };
        self.seal(&entry)?;
        if request.id.is_none() {
            state.quick.push(one);
            let too_many = state.quick.len().saturating_sub(MOST_REMEMBERED);
            state.quick.drain(..too_many);
        }
        Ok(QuickEntryKept { id: one.id })
    }

    /// Takes back a quick entry that was made since the vault was locked.
    ///
    /// # Errors
    /// Not found for any other; those of the disk.
    pub fn quick_entry_delete(&self, request: QuickEntryDeleteRequest) -> Result<Empty> {
        let mut state = self.state();
        find(&state.quick, request.id)?;
        self.home.take_out_of_inbox(request.id)?;
        state.quick.retain(|one| one.id != request.id);
        Ok(Empty {})
    }

    /// Puts the message about what was taken in away.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn quick_entries_dismiss(&self, _: Empty) -> Result<Empty> {
        self.with_open(|open| {
            open.merged = None;
            Ok(Empty {})
        })
    }

    /// Seals the answer to a reminder: it can neither be changed nor taken back while the vault is locked.
    pub(crate) fn seal_answer(&self, answer: QuickAnswer) -> Result<()> {
        let one = self.quick_one()?;
        self.seal(&QuickEntry {
            id: one.id,
            at_ms: one.moment.at_ms,
            zone: one.moment.zone,
            answer,
        })
    }

    fn quick_one(&self) -> Result<QuickOne> {
        let moment = self.now();
        let id = self.id(QuickEntryId::new)?;
        Ok(QuickOne { id, moment })
    }

    fn seal(&self, entry: &QuickEntry) -> Result<()> {
        let header = self.home.locked_header()?;
        let recipient = header.inbox_recipient().ok_or(Error::NoInbox)?;
        let sealed = recipient.seal(&*self.ports.entropy, header.vault_id(), &to_record(entry)?);
        let sealed = sealed.map_err(Error::Vault)?;
        self.home.put_into_inbox(entry.id, &sealed)
    }
}

fn find(made: &[QuickOne], id: QuickEntryId) -> Result<&QuickOne> {
    let found = made.iter().find(|one| one.id == id);
    found.ok_or(Error::Store(mainstay_store::Error::NotFound))
}
