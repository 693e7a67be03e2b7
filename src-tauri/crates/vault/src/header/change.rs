//! The next header: what each change of a vault's slots or state makes of the one before.

use super::{codec, Header, CLEAN_SHUTDOWN};
use crate::hash::mac;
use crate::secret::Entropy;
use crate::slot::{Credential, Method, MAX_SLOTS, MAX_SLOTS_OF_A_KIND};
use crate::{
    DeviceSecret, Error, KdfParams, Passphrase, Pin, RecoveryCode, Result, Slot, SlotId, SlotKind,
    VaultKey,
};

impl Header {
    /// The next header with what the database reached: see the fields' readers.
    ///
    /// # Errors
    /// [`Damage::Seal`](crate::Damage::Seal) when `key` is not this vault's.
    pub fn with_state(
        &self,
        commit_seq: u64,
        db_min_bytes: u64,
        clean_shutdown: bool,
        key: &VaultKey,
    ) -> Result<Self> {
        let clean = if clean_shutdown { CLEAN_SHUTDOWN } else { 0 };
        let mut next = self.next(key)?;
        next.commit_seq = commit_seq;
        next.db_min_bytes = db_min_bytes;
        next.flags = next.flags & !CLEAN_SHUTDOWN | clean;
        Ok(next.sealed(key))
    }

    /// The next header, opened by this passphrase in place of every other passphrase.
    ///
    /// Where there is a moment to have it typed again, prefer
    /// [`with_added_passphrase`](Self::with_added_passphrase), then
    /// [`unlock_slot_with_passphrase`](Self::unlock_slot_with_passphrase) from the disk, then
    /// [`without_slot`](Self::without_slot).
    ///
    /// # Errors
    /// [`Damage::Seal`](crate::Damage::Seal) when `key` is not this vault's; [`Error::Entropy`];
    /// [`Error::OutOfMemory`].
    pub fn with_passphrase(
        &self,
        key: &VaultKey,
        entropy: &dyn Entropy,
        passphrase: &Passphrase,
        params: KdfParams,
    ) -> Result<Self> {
        let by_passphrase = Credential::Passphrase(passphrase);
        self.with_slot(
            key,
            entropy,
            Method::Passphrase(params),
            by_passphrase,
            Others::Replaced,
        )
    }

    /// The next header, opened by this passphrase too, and the id of the new slot.
    ///
    /// # Errors
    /// As [`with_passphrase`](Self::with_passphrase), and [`Error::TooManySlots`] when there are
    /// two passphrases already.
    pub fn with_added_passphrase(
        &self,
        key: &VaultKey,
        entropy: &dyn Entropy,
        passphrase: &Passphrase,
        params: KdfParams,
    ) -> Result<(Self, SlotId)> {
        let by_passphrase = Credential::Passphrase(passphrase);
        let method = Method::Passphrase(params);
        let next = self.with_slot(key, entropy, method, by_passphrase, Others::Kept)?;
        let id = next.slots.last().and_then(Slot::id);
        id.map(|id| (next, id))
            .ok_or(Error::NoSlot(SlotKind::Passphrase))
    }

    /// The next header, opened by a new recovery code too, and the id of the new slot.
    ///
    /// # Errors
    /// As [`with_new_recovery`](Self::with_new_recovery), and [`Error::TooManySlots`] when there are
    /// two codes already.
    pub fn with_added_recovery(
        &self,
        key: &VaultKey,
        entropy: &dyn Entropy,
    ) -> Result<(Self, RecoveryCode, SlotId)> {
        let code = RecoveryCode::random(entropy)?;
        let by_code = Credential::Recovery(&code);
        let next = self.with_slot(key, entropy, Method::Recovery, by_code, Others::Kept)?;
        let id = next.slots.last().and_then(Slot::id);
        id.map(|id| (next, code, id))
            .ok_or(Error::NoSlot(SlotKind::Recovery))
    }

