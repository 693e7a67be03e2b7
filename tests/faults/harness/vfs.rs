//! A SQLite file system that stands below SQLCipher and above the machine's own: it tells the [`Recorder`] of a
//! watched folder what is about to happen, and does as it answers.
//!
//! [`install`] makes it the default of the process, so the store under test needs no change and does not know. Files
//! outside watched folders pass straight through. The shared memory beside a log is not recorded: no power cut keeps
//! it, and SQLite does not expect it to.
//!
//! The one module with unsafe code. What it relies on: SQLite gives each file `szOsFile` bytes that it does not move,
//! calls `xClose` once for every file whose `pMethods` was set, and never calls a file from two threads at once.

#![allow(
    unsafe_code,
    reason = "SQLite's interface for file systems is a table of C functions"
)]

use crate::recorder::{recorder_of, Answer, Event, Recorder, Step};
use rusqlite::ffi;
use std::cell::Cell;
use std::ffi::{c_char, c_int, c_void, CStr};
use std::path::{Path, PathBuf};
use std::ptr;
use std::sync::{Arc, Once};

/// A file that SQLite has open. The file of the file system below follows it in memory.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    below: *mut ffi::sqlite3_file,
    watched: *mut Watched,
}

struct Watched {
    path: PathBuf,
    recorder: Arc<Recorder>,
    /// SQLite's own file system flushes the folder with the first flush of a journal or log that it may have made.
    flushes_folder: Cell<bool>,
}

/// Makes this the default file system of the process; once is enough and more is fine.
///
/// # Panics
/// When SQLite has no default file system to stand on.
pub fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: a null name asks for the default; what it returns lives as long as the process.
        let below = unsafe { ffi::sqlite3_vfs_find(ptr::null()) };
        assert!(!below.is_null(), "SQLite has a file system");
        // SAFETY: `below` was just checked, and is only read.
        let mut vfs = unsafe { *below };
        let own = c_int::try_from(size_of::<File>()).expect("a few words");
        vfs.szOsFile += own;
        vfs.pNext = ptr::null_mut();
        vfs.zName = c"mainstay-faults".as_ptr();
        vfs.pAppData = below.cast();
        vfs.xOpen = Some(open);
        vfs.xDelete = Some(delete);
        // SAFETY: the table is leaked, so it lives as long as the process. Every function that is not ours is given
        // our table and reads from it what it would read from its own, save `xDelete` and `xOpen`, which are ours.
        let code = unsafe { ffi::sqlite3_vfs_register(Box::leak(Box::new(vfs)), 1) };
        assert_eq!(code, ffi::SQLITE_OK, "the file system is registered");
    });
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    // Version 2 has shared memory and no memory-mapped reading, which would pass us by.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

fn below_of(vfs: *mut ffi::sqlite3_vfs) -> *mut ffi::sqlite3_vfs {
    // SAFETY: SQLite calls our functions with our own table.
    unsafe { (*vfs).pAppData.cast() }
}

fn path_of(name: *const c_char) -> Option<PathBuf> {
    if name.is_null() {
        return None;
    }
    // SAFETY: SQLite's names end in a zero byte and live as long as the call.
    let name = unsafe { CStr::from_ptr(name) };
    name.to_str().ok().map(PathBuf::from)
}

/// Takes a step below, and tells the recorder when it was taken.
fn take(
    watched: Option<&Watched>,
    step: Step,
    event: impl FnOnce(&Path) -> Event,
    below: impl FnOnce() -> c_int,
) -> c_int {
    let Some(watched) = watched else {
        return below();
    };
    match watched.recorder.ask(step) {
        Answer::Fail(code) => code,
        Answer::Go => {
            let code = below();
            if code == ffi::SQLITE_OK {
                watched.recorder.note(event(&watched.path));
            }
            code
        }
    }
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    let this = file.cast::<File>();
    let path = path_of(name);
    let watched = path.and_then(|path| watch(path, flags));
    let is_new = flags & ffi::SQLITE_OPEN_CREATE != 0
        && watched
            .as_ref()
            .is_some_and(|watched| !watched.path.exists());
    let step = if is_new { Step::Create } else { Step::Open };
    let event = |path: &Path| {
        if is_new {
            Event::Create(path.to_owned())
        } else {
            Event::Nothing
        }
    };
    // SAFETY: SQLite gave `szOsFile` bytes: ours, then as many as the file system below asked for.
    unsafe {
        (*this).base.pMethods = ptr::null();
        (*this).below = this.add(1).cast();
        (*this).watched = ptr::null_mut();
        let below = below_of(vfs);
        let code = take(watched.as_ref(), step, event, || {
            ((*below).xOpen.expect("a file system opens"))(below, name, (*this).below, flags, out)
        });
        // A file system below may set its methods and fail; then it wants to be closed, through ours.
        if code == ffi::SQLITE_OK {
            (*this).base.pMethods = &raw const METHODS;
            (*this).watched =
                watched.map_or(ptr::null_mut(), |watched| Box::into_raw(Box::new(watched)));
        }
        code
    }
}

