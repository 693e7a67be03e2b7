//! The planner: schedules, ledger, zone and now go in; what rings, what went by and when to look again come out.
//!
//! A look is a pure step. What it finds it writes into its ledger and hands out as [`Write`]s; whoever drives it keeps
//! these, then shows what rings, then says so ([`Planner::shown`]). If keeping them fails, the planner is thrown away
//! and made again from what was kept: the next look finds the same.
//!
//! - Any number of looks at one moment is one look.
//! - A look may come late, early, twice or after years: what rings follows from the schedules and the ledger alone.
//! - Schedules whose time has not come are not looked at; the others are kept in the order of their next time. A
//!   zone, quiet hours or a clock that went back means all of them.
//! - What lies more than a week back is neither rung nor told of: it is unrecorded, and needs no entry to be so.

use super::ledger::{Due, Ledger, OccurrenceKey, RingKey, Write};
use super::left_over::{left_over, LeftOver};
use super::moved::taken_elsewhere;
use super::rule::{Reminder, Revision, Rule, MOST_GRACE_MINUTES};
use super::settle::Settling;
use super::slots::{due_of, DueSlot, Window, LONGEST_SHIFT_MS};
use super::{QuietHours, Schedule};
use crate::id::ScheduleId;
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

const MINUTE_MS: i64 = 60_000;

/// So many rings at once are shown one by one. More are told of together.
pub const MOST_AT_ONCE: usize = 3;

/// The moment of a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The zone of the device.
    pub here: Tz,
    /// The person's quiet hours.
    pub quiet: Option<QuietHours>,
}

/// Something that rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ring {
    /// Its own time, in milliseconds since 1970 UTC; never later than the look.
    pub at_ms: i64,
    /// What it is.
    pub key: RingKey,
    /// When the occurrence is due.
    pub due_ms: i64,
}

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// To be kept before anything is shown.
    pub writes: Vec<Write>,
    /// To be shown, in the order of their times.
    pub rings: Vec<Ring>,
    /// What went by while nothing could ring: to be told of once, all together.
    pub passed: Vec<OccurrenceKey>,
    /// When the next look is needed, if ever; later than this one.
    pub next_ms: Option<i64>,
}

impl Look {
    /// Whether its rings are shown as one digest: more at once than [`MOST_AT_ONCE`]. What went by is told of beside them.
    #[must_use]
    pub const fn is_digest(&self) -> bool {
        self.rings.len() > MOST_AT_ONCE
    }
}

/// Schedules and ledger, and when each schedule is to be looked at.
#[derive(Debug, Clone, Default)]
pub struct Planner {
    pub(super) schedules: BTreeMap<ScheduleId, Schedule>,
    pub(super) ledger: Ledger,
    wakes: BTreeMap<ScheduleId, i64>,
    order: BTreeSet<(i64, ScheduleId)>,
    changed: BTreeSet<ScheduleId>,
    last: Option<Now>,
}

impl Planner {
    /// A planner of what was kept. The ledger holds at least every entry that is open, each schedule's last taken one,
    /// and those that were due within the last [`MOST_GRACE_MINUTES`] and two days.
    #[must_use]
    pub fn new(schedules: Vec<Schedule>, ledger: Ledger) -> Self {
        let by_id = schedules.into_iter().map(|one| (one.id(), one));
        Self {
            schedules: by_id.collect(),
            ledger,
            ..Self::default()
        }
    }

    /// The ledger as it stands.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// A schedule.
    #[must_use]
    pub fn schedule(&self, id: ScheduleId) -> Option<&Schedule> {
        self.schedules.get(&id)
    }

    /// Whether any schedule may ring, now or later.
    #[must_use]
    pub fn can_ring(&self) -> bool {
        let current = self.schedules.values().filter_map(Schedule::current);
        let mut ringing = current.filter(|revision| !matches!(revision.rule, Rule::AsNeeded(_)));
        ringing.any(|revision| !revision.reminder.is_silent())
    }

    /// Takes a schedule that is new or was edited or ended.
    pub fn put(&mut self, schedule: Schedule) {
        self.note_changed(schedule.id());
        self.schedules.insert(schedule.id(), schedule);
    }

    /// Forgets a schedule. What the ledger has of it stays, and does nothing.
    pub fn remove(&mut self, id: ScheduleId) {
        self.note_changed(id);
        self.schedules.remove(&id);
        self.wake_at(id, None);
    }

    /// Looks: what rings now, and when to look again.
    pub fn look(&mut self, now: Now) -> Look {
        let mut look = Look::default();
        let has_turned = self.has_turned(now);
        if has_turned {
            self.put_back(now, &mut look);
        }
        if self.set_right(now, &mut look) || has_turned {
            self.changed = self.schedules.keys().copied().collect();
        }
        self.last = Some(now);
        let due = self
            .order
            .iter()
            .take_while(|(at_ms, _)| *at_ms <= now.at_ms);
        self.changed.extend(due.map(|(_, id)| *id));
        for id in std::mem::take(&mut self.changed) {
            let wake = self.look_at(id, now, &mut look);
            self.wake_at(id, wake);
        }
        look.rings.sort_unstable();
        look.next_ms = self.order.first().map(|(at_ms, _)| *at_ms);
        look
    }

