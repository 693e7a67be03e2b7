//! What a search answers. Highlights are offsets, never markup: words of a person are not code.

use crate::bindings::wire;
use crate::JourneyEntry;
use chrono::NaiveDate;

wire! {
    /// A stretch of a text, in UTF-16 units, as a screen counts them.
    #[derive(Copy, Eq)]
    pub struct TextSpan {
        /// Where it begins.
        pub from: u32,
        /// Where it is over.
        pub to: u32,
    }
}

wire! {
    /// A text, and the words in it that were looked for.
    #[derive(Eq, Default)]
    pub struct Marked {
        /// The text, or a part of it.
        pub text: String,
        /// The words that were found, in order.
        pub marks: Vec<TextSpan>,
    }
}

impl Marked {
    /// Reads a text in which `open` and `close` stand around each word that was found. Neither can be typed by a
    /// person: the log keeps no control characters.
    #[must_use]
    pub fn from_marks(text: &str, open: char, close: char) -> Self {
        let mut marked = Self::default();
        let (mut at, mut from) = (0, 0);
        for c in text.chars() {
            if c == open {
                from = at;
            } else if c == close {
                marked.marks.push(TextSpan { from, to: at });
            } else {
                marked.text.push(c);
                at = at.saturating_add(u32::try_from(c.len_utf16()).unwrap_or(1));
            }
        }
        marked
    }
}

wire! {
    /// One entry that has the words.
    pub struct SearchHit {
        /// The entry.
        pub entry: JourneyEntry,
        /// The part of its text around the words; its beginning when they stand in a tag.
        pub excerpt: Marked,
        /// Its tags, or the person's own triggers of a craving, that have a word.
        pub tags: Vec<Marked>,
    }
}

wire! {
    /// What was found on one day, newest first.
    pub struct SearchDay {
        /// The local day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
        /// What was found.
        pub hits: Vec<SearchHit>,
    }
}

wire! {
    /// Some of what was found, newest first.
    pub struct SearchPage {
        /// By day.
        pub days: Vec<SearchDay>,
        /// How many entries have the words, those that a filter leaves out not counted.
        pub found: u32,
        /// How many more a filter leaves out.
        pub hidden: u32,
        /// Where the next page begins; `None` when there is no more.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub older_before: Option<String>,
    }
}

impl SearchPage {
    /// Groups hits of any order into days, newest first.
    #[must_use]
    pub fn new(
        mut hits: Vec<SearchHit>,
        found: u32,
        all: u32,
        older_before: Option<String>,
    ) -> Self {
        hits.sort_by_key(|hit| std::cmp::Reverse((hit.entry.day_on(), hit.entry.at_ms())));
        let mut days: Vec<SearchDay> = Vec::new();
        for hit in hits {
            match days.last_mut() {
                Some(day) if day.day_on == hit.entry.day_on() => day.hits.push(hit),
                _ => days.push(SearchDay {
                    day_on: hit.entry.day_on(),
                    hits: vec![hit],
                }),
            }
        }
        Self {
            days,
            found,
            hidden: all.saturating_sub(found),
            older_before,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_as_a_screen_does() {
        let marked = Marked::from_marks("\u{2}é\u{3} 🙂 \u{2}ab\u{3}<b>", '\u{2}', '\u{3}');
        assert_eq!(marked.text, "é 🙂 ab<b>");
        assert_eq!(
            marked.marks,
            [TextSpan { from: 0, to: 1 }, TextSpan { from: 5, to: 7 }]
        );
    }
}
