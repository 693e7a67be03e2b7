//! Having been at meetings.
//!
//! Invariant: of an occurrence there is an attendance exactly while the last answer in the ledger is that one was there.
//! [`Planned::keep_attendance`] is called by whatever answers, in the same transaction; nothing else makes one that has
//! an occurrence, and removing one answers anew. There are never two truths about having been there.
//! What comes back after the other one went on without it, by undo or from what was removed, is settled behind it: the
//! log counts.

use crate::error::InField;
use crate::planning::Planned;
use crate::{my_meeting, App, Result, Written};
use mainstay_domain::{
    Answer, Attendance, AttendanceId, Error as DomainError, Line, Logged, MeetingWay, Moment, Mood,
    MyMeeting, MyMeetingId, Note, OccurrenceKey, OccurrenceState, Outcome, RowId,
    ScheduleOwnerKind,
};
use mainstay_store::Error as StoreError;

/// How far from its start somebody may say that a meeting began: half a day.
const NEAR_MS: i64 = 12 * 60 * 60_000;

/// The values of an attendance as they arrive.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AttendanceFields {
    /// What the meeting was called; needed.
    pub name: String,
    /// How one took part.
    pub way: MeetingWay,
    /// Where; empty for none.
    pub place: String,
    /// How long it was, 1 to 1,440 minutes.
    pub minutes: Option<u16>,
    /// The mood before.
    pub mood_before: Option<Mood>,
    /// The mood after.
    pub mood_after: Option<Mood>,
    /// What the person did there; empty for nothing.
    pub role: String,
    /// What they take away.
    pub note: String,
}

/// Having been at a meeting that nobody asked about.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AttendanceLogRequest {
    /// When it began, `YYYY-MM-DDTHH:MM` in the device's zone; `null` is now.
    pub at: Option<String>,
    /// A meeting of the person's own; `null` for another one. Its occurrence of that day counts as answered.
    pub meeting_id: Option<MyMeetingId>,
    /// What is said about it.
    #[serde(flatten)]
    pub fields: AttendanceFields,
}

/// An attendance with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AttendanceUpdateRequest {
    /// Which.
    pub id: AttendanceId,
    /// Another time, in the zone in which it was logged; `null` keeps it.
    pub at: Option<String>,
    /// What is said about it.
    #[serde(flatten)]
    pub fields: AttendanceFields,
}

/// An attendance to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AttendanceDeleteRequest {
    /// Which.
    pub id: AttendanceId,
}

impl App {
    /// Records having been at a meeting.
    ///
    /// # Errors
    /// A refusal of `at` or of a field; an unknown meeting; [`Error::Locked`](crate::Error::Locked).
    pub fn attendance_log(&self, request: AttendanceLogRequest) -> Result<Written<Attendance>> {
        let new = self.id(AttendanceId::new)?;
        self.write_planned(|planned, day_start| {
            let when = self.logged(request.at.as_deref(), day_start)?;
            let mut kept = Attendance {
                id: new,
                when,
                meeting_id: request.meeting_id,
                occurrence: None,
                ..said(blank(), &request.fields)?
            };
            if let Some(id) = request.meeting_id {
                planned.write.my_meetings().read().get(id)?;
                if let Some(asked) = planned.answer_near(id, kept.when.at_ms)? {
                    kept.id = asked.id;
                    kept.occurrence = asked.occurrence;
                    planned.write.attendances().update(&kept)?;
                    return Ok(kept);
                }
            }
            planned.write.attendances().insert(&kept)?;
            Ok(kept)
        })
    }

    /// Changes an attendance.
    ///
    /// # Errors
    /// A refusal of `at` or of a field; not found; [`Error::Locked`](crate::Error::Locked).
    pub fn attendance_update(
        &self,
        request: AttendanceUpdateRequest,
    ) -> Result<Written<Attendance>> {
        self.write(|write, day_start| {
            let kept = write.attendances().read().get(request.id)?;
            let when = self.logged_again(kept.when.clone(), request.at.as_deref(), day_start)?;
            let changed = said(Attendance { when, ..kept }, &request.fields)?;
            write.attendances().update(&changed)?;
            Ok(changed)
        })
    }

