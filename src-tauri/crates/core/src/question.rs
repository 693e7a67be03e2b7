//! Questions for who prescribes.

use crate::day_text::picked;
use crate::error::InField;
use crate::{App, Empty, Error, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{
    DayStart, Error as DomainError, Line, MedicineId, Note, Question, QuestionId,
};
use mainstay_store::Write;

/// What is said about one.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct QuestionFields {
    /// About which medicine; `null` for none.
    pub medicine_id: Option<MedicineId>,
    /// The question, at most 255 characters; needed.
    pub text: String,
    /// On which day it was asked; `null` while it is open.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub asked_on: Option<NaiveDate>,
    /// The answer; may be empty.
    pub note: String,
}

/// A new question.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuestionLogRequest {
    /// When it was written down, `YYYY-MM-DDTHH:MM` in the device's zone; `null` is now.
    pub at: Option<String>,
    /// What is said about it.
    #[serde(flatten)]
    pub fields: QuestionFields,
}

/// A question with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuestionUpdateRequest {
    /// Which.
    pub id: QuestionId,
    /// Another time, in the zone in which it was logged; `null` keeps it.
    pub at: Option<String>,
    /// What is said about it.
    #[serde(flatten)]
    pub fields: QuestionFields,
}

/// A question to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuestionDeleteRequest {
    /// Which.
    pub id: QuestionId,
}

/// All questions.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct QuestionList {
    /// The local day it is.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub today: NaiveDate,
    /// Those that are open, oldest first.
    pub open: Vec<Question>,
    /// Those that were asked, the newest first.
    pub asked: Vec<Question>,
}

impl App {
    /// All questions.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn question_list(&self, _: Empty) -> Result<QuestionList> {
        self.with_open(|open| {
            let all = open.store.questions().list()?.into_iter();
            let (mut waiting, mut asked): (Vec<Question>, Vec<Question>) =
                all.partition(|one| one.asked_on.is_none());
            waiting.reverse();
            asked.sort_by_key(|one| std::cmp::Reverse((one.asked_on, one.when.at_ms)));
            Ok(QuestionList {
                today: self.today(&open.store)?,
                open: waiting,
                asked,
            })
        })
    }

    /// Writes a question down.
    ///
    /// # Errors
    /// A refusal of `text`, which is needed, of `at` or of a field; an unknown medicine; [`Error::Locked`].
    pub fn question_log(&self, request: QuestionLogRequest) -> Result<Written<Question>> {
        let id = self.id(QuestionId::new)?;
        self.write(|write, day_start| {
            let blank = Question {
                id,
                when: self.logged(request.at.as_deref(), day_start)?,
                medicine_id: None,
                text: Line::default(),
                asked_on: None,
                note: Note::default(),
            };
            let question = self.question(write, blank, &request.fields, day_start)?;
            write.questions().insert(&question)?;
            Ok(question)
        })
    }

    /// Changes a question: asked, answered, or in other words.
    ///
    /// # Errors
    /// As for a new one; not found.
    pub fn question_update(&self, request: QuestionUpdateRequest) -> Result<Written<Question>> {
        self.write(|write, day_start| {
            let kept = write.questions().read().get(request.id)?;
            let when = self.logged_again(kept.when.clone(), request.at.as_deref(), day_start)?;
            let kept = Question { when, ..kept };
            let question = self.question(write, kept, &request.fields, day_start)?;
            write.questions().update(&question)?;
            Ok(question)
        })
    }

    /// Removes a question.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn question_delete(&self, request: QuestionDeleteRequest) -> Result<Written<Question>> {
        self.write(|write, _| {
            let question = write.questions().read().get(request.id)?;
            write.questions().delete(request.id)?;
            Ok::<_, Error>(question)
        })
    }

    fn question(
        &self,
        write: &Write<'_>,
        question: Question,
        fields: &QuestionFields,
        day_start: DayStart,
    ) -> Result<Question> {
        let text = Line::new(&fields.text).in_field("text")?;
        if text.is_empty() {
            Err(DomainError::AnswerNeeded).in_field("text")?;
        }
        if let Some(id) = fields.medicine_id {
            write.medicines().read().get(id)?;
        }
        let today = self.now().day(day_start);
        let asked_on = fields.asked_on.map(|day| picked(day, today, "askedOn"));
        Ok(Question {
            medicine_id: fields.medicine_id,
            text,
            asked_on: asked_on.transpose()?,
            note: Note::new(&fields.note).in_field("note")?,
            ..question
        })
    }
}
