//! How many writes the journal had when it was seen last, remembered in the device's keystore: an older copy of the
//! whole folder, headers included, is told from the one that was written last.
//!
//! Best effort, and in nobody's way. The keystore is asked by [`App::keystore_tend`], on a thread on which nobody
//! waits; an unlock and a write only look at what is in memory. What the keystore does not say or keep changes nothing,
//! and it is never asked where the system would ask the person.
//!
//! Deliberately not here: the header's generation. A header that was healed from its other copy is one behind, and is
//! no older copy (decision 0020).

use crate::keystore::FORM;
use crate::{App, Result};
use mainstay_vault::SlotId;
use std::sync::{MutexGuard, PoisonError, TryLockError};

/// Names a vault, as its header does.
type VaultId = [u8; 16];

/// So many writes were in the journal of this vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Count {
    vault: VaultId,
    writes: u64,
}

/// What is known of the keystore's memory, and what it is to be told.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    /// It was asked since the vault was last locked.
    asked: bool,
    known: Option<Count>,
    to_keep: Option<Count>,
    /// The vault that may have fewer writes than the keystore remembers: the person said so, or restored a backup.
    may_be_lower: Option<VaultId>,
    /// A PIN to look after: it may have no secret any more.
    pin: Option<SlotId>,
}

/// What there is to do at the keystore.
#[derive(Debug)]
struct Due {
    keep: Option<Count>,
    may_be_lower: Option<VaultId>,
    pin: Option<SlotId>,
}

impl Remembered {
    /// How many writes the journal of a vault must have; 0 when nothing is known.
    pub(crate) fn least_writes(&self, vault: &VaultId) -> u64 {
        let known = self.known.filter(|known| known.vault == *vault);
        let fewer_are_fine = self.may_be_lower.as_ref() == Some(vault);
        known.filter(|_| !fewer_are_fine).map_or(0, |it| it.writes)
    }

    /// From here on fewer writes are fine for this vault.
    pub(crate) fn allow_lower(&mut self, vault: VaultId) {
        self.may_be_lower = Some(vault);
    }

    /// The journal of a vault has so many writes, on the disk.
    pub(crate) fn keep(&mut self, vault: VaultId, writes: u64) {
        self.to_keep = Some(Count { vault, writes });
    }

    /// A vault with this PIN was opened.
    pub(crate) fn look_after(&mut self, pin: Option<SlotId>) {
        self.pin = pin;
    }

    /// The vault was locked: where the keystore has not answered yet, it is asked again.
    pub(crate) fn locked(&mut self) {
        self.pin = None;
        self.asked = self.known.is_some();
    }

    fn is_due(&self) -> bool {
        !self.asked || self.to_keep.is_some() || self.pin.is_some()
    }

    fn take(&mut self) -> Option<Due> {
        if !self.is_due() {
            return None;
        }
        self.asked = true;
        Some(Due {
            keep: self.to_keep.take(),
            may_be_lower: self.may_be_lower,
            pin: self.pin.take(),
        })
    }
}

impl App {
    /// Whether [`keystore_tend`](Self::keystore_tend) has anything to do. To be asked after every command.
    #[must_use]
    pub fn keystore_is_due(&self) -> bool {
        self.ports.keystore.is_some() && self.remembered().is_due()
    }

    /// Does what is due at the device's keystore: reads or keeps how many writes the journal has, and takes a PIN out
    /// of the header whose secret is gone. What it cannot do now is done some other time. May take a minute where the
    /// keystore hangs: for a thread on which nobody waits.
    pub fn keystore_tend(&self) {
        if !self.keystore_is_due() {
            return;
        }
        let _one_at_a_time = match self.tending.try_lock() {
            Ok(tending) => tending,
            Err(TryLockError::Poisoned(tending)) => tending.into_inner(),
            Err(TryLockError::WouldBlock) => return,
        };
        loop {
            let Some(due) = self.remembered().take() else {
                return;
            };
            if self.keystore_is_there() {
                if let Some(id) = due.pin {
                    self.drop_dead_pin(id);
                }
                // Not worth a word to anybody.
                let _ = self.remember(&due);
            }
        }
    }

    /// Forgets how many writes a vault had, for a wipe.
    pub(crate) fn forget_count(&self, vault: &VaultId) {
        let tending = self.tending.lock();
        let _waits_for_its_end = tending.unwrap_or_else(PoisonError::into_inner);
        *self.remembered() = Remembered::default();
        let _ = self.forget_named(&self.count_name(vault));
    }

    fn remember(&self, due: &Due) -> Result<()> {
        let vault = match due.keep {
            Some(count) => count.vault,
            None => *self.home.header()?.vault_id(),
        };
        let fewer_are_fine = due.may_be_lower == Some(vault);
        let known = self.remembered().known;
        let mut known = known.filter(|known| known.vault == vault);
        if known.is_none() && !fewer_are_fine {
            let writes = self.kept_writes(&vault)?;
            known = Some(Count { vault, writes });
            self.remembered().known = known;
        }
        let Some(count) = due.keep else { return Ok(()) };
        // An older copy that was opened before the keystore had answered is told at the next unlock.
        if fewer_are_fine || known.is_none_or(|known| known.writes < count.writes) {
            self.keep_named(&self.count_name(&vault), &encode(count.writes))?;
            let mut remembered = self.remembered();
            remembered.known = Some(count);
            if fewer_are_fine {
                remembered.may_be_lower = None;
            }
        }
        Ok(())
    }

    /// 0 when nothing is kept, or what is kept is not ours.
    fn kept_writes(&self, vault: &VaultId) -> Result<u64> {
        let kept = self.named(&self.count_name(vault))?;
        Ok(kept.and_then(|bytes| decode(&bytes)).unwrap_or(0))
    }

    /// Held for a moment, never while the keystore is asked.
    pub(crate) fn remembered(&self) -> MutexGuard<'_, Remembered> {
        let remembered = self.remembered.lock();
        remembered.unwrap_or_else(PoisonError::into_inner)
    }
}

fn encode(writes: u64) -> [u8; 9] {
    let mut bytes = [FORM; 9];
    for (place, byte) in bytes.iter_mut().skip(1).zip(writes.to_le_bytes()) {
        *place = byte;
    }
    bytes
}

fn decode(bytes: &[u8]) -> Option<u64> {
    let writes = bytes.strip_prefix(&[FORM])?.try_into().ok()?;
    Some(u64::from_le_bytes(writes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VAULT: VaultId = [7; 16];

    #[test]
    fn a_count_reads_back_and_nothing_else_does() {
        assert_eq!(decode(&encode(0x0102_0304_0506)), Some(0x0102_0304_0506));
        for other in [&[][..], &[FORM], &[2, 0, 0, 0, 0, 0, 0, 0, 0], &[FORM; 10]] {
            assert_eq!(decode(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_count_holds_for_its_vault_until_fewer_are_fine() {
        let mut remembered = Remembered {
            known: Some(Count {
                vault: VAULT,
                writes: 9,
            }),
            ..Remembered::default()
        };
        assert_eq!(remembered.least_writes(&VAULT), 9);
        assert_eq!(remembered.least_writes(&[8; 16]), 0, "of another vault");
        remembered.allow_lower(VAULT);
        assert_eq!(remembered.least_writes(&VAULT), 0);
    }
}
