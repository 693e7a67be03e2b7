//! Starting at login: a file in the desktop's autostart folder on Linux, an agent on macOS, a value of the registry on
//! Windows. It starts hidden (`HIDDEN`), so that reminders ring before anybody has opened the window.

use auto_launch::{AutoLaunch, AutoLaunchBuilder};
use mainstay_core::ports::StartAtLogin;
use std::io;
use std::sync::Arc;

/// The argument of a start that shows no window.
pub(crate) const HIDDEN: &str = "--hidden";

/// Starting this very program at login.
#[derive(Debug)]
struct Login(AutoLaunch);

/// Starting at login on this system; `None` where the program does not know where it lies.
pub(super) fn system() -> Option<Arc<dyn StartAtLogin>> {
    let program = program()?;
    let launch = AutoLaunchBuilder::new()
        .set_app_name("Mainstay")
        .set_app_path(&program)
        .set_args(&[HIDDEN])
        .build()
        .ok()?;
    Some(Arc::new(Login(launch)))
}

/// An image that unpacks itself is started by its own path, not by the one that it is unpacked to.
fn program() -> Option<String> {
    let image = std::env::var_os("APPIMAGE").map(std::path::PathBuf::from);
    let path = image.or_else(|| std::env::current_exe().ok())?;
    path.into_os_string().into_string().ok()
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
