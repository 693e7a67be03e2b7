//! A calendar file to take along: what is due by a person's own schedules, as other programs read it (RFC 5545).
//!
//! - One event for each time of each phase of a rule; its UID is the same in every file.
//! - A rule that iCalendar can say becomes an RRULE. One that it cannot say becomes single events for a year, and the
//!   caller is told how many schedules that were.
//! - What has a place's zone carries TZID and a VTIMEZONE; what follows the wall floats; what lasts a day is a date.
//! - What is over before `from_on` is left out.
//!
//! Deliberately not here: what a title may say (the caller's), files, the clock.

mod lines;
mod rule;
mod zone;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use lines::Lines;
use mainstay_domain::{CivilSchedule, DueDays, ScheduleZone};
use std::collections::BTreeMap;

/// How far single events go where a rule cannot be said: a year, in days.
const EXPANDED_DAYS: i64 = 365;
/// The most single events of one schedule: four a day for a year.
const MOST_EXPANDED: usize = 1_464;

/// How long an event lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventLength {
    /// So many minutes.
    Minutes(u16),
    /// So many whole days; its time of the day counts for nothing.
    Days(u16),
}

/// One schedule to write.
#[derive(Debug, Clone)]
pub struct CalendarEntry {
    /// Names it in every file: letters, digits and hyphens.
    pub uid: String,
    /// What it is called.
    pub title: String,
    /// Where; may be empty.
    pub place: String,
    /// Anything else; may be empty.
    pub text: String,
    /// When it is.
    pub schedule: CivilSchedule,
    /// Its times that are left out, by the clock of its schedule's zone, in order.
    pub left_out: Vec<NaiveDateTime>,
    /// How long it lasts.
    pub length: EventLength,
    /// Minutes before each at which the calendar is to remind.
    pub alarms: Vec<u32>,
}

/// A calendar file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CalendarFile {
    /// The whole of it, lines ended by CR LF.
    pub text: String,
    /// How many events it has.
    pub events: u32,
    /// How many schedules became single events for a year, because no rule says them.
    pub expanded: u32,
}

/// Writes a calendar. `from_on`: what is over before it is left out; `stamp_ms`: when it is written, in milliseconds
/// since 1970 UTC.
#[must_use]
pub fn write_calendar(
    entries: &[CalendarEntry],
    from_on: NaiveDate,
    stamp_ms: i64,
) -> CalendarFile {
    let mut writing = Writing {
        lines: Lines::default(),
        zones: BTreeMap::new(),
        stamp: utc(stamp_ms),
        from_on,
        events: 0,
    };
    let expanded = entries.iter().filter(|entry| writing.entry(entry));
    let expanded = u32::try_from(expanded.count()).unwrap_or(u32::MAX);
    let mut whole = Lines::default();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mainstay//Calendar//EN",
        "CALSCALE:GREGORIAN",
    ] {
        whole.line(line);
    }
    for (zone, first_on) in writing.zones.values() {
        zone::write(&mut whole, *zone, *first_on);
    }
    whole.append(writing.lines);
    whole.line("END:VCALENDAR");
    CalendarFile {
        text: whole.into_text(),
        events: writing.events,
        expanded,
    }
}

struct Writing {
    lines: Lines,
    /// Each zone that is named, and the first day on which it is needed.
    zones: BTreeMap<&'static str, (Tz, NaiveDate)>,
    stamp: String,
    from_on: NaiveDate,
    events: u32,
}

/// What one event repeats by, and its first time.
struct Repeated {
    at: NaiveDateTime,
    rrule: Option<String>,
}

impl Writing {
    /// Writes one schedule; whether it became single events.
    fn entry(&mut self, entry: &CalendarEntry) -> bool {
        let mut was_expanded = false;
        for (at, phase) in entry.schedule.phases().iter().enumerate() {
            for time in phase.times.times() {
                let uid = format!("{}-{at}-{}", entry.uid, time.format("%H%M"));
                was_expanded |= self.times(entry, &uid, &phase.days, *time);
            }
        }
        was_expanded
    }

