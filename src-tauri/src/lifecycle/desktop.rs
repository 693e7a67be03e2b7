//! What a Linux desktop says on D-Bus: the device is about to sleep, or the screen was locked, which both lock at once;
//! and that it is in another time zone, on which the reminders are looked at.
//!
//! - `PrepareForSleep` of logind. A delay inhibitor is held, so that the device sleeps only when the lock is finished
//!   (logind waits 5 s at most); it is given back then, and taken anew after the sleep.
//! - `Lock` of the person's own logind session: what `loginctl lock-session` and most desktops send.
//! - `ActiveChanged` of the desktop's screen saver, for desktops that lock without telling logind.
//! - `PropertiesChanged` of timedated, which sets the zone. What sets it otherwise is noticed within a minute.
//!
//! Invariants: a signal can lock or have something looked at, and never anything else, so whoever forges one gains nothing;
//! without a bus, without logind or without a screen saver nothing happens and nothing is logged. A bus that ends is
//! listened to again when it is back, and a line in the log says so: until then nothing locks before a sleep.
//!
//! Deliberately not here: Windows and macOS. Their signals need unsafe code of our own (`WTSRegisterSessionNotification`,
//! `NSWorkspace`), which the shell forbids; there the rule for nobody being here locks, at the latest on waking.

use super::{check, lock_at_once};
use crate::log;
use crate::platform::clock;
use std::collections::HashMap;
use std::thread;
use std::time::Duration;
use tauri::AppHandle;
use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, MessageIterator};
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue};
use zbus::{MatchRule, Message};

const LOGIND: &str = "org.freedesktop.login1";
const LOGIND_PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";

const TIMEDATED: &str = "org.freedesktop.timedate1";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// Name and interface of the screen savers that tell when they lock: KDE and others, GNOME, Cinnamon, MATE, Xfce.
const SCREEN_SAVERS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];

/// Starts listening, on a thread for each bus that sleeps until something is said.
pub(super) fn listen(app: &AppHandle) {
    start("system-bus", app, follow_logind);
    start("session-bus", app, follow_screen_savers);
}

fn start(
    name: &'static str,
    app: &AppHandle,
    follow: fn(&AppHandle, &mut bool) -> zbus::Result<()>,
) {
    let app = app.clone();
    // No thread: the other reasons to lock stand.
    let _ = thread::Builder::new().name(name.to_owned()).spawn(move || {
        let mut waits = Waits::default();
        loop {
            let (began, mut listened) = (clock::instant(), false);
            let _ = follow(&app, &mut listened);
            if listened {
                log::line(&format!("the {name} ended, and is asked for again"));
            }
            let lasted = clock::instant().saturating_duration_since(began);
            thread::sleep(waits.next(listened.then_some(lasted)));
        }
    });
}

/// How long to wait before a bus is asked for again: from a second on, twice as long each time.
#[derive(Debug, Default)]
struct Waits {
    tries: u32,
    was_there: bool,
}

impl Waits {
    /// For one that was there before.
    const LONGEST: Duration = Duration::from_secs(60);
    /// For one that this device may not have at all.
    const LONGEST_FOR_NONE: Duration = Duration::from_secs(3_600);

    /// `lasted`: how long it could be listened to, if at all.
    fn next(&mut self, lasted: Option<Duration>) -> Duration {
        self.was_there |= lasted.is_some();
        if lasted.is_some_and(|lasted| lasted >= Self::LONGEST) {
            self.tries = 0;
        }
        let wait = Duration::from_secs(1 << self.tries);
        // 4096 s is more than the longest.
        self.tries = (self.tries + 1).min(12);
        let none = !self.was_there;
        wait.min(if none {
            Self::LONGEST_FOR_NONE
        } else {
            Self::LONGEST
        })
    }
}

/// How long somebody on a bus may take to answer.
const PATIENCE: Duration = Duration::from_secs(25);

fn follow_logind(app: &AppHandle, listened: &mut bool) -> zbus::Result<()> {
    let bus = Builder::system()?.method_timeout(PATIENCE).build()?;
    // From the first signal on.
    let messages = MessageIterator::from(&bus);
    hear(&bus, LOGIND, MANAGER, "PrepareForSleep", None)?;
    let session = own_session(&bus);
    hear(&bus, LOGIND, SESSION, "Lock", session.as_ref())?;
    hear(&bus, TIMEDATED, PROPERTIES, "PropertiesChanged", None)?;
    let mut inhibitor = inhibit_sleep(&bus);
    *listened = true;
    // Where it was away, so is what it said meanwhile.
    check(app);
    for message in messages {
        match news(&message?) {
            Some(News::Sleeps) => {
                lock_at_once(app);
                // Closing the descriptor lets the device sleep.
                inhibitor = None;
            }
            Some(News::Wakes) => {
                inhibitor = inhibitor.or_else(|| inhibit_sleep(&bus));
                check(app);
            }
            Some(News::ScreenLocked) => lock_at_once(app),
            Some(News::Elsewhere) => check(app),
            None => {}
        }
    }
    Ok(())
}

fn follow_screen_savers(app: &AppHandle, listened: &mut bool) -> zbus::Result<()> {
    let bus = Builder::session()?.method_timeout(PATIENCE).build()?;
    let messages = MessageIterator::from(&bus);
    for saver in SCREEN_SAVERS {
        hear(&bus, saver, saver, "ActiveChanged", None)?;
    }
    *listened = true;
    for message in messages {
        if news(&message?) == Some(News::ScreenLocked) {
            lock_at_once(app);
        }
    }
    Ok(())
}