    /// Removes an attendance. The ledger then says that the meeting did not happen for the person.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`](crate::Error::Locked).
    pub fn attendance_delete(
        &self,
        request: AttendanceDeleteRequest,
    ) -> Result<Written<Attendance>> {
        self.write_planned(|planned, _| {
            let kept = planned.write.attendances().read().get(request.id)?;
            match kept.occurrence.filter(|key| planned.asks_about(*key)) {
                Some(key) => {
                    planned.correct(key, planned.said_now(Outcome::Missed))?;
                }
                None => planned.write.attendances().delete(request.id)?,
            }
            Ok(kept)
        })
    }
}

impl App {
    /// Sees that ledger and log say the same of having been at meetings, after something came back that one of them had
    /// gone on without.
    pub(crate) fn settle_attendances(&self) -> Result<()> {
        if !self.attendances_agree()? {
            self.write_planned(|planned, _| planned.settle())?;
        }
        Ok(())
    }

    /// Whether ledger and log say the same of having been at meetings. They always do: tests ask.
    #[doc(hidden)]
    pub fn attendances_agree(&self) -> Result<bool> {
        self.with_open(|open| Ok(open.store.attendances().agree_with_the_ledger()?))
    }
}

impl Planned<'_> {
    /// Notes an answer to an occurrence of a meeting: an attendance comes or goes with it.
    pub(crate) fn keep_attendance(&self, key: OccurrenceKey, outcome: Outcome) -> Result<()> {
        let Some(id) = self.meeting_of(key) else {
            return Ok(());
        };
        let attendances = self.write.attendances();
        match (outcome, attendances.read().of_occurrence(key)?) {
            (Outcome::Taken, None) => match self.write.my_meetings().read().get(id) {
                Ok(meeting) => match self.logged_for(id, key)? {
                    Some(kept) => attendances.update(&Attendance {
                        occurrence: Some(key),
                        ..kept
                    })?,
                    None => attendances.insert(&self.attended(key, meeting)?)?,
                },
                Err(StoreError::NotFound) => {}
                Err(error) => return Err(error.into()),
            },
            (Outcome::Skipped | Outcome::Missed, Some(kept)) => attendances.delete(kept.id)?,
            (Outcome::Taken, Some(_)) | (Outcome::Skipped | Outcome::Missed, None) => {}
        }
        Ok(())
    }

    /// "Done" before a meeting began says that one means to go: nobody was there yet. Whether that is so.
    pub(crate) fn is_too_early(&self, key: OccurrenceKey, answer: Answer) -> bool {
        let due_ms = self.planning.planner.due_ms(key, self.now.here);
        self.meeting_of(key).is_some()
            && answer.outcome == Outcome::Taken
            && due_ms.is_some_and(|due_ms| due_ms > answer.told_ms)
    }

    /// An attendance came back from what was removed: the ledger says again that one was there.
    pub(crate) fn attend_again(&mut self, id: RowId) -> Result<()> {
        let id = AttendanceId::from_slice(id.as_bytes()).in_field("id")?;
        let kept = match self.write.attendances().read().get(id) {
            Ok(kept) => kept,
            Err(StoreError::NotFound) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let key = kept.occurrence.filter(|key| self.asks_about(*key));
        key.map_or(Ok(()), |key| self.was_there(key))
    }

    fn asks_about(&self, key: OccurrenceKey) -> bool {
        self.meeting_of(key).is_some()
    }

    fn meeting_of(&self, key: OccurrenceKey) -> Option<MyMeetingId> {
        let owner = self.planning.owners.get(&key.schedule)?;
        (owner.kind == ScheduleOwnerKind::Meeting).then(|| owner.id.into())
    }

    fn attended(&self, key: OccurrenceKey, meeting: MyMeeting) -> Result<Attendance> {
        let due_ms = self.planning.planner.due_ms(key, self.now.here);
        let began = Moment {
            at_ms: due_ms.unwrap_or(self.now.at_ms),
            zone: self.now.here,
        };
        Ok(Attendance {
            id: self.app.id(AttendanceId::new)?,
            when: Logged::new(began, self.day_start),
            meeting_id: Some(meeting.id),
            occurrence: Some(key),
            place: meeting.where_it_is().clone(),
            name: meeting.name,
            way: meeting.way,
            minutes: meeting.minutes,
            ..blank()
        })
    }

    /// Answers the occurrence of a meeting that was nearest to an instant and that nobody has been at yet, if there is
    /// one: who logs a meeting by hand is not asked about it as well.
    fn answer_near(&mut self, id: MyMeetingId, at_ms: i64) -> Result<Option<Attendance>> {
        let near = self.nearest(id, at_ms)?;
        // Who is there before the start is asked all the same; the answer finds what was logged.
        let Some((key, _)) = near.filter(|(_, due_ms)| *due_ms <= self.now.at_ms) else {
            return Ok(None);
        };
        self.was_there(key)?;
        Ok(self.write.attendances().read().of_occurrence(key)?)
    }

    /// The occurrence of a meeting that is nearest to an instant and that nobody has been at yet, and when it is due.
    fn nearest(&self, id: MyMeetingId, at_ms: i64) -> Result<Option<(OccurrenceKey, i64)>> {
        let period = (at_ms.saturating_sub(NEAR_MS), at_ms.saturating_add(NEAR_MS));
        let mut near: Option<(u64, OccurrenceKey, i64)> = None;
        for schedule in self.schedules_of(id) {
            let planner = &self.planning.planner;
            for told in planner.told(schedule, period.0, period.1, self.now) {
                let is_taken = self.write.attendances().read().of_occurrence(told.key)?;
                let found = (told.due_ms.abs_diff(at_ms), told.key, told.due_ms);
                let is_held = told.state != OccurrenceState::Cancelled;
                if is_held && is_taken.is_none() && near.is_none_or(|near| found < near) {
                    near = Some(found);
                }
            }
        }
        Ok(near.map(|(_, key, due_ms)| (key, due_ms)))
    }

    /// What was logged by hand before the start of an occurrence, when nobody could be asked about it yet.
    fn logged_for(&self, id: MyMeetingId, key: OccurrenceKey) -> Result<Option<Attendance>> {
        let Some(due_ms) = self.planning.planner.due_ms(key, self.now.here) else {
            return Ok(None);
        };
        let (after_ms, before_ms) = (
            due_ms.saturating_sub(NEAR_MS),
            due_ms.saturating_add(NEAR_MS),
        );
        let logged = self.write.attendances().read();
        for kept in logged.by_hand(id, after_ms, before_ms)? {
            let near = self.nearest(id, kept.when.at_ms)?;
            if near.is_some_and(|(near, _)| near == key) {
                return Ok(Some(kept));
            }
        }
        Ok(None)
    }

    /// After what was removed or taken back came again: what the log says of having been there, the ledger says too.
    fn settle(&mut self) -> Result<()> {
        for (key, is_there) in self.write.attendances().read().odd()? {
            if is_there {
                self.correct(key, self.said_now(Outcome::Missed))?;
            } else if self.was_there(key).is_err() {
                // Nobody can have been at what is not known, or has not begun: it stands by itself.
                let attendances = self.write.attendances();
                if let Some(kept) = attendances.read().of_occurrence(key)? {
                    attendances.update(&Attendance {
                        occurrence: None,
                        ..kept
                    })?;
                }
            }
        }
        Ok(())
    }
}

/// An attendance of which nothing is said yet.
fn blank() -> Attendance {
    Attendance {
        id: AttendanceId::new(0, &[0; 10]),
        when: Logged {
            at_ms: 0,
            zone: String::new(),
            day_on: chrono::NaiveDate::default(),
        },
        meeting_id: None,
        occurrence: None,
        name: Line::default(),
        way: MeetingWay::NotSaid,
        place: Line::default(),
        minutes: None,
        mood_before: None,
        mood_after: None,
        role: Line::default(),
        note: Note::default(),
    }
}

fn said(kept: Attendance, fields: &AttendanceFields) -> Result<Attendance> {
    let name = Line::new(&fields.name).in_field("name")?;
    if name.is_empty() {
        Err(DomainError::NameNeeded).in_field("name")?;
    }
    Ok(Attendance {
        name,
        way: fields.way,
        place: Line::new(&fields.place).in_field("place")?,
        minutes: my_meeting::minutes(fields.minutes)?,
        mood_before: fields.mood_before,
        mood_after: fields.mood_after,
        role: Line::new(&fields.role).in_field("role")?,
        note: Note::new(&fields.note).in_field("note")?,
        ..kept
    })
}
