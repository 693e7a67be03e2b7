//! Against a real Secret Service; `tests/window/keystore.sh` starts one on a bus of its own and runs these.

use super::patient::Patient;
use super::secret_service::SecretServiceStore;
use ::secret_service::blocking::SecretService;
use ::secret_service::EncryptionType;
use mainstay_core::ports::Keystore;
use std::io;
use std::sync::Arc;
use std::time::Duration;

const NAME: &str = "pin-0123456789abcdef-of-a-test";

fn store() -> Patient<SecretServiceStore> {
    Patient {
        inner: Arc::new(SecretServiceStore),
        look: Duration::from_secs(5),
        ask: Duration::from_secs(5),
    }
}

fn set_locked(is_locked: bool) {
    let service = SecretService::connect(EncryptionType::Plain).expect("a service");
    let collection = service.get_default_collection().expect("a collection");
    if is_locked {
        collection.lock().expect("locked");
    } else {
        collection.unlock().expect("unlocked");
    }
}

#[test]
#[ignore = "needs a Secret Service: tests/window/keystore.sh"]
fn a_secret_is_kept_replaced_and_forgotten() {
    let store = store();
    assert!(store.is_available());
    store.delete(NAME).expect("none is fine");
    assert_eq!(store.get(NAME).expect("an answer"), None);
    store.set(NAME, &[0, 1, 2, 255]).expect("kept");
    store.set("pin-of-another", &[7]).expect("kept");
    assert_eq!(
        store.get(NAME).expect("an answer"),
        Some(vec![0, 1, 2, 255])
    );
    store.set(NAME, &[9; 34]).expect("replaced");
    assert_eq!(store.get(NAME).expect("an answer"), Some(vec![9; 34]));
    store.delete(NAME).expect("forgotten");
    assert_eq!(store.get(NAME).expect("an answer"), None);
    assert_eq!(
        store.get("pin-of-another").expect("an answer"),
        Some(vec![7])
    );
}

/// Ends with a locked store, so it runs last.
#[test]
#[ignore = "needs a Secret Service: tests/window/keystore.sh"]
fn locked_it_counts_as_none_and_gives_nothing() {
    let store = store();
    store.set(NAME, &[1]).expect("kept");
    set_locked(true);
    assert!(!store.is_available());
    assert!(store.get(NAME).is_err(), "nobody is there to unlock it");
    assert!(store.set(NAME, &[2]).is_err());
}

#[test]
#[ignore = "needs a bus without a Secret Service: tests/window/keystore.sh"]
fn absent_it_says_so_at_once() {
    let store = store();
    assert!(!store.is_available());
    assert!(store.get(NAME).is_err());
}

/// A store that hangs for ever.
#[derive(Debug)]
struct Hanging;

impl Keystore for Hanging {
    fn is_available(&self) -> bool {
        loop {
            std::thread::park();
        }
    }

    fn get(&self, _name: &str) -> io::Result<Option<Vec<u8>>> {
        self.is_available();
        Ok(None)
    }

    fn set(&self, _name: &str, _secret: &[u8]) -> io::Result<()> {
        self.is_available();
        Ok(())
    }

    fn delete(&self, _name: &str) -> io::Result<()> {
        self.is_available();
        Ok(())
    }
}

#[test]
fn a_store_that_hangs_is_given_up() {
    let store = Patient {
        inner: Arc::new(Hanging),
        look: Duration::from_millis(20),
        ask: Duration::from_millis(20),
    };
    assert!(!store.is_available());
    for answer in [
        store.get(NAME).map(drop),
        store.set(NAME, &[1]),
        store.delete(NAME),
    ] {
        let kind = answer.expect_err("given up").kind();
        assert_eq!(kind, io::ErrorKind::TimedOut);
    }
}
