//! Keys, slots and the header: what opens a Mainstay vault.
//!
//! A random [`VaultKey`] protects the journal. The header holds up to eight *slots*; each slot
//! wraps that one key under another secret (the passphrase, the recovery code), so a passphrase
//! changes without re-encrypting anything. `docs/data-format.md` describes every byte.
//!
//! Invariants:
//! - Bytes in, bytes out: no file, no clock and no source of randomness of its own. Random bytes
//!   come through [`Entropy`], the time as an argument.
//! - Secrets are wiped on drop, have a redacted `Debug`, and neither `Clone` nor a serialised form.
//!   Whatever hands one out is named `expose_*`, so that a review stops there.
//! - Decoding never panics and never allocates by a number it has not checked.
//! - Any change of a header makes a new one, one generation higher, sealed by the vault key.
//!
//! Deliberately not here: writing the two copies to disk (core), the SQLCipher connection (store),
//! rules about how good a passphrase must be and delays after wrong ones (core), and any memory of
//! the highest generation seen (the keystore, when there is one).
//!
//! ```
//! # use mainstay_vault::*;
//! # struct Counting(std::sync::atomic::AtomicU8);
//! # impl Entropy for Counting {
//! #     fn fill(&self, out: &mut [u8]) -> Result<(), EntropyUnavailable> {
//! #         out.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
//! #         Ok(())
//! #     }
//! # }
//! # fn main() -> mainstay_vault::Result<()> {
//! # let entropy = Counting(std::sync::atomic::AtomicU8::new(1));
//! let passphrase = Passphrase::new("a calm place by the sea")?;
//! let (header, _key, _code) = create(&entropy, &passphrase, KdfParams::FLOOR, 0)?;
//!
//! let file = header.encode();
//! let pair = HeaderPair::choose(Some(&file), Some(&file))?;
//! let opened = pair.unlock_with_passphrase(&passphrase)?;
//! assert_eq!(opened.header, header);
//! # Ok(())
//! # }
//! ```

mod error;
mod hash;
mod header;
mod inbox;
mod kdf;
mod recovery;
mod sealed_file;
mod secret;
mod slot;

pub use error::{CopyProblem, Damage, EntropyUnavailable, Error, Mistyped, Result};
pub use hash::{ContentHash, FileHash};
pub use header::{create, CopyName, Header, HeaderPair, Opened, FORMAT, MAX_HEADER_BYTES};
pub use inbox::{InboxRecipient, INBOX_RECORD_BYTES, SEALED_RECORD_BYTES};
pub use kdf::KdfParams;
pub use recovery::RecoveryCode;
pub use sealed_file::{why_unread, FileSecret, SealCost, SealError, Sealer, Unsealer};
pub use secret::{DatabaseKey, Entropy, Passphrase, VaultKey, MAX_PASSPHRASE_BYTES};
pub use slot::{Slot, SlotId, SlotKind, MAX_SLOTS, MAX_SLOTS_OF_A_KIND};
