//! The little statistics that the rules on patterns, outlook and help need.
//!
//! Small numbers of one person, so nothing here leans on large samples: tails are those of the beta distribution, and
//! counts are made smaller where entries repeat each other ([`mod@overlap`]).
//!
//! Deliberately not here: anything drawn at random. The same rows give the same answer on every device.

mod beta;
mod dealt;
mod discovery;
mod overlap;

pub(crate) use beta::incomplete_beta;
pub(crate) use dealt::{chance_of_at_least, Group};
pub(crate) use discovery::discoveries;
pub(crate) use overlap::{overlap, Linked};

/// A count as a real number.
pub(crate) fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A count as it travels to the UI.
pub(crate) fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The middle value; of two middle values their mean. `None` for no values.
pub(crate) fn median(values: &[u8]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let upper = f64::from(*sorted.get(sorted.len() / 2)?);
    let lower = f64::from(*sorted.get((sorted.len() - 1) / 2)?);
    Some((upper + lower) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_or_the_mean_of_two() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[7]), Some(7.0));
        assert_eq!(median(&[9, 1, 4]), Some(4.0));
        assert_eq!(median(&[9, 1, 4, 5]), Some(4.5));
    }
}
