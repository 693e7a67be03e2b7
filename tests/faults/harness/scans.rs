//! Which statements read whole tables. SQLite counts, for each run of a statement, the rows that it stepped over in a
//! loop that no index narrows; every connection of the process tells this module.

#![allow(unsafe_code, reason = "SQLite is C")]

use rusqlite::ffi;
use std::cell::RefCell;
use std::ffi::{c_char, c_int, c_uint, c_void, CStr};
use std::sync::Once;

/// A run of a statement that read rows without an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// The statement.
    pub sql: String,
    /// How many rows it stepped over.
    pub rows: u32,
}

thread_local! {
    static SEEN: RefCell<Option<Vec<Scan>>> = const { RefCell::new(None) };
}

/// Has every connection that opens from now on tell about its scans.
pub fn watch() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        // SAFETY: the entry point has the type that SQLite's documentation of auto-extensions names.
        let answer = unsafe { ffi::sqlite3_auto_extension(Some(on_open)) };
        assert_eq!(answer, ffi::SQLITE_OK);
    });
}

/// The scans of the statements that `work` runs on this thread.
pub fn scans_of(work: impl FnOnce()) -> Vec<Scan> {
    SEEN.set(Some(Vec::new()));
    work();
    SEEN.take().unwrap_or_default()
}

unsafe extern "C" fn on_open(
    connection: *mut ffi::sqlite3,
    _: *mut *mut c_char,
    _: *const ffi::sqlite3_api_routines,
) -> c_int {
    // SAFETY: the connection is the one that is being opened.
    unsafe {
        ffi::sqlite3_trace_v2(
            connection,
            c_uint::try_from(ffi::SQLITE_TRACE_PROFILE).unwrap_or_default(),
            Some(on_end),
            std::ptr::null_mut(),
        )
    }
}

unsafe extern "C" fn on_end(
    _: c_uint,
    _: *mut c_void,
    statement: *mut c_void,
    _: *mut c_void,
) -> c_int {
    let statement: *mut ffi::sqlite3_stmt = statement.cast();
    // SAFETY: a trace of this kind has the statement that has just ended, and its text lives as long as it.
    let (rows, sql) = unsafe {
        let rows = ffi::sqlite3_stmt_status(statement, ffi::SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
        (rows, CStr::from_ptr(ffi::sqlite3_sql(statement)))
    };
    let sql = sql
        .to_string_lossy()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let rows = u32::try_from(rows).unwrap_or_default();
    SEEN.with_borrow_mut(|seen| {
        if let Some(seen) = seen.as_mut().filter(|_| rows > 0) {
            seen.push(Scan { sql, rows });
        }
    });
    0
}
