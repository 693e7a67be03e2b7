//! Finding a listed meeting, and all about one.
//!
//! Deliberately not here: how the next ones are found (`meeting_walk.rs`), lists and their files (`meeting_feed.rs`).

use crate::meeting_place::{Place, SearchPart};
use crate::meeting_walk::{local, Search, Wish, BEGAN_MS, PAGE};
use crate::my_meeting::{is_of, zone_of};
use crate::{App, Error, Result};
use chrono::NaiveDate;
use chrono_tz::Tz;
use mainstay_domain::{
    ListedMeeting, MeetingFeed, MeetingSource, MeetingType, MeetingWay, Moment, MyMeetingId, Nth,
    PhoneNumber, Rhythm,
};
use mainstay_store::Store;

/// What is looked for. Everything that is empty or `null` looks for nothing.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MeetingSearchRequest {
    /// What the person typed. Each word is the beginning of a word of the meeting or its place.
    pub words: String,
    /// The same for its place alone.
    pub place: String,
    /// A day by the clock of the device.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub day: Option<NaiveDate>,
    /// Within so many hours from now, 1 to 168.
    pub within_hours: Option<u16>,
    /// From this minute of the day on, by the clock of the device: 0 to 1,439. One behind `untilMinute` goes over
    /// midnight.
    pub from_minute: Option<u16>,
    /// Up to this minute of the day, without it.
    pub until_minute: Option<u16>,
    /// One of these ways to take part.
    pub ways: Vec<MeetingWay>,
    /// All of these kinds.
    pub kinds: Vec<MeetingType>,
    /// `more` of the page before; `null` begins with the next one.
    pub after: Option<String>,
}

/// Some of the meetings that were found.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MeetingPage {
    /// The next ones first; those without a time last.
    pub meetings: Vec<MeetingHit>,
    /// Where the next page begins; `null` when this is the last.
    pub more: Option<String>,
    /// Now, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now_ms: i64,
    /// The date that the device's clock shows.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub today: NaiveDate,
    /// The zone of the device, an IANA name.
    pub zone: String,
}

/// A meeting in a list of them.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MeetingHit {
    /// Its id; good until its list is imported anew.
    pub id: String,
    /// Its name.
    pub name: String,
    /// When it is next, in milliseconds since 1970 UTC; `null` without a time.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub at_ms: Option<i64>,
    /// The date of that by the device's clock.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub day_on: Option<NaiveDate>,
    /// How one takes part.
    pub way: MeetingWay,
    /// Whether its room is closed for now.
    pub is_closed: bool,
    /// Where it is, as short as can be said; may be empty.
    pub place: String,
}

/// Names a listed meeting.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MeetingGetRequest {
    /// Its id.
    pub id: String,
}

/// How often a meeting is held. Without any of these: once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MeetingRepeat {
    /// Every so many weeks.
    pub weeks: Option<u16>,
    /// Every so many months.
    pub months: Option<u16>,
    /// On which of the weekdays of the month.
    pub nth: Option<Nth>,
}

/// All that is known of a listed meeting.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MeetingView {
    /// As in a list.
    #[serde(flatten)]
    pub hit: MeetingHit,
    /// Now, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now_ms: i64,
    /// Its weekday on its own clock, 1 (Monday) to 7; `null` without a time.
    pub weekday: Option<u32>,
    /// Its start on its own clock, HH:MM.
    pub start: Option<String>,
    /// The zone of its clock, an IANA name.
    pub zone: String,
    /// The zone of the device, an IANA name.
    pub here: String,
    /// How often it is held; `null` without a time.
    pub repeat: Option<MeetingRepeat>,
    /// How long it lasts, in minutes.
    pub minutes: Option<u16>,
    /// The name of the building or room.
    pub building: String,
    /// The address.
    pub address: String,
    /// Whether the address only says roughly where.
    pub is_rough: bool,
    /// The part of the country or town.
    pub region: String,
    /// The link to take part.
    pub link: Option<String>,
    /// The number to take part, as listed; may be empty.
    pub phone: String,
    /// What a dialler takes; `null` where the number cannot be dialled as listed.
    pub dialled: Option<String>,
    /// How to take part online or by phone.
    pub joining: String,
    /// What kind of meeting.
    pub kinds: Vec<MeetingType>,
    /// Everything else that is said.
    pub notes: String,
    /// The group that holds it.
    pub group: String,
    /// Who lists it.
    pub listed_by: String,
    /// The date on which its list says it was last changed.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub listed_on: Option<NaiveDate>,
    /// The list that it is in.
    pub feed: MeetingFeed,
    /// The meeting of the person's own that was kept from it; `null` while none was.
    pub kept_id: Option<MyMeetingId>,
}

