//! From a passphrase to 32 bytes that are slow to guess: Argon2id, and the limits on its cost.
//!
//! A [`KdfParams`] is always within the limits, so a crafted header can ask for neither a weak
//! derivation nor for memory that the device has not; the check comes before any allocation. The
//! recovery code needs none of this: 128 random bits cannot be guessed.
//!
//! The memory of Argon2 is reserved here and not by the crate, because there a failed allocation
//! ends the program. Where the system hands out memory it does not have (Linux by default), it can
//! still end the program later; nothing in user space can rule that out.

use std::time::Duration;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroizing;

use crate::secret::Secret;
use crate::{Error, Passphrase, Pin, Result};

/// Length of the salt of a slot, in bytes (RFC 9106, 3.1: 16 is enough for every use).
pub(crate) const SALT_BYTES: usize = 16;

/// How long a derivation should take on the person's own device.
const TARGET: Duration = Duration::from_millis(500);
/// How long it may take at most, as long as fewer passes are allowed.
const CAP: Duration = Duration::from_millis(1_000);

/// The cost of Argon2id (version 0x13), always within the limits. One lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfParams {
    memory_kib: u32,
    iterations: u32,
}

impl KdfParams {
    /// The cheapest derivation taken: 19 MiB, 2 passes (OWASP's minimum for Argon2id).
    pub const FLOOR: Self = Self {
        memory_kib: 19 * 1_024,
        iterations: 2,
    };
    /// The dearest derivation taken: 1 GiB, 20 passes.
    pub const CEILING: Self = Self {
        memory_kib: 1_024 * 1_024,
        iterations: 20,
    };
    /// What a new vault starts from: 64 MiB, 3 passes (RFC 9106, second recommended option, with
    /// one lane because a phone's spare cores cannot be counted on).
    pub const DEFAULT: Self = Self {
        memory_kib: 64 * 1_024,
        iterations: 3,
    };

    /// Lanes of every derivation.
    pub const LANES: u8 = 1;

    /// Takes a cost within the limits.
    ///
    /// # Errors
    /// [`Error::KdfOutOfRange`] below [`FLOOR`](Self::FLOOR), above [`CEILING`](Self::CEILING), or
    /// with another number of lanes than one.
    pub fn new(memory_kib: u32, iterations: u32, lanes: u8) -> Result<Self> {
        let memory = Self::FLOOR.memory_kib..=Self::CEILING.memory_kib;
        let passes = Self::FLOOR.iterations..=Self::CEILING.iterations;
        if memory.contains(&memory_kib) && passes.contains(&iterations) && lanes == Self::LANES {
            Ok(Self {
                memory_kib,
                iterations,
            })
        } else {
            Err(Error::KdfOutOfRange {
                memory_kib,
                iterations,
                lanes,
            })
        }
    }

    /// Memory, in KiB.
    pub const fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    pub const fn iterations(self) -> u32 {
        self.iterations
    }

    /// Finds the number of passes that takes about half a second on this device.
    ///
    /// `measure` runs one derivation (see [`rehearse`](Self::rehearse)) and says how long it took.
    /// Starts at [`DEFAULT`](Self::DEFAULT), raises the passes towards 500 ms, and takes some back
    /// while a measured derivation is above 1,000 ms. Never fewer than 3 passes, never more than 20;
    /// the memory stays: it is what makes guessing dear. Calls `measure` a few times at most.
    pub fn calibrate(mut measure: impl FnMut(Self) -> Duration) -> Self {
        let mut params = Self::DEFAULT;
        let mut took = measure(params);
        if took < TARGET {
            params = params.scaled(took, Self::CEILING.iterations);
            took = measure(params);
        }
        while took > CAP && params.iterations > Self::DEFAULT.iterations {
            params = params.scaled(took, params.iterations - 1);
            took = measure(params);
        }
        params
    }

    /// The passes that would take [`TARGET`], given how long these took.
    fn scaled(self, took: Duration, most: u32) -> Self {
        let took_us = took.as_micros().max(1);
        let passes = (u128::from(self.iterations) * TARGET.as_micros() + took_us / 2) / took_us;
        let passes = u32::try_from(passes).unwrap_or(most);
        Self {
            iterations: passes.clamp(Self::DEFAULT.iterations, most),
            ..self
        }
    }

    /// Runs one derivation and throws the result away, for [`calibrate`](Self::calibrate).
    ///
    /// # Errors
    /// [`Error::OutOfMemory`] when the device has not the memory.
    pub fn rehearse(self) -> Result<()> {
        derive(b"calibration", &[0; SALT_BYTES], self).map(drop)
    }
}

/// Derives 32 bytes from a passphrase. Slow on purpose.
pub(crate) fn derive_from_passphrase(
    passphrase: &Passphrase,
    salt: &[u8; SALT_BYTES],
    params: KdfParams,
) -> Result<Secret<32>> {
    derive(passphrase.expose_text().as_bytes(), salt, params)
}

/// Derives 32 bytes from a PIN. Slow on purpose.
pub(crate) fn derive_from_pin(
    pin: &Pin,
    salt: &[u8; SALT_BYTES],
    params: KdfParams,
) -> Result<Secret<32>> {
    derive(pin.expose_digits().as_bytes(), salt, params)
}

fn derive(password: &[u8], salt: &[u8], params: KdfParams) -> Result<Secret<32>> {
    let refused = |_| Error::KdfOutOfRange {
        memory_kib: params.memory_kib,
        iterations: params.iterations,
        lanes: KdfParams::LANES,
    };
    let lanes = u32::from(KdfParams::LANES);
    let cost =
        Params::new(params.memory_kib, params.iterations, lanes, Some(32)).map_err(refused)?;
    let mut memory = reserve_blocks(cost.block_count())?;
    let mut out = Secret::zeroed();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost)
        .hash_password_into_with_memory(password, salt, out.expose_mut(), memory.as_mut_slice())
        .map_err(refused)?;
    Ok(out)
}

