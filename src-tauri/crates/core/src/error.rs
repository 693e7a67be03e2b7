//! What can go wrong, with a code for each thing that a person can do something different about.

use crate::ErrorCode;
use mainstay_feeds::FeedError;
use mainstay_vault as vault;

/// The result of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case was refused or failed. Holds no word that a person typed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The vault is locked.
    #[error("vault is locked")]
    Locked,
    /// There is no vault yet.
    #[error("there is no vault")]
    VaultAbsent,
    /// There was one, and its folder is gone.
    #[error("the vault's folder is missing")]
    VaultMissing,
    /// There is one already.
    #[error("there is a vault already")]
    VaultExists,
    /// Too soon after wrong tries.
    #[error("too soon after wrong tries")]
    TooManyAttempts,
    /// The passphrase is too easy to guess.
    #[error("passphrase is too weak")]
    WeakPassphrase,
    /// The passphrase opens nothing.
    #[error("passphrase opens no slot")]
    WrongPassphrase,
    /// The recovery code is well formed and opens nothing.
    #[error("recovery code opens no slot")]
    WrongRecoveryCode,
    /// The PIN opens nothing.
    #[error("PIN opens no slot")]
    WrongPin,
    /// There is no PIN that could open the vault: after ten wrong tries, or because the keystore lost its secret.
    #[error("there is no PIN any more")]
    PinGone,
    /// The PIN is one of the first that anybody tries.
    #[error("PIN is too easy to guess")]
    WeakPin,
    /// The device's keystore works and does not have the key that opens the vault.
    #[error("the device's key is gone")]
    DeviceKeyGone,
    /// The device's keystore is not there, is locked, or refuses.
    #[error("ask the device's keystore")]
    Keystore {
        /// The system's reason, where there is one.
        #[source]
        source: Option<std::io::Error>,
    },
    /// Another Mainstay has the vault open.
    #[error("vault is in use by another program")]
    InUse,
    /// The data folder or the vault's folder cannot be used.
    #[error("folder cannot be used while {operation}")]
    FolderUnusable {
        /// What was being done.
        operation: &'static str,
        /// The system's reason, where there is one.
        #[source]
        source: Option<std::io::Error>,
    },
    /// A value of the request breaks a rule.
    #[error("{field} was refused")]
    Refused {
        /// The field of the request.
        field: String,
        /// The rule.
        #[source]
        source: mainstay_domain::Error,
    },
    /// There is no such backup.
    #[error("there is no such backup")]
    NoBackup,
    /// As many quick entries wait as there may be.
    #[error("the inbox is full")]
    InboxFull,
    /// The system shows no notifications.
    #[error("showing a notification")]
    NoNotices {
        /// What it said.
        source: std::io::Error,
    },
    /// The system cannot be told to start the app at login.
    #[error("asking for a start at login")]
    NoStartAtLogin {
        /// What it said.
        source: std::io::Error,
    },
    /// The header does not say what to seal a quick entry to.
    #[error("the header has no inbox")]
    NoInbox,
    /// The file that the person chose is none of ours.
    #[error("the chosen file is not a copy of a vault")]
    FileForeign,
    /// The file that the person chose is one of ours, and not as it was written.
    #[error("the chosen file is damaged")]
    FileDamaged,
    /// The place that the person chose cannot be read or written.
    #[error("place cannot be used while {operation}")]
    Place {
        /// What was being done.
        operation: &'static str,
        /// The system's reason, where there is one.
        #[source]
        source: Option<std::io::Error>,
    },
    /// The file that the person chose is no list of meetings that can be read.
    #[error("the chosen list of meetings")]
    Feed(#[source] FeedError),
    /// Another long piece of work runs.
    #[error("another piece of work runs")]
    Busy,
    /// The person stopped it.
    #[error("stopped")]
    Stopped,
    /// The request is not what the command takes. Says where, never what.
    #[error("request does not fit its command")]
    Request,
    /// There is no such command.
    #[error("no such command")]
    UnknownCommand,
    /// Keys and header.
    #[error("vault header or key")]
    Vault(#[source] vault::Error),
    /// The journal.
    #[error("journal")]
    Store(#[from] mainstay_store::Error),
}

impl Error {
    /// What the UI tells apart.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Locked => ErrorCode::Locked,
            Self::VaultAbsent => ErrorCode::VaultAbsent,
            Self::VaultMissing => ErrorCode::VaultMissing,
            Self::VaultExists => ErrorCode::VaultExists,
            Self::TooManyAttempts => ErrorCode::TooManyAttempts,
            Self::WeakPassphrase => ErrorCode::WeakPassphrase,
            Self::WrongPassphrase => ErrorCode::WrongPassphrase,
            Self::WrongRecoveryCode => ErrorCode::WrongRecoveryCode,
            Self::WrongPin => ErrorCode::WrongPin,
            Self::PinGone => ErrorCode::PinGone,
            Self::WeakPin => ErrorCode::WeakPin,
            Self::DeviceKeyGone => ErrorCode::DeviceKeyGone,
            Self::Keystore { .. } => ErrorCode::KeystoreUnavailable,
            Self::InUse => ErrorCode::InUse,
            Self::FolderUnusable { .. } => ErrorCode::FolderUnusable,
            Self::Refused { source, .. } => refused(*source),
            Self::NoBackup => ErrorCode::NotFound,
            Self::InboxFull | Self::NoInbox => ErrorCode::InboxFull,
            Self::NoNotices { .. } => ErrorCode::NoNotices,
            Self::NoStartAtLogin { .. } => ErrorCode::NoStartAtLogin,
            Self::FileForeign => ErrorCode::FileForeign,
            Self::FileDamaged => ErrorCode::FileDamaged,
            Self::Place { source, .. } if is_full(source.as_ref()) => ErrorCode::PlaceFull,
            Self::Place { .. } => ErrorCode::PlaceUnusable,
            Self::Feed(source) => of_feed(*source),
            Self::Busy => ErrorCode::Busy,
            Self::Stopped => ErrorCode::Stopped,
            Self::Request => ErrorCode::Invalid,
            Self::UnknownCommand => ErrorCode::Internal,
            Self::Vault(source) => of_vault(source),
            Self::Store(source) => of_store(source),
        }
    }

    /// The field of the request that was refused.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Refused { field, .. } => Some(field),
            Self::Locked
            | Self::VaultAbsent
            | Self::VaultMissing
            | Self::VaultExists
            | Self::TooManyAttempts
            | Self::WeakPassphrase
            | Self::WrongPassphrase
            | Self::WrongRecoveryCode
            | Self::WrongPin
            | Self::PinGone
            | Self::WeakPin
            | Self::DeviceKeyGone
            | Self::Keystore { .. }
            | Self::InUse
            | Self::FolderUnusable { .. }
            | Self::NoBackup
            | Self::InboxFull
            | Self::NoInbox
            | Self::NoNotices { .. }
            | Self::NoStartAtLogin { .. }
            | Self::FileForeign
            | Self::FileDamaged
            | Self::Place { .. }
            | Self::Feed(_)
            | Self::Busy
            | Self::Stopped
            | Self::Request
            | Self::UnknownCommand
            | Self::Vault(_)
            | Self::Store(_) => None,
        }
    }

    /// A refused write to the vault's own files, told apart as far as the person can act on it.
    pub(crate) fn from_io(operation: &'static str, source: std::io::Error) -> Self {
        if is_full(Some(&source)) {
            return Self::Store(mainstay_store::Error::Full { operation });
        }
        Self::FolderUnusable {
            operation,
            source: Some(source),
        }
    }
}

