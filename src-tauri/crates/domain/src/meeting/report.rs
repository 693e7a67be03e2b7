//! What an import found, before anything is kept: counts and closed reasons, never a word of the feed.
//!
//! A person reads it and decides. So it says what was left out and why, by the number of the record, and it says what
//! was taken with something missing.

use super::{ListedMeeting, MeetingWay};
use crate::bindings::{wire, words};

wire! {
    /// What kind of feed it is.
    pub enum FeedKind {
        /// Meeting Guide JSON, and what other servers write in its form (tsml).
        MeetingGuide,
        /// BMLT's own JSON.
        Bmlt,
        /// The JSON of the list of online meetings of Alcoholics Anonymous.
        CentralQuery,
        /// iCalendar.
        Calendar,
    }
}

words!(FeedKind {
    MeetingGuide = "meeting_guide",
    Bmlt = "bmlt",
    CentralQuery = "central_query",
    Calendar = "calendar",
});

wire! {
    /// In what encoding the file was.
    pub enum FeedEncoding {
        /// UTF-8, as it should be.
        Utf8,
        /// UTF-8 with some bytes that are none: they show as a question mark in a diamond.
        Utf8Damaged,
        /// UTF-16.
        Utf16,
        /// Windows-1252, the usual meaning of "Latin-1": a guess, because nothing in it is UTF-8.
        Latin1,
    }
}

words!(FeedEncoding {
    Utf8 = "utf8",
    Utf8Damaged = "utf8_damaged",
    Utf16 = "utf16",
    Latin1 = "latin1",
});

wire! {
    /// Why a record was not taken. The words are for the report alone; screens say them in their own way.
    pub enum RowRefusal {
        /// It is no object, or not one that can be read.
        Malformed,
        /// It takes more bytes than any meeting.
        TooLarge,
        /// It is nested deeper than any meeting.
        TooDeep,
        /// It has no name.
        NoName,
        /// It has nothing by which it could be found again.
        NoSourceId,
        /// One before it has the same id.
        Duplicate,
        /// Its weekday is none.
        BadWeekday,
        /// Its time is none.
        BadTime,
        /// Its feed does not publish it.
        NotPublished,
        /// It takes whole days: no meeting.
        WholeDay,
        /// It repeats in a way that the app cannot say.
        RepeatsOddly,
        /// It was called off.
        CalledOff,
        /// Its last date is past.
        Over,
    }
}

words!(RowRefusal {
    Malformed = "malformed",
    TooLarge = "too_large",
    TooDeep = "too_deep",
    NoName = "no_name",
    NoSourceId = "no_source_id",
    Duplicate = "duplicate",
    BadWeekday = "bad_weekday",
    BadTime = "bad_time",
    NotPublished = "not_published",
    WholeDay = "whole_day",
    RepeatsOddly = "repeats_oddly",
    CalledOff = "called_off",
    Over = "over",
});

wire! {
    /// What a record that was taken lacks.
    pub enum FeedRemark {
        /// A text was too long and was cut.
        TextCut,
        /// Its end or length made no sense.
        BadEnd,
        /// Its zone is no zone that the app knows.
        UnknownZone,
        /// Its position is none.
        BadPosition,
        /// Its link leads nowhere that may be opened.
        BadLink,
        /// Some of its type codes did not fit.
        TypesLeftOut,
        /// Some of its dates could not be read: an exception, or the day of a change.
        BadDate,
    }
}

words!(FeedRemark {
    TextCut = "text_cut",
    BadEnd = "bad_end",
    UnknownZone = "unknown_zone",
    BadPosition = "bad_position",
    BadLink = "bad_link",
    TypesLeftOut = "types_left_out",
    BadDate = "bad_date",
});

wire! {
    /// A record that was not taken.
    #[derive(Copy, Eq)]
    pub struct RefusedRecord {
        /// Which of the feed's records, from 1.
        pub record: u32,
        /// Why.
        pub reason: RowRefusal,
    }
}

