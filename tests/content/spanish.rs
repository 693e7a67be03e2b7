//! Spanish words: the same rules as for English (`words.rs`, `reading.rs`, `dose_words.rs`), in the words that Spanish has.
//!
//! How easy a text reads is the formula of Fernández Huerta (1959) for Spanish, as it is set right at
//! <https://legible.es/blog/lecturabilidad-fernandez-huerta/>: 206.84 - 60 S - 1.02 W, with S syllables a word and W
//! words a sentence. From 70 on a text is "rather easy", for the sixth year of school.

/// A sentence says the same in more words than in English.
const LONGEST_SENTENCE: usize = 19;

/// How easy a text reads at least.
pub(crate) const LEAST_EASE: f64 = 70.0;

/// Words that our copy does not use, as `words.rs` has them for English, and forms of address other than "tú".
const NEVER: &[&str] = &[
    "abusar",
    "abuso",
    "adicta",
    "adictas",
    "adicto",
    "adictos",
    "alcohólica",
    "alcohólicas",
    "alcohólico",
    "alcohólicos",
    "anónima",
    "anónimas",
    "anónimo",
    "anónimos",
    "borracha",
    "borracho",
    "deberías",
    "debes",
    "drogadicta",
    "drogadicto",
    "fracasada",
    "fracasado",
    "fracasaste",
    "fracaso",
    "fácil",
    "fácilmente",
    "impotente",
    "limpia",
    "limpias",
    "limpio",
    "limpios",
    "recaer",
    "recaída",
    "recaídas",
    "recaíste",
    "simplemente",
    "sucia",
    "sucio",
    "ustedes",
    "usted",
    "vicio",
    "vicios",
    "vos",
    "vosotras",
    "vosotros",
    "yonqui",
];

/// Sayings: orders, promises of healing, and how to stop without help.
const NEVER_SAID: &[&str] = &[
    "deja de tomar",
    "desintoxica",
    "desintoxicarte",
    "garantiza",
    "garantizado",
    "te curará",
    "te sanará",
    "te sentirás mejor",
    "te vas a sentir mejor",
    "tiempo en la cama",
    "tienes que",
];

/// What makes a part of a sentence one about a medicine.
const MEDICINES: &[&str] = &[
    "acamprosato",
    "analgésicos",
    "buprenorfina",
    "comprimido",
    "comprimidos",
    "disulfiram",
    "dosis",
    "medicación",
    "medicamento",
    "medicamentos",
    "medicina",
    "medicinas",
    "metadona",
    "naloxona",
    "naltrexona",
    "opioides",
    "parche",
    "parches",
    "pastilla",
    "pastillas",
    "sedante",
    "sedantes",
];

/// What a person does with a dose, as an order, an infinitive or a permission; and how much of it.
const DOSING: &[&str] = &[
    "aumenta",
    "aumentar",
    "baja",
    "bajar",
    "corta",
    "cortar",
    "deja",
    "dejar",
    "dejarlo",
    "dejes",
    "dobla",
    "doblar",
    "doble",
    "dupliques",
    "duplica",
    "duplicar",
    "espera",
    "esperar",
    "espaciar",
    "mg",
    "mitad",
    "ml",
    "omite",
    "omitir",
    "parte",
    "reduce",
    "reducir",
    "reduzcas",
    "repetir",
    "repite",
    "retoma",
    "retomar",
    "salta",
    "saltar",
    "sube",
    "subir",
    "suspende",
    "suspender",
    "sáltate",
    "toma",
    "tomar",
    "tome",
    "tomes",
    "vuelve",
];

/// Told by whoever prescribed it, or told of as a danger: no instruction of ours.
const LET_THROUGH: &[&str] = &[
    "al dejar el alcohol o los sedantes",
    "bebe o toma sedantes a diario",
    "beber o tomar sedantes a diario",
    "beber o tomar sedantes a la vez aumenta el riesgo",
    "según la receta",
];

/// What is wrong with the words of one text.
pub(crate) fn faults_of(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if text.contains(['!', '¡']) {
        faults.push(format!("exclamation mark: {text}"));
    }
    if text.matches('¿').count() != text.matches('?').count() {
        faults.push(format!("half a question mark: {text}"));
    }
    for sentence in text.split_inclusive(['.', '?', ':']) {
        if sentence.split_whitespace().count() > LONGEST_SENTENCE {
            faults.push(format!("long sentence: {sentence}"));
        }
    }
    let words = words(text);
    let never = words.iter().filter(|word| NEVER.contains(&word.as_str()));
    faults.extend(never.map(|word| format!("{word}: {text}")));
    let said = NEVER_SAID.iter().filter(|said| says(text, said));
    faults.extend(said.map(|said| format!("{said}: {text}")));
    faults.extend(instructions(text));
    faults
}

