//! Journal entries: what a person writes at length, with tags of their own. And the sorts of entries that the log has.

use crate::bindings::{wire, words};
use crate::{Error, JournalEntryId, Logged, LongText, Name, Result};

/// The most tags of one entry.
const MAX_TAGS: usize = 50;

wire! {
    /// One journal entry. Its first line leads; it has no title.
    pub struct JournalEntry {
        /// Its id.
        pub id: JournalEntryId,
        /// When.
        #[serde(flatten)]
        pub when: Logged,
        /// What they wrote.
        pub text: LongText,
        /// Their own words for what it is about, in the order of the letters.
        pub tags: Vec<Name>,
    }
}

wire! {
    /// A journal entry that is being written: kept as it is typed, and not yet part of the log.
    pub struct JournalDraft {
        /// The id that the entry has or will have.
        pub id: JournalEntryId,
        /// When it is to be.
        #[serde(flatten)]
        pub when: Logged,
        /// What they have typed so far.
        pub text: LongText,
        /// The tags so far.
        pub tags: Vec<Name>,
    }
}

impl From<JournalDraft> for JournalEntry {
    fn from(draft: JournalDraft) -> Self {
        let JournalDraft {
            id,
            when,
            text,
            tags,
        } = draft;
        Self {
            id,
            when,
            text,
            tags,
        }
    }
}

wire! {
    /// A tag and how often it is used.
    pub struct TagUse {
        /// The person's own word.
        pub tag: Name,
        /// On how many entries.
        pub entries: u32,
    }
}

wire! {
    /// The sorts of entries that the log has.
    pub enum EntryKind {
        /// A check-in.
        CheckIn,
        /// A craving.
        Craving,
        /// A lapse.
        Lapse,
        /// A journal entry.
        JournalEntry,
        /// A use.
        UseEntry,
        /// What somebody says on the diary card about one day.
        DiaryNote,
        /// Having been at a meeting.
        Attendance,
        /// A side effect.
        SideEffect,
        /// A question for who prescribes.
        Question,
    }
}

words! {
    EntryKind {
        CheckIn = "check_in",
        Craving = "craving",
        Lapse = "lapse",
        JournalEntry = "journal_entry",
        UseEntry = "use_entry",
        DiaryNote = "diary_note",
        Attendance = "attendance",
        SideEffect = "side_effect",
        Question = "question",
    }
}

/// Checks tags: each needs a letter, none stands twice whatever its case, and the first spelling is kept.
///
/// # Errors
/// [`Error::TooLong`] for one of more than 80 characters or more than 50 of them, [`Error::UnreadableText`].
pub fn tags(typed: &[String]) -> Result<Vec<Name>> {
    let mut tags: Vec<Name> = Vec::new();
    for text in typed {
        let tag = Name::new(text)?;
        let lower = tag.as_str().to_lowercase();
        let stands = |other: &Name| other.as_str().to_lowercase() == lower;
        if !tag.is_empty() && !tags.iter().any(stands) {
            tags.push(tag);
        }
    }
    if tags.len() > MAX_TAGS {
        return Err(Error::TooLong);
    }
    tags.sort_by(|one, other| one.as_str().cmp(other.as_str()));
    Ok(tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(typed: &[&str]) -> Result<Vec<String>> {
        let typed: Vec<String> = typed.iter().map(|&text| text.to_owned()).collect();
        Ok(tags(&typed)?.into_iter().map(String::from).collect())
    }

    #[test]
    fn a_tag_stands_once_in_the_case_in_which_it_was_first_typed() {
        let kept = checked(&["Work", " work ", "", "family", "FAMILY"]).unwrap();
        assert_eq!(kept, ["Work", "family"]);
    }

    #[test]
    fn a_tag_is_one_short_line() {
        assert_eq!(checked(&["two\nlines"]), Err(Error::UnreadableText));
        assert_eq!(checked(&[&"x".repeat(81)]), Err(Error::TooLong));
        let many: Vec<String> = (0..=MAX_TAGS).map(|n| format!("tag {n}")).collect();
        assert_eq!(tags(&many), Err(Error::TooLong));
    }
}
