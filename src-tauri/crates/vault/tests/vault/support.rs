//! What the tests share: random bytes that repeat, and a cheap vault.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::OnceLock;

use mainstay_vault::{
    create, Entropy, EntropyUnavailable, Header, KdfParams, Passphrase, RecoveryCode, Result,
    VaultKey,
};

/// SHA-256 of a seed and a counter: the same bytes in every run.
pub(crate) struct Repeatable {
    seed: &'static str,
    counter: AtomicU64,
}

impl Repeatable {
    pub(crate) fn new(seed: &'static str) -> Self {
        Self {
            seed,
            counter: AtomicU64::new(0),
        }
    }
}

impl Entropy for Repeatable {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyUnavailable> {
        for chunk in out.chunks_mut(32) {
            let count = self.counter.fetch_add(1, Ordering::Relaxed);
            let block = sha256(&[self.seed.as_bytes(), &count.to_le_bytes()].concat());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
        Ok(())
    }
}

/// A system that has no random bytes.
pub(crate) struct Dry;

impl Entropy for Dry {
    fn fill(&self, _out: &mut [u8]) -> Result<(), EntropyUnavailable> {
        Err(EntropyUnavailable)
    }
}

pub(crate) struct Vault {
    pub(crate) header: Header,
    pub(crate) key: VaultKey,
    pub(crate) code: RecoveryCode,
}

pub(crate) const PASSPHRASE: &str = "a calm place by the sea";

pub(crate) fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text).expect("short")
}

pub(crate) fn make_vault(seed: &'static str) -> Vault {
    let entropy = Repeatable::new(seed);
    let made = create(
        &entropy,
        &passphrase(PASSPHRASE),
        KdfParams::FLOOR,
        1_750_000_000_000,
    );
    let (header, key, code) = made.expect("make a vault");
    Vault { header, key, code }
}

/// One vault for all tests that only read it: a derivation costs.
pub(crate) fn vault() -> &'static Vault {
    static VAULT: OnceLock<Vault> = OnceLock::new();
    VAULT.get_or_init(|| make_vault("shared"))
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    let digest = ring::digest::digest(&ring::digest::SHA256, bytes);
    digest.as_ref().try_into().expect("32 bytes")
}

/// A header file whose content was changed by someone who can reckon its checksum.
pub(crate) fn forged(file: &[u8], change: impl FnOnce(&mut [u8])) -> Vec<u8> {
    let mut forged = file[..file.len() - 32].to_vec();
    change(&mut forged);
    let sum = sha256(&forged);
    forged.extend(sum);
    forged
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
