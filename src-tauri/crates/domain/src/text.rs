//! What a person typed, checked once.
//!
//! Text is kept as typed, or refused: it is never cut and never changed behind the person's back, save for the white
//! space around it. Control characters are refused because no screen can show them and some programs stop reading at
//! them; marks that set the direction of writing are kept, since Arabic and Hebrew need them. A name in which nothing
//! can be seen is no name: it is as empty as one of spaces.

use crate::{Error, Result};
use unicode_normalization::UnicodeNormalization;

/// A short name in one line: a goal, a trigger. One to 80 characters, or none at all.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

/// One line: where something is, what one did. Up to 255 characters, or none at all.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
pub struct Line(String);

/// Free text: a note. Up to 20,000 characters, line breaks allowed.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
pub struct Note(String);

/// What a person writes at length: a journal entry. Up to 100,000 characters, line breaks allowed.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
pub struct LongText(String);

impl Name {
    /// The most characters a name can have: two lines on the smallest screen.
    pub const MAX_CHARS: usize = 80;

    /// Checks a name; the white space around it goes. One of which nothing can be seen is empty.
    ///
    /// # Errors
    /// [`Error::TooLong`] above [`Self::MAX_CHARS`], [`Error::UnreadableText`] for control characters and line
    /// breaks. An empty name is a name: whether it is needed is the caller's to say.
    pub fn new(text: &str) -> Result<Self> {
        let name = check(text.trim(), Self::MAX_CHARS, |_| false)?;
        Ok(if is_blank(&name) {
            Self::default()
        } else {
            Self(name)
        })
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether two names look the same: whatever the case of their letters, the way in which these were put together, and
    /// what stands between them that nobody sees. The one rule by which names are compared.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        folded(&self.0) == folded(&other.0)
    }
}

impl Line {
    /// The most characters of a line: as many as a listed meeting's lines have.
    pub const MAX_CHARS: usize = 255;

    /// Checks a line; the white space around it goes. One of which nothing can be seen is empty.
    ///
    /// # Errors
    /// [`Error::TooLong`] above [`Self::MAX_CHARS`], [`Error::UnreadableText`] for control characters and line breaks.
    pub fn new(text: &str) -> Result<Self> {
        let line = check(text.trim(), Self::MAX_CHARS, |_| false)?;
        Ok(if is_blank(&line) {
            Self::default()
        } else {
            Self(line)
        })
    }

    /// The line as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Note {
    /// The most characters a note can have: about seven printed pages, and at most 80 kB in the vault.
    pub const MAX_CHARS: usize = 20_000;

    /// Checks a note. Lines and indents stay as typed.
    ///
    /// # Errors
    /// [`Error::TooLong`] above [`Self::MAX_CHARS`], [`Error::UnreadableText`] for control characters other than
    /// line breaks and tabs.
    pub fn new(text: &str) -> Result<Self> {
        check(text, Self::MAX_CHARS, |c| matches!(c, '\n' | '\r' | '\t')).map(Self)
    }

    /// The note as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to read in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        is_blank(&self.0)
    }
}

impl LongText {
    /// The most characters of a long text: about 35 printed pages, and at most 400 kB in the vault.
    pub const MAX_CHARS: usize = 100_000;

    /// Checks a long text. Lines and indents stay as typed.
    ///
    /// # Errors
    /// [`Error::TooLong`] above [`Self::MAX_CHARS`], [`Error::UnreadableText`] for control characters other than
    /// line breaks and tabs.
    pub fn new(text: &str) -> Result<Self> {
        check(text, Self::MAX_CHARS, |c| matches!(c, '\n' | '\r' | '\t')).map(Self)
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to read in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        is_blank(&self.0)
    }
}

macro_rules! text_conversions {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = Error;
            fn try_from(text: String) -> Result<Self> {
                Self::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }
    )+};
}

text_conversions!(Name, Line, Note, LongText);

