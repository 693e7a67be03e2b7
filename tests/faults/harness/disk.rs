//! A disk as it would be after a power cut.
//!
//! [`Disk::take`] follows the log of a [`Recorder`](crate::Recorder). What was flushed is there; of the rest,
//! [`Disk::cut`] lets any part be there: none, all, the first so many, or any of them in any order; each 512-byte
//! sector of a write old, new or noise; a cut or a removal undone; a name there or not.
//!
//! It is stricter than the file systems that people have: those keep the order of names, and do not bring a removed
//! file back after minutes. Not modelled: a disk that says that it has flushed and has not, against which only copies
//! help.

use crate::{Dice, Event};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// The smallest unit that a disk writes.
const SECTOR: usize = 512;

/// A disk with memory in front of it.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
    files: Vec<Contents>,
    folders: Vec<Folder>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    File(usize),
    Folder(usize),
}

#[derive(Debug, Clone, Default)]
struct Contents {
    flushed: Vec<u8>,
    waiting: Vec<Change>,
}

#[derive(Debug, Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

type Names = BTreeMap<String, Node>;

#[derive(Debug, Clone, Default)]
struct Folder {
    flushed: Names,
    now: Names,
    waiting: Vec<NameChange>,
}

#[derive(Debug, Clone)]
enum NameChange {
    Put(String, Node),
    Remove(String),
    Rename(String, String),
}

/// The files that a power cut left, by their path below the root.
pub type Image = Vec<(PathBuf, Vec<u8>)>;

impl Disk {
    /// An empty disk whose top folder is `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            files: Vec::new(),
            folders: vec![Folder::default()],
        }
    }

    /// A disk on which these files are already, flushed.
    #[must_use]
    pub fn with(root: &Path, files: &Image) -> Self {
        let mut disk = Self::new(root);
        for (path, bytes) in files {
            let path = root.join(path);
            disk.take(&Event::Create(path.clone()));
            disk.take(&Event::Write(path, 0, bytes.clone()));
        }
        disk.flush_all();
        disk
    }

    fn flush_all(&mut self) {
        self.files.iter_mut().for_each(Contents::flush);
        self.folders.iter_mut().for_each(Folder::flush);
    }

    /// Lets one thing happen.
    ///
    /// # Panics
    /// When a file is written that was never made: the log is not whole.
    pub fn take(&mut self, event: &Event) {
        match event {
            Event::Create(path) => {
                self.files.push(Contents::default());
                let file = Node::File(self.files.len() - 1);
                let (folder, name) = self.place(path);
                self.folders[folder].change(NameChange::Put(name, file));
            }
            Event::Write(path, at, bytes) => {
                let at = usize::try_from(*at).expect("small files");
                self.contents(path)
                    .waiting
                    .push(Change::Write(at, bytes.clone()));
            }
            Event::Truncate(path, bytes) => {
                let bytes = usize::try_from(*bytes).expect("small files");
                self.contents(path).waiting.push(Change::Truncate(bytes));
            }
            Event::Sync(path) => self.contents(path).flush(),
            Event::Remove(path) => {
                let (folder, name) = self.place(path);
                self.folders[folder].change(NameChange::Remove(name));
            }
            Event::Rename(from, to) => {
                let (folder, name) = self.place(from);
                let (target, new) = self.place(to);
                assert_eq!(folder, target, "a rename stays in its folder");
                self.folders[folder].change(NameChange::Rename(name, new));
            }
            Event::SyncFolder(path) => {
                let folder = self.folder(path);
                self.folders[folder].flush();
            }
            Event::MakeFolder(path) => {
                self.folder(path);
            }
            Event::Saved(_) | Event::Nothing => {}
        }
    }

    /// Lets the last thing happen before the power goes: a flush that was asked for has not come to its end.
    pub fn take_last(&mut self, event: &Event) {
        if !matches!(event, Event::Sync(_) | Event::SyncFolder(_)) {
            self.take(event);
        }
    }

    /// What is there when the power comes back.
    #[must_use]
    pub fn cut(&self, dice: &mut Dice) -> Image {
        let mut image = Image::new();
        let mut left = vec![(0, PathBuf::new())];
        while let Some((folder, path)) = left.pop() {
            for (name, node) in self.folders[folder].after_cut(dice) {
                match node {
                    Node::Folder(folder) => left.push((folder, path.join(name))),
                    Node::File(file) => {
                        image.push((path.join(name), self.files[file].after_cut(dice)))
                    }
                }
            }
        }
        image
    }

    /// What is there when the process was killed and the power stayed: all of it.
    #[must_use]
    pub fn after_kill(&self) -> Image {
        let mut all = self.clone();
        all.flush_all();
        // Nothing waits, so there is nothing to choose.
        all.cut(&mut Dice::new(0))
    }

    fn contents(&mut self, path: &Path) -> &mut Contents {
        let (folder, name) = self.place(path);
        match self.folders[folder].now.get(&name) {
            Some(Node::File(file)) => &mut self.files[*file],
            other => panic!("{} is {other:?}: the log is not whole", path.display()),
        }
    }

    /// The folder that a path is in, and its name there.
    fn place(&mut self, path: &Path) -> (usize, String) {
        let folder = self.folder(path.parent().expect("a path in a folder"));
        let name = path.file_name().expect("a name").to_string_lossy();
        (folder, name.into_owned())
    }

    /// A folder that was not made through the files port is made when something is first done in it.
    fn folder(&mut self, path: &Path) -> usize {
        let inside = path
            .strip_prefix(&self.root)
            .expect("a path in the watched folder");
        let inside = inside.to_owned();
        let mut folder = 0;
        for part in inside.components() {
            let Component::Normal(name) = part else {
                panic!("an odd path: {}", path.display());
            };
            folder = self.folder_in(folder, &name.to_string_lossy());
        }
        folder
    }

    fn folder_in(&mut self, parent: usize, name: &str) -> usize {
        match self.folders[parent].now.get(name) {
            Some(Node::Folder(folder)) => *folder,
            Some(Node::File(_)) => panic!("{name} is a file"),
            None => {
                self.folders.push(Folder::default());
                let folder = self.folders.len() - 1;
                let made = NameChange::Put(name.to_owned(), Node::Folder(folder));
                self.folders[parent].change(made);
                folder
            }
        }
    }
}