    /// The next header with a new recovery code; every earlier code opens nothing any more.
    ///
    /// # Errors
    /// [`Damage::Seal`](crate::Damage::Seal) when `key` is not this vault's; [`Error::Entropy`].
    pub fn with_new_recovery(
        &self,
        key: &VaultKey,
        entropy: &dyn Entropy,
    ) -> Result<(Self, RecoveryCode)> {
        let code = RecoveryCode::random(entropy)?;
        let by_code = Credential::Recovery(&code);
        let next = self.with_slot(key, entropy, Method::Recovery, by_code, Others::Replaced)?;
        Ok((next, code))
    }

    /// The next header, opened by this device secret in place of every other one, and the id of the new slot.
    ///
    /// # Errors
    /// [`Damage::Seal`](crate::Damage::Seal) when `key` is not this vault's; [`Error::Entropy`].
    pub fn with_device(
        &self,
        key: &VaultKey,
        entropy: &dyn Entropy,
        secret: &DeviceSecret,
    ) -> Result<(Self, SlotId)> {
        let by_device = Credential::Device(secret);
        let next = self.with_slot(key, entropy, Method::Device, by_device, Others::Replaced)?;
        let id = next.slots.last().and_then(Slot::id);
        id.map(|id| (next, id))
            .ok_or(Error::NoSlot(SlotKind::Device))
    }

    /// The next header, opened by this PIN with this device secret in place of every other PIN, and the id of the new
    /// slot.
    ///
    /// # Errors
    /// As [`with_passphrase`](Self::with_passphrase).
    pub fn with_pin(
        &self,
        key: &VaultKey,
        entropy: &dyn Entropy,
        secret: &DeviceSecret,
        pin: &Pin,
        params: KdfParams,
    ) -> Result<(Self, SlotId)> {
        let by_pin = Credential::Pin(secret, pin);
        let next = self.with_slot(key, entropy, Method::Pin(params), by_pin, Others::Replaced)?;
        let id = next.slots.last().and_then(Slot::id);
        id.map(|id| (next, id)).ok_or(Error::NoSlot(SlotKind::Pin))
    }

    /// The next header without the slots of this device, for a file that may leave it. It can be left with no slot at
    /// all, when the device's key alone opens the vault.
    ///
    /// # Errors
    /// [`Damage::Seal`](crate::Damage::Seal) when `key` is not this vault's.
    pub fn for_elsewhere(&self, key: &VaultKey) -> Result<Self> {
        let mut next = self.next(key)?;
        next.slots.retain(|slot| !slot.kind().is_of_this_device());
        Ok(next.sealed(key))
    }

    /// The next header without any slot of a kind.
    ///
    /// # Errors
    /// As [`without_slot`](Self::without_slot).
    pub fn without_kind(&self, kind: SlotKind, key: &VaultKey) -> Result<Self> {
        let mut next = self.next(key)?;
        next.slots.retain(|slot| slot.kind() != kind);
        next.checked_slots()?;
        Ok(next.sealed(key))
    }

    /// The next header without one slot.
    ///
    /// # Errors
    /// [`Error::LastSlot`] when no passphrase, no recovery and no device slot would be left, and
    /// [`Damage::Seal`](crate::Damage::Seal) when `key` is not this vault's. An id that is not there is no error.
    pub fn without_slot(&self, id: SlotId, key: &VaultKey) -> Result<Self> {
        let mut next = self.next(key)?;
        next.slots.retain(|slot| slot.id() != Some(id));
        next.checked_slots()?;
        Ok(next.sealed(key))
    }

    /// A PIN does not count as a way in: the tenth wrong one ends it.
    fn checked_slots(&self) -> Result<()> {
        let opens_for_good = |slot: &Slot| match slot.kind() {
            SlotKind::Passphrase | SlotKind::Recovery | SlotKind::Device => true,
            SlotKind::Pin | SlotKind::Other(_) => false,
        };
        if self.slots.iter().any(opens_for_good) {
            return Ok(());
        }
        Err(Error::LastSlot)
    }

