//! Lists of meetings: kept whole, replaced whole, removed whole.
//!
//! A list is not the person's writing. It is written outside the recorded changes, in one transaction: whoever stops it
//! has the list that was there before. Meetings get numbers that sort by their base minute (`mainstay_domain`), then by
//! the slot of their list, then by their place in it; rows and words are written in that order, so that the file grows
//! at its end and SQLite needs no more memory for a hundred thousand than for ten.

use super::meeting_words::columns;
use crate::error::During;
use crate::row::RowExt;
use crate::{Error, Result, Store};
use chrono_tz::Tz;
use mainstay_domain::{
    FeedKind, ListedMeeting, MeetingFeed, MeetingFeedId, MeetingType, MeetingTypeUse, Rhythm,
    TypeVocabulary, MOST_FEEDS, WEEK_MINUTES,
};
use rusqlite::{named_params, CachedStatement, Connection, OptionalExtension, Row};
use std::collections::HashMap;
use std::ops::ControlFlow;

const KEEPING: &str = "keeping a list of meetings";
const REMOVING: &str = "removing a list of meetings";

/// How many kinds of a list are counted. Lists have some dozens; a calendar may have any.
const MOST_KINDS: usize = 500;

/// A meeting to be kept, and where it stands in the week.
#[derive(Debug, Clone)]
pub struct PlacedMeeting {
    /// Its base minute; `None` without a time.
    pub base: Option<u16>,
    /// The zone of its clock: its own, or the list's.
    pub zone: Tz,
    /// The meeting; boxed, so that bringing a hundred thousand into their order moves little.
    pub meeting: Box<ListedMeeting>,
}

/// Reads lists of meetings.
#[derive(Debug)]
pub struct MeetingFeedReader<'c>(&'c Connection);

/// The numbers of the meetings that have a base minute: `from` up to, without it, `until`.
pub(crate) const fn numbers(from: u16, until: u16) -> (i64, i64) {
    ((from as i64) << 32, (until as i64) << 32)
}

/// The base minute of a number; [`WEEK_MINUTES`] for a meeting without a time.
pub(crate) fn base_of(number: i64) -> u16 {
    u16::try_from(number >> 32).unwrap_or(WEEK_MINUTES)
}

impl Store {
    /// Reads lists of meetings.
    #[must_use]
    pub fn meeting_feeds(&self) -> MeetingFeedReader<'_> {
        MeetingFeedReader(&self.connection)
    }

    /// Keeps a list with its meetings, in place of what it had before. It is no change: it cannot be undone. `heard` is
    /// told how many are kept, after each of them, and may stop it; then everything is as it was.
    ///
    /// # Errors
    /// [`Error::Stopped`]; [`Error::Full`]; [`Error::TooMany`] for one list more than there may be.
    pub fn keep_meetings(
        &self,
        feed: &MeetingFeed,
        mut meetings: Vec<PlacedMeeting>,
        heard: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<()> {
        meetings.sort_by_key(|placed| placed.base.unwrap_or(WEEK_MINUTES));
        self.write_unrecorded(|connection| {
            let slot = slot_for(connection, feed.id)?;
            clear(connection, slot)?;
            put_feed(connection, slot, feed)?;
            let mut kinds = HashMap::new();
            let mut rows = Rows::new(connection, slot)?;
            for (row, placed) in meetings.into_iter().enumerate() {
                count_kinds(&mut kinds, &placed.meeting);
                rows.put(row, &placed)?;
                if heard(row + 1).is_break() {
                    return Err(Error::Stopped);
                }
            }
            put_kinds(connection, slot, &kinds)
        })
    }

    /// Removes a list with its meetings. It is no change: it cannot be undone.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub fn drop_meetings(&self, id: MeetingFeedId) -> Result<()> {
        self.write_unrecorded(|connection| {
            let slot = slot_of(connection, id)?.ok_or(Error::NotFound)?;
            clear(connection, slot)?;
            let removed = connection.execute("DELETE FROM meeting_feeds WHERE slot = ?1", [slot]);
            removed.map(drop).during(REMOVING)
        })
    }
}

impl<'c> MeetingFeedReader<'c> {
    pub(crate) const fn of(connection: &'c Connection) -> Self {
        Self(connection)
    }

    /// All lists by their names.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is.
    pub fn list(&self) -> Result<Vec<MeetingFeed>> {
        const SQL: &str = "SELECT * FROM meeting_feeds ORDER BY name COLLATE NOCASE, id";
        const DURING: &str = "reading lists of meetings";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement.query_map([], feed).during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }

