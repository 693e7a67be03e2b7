//! Where backups stand on the disk, and how one takes the vault's place.
//!
//! ```text
//! <data folder>/backups/<ms>/      one backup: vault.db and vault.hdr; <ms>: when it was made, since 1970 UTC
//! <data folder>/backups/draft/     one that is being made
//! <data folder>/backups/looking/   one that is being looked into, of this device or of elsewhere
//! <data folder>/backups/leaving/   one that is being copied elsewhere
//! <data folder>/vault.arriving/    a vault that a restore is making
//! <data folder>/vault.restored/    a restored vault, whole, about to take the vault's place
//! ```
//! A backup is moved into place when it was compared with the vault from end to end. A vault that was replaced is
//! put aside, from where it can be brought back; the app removes old backups and nothing else.

use crate::home::{Home, JOURNAL_FILE};
use crate::work::Part;
use crate::{Error, Result};
use mainstay_vault::{Header, VaultKey};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

const FOLDER: &str = "backups";
const HEADER_FILE: &str = "vault.hdr";
const RESTORED: &str = "vault.restored";
const ARRIVING: &str = "vault.arriving";
const PIECE: usize = 64 * 1024;

impl Home {
    /// When each backup was made, newest first.
    pub(crate) fn backups(&self) -> Vec<i64> {
        let entries = std::fs::read_dir(self.folder().join(FOLDER))
            .into_iter()
            .flatten()
            .flatten();
        let mut made: Vec<i64> = entries
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .collect();
        made.sort_unstable_by(|a, b| b.cmp(a));
        made
    }

    /// The name of a backup that is made now; one that stands there already keeps its own.
    pub(crate) fn backup_name(&self) -> i64 {
        self.free_ms(|at_ms| self.backup_folder(at_ms))
    }

    /// The size of a backup's journal in bytes; 0 when it cannot be read.
    pub(crate) fn backup_bytes(&self, at_ms: i64) -> u64 {
        let journal = self.backup_folder(at_ms).join(JOURNAL_FILE);
        std::fs::metadata(journal).map_or(0, |meta| meta.len())
    }

    /// The header of a backup.
    pub(crate) fn backup_header(&self, at_ms: i64) -> Result<Header> {
        let path = self.backup_folder(at_ms).join(HEADER_FILE);
        let bytes = self.read(&path)?.ok_or(Error::NoBackup)?;
        Header::decode(&bytes).map_err(Error::Vault)
    }

    /// Makes a backup with `fill`, which copies the journal to a path and compares it, and puts it in place.
    pub(crate) fn make_backup(
        &self,
        at_ms: i64,
        header: &Header,
        fill: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<()> {
        // The folder of all backups is on the disk before the vault is changed in the belief that there is one.
        let backups = self.folder().join(FOLDER);
        let made = self.ports().files.make_folder(&backups);
        made.map_err(|source| Error::from_io("making the backups' folder", source))?;
        let draft = self.empty_folder(&backups.join("draft"))?;
        fill(&draft.join(JOURNAL_FILE))?;
        self.write(&draft.join(HEADER_FILE), &header.encode())?;
        self.rename(&draft, &self.backup_folder(at_ms))
    }

    /// An empty folder for a copy that is used and removed again.
    pub(crate) fn copy_folder(&self, name: &str) -> Result<PathBuf> {
        self.empty_folder(&self.folder().join(FOLDER).join(name))
    }

    /// Removes a copy that this program made and nobody was told of. What is left of it is removed the next time.
    pub(crate) fn remove_copy(&self, folder: &Path) {
        let _ = self.ports().files.remove_folder(folder);
    }

    /// Copies a backup's journal to a new file.
    pub(crate) fn copy_backup(&self, at_ms: i64, to: &Path, part: Part<'_>) -> Result<()> {
        let failed = |source| Error::from_io("copying a backup", source);
        let from = self.backup_folder(at_ms).join(JOURNAL_FILE);
        if !from.exists() {
            return Err(Error::NoBackup);
        }
        let bytes = self.backup_bytes(at_ms);
        let mut input = self.ports().files.open(&from).map_err(failed)?;
        let mut output = self.ports().files.create(to).map_err(failed)?;
        let mut piece = vec![0; PIECE];
        let mut done = 0;
        loop {
            let read = input.read(&mut piece).map_err(failed)?;
            let Some(here) = piece.get(..read).filter(|here| !here.is_empty()) else {
                break;
            };
            output.write_all(here).map_err(failed)?;
            done += u64::try_from(read).unwrap_or_default();
            part.heard(done, bytes)?;
        }
        output.finish().map_err(failed)
    }

    /// Has a backup's header carry the slots of `header` but those of this device, so that a passphrase that was given
    /// up opens no backup.
    pub(crate) fn renew_backup_header(
        &self,
        at_ms: i64,
        header: &Header,
        key: &VaultKey,
    ) -> Result<()> {
        let old = self.backup_header(at_ms)?;
        let header = header.for_elsewhere(key).map_err(Error::Vault)?;
        if old.slots() == header.slots() {
            return Ok(());
        }
        let renewed = header.with_state(old.commit_seq(), old.db_min_bytes(), true, key);
        let path = self.backup_folder(at_ms).join(HEADER_FILE);
        self.write(&path, &renewed.map_err(Error::Vault)?.encode())
    }

    /// Removes a backup that is no longer needed. What cannot be removed stays, and costs room only.
    pub(crate) fn remove_backup(&self, at_ms: i64) {
        let _ = self.ports().files.remove_folder(&self.backup_folder(at_ms));
    }

    /// An empty folder beside the vault, to make a restored one in.
    pub(crate) fn begin_restore(&self) -> Result<PathBuf> {
        self.empty_folder(&self.folder().join(ARRIVING))
    }

    /// Writes both copies of a header into a vault's folder that is being made.
    pub(crate) fn put_headers(&self, folder: &Path, header: &Header) -> Result<()> {
        ["vault.hdr.a", "vault.hdr.b"]
            .into_iter()
            .try_for_each(|name| self.write(&folder.join(name), &header.encode()))
    }

    /// Gives a restored vault that was proven the name under which a kill does not lose it.
    pub(crate) fn keep_restored(&self, draft: &Path) -> Result<()> {
        let restored = self.folder().join(RESTORED);
        self.set_aside(&restored)?;
        self.rename(draft, &restored)
    }

    /// Moves the vault aside, which must be closed, and the restored one into its place. A kill in between is
    /// finished by [`finish_restore`](Self::finish_restore).
    pub(crate) fn take_restored(&self) -> Result<()> {
        self.put_vault_aside()?;
        self.finish_restore().map(drop)
    }

    /// Finishes a restore that was cut off after the old vault was moved aside. `true` when there was one.
    pub(crate) fn finish_restore(&self) -> Result<bool> {
        let restored = self.folder().join(RESTORED);
        if !restored.is_dir() || self.vault_folder().exists() {
            return Ok(false);
        }
        self.rename(&restored, &self.vault_folder())?;
        Ok(true)
    }

    fn backup_folder(&self, at_ms: i64) -> PathBuf {
        self.folder().join(FOLDER).join(at_ms.to_string())
    }

    fn empty_folder(&self, folder: &Path) -> Result<PathBuf> {
        let failed = |source| Error::from_io("making a backup's folder", source);
        if folder.exists() {
            self.ports().files.remove_folder(folder).map_err(failed)?;
        }
        self.ports().files.make_folder(folder).map_err(failed)?;
        Ok(folder.to_owned())
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        let moved = self.ports().files.rename(from, to);
        moved.map_err(|source| Error::from_io("moving a folder", source))
    }
}
