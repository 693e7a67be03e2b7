//! Medicines: what is taken, in which form, by which schedules, and who to ask about it.
//!
//! Strengths and amounts are the person's own words, copied from the prescriber: nothing is ever worked out from them.
//! Deliberately not here: a dose, a taper, what to do about a missed one. The clinic knows.

use crate::bindings::{wire, words};
use crate::order::moved;
use crate::{Error, MedicineId, Name, Note, PersonId, PhoneNumber, Result, MOST_PHASES};
use chrono::NaiveDate;

/// The most medicines that are kept, those that were ended included.
pub const MOST_MEDICINES: usize = 60;
/// The most schedules of one medicine.
pub const MOST_MEDICINE_SCHEDULES: usize = 8;
/// The most places of the body among which patches or injections change.
pub const MOST_SITES: usize = 20;
/// A dose counts as on time for so many minutes after it was due, unless the person chose otherwise.
pub const USUAL_ON_TIME_MINUTES: u16 = 60;
/// The longest that can be chosen: a day.
const MOST_ON_TIME_MINUTES: u16 = 24 * 60;

/// Names in their order; of a refused one its place and why.
pub type Names = std::result::Result<Vec<Name>, (usize, Error)>;

wire! {
    /// How it is taken.
    pub enum MedicineForm {
        /// A tablet or a capsule.
        Tablet,
        /// A film for the mouth.
        Film,
        /// A liquid.
        Liquid,
        /// A patch on the skin.
        Patch,
        /// Through the nose.
        Nasal,
        /// An injection.
        Injection,
        /// An implant.
        Implant,
        /// Another way.
        Other,
    }
}
words!(MedicineForm {
    Tablet = "tablet",
    Film = "film",
    Liquid = "liquid",
    Patch = "patch",
    Nasal = "nasal",
    Injection = "injection",
    Implant = "implant",
    Other = "other",
});

wire! {
    /// Of which kind it is: which static card about missed doses belongs to it. Nothing else follows from it.
    pub enum MedicineClass {
        /// Buprenorphine, taken each day.
        BuprenorphineDaily,
        /// Buprenorphine as an injection.
        BuprenorphineInjection,
        /// Methadone.
        Methadone,
        /// Naltrexone, taken each day.
        NaltrexoneDaily,
        /// Naltrexone as an injection.
        NaltrexoneInjection,
        /// Disulfiram.
        Disulfiram,
        /// Acamprosate.
        Acamprosate,
        /// Nicotine in place of tobacco.
        NicotineReplacement,
        /// Varenicline.
        Varenicline,
        /// Bupropion.
        Bupropion,
        /// Naloxone, kept for an overdose.
        Naloxone,
        /// For sleep or calm.
        Sedative,
        /// An opioid against pain.
        OpioidPain,
        /// Against depression.
        Antidepressant,
        /// For mood or psychosis.
        MoodOrPsychosis,
        /// Another one.
        Other,
    }
}
words!(MedicineClass {
    BuprenorphineDaily = "buprenorphine_daily",
    BuprenorphineInjection = "buprenorphine_injection",
    Methadone = "methadone",
    NaltrexoneDaily = "naltrexone_daily",
    NaltrexoneInjection = "naltrexone_injection",
    Disulfiram = "disulfiram",
    Acamprosate = "acamprosate",
    NicotineReplacement = "nicotine_replacement",
    Varenicline = "varenicline",
    Bupropion = "bupropion",
    Naloxone = "naloxone",
    Sedative = "sedative",
    OpioidPain = "opioid_pain",
    Antidepressant = "antidepressant",
    MoodOrPsychosis = "mood_or_psychosis",
    Other = "other",
});

impl MedicineClass {
    /// Whether what the body was used to may be lost when it is not taken: the lost-tolerance card belongs to it.
    #[must_use]
    pub const fn loses_tolerance(self) -> bool {
        match self {
            Self::BuprenorphineDaily
            | Self::BuprenorphineInjection
            | Self::Methadone
            | Self::NaltrexoneDaily
            | Self::NaltrexoneInjection
            | Self::OpioidPain => true,
            Self::Disulfiram
            | Self::Acamprosate
            | Self::NicotineReplacement
            | Self::Varenicline
            | Self::Bupropion
            | Self::Naloxone
            | Self::Sedative
            | Self::Antidepressant
            | Self::MoodOrPsychosis
            | Self::Other => false,
        }
    }
}

