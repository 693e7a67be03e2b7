//! Planted faults of the library as a whole, of Spanish, and of a translation.

use serde_json::{json, Value};

use super::language::LANGUAGES;
use super::planted::{spoilt, Fault};
use super::samples::calm;
use super::{faults, missing, read, unlike, Files};

#[test]
fn a_field_that_is_null_is_found() {
    for place in ["also", "steps"] {
        let mut tool = calm();
        match place {
            "also" => tool["also"] = Value::Null,
            _ => tool["steps"][2]["help"] = Value::Null,
        }
        let found = faults("sample", &LANGUAGES[0], &tool);
        assert!(found.iter().any(|one| one.contains("is null")), "{found:?}");
    }
}

#[test]
fn planted_faults_of_spanish_are_found() {
    let said = |text: &str| {
        let found = LANGUAGES[1].faults(&json!({ "steps": [{ "words": [text] }] }));
        found.join("; ")
    };
    for (text, says) in [
        ("Cierra los ojos.", "no choice"),
        ("Túmbate aquí.", "no choice"),
        ("Agua fría en la cara.", "without a gate"),
        ("Toma la medicina ahora.", "instruction"),
        ("Sigue limpio.", "limpio"),
    ] {
        assert!(said(text).contains(says), "{text}: {}", said(text));
    }
    let kind = said("Ponte como quieras, con los ojos abiertos o cerrados.");
    assert!(!kind.contains("no choice"), "{kind}");
    let hard = "Institucionalización farmacológica inmediatamente supervisada. ".repeat(9);
    assert!(said(hard.trim()).contains("an ease of"), "{}", said(&hard));
}

#[test]
fn a_library_that_lacks_something_is_found_out() {
    let mut files: Files = super::files(LANGUAGES[0].code);
    files.retain(|_, file| file["family"] != "sleep" && file["needs"] != json!(["shame"]));
    let lacking = missing(&read(&files));
    assert_eq!(lacking, ["a tool of Sleep"], "one family and nothing else");
    files.retain(|_, file| !file["needs"].to_string().contains("\"urge\""));
    assert!(missing(&read(&files)).contains(&"tools for Urge".to_owned()));
    let mut files: Files = super::files(LANGUAGES[0].code);
    files.retain(|_, file| file["moment"] == "calm");
    let lacking = missing(&read(&files));
    assert!(
        lacking.contains(&"a tool for Urge now".to_owned()),
        "{lacking:?}"
    );
    let few: Files = files.into_iter().take(39).collect();
    assert!(missing(&read(&few)).contains(&"39 tools".to_owned()));
    let twins = [("a".to_owned(), calm()), ("b".to_owned(), calm())];
    assert!(missing(&read(&twins.into())).contains(&"titles of their own".to_owned()));
}

#[test]
fn a_translation_that_differs_in_more_than_words_is_found() {
    let words = |tool: &mut Value| {
        tool["title"] = json!("Mira una ola");
        tool["steps"][1]["words"] = json!(["Sube. Baja."]);
    };
    let mut other = calm();
    words(&mut other);
    let kept = unlike(&calm(), &other);
    assert!(
        !kept.is_empty() && kept.iter().all(|one| one.contains("not translated")),
        "{kept:?}"
    );
    assert!(!kept.iter().any(|one| one.contains("goes up")), "{kept:?}");
    let differing: [Fault; 5] = [
        (calm, "/steps/6/seconds", "90", ""),
        (calm, "/steps/6/unless/0", r#""other""#, ""),
        (calm, "/cautions", "[]", ""),
        (calm, "/steps/0/options/1", "null", ""),
        (calm, "/reviewedOn", r#""2026-11-22""#, ""),
    ];
    for fault in &differing {
        assert_eq!(
            unlike(&calm(), &spoilt(fault)),
            ["differs in more than words"],
            "{}",
            fault.1
        );
    }
}