fn watch(path: PathBuf, flags: c_int) -> Option<Watched> {
    const JOURNALS: c_int =
        ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL | ffi::SQLITE_OPEN_WAL;
    let recorder = recorder_of(&path)?;
    let flushes_folder = flags & ffi::SQLITE_OPEN_CREATE != 0 && flags & JOURNALS != 0;
    Some(Watched {
        path,
        recorder,
        flushes_folder: Cell::new(flushes_folder),
    })
}

unsafe extern "C" fn delete(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    let below = below_of(vfs);
    let watched = path_of(name).and_then(|path| watch(path, 0));
    let event = |path: &Path| Event::Remove(path.to_owned());
    let code = take(watched.as_ref(), Step::Delete, event, || {
        // SAFETY: the table below, with the name that SQLite gave us.
        unsafe { ((*below).xDelete.expect("a file system deletes"))(below, name, sync_folder) }
    });
    if let (ffi::SQLITE_OK, Some(watched), true) = (code, &watched, sync_folder & 1 != 0) {
        watched.recorder.note(Event::sync_folder_of(&watched.path));
    }
    code
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let this = file.cast::<File>();
    // SAFETY: called once for each file that `open` opened, so the box is ours and is freed once.
    unsafe {
        let code = ((*methods(this)).xClose.expect("files close"))((*this).below);
        if !(*this).watched.is_null() {
            drop(Box::from_raw((*this).watched));
            (*this).watched = ptr::null_mut();
        }
        code
    }
}

/// The methods of the file below.
///
/// # Safety
/// `this` was opened by `open` and is not closed.
unsafe fn methods(this: *mut File) -> *const ffi::sqlite3_io_methods {
    // SAFETY: see above; `open` succeeded, so the file below has methods.
    unsafe { (*(*this).below).pMethods }
}

/// What is known of a watched file.
///
/// # Safety
/// `this` was opened by `open` and is not closed while the reference lives.
unsafe fn watched<'a>(this: *mut File) -> Option<&'a Watched> {
    // SAFETY: see above; the box is freed by `close` alone.
    unsafe { (*this).watched.as_ref() }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    count: c_int,
    at: i64,
) -> c_int {
    let this = file.cast::<File>();
    // SAFETY: SQLite gives `count` readable bytes; an open file, as in all that follow.
    unsafe {
        let length = usize::try_from(count).unwrap_or_default();
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), length);
        let put = |count: c_int| {
            ((*methods(this)).xWrite.expect("files write"))((*this).below, from, count, at)
        };
        let event = |bytes: &[u8]| {
            let (bytes, at) = (bytes.to_vec(), u64::try_from(at).unwrap_or_default());
            move |path: &Path| Event::Write(path.to_owned(), at, bytes)
        };
        let code = take(watched(this), Step::Write, event(bytes), || put(count));
        // A disk that is full takes what still fits.
        if code == ffi::SQLITE_FULL {
            if let (Some(watched), ffi::SQLITE_OK) = (watched(this), put(count / 2)) {
                let half = bytes.get(..length / 2).unwrap_or_default();
                watched.recorder.note(event(half)(&watched.path));
            }
        }
        code
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, bytes: i64) -> c_int {
    let this = file.cast::<File>();
    let event =
        |path: &Path| Event::Truncate(path.to_owned(), u64::try_from(bytes).unwrap_or_default());
    // SAFETY: an open file.
    unsafe {
        take(watched(this), Step::Truncate, event, || {
            ((*methods(this)).xTruncate.expect("files are cut"))((*this).below, bytes)
        })
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    let this = file.cast::<File>();
    let event = |path: &Path| Event::Sync(path.to_owned());
    // SAFETY: an open file.
    unsafe {
        let code = take(watched(this), Step::Sync, event, || {
            ((*methods(this)).xSync.expect("files are flushed"))((*this).below, flags)
        });
        if let (ffi::SQLITE_OK, Some(watched)) = (code, watched(this)) {
            if watched.flushes_folder.take() {
                watched.recorder.note(Event::sync_folder_of(&watched.path));
            }
        }
        code
    }
}

/// Functions that only pass on.
macro_rules! pass {
    ($($name:ident($($arg:ident: $type:ty),*) $(-> $answer:ty)? = $method:ident;)+) => {
        $(unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file $(, $arg: $type)*) $(-> $answer)? {
            let this = file.cast::<File>();
            // SAFETY: an open file, and the arguments that SQLite gave.
            unsafe { ((*methods(this)).$method.expect("the system's files have all methods"))((*this).below $(, $arg)*) }
        })+
    };
}

pass! {
    read(to: *mut c_void, count: c_int, at: i64) -> c_int = xRead;
    file_size(out: *mut i64) -> c_int = xFileSize;
    lock(level: c_int) -> c_int = xLock;
    unlock(level: c_int) -> c_int = xUnlock;
    check_reserved_lock(out: *mut c_int) -> c_int = xCheckReservedLock;
    file_control(operation: c_int, value: *mut c_void) -> c_int = xFileControl;
    sector_size() -> c_int = xSectorSize;
    device_characteristics() -> c_int = xDeviceCharacteristics;
    shm_map(page: c_int, bytes: c_int, extend: c_int, out: *mut *mut c_void) -> c_int = xShmMap;
    shm_lock(offset: c_int, count: c_int, flags: c_int) -> c_int = xShmLock;
    shm_barrier() = xShmBarrier;
    shm_unmap(delete: c_int) -> c_int = xShmUnmap;
}
