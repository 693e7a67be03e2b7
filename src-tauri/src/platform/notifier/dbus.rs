//! Notifications of a Linux desktop, over D-Bus (the Desktop Notifications Specification 1.2).
//!
//! One connection shows all of them and hears all answers, for as long as the app runs: GNOME takes away what was
//! shown by a connection that closes. `notify-rust` makes a connection and a waiting thread for each notification, and
//! none of them can be shown anew under its id while somebody waits for its answer (decision 0038).
//!
//! Invariants: an id of ours is one notification on the screen, shown anew in its place. What only the owner of the
//! service's name says counts. What is shown is text: marks of a server that reads them are escaped. Nobody waits long
//! for a server that hangs ([`PATIENCE`], [`REST`]), and it is not told to show what it was not seen to answer for: when it
//! goes on, it would show that twice.

mod heard;

use super::Answers;
use crate::platform::clock;
use heard::follow;
use mainstay_core::ports::{NoticeAbility, NoticeAnswer, Notification, Notifier};
use std::collections::HashMap;
use std::io;
use std::sync::mpsc;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use tokio::time::timeout;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Flags;
use zbus::zvariant::Value;
use zbus::{MatchRule, Message};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// What dunst says of itself, at the same path.
const DUNST: &str = "org.dunstproject.cmd0";

/// How long an answer is waited for. Also long enough for a server that the bus starts only now.
const PATIENCE: Duration = Duration::from_secs(3);

/// For so long nobody asks again who did not answer: several notifications at once wait once.
const REST: Duration = Duration::from_secs(10);

/// Stays until it is answered or taken away.
const NEVER: i32 = 0;
/// For as long as the desktop shows things.
const ITS_OWN: i32 = -1;

/// Shows notifications over D-Bus.
#[derive(Debug)]
pub(super) struct DbusNotifier {
    answers: Answers,
    line: Mutex<Line>,
}

/// The one connection, where there is one.
#[derive(Debug, Default)]
struct Line {
    link: Option<Link>,
    /// What stands on the screen outlives a connection on most desktops.
    shown: Shown,
    /// Of which bus that is.
    bus: String,
    /// When somebody did not answer last.
    silent_at: Option<Instant>,
}

impl DbusNotifier {
    pub(super) fn new(answers: Answers) -> Self {
        Self {
            answers,
            line: Mutex::default(),
        }
    }

    /// Works over the one connection, which is made when there is none.
    fn with_link<T>(&self, work: impl Fn(&Link) -> zbus::Result<T>) -> io::Result<T> {
        let mut line = lock(&self.line);
        if line.rests() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let done = line.link(&self.answers).and_then(work);
        line.silent_at = done.as_ref().is_err_and(is_silence).then(clock::instant);
        done.map_err(io::Error::other)
    }
}

impl Line {
    fn rests(&self) -> bool {
        let silent_at = self.silent_at;
        silent_at.is_some_and(|at| clock::instant().saturating_duration_since(at) < REST)
    }

    /// An error that a server answers, or that none answers, is no reason for another connection: some desktops take away
    /// what one has shown that closes.
    fn link(&mut self, answers: &Answers) -> zbus::Result<&Link> {
        let kept = self.link.take().filter(|link| !link.bus.is_closed());
        let link = match kept {
            Some(link) => link,
            None => self.connect(answers)?,
        };
        Ok(self.link.insert(link))
    }

    /// Names and numbers of another bus are somebody else's.
    fn connect(&mut self, answers: &Answers) -> zbus::Result<Link> {
        if self.rests() {
            return Err(io::Error::from(io::ErrorKind::TimedOut).into());
        }
        let link = Link::new(answers.clone(), Arc::clone(&self.shown))?;
        let bus = link.bus.server_guid().to_string();
        if bus != self.bus {
            lock(&self.shown).clear();
            self.bus = bus;
        }
        Ok(link)
    }
}

impl Notifier for DbusNotifier {
    fn show(&self, notification: &Notification) -> io::Result<Option<String>> {
        self.with_link(|link| link.show(notification))
    }