wire! {
    /// Where a kit against overdose is, and who knows. All of it may be left out.
    #[derive(Eq, Default)]
    pub struct MedicineKit {
        /// Where it is kept.
        pub place: Name,
        /// Who nearby knows of it.
        pub people: Name,
        /// The day of the last training with it.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub trained_on: Option<NaiveDate>,
    }
}

wire! {
    /// One medicine.
    #[derive(Eq)]
    pub struct Medicine {
        /// Its id.
        pub id: MedicineId,
        /// What it is called; never empty.
        pub name: Name,
        /// What the app's lists call it in its place; empty for the name itself.
        pub discreet_name: Name,
        /// Its strength in the person's words, such as "8 mg"; may be empty.
        pub strength: Name,
        /// How it is taken.
        pub form: MedicineForm,
        /// Of which kind it is; `None` is not said.
        pub class: Option<MedicineClass>,
        /// In their own words.
        pub note: Note,
        /// Who prescribes it, of the people.
        pub prescriber_id: Option<PersonId>,
        /// Whom to call about it; empty where there is no number.
        pub clinic_phone: PhoneNumber,
        /// Where it is fetched; empty where there is no number.
        pub pharmacy_phone: PhoneNumber,
        /// For so many minutes after it was due a dose is on time, 1 to 1,440.
        pub on_time_minutes: u16,
        /// Places of the body in the order in which they change, at most [`MOST_SITES`].
        pub sites: Vec<Name>,
        /// The day printed on the pack.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub expires_on: Option<NaiveDate>,
        /// Where it is and who knows, for a kit against overdose.
        pub kit: MedicineKit,
        /// Its place: the lowest comes first.
        pub position: u32,
        /// When it was ended, in milliseconds since 1970 UTC; it may go on again.
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        pub ended_ms: Option<i64>,
    }
}

impl Medicine {
    /// Whether it is being taken.
    #[must_use]
    pub const fn is_taken(&self) -> bool {
        self.ended_ms.is_none()
    }

    /// Whether it is a kit against overdose: kept at hand, and taken by nobody.
    #[must_use]
    pub fn is_kit(&self) -> bool {
        self.class == Some(MedicineClass::Naloxone)
    }

    /// What lists call it: the discreet name, where there is one.
    #[must_use]
    pub fn listed_name(&self) -> &Name {
        if self.discreet_name.is_empty() {
            &self.name
        } else {
            &self.discreet_name
        }
    }

    /// Whether another one of the list looks the same: its name and its strength.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.id != other.id
            && self.name.is_same(&other.name)
            && self.strength.is_same(&other.strength)
    }

    /// The site behind the last one that was used; the first where none was. `None` where no sites are kept.
    #[must_use]
    pub fn next_site(&self, last: Option<&Name>) -> Option<&Name> {
        let used = last.and_then(|last| self.sites.iter().position(|site| site.is_same(last)));
        let next = used.map_or(0, |used| used + 1);
        self.sites.get(next).or_else(|| self.sites.first())
    }
}

/// Checks the minutes for which a dose is on time.
///
/// # Errors
/// [`Error::Invalid`] outside 1 to 1,440.
pub const fn on_time_minutes(minutes: u16) -> Result<u16> {
    match minutes {
        1..=MOST_ON_TIME_MINUTES => Ok(minutes),
        _ => Err(Error::Invalid),
    }
}

/// Checks amounts, one for each phase. There is always one, which may be empty.
///
/// # Errors
/// The place of the one that was refused and why; [`Error::TooMany`] for more than a schedule has phases.
pub fn medicine_amounts(texts: &[String]) -> Names {
    let mut amounts = names(texts, MOST_PHASES)?;
    if amounts.is_empty() {
        amounts.push(Name::default());
    }
    Ok(amounts)
}

