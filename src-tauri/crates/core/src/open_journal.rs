//! The life of an open journal: opened by steps that change nothing before all is checked, its log moved when nobody
//! writes, closed in order.
//!
//! The header mirrors how far the journal has come each time the log was moved. So a journal that was cut short, or
//! put back from an earlier day, is told from the one that was written last.

use crate::app::State;
use crate::backup::BACKUP_AFTER;
use crate::catch_up::Behind;
use crate::session::Open;
use crate::{settings, App, Error, Result};
use mainstay_store::{Extent, LogReport, Store};
use mainstay_vault::{Header, Opened, SlotKind};
use std::time::Duration;

/// How long nobody must have written before the log is moved into the journal.
pub(crate) const SETTLE_AFTER: Duration = Duration::from_secs(2);

/// How long until a move that failed is tried again. A full disk must not keep the device awake.
pub(crate) const SETTLE_AGAIN: Duration = Duration::from_secs(60);

/// Up to this size every page is checked at each unlock: about 0.1 s. A larger journal is checked once a week.
const CHECKED_EACH_TIME_BYTES: u64 = 50 * 1024 * 1024;
const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

impl App {
    /// Opens the journal of a vault whose key is known. Until all is checked, nothing is changed but that a rescue
    /// copy is made of what a kill left behind.
    pub(crate) fn enter(&self, state: &mut State, opened: Opened, older: Older) -> Result<()> {
        let journal = self.home.journal_path();
        let log = Store::read_log(&journal)?;
        self.rescue(log)?;
        let known = self.known_extent(&opened.header, older);
        let store = Store::open_as_it_is(&journal, &opened.key.derive_database_key(), known)?;
        self.check(&store)?;
        if store.schema_is_older()? {
            self.back_up_older(&store, &opened)?;
            store.migrate()?;
        }
        if opened.problem.is_some() {
            // The journal opened with this header's key, so this copy is the right one: heal the other.
            self.home.write_header(&opened.header, opened.copy)?;
        }
        self.home.remember();
        let mut open = Open {
            store,
            key: opened.key,
            header: opened.header,
            copy: opened.copy,
            shown_code: None,
            new_passphrase: None,
            passphrase_proven: false,
            touched: self.touch(),
            settle_at: self.ports.clock.monotonic(),
            next_backup: self.ports.clock.monotonic() + BACKUP_AFTER,
            planning: None,
            supplies: None,
            unkept: Vec::new(),
            behind: Behind::ALL,
            has_looked: false,
            outbox: None,
            merged: None,
        };
        if older != Older::Refused {
            let vault = *open.header.vault_id();
            self.remembered().allow_lower(vault);
        }
        let pin = open.header.ids(SlotKind::Pin).next();
        self.remembered().look_after(pin);
        self.note_lost_writes(&open, log)?;
        self.catch_up(&mut open);
        self.give_an_inbox(&mut open);
        self.take_drafts_in(&open);
        self.note_unnoted(&open);
        let _ = self.settle(&mut open, InOrder::No);
        state.open = Some(open);
        state.quick.clear();
        Ok(())
    }

    /// Sees that the next lock can log. It keeps nobody out.
    fn give_an_inbox(&self, open: &mut Open) {
        if open.header.inbox_recipient() != Some(open.key.inbox_recipient()) {
            let with_inbox = open.header.with_inbox(&open.key).map_err(Error::Vault);
            let _ = with_inbox.and_then(|header| self.replace_header(open, header));
        }
    }

    /// Without room for a rescue copy, a log in which nothing is lost is taken in all the same: a full disk must not
    /// lock anybody out.
    fn rescue(&self, log: LogReport) -> Result<()> {
        if !log.used {
            return Ok(());
        }
        match self.home.rescue(log) {
            Err(error) if log.lost_writes > 0 => Err(error),
            _ => Ok(()),
        }
    }

    fn check(&self, store: &Store) -> Result<()> {
        let now = self.ports.clock.now_ms();
        let is_due = !(0..WEEK_MS).contains(&now.saturating_sub(settings::checked_ms(store)?));
        if is_due || store.bytes()? <= CHECKED_EACH_TIME_BYTES {
            store.verify_pages()?;
        }
        if is_due {
            store.verify_structure()?;
            store.write(self.change()?, |write| settings::put_checked_ms(write, now))?;
        }
        Ok(())
    }

    fn note_lost_writes(&self, open: &Open, log: LogReport) -> Result<()> {
        if log.lost_writes == 0 {
            return Ok(());
        }
        let known = settings::lost_writes(&open.store)?;
        let lost = known.saturating_add(log.lost_writes);
        open.store.write(self.change()?, |write| {
            settings::put_lost_writes(write, lost)
        })
    }

    /// Moves the log into the journal and has the header remember how far it is. What cannot be written now is
    /// written the next time: a header that is behind keeps no vault shut.
    pub(crate) fn settle(&self, open: &mut Open, in_order: InOrder) -> Result<()> {
        let extent = open.store.settle()?;
        let closed = matches!(in_order, InOrder::Yes);
        let header = open
            .header
            .with_state(extent.writes, extent.bytes, closed, &open.key);
        let header = header.map_err(Error::Vault)?;
        let copy = open.copy.other();
        self.home.write_copy(&header, copy)?;
        (open.header, open.copy) = (header, copy);
        let vault = *open.header.vault_id();
        self.remembered().keep(vault, extent.writes);
        Ok(())
    }

    /// How far the journal must have come at least.
    fn known_extent(&self, header: &Header, older: Older) -> Extent {
        let by_header = Extent {
            writes: header.commit_seq(),
            bytes: header.db_min_bytes(),
        };
        let remembered = self.remembered().least_writes(header.vault_id());
        match older {
            Older::Accepted => Extent::NONE,
            Older::Restored => by_header,
            Older::Refused => Extent {
                writes: by_header.writes.max(remembered),
                ..by_header
            },
        }
    }

    /// Closes the journal and wipes the key. What was committed is safe in the journal's log even when its last
    /// move into the file fails for want of room, so there is nothing to report.
    pub(crate) fn close(&self, state: &mut State) {
        *self.chosen() = None;
        *self.meeting_file() = None;
        *self.offered_link() = None;
        state.locks += 1;
        if let Some(mut open) = state.open.take() {
            // What cannot be kept now is kept at the next look.
            let _ = self.keep_supplies(&mut open);
            self.catch_up(&mut open);
            let _ = self.hand_unkept_over(&mut open);
            let _ = self.fill_outbox(&mut open);
            let _ = self.settle(&mut open, InOrder::Yes);
            let _ = open.store.close();
        }
        self.remembered().locked();
    }
}

/// What to do about a journal with fewer writes than are known of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Older {
    /// It is refused, and the person told.
    Refused,
    /// The person was told and goes on with it.
    Accepted,
    /// It was made from a backup: its own header knows how many it must have.
    Restored,
}

impl Older {
    /// What the person said.
    pub(crate) fn said(accept_older: bool) -> Self {
        if accept_older {
            Self::Accepted
        } else {
            Self::Refused
        }
    }
}

/// Whether the journal is about to be closed, with nothing left in its log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InOrder {
    Yes,
    No,
}
