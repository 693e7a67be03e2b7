//! Somebody who uses the app until the process is killed: `faults-child FOLDER CODE TAG COUNT` logs check-ins,
//! `faults-child reminders FOLDER CODE START_MS` lets reminders ring (`reminders.rs`).
//!
//! Prints `open` when the vault is, then one line for each check-in: `try N` before it is asked for, `saved N ID` when
//! the app has said so, `refused N CODE` when it has not, `locked out CODE` when the vault does not open. The note of check-in `N` is `note("TAG-N", size_of_note(N))`.

mod reminders;

use mainstay_faults::{note, size_of_note, Person};
use std::io::Write;
use std::path::Path;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, folder, code, start] = args.as_slice() {
        if mode == "reminders" {
            reminders::ring(Path::new(folder), code, start.parse().expect("a number"));
            return;
        }
    }
    let [folder, code, tag, count] = args.as_slice() else {
        say("usage: faults-child FOLDER CODE TAG COUNT");
        std::process::exit(2);
    };
    let count: usize = count.parse().expect("a number");
    let person = Person::at(Path::new(folder));
    if let Err(code) = person.unlock(code) {
        say(&format!("locked out {code}"));
        std::process::exit(1);
    }
    say("open");
    for n in 0..count {
        if let Err(code) = write(&person, code, tag, n) {
            say(&format!("locked out {code}"));
            break;
        }
    }
    person.lock();
    say("end");
}

fn write(person: &Person, code: &str, tag: &str, n: usize) -> Result<(), String> {
    say(&format!("try {n}"));
    match person.log(4, &note(&format!("{tag}-{n}"), size_of_note(n))) {
        Ok(id) => say(&format!("saved {n} {id}")),
        Err(code) => say(&format!("refused {n} {code}")),
    }
    // A pause and a lock write the header, and move the log.
    if n % 7 == 6 {
        person.pause();
    }
    if n % 23 == 22 {
        person.lock();
        person.unlock(code)?;
    }
    Ok(())
}

/// One line, out at once: what was not read before a kill was still said.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
