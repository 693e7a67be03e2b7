//! The occurrences of a schedule that follows the clock on the wall.
//!
//! - An occurrence is its civil time under the rule: that is its identity, whatever instant it becomes (RFC 5545's
//!   RECURRENCE-ID). Its instant follows from the zone: of the device for what floats, as doses do; of the place for a
//!   meeting that somebody goes to.
//! - A time that a clock change skips happens when the clock has moved on, by as much later; one that happens twice
//!   happens at the first. So no due time is lost and none is doubled, and two occurrences may share an instant.
//! - Occurrences are told in the order of their instants, those of one instant in the order of their civil times.
//! - There is no horizon: the next one is found however far it is.

use super::DayRule;
use super::DueDays;
use crate::time::{local_time, resolve};
use crate::{Error, Result};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

/// The most times in one day.
pub const MOST_TIMES: usize = 48;

const DAY_MINUTES: u16 = 24 * 60;

/// A clock change moves a time by at most a day (Samoa, 30 December 2011), and an hour more is no harm.
const LONGEST_SHIFT_HOURS: i64 = 25;

/// At which times of a due day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayTimes(Vec<NaiveTime>);

impl DayTimes {
    /// These times, in minutes since midnight.
    ///
    /// # Errors
    /// [`Error::Invalid`] for none, for more than [`MOST_TIMES`], or for a minute that no day has.
    pub fn at(minutes: &[u16]) -> Result<Self> {
        let times: Option<Vec<_>> = minutes.iter().copied().map(time_of).collect();
        let mut times = times.ok_or(Error::Invalid)?;
        times.sort_unstable();
        times.dedup();
        if times.is_empty() || times.len() > MOST_TIMES {
            return Err(Error::Invalid);
        }
        Ok(Self(times))
    }

    /// Every so many minutes from one time of the day to another, both included: "every three hours from 8 to 22". A
    /// window that ends before it begins goes on behind midnight; what lies there is due on the calendar day it lies on.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a step of none, a minute that no day has, or more than [`MOST_TIMES`].
    pub fn within(from: u16, until: u16, every: u16) -> Result<Self> {
        if every == 0 || from >= DAY_MINUTES || until >= DAY_MINUTES {
            return Err(Error::Invalid);
        }
        let end = if until < from {
            until + DAY_MINUTES
        } else {
            until
        };
        let steps = (from..=end).step_by(every.into());
        let minutes: Vec<u16> = steps.map(|minute| minute % DAY_MINUTES).collect();
        Self::at(&minutes)
    }
}

impl DayTimes {
    /// The times, in order.
    #[must_use]
    pub fn times(&self) -> &[NaiveTime] {
        &self.0
    }
}

/// The time of the day that lies so many minutes behind midnight.
pub(super) fn time_of(minute: u16) -> Option<NaiveTime> {
    NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minute) * 60, 0)
}

/// Which clock a schedule follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScheduleZone {
    /// The one on the wall, wherever the person is.
    Here,
    /// That of a place.
    Of(Tz),
}

impl ScheduleZone {
    /// The zone whose clock it is, for a device in the zone `here`.
    #[must_use]
    pub const fn tz(self, here: Tz) -> Tz {
        match self {
            Self::Here => here,
            Self::Of(zone) => zone,
        }
    }
}

/// Some days and the times on them: all of a schedule, or one step of a taper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchedulePhase {
    /// On which days.
    pub days: DueDays,
    /// At which times of these.
    pub times: DayTimes,
}

/// A schedule that follows the clock on the wall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CivilSchedule {
    phases: Vec<SchedulePhase>,
    zone: ScheduleZone,
}

/// One time at which something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// What the clock on the wall shows, or would if it were not being changed. Names it.
    pub civil: NaiveDateTime,
}

impl Occurrence {
    /// What stands behind all occurrences of an instant: the next one is later.
    #[must_use]
    pub const fn last_of(at_ms: i64) -> Self {
        Self {
            at_ms,
            civil: NaiveDateTime::MAX,
        }
    }
}

impl CivilSchedule {
    /// A schedule of phases that follow each other.
    ///
    /// # Errors
    /// [`Error::Invalid`] for no phase, or for one that begins before the one before it is over.
    pub fn new(phases: Vec<SchedulePhase>, zone: ScheduleZone) -> Result<Self> {
        let follow = |pair: &[SchedulePhase]| match pair {
            [one, next] => one
                .days
                .until()
                .is_some_and(|until| until < next.days.anchor()),
            _ => false,
        };
        if phases.is_empty() || !phases.windows(2).all(follow) {
            return Err(Error::Invalid);
        }
        Ok(Self { phases, zone })
    }

