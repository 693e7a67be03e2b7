//! How hard a text reads: the school grade of Flesch and Kincaid, by a simple count of syllables.

/// The grade that our texts may have at most (ux.md, "Words").
pub(crate) const HARDEST_GRADE: f64 = 6.0;

/// So many syllables make a word hard.
const HARD: usize = 4;

/// Names of medicines, and words that no simpler one says: each counts as a short word.
const EXCEPTED: &[&str] = &[
    "acamprosate",
    "alcohol",
    "antidepressant",
    "buprenorphine",
    "bupropion",
    "cupboard",
    "disulfiram",
    "emergency",
    "medicine",
    "medicines",
    "methadone",
    "naloxone",
    "naltrexone",
    "nicotine",
    "opioid",
    "opioids",
    "overdose",
    "pharmacy",
    "sedative",
    "somebody",
    "tolerance",
    "treatment",
    "varenicline",
    "withdrawal",
];

/// Words that are hard on their own, whatever the grade of the whole: short lists make a grade low.
pub(crate) fn hard_words(text: &str) -> Vec<String> {
    let words = words(text).into_iter();
    words.filter(|word| syllables(word) >= HARD).collect()
}

/// The grade of these texts read one after the other; each is a sentence at least.
pub(crate) fn grade(texts: &[&str]) -> f64 {
    let sentences: usize = texts.iter().map(|text| sentences(text)).sum();
    let words: Vec<_> = texts.iter().flat_map(|text| words(text)).collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let many = |count: usize| f64::from(u32::try_from(count.max(1)).expect("a short text"));
    0.39 * many(words.len()) / many(sentences) + 11.8 * many(syllables) / many(words.len()) - 15.59
}

fn sentences(text: &str) -> usize {
    let ends = text.split(['.', '?', ':']);
    ends.filter(|part| !part.trim().is_empty()).count().max(1)
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic() && c != '\'');
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Groups of vowels, without a silent e at the end.
fn syllables(word: &str) -> usize {
    if EXCEPTED.contains(&word) {
        return 1;
    }
    let is_vowel = |c: char| "aeiouy".contains(c);
    let mut groups = 0;
    let mut before = false;
    for letter in word.chars() {
        groups += usize::from(is_vowel(letter) && !before);
        before = is_vowel(letter);
    }
    let silent = ["e", "es", "ed"].iter().any(|end| word.ends_with(end))
        && !word.ends_with("le")
        && !word.ends_with("ted")
        && !word.ends_with("ded");
    if silent && groups > 1 {
        groups -= 1;
    }
    groups.max(1)
}

#[test]
fn a_plain_text_reads_easier_than_a_hard_one() {
    let plain = grade(&["The cat sat on the mat.", "It was a warm day."]);
    let usual = grade(&["Your clinic can tell you what to do before the next dose."]);
    let hard = grade(&["Discontinuation necessitates immediate medical consultation."]);
    assert!(plain < 2.0, "{plain}");
    assert!((1.0..HARDEST_GRADE).contains(&usual), "{usual}");
    assert!(hard > 12.0, "{hard}");
    assert_eq!(
        ["made", "table", "wanted", "safety", "methadone"].map(syllables),
        [1, 2, 2, 3, 1]
    );
}
