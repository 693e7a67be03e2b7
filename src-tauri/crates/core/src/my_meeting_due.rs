//! The next meetings, and what the person says to one of them: going, I was there, not this time.

use crate::error::InField;
use crate::planning::{Planned, Planning};
use crate::session::Open;
use crate::{App, Result, Written};
use chrono::NaiveDate;
use chrono_tz::Tz;
use mainstay_domain::{
    Answer, Attendance, ChangeId, Entry, Error as DomainError, MeetingWay, Moment, MyMeeting,
    MyMeetingId, Now, OccurrenceKey, OccurrenceState, Outcome,
};

const HOUR_MS: i64 = 60 * 60_000;
/// The furthest that is looked ahead, in hours: a week.
const MOST_HOURS: u16 = 7 * 24;
/// For how long after its start one that nobody said anything about is still asked for.
const ASKED_MS: i64 = 12 * HOUR_MS;

/// How far ahead.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MyMeetingDueRequest {
    /// So many hours, 1 to 168.
    pub hours: u16,
}

/// What a person can say to an occurrence of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MeetingAnswer {
    /// They mean to go.
    Going,
    /// They were there.
    There,
    /// Not this time.
    NotThere,
}

/// What a person says to an occurrence of a meeting.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MyMeetingAnswerRequest {
    /// To which.
    pub occurrence: OccurrenceKey,
    /// What they say.
    pub answer: MeetingAnswer,
}

/// What was said to an occurrence of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MeetingSaid {
    /// Nothing yet.
    Nothing,
    /// They mean to go.
    Going,
    /// They were there.
    There,
    /// Not this time.
    NotThere,
}

/// An occurrence of a meeting.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MeetingDue {
    /// Which.
    pub occurrence: OccurrenceKey,
    /// Of which meeting.
    pub meeting_id: MyMeetingId,
    /// Its name.
    pub name: String,
    /// How one takes part.
    pub way: MeetingWay,
    /// Where, as short as can be said; may be empty.
    pub place: String,
    /// How long it lasts, in minutes; `null` is "not said".
    pub minutes: Option<u16>,
    /// When it begins, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
    /// The date of that by the device's clock.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day_on: NaiveDate,
    /// The zone of its clock, an IANA name.
    pub zone: String,
    /// What was said to it.
    pub said: MeetingSaid,
}

/// The next meetings.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MyMeetingsDue {
    /// By their times: those that began within 12 hours and nobody said anything about, then those that come.
    pub meetings: Vec<MeetingDue>,
    /// Now, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now_ms: i64,
    /// The date that the device's clock shows.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub today: NaiveDate,
    /// The zone of the device, an IANA name.
    pub zone: String,
}

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MyMeetingAnswered {
    /// That the person was there, when they were.
    pub attendance: Option<Attendance>,
    /// The change that undo takes back.
    pub change: ChangeId,
}

impl App {
    /// Meetings that are next, and those that began and nobody said anything about.
    ///
    /// # Errors
    /// A refusal of `hours`; [`Error::Locked`](crate::Error::Locked).
    pub fn my_meeting_due_list(&self, request: MyMeetingDueRequest) -> Result<MyMeetingsDue> {
        if !(1..=MOST_HOURS).contains(&request.hours) {
            Err(DomainError::Invalid).in_field("hours")?;
        }
        let here = self.now();
        self.with_planner(|open, planning, now| {
            let until_ms = now.at_ms + i64::from(request.hours) * HOUR_MS;
            let mut meetings = Vec::new();
            for meeting in open.store.my_meetings().list()? {
                let period = (now.at_ms - ASKED_MS, until_ms);
                meetings.append(&mut due_between(open, planning, &meeting, period, now)?);
            }
            let is_asked = |due: &MeetingDue| {
                let answered = matches!(due.said, MeetingSaid::There | MeetingSaid::NotThere);
                due.at_ms > now.at_ms || !answered
            };
            meetings.retain(is_asked);
            meetings.sort_by_key(|due| (due.at_ms, due.occurrence));
            Ok(MyMeetingsDue {
                meetings,
                now_ms: now.at_ms,
                today: here.local().date(),
                zone: here.zone.name().to_owned(),
            })
        })
    }