    /// dunst tells only who has shown a notification what was pressed on it: it is shown anew in its place.
    fn take_over(&self, notification: &Notification, handle: &str) -> Option<String> {
        let is_there = self.with_link(|link| link.take_over(notification.id, handle));
        if !is_there.unwrap_or(false) {
            return None;
        }
        let asks = !notification.buttons.is_empty();
        let shown = asks.then(|| self.show(notification));
        // It stands there as it stood where that is not shown now.
        let anew = shown.and_then(Result::ok).flatten();
        Some(anew.unwrap_or_else(|| handle.to_owned()))
    }

    /// Nobody waits for the answer, and a server that hangs does it when it goes on.
    fn close(&self, id: u32) -> io::Result<()> {
        let mut line = lock(&self.line);
        if !lock(&line.shown).contains_key(&id) {
            return Ok(());
        }
        let closed = line.link(&self.answers).and_then(|link| link.close(id));
        if closed.as_ref().is_err_and(is_silence) {
            line.silent_at = Some(clock::instant());
        }
        closed.map_err(io::Error::other)
    }

    fn ability(&self) -> NoticeAbility {
        let asked = self.with_link(|link| Ok((link.abilities()?, link.holds()?)));
        let able = asked.ok();
        NoticeAbility {
            shows: Some(able.is_some()),
            buttons: able
                .as_ref()
                .is_some_and(|(all, _)| all.iter().any(|one| one == "actions")),
            holds: able.is_some_and(|(_, holds)| holds),
        }
    }
}

/// The connection, and which notification of the server is which of ours.
#[derive(Debug)]
struct Link {
    bus: Connection,
    shown: Shown,
}

/// Where each of ours stands, by our ids.
type Shown = Arc<Mutex<HashMap<u32, Place>>>;

/// A notification on the screen. The number is its server's own: what shows notifications may end and another begin,
/// and to that one the number is somebody else's notification.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    /// The server's own name on the bus, which none gets again.
    server: String,
    number: u32,
}

impl Link {
    fn new(answers: Answers, shown: Shown) -> zbus::Result<Self> {
        let bus = connect()?;
        let rule = MatchRule::builder()
            .msg_type(zbus::message::Type::Signal)
            .sender(NAME)?
            .interface(NAME)?
            .path(PATH)?
            .build();
        let signals = MessageIterator::for_match_rule(rule, &bus, None)?;
        let known = Arc::clone(&shown);
        thread::Builder::new()
            .name("notifications".to_owned())
            .spawn(move || follow(signals, &known, &answers))?;
        Ok(Self { bus, shown })
    }

    fn show(&self, notification: &Notification) -> zbus::Result<Option<String>> {
        let title = &notification.title;
        let detail = if self.reads_marks()? {
            escaped(&notification.detail)
        } else {
            notification.detail.clone()
        };
        let urgency: u8 = if notification.is_urgent { 2 } else { 1 };
        let hints = HashMap::from([
            ("urgency", Value::from(urgency)),
            ("desktop-entry", Value::from("mainstay")),
        ]);
        let patience = if notification.stays { NEVER } else { ITS_OWN };
        let mut said = (
            "Mainstay",
            0,
            "",
            title,
            &detail,
            buttons(notification),
            hints,
            patience,
        );
        let stands = lock(&self.shown).get(&notification.id).cloned();
        let replaced = stands.and_then(|place| {
            said.1 = place.number;
            match self.call(&place.server, "Notify", &said) {
                // Where its server has ended, nothing stands there to be replaced.
                Err(zbus::Error::MethodError(..)) => None,
                answered => Some(answered),
            }
        });
        let answer = match replaced {
            Some(answer) => answer?,
            None => {
                said.1 = 0;
                self.call(NAME, "Notify", &said)?
            }
        };
        let number: u32 = answer.body().deserialize()?;
        let header = answer.header();
        let server = header.sender().map(ToString::to_string);
        let place = server.map(|server| Place { server, number });
        if let Some(place) = &place {
            lock(&self.shown).insert(notification.id, place.clone());
        }
        Ok(place.map(|place| self.handle(&place)))
    }

    /// Names a notification for a later run: the bus, the server on it, and the server's own number. A number of
    /// another server, or of another session, is somebody else's notification.
    fn handle(&self, place: &Place) -> String {
        let Place { server, number } = place;
        format!("{} {server} {number}", self.bus.server_guid())
    }

