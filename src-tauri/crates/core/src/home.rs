//! The vault's home on the disk: which files there are, and how they are put there and read.
//!
//! ```text
//! <data folder>/vault.lock      held while the app runs: one program at a time; not empty once there was a vault
//! <data folder>/vault/          the vault; moved into place whole when set-up made it
//!   vault.hdr.a  vault.hdr.b    two copies of the header
//!   vault.db                    the journal (with -wal and -shm while open)
//! <data folder>/rescue/<ms>/    copies of a journal and its log as a kill left them, the last two
//! <data folder>/rescue/damaged-<ms>/   the same where the log was damaged; kept until the person removes them
//! ```
//! Nothing here deletes a vault or its journal; wiping, on the person's word, is `wipe.rs`.
//! A folder left over from a set-up that was cut off has never held anything that was
//! acknowledged; it is moved aside.

use crate::outbox::Unwritten;
use crate::ports::Ports;
use crate::{Error, Result};
use mainstay_store::{LogReport, Store};
use mainstay_vault::{CopyName, Header, HeaderPair};
use std::fs::{File, TryLockError};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

const LOCK_FILE: &str = "vault.lock";
const VAULT_FOLDER: &str = "vault";
pub(crate) const JOURNAL_FILE: &str = "vault.db";
const RESCUE_FOLDER: &str = "rescue";
const RESCUES_KEPT: usize = 2;

/// The data folder, and the lock on it.
#[derive(Debug)]
pub(crate) struct Home {
    ports: Ports,
    folder: PathBuf,
    lock: Mutex<Option<File>>,
    /// Files of reminders that the disk did not take.
    pub(crate) unwritten: Mutex<Unwritten>,
}

/// What stands where the vault should be.
#[derive(Debug)]
pub(crate) enum Found {
    /// Nothing: set up.
    Nothing,
    /// A vault with a readable header and a journal.
    Vault(Box<HeaderPair>),
}

impl Home {
    pub(crate) fn new(ports: Ports) -> Self {
        let folder = ports.paths.data_folder();
        Self {
            ports,
            folder,
            lock: Mutex::new(None),
            unwritten: Mutex::default(),
        }
    }

    pub(crate) fn ports(&self) -> &Ports {
        &self.ports
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Looks, without changing anything but the lock.
    pub(crate) fn look(&self) -> Result<Found> {
        self.hold_lock()?;
        self.finish_wipe()?;
        let vault = self.vault_folder();
        match std::fs::symlink_metadata(&vault) {
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
                return self.nothing_here()
            }
            Err(source) => return Err(Error::from_io("looking for the vault", source)),
            Ok(meta) if !meta.is_dir() => {
                return Err(Error::FolderUnusable {
                    operation: "looking for the vault",
                    source: None,
                })
            }
            Ok(_) => {}
        }
        let pair = self.headers()?;
        Store::check(&self.journal_path())?;
        Ok(Found::Vault(Box::new(pair)))
    }

    /// The header as it stands on the disk now.
    pub(crate) fn header(&self) -> Result<Header> {
        Ok(self.headers()?.header().clone())
    }

    /// The header of a vault that need not be whole otherwise: what was logged is kept whatever became of the journal.
    pub(crate) fn locked_header(&self) -> Result<Header> {
        self.hold_lock()?;
        if !self.vault_folder().is_dir() {
            return Err(Error::VaultAbsent);
        }
        self.header()
    }

    /// Both copies of the header, as far as they can be read.
    pub(crate) fn headers(&self) -> Result<HeaderPair> {
        self.headers_in(&self.vault_folder())
    }

    /// Those of a vault in another folder.
    pub(crate) fn headers_in(&self, vault: &Path) -> Result<HeaderPair> {
        let copy = |name: CopyName| self.read(&vault.join(header_name(name)));
        let pair = HeaderPair::choose(copy(CopyName::A)?.as_deref(), copy(CopyName::B)?.as_deref());
        pair.map_err(Error::Vault)
    }

    /// No vault is a reason to set up, unless there was one.
    fn nothing_here(&self) -> Result<Found> {
        if self.finish_restore()? {
            return self.look();
        }
        if self.had_one() {
            return Err(Error::VaultMissing);
        }
        Ok(Found::Nothing)
    }

    /// Whether there was a vault here that was not wiped and not put aside.
    pub(crate) fn had_one(&self) -> bool {
        let lock = self.lock();
        let meta = lock.as_ref().and_then(|file| file.metadata().ok());
        meta.is_some_and(|meta| meta.len() > 0)
    }

    /// Remembers beside the vault that there is one, so that a folder that goes missing is told from a first start.
    /// Where that cannot be written, a missing folder will look like a first start; the vault itself is fine.
    pub(crate) fn remember(&self) {
        if let Some(file) = self.lock().as_mut() {
            let written = file
                .set_len(0)
                .and_then(|()| file.rewind())
                .and_then(|()| file.write_all(b"vault\n"))
                .and_then(|()| file.sync_all());
            let _ = written;
        }
    }

