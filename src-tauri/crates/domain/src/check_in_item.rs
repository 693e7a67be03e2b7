//! Check-in items: questions of the person's own, asked in every check-in until they stop asking them.
//!
//! What sort of answer an item takes never changes, so that all its answers can be read together. An item that ended
//! keeps its answers. Deliberately not here: questions that come with the app. Meals, movement and gratitude are only
//! names that the screens propose; once added they are the person's own.

use crate::bindings::{wire, words};
use crate::order::moved;
use crate::{Amount, CheckInItemId, Error, Name, Note, Rating, Result};
use chrono::NaiveDate;

/// The most items that are asked at once: more than that nobody answers on a bad day.
pub const MOST_ITEMS: usize = 20;
/// The most characters of a unit.
const MOST_UNIT: usize = 20;
/// The most characters of the word at an end of a scale: two of them stand beside each other on a small phone.
const MOST_END: usize = 30;

wire! {
    /// What sort of answer an item takes.
    pub enum CheckInItemKind {
        /// A number from 0 to 10.
        Scale,
        /// Yes or no.
        YesNo,
        /// An amount in the item's unit.
        Number,
        /// Words.
        Text,
    }
}

words!(CheckInItemKind {
    Scale = "scale",
    YesNo = "yes_no",
    Number = "number",
    Text = "text",
});

wire! {
    /// One question of the person's own.
    #[derive(Eq)]
    pub struct CheckInItem {
        /// Its id.
        pub id: CheckInItemId,
        /// What it is called; never empty.
        pub name: Name,
        /// What sort of answer it takes.
        pub kind: CheckInItemKind,
        /// What a number counts; empty for other kinds.
        pub unit: Name,
        /// The word at the 0 of a scale; empty for other kinds.
        pub low: Name,
        /// The word at the 10 of a scale; empty for other kinds.
        pub high: Name,
        /// Its place: the lowest is asked first.
        pub position: u32,
        /// The local day since which it is not asked any more; `None` while it is.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub ended_on: Option<NaiveDate>,
    }
}

impl CheckInItem {
    /// Whether check-ins ask it.
    #[must_use]
    pub const fn is_asked(&self) -> bool {
        self.ended_on.is_none()
    }
}

/// The answer to one item, in the form that its kind takes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum ItemValue {
    /// 0 to 10.
    Scale(Rating),
    /// Yes or no.
    YesNo(bool),
    /// In thousandths of the item's unit.
    Number(Amount),
    /// In their own words; never empty.
    Text(Note),
}

impl ItemValue {
    /// The kind of item that it answers.
    #[must_use]
    pub const fn kind(&self) -> CheckInItemKind {
        match self {
            Self::Scale(_) => CheckInItemKind::Scale,
            Self::YesNo(_) => CheckInItemKind::YesNo,
            Self::Number(_) => CheckInItemKind::Number,
            Self::Text(_) => CheckInItemKind::Text,
        }
    }
}

wire! {
    /// What a check-in answers to one item.
    #[derive(Eq)]
    pub struct ItemAnswer {
        /// The item.
        pub item_id: CheckInItemId,
        /// What was answered. An item without an answer was not answered; that is not the same as 0 or no.
        pub value: ItemValue,
    }
}

/// The unit of a number.
///
/// # Errors
/// [`Error::TooLong`] above 20 characters, and those of [`Name::new`].
pub fn item_unit(text: &str) -> Result<Name> {
    short(text, MOST_UNIT)
}

/// The word at an end of a scale.
///
/// # Errors
/// [`Error::TooLong`] above 30 characters, and those of [`Name::new`].
pub fn item_end(text: &str) -> Result<Name> {
    short(text, MOST_END)
}

fn short(text: &str, most: usize) -> Result<Name> {
    let name = Name::new(text)?;
    if name.as_str().chars().count() > most {
        return Err(Error::TooLong);
    }
    Ok(name)
}

/// A name like `name` that is not taken: "Water (2)". The end of the longest names gives way.
///
/// # Errors
/// None that is known; those of [`Name::new`].
pub fn free_name(name: &Name, is_taken: impl Fn(&Name) -> bool) -> Result<Name> {
    let mut free = name.clone();
    let mut number = 1_usize;
    while is_taken(&free) {
        number += 1;
        let end = format!(" ({number})");
        let room = Name::MAX_CHARS.saturating_sub(end.len());
        let start: String = name.as_str().chars().take(room).collect();
        free = Name::new(&format!("{}{end}", start.trim_end()))?;
    }
    Ok(free)
}

/// Whether an item is called `name`, as people see it.
#[must_use]
pub fn is_called(item: &CheckInItem, name: &Name) -> bool {
    item.name.is_same(name)
}

/// Checks the answers of a check-in. `kept`: those that it has already; an item that ended takes none anew.
///
/// # Errors
/// [`Error::Invalid`] for an unknown item, one that ended, another sort of answer than it takes, two answers to one
/// item, or empty words.
pub fn check_item_answers(
    answers: &[ItemAnswer],
    kept: &[ItemAnswer],
    items: &[CheckInItem],
) -> Result<()> {
    let mut seen = Vec::new();
    for answer in answers {
        let id = answer.item_id;
        let item = items.iter().find(|item| item.id == id);
        let item = item.ok_or(Error::Invalid)?;
        let may_be_given = item.is_asked() || kept.iter().any(|kept| kept.item_id == id);
        // One of before the item took another kind may stay as it is.
        let fits = answer.value.kind() == item.kind || kept.contains(answer);
        let is_empty = matches!(&answer.value, ItemValue::Text(text) if text.as_str().is_empty());
        if !may_be_given || !fits || is_empty || seen.contains(&id) {
            return Err(Error::Invalid);
        }
        seen.push(id);
    }
    Ok(())
}

