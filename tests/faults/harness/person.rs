//! The app over a folder, and somebody who uses it.

use crate::{Recorder, WatchedFiles};
use mainstay_core::ports::Ports;
use mainstay_core::{App, Failure, KeyDerivation};
use mainstay_support::{
    test_ports, FixedClock, GivenPlaces, RecordingNotifier, SystemEntropy, PASSPHRASE,
};
use mainstay_vault::KdfParams;
use serde_json::{json, Value};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The check-ins of the day by their ids: what was said, and in which words.
pub type Entries = BTreeMap<String, (u64, Arc<str>)>;

/// Somebody with the app.
#[derive(Debug)]
pub struct Person {
    /// The clock: stands until moved.
    pub clock: Arc<FixedClock>,
    /// What they pick in the system's dialogs.
    pub places: Arc<GivenPlaces>,
    /// What the system was asked to show.
    pub notifier: Arc<RecordingNotifier>,
    app: App,
}

impl Person {
    /// The app over a folder, at the machine's own disk.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self::over(folder, |_| {})
    }

    /// The app over a watched folder.
    #[must_use]
    pub fn watched(folder: &Path, recorder: &Arc<Recorder>) -> Self {
        let files = WatchedFiles(Arc::clone(recorder));
        Self::over(folder, |ports| ports.files = Arc::new(files))
    }

    fn over(folder: &Path, change: impl FnOnce(&mut Ports)) -> Self {
        let clock = Arc::new(FixedClock::new("2026-11-21T18:30:00Z", "Europe/London"));
        let places = Arc::new(GivenPlaces::default());
        let mut ports = test_ports(folder, Arc::clone(&clock), Arc::clone(&places));
        // Several processes write to one vault, one after the other: predictable ids would meet.
        ports.entropy = Arc::new(SystemEntropy::default());
        let notifier = Arc::new(RecordingNotifier::default());
        ports.notifier = Arc::<RecordingNotifier>::clone(&notifier);
        change(&mut ports);
        let app = App::new(ports, KeyDerivation::Fixed(KdfParams::FLOOR));
        let person = Self {
            clock,
            places,
            notifier,
            app,
        };
        person.wait_for_forks();
        person
    }

    /// Another test that starts a process holds all open files of this one for a moment, the last app's lock too.
    fn wait_for_forks(&self) {
        for _ in 0..20 {
            let status = self.ask("app_status", json!({})).unwrap_or_default();
            if word(&status, "/problem") != "in_use" {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The app.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Asks for something.
    ///
    /// # Errors
    /// The code of the refusal.
    pub fn ask(&self, command: &str, request: Value) -> Result<Value, String> {
        self.app
            .dispatch(command, request)
            .map_err(|failure| code(&failure))
    }

    /// Makes the vault; the answer is its recovery code.
    ///
    /// # Errors
    /// The code of the refusal.
    pub fn create(&self) -> Result<String, String> {
        self.ask("vault_create", json!({ "passphrase": PASSPHRASE }))
            .map(|shown| code_of(&shown))
    }

    /// Opens the vault with the recovery code, which costs no key derivation.
    ///
    /// # Errors
    /// The code of the refusal.
    pub fn unlock(&self, code: &str) -> Result<(), String> {
        self.ask("vault_unlock_with_code", json!({ "code": code }))
            .map(drop)
    }

    /// Locks.
    pub fn lock(&self) {
        self.app.lock_now();
    }

    /// Logs a check-in; the answer is its id.
    ///
    /// # Errors
    /// The code of the refusal.
    pub fn log(&self, mood: u64, note: &str) -> Result<String, String> {
        let logged = self.ask("check_in_log", check_in(None, mood, note))?;
        Ok(word(&logged, "/value/id").to_owned())
    }

    /// Says a check-in anew.
    ///
    /// # Errors
    /// The code of the refusal.
    pub fn update(&self, id: &str, mood: u64, note: &str) -> Result<(), String> {
        self.ask("check_in_update", check_in(Some(id), mood, note))
            .map(drop)
    }

    /// The check-ins of the day.
    ///
    /// # Errors
    /// The code of the refusal, or a word when the app says that writes were lost.
    pub fn entries(&self) -> Result<Entries, String> {
        match self.entries_and_lost()? {
            (entries, 0) => Ok(entries),
            (_, lost) => Err(format!("{lost} writes are called lost")),
        }
    }

    /// The check-ins of the day, and how many writes the app calls lost.
    ///
    /// # Errors
    /// The code of the refusal.
    pub fn entries_and_lost(&self) -> Result<(Entries, u64), String> {
        let today = self.ask("today_get", json!({}))?;
        let check_ins = today["checkIns"].as_array().ok_or("no list")?;
        let lost = today["lostWrites"].as_u64().ok_or("no number")?;
        Ok((check_ins.iter().map(entry).collect(), lost))
    }

    /// Whether there is a vault, and whether it is open.
    #[must_use]
    pub fn state(&self) -> String {
        let status = self.ask("app_status", json!({})).unwrap_or_default();
        word(&status, "/state").to_owned()
    }

    /// Lets two seconds pass in which nobody writes: the log is moved into the journal.
    pub fn pause(&self) {
        self.clock.advance(2);
        let _ = self.app.tick();
    }
}

/// A note of so many characters that nothing else has.
#[must_use]
pub fn note(tag: &str, chars: usize) -> Arc<str> {
    let mut text = format!("{tag}:");
    while text.len() < chars {
        text.push_str(" one day at a time");
    }
    text.truncate(chars.max(tag.len() + 1));
    // The white space at the end would go.
    text.push('.');
    text.into()
}

fn entry(check_in: &Value) -> (String, (u64, Arc<str>)) {
    let mood = check_in["mood"].as_u64().unwrap_or_default();
    let id = word(check_in, "/id").to_owned();
    (id, (mood, word(check_in, "/note").into()))
}

fn check_in(id: Option<&str>, mood: u64, note: &str) -> Value {
    let mut fields = json!({
        "at": null, "mood": mood, "craving": null, "confidence": null, "sleepMinutes": null,
        "halt": { "hungry": null, "angry": null, "lonely": null, "tired": null }, "used": null, "note": note,
    });
    if let Some(id) = id {
        fields["id"] = json!(id);
    }
    fields
}

/// The recovery code in an answer that shows it.
#[must_use]
pub fn code_of(shown: &Value) -> String {
    let groups = shown["groups"].as_array();
    let groups = groups.into_iter().flatten().filter_map(Value::as_str);
    groups.collect::<Vec<_>>().join("-")
}

fn word<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn code(failure: &Failure) -> String {
    let code = serde_json::to_value(failure.code).unwrap_or_default();
    code.as_str().unwrap_or_default().to_owned()
}

/// How long the note of the `n`th check-in is, in characters: mostly a line, sometimes pages.
#[must_use]
pub fn size_of_note(n: usize) -> usize {
    const SIZES: [usize; 8] = [12, 80, 300, 40, 1_500, 200, 5_000, 700];
    if n % 67 == 66 {
        return 19_000;
    }
    SIZES[n % SIZES.len()]
}
