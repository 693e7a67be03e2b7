//! Changing what opens the vault: a new passphrase, and practice of the one there is. The recovery code's part is in
//! `recovery.rs`.
//!
//! A new passphrase is added beside the old one and written to the disk. Only when it was typed again and has opened
//! what is on the disk does the old one go. So a kill at any point leaves at least one that opens the vault, and a
//! slip of the finger never becomes the only key.

use crate::protection::is_for_device;
use crate::session::Open;
use crate::{settings, App, Empty, Error, Result, SecretText};
use mainstay_vault::{self as vault, Header, Passphrase, RecoveryCode, SlotId, SlotKind, VaultKey};

/// Days without typing the passphrase after which practice is offered. Aegis asks every two weeks as well.
const PRACTICE_AFTER_MS: i64 = 14 * DAY_MS;
/// The same with a PIN: then nothing else has it typed.
const PRACTICE_AFTER_WITH_PIN_MS: i64 = 7 * DAY_MS;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What shows that it is the person who asks: one of the two. An open app on a table is not enough to change the lock.
/// Neither, while the device's key alone opens the vault: then there is nothing to know.
#[derive(Debug, Default, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Proof {
    /// The passphrase.
    #[cfg_attr(feature = "bindings", ts(optional, as = "Option<String>"))]
    pub passphrase: Option<SecretText>,
    /// Or the recovery code.
    #[cfg_attr(feature = "bindings", ts(optional, as = "Option<String>"))]
    pub code: Option<SecretText>,
}

impl Proof {
    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.passphrase.is_none() && self.code.is_none()
    }
}

/// A new passphrase.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PassphraseChangeRequest {
    /// The passphrase until now, or the recovery code.
    pub proof: Proof,
    /// The new one.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub passphrase: SecretText,
}

/// A passphrase that was typed once more.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PassphraseTypedRequest {
    /// The passphrase.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub passphrase: SecretText,
}

impl App {
    /// Adds a new passphrase. The old one stays until the new one is confirmed.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::WrongRecoveryCode`], [`Error::WeakPassphrase`],
    /// [`Error::TooManyAttempts`], [`Error::Locked`], and those of the disk; then nothing has changed.
    pub fn passphrase_change(&self, request: PassphraseChangeRequest) -> Result<Empty> {
        if !crate::passphrase::rate(request.passphrase.expose()).acceptable {
            return Err(Error::WeakPassphrase);
        }
        let passphrase = Passphrase::new(request.passphrase.expose()).map_err(Error::Vault)?;
        let proven = self.prove(&request.proof)?;
        let params = self.kdf_params();
        self.with_open(|open| {
            // A backup first, in case this is a mistake; a full disk must not keep the old passphrase in force.
            let _ = self.back_up_before(open);
            let header = with_room(open, SlotKind::Passphrase, proven)?;
            let added =
                header.with_added_passphrase(&open.key, &*self.ports.entropy, &passphrase, params);
            let (header, id) = added.map_err(Error::Vault)?;
            self.replace_header(open, header)?;
            open.new_passphrase = Some(id);
            Ok(Empty {})
        })
    }

    /// Confirms the new passphrase by opening the vault on the disk with it, and retires the old one.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] when it is not the same; [`Error::Request`] when none was added; [`Error::Locked`],
    /// and those of the disk. Then both open the vault.
    pub fn passphrase_change_confirm(&self, request: PassphraseTypedRequest) -> Result<Empty> {
        let typed = Passphrase::new(request.passphrase.expose()).map_err(Error::Vault)?;
        self.with_open(|open| {
            let id = open.new_passphrase.ok_or(Error::Request)?;
            let on_disk = self.home.header()?;
            let opened = on_disk.unlock_slot_with_passphrase(id, &typed);
            opened.map_err(|error| wrong_or(error, Error::WrongPassphrase))?;
            self.retire_others(open, id)?;
            open.new_passphrase = None;
            self.note_typed(open)
        })
    }

    /// Takes a new passphrase back that was not confirmed.
    ///
    /// # Errors
    /// [`Error::Locked`], and those of the disk; then both open the vault.
    pub fn passphrase_change_cancel(&self, _: Empty) -> Result<Empty> {
        self.with_open(|open| {
            if let Some(id) = open.new_passphrase {
                let header = open.header.without_slot(id, &open.key);
                self.replace_header(open, header.map_err(Error::Vault)?)?;
                open.new_passphrase = None;
            }
            Ok(Empty {})
        })
    }

    /// Tries the passphrase without any consequence, so that it is not forgotten.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::TooManyAttempts`], [`Error::Locked`].
    pub fn passphrase_practice(&self, request: PassphraseTypedRequest) -> Result<Empty> {
        let proof = Proof {
            passphrase: Some(request.passphrase),
            code: None,
        };
        self.prove_with_secret(&proof)?;
        self.with_open(|open| self.note_typed(open))
    }

