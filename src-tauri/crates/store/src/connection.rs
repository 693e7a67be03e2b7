//! The only place that opens a connection. Every PRAGMA stands here, with its reason.

use crate::check::{log_is_used, refuse_plaintext, PAGE_BYTES};
use crate::error::During;
use crate::wal::{self, LogReport};
use crate::{migrations, Damage, Error, Result};
use mainstay_vault::DatabaseKey;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;
use zeroize::Zeroizing;

/// How much the log may hold before SQLite moves it into the journal by itself, in pages.
const LOG_PAGES: &str = "64";

/// How much of the journal is kept in memory while it is open: 8 MB, as SQLite writes it.
const CACHE_KIB: &str = "-8192";

/// An open journal.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    /// Writes since the log was last moved into the journal's own file.
    pub(crate) unsettled: Cell<u32>,
    pub(crate) file: PathBuf,
    identity: Option<Identity>,
}

/// How far a journal has come, for the header to remember.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Writes so far.
    pub writes: u64,
    /// Size of the journal's own file in bytes. It never becomes smaller.
    pub bytes: u64,
}

impl Extent {
    /// Nothing is known.
    pub const NONE: Self = Self {
        writes: 0,
        bytes: 0,
    };
}

/// What tells one file of a system from every other, whatever they are called.
type Identity = (u64, u64);

