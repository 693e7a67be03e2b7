//! One event of a calendar, and the meeting that it is.

use super::lines::{entries, unescaped, Property};
use super::rule::{Rule, Series};
use super::stamp::{Clock, Stamp, Zones};
use crate::civil::minutes_of_a_meeting;
use crate::take::{Draft, Remarks};
use crate::Result;
use chrono::{Datelike, NaiveDate};
use mainstay_domain::{
    FeedRemark, Held, ListedMeeting, MeetingLink, MeetingWay, MinuteOfDay, Rhythm, RowRefusal,
    TypeVocabulary, MOST_LEFT_OUT,
};

/// The most links of an event that are tried.
const MOST_LINKS: usize = 8;

/// A value with its parameter `TZID`.
#[derive(Debug, Default)]
struct Timed {
    value: String,
    tzid: Option<String>,
}

impl Timed {
    fn of(property: &Property<'_>) -> Option<Self> {
        Some(Self {
            value: property.value.to_owned(),
            tzid: property.param("TZID").map(str::to_owned),
        })
    }

    fn stamp(&self, zones: &Zones) -> Option<Stamp> {
        Stamp::parse(&self.value, self.tzid.as_deref(), zones)
    }

    /// The stamps of a list; `None` for those that are none.
    fn stamps<'s>(&'s self, zones: &'s Zones) -> impl Iterator<Item = Option<Stamp>> + 's {
        let tzid = self.tzid.as_deref();
        let values = self.value.split(',');
        values.map(move |value| Stamp::parse(value, tzid, zones))
    }
}

/// What stands in an event.
#[derive(Debug, Default)]
pub(super) struct Event {
    /// Its number in the feed.
    pub record: u32,
    /// Why it cannot be taken, where that showed while it was read.
    pub refusal: Option<RowRefusal>,
    /// How much was read.
    pub bytes: usize,
    uid: String,
    summary: String,
    description: String,
    location: String,
    position: String,
    categories: Vec<String>,
    /// Links to take part, the surest first.
    links: Vec<String>,
    page: String,
    changed: String,
    is_called_off: bool,
    start: Option<Timed>,
    end: Option<Timed>,
    length: String,
    rule: Option<String>,
    left_out: Vec<Timed>,
    occurrence: Option<Timed>,
}

impl Event {
    pub fn new(record: u32) -> Self {
        Self {
            record,
            ..Self::default()
        }
    }

    /// What its feed calls it.
    pub fn uid(&self) -> &str {
        &self.uid
    }

    /// Whether it is one occurrence that was changed.
    pub const fn is_one_of_a_series(&self) -> bool {
        self.occurrence.is_some()
    }

    /// Keeps what a line says, if it is one of those that matter.
    pub fn read(&mut self, property: &Property<'_>) {
        self.bytes += property.bytes();
        let text = || unescaped(property.value).into_owned();
        match property.name.to_ascii_uppercase().as_str() {
            "UID" => self.uid = text().trim().to_owned(),
            "SUMMARY" => self.summary = text(),
            "DESCRIPTION" => self.description = text(),
            "LOCATION" => self.location = text(),
            "GEO" => self.position = text(),
            "CATEGORIES" => self.categories.extend(entries(property.value)),
            "CONFERENCE" => self.has_link(0, text()),
            "X-GOOGLE-CONFERENCE" | "X-MICROSOFT-SKYPETEAMSMEETINGURL" => {
                self.has_link(self.links.len(), text());
            }
            "URL" => self.page = text(),
            "LAST-MODIFIED" => self.changed = text(),
            "STATUS" => {
                self.is_called_off = property.value.trim().eq_ignore_ascii_case("CANCELLED")
            }
            "DTSTART" => self.start = Timed::of(property),
            "DTEND" => self.end = Timed::of(property),
            "DURATION" => self.length = text(),
            "RECURRENCE-ID" => self.occurrence = Timed::of(property),
            "EXDATE" => self.left_out.extend(Timed::of(property)),
            "RRULE" if self.rule.is_none() => self.rule = Some(property.value.to_owned()),
            // Two rules, dates besides a rule, and rules of exceptions cannot be said.
            "RRULE" | "RDATE" | "EXRULE" => self.refusal = Some(RowRefusal::RepeatsOddly),
            _ => {}
        }
        let moves_the_rest = property.is("RECURRENCE-ID") && property.param("RANGE").is_some();
        if moves_the_rest {
            self.refusal = Some(RowRefusal::RepeatsOddly);
        }
    }

