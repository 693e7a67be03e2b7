//! The types that hold a secret, and the port through which random bytes come.
//!
//! The bytes live on the heap, in one place for the whole life of the value: moving a secret moves
//! a pointer and leaves no copy behind on the stack. They are overwritten on drop. What cannot be
//! promised: ring's own copies inside a running HMAC or AEAD, CPU registers, swap, and the buffer in
//! which the window's text field held the passphrase.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use crate::hash::{derive_key, Label};
use crate::{EntropyUnavailable, Error, Result};

/// Longest passphrase taken, in bytes of UTF-8 as typed. Enough for any sentence; a limit at all
/// because the text comes from outside.
pub const MAX_PASSPHRASE_BYTES: usize = 1_024;

/// One code point of NFKC input becomes at most eleven times its bytes (U+FDFA; Unicode's
/// normalisation FAQ). With the room reserved the string never moves and leaves no copy behind.
const NFKC_GROWTH: usize = 11;

/// A source of random bytes fit for keys. The shell implements it with the system's generator.
pub trait Entropy {
    /// Fills all of `out`.
    ///
    /// # Errors
    /// [`EntropyUnavailable`] when the system gives none; the caller then makes nothing.
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyUnavailable>;
}

/// Random bytes that are not secret: a salt, a nonce, an id.
pub(crate) fn make_bytes<const N: usize>(entropy: &dyn Entropy) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes)?;
    Ok(bytes)
}

/// `N` secret bytes: wiped on drop, never shown.
pub(crate) struct Secret<const N: usize>(Box<[u8; N]>);

impl<const N: usize> Secret<N> {
    pub(crate) fn zeroed() -> Self {
        Self(Box::new([0; N]))
    }

    pub(crate) fn random(entropy: &dyn Entropy) -> Result<Self> {
        let mut secret = Self::zeroed();
        entropy.fill(secret.expose_mut())?;
        Ok(secret)
    }

    pub(crate) fn copy_of(bytes: &[u8; N]) -> Self {
        Self(Box::new(*bytes))
    }

    pub(crate) fn expose(&self) -> &[u8; N] {
        &self.0
    }

    pub(crate) fn expose_mut(&mut self) -> &mut [u8; N] {
        &mut self.0
    }
}

impl<const N: usize> Drop for Secret<N> {
    fn drop(&mut self) {
        self.0.as_mut().zeroize();
    }
}

impl<const N: usize> fmt::Debug for Secret<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("redacted")
    }
}

/// The key that every slot wraps and from which every other key of the vault is derived.
///
/// Random, 32 bytes, made once. It can be neither cloned nor serialised:
///
/// ```compile_fail
/// fn twice(key: mainstay_vault::VaultKey) -> (mainstay_vault::VaultKey, mainstay_vault::VaultKey) {
///     (key.clone(), key)
/// }
/// ```
#[derive(Debug)]
pub struct VaultKey(Secret<32>);

impl VaultKey {
    pub(crate) fn random(entropy: &dyn Entropy) -> Result<Self> {
        Secret::random(entropy).map(Self)
    }

    pub(crate) fn from_secret(secret: Secret<32>) -> Self {
        Self(secret)
    }

    /// The key itself, for a slot that another part of the system keeps (an OS keystore).
    pub fn expose_bytes(&self) -> &[u8; 32] {
        self.0.expose()
    }

    /// Derives the raw SQLCipher key of this vault's database.
    pub fn derive_database_key(&self) -> DatabaseKey {
        DatabaseKey(derive_key(b"", self.expose_bytes(), Label::Database))
    }

    /// Derives what the key pair of the inbox is made from.
    pub(crate) fn derive_inbox_ikm(&self) -> Secret<32> {
        derive_key(b"", self.expose_bytes(), Label::Inbox)
    }

    /// Derives the key of the header's HMAC.
    pub(crate) fn derive_header_mac_key(&self) -> Secret<32> {
        derive_key(b"", self.expose_bytes(), Label::HeaderMac)
    }
}

/// The raw 32-byte key of the SQLCipher database: no further derivation from it in SQLCipher.
#[derive(Debug)]
pub struct DatabaseKey(Secret<32>);

impl DatabaseKey {
    /// A key from bytes that the caller has: tests, and tools that hold an exported key.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Secret::copy_of(bytes))
    }

    /// The 32 bytes.
    pub fn expose_bytes(&self) -> &[u8; 32] {
        self.0.expose()
    }

    /// The key as 64 lower-case hexadecimal digits, as `PRAGMA key = "x'...'"` takes them.
    pub fn expose_hex(&self) -> Zeroizing<String> {
        hex(self.expose_bytes())
    }

    /// The key and the file's salt as 96 digits, as `PRAGMA key` takes them too. A program that is told the salt does
    /// not read it from the first 16 bytes of the file, which a power cut can tear.
    pub fn expose_hex_with_salt(&self) -> Zeroizing<String> {
        let salt = derive_key(b"", self.expose_bytes(), Label::DatabaseSalt);
        let digits = hex(salt.expose());
        let mut both = Zeroizing::new(String::with_capacity(96));
        both.push_str(&self.expose_hex());
        both.extend(digits.chars().take(32));
        both
    }
}

fn hex(bytes: &[u8; 32]) -> Zeroizing<String> {
    let mut hex = Zeroizing::new(String::with_capacity(64));
    let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0x0f]);
    hex.extend(nibbles.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)));
    hex
}

