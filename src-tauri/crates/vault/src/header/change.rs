//! The next header: what each change of a vault's slots or state makes of the one before.

use super::{codec, Header, CLEAN_SHUTDOWN};
use crate::hash::mac;
use crate::secret::Entropy;
use crate::slot::{Credential, Method, MAX_SLOTS, MAX_SLOTS_OF_A_KIND};
use crate::{Error, KdfParams, Passphrase, RecoveryCode, Result, Slot, SlotId, SlotKind, VaultKey};

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

    /// The next header without one slot.
    ///
    /// # Errors
    /// [`Error::LastSlot`] when no passphrase and no recovery slot would be left, and
    /// [`Damage::Seal`](crate::Damage::Seal) when `key` is not this vault's. An id that is not there is no error.
    pub fn without_slot(&self, id: SlotId, key: &VaultKey) -> Result<Self> {
        let mut next = self.next(key)?;
        next.slots.retain(|slot| slot.id() != Some(id));
        if !next.slots.iter().any(|slot| slot.wrapped_key().is_some()) {
            return Err(Error::LastSlot);
        }
        Ok(next.sealed(key))
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
        let inbox = Slot::of_inbox(key.inbox_recipient());
        let mut next = self.next(key)?;
        next.slots.retain(|slot| slot.kind() != inbox.kind());
        if next.slots.len() >= MAX_SLOTS {
            return Err(Error::TooManySlots(inbox.kind()));
        }
        next.slots.push(inbox);
        Ok(next.sealed(key))
    }

    /// The next header with nothing but what the person knows or has on paper: for a copy that leaves the device.
    ///
    /// # Errors
    /// [`Damage::Seal`](crate::Damage::Seal) when `key` is not this vault's.
    pub fn for_elsewhere(&self, key: &VaultKey) -> Result<Self> {
        let mut next = self.next(key)?;
        next.slots
            .retain(|slot| matches!(slot.kind(), SlotKind::Passphrase | SlotKind::Recovery));
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