/// Compatibility forms (NFKC) on both sides of the lower case: some letters are composed of others only then.
fn folded(text: &str) -> String {
    let seen: String = text.nfkc().filter(|c| !is_unseen(*c)).collect();
    let lower = seen.to_lowercase().nfkc().collect::<String>();
    let words: Vec<_> = lower.split_whitespace().collect();
    words.join(" ")
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// Characters that take no room on a screen, or only empty room: `Default_Ignorable_Code_Point` of Unicode 17
/// (`DerivedCoreProperties.txt`), and the empty pattern of Braille.
pub(crate) const fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

fn check(text: &str, max_chars: usize, allowed: impl Fn(char) -> bool) -> Result<String> {
    // A megabyte is refused by its length before anybody walks through it.
    if text.len() > max_chars * 4 || text.chars().count() > max_chars {
        return Err(Error::TooLong);
    }
    if text.chars().any(|c| c.is_control() && !allowed(c)) {
        return Err(Error::UnreadableText);
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_of_at_most_255_characters() {
        assert_eq!(
            Line::new(" Hall 2 \u{200b}").unwrap().as_str(),
            "Hall 2 \u{200b}"
        );
        assert!(Line::new(" \u{200b} ").unwrap().is_empty());
        assert_eq!(Line::new("two\nlines"), Err(Error::UnreadableText));
        assert!(Line::new(&"é".repeat(255)).is_ok());
        assert_eq!(Line::new(&"é".repeat(256)), Err(Error::TooLong));
    }

    #[test]
    fn a_note_keeps_what_was_typed() {
        for text in [
            "",
            "  two\n\tlines ",
            "<script>alert(1)</script>",
            "שלום \u{202e}abc",
            "🙂",
        ] {
            assert_eq!(Note::new(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn a_name_loses_only_the_space_around_it() {
        assert_eq!(
            Name::new("  gin and tonic ").unwrap().as_str(),
            "gin and tonic"
        );
        assert!(Name::new("   ").unwrap().is_empty());
    }

    #[test]
    fn what_nobody_can_see_is_no_name() {
        for text in [
            "\u{200b}",
            "\u{200b} \u{2060}\u{feff}",
            "\u{2800}",
            "\u{3164}",
            "\u{e0041}",
        ] {
            assert!(Name::new(text).unwrap().is_empty(), "{text:?}");
            assert!(Note::new(text).unwrap().is_blank(), "{text:?}");
        }
        for text in [
            "\u{200f}שלום",
            "👨\u{200d}👩\u{200d}👧",
            "می\u{200c}خواهم",
            ".",
        ] {
            assert_eq!(Name::new(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn names_that_look_the_same_are_the_same() {
        let is_same =
            |one: &str, other: &str| Name::new(one).unwrap().is_same(&Name::new(other).unwrap());
        for (one, other) in [
            ("Water", "wat\u{200b}er"),
            ("Café", "CAFE\u{301}"),
            ("Gin", "\u{ff27}in"),
            ("two  words", "Two\u{a0}words"),
            ("\u{3a9}", "\u{2126}"),
        ] {
            assert!(is_same(one, other), "{one:?} {other:?}");
        }
        assert!(!is_same("Cafe", "Café"));
        assert!(!is_same("Water", "Waters"));
    }

    #[test]
    fn control_characters_are_refused() {
        assert_eq!(Note::new("a\0b"), Err(Error::UnreadableText));
        assert_eq!(Note::new("a\u{1b}[2J"), Err(Error::UnreadableText));
        assert_eq!(Name::new("two\nlines"), Err(Error::UnreadableText));
    }

    #[test]
    fn the_longest_text_fits_and_one_more_character_does_not() {
        let longest = "é".repeat(Note::MAX_CHARS);
        assert_eq!(Note::new(&longest).unwrap().as_str(), longest);
        assert_eq!(Note::new(&format!("{longest}e")), Err(Error::TooLong));
        assert_eq!(
            Name::new(&"x".repeat(Name::MAX_CHARS + 1)),
            Err(Error::TooLong)
        );
        assert_eq!(Note::new(&"x".repeat(1_000_000)), Err(Error::TooLong));
        let longest = "é".repeat(LongText::MAX_CHARS);
        assert_eq!(LongText::new(&longest).unwrap().as_str(), longest);
        assert_eq!(LongText::new(&format!("{longest}e")), Err(Error::TooLong));
    }

    #[test]
    fn white_space_alone_is_blank() {
        assert!(LongText::new(" \n\t").unwrap().is_blank());
        assert!(!LongText::new(" a ").unwrap().is_blank());
    }
}
