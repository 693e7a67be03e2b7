//! The index of words: what is found, that it stays in step with the tables, and that it forgets.

use crate::{change, check_in, Home};
use mainstay_domain::{
    ChangeId, DiaryNote, DiaryNoteId, EntryKind, JournalEntry, JournalEntryId, Logged, LongText,
    Name, Note, SearchPage, Trigger, TriggerId, TriggerKind,
};
use mainstay_store::{Error, SearchQuery, Store};
use proptest::prelude::*;

pub fn journal_entry(n: u8, day: &str, text: &str, tags: &[&str]) -> JournalEntry {
    let day_on: chrono::NaiveDate = day.parse().unwrap();
    JournalEntry {
        id: JournalEntryId::new(i64::from(n), &[n; 10]),
        when: Logged {
            at_ms: day_on
                .and_hms_opt(12, 0, 0)
                .unwrap()
                .and_utc()
                .timestamp_millis(),
            zone: "UTC".into(),
            day_on,
        },
        text: LongText::new(text).unwrap(),
        tags: tags.iter().map(|tag| Name::new(tag).unwrap()).collect(),
    }
}

pub fn add(store: &Store, n: i64, entry: &JournalEntry) -> ChangeId {
    store
        .write::<_, Error>(change(n), |write| write.journal_entries().insert(entry))
        .unwrap();
    change(n).id
}

fn query(text: &str) -> SearchQuery {
    SearchQuery {
        text: text.into(),
        limit: 50,
        ..SearchQuery::default()
    }
}

fn find(store: &Store, text: &str) -> SearchPage {
    store.search().find(&query(text)).unwrap()
}

/// What was found, as `day: text with [words] marked`, newest first.
fn found(page: &SearchPage) -> Vec<String> {
    let days = page.days.iter();
    let hits = days.flat_map(|day| day.hits.iter().map(move |hit| (day.day_on, hit)));
    hits.map(|(day, hit)| {
        let mut units: Vec<u16> = hit.excerpt.text.encode_utf16().collect();
        for span in hit.excerpt.marks.iter().rev() {
            units.insert(span.to as usize, u16::from(b']'));
            units.insert(span.from as usize, u16::from(b'['));
        }
        format!("{day}: {}", String::from_utf16(&units).unwrap())
    })
    .collect()
}

#[test]
fn words_are_found_by_their_beginning_whatever_their_case_and_accents() {
    let home = Home::new();
    let store = home.open();
    add(
        &store,
        1,
        &journal_entry(1, "2026-11-02", "A cafe in the rain", &[]),
    );
    add(
        &store,
        2,
        &journal_entry(2, "2026-11-01", "CAFÉS close early", &["Rain"]),
    );
    assert_eq!(
        found(&find(&store, "café")),
        [
            "2026-11-02: A [cafe] in the rain",
            "2026-11-01: [CAFÉS] close early"
        ]
    );
    let both = find(&store, "caf rai");
    assert_eq!(both.found, 2, "in the text, or in a tag");
    let tags = &both.days[1].hits[0].tags;
    assert_eq!((tags[0].text.as_str(), tags[0].marks.len()), ("Rain", 1));
    assert_eq!(find(&store, "afe").found, 0, "not in the middle");
}

#[test]
fn no_text_is_a_mistake() {
    let home = Home::new();
    let store = home.open();
    add(
        &store,
        1,
        &journal_entry(1, "2026-11-02", "plain \"quoted\" NEAR words", &[]),
    );
    for text in [
        "",
        " ",
        "\"",
        "\"\"",
        "'",
        "*",
        "a*b",
        "NEAR(",
        "AND",
        "OR NOT",
        "body:",
        "{body}",
        "^plain",
        "-",
        "(((",
        "\0",
        "plain\0",
        "\u{2}",
        "🙂",
        "; DROP TABLE search",
        "\\",
        "%",
        "plain OR",
    ] {
        let _ = find(&store, text);
    }
    assert_eq!(find(&store, "\"quoted\" near").found, 1);
    assert_eq!(find(&store, &"plain ".repeat(10_000)).found, 1);
}

