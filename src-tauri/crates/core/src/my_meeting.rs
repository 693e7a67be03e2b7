//! Meetings of the person's own: typed in, or kept from a list; changed, removed.
//!
//! A meeting owns up to seven schedules, one for each of its times, and writes them in its own transaction. One that is
//! left out of a change is ended, not removed: what rang and was answered stays.
//!
//! Deliberately not here: what is shown of them (`my_meeting_view.rs`), when they are next (`my_meeting_due.rs`), having
//! been there (`attendance.rs`).

use crate::error::InField;
use crate::planning::Planned;
use crate::{App, Error, Result, Written};
use chrono_tz::Tz;
use mainstay_domain::{
    listed_rule, meeting_moved, meeting_reminder, with_length, Error as DomainError, Line,
    ListedMeeting, MeetingFeed, MeetingLink, MeetingSource, MeetingWay, Moment, MyMeeting,
    MyMeetingId, Note, PhaseSpec, ReminderSpec, ScheduleId, ScheduleOwner, ScheduleOwnerKind,
    ScheduleRule, TimesSpec, MOST_MEETING_MINUTES, MOST_MEETING_TIMES, MOST_MY_MEETINGS,
};
use mainstay_store::Store;

/// The values of a meeting as they arrive.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MyMeetingFields {
    /// Its name.
    pub name: String,
    /// What kind of meeting or whose; empty for none.
    pub kind: String,
    /// The group that holds it; empty for none.
    pub group: String,
    /// How one takes part.
    pub way: MeetingWay,
    /// The building or room; empty for none.
    pub place: String,
    /// The address; empty for none.
    pub address: String,
    /// The link to take part, `http` or `https`; empty for none.
    pub link: String,
    /// The number to call; empty for none.
    pub phone: String,
    /// How to get in online or by phone; empty for none.
    pub joining: String,
    /// Anything else; empty for none.
    pub notes: String,
    /// How long it lasts, 1 to 1,440 minutes.
    pub minutes: Option<u16>,
    /// Whether it is the person's home group.
    pub is_home_group: bool,
}

/// A time at which a meeting is held.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MeetingTime {
    /// Its schedule; `null` for a time that is new.
    pub schedule: Option<ScheduleId>,
    /// By which rule it is held: a civil one, in the zone of its place.
    pub rule: ScheduleRule,
}

/// A new meeting. It comes last.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MyMeetingCreateRequest {
    /// Its values.
    #[serde(flatten)]
    pub fields: MyMeetingFields,
    /// Its times, at most seven; none for one by appointment.
    pub times: Vec<MeetingTime>,
    /// How it rings; `null` for half an hour before.
    pub reminder: Option<ReminderSpec>,
}

/// A meeting with other values and times.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MyMeetingUpdateRequest {
    /// Which.
    pub id: MyMeetingId,
    /// Its values.
    #[serde(flatten)]
    pub fields: MyMeetingFields,
    /// All of its times, one that it had and that is not there ends; `null` leaves them.
    pub times: Option<Vec<MeetingTime>>,
    /// How it rings; `null` leaves that.
    pub reminder: Option<ReminderSpec>,
    /// Its place, from 0; `null` leaves it where it is.
    #[serde(rename = "placeInList")]
    #[cfg_attr(feature = "bindings", ts(rename = "placeInList"))]
    pub place_in_list: Option<u32>,
}

/// A listed meeting to be kept.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MyMeetingKeepRequest {
    /// The id of the listed meeting.
    pub id: String,
}

/// Names a meeting of the person's own.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MyMeetingGetRequest {
    /// Which.
    pub id: MyMeetingId,
}

/// What is to become of what a newer list says.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MyMeetingListedRequest {
    /// Which meeting.
    pub id: MyMeetingId,
    /// Whether the meeting becomes what the list says; otherwise it stays, and it is not told again.
    pub take: bool,
}

impl App {
    /// Adds a meeting with its times.
    ///
    /// # Errors
    /// A refusal of a field, of `times.<n>` or below `reminder`, of one more than 100; [`Error::Locked`].
    pub fn my_meeting_create(&self, request: MyMeetingCreateRequest) -> Result<Written<MyMeeting>> {
        self.write_planned(|planned, _| {
            let (id, position) = planned.new_meeting()?;
            let meeting = with_fields(id, position, &request.fields)?;
            let usual = || meeting_reminder(meeting.minutes);
            let reminder = request.reminder.unwrap_or_else(usual);
            planned.write.my_meetings().insert(&meeting)?;
            planned.put_times(meeting.id, &request.times, &reminder)?;
            Ok(meeting)
        })
    }

