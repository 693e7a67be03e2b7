//! What one occurrence needs now: to ring, to be told of, to be closed, or to wait, and until when.
//!
//! - Nothing rings before its time. A pre-alert that was slept through is left out; so is a nag but for the newest, so
//!   that a device that wakes up asks once.
//! - Quiet hours put a ring off to their end. A dose that waits for it is open from then on; what is over by then, such
//!   as a meeting, is told of and does not ring. What a person puts off by hand rings when they said, also in these.
//! - What is silent never rings and is told of by nobody; an answer is taken all the same.
//! - It is open from its time until its grace is over, counted from when it was last asked about; a snooze holds it
//!   open.

use super::entry::Entry;
use super::ledger::{Due, RingKind};
use super::rule::{Nag, Reminder};
use super::QuietHours;
use crate::time::{local_time, resolve};
use chrono::Duration;
use chrono_tz::Tz;

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: u32 = 24 * 60;

/// What rang so much before its time, as the time is now known, is asked for again. A clock that is corrected by
/// seconds asks for nothing twice.
const AGAIN_AFTER_MS: i64 = 15 * MINUTE_MS;

/// What is to be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Ring; its own time was then.
    Ring(RingKind, i64),
    /// Tell that it went by, and close it.
    Pass,
    /// Close it.
    Close,
    /// Nothing before then, if ever.
    Wait(Option<i64>),
}

/// An occurrence and the moment at which it is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    pub due: Due,
    pub entry: Option<&'a Entry>,
    pub reminder: &'a Reminder,
    pub quiet: Option<QuietHours>,
    pub here: Tz,
    pub now_ms: i64,
}

