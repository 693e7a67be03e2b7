//! Making, opening and locking the vault.

use crate::app::State;
use crate::home::Found;
use crate::open_journal::Older;
use crate::opening::wrong_or;
use crate::{App, Empty, Error, ErrorCode, KeyDerivation, RecoveryCodeShown, Result, SecretText};
use mainstay_store::Store;
use mainstay_vault::{
    self as vault, CopyName, Header, HeaderPair, KdfParams, Opened, Passphrase, RecoveryCode,
    SlotKind, VaultKey,
};

/// Whether there is a vault, and whether it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum VaultState {
    /// There is none: set up.
    Absent,
    /// It is locked.
    Locked,
    /// It is open.
    Unlocked,
    /// It cannot be opened as it is; `problem` says why.
    Unusable,
}

/// What the UI needs to know before the vault is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AppStatus {
    /// Whether there is a vault, and whether it is open.
    pub state: VaultState,
    /// Why it cannot be opened, when it cannot.
    pub problem: Option<ErrorCode>,
    /// How long to wait until the next try, after wrong ones. Seconds, 0 to 30.
    pub retry_in_seconds: u32,
    /// What opens it, while it is locked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", ts(optional))]
    pub opens: Option<Opens>,
}

/// The ways in that the header knows. Whether the keystore still has its part is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Opens {
    /// A passphrase.
    pub passphrase: bool,
    /// A recovery code.
    pub code: bool,
    /// A PIN, with this device.
    pub pin: bool,
    /// This device alone.
    pub device: bool,
}

impl Opens {
    fn of(header: &Header) -> Self {
        let has = |kind| header.ids(kind).next().is_some();
        Self {
            passphrase: has(SlotKind::Passphrase),
            code: has(SlotKind::Recovery),
            pin: has(SlotKind::Pin),
            device: has(SlotKind::Device),
        }
    }
}

/// A passphrase for a new vault.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VaultCreateRequest {
    /// The passphrase.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub passphrase: SecretText,
}

/// A passphrase to open the vault with.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct VaultUnlockRequest {
    /// The passphrase.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub passphrase: SecretText,
    /// Go on with a journal that is an older copy: what was written since is not in it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional, as = "Option<bool>"))]
    pub accept_older: bool,
}

/// A recovery code to open the vault with.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct VaultUnlockWithCodeRequest {
    /// The code, in any case, with or without spaces and hyphens.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub code: SecretText,
    /// Go on with a journal that is an older copy: what was written since is not in it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional, as = "Option<bool>"))]
    pub accept_older: bool,
}

impl App {
    /// What the UI needs to know before the vault is open.
    #[must_use]
    pub fn status(&self) -> AppStatus {
        let state = self.state();
        let wait = state.attempts.wait(self.ports.clock.monotonic());
        let mut opens = None;
        let (vault, problem) = if state.open.is_some() {
            (VaultState::Unlocked, None)
        } else {
            match self.home.look() {
                Ok(Found::Nothing) => (VaultState::Absent, None),
                Ok(Found::Vault(pair)) => {
                    opens = Some(Opens::of(pair.header()));
                    (VaultState::Locked, None)
                }
                Err(error) => (VaultState::Unusable, Some(error.code())),
            }
        };
        let retry_in_seconds = u32::try_from(wait.as_millis().div_ceil(1_000)).unwrap_or(u32::MAX);
        AppStatus {
            state: vault,
            problem,
            retry_in_seconds,
            opens,
        }
    }

    /// What the UI needs to know before the vault is open.
    ///
    /// # Errors
    /// None: what is wrong is in the status.
    pub fn app_status(&self, _: Empty) -> Result<AppStatus> {
        Ok(self.status())
    }

    /// Makes the vault, opens it and returns its recovery code, which is shown this once.
    ///
    /// # Errors
    /// [`Error::VaultExists`], [`Error::WeakPassphrase`], and those of the disk. Then there is no vault, or, when the disk
    /// failed in the last steps, a whole one that opens with this passphrase and goes on with a new code.
    pub fn vault_create(&self, request: VaultCreateRequest) -> Result<RecoveryCodeShown> {
        let mut state = self.state();
        self.refuse_second_vault(&state)?;
        if !crate::passphrase::rate(request.passphrase.expose()).acceptable {
            return Err(Error::WeakPassphrase);
        }
        let passphrase = Passphrase::new(request.passphrase.expose()).map_err(Error::Vault)?;
        let made = vault::create(
            &*self.ports.entropy,
            &passphrase,
            self.kdf_params(),
            self.ports.clock.now_ms(),
        );
        let (header, key, code) = made.map_err(Error::Vault)?;
        self.found(&mut state, header, key)?;
        let open = state.open.as_mut().ok_or(Error::Locked)?;
        self.note_typed(open)?;
        self.show_code(open, &code, None)
    }

    pub(crate) fn refuse_second_vault(&self, state: &State) -> Result<()> {
        if state.open.is_some() || !matches!(self.home.look()?, Found::Nothing) {
            return Err(Error::VaultExists);
        }
        Ok(())
    }

    /// Puts a new vault on the disk and opens it.
    pub(crate) fn found(&self, state: &mut State, header: Header, key: VaultKey) -> Result<()> {
        let database_key = key.derive_database_key();
        self.home.found(&header, |journal| {
            Ok(Store::create(journal, &database_key)?)
        })?;
        let opened = Opened {
            key,
            header,
            copy: CopyName::A,
            problem: None,
        };
        self.enter(state, opened, Older::Refused)
    }