    /// The next header in which `id` is the only slot of its kind.
    ///
    /// # Errors
    /// [`Error::NoSlot`] when it is not there, and [`Damage::Seal`](crate::Damage::Seal) when `key` is not this vault's.
    pub fn with_only(&self, id: SlotId, key: &VaultKey) -> Result<Self> {
        let kept = self.slots.iter().find(|slot| slot.id() == Some(id));
        let kind = kept
            .map(Slot::kind)
            .ok_or(Error::NoSlot(SlotKind::Passphrase))?;
        let mut next = self.next(key)?;
        next.slots
            .retain(|slot| slot.kind() != kind || slot.id() == Some(id));
        Ok(next.sealed(key))
    }

    /// The next header, with what a locked app seals records to.
    ///
    /// # Errors
    /// [`Damage::Seal`](crate::Damage::Seal) when `key` is not this vault's; [`Error::TooManySlots`].
    pub fn with_inbox(&self, key: &VaultKey) -> Result<Self> {
        self.with_one(Slot::of_inbox(key.inbox_recipient()), key)
    }

    /// The next header, with the slot `id` of `made` in place of every other of its kind. For a slot that was made
    /// some time ago: `made` comes from an earlier generation of this vault.
    ///
    /// # Errors
    /// [`Error::NoSlot`] when `made` has none of that id; [`Damage::Seal`](crate::Damage::Seal) when `key` is not the
    /// key of both; [`Error::TooManySlots`].
    pub fn with_slot_of(&self, made: &Self, id: SlotId, key: &VaultKey) -> Result<Self> {
        made.verify(key)?;
        let slot = made.slots.iter().find(|slot| slot.id() == Some(id));
        let slot = slot.ok_or(Error::NoSlot(SlotKind::Pin))?;
        self.with_one(slot.clone(), key)
    }

    fn with_one(&self, slot: Slot, key: &VaultKey) -> Result<Self> {
        let mut next = self.next(key)?;
        next.slots.retain(|other| other.kind() != slot.kind());
        if next.slots.len() >= MAX_SLOTS {
            return Err(Error::TooManySlots(slot.kind()));
        }
        next.slots.push(slot);
        Ok(next.sealed(key))
    }

    fn with_slot(
        &self,
        key: &VaultKey,
        entropy: &dyn Entropy,
        method: Method,
        credential: Credential<'_>,
        others: Others,
    ) -> Result<Self> {
        let kind = method.kind();
        let mut next = self.next(key)?;
        if matches!(others, Others::Replaced) {
            next.slots.retain(|slot| slot.kind() != kind);
        }
        let of_kind = next.slots.iter().filter(|slot| slot.kind() == kind).count();
        if next.slots.len() >= MAX_SLOTS || of_kind >= MAX_SLOTS_OF_A_KIND {
            return Err(Error::TooManySlots(kind));
        }
        next.slots
            .push(Slot::wrap(entropy, self.vault_id, method, credential, key)?);
        Ok(next.sealed(key))
    }

    /// A copy, one generation on and not yet sealed, for the holder of the right key only: a
    /// header sealed by another key would be lost to everyone.
    fn next(&self, key: &VaultKey) -> Result<Self> {
        self.verify(key)?;
        let generation = self
            .generation
            .checked_add(1)
            .ok_or(Error::GenerationOverflow)?;
        Ok(Self {
            generation,
            ..self.clone()
        })
    }

    pub(super) fn sealed(mut self, key: &VaultKey) -> Self {
        let mac_key = key.derive_header_mac_key();
        self.mac = mac(mac_key.expose(), &[&codec::encode_sealed_part(&self)]);
        self
    }
}

/// What becomes of the slots that are of the new slot's kind.
#[derive(Debug, Clone, Copy)]
enum Others {
    Replaced,
    Kept,
}
