//! The cards of medicine safety: complete, sourced, plain, and without any instruction of dose (decision 0044).
//! What a sentence may not say is in `dose_words.rs`, how hard it reads in `reading.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::dose_words::instructions;
use crate::reading::{grade, hard_words, HARDEST_GRADE};

/// The kinds of medicine that a person can choose, one card each.
const CLASSES: &[&str] = &[
    "acamprosate",
    "antidepressant",
    "buprenorphine_daily",
    "buprenorphine_injection",
    "bupropion",
    "disulfiram",
    "methadone",
    "mood_or_psychosis",
    "naloxone",
    "naltrexone_daily",
    "naltrexone_injection",
    "nicotine_replacement",
    "opioid_pain",
    "other",
    "sedative",
    "varenicline",
];

const SAFETY: &[&str] = &[
    "after-dissolving",
    "hidden-alcohol",
    "lost-tolerance",
    "safe-storage",
    "take-home",
    "wallet-naltrexone",
];

/// How a card of a missed dose ends.
const CALL: &str = "Call your clinic before the next dose.";

/// The one that may not: a second dose of naloxone never waits for a clinic.
const CALL_NALOXONE: &str = "Call your clinic or pharmacy when a kit is used or out of date.";

/// Kinds after which a body is no longer used to opioids: each of them brings the card of lost tolerance.
const LOSES_TOLERANCE: &[&str] = &[
    "buprenorphine_daily",
    "buprenorphine_injection",
    "methadone",
    "naltrexone_daily",
    "naltrexone_injection",
    "opioid_pain",
];

/// No review may be older. Whoever moves it on has read every card and its sources again.
const OLDEST_REVIEW: &str = "2026-11-01";

/// Languages whose sentences the lints can judge. Another one needs its own first.
const LINTED: &[&str] = &["en"];

/// A phrase of a label that is quoted as one: it says when to brush teeth, and nothing of a dose.
const LABEL_WORDS: &[&str] =
    &["The label says: wait at least one hour before you brush your teeth."];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Card {
    id: String,
    version: u32,
    title: String,
    /// Safety cards: the kinds of medicine they stand beside.
    #[serde(default)]
    classes: Vec<String>,
    points: Vec<String>,
    #[serde(default)]
    items: Vec<Item>,
    #[serde(default)]
    helps: Vec<String>,
    #[serde(default)]
    wallet: Vec<String>,
    #[serde(default)]
    signs: Vec<String>,
    emergency: Option<String>,
    #[serde(default)]
    ready: Vec<String>,
    call: Option<String>,
    sources: Vec<Source>,
    reviewed_on: NaiveDate,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: String,
    text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Source {
    title: String,
    publisher: String,
    url: String,
    checked_on: NaiveDate,
}

impl Card {
    /// Every text that a person reads, but for the names of sources.
    fn texts(&self) -> Vec<&str> {
        let items = self.items.iter().map(|item| &item.text);
        let lists = [
            &self.points,
            &self.helps,
            &self.wallet,
            &self.signs,
            &self.ready,
        ];
        let listed = lists.into_iter().flatten().chain(items);
        let single = [
            Some(&self.title),
            self.emergency.as_ref(),
            self.call.as_ref(),
        ];
        let all = single.into_iter().flatten().chain(listed);
        all.map(String::as_str).collect()
    }
}

/// The cards of a folder by their file's name.
fn cards(folder: &str) -> BTreeMap<String, Card> {
    let read = |(path, text): (std::path::PathBuf, String)| {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let card = serde_json::from_str(&text);
        let card = card.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (name.into_owned(), card)
    };
    let files = crate::files(folder, ".json");
    files.into_iter().map(read).collect()
}

fn missed() -> BTreeMap<String, Card> {
    cards("assets/content/en/missed-dose")
}

fn safety() -> BTreeMap<String, Card> {
    cards("assets/content/en/safety")
}

/// What is wrong with a card's words; nothing, when all is well.
fn faults_of_words(card: &Card) -> Vec<String> {
    let mut faults = Vec::new();
    for text in card.texts() {
        faults.extend(crate::words::faults_of(text));
        let hard = hard_words(text).into_iter();
        faults.extend(hard.map(|word| format!("a hard word: {word}")));
        if !LABEL_WORDS.contains(&text) {
            faults.extend(instructions(text));
        }
    }
    let grade = grade(&card.texts());
    if grade > HARDEST_GRADE {
        faults.push(format!("reads at grade {grade:.1}"));
    }
    faults
}

/// What any card needs.
fn faults(name: &str, card: &Card) -> Vec<String> {
    let mut faults = faults_of_words(card);
    let mut need = |good: bool, what: &str| {
        if !good {
            faults.push(what.to_owned());
        }
    };
    need(card.id == name, "is named otherwise than its file");
    need(card.version > 0, "has no version");
    need(!card.points.is_empty(), "says nothing");
    need(
        card.texts().iter().all(|text| !text.trim().is_empty()),
        "has an empty text",
    );
    need(
        card.signs.is_empty() == card.emergency.is_none(),
        "has signs and no help, or the other way round",
    );
    need(!card.sources.is_empty(), "has no source");
    need(
        card.sources.iter().all(is_sourced),
        "has a source that cannot be looked up",
    );
    need(
        card.reviewed_on.to_string().as_str() >= OLDEST_REVIEW,
        "was reviewed too long ago",
    );
    let read = card
        .sources
        .iter()
        .all(|source| source.checked_on <= card.reviewed_on);
    need(read, "was reviewed before its sources were read");
    let ids: BTreeSet<_> = card.items.iter().map(|item| &item.id).collect();
    need(ids.len() == card.items.len(), "has two items of one id");
    faults
}

fn is_sourced(source: &Source) -> bool {
    source.url.starts_with("https://")
        && !source.url.contains("utm_")
        && !source.title.is_empty()
        && !source.publisher.is_empty()
        && source.checked_on.to_string().as_str() >= OLDEST_REVIEW
}

/// What a card of a missed dose needs besides.
fn faults_of_missed(name: &str, card: &Card) -> Vec<String> {
    let mut faults = faults(name, card);
    let ends = if name == "naloxone" {
        CALL_NALOXONE
    } else {
        CALL
    };
    if card.call.as_deref() != Some(ends) {
        faults.push("does not end in the call".into());
    }
    if card.signs.is_empty() || card.ready.is_empty() {
        faults.push("has no signs, or nothing to have ready".into());
    }
    let has_more = !card.classes.is_empty()
        || !card.items.is_empty()
        || !card.helps.is_empty()
        || !card.wallet.is_empty();
    if has_more {
        faults.push("says more than a card of a missed dose".into());
    }
    faults
}

fn names(cards: &BTreeMap<String, Card>) -> Vec<&str> {
    cards.keys().map(String::as_str).collect()
}

#[test]
fn each_kind_of_medicine_has_a_card_that_ends_in_the_call() {
    let cards = missed();
    assert_eq!(names(&cards), CLASSES);
    for (name, card) in &cards {
        assert_eq!(faults_of_missed(name, card), [""; 0], "{name}");
    }
}

#[test]
fn each_safety_card_stands_beside_kinds_that_there_are() {
    let cards = safety();
    assert_eq!(names(&cards), SAFETY);
    for (name, card) in &cards {
        assert_eq!(faults(name, card), [""; 0], "{name}");
        assert!(card.call.is_none(), "{name} is about no missed dose");
        assert!(!card.classes.is_empty(), "{name} stands nowhere");
        let known = card
            .classes
            .iter()
            .all(|class| CLASSES.contains(&class.as_str()));
        assert!(known, "{name}: {:?}", card.classes);
    }
    assert_eq!(cards["lost-tolerance"].classes, LOSES_TOLERANCE);
    assert!(
        !cards["hidden-alcohol"].items.is_empty() && !cards["wallet-naltrexone"].wallet.is_empty()
    );
}

#[test]
fn every_language_of_the_app_has_all_cards_and_words_that_were_judged() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets");
    for entry in std::fs::read_dir(root.join("messages")).expect("catalogues") {
        let locale = entry.expect("an entry").file_name();
        let locale = locale.to_string_lossy();
        assert!(
            LINTED.contains(&&*locale),
            "{locale}: first a lint that knows its words"
        );
        for (folder, needed) in [("missed-dose", CLASSES), ("safety", SAFETY)] {
            let there = cards(&format!("assets/content/{locale}/{folder}"));
            assert_eq!(names(&there), needed, "{locale}");
            let source = cards(&format!("assets/content/en/{folder}"));
            for (name, card) in &there {
                assert_eq!(shape(card), shape(&source[name]), "{locale}: {name}");
            }
        }
    }
}

