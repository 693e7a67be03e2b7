//! Listed meetings: walked along in the order of their base minutes, and read one by one.

use super::meeting_feed::{base_of, numbers, rhythm};
use super::meeting_words::MeetingQuery;
use crate::error::During;
use crate::row::{refused, RowExt};
use crate::{Result, Store};
use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;
use mainstay_domain::{
    Held, ListedMeeting, MeetingFeed, MeetingFeedId, MeetingLine, MeetingLink, MeetingNotes,
    MeetingWay, MinuteOfDay, Position, TypeCodes, TypeVocabulary, WEEK_MINUTES,
};
use rusqlite::{Connection, Row};
use std::ops::ControlFlow;

const SEARCHING: &str = "searching meetings";
const READING: &str = "reading a meeting";
const DAY_MINUTES: u16 = 24 * 60;

/// When one of them is, as far as a search needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingTimes {
    /// Its number, which begins with its base minute.
    pub number: i64,
    /// Its start in the week of its own clock; `None` without a time.
    pub week_minute: Option<u16>,
    /// Whether it is held each week, whatever the week.
    pub each_week: bool,
    zone: String,
}

/// Reads listed meetings.
#[derive(Debug)]
pub struct MeetingReader<'c>(&'c Connection);

impl Store {
    /// Reads listed meetings.
    #[must_use]
    pub fn meetings(&self) -> MeetingReader<'_> {
        MeetingReader(&self.connection)
    }
}

impl MeetingReader<'_> {
    /// Hands over the meetings that are looked for and have a base minute from `from` up to, without it, `until`, in the
    /// order of their numbers, until `seen` has enough.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is, and those of `seen`.
    pub fn walk<E: From<crate::Error>>(
        &self,
        query: &MeetingQuery,
        from: u16,
        until: u16,
        seen: impl FnMut(MeetingTimes) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        self.walk_from(query, numbers(from, until), seen)
    }

    /// The same for those without a time, behind `after`.
    ///
    /// # Errors
    /// As [`walk`](Self::walk).
    pub fn walk_untimed<E: From<crate::Error>>(
        &self,
        query: &MeetingQuery,
        after: i64,
        seen: impl FnMut(MeetingTimes) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let (from, until) = numbers(WEEK_MINUTES, WEEK_MINUTES + 1);
        self.walk_from(query, (from.max(after.saturating_add(1)), until), seen)
    }

    fn walk_from<E: From<crate::Error>>(
        &self,
        query: &MeetingQuery,
        (from, until): (i64, i64),
        mut seen: impl FnMut(MeetingTimes) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        const ALL: &str = "SELECT number, week_minute, each_week, zone
             FROM listed_meetings INDEXED BY listed_meetings_in_time
             WHERE number >= ?1 AND number < ?2 AND ((number >> 32) + 1440 - ?3) % 1440 < ?4 ORDER BY number";
        // CROSS: the words lead, in their order, and nothing is looked up that nobody reads.
        const FOUND: &str = "SELECT number, week_minute, each_week, zone
             FROM listed_meeting_words AS w
               CROSS JOIN listed_meetings INDEXED BY listed_meetings_in_time ON number = w.rowid
             WHERE listed_meeting_words MATCH ?5 AND w.rowid >= ?1 AND w.rowid < ?2
               AND ((w.rowid >> 32) + 1440 - ?3) % 1440 < ?4 ORDER BY w.rowid";
        let (shift, long) = query.minutes();
        let expression = query.expression();
        let sql = if expression.is_some() { FOUND } else { ALL };
        let mut statement = self.0.prepare_cached(sql).during(SEARCHING)?;
        let mut rows = match expression {
            Some(expression) => statement.query((from, until, shift, long, expression)),
            None => statement.query((from, until, shift, long)),
        }
        .during(SEARCHING)?;
        while let Some(row) = rows.next().during(SEARCHING)? {
            if seen(times(row).during(SEARCHING)?)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// The numbers of meetings that are not simply held each week, at most `most`.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn odd(&self, most: u32) -> Result<Vec<i64>> {
        const SQL: &str = "SELECT number FROM listed_meetings INDEXED BY listed_meetings_odd
             WHERE each_week = 0 ORDER BY number LIMIT ?1";
        let mut statement = self.0.prepare_cached(SQL).during(SEARCHING)?;
        let rows = statement
            .query_map([most], |row| row.get(0))
            .during(SEARCHING)?;
        rows.collect::<rusqlite::Result<_>>().during(SEARCHING)
    }

    /// One of them, with the list that it is in.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, number: i64) -> Result<(ListedMeeting, MeetingFeed)> {
        const SQL: &str =
            "SELECT *, (SELECT id FROM meeting_feeds AS f WHERE f.slot = m.slot) AS feed_id
             FROM listed_meetings AS m WHERE number = ?1";
        let mut statement = self.0.prepare_cached(SQL).during(READING)?;
        let read = statement.query_row([number], |row| {
            let feed = row.value("feed_id", |id: Vec<u8>| MeetingFeedId::from_slice(&id))?;
            Ok((meeting(row)?, feed))
        });
        let (meeting, feed) = read.during(READING)?;
        Ok((
            meeting,
            super::meeting_feed::MeetingFeedReader::of(self.0).get(feed)?,
        ))
    }

    /// What a list has under one name of its own, in the order of their times: a meeting that is held on three weekdays
    /// is three of them.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn of_source(&self, feed: MeetingFeedId, source_id: &str) -> Result<Vec<ListedMeeting>> {
        const SQL: &str = "SELECT * FROM listed_meetings
             WHERE source_id = ?1 AND slot = (SELECT slot FROM meeting_feeds WHERE id = ?2) ORDER BY number";
        let mut statement = self.0.prepare_cached(SQL).during(READING)?;
        let rows = statement
            .query_map((source_id, feed.as_bytes()), meeting)
            .during(READING)?;
        rows.collect::<rusqlite::Result<_>>().during(READING)
    }
}

