//! Text of a listed meeting, checked once.
//!
//! Unlike what a person types (`crate::text`), it was cleaned and, where it was too long, cut by the importer before it
//! came here, which says so in its report. These types only hold it to that.

use crate::{Error, Result};

/// One line of a listed meeting: at most 255 characters, the length that the Meeting Guide specification gives a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct MeetingLine(String);

/// What a listing says at length: at most 4,000 characters, with line breaks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeetingNotes(String);

/// A link of a listed meeting: `http` or `https`, with a host. It is text that a person may open; nothing here or
/// below ever does.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
pub struct MeetingLink(String);

/// Codes of the kinds of a meeting, one space between them. At most 255 characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypeCodes(String);

impl MeetingLine {
    /// The most characters of a line.
    pub const MAX_CHARS: usize = 255;

    /// Checks a line.
    ///
    /// # Errors
    /// [`Error::TooLong`] above [`Self::MAX_CHARS`], [`Error::UnreadableText`] for control characters and for marks
    /// that turn the lines around them round.
    pub fn new(text: impl Into<String>) -> Result<Self> {
        check(text.into(), Self::MAX_CHARS, |_| false).map(Self)
    }

    /// The line as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl MeetingNotes {
    /// The most characters of notes.
    pub const MAX_CHARS: usize = 4_000;

    /// Checks notes.
    ///
    /// # Errors
    /// [`Error::TooLong`] above [`Self::MAX_CHARS`], [`Error::UnreadableText`] for control characters other than line
    /// breaks and for marks that turn the lines around them round.
    pub fn new(text: impl Into<String>) -> Result<Self> {
        check(text.into(), Self::MAX_CHARS, |c| c == '\n').map(Self)
    }

    /// The notes as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl MeetingLink {
    /// The most bytes of a link; what browsers and mail programs are known to take.
    pub const MAX_BYTES: usize = 2_000;

    /// Checks a link.
    ///
    /// # Errors
    /// [`Error::TooLong`] above [`Self::MAX_BYTES`]; [`Error::Invalid`] for another scheme, no host, a user name before
    /// the host (it hides the host), or anything that is not printable ASCII.
    pub fn new(text: &str) -> Result<Self> {
        if text.len() > Self::MAX_BYTES {
            return Err(Error::TooLong);
        }
        let (scheme, rest) = text.split_once("://").ok_or(Error::Invalid)?;
        let is_web = ["http", "https"]
            .iter()
            .any(|web| scheme.eq_ignore_ascii_case(web));
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_plain = text.bytes().all(|byte| {
            byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'`')
        });
        if is_web && is_plain && is_host(host) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Error::Invalid)
        }
    }

    /// The link as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for MeetingLink {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Self::new(&text)
    }
}

impl From<MeetingLink> for String {
    fn from(link: MeetingLink) -> Self {
        link.0
    }
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    !name.is_empty()
        && name.chars().all(is_name)
        && name.chars().any(|c| c.is_ascii_alphanumeric())
        && port.chars().all(|c| c.is_ascii_digit())
}

impl TypeCodes {
    /// The most characters of all codes with the spaces between them.
    pub const MAX_CHARS: usize = 255;

    /// Checks codes.
    ///
    /// # Errors
    /// [`Error::TooLong`] above [`Self::MAX_CHARS`], [`Error::UnreadableText`] for control characters,
    /// [`Error::Invalid`] for anything but single spaces between them.
    pub fn new(text: impl Into<String>) -> Result<Self> {
        let text = check(text.into(), Self::MAX_CHARS, |_| false)?;
        let is_spaced = text.is_empty() || text.split(' ').all(|code| !code.is_empty());
        if is_spaced {
            Ok(Self(text))
        } else {
            Err(Error::Invalid)
        }
    }

    /// The codes, one by one.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').filter(|code| !code.is_empty())
    }

    /// The codes as one text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Marks that turn round what stands beside them, whoever wrote it.
const fn turns_lines(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn check(text: String, max_chars: usize, allowed: impl Fn(char) -> bool) -> Result<String> {
    if text.len() > max_chars && text.chars().count() > max_chars {
        return Err(Error::TooLong);
    }
    let is_refused = |c: char| turns_lines(c) || (c.is_control() && !allowed(c));
    let is_unreadable = if text.is_ascii() {
        // A hundred thousand listings have ten texts each, nearly all of them plain.
        text.bytes()
            .any(|byte| byte.is_ascii_control() && !allowed(char::from(byte)))
    } else {
        text.chars().any(is_refused)
    };
    if is_unreadable {
        return Err(Error::UnreadableText);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_goes_to_the_web_and_shows_where() {
        for link in [
            "https://example.org",
            "HTTPS://example.org/room?pwd=a%20b#x",
            "http://sub.example.org:8080/",
        ] {
            assert_eq!(MeetingLink::new(link).unwrap().as_str(), link);
        }
        for link in [
            "",
            "example.org/room",
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "file:///etc/passwd",
            "https://",
            "https:///room",
            "https://.",
            "https://bank.example@elsewhere.example/",
            "https://example.org/a b",
            "https://example.org/\u{202e}",
            "https://exаmple.org/",
            "https://example.org/\"onclick",
            "https://example.org:port/",
            "tel:+15550100",
        ] {
            assert_eq!(MeetingLink::new(link), Err(Error::Invalid), "{link}");
        }
        let long = format!("https://example.org/{}", "a".repeat(MeetingLink::MAX_BYTES));
        assert_eq!(MeetingLink::new(&long), Err(Error::TooLong));
    }

    #[test]
    fn lines_have_one_line_and_notes_have_many() {
        assert!(MeetingLine::new("Upstairs, שלום 🙂").is_ok());
        assert_eq!(MeetingLine::new("two\nlines"), Err(Error::UnreadableText));
        assert_eq!(
            MeetingLine::new("turned \u{202e}round"),
            Err(Error::UnreadableText)
        );
        assert!(MeetingNotes::new("two\nlines").is_ok());
        assert_eq!(MeetingNotes::new("a\tb"), Err(Error::UnreadableText));
    }

    #[test]
    fn the_longest_text_fits_and_one_more_character_does_not() {
        let line = "é".repeat(MeetingLine::MAX_CHARS);
        assert!(MeetingLine::new(line.clone()).is_ok());
        assert_eq!(MeetingLine::new(line + "e"), Err(Error::TooLong));
        let notes = "é".repeat(MeetingNotes::MAX_CHARS);
        assert!(MeetingNotes::new(notes.clone()).is_ok());
        assert_eq!(MeetingNotes::new(notes + "e"), Err(Error::TooLong));
    }

    #[test]
    fn codes_are_single_words() {
        let codes = TypeCodes::new("O BT LGBTQ").unwrap();
        assert_eq!(codes.codes().collect::<Vec<_>>(), ["O", "BT", "LGBTQ"]);
        assert_eq!(TypeCodes::default().codes().count(), 0);
        for text in [" O", "O  D", "O "] {
            assert_eq!(TypeCodes::new(text), Err(Error::Invalid), "{text:?}");
        }
    }
}
