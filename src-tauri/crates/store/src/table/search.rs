//! Finding entries by their words, over everything that has words.
//!
//! The index is an FTS5 table inside the encrypted journal. Triggers of the schema keep it in step with the tables, so
//! also when a change is taken back. A number of it sorts by local day, then by time, and its last four bits say the
//! kind: the newest that match are found without reading the others.
//!
//! Deliberately not here: the language of FTS5. What a person types is cut into words, and each is looked for as the
//! beginning of a word: no text can be a mistake.

use crate::error::During;
use crate::row::RowExt;
use crate::{Damage, Error, Result, Store};
use chrono::NaiveDate;
use mainstay_domain::{
    AttendanceId, CheckInId, CravingId, DiaryNoteId, EntryKind, JournalEntryId, JourneyEntry,
    LapseId, Marked, QuestionId, RowId, SearchHit, SearchPage, SideEffectId, UseEntryId,
};
use rusqlite::{Connection, OptionalExtension, Row};

/// The most words of one search; more are left out.
const MOST_WORDS: usize = 12;
/// The most characters that are looked at.
const MOST_CHARS: usize = 400;
/// Stand around what was found. The log keeps no control characters.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct SearchQuery {
    /// What the person typed.
    pub text: String,
    /// The sorts of entries; none means all.
    pub kinds: Vec<EntryKind>,
    /// The first local day.
    pub from: Option<NaiveDate>,
    /// The last local day.
    pub to: Option<NaiveDate>,
    /// Where the page before ended.
    pub before: Option<String>,
    /// How many at most.
    pub limit: u32,
}

/// Reads the index.
#[derive(Debug)]
pub struct SearchReader<'c> {
    store: &'c Store,
    connection: &'c Connection,
}

impl Store {
    /// Finds entries by their words.
    #[must_use]
    pub fn search(&self) -> SearchReader<'_> {
        SearchReader {
            store: self,
            connection: &self.connection,
        }
    }
}

/// The part of the index that a filter leaves.
struct Part {
    from: i64,
    before: i64,
    kinds: i64,
}

/// One row of the index that matches.
struct Match {
    number: i64,
    id: RowId,
    excerpt: Marked,
    tags: Vec<Marked>,
}

impl SearchReader<'_> {
    /// The newest entries that have every word, as the beginning of a word of theirs, whatever its case and accents.
    /// Nothing is found by a text without a letter or a digit.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is.
    pub fn find(&self, query: &SearchQuery) -> Result<SearchPage> {
        let Some(words) = words(&query.text) else {
            return Ok(SearchPage::new(Vec::new(), 0, 0, None));
        };
        let part = self.part(query)?;
        let (all, found) = self.count(&words, &part)?;
        let before = query
            .before
            .as_deref()
            .and_then(|cursor| cursor.parse().ok());
        let page = Part {
            before: before.unwrap_or(i64::MAX).min(part.before),
            ..part
        };
        // One more than asked tells whether there are older ones.
        let mut rows = self.rows(&words, &page, query.limit.saturating_add(1))?;
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let older = rows
            .last()
            .filter(|_| more)
            .map(|row| row.number.to_string());
        let hits = rows.into_iter().map(|row| self.hit(row));
        Ok(SearchPage::new(
            hits.collect::<Result<_>>()?,
            found,
            all,
            older,
        ))
    }

    fn part(&self, query: &SearchQuery) -> Result<Part> {
        let after = query.to.and_then(|day| day.succ_opt());
        Ok(Part {
            from: query.from.map_or(i64::MIN, first_of),
            before: after.map_or(i64::MAX, first_of),
            kinds: match query.kinds.as_slice() {
                [] => -1,
                kinds => kinds.iter().fold(0, |mask, kind| mask | 1 << code(*kind)),
            },
        })
    }

    /// How many entries match, and how many of them the filter leaves.
    fn count(&self, words: &str, part: &Part) -> Result<(u32, u32)> {
        const SQL: &str = "SELECT count(*), coalesce(sum(rowid >= ?2 AND rowid < ?3 AND (?4 & (1 << (rowid & 15))) <> 0), 0)
             FROM search WHERE search MATCH ?1";
        let mut statement = self.connection.prepare_cached(SQL).during("searching")?;
        statement
            .query_row((words, part.from, part.before, part.kinds), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .during("searching")
    }

    fn rows(&self, words: &str, part: &Part, limit: u32) -> Result<Vec<Match>> {
        const SQL: &str = "SELECT rowid AS number, id, snippet(search, 1, char(2), char(3), '…', 32) AS body,
               highlight(search, 2, char(2), char(3)) AS tags
             FROM search WHERE search MATCH ?1 AND rowid >= ?2 AND rowid < ?3 AND (?4 & (1 << (rowid & 15))) <> 0
             ORDER BY rowid DESC LIMIT ?5";
        let mut statement = self.connection.prepare_cached(SQL).during("searching")?;
        let rows = statement
            .query_map((words, part.from, part.before, part.kinds, limit), found)
            .during("searching")?;
        rows.collect::<rusqlite::Result<_>>().during("searching")
    }

    fn hit(&self, row: Match) -> Result<SearchHit> {
        Ok(SearchHit {
            entry: self.entry(kind_of(row.number)?, row.id)?,
            excerpt: row.excerpt,
            tags: row.tags,
        })
    }

    fn entry(&self, kind: EntryKind, id: RowId) -> Result<JourneyEntry> {
        let damaged = |_| Error::Damaged(Damage::Value);
        let bytes = id.as_bytes();
        Ok(match kind {
            EntryKind::CheckIn => {
                let id = CheckInId::from_slice(bytes).map_err(damaged)?;
                JourneyEntry::CheckIn(self.store.check_ins().get(id)?)
            }
            EntryKind::Craving => {
                let id = CravingId::from_slice(bytes).map_err(damaged)?;
                JourneyEntry::Craving(self.store.cravings().get(id)?)
            }
            EntryKind::Lapse => {
                let id = LapseId::from_slice(bytes).map_err(damaged)?;
                JourneyEntry::Lapse(self.store.lapses().get(id)?)
            }
            EntryKind::JournalEntry => {
                let id = JournalEntryId::from_slice(bytes).map_err(damaged)?;
                JourneyEntry::JournalEntry(self.store.journal_entries().get(id)?)
            }
            EntryKind::UseEntry => {
                let id = UseEntryId::from_slice(bytes).map_err(damaged)?;
                JourneyEntry::UseEntry(self.store.use_entries().get(id)?)
            }
            EntryKind::DiaryNote => {
                let id = DiaryNoteId::from_slice(bytes).map_err(damaged)?;
                JourneyEntry::DiaryNote(self.store.diary_notes().get(id)?)
            }
            EntryKind::Attendance => {
                let id = AttendanceId::from_slice(bytes).map_err(damaged)?;
                JourneyEntry::Attendance(self.store.attendances().get(id)?)
            }
            EntryKind::SideEffect => {
                let id = SideEffectId::from_slice(bytes).map_err(damaged)?;
                JourneyEntry::SideEffect(self.store.side_effects().get(id)?)
            }
            EntryKind::Question => {
                let id = QuestionId::from_slice(bytes).map_err(damaged)?;
                JourneyEntry::Question(self.store.questions().get(id)?)
            }
        })
    }

    /// Whether the index holds what the tables hold, neither more nor less.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is.
    #[doc(hidden)]
    pub fn agrees(&self) -> Result<bool> {
        const SQL: &str = "WITH
              indexed AS (SELECT r.id, s.id = r.id, body, tags FROM search_rows AS r JOIN search AS s ON s.rowid = number),
              kept AS (SELECT id, 1, body, tags FROM search_texts WHERE body <> '' OR tags <> '')
            SELECT 1 FROM (SELECT * FROM indexed EXCEPT SELECT * FROM kept)
            UNION ALL SELECT 1 FROM (SELECT * FROM kept EXCEPT SELECT * FROM indexed)";
        let odd = self.connection.query_row(SQL, [], |_| Ok(())).optional();
        Ok(odd.during("comparing the index")?.is_none())
    }
}