/// What must be the same in every language: a warning left out would not be seen by who reads only the other.
fn shape(card: &Card) -> (u32, [usize; 5], Vec<&str>, &[String]) {
    let lists = [
        card.points.len(),
        card.helps.len(),
        card.wallet.len(),
        card.signs.len(),
        card.ready.len(),
    ];
    let items = card.items.iter().map(|item| item.id.as_str()).collect();
    (card.version, lists, items, &card.classes)
}

#[test]
fn planted_faults_are_found() {
    let plant = |spoil: fn(&mut Card)| {
        let mut card = missed()["methadone"].clone();
        spoil(&mut card);
        faults_of_missed("methadone", &card).len()
    };
    assert_eq!(plant(|_| {}), 0);
    let spoilt: &[fn(&mut Card)] = &[
        |card| card.call = None,
        |card| card.call = Some("Call your clinic when you like.".into()),
        |card| card.sources.clear(),
        |card| card.sources[0].url = "http://example.org/".into(),
        |card| card.sources[0].checked_on = NaiveDate::MIN,
        |card| card.reviewed_on = NaiveDate::MIN,
        |card| card.signs.clear(),
        |card| card.emergency = None,
        |card| card.ready.clear(),
        |card| card.points.clear(),
        |card| card.version = 0,
        |card| card.id = "methadon".into(),
        |card| card.points.push("Take it when you remember.".into()),
        |card| card.points.push("Your medication matters.".into()),
        |card| card.points.push("People who abuse it get ill.".into()),
        |card| card.points.push("Well done for reading this!".into()),
        |card| {
            card.points.push(
                "This sentence goes on and on until nobody knows any more how it all once began."
                    .into(),
            );
        },
        |card| {
            card.points =
                vec!["Discontinuation necessitates immediate medical consultation.".into(); 30];
        },
        |card| {
            card.items.push(Item {
                id: "a".into(),
                text: "A box".into(),
            })
        },
    ];
    for (at, spoil) in spoilt.iter().enumerate() {
        assert!(plant(*spoil) > 0, "the fault {at} is not found");
    }
}
