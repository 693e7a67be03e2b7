//! The preview: the real core on a real vault folder, and the built UI, behind loopback HTTP. A development program,
//! never shipped: scripts and a phone-emulating browser drive the real thing through it.
//!
//! ```text
//! preview --data DIR [--port N] [--ui DIR] [--now RFC3339] [--zone IANA] [--place FILE]
//! ```
//! Prints `{"url":..,"token":..}` as its first line. `POST /ipc/<command>` takes JSON and answers `{"ok":..}` or
//! `{"error":{code,field,reference}}`; `GET /events` is a stream of server-sent events; `GET /test/notifications`
//! lists what the notifier was asked to show, `POST /test/ring` shows what is due, and `POST /test/touch` touches what was
//! shown last; with `--now` the clock stands, and `POST /test/clock {"now":..,"zone":..}`
//! moves it. The system's dialogs for files are answered with `--place`, or with what `POST /test/place {"file":..}` said
//! last; none of either is a person who picks nothing. `--keystore working` gives the device a secret store in memory;
//! `POST /test/keystore {"mood":..,"forget":true}` takes it away, locks it, has it refuse or forget. `--device desktop` is
//! one on which the program stays when its window is closed, and may be started at login. All but the UI's own files need the token, as header
//! `x-mainstay-token` or as `?token=`.

mod options;
mod serve;

use mainstay_core::ports::{Clock, DiskFiles, Entropy, Ports, Program, StartAtLogin};
use mainstay_core::{App, KeyDerivation};
use mainstay_support::{
    FixedClock, FolderPaths, GivenPlaces, MemoryKeystore, RecordingLogin, RecordingNotifier,
    RecordingProgram, SystemClock, SystemEntropy,
};
use options::Options;
use serve::{Preview, Watched};
use std::sync::Arc;
use std::time::Duration;

/// How often the core is asked whether it should lock.
const TICK: Duration = Duration::from_millis(500);

fn main() {
    if let Err(problem) = run() {
        #[expect(clippy::print_stderr, reason = "a command-line program")]
        {
            eprintln!("preview: {problem}");
        }
        std::process::exit(2);
    }
}

fn run() -> Result<(), String> {
    let options = Options::parse(std::env::args().skip(1))?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(serve(options))
}

async fn serve(options: Options) -> Result<(), String> {
    let address = ("127.0.0.1", options.port);
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .map_err(|error| error.to_string())?;
    let host = listener
        .local_addr()
        .map_err(|error| error.to_string())?
        .to_string();
    let preview = Arc::new(preview(&options, host)?);
    announce(&preview);
    tokio::spawn(tick(Arc::clone(&preview)));
    axum::serve(listener, serve::router(preview))
        .await
        .map_err(|error| error.to_string())
}

async fn tick(preview: Arc<Preview>) {
    loop {
        tokio::time::sleep(TICK).await;
        preview.tick();
    }
}

fn preview(options: &Options, host: String) -> Result<Preview, String> {
    let fixed = options
        .now
        .as_deref()
        .map(|now| Arc::new(FixedClock::new(now, &options.zone)));
    let clock: Arc<dyn Clock> = match &fixed {
        Some(fixed) => Arc::<FixedClock>::clone(fixed),
        None => Arc::new(SystemClock::new(
            options
                .zone
                .parse()
                .map_err(|_| "--zone is not an IANA zone")?,
        )),
    };
    let notifier = Arc::new(RecordingNotifier::default());
    let places = Arc::new(GivenPlaces::default());
    places.give(options.place.clone());
    let keystore = Arc::new(MemoryKeystore::default());
    keystore.set_mood(options.keystore);
    let ports = Ports {
        clock,
        entropy: Arc::new(SystemEntropy::default()),
        paths: Arc::new(FolderPaths(options.data.clone())),
        files: Arc::new(DiskFiles),
        keystore: Some(Arc::<MemoryKeystore>::clone(&keystore)),
        notifier: Arc::<RecordingNotifier>::clone(&notifier),
        places: Some(Arc::<GivenPlaces>::clone(&places)),
        login: options
            .is_desktop
            .then(|| -> Arc<dyn StartAtLogin> { Arc::new(RecordingLogin::default()) }),
        program: options
            .is_desktop
            .then(|| -> Arc<dyn Program> { Arc::new(RecordingProgram::default()) }),
    };
    // A standing clock cannot measure how long a derivation takes.
    let cost = match fixed {
        Some(_) => KeyDerivation::Fixed(mainstay_vault::KdfParams::FLOOR),
        None => KeyDerivation::Calibrated,
    };
    let app = App::new(ports, cost);
    Ok(Preview::new(
        app,
        host,
        token()?,
        options.ui.clone(),
        Watched {
            clock: fixed,
            notifier,
            keystore,
            places,
        },
    ))
}

fn token() -> Result<String, String> {
    let mut bytes = [0; 16];
    SystemEntropy::default()
        .fill(&mut bytes)
        .map_err(|error| error.to_string())?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[expect(
    clippy::print_stdout,
    reason = "the first line is the program's contract"
)]
fn announce(preview: &Preview) {
    println!(
        "{}",
        serde_json::json!({ "url": preview.url(), "token": preview.token() })
    );
}
