//! The running program: it ends as from its last window's cross, without staying for what can ring.

use mainstay_core::ports::Program;
use tauri::AppHandle;

/// This program.
#[derive(Debug)]
pub(super) struct RunningProgram(AppHandle);

impl RunningProgram {
    pub(super) fn new(app: &AppHandle) -> Self {
        Self(app.clone())
    }
}

impl Program for RunningProgram {
    fn quit(&self) {
        self.0.exit(0);
    }
}