    /// Whether everything is to be looked at: the first time, in another zone, or with a clock that went back.
    fn has_turned(&self, now: Now) -> bool {
        let same =
            |last: Now| last.here == now.here && last.quiet == now.quiet && last.at_ms <= now.at_ms;
        let mut edited = self.changed.iter().filter_map(|id| self.schedule(*id));
        !self.last.is_some_and(same)
            || self.ledger.lies_ahead(now.at_ms)
            || edited.any(|one| one.lies_ahead(now.at_ms))
    }

    fn put_back(&mut self, now: Now, look: &mut Look) {
        let now_ms = now.at_ms;
        let mut schedules = self.schedules.values();
        if self.ledger.lies_ahead(now_ms) || schedules.any(|one| one.lies_ahead(now_ms)) {
            self.record(look, now, Write::PutBack { now_ms });
            let schedules = self.schedules.values_mut();
            schedules.for_each(|one| one.put_back(now_ms));
        }
    }

    /// Lets answers count from their own times again; whether there were any.
    fn set_right(&mut self, now: Now, look: &mut Look) -> bool {
        let right = self.ledger.to_right(now.at_ms);
        for occurrence in &right {
            let occurrence = *occurrence;
            self.record(look, now, Write::Righted { occurrence });
        }
        !right.is_empty()
    }

    fn wake_at(&mut self, id: ScheduleId, wake: Option<i64>) {
        if let Some(old) = self.wakes.remove(&id) {
            self.order.remove(&(old, id));
        }
        if let Some(at_ms) = wake {
            self.wakes.insert(id, at_ms);
            self.order.insert((at_ms, id));
        }
    }

    /// A schedule and those that follow it are to be looked at.
    pub(super) fn note_changed(&mut self, id: ScheduleId) {
        let follows = |one: &&Schedule| {
            let mut rules = one.revisions().iter().map(|revision| &revision.rule);
            rules.any(|rule| rule.follows() == Some(id))
        };
        let followers = self.schedules.values().filter(follows).map(Schedule::id);
        self.changed.extend(followers);
        self.changed.insert(id);
    }

    fn look_at(&mut self, id: ScheduleId, now: Now, look: &mut Look) -> Option<i64> {
        let mut over = self.stopped(id);
        over.extend(self.taken_back(id, now.at_ms));
        for write in over.into_iter().chain(self.moved(id, now.here)) {
            self.record(look, now, write);
        }
        self.schedule(id)?.current()?;
        let schedule = self.schedules.remove(&id)?;
        let around = self.around(&schedule, now, now.at_ms);
        // When the next one comes within reach of its pre-alerts, the one behind it is to be seen, too.
        let reach = around.reach_ms.iter().copied();
        let mut wakes: Vec<i64> = reach.filter(|at| *at > now.at_ms).collect();
        for (one, revision) in around.due {
            if self.is_over(&revision.rule, one.key, now) {
                continue;
            }
            wakes.extend(self.settle(one.key, one.due, &revision.reminder, now, look));
        }
        for key in around.others {
            wakes.extend(self.settle_left_over(&schedule, key, now, look));
        }
        self.schedules.insert(id, schedule);
        wakes.into_iter().min()
    }

