//! Amounts of what is used: drinks, cigarettes, minutes, in the unit that the person chose for the goal.

use crate::{Error, Result};

/// An amount in thousandths of its unit: 0 to 100,000 units. Whole numbers, so that sums are exact.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "i64", into = "i64")]
pub struct Amount(#[cfg_attr(feature = "bindings", ts(type = "number"))] u32);

impl Amount {
    /// The largest, in thousandths.
    pub const MAX: u32 = 100_000_000;

    /// Checks an amount in thousandths.
    ///
    /// # Errors
    /// [`Error::Invalid`] below 0 or above [`Self::MAX`].
    pub fn new(thousandths: i64) -> Result<Self> {
        u32::try_from(thousandths)
            .ok()
            .filter(|amount| *amount <= Self::MAX)
            .map(Self)
            .ok_or(Error::Invalid)
    }

    /// The amount in thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u32 {
        self.0
    }
}

impl TryFrom<i64> for Amount {
    type Error = Error;
    fn try_from(thousandths: i64) -> Result<Self> {
        Self::new(thousandths)
    }
}

impl From<Amount> for i64 {
    fn from(amount: Amount) -> Self {
        Self::from(amount.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_not_negative_and_has_an_end() {
        assert_eq!(Amount::new(1_500).unwrap().thousandths(), 1_500);
        for wrong in [-1, i64::from(Amount::MAX) + 1, i64::MAX] {
            assert_eq!(Amount::new(wrong), Err(Error::Invalid));
        }
    }
}
