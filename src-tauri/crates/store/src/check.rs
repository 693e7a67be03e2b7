//! Is this file our journal, and whole? Asked without the key where that is enough, before anything is opened.

use crate::error::During;
use crate::{Damage, Error, Result, Store};
use std::fs;
use std::io::Read;
use std::path::Path;

/// SQLCipher's page size; a journal is always a whole number of pages.
pub(crate) const PAGE_BYTES: u64 = 4096;

/// The first bytes of a SQLite file that is not encrypted.
const PLAINTEXT_MAGIC: &[u8; 16] = b"SQLite format 3\0";

impl Store {
    /// Looks at a journal's file without a key: is it there, whole by its size and not plaintext?
    ///
    /// # Errors
    /// [`Error::Damaged`] or [`Error::NoAccess`].
    pub fn check(path: &Path) -> Result<()> {
        check_size(path, log_is_used(path))?;
        refuse_plaintext(path)
    }

    /// Checks that every page of the journal's own file authenticates. About 2 ms for each MB.
    ///
    /// # Errors
    /// [`Damage::Pages`], or [`Damage::Foreign`] when not one page is this vault's.
    pub fn verify_pages(&self) -> Result<()> {
        // One row for each page that does not authenticate.
        let mut statement = self
            .connection
            .prepare("PRAGMA cipher_integrity_check")
            .during("checking the pages")?;
        let mut rows = statement.query([]).during("checking the pages")?;
        let mut bad = 0u64;
        while rows.next().during("checking the pages")?.is_some() {
            bad += 1;
        }
        let pages = fs::metadata(&self.file).map_or(0, |meta| meta.len() / PAGE_BYTES);
        match bad {
            0 => Ok(()),
            bad if bad >= pages => Err(Error::Damaged(Damage::Foreign)),
            _ => Err(Error::Damaged(Damage::Pages)),
        }
    }

    /// Checks that the tables and indexes agree with each other. Slower than [`verify_pages`](Self::verify_pages),
    /// and finds what our own faults might do rather than the disk's.
    ///
    /// # Errors
    /// [`Damage::Pages`].
    pub fn verify_structure(&self) -> Result<()> {
        let found: String = self
            .connection
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
            .during("checking the journal")?;
        if found == "ok" {
            return Ok(());
        }
        Err(Error::Damaged(Damage::Pages))
    }
}

/// Whether the journal was not closed in order.
pub(crate) fn log_is_used(path: &Path) -> bool {
    fs::metadata(Store::log_path(path)).is_ok_and(|meta| meta.len() > 0)
}

/// SQLite takes an empty file for a new database and does not notice a missing last byte until it reads it.
fn check_size(path: &Path, log_is_used: bool) -> Result<()> {
    let meta = fs::metadata(path).map_err(|source| {
        if source.kind() == std::io::ErrorKind::PermissionDenied {
            return Error::NoAccess {
                operation: "looking at the journal",
            };
        }
        Error::Damaged(Damage::Missing)
    })?;
    if !meta.is_file() {
        return Err(Error::Damaged(Damage::NotAFile));
    }
    match meta.len() {
        0 => Err(Error::Damaged(Damage::Empty)),
        // Cut off while the log was being moved in, it may end anywhere; all of the log is there still.
        bytes if bytes % PAGE_BYTES != 0 && !log_is_used => Err(Error::Damaged(Damage::CutShort)),
        _ => Ok(()),
    }
}

pub(crate) fn refuse_plaintext(path: &Path) -> Result<()> {
    let mut start = [0; PLAINTEXT_MAGIC.len()];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.map_err(|_| Error::NoAccess {
        operation: "reading the journal's first bytes",
    })?;
    if &start == PLAINTEXT_MAGIC {
        return Err(Error::Damaged(Damage::Foreign));
    }
    Ok(())
}
