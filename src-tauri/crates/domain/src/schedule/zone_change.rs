//! The question after a journey: shall a schedule that follows the wall go on by the clock here, or by the one at home?
//!
//! The planner goes on by the clock here until it is answered. To keep home's, the schedule gets a revision with
//! [`CivilSchedule::in_zone`](super::CivilSchedule::in_zone). The app says how far apart two doses come to lie and
//! leaves it to the person and the prescriber; it moves nothing by itself.

use super::{
    CivilSchedule, Now, Occurrence, OccurrenceKey, Planner, Rule, Schedule, ScheduleZone,
    MOST_TIMES,
};
use crate::id::ScheduleId;
use crate::time::resolve;
use chrono_tz::Tz;

/// No two clocks are farther apart: from -12 to +14 hours.
const FARTHEST_MS: i64 = 26 * 60 * 60_000;

/// What the person is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneChange {
    /// How long it is from one to the next at home, in milliseconds.
    pub usual_ms: i64,
    /// When the next one is due by the clock here.
    pub here_ms: i64,
    /// When the next one is due by the clock at home. To the west that may be over there and ahead here: then it is due at
    /// once by that clock.
    pub home_ms: i64,
    /// How long after the last one taken that is, by the clock here; `None` when none was taken.
    pub apart_here_ms: Option<i64>,
}

impl ZoneChange {
    /// Whether the next one here comes to lie nearer to the last one than at home: something to say.
    #[must_use]
    pub fn is_nearer(&self) -> bool {
        self.apart_here_ms
            .is_some_and(|apart| apart < self.usual_ms)
    }
}

impl Schedule {
    /// The zone in which its days and times were set. Another amount, another way to ring, a pause and another clock set
    /// none: on a journey an edit of these leaves its home where it is. `None` when it is paused or over.
    #[must_use]
    pub fn home(&self) -> Option<Tz> {
        let current = self.current()?;
        let revisions = self.revisions().iter().rev();
        let same = revisions.take_while(|one| says_the_same_times(&one.rule, &current.rule));
        same.last().map(|first| first.from().zone)
    }
}

fn says_the_same_times(one: &Rule, other: &Rule) -> bool {
    match (one, other) {
        (Rule::Civil(one), Rule::Civil(other)) => one.phases() == other.phases(),
        _ => one == other,
    }
}

impl Planner {
    /// What a journey from `home` to `here` does to a schedule; `None` when it changes nothing: it does not follow the wall,
    /// it is over, or the clocks agree. What was answered is none of it: to the west this morning's comes again by the
    /// clock, and does not ring again.
    #[must_use]
    pub fn zone_change(
        &self,
        id: ScheduleId,
        last_taken_ms: Option<i64>,
        (home, here): (Tz, Tz),
        now_ms: i64,
    ) -> Option<ZoneChange> {
        let current = self.schedule(id)?.current()?;
        let Rule::Civil(civil) = &current.rule else {
            return None;
        };
        if civil.zone() != ScheduleZone::Here {
            return None;
        }
        let key = |one: &Occurrence| OccurrenceKey {
            schedule: id,
            revision: current.number,
            civil: one.civil,
        };
        let now = Now {
            at_ms: now_ms,
            here,
            quiet: None,
        };
        let is_over = |one| self.is_over(&current.rule, one, now);
        let is_open = |one: &Occurrence| !self.is_said(key(one)) && !is_over(key(one));
        // What was asked for stays open by its name, and is not asked for by another.
        let is_new = |one: &Occurrence| is_open(one) && !self.is_asked(key(one));
        let next = |zone| open_after(civil, Occurrence::last_of(now_ms), zone, &is_open);
        let over = over_at_home(civil, (home, here), now_ms, &is_new);
        let (at_home, at_here) = (over.or_else(|| next(home))?, next(here)?);
        let usual = civil.next(Occurrence::last_of(at_home.at_ms), home);
        (at_home.at_ms != at_here.at_ms).then(|| ZoneChange {
            usual_ms: usual.map_or(0, |next| next.at_ms - at_home.at_ms),
            here_ms: at_here.at_ms,
            home_ms: at_home.at_ms,
            apart_here_ms: last_taken_ms.map(|taken| at_here.at_ms.saturating_sub(taken)),
        })
    }

    fn is_asked(&self, key: OccurrenceKey) -> bool {
        let mut of = self.ledger.of(key.schedule);
        of.any(|(one, entry)| one.civil == key.civil && entry.asked_ms().is_some())
    }
}

/// The first one whose time is over at home and ahead here, so that nobody was asked about it: by the clock at home it is
/// due now.
fn over_at_home(
    civil: &CivilSchedule,
    (home, here): (Tz, Tz),
    now_ms: i64,
    is_new: &impl Fn(&Occurrence) -> bool,
) -> Option<Occurrence> {
    let all = civil.between(now_ms - FARTHEST_MS, now_ms, home);
    let is_ahead = |one: &Occurrence| resolve(one.civil, here).timestamp_millis() > now_ms;
    all.into_iter().find(|one| is_ahead(one) && is_new(one))
}

/// The first one that is open. A journey takes a day at most, in which nothing is due more often than can be typed.
fn open_after(
    civil: &CivilSchedule,
    after: Occurrence,
    zone: Tz,
    is_open: &impl Fn(&Occurrence) -> bool,
) -> Option<Occurrence> {
    let mut after = after;
    for _ in 0..=MOST_TIMES * 2 {
        after = civil.next(after, zone)?;
        if is_open(&after) {
            return Some(after);
        }
    }
    None
}
