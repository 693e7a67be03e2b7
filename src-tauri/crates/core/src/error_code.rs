//! The codes of failures: what the screens tell apart.

/// What the UI tells apart. Each has two messages, `err-<code>` (what happened) and `rec-<code>` (what to do now).
/// A code is added only when the person can do something different about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Unlock first.
    Locked,
    /// Try the passphrase again, or use the recovery code.
    WrongPassphrase,
    /// This code belongs to another vault or an earlier time.
    WrongRecoveryCode,
    /// Look at the code again: a character is wrong.
    MistypedRecoveryCode,
    /// Try the PIN again, or use the passphrase.
    WrongPin,
    /// Use the passphrase; a new PIN can be set.
    PinGone,
    /// Choose another PIN.
    WeakPin,
    /// Without this device's key nothing opens the vault: bring the key back.
    DeviceKeyGone,
    /// Unlock the device's keystore, or use another way.
    KeystoreUnavailable,
    /// Wait, then try again.
    TooManyAttempts,
    /// Choose a longer passphrase.
    WeakPassphrase,
    /// Set up first.
    VaultAbsent,
    /// Put the vault's folder back.
    VaultMissing,
    /// Unlock instead.
    VaultExists,
    /// The vault's files are damaged; nothing was changed.
    VaultDamaged,
    /// Both copies of the header are gone or damaged: put one back.
    HeaderDamaged,
    /// Put the journal's file back.
    JournalMissing,
    /// The journal's file has no byte: put a whole one back.
    JournalEmpty,
    /// The end of the journal's file is missing: put a whole one back.
    JournalCutShort,
    /// Another file stands in the journal's place: put the right one back.
    JournalForeign,
    /// The journal's file was moved or replaced while it was open: put it back.
    JournalMoved,
    /// The journal is an older copy: put the newer one back, or go on with this one.
    OlderCopy,
    /// Update the app.
    NewerVersion,
    /// Close the other one.
    InUse,
    /// The folder cannot be read or written.
    FolderUnusable,
    /// Make room.
    StorageFull,
    /// It is not there any more.
    NotFound,
    /// Change what was entered.
    Invalid,
    /// Shorten it.
    TooLong,
    /// Type it again without pasting.
    UnreadableText,
    /// Choose another date.
    DateOutOfRange,
    /// Look at the year again.
    DateTooFar,
    /// Choose a last day that is not before the first.
    EndsBeforeStart,
    /// Choose a day from the goal's first on.
    BeforeGoal,
    /// Say what is not said yet.
    AnswerNeeded,
    /// Type a name.
    NameNeeded,
    /// Choose another name.
    NameTaken,
    /// Write the number in digits.
    PhoneNumber,
    /// Make room: so many are there that no more fit.
    TooMany,
    /// Make the week's limit larger, or the day's smaller.
    WeekBelowDay,
    /// Let the step begin later, or the one before it end earlier.
    StepsOverlap,
    /// It was changed since.
    Conflict,
    /// Something was added to it since: remove it where it stands.
    AddedSince,
    /// Something else is said about the day: add to it, or remove it first.
    DayTaken,
    /// The person stopped it; nothing was changed.
    Stopped,
    /// A copy is not the same as its original, and is not used.
    CopyDiffers,
    /// Open the vault: so many quick entries wait that no more are taken.
    InboxFull,
    /// See to it that the system shows notifications.
    NoNotices,
    /// See to it that the system starts Mainstay at login.
    NoStartAtLogin,
    /// Choose another file: this one is no backup of Mainstay.
    FileForeign,
    /// Choose another file: this one is damaged.
    FileDamaged,
    /// Choose another place: this one cannot be used.
    PlaceUnusable,
    /// Choose another place, or make room there.
    PlaceFull,
    /// Choose a smaller list of meetings.
    FeedTooLarge,
    /// Choose another list: there is no meeting in this one.
    FeedEmpty,
    /// Save the list itself: this is the web page about it.
    FeedWebPage,
    /// Unpack it first.
    FeedArchive,
    /// Choose another file: this one is no list of meetings.
    FeedUnknown,
    /// Load it down again: its end is missing.
    FeedBroken,
    /// Wait for what runs, or stop it.
    Busy,
    /// Something of ours went wrong; nothing was changed.
    Internal,
}

impl ErrorCode {
    /// Every code.
    pub const ALL: [Self; 61] = [
        Self::Locked,
        Self::WrongPassphrase,
        Self::WrongRecoveryCode,
        Self::MistypedRecoveryCode,
        Self::WrongPin,
        Self::PinGone,
        Self::WeakPin,
        Self::DeviceKeyGone,
        Self::KeystoreUnavailable,
        Self::TooManyAttempts,
        Self::WeakPassphrase,
        Self::VaultAbsent,
        Self::VaultMissing,
        Self::VaultExists,
        Self::VaultDamaged,
        Self::HeaderDamaged,
        Self::JournalMissing,
        Self::JournalEmpty,
        Self::JournalCutShort,
        Self::JournalForeign,
        Self::JournalMoved,
        Self::OlderCopy,
        Self::NewerVersion,
        Self::InUse,
        Self::FolderUnusable,
        Self::StorageFull,
        Self::NotFound,
        Self::Invalid,
        Self::TooLong,
        Self::UnreadableText,
        Self::DateOutOfRange,
        Self::DateTooFar,
        Self::EndsBeforeStart,
        Self::BeforeGoal,
        Self::AnswerNeeded,
        Self::NameNeeded,
        Self::NameTaken,
        Self::PhoneNumber,
        Self::TooMany,
        Self::WeekBelowDay,
        Self::StepsOverlap,
        Self::Conflict,
        Self::AddedSince,
        Self::DayTaken,
        Self::Stopped,
        Self::CopyDiffers,
        Self::InboxFull,
        Self::NoNotices,
        Self::NoStartAtLogin,
        Self::FileForeign,
        Self::FileDamaged,
        Self::PlaceUnusable,
        Self::PlaceFull,
        Self::FeedTooLarge,
        Self::FeedEmpty,
        Self::FeedWebPage,
        Self::FeedArchive,
        Self::FeedUnknown,
        Self::FeedBroken,
        Self::Busy,
        Self::Internal,
    ];
}
