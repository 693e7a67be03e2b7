//! Backups on the device: made once a day and before a change of the lock, compared with the vault from end to end,
//! kept for 5 days, 4 weeks and 6 months, and put back in the vault's place.
//!
//! One is made before an older journal's schema changes, too. A backup is as encrypted as the vault and opens with the
//! same passphrase and code. It helps against damage and mistakes; against a lost device it does not.

use crate::home::JOURNAL_FILE;
use crate::open_journal::Older;
use crate::opening::{key_of, Proof};
use crate::session::Open;
use crate::work::{Part, Work};
use crate::{App, AppStatus, Empty, Error, Result};
use mainstay_domain::{backups_to_remove, day_of, DayStart};
use mainstay_store::{Extent, Store};
use mainstay_vault::{CopyName, Header, Opened, VaultKey};
use std::path::Path;
use std::time::Duration;

/// How long after unlocking, and after the last write, a backup that is due is made.
pub(crate) const BACKUP_AFTER: Duration = Duration::from_secs(5);
/// How long until it is looked at again when something else is being done.
const BACKUP_SOON: Duration = Duration::from_secs(60);
/// How long until it is looked at again.
const BACKUP_AGAIN: Duration = Duration::from_secs(60 * 60);
/// Above this size in all, the oldest go, but for the newest two.
const MOST_BYTES: u64 = 500 * 1024 * 1024;

/// A backup on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Backup {
    /// When it was made, in milliseconds since 1970 UTC. Names the backup.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
    /// Its size.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub bytes: u64,
}

/// Names a backup.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct BackupCheckRequest {
    /// When it was made.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
}

/// What is in a backup that was found whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct BackupContent {
    /// Check-ins, cravings and lapses in it.
    pub entries: u32,
    /// The same in the vault as it is now.
    pub entries_now: u32,
}

/// Asks for a backup to take the vault's place.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct BackupRestoreRequest {
    /// When it was made.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
    /// What opens it.
    pub proof: Proof,
}

impl App {
    /// The backups on this device, newest first. Needs no open vault.
    ///
    /// # Errors
    /// None; the result is for the command list's sake.
    pub fn backup_list(&self, _: Empty) -> Result<Vec<Backup>> {
        Ok(self
            .home
            .backups()
            .into_iter()
            .map(|at| self.backup(at))
            .collect())
    }

    /// Makes a backup now.
    ///
    /// # Errors
    /// When locked or stopped, and those of the disk. Then the earlier backups are as they were.
    pub fn backup_create(&self, _: Empty) -> Result<Backup> {
        let work = self.work.begin()?;
        self.with_open(|open| self.back_up(open, &work))
    }

    /// Opens a copy of a backup and checks it from end to end.
    ///
    /// # Errors
    /// When locked or stopped, when there is no such backup, and those of damage.
    pub fn backup_check(&self, request: BackupCheckRequest) -> Result<BackupContent> {
        let work = self.work.begin()?;
        self.with_open(|open| {
            let header = self.home.backup_header(request.at_ms)?;
            let folder = self.home.copy_folder("looking")?;
            let journal = folder.join(JOURNAL_FILE);
            let found = self
                .home
                .copy_backup(request.at_ms, &journal, work.part(0, 500))
                .and_then(|()| prove(&journal, &header, &open.key, &work));
            self.home.remove_copy(&folder);
            Ok(BackupContent {
                entries: found?,
                entries_now: open.store.journey().count()?,
            })
        })
    }

    /// Puts a backup in the vault's place and opens it. The vault until now is kept beside it. Works on a locked and
    /// on a damaged vault. No proof is needed while the device's key alone opens the vault.
    ///
    /// # Errors
    /// When there is no such backup; a wrong passphrase or code, or too many tries; damage to the backup; when
    /// stopped; those of the disk. Then the vault is as it was.
    pub fn backup_restore(&self, request: BackupRestoreRequest) -> Result<AppStatus> {
        self.home.hold_lock()?;
        let work = self.work.begin()?;
        let header = self.home.backup_header(request.at_ms)?;
        let (header, key) = if request.proof.is_empty() {
            self.open_backup_with_device(&header)?
        } else {
            let by_proof = || key_of(&header, &request.proof);
            let key = self.attempt(&mut self.state(), by_proof)?;
            (header, key)
        };
        self.restore(&work, |journal| {
            let part = work.part(100, 600);
            self.home.copy_backup(request.at_ms, journal, part)?;
            Ok((header, key))
        })
    }