    /// Keeps a listed meeting: a copy of it becomes one of the person's own, and rings half an hour before.
    ///
    /// # Errors
    /// Not found when its list was imported anew; a refusal of `id` for one that is kept already or one more than 100;
    /// [`Error::Locked`].
    pub fn my_meeting_keep(&self, request: MyMeetingKeepRequest) -> Result<Written<MyMeeting>> {
        let number = request.id.parse().map_err(|_| Error::Request)?;
        let now = self.now();
        let (listed, feed) = self.with_open(|open| Ok(open.store.meetings().get(number)?))?;
        self.write_planned(|planned, _| {
            let zone = zone_of(&listed, &feed);
            let source = MeetingSource::of(&listed, feed.id, feed.imported_on, zone);
            let all = planned.write.my_meetings().read().list()?;
            if all.iter().any(|one| is_of(one, &source)) {
                Err(DomainError::NameTaken).in_field("id")?;
            }
            let (id, position) = planned.new_meeting()?;
            let meeting = MyMeeting::of_listed(id, &listed, source, position);
            planned.write.my_meetings().insert(&meeting)?;
            let times = time_of(&listed, zone, now);
            planned.put_times(id, &times, &meeting_reminder(meeting.minutes))?;
            Ok(meeting)
        })
    }

    /// Changes a meeting and its times. What rang and was answered before stays as it was.
    ///
    /// # Errors
    /// As for a new one; not found; [`Error::Locked`].
    pub fn my_meeting_update(&self, request: MyMeetingUpdateRequest) -> Result<Written<MyMeeting>> {
        self.write_planned(|planned, _| {
            let meetings = planned.write.my_meetings();
            let kept = meetings.read().get(request.id)?;
            let was = kept.minutes;
            let (times, reminder) = times_of(planned.write.schedules().read(), &kept)?;
            let meeting = changed(kept, &request.fields)?;
            meetings.update(&meeting)?;
            if let Some(place) = request.place_in_list {
                for moved in meeting_moved(meetings.read().list()?, request.id, place) {
                    meetings.update(&moved)?;
                }
            }
            if request.times.is_some() || request.reminder.is_some() || meeting.minutes != was {
                let times = request.times.unwrap_or(times);
                let as_long = || with_length(reminder, was, meeting.minutes);
                let reminder = request.reminder.unwrap_or_else(as_long);
                planned.put_times(request.id, &times, &reminder)?;
            }
            Ok(meetings.read().get(request.id)?)
        })
    }

    /// Removes a meeting with its times and what was answered. That the person was there stays.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn my_meeting_delete(&self, request: MyMeetingGetRequest) -> Result<Written<MyMeeting>> {
        self.write_planned(|planned, _| {
            let meeting = planned.write.my_meetings().read().get(request.id)?;
            for schedule in planned.schedules_of(request.id) {
                planned.delete(schedule)?;
            }
            planned.write.my_meetings().delete(request.id)?;
            Ok(meeting)
        })
    }

    /// Takes over what a newer list says of a meeting, or leaves it as it is.
    ///
    /// # Errors
    /// Not found, also when the list has it no more; [`Error::Locked`].
    pub fn my_meeting_listed_update(
        &self,
        request: MyMeetingListedRequest,
    ) -> Result<Written<MyMeeting>> {
        let now = self.now();
        let (kept, listed, source) = self.with_open(|open| {
            let kept = open.store.my_meetings().get(request.id)?;
            let now = listed_now(&open.store, &kept)?;
            let (listed, source) = now.ok_or(mainstay_store::Error::NotFound)?;
            Ok((kept, listed, source))
        })?;
        self.write_planned(|planned, _| {
            let meeting = if request.take {
                let meeting = kept.clone().as_listed(&listed, source.clone());
                planned.move_time(&kept, &listed, &source, now)?;
                planned.stretch(&kept, meeting.minutes)?;
                meeting
            } else {
                let source = Some(source);
                MyMeeting { source, ..kept }
            };
            planned.write.my_meetings().update(&meeting)?;
            Ok(meeting)
        })
    }
}