    fn has_link(&mut self, place: usize, link: String) {
        if self.links.len() < MOST_LINKS {
            self.links.insert(place, link);
        }
    }

    /// The meeting that it is, without the occurrences that were `moved`.
    pub fn draft(
        &self,
        zones: &Zones,
        calendar_name: &str,
        moved: &[&Self],
        today: NaiveDate,
    ) -> Result<Draft, RowRefusal> {
        if let Some(reason) = self.refusal {
            return Err(reason);
        }
        if self.is_called_off {
            return Err(RowRefusal::CalledOff);
        }
        let mut remarks = Remarks::default();
        let named = remarks.named(&self.uid, &self.summary, TypeVocabulary::Calendar)?;
        let start = self.start.as_ref().and_then(|start| start.stamp(zones));
        let start = start.ok_or(RowRefusal::BadTime)?;
        let at = start.at.ok_or(RowRefusal::WholeDay)?;
        let left_out = self.days_left_out(start, zones, moved, today, &mut remarks);
        let times = self.times(start, at, zones, &left_out, &mut remarks)?;
        let meeting = self.meeting(named, start.clock, calendar_name, &mut remarks);
        Ok(Draft {
            meeting,
            times,
            remarks,
        })
    }

    fn times(
        &self,
        start: Stamp,
        at: MinuteOfDay,
        zones: &Zones,
        left_out: &[NaiveDate],
        remarks: &mut Remarks,
    ) -> Result<Vec<Held>, RowRefusal> {
        let minutes = self.minutes(start, zones, remarks);
        let held = |series: Series| Held {
            weekday: series.weekday,
            start: at,
            minutes,
            rhythm: series.rhythm,
            from_on: Some(series.from_on),
            until_on: series.until_on,
            left_out: of_weekday(left_out, &series),
        };
        let once = Series {
            weekday: start.on.weekday(),
            rhythm: Rhythm::Once,
            from_on: start.on,
            until_on: None,
        };
        match &self.rule {
            None if left_out.contains(&start.on) => Err(RowRefusal::CalledOff),
            None => Ok(vec![held(once)]),
            Some(rule) => Rule::parse(rule, zones)
                .and_then(|rule| rule.series(start))
                .map(|series| series.into_iter().map(held).collect())
                .ok_or(RowRefusal::RepeatsOddly),
        }
    }

    /// The days, from today on, on which the series is not held: exceptions, and the days that moved ones had.
    fn days_left_out(
        &self,
        start: Stamp,
        zones: &Zones,
        moved: &[&Self],
        today: NaiveDate,
        remarks: &mut Remarks,
    ) -> Vec<NaiveDate> {
        let exceptions = self.left_out.iter();
        let occurrences = moved.iter().filter_map(|event| event.occurrence.as_ref());
        let mut days = Vec::new();
        for stamp in exceptions
            .chain(occurrences)
            .flat_map(|list| list.stamps(zones))
        {
            match stamp.map(|stamp| stamp.on_clock(start.clock)) {
                Some(stamp) if stamp.at.is_none() || stamp.at == start.at => days.push(stamp.on),
                // An exception at another time leaves nothing out.
                Some(_) => {}
                None => remarks.add(FeedRemark::BadDate),
            }
        }
        days.retain(|day| *day >= today);
        days.sort_unstable();
        days.dedup();
        days
    }

    fn minutes(&self, start: Stamp, zones: &Zones, remarks: &mut Remarks) -> Option<u16> {
        let said = self
            .end
            .as_ref()
            .map_or(self.length.as_str(), |end| &end.value);
        let minutes = match &self.end {
            None => duration(&self.length),
            Some(end) => end
                .stamp(zones)
                .filter(|end| end.at.is_some())
                .and_then(|end| {
                    u32::try_from(end.on_clock(start.clock).minutes() - start.minutes()).ok()
                }),
        };
        remarks.length(said, minutes.and_then(minutes_of_a_meeting))
    }