/// Starts SQLCipher once, whole, before any connection opens.
///
/// SQLite says that it is ready before its extension's own start has run (`SQLITE_EXTRA_INIT` stands behind `isInit`),
/// so of two threads that open the process's first journals the second could find no cipher and fail at its key.
fn start_cipher() {
    static STARTED: Once = Once::new();
    // A connection to nothing, for what opening the first one does.
    STARTED.call_once(|| drop(Connection::open_in_memory()));
}

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
        refuse_plaintext(path)
    }

    /// Looks at a journal's write-ahead log without a key: was the journal closed in order, and were writes lost?
    ///
    /// # Errors
    /// [`Error::NoAccess`].
    pub fn read_log(path: &Path) -> Result<LogReport> {
        let page_bytes = usize::try_from(PAGE_BYTES).unwrap_or_default();
        wal::scan(&Self::log_path(path), path, page_bytes).map_err(|_| Error::NoAccess {
            operation: "reading the log",
        })
    }

    /// The write-ahead log of the journal at `path`.
    #[must_use]
    pub fn log_path(path: &Path) -> PathBuf {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push("-wal");
        path.with_file_name(name)
    }

    /// Opens a journal that exists, takes in what a kill left in its log, and brings its schema up to date.
    /// `known` is how far it is known to have come at least; [`Extent::NONE`] takes any.
    ///
    /// # Errors
    /// [`Error::Damaged`] for a file that is missing, empty, cut short, changed or of another vault;
    /// [`Error::OlderCopy`]; [`Error::NewerVersion`]; [`Error::CipherMissing`]; [`Error::NoAccess`]. None of them
    /// changes the file or its log.
    pub fn open(path: &Path, key: &DatabaseKey, known: Extent) -> Result<Self> {
        let store = Self::open_as_it_is(path, key, known)?;
        store.migrate()?;
        Ok(store)
    }

    /// Opens a journal as [`open`](Self::open) does, and leaves its schema as it is: for whoever has something to do
    /// before [`migrate`](Self::migrate), and for copies, which are compared with what they were copied from.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_as_it_is(path: &Path, key: &DatabaseKey, known: Extent) -> Result<Self> {
        Self::check(path)?;
        Self::open_checked(path, key, known).map_err(|error| cut_short_or(error, path, known))
    }

    /// Whether an older Mainstay wrote it, so that [`migrate`](Self::migrate) has something to do.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is.
    pub fn schema_is_older(&self) -> Result<bool> {
        migrations::is_older(&self.connection)
    }

    /// Brings the schema up to date. Nothing else of a [`Store`] may be used on an older one but copying and checking.
    ///
    /// # Errors
    /// [`Error::Migrate`], [`Error::Full`], [`Error::NoAccess`]; then the schema is one that a release had.
    pub fn migrate(&self) -> Result<()> {
        migrations::apply(&self.connection)?;
        self.move_log()
    }

    fn open_checked(path: &Path, key: &DatabaseKey, known: Extent) -> Result<Self> {
        let store = Self::connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        migrations::refuse_newer(&store.connection)?;
        store.refuse_older(known.writes)?;
        store.make_durable()?;
        store.move_log()?;
        store.move_log_on_close(true)?;
        Ok(store)
    }

    /// How many writes have been made since the last [`settle`](Self::settle).
    pub fn unsettled(&self) -> u32 {
        self.unsettled.get()
    }

    /// Moves all of the write-ahead log into the journal's own file: a damaged log can then cost nothing.
    ///
    /// # Errors
    /// [`Error::Full`] or [`Error::NoAccess`]; what was committed is still in the log.
    pub fn settle(&self) -> Result<Extent> {
        self.move_log()?;
        self.unsettled.set(0);
        Ok(Extent {
            writes: self.writes()?,
            bytes: self.bytes()?,
        })
    }

    /// The size of the journal's own file.
    ///
    /// # Errors
    /// [`Damage::Moved`] when it is not there.
    pub fn bytes(&self) -> Result<u64> {
        let meta = fs::metadata(&self.file).map_err(|_| Error::Damaged(Damage::Moved))?;
        Ok(meta.len())
    }

    /// How many writes this journal holds.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is.
    pub fn writes(&self) -> Result<u64> {
        const SQL: &str = "SELECT coalesce(max(number), 0) FROM changes";
        let number: i64 = self
            .connection
            .query_row(SQL, [], |row| row.get(0))
            .during("counting the writes")?;
        u64::try_from(number).map_err(|_| Error::Damaged(Damage::Value))
    }

    /// Moves all of the write-ahead log into the journal's own file and closes it.
    ///
    /// # Errors
    /// [`Error::Full`] or [`Error::NoAccess`]; what was committed is still in the log and comes back at the next open.
    pub fn close(self) -> Result<()> {
        self.move_log()?;
        self.connection
            .close()
            .map_err(|(_, source)| Error::from_sql("closing the journal", source))
    }

    fn connect(path: &Path, key: &DatabaseKey, flags: OpenFlags) -> Result<Self> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let file = resolve_folder(path)?;
        let log_is_used = log_is_used(&file);
        start_cipher();
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place that opens a connection"
        )]
        let connection = Connection::open_with_flags(&file, flags).during("opening the journal")?;
        let identity = identity(&file);
        let store = Self {
            connection,
            unsettled: Cell::new(0),
            file,
            identity,
        };
        // A journal that is refused must stay as it is, and SQLite's own close would move the log.
        store.move_log_on_close(!log_is_used)?;
        store.unlock(key)?;
        store.harden()?;
        Ok(store)
    }

    fn move_log_on_close(&self, moves: bool) -> Result<()> {
        self.connection
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !moves)
            .during("setting up the connection")?;
        Ok(())
    }

    /// Hands SQLCipher the raw key and proves that it is the right one and that SQLCipher is there at all: on Apple
    /// systems the link order once picked the system's SQLite, and a plaintext journal was made (WalletKit #531).
    fn unlock(&self, key: &DatabaseKey) -> Result<()> {
        // SQLCipher would print failed pages to stderr; the journal's state is nobody's log line.
        self.connection
            .execute_batch("PRAGMA cipher_log_level = NONE;")
            .during("silencing the cipher")?;
        // SQLite's memory is not Rust's: without this, pages with words stay in it after the journal is closed.
        self.connection
            .execute_batch("PRAGMA cipher_memory_security = ON;")
            .during("guarding the memory")?;
        let hex = key.expose_hex_with_salt();
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
        let first_page =
            self.connection
                .query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
                    row.get::<_, i64>(0)
                });
        match first_page.during("reading the first page") {
            // The key is the vault's own, so this is damage or another file: the other pages tell which.
            Err(Error::Damaged(_)) => self.verify_pages().and(Err(Error::Damaged(Damage::Pages))),
            other => other.map(drop),
        }
    }

    fn refuse_older(&self, expected: u64) -> Result<()> {
        let found = self.writes()?;
        if found < expected {
            return Err(Error::OlderCopy { found, expected });
        }
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
        // A long life's pages stay deciphered between two screens; SQLite's own 2 MB hold a fiftieth of ten years.
        self.pragma("cache_size", CACHE_KIB)?;
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
        self.pragma("wal_autocheckpoint", LOG_PAGES)
    }

    /// Whether what is open is still what stands in its place. A system lets a program write on to a file that
    /// somebody has removed or replaced, and what is written there is gone with the program.
    pub(crate) fn check_place(&self) -> Result<()> {
        if identity(&self.file) == self.identity {
            return Ok(());
        }
        Err(Error::Damaged(Damage::Moved))
    }

    fn move_log(&self) -> Result<()> {
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

/// A file that lost whole pages at its end looks damaged to SQLite, which knows how many pages there were. An older
/// copy may be as short, and is whole.
fn cut_short_or(error: Error, path: &Path, known: Extent) -> Error {
    let is_shorter = fs::metadata(path).is_ok_and(|meta| meta.len() < known.bytes);
    if is_shorter && matches!(error, Error::Damaged(Damage::Pages)) {
        return Error::Damaged(Damage::CutShort);
    }
    error
}

/// A new file that another connection is about to fill.
pub(crate) struct Fresh(Store);

impl Fresh {
    pub(crate) fn make(path: &Path, key: &DatabaseKey) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Store::connect(path, key, flags).map(Self)
    }

    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.0.connection
    }

    pub(crate) fn close(self) -> Result<()> {
        self.0.close()
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
