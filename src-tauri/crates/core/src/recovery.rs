//! The recovery code: shown once, three of its groups typed back.

use crate::error::InField;
use crate::session::{Open, ShownCode};
use crate::settings;
use crate::{App, Empty, Error, Result, SecretText};
use mainstay_domain::SetUpStep;
use mainstay_vault::RecoveryCode;

/// Groups of a code.
const GROUPS: u8 = 7;

/// The code on the screen. It leaves the core this once.
#[derive(serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[cfg_attr(feature = "bindings", ts(rename = "RecoveryCode"))]
pub struct RecoveryCodeShown {
    /// Seven groups of four characters.
    #[cfg_attr(feature = "bindings", ts(type = "string[]"))]
    pub groups: Vec<zeroize::Zeroizing<String>>,
    /// Three positions (0 to 6, ascending) to type back.
    #[cfg_attr(feature = "bindings", ts(type = "number[]"))]
    pub ask: [u8; 3],
}

impl std::fmt::Debug for RecoveryCodeShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCodeShown(..)")
    }
}

/// What was typed back.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RecoveryCodeConfirmRequest {
    /// One for each position that was asked.
    pub groups: Vec<TypedGroup>,
}

/// One group, typed back.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct TypedGroup {
    /// Its position, 0 to 6.
    pub position: u8,
    /// What was typed.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub text: SecretText,
}

impl App {
    /// Checks the groups that were typed back, and goes on with set-up.
    ///
    /// # Errors
    /// A refusal of `groups.<position>` for the first group that does not fit; [`Error::Request`] when no code is on
    /// the screen or other groups were asked.
    pub fn recovery_code_confirm(&self, request: RecoveryCodeConfirmRequest) -> Result<Empty> {
        let change = self.change()?;
        self.with_open(|open| {
            let shown = open.shown_code.as_ref().ok_or(Error::Request)?;
            for asked in shown.ask {
                let typed = request
                    .groups
                    .iter()
                    .find(|group| group.position == asked)
                    .ok_or(Error::Request)?;
                let group = shown.groups.get(usize::from(asked)).ok_or(Error::Request)?;
                check(group, typed)?;
            }
            let settings = settings::read(&open.store)?;
            if settings.set_up == SetUpStep::RecoveryCode {
                open.store.write(change, |write| {
                    settings::put_set_up(write, SetUpStep::CheckIn)
                })?;
            }
            open.shown_code = None;
            Ok(Empty {})
        })
    }

    /// Makes a new recovery code. The old one opens nothing any more.
    ///
    /// # Errors
    /// [`Error::Locked`], and those of the disk; then the old code still opens the vault.
    pub fn recovery_code_renew(&self, _: Empty) -> Result<RecoveryCodeShown> {
        let mut state = self.state();
        let open = state.open.as_mut().ok_or(Error::Locked)?;
        let made = open
            .header
            .with_new_recovery(&open.key, &*self.ports.entropy);
        let (header, code) = made.map_err(Error::Vault)?;
        self.home.write_header(&header, open.copy)?;
        open.header = header;
        self.show_code(open, &code)
    }

    pub(crate) fn show_code(
        &self,
        open: &mut Open,
        code: &RecoveryCode,
    ) -> Result<RecoveryCodeShown> {
        let groups = code.expose_groups();
        let ask = ask(&self.random()?);
        let shown = groups
            .iter()
            .map(|group| zeroize::Zeroizing::new(group.clone()))
            .collect();
        open.shown_code = Some(ShownCode { groups, ask });
        Ok(RecoveryCodeShown { groups: shown, ask })
    }
}

fn check(group: &str, typed: &TypedGroup) -> Result<()> {
    let typed_text = RecoveryCode::normalise(typed.text.expose());
    if typed_text.as_str() == group {
        return Ok(());
    }
    Err(mainstay_domain::Error::Invalid).in_field(&format!("groups.{}", typed.position))
}

/// Three different positions, ascending. The slight preference of the remainder for low ones does not matter: the
/// question is whether the code was written down.
fn ask(random: &[u8; 10]) -> [u8; 3] {
    let mut left: Vec<u8> = (0..GROUPS).collect();
    let mut ask = [0, 1, 2];
    for (place, byte) in ask.iter_mut().zip(random) {
        let at = usize::from(*byte) % left.len();
        *place = left.remove(at);
    }
    ask.sort_unstable();
    ask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_different_groups_are_asked_whatever_the_random_bytes() {
        for seed in 0..=255u8 {
            let ask = ask(&[
                seed,
                seed.wrapping_mul(7),
                seed.wrapping_add(99),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
            ]);
            assert!(
                ask[0] < ask[1] && ask[1] < ask[2] && ask[2] < GROUPS,
                "{ask:?}"
            );
        }
    }
}
