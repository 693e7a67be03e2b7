//! Appointments: visits to somebody who helps, once or again and again, and what is written for and after each visit.
//!
//! - When a visit is and what became of it is told by its schedule and the ledger alone (`crate::schedule`); here is what
//!   a person writes.
//! - A line of an agenda without a visit waits for the next one. When the person went, the lines that waited belong to
//!   that visit; a visit that was missed or cancelled leaves them waiting.
//!
//! Deliberately not here: anything the app would say to a clinic. It contacts nobody.

use crate::bindings::{wire, words};
use crate::{
    AppointmentId, Error, MeetingLink, Name, Note, OccurrenceKey, PersonId, PhoneNumber, Result,
    VisitId, VisitLineId,
};
use chrono::NaiveDate;

/// The longest visit in minutes: a day programme may last from morning to night.
pub const LONGEST_VISIT_MINUTES: u16 = 24 * 60;
/// The most appointments that are made at once: a week of two programmes.
pub const MOST_AT_A_TIME: usize = 14;
/// The most lines that wait for one appointment: a list that one can talk about.
pub const MOST_LINES: usize = 100;
/// The most characters of a place or an address.
const MOST_PLACE: usize = 500;
/// The most characters of a line.
const MOST_LINE: usize = 1_000;

wire! {
    /// What sort of visit it is.
    pub enum AppointmentKind {
        /// Therapy or counselling.
        Therapy,
        /// Who prescribes.
        Prescriber,
        /// A clinic.
        Clinic,
        /// A group of intensive outpatient treatment.
        Group,
        /// A day programme: partial hospitalisation.
        DayProgramme,
        /// A case manager.
        CaseManager,
        /// A court or a probation officer.
        Court,
        /// A doctor or dentist.
        Health,
        /// A visit over a link or by phone.
        Telehealth,
        /// Anything else.
        Other,
    }
}
words!(AppointmentKind {
    Therapy = "therapy",
    Prescriber = "prescriber",
    Clinic = "clinic",
    Group = "group",
    DayProgramme = "day_programme",
    CaseManager = "case_manager",
    Court = "court",
    Health = "health",
    Telehealth = "telehealth",
    Other = "other",
});

wire! {
    /// An appointment. Its times are its schedule's.
    #[derive(Eq)]
    pub struct Appointment {
        /// Its id.
        pub id: AppointmentId,
        /// What sort of visit.
        pub kind: AppointmentKind,
        /// The person's own name for it; empty where the kind says enough.
        pub title: Name,
        /// With whom, of the people they turn to.
        pub person_id: Option<PersonId>,
        /// With whom, in words; may be empty.
        pub with_whom: Name,
        /// Where; at most 500 characters, may be empty.
        pub place: Note,
        /// The link of a visit online; may be empty.
        pub link: WebLink,
        /// Whom to call about it; may be empty.
        pub phone: PhoneNumber,
        /// Anything else.
        pub note: Note,
        /// How long it lasts, 1 to 1,440 minutes; `None` where that is not known.
        pub minutes: Option<u16>,
    }
}

wire! {
    /// What the person writes about one visit. What became of it is in the ledger.
    #[derive(Eq)]
    pub struct VisitNote {
        /// Its id.
        pub id: VisitId,
        /// Of which appointment.
        pub appointment_id: AppointmentId,
        /// Which of its times.
        pub occurrence: OccurrenceKey,
        /// Why it was cancelled or missed; may be empty.
        pub why: Note,
        /// What they take with them; may be empty.
        pub takeaways: Note,
        /// What comes next; may be empty.
        pub next_step: Note,
    }
}

wire! {
    /// What a line is for.
    pub enum VisitLineKind {
        /// Something to talk about.
        Agenda,
        /// Something to do until the next visit.
        Homework,
    }
}
words!(VisitLineKind {
    Agenda = "agenda",
    Homework = "homework",
});

wire! {
    /// One line: something to talk about, or something to do.
    #[derive(Eq)]
    pub struct VisitLine {
        /// Its id. Lines stand in the order in which they were made.
        pub id: VisitLineId,
        /// Of which appointment.
        pub appointment_id: AppointmentId,
        /// What it is for.
        pub kind: VisitLineKind,
        /// The visit at which it was talked about or given; `None` while it waits for the next one.
        pub visit_id: Option<VisitId>,
        /// What it says; never blank, at most 1,000 characters.
        pub text: Note,
        /// Whether it was talked about, or done.
        pub is_done: bool,
        /// The day until which it is to be done; homework alone has one.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub due_on: Option<NaiveDate>,
        /// The minute of that day at which it rings, 0 to 1,439; `None` for no reminder.
        pub rings_at: Option<u16>,
    }
}

