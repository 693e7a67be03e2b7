//! A meeting as somebody else lists it: in a feed of a fellowship, or in a calendar.
//!
//! It is hearsay: whoever goes there confirms it first, and [`ListedMeeting::listed_on`] says how old it is. It is not
//! yet a meeting of the person's own; that is made from it when they keep one.
//!
//! Feeds count weekdays in three ways (0 = Sunday, 1 = Sunday, 1 = Monday). Here a weekday is a `chrono::Weekday`, and
//! weeks begin on Monday, as in the schedules. Times are what a clock on the wall shows in [`ListedMeeting::zone`]; a
//! meeting is never an instant before it is planned.
//!
//! Which fellowship a feed is of is said once, when it is imported; no feed says it in each meeting.
//!
//! Deliberately not here: reading a feed (crate `mainstay-feeds`), names and numbers of people (feeds list contacts;
//! nobody asked those people whether they may be kept), when one rings (the planner's).

mod feed;
mod place;
mod report;
mod text;
mod week;

pub use feed::{MeetingFeed, MeetingType, MeetingTypeUse, MOST_FEEDS};
pub use place::Position;
pub use report::{FeedEncoding, FeedKind, FeedRemark, FeedReport, RefusedRecord, RowRefusal};
pub use text::{MeetingLine, MeetingLink, MeetingNotes, TypeCodes};
pub use week::{base_minute, start_near, BASE_SLACK_MINUTES, WEEK_MINUTES};

use crate::bindings::{wire, words};
use crate::{Error, Nth, Result};
use chrono::{NaiveDate, Weekday};
use chrono_tz::Tz;

/// How long a meeting or a visit lasts where nobody says, in minutes: one hour, as the Meeting Guide specification has it.
pub const USUAL_MEETING_MINUTES: u16 = 60;

/// The most dates that a meeting leaves out. A weekly one with more was given up.
pub const MOST_LEFT_OUT: usize = 366;

wire! {
    /// How one takes part.
    pub enum MeetingWay {
        /// In a room.
        InPerson,
        /// By a link.
        Online,
        /// By telephone alone.
        Phone,
        /// In a room, or by a link or telephone.
        Hybrid,
        /// The feed does not say.
        NotSaid,
    }
}

words!(MeetingWay {
    InPerson = "in_person",
    Online = "online",
    Phone = "phone",
    Hybrid = "hybrid",
    NotSaid = "not_said",
});

wire! {
    /// Whose list of type codes a meeting's types are from: `O` is "open" in one and another thing in the next.
    pub enum TypeVocabulary {
        /// The Meeting Guide specification.
        MeetingGuide,
        /// The formats of the BMLT server that the feed is from.
        Bmlt,
        /// The list of online meetings of Alcoholics Anonymous.
        CentralQuery,
        /// Categories of a calendar, words of their own.
        Calendar,
    }
}

words!(TypeVocabulary {
    MeetingGuide = "meeting_guide",
    Bmlt = "bmlt",
    CentralQuery = "central_query",
    Calendar = "calendar",
});

/// A time on the wall, in minutes after midnight: 0 to 1,439.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MinuteOfDay(u16);

impl MinuteOfDay {
    /// Checks a time.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an hour above 23 or a minute above 59.
    pub fn new(hour: u32, minute: u32) -> Result<Self> {
        if hour > 23 || minute > 59 {
            return Err(Error::Invalid);
        }
        u16::try_from(hour * 60 + minute)
            .map(Self)
            .map_err(|_| Error::Invalid)
    }

    /// Minutes after midnight.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// How many minutes after this one a clock shows `end`: an end that is not later is of the next day.
    #[must_use]
    pub const fn until(self, end: Self) -> u16 {
        const DAY: u16 = 24 * 60;
        let minutes = (end.0 + DAY - self.0) % DAY;
        if minutes == 0 {
            DAY
        } else {
            minutes
        }
    }
}

/// How often a meeting is held on its weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Every so many weeks: 1 is each week. Above 1 they are counted from [`Held::from_on`].
    Weeks(u16),
    /// On one of the weekdays of every so many months. Above 1 they are counted from the month of
    /// [`Held::from_on`].
    Months(u16, Nth),
    /// Once, on [`Held::from_on`].
    Once,
}

/// When a meeting is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// On which weekday it begins.
    pub weekday: Weekday,
    /// At what time it begins.
    pub start: MinuteOfDay,
    /// How long it lasts, 1 to 1,440 minutes; `None` is "not said", see [`USUAL_MEETING_MINUTES`].
    pub minutes: Option<u16>,
    /// How often.
    pub rhythm: Rhythm,
    /// The first date. Feeds of weekly meetings say none; where the rhythm needs one, it is there.
    pub from_on: Option<NaiveDate>,
    /// The last date on which it may be held.
    pub until_on: Option<NaiveDate>,
    /// Dates that are left out, in order, at most [`MOST_LEFT_OUT`].
    pub left_out: Vec<NaiveDate>,
}