    fn take_over(&self, ours: u32, handle: &str) -> zbus::Result<bool> {
        let Some(number) = handle.rsplit(' ').next().and_then(|id| id.parse().ok()) else {
            return Ok(false);
        };
        // Nobody is started by this: without a server nothing stands on the screen.
        let bus = Some("org.freedesktop.DBus");
        let owner = self
            .bus
            .call_method(bus, "/org/freedesktop/DBus", bus, "GetNameOwner", &NAME);
        let server: String = match owner {
            Ok(owner) => owner.body().deserialize()?,
            Err(zbus::Error::MethodError(..)) => return Ok(false),
            Err(error) => return Err(error),
        };
        let place = Place { server, number };
        let is_there = self.handle(&place) == handle;
        if is_there {
            lock(&self.shown).insert(ours, place);
        }
        Ok(is_there)
    }

    fn close(&self, id: u32) -> zbus::Result<()> {
        let Some(Place { server, number }) = lock(&self.shown).remove(&id) else {
            return Ok(());
        };
        let close = Message::method_call(PATH, "CloseNotification")?
            .destination(server)?
            .interface(NAME)?
            .with_flags(Flags::NoReplyExpected)?;
        self.bus.send(&close.build(&number)?)
    }

    fn abilities(&self) -> zbus::Result<Vec<String>> {
        let answer = self.call(NAME, "GetCapabilities", &())?;
        answer.body().deserialize()
    }

    /// Whether the person has told it not to disturb. The specification has no word for that: KDE has one of its own
    /// beside it, and dunst another. Whoever answers neither holds nothing back as far as is known.
    fn holds(&self) -> zbus::Result<bool> {
        for asked in [(NAME, "Inhibited"), (DUNST, "paused")] {
            let properties = Some("org.freedesktop.DBus.Properties");
            let answer = self
                .bus
                .call_method(Some(NAME), PATH, properties, "Get", &asked);
            match answer {
                Err(error) if is_silence(&error) => return Err(error),
                Ok(answer) if says_yes(&answer) => return Ok(true),
                _ => {}
            }
        }
        Ok(false)
    }

    fn reads_marks(&self) -> zbus::Result<bool> {
        let mut all = self.abilities()?.into_iter();
        Ok(all.any(|one| one == "body-markup"))
    }

    fn call<B>(&self, server: &str, method: &str, body: &B) -> zbus::Result<Message>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        self.bus
            .call_method(Some(server), PATH, Some(NAME), method, body)
    }
}

impl Drop for Link {
    /// Ends its thread, which holds the connection.
    fn drop(&mut self) {
        let _ = self.bus.clone().close();
    }
}

/// A bus that hangs does not even greet. The runtime waits, so that nothing is left of a try that failed.
fn connect() -> zbus::Result<Connection> {
    let builder = zbus::connection::Builder::session()?.method_timeout(PATIENCE);
    let (tell, told) = mpsc::channel();
    tauri::async_runtime::spawn(async move {
        // Who asked waits for it.
        let _ = tell.send(timeout(PATIENCE, builder.build()).await);
    });
    let silence = || io::Error::from(io::ErrorKind::TimedOut);
    match told.recv() {
        Ok(Ok(bus)) => bus.map(Connection::from),
        Ok(Err(_)) | Err(_) => Err(silence().into()),
    }
}

fn says_yes(property: &Message) -> bool {
    let body = property.body();
    let value = body.deserialize::<Value<'_>>().ok();
    value.and_then(|value| value.downcast().ok()) == Some(true)
}

fn is_silence(error: &zbus::Error) -> bool {
    matches!(error, zbus::Error::InputOutput(error) if error.kind() == io::ErrorKind::TimedOut)
}

/// Keys and labels in turn, as the specification has them; touching the notification itself comes first.
fn buttons(notification: &Notification) -> Vec<&str> {
    let itself = [NoticeAnswer::Open.key(), ""];
    let others = notification.buttons.iter();
    itself
        .into_iter()
        .chain(others.flat_map(|button| [button.answer.key(), button.label.as_str()]))
        .collect()
}

/// A server that reads marks shows these as they were typed.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "dbus_tests.rs"]
mod tests;
