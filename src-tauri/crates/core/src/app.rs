//! The app: its ports, its home on the disk, and the one open vault.

use crate::attempts::Attempts;
use crate::backup::BACKUP_AFTER;
use crate::elsewhere::{Chosen, Unnoted};
use crate::home::Home;
use crate::notice::Notices;
use crate::open_journal::{InOrder, SETTLE_AFTER, SETTLE_AGAIN};
use crate::ports::Ports;
use crate::remembered::Remembered;
use crate::session::{Open, QuickOne, Touch};
use crate::vault::AppStatus;
use crate::work::WorkState;
use crate::{settings, Error, Result};
use mainstay_domain::Moment;
use mainstay_vault::KdfParams;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
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
    pub(crate) work: WorkState,
    state: Mutex<State>,
    keystore_turn: Mutex<()>,
    pub(crate) tending: Mutex<()>,
    pub(crate) remembered: Mutex<Remembered>,
    chosen: Mutex<Option<Chosen>>,
    unnoted: Mutex<Unnoted>,
    pub(crate) notices: Mutex<Notices>,
    /// The system showed nothing when it was last asked to.
    pub(crate) is_refused: AtomicBool,
    meeting_file: Mutex<Option<PathBuf>>,
    offered_link: Mutex<Option<String>>,
    last_id_ms: AtomicI64,
}

/// How long until each thing that the app does by itself.
struct Due {
    lock: Duration,
    /// None when there is nothing to move.
    settle: Option<Duration>,
    backup: Duration,
}

/// What changes while the app runs.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) open: Option<Open>,
    pub(crate) attempts: Attempts,
    /// How often it was locked, or another vault took its place. Who let go of the state in between compares.
    pub(crate) locks: u64,
    /// The quick entries of this lock, to say more about one or to take it back.
    pub(crate) quick: Vec<QuickOne>,
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
            work: WorkState::default(),
            state: Mutex::default(),
            keystore_turn: Mutex::default(),
            tending: Mutex::default(),
            remembered: Mutex::default(),
            chosen: Mutex::default(),
            unnoted: Mutex::default(),
            notices: Mutex::default(),
            is_refused: AtomicBool::default(),
            meeting_file: Mutex::default(),
            offered_link: Mutex::default(),
            last_id_ms: AtomicI64::new(i64::MIN),
        }
    }

    /// Does what is due: locks when nobody was here for as long as the person chose, moves the journal's log when
    /// nobody writes, and makes the backup of the day. To be called when [`next_wake`](Self::next_wake) says, and after
    /// a resume.
    ///
    /// Returns the status when it locked.
    #[must_use]
    pub fn tick(&self) -> Option<AppStatus> {
        let mut state = self.state();
        let open = state.open.as_mut()?;
        let due = self.due(open);
        if due.lock.is_zero() {
            self.close(&mut state);
            drop(state);
            self.hide_names_now();
            return Some(self.status());
        }
        if due.settle.is_some_and(|wait| wait.is_zero()) {
            // What was written is safe in the log. Tried again later, after the next write, and at lock.
            open.settle_at = self.ports.clock.monotonic() + SETTLE_AGAIN;
            let _ = self.settle(open, InOrder::No);
        }
        if due.backup.is_zero() {
            self.back_up_when_due(open);
        }
        None
    }

    /// How long nothing is due; `None` while locked. To be asked again after every command, and now and then beside it:
    /// the clock of a timer may stand still while a device sleeps.
    #[must_use]
    pub fn next_wake(&self) -> Option<Duration> {
        let state = self.state();
        let due = self.due(state.open.as_ref()?);
        let soonest = due.lock.min(due.backup);
        Some(due.settle.map_or(soonest, |settle| settle.min(soonest)))
    }

    fn due(&self, open: &Open) -> Due {
        let minutes = settings::read(&open.store).map_or(1, |chosen| chosen.lock_after_minutes);
        let after = Duration::from_secs(60 * u64::from(minutes));
        let now = self.ports.clock.monotonic();
        Due {
            lock: after.saturating_sub(open.touched.idle(self.touch())),
            settle: (open.store.unsettled() > 0).then(|| open.settle_at.saturating_sub(now)),
            backup: open.next_backup.saturating_sub(now),
        }
    }

    /// Locks now: the person asked, the window goes to the background or the app quits. A long piece of work is
    /// stopped, so that nobody waits for it.
    pub fn lock_now(&self) {
        self.work.stop();
        self.close(&mut self.state());
        self.hide_names_now();
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        // A panic in a command is reported by the shell; the state behind it is a transaction that never committed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One piece of work with the keystore at a time, so that tries of a PIN are counted one after the other. The
    /// keystore may take a minute: this is taken before `state`, and `state` is never held while the keystore is asked.
    pub(crate) fn keystore_turn(&self) -> MutexGuard<'_, ()> {
        let turn = self.keystore_turn.lock();
        turn.unwrap_or_else(PoisonError::into_inner)
    }

    /// The place that the person picked last. Never held while `state` is asked for.
    pub(crate) fn chosen(&self) -> MutexGuard<'_, Option<Chosen>> {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A copy elsewhere that its vault has not heard of. Taken inside `state`, and never held while that is asked for.
    pub(crate) fn unnoted(&self) -> MutexGuard<'_, Unnoted> {
        self.unnoted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file with a list of meetings that the person picked last. Taken inside `state` at times, and never held while
    /// that is asked for.
    pub(crate) fn meeting_file(&self) -> MutexGuard<'_, Option<PathBuf>> {
        let file = self.meeting_file.lock();
        file.unwrap_or_else(PoisonError::into_inner)
    }

    /// The link of the meeting that was looked at last; as `meeting_file`.
    pub(crate) fn offered_link(&self) -> MutexGuard<'_, Option<String>> {
        let link = self.offered_link.lock();
        link.unwrap_or_else(PoisonError::into_inner)
    }

    /// The one link that the window may hand to the system: of the meeting that the person is looking at. None while the
    /// vault is locked. The shell asks from its event loop; it waits for nobody.
    #[must_use]
    pub fn link_in_view(&self) -> Option<String> {
        self.offered_link().clone()
    }

    /// Runs `work` on the open vault.
    pub(crate) fn with_open<T>(&self, work: impl FnOnce(&mut Open) -> Result<T>) -> Result<T> {
        let mut state = self.state();
        let open = state.open.as_mut().ok_or(Error::Locked)?;
        let before = open.store.unsettled();
        let done = work(open);
        if open.store.unsettled() != before {
            let now = self.ports.clock.monotonic();
            open.settle_at = now + SETTLE_AFTER;
            open.next_backup = open.next_backup.max(now + BACKUP_AFTER);
        }
        done
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
