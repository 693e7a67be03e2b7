//! Ports for tests: entropy that can be predicted, notifications that are kept, a folder that is given.

use crate::FixedClock;
use mainstay_core::ports::{
    Clock, DiskFiles, Entropy, EntropyUnavailable, NoticeAbility, Notification, Notifier, Paths,
    Places, Ports, Program, StartAtLogin,
};
use ring::rand::{SecureRandom, SystemRandom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The machine's random bytes.
#[derive(Debug)]
pub struct SystemEntropy(SystemRandom);

impl Default for SystemEntropy {
    fn default() -> Self {
        Self(SystemRandom::new())
    }
}

impl Entropy for SystemEntropy {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyUnavailable> {
        self.0.fill(out).map_err(|_| EntropyUnavailable)
    }
}

/// Bytes that never repeat within a process. Worthless as randomness, which is the point: no test waits for entropy.
#[derive(Debug)]
pub struct CountingEntropy(AtomicU64);

/// Each source counts from a place of its own, so that two vaults of one test have different keys.
static SOURCES: AtomicU64 = AtomicU64::new(1);

impl Default for CountingEntropy {
    fn default() -> Self {
        Self(AtomicU64::new(
            SOURCES.fetch_add(1, Ordering::Relaxed) << 32,
        ))
    }
}

impl Entropy for CountingEntropy {
    fn fill(&self, out: &mut [u8]) -> Result<(), EntropyUnavailable> {
        for chunk in out.chunks_mut(8) {
            let n = self
                .0
                .fetch_add(1, Ordering::Relaxed)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15);
            chunk
                .iter_mut()
                .zip(n.to_le_bytes())
                .for_each(|(byte, new)| *byte = new);
        }
        Ok(())
    }
}

/// A folder that is given.
#[derive(Debug)]
pub struct FolderPaths(pub PathBuf);

impl Paths for FolderPaths {
    fn data_folder(&self) -> PathBuf {
        self.0.clone()
    }
}

/// Keeps what it was asked to show, and what stands on the screen.
#[derive(Debug, Default)]
pub struct RecordingNotifier {
    shown: Mutex<Vec<Notification>>,
    closed: Mutex<Vec<u32>>,
    refuses: AtomicBool,
    is_another: AtomicBool,
    turn: Mutex<()>,
    asked: AtomicU64,
}

impl RecordingNotifier {
    /// Shows nothing, and does not answer, until this is dropped.
    pub fn hang(&self) -> MutexGuard<'_, ()> {
        lock(&self.turn)
    }

    /// How often it was asked to show something.
    #[must_use]
    pub fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    /// What it was asked to show, in order.
    #[must_use]
    pub fn shown(&self) -> Vec<Notification> {
        lock(&self.shown).clone()
    }

    /// What it was asked to take away, in order.
    #[must_use]
    pub fn closed(&self) -> Vec<u32> {
        lock(&self.closed).clone()
    }

    /// It is another desktop than the one before the restart: nothing of that stands on its screen.
    pub fn be_another(&self) {
        self.is_another.store(true, Ordering::Relaxed);
    }

    /// From now on the system shows nothing, or again does.
    pub fn refuse(&self, refuses: bool) {
        self.refuses.store(refuses, Ordering::Relaxed);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Notifier for RecordingNotifier {
    fn show(&self, notification: &Notification) -> std::io::Result<Option<String>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        drop(lock(&self.turn));
        if self.refuses.load(Ordering::Relaxed) {
            return Err(std::io::Error::other("told to refuse"));
        }
        lock(&self.shown).push(notification.clone());
        Ok(Some(format!("the desktop {}", notification.id)))
    }

    fn take_over(&self, notification: &Notification, handle: &str) -> Option<String> {
        let ours = format!("the desktop {}", notification.id);
        let is_there = !self.is_another.load(Ordering::Relaxed) && handle == ours;
        is_there.then_some(ours)
    }

    fn close(&self, id: u32) -> std::io::Result<()> {
        lock(&self.closed).push(id);
        Ok(())
    }

    fn ability(&self) -> NoticeAbility {
        let shows = !self.refuses.load(Ordering::Relaxed);
        NoticeAbility {
            shows: Some(shows),
            buttons: shows,
            holds: false,
        }
    }
}

/// A system that starts the app at login when it is told to.
#[derive(Debug, Default)]
pub struct RecordingLogin {
    is_on: AtomicBool,
    refuses: AtomicBool,
}

impl RecordingLogin {
    /// From now on it takes no choice and answers no question, or again does.
    pub fn refuse(&self, refuses: bool) {
        self.refuses.store(refuses, Ordering::Relaxed);
    }

    fn ask(&self) -> std::io::Result<&AtomicBool> {
        if self.refuses.load(Ordering::Relaxed) {
            return Err(std::io::Error::other("told to refuse"));
        }
        Ok(&self.is_on)
    }
}

impl StartAtLogin for RecordingLogin {
    fn is_on(&self) -> std::io::Result<bool> {
        Ok(self.ask()?.load(Ordering::Relaxed))
    }

    fn set(&self, on: bool) -> std::io::Result<()> {
        self.ask()?.store(on, Ordering::Relaxed);
        Ok(())
    }
}

/// A program that knows that it was told to end, and runs on.
#[derive(Debug, Default)]
pub struct RecordingProgram {
    was_told: AtomicBool,
}

impl RecordingProgram {
    /// Whether it was told to end.
    #[must_use]
    pub fn has_quit(&self) -> bool {
        self.was_told.load(Ordering::Relaxed)
    }
}

impl Program for RecordingProgram {
    fn quit(&self) {
        self.was_told.store(true, Ordering::Relaxed);
    }
}

/// Answers the system's dialogs with one file, which a test names.
#[derive(Default)]
pub struct GivenPlaces {
    place: Mutex<Option<PathBuf>>,
    proposed: Mutex<Option<String>>,
    meanwhile: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl std::fmt::Debug for GivenPlaces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GivenPlaces").finish_non_exhaustive()
    }
}

impl GivenPlaces {
    /// What the person will pick from now on; `None`: nothing.
    pub fn give(&self, place: Option<PathBuf>) {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }

    /// What happens while the next dialog is open.
    pub fn meanwhile(&self, work: impl FnOnce() + Send + 'static) {
        *lock(&self.meanwhile) = Some(Box::new(work));
    }

    /// The name that was proposed last for a file to save.
    #[must_use]
    pub fn proposed(&self) -> Option<String> {
        self.proposed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Places for GivenPlaces {
    fn pick_save(&self, name: &str) -> std::io::Result<Option<PathBuf>> {
        *self.proposed.lock().unwrap_or_else(PoisonError::into_inner) = Some(name.to_owned());
        self.pick_open()
    }

    fn pick_open(&self) -> std::io::Result<Option<PathBuf>> {
        let meanwhile = lock(&self.meanwhile).take();
        if let Some(work) = meanwhile {
            work();
        }
        Ok(self
            .place
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone())
    }
}

/// Ports over a folder and a clock that a test moves, where every dialog is answered with `place`.
#[must_use]
pub fn test_ports(folder: &Path, clock: Arc<FixedClock>, places: Arc<GivenPlaces>) -> Ports {
    let clock: Arc<dyn Clock> = clock;
    Ports {
        clock,
        entropy: Arc::new(CountingEntropy::default()),
        paths: Arc::new(FolderPaths(folder.to_owned())),
        files: Arc::new(DiskFiles),
        keystore: None,
        notifier: Arc::new(RecordingNotifier::default()),
        places: Some(places),
        login: None,
        program: None,
    }
}
