//! The files port over the machine's own disk, for the shell and the preview alike. What a call wrote is there when it
//! returns.
//!
//! A replacement is a new file, flushed, renamed over the old one, and then the folder flushed: a power cut at any
//! point leaves the old bytes or the new ones. Windows cannot flush a folder; NTFS journals the rename instead.

use super::{Files, NewFile};
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The machine's disk.
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
        let draft = draft_of(path)?;
        let placed = write_flushed(&draft, bytes).and_then(|()| fs::rename(&draft, path));
        if placed.is_err() {
            // What is left of a draft means nothing, and the next one replaces it.
            let _ = fs::remove_file(&draft);
        }
        placed.and_then(|()| flush_folder_of(path))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        // The system's own rename replaces a file and an empty folder. Only one program has the vault, so nothing
        // comes to stand there in between.
        match fs::symlink_metadata(to) {
            Ok(_) => return Err(io::ErrorKind::AlreadyExists.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        fs::rename(from, to)?;
        flush_folder_of(to)?;
        flush_folder_of(from)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut target = self.create(to)?;
        io::copy(&mut fs::File::open(from)?, &mut target)?;
        target.finish()
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let above = folder.parent().ok_or(io::ErrorKind::InvalidInput)?;
        if !above.as_os_str().is_empty() && !above.is_dir() {
            self.make_folder(above)?;
        }
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match builder.create(folder) {
            Err(_) if folder.is_dir() => {}
            made => made?,
        }
        match flush_folder_of(folder) {
            // A folder of the system's own, above all that is ours, need not let itself be opened.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            flushed => flushed,
        }
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn NewFile>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let file = private(&mut options).open(path)?;
        let path = path.to_owned();
        Ok(Box::new(DiskFile { file, path }))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn io::Read>> {
        Ok(Box::new(fs::File::open(path)?))
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)?;
        flush_folder_of(to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed.and_then(|()| flush_folder_of(path)),
        }
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir_all(folder)?;
        flush_folder_of(folder)
    }
}

/// A file on the machine's disk.
#[derive(Debug)]
struct DiskFile {
    file: fs::File,
    path: PathBuf,
}

impl Write for DiskFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl NewFile for DiskFile {
    fn finish(self: Box<Self>) -> io::Result<()> {
        self.file.sync_all()?;
        flush_folder_of(&self.path)
    }
}

fn draft_of(path: &Path) -> io::Result<PathBuf> {
    let mut name = OsString::from(path.file_name().ok_or(io::ErrorKind::InvalidInput)?);
    name.push(".draft");
    Ok(path.with_file_name(name))
}

fn write_flushed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    let mut file = private(&mut options).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Nobody else on the device may read it. Elsewhere the system's app folders are private.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

