//! What is shown of the person's meetings: the list of them, and all about one.

use crate::my_meeting::{listed_now, times_of, zone_of};
use crate::my_meeting_due::{due_between, MeetingDue, MeetingSaid};
use crate::planning::Planning;
use crate::session::Open;
use crate::{App, Empty, MeetingTime, MyMeetingGetRequest, Result};
use chrono::NaiveDate;
use mainstay_domain::{
    Attendance, MeetingSource, MyMeeting, Now, PhoneNumber, ReminderSpec, USUAL_MEETING_MINUTES,
};

const DAY_MS: i64 = 24 * 60 * 60_000;
const MINUTE_MS: i64 = 60_000;
/// How far the next one is looked for, in days: near first, since most are weekly.
const AHEAD_DAYS: [i64; 3] = [8, 62, 400];
/// For how many days back it is asked whether the person was there. The planner has the ledger as far back.
const BACK_DAYS: i64 = 7;
/// How many attendances stand on the page of a meeting.
const LAST: u32 = 10;

/// A meeting in a list of them.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MyMeetingHit {
    /// The meeting.
    #[serde(flatten)]
    pub meeting: MyMeeting,
    /// Its times.
    pub times: Vec<MeetingTime>,
    /// How it rings.
    pub reminder: ReminderSpec,
    /// The one that goes on or comes next; `null` when none does within 400 days.
    pub next: Option<MeetingDue>,
}

/// All of the person's meetings.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MyMeetingList {
    /// In their order.
    pub meetings: Vec<MyMeetingHit>,
    /// Now, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now_ms: i64,
    /// The date that the device's clock shows.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub today: NaiveDate,
    /// The zone of the device, an IANA name.
    pub zone: String,
}

/// What a newer list says of a meeting that was kept from it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MeetingListedNow {
    /// The date on which it was listed.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub listed_on: NaiveDate,
    /// Whether the list has it no more. Then the rest is as it was kept.
    pub is_gone: bool,
    /// Its weekday on its own clock, 1 (Monday) to 7.
    pub weekday: Option<u8>,
    /// The minute of the day at which it begins on its own clock.
    pub start: Option<u16>,
    /// Whether it is held at another time than before.
    pub is_at_another_time: bool,
    /// Its name, when that is another one.
    pub name: Option<String>,
    /// Where it is, when that is elsewhere.
    pub place: Option<String>,
    /// Its link, when that is another one; empty when there is none any more.
    pub link: Option<String>,
    /// Its number, when that is another one; empty when there is none any more.
    pub phone: Option<String>,
}

/// All about a meeting.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MyMeetingView {
    /// As in a list.
    #[serde(flatten)]
    pub hit: MyMeetingHit,
    /// What a dialler takes; `null` where the number cannot be dialled as it is.
    pub dialled: Option<String>,
    /// Those of the last week that nobody said anything about, newest first.
    pub past: Vec<MeetingDue>,
    /// The newest times that the person was there, newest first.
    pub attendances: Vec<Attendance>,
    /// How often they were there.
    pub attended: u32,
    /// What the list that it was kept from says now, when that is something else.
    pub listed: Option<MeetingListedNow>,
    /// Now, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now_ms: i64,
    /// The date that the device's clock shows.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub today: NaiveDate,
    /// The zone of the device, an IANA name.
    pub here: String,
}

impl App {
    /// All meetings of the person's own, in their order.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn my_meeting_list(&self, _: Empty) -> Result<MyMeetingList> {
        let here = self.now();
        self.with_planner(|open, planning, now| {
            let all = open.store.my_meetings().list()?;
            let hits = all
                .into_iter()
                .map(|meeting| hit(open, planning, meeting, now));
            Ok(MyMeetingList {
                meetings: hits.collect::<Result<_>>()?,
                now_ms: now.at_ms,
                today: here.local().date(),
                zone: here.zone.name().to_owned(),
            })
        })
    }

    /// All about a meeting. Its link may be followed from then on, until another one is looked at.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`](crate::Error::Locked).
    pub fn my_meeting_get(&self, request: MyMeetingGetRequest) -> Result<MyMeetingView> {
        let here = self.now();
        self.with_planner(|open, planning, now| {
            let meeting = open.store.my_meetings().get(request.id)?;
            let link = meeting.link.as_ref().map(|link| link.as_str().to_owned());
            let number = PhoneNumber::new(meeting.phone.as_str()).ok();
            let attendances = open.store.attendances();
            let view = MyMeetingView {
                dialled: number.and_then(|number| number.dialled()),
                past: past(open, planning, &meeting, now)?,
                attendances: attendances.last_of(meeting.id, LAST)?,
                attended: attendances.count_of(meeting.id)?,
                listed: listed(open, &meeting)?,
                hit: hit(open, planning, meeting, now)?,
                now_ms: now.at_ms,
                today: here.local().date(),
                here: here.zone.name().to_owned(),
            };
            *self.offered_link() = link;
            Ok(view)
        })
    }
}