/// Checks places of the body. Those without a name are left out, and one that is there twice.
///
/// # Errors
/// The place of the one that was refused and why; [`Error::TooMany`] above [`MOST_SITES`].
pub fn medicine_sites(texts: &[String]) -> Names {
    let mut sites: Vec<Name> = Vec::new();
    for site in names(texts, MOST_SITES)? {
        if !site.is_empty() && !sites.iter().any(|one| one.is_same(&site)) {
            sites.push(site);
        }
    }
    Ok(sites)
}

fn names(texts: &[String], most: usize) -> Names {
    if texts.len() > most {
        return Err((most, Error::TooMany));
    }
    let names = texts.iter().enumerate();
    let names = names.map(|(place, text)| Name::new(text).map_err(|reason| (place, reason)));
    names.collect()
}

/// The medicines that have another place once `id` stands at `place`, counted from 0. The order of the others stays.
#[must_use]
pub fn medicine_moved(medicines: &[Medicine], id: MedicineId, place: u32) -> Vec<Medicine> {
    let mut ordered = medicines.to_vec();
    ordered.sort_by_key(|medicine| (medicine.position, medicine.id));
    let from = ordered.iter().position(|medicine| medicine.id == id);
    moved(ordered, from.unwrap_or(usize::MAX), place, |medicine| {
        &mut medicine.position
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(of: &[&str]) -> Vec<String> {
        of.iter().map(|text| (*text).to_owned()).collect()
    }

    fn medicine(sites: &[&str]) -> Medicine {
        Medicine {
            id: MedicineId::new(1, &[1; 10]),
            name: Name::new("Aspirin").unwrap(),
            discreet_name: Name::default(),
            strength: Name::default(),
            form: MedicineForm::Patch,
            class: None,
            note: Note::default(),
            prescriber_id: None,
            clinic_phone: PhoneNumber::default(),
            pharmacy_phone: PhoneNumber::default(),
            on_time_minutes: USUAL_ON_TIME_MINUTES,
            sites: medicine_sites(&texts(sites)).unwrap(),
            expires_on: None,
            kit: MedicineKit::default(),
            position: 0,
            ended_ms: None,
        }
    }

    #[test]
    fn sites_go_round() {
        let patch = medicine(&["left arm", "", "right arm", "Left Arm", "back"]);
        let next = |last: &str| {
            let last = Name::new(last).unwrap();
            let last = (!last.is_empty()).then_some(&last);
            patch.next_site(last).unwrap().as_str().to_owned()
        };
        assert_eq!(next(""), "left arm");
        assert_eq!(next("left arm"), "right arm");
        assert_eq!(next("back"), "left arm");
        assert_eq!(next("a place that was taken out"), "left arm");
        assert_eq!(medicine(&[]).next_site(None), None);
    }

    #[test]
    fn amounts_are_words_and_never_none() {
        assert_eq!(medicine_amounts(&[]).unwrap(), [Name::default()]);
        let kept = medicine_amounts(&texts(&["2 tablets", "", "1 tablet"])).unwrap();
        assert_eq!(kept.len(), 3, "a phase without words keeps its place");
        let refused = medicine_amounts(&texts(&["1", "a\nb"]));
        assert_eq!(refused, Err((1, Error::UnreadableText)));
        let many = texts(&vec!["1"; MOST_PHASES + 1]);
        assert_eq!(medicine_amounts(&many), Err((MOST_PHASES, Error::TooMany)));
    }

    #[test]
    fn on_time_is_a_minute_to_a_day() {
        assert_eq!(on_time_minutes(1), Ok(1));
        assert_eq!(on_time_minutes(1_440), Ok(1_440));
        for minutes in [0, 1_441, u16::MAX] {
            assert_eq!(on_time_minutes(minutes), Err(Error::Invalid));
        }
    }

    #[test]
    fn one_name_in_two_strengths_is_two_medicines() {
        let one = medicine(&[]);
        let other = Medicine {
            id: MedicineId::new(2, &[2; 10]),
            name: Name::new("ASPIRIN").unwrap(),
            ..one.clone()
        };
        assert!(one.is_same(&other) && !one.is_same(&one));
        let strong = Medicine {
            strength: Name::new("500 mg").unwrap(),
            ..other
        };
        assert!(!one.is_same(&strong));
    }
}