impl Held {
    /// Every week, without an end: what most feeds can say.
    #[must_use]
    pub const fn weekly(weekday: Weekday, start: MinuteOfDay, minutes: Option<u16>) -> Self {
        Self {
            weekday,
            start,
            minutes,
            rhythm: Rhythm::Weeks(1),
            from_on: None,
            until_on: None,
            left_out: Vec::new(),
        }
    }

    /// Whether the last one was before `day`.
    #[must_use]
    pub fn is_over(&self, day: NaiveDate) -> bool {
        let last = match self.rhythm {
            Rhythm::Once => self.from_on,
            Rhythm::Weeks(_) | Rhythm::Months(..) => self.until_on,
        };
        last.is_some_and(|last| last < day)
    }
}

/// A meeting on one weekday, as a feed lists it. One that is held on three weekdays is three of them, with one
/// `source_id`.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedMeeting {
    /// What the feed calls it, stable from one download to the next. Never empty.
    pub source_id: MeetingLine,
    /// Its name. Never empty.
    pub name: MeetingLine,
    /// When; `None` is "by appointment", or a time that the feed does not say.
    pub held: Option<Held>,
    /// The zone of its clock. `None` is "not said": the place's own, which the person is asked for.
    pub zone: Option<Tz>,
    /// How one takes part.
    pub way: MeetingWay,
    /// Whether the room is closed for now and there is no other way in.
    pub is_closed: bool,
    /// The name of the building or room.
    pub place: MeetingLine,
    /// Where it is, as one line.
    pub address: MeetingLine,
    /// The part of the country or town, as the feed groups its meetings.
    pub region: MeetingLine,
    /// Where it is on a map.
    pub position: Option<Position>,
    /// Whether address and position only say roughly where: common for online meetings.
    pub is_rough: bool,
    /// The link to take part.
    pub link: Option<MeetingLink>,
    /// The number to call to take part.
    pub phone: MeetingLine,
    /// How to take part online or by phone: a meeting's number, its password.
    pub joining: MeetingNotes,
    /// Whose codes `types` are.
    pub vocabulary: TypeVocabulary,
    /// What kind of meeting: codes, to be named from the vocabulary.
    pub types: TypeCodes,
    /// Everything else that it says.
    pub notes: MeetingNotes,
    /// The group that holds it.
    pub group: MeetingLine,
    /// Who lists it.
    pub listed_by: MeetingLine,
    /// The date on which the feed says it was last changed.
    pub listed_on: Option<NaiveDate>,
}

impl ListedMeeting {
    /// A meeting of which nothing is known yet but its name.
    #[must_use]
    pub fn named(source_id: MeetingLine, name: MeetingLine, vocabulary: TypeVocabulary) -> Self {
        Self {
            source_id,
            name,
            held: None,
            zone: None,
            way: MeetingWay::NotSaid,
            is_closed: false,
            place: MeetingLine::default(),
            address: MeetingLine::default(),
            region: MeetingLine::default(),
            position: None,
            is_rough: false,
            link: None,
            phone: MeetingLine::default(),
            joining: MeetingNotes::default(),
            vocabulary,
            types: TypeCodes::default(),
            notes: MeetingNotes::default(),
            group: MeetingLine::default(),
            listed_by: MeetingLine::default(),
            listed_on: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32, minute: u32) -> MinuteOfDay {
        MinuteOfDay::new(hour, minute).unwrap()
    }

    #[test]
    fn a_time_is_of_one_day() {
        assert_eq!(at(0, 0).get(), 0);
        assert_eq!(at(23, 59).get(), 1439);
        assert_eq!(MinuteOfDay::new(24, 0), Err(Error::Invalid));
        assert_eq!(MinuteOfDay::new(9, 60), Err(Error::Invalid));
        assert_eq!(MinuteOfDay::new(u32::MAX, 0), Err(Error::Invalid));
    }

    #[test]
    fn an_end_that_is_not_later_is_of_the_next_day() {
        assert_eq!(at(18, 0).until(at(19, 30)), 90);
        assert_eq!(at(23, 30).until(at(0, 30)), 60);
        assert_eq!(at(6, 0).until(at(6, 0)), 1440);
    }

    #[test]
    fn a_meeting_without_an_end_is_never_over() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let mut held = Held::weekly(Weekday::Sun, at(18, 0), None);
        assert!(!held.is_over(NaiveDate::MAX));
        held.until_on = Some(day);
        assert!(!held.is_over(day) && held.is_over(day.succ_opt().unwrap()));
        held.rhythm = Rhythm::Once;
        assert!(!held.is_over(NaiveDate::MAX), "its one date is not known");
        held.from_on = day.pred_opt();
        assert!(held.is_over(day));
    }
}
