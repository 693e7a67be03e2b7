//! What can go wrong with a journal, sorted by what the person can do about it.

use rusqlite::ffi::{self, ErrorCode};

/// A failed operation on the journal. Carries the operation and SQLite's reason, never a value of the journal.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is missing, empty, cut short, changed, or not this journal's. Nothing was written.
    #[error("journal file is damaged: {0}")]
    Damaged(Damage),
    /// The file is whole, and older than what is known to have been written. Nothing was written.
    #[error("journal holds {found} writes, {expected} were made")]
    OlderCopy {
        /// How many writes the file holds.
        found: u64,
        /// How many there were.
        expected: u64,
    },
    /// A newer Mainstay wrote it. Nothing was written.
    #[error("journal has schema {found}, this program knows {known}")]
    NewerVersion {
        /// The schema found.
        found: u32,
        /// The newest schema this program knows.
        known: u32,
    },
    /// The library that was linked is not SQLCipher: going on would write plaintext.
    #[error("encryption is not available")]
    CipherMissing,
    /// No room left on the disk, or a write that failed for its sake.
    #[error("no room to write while {operation}")]
    Full {
        /// What was being done.
        operation: &'static str,
    },
    /// The folder or file cannot be read or written.
    #[error("no access while {operation}")]
    NoAccess {
        /// What was being done.
        operation: &'static str,
    },
    /// Another program holds the journal.
    #[error("journal is in use")]
    InUse,
    /// The person stopped it.
    #[error("stopped")]
    Stopped,
    /// A copy is not the same as its original.
    #[error("the copy differs from the original")]
    CopyDiffers,
    /// There is no such row.
    #[error("no such row")]
    NotFound,
    /// What should be undone was changed again since.
    #[error("change was overtaken by a later one")]
    Overtaken,
    /// Something was added since to what would go by the undo.
    #[error("something was added since")]
    AddedSince,
    /// Another row stands on a day that has room for one.
    #[error("the day has one already")]
    DayTaken,
    /// There is no room for one more of its kind.
    #[error("there are as many as there may be")]
    TooMany,
    /// A migration failed; the journal is as it was before.
    #[error("migration {version} failed")]
    Migrate {
        /// The schema it should have led to.
        version: u32,
        /// SQLite's reason.
        #[source]
        source: rusqlite::Error,
    },
    /// Anything else that SQLite refused.
    #[error("database error while {operation}")]
    Sql {
        /// What was being done.
        operation: &'static str,
        /// SQLite's reason.
        #[source]
        source: rusqlite::Error,
    },
}

/// What is wrong with a journal's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// There is no file.
    #[error("the file is missing")]
    Missing,
    /// A folder, or something else that is no file, stands in its place.
    #[error("something else stands in its place")]
    NotAFile,
    /// It has no byte. SQLite would take it for a new database.
    #[error("the file is empty")]
    Empty,
    /// It ends in the middle of a page, or before the size it is known to have had.
    #[error("the file is cut short")]
    CutShort,
    /// It is not this journal: a plaintext database, or not one page opens with the vault's key.
    #[error("the file is another one")]
    Foreign,
    /// Some of its pages do not authenticate, or do not make sense.
    #[error("a page is damaged")]
    Pages,
    /// A stored value is none that this program writes.
    #[error("a stored value is out of range")]
    Value,
    /// The file was moved or replaced while it was open.
    #[error("the file was moved or replaced while it was open")]
    Moved,
}

/// The result of an operation on the journal.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Sorts SQLite's reason for a failed `operation`.
    pub(crate) fn from_sql(operation: &'static str, source: rusqlite::Error) -> Self {
        let Some(failure) = source.sqlite_error() else {
            return Self::from_value(operation, source);
        };
        // A file-size limit and some quotas report a failed write (778) where a full disk reports 13.
        if failure.extended_code == ffi::SQLITE_IOERR_WRITE {
            return Self::Full { operation };
        }
        if failure.extended_code == ffi::SQLITE_CONSTRAINT_FOREIGNKEY {
            return Self::NotFound;
        }
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "SQLite's list of codes is open"
        )]
        match failure.code {
            ErrorCode::DiskFull => Self::Full { operation },
            ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => Self::Damaged(Damage::Pages),
            ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied => {
                Self::NoAccess { operation }
            }
            ErrorCode::OperationInterrupted => Self::Stopped,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::InUse,
            _ => Self::Sql { operation, source },
        }
    }

    /// A stored value that the domain refuses was not written by this program as it stands in the file.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the other reasons concern the statement, not the file"
    )]
    fn from_value(operation: &'static str, source: rusqlite::Error) -> Self {
        match source {
            rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..) => Self::Damaged(Damage::Value),
            _ => Self::Sql { operation, source },
        }
    }
}

/// Names the operation of a failed SQLite call.
pub(crate) trait During<T> {
    /// Turns SQLite's reason into an [`Error`] of `operation`.
    fn during(self, operation: &'static str) -> Result<T>;
}

impl<T> During<T> for rusqlite::Result<T> {
    fn during(self, operation: &'static str) -> Result<T> {
        self.map_err(|source| Error::from_sql(operation, source))
    }
}
