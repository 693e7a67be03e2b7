//! The person's own items in check-ins: kept with them, removed with them, and told in their history.

use crate::{change, check_in, Home};
use mainstay_domain::{
    Amount, ChartMeasure, CheckIn, CheckInItem, CheckInItemId, CheckInItemKind, EntryKind,
    ItemAnswer, ItemValue, JourneyEntry, Name, Note, Rating, RemovedRow, RowId,
};
use mainstay_store::{Error, SearchQuery, Store, Write};

pub fn item(n: u8, kind: CheckInItemKind) -> CheckInItem {
    CheckInItem {
        id: CheckInItemId::new(i64::from(n), &[n.wrapping_add(150); 10]),
        name: Name::new(&format!("question {n}")).unwrap(),
        kind,
        unit: Name::default(),
        low: Name::default(),
        high: Name::default(),
        position: u32::from(n),
        ended_on: None,
    }
}

pub fn text_item() -> CheckInItem {
    item(1, CheckInItemKind::Text)
}

/// The answer in words to an item; empty words are none.
pub fn said(item: &CheckInItem, words: &str) -> Vec<ItemAnswer> {
    let answer = ItemAnswer {
        item_id: item.id,
        value: ItemValue::Text(Note::new(words).unwrap()),
    };
    Vec::from_iter((!words.is_empty()).then_some(answer))
}

fn answer(item: &CheckInItem, value: ItemValue) -> ItemAnswer {
    ItemAnswer {
        item_id: item.id,
        value,
    }
}

fn rated(item: &CheckInItem, rating: i64) -> ItemAnswer {
    answer(item, ItemValue::Scale(Rating::new(rating).unwrap()))
}

/// One item of each kind, and an answer to each.
fn one_of_each() -> (Vec<CheckInItem>, Vec<ItemAnswer>) {
    use CheckInItemKind::{Number, Scale, Text, YesNo};
    let items: Vec<_> = [(1, Text), (2, Scale), (3, YesNo), (4, Number)]
        .map(|(n, kind)| item(n, kind))
        .into();
    let answers = vec![
        said(&items[0], "grey heron").remove(0),
        rated(&items[1], 0),
        answer(&items[2], ItemValue::YesNo(false)),
        answer(&items[3], ItemValue::Number(Amount::new(72_125).unwrap())),
    ];
    (items, answers)
}

fn with(n: u8, answers: &[ItemAnswer]) -> CheckIn {
    let mut entry = check_in(n, 3, "");
    entry.answers.items = answers.to_vec();
    entry
}

