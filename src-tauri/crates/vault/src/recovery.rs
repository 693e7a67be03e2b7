//! The recovery code: 128 random bits that a person can write on paper and type back.
//!
//! 28 characters in seven groups of four, in Crockford's base 32: no I, L, O or U, so that a code
//! read from handwriting has one reading. The last 12 bits are a checksum, so that a slip of the
//! pen is told apart from the code of another vault before anything is tried. The checksum gives an
//! attacker nothing: it follows from the 128 bits.

use zeroize::Zeroizing;

use crate::hash::sha256;
use crate::secret::{Entropy, Secret};
use crate::{Mistyped, Result};

/// Crockford's base 32, in order of value.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_BYTES: usize = 16;
const CHECK_BITS: u32 = 12;
const BITS_PER_CHARACTER: u32 = 5;
const CHARACTERS: u32 = 28;
const GROUP: usize = 4;
const NUMBERED_GROUPS: usize = 7;

/// Written on paper by people: never change it.
const CHECK_LABEL: &[u8] = b"mainstay/v1/recovery/check";

/// The secret of a recovery slot.
#[derive(Debug)]
pub struct RecoveryCode(Secret<CODE_BYTES>);

impl RecoveryCode {
    /// Makes a new code.
    ///
    /// # Errors
    /// [`Error::Entropy`](crate::Error::Entropy) when there are no random bytes.
    pub(crate) fn random(entropy: &dyn Entropy) -> Result<Self> {
        Secret::random(entropy).map(Self)
    }

    /// Reads a code as a person types it: any case, spaces, dashes, points and quotes anywhere, O for
    /// 0, I or L for 1, letters of full width, marks that nobody sees, and the groups with or without
    /// their numbers before them: `1.`, `1)`, `#1`, a circled one.
    ///
    /// # Errors
    /// [`Mistyped`] when it cannot be a code. Whether it is *this* vault's code is known only after
    /// an attempt to unlock.
    pub fn parse(typed: &str) -> Result<Self, Mistyped> {
        let mut bits = Zeroizing::new(0_u128);
        let mut check = 0_u32;
        let mut count = 0;
        for character in groups(typed)
            .flat_map(str::chars)
            .filter(|c| !is_unseen(*c))
        {
            let value = value_of(character).ok_or(Mistyped::Character)?;
            count += 1;
            append(&mut bits, &mut check, count, value)?;
        }
        if count != CHARACTERS {
            return Err(Mistyped::Length);
        }
        let code = Self(Secret::copy_of(&Zeroizing::new(bits.to_be_bytes())));
        if code.checksum() == check {
            Ok(code)
        } else {
            Err(Mistyped::Checksum)
        }
    }

    /// A part of a code as the code itself writes it: upper case, `0` for O, `1` for I and L, no separators.
    /// Characters that no code contains stay, so that they match nothing.
    pub fn normalise(typed: &str) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(typed.len()));
        let is_none = |character: &char| is_separator(*character) || is_unseen(*character);
        for character in typed.chars().filter(|character| !is_none(character)) {
            text.push(canonical(character));
        }
        text
    }

    /// The seven groups of four characters to show and to write down.
    pub fn expose_groups(&self) -> Zeroizing<[String; 7]> {
        let mut characters = self.characters();
        Zeroizing::new(std::array::from_fn(|_| {
            characters.by_ref().take(GROUP).collect()
        }))
    }

    /// The code on one line, its groups joined by hyphens.
    pub fn expose_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(34));
        for group in self.expose_groups().iter() {
            if !text.is_empty() {
                text.push('-');
            }
            text.push_str(group);
        }
        text
    }

    pub(crate) fn expose_bytes(&self) -> &[u8; CODE_BYTES] {
        self.0.expose()
    }

    fn characters(&self) -> impl Iterator<Item = char> {
        let bits = Zeroizing::new(u128::from_be_bytes(*self.expose_bytes()));
        let check = u128::from(self.checksum());
        (0..CHARACTERS).filter_map(move |index| {
            let end = (index + 1) * BITS_PER_CHARACTER;
            let value = if end <= u128::BITS {
                *bits >> (u128::BITS - end)
            } else {
                let low = u128::BITS + CHECK_BITS - end;
                ((*bits << CHECK_BITS) | check) >> low
            };
            ALPHABET
                .get(usize::try_from(value & 31).ok()?)
                .map(|symbol| char::from(*symbol))
        })
    }

    /// The first 12 bits of SHA-256 over the label and the 16 bytes.
    fn checksum(&self) -> u32 {
        let mut message = Zeroizing::new([0; CHECK_LABEL.len() + CODE_BYTES]);
        let (label, code) = message.split_at_mut(CHECK_LABEL.len());
        label.copy_from_slice(CHECK_LABEL);
        code.copy_from_slice(self.expose_bytes());
        let [first, second, ..] = sha256(message.as_slice());
        u32::from(first) << 4 | u32::from(second) >> 4
    }
}

