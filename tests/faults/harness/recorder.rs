//! What happened to the files below a folder, in order; and the place where a test lets a step fail.

use rusqlite::ffi;
use std::ffi::c_int;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// One thing that happened. What was written is in the machine's memory until the file is flushed; a name that came or
/// went, until its folder is.
#[derive(Debug, Clone)]
pub enum Event {
    /// A new file, empty, under a name that was free.
    Create(PathBuf),
    /// Bytes, from this offset on.
    Write(PathBuf, u64, Vec<u8>),
    /// The file now has this many bytes.
    Truncate(PathBuf, u64),
    /// A folder, with those above it; one that is there stays.
    MakeFolder(PathBuf),
    /// The file's bytes have reached the disk.
    Sync(PathBuf),
    /// A file or a whole folder is gone.
    Remove(PathBuf),
    /// A file or folder has another name in the same folder.
    Rename(PathBuf, PathBuf),
    /// The folder's names have reached the disk.
    SyncFolder(PathBuf),
    /// The person was told that all up to this state is saved.
    Saved(usize),
    /// Nothing that a power cut could take.
    Nothing,
}

impl Event {
    /// The state that was called saved, if this is such a moment.
    #[must_use]
    pub fn saved(&self) -> Option<usize> {
        if let Self::Saved(state) = self {
            return Some(*state);
        }
        None
    }

    pub(crate) fn sync_folder_of(path: &Path) -> Self {
        path.parent()
            .map_or(Self::Nothing, |folder| Self::SyncFolder(folder.to_owned()))
    }
}

/// A step that is about to be taken, and can fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Opening a file that is there.
    Open,
    /// Making a file.
    Create,
    /// Writing to one.
    Write,
    /// Cutting one.
    Truncate,
    /// Flushing one.
    Sync,
    /// Removing one.
    Delete,
    /// A step of the files port, which fails before it has done anything.
    PortBefore,
    /// A step of the files port, which fails when all but the last flush is done.
    PortAfter,
}

/// What to do about a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Take it.
    Go,
    /// Fail with this code of SQLite's.
    Fail(c_int),
}

/// What fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The disk is full: files cannot grow and none can be made.
    Full,
    /// Writing fails.
    Write,
    /// Flushing fails, and all else that would change the disk.
    Sync,
}

impl Trouble {
    /// The code that SQLite's own file system would return at this step; none where it would not notice.
    fn code(self, step: Step) -> Option<c_int> {
        match (self, step) {
            (Self::Full, Step::Truncate | Step::Delete | Step::Sync | Step::Open) => None,
            (Self::Full, Step::Write | Step::PortBefore | Step::PortAfter) => {
                Some(ffi::SQLITE_FULL)
            }
            (_, Step::Open | Step::Create) => Some(ffi::SQLITE_CANTOPEN),
            (_, Step::Delete) => Some(ffi::SQLITE_IOERR_DELETE),
            (_, Step::Truncate) => Some(ffi::SQLITE_IOERR_TRUNCATE),
            (_, Step::Sync) => Some(ffi::SQLITE_IOERR_FSYNC),
            (Self::Sync, Step::Write) => None,
            (_, Step::Write | Step::PortBefore | Step::PortAfter) => Some(ffi::SQLITE_IOERR_WRITE),
        }
    }
}

/// When something fails.
#[derive(Debug, Clone, Copy)]
pub struct Fault {
    /// The step at which it begins: the first that this trouble can befall is 1.
    pub at: u64,
    /// What fails.
    pub trouble: Trouble,
    /// Whether it fails from then on, or this once.
    pub stays: bool,
}

#[derive(Debug, Default)]
struct Inner {
    keeps: bool,
    events: Vec<Event>,
    fault: Option<Fault>,
    seen: u64,
    struck: u64,
}

/// Watches one folder.
#[derive(Debug, Default)]
pub struct Recorder(Mutex<Inner>);

static RECORDERS: Mutex<Vec<(PathBuf, Weak<Recorder>)>> = Mutex::new(Vec::new());

/// Who watches the folder in which `path` is.
pub(crate) fn recorder_of(path: &Path) -> Option<Arc<Recorder>> {
    let recorders = RECORDERS.lock().unwrap_or_else(PoisonError::into_inner);
    let found = recorders
        .iter()
        .find(|(folder, _)| path.starts_with(folder));
    found.and_then(|(_, recorder)| recorder.upgrade())
}

impl Recorder {
    /// Watches `folder`, which must be named as the system names it, without links. `keeps` says whether the events
    /// are kept or only counted.
    #[must_use]
    pub fn watch(folder: &Path, keeps: bool) -> Arc<Self> {
        crate::vfs::install();
        let recorder = Arc::new(Self(Mutex::new(Inner {
            keeps,
            ..Inner::default()
        })));
        let mut all = RECORDERS.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|(_, recorder)| recorder.strong_count() > 0);
        all.push((folder.to_owned(), Arc::downgrade(&recorder)));
        recorder
    }

    /// Lets something fail, counted from now on.
    pub fn fail(&self, fault: Fault) {
        let mut inner = self.inner();
        (inner.fault, inner.seen, inner.struck) = (Some(fault), 0, 0);
    }

    /// Ends the trouble. Returns how often it struck.
    pub fn mend(&self) -> u64 {
        let mut inner = self.inner();
        inner.fault = None;
        inner.struck
    }

    /// Keeps an event.
    pub fn note(&self, event: Event) {
        let mut inner = self.inner();
        if inner.keeps && !matches!(event, Event::Nothing) {
            inner.events.push(event);
        }
    }

    /// All that happened so far.
    #[must_use]
    pub fn events(&self) -> Vec<Event> {
        self.inner().events.clone()
    }

    pub(crate) fn ask(&self, step: Step) -> Answer {
        let mut inner = self.inner();
        let Some((fault, code)) = inner
            .fault
            .and_then(|fault| Some((fault, fault.trouble.code(step)?)))
        else {
            return Answer::Go;
        };
        inner.seen += 1;
        if inner.seen == fault.at || (fault.stays && inner.seen > fault.at) {
            inner.struck += 1;
            return Answer::Fail(code);
        }
        Answer::Go
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
