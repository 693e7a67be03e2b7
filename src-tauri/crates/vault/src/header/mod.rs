//! The header: everything a vault knows about itself while it is locked, and its slots.
//!
//! A header is a value: each change gives a new one, one generation higher, sealed with an HMAC
//! under a key that only the vault key gives. What is in it is not secret. Writing it to the two
//! files, the older one first, is core's work; a change of slots is finished only when *both*
//! files have it, because the older copy still holds the slot that was to go.

mod change;
mod codec;
mod pair;
#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    reason = "a test that reaches outside its bytes should fail there"
)]
mod tests;

pub use codec::FORMAT;
pub use pair::{CopyName, HeaderPair, Opened};

use crate::error::Damage;
use crate::hash::mac_fits;
use crate::secret::{make_bytes, Entropy};
use crate::slot::{Credential, Method};
use crate::{
    Error, InboxRecipient, KdfParams, Passphrase, RecoveryCode, Result, Slot, SlotId, VaultKey,
};

/// Largest header in any version of the format. A reader need not read more of the file than one
/// byte beyond it.
pub const MAX_HEADER_BYTES: usize = 4_096;

/// The first bytes of every header, and the first that every slot authenticates.
pub(crate) const MAGIC: [u8; 8] = *b"MSTAYHDR";

/// The name of a vault, random: it tells two vaults apart and says nothing else.
pub(crate) type VaultId = [u8; 16];

const CLEAN_SHUTDOWN: u32 = 1;

/// A header, as read or as about to be written. It holds nothing secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    min_reader: u16,
    generation: u64,
    vault_id: VaultId,
    created_ms: i64,
    flags: u32,
    db_min_bytes: u64,
    commit_seq: u64,
    slots: Vec<Slot>,
    mac: [u8; 32],
}

/// Makes a new vault: its key, a passphrase slot, and a recovery slot with its code.
///
/// `created_ms` is the time in milliseconds since 1970 UTC. The header is of generation 1 and says
/// that there is no database yet.
///
/// # Errors
/// [`Error::Entropy`], or [`Error::OutOfMemory`] when the device has not the memory for `params`.
pub fn create(
    entropy: &dyn Entropy,
    passphrase: &Passphrase,
    params: KdfParams,
    created_ms: i64,
) -> Result<(Header, VaultKey, RecoveryCode)> {
    let key = VaultKey::random(entropy)?;
    let code = RecoveryCode::random(entropy)?;
    let vault_id = make_bytes(entropy)?;
    let by_passphrase = Credential::Passphrase(passphrase);
    let slots = vec![
        Slot::wrap(
            entropy,
            vault_id,
            Method::Passphrase(params),
            by_passphrase,
            &key,
        )?,
        Slot::wrap(
            entropy,
            vault_id,
            Method::Recovery,
            Credential::Recovery(&code),
            &key,
        )?,
    ];
    let header = Header {
        min_reader: FORMAT,
        generation: 1,
        vault_id,
        created_ms,
        flags: CLEAN_SHUTDOWN,
        db_min_bytes: 0,
        commit_seq: 0,
        slots,
        mac: [0; 32],
    };
    Ok((header.sealed(&key), key, code))
}

