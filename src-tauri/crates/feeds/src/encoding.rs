//! From bytes to text: which encoding a file is in.
//!
//! JSON and iCalendar are UTF-8 by their standards. Programs that save files write UTF-16 with a mark, and old servers
//! Windows-1252 without one. A guess is made only where nothing in the file speaks against it, and the report says so.

use crate::{FeedError, Result};
use mainstay_domain::FeedEncoding;
use std::borrow::Cow;

const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";
const LITTLE_MARK: &[u8] = b"\xff\xfe";
const BIG_MARK: &[u8] = b"\xfe\xff";

/// What the bytes 0x80 to 0x9F are in Windows-1252; the five that it leaves open show as a replacement character.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

/// The text of a file, without a mark of its encoding, and the encoding.
pub(crate) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, FeedEncoding)> {
    if let Some(rest) = bytes.strip_prefix(LITTLE_MARK) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(BIG_MARK) {
        return utf16(rest, u16::from_be_bytes);
    }
    // A feed begins with ASCII, so a zero beside it is the other half of a UTF-16 unit.
    match bytes {
        [first, 0, ..] if *first != 0 => return utf16(bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => return utf16(bytes, u16::from_be_bytes),
        _ => {}
    }
    let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), FeedEncoding::Utf8));
    }
    let has_utf8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    if has_utf8 {
        return Ok((String::from_utf8_lossy(bytes), FeedEncoding::Utf8Damaged));
    }
    let text = bytes.iter().map(|byte| latin1(*byte)).collect();
    Ok((Cow::Owned(text), FeedEncoding::Latin1))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<(Cow<'static, str>, FeedEncoding)> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(FeedError::Broken);
    }
    let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<std::result::Result<String, _>>()
        .map_err(|_| FeedError::Broken)?;
    Ok((Cow::Owned(text), FeedEncoding::Utf16))
}

fn latin1(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252
            .get(usize::from(byte - 0x80))
            .copied()
            .unwrap_or('\u{fffd}'),
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, FeedEncoding) {
        let (text, encoding) = decode(bytes).unwrap();
        (text.into_owned(), encoding)
    }

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(
            decoded(b"\xef\xbb\xbf[\"\xc3\xa9\"]"),
            ("[\"é\"]".into(), FeedEncoding::Utf8)
        );
        for (unit, mark) in [
            (u16::to_le_bytes as fn(u16) -> [u8; 2], LITTLE_MARK),
            (u16::to_be_bytes, BIG_MARK),
        ] {
            let body: Vec<u8> = "[\"é🙂\"]".encode_utf16().flat_map(unit).collect();
            let whole = [mark, &body].concat();
            assert_eq!(decoded(&whole), ("[\"é🙂\"]".into(), FeedEncoding::Utf16));
            assert_eq!(decoded(&body), ("[\"é🙂\"]".into(), FeedEncoding::Utf16));
            assert_eq!(decode(&whole[..whole.len() - 1]), Err(FeedError::Broken));
        }
        assert_eq!(decode(b"[\0\x00\xd8"), Err(FeedError::Broken));
    }

    #[test]
    fn latin_1_is_guessed_only_where_nothing_is_utf_8() {
        assert_eq!(
            decoded(b"[\"Caf\xe9 \x93x\x94\"]"),
            ("[\"Café “x”\"]".into(), FeedEncoding::Latin1)
        );
        assert_eq!(
            decoded(b"[\"\xc3\xa9 \xff\"]"),
            ("[\"é \u{fffd}\"]".into(), FeedEncoding::Utf8Damaged)
        );
    }
}
