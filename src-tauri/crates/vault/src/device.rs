//! What this device keeps for the person: a random secret in its keystore, and the short PIN that is worth something
//! only beside it.
//!
//! A PIN of a few digits is guessed at once by whoever has the vault's files. So its slot opens with the PIN *and* the
//! secret; the secret is in no file. Counting wrong tries is core's work.

use std::fmt;

use zeroize::Zeroizing;

use crate::secret::{Entropy, Secret};
use crate::Result;

/// Length of a device secret.
pub const DEVICE_SECRET_BYTES: usize = 32;

/// Random bytes that only the device's keystore keeps.
#[derive(Debug)]
pub struct DeviceSecret(Secret<DEVICE_SECRET_BYTES>);

impl DeviceSecret {
    /// A new one.
    ///
    /// # Errors
    /// [`Error::Entropy`](crate::Error::Entropy).
    pub fn random(entropy: &dyn Entropy) -> Result<Self> {
        Secret::random(entropy).map(Self)
    }

    /// The one that the keystore gave back.
    pub fn from_bytes(bytes: &[u8; DEVICE_SECRET_BYTES]) -> Self {
        Self(Secret::copy_of(bytes))
    }

    /// The secret itself, for the keystore.
    pub fn expose_bytes(&self) -> &[u8; DEVICE_SECRET_BYTES] {
        self.0.expose()
    }
}

/// A PIN as the digits 0 to 9. How many there must be, and which are too easy, is core's rule.
pub struct Pin(Zeroizing<String>);

impl Pin {
    /// Takes digits.
    pub fn new(digits: Zeroizing<String>) -> Self {
        Self(digits)
    }

    /// The digits.
    pub fn expose_digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_neither_the_secret_nor_the_pin() {
        let pin = Pin::new(Zeroizing::new("271828".to_owned()));
        let secret = DeviceSecret::from_bytes(&[0xa5; 32]);
        assert_eq!(
            format!("{pin:?} {secret:?}"),
            "Pin(redacted) DeviceSecret(redacted)"
        );
    }
}