fn hit(open: &Open, planning: &Planning, meeting: MyMeeting, now: Now) -> Result<MyMeetingHit> {
    let (times, reminder) = times_of(open.store.schedules(), &meeting)?;
    let length = meeting.minutes.unwrap_or(USUAL_MEETING_MINUTES);
    let goes_on_ms = now.at_ms - i64::from(length) * MINUTE_MS;
    let mut next = None;
    for days in AHEAD_DAYS {
        let until_ms = now.at_ms + days * DAY_MS;
        let found = due_between(open, planning, &meeting, (goes_on_ms, until_ms), now)?;
        next = found.into_iter().next();
        if next.is_some() || times.is_empty() {
            break;
        }
    }
    Ok(MyMeetingHit {
        meeting,
        times,
        reminder,
        next,
    })
}

fn past(
    open: &Open,
    planning: &Planning,
    meeting: &MyMeeting,
    now: Now,
) -> Result<Vec<MeetingDue>> {
    let since_ms = now.at_ms - BACK_DAYS * DAY_MS;
    let mut past = due_between(open, planning, meeting, (since_ms, now.at_ms), now)?;
    past.retain(|due| matches!(due.said, MeetingSaid::Nothing | MeetingSaid::Going));
    past.reverse();
    Ok(past)
}

/// What the list says now, when it is worth telling.
fn listed(open: &Open, meeting: &MyMeeting) -> Result<Option<MeetingListedNow>> {
    let Some(before) = &meeting.source else {
        return Ok(None);
    };
    let feeds = open.store.meeting_feeds().list()?;
    let Some(feed) = feeds.iter().find(|feed| feed.id == before.feed_id) else {
        return Ok(None);
    };
    let Some((listed, now)) = listed_now(&open.store, meeting)? else {
        let is_news = feed.imported_on > before.listed_on;
        return Ok(is_news.then(|| gone(before, feed.imported_on)));
    };
    debug_assert_eq!(zone_of(&listed, feed).name(), now.zone);
    let told = told(
        meeting,
        before,
        &meeting.clone().as_listed(&listed, now.clone()),
        &now,
    );
    Ok(told)
}

fn gone(before: &MeetingSource, on: NaiveDate) -> MeetingListedNow {
    MeetingListedNow {
        listed_on: on,
        is_gone: true,
        weekday: before.weekday,
        start: before.start,
        is_at_another_time: false,
        name: None,
        place: None,
        link: None,
        phone: None,
    }
}

fn told(
    kept: &MyMeeting,
    before: &MeetingSource,
    listed: &MyMeeting,
    now: &MeetingSource,
) -> Option<MeetingListedNow> {
    let is_newer = now.listed_on != before.listed_on;
    let differs =
        |kept: &str, listed: &str| (is_newer && kept != listed).then(|| listed.to_owned());
    let link = |of: &MyMeeting| of.link.as_ref().map_or("", |link| link.as_str()).to_owned();
    let place = |of: &MyMeeting| {
        let lines = [of.place.as_str(), of.address.as_str()];
        lines
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let view = MeetingListedNow {
        listed_on: now.listed_on,
        is_gone: false,
        weekday: now.weekday,
        start: now.start,
        is_at_another_time: !before.has_time_of(now),
        name: differs(kept.name.as_str(), listed.name.as_str()),
        place: differs(&place(kept), &place(listed)),
        link: differs(&link(kept), &link(listed)),
        phone: differs(kept.phone.as_str(), listed.phone.as_str()),
    };
    let others = [&view.name, &view.place, &view.link, &view.phone];
    let is_told = view.is_at_another_time || others.iter().any(|one| one.is_some());
    is_told.then_some(view)
}
