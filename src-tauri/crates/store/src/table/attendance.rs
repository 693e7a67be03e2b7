//! Having been at meetings.

use super::ledger::{civil, civil_of};
use super::{one, table};
use crate::error::During;
use crate::row::RowExt;
use crate::Result;
use chrono::NaiveDate;
use mainstay_domain::{
    Attendance, AttendanceId, Line, MeetingWay, Mood, MyMeetingId, OccurrenceKey, ScheduleId,
};
use rusqlite::{named_params, OptionalExtension, Params, Row};

table!(attendances: AttendanceReader, AttendanceWriter);

const READING: &str = "reading attendances";

impl AttendanceReader<'_> {
    /// Those of the days `from` to `to`, both included, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<Attendance>> {
        const SQL: &str = "SELECT * FROM attendances WHERE day_on BETWEEN ?1 AND ?2 ORDER BY day_on DESC, at_ms DESC";
        self.all(SQL, [from.to_string(), to.to_string()])
    }

    /// The newest of one meeting, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn last_of(&self, meeting: MyMeetingId, most: u32) -> Result<Vec<Attendance>> {
        const SQL: &str =
            "SELECT * FROM attendances WHERE meeting_id = ?1 ORDER BY day_on DESC LIMIT ?2";
        self.all(SQL, (meeting.as_bytes(), most))
    }

    /// How many there are of one meeting.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn count_of(&self, meeting: MyMeetingId) -> Result<u32> {
        const SQL: &str = "SELECT count(*) FROM attendances WHERE meeting_id = ?1";
        self.0
            .query_row(SQL, [meeting.as_bytes()], |row| row.get(0))
            .during(READING)
    }

    /// That of an occurrence.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn of_occurrence(&self, key: OccurrenceKey) -> Result<Option<Attendance>> {
        const SQL: &str =
            "SELECT * FROM attendances WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3";
        let values = (key.schedule.as_bytes(), key.revision, civil(key));
        self.0
            .query_row(SQL, values, attendance)
            .optional()
            .during(READING)
    }

    /// How many there were on each day, oldest first.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn count_by_day(&self) -> Result<Vec<(NaiveDate, u32)>> {
        super::count_by_day(
            self.0,
            "SELECT day_on, count(*) AS n FROM attendances GROUP BY day_on ORDER BY day_on",
        )
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn get(&self, id: AttendanceId) -> Result<Attendance> {
        const SQL: &str = "SELECT * FROM attendances WHERE id = ?1";
        self.0
            .query_row(SQL, [id.as_bytes()], attendance)
            .during("reading an attendance")
    }

    /// Those of a meeting that are of no occurrence, and that began behind one instant and before another.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn by_hand(
        &self,
        meeting: MyMeetingId,
        after_ms: i64,
        before_ms: i64,
    ) -> Result<Vec<Attendance>> {
        const SQL: &str = "SELECT * FROM attendances
             WHERE meeting_id = ?1 AND schedule_id IS NULL AND at_ms > ?2 AND at_ms < ?3 ORDER BY at_ms";
        self.all(SQL, (meeting.as_bytes(), after_ms, before_ms))
    }

    /// Whether those of occurrences say what the ledger says, neither more nor less.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn agree_with_the_ledger(&self) -> Result<bool> {
        Ok(self.odd()?.is_empty())
    }

    /// The occurrences of meetings of which the ledger and this table say different things; `true` where it is the
    /// ledger that says that one was there.
    ///
    /// # Errors
    /// [`Error::Damaged`](crate::Error::Damaged) when the file is.
    pub fn odd(&self) -> Result<Vec<(OccurrenceKey, bool)>> {
        const SQL: &str = "WITH
              there AS (SELECT schedule_id, revision, civil FROM answers AS a
                JOIN schedules AS s ON s.id = a.schedule_id AND s.owner_kind = 'meeting'
                WHERE outcome = 'taken' AND number = (SELECT max(number) FROM answers AS b
                  WHERE b.schedule_id = a.schedule_id AND b.revision = a.revision AND b.civil = a.civil)),
              kept AS (SELECT schedule_id, revision, civil FROM attendances
                JOIN schedules AS s ON s.id = schedule_id)
            SELECT *, 1 AS is_there FROM (SELECT * FROM there EXCEPT SELECT * FROM kept)
            UNION ALL SELECT *, 0 FROM (SELECT * FROM kept EXCEPT SELECT * FROM there)";
        let mut statement = self.0.prepare_cached(SQL).during(READING)?;
        let rows = statement.query_map([], |row| {
            let key = OccurrenceKey {
                schedule: row.value("schedule_id", |bytes: Vec<u8>| {
                    ScheduleId::from_slice(&bytes)
                })?,
                revision: row.get("revision")?,
                civil: row.value("civil", |text: String| civil_of(&text))?,
            };
            Ok((key, row.get("is_there")?))
        });
        let rows = rows.during(READING)?;
        rows.collect::<rusqlite::Result<_>>().during(READING)
    }

    fn all(&self, sql: &str, values: impl Params) -> Result<Vec<Attendance>> {
        let mut statement = self.0.prepare_cached(sql).during(READING)?;
        let rows = statement.query_map(values, attendance).during(READING)?;
        rows.collect::<rusqlite::Result<_>>().during(READING)
    }
}

