//! What a locked journal knows of: the occurrences of the next days as plain times, each with how it rings and what became
//! of it so far. What becomes of them then is [`Standby`](super::Standby).

use super::entry::Entry;
use super::follows::{lead_ms, Follows};
use super::half_way::HalfWay;
use super::ledger::{Due, OccurrenceKey};
use super::left_over::{left_over, LeftOver};
use super::planner::{Now, Planner};
use super::rule::{CountFrom, Reminder, Revision, Rule};
use super::slots::{DueSlot, LONGEST_SHIFT_MS};
use super::{Schedule, ScheduleZone};
use crate::time::resolve;
use chrono_tz::Tz;

const DAY_MS: i64 = 24 * 60 * 60_000;

/// So far ahead occurrences are handed out. The nearer days are tried first, and are enough where there are very many.
const AHEAD_DAYS: [i64; 2] = [2, 15];

/// The most occurrences that are handed out.
pub const MOST_WAITING: usize = 500;

/// An occurrence that may ring, with all that is needed to know when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub key: OccurrenceKey,
    /// When it is due here, and for how long it is open.
    pub due: Due,
    /// Where it does not follow the wall, as quiet hours do: on a journey these hold it for another time, and it is open
    /// for another time.
    pub half_way: Option<HalfWay>,
    /// Whether it is due by the clock on the wall wherever the device is.
    pub floats: bool,
    /// Once one of its schedule was asked about, none before that one is: it counts from when it was taken.
    pub one_at_a_time: bool,
    /// When the clock may turn out to have been behind, in milliseconds since 1970 UTC: what it counts from lay ahead then,
    /// and from there on it may be due at another time.
    pub rights_ms: Option<i64>,
    /// How it rings.
    pub reminder: Reminder,
    /// What follows from its answer.
    pub follows: Follows,
    /// What became of it so far.
    pub entry: Option<Entry>,
}

impl Waiting {
    pub(super) fn due_in(&self, now: Now) -> Due {
        let at_ms = if self.floats {
            resolve(self.key.civil, now.here).timestamp_millis()
        } else {
            self.due.at_ms
        };
        let quiet = now.quiet.filter(|_| self.reminder.waits_for_quiet());
        let half_way = self
            .half_way
            .map(|one| one.grace_ms(at_ms, quiet, now.here));
        Due {
            at_ms,
            grace_ms: half_way.or(self.due.grace_ms),
        }
    }

    /// What an interval that counts from what was taken asked about once keeps the grace that it had.
    pub(super) fn due_with(&self, entry: Option<&Entry>, now: Now) -> Due {
        let was_asked = |entry: &&Entry| entry.asked_ms().is_some() && entry.due.at_ms <= now.at_ms;
        let asked = entry.filter(was_asked).filter(|_| self.one_at_a_time);
        asked.map_or_else(|| self.due_in(now), |entry| entry.due)
    }

    pub(super) fn rings_from_ms(&self) -> i64 {
        self.due.at_ms - lead_ms(&self.reminder)
    }
}

/// The occurrences of the next days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WaitingList {
    /// In the order of when each may ring first.
    pub all: Vec<Waiting>,
    /// When the first one may ring that is not among them, in milliseconds since 1970 UTC; `None` when there is none.
    pub until_ms: Option<i64>,
    /// When a rule was edited last, in milliseconds since 1970 UTC. Where the clock is put back to before that, its edit is
    /// put back, too, and something may ring between that is not among them.
    pub from_ms: Option<i64>,
}

impl Planner {
    /// What may ring within the next days if nobody answers: at most [`MOST_WAITING`], and of each schedule at least the
    /// next one, however far ahead that is.
    #[must_use]
    pub fn waiting(&self, now: Now) -> WaitingList {
        // By whole days, so that it changes once a day and not at each look.
        let today = now.at_ms.div_euclid(DAY_MS);
        let mut list = WaitingList::default();
        for days in AHEAD_DAYS {
            list = self.waiting_until(now, (today + days).saturating_mul(DAY_MS));
            if list.all.len() >= MOST_WAITING {
                break;
            }
        }
        list
    }