impl App {
    /// Meetings of all lists that have what is looked for, the next one first.
    ///
    /// # Errors
    /// [`Error::Request`] for an `after` that no page ended with; [`Error::Locked`].
    pub fn meeting_search(&self, request: MeetingSearchRequest) -> Result<MeetingPage> {
        let now = self.now();
        let place = match &request.after {
            None => Place::first(now.at_ms),
            Some(text) => Place::parse(text).ok_or(Error::Request)?,
        };
        let wish = Wish::new(&request, now, place.began_ms);
        self.with_open(|open| {
            let mut found = Search::new(&open.store, &wish).page(place)?;
            let more = found.len() > PAGE;
            found.truncate(PAGE);
            let last = found.last().filter(|_| more);
            Ok(MeetingPage {
                more: last.map(|place| place.text()),
                meetings: hits(&open.store, &found, now.zone)?,
                now_ms: now.at_ms,
                today: now.local().date(),
                zone: now.zone.name().to_owned(),
            })
        })
    }

    /// All that is known of a listed meeting. Its link may be followed from then on, until another one is looked at.
    ///
    /// # Errors
    /// Not found when its list was imported anew or removed; [`Error::Locked`].
    pub fn meeting_get(&self, request: MeetingGetRequest) -> Result<MeetingView> {
        let number = request.id.parse().map_err(|_| Error::Request)?;
        let now = self.now();
        self.with_open(|open| {
            let (meeting, feed) = open.store.meetings().get(number)?;
            let zone = zone_of(&meeting, &feed);
            let source = MeetingSource::of(&meeting, feed.id, feed.imported_on, zone);
            let own = open.store.my_meetings().list()?;
            let kept = own.iter().find(|one| is_of(one, &source));
            let view = MeetingView {
                kept_id: kept.map(|one| one.id),
                ..view(number, &meeting, feed, now)
            };
            self.offered_link().clone_from(&view.link);
            Ok(view)
        })
    }
}

fn hits(store: &Store, found: &[Place], zone: Tz) -> Result<Vec<MeetingHit>> {
    let one = |place: &Place| {
        let (meeting, _) = store.meetings().get(place.number)?;
        let at_ms = (place.part != SearchPart::Untimed).then_some(place.at_ms);
        Ok(hit(place.number, &meeting, at_ms, zone))
    };
    found.iter().map(one).collect()
}

fn hit(number: i64, meeting: &ListedMeeting, at_ms: Option<i64>, zone: Tz) -> MeetingHit {
    let places = [&meeting.place, &meeting.address, &meeting.region];
    let place = places.into_iter().find(|place| !place.is_empty());
    MeetingHit {
        id: number.to_string(),
        name: meeting.name.as_str().to_owned(),
        at_ms,
        day_on: at_ms.map(|at_ms| local(at_ms, zone).date()),
        way: meeting.way,
        is_closed: meeting.is_closed,
        place: place.map_or_else(String::new, |place| place.as_str().to_owned()),
    }
}

fn view(number: i64, meeting: &ListedMeeting, feed: MeetingFeed, now: Moment) -> MeetingView {
    let zone = meeting.zone.unwrap_or(now.zone);
    let held = meeting.held.as_ref();
    let at_ms = held.and_then(|held| held.next_start(zone, now.at_ms - BEGAN_MS));
    let text = |text: &str| text.to_owned();
    let kind = |code: &str| MeetingType {
        vocabulary: meeting.vocabulary,
        code: code.to_owned(),
    };
    MeetingView {
        hit: hit(number, meeting, at_ms, now.zone),
        now_ms: now.at_ms,
        weekday: held.map(|held| held.weekday.number_from_monday()),
        start: held.map(|held| held.start.time().format("%H:%M").to_string()),
        zone: text(zone.name()),
        here: text(now.zone.name()),
        repeat: held.map(|held| repeat(held.rhythm)),
        minutes: held.and_then(|held| held.minutes),
        building: text(meeting.place.as_str()),
        address: text(meeting.address.as_str()),
        is_rough: meeting.is_rough,
        region: text(meeting.region.as_str()),
        link: meeting.link.as_ref().map(|link| text(link.as_str())),
        phone: text(meeting.phone.as_str()),
        dialled: PhoneNumber::new(meeting.phone.as_str())
            .ok()
            .and_then(|number| number.dialled()),
        joining: text(meeting.joining.as_str()),
        kinds: meeting.types.codes().map(kind).collect(),
        notes: text(meeting.notes.as_str()),
        group: text(meeting.group.as_str()),
        listed_by: text(meeting.listed_by.as_str()),
        listed_on: meeting.listed_on,
        feed,
        kept_id: None,
    }
}

const fn repeat(rhythm: Rhythm) -> MeetingRepeat {
    let (weeks, months, nth) = match rhythm {
        Rhythm::Weeks(every) => (Some(every), None, None),
        Rhythm::Months(every, nth) => (None, Some(every), Some(nth)),
        Rhythm::Once => (None, None, None),
    };
    MeetingRepeat { weeks, months, nth }
}
