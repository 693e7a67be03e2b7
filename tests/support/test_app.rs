//! An app over a real encrypted vault in a folder of its own, with a clock that the test moves.

use crate::{
    test_ports, FixedClock, GivenPlaces, KeystoreMood, MemoryKeystore, RecordingLogin,
    RecordingNotifier, RecordingProgram, Stop, StoppingFiles, StoppingKeystore,
};
use mainstay_core::{App, Failure, KeyDerivation};
use mainstay_vault::KdfParams;
use serde_json::{json, Value};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// The passphrase of every test vault.
pub const PASSPHRASE: &str = "copper lantern quiet harbour";

/// An app, its clock and its folder. Dropping it removes the folder.
#[derive(Debug)]
pub struct TestApp {
    /// The clock: 21 November 2026, 18:30 in London, until moved.
    pub clock: Arc<FixedClock>,
    /// What the person picks in the system's dialogs.
    pub places: Arc<GivenPlaces>,
    /// The device's keystore: absent unless the test began with one.
    pub keystore: Arc<MemoryKeystore>,
    /// What the system was asked to show.
    pub notifier: Arc<RecordingNotifier>,
    /// What the system was told of a start at login; forgotten with a restart.
    pub login: Arc<RecordingLogin>,
    /// Whether the program was told to end.
    pub program: Arc<RecordingProgram>,
    /// When the app is killed, in steps that change something.
    pub stop: Arc<Stop>,
    app: App,
    folder: Arc<TempDir>,
}

impl Default for TestApp {
    fn default() -> Self {
        Self::empty()
    }
}

impl TestApp {
    /// An app without a vault.
    ///
    /// # Panics
    /// When there is no room for a temporary folder.
    #[must_use]
    pub fn empty() -> Self {
        let folder = Arc::new(TempDir::new().expect("a temporary folder"));
        let clock = Arc::new(FixedClock::new("2026-11-21T18:30:00Z", "Europe/London"));
        Self::over(folder, clock, Arc::default())
    }

    /// An app without a vault, on a device with a keystore.
    #[must_use]
    pub fn with_keystore() -> Self {
        let app = Self::empty();
        app.keystore.set_mood(KeystoreMood::Working);
        app
    }

    /// An app with a new vault, open, set-up done.
    #[must_use]
    pub fn open() -> Self {
        let app = Self::empty();
        app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
        app.call("settings_update", json!({ "setUp": "done" }));
        app
    }

    fn over(folder: Arc<TempDir>, clock: Arc<FixedClock>, keystore: Arc<MemoryKeystore>) -> Self {
        let stop = Stop::never();
        let places = Arc::new(GivenPlaces::default());
        let notifier = Arc::new(RecordingNotifier::default());
        let mut ports = test_ports(folder.path(), Arc::clone(&clock), Arc::clone(&places));
        ports.notifier = Arc::<RecordingNotifier>::clone(&notifier);
        let login = Arc::new(RecordingLogin::default());
        ports.login = Some(Arc::<RecordingLogin>::clone(&login));
        let program = Arc::new(RecordingProgram::default());
        ports.program = Some(Arc::<RecordingProgram>::clone(&program));
        ports.files = Arc::new(StoppingFiles(Arc::clone(&stop)));
        ports.keystore = Some(Arc::new(StoppingKeystore(
            Arc::clone(&keystore),
            Arc::clone(&stop),
        )));
        // The lowest cost that is still allowed: a suite makes hundreds of vaults.
        Self {
            app: App::new(ports, KeyDerivation::Fixed(KdfParams::FLOOR)),
            clock,
            places,
            keystore,
            notifier,
            login,
            program,
            stop,
            folder,
        }
    }

    /// The app as after a restart of the device: same folder, nothing in memory.
    #[must_use]
    pub fn restarted(self) -> Self {
        let Self {
            clock,
            keystore,
            app,
            folder,
            ..
        } = self;
        drop(app);
        Self::over(folder, clock, keystore)
    }

    /// The app as after a kill: what was on the disk at this moment, and nothing that closing would have done.
    ///
    /// # Panics
    /// When the folder cannot be written.
    #[must_use]
    pub fn killed(self) -> Self {
        let files = files_under(self.folder());
        let app = self.restarted();
        for entry in std::fs::read_dir(app.folder()).expect("a folder") {
            let path = entry.expect("an entry").path();
            let removed = if path.is_dir() {
                std::fs::remove_dir_all(&path)
            } else {
                std::fs::remove_file(&path)
            };
            removed.expect("what was there can go");
        }
        for (path, bytes) in files {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("room for the files");
        }
        app
    }

    /// A second app over the same folder, at the same time.
    #[must_use]
    pub fn second(&self) -> Self {
        Self::over(
            Arc::clone(&self.folder),
            Arc::clone(&self.clock),
            Arc::clone(&self.keystore),
        )
    }

    /// The app itself.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command that must succeed.
    ///
    /// # Panics
    /// When it does not, with its code.
    #[track_caller]
    pub fn call(&self, name: &str, request: Value) -> Value {
        match self.app.dispatch(name, request) {
            Ok(value) => value,
            Err(failure) => panic!("{name} failed: {failure:?}"),
        }
    }

    /// Runs a command that must be refused; returns its code and field.
    ///
    /// # Panics
    /// When it succeeds.
    #[track_caller]
    pub fn refused(&self, name: &str, request: Value) -> (String, Option<String>) {
        match self.app.dispatch(name, request) {
            Ok(value) => panic!("{name} should have been refused, and answered {value}"),
            Err(Failure { code, field, .. }) => {
                let code = serde_json::to_value(code).expect("a code is a word");
                (code.as_str().unwrap_or_default().to_owned(), field)
            }
        }
    }

    /// Opens the vault.
    #[track_caller]
    pub fn unlock(&self) -> Value {
        self.call("vault_unlock", json!({ "passphrase": PASSPHRASE }))
    }

    /// The state word of `app_status`.
    #[track_caller]
    pub fn state(&self) -> String {
        self.call("app_status", json!({}))["state"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

/// Every file under a folder with its bytes, in the order of their paths.
///
/// # Panics
/// When one cannot be read.
#[must_use]
pub fn files_under(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder that can be read") {
            let path = entry.expect("an entry that can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((
                    path.clone(),
                    std::fs::read(&path).expect("a file that can be read"),
                ));
            }
        }
    }
    found.sort();
    found
}
