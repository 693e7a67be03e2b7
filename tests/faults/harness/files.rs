//! The files port over the machine's disk, watched: what it does goes into the same log as what SQLite does.
//!
//! The steps that it writes down are those that `DiskFiles` documents: a draft, flushed, renamed, the folder flushed.

use crate::recorder::{Answer, Event, Recorder, Step};
use mainstay_core::ports::{DiskFiles, Files, NewFile};
use rusqlite::ffi;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The machine's disk, watched.
#[derive(Debug)]
pub struct WatchedFiles(pub Arc<Recorder>);

impl WatchedFiles {
    /// Does `work`, unless it is to fail before it begins or at its last flush.
    fn take(
        &self,
        work: impl FnOnce() -> io::Result<()>,
        events: impl FnOnce() -> Vec<Event>,
    ) -> io::Result<()> {
        self.ask(Step::PortBefore)?;
        work()?;
        let mut events = events();
        let at_last = self.ask(Step::PortAfter);
        if at_last.is_err() {
            while matches!(events.last(), Some(Event::SyncFolder(_))) {
                events.pop();
            }
        }
        events.into_iter().for_each(|event| self.0.note(event));
        at_last
    }

    fn ask(&self, step: Step) -> io::Result<()> {
        match self.0.ask(step) {
            Answer::Go => Ok(()),
            Answer::Fail(ffi::SQLITE_FULL) => Err(io::ErrorKind::StorageFull.into()),
            Answer::Fail(_) => Err(io::Error::other("a fault that the test asked for")),
        }
    }
}

fn put(path: &Path, bytes: Vec<u8>) -> [Event; 3] {
    [
        Event::Create(path.to_owned()),
        Event::Write(path.to_owned(), 0, bytes),
        Event::Sync(path.to_owned()),
    ]
}

fn draft_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".draft");
    path.with_file_name(name)
}

/// A new file; all of it goes into the log when it is finished.
struct WatchedFile {
    files: WatchedFiles,
    inner: Box<dyn NewFile>,
    path: PathBuf,
}

impl io::Write for WatchedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.files.ask(Step::PortBefore)?;
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl NewFile for WatchedFile {
    fn finish(self: Box<Self>) -> io::Result<()> {
        let Self { files, inner, path } = *self;
        let events = || {
            let bytes = std::fs::read(&path).unwrap_or_default();
            let mut events = put(&path, bytes).to_vec();
            events.push(Event::sync_folder_of(&path));
            events
        };
        files.take(|| inner.finish(), events)
    }
}

impl Files for WatchedFiles {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        DiskFiles.read(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let draft = draft_of(path);
        let events = || {
            let mut events = put(&draft, bytes.to_vec()).to_vec();
            events.push(Event::Rename(draft.clone(), path.to_owned()));
            events.push(Event::sync_folder_of(path));
            events
        };
        self.take(|| DiskFiles.write(path, bytes), events)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let events = || {
            vec![
                Event::Rename(from.to_owned(), to.to_owned()),
                Event::sync_folder_of(to),
            ]
        };
        self.take(|| DiskFiles.rename(from, to), events)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        let events = || {
            let bytes = std::fs::read(to).unwrap_or_default();
            let mut events = put(to, bytes).to_vec();
            events.push(Event::sync_folder_of(to));
            events
        };
        self.take(|| DiskFiles.copy(from, to), events)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let events = || vec![Event::Remove(path.to_owned()), Event::sync_folder_of(path)];
        self.take(|| DiskFiles.remove(path), events)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut made = vec![Event::sync_folder_of(folder)];
        let missing = folder
            .ancestors()
            .skip(1)
            .take_while(|above| !above.is_dir());
        made.extend(missing.map(Event::sync_folder_of));
        made.push(Event::MakeFolder(folder.to_owned()));
        made.reverse();
        self.take(|| DiskFiles.make_folder(folder), || made)
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        self.ask(Step::PortBefore)?;
        Ok(Box::new(WatchedFile {
            files: Self(Arc::clone(&self.0)),
            inner: DiskFiles.create(path)?,
            path: path.to_owned(),
        }))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn io::Read>> {
        DiskFiles.open(path)
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        let events = || {
            vec![
                Event::Rename(from.to_owned(), to.to_owned()),
                Event::sync_folder_of(to),
            ]
        };
        self.take(|| DiskFiles.replace(from, to), events)
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        let events = || {
            vec![
                Event::Remove(folder.to_owned()),
                Event::sync_folder_of(folder),
            ]
        };
        self.take(|| DiskFiles.remove_folder(folder), events)
    }
}
