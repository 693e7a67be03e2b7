//! The sealed inbox: while the vault is locked, the app can write an entry and cannot read one.
//!
//! The vault key gives a key pair; its public half stands in the header. A record is sealed to it with HPKE (RFC 9180,
//! base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305), each with a key pair of its own, so nothing
//! that a locked device holds opens it. All records are of one length: what was logged does not show in the size.
//!
//! A record says nothing about who sealed it. Whoever can write to the folder can add one, and it is merged as an
//! entry; taking one away or changing one unseen is not possible.
//!
//! Deliberately not here: what is in a record (domain), and where records stand (core).

use hpke::aead::{AeadTag, ChaCha20Poly1305};
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{CryptoRng, RngCore};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

use crate::error::Damage;
use crate::header::VaultId;
use crate::secret::Entropy;
use crate::{EntropyUnavailable, Error, Result, VaultKey};

/// What one record can hold, in bytes. Shorter text is padded by whoever makes it.
pub const INBOX_RECORD_BYTES: usize = 256;

/// The length of every sealed record: magic, version, encapsulated key, content, tag.
pub const SEALED_RECORD_BYTES: usize = 8 + 2 + KEY_BYTES + INBOX_RECORD_BYTES + TAG_BYTES;

/// The first bytes of a sealed record, and the first that it authenticates.
const MAGIC: [u8; 8] = *b"MSTAYINB";
const VERSION: u16 = 1;
/// Binds the derived keys to their use.
const INFO: &[u8] = b"mainstay/v1/inbox/record";
const KEY_BYTES: usize = 32;
const TAG_BYTES: usize = 16;

type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type EncappedKey = <X25519HkdfSha256 as Kem>::EncappedKey;

/// The public half of a vault's inbox: what a locked app needs to write. Not secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InboxRecipient(pub(crate) [u8; KEY_BYTES]);

impl VaultKey {
    /// The public half of this vault's inbox.
    pub fn inbox_recipient(&self) -> InboxRecipient {
        let ikm = self.derive_inbox_ikm();
        let (_, public) = X25519HkdfSha256::derive_keypair(ikm.expose());
        InboxRecipient(public.to_bytes().into())
    }

    /// Opens a record that was sealed for the vault `vault_id`.
    ///
    /// # Errors
    /// [`Damage::Record`] when it is not byte for byte a record for this vault, and [`Error::NewerVersion`] for one of
    /// a newer Mainstay.
    pub fn open_inbox_record(
        &self,
        vault_id: &[u8; 16],
        sealed: &[u8],
    ) -> Result<Zeroizing<[u8; INBOX_RECORD_BYTES]>> {
        let parts = split(sealed)?;
        let ikm = self.derive_inbox_ikm();
        let (private, _) = X25519HkdfSha256::derive_keypair(ikm.expose());
        let mut content = Zeroizing::new(parts.content);
        hpke::single_shot_open_in_place_detached::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &private,
            &parts.key,
            INFO,
            content.as_mut_slice(),
            &associated(vault_id),
            &parts.tag,
        )
        .map_err(|_| Error::Damaged(Damage::Record))?;
        Ok(content)
    }
}

impl InboxRecipient {
    /// Seals a record for the vault `vault_id`. Needs no secret.
    ///
    /// # Errors
    /// [`Error::Entropy`]; [`Damage::Record`] when the public key is not one.
    pub fn seal(
        &self,
        entropy: &dyn Entropy,
        vault_id: &[u8; 16],
        content: &[u8; INBOX_RECORD_BYTES],
    ) -> Result<[u8; SEALED_RECORD_BYTES]> {
        let damaged = |_| Error::Damaged(Damage::Record);
        let public = PublicKey::from_bytes(&self.0).map_err(damaged)?;
        let mut random = FromEntropy::new(entropy);
        let mut text = Zeroizing::new(*content);
        let sealed = hpke::single_shot_seal_in_place_detached::<
            ChaCha20Poly1305,
            HkdfSha256,
            X25519HkdfSha256,
            _,
        >(
            &OpModeS::Base,
            &public,
            INFO,
            text.as_mut_slice(),
            &associated(vault_id),
            &mut random,
        );
        random.outcome?;
        let (key, tag) = sealed.map_err(damaged)?;
        Ok(join(&key, &text, &tag))
    }
}

/// What a record authenticates beside its content: which format, which vault.
fn associated(vault_id: &VaultId) -> Vec<u8> {
    [&MAGIC[..], &VERSION.to_le_bytes(), vault_id].concat()
}

fn join(
    key: &EncappedKey,
    content: &[u8; INBOX_RECORD_BYTES],
    tag: &AeadTag<ChaCha20Poly1305>,
) -> [u8; SEALED_RECORD_BYTES] {
    let parts = [
        &MAGIC[..],
        &VERSION.to_le_bytes(),
        &key.to_bytes(),
        content,
        &tag.to_bytes(),
    ];
    let mut sealed = [0; SEALED_RECORD_BYTES];
    let bytes = parts.into_iter().flatten();
    sealed
        .iter_mut()
        .zip(bytes)
        .for_each(|(to, from)| *to = *from);
    sealed
}

struct Parts {
    key: EncappedKey,
    content: [u8; INBOX_RECORD_BYTES],
    tag: AeadTag<ChaCha20Poly1305>,
}

fn split(sealed: &[u8]) -> Result<Parts> {
    read_parts(sealed).unwrap_or(Err(Error::Damaged(Damage::Record)))
}

