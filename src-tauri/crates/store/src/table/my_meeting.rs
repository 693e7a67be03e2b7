//! Meetings of the person's own, and which of their occurrences the person means to go to.

use super::ledger::civil;
use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{
    Error as DomainError, Line, MeetingFeedId, MeetingLink, MeetingSource, MeetingType, MeetingWay,
    MyMeeting, MyMeetingId, OccurrenceKey, TypeCodes, TypeVocabulary,
};
use rusqlite::{named_params, Row};

table!(my_meetings: MyMeetingReader, MyMeetingWriter);

impl MyMeetingReader<'_> {
    /// All of them in the order in which they are shown.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn list(&self) -> Result<Vec<MyMeeting>> {
        const SQL: &str = "SELECT * FROM my_meetings ORDER BY position, id";
        const DURING: &str = "reading meetings";
        let mut statement = self.0.prepare_cached(SQL).during(DURING)?;
        let rows = statement.query_map([], my_meeting).during(DURING)?;
        rows.collect::<rusqlite::Result<_>>().during(DURING)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: MyMeetingId) -> Result<MyMeeting> {
        const SQL: &str = "SELECT * FROM my_meetings WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], my_meeting)
            .during("reading a meeting")
    }

    /// Whether the person means to go.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn is_going(&self, key: OccurrenceKey) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM goings
             WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3)";
        let values = (key.schedule.as_bytes(), key.revision, civil(key));
        self.0
            .query_row(SQL, values, |row| row.get(0))
            .during("reading a meeting")
    }
}

impl MyMeetingWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, meeting: &MyMeeting) -> Result<()> {
        const SQL: &str = "INSERT INTO my_meetings (id, name, kind, held_by, way, place, address, link, phone, joining,
               notes, minutes, is_home_group, position, vocabulary, types, feed_id, source_id, listed_by, listed_on,
               listed_weekday, listed_start, listed_zone)
             VALUES (:id, :name, :kind, :held_by, :way, :place, :address, :link, :phone, :joining,
               :notes, :minutes, :is_home_group, :position, :vocabulary, :types, :feed_id, :source_id, :listed_by,
               :listed_on, :listed_weekday, :listed_start, :listed_zone)";
        self.execute(SQL, meeting)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, meeting: &MyMeeting) -> Result<()> {
        const SQL: &str = "UPDATE my_meetings SET name = :name, kind = :kind, held_by = :held_by, way = :way,
               place = :place, address = :address, link = :link, phone = :phone, joining = :joining, notes = :notes,
               minutes = :minutes, is_home_group = :is_home_group, position = :position, vocabulary = :vocabulary,
               types = :types, feed_id = :feed_id, source_id = :source_id, listed_by = :listed_by,
               listed_on = :listed_on, listed_weekday = :listed_weekday, listed_start = :listed_start,
               listed_zone = :listed_zone
             WHERE id = :id";
        self.execute(SQL, meeting)
    }

    /// Removes one. Its attendances stay and are of no meeting from then on; its schedules are the caller's.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: MyMeetingId) -> Result<()> {
        const SQL: &str = "DELETE FROM my_meetings WHERE id = ?1";
        let removed = self.0.execute(SQL, [id.as_bytes()]);
        one(removed.during("removing a meeting")?)
    }

    /// Keeps whether the person means to go.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn put_going(&self, key: OccurrenceKey, is_going: bool) -> Result<()> {
        const ADD: &str = "INSERT INTO goings (schedule_id, revision, civil) VALUES (?1, ?2, ?3)
             ON CONFLICT DO NOTHING";
        const TAKE: &str =
            "DELETE FROM goings WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3";
        let sql = if is_going { ADD } else { TAKE };
        let values = (key.schedule.as_bytes(), key.revision, civil(key));
        let kept = self.0.execute(sql, values);
        kept.map(drop).during("keeping a meeting")
    }

    fn execute(&self, sql: &str, meeting: &MyMeeting) -> Result<()> {
        let source = meeting.source.as_ref();
        let codes: Vec<&str> = meeting
            .kinds
            .iter()
            .map(|kind| kind.code.as_str())
            .collect();
        let vocabulary = meeting.kinds.first().map(|kind| kind.vocabulary.as_str());
        let values = named_params! {
            ":id": meeting.id.as_bytes(),
            ":name": meeting.name.as_str(),
            ":kind": meeting.kind.as_str(),
            ":held_by": meeting.group.as_str(),
            ":way": meeting.way.as_str(),
            ":place": meeting.place.as_str(),
            ":address": meeting.address.as_str(),
            ":link": meeting.link.as_ref().map(MeetingLink::as_str),
            ":phone": meeting.phone.as_str(),
            ":joining": meeting.joining.as_str(),
            ":notes": meeting.notes.as_str(),
            ":minutes": meeting.minutes,
            ":is_home_group": meeting.is_home_group,
            ":position": meeting.position,
            ":vocabulary": vocabulary,
            ":types": codes.join(" "),
            ":feed_id": source.map(|source| source.feed_id.as_bytes().as_slice()),
            ":source_id": source.map_or("", |source| source.source_id.as_str()),
            ":listed_by": source.map_or("", |source| source.listed_by.as_str()),
            ":listed_on": source.map(|source| source.listed_on.to_string()),
            ":listed_weekday": source.and_then(|source| source.weekday),
            ":listed_start": source.and_then(|source| source.start),
            ":listed_zone": source.map_or("", |source| source.zone.as_str()),
        };
        one(self.0.execute(sql, values).during("keeping a meeting")?)
    }
}