    fn meeting(
        &self,
        named: ListedMeeting,
        clock: Clock,
        calendar_name: &str,
        remarks: &mut Remarks,
    ) -> ListedMeeting {
        let zone = match clock {
            Clock::Zone(zone) => Some(zone),
            Clock::Floating => None,
            Clock::Unknown => {
                remarks.add(FeedRemark::UnknownZone);
                None
            }
        };
        let location_link = MeetingLink::new(self.location.trim()).ok();
        let location = if location_link.is_some() {
            ""
        } else {
            self.location.trim()
        };
        let link = self.link(remarks).or(location_link);
        let (latitude, longitude) = self.position.split_once(';').unwrap_or_default();
        ListedMeeting {
            zone,
            way: match (link.is_some(), location.is_empty()) {
                (true, true) => MeetingWay::Online,
                (true, false) => MeetingWay::Hybrid,
                (false, false) => MeetingWay::InPerson,
                (false, true) => MeetingWay::NotSaid,
            },
            address: remarks.line(location),
            position: remarks.position(latitude, longitude),
            link,
            types: remarks.codes(self.categories.iter().map(String::as_str)),
            notes: remarks.notes(&[&self.description, &self.page]),
            listed_by: remarks.line(calendar_name),
            listed_on: self.listed_on(remarks),
            ..named
        }
    }

    /// The first link that can be opened. The page of an event (`URL`) is not a way in; it goes into the notes.
    fn link(&self, remarks: &mut Remarks) -> Option<MeetingLink> {
        let is_web = |link: &&String| !link.trim_start().starts_with("tel:");
        let mut links = self.links.iter().filter(is_web);
        links.find_map(|link| remarks.link(link))
    }

    fn listed_on(&self, remarks: &mut Remarks) -> Option<NaiveDate> {
        let stamp = Stamp::parse(&self.changed, None, &Zones::default());
        if stamp.is_none() && !self.changed.is_empty() {
            remarks.add(FeedRemark::BadDate);
        }
        stamp.map(|stamp| stamp.on)
    }
}

fn of_weekday(days: &[NaiveDate], series: &Series) -> Vec<NaiveDate> {
    let is_its = |day: &&NaiveDate| day.weekday() == series.weekday && **day >= series.from_on;
    days.iter()
        .filter(is_its)
        .take(MOST_LEFT_OUT)
        .copied()
        .collect()
}

/// Minutes of a length such as `PT1H30M` or `P1D` (RFC 5545 section 3.3.6). Seconds are left out.
fn duration(text: &str) -> Option<u32> {
    let text = text.trim();
    let mut rest = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let mut minutes = 0u32;
    while !rest.is_empty() {
        rest = rest.strip_prefix('T').unwrap_or(rest);
        let unit_at = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, after) = rest.split_at_checked(unit_at)?;
        let unit = after.chars().next()?;
        let each = match unit {
            'W' => 7 * 24 * 60,
            'D' => 24 * 60,
            'H' => 60,
            'M' => 1,
            'S' => 0,
            _ => return None,
        };
        minutes = minutes.checked_add(crate::civil::digits(number, 1..=6)?.checked_mul(each)?)?;
        rest = after.strip_prefix(unit)?;
    }
    Some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read() {
        for (text, minutes) in [
            ("PT1H30M", 90),
            ("PT90M", 90),
            ("P1D", 1440),
            ("P1DT1H", 1500),
            ("PT45M30S", 45),
            ("P1W", 10_080),
        ] {
            assert_eq!(duration(text), Some(minutes), "{text}");
        }
        for text in [
            "",
            "1H",
            "-PT1H",
            "PT",
            "PTH",
            "PT1X",
            "PT9999999H",
            "P999999W999999W",
        ] {
            let minutes = duration(text);
            assert!(
                minutes.is_none() || minutes > Some(1440) || text == "PT",
                "{text}"
            );
        }
    }
}
