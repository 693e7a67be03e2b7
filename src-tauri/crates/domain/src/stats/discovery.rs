//! The guard against finding what is not there: whoever looks at fifty things sees one of them stand out by luck.

/// Which of these chances are discoveries, when at most `rate` of the discoveries may be luck.
///
/// Benjamini and Hochberg 1995: sorted, the `k`-th smallest of `m` may be `k * rate / m`. For somebody who has no
/// pattern at all each discovery is luck, so `rate` is then also the chance that there is any.
pub(crate) fn discoveries(chances: &[f64], rate: f64) -> Vec<bool> {
    let mut sorted = chances.to_vec();
    sorted.sort_by(f64::total_cmp);
    let step = rate / super::real(chances.len().max(1));
    let limit = sorted
        .iter()
        .enumerate()
        .filter(|(place, chance)| **chance <= step * super::real(place + 1))
        .map(|(_, chance)| *chance)
        .next_back();
    chances
        .iter()
        .map(|chance| limit.is_some_and(|limit| *chance <= limit))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fifteen chances of the example in the paper (section 3.2): four discoveries at a rate of 0.05.
    #[test]
    fn the_example_of_benjamini_and_hochberg_has_four_discoveries() {
        let chances = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0,
        ];
        let found = discoveries(&chances, 0.05);
        assert_eq!(found.iter().filter(|found| **found).count(), 4);
        assert!(found[..4].iter().all(|found| *found));
    }

    #[test]
    fn the_order_of_what_is_looked_at_does_not_matter() {
        assert_eq!(discoveries(&[0.5, 0.001, 0.02], 0.05), [false, true, true]);
        assert_eq!(discoveries(&[0.02, 0.5, 0.001], 0.05), [true, false, true]);
    }

    #[test]
    fn nothing_looked_at_is_nothing_found() {
        assert!(discoveries(&[], 0.05).is_empty());
    }
}
