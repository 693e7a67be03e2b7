//! The log: lines on the error stream, which the system keeps where it keeps those of every program.
//!
//! Invariant: callers pass codes, references and the shell's own sentences, never what a person wrote, no path with a
//! person's name in it, no key.

use std::io::Write;

/// Writes one line. A log that cannot be written is no reason to stop.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stderr(), "mainstay: {text}");
}
