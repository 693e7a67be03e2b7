//! Copying a journal while it is in use, and proving that the copy is the same.
//!
//! The copy has the same key and is as encrypted as the original. It is made by SQLite's backup interface, some pages
//! at a time, so that its maker hears how far it is and can stop. Reading all of a journal can be stopped as well: by a
//! flag that SQLite looks at on its way.

use crate::connection::Fresh;
use crate::error::During;
use crate::{Error, Extent, Result, Store};
use mainstay_vault::{ContentHash, DatabaseKey};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::types::ValueRef;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

/// About 1 MB: often enough to be stopped, seldom enough to cost nothing.
const PAGES_A_STEP: i32 = 256;

/// How far a copy is, in pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Pages copied.
    pub done: u32,
    /// All pages.
    pub of: u32,
}

/// Raised by whoever wants a long read to end. It then ends with [`Error::Stopped`].
pub type Stop = Arc<AtomicBool>;

/// How many steps of SQLite's machine lie between two looks at the flag: well below a millisecond.
const STEPS_A_LOOK: i32 = 1_000;

/// Hears how far a copy is; an answer of [`ControlFlow::Break`] stops it.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

impl Store {
    /// Copies the journal into a new file at `target`, and opens the copy to compare it with the original from end to
    /// end. When this returns, the copy is closed, on the disk, and the same.
    ///
    /// # Errors
    /// [`Error::Stopped`] when `on_progress` said so; [`Error::CopyDiffers`]; [`Error::Full`], [`Error::NoAccess`].
    /// What stands at `target` then means nothing.
    pub fn copy_to(
        &self,
        target: &Path,
        key: &DatabaseKey,
        stop: &Stop,
        on_progress: OnProgress<'_>,
    ) -> Result<()> {
        let extent = self.settle()?;
        self.copy_pages(target, key, on_progress)?;
        let known = Extent {
            writes: extent.writes,
            bytes: 0,
        };
        let copy = Self::open_as_it_is(target, key, known)?;
        copy.verify_pages()?;
        let of_copy = copy.stoppable(stop, |copy| {
            copy.verify_structure()?;
            copy.content_hash()
        })?;
        let same = of_copy == self.stoppable(stop, Self::content_hash)?;
        copy.close()?;
        if same {
            return Ok(());
        }
        Err(Error::CopyDiffers)
    }

    /// Reads the journal with `read`, which ends with [`Error::Stopped`] soon after `stop` was raised. A raised flag
    /// stops nothing but `read`.
    ///
    /// # Errors
    /// [`Error::Stopped`], and those of `read`.
    pub fn stoppable<T>(&self, stop: &Stop, read: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let flag = Stop::clone(stop);
        let look = move || flag.load(Ordering::Relaxed);
        self.connection
            .progress_handler(STEPS_A_LOOK, Some(look))
            .during("watching a long read")?;
        let found = read(self);
        self.connection
            .progress_handler(0, None::<fn() -> bool>)
            .during("watching a long read")?;
        found
    }

    fn copy_pages(
        &self,
        target: &Path,
        key: &DatabaseKey,
        on_progress: OnProgress<'_>,
    ) -> Result<()> {
        let mut fresh = Fresh::make(target, key)?;
        let backup =
            Backup::new(&self.connection, fresh.connection()).during("beginning a copy")?;
        loop {
            let step = backup.step(PAGES_A_STEP).during("copying the journal")?;
            let left = backup.progress();
            let of = u32::try_from(left.pagecount).unwrap_or_default();
            let done = of.saturating_sub(u32::try_from(left.remaining).unwrap_or_default());
            if on_progress(Progress { done, of }).is_break() {
                return Err(Error::Stopped);
            }
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                // One connection, one thread: nobody else can hold either file.
                StepResult::Busy | StepResult::Locked | _ => return Err(Error::InUse),
            }
        }
        drop(backup);
        fresh.close()
    }

    /// A hash of every value of every table, in the order of the keys.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is.
    pub fn content_hash(&self) -> Result<[u8; 32]> {
        let mut hash = ContentHash::new();
        for table in self.tables()? {
            hash.add(table.as_bytes());
            self.hash_rows(&table, &mut hash)?;
        }
        Ok(hash.finish())
    }

    fn tables(&self) -> Result<Vec<String>> {
        // A virtual table shows what stands in its own tables, which are listed too.
        const SQL: &str =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
             ORDER BY name";
        let mut statement = self.connection.prepare(SQL).during("listing the tables")?;
        let names = statement.query_map([], |row| row.get(0));
        let names = names.during("listing the tables")?;
        names
            .collect::<rusqlite::Result<_>>()
            .during("listing the tables")
    }

    /// The name comes from the schema and is ours; it is quoted all the same.
    fn hash_rows(&self, table: &str, hash: &mut ContentHash) -> Result<()> {
        let sql = format!("SELECT * FROM \"{table}\" ORDER BY 1, 2");
        let mut statement = self.connection.prepare(&sql).during("reading a table")?;
        let columns = statement.column_count();
        let mut rows = statement.query([]).during("reading a table")?;
        while let Some(row) = rows.next().during("reading a table")? {
            for column in 0..columns {
                add(hash, row.get_ref(column).during("reading a table")?);
            }
        }
        Ok(())
    }
}

fn add(hash: &mut ContentHash, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => hash.add(b"null"),
        ValueRef::Integer(number) => hash.add(&number.to_le_bytes()),
        ValueRef::Real(number) => hash.add(&number.to_le_bytes()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => hash.add(bytes),
    }
}