    /// Opens the vault with the passphrase.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::TooManyAttempts`], [`Error::VaultAbsent`], and those of damage. None of
    /// them changes a byte on the disk.
    pub fn vault_unlock(&self, request: VaultUnlockRequest) -> Result<AppStatus> {
        // An open vault is answered without looking at what was typed.
        let was_open = self.state().open.is_some();
        self.unlock(request.accept_older, |pair| {
            let passphrase = Passphrase::new(request.passphrase.expose()).map_err(Error::Vault)?;
            let opened = pair.unlock_with_passphrase(&passphrase);
            opened.map_err(|error| wrong_or(error, Error::WrongPassphrase))
        })?;
        if was_open {
            return Ok(self.status());
        }
        // Not worth a locked-out person: where it cannot be noted, practice is offered too early.
        let _ = self.with_open(|open| self.note_typed(open));
        Ok(self.status())
    }

    /// Opens the vault with the recovery code.
    ///
    /// # Errors
    /// [`Error::WrongRecoveryCode`], a mistyped code, [`Error::TooManyAttempts`], [`Error::VaultAbsent`], and those
    /// of damage. None of them changes a byte on the disk.
    pub fn vault_unlock_with_code(&self, request: VaultUnlockWithCodeRequest) -> Result<AppStatus> {
        self.unlock(request.accept_older, |pair| {
            let code = RecoveryCode::parse(request.code.expose());
            let code = code.map_err(|slip| Error::Vault(slip.into()))?;
            let opened = pair.unlock_with_recovery(&code);
            opened.map_err(|error| wrong_or(error, Error::WrongRecoveryCode))
        })
    }

    /// Locks. Locking a locked vault is fine.
    ///
    /// # Errors
    /// None; the result is for the command list's sake.
    pub fn vault_lock(&self, _: Empty) -> Result<AppStatus> {
        self.lock_now();
        Ok(self.status())
    }

    /// Notes that somebody is here: the time until the vault locks by itself starts anew.
    ///
    /// # Errors
    /// None; the result is for the command list's sake.
    pub fn session_touch(&self, _: Empty) -> Result<AppStatus> {
        if let Some(open) = self.state().open.as_mut() {
            open.touched = self.touch();
        }
        Ok(self.status())
    }

    pub(crate) fn unlock(
        &self,
        accept_older: bool,
        with: impl FnOnce(&HeaderPair) -> Result<Opened>,
    ) -> Result<AppStatus> {
        let mut state = self.state();
        if state.open.is_none() {
            let Found::Vault(pair) = self.home.look()? else {
                return Err(Error::VaultAbsent);
            };
            let opened = self.attempt(&mut state, || with(&pair))?;
            self.enter(&mut state, opened, Older::said(accept_older))?;
        }
        drop(state);
        Ok(self.status())
    }

    /// The same for a secret of the keystore, which may take a minute. The state is free meanwhile, so that locking,
    /// hiding and every other way in answer. Who locks in between is not overruled: then it stays locked.
    pub(crate) fn unlock_by_keystore(
        &self,
        accept_older: bool,
        with: impl FnOnce(&HeaderPair) -> Result<Opened>,
    ) -> Result<AppStatus> {
        let _turn = self.keystore_turn();
        let mut state = self.state();
        if state.open.is_none() {
            let Found::Vault(pair) = self.home.look()? else {
                return Err(Error::VaultAbsent);
            };
            self.refuse_too_soon(&state)?;
            let locks = state.locks;
            drop(state);
            let tried = with(&pair);
            state = self.state();
            let opened = self.judged(&mut state, tried)?;
            if state.open.is_none() && state.locks == locks {
                self.enter(&mut state, opened, Older::said(accept_older))?;
            }
        }
        drop(state);
        Ok(self.status())
    }

    /// Tries a secret, unless it is too soon after wrong ones.
    pub(crate) fn attempt<T>(
        &self,
        state: &mut State,
        with: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        self.refuse_too_soon(state)?;
        let tried = with();
        self.judged(state, tried)
    }

    pub(crate) fn refuse_too_soon(&self, state: &State) -> Result<()> {
        if state.attempts.wait(self.ports.clock.monotonic()).is_zero() {
            return Ok(());
        }
        Err(Error::TooManyAttempts)
    }

    fn judged<T>(&self, state: &mut State, tried: Result<T>) -> Result<T> {
        match &tried {
            Ok(_) => state.attempts.right(),
            Err(Error::WrongPassphrase | Error::WrongRecoveryCode | Error::WrongPin) => {
                state.attempts.wrong(self.ports.clock.monotonic());
            }
            Err(_) => {}
        }
        tried
    }

    /// A device without the memory for the usual cost gets the lowest that is still sound.
    pub(crate) fn kdf_params(&self) -> KdfParams {
        match self.key_derivation {
            KeyDerivation::Fixed(params) => params,
            KeyDerivation::Calibrated if KdfParams::DEFAULT.rehearse().is_err() => KdfParams::FLOOR,
            KeyDerivation::Calibrated => KdfParams::calibrate(|params| {
                let start = self.ports.clock.monotonic();
                // A failure shows as a very short time, and again, as an error, when the vault is made.
                let _ = params.rehearse();
                self.ports.clock.monotonic().saturating_sub(start)
            }),
        }
    }
}