    /// After a wipe, and when the vault was put aside, the next start is a first one again.
    pub(crate) fn forget_that_there_was_one(&self) {
        if let Some(file) = self.lock().as_mut() {
            let _ = file.set_len(0).and_then(|()| file.sync_all());
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<File>> {
        self.lock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a vault in a folder beside its place, with `fill`, and moves it there when all of it is on the disk.
    pub(crate) fn found(
        &self,
        header: &Header,
        fill: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<()> {
        let draft = self.folder.join("vault.new");
        self.set_aside(&draft)?;
        self.ports
            .files
            .make_folder(&draft)
            .map_err(|source| Error::from_io("making the vault's folder", source))?;
        fill(&draft.join(JOURNAL_FILE))?;
        for name in ["vault.hdr.a", "vault.hdr.b"] {
            self.write(&draft.join(name), &header.encode())?;
        }
        let moved = self.ports.files.rename(&draft, &self.vault_folder());
        moved.map_err(|source| Error::from_io("moving the vault into place", source))
    }

    /// Replaces both copies of the header, the one that was not read first. Each is read back and compared.
    pub(crate) fn write_header(&self, header: &Header, newest: CopyName) -> Result<()> {
        [newest.other(), newest]
            .into_iter()
            .try_for_each(|copy| self.write_copy(header, copy))
    }

    /// Replaces one copy of the header, and reads it back.
    pub(crate) fn write_copy(&self, header: &Header, copy: CopyName) -> Result<()> {
        let path = self.header_path(copy);
        self.write(&path, &header.encode())?;
        let back = self.read(&path)?.unwrap_or_default();
        if Header::decode(&back).map_err(Error::Vault)? == *header {
            return Ok(());
        }
        Err(Error::FolderUnusable {
            operation: "checking the header",
            source: None,
        })
    }

    /// Keeps a copy of the journal and its log as they are, before SQLite takes the log in. A damaged log is kept for
    /// good; of the others, the last two are.
    pub(crate) fn rescue(&self, log: LogReport) -> Result<()> {
        let folder = self.folder.join(RESCUE_FOLDER);
        let failed = |source| Error::from_io("keeping a rescue copy", source);
        let draft = folder.join("draft");
        if draft.exists() {
            self.ports.files.remove_folder(&draft).map_err(failed)?;
        }
        self.ports.files.make_folder(&draft).map_err(failed)?;
        let journal = self.journal_path();
        for from in [Store::log_path(&journal), journal] {
            let to = draft.join(from.file_name().unwrap_or_default());
            self.ports.files.copy(&from, &to).map_err(failed)?;
        }
        let kind = if log.lost_writes > 0 { "damaged-" } else { "" };
        let kept = self.ports.files.rename(&draft, &self.dated(&folder, kind));
        kept.map_err(failed)?;
        self.forget_old_rescues(&folder);
        Ok(())
    }

    /// A copy too many costs room and nothing else, so what cannot be removed stays.
    fn forget_old_rescues(&self, folder: &Path) {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut of_kills: Vec<i64> = entries
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .collect();
        of_kills.sort_unstable();
        of_kills.truncate(of_kills.len().saturating_sub(RESCUES_KEPT));
        for at_ms in of_kills {
            let _ = self
                .ports
                .files
                .remove_folder(&folder.join(at_ms.to_string()));
        }
    }

    /// The journal's file.
    pub(crate) fn journal_path(&self) -> PathBuf {
        self.vault_folder().join(JOURNAL_FILE)
    }

    pub(crate) fn vault_folder(&self) -> PathBuf {
        self.folder.join(VAULT_FOLDER)
    }

    fn header_path(&self, copy: CopyName) -> PathBuf {
        self.vault_folder().join(header_name(copy))
    }

    pub(crate) fn read(&self, path: &Path) -> Result<Option<Vec<u8>>> {
        self.ports
            .files
            .read(path)
            .map_err(|source| Error::from_io("reading the header", source))
    }

    pub(crate) fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        self.ports
            .files
            .write(path, bytes)
            .map_err(|source| Error::from_io("writing the header", source))
    }

    /// One program at a time: a second one would write the same pages.
    pub(crate) fn hold_lock(&self) -> Result<()> {
        let mut lock = self.lock();
        if lock.is_some() {
            return Ok(());
        }
        let unusable = |source| Error::from_io("making the data folder", source);
        if !self.folder.is_dir() {
            self.ports
                .files
                .make_folder(&self.folder)
                .map_err(unusable)?;
        }
        let open = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.folder.join(LOCK_FILE));
        let file = open.map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => *lock = Some(file),
            Err(TryLockError::WouldBlock) => return Err(Error::InUse),
            Err(TryLockError::Error(source)) => return Err(unusable(source)),
        }
        Ok(())
    }

    /// A place in `folder` whose name says when, and where nothing stands.
    pub(crate) fn dated(&self, folder: &Path, prefix: &str) -> PathBuf {
        let named = |at_ms: i64| folder.join(format!("{prefix}{at_ms}"));
        named(self.free_ms(named))
    }

    /// Now, or the next millisecond whose name is free: two in one millisecond must not meet in one folder.
    pub(crate) fn free_ms(&self, named: impl Fn(i64) -> PathBuf) -> i64 {
        let mut at_ms = self.ports.clock.now_ms();
        while std::fs::symlink_metadata(named(at_ms)).is_ok() {
            at_ms = at_ms.saturating_add(1);
        }
        at_ms
    }

    pub(crate) fn set_aside(&self, draft: &Path) -> Result<()> {
        if !draft.exists() {
            return Ok(());
        }
        let aside = self.dated(&self.folder, "vault.unfinished.");
        let moved = self.ports.files.rename(draft, &aside);
        moved.map_err(|source| Error::from_io("moving an unfinished vault aside", source))
    }
}

const fn header_name(copy: CopyName) -> &'static str {
    match copy {
        CopyName::A => "vault.hdr.a",
        CopyName::B => "vault.hdr.b",
    }
}