    /// What a schedule makes due up to an instant, and next behind it, and what else of it is open.
    pub(super) fn around<'s>(&self, schedule: &'s Schedule, now: Now, until_ms: i64) -> Around<'s> {
        let (mut found, mut reach_ms_of_last) = (Vec::new(), Vec::new());
        for revision in schedule.revisions() {
            let due = around(schedule, revision, &self.ledger, (now, until_ms));
            let last = due.last().map(|one| one.due.at_ms - reach_ms(revision));
            reach_ms_of_last.extend(last);
            found.extend(due.into_iter().map(|one| (one, revision)));
        }
        let (answered, mut others) = self.entries_of(schedule.id());
        found.retain(|(one, _)| {
            answered.binary_search(&one.key).is_err()
                && !said_before(schedule, &self.ledger, &answered, one.key)
                && !self.was_ended(schedule, one.key)
        });
        let is_moved = |key| self.is_elsewhere_ms(schedule, key, now.here).is_some();
        found.retain(|(one, _)| !is_moved(one.key));
        others.retain(|key| !is_moved(*key) && !found.iter().any(|(known, _)| known.key == *key));
        Around {
            due: found,
            others,
            reach_ms: reach_ms_of_last,
        }
    }

    /// The entries of a schedule, in order: those with an answer, and those that are open.
    fn entries_of(&self, id: ScheduleId) -> (Vec<OccurrenceKey>, Vec<OccurrenceKey>) {
        let (mut answered, mut open) = (Vec::new(), Vec::new());
        for (key, entry) in self.ledger.of(id) {
            if entry.answered().is_some() {
                answered.push(key);
            } else if !entry.is_closed() {
                open.push(key);
            }
        }
        (answered, open)
    }

    /// Whether it is over for good though the clock here may call for it again: a journey moves nothing that went by.
    pub(super) fn is_over(&self, rule: &Rule, key: OccurrenceKey, now: Now) -> bool {
        let is_of_a_clock = matches!(rule, Rule::Civil(_) | Rule::Clinic(_));
        let entry = self.ledger.get(key).filter(|_| is_of_a_clock);
        entry.is_some_and(|entry| entry.answered().is_none() && entry.is_over(now.at_ms))
    }

    /// Whether an occurrence was answered, or is the same dose as one that was under an earlier revision.
    pub(super) fn is_said(&self, key: OccurrenceKey) -> bool {
        let (answered, _) = self.entries_of(key.schedule);
        let before = |schedule| said_before(schedule, &self.ledger, &answered, key);
        answered.binary_search(&key).is_ok() || self.schedule(key.schedule).is_some_and(before)
    }

    /// Does what an entry needs that its schedule does not make due around now.
    fn settle_left_over(
        &mut self,
        schedule: &Schedule,
        key: OccurrenceKey,
        now: Now,
        look: &mut Look,
    ) -> Option<i64> {
        let revision = schedule.revision(key.revision)?;
        let mut wake = None;
        // A snooze that rang may have been all that held it open.
        for _ in 0..2 {
            match left_over(schedule, revision, &self.ledger, key, now)? {
                LeftOver::Open(due) => {
                    wake = self.settle(key, due, &revision.reminder, now, look);
                }
                LeftOver::Over(write) => {
                    self.record(look, now, write);
                    return None;
                }
            }
        }
        wake
    }

    fn settle(
        &mut self,
        occurrence: OccurrenceKey,
        due: Due,
        reminder: &Reminder,
        now: Now,
        look: &mut Look,
    ) -> Option<i64> {
        let ledger = &mut self.ledger;
        Settling { ledger, look, now }.settle(occurrence, due, reminder)
    }

    fn record(&mut self, look: &mut Look, now: Now, write: Write) {
        let ledger = &mut self.ledger;
        Settling { ledger, look, now }.record(write);
    }
}

/// What a schedule makes due around now.
pub(super) struct Around<'s> {
    /// What waits for an answer, with the revision that makes it due.
    pub due: Vec<(DueSlot, &'s Revision)>,
    /// Open entries that no revision makes due around now.
    pub others: Vec<OccurrenceKey>,
    /// When the last one of each revision may ring first.
    pub reach_ms: Vec<i64>,
}

/// Whether the same time of the wall was answered under an earlier revision, or taken by another name that it had: an edit
/// asks nobody again for what was taken.
pub(super) fn said_before(
    schedule: &Schedule,
    ledger: &Ledger,
    said: &[OccurrenceKey],
    key: OccurrenceKey,
) -> bool {
    let rule = |number| schedule.revision(number).map(|one| &one.rule);
    let is_same = |one: &OccurrenceKey| {
        let is_other = one.civil == key.civil && one.revision != key.revision;
        is_other && rule(one.revision).is_some_and(Rule::is_named_by_the_wall)
    };
    matches!(rule(key.revision), Some(Rule::Civil(_)))
        && (said.iter().any(is_same) || taken_elsewhere(schedule, ledger, key))
}

/// What a revision makes due up to an instant: and on up to the first one ahead that nobody has answered yet.
fn around(
    schedule: &Schedule,
    revision: &Revision,
    ledger: &Ledger,
    (now, until_ms): (Now, i64),
) -> Vec<DueSlot> {
    let Some(mut window) = window_of(revision, now) else {
        return Vec::new();
    };
    window.until_ms = until_ms.saturating_add(reach_ms(revision));
    loop {
        let found = due_of(schedule, revision, ledger, window);
        let is_answered = |key| {
            ledger
                .get(key)
                .is_some_and(|entry| entry.answered().is_some())
        };
        match found.last() {
            Some(one) if one.due.at_ms > window.until_ms && is_answered(one.key) => {
                window.until_ms = one.due.at_ms;
            }
            _ => return found,
        }
    }
}

/// How long before its time something may need to be done.
fn reach_ms(revision: &Revision) -> i64 {
    let longest = revision.reminder.pre_alerts().first().copied();
    i64::from(longest.unwrap_or(0)) * MINUTE_MS
}

/// Around now, as far as a revision can matter; `None` for one that was over long ago.
fn window_of(revision: &Revision, now: Now) -> Option<Window> {
    let look_back = i64::from(MOST_GRACE_MINUTES) * MINUTE_MS;
    let after_ms = now.at_ms.saturating_sub(look_back);
    let over_ms = after_ms.saturating_sub(LONGEST_SHIFT_MS);
    if revision.until().is_some_and(|until| until.at_ms < over_ms) {
        return None;
    }
    Some(Window {
        after_ms,
        now_ms: now.at_ms,
        until_ms: now.at_ms.saturating_add(reach_ms(revision)),
        here: now.here,
        quiet: now.quiet,
    })
}
