//! How far a long piece of work is, for a screen that shows it, and the wish to stop it.
//!
//! Neither takes the lock of the vault, which the work itself holds.

use crate::{App, Empty, Result};
use mainstay_store::Progress;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// The one long piece of work that may run.
#[derive(Debug, Default)]
pub(crate) struct WorkState {
    runs: AtomicBool,
    stop: AtomicBool,
    done: AtomicU32,
    of: AtomicU32,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct WorkProgress {
    /// Whether anything runs.
    pub runs: bool,
    /// Steps done.
    pub done: u32,
    /// All steps; 0 while not known.
    pub of: u32,
}

/// A running piece of work. It is over when this is dropped.
#[derive(Debug)]
pub(crate) struct Work<'a>(&'a WorkState);

impl WorkState {
    pub(crate) fn begin(&self) -> Work<'_> {
        self.stop.store(false, Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        self.of.store(0, Ordering::Relaxed);
        self.runs.store(true, Ordering::Relaxed);
        Work(self)
    }
}

impl Work<'_> {
    pub(crate) fn heard(&self, progress: Progress) -> ControlFlow<()> {
        self.0.done.store(progress.done, Ordering::Relaxed);
        self.0.of.store(progress.of, Ordering::Relaxed);
        if self.0.stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.0.runs.store(false, Ordering::Relaxed);
    }
}

impl App {
    /// How far the running piece of work is.
    ///
    /// # Errors
    /// None; the result is for the command list's sake.
    pub fn work_get(&self, _: Empty) -> Result<WorkProgress> {
        Ok(WorkProgress {
            runs: self.work.runs.load(Ordering::Relaxed),
            done: self.work.done.load(Ordering::Relaxed),
            of: self.work.of.load(Ordering::Relaxed),
        })
    }

    /// Asks the running piece of work to stop. It answers `stopped` soon; what it had begun is not used.
    ///
    /// # Errors
    /// None; the result is for the command list's sake.
    pub fn work_cancel(&self, _: Empty) -> Result<Empty> {
        self.work.stop.store(true, Ordering::Relaxed);
        Ok(Empty {})
    }
}