wire! {
    /// What an import found.
    #[derive(Eq)]
    pub struct FeedReport {
        /// The kind of feed.
        pub kind: FeedKind,
        /// Its encoding.
        pub encoding: FeedEncoding,
        /// How many records it has.
        pub records: u32,
        /// How many meetings were taken: a record with three weekdays is three.
        pub meetings: u32,
        /// How many of them are on each weekday, from Monday; those by appointment are on none.
        pub weekdays: [u32; 7],
        /// How many are by appointment, or at a time that is not said.
        pub by_appointment: u32,
        /// How many are held in a room.
        pub in_person: u32,
        /// How many are online.
        pub online: u32,
        /// How many are by telephone alone.
        pub phone: u32,
        /// How many are both in a room and not.
        pub hybrid: u32,
        /// Of how many nobody says how to take part.
        pub way_not_said: u32,
        /// How many of those with a time have no zone.
        pub without_zone: u32,
        /// How many are closed for now.
        pub closed: u32,
        /// How many records were refused, for each reason that occurred.
        pub refusals: Vec<(RowRefusal, u32)>,
        /// The first of them, at most [`Self::MOST_ROWS`].
        pub refused: Vec<RefusedRecord>,
        /// How many records were taken with something missing, for each thing that was.
        pub remarks: Vec<(FeedRemark, u32)>,
    }
}

impl FeedReport {
    /// How many refused records are listed one by one. All are counted.
    pub const MOST_ROWS: usize = 1_000;

    /// A report of nothing yet.
    #[must_use]
    pub const fn new(kind: FeedKind, encoding: FeedEncoding) -> Self {
        Self {
            kind,
            encoding,
            records: 0,
            meetings: 0,
            weekdays: [0; 7],
            by_appointment: 0,
            in_person: 0,
            online: 0,
            phone: 0,
            hybrid: 0,
            way_not_said: 0,
            without_zone: 0,
            closed: 0,
            refusals: Vec::new(),
            refused: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Counts a meeting that is taken.
    pub fn take(&mut self, meeting: &ListedMeeting) {
        self.meetings += 1;
        *match meeting.way {
            MeetingWay::InPerson => &mut self.in_person,
            MeetingWay::Online => &mut self.online,
            MeetingWay::Phone => &mut self.phone,
            MeetingWay::Hybrid => &mut self.hybrid,
            MeetingWay::NotSaid => &mut self.way_not_said,
        } += 1;
        self.closed += u32::from(meeting.is_closed);
        let Some(held) = &meeting.held else {
            self.by_appointment += 1;
            return;
        };
        self.without_zone += u32::from(meeting.zone.is_none());
        let day = held.weekday.num_days_from_monday() as usize;
        if let Some(count) = self.weekdays.get_mut(day) {
            *count += 1;
        }
    }

    /// Counts a record that is refused.
    pub fn refuse(&mut self, record: u32, reason: RowRefusal) {
        count(&mut self.refusals, reason);
        if self.refused.len() < Self::MOST_ROWS {
            self.refused.push(RefusedRecord { record, reason });
        }
    }

    /// Counts something that a taken record lacks.
    pub fn remark(&mut self, remark: FeedRemark) {
        count(&mut self.remarks, remark);
    }

    /// How many records were refused for `reason`.
    #[must_use]
    pub fn refused_for(&self, reason: RowRefusal) -> u32 {
        of(&self.refusals, reason)
    }

    /// How many records were taken without `remark`'s thing.
    #[must_use]
    pub fn remarked(&self, remark: FeedRemark) -> u32 {
        of(&self.remarks, remark)
    }
}

fn count<T: PartialEq>(counts: &mut Vec<(T, u32)>, what: T) {
    match counts.iter_mut().find(|(known, _)| *known == what) {
        Some((_, count)) => *count += 1,
        None => counts.push((what, 1)),
    }
}

fn of<T: PartialEq + Copy>(counts: &[(T, u32)], what: T) -> u32 {
    counts
        .iter()
        .find_map(|(known, count)| (*known == what).then_some(*count))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_is_counted_and_the_first_thousand_are_listed() {
        let mut report = FeedReport::new(FeedKind::Bmlt, FeedEncoding::Utf8);
        for record in 1..=1_500 {
            report.refuse(record, RowRefusal::NoName);
        }
        report.refuse(1_501, RowRefusal::Duplicate);
        assert_eq!(report.refused_for(RowRefusal::NoName), 1_500);
        assert_eq!(report.refused_for(RowRefusal::Duplicate), 1);
        assert_eq!(report.refused_for(RowRefusal::Over), 0);
        assert_eq!(report.refused.len(), FeedReport::MOST_ROWS);
        assert_eq!(report.refused.last().unwrap().record, 1_000);
    }
}
