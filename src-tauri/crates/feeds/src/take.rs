//! What an adapter makes of a record, and what becomes of it.

use crate::civil::date;
use crate::limits::MOST_RECORDS;
use crate::{text, FeedError, Result};
use chrono::NaiveDate;
use chrono_tz::Tz;
use mainstay_domain::{
    FeedRemark, FeedReport, Held, ListedMeeting, MeetingLine, MeetingLink, MeetingNotes, Position,
    RowRefusal, TypeCodes, TypeVocabulary,
};
use std::collections::HashSet;
use std::ops::ControlFlow;

/// A record that can be taken: one meeting, and each time at which it is held.
#[derive(Debug)]
pub(crate) struct Draft {
    /// Everything but the time.
    pub meeting: ListedMeeting,
    /// Its times; none is "by appointment".
    pub times: Vec<Held>,
    /// What it lacks.
    pub remarks: Remarks,
}

/// The import of one feed.
pub(crate) struct Taking<'t> {
    report: FeedReport,
    today: NaiveDate,
    taken: &'t mut dyn FnMut(ListedMeeting) -> ControlFlow<()>,
    seen: HashSet<MeetingLine>,
}

impl<'t> Taking<'t> {
    pub fn new(
        report: FeedReport,
        today: NaiveDate,
        taken: &'t mut dyn FnMut(ListedMeeting) -> ControlFlow<()>,
    ) -> Self {
        Self {
            report,
            today,
            taken,
            seen: HashSet::new(),
        }
    }

    /// The person's local day.
    pub const fn today(&self) -> NaiveDate {
        self.today
    }

    /// Counts another record, and says its number.
    pub fn record(&mut self) -> Result<u32> {
        if self.report.records == MOST_RECORDS {
            return Err(FeedError::TooManyRecords);
        }
        self.report.records += 1;
        Ok(self.report.records)
    }

    /// Takes what an adapter made of a record, unless one with its id was there before.
    pub fn one(&mut self, record: u32, draft: Result<Draft, RowRefusal>) -> Result<()> {
        match draft {
            Ok(draft) if self.seen.contains(&draft.meeting.source_id) => {
                self.refuse(record, RowRefusal::Duplicate);
                Ok(())
            }
            Ok(draft) => {
                self.seen.insert(draft.meeting.source_id.clone());
                self.another(record, draft)
            }
            Err(reason) => {
                self.refuse(record, reason);
                Ok(())
            }
        }
    }

    /// Takes a draft that belongs to a meeting which is there already: an occurrence that was moved.
    pub fn another(&mut self, record: u32, draft: Draft) -> Result<()> {
        let Draft {
            meeting,
            mut times,
            remarks,
        } = draft;
        let had_times = !times.is_empty();
        times.retain(|held| !held.is_over(self.today));
        if had_times && times.is_empty() {
            self.refuse(record, RowRefusal::Over);
            return Ok(());
        }
        for remark in remarks.0 {
            self.report.remark(remark);
        }
        let last = times.pop();
        for held in times {
            let held = Some(held);
            self.hand_out(ListedMeeting {
                held,
                ..meeting.clone()
            })?;
        }
        self.hand_out(ListedMeeting {
            held: last,
            ..meeting
        })
    }

    /// Counts a record as refused.
    pub fn refuse(&mut self, record: u32, reason: RowRefusal) {
        self.report.refuse(record, reason);
    }

    /// What was found.
    pub fn report(mut self) -> Result<FeedReport> {
        if self.report.records == 0 {
            return Err(FeedError::Empty);
        }
        // A calendar refuses occurrences after the series that they belong to.
        self.report.refused.sort_by_key(|row| row.record);
        Ok(self.report)
    }

    fn hand_out(&mut self, meeting: ListedMeeting) -> Result<()> {
        self.report.take(&meeting);
        match (self.taken)(meeting) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(FeedError::Stopped),
        }
    }
}

/// What a record lacks, each said once; and the readings of fields that may come out lacking.
#[derive(Debug, Default)]
pub(crate) struct Remarks(Vec<FeedRemark>);

impl Remarks {
    pub fn add(&mut self, remark: FeedRemark) {
        if !self.0.contains(&remark) {
            self.0.push(remark);
        }
    }

    fn add_if(&mut self, is_so: bool, remark: FeedRemark) {
        if is_so {
            self.add(remark);
        }
    }

    /// A meeting with the two things that each must have.
    pub fn named(
        &mut self,
        id: &str,
        name: &str,
        vocabulary: TypeVocabulary,
    ) -> Result<ListedMeeting, RowRefusal> {
        let (id, name) = (self.line(id), self.line(name));
        if name.is_empty() {
            return Err(RowRefusal::NoName);
        }
        if id.is_empty() {
            return Err(RowRefusal::NoSourceId);
        }
        Ok(ListedMeeting::named(id, name, vocabulary))
    }

    pub fn line(&mut self, text: &str) -> MeetingLine {
        let (line, is_cut) = text::line(text);
        self.add_if(is_cut, FeedRemark::TextCut);
        line
    }

    /// The parts that are not empty, with commas between them.
    pub fn joined(&mut self, parts: &[&str]) -> MeetingLine {
        let parts: Vec<&str> = parts
            .iter()
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .collect();
        self.line(&parts.join(", "))
    }

    pub fn notes(&mut self, paragraphs: &[&str]) -> MeetingNotes {
        let (notes, is_cut) = text::notes(paragraphs);
        self.add_if(is_cut, FeedRemark::TextCut);
        notes
    }

    pub fn codes<'a>(&mut self, codes: impl Iterator<Item = &'a str>) -> TypeCodes {
        let (codes, is_cut) = text::codes(codes);
        self.add_if(is_cut, FeedRemark::TypesLeftOut);
        codes
    }

    /// A zone by its IANA name. Nothing said is no zone, and no remark.
    pub fn zone(&mut self, name: &str) -> Option<Tz> {
        let name = name.trim();
        let zone = name.parse().ok();
        self.add_if(zone.is_none() && !name.is_empty(), FeedRemark::UnknownZone);
        zone
    }

    pub fn link(&mut self, link: &str) -> Option<MeetingLink> {
        let link = link.trim();
        // Servers that make pages write `&amp;` in links too.
        let checked = MeetingLink::new(&link.replace("&amp;", "&")).ok();
        self.add_if(checked.is_none() && !link.is_empty(), FeedRemark::BadLink);
        checked
    }

    /// A position. What means "nowhere" in feeds (nothing, or 0 and 0) is none, and no remark.
    pub fn position(&mut self, latitude: &str, longitude: &str) -> Option<Position> {
        let position = Position::parse(latitude, longitude).ok();
        let is_said = |text: &str| text.contains(|c: char| !matches!(c, '0' | '.' | '-' | ' '));
        let is_bad = position.is_none() && (is_said(latitude) || is_said(longitude));
        self.add_if(is_bad, FeedRemark::BadPosition);
        position
    }

    pub fn day(&mut self, text: &str) -> Option<NaiveDate> {
        let day = date(text);
        self.add_if(
            day.is_none() && !text.trim().is_empty(),
            FeedRemark::BadDate,
        );
        day
    }

    /// A length that was said and is none.
    pub fn length(&mut self, said: &str, minutes: Option<u16>) -> Option<u16> {
        self.add_if(
            minutes.is_none() && !said.trim().is_empty(),
            FeedRemark::BadEnd,
        );
        minutes
    }
}
