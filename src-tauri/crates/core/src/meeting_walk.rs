//! The walk along listed meetings, the next one first.
//!
//! The store hands meetings over in the order of their base minutes (`mainstay_domain`), which is the order of their next
//! starts but for two hours. A walk begins that much earlier, works out exact starts, and tells one when nothing that
//! is still to come can be before it. So a page costs as much as what lies in its hours, however long the list is.
//!
//! An answer has three parts: what is held within seven days; then what is held later, for a meeting that is not held
//! each week; then what has no time. A day, a time of day or a number of hours leave the first alone.

use crate::meeting_place::{Place, SearchPart};
use crate::meeting_search::MeetingSearchRequest;
use crate::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime, Timelike};
use chrono_tz::Tz;
use mainstay_domain::{resolve, start_near, Held, Moment, BASE_SLACK_MINUTES, WEEK_MINUTES};
use mainstay_store::{MeetingQuery, MeetingTimes, Store};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::ControlFlow;

const MINUTE_MS: i64 = 60_000;
const WEEK: i64 = WEEK_MINUTES as i64;
/// The first Monday since 1970, in UTC.
const MONDAY_MS: i64 = 4 * 24 * 60 * MINUTE_MS;
/// One that began so long ago can still be joined.
pub(crate) const BEGAN_MS: i64 = 10 * MINUTE_MS;
/// The most meetings of one page.
pub(crate) const PAGE: usize = 50;
/// The most meetings that are looked at for being held later than in seven days.
const MOST_LATER: u32 = 5_000;

/// What is looked for, in instants.
#[derive(Debug)]
pub(crate) struct Wish {
    query: MeetingQuery,
    zone: Tz,
    from_ms: i64,
    until_ms: i64,
    minutes: Option<(u16, u16)>,
    /// Whether a meeting counts once only: the time that is looked for is a week and some hours.
    is_once: bool,
    /// Whether meetings count that are not held in that time.
    is_open: bool,
}

impl Wish {
    pub(crate) fn new(request: &MeetingSearchRequest, now: Moment, began_ms: i64) -> Self {
        let zone = now.zone;
        let begin = began_ms - BEGAN_MS;
        let (from_ms, until_ms) = match (request.day, request.within_hours) {
            (Some(day), _) => {
                let midnight = |day: NaiveDate| start_of(day, zone);
                let next = day.succ_opt().unwrap_or(day);
                (midnight(day).max(begin), midnight(next))
            }
            (None, Some(hours)) => {
                let hours = i64::from(hours.clamp(1, 168));
                (begin, began_ms + hours * 60 * MINUTE_MS)
            }
            // Clocks that are put back make a week longer.
            (None, None) => (begin, begin + (WEEK + BASE_SLACK_MINUTES) * MINUTE_MS),
        };
        let minutes = request.from_minute.zip(request.until_minute);
        let ahead_ms = now.local().and_utc().timestamp_millis() - now.at_ms;
        let is_open = request.day.is_none() && request.within_hours.is_none() && minutes.is_none();
        Self {
            query: MeetingQuery {
                words: request.words.clone(),
                place: request.place.clone(),
                ways: request.ways.clone(),
                kinds: request.kinds.clone(),
                day_part: minutes.and_then(|part| day_part(part, ahead_ms)),
            },
            zone,
            from_ms,
            until_ms,
            minutes,
            is_once: request.day.is_none() && request.within_hours.is_none(),
            is_open,
        }
    }

    fn has(&self, at_ms: i64) -> bool {
        (self.from_ms..self.until_ms).contains(&at_ms) && self.has_minute(at_ms)
    }

    fn has_minute(&self, at_ms: i64) -> bool {
        let Some((from, until)) = self.minutes else {
            return true;
        };
        let shown = local(at_ms, self.zone);
        let minute = u16::try_from(shown.hour() * 60 + shown.minute()).unwrap_or(0);
        if from <= until {
            (from..until).contains(&minute)
        } else {
            minute >= from || minute < until
        }
    }
}

