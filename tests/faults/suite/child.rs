//! A vault that another process writes to, and what that process said.

use crate::lid::{difference, under_the_lid};
use mainstay_faults::{note, size_of_note, Entries, Person, Scratch};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{channel, Receiver};
use std::time::Duration;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_faults-child");

/// A vault, and what is known to be saved in it.
pub struct Vault {
    pub folder: Scratch,
    pub code: String,
    pub saved: Entries,
}

/// A process that writes, and its lines as they come.
pub struct Writer {
    child: Child,
    lines: Receiver<String>,
    heard: Vec<String>,
}

impl Vault {
    pub fn new() -> Self {
        let folder = Scratch::new();
        let person = Person::at(folder.path());
        let code = person.create().expect("a vault");
        person
            .ask("settings_update", serde_json::json!({ "setUp": "done" }))
            .expect("set up");
        person.lock();
        Self {
            folder,
            code,
            saved: Entries::new(),
        }
    }

    /// Lets a process write so many check-ins, started through `command`.
    pub fn writer(&self, mut command: Command, folder: &Path, tag: &str, count: usize) -> Writer {
        command
            .arg(folder)
            .args([&self.code, tag, &count.to_string()]);
        let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut child = spawned.expect("a process");
        let out = BufReader::new(child.stdout.take().expect("its lines"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Writer {
            child,
            lines,
            heard: Vec::new(),
        }
    }

    /// Takes in what a process said, then looks at the vault: all that was called saved is there, and at most the one
    /// write that was not answered.
    pub fn check(&mut self, folder: &Path, tag: &str, lines: &[String]) -> Result<(), String> {
        let text = |n: usize| (4, note(&format!("{tag}-{n}"), size_of_note(n)));
        let mut open_question = None;
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["try", n] => open_question = Some(text(n.parse().expect("a number"))),
                ["saved", n, id] => {
                    open_question = None;
                    self.saved
                        .insert((*id).to_owned(), text(n.parse().expect("a number")));
                }
                _ => {}
            }
        }
        let person = Person::at(folder);
        person
            .unlock(&self.code)
            .map_err(|code| format!("unopenable: {code}"))?;
        let found = person.entries()?;
        let more: Vec<_> = found
            .iter()
            .filter(|(id, _)| !self.saved.contains_key(*id))
            .collect();
        let expected = more
            .iter()
            .all(|(_, said)| Some(*said) == open_question.as_ref());
        if found.len() - more.len() < self.saved.len() || more.len() > 1 || !expected {
            return Err(difference(&found, &self.saved));
        }
        let kept = self
            .saved
            .iter()
            .all(|(id, said)| found.get(id) == Some(said));
        self.saved = found;
        if kept {
            return Ok(());
        }
        Err("lost: an entry is not as it was saved".to_owned())
    }

    pub fn check_under_the_lid(&self) -> Result<(), String> {
        under_the_lid(self.folder.path(), &self.code)
    }
}

impl Writer {
    /// Waits for a line that begins so; `false` when the process ended before.
    pub fn wait_for(&mut self, start: &str) -> bool {
        while let Ok(line) = self.lines.recv_timeout(Duration::from_secs(60)) {
            let found = line.starts_with(start);
            self.heard.push(line);
            if found {
                return true;
            }
        }
        false
    }

    /// Kills it (SIGKILL on Unix); what it said.
    pub fn kill(mut self) -> Vec<String> {
        self.child.kill().expect("it runs");
        self.end()
    }

    /// Waits for its end; what it said.
    pub fn end(mut self) -> Vec<String> {
        self.child.wait().expect("it ends");
        self.heard.extend(self.lines.iter());
        self.heard
    }
}
