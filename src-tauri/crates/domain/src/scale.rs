//! The scales a person answers on. Each checks its range where it is made, so that no rule meets a 12 of 10.

use crate::bindings::wire;
use crate::{Error, Result};

macro_rules! scales {
    ($($(#[$meta:meta])* $name:ident($inner:ty) in $min:literal..=$max:literal),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name(#[cfg_attr(feature = "bindings", ts(type = "number"))] $inner);

        impl $name {
            /// The lowest answer.
            pub const MIN: $inner = $min;
            /// The highest answer.
            pub const MAX: $inner = $max;

            /// Checks an answer.
            ///
            /// # Errors
            /// [`Error::Invalid`] outside the scale.
            pub fn new(value: i64) -> Result<Self> {
                let value = <$inner>::try_from(value).map_err(|_| Error::Invalid)?;
                if (Self::MIN..=Self::MAX).contains(&value) { Ok(Self(value)) } else { Err(Error::Invalid) }
            }

            /// The answer as a number.
            #[must_use]
            pub const fn get(self) -> $inner {
                self.0
            }
        }

        impl TryFrom<i64> for $name {
            type Error = Error;
            fn try_from(value: i64) -> Result<Self> {
                Self::new(value)
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> Self {
                Self::from(value.0)
            }
        }
    )+};
}

scales! {
    /// How a person is: 1 (rough) to 5 (great), the five faces.
    Mood(u8) in 1..=5,
    /// Strength of a craving or confidence: 0 (none) to 10 (overwhelming, or sure).
    Rating(u8) in 0..=10,
    /// How much of one of hungry, angry, lonely, tired: 0 (not), 1 (a little), 2 (quite), 3 (very).
    HaltLevel(u8) in 0..=3,
    /// Sleep in minutes: 0 to 1,440 (a day).
    SleepMinutes(u16) in 0..=1440,
}

wire! {
    /// Hungry, angry, lonely, tired (HALT, a fellowship slogan); `None` is "not said".
    #[derive(Copy, Eq, Default)]
    pub struct Halt {
        /// How hungry.
        pub hungry: Option<HaltLevel>,
        /// How angry.
        pub angry: Option<HaltLevel>,
        /// How lonely.
        pub lonely: Option<HaltLevel>,
        /// How tired.
        pub tired: Option<HaltLevel>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_of_a_scale_is_kept_and_its_neighbours_are_refused() {
        for value in 1..=5 {
            assert_eq!(i64::from(Mood::new(value).unwrap()), value);
        }
        for value in [0, 6, -1, i64::MIN, i64::MAX] {
            assert_eq!(Mood::new(value), Err(Error::Invalid));
        }
        assert!(Rating::new(0).is_ok() && Rating::new(10).is_ok() && Rating::new(11).is_err());
        assert!(HaltLevel::new(3).is_ok() && HaltLevel::new(4).is_err());
        assert!(SleepMinutes::new(1440).is_ok() && SleepMinutes::new(1441).is_err());
    }

    #[test]
    fn a_number_out_of_range_does_not_come_through_json() {
        assert_eq!(serde_json::from_str::<Rating>("7").unwrap().get(), 7);
        assert!(serde_json::from_str::<Rating>("11").is_err());
        assert!(serde_json::from_str::<Rating>("7.5").is_err());
    }
}
