//! The system's random bytes, through ring.

use mainstay_core::ports::{Entropy, EntropyUnavailable};
use ring::rand::{SecureRandom, SystemRandom};

/// The system's random bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyUnavailable> {
        SystemRandom::new()
            .fill(out)
            .map_err(|_| EntropyUnavailable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fills_differ() {
        let (mut one, mut two) = ([0; 32], [0; 32]);
        SystemEntropy.fill(&mut one).expect("random bytes");
        SystemEntropy.fill(&mut two).expect("random bytes");
        assert_ne!(one, two);
    }
}
