//! How hard a stretch of time was, and from which strength on a craving counts.

use crate::stats::real;
use crate::Rating;

/// How hard something was, as one number that sorts: nothing, a craving by its strength, a lapse above all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Hardness(u8);

impl Hardness {
    /// A lapse.
    pub const LAPSE: Self = Self(Rating::MAX + 1);

    /// A craving that was logged as an event. One without a strength, or set to 0, was worth logging: the lowest.
    pub fn of_craving(strength: Option<Rating>) -> Self {
        Self(strength.map_or(1, |strength| strength.get().max(1)))
    }

    /// The answer of a check-in to "the strongest craving so far"; 0 says that there was none.
    pub fn of_answer(strength: Option<Rating>) -> Self {
        Self(strength.map_or(0, Rating::get))
    }

    /// Whether it is an event.
    pub fn reaches(self, from: Rating) -> bool {
        self.0 >= from.get()
    }
}

/// The lowest strength that at most half of these reach; 10 if more than half reach even that. See the head of
/// [`patterns`](super) for the reason.
pub(crate) fn from_strength(all: &[Hardness]) -> Rating {
    let half = real(all.len()) / 2.0;
    (1..Rating::MAX)
        .filter_map(|strength| Rating::new(i64::from(strength)).ok())
        .find(|from| real(all.iter().filter(|hard| hard.reaches(*from)).count()) <= half)
        .unwrap_or_else(|| Rating::new(i64::from(Rating::MAX)).expect("the highest rating is one"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(strengths: &[u8]) -> u8 {
        let all: Vec<_> = strengths
            .iter()
            .map(|strength| Hardness(*strength))
            .collect();
        from_strength(&all).get()
    }

    #[test]
    fn who_seldom_craves_has_every_craving_counted() {
        assert_eq!(from(&[0, 0, 0, 2, 9]), 1);
    }

    #[test]
    fn who_craves_daily_has_the_stronger_half_counted() {
        assert_eq!(from(&[3, 4, 5, 6, 7, 8]), 6);
        assert_eq!(from(&[5, 5, 5, 5, 9]), 6);
    }

    #[test]
    fn when_nearly_all_is_at_the_top_only_the_top_counts() {
        assert_eq!(from(&[10, 10, 11, 3]), 10);
    }

    #[test]
    fn a_logged_craving_without_a_strength_is_a_craving() {
        assert!(Hardness::of_craving(None) > Hardness::default());
        assert!(Hardness::of_craving(None) < Hardness::LAPSE);
        assert_eq!(Hardness::of_answer(None), Hardness::default());
    }
}
