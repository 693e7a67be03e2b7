//! Whether the words fit this person better than their own average does.
//!
//! Prequential (Dawid 1984): each day is forecast from the days before it, so that nothing is judged by what it was
//! fitted to. The score is the logarithm of the chance that was given to what then happened; it cannot be improved by
//! pretending.

use super::OutlookWord;
use crate::stats::real;

/// How many days the average counts for in a word's own chance, so that a word that was seldom said stays near the
/// average.
const USUAL_DAYS: f64 = 8.0;

/// What came must have been this many times as likely under the words as under the average, over all days together.
/// Were the average the truth, luck alone would get there for at most 1 person in 5 ever (Ville's inequality); since
/// each word stays near the average it is far fewer, at most 5 of 100 simulated people (`tests.rs`).
const TIMES_AS_LIKELY: f64 = 5.0;

/// Hard days among days.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    hard: usize,
    of: usize,
}

impl Seen {
    /// The share so far, as though half a hard day of one had been seen before (never 0 or 1).
    fn average(self) -> f64 {
        (real(self.hard) + 0.5) / (real(self.of) + 1.0)
    }

    /// The share after one word, near the average while the word is new. A word may move it only the way that it is
    /// meant: "more support" before quiet days tells days apart too, and would still be wrong.
    fn after(self, word: OutlookWord, average: f64) -> f64 {
        let shrunk = (real(self.hard) + USUAL_DAYS * average) / (real(self.of) + USUAL_DAYS);
        match word {
            OutlookWord::Steadier => shrunk.min(average),
            OutlookWord::AsUsual => average,
            OutlookWord::MoreSupport => shrunk.max(average),
        }
    }

    fn see(&mut self, hard: bool) {
        self.hard += usize::from(hard);
        self.of += 1;
    }
}

/// Whether the words have earned their place, over these days in order.
pub(super) fn is_better(judged: &[(OutlookWord, bool)]) -> bool {
    gain(judged) >= TIMES_AS_LIKELY.ln()
}

/// The sum, over all days, of the log of how many times as likely the words made what came.
fn gain(judged: &[(OutlookWord, bool)]) -> f64 {
    let mut all = Seen::default();
    let mut by_word = [Seen::default(); 3];
    let mut gain = 0.0;
    for (word, hard) in judged {
        let average = all.average();
        if let Some(seen) = by_word.get_mut(*word as usize) {
            gain += (given(seen.after(*word, average), *hard) / given(average, *hard)).ln();
            seen.see(*hard);
        }
        all.see(*hard);
    }
    gain
}

/// The chance that was given to what happened.
fn given(chance_of_hard: f64, hard: bool) -> f64 {
    if hard {
        chance_of_hard
    } else {
        1.0 - chance_of_hard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(of: impl Fn(usize) -> (OutlookWord, bool)) -> Vec<(OutlookWord, bool)> {
        (0..60).map(of).collect()
    }

    #[test]
    fn a_word_that_fits_gains() {
        let fits = days(|n| {
            if n % 4 == 0 {
                (OutlookWord::MoreSupport, true)
            } else {
                (OutlookWord::AsUsual, false)
            }
        });
        assert!(is_better(&fits));
    }

    #[test]
    fn a_word_that_is_turned_round_gains_nothing() {
        let turned = days(|n| {
            if n % 4 == 0 {
                (OutlookWord::Steadier, true)
            } else {
                (OutlookWord::MoreSupport, false)
            }
        });
        assert!(gain(&turned) <= 0.0);
    }

    #[test]
    fn one_word_for_all_days_gains_nothing() {
        let same = days(|n| (OutlookWord::AsUsual, n % 3 == 0));
        assert!(
            gain(&same).abs() < 0.5 && !is_better(&same),
            "{}",
            gain(&same)
        );
    }

    #[test]
    fn words_without_a_tie_to_what_comes_do_not_pass() {
        let no_tie = days(|n| {
            (
                [
                    OutlookWord::Steadier,
                    OutlookWord::AsUsual,
                    OutlookWord::MoreSupport,
                ][n % 3],
                n % 4 == 0,
            )
        });
        assert!(!is_better(&no_tie));
    }
}
