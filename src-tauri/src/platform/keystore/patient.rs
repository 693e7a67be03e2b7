//! A secret store may wait for a person who is not there, or hang; the app must not.
//!
//! So every call runs on a thread of its own and is given up after a time. What was given up may still happen later;
//! the core reads back what matters.

use mainstay_core::ports::Keystore;
use std::io;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::Arc;
use std::time::Duration;

/// How long the question may take whether there is a store. Nobody is asked anything.
const LOOK: Duration = Duration::from_secs(3);
/// How long any other call may take: the system may ask the person to unlock its store.
const ASK: Duration = Duration::from_secs(50);

/// A store whose calls are given up after a time.
#[derive(Debug)]
pub(super) struct Patient<K> {
    pub(super) inner: Arc<K>,
    pub(super) look: Duration,
    pub(super) ask: Duration,
}

impl<K: Keystore + 'static> Patient<K> {
    pub(super) fn new(inner: K) -> Self {
        Self {
            inner: Arc::new(inner),
            look: LOOK,
            ask: ASK,
        }
    }

    fn within<T: Send + 'static>(
        &self,
        limit: Duration,
        work: impl FnOnce(&K) -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        let (answer, answered) = mpsc::channel();
        let inner = Arc::clone(&self.inner);
        std::thread::Builder::new()
            .name("keystore".to_owned())
            // Nobody may be waiting any more.
            .spawn(move || drop(answer.send(work(&inner))))?;
        match answered.recv_timeout(limit) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => Err(io::ErrorKind::TimedOut.into()),
            Err(RecvTimeoutError::Disconnected) => {
                Err(io::Error::other("the secret store's thread ended"))
            }
        }
    }
}

impl<K: Keystore + 'static> Keystore for Patient<K> {
    fn is_available(&self) -> bool {
        self.within(self.look, |store| Ok(store.is_available()))
            .unwrap_or(false)
    }

    fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let name = name.to_owned();
        self.within(self.ask, move |store| store.get(&name))
    }

    fn set(&self, name: &str, secret: &[u8]) -> io::Result<()> {
        let name = name.to_owned();
        let secret = zeroize::Zeroizing::new(secret.to_vec());
        self.within(self.ask, move |store| store.set(&name, &secret))
    }

    fn delete(&self, name: &str) -> io::Result<()> {
        let name = name.to_owned();
        self.within(self.ask, move |store| store.delete(&name))
    }
}
