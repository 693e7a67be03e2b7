//! "Start now, protect later": a vault that the device's key alone opens, until a passphrase and a recovery code exist.
//!
//! Whoever can use this device's account can open it, and it is lost with the device; the screens say so. While the
//! device's slot is there, changing what opens the vault needs no proof: there is nothing to know. The slot goes in the
//! same write that makes the confirmed recovery code the only one, and only when a passphrase has opened what is on
//! the disk; so at each write there is a way in that was tried.

use crate::session::Open;
use crate::{settings, App, AppStatus, Empty, Error, Result};
use mainstay_domain::SetUpStep;
use mainstay_vault::{
    self as vault, DeviceSecret, Header, HeaderPair, Opened, SlotId, SlotKind, VaultKey,
};

/// Local days after the day of its making on which protection is asked for: on its third day.
const ASK_AFTER_DAYS: i64 = 2;

/// How far the vault is protected by something that the person knows or has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// A passphrase and a recovery code open it; this device alone does not.
    Done,
    /// The device's key alone opens it, and it is early.
    Later,
    /// The device's key alone opens it, and it is time to ask.
    Due,
}

/// What opens the vault, and what this device offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OpeningStatus {
    /// Whether the device can keep a secret for us: without, there is no PIN and no "start now".
    pub keystore: bool,
    /// Whether the device's key alone opens the vault. False while there is none.
    pub unprotected: bool,
    /// How many tries the PIN has left, 1 to 10; none when there is no PIN that could open the vault now.
    pub pin_tries_left: Option<u8>,
}

/// Asks for the vault to be opened by the device's key.
#[derive(Debug, Clone, Copy, Default, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct VaultUnlockWithDeviceRequest {
    /// Go on with a journal that is an older copy: what was written since is not in it.
    #[cfg_attr(feature = "bindings", ts(optional, as = "Option<bool>"))]
    pub accept_older: bool,
}

impl App {
    /// What opens the vault, and what this device offers. Asks the keystore, which can take seconds where it hangs;
    /// not to be waited for before something is on the screen.
    ///
    /// # Errors
    /// None; the result is for the command list's sake.
    pub fn opening_status(&self, _: Empty) -> Result<OpeningStatus> {
        let keystore = self.keystore_is_there();
        let pin = self.pin_slot().filter(|_| keystore);
        Ok(OpeningStatus {
            keystore,
            unprotected: self.is_unprotected(),
            pin_tries_left: pin.and_then(|id| self.pin_tries_left(id)),
        })
    }

    /// Makes a vault that the device's key alone opens, and opens it.
    ///
    /// # Errors
    /// [`Error::VaultExists`], [`Error::Keystore`], [`Error::Stopped`] when somebody locked meanwhile, and those of the
    /// disk. Then there is no vault, or, when the disk
    /// failed in the last steps, a whole one that opens with the device's key.
    pub fn vault_start(&self, _: Empty) -> Result<AppStatus> {
        let _turn = self.keystore_turn();
        let locks = {
            let state = self.state();
            self.refuse_second_vault(&state)?;
            state.locks
        };
        let secret = DeviceSecret::random(&*self.ports.entropy).map_err(Error::Vault)?;
        let now = self.ports.clock.now_ms();
        let made = vault::create_for_device(&*self.ports.entropy, &secret, now);
        let (header, key) = made.map_err(Error::Vault)?;
        let id = device_slot(&header)?;
        self.keep_device_secret(id, &secret)?;
        let mut state = self.state();
        if state.locks != locks {
            drop(state);
            self.forget_secrets(SlotKind::Device, &[id]);
            return Err(Error::Stopped);
        }
        self.refuse_second_vault(&state)?;
        self.found(&mut state, header, key)?;
        let change = self.change()?;
        let open = state.open.as_mut().ok_or(Error::Locked)?;
        open.store.write(change, |write| {
            settings::put_set_up(write, SetUpStep::CheckIn)
        })?;
        drop(state);
        Ok(self.status())
    }

