//! Folders for the tests, the size of a run, and the line that a test prints at its end.

use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder that goes when this is dropped, named as the system names it. In memory where that is possible: thousands
/// of images are written, and no real power cut is waited for.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
    _folder: TempDir,
}

impl Default for Scratch {
    fn default() -> Self {
        Self::new()
    }
}

impl Scratch {
    /// A new, empty folder.
    ///
    /// # Panics
    /// When there is no room for one.
    #[must_use]
    pub fn new() -> Self {
        let in_memory = tempfile::tempdir_in("/dev/shm");
        let folder = in_memory
            .or_else(|_| tempfile::tempdir())
            .expect("a temporary folder");
        let path = folder.path().canonicalize().expect("the folder is there");
        Self {
            path,
            _folder: folder,
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Writes files below a folder, which is emptied first.
///
/// # Panics
/// When there is no room.
pub fn put_files(folder: &Path, files: &[(PathBuf, Vec<u8>)]) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            std::fs::remove_dir_all(path).expect("a folder goes");
        } else {
            std::fs::remove_file(path).expect("a file goes");
        }
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("room for an image");
    }
}

/// Whether this is the long run.
#[must_use]
pub fn is_soak() -> bool {
    #[expect(
        clippy::disallowed_methods,
        reason = "how a person asks for the long run"
    )]
    std::env::var("MAINSTAY_SOAK").is_ok_and(|value| value == "1")
}

/// How many: in every run, or in the long one.
#[must_use]
pub fn sized(every: usize, soak: usize) -> usize {
    if is_soak() {
        soak
    } else {
        every
    }
}

/// Prints a line, whatever becomes of the test's own output.
pub fn report(line: &str) {
    let _ = writeln!(std::io::stderr(), "    {line}");
}