#[test]
fn every_kind_is_found_and_a_filter_says_how_many_it_hides() {
    let home = Home::new();
    let store = home.open();
    let own = Trigger {
        id: TriggerId::new(1, &[1; 10]),
        kind: TriggerKind::Place,
        key: None,
        name: Name::new("the harbour").unwrap(),
    };
    let day = "2026-11-03";
    let when = journal_entry(1, day, "", &[]).when;
    store
        .write::<_, Error>(change(1), |write| {
            write.triggers().insert(&own)?;
            write
                .check_ins()
                .insert(&check_in(1, 3, "by the harbour"))?;
            write
                .cravings()
                .insert(&crate::history::craving(2, &when, &[own.id], ""))?;
            write
                .lapses()
                .insert(&crate::history::lapse(3, &when, None, "harbour again"))?;
            write
                .journal_entries()
                .insert(&journal_entry(4, day, "no harbour", &[]))
        })
        .unwrap();
    let all = find(&store, "harbour");
    assert_eq!((all.found, all.hidden), (4, 0));
    let only = SearchQuery {
        kinds: vec![EntryKind::Craving, EntryKind::Lapse],
        ..query("harb")
    };
    let only = store.search().find(&only).unwrap();
    assert_eq!((only.found, only.hidden), (2, 2));
    let later = SearchQuery {
        from: Some("2026-11-04".parse().unwrap()),
        ..query("harb")
    };
    // The check-in is of 21 November.
    let later = store.search().find(&later).unwrap();
    assert_eq!((later.found, later.hidden), (1, 3));
    let earlier = SearchQuery {
        to: Some(day.parse().unwrap()),
        ..query("harb")
    };
    assert_eq!(store.search().find(&earlier).unwrap().found, 3);
}

#[test]
fn pages_follow_each_other_newest_first_without_a_gap() {
    let home = Home::new();
    let store = home.open();
    let days: Vec<String> = (1..=25).map(|day| format!("2026-10-{day:02}")).collect();
    // Written in another order than they happened; two in the same second.
    for (n, day) in (1u8..).zip(days.iter().rev().chain(&days[..3])) {
        add(
            &store,
            i64::from(n),
            &journal_entry(n, day, "the same word", &[]),
        );
    }
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = SearchQuery {
            before,
            limit: 4,
            ..query("word")
        };
        let page = store.search().find(&page).unwrap();
        assert_eq!(page.found, 28);
        seen.extend(found(&page));
        before = page.older_before;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 28);
    assert!(seen.is_sorted_by(|one, next| one >= next), "{seen:?}");
}

#[test]
fn a_removed_entry_is_found_no_more_until_the_removal_is_undone() {
    let home = Home::new();
    let store = home.open();
    let entry = journal_entry(1, "2026-11-02", "zitronenfalter", &["quokka"]);
    let added = add(&store, 1, &entry);
    store
        .write::<_, Error>(change(2), |write| write.journal_entries().delete(entry.id))
        .unwrap();
    assert_eq!(find(&store, "zitronenfalter").found, 0);
    store.undo(&[change(2).id], change(3)).unwrap();
    assert_eq!(find(&store, "zitronenfalter quokka").found, 1);
    assert_eq!(store.journal_entries().get(entry.id).unwrap(), entry);
    store.undo(&[change(3).id], change(4)).unwrap();
    store.undo(&[change(4).id], change(5)).unwrap();
    store.undo(&[added], change(6)).unwrap();
    assert_eq!(find(&store, "quokka").found, 0);
    assert!(store.search().agrees().unwrap());
}

#[test]
fn the_words_of_a_removed_entry_leave_the_index() {
    let home = Home::new();
    let store = home.open();
    add(
        &store,
        1,
        &journal_entry(1, "2026-11-01", "others stay", &[]),
    );
    let entry = journal_entry(2, "2026-11-02", "zitronenfalter", &["windharfe"]);
    add(&store, 2, &entry);
    let words = || {
        let raw = home.raw();
        raw.execute_batch("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, search, row)")
            .unwrap();
        let count = |sql: &str| raw.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
        (
            count("SELECT count(*) FROM words WHERE term IN ('zitronenfalter', 'windharfe')"),
            count("SELECT count(*) FROM search_data WHERE instr(block, CAST('itronenfalter' AS BLOB)) OR instr(block, CAST('indharfe' AS BLOB))"),
            count("SELECT count(*) FROM search_content WHERE c1 LIKE '%zitronenfalter%' OR c2 LIKE '%windharfe%'"),
        )
    };
    let (terms, blocks, texts) = words();
    assert!(
        terms == 2 && blocks > 0 && texts == 1,
        "it was there: {terms} {blocks} {texts}"
    );
    store
        .write::<_, Error>(change(3), |write| write.journal_entries().delete(entry.id))
        .unwrap();
    assert_eq!(words(), (0, 0, 0));
}

#[test]
fn a_changed_text_is_found_by_its_new_words_only() {
    let home = Home::new();
    let store = home.open();
    let entry = journal_entry(1, "2026-11-02", "before", &["old"]);
    add(&store, 1, &entry);
    let new = journal_entry(1, "2026-11-05", "after", &["new"]);
    store
        .write::<_, Error>(change(2), |write| write.journal_entries().update(&new))
        .unwrap();
    assert_eq!(
        (find(&store, "before").found, find(&store, "old").found),
        (0, 0)
    );
    assert_eq!(found(&find(&store, "after new")), ["2026-11-05: [after]"]);
    store.undo(&[change(2).id], change(3)).unwrap();
    assert_eq!(found(&find(&store, "before old")), ["2026-11-02: [before]"]);
}

