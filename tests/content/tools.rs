//! The tools: whole, alike in every language, for every need, and in words that a tired person can read
//! (`assets/content/TOOLS.md`, decision 0049).

mod format;
mod kinds;
mod lacking;
mod language;
mod planted;
mod rules;
mod samples;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use format::{Family, Moment, Need, Tool};
use language::{shape, texts, Language, HARD_WORDS, LANGUAGES};

/// No review may be older. Whoever moves it on has read every tool and its sources again.
const OLDEST_REVIEW: &str = "2026-11-01";

/// A smaller library leaves somebody without a tool that fits.
const FEWEST: usize = 40;

/// So many tools for each need, that one can be put aside and another tried.
const FEWEST_FOR_A_NEED: usize = 3;

/// From so many words on, a text that is the same in two languages was forgotten.
const UNTRANSLATED: usize = 3;

type Files = BTreeMap<String, Value>;

/// The files of a language by their names.
fn files(language: &str) -> Files {
    let read = |(path, text): (std::path::PathBuf, String)| {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let value = serde_json::from_str(&text);
        let value = value.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (name.into_owned(), value)
    };
    let files = crate::files(&format!("assets/content/{language}/tools"), ".json");
    files.into_iter().map(read).collect()
}

/// What is wrong with one file; nothing, when all is well.
fn faults(name: &str, language: &Language, file: &Value) -> Vec<String> {
    let mut faults = language.faults(file);
    faults.extend(nulls(file).map(|field| format!("{field} is null")));
    match Tool::deserialize(file) {
        Ok(tool) => faults.extend(rules::faults(name, &tool)),
        Err(error) => faults.push(format!("is not in the format: {error}")),
    }
    faults
}

/// Fields that are null, where they are left out instead.
fn nulls(file: &Value) -> impl Iterator<Item = String> + '_ {
    let steps = file["steps"].as_array().into_iter().flatten();
    let fields = steps.chain([file]).filter_map(Value::as_object).flatten();
    let nulls = fields.filter(|(name, value)| value.is_null() && *name != "gate");
    nulls.map(|(name, _)| name.clone())
}

/// What the library as a whole lacks.
fn missing(tools: &[Tool]) -> Vec<String> {
    let mut missing = Vec::new();
    let mut need = |good: bool, what: String| {
        if !good {
            missing.push(what);
        }
    };
    need(tools.len() >= FEWEST, format!("{} tools", tools.len()));
    for family in Family::ALL {
        let has = tools.iter().any(|tool| tool.family == family);
        need(has, format!("a tool of {family:?}"));
    }
    for one in Need::ALL {
        let fit = || tools.iter().filter(|tool| tool.needs.contains(&one));
        need(
            fit().count() >= FEWEST_FOR_A_NEED,
            format!("tools for {one:?}"),
        );
        let has_now = fit().any(|tool| tool.moment == Moment::Now);
        need(
            has_now || Need::OF_CALM.contains(&one),
            format!("a tool for {one:?} now"),
        );
    }
    let titles: BTreeSet<_> = tools.iter().map(|tool| tool.title.to_lowercase()).collect();
    need(titles.len() == tools.len(), "titles of their own".into());
    missing
}

/// How a file differs from the one it was translated from, in more than words; and words that are still those.
fn unlike(source: &Value, file: &Value) -> Vec<String> {
    if shape(source) != shape(file) {
        return vec!["differs in more than words".into()];
    }
    let pairs = texts(source).into_iter().zip(texts(file));
    let same = pairs.filter(|((_, one), (_, other))| {
        one == other && one.split_whitespace().count() >= UNTRANSLATED
    });
    same.map(|((_, text), _)| format!("is not translated: {text}"))
        .collect()
}

/// Pages that stand in a tool and not in the list of sources.
fn unlisted(files: &Files, list: &str) -> Vec<String> {
    let sources = files.values().filter_map(|file| file["basedOn"].as_array());
    let pages = sources
        .flatten()
        .filter_map(|source| source["url"].as_str());
    let pages = pages.filter(|page| !list.contains(&format!("(<{page}>)")));
    pages.map(str::to_owned).collect()
}

fn read(files: &Files) -> Vec<Tool> {
    let tools = files
        .values()
        .map(|file| Tool::deserialize(file).expect("a tool in its format"));
    tools.collect()
}

#[test]
fn each_tool_keeps_to_its_format_and_reads_well() {
    let mut found = Vec::new();
    for language in &LANGUAGES {
        for (name, file) in files(language.code) {
            let faults = faults(&name, language, &file).into_iter();
            found.extend(faults.map(|fault| format!("{} {name}: {fault}", language.code)));
        }
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn each_tool_is_in_every_language_and_differs_in_words_alone() {
    let source = files(LANGUAGES[0].code);
    for language in &LANGUAGES[1..] {
        let files = files(language.code);
        let names: Vec<_> = files.keys().collect();
        assert_eq!(
            names,
            source.keys().collect::<Vec<_>>(),
            "{}",
            language.code
        );
        for (name, file) in &files {
            assert_eq!(
                unlike(&source[name], file),
                [""; 0],
                "{}: {name}",
                language.code
            );
        }
    }
}

#[test]
fn every_language_with_tools_can_be_judged() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/content");
    let known = LANGUAGES.map(|language| language.code);
    for entry in std::fs::read_dir(content).expect("the content") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let is_judged = !path.join("tools").is_dir() || known.contains(&&*name);
        assert!(is_judged, "{name}: first a lint that knows its words");
    }
}

#[test]
fn there_are_tools_for_every_need() {
    for language in &LANGUAGES {
        assert_eq!(
            missing(&read(&files(language.code))),
            [""; 0],
            "{}",
            language.code
        );
    }
}

#[test]
fn every_source_of_a_tool_is_listed() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/content/SOURCES.md");
    let list = std::fs::read_to_string(list).expect("the list of sources");
    let files = files(LANGUAGES[0].code);
    assert_eq!(unlisted(&files, &list), [""; 0]);
    assert!(
        !unlisted(&files, "").is_empty(),
        "a page that is not listed is found"
    );
}

#[test]
fn a_hard_word_is_excepted_only_where_it_stands() {
    let files = files(LANGUAGES[0].code);
    let all = files.values().flat_map(texts);
    let hard = all.flat_map(|(_, text)| crate::reading::hard_words(text));
    let hard: BTreeSet<_> = hard.collect();
    assert_eq!(hard.iter().collect::<Vec<_>>(), HARD_WORDS);
}