/// Where base minutes lie, in the day of UTC, of starts that a clock here shows from one minute of the day up to another.
/// Wide enough for clocks that are moved, there and here.
fn day_part((from, until): (u16, u16), ahead_ms: i64) -> Option<(u16, u16)> {
    const DAY: i64 = 24 * 60;
    const WIDER: i64 = 2 * BASE_SLACK_MINUTES;
    let (from, until) = (i64::from(from), i64::from(until));
    let begin = (from - ahead_ms.div_euclid(MINUTE_MS) - WIDER).rem_euclid(DAY);
    let long = (until - from).rem_euclid(DAY) + 2 * WIDER + 1;
    Some((u16::try_from(begin).ok()?, u16::try_from(long).ok()?))
}

/// One search over the open vault.
pub(crate) struct Search<'s> {
    store: &'s Store,
    wish: &'s Wish,
    found: Vec<Place>,
}

impl<'s> Search<'s> {
    pub(crate) const fn new(store: &'s Store, wish: &'s Wish) -> Self {
        Self {
            store,
            wish,
            found: Vec::new(),
        }
    }

    /// A page and one more.
    pub(crate) fn page(mut self, place: Place) -> Result<Vec<Place>> {
        if place.part == SearchPart::Week {
            self.week(place)?;
        }
        if self.wish.is_open && place.part <= SearchPart::Later && !self.is_full() {
            let later = SearchPart::Later;
            self.later(if place.part == later {
                place
            } else {
                place.at(later)
            })?;
        }
        if self.wish.is_open && !self.is_full() {
            let untimed = SearchPart::Untimed;
            self.untimed(if place.part == untimed {
                place
            } else {
                place.at(untimed)
            })?;
        }
        Ok(self.found)
    }

    const fn is_full(&self) -> bool {
        self.found.len() > PAGE
    }

    fn put(&mut self, place: Place, at_ms: i64, number: i64) {
        self.found.push(Place {
            at_ms,
            number,
            ..place
        });
    }

    /// What is held in the time that is looked for.
    fn week(&mut self, place: Place) -> Result<()> {
        let wish = self.wish;
        let begin = wish.from_ms.max(place.at_ms);
        let first = minute_of(begin) - BASE_SLACK_MINUTES;
        let last = minute_of(wish.until_ms) + BASE_SLACK_MINUTES + 1;
        let mut waiting = BinaryHeap::new();
        let mut from = first;
        while from < last && !self.is_full() {
            let week = from.div_euclid(WEEK) * WEEK;
            let until = last.min(week + WEEK);
            let bounds = (base(from - week), base(until - week));
            self.store
                .meetings()
                .walk(&wish.query, bounds.0, bounds.1, |times| {
                    let near_ms = MONDAY_MS + (week + i64::from(times.base())) * MINUTE_MS;
                    self.tell(
                        place,
                        &mut waiting,
                        near_ms - BASE_SLACK_MINUTES * MINUTE_MS,
                    );
                    if self.is_full() {
                        return Ok(ControlFlow::Break(()));
                    }
                    if let Some(at_ms) = self.start(&times, near_ms)? {
                        let one = (at_ms, times.number);
                        if wish.has(at_ms) && one > (place.at_ms, place.number) {
                            waiting.push(Reverse(one));
                        }
                    }
                    Ok::<_, Error>(ControlFlow::Continue(()))
                })?;
            from = until;
        }
        self.tell(place, &mut waiting, i64::MAX);
        Ok(())
    }

    /// Takes those that are before everything that is still to come.
    fn tell(&mut self, place: Place, waiting: &mut BinaryHeap<Reverse<(i64, i64)>>, sure_ms: i64) {
        while let Some(Reverse((at_ms, number))) = waiting.peek().copied() {
            if at_ms >= sure_ms || self.is_full() {
                return;
            }
            waiting.pop();
            self.put(place, at_ms, number);
        }
    }

