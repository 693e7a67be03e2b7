//! The only place that opens a connection. Every PRAGMA stands here, with its reason.

use crate::error::During;
use crate::{migrations, Error, Result};
use mainstay_vault::DatabaseKey;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// SQLCipher's page size; a journal is always a whole number of pages.
const PAGE_BYTES: u64 = 4096;

/// The first bytes of a SQLite file that is not encrypted.
const PLAINTEXT_MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// An open journal.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    file: PathBuf,
    identity: Option<Identity>,
}

/// What tells one file of a system from every other, whatever they are called.
type Identity = (u64, u64);

impl Store {
    /// Makes a new, empty journal at `path`, which must not exist, and leaves it closed and durable.
    ///
    /// The caller makes it in a folder that has no name yet in the eyes of the app, and renames that folder when all
    /// is there: so a half-made journal is never taken for one.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::NoAccess`], or [`Error::CipherMissing`] when SQLCipher is not what was linked.
    pub fn create(path: &Path, key: &DatabaseKey) -> Result<()> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let store = Self::connect(path, key, flags)?;
        // EXTRA also syncs the folder when a rollback journal goes: with less, a power cut right after creation can
        // bring the set-up journal back and empty the file (measured, reference/security.md 3.2).
        store.pragma("synchronous", "EXTRA")?;
        migrations::apply(&store.connection)?;
        store.pragma("journal_mode", "WAL")?;
        store.close()?;
        assert_encrypted(path)
    }

    /// Looks at a journal's file without a key: is it there, whole by its size, and not plaintext?
    ///
    /// # Errors
    /// [`Error::Damaged`] or [`Error::NoAccess`].
    pub fn check(path: &Path) -> Result<()> {
        check_size(path)?;
        assert_encrypted(path)
    }

    /// Opens a journal that exists.
    ///
    /// # Errors
    /// [`Error::Damaged`] for a file that is missing, empty, cut short, changed or of another vault;
    /// [`Error::NewerVersion`]; [`Error::CipherMissing`]; [`Error::NoAccess`]. None of them changes the file.
    pub fn open(path: &Path, key: &DatabaseKey) -> Result<Self> {
        Self::check(path)?;
        let store = Self::connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        migrations::refuse_newer(&store.connection)?;
        store.make_durable()?;
        migrations::apply(&store.connection)?;
        Ok(store)
    }

    /// Moves all of the write-ahead log into the journal's own file and closes it.
    ///
    /// # Errors
    /// [`Error::Full`] or [`Error::NoAccess`]; what was committed is still in the log and comes back at the next open.
    pub fn close(self) -> Result<()> {
        self.checkpoint()?;
        self.connection
            .close()
            .map_err(|(_, source)| Error::from_sql("closing the journal", source))
    }

    fn connect(path: &Path, key: &DatabaseKey, flags: OpenFlags) -> Result<Self> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let file = resolve_folder(path)?;
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place that opens a connection"
        )]
        let connection = Connection::open_with_flags(&file, flags).during("opening the journal")?;
        let identity = identity(&file);
        let store = Self {
            connection,
            file,
            identity,
        };
        store.unlock(key)?;
        store.harden()?;
        Ok(store)
    }

    /// Hands SQLCipher the raw key and proves that it is the right one and that SQLCipher is there at all: on Apple
    /// systems the link order once picked the system's SQLite, and a plaintext journal was made (WalletKit #531).
    fn unlock(&self, key: &DatabaseKey) -> Result<()> {
        // SQLCipher would print failed pages to stderr; the journal's state is nobody's log line.
        self.connection
            .execute_batch("PRAGMA cipher_log_level = NONE;")
            .during("silencing the cipher")?;
        let hex = key.expose_hex();
        let statement = Zeroizing::new(format!("PRAGMA key = \"x'{}'\";", hex.as_str()));
        self.connection
            .execute_batch(&statement)
            .during("setting the key")?;
        let version: Option<String> = self
            .connection
            .query_row("PRAGMA cipher_version", [], |row| row.get(0))
            .unwrap_or_default();
        if version.unwrap_or_default().is_empty() {
            return Err(Error::CipherMissing);
        }
        self.connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
                row.get::<_, i64>(0)
            })
            .during("reading the first page")?;
        Ok(())
    }

    /// What holds for every connection, whatever it is opened for.
    fn harden(&self) -> Result<()> {
        // References between rows are rules of the journal, not wishes.
        self.pragma("foreign_keys", "ON")?;
        // A file from elsewhere must not run functions through its schema.
        self.pragma("trusted_schema", "OFF")?;
        // Malformed cells are found when read, before they are believed.
        self.pragma("cell_size_check", "ON")?;
        // An I/O error on mapped memory is a signal that kills the process; on a read it is an error value.
        self.pragma("mmap_size", "0")?;
        // Sorting spills into memory, never into a file.
        self.pragma("temp_store", "MEMORY")?;
        // What was deleted is overwritten, in the journal and in what a forensic copy would find.
        self.pragma("secure_delete", "ON")?;
        let connection = &self.connection;
        connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)
            .during("setting limits")?;
        // Nothing in a journal is larger; a forged one could claim to be.
        connection
            .set_limit(Limit::SQLITE_LIMIT_LENGTH, 4_000_000)
            .during("setting limits")?;
        connection
            .set_limit(Limit::SQLITE_LIMIT_EXPR_DEPTH, 50)
            .during("setting limits")?;
        connection
            .set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)
            .during("setting limits")?;
        Ok(())
    }

    /// What makes COMMIT mean "on the disk".
    fn make_durable(&self) -> Result<()> {
        self.pragma("journal_mode", "WAL")?;
        // WAL with NORMAL lost 7 of 10 acknowledged transactions in a simulated power cut; FULL lost none.
        self.pragma("synchronous", "FULL")?;
        // On Apple systems fsync leaves the data in the drive's cache; elsewhere these do nothing.
        self.pragma("fullfsync", "ON")?;
        self.pragma("checkpoint_fullfsync", "ON")?;
        // A short log keeps small what a damaged log could cost.
        self.pragma("wal_autocheckpoint", "64")
    }

    /// Whether what is open is still what stands in its place. A system lets a program write on to a file that
    /// somebody has removed or replaced, and what is written there is gone with the program.
    pub(crate) fn check_place(&self) -> Result<()> {
        if identity(&self.file) == self.identity {
            return Ok(());
        }
        Err(Error::Damaged(
            "the file was moved or replaced while it was open",
        ))
    }

    fn checkpoint(&self) -> Result<()> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .during("moving the log into the journal")
    }

    fn pragma(&self, name: &str, value: &str) -> Result<()> {
        let statement = format!("PRAGMA {name} = {value}");
        let mut statement = self
            .connection
            .prepare(&statement)
            .during("setting up the connection")?;
        let mut rows = statement.query([]).during("setting up the connection")?;
        while rows.next().during("setting up the connection")?.is_some() {}
        Ok(())
    }
}