    /// Makes a vault of the journal that `fill` puts at a path, proves it, has it take the vault's place and opens it.
    /// Until the last step everything is as it was, and it can be stopped.
    pub(crate) fn restore(
        &self,
        work: &Work<'_>,
        fill: impl FnOnce(&Path) -> Result<(Header, VaultKey)>,
    ) -> Result<AppStatus> {
        let draft = self.home.begin_restore()?;
        let journal = draft.join(JOURNAL_FILE);
        let made = fill(&journal).and_then(|(header, key)| {
            self.home.put_headers(&draft, &header)?;
            prove(&journal, &header, &key, work)?;
            Ok((header, key))
        });
        // Who locks now stops the work first, so that nothing opens behind their back.
        let mut state = self.state();
        let made = made.and_then(|made| work.go_on().map(|()| made));
        let (header, key) = made.inspect_err(|_| self.home.remove_copy(&draft))?;
        self.home.keep_restored(&draft)?;
        self.close(&mut state);
        self.home.take_restored()?;
        let opened = Opened {
            key,
            header,
            copy: CopyName::A,
            problem: None,
        };
        self.enter(&mut state, opened, Older::Restored)?;
        drop(state);
        Ok(self.status())
    }

    /// A backup before something that is hard to take back.
    pub(crate) fn back_up_before(&self, open: &mut Open) -> Result<Backup> {
        self.back_up(open, &self.work.begin()?)
    }

    /// A backup of a journal of an older schema, before that is changed. Without it nothing is changed.
    pub(crate) fn back_up_older(&self, store: &Store, opened: &Opened) -> Result<()> {
        let work = self.work.begin()?;
        let at_ms = self.home.backup_name();
        self.home.make_backup(at_ms, &opened.header, |journal| {
            copy_journal(store, &opened.key, journal, &work, work.part(0, 700))
        })
    }

    /// Makes the backup of the day when there is none yet. One that cannot be made is tried again in an hour.
    pub(crate) fn back_up_when_due(&self, open: &mut Open) {
        open.next_backup = self.ports.clock.monotonic() + BACKUP_AGAIN;
        let now = self.now();
        let day = |at_ms| day_of(at_ms, now.zone, DayStart::default());
        // Any, not the newest: a clock that was put back leaves one from the future.
        let has_one = |at: &i64| day(*at) == day(now.at_ms);
        if self.home.backups().iter().any(has_one) {
            return;
        }
        match self.work.begin() {
            Ok(work) => drop(self.back_up(open, &work)),
            Err(_) => open.next_backup = self.ports.clock.monotonic() + BACKUP_SOON,
        }
    }

    pub(crate) fn back_up(&self, open: &mut Open, work: &Work<'_>) -> Result<Backup> {
        let at_ms = self.home.backup_name();
        self.settle(open, crate::open_journal::InOrder::No)?;
        let header = open.header.for_elsewhere(&open.key).map_err(Error::Vault)?;
        self.home.make_backup(at_ms, &header, |journal| {
            copy_journal(&open.store, &open.key, journal, work, work.part(0, 700))
        })?;
        self.forget_old_backups(at_ms);
        self.renew_backup_headers(open);
        Ok(self.backup(at_ms))
    }

    /// Tried again with the next backup where it cannot be done now.
    pub(crate) fn renew_backup_headers(&self, open: &Open) {
        for at_ms in self.home.backups() {
            let _ = self
                .home
                .renew_backup_header(at_ms, &open.header, &open.key);
        }
    }

    /// What was just made was just found whole: it stays, whatever the clock says of the others, which nobody has
    /// looked into since.
    fn forget_old_backups(&self, just_made: i64) {
        let mut old = backups_to_remove(&self.home.backups(), self.now());
        old.retain(|at_ms| *at_ms != just_made);
        old.into_iter().for_each(|at| self.home.remove_backup(at));
        let mut bytes = 0;
        for (n, at_ms) in self.home.backups().into_iter().enumerate() {
            bytes += self.home.backup_bytes(at_ms);
            if n >= 2 && bytes > MOST_BYTES && at_ms != just_made {
                self.home.remove_backup(at_ms);
            }
        }
    }

    fn backup(&self, at_ms: i64) -> Backup {
        Backup {
            at_ms,
            bytes: self.home.backup_bytes(at_ms),
        }
    }
}

/// Copies a journal in use and compares the copy with it from end to end.
pub(crate) fn copy_journal(
    store: &Store,
    key: &VaultKey,
    to: &Path,
    work: &Work<'_>,
    part: Part<'_>,
) -> Result<()> {
    let key = key.derive_database_key();
    let heard = &mut |pages| part.heard_pages(pages);
    Ok(store.copy_to(to, &key, work.stop(), heard)?)
}

/// Opens a journal that is a copy, checks it from end to end and closes it. Answers how many entries it has.
pub(crate) fn prove(
    journal: &Path,
    header: &Header,
    key: &VaultKey,
    work: &Work<'_>,
) -> Result<u32> {
    let known = Extent {
        writes: header.commit_seq(),
        bytes: header.db_min_bytes(),
    };
    let store = Store::open(journal, &key.derive_database_key(), known)?;
    store.verify_pages()?;
    work.go_on()?;
    store.stoppable(work.stop(), Store::verify_structure)?;
    let entries = store.journey().count()?;
    store.close()?;
    Ok(entries)
}
