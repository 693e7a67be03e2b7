//! A schedule: what is due by which rule, how it rings, and which rule held when.
//!
//! A schedule is edited by ending its last revision and beginning another one: what was due under the old one stays
//! as it was, and an occurrence names the revision it came from. Ending the last one ends the schedule or pauses it.

use super::slots::FAR_MS;
use super::{AsNeeded, CivilSchedule, ClinicVisits, Interval, LongActing, ScheduleZone};
use crate::bindings::wire;
use crate::id::ScheduleId;
use crate::time::{local_time, Moment};
use crate::{Error, Result};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

/// The least minutes of an interval that repeats itself. (One that follows another medicine may be shorter.)
pub const SHORTEST_REPEAT_MINUTES: u32 = 15;

wire! {
    /// What an elapsed interval is counted from.
    pub enum CountFrom {
        /// From when the last one was really taken; from its due time when it was not.
        Taken,
        /// From the first due time, whatever happened since.
        Planned,
    }
}

/// By which rule something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// At times of days: daily, weekdays, every so many days, weeks or months, days on and off, a window of the day, the
    /// steps of a taper, one time only.
    Civil(CivilSchedule),
    /// Every so many minutes of elapsed time.
    Every {
        /// How many.
        interval: Interval,
        /// When the first one is due, in milliseconds since 1970 UTC.
        first_ms: i64,
        /// What the next one is counted from.
        from: CountFrom,
    },
    /// So long after another medicine was taken.
    After {
        /// The schedule of the other one.
        schedule: ScheduleId,
        /// How long after.
        wait: Interval,
    },
    /// A long-acting medicine, counted in days from the one that was really given.
    LongActing {
        /// The window as the clinic gave it.
        window: LongActing,
        /// When the first one is planned.
        first_on: NaiveDate,
        /// At which time of the day it is reminded of.
        at: NaiveTime,
        /// By which clock.
        zone: ScheduleZone,
    },
    /// Visits to a clinic.
    Clinic(ClinicVisits),
    /// As needed: nothing is due, and nothing rings.
    AsNeeded(AsNeeded),
}

impl Rule {
    /// The schedule that it follows, if it follows another one.
    #[must_use]
    pub const fn follows(&self) -> Option<ScheduleId> {
        match self {
            Self::After { schedule, .. } => Some(*schedule),
            Self::Civil(_)
            | Self::Every { .. }
            | Self::LongActing { .. }
            | Self::Clinic(_)
            | Self::AsNeeded(_) => None,
        }
    }

    /// Whether its occurrences have the names that the wall shows. Elapsed time is named in UTC, and what follows another
    /// schedule as that one's.
    pub(super) const fn is_named_by_the_wall(&self) -> bool {
        match self {
            Self::Civil(_) | Self::LongActing { .. } | Self::Clinic(_) => true,
            Self::Every { .. } | Self::After { .. } | Self::AsNeeded(_) => false,
        }
    }

    /// The zone in which its occurrences are named: of a place, or of the device where it floats. Elapsed time is named
    /// in UTC, so that a journey renames nothing.
    #[must_use]
    pub const fn zone(&self, here: Tz) -> Tz {
        match self {
            Self::Civil(civil) => civil.zone().tz(here),
            Self::LongActing { zone, .. } => zone.tz(here),
            Self::Clinic(clinic) => clinic.zone().tz(here),
            Self::Every { .. } | Self::After { .. } | Self::AsNeeded(_) => Tz::UTC,
        }
    }

    /// Which of its phases an occurrence belongs to, from 0: which step of a taper. What has no phases has one.
    #[must_use]
    pub fn phase_of(&self, civil: NaiveDateTime) -> usize {
        match self {
            Self::Civil(schedule) => schedule.phase_on(civil.date()).unwrap_or(0),
            Self::Every { .. }
            | Self::After { .. }
            | Self::LongActing { .. }
            | Self::Clinic(_)
            | Self::AsNeeded(_) => 0,
        }
    }

    fn is_valid(&self) -> bool {
        match self {
            Self::Every { interval, .. } => interval.minutes() >= SHORTEST_REPEAT_MINUTES,
            Self::Civil(_)
            | Self::After { .. }
            | Self::LongActing { .. }
            | Self::Clinic(_)
            | Self::AsNeeded(_) => true,
        }
    }
}

/// For how long after its time something is still worth ringing for and open to an answer. Later it can be logged all
/// the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grace {
    /// So many minutes: until a meeting is over.
    Minutes(u32),
    /// Until half way to the next one and at most so many minutes: for doses. One that waits for the end of quiet hours
    /// is open as long from then on.
    HalfWay(u32),
    /// Until it is answered: for an injection, whatever its reminder says.
    UntilAnswered,
}

impl Grace {
    /// Of a dose, unless the person chooses another: half way to the next one, four hours at most.
    pub const DOSE: Self = Self::HalfWay(4 * 60);
    /// Of a meeting whose end is not known.
    pub const MEETING: Self = Self::Minutes(60);
}

