//! How far a long piece of work is, for a screen that shows it, and the wish to stop it.
//!
//! Neither takes the lock of the vault. One piece runs at a time; a piece that reads or writes outside the app's own
//! folder does not hold that lock either, so that a slow place keeps nobody from locking.

use crate::{App, Empty, Error, Result};
use mainstay_store::{Progress, Stop};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Steps of a whole piece of work.
const WHOLE: u32 = 1_000;

/// The one long piece of work that may run.
#[derive(Debug, Default)]
pub(crate) struct WorkState {
    runs: AtomicBool,
    stop: Stop,
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

/// A part of it: from one step to another, of [`WHOLE`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    work: &'a Work<'a>,
    from: u32,
    to: u32,
}

impl WorkState {
    /// Begins a piece of work.
    pub(crate) fn begin(&self) -> Result<Work<'_>> {
        if self.runs.swap(true, Ordering::AcqRel) {
            return Err(Error::Busy);
        }
        self.stop.store(false, Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        self.of.store(0, Ordering::Relaxed);
        Ok(Work(self))
    }

    /// Asks what runs to stop.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Work<'_> {
    /// The part from one step to another, of a thousand. The parts are guesses of how long each takes.
    pub(crate) fn part(&self, from: u32, to: u32) -> Part<'_> {
        self.0.of.store(WHOLE, Ordering::Relaxed);
        self.0.done.store(from, Ordering::Relaxed);
        Part {
            work: self,
            from,
            to,
        }
    }

    /// The flag that says stop.
    pub(crate) fn stop(&self) -> &Stop {
        &self.0.stop
    }

    /// Whether to go on.
    pub(crate) fn go_on(&self) -> Result<()> {
        if self.0.stop.load(Ordering::Relaxed) {
            return Err(Error::Stopped);
        }
        Ok(())
    }
}

impl Part<'_> {
    /// Notes how far this part is; says whether to go on.
    pub(crate) fn heard(&self, done: u64, of: u64) -> Result<()> {
        let steps = u64::from(self.to.saturating_sub(self.from));
        let here = steps * done.min(of) / of.max(1);
        let all = self.from + u32::try_from(here).unwrap_or_default();
        self.work.0.done.store(all, Ordering::Relaxed);
        self.work.go_on()
    }

    /// The same, as a copy of a journal asks.
    pub(crate) fn heard_pages(&self, pages: Progress) -> ControlFlow<()> {
        match self.heard(u64::from(pages.done), u64::from(pages.of)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.0.runs.store(false, Ordering::Release);
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
        self.work.stop();
        Ok(Empty {})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_piece_of_work_runs_at_a_time() {
        let state = WorkState::default();
        let first = state.begin().expect("nothing runs");
        assert!(matches!(state.begin(), Err(Error::Busy)));
        drop(first);
        assert!(state.begin().is_ok());
    }

    #[test]
    fn a_wish_to_stop_ends_the_next_step_and_does_not_outlive_its_work() {
        let state = WorkState::default();
        let work = state.begin().expect("nothing runs");
        let part = work.part(0, 500);
        assert!(part.heard(1, 10).is_ok());
        state.stop();
        assert!(matches!(part.heard(2, 10), Err(Error::Stopped)));
        assert!(matches!(work.go_on(), Err(Error::Stopped)));
        drop(work);
        let next = state.begin().expect("nothing runs");
        assert!(next.go_on().is_ok());
    }

    #[test]
    fn parts_make_one_row_of_steps_that_never_goes_back() {
        let state = WorkState::default();
        let work = state.begin().expect("nothing runs");
        let mut seen = Vec::new();
        for (from, to) in [(0, 300), (300, 900), (900, 1_000)] {
            let part = work.part(from, to);
            for done in 0..=4 {
                part.heard(done, 4).expect("nobody stops it");
                seen.push(state.done.load(Ordering::Relaxed));
            }
        }
        assert!(seen.is_sorted(), "{seen:?}");
        assert_eq!(seen.last(), Some(&WHOLE));
        work.part(0, 10).heard(0, 0).expect("nothing to do is fine");
    }
}