    /// One list.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub fn get(&self, id: MeetingFeedId) -> Result<MeetingFeed> {
        const SQL: &str = "SELECT * FROM meeting_feeds WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], feed)
            .during("reading a list of meetings")
    }

    /// The kinds that most meetings have, those of the most first.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is.
    pub fn kinds(&self, most: u32) -> Result<Vec<MeetingTypeUse>> {
        const SQL: &str =
            "SELECT vocabulary, code, sum(meetings) AS meetings FROM listed_meeting_types
             GROUP BY vocabulary, code ORDER BY sum(meetings) DESC, vocabulary, code LIMIT ?1";
        const DURING: &str = "reading kinds of meetings";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement
            .query_map([most], |row| {
                let vocabulary =
                    row.value("vocabulary", |word: String| TypeVocabulary::parse(&word))?;
                let code = row.get("code")?;
                Ok(MeetingTypeUse {
                    kind: MeetingType { vocabulary, code },
                    meetings: row.get("meetings")?,
                })
            })
            .during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }
}

fn slot_of(connection: &Connection, id: MeetingFeedId) -> Result<Option<i64>> {
    const SQL: &str = "SELECT slot FROM meeting_feeds WHERE id = ?1";
    let slot = connection.query_row(SQL, [id.as_bytes()], |row| row.get(0));
    slot.optional().during(KEEPING)
}

/// The slot that a list has, or the first that is free.
fn slot_for(connection: &Connection, id: MeetingFeedId) -> Result<i64> {
    if let Some(slot) = slot_of(connection, id)? {
        return Ok(slot);
    }
    let mut statement = connection
        .prepare("SELECT slot FROM meeting_feeds")
        .during(KEEPING)?;
    let taken = statement.query_map([], |row| row.get(0)).during(KEEPING)?;
    let taken: Vec<i64> = taken.collect::<rusqlite::Result<_>>().during(KEEPING)?;
    let most = i64::try_from(MOST_FEEDS).unwrap_or_default();
    let free = (1..=most).find(|slot| !taken.contains(slot));
    free.ok_or(Error::TooMany)
}

/// Removes the meetings of a list. Where there is no other, everything goes at once, which is quicker.
fn clear(connection: &Connection, slot: i64) -> Result<()> {
    const OTHERS: &str = "SELECT EXISTS (SELECT 1 FROM meeting_feeds WHERE slot <> ?1)";
    let others = connection.query_row(OTHERS, [slot], |row| row.get(0));
    let sql: &[&str] = if others.during(REMOVING)? {
        &[
            "DELETE FROM listed_meeting_words WHERE rowid IN (SELECT number FROM listed_meetings WHERE slot = ?1)",
            "DELETE FROM listed_meetings WHERE slot = ?1",
            "DELETE FROM listed_meeting_types WHERE slot = ?1",
        ]
    } else {
        &[
            "INSERT INTO listed_meeting_words (listed_meeting_words) SELECT 'delete-all' WHERE ?1 > 0",
            "DELETE FROM listed_meetings",
            "DELETE FROM listed_meeting_types",
        ]
    };
    for statement in sql {
        let has_slot = statement.contains("?1");
        let removed = if has_slot {
            connection.execute(statement, [slot])
        } else {
            connection.execute(statement, [])
        };
        removed.during(REMOVING)?;
    }
    Ok(())
}

fn put_feed(connection: &Connection, slot: i64, feed: &MeetingFeed) -> Result<()> {
    const SQL: &str = "INSERT INTO meeting_feeds (id, slot, name, kind, zone, imported_on, meetings, left_out)
         VALUES (:id, :slot, :name, :kind, :zone, :imported_on, :meetings, :left_out)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, zone = excluded.zone,
           imported_on = excluded.imported_on, meetings = excluded.meetings, left_out = excluded.left_out";
    let values = named_params! {
        ":id": feed.id.as_bytes(),
        ":slot": slot,
        ":name": feed.name,
        ":kind": feed.kind.as_str(),
        ":zone": feed.zone,
        ":imported_on": feed.imported_on.to_string(),
        ":meetings": feed.meetings,
        ":left_out": feed.left_out,
    };
    connection.execute(SQL, values).map(drop).during(KEEPING)
}

type Kinds = HashMap<(TypeVocabularyWord, String), u32>;
type TypeVocabularyWord = &'static str;

fn count_kinds(kinds: &mut Kinds, meeting: &ListedMeeting) {
    for code in meeting.types.codes() {
        let key = (meeting.vocabulary.as_str(), code.to_owned());
        if kinds.len() < MOST_KINDS || kinds.contains_key(&key) {
            *kinds.entry(key).or_default() += 1;
        }
    }
}

fn put_kinds(connection: &Connection, slot: i64, kinds: &Kinds) -> Result<()> {
    const SQL: &str =
        "INSERT INTO listed_meeting_types (slot, vocabulary, code, meetings) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = connection.prepare_cached(SQL).during(KEEPING)?;
    for ((vocabulary, code), meetings) in kinds {
        let put = statement.execute((slot, vocabulary, code, meetings));
        put.during(KEEPING)?;
    }
    Ok(())
}

