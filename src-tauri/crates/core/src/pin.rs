//! The quick PIN: a few digits that open the vault together with a secret that the device's keystore keeps.
//!
//! A try is counted in the keystore before it is judged, so neither a restart nor a kill gives tries back. The tenth
//! wrong one forgets the secret: the PIN opens nothing from then on, the passphrase does. Its slot leaves the header at
//! the next unlock, because sealing a header needs the vault key.

use crate::error::InField;
use crate::keystore::PinEntry;
use crate::opening::{wrong_or, Proof};
use crate::session::Open;
use crate::{App, AppStatus, Empty, Error, Result, SecretText};
use mainstay_vault::{DeviceSecret, HeaderPair, Opened, Pin, SlotId, SlotKind};
use zeroize::Zeroizing;

/// Fewest and most digits.
const DIGITS: std::ops::RangeInclusive<usize> = 4..=12;

/// Wrong tries after which the PIN is gone.
pub(crate) const MOST_TRIES: u8 = 10;

/// The digits of other scripts that keyboards type, by their zero: Arabic, Persian, Devanagari, full-width.
const ZEROS: [u32; 4] = [0x0660, 0x06f0, 0x0966, 0xff10];

/// A new PIN.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PinCreateRequest {
    /// The passphrase, or the recovery code.
    pub proof: Proof,
    /// 4 to 12 digits.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub pin: SecretText,
}

/// Asks for the PIN to go.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PinDeleteRequest {
    /// The passphrase, or the recovery code.
    pub proof: Proof,
}

/// A PIN to open the vault with.
#[derive(Debug, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct VaultUnlockWithPinRequest {
    /// The PIN.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub pin: SecretText,
    /// Go on with a journal that is an older copy: what was written since is not in it.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(optional, as = "Option<bool>"))]
    pub accept_older: bool,
}

impl App {
    /// Sets the PIN, in place of an earlier one.
    ///
    /// # Errors
    /// [`Error::WeakPin`], a refusal of `pin`, [`Error::Keystore`], those of a wrong proof, [`Error::Locked`], and those
    /// of the disk; then an earlier PIN is as it was. [`Error::Request`] while the device's key alone opens the vault.
    pub fn pin_create(&self, request: PinCreateRequest) -> Result<Empty> {
        let pin = read(request.pin.expose())?;
        self.prove_with_secret(&request.proof)?;
        let params = self.kdf_params();
        let secret = DeviceSecret::random(&*self.ports.entropy).map_err(Error::Vault)?;
        let _turn = self.keystore_turn();
        let (made, id) = self.with_open(|open| {
            let made = open
                .header
                .with_pin(&open.key, &*self.ports.entropy, &secret, &pin, params);
            made.map_err(Error::Vault)
        })?;
        self.keep_pin(id, &PinEntry { tries: 0, secret })?;
        // The header may have gone on while the keystore was asked.
        let replaced = self.with_open(|open| {
            let before: Vec<SlotId> = open.header.ids(SlotKind::Pin).collect();
            let header = open.header.with_slot_of(&made, id, &open.key);
            self.replace_header(open, header.map_err(Error::Vault)?)?;
            Ok(before)
        });
        if let Err(Error::Locked) = replaced {
            self.forget_secrets(SlotKind::Pin, &[id]);
        }
        self.forget_secrets(SlotKind::Pin, &replaced?);
        Ok(Empty {})
    }

    /// Removes the PIN. None is fine.
    ///
    /// # Errors
    /// Those of a wrong proof, [`Error::Locked`], and those of the disk.
    pub fn pin_delete(&self, request: PinDeleteRequest) -> Result<Empty> {
        self.prove_with_secret(&request.proof)?;
        let _turn = self.keystore_turn();
        let dropped = self.with_open(|open| self.drop_pins(open))?;
        self.forget_secrets(SlotKind::Pin, &dropped);
        Ok(Empty {})
    }

    /// Opens the vault with the PIN.
    ///
    /// # Errors
    /// [`Error::WrongPin`]; [`Error::PinGone`] at the tenth wrong try, and when the keystore has nothing for it;
    /// [`Error::Keystore`]; [`Error::TooManyAttempts`], [`Error::VaultAbsent`], and those of damage.
    pub fn vault_unlock_with_pin(&self, request: VaultUnlockWithPinRequest) -> Result<AppStatus> {
        self.unlock_by_keystore(request.accept_older, |pair| {
            self.try_pin(pair, request.pin.expose())
        })
    }

    /// Judges a PIN, after the try was counted.
    fn try_pin(&self, pair: &HeaderPair, typed: &str) -> Result<Opened> {
        let id = pair.header().ids(SlotKind::Pin).next();
        let id = id.ok_or(Error::PinGone)?;
        // What can be no PIN is no try.
        let pin = digits_of(typed).ok_or(Error::WrongPin)?;
        let entry = self.count_tries(id, |tries| tries.saturating_add(1))?;
        if entry.tries > MOST_TRIES {
            self.forget_secret(SlotKind::Pin, id)?;
            return Err(Error::PinGone);
        }
        let opened = pair.unlock_with_pin(&entry.secret, &pin);
        let opened = opened.map_err(|error| wrong_or(error, Error::WrongPin));
        if entry.tries == MOST_TRIES && matches!(opened, Err(Error::WrongPin)) {
            // Should it not be forgotten now, the next try is one too many and forgets it.
            let _ = self.forget_secret(SlotKind::Pin, id);
            return Err(Error::PinGone);
        }
        if opened.is_ok() {
            // Where the count cannot be set back, the next right try sets it back.
            let _ = self.count_tries(id, |_| 0);
        }
        opened
    }

