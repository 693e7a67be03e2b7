//! Check-in items: the questions of the person's own that check-ins ask.

use crate::error::InField;
use crate::{App, Empty, Error, Result, Written};
use mainstay_domain::{
    is_called, item_end, item_moved, item_unit, CheckInItem, CheckInItemId, CheckInItemKind,
    DayStart, Error as DomainError, Name, MOST_ITEMS,
};
use mainstay_store::Write;

/// The values of an item as they arrive.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckInItemFields {
    /// What it is called.
    pub name: String,
    /// What a number counts, at most 20 characters; empty for other kinds.
    pub unit: String,
    /// The word at the 0 of a scale, at most 30 characters; empty for other kinds.
    pub low: String,
    /// The word at the 10 of a scale, at most 30 characters; empty for other kinds.
    pub high: String,
}

/// A new item. It is asked last.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckInItemCreateRequest {
    /// What sort of answer it takes. From its first answer on, that stays.
    pub kind: CheckInItemKind,
    /// Its values.
    #[serde(flatten)]
    pub fields: CheckInItemFields,
}

/// An item with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CheckInItemUpdateRequest {
    /// Which item.
    pub id: CheckInItemId,
    /// Another sort of answer, while it has none; `null` leaves it.
    pub kind: Option<CheckInItemKind>,
    /// Its values.
    #[serde(flatten)]
    pub fields: CheckInItemFields,
    /// Whether check-ins ask it. One that is asked again is asked last.
    pub is_asked: bool,
    /// Its place among those that are asked, from 0; `null` leaves it where it is.
    pub place: Option<u32>,
}

/// An item to remove, with all answers to it.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckInItemDeleteRequest {
    /// Which item.
    pub id: CheckInItemId,
}

/// An item, and how much hangs on it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CheckInItemView {
    /// The item.
    #[serde(flatten)]
    pub item: CheckInItem,
    /// How many check-ins answer it.
    pub answers: u32,
}

impl App {
    /// All items in the order in which they are asked, those that ended too.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn check_in_item_list(&self, _: Empty) -> Result<Vec<CheckInItemView>> {
        self.with_open(|open| {
            let items = open.store.check_in_items();
            let answers = items.answers()?;
            let with_answers = |item: CheckInItem| CheckInItemView {
                answers: answers.get(&item.id).copied().unwrap_or_default(),
                item,
            };
            Ok(items.list()?.into_iter().map(with_answers).collect())
        })
    }

    /// Adds an item.
    ///
    /// # Errors
    /// A refusal of `name`, which is needed and not in use, of `unit`, `low` or `high`, or of one more than 20 that
    /// are asked; [`Error::Locked`].
    pub fn check_in_item_create(
        &self,
        request: CheckInItemCreateRequest,
    ) -> Result<Written<CheckInItem>> {
        let id = self.id(CheckInItemId::new)?;
        self.write(|write, _| {
            let there = write.check_in_items().read().list()?;
            let new = CheckInItem {
                id,
                name: Name::default(),
                kind: request.kind,
                unit: Name::default(),
                low: Name::default(),
                high: Name::default(),
                position: last(&there)?,
                ended_on: None,
            };
            let item = with_fields(new, &request.fields, &there)?;
            write.check_in_items().insert(&item)?;
            Ok(item)
        })
    }

    /// Changes an item, asks it no more or again, or moves it.
    ///
    /// # Errors
    /// A refusal as for a new one, or of `kind` when it was answered; not found; [`Error::Locked`].
    pub fn check_in_item_update(
        &self,
        request: CheckInItemUpdateRequest,
    ) -> Result<Written<CheckInItem>> {
        self.write(|write, day_start| {
            let items = write.check_in_items();
            let there = items.read().list()?;
            let kept = items.read().get(request.id)?;
            let asked = self.asked(kept, request.is_asked, &there, day_start)?;
            let asked = of_kind(write, asked, request.kind)?;
            items.update(&with_fields(asked, &request.fields, &there)?)?;
            if let Some(place) = request.place {
                move_to(write, request.id, place)?;
            }
            Ok(items.read().get(request.id)?)
        })
    }

    /// Removes an item and the answers to it. Both come back together.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn check_in_item_delete(
        &self,
        request: CheckInItemDeleteRequest,
    ) -> Result<Written<CheckInItem>> {
        self.write(|write, _| {
            let item = write.check_in_items().read().get(request.id)?;
            write.check_in_items().delete(request.id)?;
            Ok::<_, Error>(item)
        })
    }

    fn asked(
        &self,
        item: CheckInItem,
        is_asked: bool,
        there: &[CheckInItem],
        day_start: DayStart,
    ) -> Result<CheckInItem> {
        Ok(match (item.is_asked(), is_asked) {
            (true, false) => CheckInItem {
                ended_on: Some(self.now().day(day_start)),
                ..item
            },
            (false, true) => CheckInItem {
                ended_on: None,
                position: last(there)?,
                ..item
            },
            (true, true) | (false, false) => item,
        })
    }
}

/// The place after the last, while there is room for one more.
fn last(there: &[CheckInItem]) -> Result<u32> {
    if there.iter().filter(|item| item.is_asked()).count() >= MOST_ITEMS {
        Err(DomainError::TooMany).in_field("name")?;
    }
    let highest = there.iter().map(|item| item.position).max();
    Ok(highest.map_or(0, |position| position.saturating_add(1)))
}

/// Answers would be those to another question.
fn of_kind(
    write: &Write<'_>,
    item: CheckInItem,
    wanted: Option<CheckInItemKind>,
) -> Result<CheckInItem> {
    let kind = wanted.unwrap_or(item.kind);
    let answers = write.check_in_items().read().answers()?;
    if kind != item.kind && answers.contains_key(&item.id) {
        Err(DomainError::Invalid).in_field("kind")?;
    }
    Ok(CheckInItem { kind, ..item })
}

fn with_fields(
    item: CheckInItem,
    fields: &CheckInItemFields,
    there: &[CheckInItem],
) -> Result<CheckInItem> {
    let name = Name::new(&fields.name).in_field("name")?;
    if name.is_empty() {
        Err(DomainError::NameNeeded).in_field("name")?;
    }
    let mut others = there.iter().filter(|other| other.id != item.id);
    // A name that it has already may stay: another of that name may have come back since.
    if !is_called(&item, &name) && others.any(|other| is_called(other, &name)) {
        Err(DomainError::NameTaken).in_field("name")?;
    }
    let (is_number, is_scale) = (
        item.kind == CheckInItemKind::Number,
        item.kind == CheckInItemKind::Scale,
    );
    Ok(CheckInItem {
        name,
        unit: only_if(is_number, item_unit(&fields.unit)).in_field("unit")?,
        low: only_if(is_scale, item_end(&fields.low)).in_field("low")?,
        high: only_if(is_scale, item_end(&fields.high)).in_field("high")?,
        ..item
    })
}

/// Words that an item of another kind has no place for are refused, not dropped.
fn only_if(has_place: bool, words: mainstay_domain::Result<Name>) -> mainstay_domain::Result<Name> {
    words.and_then(|words| {
        if has_place || words.is_empty() {
            Ok(words)
        } else {
            Err(DomainError::Invalid)
        }
    })
}

fn move_to(write: &Write<'_>, id: CheckInItemId, place: u32) -> Result<()> {
    let items = write.check_in_items();
    for item in item_moved(&items.read().list()?, id, place) {
        items.update(&item)?;
    }
    Ok(())
}
