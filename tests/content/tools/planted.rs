//! Each rule is shown a planted fault, in two samples that hold every kind of step.

use serde_json::{json, Value};

use super::faults;
use super::language::LANGUAGES;
use super::samples::{calm, now};

/// A sample, where it is spoilt, by which JSON (null takes the field away), and what the lint says of it.
pub(super) type Fault = (fn() -> Value, &'static str, &'static str, &'static str);

const OF_STRUCTURE: &[Fault] = &[
    (calm, "/id", r#""other""#, "named otherwise"),
    (calm, "/version", "0", "no version"),
    (calm, "/family", r#""yoga""#, "not in the format"),
    (calm, "/also", "3", "not in the format"),
    (calm, "/minutes", "0", "takes no time"),
    (calm, "/minutes", "21", "takes no time"),
    (calm, "/needs", "[]", "no need"),
    (calm, "/needs", r#"["urge", "urge"]"#, "a need twice"),
    (calm, "/needs", r#"["money"]"#, "not in the format"),
    (calm, "/strongest", "11", "stronger than ten"),
    (now, "/strongest", "7", "not for a strong urge"),
    (calm, "/gate", "null", "not in the format"),
    (calm, "/gate/conditions", "[]", "without conditions"),
    (
        calm,
        "/gate/conditions/0/id",
        r#""eating""#,
        "without conditions",
    ),
    (
        calm,
        "/gate/conditions/0/id",
        r#""other""#,
        "leaves nothing out",
    ),
    (calm, "/steps/6/unless/0", r#""other""#, "does not ask"),
    (calm, "/steps/6/unless", "[]", "left out for nothing"),
    (calm, "/basedOn", "[]", "no source"),
    (
        calm,
        "/basedOn/0/url",
        r#""http://example.org""#,
        "cannot be looked up",
    ),
    (calm, "/basedOn/0/publisher", r#""""#, "cannot be looked up"),
    (
        calm,
        "/basedOn/0/checkedOn",
        r#""2020-01-01""#,
        "cannot be looked up",
    ),
    (
        calm,
        "/basedOn/0/checkedOn",
        r#""2026-11-24""#,
        "before its sources",
    ),
    (calm, "/reviewedOn", r#""2020-01-01""#, "too long ago"),
    (calm, "/steps", "[]", "too few steps"),
    (now, "/moment", r#""calm""#, "end in a summary"),
    (calm, "/steps/3/id", r#""note""#, "id of its own"),
    (calm, "/steps/3/id", r#""No te""#, "id of its own"),
    (
        now,
        "/steps/2",
        r#"{ "id": "end", "kind": "summary", "title": "The end", "shows": ["where"], "close": "So." }"#,
        "end in a summary",
    ),
    (calm, "/steps/6/seconds", "700", "longer than it says"),
    (calm, "/steps/0/kind", r#""guess""#, "not in the format"),
    (calm, "/steps/0/colour", r#""red""#, "not in the format"),
    (
        calm,
        "/steps/0/options/0/colour",
        r#""red""#,
        "not in the format",
    ),
    (calm, "/colour", r#""red""#, "not in the format"),
    (calm, "/steps/2/title", "null", "not in the format"),
    (calm, "/steps/1/when/step", r#""note""#, "no choice before"),
    (calm, "/steps/1/when/step", r#""later""#, "no choice before"),
    (calm, "/steps/1/when/is", r#"["three"]"#, "no choice before"),
    (calm, "/steps/1/when/is", "[]", "no choice before"),
    (
        calm,
        "/steps/10/when",
        r#"{ "step": "which", "is": ["one"] }"#,
        "not everybody sees",
    ),
    (calm, "/steps/1/words", "[]", "no words"),
    (calm, "/steps/2/lines", "2", "number of lines"),
    (calm, "/moment", r#""now""#, "long typing"),
    (calm, "/steps/3/most", "0", "takes nothing"),
    (calm, "/steps/3/starters", "[]", "starters"),
    (calm, "/steps/0/options/1", "null", "too few options"),
    (calm, "/steps/0/options/1/id", r#""one""#, "too few options"),
    (calm, "/steps/4/to", "7", "another scale"),
    (calm, "/steps/4/by", "5", "another scale"),
    (calm, "/steps/9/again", r#""note""#, "no scale like it"),
    (calm, "/steps/9/again", r#""after""#, "no scale like it"),
    (
        calm,
        "/steps/5/whyNotLower",
        r#""Why {n}?""#,
        "asks of no number",
    ),
    (
        calm,
        "/steps/5/whatWouldRaise",
        r#""What would make it {high}?""#,
        "asks of no number",
    ),
    (
        calm,
        "/steps/8/message",
        r#""Hi you. Can we talk?""#,
        "to nobody",
    ),
    (calm, "/steps/6/seconds", "901", "too short, or too long"),
    (calm, "/steps/6/prompts", "[]", "out of order"),
    (calm, "/steps/6/prompts/0/at", "1", "out of order"),
    (calm, "/steps/6/prompts/1/at", "0", "out of order"),
    (calm, "/steps/6/prompts/1/at", "60", "out of order"),
    (calm, "/steps/6/rateEvery", "60", "asks too often"),
    (calm, "/steps/6/rateEvery", "null", "does not ask for"),
    (calm, "/steps/7/out", "4", "as long as out"),
    (calm, "/steps/7/hold", "9", "breaths too long"),
    (calm, "/steps/7/rounds", "2", "rounds"),
    (calm, "/steps/7/in", "-1", "not in the format"),
    (calm, "/steps/10/shows", "[]", "shows what is not"),
    (calm, "/steps/10/shows/0", r#""about""#, "shows what is not"),
    (calm, "/steps/10/shows/1", r#""note""#, "shows what is not"),
    (calm, "/steps/10/keep", "null", "from nowhere"),
    (calm, "/steps/10/keep", r#""diary""#, "not in the format"),
    (
        calm,
        "/steps/10/from",
        r#""before""#,
        "no words, or is not shown",
    ),
    (
        calm,
        "/steps/10/from",
        r#""ideas""#,
        "no words, or is not shown",
    ),
    (now, "/steps/0/cards/0", "null", "too few cards"),
    (now, "/steps/0/cards/0/id", r#""b""#, "too few cards"),
    (now, "/steps/0/piles/1", "null", "piles that fit"),
    (now, "/steps/0/piles/0/most", "7", "piles that fit"),
    (now, "/steps/1/parts/0", "null", "too few parts"),
    (now, "/steps/1/parts/0/id", r#""hear""#, "too few parts"),
    (now, "/steps/1/parts/0/count", "6", "counts too far"),
    (now, "/steps/3/cells/0", "null", "no square"),
    (now, "/steps/3/shape", r#""chain""#, "no square"),
    (now, "/steps/3/stepOff", r#""Where?""#, "no square"),
    (now, "/steps/4/weights", "true", "no square"),
    (now, "/steps/4/links/0/id", r#""b""#, "no square"),
    (now, "/steps/5/offer", r#""never""#, "not in the format"),
    (now, "/steps/6/days", "5", "no week"),
    (now, "/steps/6/rows/0/id", r#""b""#, "too few rows"),
    (now, "/steps/7/items", "[]", "too few items"),
    (now, "/steps/7/items/0/id", r#""naps""#, "too few items"),
    (now, "/steps/7/items/0/most", "1440", "without an end"),
    (now, "/steps/7/items/2/most", "0", "without an end"),
];

const OF_WORDS: &[Fault] = &[
    (
        calm,
        "/title",
        r#""Look at one more big wave""#,
        "a long title",
    ),
    (
        calm,
        "/promise",
        r#""See how one wave after the other wave goes by and by again.""#,
        "a long title",
    ),
    (
        calm,
        "/steps/0/title",
        r#""Which of all the ones that you see here is the one now?""#,
        "a long title",
    ),
    (calm, "/indicated", r#""""#, "in good form"),
    (
        calm,
        "/indicated",
        r#"" When there is time.""#,
        "in good form",
    ),
    (calm, "/keeps", r#""Your {answers}.""#, "in good form"),
    (
        calm,
        "/steps/1/words/0",
        r#""This goes on and on and on until nobody knows any more how it all once began.""#,
        "long sentence",
    ),
    (calm, "/steps/1/words/0", r#""Well done!""#, "exclamation"),
    (calm, "/steps/2/hint", r#""I got clean""#, "clean"),
    (calm, "/steps/1/words/0", r#""You should stay.""#, "should"),
    (
        calm,
        "/steps/1/words/0",
        r#""You will feel better.""#,
        "feel better",
    ),
    (
        calm,
        "/steps/1/words/0",
        r#""Stop taking it.""#,
        "stop taking",
    ),
    (
        calm,
        "/steps/1/words/0",
        r#""Medication helps.""#,
        "a hard word",
    ),
    (
        calm,
        "/steps/1/words/0",
        r#""Take the missed pill now.""#,
        "instruction",
    ),
    (
        calm,
        "/steps/1/words/0",
        r#""You can skip your medicine.""#,
        "instruction",
    ),
    (
        calm,
        "/steps/1/words/0",
        r#""Halve the dose every day.""#,
        "a time to keep",
    ),
    (calm, "/steps/1/words/0", r#""Lie down.""#, "no choice"),
    (
        calm,
        "/steps/6/prompts/1/words",
        r#""Now close your eyes.""#,
        "no choice",
    ),
    (
        calm,
        "/steps/7/title",
        r#""Breathe with eyes closed""#,
        "no choice",
    ),
    (calm, "/steps/6/unless/0", r#""eating""#, "without a gate"),
    (
        calm,
        "/steps/2/hint",
        r#""A cold shower""#,
        "without a gate",
    ),
    (
        now,
        "/steps/8/words/0",
        r#""Sprint up the stairs.""#,
        "without a gate",
    ),
    (
        now,
        "/steps/8/words/0",
        r#""Put ice in your hand.""#,
        "without a gate",
    ),
];

/// The sample with the one place spoilt.
pub(super) fn spoilt((sample, place, by, _): &Fault) -> Value {
    let mut tool = sample();
    let by: Value = serde_json::from_str(by).expect("JSON");
    let (parent, name) = place.rsplit_once('/').expect("a place");
    match (tool.pointer_mut(parent).expect("the place is there"), &by) {
        (Value::Object(fields), Value::Null) => drop(fields.remove(name)),
        (Value::Array(items), Value::Null) => drop(items.remove(name.parse().expect("a number"))),
        (parent @ Value::Array(_), by) => {
            parent[name.parse::<usize>().expect("a number")] = by.clone()
        }
        (parent, by) => parent[name] = by.clone(),
    }
    tool
}

#[test]
fn samples_without_a_fault_are_let_through() {
    for sample in [calm(), now()] {
        assert_eq!(faults("sample", &LANGUAGES[0], &sample), [""; 0]);
    }
    let choice = r#""Sit or lie down, eyes open or closed.""#;
    let kind = spoilt(&(calm, "/steps/1/words/0", choice, ""));
    assert_eq!(faults("sample", &LANGUAGES[0], &kind), [""; 0]);
}

#[test]
fn planted_faults_of_structure_and_of_words_are_found() {
    for fault in OF_STRUCTURE.iter().chain(OF_WORDS) {
        let found = faults("sample", &LANGUAGES[0], &spoilt(fault));
        let (_, place, by, says) = fault;
        let is_found = found.iter().any(|one| one.contains(says));
        assert!(is_found, "{place} {by}: {found:?}");
    }
}

#[test]
fn a_tool_that_reads_hard_is_found() {
    let mut tool = calm();
    let hard =
        "Professors lecture concerning abstracted philosophies, whatever listeners preferred.";
    tool["steps"][1]["words"] = json!(vec![hard; 60]);
    let found = LANGUAGES[0].faults(&tool);
    assert!(
        found.iter().any(|one| one.contains("reads at grade")),
        "{found:?}"
    );
}
