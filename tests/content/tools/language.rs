//! The words of a tool, in each language: short, plain, without blame, order or promise; and what a body may be asked.

use serde_json::Value;

use crate::dose_words::instructions;
use crate::reading::{grade, hard_words, HARDEST_GRADE};
use crate::{spanish, words};

/// Fields that hold ids, kinds, days and sources: the same in every language.
const NOT_WORDS: &[&str] = &[
    "again",
    "basedOn",
    "checkedOn",
    "family",
    "from",
    "id",
    "is",
    "keep",
    "kind",
    "moment",
    "needs",
    "offer",
    "reviewedOn",
    "shape",
    "shows",
    "step",
    "unit",
    "unless",
];

/// Fields of which a person takes what fits: to lie down is offered there, not asked.
const OFFERED: &[&str] = &["hint", "label", "starters"];

/// Where the app fills something in (`rules.rs` says what).
const FILLED_IN: &[&str] = &["message", "whatWouldRaise", "whyNotLower"];

/// Conditions that cold water and hard movement are left out for, whatever else is asked.
const BODY_AT_RISK: &[&str] = &["beta-blocker", "eating", "heart", "pregnant", "slow-pulse"];

/// A language that the lints can judge.
pub(crate) struct Language {
    pub(crate) code: &'static str,
    /// The most words of a title, of a promise and of a step's title.
    longest: [usize; 3],
    faults_of: fn(&str) -> Vec<String>,
    faults_of_all: fn(&[&str]) -> Vec<String>,
    /// To lie down, or with eyes closed: never without `or` beside it.
    still: &'static [&'static str],
    or: &'static str,
    /// Cold water, ice, hard movement.
    risky: &'static [&'static str],
}

/// Every language that has tools, the one that they are written in first.
pub(crate) const LANGUAGES: [Language; 2] = [
    Language {
        code: "en",
        longest: [5, 12, 12],
        faults_of: faults_of_english,
        faults_of_all: too_hard,
        still: &[
            "lie down",
            "lie back",
            "lie on",
            "lay down",
            "lying",
            "close your eyes",
            "closed eyes",
            "eyes closed",
            "eyes shut",
            "shut your eyes",
        ],
        or: " or ",
        risky: &[
            "cold shower",
            "cold water",
            "cold wet",
            "hard exercise",
            "hard movement",
            "ice",
            "icy",
            "jump",
            "on the spot",
            "push ups",
            "run fast",
            "sprint",
            "squats",
            "work out hard",
        ],
    },
    Language {
        code: "es",
        longest: [7, 15, 15],
        faults_of: spanish::faults_of,
        faults_of_all: not_easy,
        still: &[
            "acostado",
            "acuéstate",
            "cerrar los ojos",
            "cierra los ojos",
            "cierra tus ojos",
            "ojos cerrados",
            "recuéstate",
            "tumbado",
            "túmbate",
            "échate",
        ],
        or: " o ",
        risky: &[
            "agua fría",
            "agua helada",
            "corre rápido",
            "ducha fría",
            "ejercicio fuerte",
            "flexiones",
            "helado",
            "hielo",
            "movimiento fuerte",
            "paño frío",
            "saltos",
            "sentadillas",
            "sin moverte del sitio",
        ],
    },
];

/// English words that our tools do not use, besides those of `words.rs`: orders, and whatever makes light of it.
const NEVER: &[&str] = &[
    "easily",
    "easy",
    "just",
    "must",
    "powerless",
    "should",
    "simply",
];

/// Sayings: promises of healing, and how to stop without help.
const NEVER_SAID: &[&str] = &[
    "cold turkey",
    "detox",
    "feel better",
    "guarantee",
    "heal you",
    "cure",
    "stop taking",
    "taper",
    "time in bed",
    "will get better",
];

/// What makes a sentence one about a medicine, for `dose_words.rs`, which refuses any figure and any "take it".
const MEDICINES: &[&str] = &[
    "acamprosate",
    "buprenorphine",
    "disulfiram",
    "dose",
    "doses",
    "medication",
    "medications",
    "medicine",
    "medicines",
    "methadone",
    "naloxone",
    "naltrexone",
    "opioid",
    "opioids",
    "patch",
    "patches",
    "pill",
    "pills",
    "sedative",
    "sedatives",
    "tablet",
    "tablets",
];

/// Told by whoever prescribed it, or told of as a danger: no instruction of ours.
const LET_THROUGH: &[&str] = &[
    "take my medicine as prescribed",
    "drink or take sedatives every day",
];

/// Hard words that no simpler one says, each with where it stands.
pub(crate) const HARD_WORDS: &[&str] = &[
    "activity",      // a name in the field: activity scheduling
    "analysis",      // names in the field: chain analysis, functional analysis
    "communication", // a name in the field: positive communication
    "community",     // a name in the field: community reinforcement
    "dialectical",   // a name in the field: dialectical abstinence
    "irrelevant",    // a name in the field: seemingly irrelevant decisions
    "lifestyle",     // a name in the field: lifestyle balance
    "recovery",      // what people call their way
    "reinforcement", // a name in the field: community reinforcement
];

/// The words below `value`, each with its field's name.
pub(crate) fn texts(value: &Value) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    collect("", value, &mut found);
    found
}

