//! Wiping: everything of Mainstay on this device, on the person's word and with proof. The one place where the app
//! removes a vault.
//!
//! The headers go first: without one, no passphrase opens what a cut-off wipe may leave. A note beside the vault says
//! that it was begun, and the next start finishes it. What stands in the data folder under a name that is not ours
//! stays.

use crate::home::Home;
use crate::opening::Proof;
use crate::{App, AppStatus, Error, Result};
use mainstay_vault::{Header, SlotKind};
use std::io;
use std::path::{Path, PathBuf};

/// Begun and not finished yet.
const NOTE: &str = "vault.wiping";

/// The names of what the app makes in its folder; one that ends in a point stands for all that begin with it.
const OURS: &[&str] = &[
    "vault",
    "vault.new",
    "vault.arriving",
    "vault.restored",
    "vault.replaced.",
    "vault.unfinished.",
    "aside.",
    "inbox",
    "backups",
    "reminders",
    "rescue",
];

/// Asks for all of it to be removed.
#[derive(Debug, Default, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(default)]
pub struct VaultWipeRequest {
    /// The passphrase, or the recovery code.
    pub proof: Proof,
}

impl App {
    /// Removes the vault, its backups, what waits in the inbox and every copy that the app has kept on this device.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::WrongPassphrase`], [`Error::WrongRecoveryCode`], [`Error::TooManyAttempts`],
    /// [`Error::Busy`]; then nothing is removed. Those of the disk; then the rest goes at the next start.
    pub fn vault_wipe(&self, request: VaultWipeRequest) -> Result<AppStatus> {
        self.prove(&request.proof)?;
        // A restore that runs would bring one back.
        let _work = self.work.begin()?;
        let header = self.begin_wipe()?;
        self.forget_keystore(&header);
        let mut state = self.state();
        // Where there was no room for the note, somebody may have opened it meanwhile.
        self.close(&mut state);
        *self.unnoted() = None;
        state.quick.clear();
        self.home.wipe()?;
        drop(state);
        Ok(self.status())
    }

    /// Closes the vault for good. From here on the next start finishes it; on a full disk there is no room for the
    /// note, and it goes on all the same.
    fn begin_wipe(&self) -> Result<Header> {
        let mut state = self.state();
        let header = state.open.as_ref().ok_or(Error::Locked)?.header.clone();
        let _ = self.home.note_wipe();
        self.close(&mut state);
        Ok(header)
    }

    /// What the keystore does not forget now opens nothing once the headers are gone.
    fn forget_keystore(&self, header: &Header) {
        let _turn = self.keystore_turn();
        for kind in [SlotKind::Device, SlotKind::Pin] {
            let ids: Vec<_> = header.ids(kind).collect();
            self.forget_secrets(kind, &ids);
        }
        self.forget_count(header.vault_id());
    }
}

impl Home {
    fn note_wipe(&self) -> io::Result<()> {
        let note = self.folder().join(NOTE);
        self.ports().files.write(&note, b"begun\n")
    }

    /// Finishes a wipe that was begun; does nothing when none was.
    pub(crate) fn finish_wipe(&self) -> Result<()> {
        if !self.folder().join(NOTE).exists() {
            return Ok(());
        }
        self.wipe()
    }

    fn wipe(&self) -> Result<()> {
        self.forget_unwritten();
        let folders = self.ours().map_err(failed)?;
        for folder in &folders {
            self.remove_headers(folder).map_err(failed)?;
        }
        for folder in &folders {
            self.ports().files.remove_folder(folder).map_err(failed)?;
        }
        self.forget_that_there_was_one();
        let note = self.folder().join(NOTE);
        self.ports().files.remove(&note).map_err(failed)
    }

    fn ours(&self) -> io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(self.folder())? {
            let entry = entry?;
            let name = entry.file_name();
            if entry.file_type()?.is_dir() && name.to_str().is_some_and(is_ours) {
                found.push(entry.path());
            }
        }
        Ok(found)
    }

    fn remove_headers(&self, folder: &Path) -> io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                self.remove_headers(&entry.path())?;
            } else if is_header(&entry.path()) {
                self.ports().files.remove(&entry.path())?;
            }
        }
        Ok(())
    }
}

fn is_ours(name: &str) -> bool {
    OURS.iter().any(|ours| match ours.strip_suffix('.') {
        None => name == *ours,
        Some(_) => name
            .strip_prefix(ours)
            .is_some_and(|ms| ms.parse::<i64>().is_ok()),
    })
}

fn is_header(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("vault.hdr"))
}

fn failed(source: io::Error) -> Error {
    Error::from_io("removing everything", source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_the_app_makes_are_ours() {
        for ours in [
            "vault",
            "vault.new",
            "aside.1795285800000",
            "inbox",
            "backups",
            "rescue",
        ] {
            assert!(is_ours(ours), "{ours}");
        }
        for other in [
            "aside.",
            "aside.mine",
            "Photos",
            "vaults",
            "vault.hdr.a",
            "backups.old",
        ] {
            assert!(!is_ours(other), "{other}");
        }
    }
}
