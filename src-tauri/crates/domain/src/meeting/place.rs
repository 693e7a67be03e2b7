//! Where a listed meeting is on a map.
//!
//! Degrees are kept as whole millionths (about 11 cm): feeds write them with up to twenty digits, as numbers or as
//! text, and a comparison of two listings should not depend on how one of them rounds.

use crate::{Error, Result};

/// One degree, in millionths.
const DEGREE: i32 = 1_000_000;
/// Digits after the point that are kept.
const KEPT_DIGITS: usize = 6;

/// A point on the earth, in millionths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    latitude: i32,
    longitude: i32,
}

impl Position {
    /// Checks a point in millionths of a degree, as it was kept.
    ///
    /// # Errors
    /// [`Error::Invalid`] outside the earth.
    pub fn new(latitude: i32, longitude: i32) -> Result<Self> {
        let is_within = |value: i32, most: i32| (-most * DEGREE..=most * DEGREE).contains(&value);
        if !is_within(latitude, 90) || !is_within(longitude, 180) {
            return Err(Error::Invalid);
        }
        Ok(Self {
            latitude,
            longitude,
        })
    }

    /// Reads a latitude and a longitude in degrees, as decimals. Digits beyond the sixth are left out.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is no decimal, outside the earth, or at 0, 0: programs that have no position write
    /// that, and nobody meets there.
    pub fn parse(latitude: &str, longitude: &str) -> Result<Self> {
        let position = Self {
            latitude: millionths(latitude, 90)?,
            longitude: millionths(longitude, 180)?,
        };
        if position.latitude == 0 && position.longitude == 0 {
            return Err(Error::Invalid);
        }
        Ok(position)
    }

    /// North of the equator is positive: -90,000,000 to 90,000,000.
    #[must_use]
    pub const fn latitude(self) -> i32 {
        self.latitude
    }

    /// East of Greenwich is positive: -180,000,000 to 180,000,000.
    #[must_use]
    pub const fn longitude(self) -> i32 {
        self.longitude
    }
}

fn millionths(text: &str, most_degrees: i32) -> Result<i32> {
    let text = text.trim();
    let (is_negative, digits) = text
        .strip_prefix('-')
        .map_or((false, text.strip_prefix('+').unwrap_or(text)), |rest| {
            (true, rest)
        });
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(part) || whole.len() > 3 {
        return Err(Error::Invalid);
    }
    let kept: String = part
        .chars()
        .chain("000000".chars())
        .take(KEPT_DIGITS)
        .collect();
    let number = |text: &str| text.parse::<i32>().map_err(|_| Error::Invalid);
    let value = number(whole)? * DEGREE + number(&kept)?;
    if value > most_degrees * DEGREE {
        return Err(Error::Invalid);
    }
    Ok(if is_negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_to_the_sixth_digit() {
        let position = Position::parse("40.71277530000000142", " -74.0059728 ").unwrap();
        assert_eq!(position.latitude(), 40_712_775);
        assert_eq!(position.longitude(), -74_005_972);
        let whole = Position::parse("+51", "0").unwrap();
        assert_eq!((whole.latitude(), whole.longitude()), (51_000_000, 0));
        assert_eq!(Position::parse("-0.5", "180").unwrap().latitude(), -500_000);
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for (latitude, longitude) in [
            ("", ""),
            ("0", "0.000000"),
            ("91", "0"),
            ("90.000001", "0"),
            ("45", "180.5"),
            ("north", "east"),
            ("1e3", "1"),
            ("1.", "1"),
            (".5", "1"),
            ("--1", "1"),
            ("١", "1"),
            ("99999999999", "1"),
        ] {
            assert!(Position::parse(latitude, longitude).is_err(), "{latitude}");
        }
    }
}