/// Also a file that is too large for its place: a stick may take no more than 4 GiB in one.
fn is_full(source: Option<&std::io::Error>) -> bool {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    source.is_some_and(|source| matches!(source.kind(), StorageFull | QuotaExceeded | FileTooLarge))
}

fn refused(rule: mainstay_domain::Error) -> ErrorCode {
    match rule {
        mainstay_domain::Error::Invalid => ErrorCode::Invalid,
        mainstay_domain::Error::TooLong => ErrorCode::TooLong,
        mainstay_domain::Error::UnreadableText => ErrorCode::UnreadableText,
        mainstay_domain::Error::DateOutOfRange => ErrorCode::DateOutOfRange,
        mainstay_domain::Error::DateTooFar => ErrorCode::DateTooFar,
        mainstay_domain::Error::EndsBeforeStart => ErrorCode::EndsBeforeStart,
        mainstay_domain::Error::BeforeGoal => ErrorCode::BeforeGoal,
        mainstay_domain::Error::AnswerNeeded => ErrorCode::AnswerNeeded,
        mainstay_domain::Error::NameNeeded => ErrorCode::NameNeeded,
        mainstay_domain::Error::NameTaken => ErrorCode::NameTaken,
        mainstay_domain::Error::PhoneNumber => ErrorCode::PhoneNumber,
        mainstay_domain::Error::TooMany => ErrorCode::TooMany,
        mainstay_domain::Error::WeekBelowDay => ErrorCode::WeekBelowDay,
        mainstay_domain::Error::StepsOverlap => ErrorCode::StepsOverlap,
    }
}

