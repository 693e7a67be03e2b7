//! People whom somebody can turn to, with their telephone numbers and a message that is ready to be sent.
//!
//! Two people may have one name: there is more than one John in a meeting. Deliberately not here: who was there when a
//! craving came; that is a [`Trigger`](crate::Trigger).

use crate::bindings::{wire, words};
use crate::order::moved;
use crate::text::is_unseen;
use crate::{Error, Name, Note, PersonId, Result};

/// The most people that are kept: a list that one can look through.
pub const MOST_PEOPLE: usize = 50;
/// The most characters of a message: four text messages of 160.
const MOST_MESSAGE: usize = 640;
/// The fewest digits of a number: some countries have services of two.
const FEWEST_DIGITS: usize = 2;
/// The fewest with a country's code.
const FEWEST_ABROAD: usize = 5;
/// The most digits: the 15 of E.164, and what may have to be dialled before them.
const MOST_DIGITS: usize = 20;
/// Where a number keeps its 0 behind the country's code: Italy, San Marino and the Vatican (ITU, national plans).
const KEEP_THE_ZERO: [&str; 3] = ["+39", "+378", "+379"];
/// What stands before an extension.
const EXTENSION: [&str; 7] = ["extension", "ext.", "ext", "x", "#", ",", ";"];

wire! {
    /// What somebody is to the person.
    pub enum PersonRole {
        /// Who goes through a programme with them.
        Sponsor,
        /// A friend, in recovery or not.
        Friend,
        /// Somebody of the family.
        Family,
        /// A therapist or counsellor.
        Therapist,
        /// Who prescribes: a doctor, a nurse, a clinic.
        Prescriber,
        /// Who holds the help together.
        CaseManager,
        /// Whom to call in an emergency.
        Emergency,
    }
}

words!(PersonRole {
    Sponsor = "sponsor",
    Friend = "friend",
    Family = "family",
    Therapist = "therapist",
    Prescriber = "prescriber",
    CaseManager = "case_manager",
    Emergency = "emergency",
});

wire! {
    /// One of them.
    #[derive(Eq)]
    pub struct Person {
        /// Its id.
        pub id: PersonId,
        /// What they are called; never empty.
        pub name: Name,
        /// What they are to the person.
        pub role: PersonRole,
        /// Their number; empty where there is none.
        pub phone: PhoneNumber,
        /// What a text message to them begins with; empty for none. At most 640 characters.
        pub message: Note,
        /// Their place: the lowest comes first.
        pub position: u32,
    }
}