impl MeetingTimes {
    /// Where its start lay in the week of UTC when its list was imported; [`WEEK_MINUTES`] without a time.
    #[must_use]
    pub fn base(&self) -> u16 {
        base_of(self.number)
    }

    /// The zone of its clock. One that this program's tables no longer know counts as UTC.
    #[must_use]
    pub fn tz(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::UTC)
    }
}

/// By their places: a hundred thousand of them may be read for one page.
fn times(row: &Row<'_>) -> rusqlite::Result<MeetingTimes> {
    Ok(MeetingTimes {
        number: row.get(0)?,
        week_minute: row.get(1)?,
        each_week: row.get(2)?,
        zone: row.get(3)?,
    })
}

fn zone(row: &Row<'_>) -> rusqlite::Result<Tz> {
    let name: String = row.get("zone")?;
    Ok(name.parse().unwrap_or(Tz::UTC))
}

fn meeting(row: &Row<'_>) -> rusqlite::Result<ListedMeeting> {
    let line = |column: &str| row.value(column, |text: String| MeetingLine::new(text));
    let notes = |column: &str| row.value(column, |text: String| MeetingNotes::new(text));
    Ok(ListedMeeting {
        source_id: line("source_id")?,
        name: line("name")?,
        held: held(row)?,
        zone: Some(zone(row)?),
        way: row.value("way", |word: String| MeetingWay::parse(&word))?,
        is_closed: row.get("is_closed")?,
        place: line("place")?,
        address: line("address")?,
        region: line("region")?,
        position: position(row)?,
        is_rough: row.get("is_rough")?,
        link: row.optional("link", |text: String| MeetingLink::new(&text))?,
        phone: line("phone")?,
        joining: notes("joining")?,
        vocabulary: row.value("vocabulary", |word: String| TypeVocabulary::parse(&word))?,
        types: row.value("types", |text: String| TypeCodes::new(text))?,
        notes: notes("notes")?,
        group: line("held_by")?,
        listed_by: line("listed_by")?,
        listed_on: row.optional_day("listed_on")?,
    })
}

fn held(row: &Row<'_>) -> rusqlite::Result<Option<Held>> {
    let Some(week_minute) = row.get::<_, Option<u16>>("week_minute")? else {
        return Ok(None);
    };
    let odd = || refused(mainstay_domain::Error::Invalid);
    let day = u8::try_from(week_minute / DAY_MINUTES).map_err(|_| odd())?;
    let minute = u32::from(week_minute % DAY_MINUTES);
    let left_out: String = row.get("left_out")?;
    let days: Result<Vec<NaiveDate>, _> = left_out.split_whitespace().map(str::parse).collect();
    Ok(Some(Held {
        weekday: Weekday::try_from(day).map_err(|_| odd())?,
        start: MinuteOfDay::new(minute / 60, minute % 60).map_err(refused)?,
        minutes: row.get("minutes")?,
        rhythm: rhythm(row)?,
        from_on: row.optional_day("from_on")?,
        until_on: row.optional_day("until_on")?,
        left_out: days.map_err(|_| odd())?,
    }))
}

fn position(row: &Row<'_>) -> rusqlite::Result<Option<Position>> {
    let parts: (Option<i32>, Option<i32>) = (row.get("latitude")?, row.get("longitude")?);
    let (Some(latitude), Some(longitude)) = parts else {
        return Ok(None);
    };
    Position::new(latitude, longitude)
        .map(Some)
        .map_err(refused)
}