impl Planned<'_> {
    /// The id and the place of one more, while there is room.
    fn new_meeting(&self) -> Result<(MyMeetingId, u32)> {
        let there = self.write.my_meetings().read().list()?;
        if there.len() >= MOST_MY_MEETINGS {
            Err(DomainError::TooMany).in_field("name")?;
        }
        let highest = there.iter().map(|one| one.position).max();
        let position = highest.map_or(0, |highest| highest.saturating_add(1));
        Ok((self.app.id(MyMeetingId::new)?, position))
    }

    /// All schedules that a meeting has or had.
    pub(crate) fn schedules_of(&self, id: MyMeetingId) -> Vec<ScheduleId> {
        let owner = owner(id);
        let all = self.planning.owners.iter();
        all.filter(|(_, one)| **one == owner)
            .map(|(id, _)| *id)
            .collect()
    }

    /// Gives a meeting these times and no others.
    fn put_times(
        &mut self,
        id: MyMeetingId,
        times: &[MeetingTime],
        reminder: &ReminderSpec,
    ) -> Result<()> {
        if times.len() > MOST_MEETING_TIMES {
            Err(DomainError::TooMany).in_field("times")?;
        }
        let had = self.schedules_of(id);
        let stays = |one: &ScheduleId| times.iter().any(|time| time.schedule == Some(*one));
        for schedule in had.iter().filter(|one| !stays(one)) {
            self.end(*schedule)?;
        }
        for (place, time) in times.iter().enumerate() {
            must_be_civil(&time.rule, place)?;
            let mut before = times.iter().take(place);
            // The later would take back what the earlier says.
            if time.schedule.is_some() && before.any(|one| one.schedule == time.schedule) {
                Err(DomainError::Invalid).in_field(&format!("times.{place}.schedule"))?;
            }
            let kept = time.schedule.filter(|schedule| had.contains(schedule));
            let put = match kept {
                Some(schedule) => self.edit(schedule, &time.rule, reminder),
                None => self.put(owner(id), &time.rule, reminder).map(drop),
            };
            put.map_err(|error| below(place, error))?;
        }
        Ok(())
    }

    /// Where a meeting rings until its end, that is at another time now.
    fn stretch(&mut self, kept: &MyMeeting, minutes: Option<u16>) -> Result<()> {
        let (times, reminder) = times_of(self.write.schedules().read(), kept)?;
        let as_long = with_length(reminder, kept.minutes, minutes);
        self.put_times(kept.id, &times, &as_long)
    }

    /// The time that was kept from a list becomes what the list says now.
    fn move_time(
        &mut self,
        kept: &MyMeeting,
        listed: &ListedMeeting,
        source: &MeetingSource,
        now: Moment,
    ) -> Result<()> {
        let before = kept.source.as_ref();
        if before.is_some_and(|before| before.has_time_of(source)) {
            return Ok(());
        }
        let zone: Tz = source.zone.parse().unwrap_or(now.zone);
        let Some(time) = time_of(listed, zone, now).pop() else {
            return Ok(());
        };
        let (mut times, reminder) = times_of(self.write.schedules().read(), kept)?;
        let was = times
            .iter_mut()
            .find(|time| before.is_some_and(|before| is_at(&time.rule, before)));
        match was {
            Some(was) => was.rule = time.rule,
            None => times.push(time),
        }
        self.put_times(kept.id, &times, &reminder)
    }
}

/// What owns the schedules of a meeting.
pub(crate) fn owner(id: MyMeetingId) -> ScheduleOwner {
    ScheduleOwner {
        kind: ScheduleOwnerKind::Meeting,
        id: id.into(),
    }
}

/// The times that a meeting has now, as they were typed, and how it rings.
pub(crate) fn times_of(
    schedules: mainstay_store::ScheduleReader<'_>,
    meeting: &MyMeeting,
) -> Result<(Vec<MeetingTime>, ReminderSpec)> {
    let mut times = Vec::new();
    let mut reminder = None;
    for kept in schedules.of(owner(meeting.id))? {
        let revisions = schedules.revisions_of(kept.id)?;
        let Some(last) = revisions.last().filter(|last| last.until.is_none()) else {
            continue;
        };
        let spec = crate::planning::spec_of(last)?;
        times.push(MeetingTime {
            schedule: Some(kept.id),
            rule: spec.rule,
        });
        reminder = Some(spec.reminder);
    }
    let usual = || meeting_reminder(meeting.minutes);
    Ok((times, reminder.unwrap_or_else(usual)))
}