pub(crate) fn my_meeting(row: &Row<'_>) -> rusqlite::Result<MyMeeting> {
    let line = |column: &str| row.value(column, |text: String| Line::new(&text));
    Ok(MyMeeting {
        id: row.value("id", |bytes: Vec<u8>| MyMeetingId::from_slice(&bytes))?,
        name: line("name")?,
        kind: line("kind")?,
        group: line("held_by")?,
        way: row.value("way", |word: String| MeetingWay::parse(&word))?,
        place: line("place")?,
        address: line("address")?,
        link: row.optional("link", |text: String| MeetingLink::new(&text))?,
        phone: line("phone")?,
        joining: row.note("joining")?,
        notes: row.note("notes")?,
        minutes: row.get("minutes")?,
        is_home_group: row.get("is_home_group")?,
        position: row.get("position")?,
        kinds: kinds(row)?,
        source: source(row, row.optional_day("listed_on")?)?,
    })
}

fn kinds(row: &Row<'_>) -> rusqlite::Result<Vec<MeetingType>> {
    let vocabulary = row.optional("vocabulary", |word: String| TypeVocabulary::parse(&word))?;
    let Some(vocabulary) = vocabulary else {
        return Ok(Vec::new());
    };
    let codes = row.value("types", |text: String| TypeCodes::new(text))?;
    let kind = |code: &str| MeetingType {
        vocabulary,
        code: code.to_owned(),
    };
    Ok(codes.codes().map(kind).collect())
}

fn source(row: &Row<'_>, listed_on: Option<NaiveDate>) -> rusqlite::Result<Option<MeetingSource>> {
    let Some(listed_on) = listed_on else {
        return Ok(None);
    };
    Ok(Some(MeetingSource {
        feed_id: row.value("feed_id", |bytes: Vec<u8>| {
            MeetingFeedId::from_slice(&bytes)
        })?,
        source_id: row.get("source_id")?,
        listed_by: row.value("listed_by", |text: String| Line::new(&text))?,
        listed_on,
        weekday: row.get("listed_weekday")?,
        start: row.get("listed_start")?,
        zone: row.value("listed_zone", |text: String| Ok::<_, DomainError>(text))?,
    }))
}
