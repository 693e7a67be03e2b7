//! A copy elsewhere: whether a file that somebody picked is one of ours. Opening one costs a slow derivation by design,
//! so the target stops at the look, which comes before it and bounds its cost.

use mainstay_vault::Unsealer;

/// How an age file for a passphrase begins.
pub(crate) fn seed() -> Vec<u8> {
    b"age-encryption.org/v1\n-> scrypt AAECAwQFBgcICQoLDA0ODw 18\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n--- AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n0123456789abcdef".to_vec()
}

/// How an age file for a key begins: somebody else's.
pub(crate) fn foreign() -> Vec<u8> {
    b"age-encryption.org/v1\n-> X25519 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n--- AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n".to_vec()
}

/// Bytes as a file that was picked.
pub(crate) fn run(bytes: &[u8]) {
    let _ = Unsealer::look(bytes);
}
