//! A device's keystore for tests and the preview: in memory, and it can be taken away, refuse, forget, or wait.

use mainstay_core::ports::Keystore;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What the keystore does when it is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum KeystoreMood {
    /// There is none.
    #[default]
    Absent,
    /// It works.
    Working,
    /// It is there and locked: it says so, and refuses.
    Locked,
    /// It says that it is there, and refuses all the same.
    Refusing,
}

impl KeystoreMood {
    /// The mood of a name: `absent`, `working`, `locked`, `refusing`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "absent" => Some(Self::Absent),
            "working" => Some(Self::Working),
            "locked" => Some(Self::Locked),
            "refusing" => Some(Self::Refusing),
            _ => None,
        }
    }
}

/// A keystore in memory. Absent until a test says otherwise.
#[derive(Debug, Default)]
pub struct MemoryKeystore {
    inner: Mutex<Inner>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Inner {
    mood: KeystoreMood,
    entries: BTreeMap<String, Vec<u8>>,
    calls: u64,
    refused_call: Option<u64>,
    held: bool,
    waiting: u64,
}

impl MemoryKeystore {
    /// Has it work, be absent, be locked or refuse from now on.
    pub fn set_mood(&self, mood: KeystoreMood) {
        self.inner().mood = mood;
    }

    /// Forgets everything, as a new login keyring has.
    pub fn forget_all(&self) {
        self.inner().entries.clear();
    }

    /// Everything that it keeps, by name.
    #[must_use]
    pub fn entries(&self) -> BTreeMap<String, Vec<u8>> {
        self.inner().entries.clone()
    }

    /// Puts back what `entries` gave.
    pub fn put_back(&self, entries: BTreeMap<String, Vec<u8>>) {
        self.inner().entries = entries;
    }

    /// Refuses one call: the `n`th from now, 0 the next.
    pub fn refuse_call(&self, n: u64) {
        let mut inner = self.inner();
        inner.refused_call = Some(inner.calls + n);
    }

    /// How often it was asked for, given or told to forget a secret.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.inner().calls
    }

    /// Has every call wait from now on, as a system does that asks the person to unlock its store.
    pub fn hold(&self) {
        self.inner().held = true;
    }

    /// Waits until a call waits.
    pub fn wait_until_asked(&self) {
        drop(self.wait_while(self.inner(), |inner| inner.waiting == 0));
    }

    /// Lets the calls go on that wait.
    pub fn let_go(&self) {
        self.inner().held = false;
        self.changed.notify_all();
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while<'a>(
        &'a self,
        inner: MutexGuard<'a, Inner>,
        so: impl Fn(&Inner) -> bool,
    ) -> MutexGuard<'a, Inner> {
        let waited = self.changed.wait_while(inner, |inner| so(inner));
        waited.unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_if_held(&self) -> MutexGuard<'_, Inner> {
        let mut inner = self.inner();
        inner.waiting += 1;
        self.changed.notify_all();
        inner = self.wait_while(inner, |inner| inner.held);
        inner.waiting -= 1;
        inner
    }

    fn asked(&self) -> io::Result<MutexGuard<'_, Inner>> {
        let mut inner = self.wait_if_held();
        let call = inner.calls;
        inner.calls += 1;
        if inner.mood != KeystoreMood::Working || inner.refused_call == Some(call) {
            return Err(io::Error::other("the keystore refuses"));
        }
        Ok(inner)
    }
}

impl Keystore for MemoryKeystore {
    fn is_available(&self) -> bool {
        matches!(
            self.wait_if_held().mood,
            KeystoreMood::Working | KeystoreMood::Refusing
        )
    }

    fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.asked()?.entries.get(name).cloned())
    }

    fn set(&self, name: &str, secret: &[u8]) -> io::Result<()> {
        self.asked()?
            .entries
            .insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn delete(&self, name: &str) -> io::Result<()> {
        self.asked()?.entries.remove(name);
        Ok(())
    }
}
