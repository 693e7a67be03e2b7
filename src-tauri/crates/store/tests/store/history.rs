//! What was before, and what was removed: read back from the log of changes.

use crate::search::{add, journal_entry};
use crate::{change, check_in, Home};
use mainstay_domain::{
    Craving, CravingAnswers, CravingId, Direction, EntryKind, Goal, GoalId, GoalKind, JourneyEntry,
    Lapse, LapseId, Logged, Name, Note, Rating, RemovedRow, RowId, Trigger, TriggerId, TriggerKind,
};
use mainstay_store::{Error, Store};

pub fn craving(n: u8, when: &Logged, triggers: &[TriggerId], note: &str) -> Craving {
    Craving {
        id: CravingId::new(i64::from(n), &[n.wrapping_add(50); 10]),
        when: when.clone(),
        answers: CravingAnswers {
            goal_id: None,
            strength_before: Some(Rating::new(5).unwrap()),
            strength_after: None,
            triggers: triggers.to_vec(),
            tool: None,
            tool_seconds: None,
            acted: None,
            note: Note::new(note).unwrap(),
        },
    }
}

pub fn lapse(n: u8, when: &Logged, goal_id: Option<GoalId>, note: &str) -> Lapse {
    Lapse {
        id: LapseId::new(i64::from(n), &[n.wrapping_add(100); 10]),
        when: when.clone(),
        goal_id,
        amount: None,
        triggers: Vec::new(),
        next_steps: Vec::new(),
        note: Note::new(note).unwrap(),
    }
}

fn goal(n: u8) -> Goal {
    Goal {
        id: GoalId::new(i64::from(n), &[n; 10]),
        kind: GoalKind::Alcohol,
        name: Name::new("wine").unwrap(),
        unit: Name::default(),
        direction: Direction::Abstain,
        started_at_ms: 0,
        zone: "UTC".into(),
        started_on: "2026-11-01".parse().unwrap(),
    }
}

fn own_trigger() -> Trigger {
    Trigger {
        id: TriggerId::new(1, &[1; 10]),
        kind: TriggerKind::Place,
        key: None,
        name: Name::new("the harbour").unwrap(),
    }
}

fn when() -> Logged {
    journal_entry(1, "2026-11-03", "", &[]).when
}

fn row_id(bytes: &[u8]) -> RowId {
    RowId::from_slice(bytes).unwrap()
}