impl Header {
    /// The bytes of a header file.
    pub fn encode(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// Reads a header file. Its seal is checked when it is unlocked.
    ///
    /// # Errors
    /// [`Error::Damaged`] for anything that is not byte for byte a header, and
    /// [`Error::NewerVersion`] for a whole header of a newer Mainstay.
    pub fn decode(bytes: &[u8]) -> Result<Self> {
        codec::decode(bytes)
    }

    /// Counts the headers written so far; the higher of two copies is the newer.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// The random name of the vault.
    pub const fn vault_id(&self) -> &[u8; 16] {
        &self.vault_id
    }

    /// When the vault was made, in milliseconds since 1970 UTC.
    pub const fn created_ms(&self) -> i64 {
        self.created_ms
    }

    /// Whether the database was closed in order. If not, it may have a WAL to recover.
    pub const fn clean_shutdown(&self) -> bool {
        self.flags & CLEAN_SHUTDOWN != 0
    }

    /// The least size that the database file can have, in bytes; 0 while there is none. A smaller
    /// file was cut off or replaced.
    pub const fn db_min_bytes(&self) -> u64 {
        self.db_min_bytes
    }

    /// A mirror of the database's commit counter: a database that is behind it is an old copy.
    pub const fn commit_seq(&self) -> u64 {
        self.commit_seq
    }

    /// The slots, in the order of the file.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// What a locked app seals records to; none in a header of before there was an inbox.
    ///
    /// Not proven before the vault is open: whoever can write to the folder can put another key here, and read what
    /// is logged until the next unlock.
    pub fn inbox_recipient(&self) -> Option<InboxRecipient> {
        self.slots.iter().find_map(Slot::inbox)
    }

    /// Checks that the holder of this vault key sealed this header.
    ///
    /// # Errors
    /// [`Damage::Seal`] otherwise.
    pub fn verify(&self, key: &VaultKey) -> Result<()> {
        let mac_key = key.derive_header_mac_key();
        if mac_fits(
            mac_key.expose(),
            &codec::encode_sealed_part(self),
            &self.mac,
        ) {
            Ok(())
        } else {
            Err(Error::Damaged(Damage::Seal))
        }
    }

    /// Opens the vault with the passphrase, and checks the seal. Slow on purpose.
    ///
    /// # Errors
    /// [`Error::WrongSecret`], [`Error::NoSlot`], [`Error::OutOfMemory`], or [`Error::Damaged`]
    /// when the passphrase fits and the slot or the seal does not.
    pub fn unlock_with_passphrase(&self, passphrase: &Passphrase) -> Result<VaultKey> {
        self.unlock(None, Credential::Passphrase(passphrase))
    }

    /// Opens one named passphrase slot, to prove that a new passphrase opens what is on the disk
    /// before the old slot goes.
    ///
    /// # Errors
    /// As [`unlock_with_passphrase`](Self::unlock_with_passphrase).
    pub fn unlock_slot_with_passphrase(
        &self,
        id: SlotId,
        passphrase: &Passphrase,
    ) -> Result<VaultKey> {
        self.unlock(Some(id), Credential::Passphrase(passphrase))
    }

    /// Opens one named recovery slot, to tell which of two codes was typed.
    ///
    /// # Errors
    /// As [`unlock_with_recovery`](Self::unlock_with_recovery).
    pub fn unlock_slot_with_recovery(&self, id: SlotId, code: &RecoveryCode) -> Result<VaultKey> {
        self.unlock(Some(id), Credential::Recovery(code))
    }

    /// Opens the vault with the recovery code, and checks the seal. Fast.
    ///
    /// # Errors
    /// [`Error::WrongSecret`] for the code of another vault or one since replaced,
    /// [`Error::NoSlot`], or [`Error::Damaged`] when the code fits and the slot or the seal does
    /// not.
    pub fn unlock_with_recovery(&self, code: &RecoveryCode) -> Result<VaultKey> {
        self.unlock(None, Credential::Recovery(code))
    }

    fn unlock(&self, only: Option<SlotId>, credential: Credential<'_>) -> Result<VaultKey> {
        let wanted = |slot: &&Slot| {
            slot.kind() == credential.kind() && (only.is_none() || slot.id() == only)
        };
        let mut outcome = Err(Error::NoSlot(credential.kind()));
        for slot in self
            .slots
            .iter()
            .filter(wanted)
            .filter_map(Slot::wrapped_key)
        {
            match slot.unwrap_key(self.vault_id, credential) {
                Err(Error::WrongSecret) => outcome = Err(Error::WrongSecret),
                opened_or_failed => {
                    outcome = opened_or_failed;
                    break;
                }
            }
        }
        let key = outcome?;
        self.verify(&key)?;
        Ok(key)
    }
}