fn write(store: &Store, n: i64, work: impl FnOnce(&Write<'_>) -> Result<(), Error>) {
    store.write(change(n), work).unwrap();
}

fn kept(store: &Store, entry: &CheckIn) -> Vec<ItemAnswer> {
    let one = store.check_ins().get(entry.id).unwrap();
    let day = entry.when.day_on;
    let all = store.check_ins().between(day, day).unwrap();
    assert!(all.contains(&one), "read alone and read with others");
    one.answers.items
}

fn row_id(bytes: &[u8]) -> RowId {
    RowId::from_slice(bytes).unwrap()
}

fn found(store: &Store, text: &str) -> u32 {
    let query = SearchQuery {
        text: text.into(),
        limit: 9,
        ..SearchQuery::default()
    };
    store.search().find(&query).unwrap().found
}

/// A store with one item of each kind (change 1) and a check-in that answers all (change 2).
fn answered(home: &Home) -> (Store, Vec<CheckInItem>, CheckIn) {
    let store = home.open();
    let (items, answers) = one_of_each();
    write(&store, 1, |write| {
        let mut all = items.iter();
        all.try_for_each(|item| write.check_in_items().insert(item))
    });
    let entry = with(1, &answers);
    write(&store, 2, |write| write.check_ins().insert(&entry));
    (store, items, entry)
}

#[test]
fn every_sort_of_answer_comes_back_as_it_was_given() {
    let home = Home::new();
    let (store, items, entry) = answered(&home);
    assert_eq!(store.check_in_items().list().unwrap(), items);
    assert_eq!(kept(&store, &entry), entry.answers.items);
    let other = with(1, &[rated(&items[1], 10)]);
    write(&store, 3, |write| write.check_ins().update(&other));
    assert_eq!(kept(&store, &entry), other.answers.items);
    store.undo(&[change(3).id], change(4)).unwrap();
    assert_eq!(kept(&store, &entry), entry.answers.items);
    assert_eq!(found(&store, "heron"), 1);
    assert_eq!(store.check_in_items().answers().unwrap()[&items[2].id], 1);
}

#[test]
fn a_removed_check_in_takes_its_answers_along_and_brings_them_back() {
    let home = Home::new();
    let (store, _, entry) = answered(&home);
    write(&store, 3, |write| write.check_ins().delete(entry.id));
    assert_eq!(found(&store, "heron"), 0);
    let [removed] = &store.history().removed(0).unwrap()[..] else {
        panic!("the check-in alone was removed")
    };
    let was = JourneyEntry::CheckIn(entry.clone());
    assert_eq!(removed.what, RemovedRow::Entry(was));
    let is_back = || {
        assert_eq!(kept(&store, &entry), entry.answers.items);
        assert_eq!(found(&store, "heron"), 1);
    };
    // Undo puts the answers back before the check-in; bringing it back does it the other way round.
    store.undo(&[change(3).id], change(4)).unwrap();
    is_back();
    write(&store, 5, |write| write.check_ins().delete(entry.id));
    let id = row_id(entry.id.as_bytes());
    write(&store, 6, |write| write.history().restore(id));
    is_back();
    store.undo(&[change(6).id], change(7)).unwrap();
    store.undo(&[change(7).id], change(8)).unwrap();
    is_back();
    assert!(store.search().agrees().unwrap());
}

#[test]
fn a_removed_item_comes_back_with_its_answers() {
    let home = Home::new();
    let (store, items, entry) = answered(&home);
    write(&store, 3, |write| {
        write.check_in_items().delete(items[0].id)
    });
    assert_eq!(kept(&store, &entry), entry.answers.items[1..]);
    assert_eq!(found(&store, "heron"), 0);
    let removed = store.history().removed(0).unwrap();
    assert_eq!(removed.len(), 1);
    assert_eq!(removed[0].what, RemovedRow::CheckInItem(items[0].clone()));
    let id = row_id(items[0].id.as_bytes());
    write(&store, 4, |write| write.history().restore(id));
    assert_eq!(kept(&store, &entry), entry.answers.items);
    assert_eq!(found(&store, "heron"), 1);
    assert_eq!(store.history().removed(0).unwrap(), []);
}

#[test]
fn an_item_comes_back_without_the_answers_of_a_check_in_that_is_gone() {
    let home = Home::new();
    let (store, items, entry) = answered(&home);
    write(&store, 3, |write| {
        write.check_in_items().delete(items[0].id)
    });
    write(&store, 4, |write| write.check_ins().delete(entry.id));
    let [item, check_in] = [items[0].id.as_bytes(), entry.id.as_bytes()].map(|bytes| row_id(bytes));
    write(&store, 5, |write| write.history().restore(item));
    assert_eq!(store.check_in_items().list().unwrap(), items);
    write(&store, 6, |write| write.history().restore(check_in));
    assert_eq!(kept(&store, &entry), entry.answers.items[1..]);
}

#[test]
fn the_history_of_a_check_in_tells_its_answers() {
    let home = Home::new();
    let (store, items, first) = answered(&home);
    let second = with(1, &[rated(&items[1], 4), first.answers.items[2].clone()]);
    write(&store, 3, |write| write.check_ins().update(&second));
    write(&store, 4, |write| {
        write.check_in_items().delete(items[1].id)
    });
    let third = with(1, &first.answers.items[2..3]);
    let id = row_id(first.id.as_bytes());
    let versions = store.history().versions(EntryKind::CheckIn, id).unwrap();
    let told: Vec<_> = versions.into_iter().map(|version| version.entry).collect();
    assert_eq!(told, [third, second, first].map(JourneyEntry::CheckIn));
}

#[test]
fn undo_refuses_to_forget_an_answer_that_was_given_since() {
    let home = Home::new();
    let store = home.open();
    let (items, answers) = one_of_each();
    write(&store, 1, |write| write.check_in_items().insert(&items[1]));
    write(&store, 2, |write| write.check_ins().insert(&with(1, &[])));
    let entry = with(1, &answers[1..2]);
    write(&store, 3, |write| write.check_ins().update(&entry));
    for made in [1, 2] {
        let undone = store.undo(&[change(made).id], change(9));
        assert!(matches!(undone, Err(Error::Overtaken)), "change {made}");
    }
    assert_eq!(kept(&store, &entry), entry.answers.items);
    let all = [change(1).id, change(2).id, change(3).id];
    store.undo(&all, change(9)).unwrap();
    assert_eq!(store.check_in_items().list().unwrap(), []);
}

#[test]
fn days_without_an_answer_have_no_value() {
    let home = Home::new();
    let (store, items, entry) = answered(&home);
    let twice = with(
        2,
        &[
            rated(&items[1], 5),
            answer(&items[2], ItemValue::YesNo(true)),
        ],
    );
    write(&store, 3, |write| write.check_ins().insert(&twice));
    let [mut later, day] = [with(3, &[]), twice.clone()];
    later.when.day_on = "2026-11-22".parse().unwrap();
    write(&store, 4, |write| write.check_ins().insert(&later));
    let values = |measure, item: &CheckInItem| -> Vec<f64> {
        let [from, to] = [day.when.day_on, later.when.day_on];
        let values = store.charts().values(measure, Some(item.id), from, to);
        values.unwrap().iter().map(|day| day.value).collect()
    };
    assert_eq!(values(ChartMeasure::ItemScale, &items[1]), [2.5]);
    assert_eq!(values(ChartMeasure::ItemYesNo, &items[2]), [1.0]);
    assert_eq!(values(ChartMeasure::ItemNumber, &items[3]), [72.125]);
    assert_eq!(kept(&store, &entry), entry.answers.items);
}