    /// Keeps what the person says to an occurrence of a meeting; another answer takes the place of the one before.
    ///
    /// # Errors
    /// Not found; a refusal of `answer` for having been at one that has not begun; [`Error::Locked`](crate::Error::Locked).
    pub fn my_meeting_answer(&self, request: MyMeetingAnswerRequest) -> Result<MyMeetingAnswered> {
        let Written { value, change } = self.write_planned(|planned, _| {
            let key = request.occurrence;
            planned.find(key)?;
            match request.answer {
                MeetingAnswer::Going => planned.write.my_meetings().put_going(key, true)?,
                MeetingAnswer::There => planned.was_there(key)?,
                MeetingAnswer::NotThere => {
                    planned.correct(key, planned.said_now(Outcome::Skipped))?;
                }
            }
            Ok(planned.write.attendances().read().of_occurrence(key)?)
        })?;
        Ok(MyMeetingAnswered {
            attendance: value,
            change,
        })
    }
}

impl Planned<'_> {
    /// Answers that the person was there, from its start on.
    pub(crate) fn was_there(&mut self, key: OccurrenceKey) -> Result<()> {
        let due_ms = self.planning.planner.due_ms(key, self.now.here);
        if due_ms.is_none_or(|due_ms| due_ms > self.now.at_ms) {
            Err(DomainError::DateOutOfRange).in_field("answer")?;
        }
        // As of its start: that it was said later makes nobody late.
        let mut answer = self.said_now(Outcome::Taken);
        answer.at.at_ms = due_ms.unwrap_or(self.now.at_ms);
        self.correct(key, answer).map(drop)
    }

    /// An answer that is given now.
    pub(crate) fn said_now(&self, outcome: Outcome) -> Answer {
        Answer {
            outcome,
            at: self.moment(),
            take_home: None,
            told_ms: self.now.at_ms,
        }
    }
}

/// The occurrences of a meeting behind one instant and up to another, by their times. Those of a time that it had before
/// and that was changed ahead of them are left out.
pub(crate) fn due_between(
    open: &Open,
    planning: &Planning,
    meeting: &MyMeeting,
    (after_ms, until_ms): (i64, i64),
    now: Now,
) -> Result<Vec<MeetingDue>> {
    let owner = crate::my_meeting::owner(meeting.id);
    let own = planning.owners.iter().filter(|(_, one)| **one == owner);
    let told = own.flat_map(|(id, _)| planning.planner.told(*id, after_ms, until_ms, now));
    let mut all = Vec::new();
    for told in told.filter(|told| told.state != OccurrenceState::Cancelled) {
        let here = Moment {
            at_ms: told.due_ms,
            zone: now.here,
        };
        all.push(MeetingDue {
            occurrence: told.key,
            meeting_id: meeting.id,
            name: meeting.name.as_str().to_owned(),
            way: meeting.way,
            place: meeting.where_it_is().as_str().to_owned(),
            minutes: meeting.minutes,
            at_ms: told.due_ms,
            day_on: here.local().date(),
            zone: zone(planning, told.key, now).name().to_owned(),
            said: said(open, planning, told.key)?,
        });
    }
    all.sort_by_key(|due| (due.at_ms, due.occurrence));
    Ok(all)
}

fn said(open: &Open, planning: &Planning, key: OccurrenceKey) -> Result<MeetingSaid> {
    let entry = planning.planner.ledger().get(key);
    match entry.and_then(Entry::answered).map(|answer| answer.outcome) {
        Some(Outcome::Taken) => Ok(MeetingSaid::There),
        Some(Outcome::Skipped | Outcome::Missed) => Ok(MeetingSaid::NotThere),
        None if open.store.my_meetings().is_going(key)? => Ok(MeetingSaid::Going),
        None => Ok(MeetingSaid::Nothing),
    }
}

/// The zone of the clock by which an occurrence is held.
fn zone(planning: &Planning, key: OccurrenceKey, now: Now) -> Tz {
    let schedule = planning.planner.schedule(key.schedule);
    let revision = schedule.and_then(|schedule| schedule.revision(key.revision));
    revision.map_or(now.here, |revision| revision.rule.zone(now.here))
}
