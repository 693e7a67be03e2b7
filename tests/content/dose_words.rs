//! What a text about medicines may never say: what to take, how much, and when (product.md, must-never 2).
//!
//! It refuses rather too much: a fact can be said in other words, an instruction cannot be taken back.

/// Units in which a dose is measured.
const UNITS: &[&str] = &[
    "mg",
    "mcg",
    "ug",
    "µg",
    "g",
    "ml",
    "cc",
    "iu",
    "milligram",
    "milligrams",
    "microgram",
    "micrograms",
    "milliliter",
    "milliliters",
    "millilitre",
    "millilitres",
    "units",
];

/// What a dose is made of.
const DOSE: &[&str] = &[
    "amount",
    "amounts",
    "dose",
    "doses",
    "double",
    "drop",
    "drops",
    "extra",
    "film",
    "films",
    "half",
    "injection",
    "it",
    "less",
    "medicine",
    "medicines",
    "more",
    "next",
    "normal",
    "one",
    "patch",
    "patches",
    "pill",
    "pills",
    "shot",
    "spray",
    "tablet",
    "tablets",
    "them",
    "this",
    "twice",
    "two",
    "usual",
    "yours",
];

/// What a person does with a dose.
const VERBS: &[&str] = &[
    "apply", "catch", "change", "chew", "cut", "decrease", "delay", "double", "drop", "halve",
    "increase", "inject", "lower", "miss", "omit", "pause", "raise", "reduce", "repeat", "restart",
    "resume", "skip", "split", "start", "stop", "take", "taper", "wait", "wean",
];

/// The same, said of the dose.
const DONE: &[&str] = &[
    "applied",
    "cut",
    "delayed",
    "doubled",
    "halved",
    "increased",
    "injected",
    "lowered",
    "omitted",
    "raised",
    "reduced",
    "repeated",
    "restarted",
    "resumed",
    "skipped",
    "split",
    "started",
    "stopped",
    "taken",
    "tapered",
    "used",
];

/// Before a verb of those, they make a sentence an instruction or a permission.
const TELLING: &[&str] = &[
    "always", "and", "but", "can", "could", "don't", "just", "may", "might", "must", "never",
    "not", "now", "ok", "okay", "or", "please", "shall", "should", "simply", "so", "then", "to",
    "try", "will", "would",
];

const OUGHT: &[&str] = &[
    "can", "could", "may", "might", "must", "shall", "should", "will",
];

const TIMES: &[&str] = &[
    "day", "days", "hour", "hours", "minute", "minutes", "month", "months", "week", "weeks",
];

const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fourteen",
    "twenty", "thirty", "forty", "sixty", "ninety",
];

/// Sayings of advice on missed doses, and of reassurance about amounts, whatever stands around them.
const PHRASES: &[&str] = &[
    "as normal",
    "as soon as you remember",
    "as usual",
    "at the usual time",
    "back on schedule",
    "catch up",
    "cold turkey",
    "cut down",
    "does not matter",
    "doesn't matter",
    "is fine",
    "is harmless",
    "is ok",
    "is okay",
    "is safe",
    "are fine",
    "are safe",
    "leave out",
    "make up for",
    "no need to call",
    "one hour",
    "per day",
    "per week",
    "pick up where",
    "safe amount",
    "safe dose",
    "safe to take",
    "smaller dose",
    "larger dose",
    "start low",
    "start slow",
    "start again",
    "test dose",
    "too little to",
    "when you remember",
];

/// How far behind its verb a dose is looked for, in words.
const NEAR: usize = 6;

/// What this text tells somebody to take, to leave out or to wait; nothing, when it tells none.
pub(crate) fn instructions(text: &str) -> Vec<String> {
    let sentences = text.to_lowercase();
    let sentences = sentences.split(['.', '?', ':', ';', ',', '(', ')']);
    sentences.flat_map(faults_of_part).collect()
}

