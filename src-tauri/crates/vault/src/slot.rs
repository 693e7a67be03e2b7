//! One way to open the vault: the vault key, wrapped under a secret.
//!
//! A slot binds the wrapped key to its vault, its kind and the cost of its derivation (AEAD with
//! associated data), so none of them can be changed or moved. AES-GCM alone does not commit to its
//! key: a crafted slot could open under many passphrases at once and so test many guesses in one
//! try. The commitment, an HMAC under a second derived key, closes that; it is checked first and in
//! constant time. Each wrap takes a fresh salt, so every wrapping key is used once.
//!
//! Kinds this version does not know are kept byte for byte and never opened.

use ring::aead::{Aad, LessSafeKey, Nonce, UnboundKey, AES_256_GCM, NONCE_LEN};

use crate::error::Damage;
use crate::hash::{derive_key, mac, mac_fits, Label};
use crate::header::{VaultId, MAGIC};
use crate::kdf::{derive_from_passphrase, SALT_BYTES};
use crate::secret::{make_bytes, Entropy, Secret};
use crate::{Error, InboxRecipient, KdfParams, Passphrase, RecoveryCode, Result, VaultKey};

/// Most slots in one header.
pub const MAX_SLOTS: usize = 8;
/// Most slots of one kind that this version knows: one in use, and its successor while it is being
/// tried. It also bounds how many slow derivations a crafted header can ask for.
pub const MAX_SLOTS_OF_A_KIND: usize = 2;
/// Longest body of a slot of an unknown kind, in bytes: eight of them stay within a header.
pub(crate) const MAX_BODY_BYTES: usize = 448;
/// The wrapped vault key and its AEAD tag, in bytes.
pub(crate) const WRAPPED_BYTES: usize = 32 + 16;

/// The slot that opens nothing and holds the inbox's public key.
const INBOX_KIND: u16 = 6;

/// Version of the wrapping, part of what each slot authenticates. It does not follow the format of
/// the header: a recovery slot cannot be wrapped anew without the code on the person's paper.
const SLOT_FORMAT: u16 = 1;

/// How a slot is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// By the passphrase, through Argon2id.
    Passphrase,
    /// By the recovery code.
    Recovery,
    /// By something a later version knows, or not at all. 3 is kept for an OS keystore, 4 for biometrics; 6 opens
    /// nothing: it holds the public half of the inbox.
    Other(u16),
}

impl SlotKind {
    pub(crate) const fn from_number(number: u16) -> Self {
        match number {
            1 => Self::Passphrase,
            2 => Self::Recovery,
            other => Self::Other(other),
        }
    }

    pub(crate) const fn number(self) -> u16 {
        match self {
            Self::Passphrase => 1,
            Self::Recovery => 2,
            Self::Other(number) => number,
        }
    }
}

/// Names one slot of one header; random, not secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(pub(crate) [u8; 16]);

/// One slot of a header. It holds nothing secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot(pub(crate) Content);

/// What a slot holds, by what this version can open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Wrapped(WrappedKey),
    Unknown { kind: u16, body: Vec<u8> },
}

/// The fields of a slot that wraps the vault key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrappedKey {
    pub(crate) id: SlotId,
    pub(crate) method: Method,
    pub(crate) salt: [u8; SALT_BYTES],
    pub(crate) nonce: [u8; NONCE_LEN],
    pub(crate) wrapped: [u8; WRAPPED_BYTES],
    pub(crate) commit: [u8; 32],
}

/// How a secret becomes the keys of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    Passphrase(KdfParams),
    Recovery,
}