impl Case<'_> {
    pub fn step(&self) -> Step {
        let Some(entry) = self.entry else {
            return self.before_asking(None);
        };
        if entry.answered().is_some() || entry.is_closed() {
            return Step::Wait(None);
        }
        if let Some(snoozed) = entry.waits_for() {
            return self.snooze(RingKind::Snooze(snoozed.number), snoozed.until_ms);
        }
        match entry.last_ask() {
            None => self.before_asking(Some(entry)),
            Some((place, rung)) => self.after_asking(entry, place, rung.at_ms),
        }
    }

    fn before_asking(&self, entry: Option<&Entry>) -> Step {
        let due_ms = self.due.at_ms;
        if self.reminder.is_silent() {
            return Step::Wait(None);
        }
        if self.now_ms < due_ms {
            return self.pre_alert(entry);
        }
        match self.over_at(due_ms) {
            Some(over) if self.now_ms >= over => self.pass(),
            over => self.ring(RingKind::Due, due_ms, over),
        }
    }

    /// Before its time: the newest pre-alert whose time has come, or the next one.
    fn pre_alert(&self, entry: Option<&Entry>) -> Step {
        let due_ms = self.due.at_ms;
        let at = |lead: u32| due_ms - i64::from(lead) * MINUTE_MS;
        let leads = self.reminder.pre_alerts();
        let next = leads
            .iter()
            .map(|lead| at(*lead))
            .find(|at| *at > self.now_ms);
        let wait = next.unwrap_or(due_ms);
        let newest = leads.iter().rfind(|lead| at(**lead) <= self.now_ms);
        let has_rung = |kind| entry.is_some_and(|entry| entry.has_rung(kind));
        match newest.map(|lead| (RingKind::PreAlert(*lead), at(*lead))) {
            Some((kind, at_ms)) if !has_rung(kind) => self.ring(kind, at_ms, Some(wait)),
            _ => Step::Wait(Some(wait)),
        }
    }

    fn after_asking(&self, entry: &Entry, place: usize, asked_ms: i64) -> Step {
        let due_ms = self.due.at_ms;
        let was_early = due_ms.saturating_sub(asked_ms) > AGAIN_AFTER_MS;
        if was_early && !entry.has_rung(RingKind::Again) {
            return match self.over_at(due_ms) {
                _ if self.now_ms < due_ms => Step::Wait(Some(due_ms)),
                Some(over) if self.now_ms >= over => Step::Close,
                over => self.ring(RingKind::Again, due_ms, over),
            };
        }
        let over = self.over_at(due_ms.max(asked_ms));
        if over.is_some_and(|over| self.now_ms >= over) {
            return Step::Close;
        }
        match self.reminder.nag() {
            Some(nag) => self.nag(nag, entry, place, asked_ms, over),
            None => Step::Wait(over),
        }
    }

    /// The newest nag whose time has come, or the next one.
    fn nag(&self, nag: Nag, entry: &Entry, place: usize, asked_ms: i64, over: Option<i64>) -> Step {
        let number = |kind| match kind {
            RingKind::Nag(number) => number,
            RingKind::PreAlert(_)
            | RingKind::Due
            | RingKind::Again
            | RingKind::Snooze(_)
            | RingKind::Digest => 0,
        };
        let most = |rungs: &[super::entry::Rung]| {
            let numbers = rungs.iter().map(|rung| number(rung.kind));
            numbers.max().unwrap_or(0)
        };
        let before = most(entry.rungs.get(..place).unwrap_or_default());
        let rung = most(&entry.rungs).saturating_sub(before);
        let come = self.nags_come(nag, asked_ms);
        if come > rung {
            let at_ms = self.nag_at(nag, asked_ms, come);
            return self.ring(RingKind::Nag(before + come), at_ms, over);
        }
        let next = (come < u32::from(nag.times)).then(|| self.nag_at(nag, asked_ms, come + 1));
        Step::Wait(next.into_iter().chain(over).min())
    }

    /// How many nags have had their time since the last ask.
    fn nags_come(&self, nag: Nag, asked_ms: i64) -> u32 {
        let elapsed = self.now_ms.saturating_sub(asked_ms) / nag.every.ms();
        let about = u32::try_from(elapsed.max(0)).unwrap_or(u32::MAX);
        let most = u32::from(nag.times);
        // The clock on the wall and elapsed time differ by at most two days, when somebody crosses the date line.
        let near = about.saturating_sub(2).min(most)..=about.saturating_add(2).min(most);
        let come = |count: &u32| self.nag_at(nag, asked_ms, *count) <= self.now_ms;
        let counted = near.rev().find(|count| *count > 0 && come(count));
        counted.unwrap_or(0)
    }

    fn nag_at(&self, nag: Nag, asked_ms: i64, count: u32) -> i64 {
        let minutes = nag.every.minutes();
        if !minutes.is_multiple_of(DAY_MINUTES) {
            return asked_ms.saturating_add(nag.every.ms().saturating_mul(i64::from(count)));
        }
        let days = Duration::days(i64::from(minutes / DAY_MINUTES) * i64::from(count));
        let wall = local_time(asked_ms, self.here).checked_add_signed(days);
        wall.map_or(i64::MAX, |wall| resolve(wall, self.here).timestamp_millis())
    }

    /// When it is over, for something that was asked for at an instant. The wait for the end of quiet hours is a part of
    /// the grace of what is due in them, and is not had twice.
    fn over_at(&self, asked_ms: i64) -> Option<i64> {
        let grace = self.due.grace_ms?;
        let due_ms = self.due.at_ms;
        let quiet = self.quiet.filter(|_| self.reminder.waits_for_quiet());
        let ends = quiet.and_then(|quiet| quiet.over_at(due_ms, self.here));
        let waits = ends.map_or(0, |ends| ends - due_ms);
        let open = if grace > waits { grace - waits } else { grace };
        let of_due = due_ms.saturating_add(grace);
        Some(of_due.max(asked_ms.saturating_add(open)))
    }

    /// What was put off rings when that was asked for, also in quiet hours: whoever asked was awake and said when.
    fn snooze(&self, kind: RingKind, at_ms: i64) -> Step {
        if at_ms > self.now_ms {
            return Step::Wait(Some(at_ms));
        }
        Step::Ring(kind, at_ms)
    }

    /// A ring whose time has come, or that waits for it, for the end of quiet hours or for being over.
    fn ring(&self, kind: RingKind, at_ms: i64, over: Option<i64>) -> Step {
        if at_ms > self.now_ms {
            return Step::Wait(Some(at_ms));
        }
        let loud = self.reminder.rings_in_quiet_hours();
        match self.quiet_until().filter(|_| !loud) {
            Some(until) => Step::Wait(Some(over.map_or(until, |over| over.min(until)))),
            None => Step::Ring(kind, at_ms),
        }
    }

    fn pass(&self) -> Step {
        match self.quiet_until() {
            Some(until) => Step::Wait(Some(until)),
            None => Step::Pass,
        }
    }

    fn quiet_until(&self) -> Option<i64> {
        self.quiet?.over_at(self.now_ms, self.here)
    }
}