    /// One time only: an appointment.
    ///
    /// # Errors
    /// None for a time that a calendar has.
    pub fn once(at: NaiveDateTime, zone: ScheduleZone) -> Result<Self> {
        let day = at.date();
        let days = DueDays::new(DayRule::Days { every: 1 }, day, Some(day))?;
        let times = DayTimes(vec![at.time()]);
        Self::new(vec![SchedulePhase { days, times }], zone)
    }

    /// The same days and times by another clock.
    #[must_use]
    pub fn in_zone(&self, zone: ScheduleZone) -> Self {
        Self {
            phases: self.phases.clone(),
            zone,
        }
    }

    /// Its phases, in order.
    #[must_use]
    pub fn phases(&self) -> &[SchedulePhase] {
        &self.phases
    }

    /// Which clock it follows.
    #[must_use]
    pub const fn zone(&self) -> ScheduleZone {
        self.zone
    }

    /// Which of its phases a day belongs to, from 0: which step of a taper.
    #[must_use]
    pub fn phase_on(&self, day: NaiveDate) -> Option<usize> {
        let holds = |phase: &SchedulePhase| {
            phase.days.anchor() <= day && phase.days.until().is_none_or(|until| day <= until)
        };
        self.phases.iter().position(holds)
    }

    /// The times of a day on which it is due, in order; none on any other.
    pub(super) fn times_on(&self, day: NaiveDate) -> &[NaiveTime] {
        let phase = self.phase_on(day).and_then(|at| self.phases.get(at));
        let due = phase.filter(|phase| phase.days.next(day) == Some(day));
        due.map_or(&[], |phase| phase.times.times())
    }

    /// All occurrences behind one instant and up to another, in their order.
    #[must_use]
    pub fn between(&self, after_ms: i64, until_ms: i64, here: Tz) -> Vec<Occurrence> {
        let zone = self.zone.tz(here);
        let all = self.phases.iter();
        let mut found: Vec<_> = all
            .filter_map(|phase| phase.between(after_ms, until_ms, zone))
            .flatten()
            .collect();
        found.sort_unstable();
        found
    }

    /// The first occurrence behind another one or behind an instant ([`Occurrence::last_of`]), for a device that is in
    /// the zone `here`; `None` when there is none any more.
    #[must_use]
    pub fn next(&self, after: Occurrence, here: Tz) -> Option<Occurrence> {
        let zone = self.zone.tz(here);
        let phases = self.phases.iter();
        phases.filter_map(|phase| phase.next(after, zone)).min()
    }
}

impl SchedulePhase {
    fn next(&self, after: Occurrence, zone: Tz) -> Option<Occurrence> {
        // A time of the day before may have been moved behind `after`.
        let local = local_of(after.at_ms, zone)?;
        let from = local.checked_sub_signed(Duration::hours(LONGEST_SHIFT_HOURS))?;
        let mut due = self.days.next(from.date());
        let mut best: Option<Occurrence> = None;
        while let Some(day) = due {
            // What is due on a later day than the best one's is later, too.
            let is_over =
                |best: Occurrence| local_of(best.at_ms, zone).is_none_or(|at| at.date() < day);
            if best.is_some_and(is_over) {
                break;
            }
            let later = self.on(day, zone).filter(|one| *one > after).min();
            best = best.into_iter().chain(later).min();
            due = day.succ_opt().and_then(|day| self.days.next(day));
        }
        best
    }

    fn between(&self, after_ms: i64, until_ms: i64, zone: Tz) -> Option<Vec<Occurrence>> {
        let shift = Duration::hours(LONGEST_SHIFT_HOURS);
        let first = local_of(after_ms, zone)?.checked_sub_signed(shift)?.date();
        // A clock that is put back shows an earlier day than it showed before.
        let last = local_of(until_ms, zone)?.checked_add_signed(shift)?.date();
        let mut found = Vec::new();
        let mut due = self.days.next(first);
        while let Some(day) = due.filter(|day| *day <= last) {
            let on_day = self.on(day, zone);
            found.extend(on_day.filter(|one| one.at_ms > after_ms && one.at_ms <= until_ms));
            due = day.succ_opt().and_then(|day| self.days.next(day));
        }
        Some(found)
    }

    fn on(&self, day: NaiveDate, zone: Tz) -> impl Iterator<Item = Occurrence> + '_ {
        self.times.0.iter().map(move |time| {
            let civil = day.and_time(*time);
            Occurrence {
                at_ms: resolve(civil, zone).timestamp_millis(),
                civil,
            }
        })
    }
}

fn local_of(at_ms: i64, zone: Tz) -> Option<NaiveDateTime> {
    DateTime::from_timestamp_millis(at_ms)?;
    Some(local_time(at_ms, zone))
}

#[cfg(test)]
#[path = "occurrences_tests.rs"]
mod tests;
