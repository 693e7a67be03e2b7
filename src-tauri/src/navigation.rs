//! Where the window may go: to the app's own pages. A telephone number or a text message goes to the system, which
//! asks before it dials; everything else is refused.

use crate::log;
use tauri::{AppHandle, Url};
use tauri_plugin_opener::OpenerExt;

/// What happens to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A page of the app.
    Own,
    /// The system's telephone or messages.
    System,
    /// Nothing.
    Refused,
}

/// Whether the window itself may go to `url`. Hands telephone numbers to the system on the way.
pub(crate) fn follow(app: &AppHandle, url: &Url) -> bool {
    match way(url) {
        Way::Own => true,
        Way::System => {
            if app.opener().open_url(url.as_str(), None::<&str>).is_err() {
                log::line("the system opened no telephone");
            }
            false
        }
        Way::Refused => {
            // The scheme only: an address can hold words.
            log::line(&format!(
                "refused to go to an address of scheme {}",
                url.scheme()
            ));
            false
        }
    }
}

fn way(url: &Url) -> Way {
    match (url.scheme(), url.host_str()) {
        // Linux and the Apple systems.
        ("tauri", Some("localhost")) => Way::Own,
        // Windows and Android.
        ("http" | "https", Some("tauri.localhost")) if url.port().is_none() => Way::Own,
        ("tel" | "sms", _) => Way::System,
        _ => Way::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_apps_own_pages_are_followed() {
        let check = |address: &str, expected: Way| {
            assert_eq!(
                way(&Url::parse(address).expect("an address")),
                expected,
                "{address}"
            );
        };
        check("tauri://localhost/", Way::Own);
        check("tauri://localhost/help.html#x", Way::Own);
        check("http://tauri.localhost/", Way::Own);
        check("tel:988", Way::System);
        check("sms:988?body=HOME", Way::System);
        for other in [
            "https://example.org/",
            "http://tauri.localhost.example.org/",
            "http://tauri.localhost:8080/",
            "http://ipc.localhost/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:blank",
            "mailto:a@example.org",
        ] {
            check(other, Way::Refused);
        }
    }
}