/// The longest grace and the longest look back: a week.
pub const MOST_GRACE_MINUTES: u32 = 7 * 24 * 60;

/// Asking again until there is an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nag {
    /// How long after the last time. Whole days follow the clock on the wall.
    pub every: Interval,
    /// How often at most, 1 to [`MOST_NAGS`].
    pub times: u16,
}

/// The most times that a nag may be repeated.
pub const MOST_NAGS: u16 = 1_000;

/// The most pre-alerts of a reminder.
pub const MOST_PRE_ALERTS: usize = 5;

/// How a schedule rings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Minutes before the time, from the longest to the shortest.
    pre_alerts: Vec<u32>,
    nag: Option<Nag>,
    rings_in_quiet_hours: bool,
    grace: Grace,
    is_silent: bool,
}

impl Reminder {
    /// Checks a reminder. `pre_alerts` are minutes before the time.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a pre-alert of none or over 31 days, too many of them, a nag outside its range, or a grace
    /// over [`MOST_GRACE_MINUTES`] or of none.
    pub fn new(
        mut pre_alerts: Vec<u32>,
        nag: Option<Nag>,
        rings_in_quiet_hours: bool,
        grace: Grace,
    ) -> Result<Self> {
        pre_alerts.sort_unstable_by(|a, b| b.cmp(a));
        pre_alerts.dedup();
        let minutes = match grace {
            Grace::Minutes(minutes) | Grace::HalfWay(minutes) => minutes,
            Grace::UntilAnswered => MOST_GRACE_MINUTES,
        };
        let is_valid = pre_alerts.len() <= MOST_PRE_ALERTS
            && pre_alerts.iter().all(|lead| Interval::new(*lead).is_ok())
            && nag.is_none_or(|nag| (1..=MOST_NAGS).contains(&nag.times))
            && (1..=MOST_GRACE_MINUTES).contains(&minutes);
        if !is_valid {
            return Err(Error::Invalid);
        }
        Ok(Self {
            pre_alerts,
            nag,
            rings_in_quiet_hours,
            grace,
            is_silent: false,
        })
    }

    /// The same, and it never rings: it is due, and can be answered.
    #[must_use]
    pub const fn silent(mut self, is_silent: bool) -> Self {
        self.is_silent = is_silent;
        self
    }

    /// Whether it never rings.
    #[must_use]
    pub const fn is_silent(&self) -> bool {
        self.is_silent
    }

    /// Minutes before the time, from the longest to the shortest.
    #[must_use]
    pub fn pre_alerts(&self) -> &[u32] {
        &self.pre_alerts
    }

    /// Asking again.
    #[must_use]
    pub const fn nag(&self) -> Option<Nag> {
        self.nag
    }

    /// Whether quiet hours do not hold it back.
    #[must_use]
    pub const fn rings_in_quiet_hours(&self) -> bool {
        self.rings_in_quiet_hours
    }

    /// Whether quiet hours put it off to their end: it rings, and not in them.
    pub(super) const fn waits_for_quiet(&self) -> bool {
        !self.rings_in_quiet_hours && !self.is_silent
    }

    /// For how long it is open.
    #[must_use]
    pub const fn grace(&self) -> Grace {
        self.grace
    }
}

/// One rule of a schedule and when it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Counted from 1.
    pub number: u32,
    /// The rule.
    pub rule: Rule,
    /// How it rings.
    pub reminder: Reminder,
    from: Moment,
    until: Option<Moment>,
}

impl Revision {
    /// A revision as it was kept.
    #[must_use]
    pub fn kept(
        number: u32,
        (rule, reminder): (Rule, Reminder),
        from: Moment,
        until: Option<Moment>,
    ) -> Self {
        Self {
            number,
            rule,
            reminder,
            from,
            until,
        }
    }

    /// From when it holds: what was due then or earlier is not its own.
    #[must_use]
    pub const fn from(&self) -> Moment {
        self.from
    }

    /// When it was ended: what was due then or earlier still is.
    #[must_use]
    pub const fn until(&self) -> Option<Moment> {
        self.until
    }

    /// Whether an occurrence is one of this revision's. What follows the wall is measured on the wall, so that a journey
    /// brings nothing back.
    pub(super) fn covers(&self, civil: NaiveDateTime, at_ms: i64) -> bool {
        // An injection that is overdue when it is typed in is due, and there is one at a time: the newest rule's.
        if matches!(self.rule, Rule::LongActing { .. }) {
            return self.until.is_none();
        }
        let has_ended = |until| !self.is_by(until, civil, at_ms);
        self.has_begun(civil, at_ms) && !self.until.is_some_and(has_ended)
    }

    /// Whether it holds when an occurrence is due, or has held.
    pub(super) fn has_begun(&self, civil: NaiveDateTime, at_ms: i64) -> bool {
        !self.is_by(self.from, civil, at_ms)
    }

