//! Check-ins.

use crate::error::InField;
use crate::{App, Error, Result, Written};
use mainstay_domain::{
    check_item_answers, Amount, CheckIn, CheckInAnswers, CheckInId, CheckInItemId, Halt,
    ItemAnswer, ItemValue, Mood, Note, OwnReminderKind, Rating, SleepMinutes,
};
use mainstay_store::Write;

/// The answers of a check-in as they arrive. `null` is "not said".
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CheckInFields {
    /// How they are, 1 to 5.
    pub mood: Option<Mood>,
    /// Strongest craving of the day so far, 0 to 10.
    pub craving: Option<Rating>,
    /// Confidence, 0 to 10.
    pub confidence: Option<Rating>,
    /// Sleep in minutes, 0 to 1,440.
    pub sleep_minutes: Option<SleepMinutes>,
    /// Hungry, angry, lonely, tired.
    pub halt: Halt,
    /// Whether they used.
    pub used: Option<bool>,
    /// What they answered to items of their own.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", ts(as = "Vec<ItemAnswer>"))]
    pub items: Vec<ItemSaid>,
    /// In their own words.
    pub note: String,
}

/// An answer to an item as it arrives: words that are too long are refused at their question.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemSaid {
    /// The item.
    pub item_id: CheckInItemId,
    /// What was answered.
    pub value: ValueSaid,
}

/// An [`ItemValue`] of which the words are not checked yet.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum ValueSaid {
    /// 0 to 10.
    Scale(Rating),
    /// Yes or no.
    YesNo(bool),
    /// In thousandths of the item's unit.
    Number(Amount),
    /// In their own words.
    Text(String),
}

impl ItemSaid {
    fn check(self) -> Result<ItemAnswer> {
        let value = match self.value {
            ValueSaid::Scale(rating) => ItemValue::Scale(rating),
            ValueSaid::YesNo(is_yes) => ItemValue::YesNo(is_yes),
            ValueSaid::Number(amount) => ItemValue::Number(amount),
            ValueSaid::Text(words) => {
                let field = format!("items.{}", self.item_id);
                ItemValue::Text(Note::new(&words).in_field(&field)?)
            }
        };
        Ok(ItemAnswer {
            item_id: self.item_id,
            value,
        })
    }
}

/// A new check-in.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CheckInLogRequest {
    /// When, `YYYY-MM-DDTHH:MM` in the device's zone; `null` is now.
    pub at: Option<String>,
    /// What they answered.
    #[serde(flatten)]
    pub fields: CheckInFields,
}

/// A check-in with other answers.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CheckInUpdateRequest {
    /// Which check-in.
    pub id: CheckInId,
    /// Another time, in the zone in which it was logged; `null` keeps it.
    pub at: Option<String>,
    /// What they answered.
    #[serde(flatten)]
    pub fields: CheckInFields,
}

/// A check-in to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckInDeleteRequest {
    /// Which check-in.
    pub id: CheckInId,
}

impl CheckInFields {
    fn check(self) -> Result<CheckInAnswers> {
        let items = self.items.into_iter().map(ItemSaid::check);
        Ok(CheckInAnswers {
            mood: self.mood,
            craving: self.craving,
            confidence: self.confidence,
            sleep_minutes: self.sleep_minutes,
            halt: self.halt,
            used: self.used,
            items: items.collect::<Result<_>>()?,
            note: Note::new(&self.note).in_field("note")?,
        })
    }
}

impl App {
    /// Adds a check-in.
    ///
    /// # Errors
    /// A refusal of `mood` when nothing at all was said, of `items`, of `items.<id>` for words, of `note` or `at`; [`Error::Locked`].
    pub fn check_in_log(&self, request: CheckInLogRequest) -> Result<Written<CheckIn>> {
        let answers = request.fields.check()?;
        if answers == CheckInAnswers::default() {
            Err(mainstay_domain::Error::Invalid).in_field("mood")?;
        }
        let id = self.id(CheckInId::new)?;
        let log = |write: &Write<'_>, day_start| {
            check_items(write, &answers.items, &[])?;
            let when = self.logged(request.at.as_deref(), day_start)?;
            let check_in = CheckIn { id, when, answers };
            write.check_ins().insert(&check_in)?;
            Ok(check_in)
        };
        // What is said of another day answers nothing of today.
        match request.at {
            None => self.write_and_answer(OwnReminderKind::CheckIn, log),
            Some(_) => self.write(log),
        }
    }

    /// Changes a check-in.
    ///
    /// # Errors
    /// A refusal of `items`, `note` or `at`; not found; [`Error::Locked`].
    pub fn check_in_update(&self, request: CheckInUpdateRequest) -> Result<Written<CheckIn>> {
        let answers = request.fields.check()?;
        self.write(|write, day_start| {
            let kept = write.check_ins().read().get(request.id)?;
            check_items(write, &answers.items, &kept.answers.items)?;
            let when = self.logged_again(kept.when, request.at.as_deref(), day_start)?;
            let check_in = CheckIn {
                when,
                answers,
                ..kept
            };
            write.check_ins().update(&check_in)?;
            Ok(check_in)
        })
    }

    /// Removes a check-in.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn check_in_delete(&self, request: CheckInDeleteRequest) -> Result<Written<CheckIn>> {
        self.write(|write, _| {
            let check_in = write.check_ins().read().get(request.id)?;
            write.check_ins().delete(request.id)?;
            Ok::<_, Error>(check_in)
        })
    }
}

fn check_items(write: &Write<'_>, answers: &[ItemAnswer], kept: &[ItemAnswer]) -> Result<()> {
    let items = write.check_in_items().read().list()?;
    check_item_answers(answers, kept, &items).in_field("items")
}