fn write(
    store: &Store,
    n: i64,
    work: impl FnOnce(&mainstay_store::Write<'_>) -> Result<(), Error>,
) {
    store.write(change(n), work).unwrap();
}

#[test]
fn an_entry_tells_each_text_that_it_had() {
    let home = Home::new();
    let store = home.open();
    let first = journal_entry(1, "2026-11-02", "one", &["a"]);
    add(&store, 1, &first);
    let second = journal_entry(1, "2026-11-02", "one two", &["a", "b"]);
    write(&store, 2, |write| write.journal_entries().update(&second));
    let third = journal_entry(1, "2026-11-01", "another", &["b"]);
    write(&store, 3, |write| write.journal_entries().update(&third));
    write(&store, 4, |write| {
        write.check_ins().insert(&check_in(9, 3, "not of this"))
    });
    let versions = store
        .history()
        .versions(EntryKind::JournalEntry, row_id(first.id.as_bytes()))
        .unwrap();
    let entries: Vec<_> = versions.iter().map(|version| &version.entry).collect();
    let told = [third, second, first].map(JourneyEntry::JournalEntry);
    assert_eq!(entries, told.iter().collect::<Vec<_>>());
    assert_eq!(
        (versions[0].written_ms, versions[0].change),
        (3, change(3).id)
    );
}

#[test]
fn a_craving_tells_what_was_around_it_before() {
    let home = Home::new();
    let store = home.open();
    let own = own_trigger();
    write(&store, 1, |write| write.triggers().insert(&own));
    let before = craving(1, &when(), &[own.id], "with");
    write(&store, 2, |write| write.cravings().insert(&before));
    let after = craving(1, &when(), &[], "without");
    write(&store, 3, |write| write.cravings().update(&after));
    let id = row_id(before.id.as_bytes());
    let versions = store.history().versions(EntryKind::Craving, id).unwrap();
    assert_eq!(versions[1].entry, JourneyEntry::Craving(before.clone()));
    // Across a removal and its undo.
    write(&store, 4, |write| write.cravings().delete(before.id));
    assert_eq!(
        store
            .history()
            .versions(EntryKind::Craving, id)
            .unwrap()
            .len(),
        2
    );
    store.undo(&[change(4).id], change(5)).unwrap();
    let versions = store.history().versions(EntryKind::Craving, id).unwrap();
    assert_eq!(versions.len(), 3);
    assert_eq!(versions[2].entry, JourneyEntry::Craving(before));
}

#[test]
fn what_was_removed_is_listed_until_it_is_back() {
    let home = Home::new();
    let store = home.open();
    let own = own_trigger();
    let entry = craving(1, &when(), &[own.id], "with");
    write(&store, 1, |write| {
        write.triggers().insert(&own)?;
        write.cravings().insert(&entry)
    });
    write(&store, 2, |write| write.cravings().delete(entry.id));
    let id = row_id(entry.id.as_bytes());
    let removed = store.history().removed(0).unwrap();
    assert_eq!(removed.len(), 1);
    assert_eq!((removed[0].id, removed[0].removed_ms), (id, 2));
    assert_eq!(
        removed[0].what,
        RemovedRow::Entry(JourneyEntry::Craving(entry.clone()))
    );
    assert_eq!(
        store.history().removed(3).unwrap(),
        [],
        "removed before that"
    );
    write(&store, 3, |write| write.history().restore(id));
    assert_eq!(
        store.cravings().get(entry.id).unwrap(),
        entry,
        "with its trigger"
    );
    assert_eq!(store.history().removed(0).unwrap(), []);
    let again = store.write::<(), Error>(change(4), |write| write.history().restore(id));
    assert!(matches!(again, Err(Error::Overtaken)));
    store.undo(&[change(3).id], change(5)).unwrap();
    assert_eq!(
        store.history().removed(0).unwrap().len(),
        1,
        "the return was undone"
    );
    let unknown =
        store.write::<(), Error>(change(6), |write| write.history().restore(row_id(&[1; 16])));
    assert!(matches!(unknown, Err(Error::NotFound)));
}

#[test]
fn a_journal_entry_comes_back_with_its_tags() {
    let home = Home::new();
    let store = home.open();
    let entry = journal_entry(1, "2026-11-02", "text", &["a", "b"]);
    add(&store, 1, &entry);
    write(&store, 2, |write| write.journal_entries().delete(entry.id));
    let removed = store.history().removed(0).unwrap();
    assert_eq!(
        removed[0].what,
        RemovedRow::Entry(JourneyEntry::JournalEntry(entry.clone()))
    );
    write(&store, 3, |write| write.history().restore(removed[0].id));
    assert_eq!(store.journal_entries().get(entry.id).unwrap(), entry);
}

#[test]
fn a_goal_comes_back_with_the_lapses_that_have_no_other_by_now() {
    let home = Home::new();
    let store = home.open();
    let (one, two) = (goal(1), goal(2));
    let lapses = [1, 2].map(|n| lapse(n, &when(), Some(one.id), "kept"));
    write(&store, 1, |write| {
        write.goals().insert(&one)?;
        write.goals().insert(&two)?;
        lapses
            .iter()
            .try_for_each(|lapse| write.lapses().insert(lapse))
    });
    write(&store, 2, |write| write.goals().delete(one.id));
    write(&store, 3, |write| {
        write
            .lapses()
            .update(&lapse(2, &when(), Some(two.id), "moved"))
    });
    let removed = store.history().removed(0).unwrap();
    assert_eq!(removed[0].what, RemovedRow::Goal(one.clone()));
    write(&store, 4, |write| write.history().restore(removed[0].id));
    assert_eq!(store.goals().get(one.id).unwrap(), one);
    let goals = lapses.map(|lapse| store.lapses().get(lapse.id).unwrap().goal_id);
    assert_eq!(goals, [Some(one.id), Some(two.id)]);
}

#[test]
fn what_comes_back_does_so_without_a_goal_that_is_gone() {
    let home = Home::new();
    let store = home.open();
    let kept = lapse(1, &when(), Some(goal(1).id), "kept");
    write(&store, 1, |write| {
        write.goals().insert(&goal(1))?;
        write.lapses().insert(&kept)
    });
    write(&store, 2, |write| write.lapses().delete(kept.id));
    write(&store, 3, |write| write.goals().delete(goal(1).id));
    write(&store, 4, |write| {
        write.history().restore(row_id(kept.id.as_bytes()))
    });
    assert_eq!(store.lapses().get(kept.id).unwrap().goal_id, None);
}

#[test]
fn one_of_several_that_went_together_comes_back_alone() {
    let home = Home::new();
    let store = home.open();
    write(&store, 1, |write| {
        (1..=3).try_for_each(|n| write.check_ins().insert(&check_in(n, 3, "one of three")))
    });
    store.undo(&[change(1).id], change(2)).unwrap();
    assert_eq!(store.history().removed(0).unwrap().len(), 3);
    write(&store, 3, |write| {
        write
            .history()
            .restore(row_id(check_in(2, 3, "").id.as_bytes()))
    });
    let day = "2026-11-21".parse().unwrap();
    assert_eq!(
        store.check_ins().between(day, day).unwrap(),
        [check_in(2, 3, "one of three")]
    );
}

#[test]
fn a_craving_with_triggers_that_was_logged_at_once_can_be_undone() {
    let home = Home::new();
    let store = home.open();
    let own = own_trigger();
    write(&store, 1, |write| write.triggers().insert(&own));
    let entry = craving(1, &when(), &[own.id], "");
    write(&store, 2, |write| write.cravings().insert(&entry));
    store.undo(&[change(2).id], change(3)).unwrap();
    assert!(matches!(
        store.cravings().get(entry.id),
        Err(Error::NotFound)
    ));
    store.undo(&[change(3).id], change(4)).unwrap();
    assert_eq!(store.cravings().get(entry.id).unwrap(), entry);
}
