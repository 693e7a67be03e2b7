//! The currency of savings.

use crate::{Error, Result};

/// A currency: three capital letters, as in ISO 4217. Which exist is for the screen to know.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
pub struct Currency(String);

impl Currency {
    /// Checks a code.
    ///
    /// # Errors
    /// [`Error::Invalid`] unless it is three capital letters of the Latin alphabet.
    pub fn new(code: &str) -> Result<Self> {
        if code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) {
            Ok(Self(code.to_owned()))
        } else {
            Err(Error::Invalid)
        }
    }

    /// The three letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Currency {
    type Error = Error;
    fn try_from(code: String) -> Result<Self> {
        Self::new(&code)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_three_capital_letters() {
        assert_eq!(Currency::new("EUR").unwrap().as_str(), "EUR");
        for wrong in ["", "eur", "EU", "EURO", "E1R", "ÄÖÜ"] {
            assert_eq!(Currency::new(wrong), Err(Error::Invalid), "{wrong}");
        }
    }
}
