//! What rang and what was answered while the vault was locked comes into the journal at the unlock. What the disk does not
//! take then is tried again at each look, as rings are: an answer must not wait for the next unlock.
//!
//! What rang comes before what was answered to it, and its file goes when both are in: until then it keeps quiet what was
//! answered, also through another lock.

use crate::outbox::Rang;
use crate::session::Open;
use crate::{App, Result};

/// What of the time while it was locked is not in the journal yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Behind {
    /// The planner does not know what rang.
    pub(crate) rang: bool,
    /// What was logged and answered waits in the inbox.
    pub(crate) inbox: bool,
    /// The file of what rang is there.
    file: bool,
}

impl Behind {
    /// All of it: as the vault is opened.
    pub(crate) const ALL: Self = Self {
        rang: true,
        inbox: true,
        file: true,
    };

    /// Whether there is something to try again.
    pub(crate) const fn is_any(self) -> bool {
        self.rang || self.inbox || self.file
    }
}

impl App {
    /// Takes in what is not in the journal yet; whether something of the inbox came in. It keeps nobody out.
    pub(crate) fn catch_up(&self, open: &mut Open) -> bool {
        let waited = open.behind.inbox;
        if open.behind.rang {
            open.behind.rang = self.take_rang_in(open).is_err();
        }
        if waited {
            open.behind.inbox = self.merge_inbox(open).is_err();
        }
        if open.behind.file && !open.behind.rang && !open.behind.inbox {
            open.behind.file = self.forget_rang(open).is_err();
        }
        waited && !open.behind.inbox
    }

    /// Has the planner know what rang while the vault was locked. What cannot be kept now is kept at a later look.
    fn take_rang_in(&self, open: &mut Open) -> Result<()> {
        let rang = self.home.rang();
        if rang.is_empty() {
            return Ok(());
        }
        self.planned(open, |open, planning, now| {
            let mut writes = Vec::new();
            for (occurrence, entry) in rang.entries() {
                planning.recall(&open.store.ledger(), occurrence)?;
                writes.extend(planning.planner.take_over(occurrence, &entry, now));
            }
            let _ = planning.keep(open, &writes);
            Ok(())
        })
    }

    /// Forgets what rang, once it is in the ledger. The outbox goes on from there first: after a kill in between, the
    /// old one without it would ring all of it again.
    fn forget_rang(&self, open: &mut Open) -> Result<()> {
        if self.home.rang().is_empty() {
            return Ok(());
        }
        self.planned(open, |open, planning, _| planning.keep(open, &[]))?;
        self.fill_outbox(open)?;
        self.home.put_rang(&Rang::default())
    }
}