    /// The start of a meeting near an instant, if it is held then.
    fn start(&self, times: &MeetingTimes, near_ms: i64) -> Result<Option<i64>> {
        let wish = self.wish;
        let Some(week_minute) = times.week_minute else {
            return Ok(None);
        };
        let zone = times.tz();
        let (day, at_ms) = start_near(week_minute, zone, near_ms);
        let before_ms = near_ms - WEEK * MINUTE_MS;
        let mut told_on = None;
        // Only near the end of the week can it have been told a week before.
        if wish.is_once && before_ms >= wish.from_ms - BASE_SLACK_MINUTES * MINUTE_MS {
            let (day, at_ms) = start_near(week_minute, zone, before_ms);
            told_on = Some(day).filter(|_| at_ms >= wish.from_ms);
        }
        if times.each_week {
            return Ok(told_on.is_none().then_some(at_ms));
        }
        let was_told = |held: &Held| told_on.is_some_and(|day| held.is_on(day));
        let is_on = |held: &Held| held.is_on(day) && !was_told(held);
        Ok(self.held(times.number)?.filter(is_on).map(|_| at_ms))
    }

    fn held(&self, number: i64) -> Result<Option<Held>> {
        Ok(self.store.meetings().get(number)?.0.held)
    }

    /// What is next held when the week is over.
    fn later(&mut self, place: Place) -> Result<()> {
        let odd = self.store.meetings().odd(MOST_LATER)?;
        if odd.is_empty() {
            return Ok(());
        }
        let found = if self.wish.query.is_all() {
            odd
        } else {
            self.found_of(&odd)?
        };
        let mut starts = Vec::new();
        for number in found {
            let (meeting, _) = self.store.meetings().get(number)?;
            let zone = meeting.zone.unwrap_or(self.wish.zone);
            let held = meeting.held.as_ref();
            let next = held.and_then(|held| held.next_start(zone, self.wish.from_ms));
            starts.extend(
                next.filter(|at| *at >= self.wish.until_ms)
                    .map(|at| (at, number)),
            );
        }
        starts.sort_unstable();
        let behind = |one: &&(i64, i64)| **one > (place.at_ms, place.number);
        let room = PAGE + 1 - self.found.len();
        for (at_ms, number) in starts.iter().filter(behind).take(room) {
            self.put(place, *at_ms, *number);
        }
        Ok(())
    }

    /// Those of `odd`, numbers in their order, that are looked for.
    fn found_of(&self, odd: &[i64]) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        let meetings = self.store.meetings();
        meetings.walk(&self.wish.query, 0, WEEK_MINUTES, |times| {
            if odd.binary_search(&times.number).is_ok() {
                found.push(times.number);
            }
            Ok::<_, Error>(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// What has no time.
    fn untimed(&mut self, place: Place) -> Result<()> {
        let store = self.store;
        store
            .meetings()
            .walk_untimed(&self.wish.query, place.number, |times| {
                self.put(place, i64::MIN, times.number);
                Ok::<_, Error>(if self.is_full() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                })
            })
    }
}

/// The minutes since the first Monday.
const fn minute_of(at_ms: i64) -> i64 {
    (at_ms - MONDAY_MS).div_euclid(MINUTE_MS)
}

/// A minute of the week, and the one behind its last.
fn base(minute: i64) -> u16 {
    u16::try_from(minute).unwrap_or(0).min(WEEK_MINUTES)
}

pub(crate) fn local(at_ms: i64, zone: Tz) -> NaiveDateTime {
    Moment { at_ms, zone }.local()
}

/// The instant at which a date begins.
fn start_of(day: NaiveDate, zone: Tz) -> i64 {
    resolve(day.and_time(chrono::NaiveTime::MIN), zone).timestamp_millis()
}
