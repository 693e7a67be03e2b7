//! The three hash constructions of the format, each bound to a label.
//!
//! Two keys made from one secret are independent because their labels differ; the list below is
//! therefore the whole list, and a label is never used for a second purpose. No construction is
//! made here: HKDF (RFC 5869), HMAC (RFC 2104) and SHA-256 are ring's.
//!
//! Written into every vault: never change a label.

use ring::{digest, hkdf, hmac};

use crate::secret::Secret;

/// What a derived key is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Label {
    /// The raw SQLCipher key.
    Database,
    /// The salt in the first bytes of the database's file.
    DatabaseSalt,
    /// The key of the header's HMAC.
    HeaderMac,
    /// What the key pair of the inbox is derived from.
    Inbox,
    /// Wraps the vault key in a passphrase slot.
    PassphraseWrap,
    /// Commits a passphrase slot to its key.
    PassphraseCommit,
    /// Wraps the vault key in a recovery slot.
    RecoveryWrap,
    /// Commits a recovery slot to its key.
    RecoveryCommit,
}

impl Label {
    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Database => b"mainstay/v1/database",
            Self::DatabaseSalt => b"mainstay/v1/database-salt",
            Self::HeaderMac => b"mainstay/v1/header-mac",
            Self::Inbox => b"mainstay/v1/inbox",
            Self::PassphraseWrap => b"mainstay/v1/slot/passphrase/wrap",
            Self::PassphraseCommit => b"mainstay/v1/slot/passphrase/commit",
            Self::RecoveryWrap => b"mainstay/v1/slot/recovery/wrap",
            Self::RecoveryCommit => b"mainstay/v1/slot/recovery/commit",
        }
    }
}

/// HKDF-SHA256, both steps, to 32 bytes.
pub(crate) fn derive_key(salt: &[u8], secret: &[u8], label: Label) -> Secret<32> {
    let mut key = Secret::zeroed();
    hkdf_into(
        salt,
        secret,
        label.bytes(),
        hkdf::HKDF_SHA256,
        key.expose_mut(),
    );
    key
}

fn hkdf_into<L: hkdf::KeyType>(salt: &[u8], ikm: &[u8], label: &[u8], len: L, out: &mut [u8]) {
    hkdf::Salt::new(hkdf::HKDF_SHA256, salt)
        .extract(ikm)
        .expand(&[label], len)
        .and_then(|okm| okm.fill(out))
        .expect("the output is as long as asked for, and far below HKDF's limit");
}

/// HMAC-SHA256 over the parts, one after the other. The parts have fixed lengths, or there is one.
pub(crate) fn mac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    for part in parts {
        context.update(part);
    }
    into_array(context.sign().as_ref())
}

/// Whether `tag` is the HMAC-SHA256 of `message`, in constant time.
pub(crate) fn mac_fits(key: &[u8], message: &[u8], tag: &[u8; 32]) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    hmac::verify(&key, message, tag).is_ok()
}

/// SHA-256 of content that comes in pieces.
#[derive(Clone)]
pub struct ContentHash(digest::Context);

impl ContentHash {
    /// Of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(digest::Context::new(&digest::SHA256))
    }

    /// Takes in the next piece, with its length: two pieces never run into one.
    pub fn add(&mut self, piece: &[u8]) {
        let bytes = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        self.0.update(&bytes.to_le_bytes());
        self.0.update(piece);
    }

    /// The hash of all pieces.
    #[must_use]
    pub fn finish(self) -> [u8; 32] {
        into_array(self.0.finish().as_ref())
    }
}

impl Default for ContentHash {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ContentHash(..)")
    }
}

/// SHA-256 of a file that is read in pieces, as `sha256sum` says it: where a piece ends does not count.
#[derive(Clone)]
pub struct FileHash(digest::Context);

impl FileHash {
    /// Of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(digest::Context::new(&digest::SHA256))
    }

    /// Takes in the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all bytes.
    #[must_use]
    pub fn finish(self) -> [u8; 32] {
        into_array(self.0.finish().as_ref())
    }
}

impl Default for FileHash {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for FileHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileHash(..)")
    }
}

/// SHA-256.
pub(crate) fn sha256(message: &[u8]) -> [u8; 32] {
    into_array(digest::digest(&digest::SHA256, message).as_ref())
}

fn into_array(bytes: &[u8]) -> [u8; 32] {
    bytes.try_into().expect("SHA-256 has 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        let digits: Vec<u8> = text
            .chars()
            .map(|c| u8::try_from(c.to_digit(16).expect("a hex digit")).expect("below 16"))
            .collect();
        digits
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit))
            .collect()
    }

    struct Bytes(usize);
    impl hkdf::KeyType for Bytes {
        fn len(&self) -> usize {
            self.0
        }
    }

    fn check_hkdf(ikm: &str, salt: &str, info: &str, okm: &str) {
        let mut out = vec![0; okm.len() / 2];
        let len = Bytes(out.len());
        hkdf_into(&hex(salt), &hex(ikm), &hex(info), len, &mut out);
        assert_eq!(out, hex(okm));
    }

    #[test]
    fn hkdf_agrees_with_rfc_5869_appendix_a() {
        let long_ikm: String = (0x00..0x50_u8).map(|b| format!("{b:02x}")).collect();
        let long_salt: String = (0x60..0xb0_u8).map(|b| format!("{b:02x}")).collect();
        let long_info: String = (0xb0..=0xff_u8).map(|b| format!("{b:02x}")).collect();
        check_hkdf(
            &"0b".repeat(22),
            "000102030405060708090a0b0c",
            "f0f1f2f3f4f5f6f7f8f9",
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        );
        check_hkdf(
            &long_ikm,
            &long_salt,
            &long_info,
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        );
        check_hkdf(
            &"0b".repeat(22),
            "",
            "",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        );
    }

    #[test]
    fn hmac_agrees_with_rfc_4231() {
        let cases = [
            (
                "0b".repeat(20),
                "4869205468657265".to_owned(),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                "4a656665".to_owned(),
                "7768617420646f2079612077616e7420666f72206e6f7468696e673f".to_owned(),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                "aa".repeat(20),
                "dd".repeat(50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
            ),
        ];
        for (key, message, expected) in cases {
            let (key, message) = (hex(&key), hex(&message));
            let (first, second) = message.split_at(3);
            let tag = mac(&key, &[first, second]);
            assert_eq!(tag.to_vec(), hex(expected));
            assert!(mac_fits(&key, &message, &tag));
        }
    }

    #[test]
    fn sha256_agrees_with_fips_180() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc").to_vec(), hex(expected));
    }

    #[test]
    fn a_tag_with_any_bit_changed_does_not_fit() {
        let tag = mac(b"key", &[b"message"]);
        for bit in 0..256 {
            let mut other = tag;
            if let Some(byte) = other.get_mut(bit / 8) {
                *byte ^= 1 << (bit % 8);
            }
            assert!(!mac_fits(b"key", b"message", &other));
        }
    }

    #[test]
    fn every_label_gives_another_key() {
        let labels = [
            Label::Database,
            Label::DatabaseSalt,
            Label::HeaderMac,
            Label::Inbox,
            Label::PassphraseWrap,
            Label::PassphraseCommit,
            Label::RecoveryWrap,
            Label::RecoveryCommit,
        ];
        let keys: std::collections::BTreeSet<[u8; 32]> = labels
            .iter()
            .map(|label| *derive_key(b"s", b"k", *label).expose())
            .collect();
        assert_eq!(keys.len(), labels.len());
    }
}