/// What this text tells somebody to do with a medicine; nothing, when it tells nothing.
fn instructions(text: &str) -> Vec<String> {
    let parts = text.split(['.', '?', ':', ';', ',']);
    let tells = |part: &&str| {
        let words = words(part);
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let has_figure = part.chars().any(char::is_numeric);
        let is_known = LET_THROUGH.iter().any(|known| says(part, known));
        has(MEDICINES) && (has(DOSING) || has_figure) && !is_known
    };
    let told = parts.filter(tells);
    told.map(|part| format!("an instruction of dose: {}", part.trim()))
        .collect()
}

/// Whether these words stand in the text, one after the other.
fn says(text: &str, phrase: &str) -> bool {
    format!(" {} ", words(text).join(" ")).contains(&format!(" {phrase} "))
}

/// How easy these texts read one after the other; each is a sentence at least.
pub(crate) fn ease(texts: &[&str]) -> f64 {
    let sentences: usize = texts.iter().map(|text| sentences(text)).sum();
    let words: Vec<_> = texts.iter().flat_map(|text| words(text)).collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let many = |count: usize| f64::from(u32::try_from(count.max(1)).expect("a short text"));
    206.84 - 60.0 * many(syllables) / many(words.len()) - 1.02 * many(words.len()) / many(sentences)
}

fn sentences(text: &str) -> usize {
    let ends = text.split(['.', '?', ':']);
    ends.filter(|part| !part.trim().is_empty()).count().max(1)
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Vowels, of which two beside each other are one syllable unless both are strong or a weak one is stressed.
fn syllables(word: &str) -> usize {
    let word = without_silent(word);
    let is_vowel = |c: char| "aeiouáéíóúü".contains(c);
    let is_strong = |c: char| "aeoáéóíú".contains(c);
    let mut count = 0;
    let mut before = None;
    for letter in word.chars() {
        let is_new = is_vowel(letter)
            && before.is_none_or(|before| {
                is_strong(before) && is_strong(letter) || "íú".contains([before, letter])
            });
        count += usize::from(is_new);
        before = is_vowel(letter).then_some(letter);
    }
    count.max(1)
}

/// The u of "que" and "guerra" is not heard; the y of "hoy" is an i.
fn without_silent(word: &str) -> String {
    let mut word = word.to_owned();
    for vowel in ['e', 'i', 'é', 'í'] {
        for first in ['q', 'g'] {
            word = word.replace(&format!("{first}u{vowel}"), &format!("{first}{vowel}"));
        }
    }
    match word.strip_suffix('y') {
        Some(stem) => format!("{stem}i"),
        None => word,
    }
}

#[test]
fn syllables_are_counted_as_they_are_said() {
    let words = [
        "que",
        "guerra",
        "pingüino",
        "hoy",
        "día",
        "aire",
        "leer",
        "aquí",
        "ciudad",
        "medicamento",
        "y",
    ];
    assert_eq!(words.map(syllables), [1, 2, 3, 1, 2, 2, 2, 2, 2, 5, 1]);
}

#[test]
fn a_plain_text_reads_easier_than_a_hard_one() {
    let plain = ease(&["El sol sale y el pan está listo.", "Hoy hace calor."]);
    let hard = ease(&["La interrupción inmediata del tratamiento farmacológico requiere supervisión institucional."]);
    assert!(plain > 90.0, "{plain}");
    assert!(hard < LEAST_EASE, "{hard}");
}

#[test]
fn planted_faults_are_found() {
    for planted in [
        "Muy bien!",
        "Que quieres?",
        "Esta frase sigue y sigue y sigue hasta que nadie sabe ya cómo empezó ni por qué sigue todavía aquí.",
        "Sigue limpio.",
        "Una recaída no es el final.",
        "Tienes que llamar.",
        "Con esto te sentirás mejor.",
        "Deja de tomar alcohol.",
        "Como usted quiera.",
        "Toma la medicina ahora.",
        "Puedes tomar la mitad de la pastilla.",
        "Sáltate la dosis.",
        "Una dosis de 8 es común.",
        "Es mejor dejar los sedantes.",
        "Sube la metadona poco a poco.",
    ] {
        assert_eq!(faults_of(planted).len(), 1, "{planted}");
    }
    for fact in [
        "Mi medicamento",
        "Tomar mi medicina según la receta",
        "¿Qué quieres? Puedes saltarlo.",
        "Con opioides, puede parar la respiración.",
        "Si bebes o tomas sedantes cada día, dejarlo de golpe puede ser peligroso.",
        "Llama a tu clínica.",
    ] {
        assert_eq!(faults_of(fact), [""; 0], "{fact}");
    }
}
