//! How likely it is that luck alone puts so many events on one side.
//!
//! The question is the one of Fisher's exact test, over several groups (Mantel and Haenszel 1959; Zelen 1971): in each
//! group the events that did happen are dealt blindly to the entries; how often does the one side get at least as
//! many as it really had? Nothing is assumed about rates, and small counts are exact.

/// One group of entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// Entries.
    pub of: usize,
    /// Entries with an event.
    pub times: usize,
    /// Entries on the side that is asked about.
    pub inside: usize,
}

/// Weights are scaled down beyond this, long before they leave the range of a real number.
const LARGE: f64 = 1e200;

/// The chance that the inside gets more than `times` events, and half the chance that it gets exactly as many. The
/// half (Lancaster 1961, the "mid-P") makes up for counts that jump: without it few events could never be luck enough.
pub(crate) fn chance_of_at_least(groups: &[Group], times: usize) -> f64 {
    let dealt = groups
        .iter()
        .fold(vec![1.0], |sums, group| added(&sums, &inside_times(group)));
    let exactly = dealt.get(times).copied().unwrap_or(0.0);
    dealt.iter().skip(times + 1).sum::<f64>() + exactly / 2.0
}

/// The chances of 0, 1, 2, ... events inside, by the ratio of each to the one before (the hypergeometric
/// distribution).
fn inside_times(group: &Group) -> Vec<f64> {
    let outside = group.of.saturating_sub(group.inside);
    let fewest = group.times.saturating_sub(outside);
    let most = group.times.min(group.inside);
    let mut weights = vec![0.0; fewest];
    let mut weight = 1.0;
    for times in fewest..=most {
        weights.push(weight);
        let real = super::real;
        weight *= real(group.times - times) * real(group.inside - times)
            / (real(times + 1) * real(outside + times + 1 - group.times));
        if weight > LARGE {
            weight /= LARGE;
            weights.iter_mut().for_each(|weight| *weight /= LARGE);
        }
    }
    let all: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= all);
    weights
}

/// The distribution of the sum of two counts.
fn added(one: &[f64], other: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; one.len() + other.len() - 1];
    for (start, chance) in one.iter().enumerate().filter(|(_, chance)| **chance > 0.0) {
        for (sum, more) in sums.iter_mut().skip(start).zip(other) {
            *sum += chance * more;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, known: f64) -> bool {
        (found - known).abs() < 1e-12
    }

    /// The lady tasting tea (Fisher 1935): eight cups, four of them with milk first, four picked. All four right by
    /// luck: 1 in 70; three or more: 17 in 70.
    #[test]
    fn the_lady_tasting_tea_has_the_chances_that_fisher_gave_her() {
        let cups = [Group {
            of: 8,
            times: 4,
            inside: 4,
        }];
        assert!(close(chance_of_at_least(&cups, 4), 0.5 / 70.0));
        assert!(close(
            chance_of_at_least(&cups, 3),
            (1.0 + 16.0 / 2.0) / 70.0
        ));
    }

    #[test]
    fn two_groups_are_dealt_each_on_its_own() {
        let groups = [
            Group {
                of: 2,
                times: 1,
                inside: 1,
            },
            Group {
                of: 3,
                times: 1,
                inside: 1,
            },
        ];
        // A half and a third: both in 1 of 6, exactly one in 3 of 6.
        assert!(close(chance_of_at_least(&groups, 2), 0.5 / 6.0));
        assert!(close(
            chance_of_at_least(&groups, 1),
            1.0 / 6.0 + 0.5 * 3.0 / 6.0
        ));
    }

    #[test]
    fn a_group_with_nothing_outside_says_nothing() {
        let all_inside = [Group {
            of: 5,
            times: 3,
            inside: 5,
        }];
        assert!(close(chance_of_at_least(&all_inside, 3), 0.5));
    }

    #[test]
    fn years_of_entries_stay_within_the_range_of_numbers() {
        let many = [Group {
            of: 20_000,
            times: 9_000,
            inside: 10_000,
        }];
        let chance = chance_of_at_least(&many, 4_500);
        assert!((chance - 0.5).abs() < 0.01, "{chance}");
        assert!(chance_of_at_least(&many, 4_800) < 1e-12);
    }
}
