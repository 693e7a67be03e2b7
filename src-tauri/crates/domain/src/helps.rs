//! What helps me: tools and people in the order in which they have helped this person, with counts.
//!
//! "Helped 4 of 5 times." A use helped when the strength of the craving fell by at least [`HELPED_BY`] from before to
//! after, both said by the person. Nothing is compared with other people, and nothing is foretold.
//!
//! - A use is *rated* when both strengths were said and the first was at least [`HELPED_BY`]: from a 1 nothing can
//!   fall by 2, and that is not the tool's doing. Uses that are not rated are counted as uses, and decide nothing.
//! - The order is by the share that helped, shrunk as though four more uses had gone half and half (the mean under a
//!   Beta(2, 2) prior, `reference/clinical.md` 6.3): 1 of 1 does not pass 9 of 10.
//! - Fewer than [`TRIES_NEEDED`] rated uses are "tried a few times": they stand below the others, whatever they show.
//!
//! The caller chooses the uses: all of them, or those at one trigger ("helped 4 of 5 times when lonely"), or at one
//! strength. Deliberately not here: which tools are safe in a state, which is decided before anything is ranked.

use crate::Rating;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// By how much the strength must fall (`reference/clinical.md` 6.3).
pub const HELPED_BY: u8 = 2;

/// Rated uses before something takes part in the ranking.
pub const TRIES_NEEDED: u32 = 3;

/// What the prior of the order counts: two uses that helped, of four.
const PRIOR: (u64, u64) = (2, 4);

/// One use of a tool, or one contact with a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use<K> {
    /// The tool or the person.
    pub of: K,
    /// How strong the craving was before.
    pub before: Option<Rating>,
    /// How strong after.
    pub after: Option<Rating>,
    /// The craving was acted on: what fell then did not fall by the tool.
    pub acted: bool,
}

impl<K> Use<K> {
    /// Whether it helped; `None` when that was not said or could not be seen.
    fn helped(&self) -> Option<bool> {
        let (before, after) = (self.before?.get(), self.after?.get());
        let fell = before.saturating_sub(after) >= HELPED_BY;
        (before >= HELPED_BY).then_some(fell && !self.acted)
    }
}

/// How well it is known whether something helps. The first stands above the second.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum HelpKnown {
    /// Rated often enough to say "helped 4 of 5 times".
    Counted,
    /// Tried a few times.
    TriedAFewTimes,
}

/// How a tool or a person has helped.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Help<K> {
    /// The tool or the person.
    pub of: K,
    /// How well it is known.
    pub known: HelpKnown,
    /// How often it was used.
    pub uses: u32,
    /// How many of these say whether it helped: the 5 of "4 of 5 times".
    pub rated: u32,
    /// How often it helped: the 4.
    pub helped: u32,
}

/// Ranks what was used, the most helpful first. Of two with the same share the one that was rated more often comes
/// first, then the one that was used more often, then the smaller key.
#[must_use]
pub fn helps<K: Ord + Clone>(uses: &[Use<K>]) -> Vec<Help<K>> {
    let mut found: BTreeMap<&K, Help<K>> = BTreeMap::new();
    for one in uses {
        let help = found.entry(&one.of).or_insert_with(|| unused(&one.of));
        help.uses += 1;
        help.rated += u32::from(one.helped().is_some());
        help.helped += u32::from(one.helped() == Some(true));
        if help.rated >= TRIES_NEEDED {
            help.known = HelpKnown::Counted;
        }
    }
    let mut helps: Vec<Help<K>> = found.into_values().collect();
    // Stable: equals stay in the order of their keys.
    helps.sort_by(by_help);
    helps
}

/// What helped when it was used last, of uses whose newest comes first: "this helped you last time" must be true of
/// the thing itself. `None` when nothing did.
#[must_use]
pub fn helped_last<K: Ord + Clone>(newest_first: &[Use<K>]) -> Option<K> {
    let mut seen = BTreeSet::new();
    let rated = newest_first.iter().filter(|one| one.helped().is_some());
    let mut last_of_each = rated.filter(|one| seen.insert(&one.of));
    last_of_each
        .find(|one| one.helped() == Some(true))
        .map(|one| one.of.clone())
}

fn unused<K: Clone>(of: &K) -> Help<K> {
    Help {
        of: of.clone(),
        known: HelpKnown::TriedAFewTimes,
        uses: 0,
        rated: 0,
        helped: 0,
    }
}

fn by_help<K>(one: &Help<K>, other: &Help<K>) -> Ordering {
    // Whole numbers multiplied crosswise, so that equal shares are equal.
    let (one_helped, one_of) = shrunk(one);
    let (other_helped, other_of) = shrunk(other);
    one.known
        .cmp(&other.known)
        .then((other_helped * one_of).cmp(&(one_helped * other_of)))
        .then(other.rated.cmp(&one.rated))
        .then(other.uses.cmp(&one.uses))
}

