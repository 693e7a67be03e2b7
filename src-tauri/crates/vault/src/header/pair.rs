//! Which of the two copies of the header is the good one.
//!
//! Each write goes to the older copy, so a write that is cut off leaves the newer one whole. The
//! choice is made without a key, by checksum and generation; the seal is checked at unlock, and a
//! newest copy that fails it gives way to the other. What is wrong with the other copy is always
//! reported, so that the caller repairs it and says so.
//!
//! A copy of a newer version stops everything: a vault that a newer Mainstay has begun to use must
//! not be written to, whatever the other copy says.

use super::Header;
use crate::error::Damage;
use crate::slot::Credential;
use crate::{CopyProblem, DeviceSecret, Error, Passphrase, Pin, RecoveryCode, Result, VaultKey};

/// One of the two header files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyName {
    /// `vault.hdr.a`
    A,
    /// `vault.hdr.b`
    B,
}

impl CopyName {
    /// The other file.
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// The newest copy of the header that can be read, and what is known of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderPair {
    newest: Header,
    copy: CopyName,
    other: Result<Header, CopyProblem>,
    problem: Option<CopyProblem>,
}

/// An opened vault: its key, and the header that the key has sealed.
#[derive(Debug)]
pub struct Opened {
    /// The vault key.
    pub key: VaultKey,
    /// The header to work from.
    pub header: Header,
    /// The file that the header came from. The next write goes to the other.
    pub copy: CopyName,
    /// What is wrong with the other file, if anything: repair it at once, and say so.
    pub problem: Option<CopyProblem>,
}

impl HeaderPair {
    /// Chooses between `vault.hdr.a` and `vault.hdr.b`; `None` stands for a file that is not there.
    ///
    /// # Errors
    /// [`Error::HeadersMissing`], [`Error::HeadersDamaged`], or [`Error::NewerVersion`] if any copy
    /// is of a newer version.
    pub fn choose(a: Option<&[u8]>, b: Option<&[u8]>) -> Result<Self> {
        match (read(a)?, read(b)?) {
            (Ok(a), Ok(b)) if b.generation() > a.generation() => {
                Ok(Self::of_two(b, CopyName::B, a))
            }
            (Ok(a), Ok(b)) => Ok(Self::of_two(a, CopyName::A, b)),
            (Ok(a), Err(problem)) => Ok(Self::of_one(a, CopyName::A, problem)),
            (Err(problem), Ok(b)) => Ok(Self::of_one(b, CopyName::B, problem)),
            (Err(CopyProblem::Missing), Err(CopyProblem::Missing)) => Err(Error::HeadersMissing),
            (Err(a), Err(b)) => Err(Error::HeadersDamaged { a, b }),
        }
    }

    fn of_one(newest: Header, copy: CopyName, problem: CopyProblem) -> Self {
        Self {
            newest,
            copy,
            other: Err(problem),
            problem: Some(problem),
        }
    }

    fn of_two(newest: Header, copy: CopyName, older: Header) -> Self {
        let problem = if newest.vault_id() != older.vault_id() {
            Some(CopyProblem::OtherVault)
        } else if newest.generation() == older.generation() && newest != older {
            Some(CopyProblem::Differs)
        } else {
            None
        };
        Self {
            newest,
            copy,
            other: Ok(older),
            problem,
        }
    }

    /// The newest copy that can be read. Its seal is not checked yet.
    pub const fn header(&self) -> &Header {
        &self.newest
    }

    /// The file that [`header`](Self::header) came from.
    pub const fn copy(&self) -> CopyName {
        self.copy
    }

    /// What is wrong with the other file, as far as can be seen without a key. An older generation
    /// is in order: each write replaces one copy.
    pub const fn problem(&self) -> Option<CopyProblem> {
        self.problem
    }

    /// Opens the vault with the passphrase. Slow on purpose.
    ///
    /// # Errors
    /// As [`Header::unlock_with_passphrase`], after the other copy was tried where that can help.
    pub fn unlock_with_passphrase(&self, passphrase: &Passphrase) -> Result<Opened> {
        self.unlock(Credential::Passphrase(passphrase))
    }

    /// Opens the vault with the recovery code.
    ///
    /// # Errors
    /// As [`Header::unlock_with_recovery`], after the other copy was tried where that can help.
    pub fn unlock_with_recovery(&self, code: &RecoveryCode) -> Result<Opened> {
        self.unlock(Credential::Recovery(code))
    }

    /// Opens the vault with the secret that the device's keystore keeps.
    ///
    /// # Errors
    /// As [`Header::unlock_with_device`], after the other copy was tried where that can help.
    pub fn unlock_with_device(&self, secret: &DeviceSecret) -> Result<Opened> {
        self.unlock(Credential::Device(secret))
    }

    /// Opens the vault with the PIN and the secret that the device's keystore keeps for it. Slow on purpose.
    ///
    /// # Errors
    /// As [`Header::unlock_with_pin`], after the other copy was tried where that can help.
    pub fn unlock_with_pin(&self, secret: &DeviceSecret, pin: &Pin) -> Result<Opened> {
        self.unlock(Credential::Pin(secret, pin))
    }

    fn unlock(&self, credential: Credential<'_>) -> Result<Opened> {
        match self.newest.unlock(None, credential) {
            Ok(key) => Ok(self.opened_newest(key)),
            Err(error) => self.opened_other(credential, &error).ok_or(error),
        }
    }

    fn opened_newest(&self, key: VaultKey) -> Opened {
        let unsealed = Some(CopyProblem::Damaged(Damage::Seal));
        let problem = match &self.other {
            Ok(other) if self.problem.is_none() && other.verify(&key).is_err() => unsealed,
            Ok(_) | Err(_) => self.problem,
        };
        Opened {
            key,
            header: self.newest.clone(),
            copy: self.copy,
            problem,
        }
    }

    /// The other copy, where the newest one is at fault and not the secret. A wrong secret for the
    /// same vault is never tried on the older copy: a passphrase that was changed must not live on
    /// there.
    fn opened_other(&self, credential: Credential<'_>, error: &Error) -> Option<Opened> {
        let problem = if let Error::Damaged(damage) = error {
            CopyProblem::Damaged(*damage)
        } else if *error == Error::WrongSecret && self.problem == Some(CopyProblem::OtherVault) {
            CopyProblem::OtherVault
        } else {
            return None;
        };
        let header = self.other.as_ref().ok()?;
        let key = header.unlock(None, credential).ok()?;
        Some(Opened {
            key,
            header: header.clone(),
            copy: self.copy.other(),
            problem: Some(problem),
        })
    }
}

fn read(file: Option<&[u8]>) -> Result<Result<Header, CopyProblem>> {
    match file.map(Header::decode) {
        None => Ok(Err(CopyProblem::Missing)),
        Some(Ok(header)) => Ok(Ok(header)),
        Some(Err(Error::Damaged(damage))) => Ok(Err(CopyProblem::Damaged(damage))),
        Some(Err(error)) => Err(error),
    }
}
