//! Text of a feed, made fit to be kept and shown.
//!
//! Tags go, references are decoded once, white space is put in order, and characters that no screen shows or that turn
//! lines round go. It is text afterwards, whatever it looks like: `&lt;b&gt;` becomes `<b>` and stays that.

use crate::entities::decoded;
use mainstay_domain::{MeetingLine, MeetingNotes, TypeCodes};
use std::borrow::Cow;
use unicode_normalization::{is_nfc_quick, IsNormalized, UnicodeNormalization};

/// Tags that end a line where they stand.
const LINE_TAGS: [&str; 10] = ["br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3"];

/// A line, and whether it had to be cut.
pub(crate) fn line(text: &str) -> (MeetingLine, bool) {
    let (text, is_cut) = cut(one_line(text), MeetingLine::MAX_CHARS);
    (MeetingLine::new(text).unwrap_or_default(), is_cut)
}

/// Notes made of paragraphs, those that are blank or said already left out, and whether they had to be cut.
pub(crate) fn notes(paragraphs: &[&str]) -> (MeetingNotes, bool) {
    let mut whole = String::new();
    for paragraph in paragraphs {
        let lines = many_lines(paragraph);
        if lines.is_empty() || whole.contains(&lines) {
            continue;
        }
        if !whole.is_empty() {
            whole.push_str("\n\n");
        }
        whole.push_str(&lines);
    }
    let (text, is_cut) = cut(whole, MeetingNotes::MAX_CHARS);
    (MeetingNotes::new(text).unwrap_or_default(), is_cut)
}

/// Codes with one space between them, each once, and whether some were left out.
pub(crate) fn codes<'a>(codes: impl Iterator<Item = &'a str>) -> (TypeCodes, bool) {
    let mut text = String::new();
    let mut count = 0;
    let mut is_cut = false;
    let words: Vec<String> = codes.map(one_line).collect();
    for code in words.iter().flat_map(|code| code.split_whitespace()) {
        if text.split(' ').any(|known| known == code) {
            continue;
        }
        let is_fitting = text.len() + code.len() < TypeCodes::MAX_CHARS;
        if count == crate::MOST_CODES || !is_fitting {
            is_cut = true;
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(code);
        count += 1;
    }
    (TypeCodes::new(text).unwrap_or_default(), is_cut)
}

fn one_line(text: &str) -> String {
    if is_neat(text) {
        return text.to_owned();
    }
    one_line_of_plain(&plain(text))
}

/// Whether there is nothing to do for a line: printable ASCII with single spaces inside. Most texts of a feed are so.
fn is_neat(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        let is_word = byte.is_ascii_graphic() && !matches!(byte, b'<' | b'&');
        let is_space_inside = byte == b' ' && before != b' ';
        if !is_word && !is_space_inside {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

fn many_lines(text: &str) -> String {
    if is_neat(text) {
        return text.to_owned();
    }
    let plain = plain(text);
    let mut out = String::with_capacity(plain.len());
    let mut blank_lines = 0;
    for row in plain.replace("\r\n", "\n").split(['\n', '\r']) {
        let row = one_line_of_plain(row);
        if row.is_empty() {
            blank_lines += 1;
            continue;
        }
        if !out.is_empty() {
            // At most one blank line between two others.
            out.push_str(if blank_lines > 0 { "\n\n" } else { "\n" });
        }
        blank_lines = 0;
        out.push_str(&row);
    }
    out
}

fn one_line_of_plain(row: &str) -> String {
    let words = row.split(|c: char| c.is_whitespace() || c.is_control());
    let mut out = String::with_capacity(row.len());
    for word in words.filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Without tags, references and characters that are only there to confuse; in one form of Unicode.
fn plain(text: &str) -> Cow<'_, str> {
    let text = if text.contains('<') {
        Cow::Owned(without_tags(text))
    } else {
        Cow::Borrowed(text)
    };
    let text = if text.contains('&') {
        Cow::Owned(decoded(&text))
    } else {
        text
    };
    if text.is_ascii() {
        return text;
    }
    let text = if text.contains(is_unwanted) {
        Cow::Owned(text.replace(is_unwanted, ""))
    } else {
        text
    };
    if text.chars().all(is_one_form) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Marks that turn lines round, marks of byte order, and signs without a width that only split words.
const fn is_unwanted(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{200b}' | '\u{ad}')
}

/// Letters of Western Europe and quotation marks have one form alone, which is quicker to see than to look up.
const fn is_one_form(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{2010}'..='\u{205e}')
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        rest = after;
        match tag(after) {
            Some((name, after_tag)) => {
                let ends_line = LINE_TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name));
                out.push_str(if ends_line { "\n" } else { "" });
                rest = after_tag;
            }
            None => out.push('<'),
        }
    }
    out.push_str(rest);
    out
}

/// The name of the tag at the beginning of `text`, which follows a `<`, and what comes after it. `None` for a sign that
/// only means "less than": what stands before the next one is looked at once, so no text takes long.
fn tag(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('/').unwrap_or(text);
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return None;
    }
    let (tag, after) = inner.split_at_checked(inner.find(['<', '>'])?)?;
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    Some((name, after.strip_prefix('>')?))
}

