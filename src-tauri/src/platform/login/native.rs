//! Starting at login on macOS and Windows, by `auto-launch`.

use super::HIDDEN;
use auto_launch::{AutoLaunch, AutoLaunchBuilder};
use mainstay_core::ports::StartAtLogin;
use std::io;

/// Starting this very program at login.
#[derive(Debug)]
pub(super) struct Login(AutoLaunch);

impl Login {
    /// `None` where the library cannot name the program to the system.
    pub(super) fn new(program: &str) -> Option<Self> {
        let launch = AutoLaunchBuilder::new()
            .set_app_name("Mainstay")
            .set_app_path(program)
            .set_args(&[HIDDEN])
            .build()
            .ok()?;
        Some(Self(launch))
    }
}

impl StartAtLogin for Login {
    fn is_on(&self) -> io::Result<bool> {
        self.0.is_enabled().map_err(io::Error::other)
    }

    fn set(&self, on: bool) -> io::Result<()> {
        let told = if on {
            self.0.enable()
        } else {
            self.0.disable()
        };
        told.map_err(io::Error::other)
    }
}