impl AttendanceWriter<'_> {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn insert(&self, attendance: &Attendance) -> Result<()> {
        const SQL: &str = "INSERT INTO attendances (id, at_ms, zone, day_on, meeting_id, schedule_id, revision, civil,
               name, way, place, minutes, mood_before, mood_after, role, note)
             VALUES (:id, :at_ms, :zone, :day_on, :meeting_id, :schedule_id, :revision, :civil,
               :name, :way, :place, :minutes, :mood_before, :mood_after, :role, :note)";
        self.execute(SQL, attendance)
    }

    /// Replaces one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn update(&self, attendance: &Attendance) -> Result<()> {
        const SQL: &str = "UPDATE attendances SET at_ms = :at_ms, zone = :zone, day_on = :day_on,
               meeting_id = :meeting_id, schedule_id = :schedule_id, revision = :revision, civil = :civil,
               name = :name, way = :way, place = :place, minutes = :minutes, mood_before = :mood_before,
               mood_after = :mood_after, role = :role, note = :note
             WHERE id = :id";
        self.execute(SQL, attendance)
    }

    /// Removes one.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) when there is none.
    pub fn delete(&self, id: AttendanceId) -> Result<()> {
        const SQL: &str = "DELETE FROM attendances WHERE id = ?1";
        let removed = self.0.execute(SQL, [id.as_bytes()]);
        one(removed.during("removing an attendance")?)
    }

    fn execute(&self, sql: &str, one_of: &Attendance) -> Result<()> {
        let key = one_of.occurrence.as_ref();
        let mood = |mood: Option<Mood>| mood.map(Mood::get);
        let values = named_params! {
            ":id": one_of.id.as_bytes(),
            ":at_ms": one_of.when.at_ms,
            ":zone": one_of.when.zone,
            ":day_on": one_of.when.day_on.to_string(),
            ":meeting_id": one_of.meeting_id.as_ref().map(|id| id.as_bytes().as_slice()),
            ":schedule_id": key.map(|key| key.schedule.as_bytes().as_slice()),
            ":revision": key.map(|key| key.revision),
            ":civil": key.map(|key| civil(*key)),
            ":name": one_of.name.as_str(),
            ":way": one_of.way.as_str(),
            ":place": one_of.place.as_str(),
            ":minutes": one_of.minutes,
            ":mood_before": mood(one_of.mood_before),
            ":mood_after": mood(one_of.mood_after),
            ":role": one_of.role.as_str(),
            ":note": one_of.note.as_str(),
        };
        one(self
            .0
            .execute(sql, values)
            .during("keeping an attendance")?)
    }
}

pub(crate) fn attendance(row: &Row<'_>) -> rusqlite::Result<Attendance> {
    let line = |column: &str| row.value(column, |text: String| Line::new(&text));
    Ok(Attendance {
        id: row.value("id", |bytes: Vec<u8>| AttendanceId::from_slice(&bytes))?,
        when: row.logged()?,
        meeting_id: row.optional("meeting_id", |bytes: Vec<u8>| {
            MyMeetingId::from_slice(&bytes)
        })?,
        occurrence: occurrence(row)?,
        name: line("name")?,
        way: row.value("way", |word: String| MeetingWay::parse(&word))?,
        place: line("place")?,
        minutes: row.get("minutes")?,
        mood_before: row.optional("mood_before", Mood::new)?,
        mood_after: row.optional("mood_after", Mood::new)?,
        role: line("role")?,
        note: row.note("note")?,
    })
}

fn occurrence(row: &Row<'_>) -> rusqlite::Result<Option<OccurrenceKey>> {
    let schedule = row.optional("schedule_id", |bytes: Vec<u8>| {
        ScheduleId::from_slice(&bytes)
    })?;
    let Some(schedule) = schedule else {
        return Ok(None);
    };
    Ok(Some(OccurrenceKey {
        schedule,
        revision: row.get("revision")?,
        civil: row.value("civil", |text: String| civil_of(&text))?,
    }))
}
