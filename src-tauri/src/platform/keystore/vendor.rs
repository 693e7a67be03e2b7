//! The login keychain of macOS, and the Credential Manager of Windows, both through `keyring-core`.
//!
//! On Windows the entries are kept for this machine alone: by default they would travel with a domain account.

use super::SERVICE;
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use mainstay_core::ports::Keystore;
use std::collections::HashMap;
use std::io;

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
#[cfg(windows)]
use windows_native_keyring_store::Store;

/// Never written: to look for it tells whether the store answers.
const LOOKED_FOR: &str = "is-there";

/// The system's own store.
#[derive(Debug, Clone, Copy)]
pub(super) struct VendorStore;

impl Keystore for VendorStore {
    fn is_available(&self) -> bool {
        self.get(LOOKED_FOR).is_ok()
    }

    fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(io::Error::other(error)),
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> io::Result<()> {
        entry(name)?.set_secret(secret).map_err(io::Error::other)
    }

    fn delete(&self, name: &str) -> io::Result<()> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(io::Error::other(error)),
        }
    }
}

fn entry(name: &str) -> io::Result<Entry> {
    let only_here = HashMap::from([("persistence", "Local")]);
    let modifiers = cfg!(windows).then_some(&only_here);
    let store = Store::new().map_err(io::Error::other)?;
    store
        .build(SERVICE, name, modifiers)
        .map_err(io::Error::other)
}
