//! What somebody says on the diary card about one day: whether a skill was used, or why none.

use crate::day_text::picked;
use crate::error::InField;
use crate::{App, Error, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{DayStart, DiaryNote, DiaryNoteId, Logged, Note, SkillAnswer};

/// What is said about a day for the first time.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DiaryNoteLogRequest {
    /// The day that it is about: today or an earlier one.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day_on: NaiveDate,
    /// Whether a skill was used or why none; `null` is "not said".
    pub skill: Option<SkillAnswer>,
    /// In their own words.
    pub note: String,
}

/// Something else about the same day.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DiaryNoteUpdateRequest {
    /// Which one.
    pub id: DiaryNoteId,
    /// Whether a skill was used or why none; `null` is "not said".
    pub skill: Option<SkillAnswer>,
    /// In their own words.
    pub note: String,
}

/// What was said about a day, to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DiaryNoteDeleteRequest {
    /// Which one.
    pub id: DiaryNoteId,
}

impl App {
    /// Says something about a day. A day of which something is said already keeps that: what the screen did not know of
    /// is not written over.
    ///
    /// # Errors
    /// A refusal of `skill` when nothing at all was said, of `note`, or of a `dayOn` that has not come; a day that has
    /// one; [`Error::Locked`].
    pub fn diary_note_log(&self, request: DiaryNoteLogRequest) -> Result<Written<DiaryNote>> {
        let note = Note::new(&request.note).in_field("note")?;
        if request.skill.is_none() && note.is_blank() {
            Err(mainstay_domain::Error::Invalid).in_field("skill")?;
        }
        let id = self.id(DiaryNoteId::new)?;
        self.write(|write, day_start| {
            let when = self.said_about(request.day_on, day_start)?;
            if write.diary_notes().read().on(when.day_on)?.is_some() {
                return Err(mainstay_store::Error::DayTaken.into());
            }
            let skill = request.skill;
            let note = DiaryNote {
                id,
                when,
                skill,
                note,
            };
            write.diary_notes().insert(&note)?;
            Ok(note)
        })
    }

    /// Says something else about the same day. Who says nothing any more removes it: a row without words would be left.
    ///
    /// # Errors
    /// A refusal of `note`; not found; [`Error::Locked`].
    pub fn diary_note_update(&self, request: DiaryNoteUpdateRequest) -> Result<Written<DiaryNote>> {
        let note = Note::new(&request.note).in_field("note")?;
        self.write(|write, _| {
            let kept = write.diary_notes().read().get(request.id)?;
            let skill = request.skill;
            let note = DiaryNote {
                skill,
                note,
                ..kept
            };
            if skill.is_none() && note.note.is_blank() {
                write.diary_notes().delete(note.id)?;
            } else {
                write.diary_notes().update(&note)?;
            }
            Ok::<_, Error>(note)
        })
    }

    /// Removes what was said about a day.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn diary_note_delete(&self, request: DiaryNoteDeleteRequest) -> Result<Written<DiaryNote>> {
        self.write(|write, _| {
            let note = write.diary_notes().read().get(request.id)?;
            write.diary_notes().delete(request.id)?;
            Ok::<_, Error>(note)
        })
    }

    /// Said now, about a day that has come.
    fn said_about(&self, day_on: NaiveDate, day_start: DayStart) -> Result<Logged> {
        let now = Logged::new(self.now(), day_start);
        let day_on = picked(day_on, now.day_on, "dayOn")?;
        if day_on > now.day_on {
            Err(mainstay_domain::Error::DateOutOfRange).in_field("dayOn")?;
        }
        Ok(Logged { day_on, ..now })
    }
}
