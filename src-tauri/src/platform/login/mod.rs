//! Starting at login: a file in the person's autostart folder on Linux (`xdg.rs`), an agent on macOS and a value of the
//! registry on Windows (`native.rs`). It starts hidden (`HIDDEN`), so that reminders ring before anybody has opened the
//! window.

#[cfg(any(target_os = "macos", windows))]
mod native;
#[cfg(target_os = "linux")]
mod xdg;

use mainstay_core::ports::StartAtLogin;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tauri::AppHandle;

/// The argument of a start that shows no window.
pub(crate) const HIDDEN: &str = "--hidden";

/// Starting at login on this system; `None` where the program does not know where it lies.
#[cfg(target_os = "linux")]
pub(super) fn system(app: &AppHandle) -> Option<Arc<dyn StartAtLogin>> {
    use tauri::Manager;
    // Hears XDG_CONFIG_HOME.
    let config = app.path().config_dir().ok()?;
    let autostart = xdg::Autostart::new(&config, &program()?);
    if let Err(error) = autostart.follow_program() {
        crate::log::line(&format!("the start at login stays as it was: {error}"));
    }
    Some(Arc::new(autostart))
}

/// Starting at login on this system; `None` where the program does not know where it lies.
#[cfg(any(target_os = "macos", windows))]
pub(super) fn system(_app: &AppHandle) -> Option<Arc<dyn StartAtLogin>> {
    Some(Arc::new(native::Login::new(&program()?)?))
}

/// Whether a start with these arguments shows no window.
pub(crate) fn is_hidden(mut arguments: impl Iterator<Item = impl AsRef<str>>) -> bool {
    arguments.any(|argument| argument.as_ref() == HIDDEN)
}

fn program() -> Option<String> {
    let own = std::env::current_exe().ok()?;
    let named = |name| std::env::var_os(name).map(PathBuf::from);
    let path = image(&own, named("APPDIR"), named("APPIMAGE")).unwrap_or(own);
    path.into_os_string().into_string().ok()
}

/// An image that unpacks itself is started by its own path, not by the one that it is unpacked to. Whatever is started
/// out of another image inherits that one's variables, so they count only where this program lies within.
fn image(own: &Path, unpacked: Option<PathBuf>, image: Option<PathBuf>) -> Option<PathBuf> {
    let holds = |folder: &PathBuf| !folder.as_os_str().is_empty() && own.starts_with(folder);
    unpacked.filter(holds).and(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_is_hidden_by_its_argument_alone() {
        assert!(is_hidden(["/opt/mainstay", HIDDEN].iter()));
        assert!(!is_hidden(["/opt/mainstay"].iter()));
        assert!(!is_hidden(["/opt/--hidden/mainstay"].iter()));
    }

    #[test]
    fn an_image_counts_only_for_the_program_within() {
        let of = |own: &str, unpacked: &str| {
            let file = Some("/apps/Mainstay.AppImage".into());
            image(Path::new(own), Some(unpacked.into()), file)
        };
        let inside = of("/tmp/.mount_1/usr/bin/mainstay", "/tmp/.mount_1");
        assert_eq!(inside, Some("/apps/Mainstay.AppImage".into()));
        // An editor out of an image has a terminal.
        assert_eq!(of("/usr/bin/mainstay", "/tmp/.mount_2"), None);
        assert_eq!(of("/usr/bin/mainstay", ""), None);
        assert_eq!(image(Path::new("/usr/bin/mainstay"), None, None), None);
    }
}