/// Appends five bits to the 128 of the code and the 12 of the checksum.
fn append(bits: &mut u128, check: &mut u32, count: u32, value: u32) -> Result<(), Mistyped> {
    let end = count * BITS_PER_CHARACTER;
    if end > u128::BITS + CHECK_BITS {
        return Err(Mistyped::Length);
    }
    let of_check = end.saturating_sub(u128::BITS).min(BITS_PER_CHARACTER);
    *bits = (*bits << (BITS_PER_CHARACTER - of_check)) | u128::from(value >> of_check);
    *check = (*check << of_check) | (value & ((1 << of_check) - 1));
    Ok(())
}

/// What stands between separators, without the numbers of a list that somebody copied with it: "1. 7Q2M 2. X0AB".
fn groups(typed: &str) -> impl Iterator<Item = &str> {
    let parts = || {
        let parts = typed.split(is_separator);
        parts.filter(|part: &&str| !part.chars().all(is_unseen))
    };
    let mut numbers = (1..).zip(parts().step_by(2));
    let numbered = parts().count() == 2 * NUMBERED_GROUPS
        && numbers.all(|(expected, part)| number(part) == Some(expected));
    parts()
        .enumerate()
        .filter(move |(place, _)| !numbered || place % 2 == 1)
        .map(|(_, part)| part)
}

/// The number that a part is, where it is one.
fn number(part: &str) -> Option<u32> {
    let mut seen = part.chars().filter(|character| !is_unseen(*character));
    seen.try_fold(0_u32, |number, character| {
        let digit = half_width(character).to_digit(10)?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// Phones put in long dashes, curly quotes and narrow spaces on their own, and lists points, brackets and numbers.
fn is_separator(character: char) -> bool {
    let character = half_width(character);
    is_dash(character)
        || is_quote(character)
        || is_list_number(character)
        || is_point(character)
        || character.is_whitespace()
}

/// Every dash of Unicode that a keyboard or a word processor makes, and the two that Japanese keyboards have there.
const fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '_' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{207b}'
                | '\u{2212}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{30fc}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff70}'
    )
}

const fn is_quote(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '`' | '\u{ab}' | '\u{b4}' | '\u{bb}' | '\u{2018}'..='\u{201f}' | '\u{2032}'..='\u{2036}'
            | '\u{2039}' | '\u{203a}' | '\u{300c}'..='\u{300f}'
    )
}

/// Digits in circles, brackets and boxes, which no code has: 1 to 7, in each of their forms; and the box of an emoji.
const fn is_list_number(character: char) -> bool {
    matches!(
        character,
        '\u{2460}'..='\u{2466}' | '\u{2474}'..='\u{247a}' | '\u{2488}'..='\u{248e}' | '\u{24f5}'..='\u{24fb}'
            | '\u{2776}'..='\u{277c}' | '\u{2780}'..='\u{2786}' | '\u{278a}'..='\u{2790}' | '\u{20e3}'
    )
}

