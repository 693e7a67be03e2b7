//! A calendar file to take along: appointments, meetings, coping dates and, where somebody wants that, medicines.
//!
//! - What leaves the vault here can be read by whoever opens the calendar. So a title is "Appointment" or "Reminder"
//!   unless the person chose their own words; medicines are "Reminder" whatever was chosen.
//! - It goes where the person says, by the system's own dialog, in one write.
//!
//! Deliberately not here: the form of the file (`mainstay-feeds`), and a copy of what was written.

use crate::planning::Planning;
use crate::words::say;
use crate::{App, Error, Result};
use chrono::NaiveDateTime;
use mainstay_domain::{
    AppointmentId, CopingDate, Entry, MyMeetingId, Outcome, Rule, Schedule, ScheduleId,
    ScheduleOwner, ScheduleOwnerKind, USUAL_MEETING_MINUTES,
};
use mainstay_feeds::{write_calendar, CalendarEntry, CalendarFile, EventLength};
use mainstay_store::Store;
use std::collections::BTreeSet;

/// How long the time of a medicine is in a calendar, in minutes.
const DOSE_MINUTES: u16 = 5;
/// The name that is proposed. It says nothing.
const FILE_NAME: &str = "calendar.ics";

/// What goes into the file.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CalendarExportRequest {
    /// Appointments.
    pub appointments: bool,
    /// Meetings of one's own.
    pub meetings: bool,
    /// Coping dates.
    pub coping_dates: bool,
    /// The times of medicines; never their names.
    pub medicines: bool,
    /// The person's own names and places, in place of "Appointment" and "Reminder".
    pub own_words: bool,
}

/// What the file has in it, or would.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CalendarExport {
    /// How many events.
    pub events: u32,
    /// How many of what was chosen became single events for a year, because a calendar knows no rule for them.
    pub expanded: u32,
    /// How many of what was chosen have no times of the day and are not in it.
    pub left_out: u32,
    /// The titles, each once, in order, as they stand in it; at most 20.
    pub titles: Vec<String>,
    /// The file that was written; `null` when the person chose no place, or nothing was to be written.
    pub name: Option<String>,
}

const MOST_TITLES: usize = 20;

impl App {
    /// What a calendar of this would have in it. Nothing is written.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn calendar_export_check(&self, request: CalendarExportRequest) -> Result<CalendarExport> {
        self.calendar(request).map(|(_, told)| told)
    }

    /// Asks for a place and writes the calendar there.
    ///
    /// # Errors
    /// [`Error::Place`] when the place cannot be used; [`Error::Request`] where the system has no dialog;
    /// [`Error::Locked`], also when it was locked while the dialog was open. Then nothing is written.
    pub fn calendar_export_create(&self, request: CalendarExportRequest) -> Result<CalendarExport> {
        let places = self.ports.places.as_ref().ok_or(Error::Request)?;
        let (file, mut told) = self.calendar(request)?;
        // The dialog takes as long as the person does, so the vault is not held.
        let picked = places.pick_save(FILE_NAME).map_err(|source| Error::Place {
            operation: "asking for a place",
            source: Some(source),
        })?;
        let Some(path) = picked else {
            return Ok(told);
        };
        self.with_open(|_| Ok(()))?;
        self.refuse_own_folder(&path)?;
        let written = self.ports.files.write(&path, file.text.as_bytes());
        written.map_err(|source| Error::Place {
            operation: "writing a calendar",
            source: Some(source),
        })?;
        let name = path.file_name().unwrap_or_default();
        told.name = Some(name.to_string_lossy().into_owned());
        Ok(told)
    }

    fn calendar(&self, request: CalendarExportRequest) -> Result<(CalendarFile, CalendarExport)> {
        self.with_planner(|open, planning, now| {
            let store = &open.store;
            let mut gathered = Gathered {
                store,
                planning,
                request,
                entries: Vec::new(),
                left_out: 0,
            };
            gathered.all()?;
            let today = self.today(store)?;
            let mut titles: Vec<String> = gathered
                .entries
                .iter()
                .map(|entry| entry.title.clone())
                .collect();
            titles.sort_unstable();
            titles.dedup();
            titles.truncate(MOST_TITLES);
            let file = write_calendar(&gathered.entries, today, now.at_ms);
            let told = CalendarExport {
                events: file.events,
                expanded: file.expanded,
                left_out: gathered.left_out,
                titles,
                name: None,
            };
            Ok((file, told))
        })
    }
}

/// What a calendar is made of, as it is gathered.
struct Gathered<'a> {
    store: &'a Store,
    planning: &'a Planning,
    request: CalendarExportRequest,
    entries: Vec<CalendarEntry>,
    left_out: u32,
}

