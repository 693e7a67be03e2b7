//! The machine's disk and the keystore, until the app is "killed": from one step on nothing is done any more.

use crate::MemoryKeystore;
use mainstay_core::ports::{DiskFiles, Files, Keystore, NewFile};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Counts the steps that change something, and stops the app at one of them.
#[derive(Default)]
pub struct Stop {
    /// Steps left until nothing is done any more.
    left: AtomicU64,
    taken: AtomicU64,
    meanwhile: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl std::fmt::Debug for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stop").finish_non_exhaustive()
    }
}

impl Stop {
    /// Never stops.
    #[must_use]
    pub fn never() -> Arc<Self> {
        let stop = Self::default();
        stop.after(u64::MAX);
        Arc::new(stop)
    }

    /// Lets so many more steps happen.
    pub fn after(&self, steps: u64) {
        self.left.store(steps, Ordering::SeqCst);
        self.taken.store(0, Ordering::SeqCst);
    }

    /// What happens right before the next step.
    pub fn meanwhile(&self, work: impl FnOnce() + Send + 'static) {
        *self.next() = Some(Box::new(work));
    }

    fn next(&self) -> MutexGuard<'_, Option<Box<dyn FnOnce() + Send>>> {
        let next = self.meanwhile.lock();
        next.unwrap_or_else(PoisonError::into_inner)
    }

    /// How many steps happened since.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.taken.load(Ordering::SeqCst)
    }

    fn step<T>(&self, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let meanwhile = self.next().take();
        if let Some(work) = meanwhile {
            work();
        }
        let one_less = |left: u64| left.checked_sub(1);
        let go = self
            .left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less);
        if go.is_err() {
            return Err(io::Error::other("the app was killed"));
        }
        self.taken.fetch_add(1, Ordering::SeqCst);
        work()
    }
}

/// The machine's disk until the stop.
#[derive(Debug)]
pub struct StoppingFiles(pub Arc<Stop>);

impl Files for StoppingFiles {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        DiskFiles.read(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.0.step(|| DiskFiles.write(path, bytes))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.step(|| DiskFiles.rename(from, to))
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.step(|| DiskFiles.copy(from, to))
    }

    /// A step when there is none yet.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return DiskFiles.make_folder(folder);
        }
        self.0.step(|| DiskFiles.make_folder(folder))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.step(|| DiskFiles.remove(path))
    }

    /// One step; what is written into the file is not counted.
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        self.0.step(|| DiskFiles.create(path))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn io::Read>> {
        DiskFiles.open(path)
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.step(|| DiskFiles.replace(from, to))
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.step(|| DiskFiles.remove_folder(folder))
    }
}

/// A keystore until the stop.
#[derive(Debug)]
pub struct StoppingKeystore(pub Arc<MemoryKeystore>, pub Arc<Stop>);

impl Keystore for StoppingKeystore {
    fn is_available(&self) -> bool {
        self.0.is_available()
    }

    fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        self.0.get(name)
    }

    fn set(&self, name: &str, secret: &[u8]) -> io::Result<()> {
        self.1.step(|| self.0.set(name, secret))
    }

    fn delete(&self, name: &str) -> io::Result<()> {
        self.1.step(|| self.0.delete(name))
    }
}