fn collect<'a>(field: &'a str, value: &'a Value, found: &mut Vec<(&'a str, &'a str)>) {
    if NOT_WORDS.contains(&field) {
        return;
    }
    if let Value::String(text) = value {
        found.push((field, text));
    }
    for item in value.as_array().into_iter().flatten() {
        collect(field, item, found);
    }
    for (field, item) in value.as_object().into_iter().flatten() {
        collect(field, item, found);
    }
}

/// The tool without its words: what must be the same in every language.
pub(crate) fn shape(value: &Value) -> Value {
    shape_of("", value)
}

fn shape_of(field: &str, value: &Value) -> Value {
    if NOT_WORDS.contains(&field) {
        return value.clone();
    }
    let fields = |(name, item): (&String, &Value)| (name.clone(), shape_of(name, item));
    match value {
        Value::String(_) => Value::String(String::new()),
        Value::Array(items) => items.iter().map(|item| shape_of(field, item)).collect(),
        Value::Object(object) => object.iter().map(fields).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

impl Language {
    /// What is wrong with the words of a tool.
    pub(crate) fn faults(&self, tool: &Value) -> Vec<String> {
        let texts = texts(tool);
        let mut faults = self.faults_of_titles(tool);
        for (field, text) in &texts {
            faults.extend((self.faults_of)(text));
            faults.extend(faults_of_form(field, text));
            if !OFFERED.contains(field) {
                faults.extend(self.faults_of_stillness(text));
            }
        }
        let all: Vec<_> = texts.iter().map(|(_, text)| *text).collect();
        faults.extend((self.faults_of_all)(&all));
        let steps = tool["steps"].as_array().into_iter().flatten();
        faults.extend(steps.flat_map(|step| self.faults_of_risk(step)));
        faults
    }

    fn faults_of_titles(&self, tool: &Value) -> Vec<String> {
        let steps = tool["steps"].as_array().into_iter().flatten();
        let [title, promise, step] = self.longest;
        let said = [(&tool["title"], title), (&tool["promise"], promise)];
        let said = said
            .into_iter()
            .chain(steps.map(|one| (&one["title"], step)));
        let said = said.filter_map(|(text, most)| Some((text.as_str()?, most)));
        let long = said.filter(|(text, most)| text.split_whitespace().count() > *most);
        long.map(|(text, _)| format!("a long title: {text}"))
            .collect()
    }

    /// Whoever was hurt lying down, or is afraid with eyes closed, has another way.
    fn faults_of_stillness(&self, text: &str) -> Option<String> {
        let text = plain(text);
        let is_still = self
            .still
            .iter()
            .any(|still| text.contains(&format!(" {still} ")));
        (is_still && !text.contains(self.or)).then(|| format!("no choice:{text}"))
    }

    /// Cold water and hard movement are left out for whom they can harm.
    fn faults_of_risk(&self, step: &Value) -> Option<String> {
        let spared = step["unless"].as_array().into_iter().flatten();
        let spared: Vec<_> = spared.filter_map(Value::as_str).collect();
        if BODY_AT_RISK
            .iter()
            .all(|condition| spared.contains(condition))
        {
            return None;
        }
        let texts = texts(step).into_iter().map(|(_, text)| plain(text));
        let asks = |text: &String| {
            self.risky
                .iter()
                .any(|risky| text.contains(&format!(" {risky} ")))
        };
        let risky = texts.into_iter().find(asks);
        risky.map(|text| format!("cold or hard movement without a gate:{text}"))
    }
}

/// The words alone, in small letters, each between spaces.
fn plain(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// Empty, with spaces around it, or with a brace where nothing is filled in.
fn faults_of_form(field: &str, text: &str) -> Option<String> {
    let is_bare = text.is_empty() || text.trim() != text || text.contains("  ");
    let is_filled = text.contains(['{', '}']) && !FILLED_IN.contains(&field);
    (is_bare || is_filled).then(|| format!("no text in good form: \"{text}\""))
}

fn faults_of_english(text: &str) -> Vec<String> {
    let mut faults = words::faults_of(text);
    let said = plain(text);
    let never = NEVER.iter().chain(NEVER_SAID);
    let never = never.filter(|never| said.contains(&format!(" {never} ")));
    faults.extend(never.map(|never| format!("{never}: {text}")));
    let hard = hard_words(text).into_iter();
    let hard = hard.filter(|word| !HARD_WORDS.contains(&word.as_str()));
    faults.extend(hard.map(|word| format!("a hard word: {word}")));
    let sentences = text.split_inclusive(['.', '?', ':']);
    faults.extend(sentences.flat_map(faults_of_dose));
    faults
}

fn faults_of_dose(sentence: &str) -> Vec<String> {
    let mut said = plain(sentence);
    let is_told = MEDICINES
        .iter()
        .any(|one| said.contains(&format!(" {one} ")));
    for known in LET_THROUGH {
        said = said.replace(known, "");
    }
    if !is_told || said.trim().is_empty() {
        return Vec::new();
    }
    if said == plain(sentence) {
        return instructions(sentence);
    }
    instructions(&said)
}

fn too_hard(texts: &[&str]) -> Vec<String> {
    let grade = grade(texts);
    let is_hard = grade > HARDEST_GRADE;
    is_hard
        .then(|| format!("reads at grade {grade:.1}"))
        .into_iter()
        .collect()
}

fn not_easy(texts: &[&str]) -> Vec<String> {
    let ease = spanish::ease(texts);
    let is_hard = ease < spanish::LEAST_EASE;
    is_hard
        .then(|| format!("reads at an ease of {ease:.1}"))
        .into_iter()
        .collect()
}