/// The secret for a slot, with what is needed to make one.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Credential<'a> {
    Passphrase(&'a Passphrase),
    Recovery(&'a RecoveryCode),
}

impl Slot {
    /// How the slot is opened.
    pub fn kind(&self) -> SlotKind {
        match &self.0 {
            Content::Wrapped(slot) => slot.method.kind(),
            Content::Unknown { kind, .. } => SlotKind::Other(*kind),
        }
    }

    /// The slot's id; none for a kind that this version does not know.
    pub fn id(&self) -> Option<SlotId> {
        self.wrapped_key().map(|slot| slot.id)
    }

    /// The cost of the slot's derivation; none where there is no slow derivation.
    pub fn kdf(&self) -> Option<KdfParams> {
        self.wrapped_key().and_then(|slot| match slot.method {
            Method::Passphrase(params) => Some(params),
            Method::Recovery => None,
        })
    }

    /// What a locked app seals records to.
    pub(crate) fn of_inbox(recipient: InboxRecipient) -> Self {
        let body = recipient.0.to_vec();
        Self(Content::Unknown {
            kind: INBOX_KIND,
            body,
        })
    }

    /// Reads it again; `None` for any other slot.
    pub(crate) fn inbox(&self) -> Option<InboxRecipient> {
        match &self.0 {
            Content::Unknown { kind, body } if *kind == INBOX_KIND => {
                body.as_slice().try_into().ok().map(InboxRecipient)
            }
            Content::Unknown { .. } | Content::Wrapped(_) => None,
        }
    }

    pub(crate) fn wrapped_key(&self) -> Option<&WrappedKey> {
        match &self.0 {
            Content::Wrapped(slot) => Some(slot),
            Content::Unknown { .. } => None,
        }
    }

    /// Wraps the vault key under a secret, with a fresh id, salt and nonce.
    pub(crate) fn wrap(
        entropy: &dyn Entropy,
        vault: VaultId,
        method: Method,
        credential: Credential<'_>,
        key: &VaultKey,
    ) -> Result<Self> {
        let mut slot = WrappedKey {
            id: SlotId(make_bytes(entropy)?),
            method,
            salt: make_bytes(entropy)?,
            nonce: make_bytes(entropy)?,
            wrapped: [0; WRAPPED_BYTES],
            commit: [0; 32],
        };
        let keys = slot.derive_keys(credential)?;
        slot.commit = mac(keys.commit.expose(), &[&slot.id.0, &vault]);
        slot.seal(vault, &keys, key);
        Ok(Self(Content::Wrapped(slot)))
    }
}

impl Method {
    pub(crate) const fn kind(self) -> SlotKind {
        match self {
            Self::Passphrase(_) => SlotKind::Passphrase,
            Self::Recovery => SlotKind::Recovery,
        }
    }

    /// The ten bytes that say how the keys are derived: in the file and in the associated data.
    pub(crate) fn to_bytes(self) -> [u8; 10] {
        let (algorithm, memory, passes, lanes) = match self {
            Self::Passphrase(kdf) => (1, kdf.memory_kib(), kdf.iterations(), KdfParams::LANES),
            Self::Recovery => (0, 0, 0, 0),
        };
        let [m0, m1, m2, m3] = memory.to_le_bytes();
        let [p0, p1, p2, p3] = passes.to_le_bytes();
        [algorithm, m0, m1, m2, m3, p0, p1, p2, p3, lanes]
    }

    /// Reads the ten bytes again; a cost out of range is refused here, before anything is derived.
    pub(crate) fn from_bytes(kind: SlotKind, bytes: [u8; 10]) -> Result<Self, Damage> {
        let [algorithm, m0, m1, m2, m3, p0, p1, p2, p3, lanes] = bytes;
        let memory_kib = u32::from_le_bytes([m0, m1, m2, m3]);
        let iterations = u32::from_le_bytes([p0, p1, p2, p3]);
        match (kind, algorithm) {
            (SlotKind::Passphrase, 1) => KdfParams::new(memory_kib, iterations, lanes)
                .map(Self::Passphrase)
                .map_err(|_| Damage::Kdf),
            (SlotKind::Recovery, 0) if bytes == Self::Recovery.to_bytes() => Ok(Self::Recovery),
            (SlotKind::Passphrase | SlotKind::Recovery | SlotKind::Other(_), _) => {
                Err(Damage::Layout)
            }
        }
    }
}

/// The two keys that a secret gives for one slot.
struct SlotKeys {
    wrap: Secret<32>,
    commit: Secret<32>,
}

impl WrappedKey {
    /// Opens the slot.
    ///
    /// # Errors
    /// [`Error::WrongSecret`] when the commitment does not fit, [`Damage::Slot`] when it fits and
    /// the wrapped key is not intact.
    pub(crate) fn unwrap_key(
        &self,
        vault: VaultId,
        credential: Credential<'_>,
    ) -> Result<VaultKey> {
        let keys = self.derive_keys(credential)?;
        let committed = [self.id.0, vault].concat();
        if !mac_fits(keys.commit.expose(), &committed, &self.commit) {
            return Err(Error::WrongSecret);
        }
        self.open(vault, &keys).ok_or(Error::Damaged(Damage::Slot))
    }

    fn derive_keys(&self, credential: Credential<'_>) -> Result<SlotKeys> {
        let both = |secret: &[u8], wrap, commit| SlotKeys {
            wrap: derive_key(&self.salt, secret, wrap),
            commit: derive_key(&self.salt, secret, commit),
        };
        match (self.method, credential) {
            (Method::Passphrase(params), Credential::Passphrase(passphrase)) => {
                let slow = derive_from_passphrase(passphrase, &self.salt, params)?;
                Ok(both(
                    slow.expose(),
                    Label::PassphraseWrap,
                    Label::PassphraseCommit,
                ))
            }
            (Method::Recovery, Credential::Recovery(code)) => Ok(both(
                code.expose_bytes(),
                Label::RecoveryWrap,
                Label::RecoveryCommit,
            )),
            (Method::Passphrase(_), Credential::Recovery(_))
            | (Method::Recovery, Credential::Passphrase(_)) => {
                Err(Error::NoSlot(credential.kind()))
            }
        }
    }

    fn seal(&mut self, vault: VaultId, keys: &SlotKeys, key: &VaultKey) {
        let mut plain = Secret::copy_of(key.expose_bytes());
        let nonce = Nonce::assume_unique_for_key(self.nonce);
        let tag = aead_key(&keys.wrap)
            .seal_in_place_separate_tag(
                nonce,
                Aad::from(self.associated(vault)),
                plain.expose_mut(),
            )
            .expect("32 bytes are far below the limit of AES-GCM");
        let sealed = plain.expose().iter().chain(tag.as_ref());
        self.wrapped
            .iter_mut()
            .zip(sealed)
            .for_each(|(place, byte)| *place = *byte);
    }

    fn open(&self, vault: VaultId, keys: &SlotKeys) -> Option<VaultKey> {
        let mut wrapped = Secret::copy_of(&self.wrapped);
        let nonce = Nonce::assume_unique_for_key(self.nonce);
        let aad = Aad::from(self.associated(vault));
        let plain = aead_key(&keys.wrap)
            .open_in_place(nonce, aad, wrapped.expose_mut())
            .ok()?;
        let mut key = Secret::zeroed();
        key.expose_mut().copy_from_slice(plain.get(..32)?);
        Some(VaultKey::from_secret(key))
    }

    /// What the slot authenticates beside the key. Written into every vault: never change it.
    fn associated(&self, vault: VaultId) -> Vec<u8> {
        let kind = self.method.kind().number().to_le_bytes();
        let method = self.method.to_bytes();
        let format = SLOT_FORMAT.to_le_bytes();
        [
            &MAGIC[..],
            &format,
            &vault,
            &kind,
            &self.id.0,
            &method,
            &self.salt,
        ]
        .concat()
    }
}

impl Credential<'_> {
    pub(crate) const fn kind(self) -> SlotKind {
        match self {
            Self::Passphrase(_) => SlotKind::Passphrase,
            Self::Recovery(_) => SlotKind::Recovery,
        }
    }
}

fn aead_key(key: &Secret<32>) -> LessSafeKey {
    let key = UnboundKey::new(&AES_256_GCM, key.expose()).expect("AES-256 takes 32 bytes");
    LessSafeKey::new(key)
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    reason = "a test that reaches outside its bytes should fail there"
)]
mod tests;