fn cut(text: String, most_chars: usize) -> (String, bool) {
    if text.len() <= most_chars {
        return (text, false);
    }
    match text.char_indices().nth(most_chars) {
        None => (text, false),
        Some((end, _)) => {
            let kept = text.get(..end).unwrap_or_default().trim_end().to_owned();
            (kept, true)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_references_are_decoded_after_them() {
        assert_eq!(
            line("<b>Bread &amp;\n Roses</b> &lt;open&gt;").0.as_str(),
            "Bread & Roses <open>"
        );
        assert_eq!(
            notes(&["<p>Ring the bell.</p><p>Second floor<br/>left</p>"])
                .0
                .as_str(),
            "Ring the bell.\n\nSecond floor\nleft"
        );
        assert_eq!(line("1 < 2 and <3").0.as_str(), "1 < 2 and <3");
        assert_eq!(
            line("<script>alert(1)</script>").0.as_str(),
            "alert(1)",
            "text is text"
        );
        assert_eq!(line("open <b").0.as_str(), "open <b");
        assert_eq!(line("&amp;lt;b&amp;gt;").0.as_str(), "&lt;b&gt;", "once");
        assert_eq!(line("a <b <i>c</i>").0.as_str(), "a <b c");
    }

    #[test]
    fn what_is_neat_comes_out_as_it_would_the_long_way() {
        for text in [
            "", " ", "a", "a b", " a", "a ", "a  b", "a\tb", "a&b", "a<b", "é", "a\u{7f}",
        ] {
            assert_eq!(one_line(text), one_line_of_plain(&plain(text)), "{text:?}");
            assert_eq!(
                is_neat(text),
                one_line_of_plain(&plain(text)) == text
                    && text.is_ascii()
                    && !text.contains(['&', '<']),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_has_one_form_is_changed_by_none() {
        for c in ('\0'..='\u{2fff}').filter(|c| is_one_form(*c)) {
            assert_eq!(c.to_string().nfc().collect::<String>(), c.to_string());
            let after_letter = format!("e{c}");
            assert_eq!(after_letter.nfc().collect::<String>(), after_letter);
        }
    }

    #[test]
    fn characters_that_confuse_go() {
        assert_eq!(line("a\u{202e}b\u{0}c\u{feff}\u{a0}d").0.as_str(), "ab c d");
        assert_eq!(line("cafe\u{301}").0.as_str(), "café", "in one form");
        assert_eq!(
            line("&#8238;x").0.as_str(),
            "x",
            "and when written as a number"
        );
    }

    #[test]
    fn paragraphs_are_said_once() {
        let (text, is_cut) = notes(&["One\r\n\r\n\r\n two", "", " ", "two", "Three"]);
        assert_eq!(text.as_str(), "One\n\ntwo\n\nThree");
        assert!(!is_cut);
    }

    #[test]
    fn long_text_is_cut_and_says_so() {
        let (text, is_cut) = line(&"é".repeat(300));
        assert!(is_cut);
        assert_eq!(text.as_str().chars().count(), MeetingLine::MAX_CHARS);
        assert!(!line(&"é".repeat(255)).1);
        assert!(notes(&[&"x ".repeat(5_000)]).1);
    }

    #[test]
    fn codes_are_kept_once_and_up_to_a_number() {
        let (kept, is_cut) = codes(["O", "D", "O", " BT  WC ", ""].into_iter());
        assert_eq!(kept.as_str(), "O D BT WC");
        assert!(!is_cut);
        let many: Vec<String> = (0..40).map(|n| format!("T{n}")).collect();
        let (kept, is_cut) = codes(many.iter().map(String::as_str));
        assert_eq!(kept.codes().count(), crate::MOST_CODES);
        assert!(is_cut);
    }
}
