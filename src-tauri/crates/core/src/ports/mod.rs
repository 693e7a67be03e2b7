//! What the core needs from the outside, as traits. The shell has one adapter for each in `platform/`; tests have
//! theirs in `tests/support`.

mod disk_files;
mod notifier;

use chrono_tz::Tz;
use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

pub use disk_files::DiskFiles;
pub use mainstay_vault::{Entropy, EntropyUnavailable};
pub use notifier::{NoticeAbility, NoticeAnswer, NoticeButton, Notification, Notifier};

/// Time, of both kinds.
pub trait Clock: Debug + Send + Sync {
    /// Milliseconds since 1970 UTC. May jump, in both directions.
    fn now_ms(&self) -> i64;
    /// The zone that the device is in now.
    fn zone(&self) -> Tz;
    /// Whether [`Clock::zone`] is where the device is, and not only what stands for a zone that cannot be told.
    fn knows_zone(&self) -> bool {
        true
    }
    /// Time since some moment before; never goes back. May stand still while the device sleeps.
    fn monotonic(&self) -> Duration;
}

/// Where things are kept.
pub trait Paths: Debug + Send + Sync {
    /// The app's own folder; need not exist yet.
    fn data_folder(&self) -> PathBuf;
}

/// The files of the vault that SQLite does not write. "Durably" means that the bytes and the folder's entry have
/// reached the disk when the call returns.
pub trait Files: Debug + Send + Sync {
    /// All bytes of a file; `None` when there is none.
    ///
    /// # Errors
    /// Any reason of the system's but "not found".
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;
    /// Puts a file in place durably and whole: readers see the old bytes or the new ones, never a part.
    ///
    /// # Errors
    /// Any reason of the system's; the old file is as it was.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Renames a file or folder durably. The target must not exist.
    ///
    /// # Errors
    /// Any reason of the system's; nothing was renamed.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Copies a file durably. The target must not exist.
    ///
    /// # Errors
    /// Any reason of the system's; what is there of the copy means nothing.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file durably; none is fine. Only for what is kept elsewhere by then, and for a wipe.
    ///
    /// # Errors
    /// Any reason of the system's; the file is as it was.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder durably, with those above it; one that is there is brought to the disk. On Unix nobody but its
    /// owner may look into it: not even the size of a vault is anybody else's business.
    ///
    /// # Errors
    /// Any reason of the system's; the folder may be there.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Begins a new file, for what is too large for [`write`](Self::write). The name must be free.
    ///
    /// # Errors
    /// Any reason of the system's; no file was made.
    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>>;
    /// Opens a file to be read from its begin.
    ///
    /// # Errors
    /// Any reason of the system's.
    fn open(&self, path: &Path) -> io::Result<Box<dyn io::Read>>;
    /// Renames a file durably; one that stands at the target goes in the same step.
    ///
    /// # Errors
    /// Any reason of the system's; nothing was renamed.
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a folder and all in it. Only for copies that the app made itself, and for a wipe.
    ///
    /// # Errors
    /// Any reason of the system's; some of it may be gone.
    fn remove_folder(&self, folder: &Path) -> io::Result<()>;
}

/// A file that is being written. Dropped without [`finish`](Self::finish), it may be there in part.
pub trait NewFile: io::Write {
    /// Brings all of it to the disk, with its folder's entry.
    ///
    /// # Errors
    /// Any reason of the system's; what is there means nothing.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Asks the person for a place outside the app's folder, by the system's own dialogs. Absent where there are none. A
/// call takes as long as the person does.
pub trait Places: Debug + Send + Sync {
    /// Where to save a file for which `name` is proposed. `None`: the person chose not to.
    ///
    /// # Errors
    /// When the system shows no dialog.
    fn pick_save(&self, name: &str) -> io::Result<Option<PathBuf>>;
    /// Which file to open. `None`: the person chose none.
    ///
    /// # Errors
    /// When the system shows no dialog.
    fn pick_open(&self) -> io::Result<Option<PathBuf>>;
}

/// The secret store of the operating system. Absent where there is none.
///
/// Each call ends within a minute. Only `is_available` is quick everywhere: the others may have the system ask the
/// person to unlock its store.
pub trait Keystore: Debug + Send + Sync {
    /// Whether secrets can be kept and read now, without asking the person anything. May take seconds where the system
    /// hangs.
    fn is_available(&self) -> bool;
    /// The secret kept under `name`; `None` when there is none.
    ///
    /// # Errors
    /// When the store is locked or refuses.
    fn get(&self, name: &str) -> io::Result<Option<Vec<u8>>>;
    /// Keeps a secret under `name`.
    ///
    /// # Errors
    /// When the store is locked or refuses.
    fn set(&self, name: &str, secret: &[u8]) -> io::Result<()>;
    /// Forgets the secret kept under `name`; none is fine.
    ///
    /// # Errors
    /// When the store is locked or refuses.
    fn delete(&self, name: &str) -> io::Result<()>;
}

/// Whether the system starts the app when the person logs in. Absent where there is no such thing.
pub trait StartAtLogin: Debug + Send + Sync {
    /// Whether it does.
    ///
    /// # Errors
    /// When the system cannot be asked.
    fn is_on(&self) -> io::Result<bool>;
    /// Has it do so, or not.
    ///
    /// # Errors
    /// When the system refuses.
    fn set(&self, on: bool) -> io::Result<()>;
}

/// The running program, where it may stay when its window is closed. Absent on phones, where the system decides that.
pub trait Program: Debug + Send + Sync {
    /// Ends it, soon after this has returned: its window closes, and nothing rings any more.
    fn quit(&self);
}

/// Everything that the core needs from the outside.
#[derive(Debug, Clone)]
pub struct Ports {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub entropy: Arc<dyn EntropyPort>,
    /// Where things are kept.
    pub paths: Arc<dyn Paths>,
    /// The files beside the journal.
    pub files: Arc<dyn Files>,
    /// The system's secret store, where there is one.
    pub keystore: Option<Arc<dyn Keystore>>,
    /// Notifications.
    pub notifier: Arc<dyn Notifier>,
    /// Places that the person picks, where the system can ask.
    pub places: Option<Arc<dyn Places>>,
    /// Starting at login, where the system can.
    pub login: Option<Arc<dyn StartAtLogin>>,
    /// The program itself, where it may stay without a window.
    pub program: Option<Arc<dyn Program>>,
}

/// [`Entropy`] that can be shared between threads.
pub trait EntropyPort: Entropy + Debug + Send + Sync {}

impl<T: Entropy + Debug + Send + Sync> EntropyPort for T {}
