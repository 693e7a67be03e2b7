//! The header: decoding, choosing between two copies, and the way to a key.

use mainstay_vault::{
    create, Entropy, EntropyUnavailable, Header, HeaderPair, KdfParams, Passphrase, RecoveryCode,
    Slot, VaultKey,
};
use ring::digest::{digest, SHA256};
use std::sync::LazyLock;

/// No randomness: the vault of the seeds is the same in each run, and so is its code.
pub(crate) struct Sevens;

impl Entropy for Sevens {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyUnavailable> {
        out.fill(7);
        Ok(())
    }
}

static VAULT: LazyLock<(Header, VaultKey, RecoveryCode)> = LazyLock::new(|| {
    create(&Sevens, &passphrase(), KdfParams::FLOOR, 1_795_286_400_000)
        .expect("a vault can be made")
});

/// The key of the target's vault.
pub(crate) fn vault_key() -> &'static VaultKey {
    &VAULT.1
}

fn passphrase() -> Passphrase {
    Passphrase::new("copper lantern quiet harbour").expect("a passphrase")
}

/// A header that the target's own passphrase and code open.
pub(crate) fn seed() -> Vec<u8> {
    VAULT.0.encode()
}

/// Bytes as they are, and with the checksum that they should have: nothing behind it would be reached otherwise.
pub(crate) fn run(bytes: &[u8]) {
    one(bytes);
    let mut whole = bytes.to_vec();
    let body = whole.len().saturating_sub(32);
    whole.truncate(body);
    whole.extend_from_slice(digest(&SHA256, bytes.get(..body).unwrap_or_default()).as_ref());
    one(&whole);
    let _ = HeaderPair::choose(Some(bytes), Some(&whole)).map(|pair| open(&pair));
    let _ = HeaderPair::choose(None, Some(&whole)).map(|pair| open(&pair));
}

fn one(bytes: &[u8]) {
    if let Ok(header) = Header::decode(bytes) {
        assert_eq!(
            header.encode(),
            bytes,
            "a header that is read is written the same"
        );
    }
}

/// Tries to open it, where that costs no more than the least that a header may ask for.
fn open(pair: &HeaderPair) {
    let dear = |kdf: KdfParams| {
        kdf.memory_kib() > KdfParams::FLOOR.memory_kib()
            || kdf.iterations() > KdfParams::FLOOR.iterations()
    };
    let slots = pair.header().slots();
    if slots.iter().filter_map(Slot::kdf).any(dear) {
        return;
    }
    let _ = pair.unlock_with_recovery(&VAULT.2);
    // A derivation takes 30 ms, and what follows it is what follows the code: only where there is nothing else.
    if slots.len() == 1 {
        let _ = pair.unlock_with_passphrase(&passphrase());
    }
}