/// What the list of a meeting says of it now; `None` when the list is gone or has it no more.
pub(crate) fn listed_now(
    store: &Store,
    meeting: &MyMeeting,
) -> Result<Option<(ListedMeeting, MeetingSource)>> {
    let Some(before) = &meeting.source else {
        return Ok(None);
    };
    let feeds = store.meeting_feeds().list()?;
    let Some(feed) = feeds.into_iter().find(|feed| feed.id == before.feed_id) else {
        return Ok(None);
    };
    let all = store.meetings().of_source(feed.id, &before.source_id)?;
    let all = all.into_iter().map(|listed| {
        let zone = zone_of(&listed, &feed);
        let source = MeetingSource::of(&listed, feed.id, feed.imported_on, zone);
        (listed, source)
    });
    let mut all: Vec<_> = all.collect();
    let same = all.iter().position(|(_, now)| now.has_time_of(before));
    let place = same.unwrap_or(0);
    Ok((place < all.len()).then(|| all.swap_remove(place)))
}

/// The clock by which a listed meeting is held.
pub(crate) fn zone_of(listed: &ListedMeeting, feed: &MeetingFeed) -> Tz {
    let of_feed = || feed.zone.parse().unwrap_or(Tz::UTC);
    listed.zone.unwrap_or_else(of_feed)
}

/// Whether a meeting was kept from that listing.
pub(crate) fn is_of(meeting: &MyMeeting, source: &MeetingSource) -> bool {
    meeting.source.as_ref().is_some_and(|kept| {
        kept.feed_id == source.feed_id
            && kept.source_id == source.source_id
            && kept.has_time_of(source)
    })
}

fn time_of(listed: &ListedMeeting, zone: Tz, now: Moment) -> Vec<MeetingTime> {
    let today = Moment { zone, ..now }.local().date();
    let held = listed.held.iter();
    held.map(|held| MeetingTime {
        schedule: None,
        rule: listed_rule(held, zone, today),
    })
    .collect()
}

/// Whether a rule is the time that was kept from a list.
fn is_at(rule: &ScheduleRule, source: &MeetingSource) -> bool {
    let ScheduleRule::Civil { phases, zone } = rule else {
        return false;
    };
    let has_start = |phase: &PhaseSpec| match &phase.times {
        TimesSpec::At { minutes } => source.start.is_some_and(|start| minutes == &[start]),
        TimesSpec::Within { .. } => false,
    };
    zone.as_deref() == Some(source.zone.as_str()) && phases.iter().all(has_start)
}

fn must_be_civil(rule: &ScheduleRule, place: usize) -> Result<()> {
    let ScheduleRule::Civil { zone, .. } = rule else {
        return Err(DomainError::Invalid).in_field(&format!("times.{place}.rule"));
    };
    if zone.is_none() {
        Err(DomainError::Invalid).in_field(&format!("times.{place}.rule.zone"))?;
    }
    Ok(())
}

fn below(place: usize, error: Error) -> Error {
    let Error::Refused { field, source } = error else {
        return error;
    };
    let is_of_time = field.starts_with("rule");
    let field = if is_of_time {
        format!("times.{place}.{field}")
    } else {
        field
    };
    Error::Refused { field, source }
}

fn with_fields(id: MyMeetingId, position: u32, fields: &MyMeetingFields) -> Result<MyMeeting> {
    let name = Line::new(&fields.name).in_field("name")?;
    if name.is_empty() {
        Err(DomainError::NameNeeded).in_field("name")?;
    }
    let line = |text: &str, field| Line::new(text).in_field(field);
    Ok(MyMeeting {
        id,
        name,
        kind: line(&fields.kind, "kind")?,
        group: line(&fields.group, "group")?,
        way: fields.way,
        place: line(&fields.place, "place")?,
        address: line(&fields.address, "address")?,
        link: link(&fields.link)?,
        phone: line(&fields.phone, "phone")?,
        joining: Note::new(&fields.joining).in_field("joining")?,
        notes: Note::new(&fields.notes).in_field("notes")?,
        minutes: minutes(fields.minutes)?,
        is_home_group: fields.is_home_group,
        position,
        kinds: Vec::new(),
        source: None,
    })
}

fn changed(kept: MyMeeting, fields: &MyMeetingFields) -> Result<MyMeeting> {
    Ok(MyMeeting {
        kinds: kept.kinds,
        source: kept.source,
        ..with_fields(kept.id, kept.position, fields)?
    })
}

fn link(text: &str) -> Result<Option<MeetingLink>> {
    let text = text.trim();
    let link = (!text.is_empty()).then(|| MeetingLink::new(text));
    link.transpose().in_field("link")
}

/// Checks how long a meeting lasts.
pub(crate) fn minutes(said: Option<u16>) -> Result<Option<u16>> {
    if said.is_some_and(|minutes| !(1..=MOST_MEETING_MINUTES).contains(&minutes)) {
        Err(DomainError::Invalid).in_field("minutes")?;
    }
    Ok(said)
}
