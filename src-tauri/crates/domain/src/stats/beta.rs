//! The regularised incomplete beta function: how much of a beta distribution lies below a point.
//!
//! It answers both questions of the patterns. With `a = events + k * base` and `b = others + k * (1 - base)` it is the
//! posterior probability that a rate is at most `x`. With `a = events`, `b = others + 1` it is the chance of at least
//! that many events at rate `x` (NIST Digital Library of Mathematical Functions, 8.17.5), for counts that are not
//! whole too.
//!
//! Written here because the crates that have it bring a library of distributions along for a page of arithmetic.

/// Terms of the continued fraction before it counts as settled. It takes about the root of the larger parameter
/// (DLMF 8.17(v)); a year of entries needs fewer than 60.
const MOST_TERMS: u32 = 300;

/// The least change of a term that still matters.
const PRECISION: f64 = 1e-14;

/// Stands for zero where the fraction would divide by it (Lentz' method, in the form of Thompson and Barnett 1986).
const TINY: f64 = 1e-300;

/// From here on Stirling's series is exact to the last digits.
const STIRLING_FROM: f64 = 10.0;

/// The share of a beta distribution with parameters `a` and `b` that lies below `x`, 0 to 1. A parameter of 0 or less
/// is the limit: all of the distribution at 0 (`a`) or at 1 (`b`).
pub(crate) fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if a <= 0.0 || x >= 1.0 {
        return 1.0;
    }
    if b <= 0.0 || x <= 0.0 {
        return 0.0;
    }
    // The fraction settles quickly below the mean; above it the mirror image is used (DLMF 8.17.4).
    if x <= (a + 1.0) / (a + b + 2.0) {
        lower_tail(a, b, x)
    } else {
        1.0 - lower_tail(b, a, 1.0 - x)
    }
}

fn lower_tail(a: f64, b: f64, x: f64) -> f64 {
    let front = a * x.ln() + b * (-x).ln_1p() + ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b);
    (front.exp() * fraction(a, b, x) / a).clamp(0.0, 1.0)
}

/// The continued fraction of DLMF 8.17.22, term by term.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for term in 1..=MOST_TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for numerator in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + numerator * d);
            c = away_from_zero(1.0 + numerator / c);
            change = c * d;
            value *= change;
        }
        if (change - 1.0).abs() < PRECISION {
            break;
        }
    }
    value
}

/// The logarithm of the gamma function for `z > 0`: Stirling's series (DLMF 5.11.1), moved up to where it is exact by
/// `gamma(z + 1) = z * gamma(z)`.
fn ln_gamma(z: f64) -> f64 {
    let mut z = z;
    let mut product = 1.0;
    while z < STIRLING_FROM {
        product *= z;
        z += 1.0;
    }
    let square = z * z;
    let series = (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - 1.0 / (1680.0 * square)) / square) / square)
        / z;
    let half_ln_two_pi = 0.918_938_533_204_672_7;
    (z - 0.5) * z.ln() - z + half_ln_two_pi + series - product.ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(found: f64, known: f64) -> bool {
        (found - known).abs() <= 1e-12 + known.abs() * 1e-10
    }

    /// Known values from mpmath 1.3 at 30 digits: `betainc(a, b, 0, x, regularized=True)`.
    #[test]
    fn it_has_the_known_values() {
        for (a, b, x, known) in [
            (0.5, 0.5, 0.3, 0.36901011956554536),
            (2.5, 7.25, 0.1, 0.10841578583098449),
            (2.5, 7.25, 0.6, 0.9873085763230209),
            (11.5, 12.5, 0.24, 0.006047717226055306),
            (0.8, 200.3, 0.001, 0.2718439065818966),
            (90.2, 3.1, 0.99, 0.9429952978234775),
            (300.0, 900.0, 0.2, 1.3522318397518266e-05),
            (5.0, 4.0, 0.2, 0.010406400000000003),
            (0.001, 5.0, 0.2, 0.9997834456464276),
        ] {
            let found = incomplete_beta(a, b, x);
            assert!(
                close(found, known),
                "I_{x}({a}, {b}) is {known}, not {found}"
            );
        }
    }

    /// Known values from mpmath 1.3 at 30 digits: `loggamma(z)`.
    #[test]
    fn the_logarithm_of_gamma_has_the_known_values() {
        for (z, known) in [
            (0.001, 6.907178885383853),
            (0.5, 0.5723649429247001),
            (1.0, 0.0),
            (2.0, 0.0),
            (3.7, 1.428072326665388),
            (10.0, 12.801827480081469),
            (150.25, 601.2615040324997),
        ] {
            let found = ln_gamma(z);
            assert!(close(found, known), "ln gamma({z}) is {known}, not {found}");
        }
    }

    #[test]
    fn the_edges_are_the_limits() {
        for (a, b, x, known) in [
            (3.0, 4.0, 0.0, 0.0),
            (3.0, 4.0, 1.0, 1.0),
            (0.0, 4.0, 0.3, 1.0),
            (3.0, 0.0, 0.3, 0.0),
        ] {
            assert!(close(incomplete_beta(a, b, x), known), "{a} {b} {x}");
        }
    }

    /// Chance of at least `events` of `of` at rate `rate`, summed term by term.
    fn binomial_tail(events: u32, of: u32, rate: f64) -> f64 {
        let choose = |k: u32| (0..k).fold(1.0, |c, i| c * f64::from(of - i) / f64::from(i + 1));
        (events..=of)
            .map(|k| {
                let power = |base: f64, n: u32| base.powi(i32::try_from(n).unwrap());
                choose(k) * power(rate, k) * power(1.0 - rate, of - k)
            })
            .sum()
    }

    proptest! {
        #[test]
        fn it_is_the_tail_of_the_binomial(of in 1u32..60, picked: u32, rate in 0.001f64..0.999) {
            let events = 1 + picked % of;
            let found = incomplete_beta(f64::from(events), f64::from(of - events) + 1.0, rate);
            prop_assert!((found - binomial_tail(events, of, rate)).abs() < 1e-9);
        }

        #[test]
        fn it_rises_and_mirrors(a in 0.01f64..400.0, b in 0.01f64..400.0, x in 0.0f64..1.0, step in 0.0f64..0.1) {
            let here = incomplete_beta(a, b, x);
            prop_assert!((0.0..=1.0).contains(&here));
            prop_assert!(incomplete_beta(a, b, (x + step).min(1.0)) + 1e-9 >= here);
            prop_assert!((here + incomplete_beta(b, a, 1.0 - x) - 1.0).abs() < 1e-9);
        }
    }
}
