//! What a look found and the disk did not take. A full disk is no reason to be silent: it is shown, the planner goes on
//! from it, and each look tries again to keep it. Better a ring twice, after a kill, than none.
//!
//! - It is tried before anything else is written: an answer to what rang stands behind the ring.
//! - A planner that is read anew makes these changes again.

use crate::planning::Planning;
use crate::session::Open;
use crate::{App, Result};
use mainstay_domain::Write;
use std::collections::BTreeSet;

impl App {
    /// Before a lock, what is still not on the disk goes the way of what rings while locked: into the ledger at the
    /// unlock.
    pub(crate) fn hand_unkept_over(&self, open: &mut Open) -> Result<()> {
        if open.unkept.is_empty() {
            return Ok(());
        }
        self.planned(open, |open, planning, _| {
            if planning.keep(open, &[]).is_ok() {
                return Ok(());
            }
            let all: BTreeSet<_> = open.unkept.iter().filter_map(Write::occurrence).collect();
            let ledger = planning.planner.ledger();
            let entries = all
                .into_iter()
                .filter_map(|key| Some((key, ledger.get(key)?)));
            let rang = self.home.rang();
            self.home.put_rang(&if open.behind.rang {
                // The planner does not know what that holds.
                rang.and(entries)
            } else {
                rang.with(entries)
            })
        })
    }
}

impl Planning {
    /// Keeps what a look found, behind what was not kept before.
    pub(crate) fn keep(&self, open: &mut Open, writes: &[Write]) -> Result<()> {
        open.unkept.extend_from_slice(writes);
        // What was removed meanwhile has no place in the ledger any more.
        open.unkept.retain(|write| self.has_place(write));
        if open.unkept.is_empty() {
            return Ok(());
        }
        open.store.keep_rings(&open.unkept)?;
        open.unkept.clear();
        Ok(())
    }

    /// Makes the changes again that are not on the disk.
    pub(crate) fn repeat(&mut self, unkept: &[Write]) {
        for write in unkept {
            if self.has_place(write) {
                self.planner.repeat(*write);
            }
        }
    }

    fn has_place(&self, write: &Write) -> bool {
        write.occurrence().is_none_or(|key| {
            let schedule = self.planner.schedule(key.schedule);
            schedule.is_some_and(|one| one.revision(key.revision).is_some())
        })
    }
}