    /// Changes how many tries were begun, and answers what is kept from here on.
    fn count_tries(&self, id: SlotId, next: impl FnOnce(u8) -> u8) -> Result<PinEntry> {
        let mut entry = self.pin_entry(id)?.ok_or(Error::PinGone)?;
        entry.tries = next(entry.tries);
        self.keep_pin(id, &entry)?;
        Ok(entry)
    }

    /// Takes the PIN `id` out of the header if its secret is gone. What cannot be looked at or written now is done the
    /// next time: such a slot opens nothing.
    pub(crate) fn drop_dead_pin(&self, id: SlotId) {
        let _turn = self.keystore_turn();
        let is_dead = match self.pin_entry(id) {
            Ok(None) => true,
            Ok(Some(entry)) => entry.tries >= MOST_TRIES,
            Err(_) => false,
        };
        if is_dead {
            let dropped = self.with_open(|open| {
                if open.header.ids(SlotKind::Pin).any(|there| there == id) {
                    return self.drop_pins(open);
                }
                Ok(Vec::new())
            });
            self.forget_secrets(SlotKind::Pin, &dropped.unwrap_or_default());
        }
    }

    /// The answer is the ids whose secrets can be forgotten.
    fn drop_pins(&self, open: &mut Open) -> Result<Vec<SlotId>> {
        let ids: Vec<SlotId> = open.header.ids(SlotKind::Pin).collect();
        if !ids.is_empty() {
            let header = open.header.without_kind(SlotKind::Pin, &open.key);
            self.replace_header(open, header.map_err(Error::Vault)?)?;
        }
        Ok(ids)
    }

    /// How many tries a PIN has left; `None` when there is none that could open the vault.
    pub(crate) fn pin_tries_left(&self, id: SlotId) -> Option<u8> {
        let entry = self.pin_entry(id).ok().flatten()?;
        let left = MOST_TRIES.saturating_sub(entry.tries);
        (left > 0).then_some(left)
    }

    /// Whether the vault on the disk has a PIN slot, without opening anything.
    pub(crate) fn pin_slot(&self) -> Option<SlotId> {
        let state = self.state();
        if let Some(open) = &state.open {
            return open.header.ids(SlotKind::Pin).next();
        }
        self.home.headers().ok()?.header().ids(SlotKind::Pin).next()
    }
}

/// A PIN to set: the right number of digits, and none of the first that anybody tries.
fn read(typed: &str) -> Result<Pin> {
    let pin = digits_of(typed).ok_or(mainstay_domain::Error::Invalid);
    let pin = pin.in_field("pin")?;
    if is_trivial(pin.expose_digits().as_bytes()) {
        return Err(Error::WeakPin);
    }
    Ok(pin)
}

fn digits_of(typed: &str) -> Option<Pin> {
    let mut digits = Zeroizing::new(String::with_capacity(*DIGITS.end()));
    for character in typed.trim().chars() {
        if digits.len() == *DIGITS.end() {
            return None;
        }
        digits.push(digit(character)?);
    }
    (DIGITS.contains(&digits.len())).then(|| Pin::new(digits))
}

fn digit(character: char) -> Option<char> {
    if character.is_ascii_digit() {
        return Some(character);
    }
    let number = u32::from(character);
    let values = ZEROS.iter().map(|zero| number.wrapping_sub(*zero));
    values
        .filter_map(|value| char::from_digit(value, 10))
        .next()
}

/// All the same, one pair again and again, or one step up or down each time. 2580 is the middle of the keys.
fn is_trivial(digits: &[u8]) -> bool {
    let steps = |step: u8| {
        let next = |digit: u8| (digit - b'0' + step) % 10 + b'0';
        digits
            .iter()
            .zip(digits.iter().skip(1))
            .all(|(one, two)| next(*one) == *two)
    };
    let pair_again = digits
        .iter()
        .zip(digits.iter().skip(2))
        .all(|(one, two)| one == two);
    pair_again || steps(1) || steps(9) || digits == b"2580"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(typed: &str) -> Option<String> {
        read(typed).ok().map(|pin| pin.expose_digits().to_owned())
    }

    #[test]
    fn four_to_twelve_digits_of_any_keyboard_are_a_pin() {
        assert_eq!(taken("4815").as_deref(), Some("4815"));
        assert_eq!(taken("481516234211").as_deref(), Some("481516234211"));
        assert_eq!(taken("٤٨١٥").as_deref(), Some("4815"));
        assert_eq!(taken("۴۸۱۵").as_deref(), Some("4815"));
        assert_eq!(taken(" ４８१५ ").as_deref(), Some("4815"));
        for wrong in ["", "481", "4815162342111", "48a5", "48 15", "-4815", "①②③④"] {
            assert!(
                matches!(read(wrong), Err(Error::Refused { .. })),
                "{wrong:?}"
            );
        }
    }

    #[test]
    fn the_first_that_anybody_tries_are_refused() {
        let trivial = [
            "0000",
            "777777",
            "1234",
            "0123456789",
            "4321",
            "7890",
            "1212",
            "838383",
            "2580",
        ];
        for pin in trivial {
            assert!(matches!(read(pin), Err(Error::WeakPin)), "{pin}");
        }
        for fine in ["1235", "2468", "1221", "1984", "4815"] {
            assert!(read(fine).is_ok(), "{fine}");
        }
    }
}