fn shrunk<K>(help: &Help<K>) -> (u64, u64) {
    (
        u64::from(help.helped) + PRIOR.0,
        u64::from(help.rated) + PRIOR.1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn used(of: &'static str, before: i64, after: i64) -> Use<&'static str> {
        let rating = |value| Some(Rating::new(value).unwrap());
        Use {
            of,
            before: rating(before),
            after: rating(after),
            acted: false,
        }
    }

    fn uses(of: &'static str, helped: usize, not: usize) -> Vec<Use<&'static str>> {
        [vec![used(of, 8, 4); helped], vec![used(of, 8, 8); not]].concat()
    }

    fn order(uses: &[Use<&'static str>]) -> Vec<&'static str> {
        helps(uses).into_iter().map(|help| help.of).collect()
    }

    #[test]
    fn it_helped_when_the_strength_fell_by_two() {
        let help = &helps(&[
            used("walk", 8, 6),
            used("walk", 8, 7),
            used("walk", 3, 0),
            used("walk", 4, 9),
        ])[0];
        assert_eq!((help.helped, help.rated, help.uses), (2, 4, 4));
    }

    #[test]
    fn a_use_without_both_strengths_is_a_use_and_decides_nothing() {
        let half = Use {
            after: None,
            ..used("walk", 8, 0)
        };
        let help = &helps(&[
            half,
            Use {
                before: None,
                ..used("walk", 8, 0)
            },
            used("walk", 8, 2),
        ])[0];
        assert_eq!((help.helped, help.rated, help.uses), (1, 1, 3));
    }

    #[test]
    fn from_where_nothing_can_fall_nothing_is_counted() {
        let help = &helps(&[used("walk", 1, 0), used("walk", 0, 0), used("walk", 2, 0)])[0];
        assert_eq!((help.helped, help.rated, help.uses), (1, 1, 3));
    }

    #[test]
    fn the_more_helpful_comes_first_and_more_uses_weigh_more() {
        let all = [
            uses("breathe", 9, 1),
            uses("walk", 3, 0),
            uses("call", 1, 3),
        ]
        .concat();
        assert_eq!(
            order(&all),
            ["breathe", "walk", "call"],
            "3 of 3 is less sure than 9 of 10"
        );
    }

    #[test]
    fn three_times_without_help_weigh_less_than_ten_with_one() {
        let all = [uses("walk", 0, 3), uses("call", 1, 9)].concat();
        assert_eq!(order(&all), ["walk", "call"]);
    }

    #[test]
    fn what_was_tried_a_few_times_stands_below() {
        let all = [uses("walk", 2, 0), uses("call", 1, 4)].concat();
        let found = helps(&all);
        assert_eq!(order(&all), ["call", "walk"]);
        assert_eq!(
            (found[0].known, found[1].known),
            (HelpKnown::Counted, HelpKnown::TriedAFewTimes)
        );
    }

    #[test]
    fn of_equals_the_one_that_was_used_more_comes_first() {
        let all = [uses("a", 2, 2), uses("b", 4, 4), uses("c", 2, 2)].concat();
        assert_eq!(order(&all), ["b", "a", "c"]);
    }

    #[test]
    fn what_helped_last_is_the_newest_that_did() {
        let newest_first = [used("call", 8, 7), used("walk", 8, 2), used("rest", 8, 0)];
        assert_eq!(helped_last(&newest_first), Some("walk"));
        assert_eq!(helped_last(&[used("call", 8, 7)]), None);
        let worse_since = [used("walk", 6, 9), used("rest", 8, 2), used("walk", 8, 2)];
        assert_eq!(helped_last(&worse_since), Some("rest"));
    }

    #[test]
    fn what_fell_because_it_was_acted_on_did_not_help() {
        let acted = Use {
            acted: true,
            ..used("walk", 9, 1)
        };
        assert_eq!(helped_last(&[acted]), None);
        let help = &helps(&[acted])[0];
        assert_eq!((help.helped, help.rated, help.uses), (0, 1, 1));
    }

    #[test]
    fn nothing_used_is_nothing_ranked() {
        assert!(helps::<u8>(&[]).is_empty());
    }

    fn any_use() -> impl Strategy<Value = Use<u8>> {
        let rating = || prop::option::of((0i64..=10).prop_map(|value| Rating::new(value).unwrap()));
        (0u8..5, rating(), rating()).prop_map(|(of, before, after)| Use {
            of,
            before,
            after,
            acted: false,
        })
    }

    proptest! {
        #[test]
        fn the_order_of_rows_does_not_matter(uses in prop::collection::vec(any_use(), 0..60), cut in 0usize..60) {
            let mut mixed = uses.clone();
            mixed.reverse();
            mixed.rotate_left(cut.min(uses.len()));
            prop_assert_eq!(helps(&uses), helps(&mixed));
        }

        #[test]
        fn what_is_added_and_removed_again_leaves_no_trace(uses in prop::collection::vec(any_use(), 0..60), extra in any_use()) {
            let mut more = uses.clone();
            more.push(extra);
            prop_assert_eq!(helps(&more).iter().map(|help| help.uses).sum::<u32>() as usize, uses.len() + 1);
            more.pop();
            prop_assert_eq!(helps(&more), helps(&uses));
        }

        #[test]
        fn one_more_time_that_it_helped_never_lowers_it(uses in prop::collection::vec(any_use(), 1..60)) {
            let of = uses[0].of;
            let place = |uses: &[Use<u8>]| helps(uses).iter().position(|help| help.of == of);
            let before = place(&uses);
            let mut more = uses;
            more.push(Use { of, before: Some(Rating::new(8).unwrap()), after: Some(Rating::new(1).unwrap()), acted: false });
            prop_assert!(place(&more) <= before);
        }
    }
}