/// Blocks of 1 KiB, wiped on drop because the last pass could be reckoned back to the result.
fn reserve_blocks(count: usize) -> Result<Zeroizing<Vec<Block>>> {
    let mut blocks = Zeroizing::new(Vec::new());
    blocks
        .try_reserve_exact(count)
        .map_err(|_| Error::OutOfMemory { memory_kib: count })?;
    blocks.resize(count, Block::new());
    Ok(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::{AssociatedData, ParamsBuilder};
    use proptest::prelude::*;

    /// RFC 9106, 5.3, needs a secret and associated data, which the format does not use: it proves
    /// the primitive, the next test proves how it is wired.
    #[test]
    fn argon2id_agrees_with_rfc_9106() {
        let data = AssociatedData::new(&[4; 12]).expect("12 bytes");
        let params = ParamsBuilder::new()
            .m_cost(32)
            .t_cost(3)
            .p_cost(4)
            .data(data)
            .build();
        let mut tag = [0; 32];
        Argon2::new_with_secret(
            &[3; 8],
            Algorithm::Argon2id,
            Version::V0x13,
            params.expect("the RFC's own"),
        )
        .and_then(|argon2| argon2.hash_password_into(&[1; 32], &[2; 16], &mut tag))
        .expect("derive");
        let expected = [
            0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c, 0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b,
            0x53, 0xc9, 0xd0, 0x1e, 0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e, 0xb5, 0x25, 0x20, 0xe9,
            0x6b, 0x01, 0xe6, 0x59,
        ];
        assert_eq!(tag, expected);
    }

    /// `hashtest(version, 2, 16, 1, "password", "somesalt", ...)` in the reference code's test.c.
    #[test]
    fn derive_agrees_with_the_reference_implementation() {
        let params = KdfParams::new(65_536, 2, 1).expect("within the limits");
        let derived = derive(b"password", b"somesalt", params).expect("derive");
        let expected = [
            0x09, 0x31, 0x61, 0x15, 0xd5, 0xcf, 0x24, 0xed, 0x5a, 0x15, 0xa3, 0x1a, 0x3b, 0xa3,
            0x26, 0xe5, 0xcf, 0x32, 0xed, 0xc2, 0x47, 0x02, 0x98, 0x7c, 0x02, 0xb6, 0x56, 0x6f,
            0x61, 0x91, 0x3c, 0xf7,
        ];
        assert_eq!(derived.expose(), &expected);
    }

    #[test]
    fn only_costs_within_the_limits_are_taken() {
        let cases = [
            (19_456, 2, 1, true),
            (65_536, 3, 1, true),
            (1_048_576, 20, 1, true),
            (19_455, 2, 1, false),
            (19_456, 1, 1, false),
            (1_048_577, 3, 1, false),
            (65_536, 21, 1, false),
            (65_536, 3, 0, false),
            (65_536, 3, 2, false),
            (0, 0, 0, false),
            (u32::MAX, u32::MAX, u8::MAX, false),
        ];
        for (memory_kib, iterations, lanes, taken) in cases {
            let refusal = Error::KdfOutOfRange {
                memory_kib,
                iterations,
                lanes,
            };
            let params = KdfParams::new(memory_kib, iterations, lanes);
            assert_eq!(
                params.is_ok(),
                taken,
                "{memory_kib} KiB, {iterations}, {lanes}"
            );
            assert!(taken || params == Err(refusal));
        }
    }

    #[test]
    fn memory_that_is_not_there_is_an_error_and_not_an_abort() {
        let count = usize::MAX / 2_048;
        let refused = reserve_blocks(count).map(|_| ());
        assert_eq!(refused, Err(Error::OutOfMemory { memory_kib: count }));
    }

    fn calibrated(pass_us: u64) -> u32 {
        let params = KdfParams::calibrate(|params| {
            Duration::from_micros(u64::from(params.iterations()) * pass_us)
        });
        assert_eq!(params.memory_kib(), 65_536, "the memory stays");
        params.iterations()
    }

    #[test]
    fn calibration_reaches_half_a_second_and_stays_within_three_and_twenty() {
        let cases = [
            (0, 20),
            (1_000, 20),
            (25_000, 20),
            (50_000, 10),
            (100_000, 5),
            (166_000, 3),
            (900_000, 3),
        ];
        for (pass_us, passes) in cases {
            assert_eq!(calibrated(pass_us), passes, "{pass_us} us for a pass");
        }
    }

    #[test]
    fn a_derivation_that_turns_out_too_slow_loses_passes_again() {
        let mut first = true;
        let params = KdfParams::calibrate(|params| {
            let pass_ms = if std::mem::take(&mut first) { 10 } else { 100 };
            Duration::from_millis(u64::from(params.iterations()) * pass_ms)
        });
        assert_eq!(params.iterations(), 5);
    }

    proptest! {
        #[test]
        fn calibration_ends_in_range_whatever_the_clock_says(times in prop::collection::vec(any::<u64>(), 1..8)) {
            let mut times = times.into_iter().cycle();
            let mut calls = 0;
            let params = KdfParams::calibrate(|_| {
                calls += 1;
                Duration::from_micros(times.next().expect("a cycle"))
            });
            prop_assert!((3..=20).contains(&params.iterations()));
            prop_assert!(calls <= 20);
        }

        #[test]
        fn calibration_lands_near_the_target(pass_us in 25_000_u64..166_000) {
            let total = u64::from(calibrated(pass_us)) * pass_us;
            prop_assert!(total.abs_diff(500_000) <= pass_us / 2 + 1);
        }
    }
}