impl Gathered<'_> {
    fn all(&mut self) -> Result<()> {
        let owners: Vec<(ScheduleId, ScheduleOwner)> = self
            .planning
            .owners
            .iter()
            .map(|(id, of)| (*id, *of))
            .collect();
        for (id, owner) in owners {
            let is_wanted = match owner.kind {
                ScheduleOwnerKind::Appointment => self.request.appointments,
                ScheduleOwnerKind::Meeting => self.request.meetings,
                ScheduleOwnerKind::Medicine => self.request.medicines,
                // What rings for a coping date is not the date, and a reminder of one's own stays here.
                ScheduleOwnerKind::Reminder
                | ScheduleOwnerKind::Other
                | ScheduleOwnerKind::SupplyLow
                | ScheduleOwnerKind::SupplyRefill
                | ScheduleOwnerKind::SupplyExpiry => false,
            };
            if is_wanted {
                self.schedule(id, owner)?;
            }
        }
        if self.request.coping_dates {
            for date in self.store.coping_dates().list()? {
                self.coping_date(&date);
            }
        }
        Ok(())
    }

    fn schedule(&mut self, id: ScheduleId, owner: ScheduleOwner) -> Result<()> {
        let schedule = self.planning.planner.schedule(id);
        let Some(revision) = schedule.and_then(Schedule::current) else {
            return Ok(());
        };
        let Rule::Civil(civil) = &revision.rule else {
            self.left_out = self.left_out.saturating_add(1);
            return Ok(());
        };
        let mut entry = CalendarEntry {
            uid: id.to_string(),
            title: say("calendar-reminder"),
            place: String::new(),
            text: String::new(),
            schedule: civil.clone(),
            left_out: self.skipped(id),
            length: EventLength::Minutes(USUAL_MEETING_MINUTES),
            alarms: revision.reminder.pre_alerts().to_vec(),
        };
        match owner.kind {
            ScheduleOwnerKind::Appointment => self.appointment(owner, &mut entry)?,
            ScheduleOwnerKind::Medicine => entry.length = EventLength::Minutes(DOSE_MINUTES),
            ScheduleOwnerKind::Meeting => self.meeting(owner, &mut entry)?,
            ScheduleOwnerKind::Reminder
            | ScheduleOwnerKind::Other
            | ScheduleOwnerKind::SupplyLow
            | ScheduleOwnerKind::SupplyRefill
            | ScheduleOwnerKind::SupplyExpiry => {}
        }
        self.entries.push(entry);
        Ok(())
    }

    /// What was cancelled ahead, or left out: it is not in a calendar.
    fn skipped(&self, id: ScheduleId) -> Vec<NaiveDateTime> {
        let entries = self.planning.planner.ledger().of(id);
        let is_skipped = |entry: &Entry| {
            let answer = entry.answered();
            answer.is_some_and(|answer| answer.outcome == Outcome::Skipped)
        };
        let skipped = entries.filter(|(_, entry)| is_skipped(entry));
        let times: BTreeSet<_> = skipped.map(|(key, _)| key.civil).collect();
        times.into_iter().collect()
    }

    fn appointment(&self, owner: ScheduleOwner, entry: &mut CalendarEntry) -> Result<()> {
        entry.title = say("calendar-appointment");
        let Ok(id) = AppointmentId::from_slice(owner.id.as_bytes()) else {
            return Ok(());
        };
        let appointment = self.store.appointments().get(id)?;
        entry.length = EventLength::Minutes(appointment.minutes.unwrap_or(USUAL_MEETING_MINUTES));
        if self.request.own_words {
            if !appointment.title.is_empty() {
                appointment.title.as_str().clone_into(&mut entry.title);
            }
            appointment.place.as_str().clone_into(&mut entry.place);
            let person = appointment.person_id.map(|id| self.store.people().get(id));
            let person = person.transpose()?;
            let with = person.map_or(appointment.with_whom, |person| person.name);
            let lines = [with.as_str(), appointment.link.as_str()];
            let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
            entry.text = lines.join("\n");
        }
        Ok(())
    }

    fn meeting(&self, owner: ScheduleOwner, entry: &mut CalendarEntry) -> Result<()> {
        let meeting = self.store.my_meetings().get(MyMeetingId::from(owner.id))?;
        entry.length = EventLength::Minutes(meeting.minutes.unwrap_or(USUAL_MEETING_MINUTES));
        if self.request.own_words {
            meeting.name.as_str().clone_into(&mut entry.title);
            let places = [meeting.place.as_str(), meeting.address.as_str()];
            let places: Vec<&str> = places.into_iter().filter(|one| !one.is_empty()).collect();
            entry.place = places.join(", ");
            if let Some(link) = &meeting.link {
                link.as_str().clone_into(&mut entry.text);
            }
        }
        Ok(())
    }

    fn coping_date(&mut self, date: &CopingDate) {
        let rule = date.rule(date.day_on, 0);
        let Ok(Rule::Civil(civil)) = Rule::try_from(&rule) else {
            return;
        };
        let days = (date.end_of(date.day_on) - date.day_on).num_days() + 1;
        let is_named = self.request.own_words && !date.name.is_empty();
        self.entries.push(CalendarEntry {
            uid: date.id.to_string(),
            title: if is_named {
                date.name.as_str().to_owned()
            } else {
                say("calendar-reminder")
            },
            place: String::new(),
            text: String::new(),
            schedule: civil,
            left_out: Vec::new(),
            length: EventLength::Days(u16::try_from(days).unwrap_or(1)),
            alarms: Vec::new(),
        });
    }
}
