//! Content lines: escaped, folded at 75 octets, ended by CR LF (RFC 5545, sections 3.1 and 3.3.11).

/// The most octets of a line without its end.
const MOST_OCTETS: usize = 75;

#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// One line that has nothing to be escaped in it.
    pub(super) fn line(&mut self, line: &str) {
        let mut room = MOST_OCTETS;
        for c in line.chars() {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The space counts.
                room = MOST_OCTETS - 1;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }

    /// A line with words in it.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.line(&format!("{name}:{}", escaped(text)));
    }

    pub(super) fn append(&mut self, other: Self) {
        self.0.push_str(&other.0);
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