    /// Opens the vault with the device's key.
    ///
    /// # Errors
    /// [`Error::DeviceKeyGone`] when the keystore has it no more, [`Error::Keystore`] when it does not answer,
    /// [`Error::VaultAbsent`], and those of damage. None of them changes a byte on the disk.
    pub fn vault_unlock_with_device(
        &self,
        request: VaultUnlockWithDeviceRequest,
    ) -> Result<AppStatus> {
        self.unlock_by_keystore(request.accept_older, |pair| {
            self.open_with_device(pair).map(|(opened, _)| opened)
        })
    }

    /// Opens a header with the secret that the keystore has for it.
    fn open_with_device(&self, pair: &HeaderPair) -> Result<(Opened, DeviceSecret)> {
        let secret = self.device_secret(device_slot(pair.header())?)?;
        let secret = secret.ok_or(Error::DeviceKeyGone)?;
        let opened = pair.unlock_with_device(&secret);
        let opened = opened.map_err(|error| crate::opening::wrong_or(error, Error::DeviceKeyGone));
        Ok((opened?, secret))
    }

    /// The key for a backup's header by way of the vault's own header, and the backup's header with a slot for this
    /// device: a backup has none.
    pub(crate) fn open_backup_with_device(&self, backup: &Header) -> Result<(Header, VaultKey)> {
        let _turn = self.keystore_turn();
        self.refuse_too_soon(&self.state())?;
        let (Opened { key, .. }, secret) = self.open_with_device(&self.home.headers()?)?;
        backup.verify(&key).map_err(Error::Vault)?;
        let made = backup.with_device(&key, &*self.ports.entropy, &secret);
        let (header, id) = made.map_err(Error::Vault)?;
        self.keep_device_secret(id, &secret)?;
        Ok((header, key))
    }

    /// Whether to ask for a passphrase. The first words in a journal are the other occasion: when there is one, it
    /// belongs here.
    pub(crate) fn protection(&self, open: &Open) -> Result<Protection> {
        if !is_for_device(&open.header) {
            return Ok(Protection::Done);
        }
        let start = settings::read(&open.store)?.day_start_hour;
        let zone = self.ports.clock.zone();
        let made_on = mainstay_domain::day_of(open.header.created_ms(), zone, start);
        let days = self
            .today(&open.store)?
            .signed_duration_since(made_on)
            .num_days();
        Ok(if days >= ASK_AFTER_DAYS {
            Protection::Due
        } else {
            Protection::Later
        })
    }

    /// Makes a confirmed recovery code the only one. Where a passphrase has been proven too, the device's slot goes in
    /// the same write; the answer is the ids whose secrets can be forgotten.
    pub(crate) fn keep_code(&self, open: &mut Open, code: SlotId) -> Result<Vec<SlotId>> {
        let mut header = open.header.with_only(code, &open.key);
        let mut device: Vec<SlotId> = open.header.ids(SlotKind::Device).collect();
        if !open.passphrase_proven {
            device.clear();
        }
        if !device.is_empty() {
            let without = |header: Header| header.without_kind(SlotKind::Device, &open.key);
            header = header.and_then(without);
        }
        self.replace_header(open, header.map_err(Error::Vault)?)?;
        self.renew_backup_headers(open);
        Ok(device)
    }

    fn is_unprotected(&self) -> bool {
        let state = self.state();
        if let Some(open) = &state.open {
            return is_for_device(&open.header);
        }
        let headers = self.home.headers();
        headers.is_ok_and(|pair| is_for_device(pair.header()))
    }
}

/// Whether the device's key alone opens a vault.
pub(crate) fn is_for_device(header: &Header) -> bool {
    header.ids(SlotKind::Device).next().is_some()
}

fn device_slot(header: &Header) -> Result<SlotId> {
    let id = header.ids(SlotKind::Device).next();
    id.ok_or(Error::Vault(vault::Error::NoSlot(SlotKind::Device)))
}
