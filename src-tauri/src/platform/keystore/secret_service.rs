//! The Secret Service of a Linux desktop, over D-Bus: gnome-keyring, KWallet, KeePassXC.
//!
//! Everything stands in the collection that the desktop calls `default`; the `session` one is gone at log-out. On its
//! way over the bus a secret is encrypted. A locked collection counts as no store when somebody looks, and is asked to
//! be unlocked, which shows the desktop's own dialog, when a secret is needed.

use super::SERVICE;
use mainstay_core::ports::Keystore;
use secret_service::blocking::{Collection, Item, SecretService};
use secret_service::{EncryptionType, Error};
use std::collections::HashMap;
use std::io;

/// What people see in their password manager.
const LABEL: &str = "Mainstay";
const CONTENT: &str = "application/octet-stream";

/// The Secret Service on the session's bus.
#[derive(Debug, Clone, Copy)]
pub(super) struct SecretServiceStore;

impl Keystore for SecretServiceStore {
    fn is_available(&self) -> bool {
        with(|service| service.get_default_collection()?.is_locked())
            .is_ok_and(|is_locked| !is_locked)
    }

    fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        with(|service| {
            let found = items(service, name)?;
            found.first().map(Item::get_secret).transpose()
        })
    }

    fn set(&self, name: &str, secret: &[u8]) -> io::Result<()> {
        with(|service| {
            let collection = unlocked(service)?;
            let replace = true;
            collection
                .create_item(LABEL, attributes(name), secret, replace, CONTENT)
                .map(drop)
        })
    }

    fn delete(&self, name: &str) -> io::Result<()> {
        with(|service| items(service, name)?.iter().try_for_each(Item::delete))
    }
}

fn with<T>(work: impl FnOnce(&SecretService<'_>) -> Result<T, Error>) -> io::Result<T> {
    let service = SecretService::connect(EncryptionType::Dh).map_err(io::Error::other)?;
    work(&service).map_err(io::Error::other)
}

/// The items of a name. A locked store may show none although it has one, so it is unlocked first.
fn items<'a>(service: &'a SecretService<'a>, name: &str) -> Result<Vec<Item<'a>>, Error> {
    unlocked(service)?;
    let found = service.search_items(attributes(name))?;
    for item in &found.locked {
        item.unlock()?;
    }
    Ok(found.unlocked.into_iter().chain(found.locked).collect())
}

fn unlocked<'a>(service: &'a SecretService<'a>) -> Result<Collection<'a>, Error> {
    let collection = service.get_default_collection()?;
    if collection.is_locked()? {
        collection.unlock()?;
        collection.ensure_unlocked()?;
    }
    Ok(collection)
}

fn attributes(name: &str) -> HashMap<&str, &str> {
    HashMap::from([("service", SERVICE), ("account", name)])
}