/// One thing that may happen to one of a few entries.
#[derive(Debug, Clone)]
enum Act {
    Note(u8, u8, u8),
    Entry(u8, u8),
    Craving(u8, u8, bool),
    Diary(u8, u8),
    Remove(u8),
    RemoveItem,
    Undo(u8),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        (0..4u8, 0..4u8, 0..4u8).prop_map(|(n, words, own)| Act::Note(n, words, own)),
        (0..4u8, 0..4u8).prop_map(|(n, words)| Act::Entry(n, words)),
        (0..4u8, 0..4u8, any::<bool>()).prop_map(|(n, words, own)| Act::Craving(n, words, own)),
        (0..4u8, 0..4u8).prop_map(|(n, words)| Act::Diary(n, words)),
        (0..16u8).prop_map(Act::Remove),
        Just(Act::RemoveItem),
        any::<u8>().prop_map(Act::Undo),
    ];
    prop::collection::vec(act, 1..40)
}

/// What is said about a day of its own.
fn diary_note(n: u8, words: &str) -> DiaryNote {
    let day = format!("2026-11-{:02}", n + 1);
    DiaryNote {
        id: DiaryNoteId::new(1, &[n; 10]),
        when: journal_entry(1, &day, "", &[]).when,
        skill: None,
        note: Note::new(words).unwrap(),
    }
}

const WORDS: [&str; 4] = ["", "grey heron", "heron on the weir", "the weir"];

/// Removes what is there, changes it, or adds it. A refusal changes nothing, and is as good as any act.
fn act(store: &Store, n: i64, act: &Act) -> Result<(), Error> {
    let own = TriggerId::new(1, &[1; 10]);
    let words = |at: u8| WORDS[usize::from(at)];
    let day = format!("2026-11-{:02}", n % 28 + 1);
    let when = journal_entry(1, &day, "", &[]).when;
    store.write(change(n), |write| match *act {
        Act::Note(id, text, own) => {
            let mut entry = check_in(id, 3, words(text));
            entry.answers.items = crate::items::said(&crate::items::text_item(), words(own));
            write
                .check_ins()
                .update(&entry)
                .or_else(|_| write.check_ins().insert(&entry))
        }
        Act::Entry(id, text) => {
            let tags = if n % 2 == 0 {
                &["weir", "kept"][..]
            } else {
                &["kept"]
            };
            let entry = journal_entry(id, &day, words(text), tags);
            write
                .journal_entries()
                .update(&entry)
                .or_else(|_| write.journal_entries().insert(&entry))
        }
        Act::Craving(id, text, has_own) => {
            let own: &[TriggerId] = if has_own { &[own] } else { &[] };
            let entry = crate::history::craving(id, &when, own, words(text));
            write
                .cravings()
                .update(&entry)
                .or_else(|_| write.cravings().insert(&entry))
        }
        Act::Diary(id, text) => {
            let note = diary_note(id, words(text));
            write
                .diary_notes()
                .update(&note)
                .or_else(|_| write.diary_notes().insert(&note))
        }
        Act::Remove(at) => match at % 4 {
            0 => write.check_ins().delete(check_in(at / 4, 3, "").id),
            1 => write
                .journal_entries()
                .delete(journal_entry(at / 4, &day, "", &[]).id),
            2 => write.diary_notes().delete(diary_note(at / 4, "").id),
            _ => write
                .cravings()
                .delete(crate::history::craving(at / 4, &when, &[], "").id),
        },
        Act::RemoveItem => write.check_in_items().delete(crate::items::text_item().id),
        Act::Undo(_) => Ok(()),
    })?;
    if let Act::Undo(back) = act {
        let at = n - 1 - i64::from(*back) % n;
        store.undo(&[change(at).id], change(n + 1_000))?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn the_index_equals_a_rebuild_after_any_acts(acts in acts()) {
        let home = Home::new();
        let store = home.open();
        let own = Trigger {
            id: TriggerId::new(1, &[1; 10]),
            kind: TriggerKind::Place,
            key: None,
            name: Name::new("the old weir").unwrap(),
        };
        store.write::<_, Error>(change(1), |write| {
            write.check_in_items().insert(&crate::items::text_item())?;
            write.triggers().insert(&own)
        }).unwrap();
        for (n, one) in (2i64..).zip(&acts) {
            let _ = act(&store, n, one);
        }
        prop_assert!(store.search().agrees().unwrap());
        store.verify_structure().unwrap();
        drop(store);
        let raw = home.raw();
        raw.execute_batch("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)").unwrap();
    }
}

#[test]
fn a_note_counts_only_with_words() {
    let home = Home::new();
    let store = home.open();
    store
        .write::<_, Error>(change(1), |write| {
            write.check_ins().insert(&check_in(1, 3, ""))
        })
        .unwrap();
    let rows: u32 = home
        .raw()
        .query_row("SELECT count(*) FROM search_rows", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 0);
    assert!(Note::new("").unwrap().as_str().is_empty());
}