    fn waiting_until(&self, now: Now, until_ms: i64) -> WaitingList {
        let mut list = WaitingList::default();
        for schedule in self.schedules.values() {
            if schedule.current().is_some() {
                list.from_ms = list.from_ms.max(schedule.edited_ms());
                self.add_waiting(schedule, now, until_ms, &mut list);
            }
        }
        let rights = list.all.iter().filter_map(|one| one.rights_ms);
        list.until_ms = list.until_ms.into_iter().chain(rights).min();
        list.all.sort_by_key(|one| (one.rings_from_ms(), one.key));
        let rest = list.all.get(MOST_WAITING).map(Waiting::rings_from_ms);
        list.all.truncate(MOST_WAITING);
        self.add_what_follows(&mut list.all, now);
        list.until_ms = list.until_ms.into_iter().chain(rest).min();
        list
    }

    fn add_waiting(&self, schedule: &Schedule, now: Now, until_ms: i64, list: &mut WaitingList) {
        let mut until_ms = until_ms;
        let mut around = self.around(schedule, now, until_ms);
        let last = around.due.iter().map(|(one, _)| one.due.at_ms).max();
        if let Some(last_ms) = last.filter(|last| *last > until_ms) {
            // The next one behind them is among them; which is the one behind that?
            until_ms = last_ms;
            around = self.around(schedule, now, until_ms);
        }
        let behind = around.reach_ms.iter().copied().filter(|at| *at > until_ms);
        list.until_ms = list.until_ms.into_iter().chain(behind).min();
        let due = around
            .due
            .into_iter()
            .filter(|(one, revision)| one.due.at_ms - lead_ms(&revision.reminder) <= until_ms);
        let others = around.others.into_iter().filter_map(|key| {
            let revision = schedule.revision(key.revision)?;
            let LeftOver::Open(due) = left_over(schedule, revision, self.ledger(), key, now)?
            else {
                return None;
            };
            let half_way = None;
            Some((DueSlot { key, due, half_way }, revision))
        });
        let all = due.chain(others);
        list.all.extend(
            all.filter_map(|(one, revision)| self.one_waiting(schedule, one, revision, now)),
        );
    }

    fn one_waiting(
        &self,
        schedule: &Schedule,
        one: DueSlot,
        revision: &Revision,
        now: Now,
    ) -> Option<Waiting> {
        let DueSlot { key, due, half_way } = one;
        let entry = self.ledger().get(key);
        let floats = floats(revision, key, due, now.here);
        // Behind a journey to the west the wall shows its time again.
        let comes_again = floats && due.at_ms > now.at_ms - LONGEST_SHIFT_MS;
        let is_over = entry.is_some_and(Entry::is_closed) && !comes_again;
        let may_ring = !revision.reminder.is_silent() && !is_over;
        may_ring.then(|| Waiting {
            key,
            due,
            half_way: half_way.filter(|_| !floats),
            floats,
            one_at_a_time: counts_from_taken(revision),
            rights_ms: (self.ledger()).rights_at_ms(schedule, &revision.rule, now.at_ms),
            reminder: revision.reminder.clone(),
            follows: Follows::default(),
            entry: entry.cloned(),
        })
    }
}

/// Whether an occurrence follows the wall wherever the device is.
fn floats(revision: &Revision, key: OccurrenceKey, due: Due, here: Tz) -> bool {
    let is_here = |zone: ScheduleZone| zone == ScheduleZone::Here;
    let is_as_named = || due.at_ms == resolve(key.civil, here).timestamp_millis();
    match &revision.rule {
        Rule::Civil(civil) => is_here(civil.zone()),
        // One that was typed in behind its time is due from then.
        Rule::LongActing { zone, .. } => is_here(*zone) && is_as_named(),
        // A clinic opens where it is; what it gave to take home is taken where the person is.
        Rule::Clinic(clinic) => {
            let visit = clinic.next_visit(key.civil.date());
            let is_visit = visit.is_some_and(|visit| visit.at == key.civil);
            !is_visit || is_here(clinic.zone())
        }
        Rule::Every { .. } | Rule::After { .. } | Rule::AsNeeded(_) => false,
    }
}

const fn counts_from_taken(revision: &Revision) -> bool {
    matches!(
        revision.rule,
        Rule::Every {
            from: CountFrom::Taken,
            ..
        }
    )
}