impl NameChange {
    fn apply(&self, names: &mut Names) {
        match self {
            Self::Put(name, node) => {
                names.insert(name.clone(), *node);
            }
            Self::Remove(name) => {
                names.remove(name);
            }
            Self::Rename(from, to) => {
                if let Some(node) = names.remove(from) {
                    names.insert(to.clone(), node);
                }
            }
        }
    }
}

impl Folder {
    fn change(&mut self, change: NameChange) {
        change.apply(&mut self.now);
        self.waiting.push(change);
    }

    fn flush(&mut self) {
        self.flushed = self.now.clone();
        self.waiting.clear();
    }

    fn after_cut(&self, dice: &mut Dice) -> Names {
        let mut names = self.flushed.clone();
        for change in chosen(&self.waiting, dice) {
            change.apply(&mut names);
        }
        names
    }
}

/// Those of the waiting changes that reached the disk, in their order.
fn chosen<'a, T>(waiting: &'a [T], dice: &mut Dice) -> Vec<&'a T> {
    match dice.below(4) {
        0 => Vec::new(),
        1 => waiting.iter().collect(),
        2 => waiting.iter().take(dice.below(waiting.len() + 1)).collect(),
        _ => waiting.iter().filter(|_| dice.one_in(2)).collect(),
    }
}

impl Contents {
    fn flush(&mut self) {
        for change in std::mem::take(&mut self.waiting) {
            match change {
                Change::Write(at, bytes) => put(&mut self.flushed, at, &bytes, 0..bytes.len()),
                Change::Truncate(bytes) => self.flushed.resize(bytes, 0),
            }
        }
    }

    fn after_cut(&self, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.flushed.clone();
        let mut changes = chosen(&self.waiting, dice);
        if dice.one_in(4) {
            dice.shuffle(&mut changes);
        }
        let torn = dice.below(3);
        for change in changes {
            match change {
                Change::Truncate(size) => bytes.resize(*size, 0),
                Change::Write(at, new) if torn > 0 && dice.one_in(torn * 2) => {
                    tear(&mut bytes, *at, new, dice);
                }
                Change::Write(at, new) => put(&mut bytes, *at, new, 0..new.len()),
            }
        }
        bytes
    }
}

/// Writes a part of `new`, which as a whole begins at `at`. What lies before the end and was never written is zeros.
fn put(bytes: &mut Vec<u8>, at: usize, new: &[u8], part: std::ops::Range<usize>) {
    let end = at + part.end;
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[at + part.start..end].copy_from_slice(&new[part]);
}

/// Writes the sectors of `new` that reached the disk; some of the others become noise. Bytes beside the write stay as
/// they are, which is what SQLite relies on by default (SQLITE_IOCAP_POWERSAFE_OVERWRITE).
fn tear(bytes: &mut Vec<u8>, at: usize, new: &[u8], dice: &mut Dice) {
    let mut start = 0;
    while start < new.len() {
        let end = (((at + start) / SECTOR + 1) * SECTOR - at).min(new.len());
        match dice.below(4) {
            0 => {}
            1 => {
                let mut noise = vec![0; new.len()];
                dice.fill(&mut noise[start..end]);
                put(bytes, at, &noise, start..end);
            }
            _ => put(bytes, at, new, start..end),
        }
        start = end;
    }
}