/// Asks the bus for one signal of `sender`. A sender that is not there yet may come later.
fn hear(
    bus: &Connection,
    sender: &'static str,
    interface: &'static str,
    member: &'static str,
    path: Option<&OwnedObjectPath>,
) -> zbus::Result<()> {
    let rule = MatchRule::builder()
        .msg_type(zbus::message::Type::Signal)
        .sender(sender)?
        .interface(interface)?
        .member(member)?;
    let rule = match path {
        Some(path) => rule.path(path.as_ref())?,
        None => rule,
    };
    zbus::blocking::fdo::DBusProxy::new(bus)?.add_match_rule(rule.build())?;
    Ok(())
}

/// The session that this program belongs to, or that the person looks at. Where logind knows none, the lock of any
/// session counts.
fn own_session(bus: &Connection) -> Option<OwnedObjectPath> {
    let answer = bus.call_method(
        Some(LOGIND),
        LOGIND_PATH,
        Some(MANAGER),
        "GetSession",
        &"auto",
    );
    answer.ok()?.body().deserialize().ok()
}

/// Has logind wait with the sleep for as long as the answer is kept. Who asks for the list of inhibitors sees these
/// words.
fn inhibit_sleep(bus: &Connection) -> Option<OwnedFd> {
    let words = ("sleep", "Mainstay", "Locks first", "delay");
    let answer = bus.call_method(Some(LOGIND), LOGIND_PATH, Some(MANAGER), "Inhibit", &words);
    answer.ok()?.body().deserialize().ok()
}

/// What a message means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum News {
    Sleeps,
    Wakes,
    ScreenLocked,
    /// The time zone was set.
    Elsewhere,
}

fn news(message: &Message) -> Option<News> {
    let header = message.header();
    let interface = header.interface()?.as_str();
    let flag = || message.body().deserialize::<bool>().ok();
    match header.member()?.as_str() {
        "PrepareForSleep" if interface == MANAGER => Some(match flag()? {
            true => News::Sleeps,
            false => News::Wakes,
        }),
        "Lock" if interface == SESSION => Some(News::ScreenLocked),
        "ActiveChanged" if SCREEN_SAVERS.contains(&interface) => {
            flag()?.then_some(News::ScreenLocked)
        }
        "PropertiesChanged" if interface == PROPERTIES => {
            let body = message.body();
            let (whose, ..): (String, HashMap<String, OwnedValue>, Vec<String>) =
                body.deserialize().ok()?;
            (whose == TIMEDATED).then_some(News::Elsewhere)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zbus::zvariant::Value;

    fn said(interface: &str, member: &str, flag: Option<bool>) -> Option<News> {
        let signal = Message::signal("/somewhere", interface, member).expect("a signal");
        let message = match flag {
            Some(flag) => signal.build(&flag),
            None => signal.build(&()),
        };
        news(&message.expect("a message"))
    }

    #[test]
    fn sleep_and_a_locked_screen_lock_and_waking_does_not() {
        assert_eq!(
            said(MANAGER, "PrepareForSleep", Some(true)),
            Some(News::Sleeps)
        );
        assert_eq!(
            said(MANAGER, "PrepareForSleep", Some(false)),
            Some(News::Wakes)
        );
        assert_eq!(said(SESSION, "Lock", None), Some(News::ScreenLocked));
        for saver in SCREEN_SAVERS {
            assert_eq!(
                said(saver, "ActiveChanged", Some(true)),
                Some(News::ScreenLocked)
            );
            assert_eq!(said(saver, "ActiveChanged", Some(false)), None);
        }
    }

    #[test]
    fn a_bus_that_ended_is_asked_for_again_within_a_minute_and_one_that_never_was_seldom() {
        let seconds = |waits: &mut Waits, lasted: Option<u64>| {
            waits.next(lasted.map(Duration::from_secs)).as_secs()
        };
        let mut none = Waits::default();
        let all: Vec<_> = (0..14).map(|_| seconds(&mut none, None)).collect();
        assert_eq!(all[..7], [1, 2, 4, 8, 16, 32, 64]);
        assert_eq!(all[11..], [2_048, 3_600, 3_600]);
        assert_eq!(seconds(&mut none, Some(600)), 1, "it was there for a while");
        assert_eq!(seconds(&mut none, Some(0)), 2, "it ends at once");
        let again: Vec<_> = (0..8).map(|_| seconds(&mut none, None)).collect();
        assert_eq!(again, [4, 8, 16, 32, 60, 60, 60, 60]);
    }

    #[test]
    fn another_zone_has_the_reminders_looked_at_and_another_property_means_nothing() {
        let changed = |whose: &str| {
            let signal = Message::signal("/somewhere", PROPERTIES, "PropertiesChanged");
            let zone = Value::from("Pacific/Apia");
            let values = HashMap::from([("Timezone", zone)]);
            let message = signal
                .expect("a signal")
                .build(&(whose, values, Vec::<&str>::new()));
            news(&message.expect("a message"))
        };
        assert_eq!(changed(TIMEDATED), Some(News::Elsewhere));
        assert_eq!(changed(MANAGER), None);
        assert_eq!(said(PROPERTIES, "PropertiesChanged", Some(true)), None);
    }

    #[test]
    fn what_is_no_signal_of_theirs_means_nothing() {
        assert_eq!(said("org.example.Other", "Lock", None), None);
        assert_eq!(said(SESSION, "Unlock", None), None);
        assert_eq!(
            said(MANAGER, "PrepareForSleep", None),
            None,
            "it says neither"
        );
        assert_eq!(said("org.example.Other", "ActiveChanged", Some(true)), None);
    }
}