/// A link that a person typed: `https` or `http` with a host, or nothing. What is typed without either gets `https`.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "String", into = "String")]
pub struct WebLink(String);

impl WebLink {
    /// Checks a link.
    ///
    /// # Errors
    /// As [`MeetingLink::new`].
    pub fn new(text: &str) -> Result<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::default());
        }
        let whole = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        let link = MeetingLink::new(&whole)?;
        Ok(Self(link.as_str().to_owned()))
    }

    /// The link as text; empty for none.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for WebLink {
    type Error = Error;
    fn try_from(text: String) -> Result<Self> {
        Self::new(&text)
    }
}

impl From<WebLink> for String {
    fn from(link: WebLink) -> Self {
        link.0
    }
}

/// A place or an address.
///
/// # Errors
/// [`Error::TooLong`] above 500 characters, and those of [`Note::new`].
pub fn appointment_place(text: &str) -> Result<Note> {
    at_most(text, MOST_PLACE)
}

/// What a line says.
///
/// # Errors
/// [`Error::AnswerNeeded`] where nothing can be read in it, [`Error::TooLong`] above 1,000 characters, and those of
/// [`Note::new`].
pub fn visit_line_text(text: &str) -> Result<Note> {
    let line = at_most(text, MOST_LINE)?;
    if line.is_blank() {
        return Err(Error::AnswerNeeded);
    }
    Ok(line)
}

/// How long a visit lasts.
///
/// # Errors
/// [`Error::Invalid`] outside 1 to [`LONGEST_VISIT_MINUTES`].
pub fn visit_minutes(minutes: Option<u16>) -> Result<Option<u16>> {
    match minutes {
        Some(minutes) if !(1..=LONGEST_VISIT_MINUTES).contains(&minutes) => Err(Error::Invalid),
        minutes => Ok(minutes),
    }
}

pub(crate) fn at_most(text: &str, most: usize) -> Result<Note> {
    let note = Note::new(text)?;
    if note.as_str().chars().count() > most {
        return Err(Error::TooLong);
    }
    Ok(note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_kept_with_its_scheme_and_nothing_hides_its_host() {
        for (typed, kept) in [
            ("", ""),
            ("  ", ""),
            ("zoom.example/j/12?pwd=x", "https://zoom.example/j/12?pwd=x"),
            (" https://visit.example ", "https://visit.example"),
            ("http://visit.example:8080/a", "http://visit.example:8080/a"),
        ] {
            assert_eq!(WebLink::new(typed).unwrap().as_str(), kept, "{typed:?}");
        }
        for typed in [
            "javascript://x",
            "https://bank.example@evil.example",
            "a b",
            "file:///etc/passwd",
            "visit.example/\"onload",
        ] {
            assert_eq!(WebLink::new(typed), Err(Error::Invalid), "{typed:?}");
        }
        let long = format!("visit.example/{}", "x".repeat(2_000));
        assert_eq!(WebLink::new(&long), Err(Error::TooLong));
    }

    #[test]
    fn lines_places_and_lengths_have_their_limits() {
        assert_eq!(visit_line_text(" \n"), Err(Error::AnswerNeeded));
        assert_eq!(visit_line_text("\u{200b}"), Err(Error::AnswerNeeded));
        assert!(visit_line_text(&"é".repeat(1_000)).is_ok());
        assert_eq!(visit_line_text(&"é".repeat(1_001)), Err(Error::TooLong));
        assert_eq!(appointment_place(&"x".repeat(501)), Err(Error::TooLong));
        assert_eq!(visit_minutes(None), Ok(None));
        assert_eq!(visit_minutes(Some(1_440)), Ok(Some(1_440)));
        assert_eq!(visit_minutes(Some(0)), Err(Error::Invalid));
        assert_eq!(visit_minutes(Some(1_441)), Err(Error::Invalid));
    }

    #[test]
    fn every_word_reads_back() {
        for kind in AppointmentKind::ALL {
            assert_eq!(AppointmentKind::parse(kind.as_str()), Ok(*kind));
        }
        for kind in VisitLineKind::ALL {
            assert_eq!(VisitLineKind::parse(kind.as_str()), Ok(*kind));
        }
    }
}
