//! iCalendar (RFC 5545): events, and what repeats in them.
//!
//! An event that repeats on weekdays is a meeting on each of them. One that was moved (`RECURRENCE-ID`) is left out of
//! its series and stands once by itself. Alarms, attendees, tasks and the tables of time zones are left alone; a zone is
//! known by its name.
//!
//! The whole calendar is walked before anything is taken: zones and moved events may stand after what needs them.

mod event;
mod lines;
mod rule;
mod stamp;

use crate::limits::{MOST_DEPTH, MOST_RECORD_BYTES};
use crate::take::Taking;
use crate::{FeedError, Result};
use chrono_tz::Tz;
use event::Event;
use lines::{unescaped, Lines, Property};
use mainstay_domain::RowRefusal;
use stamp::Zones;
use std::collections::HashMap;

/// Reads each event and takes what is in it.
pub(crate) fn each(text: &str, taking: &mut Taking<'_>) -> Result<()> {
    let mut walk = Walk::default();
    for line in Lines::of(text) {
        let line = line.as_deref();
        match line.and_then(Property::of) {
            Some(property) => walk.line(&property, taking)?,
            None if line.is_some() => {}
            None => walk.refuse(RowRefusal::TooLarge),
        }
    }
    if !walk.within.is_empty() {
        return Err(FeedError::Broken);
    }
    take(walk, taking)
}

/// What was found so far.
#[derive(Default)]
struct Walk {
    /// Names of the components that are open.
    within: Vec<String>,
    event: Option<Event>,
    events: Vec<Event>,
    zones: Zones,
    zone_name: String,
    calendar_name: String,
}

impl Walk {
    fn line(&mut self, property: &Property<'_>, taking: &mut Taking<'_>) -> Result<()> {
        if property.is("BEGIN") {
            return self.begin(property.value, taking);
        }
        if property.is("END") {
            self.end(property.value);
            return Ok(());
        }
        match self.within.last().map(String::as_str) {
            Some("VEVENT") => self.of_event(property),
            Some("VCALENDAR") => self.of_calendar(property),
            Some("VTIMEZONE") => self.of_zone(property),
            Some(_) | None => {}
        }
        Ok(())
    }

    fn begin(&mut self, name: &str, taking: &mut Taking<'_>) -> Result<()> {
        if self.within.len() >= MOST_DEPTH as usize {
            return Err(FeedError::Broken);
        }
        let name = name.trim().to_ascii_uppercase();
        if name == "VEVENT" {
            let record = taking.record()?;
            self.event = Some(Event::new(record));
        }
        self.within.push(name);
        Ok(())
    }

    /// Closes a component, and those inside that nobody closed.
    fn end(&mut self, name: &str) {
        let name = name.trim();
        let is_it = |known: &String| known.eq_ignore_ascii_case(name);
        let Some(place) = self.within.iter().rposition(is_it) else {
            return;
        };
        let closes_event = self
            .within
            .iter()
            .skip(place)
            .any(|known| known == "VEVENT");
        self.within.truncate(place);
        if closes_event {
            self.events.extend(self.event.take());
        }
    }

    fn refuse(&mut self, reason: RowRefusal) {
        if let Some(event) = &mut self.event {
            event.refusal.get_or_insert(reason);
        }
    }

    fn of_event(&mut self, property: &Property<'_>) {
        let Some(event) = self.event.as_mut().filter(|event| event.refusal.is_none()) else {
            return;
        };
        event.read(property);
        if event.bytes > MOST_RECORD_BYTES {
            event.refusal.get_or_insert(RowRefusal::TooLarge);
        }
    }

    /// Two extensions that most programs write: the calendar's name and its zone.
    fn of_calendar(&mut self, property: &Property<'_>) {
        if property.is("X-WR-CALNAME") {
            self.calendar_name = unescaped(property.value).into_owned();
        } else if property.is("X-WR-TIMEZONE") {
            self.zones.own = property.value.trim().parse().ok();
        }
    }

    /// What a calendar's own name of a zone means, where it says so.
    fn of_zone(&mut self, property: &Property<'_>) {
        if property.is("TZID") {
            property.value.trim().clone_into(&mut self.zone_name);
        } else if property.is("X-LIC-LOCATION") {
            if let Ok(zone) = property.value.trim().parse::<Tz>() {
                self.zones.named.insert(self.zone_name.clone(), zone);
            }
        }
    }
}

/// Takes the events, each with those that were moved out of it.
fn take(walk: Walk, taking: &mut Taking<'_>) -> Result<()> {
    let Walk {
        events,
        zones,
        calendar_name,
        ..
    } = walk;
    let (moved, series): (Vec<Event>, Vec<Event>) =
        events.into_iter().partition(Event::is_one_of_a_series);
    let mut moved_of: HashMap<&str, Vec<&Event>> = HashMap::new();
    for event in &moved {
        moved_of.entry(event.uid()).or_default().push(event);
    }
    for event in &series {
        // The first of its name has them: a second is refused, and a thousand of each would take long.
        let moved = moved_of.remove(event.uid()).unwrap_or_default();
        let draft = event.draft(&zones, &calendar_name, &moved, taking.today());
        taking.one(event.record, draft)?;
    }
    for event in &moved {
        match event.draft(&zones, &calendar_name, &[], taking.today()) {
            Ok(draft) => taking.another(event.record, draft)?,
            Err(reason) => taking.refuse(event.record, reason),
        }
    }
    Ok(())
}