/// A telephone number as it was typed: digits of any grouping, a + before them, an extension behind an x.
///
/// Nothing is known about a country's numbers: what one can dial is theirs to say.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// The most characters of a number. E.164 has 15 digits; the rest is grouping and an extension.
    pub const MAX_CHARS: usize = 40;

    /// Checks a number; the white space around it goes, and marks that nobody sees, as contacts are copied with. None is
    /// fine.
    ///
    /// # Errors
    /// [`Error::TooLong`] above [`Self::MAX_CHARS`], [`Error::PhoneNumber`] for letters, for too few or too many digits,
    /// for a second line, and for a + elsewhere than at the front.
    pub fn new(text: &str) -> Result<Self> {
        if text.len() > Self::MAX_CHARS * 16 {
            return Err(Error::TooLong);
        }
        let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
        let text = seen.trim();
        if text.chars().count() > Self::MAX_CHARS {
            return Err(Error::TooLong);
        }
        let number = Self(text.to_owned());
        if text.is_empty() || number.is_one() {
            Ok(number)
        } else {
            Err(Error::PhoneNumber)
        }
    }

    fn is_one(&self) -> bool {
        let (main, extension) = self.parts();
        let fewest = if main.starts_with('+') {
            FEWEST_ABROAD
        } else {
            FEWEST_DIGITS
        };
        let grouping = |c: char| {
            c.is_whitespace() && !c.is_control()
                || "()-./\u{2010}\u{2011}\u{2012}\u{2013}".contains(c)
        };
        let main = main.strip_prefix('+').unwrap_or(main);
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let is_plain = |text: &str| text.chars().all(|c| c.is_ascii_digit() || grouping(c));
        let has_extension = extension.is_none_or(|text| is_plain(text) && digits(text) > 0);
        is_plain(main) && (fewest..=MOST_DIGITS).contains(&digits(main)) && has_extension
    }

    /// The number, and what stands behind the mark of an extension.
    fn parts(&self) -> (&str, Option<&str>) {
        let lower = self.0.to_ascii_lowercase();
        for mark in EXTENSION {
            if let Some(at) = lower.find(mark) {
                let (main, rest) = self.0.split_at(at);
                return (main, rest.get(mark.len()..));
            }
        }
        (&self.0, None)
    }

    /// The number as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a dialler takes: digits with a + before them if there was one; `None` where there is no number. The zero of
    /// "+44 (0)20 …" is left out: with the country's code it is not dialled, but for the few that keep it.
    #[must_use]
    pub fn dialled(&self) -> Option<String> {
        let (main, _) = self.parts();
        let is_international = main.starts_with('+');
        let keeps = KEEP_THE_ZERO.iter().any(|code| main.starts_with(code));
        let main = if is_international && !keeps {
            main.replacen("(0)", "", 1)
        } else {
            main.to_owned()
        };
        let digits: String = main.chars().filter(char::is_ascii_digit).collect();
        let plus = if is_international { "+" } else { "" };
        (!digits.is_empty()).then(|| format!("{plus}{digits}"))
    }

    /// The digits of the extension, to be dialled once somebody answers.
    #[must_use]
    pub fn extension(&self) -> Option<String> {
        let (_, extension) = self.parts();
        extension.map(|text| text.chars().filter(char::is_ascii_digit).collect())
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::new(&text)
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

/// A message to begin with.
///
/// # Errors
/// [`Error::TooLong`] above 640 characters, and those of [`Note::new`].
pub fn person_message(text: &str) -> Result<Note> {
    let message = Note::new(text)?;
    if message.as_str().chars().count() > MOST_MESSAGE {
        return Err(Error::TooLong);
    }
    Ok(message)
}

/// The people who have another place once `id` stands at `place`, counted from 0. The order of the others stays.
#[must_use]
pub fn person_moved(people: &[Person], id: PersonId, place: u32) -> Vec<Person> {
    let mut ordered = people.to_vec();
    ordered.sort_by_key(|person| (person.position, person.id));
    let from = ordered.iter().position(|person| person.id == id);
    moved(ordered, from.unwrap_or(usize::MAX), place, |person| {
        &mut person.position
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialled(text: &str) -> Option<String> {
        PhoneNumber::new(text).expect("a number").dialled()
    }

    #[test]
    fn a_number_is_kept_as_typed_and_dialled_without_its_grouping() {
        for (typed, digits) in [
            ("(555) 010-1234", "5550101234"),
            ("+1 555.010.1234", "+15550101234"),
            ("+44 (0)20 7946 0018", "+442079460018"),
            ("0\u{a0}20/7946\u{2011}0018", "02079460018"),
            ("112", "112"),
            ("+39 (0)6 1234567", "+39061234567"),
        ] {
            assert_eq!(dialled(typed).as_deref(), Some(digits), "{typed}");
            assert_eq!(
                PhoneNumber::new(&format!(" {typed} "))
                    .expect("a number")
                    .as_str(),
                typed
            );
        }
        assert_eq!(dialled(""), None);
        let copied = "\u{202a}+44 20 7946\u{200b} 0018\u{202c}";
        assert_eq!(dialled(copied).as_deref(), Some("+442079460018"));
    }

    #[test]
    fn an_extension_is_not_part_of_the_number() {
        for typed in [
            "555 0101 x 12",
            "5550101 ext. 12",
            "5550101EXT12",
            "555-0101 #12",
            "555 0101 extension 12",
            "5550101,12",
        ] {
            let number = PhoneNumber::new(typed).expect("a number");
            assert_eq!(number.dialled().as_deref(), Some("5550101"), "{typed}");
            assert_eq!(number.extension().as_deref(), Some("12"), "{typed}");
        }
        assert_eq!(
            PhoneNumber::new("5550101").expect("a number").extension(),
            None
        );
    }

    #[test]
    fn what_nobody_can_dial_is_refused() {
        for typed in [
            "call him",
            "1-800-FLOWERS",
            "5",
            "+",
            "555 + 01",
            "555x",
            "x12",
            "555 0101;drop",
            "😀",
            "5550101 x 1 x 2",
            "020\n7946",
            "+44 (0)",
        ] {
            assert_eq!(PhoneNumber::new(typed), Err(Error::PhoneNumber), "{typed}");
        }
        assert_eq!(PhoneNumber::new(&"5".repeat(41)), Err(Error::TooLong));
        assert_eq!(PhoneNumber::new(&"5".repeat(21)), Err(Error::PhoneNumber));
        assert!(PhoneNumber::new(&"5".repeat(20)).is_ok());
    }

    #[test]
    fn a_message_has_a_length_that_can_be_sent() {
        assert!(person_message(&"é".repeat(640)).is_ok());
        assert_eq!(person_message(&"é".repeat(641)), Err(Error::TooLong));
    }

    #[test]
    fn who_is_moved_takes_the_place_and_the_others_keep_their_order() {
        let person = |n: u8| Person {
            id: PersonId::new(i64::from(n), &[n; 10]),
            name: Name::new(&format!("person {n}")).expect("a name"),
            role: PersonRole::Friend,
            phone: PhoneNumber::default(),
            message: Note::default(),
            position: u32::from(n),
        };
        let people: Vec<Person> = (0..4).map(person).collect();
        let changed = person_moved(&people, people[3].id, 1);
        let places: Vec<_> = changed.iter().map(|one| (one.id, one.position)).collect();
        assert_eq!(
            places,
            [(people[3].id, 1), (people[1].id, 2), (people[2].id, 3)]
        );
        assert_eq!(person_moved(&people, people[3].id, 99), []);
        assert_eq!(person_moved(&people, PersonId::new(9, &[9; 10]), 0), []);
    }
}
