//! What is set for the whole process before anything else runs.

use crate::log;

/// Makes the process ready: no memory image on disk, no words in a panic's message, a web view that can draw.
pub(crate) fn prepare() {
    forbid_core_dumps();
    say_only_where_a_panic_was();
    #[cfg(target_os = "linux")]
    choose_a_renderer_that_draws();
}

/// Whether there is a screen. Asked first, because GTK ends the program where there is none.
pub(crate) fn has_display() -> bool {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Whether the system started it at login: it rings, and shows no window until it is asked for.
pub(crate) fn is_hidden() -> bool {
    #[cfg(desktop)]
    return crate::platform::login::is_hidden(std::env::args());
    #[cfg(mobile)]
    return false;
}

/// A core dump would hold the vault's key and the open journal. The limit is inherited by the web view's processes,
/// which hold words too. `PR_SET_DUMPABLE` is not used: it ends at their `exec`, and it hides the program from the
/// desktop portals. Windows and the Apple systems write none by default.
fn forbid_core_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{setrlimit, Resource, Rlimit};
        if let Err(error) = setrlimit(
            Resource::Core,
            Rlimit {
                current: Some(0),
                maximum: Some(0),
            },
        ) {
            log::line(&format!("core dumps stay allowed: {error}"));
        }
    }
}

/// The default hook prints the message, and that of a text operation quotes the text.
fn say_only_where_a_panic_was() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
        log::line(&format!("panic at {place}"));
    }));
}

/// Blank windows with WebKitGTK's DMA-BUF renderer on some drivers: tauri-apps/tauri#9304, #9394. A choice that the
/// person made stands.
#[cfg(target_os = "linux")]
fn choose_a_renderer_that_draws() {
    const NAME: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(NAME).is_none() {
        std::env::set_var(NAME, "1");
    }
}