#[cfg(unix)]
fn flush_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn flush_folder_of(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn names(folder: &Path) -> Vec<OsString> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_that_is_not_there_is_none_and_any_other_trouble_is_an_error() {
        let folder = folder();
        assert_eq!(
            DiskFiles
                .read(&folder.path().join("header"))
                .expect("no trouble"),
            None
        );
        assert!(
            DiskFiles.read(folder.path()).is_err(),
            "a folder has no bytes"
        );
    }

    #[test]
    fn a_write_replaces_the_whole_file_and_leaves_no_draft() {
        let folder = folder();
        let path = folder.path().join("header");
        DiskFiles
            .write(&path, b"a long first text")
            .expect("written");
        DiskFiles.write(&path, b"short").expect("replaced");
        assert_eq!(
            DiskFiles.read(&path).expect("readable").as_deref(),
            Some(&b"short"[..])
        );
        assert_eq!(names(folder.path()), ["header"]);
    }

    #[test]
    fn a_write_that_cannot_be_placed_keeps_the_old_and_leaves_no_draft() {
        let folder = folder();
        let path = folder.path().join("header");
        fs::create_dir_all(path.join("in the way")).expect("a folder");
        DiskFiles
            .write(&path, b"new")
            .expect_err("a folder with something in it stands there");
        assert!(path.join("in the way").is_dir(), "the old is as it was");
        assert_eq!(names(folder.path()), ["header"]);
    }

    #[test]
    fn a_draft_that_a_power_cut_left_is_written_over() {
        let folder = folder();
        let path = folder.path().join("header");
        fs::write(folder.path().join("header.draft"), b"half of someth").expect("written");
        DiskFiles.write(&path, b"whole").expect("written");
        assert_eq!(
            DiskFiles.read(&path).expect("readable").as_deref(),
            Some(&b"whole"[..])
        );
        assert_eq!(names(folder.path()), ["header"]);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_person_may_read_what_is_written() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let path = folder.path().join("header");
        DiskFiles.write(&path, b"x").expect("written");
        assert_eq!(
            fs::metadata(&path).expect("a file").permissions().mode() & 0o777,
            0o600
        );
    }

    #[test]
    fn a_file_that_is_removed_is_gone_and_one_that_was_not_there_is_fine() {
        let folder = folder();
        let path = folder.path().join("record");
        fs::write(&path, b"x").expect("written");
        DiskFiles.remove(&path).expect("removed");
        DiskFiles.remove(&path).expect("there is none");
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn a_copy_has_the_same_bytes_and_never_replaces() {
        let folder = folder();
        let [from, to] = ["vault.db", "copy.db"].map(|name| folder.path().join(name));
        fs::write(&from, b"pages").expect("written");
        DiskFiles.copy(&from, &to).expect("copied");
        assert_eq!(fs::read(&to).expect("readable"), b"pages");
        fs::write(&from, b"other pages").expect("written");
        DiskFiles.copy(&from, &to).expect_err("the target is there");
        assert_eq!(fs::read(&to).expect("readable"), b"pages");
    }

    #[test]
    fn a_new_file_takes_no_name_that_is_taken_and_replaces_only_when_asked() {
        let folder = folder();
        let [draft, place] = ["copy.part", "copy.age"].map(|name| folder.path().join(name));
        fs::write(&place, b"older").expect("written");
        assert!(DiskFiles.create(&place).is_err(), "the name is taken");
        let mut file = DiskFiles.create(&draft).expect("a free name");
        file.write_all(b"newer").expect("written");
        file.finish().expect("flushed");
        assert_eq!(fs::read(&place).expect("readable"), b"older");
        DiskFiles.replace(&draft, &place).expect("moved");
        let mut back = Vec::new();
        let mut opened = DiskFiles.open(&place).expect("there");
        opened.read_to_end(&mut back).expect("readable");
        assert_eq!(back, b"newer");
        // Windows keeps a file's name until the last that reads it has closed it.
        drop(opened);
        DiskFiles.remove(&place).expect("removed");
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn a_folder_is_made_with_those_above_it_and_one_that_is_there_is_fine() {
        let folder = folder();
        let inside = folder.path().join("backups/draft");
        DiskFiles.make_folder(&inside).expect("made");
        fs::write(inside.join("vault.db"), b"x").expect("written");
        DiskFiles.make_folder(&inside).expect("it is there");
        assert_eq!(names(&inside), ["vault.db"]);
        let file = inside.join("vault.db");
        DiskFiles.make_folder(&file).expect_err("a file");
        let below = file.join("below");
        DiskFiles.make_folder(&below).expect_err("in a file");
        #[cfg(unix)]
        for made in [&inside, &folder.path().join("backups")] {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(made).expect("a folder").permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }

    #[test]
    fn a_rename_moves_a_folder_and_refuses_a_target_that_is_there() {
        let folder = folder();
        let [from, to] = ["vault.new", "vault"].map(|name| folder.path().join(name));
        fs::create_dir(&from).expect("a folder");
        fs::write(from.join("vault.db"), b"x").expect("written");
        DiskFiles.rename(&from, &to).expect("moved");
        assert_eq!(names(&to), ["vault.db"]);

        fs::create_dir(&from).expect("a second one");
        fs::remove_file(to.join("vault.db"))
            .expect("an empty folder, which the system's rename would replace");
        let refused = DiskFiles
            .rename(&from, &to)
            .expect_err("the target is there");
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(
            names(folder.path()),
            ["vault", "vault.new"],
            "nothing was renamed"
        );
    }
}
