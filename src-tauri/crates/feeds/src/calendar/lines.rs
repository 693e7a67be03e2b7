//! The lines of a calendar (RFC 5545 section 3.1): unfolded, and taken apart into name, parameters and value.
//!
//! Lines end with CR LF, and in the wild with either alone.

use crate::limits::MOST_LINE_BYTES;
use std::borrow::Cow;

/// The lines of a text with their folds taken out. One that is too long comes out as `None`.
pub(super) struct Lines<'t> {
    rest: &'t str,
}

impl<'t> Lines<'t> {
    pub fn of(text: &'t str) -> Self {
        Self { rest: text }
    }

    /// The next line as it stands, without its end.
    fn physical(&mut self) -> Option<&'t str> {
        if self.rest.is_empty() {
            return None;
        }
        let Some(end) = self.rest.find(['\n', '\r']) else {
            return Some(std::mem::take(&mut self.rest));
        };
        let (line, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest
            .strip_prefix("\r\n")
            .or_else(|| rest.strip_prefix(['\n', '\r']))
            .unwrap_or_default();
        Some(line)
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Option<Cow<'t, str>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut line = Cow::Borrowed(self.physical()?);
        let mut is_long = line.len() > MOST_LINE_BYTES;
        while self.rest.starts_with([' ', '\t']) {
            let more = self.physical()?;
            let more = more.strip_prefix([' ', '\t']).unwrap_or(more);
            is_long |= line.len() + more.len() > MOST_LINE_BYTES;
            if !is_long {
                line.to_mut().push_str(more);
            }
        }
        Some((!is_long).then_some(line))
    }
}

/// One line: `NAME;PARAM=VALUE;PARAM="VALUE":value`.
pub(super) struct Property<'l> {
    /// As it is written; compare without case.
    pub name: &'l str,
    params: &'l str,
    /// As it is written, escapes included.
    pub value: &'l str,
}

impl<'l> Property<'l> {
    /// Takes a line apart; `None` for a line without a name or a colon.
    pub fn of(line: &'l str) -> Option<Self> {
        let (head, value) = split_unquoted(line, ':')?;
        let (name, params) = split_unquoted(head, ';').unwrap_or((head, ""));
        (!name.is_empty()).then_some(Self {
            name,
            params,
            value,
        })
    }

    /// How long the line is.
    pub const fn bytes(&self) -> usize {
        self.name.len() + self.params.len() + self.value.len() + 1
    }

    /// Whether this is its name.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of a parameter, without quotes.
    pub fn param(&self, name: &str) -> Option<&'l str> {
        let mut rest = self.params;
        while !rest.is_empty() {
            let (param, after) = split_unquoted(rest, ';').unwrap_or((rest, ""));
            if let Some((known, value)) = param.split_once('=') {
                if known.eq_ignore_ascii_case(name) {
                    return Some(value.trim_matches('"'));
                }
            }
            rest = after;
        }
        None
    }
}

/// Splits at the first `at` that stands in no quotes.
fn split_unquoted(text: &str, at: char) -> Option<(&str, &str)> {
    let mut in_quotes = false;
    let place = text.find(|c| {
        in_quotes ^= c == '"';
        c == at && !in_quotes
    })?;
    let (before, after) = text.split_at_checked(place)?;
    Some((before, after.strip_prefix(at)?))
}

/// A value of text without its escapes (RFC 5545 section 3.3.11).
pub(super) fn unescaped(value: &str) -> Cow<'_, str> {
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match characters.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(other) => out.push(other),
            None => {}
        }
    }
    Cow::Owned(out)
}

/// The entries of a list, split at commas that are not escaped, without their escapes.
pub(super) fn entries(value: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut is_escaped = false;
    for character in value.chars() {
        if character == ',' && !is_escaped {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            last.push(character);
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    out.iter()
        .map(|entry| unescaped(entry).into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_and_all_ends_of_lines_are_taken_out() {
        let text = "A:1\r\nB:tw\r\n o\nC:th\n\tr\n ee\rD:4\n\nE:5";
        let lines: Vec<String> = Lines::of(text)
            .map(|line| line.unwrap().into_owned())
            .collect();
        assert_eq!(lines, ["A:1", "B:two", "C:three", "D:4", "", "E:5"]);
    }

    #[test]
    fn a_line_that_never_ends_is_left_out_and_the_next_is_read() {
        let long = format!("A:{}\nB:2", "x\n ".repeat(MOST_LINE_BYTES + 1));
        let lines: Vec<bool> = Lines::of(&long).map(|line| line.is_some()).collect();
        assert_eq!(lines, [false, true]);
    }

    #[test]
    fn a_line_is_taken_apart() {
        let line = Property::of(r#"DTSTART;X="a:b;c";tzid=Europe/Berlin:20261122T183000"#).unwrap();
        assert!(line.is("dtstart"));
        assert_eq!(line.param("TZID"), Some("Europe/Berlin"));
        assert_eq!(line.param("x"), Some("a:b;c"));
        assert_eq!(line.param("VALUE"), None);
        assert_eq!(line.value, "20261122T183000");
        for text in ["", "NO COLON", ":x", "\"A:1"] {
            assert!(Property::of(text).is_none(), "{text}");
        }
    }

    #[test]
    fn escapes_are_taken_out() {
        assert_eq!(unescaped(r"one\, two\nthree\\n\;"), "one, two\nthree\\n;");
        assert_eq!(entries(r"a\,b,c"), ["a,b", "c"]);
    }
}
