//! The app: its ports, its home on the disk, and the one open vault.

use crate::attempts::Attempts;
use crate::home::Home;
use crate::ports::Ports;
use crate::session::{Open, Touch};
use crate::vault::AppStatus;
use crate::{Error, Result};
use mainstay_domain::Moment;
use mainstay_vault::KdfParams;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How the cost of deriving a key from a passphrase is set for a new vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyDerivation {
    /// Measured on this device: about half a second.
    Calibrated,
    /// Given. For tests, which make many vaults.
    Fixed(KdfParams),
}

/// Mainstay without its window. Share it behind an `Arc`; its methods may be called from any thread.
#[derive(Debug)]
pub struct App {
    pub(crate) ports: Ports,
    pub(crate) home: Home,
    pub(crate) key_derivation: KeyDerivation,
    state: Mutex<State>,
    last_id_ms: AtomicI64,
}

/// What changes while the app runs.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) open: Option<Open>,
    pub(crate) attempts: Attempts,
}

impl App {
    /// An app over its ports. Touches nothing yet.
    #[must_use]
    pub fn new(ports: Ports, key_derivation: KeyDerivation) -> Self {
        let home = Home::new(ports.clone());
        Self {
            ports,
            home,
            key_derivation,
            state: Mutex::default(),
            last_id_ms: AtomicI64::new(i64::MIN),
        }
    }

    /// Locks when nobody was here for as long as the person chose. To be called every few seconds, and after a
    /// resume.
    ///
    /// Returns the status when it locked.
    #[must_use]
    pub fn tick(&self) -> Option<AppStatus> {
        let mut state = self.state();
        let open = state.open.as_ref()?;
        let minutes =
            crate::settings::read(&open.store).map_or(1, |settings| settings.lock_after_minutes);
        if open.touched.idle(self.touch()) < Duration::from_secs(60 * u64::from(minutes)) {
            return None;
        }
        self.close(&mut state);
        drop(state);
        Some(self.status())
    }

    /// Locks now: the person asked, the window goes to the background or the app quits.
    pub fn lock_now(&self) {
        self.close(&mut self.state());
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // A panic in a command is reported by the shell; the state behind it is a transaction that never committed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `work` on the open vault.
    pub(crate) fn with_open<T>(&self, work: impl FnOnce(&mut Open) -> Result<T>) -> Result<T> {
        self.state()
            .open
            .as_mut()
            .ok_or(Error::Locked)
            .and_then(work)
    }

    /// Closes the journal and wipes the key. What was committed is safe in the journal's log even when its last
    /// move into the file fails for want of room, so there is nothing to report.
    pub(crate) fn close(&self, state: &mut State) {
        if let Some(open) = state.open.take() {
            let _ = open.store.close();
        }
    }

    pub(crate) fn touch(&self) -> Touch {
        Touch {
            monotonic: self.ports.clock.monotonic(),
            wall_ms: self.ports.clock.now_ms(),
        }
    }

    pub(crate) fn now(&self) -> Moment {
        Moment {
            at_ms: self.ports.clock.now_ms(),
            zone: self.ports.clock.zone(),
        }
    }

    /// A new id. Two ids of one run never share a millisecond, so that they sort in the order in which they were
    /// made even when the clock stands or is put back.
    pub(crate) fn id<T>(&self, make: impl FnOnce(i64, &[u8; 10]) -> T) -> Result<T> {
        let now = self.ports.clock.now_ms();
        let after = |last: i64| Some(now.max(last.saturating_add(1)));
        let last = self
            .last_id_ms
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, after);
        let at_ms = last.map_or(now, |last| now.max(last.saturating_add(1)));
        Ok(make(at_ms, &self.random()?))
    }

    /// Ten random bytes for an id.
    pub(crate) fn random(&self) -> Result<[u8; 10]> {
        let mut bytes = [0; 10];
        let filled = self.ports.entropy.fill(&mut bytes);
        filled.map_err(|source| Error::Vault(source.into()))?;
        Ok(bytes)
    }
}
