//! How good a passphrase is. Rated on the device by zxcvbn, which knows common passwords and patterns.

use crate::{App, Result, SecretText};

/// The fewest characters of a passphrase.
const MIN_CHARS: usize = 8;

/// zxcvbn's time grows with the square of the length; what comes later can only make it better.
const RATED_CHARS: usize = 64;

/// The lowest acceptable score: about 10^6 to 10^8 guesses. At half a second of Argon2id each, that is months of
/// work for somebody who has the files.
const LOWEST_SCORE: u8 = 2;

/// A passphrase to rate.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PassphraseRateRequest {
    /// The passphrase as typed so far.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub passphrase: SecretText,
}

/// How good it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PassphraseRating {
    /// 0 (guessed at once) to 4 (very hard to guess), zxcvbn's scale.
    pub score: u8,
    /// Whether it has the fewest characters.
    pub long_enough: bool,
    /// Whether a vault can be made with it.
    pub acceptable: bool,
}

impl App {
    /// Rates a passphrase.
    ///
    /// # Errors
    /// None; the result is for the command list's sake.
    pub fn passphrase_rate(&self, request: PassphraseRateRequest) -> Result<PassphraseRating> {
        Ok(rate(request.passphrase.expose()))
    }
}

/// Rates a passphrase.
pub(crate) fn rate(typed: &str) -> PassphraseRating {
    // As it is used: white space around it is no part of it.
    let passphrase = typed.trim();
    let start: zeroize::Zeroizing<String> =
        zeroize::Zeroizing::new(passphrase.chars().take(RATED_CHARS).collect());
    let score = u8::from(zxcvbn::zxcvbn(&start, &["mainstay"]).score());
    let long_enough = passphrase.chars().count() >= MIN_CHARS;
    PassphraseRating {
        score,
        long_enough,
        acceptable: long_enough && score >= LOWEST_SCORE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_and_short_ones_are_not_acceptable_and_four_words_are() {
        for weak in ["", "abc", "password", "12345678", "mainstay1", "qwertyuiop"] {
            assert!(!rate(weak).acceptable, "{weak}");
        }
        assert!(!rate("x7#Kq!").acceptable, "too short");
        assert_eq!(rate("copper lantern quiet harbour").score, 4);
        assert!(rate("наша тихая гавань").acceptable);
    }

    #[test]
    fn a_megabyte_is_rated_at_once() {
        assert!(rate(&"long passphrase ".repeat(65_536)).long_enough);
    }
}