fn of_feed(error: FeedError) -> ErrorCode {
    match error {
        FeedError::TooLarge | FeedError::TooManyRecords => ErrorCode::FeedTooLarge,
        FeedError::Empty => ErrorCode::FeedEmpty,
        FeedError::WebPage => ErrorCode::FeedWebPage,
        FeedError::Archive => ErrorCode::FeedArchive,
        FeedError::Unknown => ErrorCode::FeedUnknown,
        FeedError::Broken => ErrorCode::FeedBroken,
        FeedError::Stopped => ErrorCode::Stopped,
    }
}

fn of_vault(error: &vault::Error) -> ErrorCode {
    match error {
        vault::Error::PassphraseTooLong { .. } => ErrorCode::TooLong,
        vault::Error::Mistyped(_) => ErrorCode::MistypedRecoveryCode,
        vault::Error::NewerVersion { .. } => ErrorCode::NewerVersion,
        vault::Error::KdfOutOfRange { .. }
        | vault::Error::Damaged(_)
        | vault::Error::NoSlot(_)
        | vault::Error::GenerationOverflow => ErrorCode::VaultDamaged,
        vault::Error::HeadersMissing | vault::Error::HeadersDamaged { .. } => {
            ErrorCode::HeaderDamaged
        }
        vault::Error::Entropy(_)
        | vault::Error::OutOfMemory { .. }
        | vault::Error::WrongSecret
        | vault::Error::TooManySlots(_)
        | vault::Error::LastSlot => ErrorCode::Internal,
    }
}

fn of_store(error: &mainstay_store::Error) -> ErrorCode {
    use mainstay_store::Error as Store;
    match error {
        Store::Damaged(damage) => of_damage(*damage),
        Store::OlderCopy { .. } => ErrorCode::OlderCopy,
        Store::NewerVersion { .. } => ErrorCode::NewerVersion,
        Store::Full { .. } => ErrorCode::StorageFull,
        Store::NoAccess { .. } => ErrorCode::FolderUnusable,
        Store::InUse => ErrorCode::InUse,
        Store::NotFound => ErrorCode::NotFound,
        Store::Overtaken => ErrorCode::Conflict,
        Store::AddedSince => ErrorCode::AddedSince,
        Store::DayTaken => ErrorCode::DayTaken,
        Store::Stopped => ErrorCode::Stopped,
        Store::CopyDiffers => ErrorCode::CopyDiffers,
        Store::TooMany => ErrorCode::TooMany,
        Store::CipherMissing | Store::Migrate { .. } | Store::Sql { .. } => ErrorCode::Internal,
    }
}

fn of_damage(damage: mainstay_store::Damage) -> ErrorCode {
    use mainstay_store::Damage;
    match damage {
        Damage::Missing => ErrorCode::JournalMissing,
        Damage::Empty => ErrorCode::JournalEmpty,
        Damage::CutShort => ErrorCode::JournalCutShort,
        Damage::NotAFile | Damage::Foreign => ErrorCode::JournalForeign,
        Damage::Moved => ErrorCode::JournalMoved,
        Damage::Pages | Damage::Value => ErrorCode::VaultDamaged,
    }
}

/// Names the field whose value the domain refused.
pub(crate) trait InField<T> {
    /// Turns the domain's refusal into an [`Error`] that names the request's field.
    fn in_field(self, field: &str) -> Result<T>;
}

impl<T> InField<T> for mainstay_domain::Result<T> {
    fn in_field(self, field: &str) -> Result<T> {
        self.map_err(|source| Error::Refused {
            field: field.to_owned(),
            source,
        })
    }
}