/// A link in the folder's own path is the system's business; the journal itself must not be one (NOFOLLOW).
fn resolve_folder(path: &Path) -> Result<PathBuf> {
    let no_access = Error::NoAccess {
        operation: "finding the journal's folder",
    };
    match (path.parent().map(Path::canonicalize), path.file_name()) {
        (Some(Ok(folder)), Some(name)) => Ok(folder.join(name)),
        _ => Err(no_access),
    }
}

/// SQLite takes an empty file for a new database and does not notice a missing last byte until it reads it.
fn check_size(path: &Path) -> Result<()> {
    let meta = fs::metadata(path).map_err(|source| {
        if source.kind() == std::io::ErrorKind::PermissionDenied {
            return Error::NoAccess {
                operation: "looking at the journal",
            };
        }
        Error::Damaged("the file is missing")
    })?;
    if !meta.is_file() {
        return Err(Error::Damaged("something else stands in its place"));
    }
    match meta.len() {
        0 => Err(Error::Damaged("the file is empty")),
        bytes if bytes % PAGE_BYTES != 0 => Err(Error::Damaged("the file is cut short")),
        _ => Ok(()),
    }
}

fn assert_encrypted(path: &Path) -> Result<()> {
    let mut start = [0; PLAINTEXT_MAGIC.len()];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.map_err(|_| Error::NoAccess {
        operation: "reading the journal's first bytes",
    })?;
    if &start == PLAINTEXT_MAGIC {
        return Err(Error::Damaged("the file is not encrypted"));
    }
    Ok(())
}

#[cfg(unix)]
fn identity(file: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(file).ok().map(|meta| (meta.dev(), meta.ino()))
}

/// Elsewhere the system itself refuses to move or remove a file that is open; it must only be there.
#[cfg(not(unix))]
fn identity(file: &Path) -> Option<Identity> {
    fs::metadata(file).ok().map(|_| (0, 0))
}