fn found(row: &Row<'_>) -> rusqlite::Result<Match> {
    let tags: String = row.get("tags")?;
    let marked = tags.lines().map(|tag| Marked::from_marks(tag, OPEN, CLOSE));
    Ok(Match {
        number: row.get("number")?,
        id: row.value("id", |bytes: Vec<u8>| RowId::from_slice(&bytes))?,
        excerpt: Marked::from_marks(&row.get::<_, String>("body")?, OPEN, CLOSE),
        tags: marked.filter(|tag| !tag.marks.is_empty()).collect(),
    })
}

/// The last four bits of a number of that kind. They stand in the schema too.
/// The number at which a local day begins, as the schema's trigger `search_texts_again` counts.
fn first_of(day: NaiveDate) -> i64 {
    const OF_A_DAY: i64 = 524_288 * 65_536;
    (day - NaiveDate::default())
        .num_days()
        .saturating_mul(OF_A_DAY)
}

const fn code(kind: EntryKind) -> i64 {
    match kind {
        EntryKind::CheckIn => 1,
        EntryKind::Craving => 2,
        EntryKind::Lapse => 3,
        EntryKind::JournalEntry => 4,
        EntryKind::UseEntry => 5,
        EntryKind::DiaryNote => 6,
        EntryKind::Attendance => 7,
        EntryKind::SideEffect => 8,
        EntryKind::Question => 9,
    }
}

fn kind_of(number: i64) -> Result<EntryKind> {
    let mut kinds = EntryKind::ALL.iter().copied();
    let kind = kinds.find(|kind| code(*kind) == number & 15);
    kind.ok_or(Error::Damaged(Damage::Value))
}

/// What a person typed, as FTS5 wants it. None without a word.
fn words(text: &str) -> Option<String> {
    let words: Vec<String> = typed_words(text).collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

/// The words of what a person typed, each in quotes, as the beginning of a word.
pub(crate) fn typed_words(text: &str) -> impl Iterator<Item = String> {
    let typed: String = text.chars().take(MOST_CHARS).collect();
    let words: Vec<String> = typed
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .take(MOST_WORDS)
        .map(|word| format!("\"{}\"*", word.replace('"', "\"\"")))
        .collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_quoted_and_signs_alone_are_none() {
        assert_eq!(
            words("gin  AND ton").unwrap(),
            "\"gin\"* AND \"AND\"* AND \"ton\"*"
        );
        assert_eq!(words("a\"b -- *").unwrap(), "\"a\"\"b\"*");
        for nothing in ["", "  ", "\"", "* ( ) ^ : -", "\0"] {
            assert_eq!(words(nothing), None, "{nothing:?}");
        }
    }
}