/// The items that have another place once `id` stands at `place`, counted from 0 among those that are asked. The order
/// of the others stays.
#[must_use]
pub fn item_moved(items: &[CheckInItem], id: CheckInItemId, place: u32) -> Vec<CheckInItem> {
    let asked = items.iter().filter(|item| item.is_asked());
    let mut asked: Vec<CheckInItem> = asked.cloned().collect();
    asked.sort_by_key(|item| (item.position, item.id));
    let from = asked.iter().position(|item| item.id == id);
    moved(asked, from.unwrap_or(usize::MAX), place, |item| {
        &mut item.position
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn item(n: u8, position: u32) -> CheckInItem {
        CheckInItem {
            id: CheckInItemId::new(i64::from(n), &[n; 10]),
            name: Name::new(&format!("item {n}")).unwrap(),
            kind: CheckInItemKind::Number,
            unit: Name::default(),
            low: Name::default(),
            high: Name::default(),
            position,
            ended_on: None,
        }
    }

    fn ended(n: u8) -> CheckInItem {
        CheckInItem {
            ended_on: Some("2026-11-21".parse().unwrap()),
            ..item(n, 9)
        }
    }

    fn answer(item: &CheckInItem, value: ItemValue) -> ItemAnswer {
        ItemAnswer {
            item_id: item.id,
            value,
        }
    }

    fn three() -> ItemValue {
        ItemValue::Number(Amount::new(3_000).unwrap())
    }

    #[test]
    fn an_answer_fits_an_item_that_is_asked() {
        let items = [item(1, 0), ended(2)];
        let [asked, gone] = [answer(&items[0], three()), answer(&items[1], three())];
        let check =
            |answers: &[ItemAnswer], kept: &[ItemAnswer]| check_item_answers(answers, kept, &items);
        assert_eq!(check(std::slice::from_ref(&asked), &[]), Ok(()));
        assert_eq!(
            check(&[asked.clone(), gone.clone()], std::slice::from_ref(&gone)),
            Ok(()),
            "what was answered before it ended may be said otherwise"
        );
        let yes = answer(&items[0], ItemValue::YesNo(true));
        let stays = check(std::slice::from_ref(&yes), std::slice::from_ref(&yes));
        assert_eq!(stays, Ok(()), "answered before it took another kind");
        let unknown = answer(&item(3, 0), three());
        for wrong in [vec![gone], vec![yes], vec![unknown], vec![asked; 2]] {
            assert_eq!(check(&wrong, &[]), Err(Error::Invalid), "{wrong:?}");
        }
    }

    #[test]
    fn empty_words_are_no_answer() {
        let text = CheckInItem {
            kind: CheckInItemKind::Text,
            ..item(1, 0)
        };
        let say = |words: &str| answer(&text, ItemValue::Text(Note::new(words).unwrap()));
        let items = [text.clone()];
        assert_eq!(check_item_answers(&[say("a walk")], &[], &items), Ok(()));
        let empty = check_item_answers(&[say("")], &[], &items);
        assert_eq!(empty, Err(Error::Invalid));
    }

    #[test]
    fn units_and_end_words_are_short() {
        assert_eq!(item_unit(&"x".repeat(20)).unwrap().as_str().len(), 20);
        assert_eq!(item_unit(&"x".repeat(21)), Err(Error::TooLong));
        assert_eq!(item_end(&"é".repeat(30)).map(drop), Ok(()));
        assert_eq!(item_end(&"x".repeat(31)), Err(Error::TooLong));
    }

    #[test]
    fn a_name_is_the_same_in_other_letters() {
        assert!(is_called(&item(1, 0), &Name::new("ITEM 1").unwrap()));
        assert!(!is_called(&item(1, 0), &Name::new("item 2").unwrap()));
    }

    #[test]
    fn a_free_name_is_told_apart_by_a_number() {
        let called = |n: u8, name: &str| CheckInItem {
            name: Name::new(name).unwrap(),
            ..item(n, 0)
        };
        let others = [called(1, "water"), called(2, "Water (2)")];
        let taken = |name: &Name| others.iter().any(|other| is_called(other, name));
        let free = |name: &str| free_name(&Name::new(name).unwrap(), taken).unwrap();
        assert_eq!(free("Water").as_str(), "Water (3)");
        assert_eq!(free("Tea").as_str(), "Tea");
        let long = "é".repeat(Name::MAX_CHARS);
        let other = called(3, &long);
        let free = free_name(&Name::new(&long).unwrap(), |name| is_called(&other, name)).unwrap();
        assert_eq!(free.as_str(), format!("{} (2)", "é".repeat(76)));
    }

    proptest! {
        #[test]
        fn moving_one_keeps_the_order_of_the_others(count in 1u8..8, which in 0u8..8, place in 0u32..12) {
            let which = which % count;
            let mut items: Vec<_> = (0..count).map(|n| item(n, u32::from(n) * 2)).collect();
            items.push(ended(99));
            let id = items[usize::from(which)].id;
            for changed in item_moved(&items, id, place) {
                let there = items.iter_mut().find(|item| item.id == changed.id).unwrap();
                *there = changed;
            }
            prop_assert_eq!(&items.pop().unwrap(), &ended(99));
            items.sort_by_key(|item| (item.position, item.id));
            let at = items.iter().position(|item| item.id == id).unwrap();
            prop_assert_eq!(at, usize::try_from(place).unwrap().min(items.len() - 1));
            let others: Vec<_> = items.iter().filter(|item| item.id != id).map(|item| item.id).collect();
            prop_assert!(others.is_sorted());
        }
    }
}