const fn is_point(character: char) -> bool {
    matches!(
        character,
        '.' | ','
            | ':'
            | ';'
            | '/'
            | '|'
            | '#'
            | '('
            | ')'
            | '['
            | ']'
            | '<'
            | '>'
            | '\u{b0}'
            | '\u{b7}'
            | '\u{2022}'
            | '\u{3001}'
            | '\u{3002}'
            | '\u{ff61}'
            | '\u{ff64}'
    )
}

/// What copying brings along and nobody sees: soft hyphens, zero widths, marks of direction, ways to draw an emoji.
const fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}

fn value_of(character: char) -> Option<u32> {
    let upper = canonical(character);
    let position = ALPHABET
        .iter()
        .position(|symbol| char::from(*symbol) == upper)?;
    u32::try_from(position).ok()
}

fn canonical(character: char) -> char {
    match half_width(character).to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

/// Keyboards of Chinese and Japanese write Latin letters, digits and signs in full width too.
fn half_width(character: char) -> char {
    const FULL_WIDTH: std::ops::RangeInclusive<char> = '\u{ff01}'..='\u{ff5e}';
    let narrow = || char::from_u32(u32::from(character).checked_sub(0xfee0)?);
    if FULL_WIDTH.contains(&character) {
        return narrow().unwrap_or(character);
    }
    character
}

#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    reason = "a test that reaches outside its bytes should fail there"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(bytes: [u8; 16]) -> RecoveryCode {
        RecoveryCode(Secret::copy_of(&bytes))
    }

    fn reread(text: &str) -> Result<[u8; 16], Mistyped> {
        RecoveryCode::parse(text).map(|code| *code.expose_bytes())
    }

    /// The code as one big number, worked out another way than in the code above.
    fn text_by_bits(bytes: [u8; 16]) -> String {
        let digest = sha256(&[CHECK_LABEL, &bytes].concat());
        let all: Vec<u8> = bytes
            .into_iter()
            .chain(digest.into_iter().take(2))
            .collect();
        let bits: Vec<usize> = all
            .iter()
            .flat_map(|byte| {
                (0..8)
                    .rev()
                    .map(move |shift| usize::from(byte >> shift & 1))
            })
            .take(140)
            .collect();
        bits.chunks(5)
            .map(|five| char::from(ALPHABET[five.iter().fold(0, |value, bit| value * 2 + bit)]))
            .collect()
    }

    #[test]
    fn a_code_has_seven_groups_of_four() {
        let groups = code(*b"sixteen bytes ok").expose_groups();
        assert_eq!(groups.len(), 7);
        assert!(groups.iter().all(|group| group.len() == 4));
    }

    #[test]
    fn typing_is_forgiven_its_case_spaces_dashes_and_look_alikes() {
        let bytes = [
            0x00, 0x01, 0x08, 0x42, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7,
        ];
        let text = code(bytes).expose_text();
        let look_alikes = text.replace('0', "o").replace('1', "l");
        let long_dashes = text.replace('-', " \u{2014}\t");
        let bare = text.replace('-', "");
        let spaced: String = bare.chars().flat_map(|c| [c, ' ']).collect();
        let points = text.replace('-', ".");
        let full_width: String = text
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("of full width"))
            .collect();
        let numbered: String = (1..)
            .zip(text.split('-'))
            .map(|(n, group)| format!("{n}. {group}\n"))
            .collect();
        let capital_i = text.replace('1', "I").replace('0', "O");
        for typed in [
            look_alikes,
            long_dashes,
            bare,
            spaced,
            capital_i,
            text.to_lowercase(),
            points,
            full_width,
            numbered,
        ] {
            assert_eq!(reread(&typed), Ok(bytes), "{typed}");
        }
    }

    #[test]
    fn typing_is_forgiven_what_copying_brings_along() {
        let bytes = *b"sixteen bytes ok";
        let text = code(bytes).expose_text();
        let listed = |before: &dyn Fn(u32) -> String| -> String {
            let groups = (1..).zip(text.split('-'));
            groups
                .map(|(n, group)| format!("{}{group}\n", before(n)))
                .collect()
        };
        let circle =
            |first: char, n: u32| char::from_u32(u32::from(first) + n - 1).expect("a sign");
        let mut forms = vec![
            listed(&|n| format!("#{n} ")),
            listed(&|n| format!("{n}) ")),
            listed(&|n| format!("({n}) ")),
            listed(&|n| format!("[{n}] ")),
            listed(&|n| format!("{n}\u{fe0f}\u{20e3} ")),
            listed(&|n| format!("\u{feff}{n}\u{200b}. ")),
            listed(&|n| format!("{}. ", circle('\u{ff11}', n))),
            format!("\u{201c}{}\u{201d}", *text),
            format!("'{}'", text.replace('-', "' '")),
            format!("\u{ab}\u{a0}{}\u{a0}\u{bb}", *text),
            format!("> {}", *text),
            text.replace('-', "\u{200b}-\u{200b}"),
            text.chars().flat_map(|c| [c, '\u{200d}']).collect(),
            format!("\u{202a}{}\u{202c}", *text),
        ];
        for first in [
            '\u{2460}', '\u{2474}', '\u{2488}', '\u{24f5}', '\u{2776}', '\u{2780}', '\u{278a}',
        ] {
            forms.push(listed(&|n| format!("{} ", circle(first, n))));
            forms.push(listed(&|n| circle(first, n).to_string()));
        }
        for dash in [
            '\u{2011}', '\u{2013}', '\u{2014}', '\u{2212}', '\u{ad}', '\u{fe63}', '\u{30fc}',
        ] {
            forms.push(text.to_lowercase().replace('-', &dash.to_string()));
        }
        for typed in forms {
            assert_eq!(reread(&typed), Ok(bytes), "{typed:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_mistyped() {
        let text = code([9; 16]).expose_text();
        let cases = [
            (String::new(), Mistyped::Length),
            (text.chars().skip(1).collect(), Mistyped::Length),
            (format!("{}0", *text), Mistyped::Length),
            ("0".repeat(1_000_000), Mistyped::Length),
            (
                text.replacen(char::is_alphanumeric, "U", 1),
                Mistyped::Character,
            ),
            (
                text.replacen(char::is_alphanumeric, "*", 1),
                Mistyped::Character,
            ),
            (
                text.replacen(char::is_alphanumeric, "\u{e9}", 1),
                Mistyped::Character,
            ),
            ("0".repeat(28), Mistyped::Checksum),
        ];
        for (typed, expected) in cases {
            assert_eq!(reread(&typed), Err(expected));
        }
    }

    #[test]
    fn debug_shows_no_code() {
        assert_eq!(format!("{:?}", code([1; 16])), "RecoveryCode(redacted)");
    }

    #[test]
    fn one_wrong_character_is_almost_always_a_slip() {
        let text: Vec<char> = code(*b"sixteen bytes ok").expose_text().chars().collect();
        let mut missed = 0;
        for place in (0..text.len()).filter(|place| text[*place] != '-') {
            for symbol in ALPHABET
                .iter()
                .map(|s| char::from(*s))
                .filter(|s| *s != text[place])
            {
                let mut typed = text.clone();
                typed[place] = symbol;
                let typed: String = typed.into_iter().collect();
                missed += u32::from(reread(&typed).is_ok());
            }
        }
        assert!(
            missed <= 3,
            "{missed} of 868 slips passed; 12 bits let 1 in 4,096 through"
        );
    }

    proptest! {
        #[test]
        fn every_code_reads_back(bytes in any::<[u8; 16]>()) {
            prop_assert_eq!(reread(&code(bytes).expose_text()), Ok(bytes));
            prop_assert_eq!(code(bytes).expose_text().replace('-', ""), text_by_bits(bytes));
        }

        #[test]
        fn no_text_panics(typed in "\\PC{0,60}") {
            let _ = reread(&typed);
        }
    }
}
