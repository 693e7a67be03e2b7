//! The words of the catalogues: short sentences, no blame, no stigma, no idle exclamation marks (ux.md, "Words").

/// The most words of a sentence.
const LONGEST_SENTENCE: usize = 15;

/// Words that our copy does not use (product.md, must-nevers 6 and 7). People may use any word for themselves.
const NEVER: &[&str] = &[
    "abuse",
    "abuser",
    "addict",
    "addicts",
    "alcoholic",
    "broke",
    "clean",
    "dirty",
    "failed",
    "failure",
    "habit",
    "junkie",
    "relapse",
    "relapsed",
    "reset",
    "streak",
    "substitution",
    "anonymous",
    "hipaa",
    "predicts",
];

/// Provider's names are theirs to choose; they are not in the catalogues. Ids of messages are not read by people.
fn faults(text: &str) -> Vec<String> {
    let messages = texts(text);
    messages.iter().flat_map(|text| faults_of(text)).collect()
}

/// What is wrong with the words of one text.
pub(crate) fn faults_of(message: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if message.contains('!') {
        faults.push(format!("exclamation mark: {message}"));
    }
    for sentence in message.split_inclusive(['.', '?', ':']) {
        if sentence.split_whitespace().count() > LONGEST_SENTENCE {
            faults.push(format!("long sentence: {sentence}"));
        }
    }
    let lower = message.to_lowercase();
    for word in lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| NEVER.contains(word))
    {
        faults.push(format!("{word}: {message}"));
    }
    faults
}

/// Nouns that stand behind a number. One day is not "1 days".
const COUNTED: &[&str] = &[
    "answers",
    "backups",
    "check-ins",
    "cravings",
    "days",
    "entries",
    "hours",
    "minutes",
    "months",
    "people",
    "questions",
    "seconds",
    "times",
    "tries",
    "uses",
    "weeks",
    "words",
    "years",
];

/// Messages whose number is never one: the length of a period, or how many there may be at most.
const NEVER_ONE: &[&str] = &[
    "chart-count-higher",
    "chart-count-lower",
    "chart-count-same",
    "chart-mean-higher",
    "chart-mean-lower",
    "chart-mean-same",
    "goal-last",
    "people-full",
];

/// Messages in which a number stands before a noun of many, outside a choice by a number.
fn without_plural(ftl: &str) -> Vec<String> {
    use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement};
    let resource =
        fluent_syntax::parser::parse(ftl.to_owned()).expect("a catalogue without syntax errors");
    let is_number = |element: &PatternElement<String>| {
        let PatternElement::Placeable {
            expression: Expression::Inline(inline),
        } = element
        else {
            return false;
        };
        matches!(inline, InlineExpression::VariableReference { .. })
    };
    let is_many = |element: &PatternElement<String>| {
        let PatternElement::TextElement { value } = element else {
            return false;
        };
        let word = value
            .strip_prefix(' ')
            .and_then(|rest| rest.split([' ', '.', ',', ':', '?']).next());
        word.is_some_and(|word| COUNTED.contains(&word))
    };
    let messages = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some((&message.id.name, &message.value.as_ref()?.elements)),
        Entry::Term(_)
        | Entry::Comment(_)
        | Entry::GroupComment(_)
        | Entry::ResourceComment(_)
        | Entry::Junk { .. } => None,
    });
    let wrong = messages.filter(|(id, elements)| {
        let mut pairs = elements.windows(2);
        !NEVER_ONE.contains(&id.as_str())
            && pairs.any(|pair| is_number(&pair[0]) && is_many(&pair[1]))
    });
    wrong.map(|(id, _)| id.clone()).collect()
}

/// The texts of a catalogue, each variant of a choice on its own, with placeables as one word.
fn texts(ftl: &str) -> Vec<String> {
    use fluent_syntax::ast::{Entry, Pattern};
    let resource =
        fluent_syntax::parser::parse(ftl.to_owned()).expect("a catalogue without syntax errors");
    let mut texts = Vec::new();
    for entry in &resource.body {
        let (value, attributes) = match entry {
            Entry::Message(message) => (message.value.as_ref(), &message.attributes),
            Entry::Term(term) => (Some(&term.value), &term.attributes),
            Entry::Comment(_)
            | Entry::GroupComment(_)
            | Entry::ResourceComment(_)
            | Entry::Junk { .. } => continue,
        };
        let patterns = value
            .into_iter()
            .chain(attributes.iter().map(|attribute| &attribute.value));
        patterns.for_each(|pattern: &Pattern<String>| flatten(pattern, &mut texts));
    }
    texts
}

fn flatten(pattern: &fluent_syntax::ast::Pattern<String>, texts: &mut Vec<String>) {
    use fluent_syntax::ast::{Expression, PatternElement};
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Select { variants, .. },
            } => {
                variants
                    .iter()
                    .for_each(|variant| flatten(&variant.value, texts));
                text.push_str("such");
            }
            PatternElement::Placeable {
                expression: Expression::Inline(_),
            } => text.push_str("such"),
        }
    }
    texts.push(text);
}

#[test]
fn our_copy_is_short_and_blames_nobody() {
    for (path, text) in crate::files("assets/messages/en", ".ftl") {
        assert_eq!(faults(&text), [""; 0], "{}", path.display());
    }
}

#[test]
fn a_number_before_a_noun_has_a_form_for_one() {
    for (path, text) in crate::files("assets/messages/en", ".ftl") {
        assert_eq!(without_plural(&text), [""; 0], "{}", path.display());
    }
    let planted = "a = { $n } of { $of } days\nb = { $n ->\n    [one] 1 day\n   *[other] { $n } days\n}\nc = In { $n } daylight\n";
    assert_eq!(without_plural(planted), ["a"]);
}

#[test]
fn planted_faults_are_found() {
    let long =
        "a = This sentence goes on and on until nobody knows any more how it began or why.\n";
    for planted in [
        long,
        "a = Your streak is over.\n",
        "a = Well done!\n",
        "a = { $n ->\n    [one] One\n   *[other] You relapsed.\n}\n",
        "a = Fine\n    .label = Stay clean.\n",
    ] {
        assert_eq!(faults(planted).len(), 1, "{planted}");
    }
    assert_eq!(
        faults("a = Thank you for telling it like it is.\n"),
        [""; 0]
    );
}
