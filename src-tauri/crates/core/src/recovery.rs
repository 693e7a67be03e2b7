//! The recovery code: shown once, three of its groups typed back.

use crate::error::InField;
use crate::opening::with_room;
use crate::session::{Open, ShownCode};
use crate::settings;
use crate::{App, Empty, Error, Proof, Result, SecretText};
use mainstay_domain::SetUpStep;
use mainstay_vault::{RecoveryCode, SlotId, SlotKind};

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

/// Asks for a new code.
#[derive(Debug, Default, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct RecoveryCodeRenewRequest {
    /// The passphrase, or the code until now.
    pub proof: Proof,
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
    /// Checks the groups that were typed back, and goes on with set-up. Where the device's key alone opened the vault
    /// and a passphrase was proven before, the device's key opens nothing from here on.
    ///
    /// # Errors
    /// A refusal of `groups.<position>` for the first group that does not fit; [`Error::Request`] when no code is on
    /// the screen or other groups were asked.
    pub fn recovery_code_confirm(&self, request: RecoveryCodeConfirmRequest) -> Result<Empty> {
        let change = self.change()?;
        let mut given_up = Vec::new();
        let confirmed = self.with_open(|open| {
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
            if let Some(id) = shown.slot {
                given_up = self.keep_code(open, id)?;
            }
            let settings = settings::read(&open.store)?;
            if settings.set_up == SetUpStep::RecoveryCode {
                open.store.write(change, |write| {
                    settings::put_set_up(write, SetUpStep::CheckIn)
                })?;
            }
            open.shown_code = None;
            Ok(Empty {})
        });
        // The keystore is never asked while the state is held.
        self.forget_secrets(SlotKind::Device, &given_up);
        confirmed
    }

    /// Makes a new recovery code. The old one opens the vault until three groups of the new one were typed back.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::WrongRecoveryCode`], [`Error::TooManyAttempts`], [`Error::Locked`], and
    /// those of the disk; then nothing has changed. Set-up, which has just made the passphrase, needs no proof.
    pub fn recovery_code_renew(
        &self,
        request: RecoveryCodeRenewRequest,
    ) -> Result<RecoveryCodeShown> {
        let in_set_up = self
            .with_open(|open| Ok(settings::read(&open.store)?.set_up == SetUpStep::RecoveryCode))?;
        let proven = if in_set_up {
            None
        } else {
            self.prove(&request.proof)?
        };
        self.with_open(|open| {
            let header = with_room(open, SlotKind::Recovery, proven)?;
            let added = header.with_added_recovery(&open.key, &*self.ports.entropy);
            let (header, code, id) = added.map_err(Error::Vault)?;
            self.replace_header(open, header)?;
            self.show_code(open, &code, Some(id))
        })
    }

    pub(crate) fn show_code(
        &self,
        open: &mut Open,
        code: &RecoveryCode,
        slot: Option<SlotId>,
    ) -> Result<RecoveryCodeShown> {
        let groups = code.expose_groups();
        let ask = ask(&self.random()?);
        let shown = groups
            .iter()
            .map(|group| zeroize::Zeroizing::new(group.clone()))
            .collect();
        open.shown_code = Some(ShownCode { groups, ask, slot });
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
