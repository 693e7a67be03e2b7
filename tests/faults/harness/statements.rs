//! Which statements a piece of work runs, and which of them read whole tables. SQLite counts, for each run of a
//! statement, the rows that it stepped over in a loop that no index narrows; every connection of the process tells
//! this module.

#![allow(unsafe_code, reason = "SQLite is C")]

use rusqlite::ffi;
use std::cell::RefCell;
use std::ffi::{c_char, c_int, c_uint, c_void, CStr};
use std::sync::Once;

/// A run of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The statement, its spaces evened.
    pub sql: String,
    /// The same with the values that were bound to it.
    pub bound: String,
    /// How many rows it stepped over without an index.
    pub scanned: u32,
}

thread_local! {
    static SEEN: RefCell<Option<Vec<Statement>>> = const { RefCell::new(None) };
}

/// Has every connection that opens from now on tell about its statements.
pub fn watch() {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        // SAFETY: the entry point has the type that SQLite's documentation of auto-extensions names.
        let answer = unsafe { ffi::sqlite3_auto_extension(Some(on_open)) };
        assert_eq!(answer, ffi::SQLITE_OK);
    });
}

/// The statements that `work` runs on this thread, in their order.
pub fn statements_of(work: impl FnOnce()) -> Vec<Statement> {
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
    let statement = statement.cast();
    // SAFETY: a trace of this kind has the statement that has just ended. Its count begins anew with each run.
    let scanned =
        unsafe { ffi::sqlite3_stmt_status(statement, ffi::SQLITE_STMTSTATUS_FULLSCAN_STEP, 1) };
    SEEN.with_borrow_mut(|seen| {
        if let Some(seen) = seen {
            // SAFETY: as above.
            let (sql, bound) = unsafe { texts(statement) };
            seen.push(Statement {
                sql: sql.split_whitespace().collect::<Vec<_>>().join(" "),
                bound,
                scanned: u32::try_from(scanned).unwrap_or_default(),
            });
        }
    });
    0
}

/// A statement, and the same with its values.
///
/// # Safety
/// The statement was not finalised.
unsafe fn texts(statement: *mut ffi::sqlite3_stmt) -> (String, String) {
    // SAFETY: its text lives as long as it; the text with values is the caller's, who frees it.
    unsafe {
        let expanded = ffi::sqlite3_expanded_sql(statement);
        let bound = text(expanded);
        ffi::sqlite3_free(expanded.cast());
        (text(ffi::sqlite3_sql(statement)), bound)
    }
}

/// # Safety
/// Null, or a string that ends with a zero.
unsafe fn text(chars: *const c_char) -> String {
    if chars.is_null() {
        return String::new();
    }
    // SAFETY: the caller's.
    unsafe { CStr::from_ptr(chars) }
        .to_string_lossy()
        .into_owned()
}
