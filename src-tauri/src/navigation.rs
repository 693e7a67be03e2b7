//! Where the window may go: to the app's own pages. A telephone number or a text message goes to the system, which
//! asks before it dials. So does one web address: the link of the meeting that is in view, as the core says, for the
//! system's browser. Everything else is refused: a page that went wrong can carry no word to an address of its choice.

use crate::{log, SharedApp};
use tauri::{AppHandle, Manager, Url};
use tauri_plugin_opener::OpenerExt;

/// What happens to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A page of the app.
    Own,
    /// The system's telephone or messages, or its browser.
    System,
    /// Nothing.
    Refused,
}

/// Whether the window itself may go to `url`. Hands what is the system's to the system on the way.
pub(crate) fn follow(app: &AppHandle, url: &Url) -> bool {
    let core = app.try_state::<SharedApp>();
    let in_view = core.and_then(|core| core.link_in_view());
    match way(url, in_view.as_deref()) {
        Way::Own => true,
        Way::System => {
            if app.opener().open_url(url.as_str(), None::<&str>).is_err() {
                log::line("the system opened no telephone and no browser");
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

fn way(url: &Url, in_view: Option<&str>) -> Way {
    match (url.scheme(), url.host_str()) {
        // Linux and the Apple systems.
        ("tauri", Some("localhost")) => Way::Own,
        // Windows and Android.
        ("http" | "https", Some("tauri.localhost")) if url.port().is_none() => Way::Own,
        ("tel" | "sms", _) => Way::System,
        ("http" | "https", Some(_)) if in_view.is_some_and(|link| is_same(url, link)) => {
            Way::System
        }
        _ => Way::Refused,
    }
}

/// Whether both lead to the same place: web views write an address in their own way.
fn is_same(url: &Url, link: &str) -> bool {
    Url::parse(link).is_ok_and(|link| link == *url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_apps_own_pages_are_followed() {
        let check = |address: &str, expected: Way| {
            assert_eq!(
                way(&Url::parse(address).expect("an address"), None),
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

    #[test]
    fn the_link_of_the_meeting_in_view_goes_to_the_browser_and_no_other() {
        let in_view = Some("https://meet.example.org/j/1?pwd=a%20b");
        let to = |address: &str| way(&Url::parse(address).expect("an address"), in_view);
        assert_eq!(to("https://meet.example.org/j/1?pwd=a%20b"), Way::System);
        assert_eq!(
            to("HTTPS://meet.example.org:443/j/1?pwd=a%20b"),
            Way::System
        );
        for other in [
            "https://meet.example.org/j/1",
            "https://meet.example.org/j/1?pwd=a%20b&words=x",
            "http://meet.example.org/j/1?pwd=a%20b",
            "https://meet.example.org.evil.example/j/1?pwd=a%20b",
            "https://meet.example.org/j/1?pwd=a%20b#words",
        ] {
            assert_eq!(to(other), Way::Refused, "{other}");
        }
        let own = Url::parse("http://tauri.localhost/").expect("an address");
        assert_eq!(way(&own, Some("http://tauri.localhost/")), Way::Own);
    }
}