/// A passphrase as a person typed it, in Unicode form NFKC.
///
/// Normalised, because two keyboards write one letter in two ways (é as one code point or as two)
/// and the person cannot see the difference; white space around it goes, because keyboards that
/// suggest words put one behind the last and nobody sees it. Case and the spaces within count.
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes what was typed. Wiping the caller's own buffer is up to the caller.
    ///
    /// # Errors
    /// [`Error::PassphraseTooLong`] above [`MAX_PASSPHRASE_BYTES`].
    pub fn new(typed: &str) -> Result<Self> {
        if typed.len() > MAX_PASSPHRASE_BYTES {
            return Err(Error::PassphraseTooLong { bytes: typed.len() });
        }
        let mut text = Zeroizing::new(String::with_capacity(typed.len() * NFKC_GROWTH));
        text.extend(typed.nfkc());
        // After NFKC, which makes a space of the front of a lone accent (´ is a space and U+0301).
        trim_in_place(&mut text);
        Ok(Self(text))
    }

    /// The normalised text, for a judgement of its strength or a comparison of two entries.
    pub fn expose_text(&self) -> &str {
        &self.0
    }
}

/// [`str::trim`] without a second buffer that would have to be wiped as well.
fn trim_in_place(text: &mut String) {
    text.truncate(text.trim_end().len());
    let front = text.len() - text.trim_start().len();
    text.drain(..front);
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> VaultKey {
        VaultKey::from_secret(Secret::copy_of(&[0xa5; 32]))
    }

    #[test]
    fn white_space_around_a_passphrase_is_no_part_of_it() {
        let plain = Passphrase::new("river  moss stone").expect("short");
        for typed in [
            "river  moss stone ",
            " river  moss stone",
            "\u{a0}river  moss stone\n\t",
        ] {
            let typed = Passphrase::new(typed).expect("short");
            assert_eq!(typed.expose_text(), plain.expose_text());
        }
        let other = Passphrase::new("river moss stone").expect("short");
        assert_ne!(
            other.expose_text(),
            plain.expose_text(),
            "spaces within count"
        );
    }

    #[test]
    fn debug_shows_no_secret() {
        let passphrase = Passphrase::new("canary").expect("short");
        let shown = format!(
            "{:?} {:?} {:?}",
            key(),
            key().derive_database_key(),
            passphrase
        );
        assert_eq!(
            shown,
            "VaultKey(redacted) DatabaseKey(redacted) Passphrase(redacted)"
        );
    }

    #[test]
    fn keys_of_one_vault_key_are_stable_and_differ() {
        let database = key().derive_database_key();
        assert_eq!(
            database.expose_bytes(),
            key().derive_database_key().expose_bytes()
        );
        assert_ne!(
            database.expose_bytes(),
            key().derive_header_mac_key().expose()
        );
        assert_ne!(database.expose_bytes(), key().expose_bytes());
    }

    #[test]
    fn hex_has_64_digits_high_nibble_first() {
        let mut bytes = [0; 32];
        bytes[0] = 0x0f;
        bytes[31] = 0xe1;
        let hex = DatabaseKey::from_bytes(&bytes).expose_hex();
        assert_eq!(*hex, format!("0f{}e1", "00".repeat(30)));
    }

    #[test]
    fn two_ways_to_write_one_letter_are_one_passphrase() {
        let composed = Passphrase::new("caf\u{e9} \u{fb01}n \u{2460}").expect("short");
        let decomposed = Passphrase::new("cafe\u{301} fin 1").expect("short");
        assert_eq!(composed.expose_text(), decomposed.expose_text());
    }

    #[test]
    fn an_accent_of_its_own_is_one_passphrase_however_it_is_written() {
        let of = |typed: &str| Passphrase::new(typed).map(|p| p.expose_text().to_owned());
        assert_eq!(of("\u{b4}sea wall"), of(" \u{301}sea wall"));
        assert_eq!(of("\u{fe49}"), of("\u{305}"));
    }

    #[test]
    fn case_and_spaces_within_count() {
        let texts = ["Sea wall", "sea wall", "seawall", "sea  wall"];
        let distinct: std::collections::BTreeSet<String> = texts
            .iter()
            .map(|text| {
                Passphrase::new(text)
                    .expect("short")
                    .expose_text()
                    .to_owned()
            })
            .collect();
        assert_eq!(distinct.len(), texts.len());
    }

    #[test]
    fn a_passphrase_of_1024_bytes_is_taken_and_one_more_is_refused() {
        assert!(Passphrase::new(&"a".repeat(1_024)).is_ok());
        let refused = Passphrase::new(&"a".repeat(1_025)).map(|_| ());
        assert_eq!(refused, Err(Error::PassphraseTooLong { bytes: 1_025 }));
    }

    #[test]
    fn the_longest_expansion_fits_the_reserved_room() {
        let typed = "\u{fdfa}".repeat(MAX_PASSPHRASE_BYTES / 3);
        let passphrase = Passphrase::new(&typed).expect("1,023 bytes");
        assert_eq!(passphrase.expose_text().len(), typed.len() * NFKC_GROWTH);
        assert_eq!(passphrase.0.capacity(), typed.len() * NFKC_GROWTH);
    }

    proptest! {
        #[test]
        fn any_passphrase_stays_in_the_room_reserved_for_it(typed in "\\PC{0,300}") {
            prop_assume!(typed.len() <= MAX_PASSPHRASE_BYTES);
            let passphrase = Passphrase::new(&typed).expect("short");
            prop_assert!(passphrase.expose_text().len() <= typed.len() * NFKC_GROWTH);
            prop_assert_eq!(passphrase.expose_text().trim(), passphrase.expose_text());
            let again = Passphrase::new(passphrase.expose_text()).map(|p| p.expose_text().to_owned());
            if let Ok(again) = again {
                prop_assert_eq!(again, passphrase.expose_text());
            }
        }
    }
}