/// `None` for a record that is too short or too long.
fn read_parts(sealed: &[u8]) -> Option<Result<Parts>> {
    let (magic, rest) = sealed.split_first_chunk::<8>()?;
    let (version, rest) = rest.split_first_chunk::<2>()?;
    let found = u16::from_le_bytes(*version);
    if *magic == MAGIC && found > VERSION {
        let min_reader = found;
        return Some(Err(Error::NewerVersion {
            format: found,
            min_reader,
        }));
    }
    let (key, rest) = rest.split_first_chunk::<KEY_BYTES>()?;
    let (content, tag) = rest.split_first_chunk::<INBOX_RECORD_BYTES>()?;
    if *magic != MAGIC || found != VERSION || tag.len() != TAG_BYTES {
        return None;
    }
    Some(Ok(Parts {
        key: EncappedKey::from_bytes(key).ok()?,
        content: *content,
        tag: AeadTag::from_bytes(tag).ok()?,
    }))
}

/// The entropy port as the source that `hpke` wants, which cannot say that it failed: the failure is kept, and asked
/// for before anything made with it is used.
struct FromEntropy<'a> {
    entropy: &'a dyn Entropy,
    outcome: Result<(), EntropyUnavailable>,
}

impl<'a> FromEntropy<'a> {
    fn new(entropy: &'a dyn Entropy) -> Self {
        let outcome = Ok(());
        Self { entropy, outcome }
    }
}

impl RngCore for FromEntropy<'_> {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.fill_bytes(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill_bytes(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, out: &mut [u8]) {
        if let Err(error) = self.entropy.fill(out) {
            self.outcome = Err(error);
        }
    }
}

/// The port's contract: bytes fit for keys.
impl CryptoRng for FromEntropy<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU8, Ordering};

    #[derive(Default)]
    struct Counting(AtomicU8);
    impl Entropy for Counting {
        fn fill(&self, out: &mut [u8]) -> Result<(), EntropyUnavailable> {
            out.fill(self.0.fetch_add(1, Ordering::Relaxed));
            Ok(())
        }
    }

    struct Dry;
    impl Entropy for Dry {
        fn fill(&self, _: &mut [u8]) -> Result<(), EntropyUnavailable> {
            Err(EntropyUnavailable)
        }
    }

    const VAULT: [u8; 16] = [7; 16];

    fn key(byte: u8) -> VaultKey {
        VaultKey::from_secret(crate::secret::Secret::copy_of(&[byte; 32]))
    }

    fn content() -> [u8; INBOX_RECORD_BYTES] {
        let mut content = [b' '; INBOX_RECORD_BYTES];
        content[..6].copy_from_slice(b"mood 2");
        content
    }

    fn sealed() -> [u8; SEALED_RECORD_BYTES] {
        let recipient = key(1).inbox_recipient();
        let sealed = recipient.seal(&Counting::default(), &VAULT, &content());
        sealed.expect("sealed")
    }

    #[test]
    fn what_was_sealed_with_the_public_half_opens_with_the_vault_key() {
        let opened = key(1).open_inbox_record(&VAULT, &sealed());
        assert!(*opened.expect("opened") == content());
    }

    #[test]
    fn another_vault_key_and_another_vault_open_nothing() {
        let refused = Err(Error::Damaged(Damage::Record));
        assert_eq!(
            key(2).open_inbox_record(&VAULT, &sealed()).map(drop),
            refused
        );
        assert_eq!(
            key(1).open_inbox_record(&[8; 16], &sealed()).map(drop),
            refused
        );
    }

    #[test]
    fn any_bit_that_is_changed_is_refused() {
        let sealed = sealed();
        for bit in 0..SEALED_RECORD_BYTES * 8 {
            let mut flipped = sealed;
            flipped[bit / 8] ^= 1 << (bit % 8);
            let opened = key(1).open_inbox_record(&VAULT, &flipped);
            // The top bit of an X25519 key is not used (RFC 7748, 5); HPKE binds the key as it stands all the same.
            assert!(opened.is_err(), "bit {bit}");
        }
    }

    #[test]
    fn any_other_length_is_refused() {
        let mut longer = sealed().to_vec();
        longer.push(0);
        for length in (0..SEALED_RECORD_BYTES).chain([longer.len()]) {
            let opened = key(1).open_inbox_record(&VAULT, &longer[..length]);
            assert!(opened.is_err(), "{length} bytes");
        }
    }

    #[test]
    fn a_record_of_a_newer_version_is_told_from_damage() {
        let mut newer = sealed();
        newer[8] = 2;
        let opened = key(1).open_inbox_record(&VAULT, &newer).map(drop);
        assert!(matches!(opened, Err(Error::NewerVersion { format: 2, .. })));
    }

    #[test]
    fn two_seals_of_one_content_share_nothing_but_their_head() {
        let entropy = Counting::default();
        let recipient = key(1).inbox_recipient();
        let seal = || {
            recipient
                .seal(&entropy, &VAULT, &content())
                .expect("sealed")
        };
        let (one, other) = (seal(), seal());
        let same = one[10..].iter().zip(&other[10..]).filter(|(a, b)| a == b);
        assert!(same.count() < 16, "no more than by chance");
    }

    #[test]
    fn without_randomness_nothing_is_sealed() {
        let sealed = key(1).inbox_recipient().seal(&Dry, &VAULT, &content());
        assert_eq!(sealed.map(drop), Err(Error::Entropy(EntropyUnavailable)));
    }
}