fn faults_of_part(part: &str) -> Vec<String> {
    let words: Vec<&str> = part
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '%')
        .filter(|word| !word.is_empty())
        .collect();
    let mut faults = Vec::new();
    let mut refuse = |is_wrong: bool, what: &str| {
        if is_wrong {
            faults.push(format!("{what}: {}", part.trim()));
        }
    };
    refuse(has_amount(&words), "an amount");
    refuse(has_time(&words), "a time to keep");
    refuse(tells(&words), "an instruction of dose");
    refuse(ought(&words), "what ought to be done with a dose");
    let spaced = format!(" {} ", words.join(" "));
    let said = PHRASES
        .iter()
        .any(|phrase| spaced.contains(&format!(" {phrase} ")));
    refuse(said, "advice on a dose");
    faults
}

fn has_digit(word: &str) -> bool {
    word.chars().any(|c| c.is_numeric())
}

/// A figure, or a unit: no card needs either.
fn has_amount(words: &[&str]) -> bool {
    words
        .iter()
        .any(|word| has_digit(word) || UNITS.contains(word) || word.contains('%'))
}

/// "Two days", "every six hours": a rule by the clock.
fn has_time(words: &[&str]) -> bool {
    words.windows(2).any(|pair| {
        let counts = NUMBERS.contains(&pair[0]) || pair[0] == "every";
        counts && (TIMES.contains(&pair[1]) || NUMBERS.contains(&pair[1]))
    })
}

/// A verb of dosing at the head of a part, or after a word that tells, with a dose near behind it.
fn tells(words: &[&str]) -> bool {
    let is_told = |at: usize| match at.checked_sub(1) {
        None => true,
        Some(before) => TELLING.contains(&words[before]),
    };
    let has_dose = |at: usize| {
        words
            .iter()
            .skip(at + 1)
            .take(NEAR)
            .any(|word| DOSE.contains(word))
    };
    (0..words.len()).any(|at| VERBS.contains(&words[at]) && is_told(at) && has_dose(at))
}

/// "It should be taken", "a dose can be skipped".
fn ought(words: &[&str]) -> bool {
    words.windows(3).any(|three| {
        let [first, be, done] = three else {
            return false;
        };
        OUGHT.contains(first) && *be == "be" && DONE.contains(done)
    })
}

#[test]
fn instructions_of_dose_are_refused() {
    for planted in [
        "Take it when you remember.",
        "Take the missed dose as soon as you can.",
        "If it is late, skip the dose.",
        "Skip it.",
        "Do not double the next one.",
        "Never take two tablets.",
        "You can take half.",
        "You should restart the usual dose.",
        "It is best to wait and take the next one.",
        "Then resume your normal amount.",
        "Please take your medicine now.",
        "Halve the amount.",
        "Cut the film in two.",
        "Reduce the dose bit by bit.",
        "Taper it over a month.",
        "Stop the medicine.",
        "Don't stop it.",
        "A missed dose should be taken at once.",
        "The dose can be skipped.",
        "8 mg is common.",
        "Eight mg is common.",
        "Use 2 sprays.",
        "Wait two hours.",
        "After three days, it is too late.",
        "Every six hours is enough.",
        "Go on as usual.",
        "Start low.",
        "A small sip is fine.",
        "This amount is safe.",
        "There is no need to call.",
        "Make up for it tomorrow.",
    ] {
        assert!(!instructions(planted).is_empty(), "not refused: {planted}");
    }
}

#[test]
fn facts_and_calls_are_not() {
    for fact in [
        "Call your clinic before the next dose.",
        "When doses are missed, your body can lose its tolerance.",
        "Too much can slow or stop your breathing.",
        "I take naltrexone.",
        "When the last dose was",
        "How many doses were missed",
        "Ask your clinic about treatment.",
        "Use naloxone if you have it.",
        "A child can die from one dose.",
        "Keep naloxone near, and say where it is.",
    ] {
        assert_eq!(instructions(fact), [""; 0], "{fact}");
    }
}
