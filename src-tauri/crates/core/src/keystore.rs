//! What the device's keystore keeps for a vault: one secret for each slot that opens only here, and a count
//! (`remembered.rs`).
//!
//! An entry is named by the data folder and the slot, so two folders on one machine never share one, and a slot finds
//! its own secret or none. Because a new slot has a new name, its secret is kept before the header is written and the
//! old one is forgotten after: a kill in between leaves an entry too many and nothing shut.
//!
//! Deliberately not here: the system's keystores (the shell) and what opens with the secret (`mainstay-vault`).

use crate::ports::Keystore;
use crate::{App, Error, Result};
use mainstay_vault::{ContentHash, DeviceSecret, SlotId, SlotKind, DEVICE_SECRET_BYTES};
use std::io;
use std::path::Path;
use zeroize::Zeroizing;

/// The first byte of each entry. Another one was written by something else.
pub(crate) const FORM: u8 = 1;

/// What is kept for a PIN.
#[derive(Debug)]
pub(crate) struct PinEntry {
    /// Tries that were begun since the last right one.
    pub(crate) tries: u8,
    pub(crate) secret: DeviceSecret,
}

impl PinEntry {
    fn encode(&self) -> Zeroizing<Vec<u8>> {
        entry(&[FORM, self.tries], &self.secret)
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (head, secret) = bytes.split_first_chunk::<2>()?;
        let [form, tries] = *head;
        (form == FORM).then_some(())?;
        Some(Self {
            tries,
            secret: secret_of(secret)?,
        })
    }
}

impl App {
    /// Whether the device keeps secrets for us now. Asks the system, and never the person.
    pub(crate) fn keystore_is_there(&self) -> bool {
        let keystore = self.ports.keystore.as_deref();
        keystore.is_some_and(Keystore::is_available)
    }

    /// The secret of a device slot; `None` when the keystore works and does not have it.
    pub(crate) fn device_secret(&self, id: SlotId) -> Result<Option<DeviceSecret>> {
        let kept = self.entry(SlotKind::Device, id)?;
        Ok(kept.and_then(|bytes| secret_of(bytes.strip_prefix(&[FORM])?)))
    }

    /// Keeps the secret of a device slot, and reads it back: it may be the only way in.
    pub(crate) fn keep_device_secret(&self, id: SlotId, secret: &DeviceSecret) -> Result<()> {
        self.keep(SlotKind::Device, id, &entry(&[FORM], secret))?;
        let back = self.device_secret(id)?;
        if back.is_some_and(|back| back.expose_bytes() == secret.expose_bytes()) {
            return Ok(());
        }
        Err(Error::Keystore { source: None })
    }

    /// What is kept for a PIN slot; `None` when the keystore works and has nothing for it.
    pub(crate) fn pin_entry(&self, id: SlotId) -> Result<Option<PinEntry>> {
        let kept = self.entry(SlotKind::Pin, id)?;
        Ok(kept.and_then(|bytes| PinEntry::decode(&bytes)))
    }

    /// Keeps what belongs to a PIN slot.
    pub(crate) fn keep_pin(&self, id: SlotId, entry: &PinEntry) -> Result<()> {
        self.keep(SlotKind::Pin, id, &entry.encode())
    }

    /// Forgets the secret of a slot. One that cannot be forgotten opens nothing once its slot is gone.
    pub(crate) fn forget_secret(&self, kind: SlotKind, id: SlotId) -> Result<()> {
        self.forget_named(&self.name(kind, id))
    }

    /// Forgets an entry.
    pub(crate) fn forget_named(&self, name: &str) -> Result<()> {
        self.keystore()?.delete(name).map_err(refused)
    }

    /// What is kept under a name; `None` when the keystore works and has nothing.
    pub(crate) fn named(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let kept = self.keystore()?.get(name);
        Ok(kept.map_err(refused)?.map(Zeroizing::new))
    }

    /// Keeps an entry under a name.
    pub(crate) fn keep_named(&self, name: &str, bytes: &[u8]) -> Result<()> {
        self.keystore()?.set(name, bytes).map_err(refused)
    }

    /// The name under which the count of a vault's writes is kept.
    pub(crate) fn count_name(&self, vault: &[u8; 16]) -> String {
        let folder = folder_name(self.home.folder());
        format!("writes-{folder}-{}", hex(vault))
    }

    /// Forgets the secrets of slots that are gone. What is not forgotten opens nothing.
    pub(crate) fn forget_secrets(&self, kind: SlotKind, ids: &[SlotId]) {
        for id in ids {
            let _ = self.forget_secret(kind, *id);
        }
    }

    fn entry(&self, kind: SlotKind, id: SlotId) -> Result<Option<Zeroizing<Vec<u8>>>> {
        self.named(&self.name(kind, id))
    }

    fn keep(&self, kind: SlotKind, id: SlotId, bytes: &[u8]) -> Result<()> {
        self.keep_named(&self.name(kind, id), bytes)
    }

    fn keystore(&self) -> Result<&dyn Keystore> {
        let keystore = self.ports.keystore.as_deref();
        keystore.ok_or(Error::Keystore { source: None })
    }

    fn name(&self, kind: SlotKind, id: SlotId) -> String {
        let what = if kind == SlotKind::Pin {
            "pin"
        } else {
            "device"
        };
        let folder = folder_name(self.home.folder());
        format!("{what}-{folder}-{}", hex(id.as_bytes()))
    }
}

fn refused(source: io::Error) -> Error {
    Error::Keystore {
        source: Some(source),
    }
}

fn entry(head: &[u8], secret: &DeviceSecret) -> Zeroizing<Vec<u8>> {
    // The room is taken at once, so that the bytes never move and leave no copy behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(head.len() + DEVICE_SECRET_BYTES));
    bytes.extend_from_slice(head);
    bytes.extend_from_slice(secret.expose_bytes());
    bytes
}

fn secret_of(bytes: &[u8]) -> Option<DeviceSecret> {
    bytes.try_into().ok().map(DeviceSecret::from_bytes)
}

/// Sixteen digits that stand for the data folder, whichever way it was named.
fn folder_name(folder: &Path) -> String {
    let real = folder
        .canonicalize()
        .unwrap_or_else(|_| folder.to_path_buf());
    let mut hash = ContentHash::new();
    hash.add(real.as_os_str().as_encoded_bytes());
    hex(&hash.finish()).chars().take(16).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_a_pin_reads_back_and_nothing_else_does() {
        let entry = PinEntry {
            tries: 7,
            secret: DeviceSecret::from_bytes(&[9; 32]),
        };
        let bytes = entry.encode();
        let back = PinEntry::decode(&bytes).expect("its own bytes");
        assert_eq!((back.tries, back.secret.expose_bytes()), (7, &[9; 32]));
        assert!(PinEntry::decode(&bytes[1..]).is_none());
        assert!(PinEntry::decode(&[2; 34]).is_none(), "of another form");
        assert!(PinEntry::decode(&[]).is_none());
    }

    #[test]
    fn each_folder_has_a_name_of_its_own() {
        assert_ne!(
            folder_name(Path::new("/one")),
            folder_name(Path::new("/two"))
        );
        assert_eq!(folder_name(Path::new("/one")).len(), 16);
    }
}
