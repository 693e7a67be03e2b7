//! Starting at login on Linux: an entry in the person's autostart folder, as the Desktop Application Autostart and the
//! Desktop Entry Specification of freedesktop.org have it. Written here because `auto-launch` quotes no path, so that a
//! program in "My Apps" never starts, and hears no `XDG_CONFIG_HOME`.
//!
//! Invariants: on is what would start this very program; an entry that somebody turned off elsewhere stays off; the file
//! is the old one or the new one, whatever happens.

use super::HIDDEN;
use mainstay_core::ports::{DiskFiles, Files, StartAtLogin};
use std::io;
use std::path::{Path, PathBuf};

/// The entry, and what starts this program.
#[derive(Debug)]
pub(super) struct Autostart {
    entry: PathBuf,
    exec: String,
}

impl Autostart {
    /// `config` is the folder of the person's configuration, `program` the path that starts this program.
    pub(super) fn new(config: &Path, program: &str) -> Self {
        Self {
            entry: config.join("autostart/Mainstay.desktop"),
            exec: exec(program),
        }
    }

    /// An entry that is on starts the program from where it was run last: it may have been moved, or replaced by a newer
    /// one beside it.
    ///
    /// # Errors
    /// Those of the disk; then the entry is as it was.
    pub(super) fn follow_program(&self) -> io::Result<()> {
        match self.read()? {
            Some(text) if is_wanted(&text) && !self.starts_this(&text) => self.write(),
            _ => Ok(()),
        }
    }

    fn starts_this(&self, text: &str) -> bool {
        value(text, "Exec") == Some(&self.exec)
    }

    fn read(&self) -> io::Result<Option<String>> {
        let bytes = DiskFiles.read(&self.entry)?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn write(&self) -> io::Result<()> {
        let text = format!(
            "[Desktop Entry]\nType=Application\nVersion=1.0\nName=Mainstay\nExec={}\nTerminal=false\nStartupNotify=false\n",
            self.exec
        );
        let folder = self.entry.parent().ok_or(io::ErrorKind::InvalidInput)?;
        DiskFiles.make_folder(folder)?;
        DiskFiles.write(&self.entry, text.as_bytes())
    }
}

impl StartAtLogin for Autostart {
    fn is_on(&self) -> io::Result<bool> {
        let text = self.read()?;
        Ok(text.is_some_and(|text| is_wanted(&text) && self.starts_this(&text)))
    }

    fn set(&self, on: bool) -> io::Result<()> {
        if on {
            self.write()
        } else {
            DiskFiles.remove(&self.entry)
        }
    }
}

/// False for one that the settings of a desktop turned off.
fn is_wanted(text: &str) -> bool {
    value(text, "Hidden") != Some("true")
        && value(text, "X-GNOME-Autostart-enabled") != Some("false")
}

/// What the entry's own group says for a key.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let lines = text.lines().skip_while(|line| *line != "[Desktop Entry]");
    let mut group = lines.skip(1).take_while(|line| !line.starts_with('['));
    group.find_map(|line| {
        let (name, value) = line.split_once('=')?;
        (name.trim() == key).then_some(value.trim())
    })
}

/// GLib looks for the program before it has read its percent signs, so one that has any is started by another.
fn exec(program: &str) -> String {
    let by = if program.contains('%') { "env " } else { "" };
    format!("{by}{} {HIDDEN}", quoted(program))
}

/// One argument of `Exec`: a backslash within the quotes before what a shell would read there, each backslash twice
/// because every value is read for escapes first, and a percent sign twice because one begins a field.
fn quoted(argument: &str) -> String {
    let mut text = String::from('"');
    for character in argument.chars() {
        match character {
            '"' | '`' | '$' => text.extend(["\\\\", character.encode_utf8(&mut [0; 4])]),
            '\\' => text.push_str("\\\\\\\\"),
            '%' => text.push_str("%%"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            _ => text.push(character),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
#[path = "xdg_tests.rs"]
mod tests;
