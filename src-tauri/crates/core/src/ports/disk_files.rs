//! The files port over a real file system, for the shell and the preview alike.
//!
//! A new file is written beside the old one, synced, renamed over it, and the folder is synced: a power cut leaves
//! the old bytes or the new ones. (Windows renames durably by itself and cannot sync a folder.)

use super::Files;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// The machine's file system.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiskFiles;

impl Files for DiskFiles {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        match fs::read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let draft = path.with_extension("tmp");
        let mut file = File::create(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&draft, path)?;
        sync_folder_of(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if to.try_exists()? {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        sync_folder(from)?;
        fs::rename(from, to)?;
        sync_folder_of(to)
    }
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), sync_folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the shape it has on other systems"
)]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.hdr.a");
        assert_eq!(DiskFiles.read(&path).unwrap(), None);
        for bytes in [b"first".as_slice(), b"second and longer", b""] {
            DiskFiles.write(&path, bytes).unwrap();
            assert_eq!(DiskFiles.read(&path).unwrap().as_deref(), Some(bytes));
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_write_that_fails_keeps_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.hdr.a");
        DiskFiles.write(&path, b"old").unwrap();
        fs::create_dir(folder.path().join("vault.hdr.tmp")).unwrap();
        let in_the_way = folder.path().join("vault.hdr.tmp").join("x");
        fs::write(in_the_way, b"").unwrap();
        assert!(
            DiskFiles.write(&path, b"new").is_err(),
            "the draft's name is taken by a folder"
        );
        assert_eq!(
            DiskFiles.read(&path).unwrap().as_deref(),
            Some(b"old".as_slice())
        );
    }

    #[test]
    fn a_rename_never_replaces() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("vault.new"), folder.path().join("vault"));
        fs::create_dir(&from).unwrap();
        fs::create_dir(&to).unwrap();
        assert_eq!(
            DiskFiles.rename(&from, &to).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        fs::remove_dir(&to).unwrap();
        DiskFiles.rename(&from, &to).unwrap();
        assert!(to.is_dir() && !from.exists());
    }
}
