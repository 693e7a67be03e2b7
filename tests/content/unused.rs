//! Messages that nobody uses: words that are translated, checked and shipped, and never read.
//!
//! A message is used when its id stands between quotes in a source, or when it fits a template there: `item-kind-` and
//! a word that stands between quotes somewhere too, such as a kind of the domain. So each dynamic family is known by its
//! pattern, and a member of it that nothing can name is found.

use std::collections::BTreeSet;

/// Where ids and the words in them are named.
const SOURCES: &[(&str, &str)] = &[
    ("ui/src", ".svelte"),
    ("ui/src", ".ts"),
    ("ui/vite", ".ts"),
    ("src-tauri/src", ".rs"),
    ("src-tauri/crates/core/src", ".rs"),
    ("src-tauri/crates/domain/src", ".rs"),
    ("src-tauri/crates/store/migrations", ".sql"),
    ("assets/content/crisis", ".json"),
    ("assets/content/en/missed-dose", ".json"),
    ("assets/content/en/safety", ".json"),
];

/// The shortest beginning of a template: one without says nothing about its family.
const BEGINNING: usize = 3;

#[derive(Default)]
struct Uses {
    words: BTreeSet<String>,
    /// Each in the pieces around its `${…}`: `item-kind-`, `-hint`.
    templates: BTreeSet<Vec<String>>,
}

impl Uses {
    fn read(&mut self, source: &str) {
        for quote in ['"', '\'', '`'] {
            let words = source.split(quote).filter(|text| is_id(text));
            self.words.extend(words.map(str::to_owned));
        }
        for text in source.split('`').filter(|text| text.contains("${")) {
            let pieces = pieces(text);
            let begins = pieces.first().is_some_and(|first| first.len() >= BEGINNING);
            if begins && pieces.iter().all(|piece| piece.is_empty() || is_id(piece)) {
                self.templates.insert(pieces);
            }
        }
    }

    fn has(&self, id: &str) -> bool {
        let fits = |pieces: &Vec<String>| {
            let (first, others) = pieces.split_first().expect("a template has a beginning");
            let rest = id.strip_prefix(first.as_str());
            rest.is_some_and(|rest| self.fits(rest, others))
        };
        self.words.contains(id) || self.templates.iter().any(fits)
    }

    /// Whether words that are named fill the gap before each piece.
    fn fits(&self, rest: &str, pieces: &[String]) -> bool {
        let Some((piece, others)) = pieces.split_first() else {
            return rest.is_empty();
        };
        (1..=rest.len()).any(|end| {
            let (word, after) = rest.split_at(end);
            let after = after.strip_prefix(piece.as_str());
            self.names(word) && after.is_some_and(|after| self.fits(after, others))
        })
    }

    /// A level, a word, or a code whose words are joined otherwise in an id.
    fn names(&self, word: &str) -> bool {
        word.chars().all(|c| c.is_ascii_digit())
            || self.words.contains(word)
            || self.words.contains(&word.replace('-', "_"))
    }

    fn unused(&self, ftl: &str) -> Vec<String> {
        let ids = ftl.lines().filter_map(|line| line.split_once(" ="));
        let ids = ids.map(|(id, _)| id).filter(|id| is_id(id));
        ids.filter(|id| !self.has(id)).map(str::to_owned).collect()
    }
}

fn is_id(text: &str) -> bool {
    let of_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    !text.is_empty() && text.chars().all(of_id)
}

fn pieces(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        pieces.push(before.to_owned());
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    pieces.push(rest.to_owned());
    pieces
}

#[test]
fn every_message_is_used() {
    let mut uses = Uses::default();
    for (folder, ending) in SOURCES {
        for (path, text) in crate::files(folder, ending) {
            if !path.to_string_lossy().ends_with(".test.ts") {
                uses.read(&text);
            }
        }
    }
    let catalogues = crate::files("assets/messages/en", ".ftl");
    let unused = catalogues.iter().flat_map(|(_, text)| uses.unused(text));
    assert_eq!(unused.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_message_that_nobody_uses_is_found() {
    let mut uses = Uses::default();
    uses.read("t(\"plain\"); t(`item-kind-${kind}-hint`); t(`${x}-y`); t(isOne ? 'one' : \"two\")");
    uses.read("type Kind = \"scale\" | \"yes_no\"");
    let ftl = "plain = A\nitem-kind-scale-hint = B\nitem-kind-yes-no-hint = C\none = D\ntwo = E\n";
    assert_eq!(uses.unused(ftl), [""; 0]);
    let planted = [
        "other",
        "item-kind-scale",
        "item-kind-tune-hint",
        "item-kind--hint",
        "a-y",
    ];
    for id in planted {
        assert_eq!(uses.unused(&format!("{id} = A\n")), [id]);
    }
}