    fn is_by(&self, moment: Moment, civil: NaiveDateTime, at_ms: i64) -> bool {
        if moment.at_ms.abs_diff(at_ms) > FAR_MS.unsigned_abs() {
            return at_ms < moment.at_ms;
        }
        match &self.rule {
            Rule::Civil(_) | Rule::Clinic(_) => {
                civil <= local_time(moment.at_ms, self.rule.zone(moment.zone))
            }
            Rule::Every { .. }
            | Rule::After { .. }
            | Rule::LongActing { .. }
            | Rule::AsNeeded(_) => at_ms <= moment.at_ms,
        }
    }
}

/// A schedule with all that it has been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    id: ScheduleId,
    revisions: Vec<Revision>,
}

impl Schedule {
    /// A schedule that begins at a moment.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an interval that repeats itself within [`SHORTEST_REPEAT_MINUTES`].
    pub fn new(id: ScheduleId, rule: Rule, reminder: Reminder, from: Moment) -> Result<Self> {
        let mut schedule = Self {
            id,
            revisions: Vec::new(),
        };
        schedule.edit(rule, reminder, from)?;
        Ok(schedule)
    }

    /// A schedule as it was kept, the first revision first.
    ///
    /// # Errors
    /// [`Error::Invalid`] for none at all, for numbers that do not grow, for one but the last that goes on, or for a
    /// rule that [`Schedule::new`] refuses.
    pub fn kept(id: ScheduleId, revisions: Vec<Revision>) -> Result<Self> {
        let grows = revisions.is_sorted_by(|one, next| one.number < next.number);
        let mut earlier = revisions.iter().rev().skip(1);
        let all_end = earlier.all(|one| one.until.is_some());
        let is_valid = |one: &Revision| one.rule.is_valid();
        if revisions.is_empty() || !grows || !all_end || !revisions.iter().all(is_valid) {
            return Err(Error::Invalid);
        }
        Ok(Self { id, revisions })
    }

    /// Its name.
    #[must_use]
    pub const fn id(&self) -> ScheduleId {
        self.id
    }

    /// Every revision, the first one first.
    #[must_use]
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// The revision of a number.
    #[must_use]
    pub fn revision(&self, number: u32) -> Option<&Revision> {
        self.revisions.iter().find(|one| one.number == number)
    }

    /// The revision that holds now; `None` when the schedule is paused or over.
    #[must_use]
    pub fn current(&self) -> Option<&Revision> {
        self.revisions.last().filter(|last| last.until.is_none())
    }

    /// When it was ended or paused; `None` while it goes on.
    #[must_use]
    pub fn ended(&self) -> Option<Moment> {
        self.revisions.last()?.until
    }

    /// Another rule or reminder from a moment on; also how a paused schedule goes on.
    ///
    /// # Errors
    /// As [`Schedule::new`].
    pub fn edit(&mut self, rule: Rule, reminder: Reminder, now: Moment) -> Result<()> {
        self.edit_behind(0, rule, reminder, now)
    }

    /// The same, with a number behind `used`: one that was taken back has named occurrences, and names none again.
    ///
    /// # Errors
    /// As [`Schedule::new`].
    pub fn edit_behind(
        &mut self,
        used: u32,
        rule: Rule,
        reminder: Reminder,
        now: Moment,
    ) -> Result<()> {
        if !rule.is_valid() {
            return Err(Error::Invalid);
        }
        self.end(now);
        let last = self.revisions.last().map_or(0, |last| last.number);
        let number = last.max(used) + 1;
        self.revisions.push(Revision {
            number,
            rule,
            reminder,
            from: now,
            until: None,
        });
        Ok(())
    }

    /// Ends or pauses it.
    pub fn end(&mut self, now: Moment) {
        if let Some(last) = self.revisions.last_mut() {
            last.until = last.until.or(Some(now));
        }
    }

    /// When a revision began or ended last, in milliseconds since 1970 UTC.
    pub(super) fn edited_ms(&self) -> Option<i64> {
        let edits = |one: &Revision| {
            one.until
                .into_iter()
                .chain([one.from])
                .map(|at| at.at_ms)
                .max()
        };
        self.revisions.iter().filter_map(edits).max()
    }

    /// Whether a revision begins or ends ahead of now: the clock was wrong when it was edited.
    pub(super) fn lies_ahead(&self, now_ms: i64) -> bool {
        self.edited_ms().is_some_and(|at_ms| at_ms > now_ms)
    }

    /// Moves what lies ahead of now to now.
    pub(super) fn put_back(&mut self, now_ms: i64) {
        let back = |moment: Moment| Moment {
            at_ms: moment.at_ms.min(now_ms),
            ..moment
        };
        for one in &mut self.revisions {
            one.from = back(one.from);
            one.until = one.until.map(back);
        }
    }
}
