//! How much entries repeat each other, and so how much less they say than their number.
//!
//! Bad nights come in rows, and so do cravings. When both do, they meet by luck far more often than a count of
//! independent days would think. And use has an echo a week later (`reference/clinical.md` 6.2: after 7, 14, 21 and 28
//! days), so that one Friday brings the next without Friday being the reason.
//!
//! The measure is the one for the association of two series that are each tied to their own past (Bartlett 1946;
//! Clifford, Richardson and Hémon 1989): the variance grows by the sum, over all pairs of entries, of how alike the
//! one series is at that distance times how alike the other is. The counts are then taken as that much smaller.

use super::real;

/// Entries further apart than this many days are taken as strangers: four weeks, the longest echo that was seen.
pub(crate) const LONGEST_ECHO_DAYS: usize = 28;

/// One entry of two series: on which day, and by how much each is above what was to be expected.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Linked {
    /// Days since some first day.
    pub day: usize,
    /// The cell: its presence above its usual share.
    pub cell: f64,
    /// The outcome: its presence above what the cell and the time explain.
    pub rest: f64,
}

/// What one day has, summed over its entries.
#[derive(Debug, Clone, Copy, Default)]
struct Day {
    entries: f64,
    cell: f64,
    rest: f64,
}

/// By how much to divide the counts, 1 or more. 1 where the entries are independent, or repeat in a way that makes
/// luck less likely: no count is ever taken as larger than it is.
pub(crate) fn overlap(entries: &[Linked]) -> f64 {
    let squares =
        |value: fn(&Linked) -> f64| entries.iter().map(|e| value(e) * value(e)).sum::<f64>();
    let (cell, rest) = (squares(|e| e.cell), squares(|e| e.rest));
    let all = real(entries.len());
    if cell <= 0.0 || rest <= 0.0 {
        return 1.0;
    }
    let scale = all / (cell * rest);
    let days = by_day(entries);
    let apart: f64 = (1..=LONGEST_ECHO_DAYS)
        .map(|lag| 2.0 * alike_at(&days, lag))
        .sum();
    (1.0 + scale * (alike_within(&days, entries) + apart)).max(1.0)
}

fn by_day(entries: &[Linked]) -> Vec<Day> {
    let length = entries.iter().map(|entry| entry.day + 1).max().unwrap_or(0);
    let mut days = vec![Day::default(); length];
    for entry in entries {
        if let Some(day) = days.get_mut(entry.day) {
            day.entries += 1.0;
            day.cell += entry.cell;
            day.rest += entry.rest;
        }
    }
    days
}

/// Likeness in both series, of all pairs of entries `lag` days apart. The mean of a pair is taken in each series, so
/// that a distance with few pairs weighs little.
fn alike_at(days: &[Day], lag: usize) -> f64 {
    let (mut pairs, mut cell, mut rest) = (0.0, 0.0, 0.0);
    for (earlier, later) in days.iter().zip(days.iter().skip(lag)) {
        pairs += earlier.entries * later.entries;
        cell += earlier.cell * later.cell;
        rest += earlier.rest * later.rest;
    }
    if pairs > 0.0 {
        cell * rest / pairs
    } else {
        0.0
    }
}

/// The same for pairs of one day.
fn alike_within(days: &[Day], entries: &[Linked]) -> f64 {
    let pairs: f64 = days
        .iter()
        .map(|day| day.entries * (day.entries - 1.0))
        .sum();
    let sums = |of_day: fn(&Day) -> f64, of_entry: fn(&Linked) -> f64| {
        days.iter()
            .map(|day| of_day(day) * of_day(day))
            .sum::<f64>()
            - entries
                .iter()
                .map(|entry| of_entry(entry) * of_entry(entry))
                .sum::<f64>()
    };
    if pairs > 0.0 {
        sums(|day| day.cell, |entry| entry.cell) * sums(|day| day.rest, |entry| entry.rest) / pairs
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Entries with the cell and the outcome above or below what was to be expected.
    fn entries(of: impl Iterator<Item = (usize, bool, bool)>) -> Vec<Linked> {
        let signed = |is: bool| if is { 0.5 } else { -0.5 };
        of.map(|(day, cell, rest)| Linked {
            day,
            cell: signed(cell),
            rest: signed(rest),
        })
        .collect()
    }

    /// So many times yes or no, without order.
    fn coins(seed: u64, many: usize) -> Vec<bool> {
        let mut random = crate::simulated::Random::new(seed);
        (0..many).map(|_| random.yes(0.5)).collect()
    }

    /// Both series by coins that hold for so many days each.
    fn weeks(cell_days: usize, rest_days: usize) -> f64 {
        let (cell, rest) = (coins(1, 1000), coins(2, 1000));
        overlap(&entries(
            (0..364).map(|n| (n, cell[n / cell_days], rest[n / rest_days])),
        ))
    }

    #[test]
    fn entries_without_order_count_nearly_in_full() {
        let found = weeks(1, 1);
        assert!((1.0..1.3).contains(&found), "{found}");
    }

    #[test]
    fn two_entries_that_are_one_count_as_one() {
        let (cell, rest) = (coins(1, 300), coins(2, 300));
        let found = overlap(&entries(
            (0..600).map(|n| (n / 2, cell[n / 2], rest[n / 2])),
        ));
        assert!((1.7..2.5).contains(&found), "{found}");
    }

    #[test]
    fn bad_weeks_of_both_count_for_little() {
        assert!(weeks(7, 7) > 3.0, "{}", weeks(7, 7));
    }

    #[test]
    fn bad_weeks_of_one_alone_cost_little() {
        assert!(weeks(7, 1) < 1.5, "{}", weeks(7, 1));
    }

    #[test]
    fn an_echo_after_a_week_makes_a_weekday_weaker() {
        // An event that comes on the same weekday for three weeks, then on another.
        let found = overlap(&entries(
            (0..364).map(|n| (n, n % 7 == 4, n % 7 == n / 21 * 3 % 7)),
        ));
        assert!(found > 1.5, "{found}");
    }

    #[test]
    fn with_nothing_to_compare_nothing_is_taken_away() {
        assert!((overlap(&[]) - 1.0).abs() < f64::EPSILON);
        let flat = [Linked {
            day: 0,
            cell: 0.0,
            rest: 0.5,
        }; 4];
        assert!((overlap(&flat) - 1.0).abs() < f64::EPSILON);
    }
}