/// The two statements that each meeting needs.
struct Rows<'c> {
    slot: i64,
    row: CachedStatement<'c>,
    words: CachedStatement<'c>,
}

impl<'c> Rows<'c> {
    fn new(connection: &'c Connection, slot: i64) -> Result<Self> {
        const ROW: &str = "INSERT INTO listed_meetings (number, slot, source_id, name, week_minute, each_week, zone,
               minutes, rhythm, every, nth, from_on, until_on, left_out, way, is_closed, place, address, region, latitude,
               longitude, is_rough, link, phone, joining, vocabulary, types, notes, held_by, listed_by, listed_on)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        const WORDS: &str =
            "INSERT INTO listed_meeting_words (rowid, words, place, kinds) VALUES (?1, ?2, ?3, ?4)";
        Ok(Self {
            slot,
            row: connection.prepare_cached(ROW).during(KEEPING)?,
            words: connection.prepare_cached(WORDS).during(KEEPING)?,
        })
    }

    /// Its values stand in the order of the columns: by their names, a hundred thousand rows take noticeably longer.
    fn put(&mut self, row: usize, placed: &PlacedMeeting) -> Result<()> {
        let number = self.number(row, placed)?;
        let meeting = &placed.meeting;
        let held = meeting.held.as_ref();
        let (rhythm, every, nth) = held.map_or((None, None, None), |held| words(held.rhythm));
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        let values = rusqlite::params![
            number,
            self.slot,
            meeting.source_id.as_str(),
            meeting.name.as_str(),
            held.map(mainstay_domain::Held::week_minute),
            held.is_none_or(mainstay_domain::Held::is_each_week),
            placed.zone.name(),
            held.and_then(|held| held.minutes),
            rhythm,
            every,
            nth,
            day(held.and_then(|held| held.from_on)),
            day(held.and_then(|held| held.until_on)),
            held.map_or_else(String::new, |held| days(&held.left_out)),
            meeting.way.as_str(),
            meeting.is_closed,
            meeting.place.as_str(),
            meeting.address.as_str(),
            meeting.region.as_str(),
            meeting.position.map(mainstay_domain::Position::latitude),
            meeting.position.map(mainstay_domain::Position::longitude),
            meeting.is_rough,
            meeting
                .link
                .as_ref()
                .map(mainstay_domain::MeetingLink::as_str),
            meeting.phone.as_str(),
            meeting.joining.as_str(),
            meeting.vocabulary.as_str(),
            meeting.types.as_str(),
            meeting.notes.as_str(),
            meeting.group.as_str(),
            meeting.listed_by.as_str(),
            day(meeting.listed_on),
        ];
        self.row.execute(values).during(KEEPING)?;
        let [words, place, kinds] = columns(meeting);
        let put = self.words.execute((number, words, place, kinds));
        put.map(drop).during(KEEPING)
    }

    fn number(&self, row: usize, placed: &PlacedMeeting) -> Result<i64> {
        const ROWS: i64 = 1 << 24;
        let row = i64::try_from(row).ok().filter(|row| *row < ROWS);
        let row = row.ok_or(Error::TooMany)?;
        let base = i64::from(placed.base.unwrap_or(WEEK_MINUTES));
        Ok(base << 32 | self.slot << 24 | row)
    }
}

fn words(rhythm: Rhythm) -> (Option<&'static str>, Option<u16>, Option<&'static str>) {
    match rhythm {
        Rhythm::Weeks(every) => (Some("weeks"), Some(every), None),
        Rhythm::Months(every, nth) => (Some("months"), Some(every), Some(nth.as_str())),
        Rhythm::Once => (Some("once"), None, None),
    }
}

fn days(days: &[chrono::NaiveDate]) -> String {
    let texts: Vec<String> = days.iter().map(ToString::to_string).collect();
    texts.join(" ")
}

fn feed(row: &Row<'_>) -> rusqlite::Result<MeetingFeed> {
    Ok(MeetingFeed {
        id: row.value("id", |bytes: Vec<u8>| MeetingFeedId::from_slice(&bytes))?,
        name: row.get("name")?,
        kind: row.value("kind", |word: String| FeedKind::parse(&word))?,
        zone: row.get("zone")?,
        imported_on: row.day("imported_on")?,
        meetings: row.get("meetings")?,
        left_out: row.get("left_out")?,
    })
}

/// A stored rhythm.
pub(crate) fn rhythm(row: &Row<'_>) -> rusqlite::Result<Rhythm> {
    let word: String = row.get("rhythm")?;
    let odd = || crate::row::refused(mainstay_domain::Error::Invalid);
    match word.as_str() {
        "weeks" => Ok(Rhythm::Weeks(row.get("every")?)),
        "months" => {
            let nth = row.value("nth", |word: String| mainstay_domain::Nth::parse(&word))?;
            Ok(Rhythm::Months(row.get("every")?, nth))
        }
        "once" => Ok(Rhythm::Once),
        _ => Err(odd()),
    }
}
