//! The core in a process whose memory and files a test looks through. Lines on stdin: `command question answer`, the
//! latter two are files. It logs as the shell does.

use mainstay_core::ports::{DiskFiles, Ports};
use mainstay_core::{App, KeyDerivation};
use mainstay_support::{FolderPaths, RecordingNotifier, SystemClock, SystemEntropy};
use mainstay_vault::KdfParams;
use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::{env, fs};
use zeroizing_alloc::ZeroAlloc;

/// As in the shipped program.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).expect("a folder");
    let ports = Ports {
        clock: Arc::new(SystemClock::new(chrono_tz::Europe::London)),
        entropy: Arc::new(SystemEntropy::default()),
        paths: Arc::new(FolderPaths(folder.into())),
        files: Arc::new(DiskFiles),
        keystore: None,
        places: None,
        login: None,
        program: None,
        notifier: Arc::new(RecordingNotifier::default()),
    };
    let app = App::new(ports, KeyDerivation::Fixed(KdfParams::FLOOR));
    for line in io::stdin().lock().lines() {
        let line = line?;
        let mut words = line.split(' ');
        let mut word = || words.next().expect("a command and two files");
        let (command, question, answer) = (word(), word(), word());
        fs::write(answer, run(&app, command, &fs::read(question)?))?;
        // A command runs on a worker of the shell, whose stack the next one takes over.
        writeln!(io::stdout(), "done")?;
    }
    app.lock_now();
    Ok(())
}

fn run(app: &App, command: &str, request: &[u8]) -> Vec<u8> {
    let request = serde_json::from_slice(request).expect("a request is JSON");
    let answer = match app.dispatch(command, request) {
        Ok(value) => serde_json::json!({ "ok": value }),
        Err(failure) => {
            let _ = writeln!(io::stderr(), "{} {}", failure.reference, failure.detail());
            serde_json::json!({ "error": failure })
        }
    };
    answer.to_string().into_bytes()
}