    /// Whether the passphrase was last typed so long ago that practice should be offered. Opening with a PIN or with a
    /// code is no practice.
    pub(crate) fn practice_is_due(&self, open: &Open) -> Result<bool> {
        if is_for_device(&open.header) {
            return Ok(false);
        }
        let has_pin = open.header.ids(SlotKind::Pin).next().is_some();
        let after = if has_pin {
            PRACTICE_AFTER_WITH_PIN_MS
        } else {
            PRACTICE_AFTER_MS
        };
        let since = self
            .ports
            .clock
            .now_ms()
            .saturating_sub(settings::typed_ms(&open.store)?);
        Ok(since >= after)
    }

    /// Remembers that the passphrase was typed and right; on the disk once a day at most.
    pub(crate) fn note_typed(&self, open: &mut Open) -> Result<Empty> {
        open.passphrase_proven = true;
        let now = self.ports.clock.now_ms();
        let known = settings::typed_ms(&open.store)?;
        if !(0..DAY_MS).contains(&now.saturating_sub(known)) {
            open.store
                .write(self.change()?, |write| settings::put_typed_ms(write, now))?;
        }
        Ok(Empty {})
    }

    /// Checks that it is the person who asks; returns the slot that their passphrase or code opens. Wrong tries count
    /// as those at the lock screen do.
    pub(crate) fn prove_with_secret(&self, proof: &Proof) -> Result<SlotId> {
        let mut state = self.state();
        let header = state.open.as_ref().ok_or(Error::Locked)?.header.clone();
        self.attempt(&mut state, || slot_of(&header, proof).map(|(id, _)| id))
    }

    /// The same; while the device's key alone opens the vault there is nothing to prove, and no slot.
    pub(crate) fn prove(&self, proof: &Proof) -> Result<Option<SlotId>> {
        if proof.is_empty() && self.with_open(|open| Ok(is_for_device(&open.header)))? {
            return Ok(None);
        }
        self.prove_with_secret(proof).map(Some)
    }

    /// Writes a changed header to both copies and goes on from it.
    pub(crate) fn replace_header(&self, open: &mut Open, header: Header) -> Result<()> {
        self.home.write_header(&header, open.copy)?;
        open.header = header;
        Ok(())
    }

    /// Makes `id` the only slot of its kind.
    pub(crate) fn retire_others(&self, open: &mut Open, id: SlotId) -> Result<()> {
        let header = open.header.with_only(id, &open.key).map_err(Error::Vault)?;
        self.replace_header(open, header)?;
        self.renew_backup_headers(open);
        Ok(())
    }
}

/// The header to add a slot to. Where an earlier change was never confirmed there are two slots: of these stays the
/// one that the person has just used, else the older one.
pub(crate) fn with_room(open: &Open, kind: SlotKind, proven: Option<SlotId>) -> Result<Header> {
    let of_kind: Vec<SlotId> = open.header.ids(kind).collect();
    let used = proven.filter(|id| of_kind.contains(id));
    let kept = used.or_else(|| of_kind.first().copied());
    match kept {
        Some(kept) if of_kind.len() > 1 => {
            open.header.with_only(kept, &open.key).map_err(Error::Vault)
        }
        _ => Ok(open.header.clone()),
    }
}

/// The vault key, from what shows that it is the person who asks.
pub(crate) fn key_of(header: &Header, proof: &Proof) -> Result<VaultKey> {
    slot_of(header, proof).map(|(_, key)| key)
}

fn slot_of(header: &Header, proof: &Proof) -> Result<(SlotId, VaultKey)> {
    match (&proof.passphrase, &proof.code) {
        (Some(passphrase), None) => {
            let passphrase = Passphrase::new(passphrase.expose()).map_err(Error::Vault)?;
            first_that_opens(header, SlotKind::Passphrase, Error::WrongPassphrase, |id| {
                header.unlock_slot_with_passphrase(id, &passphrase)
            })
        }
        (None, Some(code)) => {
            let code =
                RecoveryCode::parse(code.expose()).map_err(|slip| Error::Vault(slip.into()))?;
            first_that_opens(header, SlotKind::Recovery, Error::WrongRecoveryCode, |id| {
                header.unlock_slot_with_recovery(id, &code)
            })
        }
        _ => Err(Error::Request),
    }
}

fn first_that_opens(
    header: &Header,
    kind: SlotKind,
    wrong: Error,
    opens: impl Fn(SlotId) -> vault::Result<VaultKey>,
) -> Result<(SlotId, VaultKey)> {
    for id in header.ids(kind) {
        match opens(id) {
            Ok(key) => return Ok((id, key)),
            Err(vault::Error::WrongSecret) => {}
            Err(error) => return Err(Error::Vault(error)),
        }
    }
    Err(wrong)
}

/// A secret that opens nothing is the person's to mend; anything else is not.
pub(crate) fn wrong_or(error: vault::Error, wrong: Error) -> Error {
    if matches!(error, vault::Error::WrongSecret) {
        return wrong;
    }
    Error::Vault(error)
}