    fn times(&mut self, entry: &CalendarEntry, uid: &str, days: &DueDays, time: NaiveTime) -> bool {
        // What lasts several days and began before may still go on.
        let lasts = match entry.length {
            EventLength::Days(days) => i64::from(days) - 1,
            EventLength::Minutes(_) => 0,
        };
        let Some(first) = days.next(self.from_on - Duration::days(lasts)) else {
            return false;
        };
        let zone = entry.schedule.zone();
        if let Some(repeat) = rule::rrule(days) {
            let until = days
                .until()
                .map(|until| until_of(entry.length, zone, until));
            let rrule = repeat.map(|rule| match until {
                Some(until) => format!("{rule};UNTIL={until}"),
                None => rule,
            });
            let at = first.and_time(time);
            // What happens once and is left out is no event.
            if rrule.is_some() || !entry.left_out.contains(&at) {
                self.event(entry, uid, &Repeated { at, rrule });
            }
            return false;
        }
        let end = self.from_on + Duration::days(EXPANDED_DAYS);
        let all = std::iter::successors(Some(first), |day| days.next(day.succ_opt()?));
        for day in all.take_while(|day| *day <= end).take(MOST_EXPANDED) {
            let uid = format!("{uid}-{}", day.format("%Y%m%d"));
            let once = Repeated {
                at: day.and_time(time),
                rrule: None,
            };
            if !entry.left_out.contains(&once.at) {
                self.event(entry, &uid, &once);
            }
        }
        true
    }

    fn event(&mut self, entry: &CalendarEntry, uid: &str, when: &Repeated) {
        self.events += 1;
        let start = self.moment("DTSTART", entry, when.at);
        let left_out = self.left_out(entry, when);
        let stamp = self.stamp.clone();
        let lines = &mut self.lines;
        lines.line("BEGIN:VEVENT");
        lines.line(&format!("UID:{uid}@mainstay"));
        lines.line(&format!("DTSTAMP:{stamp}"));
        lines.line(&start);
        lines.line(&match entry.length {
            EventLength::Minutes(minutes) => format!("DURATION:PT{minutes}M"),
            EventLength::Days(days) => format!("DURATION:P{days}D"),
        });
        if let Some(rrule) = &when.rrule {
            lines.line(&format!("RRULE:{rrule}"));
        }
        for line in left_out {
            lines.line(&line);
        }
        lines.text("SUMMARY", &entry.title);
        for (name, text) in [("LOCATION", &entry.place), ("DESCRIPTION", &entry.text)] {
            if !text.is_empty() {
                lines.text(name, text);
            }
        }
        for minutes in &entry.alarms {
            lines.line("BEGIN:VALARM");
            lines.line("ACTION:DISPLAY");
            lines.text("DESCRIPTION", &entry.title);
            lines.line(&format!("TRIGGER:-PT{minutes}M"));
            lines.line("END:VALARM");
        }
        lines.line("END:VEVENT");
    }

    /// The times that a repeated event leaves out, each on a line: they begin when it does.
    fn left_out(&mut self, entry: &CalendarEntry, when: &Repeated) -> Vec<String> {
        let is_of = |at: &&NaiveDateTime| at.time() == when.at.time() && **at >= when.at;
        let out = entry.left_out.iter().filter(|_| when.rrule.is_some());
        let out: Vec<_> = out.filter(is_of).copied().collect();
        let lines = out.into_iter();
        lines.map(|at| self.moment("EXDATE", entry, at)).collect()
    }

    fn moment(&mut self, name: &str, entry: &CalendarEntry, at: NaiveDateTime) -> String {
        if matches!(entry.length, EventLength::Days(_)) {
            return format!("{name};VALUE=DATE:{}", at.format("%Y%m%d"));
        }
        match entry.schedule.zone() {
            ScheduleZone::Here => format!("{name}:{}", local(at)),
            ScheduleZone::Of(zone) => {
                let needed = self.zones.entry(zone.name()).or_insert((zone, at.date()));
                needed.1 = needed.1.min(at.date());
                format!("{name};TZID={}:{}", zone.name(), local(at))
            }
        }
    }
}

/// The last instant of a rule, in the form that its begin has: a date, local time, or UTC.
fn until_of(length: EventLength, zone: ScheduleZone, until: NaiveDate) -> String {
    let last = until.and_hms_opt(23, 59, 59).unwrap_or_default();
    match (length, zone) {
        (EventLength::Days(_), _) => until.format("%Y%m%d").to_string(),
        (EventLength::Minutes(_), ScheduleZone::Here) => local(last),
        (EventLength::Minutes(_), ScheduleZone::Of(zone)) => {
            utc(mainstay_domain::resolve(last, zone).timestamp_millis())
        }
    }
}

fn local(at: NaiveDateTime) -> String {
    // Four digits of a year, whatever it is: the schedules end in 2200.
    format!("{:04}{}", at.year(), at.format("%m%dT%H%M%S"))
}

fn utc(at_ms: i64) -> String {
    let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    format!("{}Z", local(at.naive_utc()))
}

#[cfg(test)]
#[path = "calendar_file/tests.rs"]
mod tests;
