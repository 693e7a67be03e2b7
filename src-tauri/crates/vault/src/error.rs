//! What can go wrong between a secret, a header and the vault key.
//!
//! The variants keep apart what a person must hear apart: a typing slip, a wrong secret, a damaged
//! file, and a vault of a newer Mainstay. None of them carries a secret or anything derived from
//! one.

use thiserror::Error as ThisError;

use crate::SlotKind;

/// The result of every fallible function of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The system gave no random bytes; nothing was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ThisError)]
#[error("read random bytes from the system")]
pub struct EntropyUnavailable;

/// Why a vault was not made, opened or changed.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
pub enum Error {
    /// No random bytes.
    #[error("make a key")]
    Entropy(#[from] EntropyUnavailable),
    /// The passphrase is longer than [`MAX_PASSPHRASE_BYTES`](crate::MAX_PASSPHRASE_BYTES).
    #[error("read a passphrase of {bytes} bytes")]
    PassphraseTooLong {
        /// Length of what was typed, in bytes of UTF-8.
        bytes: usize,
    },
    /// The cost of the key derivation is outside the limits; nothing was allocated.
    #[error("use a key derivation of {memory_kib} KiB, {iterations} passes, {lanes} lanes")]
    KdfOutOfRange {
        /// Memory in KiB.
        memory_kib: u32,
        /// Passes over the memory.
        iterations: u32,
        /// Lanes.
        lanes: u8,
    },
    /// The system refused the memory that the key derivation needs.
    #[error("allocate {memory_kib} KiB for the key derivation")]
    OutOfMemory {
        /// Memory asked for, in KiB.
        memory_kib: usize,
    },
    /// The recovery code cannot be one: a typing slip, not a wrong code.
    #[error("read the recovery code")]
    Mistyped(#[from] Mistyped),
    /// The secret is well formed and opens no slot of its kind.
    #[error("open a slot with this secret")]
    WrongSecret,
    /// The header has no slot that this kind of secret could open.
    #[error("find a slot of kind {0:?}")]
    NoSlot(SlotKind),
    /// The header has no room for one more slot (of this kind).
    #[error("add a slot of kind {0:?} to a full header")]
    TooManySlots(SlotKind),
    /// Without this slot nothing could open the vault.
    #[error("remove the last slot")]
    LastSlot,
    /// The header, or a part of it, is not what was written.
    #[error("read the header")]
    Damaged(#[source] Damage),
    /// A newer Mainstay wrote the vault. It is whole, and must not be written to.
    #[error("read a header of format {format} for readers from {min_reader}")]
    NewerVersion {
        /// Layout of the header.
        format: u16,
        /// Oldest reader that may open the vault.
        min_reader: u16,
    },
    /// Neither header file exists.
    #[error("find a header file")]
    HeadersMissing,
    /// No copy of the header can be used, and at least one of them is there.
    #[error("find a usable copy of the header")]
    HeadersDamaged {
        /// What is wrong with `vault.hdr.a`.
        a: CopyProblem,
        /// What is wrong with `vault.hdr.b`.
        b: CopyProblem,
    },
    /// The header was written 2^64 times. Only a crafted file gets here.
    #[error("count one more generation")]
    GenerationOverflow,
}

/// Why a typed recovery code cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ThisError)]
pub enum Mistyped {
    /// It has not exactly 28 letters and digits.
    #[error("the code has not 28 characters")]
    Length,
    /// It has a character that no code contains.
    #[error("the code has a character that no code contains")]
    Character,
    /// Its checksum does not fit: most likely one character is wrong.
    #[error("the checksum does not fit")]
    Checksum,
}

/// In what way the bytes of a header are not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ThisError)]
pub enum Damage {
    /// Too short or too long to be a header.
    #[error("the length is not that of a header")]
    Length,
    /// It does not begin as a header does.
    #[error("the file is not a header")]
    Magic,
    /// The SHA-256 at the end does not fit: bytes changed on the disk.
    #[error("the checksum does not fit")]
    Checksum,
    /// The checksum fits and the content does not: written by something else.
    #[error("the layout is not that of a header")]
    Layout,
    /// The cost of a key derivation is outside the limits; nothing was allocated.
    #[error("a slot asks for a key derivation outside the limits")]
    Kdf,
    /// A slot took the secret, and its wrapped key is not intact.
    #[error("a slot is not intact")]
    Slot,
    /// The header was not sealed by this vault key.
    #[error("the header was not sealed by this vault key")]
    Seal,
    /// A record of the inbox is not what was sealed, or was sealed for another vault.
    #[error("an inbox record is not intact")]
    Record,
}

/// What is wrong with one of the two copies of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ThisError)]
pub enum CopyProblem {
    /// The file is not there.
    #[error("the file is missing")]
    Missing,
    /// The file is not what was written.
    #[error("the file is damaged")]
    Damaged(#[source] Damage),
    /// Same generation, other content: two programs wrote at once.
    #[error("the copies have the same generation and differ")]
    Differs,
    /// It belongs to another vault: files of two folders were mixed.
    #[error("the file belongs to another vault")]
    OtherVault,
}
