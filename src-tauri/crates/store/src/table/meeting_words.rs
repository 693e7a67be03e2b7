//! The index of words of listed meetings: what goes in, and how it is asked.
//!
//! It has three columns: words (name, group, notes), place, and kinds: one made-up word for each type code and for the
//! way to take part. Made-up words begin with a character that has no meaning ([`MARK`]), so that no typed word finds
//! one and no question needs to name a column for it, which would take half as long again. So a search by words, types and ways is one question to the index, answered in
//! the order of the meetings' numbers, and nobody waits for more than a page of answers.

use super::search;
use mainstay_domain::{ListedMeeting, MeetingType, MeetingWay, TypeVocabulary};
use std::fmt::Write as _;

/// The first character of made-up words: of the private use area, which the index takes for a letter.
const MARK: char = '\u{e000}';

/// What is looked for. What is empty looks for nothing.
#[derive(Debug, Clone, Default)]
pub struct MeetingQuery {
    /// What the person typed: each word is the beginning of a word of the meeting or its place.
    pub words: String,
    /// The same for its place alone.
    pub place: String,
    /// One of these ways to take part.
    pub ways: Vec<MeetingWay>,
    /// All of these kinds.
    pub kinds: Vec<MeetingType>,
    /// Base minutes that lie in a part of the day of UTC: where it begins, and how long it is.
    pub day_part: Option<(u16, u16)>,
}

impl MeetingQuery {
    /// Whether everything is looked for.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.expression().is_none() && self.day_part.is_none()
    }

    /// What is taken from a base minute, and how small the rest of the day must be then. Without a part all are taken.
    pub(crate) fn minutes(&self) -> (i64, i64) {
        let (from, long) = self.day_part.unwrap_or((0, u16::MAX));
        (i64::from(from), i64::from(long))
    }

    /// As FTS5 wants it; `None` when everything is looked for.
    pub(crate) fn expression(&self) -> Option<String> {
        let mut parts: Vec<String> = Vec::new();
        let words = self.words.replace(MARK, " ");
        parts.extend(search::typed_words(&words));
        let place = search::typed_words(&self.place);
        parts.extend(place.map(|word| format!("(place : {word})")));
        let kinds = self.kinds.iter();
        parts.extend(kinds.map(|kind| code(kind.vocabulary, &kind.code)));
        if !self.ways.is_empty() {
            let ways: Vec<String> = self.ways.iter().map(|one| way(*one)).collect();
            parts.push(format!("({})", ways.join(" OR ")));
        }
        (!parts.is_empty()).then(|| parts.join(" AND "))
    }
}

/// The three columns of a meeting.
pub(crate) fn columns(meeting: &ListedMeeting) -> [String; 3] {
    let joined = |texts: &[&str]| texts.join("\n");
    let codes = meeting.types.codes();
    let mut kinds: Vec<String> = codes.map(|it| code(meeting.vocabulary, it)).collect();
    kinds.push(way(meeting.way));
    [
        joined(&[
            meeting.name.as_str(),
            meeting.group.as_str(),
            meeting.notes.as_str(),
        ]),
        joined(&[
            meeting.place.as_str(),
            meeting.address.as_str(),
            meeting.region.as_str(),
        ]),
        kinds.join(" "),
    ]
}

/// Letters and digits alone, so that any code is one word of the index, told apart by its case too.
fn code(vocabulary: TypeVocabulary, code: &str) -> String {
    let letter = match vocabulary {
        TypeVocabulary::MeetingGuide => 'm',
        TypeVocabulary::Bmlt => 'b',
        TypeVocabulary::CentralQuery => 'q',
        TypeVocabulary::Calendar => 'c',
    };
    let mut word = format!("{MARK}k{letter}");
    for byte in code.bytes() {
        // Writing to a text never fails.
        let _ = write!(word, "{byte:02x}");
    }
    word
}

fn way(way: MeetingWay) -> String {
    format!("{MARK}way{}", way.as_str().replace('_', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_becomes_one_question() {
        assert_eq!(MeetingQuery::default().expression(), None);
        let query = MeetingQuery {
            words: "step \"study \u{e000}kmO".into(),
            place: "York".into(),
            ways: vec![MeetingWay::Online, MeetingWay::Hybrid],
            kinds: vec![MeetingType {
                vocabulary: TypeVocabulary::MeetingGuide,
                code: "O".into(),
            }],
            day_part: None,
        };
        assert_eq!(
            query.expression().unwrap(),
            "\"step\"* AND \"\"\"study\"* AND \"kmO\"* AND (place : \"York\"*) \
             AND \u{e000}km4f AND (\u{e000}wayonline OR \u{e000}wayhybrid)"
        );
    }

    #[test]
    fn codes_of_any_text_are_one_word() {
        for text in ["O", "o", "AA Group", "\" OR \"", "ü"] {
            let word = code(TypeVocabulary::Calendar, text);
            let word = word.strip_prefix(MARK).unwrap();
            assert!(word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        }
    }
}
