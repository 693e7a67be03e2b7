//! One entry of the ledger: how an occurrence stands.
//!
//! planned -> raised -> taken, late, skipped or missed; or planned -> unrecorded, when nothing could ring; or planned
//! -> cancelled, when its schedule was changed. An answer is taken at any time, later ones are corrections.

use super::ledger::{Due, RingKind};
use crate::bindings::{wire, words};
use crate::time::Moment;
use crate::{Error, Result};

/// A dose that was taken so much later than it was due is late.
pub const LATE_AFTER_MINUTES: u32 = 60;

/// The longest snooze: a day.
pub const MOST_SNOOZE_MINUTES: u32 = 24 * 60;

const MINUTE_MS: i64 = 60_000;

wire! {
    /// What a person says about an occurrence.
    pub enum Outcome {
        /// Taken, or been there.
        Taken,
        /// Left out on purpose.
        Skipped,
        /// It did not happen.
        Missed,
    }
}
words!(Outcome {
    Taken = "taken",
    Skipped = "skipped",
    Missed = "missed",
});

wire! {
    /// How an occurrence stands.
    pub enum OccurrenceState {
        /// Its time has not come.
        Planned,
        /// It rang, and an answer is awaited.
        Raised,
        /// Taken, in time.
        Taken,
        /// Taken, more than [`LATE_AFTER_MINUTES`] after it was due; of a dose also so much before it.
        Late,
        /// Left out on purpose.
        Skipped,
        /// It rang and its time went by or its schedule ended without an answer, or the person says so.
        Missed,
        /// Its time went by and nobody was asked: the device was off. Nothing is known about it.
        Unrecorded,
        /// The schedule was changed before its time.
        Cancelled,
    }
}
words!(OccurrenceState {
    Planned = "planned",
    Raised = "raised",
    Taken = "taken",
    Late = "late",
    Skipped = "skipped",
    Missed = "missed",
    Unrecorded = "unrecorded",
    Cancelled = "cancelled",
});

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// What happened.
    pub outcome: Outcome,
    /// When and where, as the person says.
    pub at: Moment,
    /// How many doses a clinic gave to take home; `None` for what is no visit.
    pub take_home: Option<u8>,
    /// When it was told, in milliseconds since 1970 UTC.
    pub told_ms: i64,
}

/// Asking to be asked later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snoozed {
    /// When it was asked for, in milliseconds since 1970 UTC.
    pub asked_ms: i64,
    /// Until when.
    pub until_ms: i64,
    /// Which snooze of the occurrence it is, from 1.
    pub number: u32,
}

impl Snoozed {
    /// So many minutes from now.
    ///
    /// # Errors
    /// [`Error::Invalid`] outside 1 to [`MOST_SNOOZE_MINUTES`].
    pub fn new(now_ms: i64, minutes: u32, number: u32) -> Result<Self> {
        if !(1..=MOST_SNOOZE_MINUTES).contains(&minutes) {
            return Err(Error::Invalid);
        }
        Ok(Self {
            asked_ms: now_ms,
            until_ms: now_ms.saturating_add(i64::from(minutes) * MINUTE_MS),
            number,
        })
    }
}

/// A ring that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rung {
    /// Why it rang.
    pub kind: RingKind,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Whether it is known to have been on the screen. If not, the program ended in between and shows it again.
    pub shown: bool,
}

impl Rung {
    /// A ring that is about to be shown.
    #[must_use]
    pub const fn new(kind: RingKind, at_ms: i64) -> Self {
        Self {
            kind,
            at_ms,
            shown: false,
        }
    }
}

/// How an occurrence stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When it is due, as it was last worked out.
    pub due: Due,
    /// Every ring, in order.
    pub rungs: Vec<Rung>,
    /// Every answer, in order. The last one counts.
    pub answers: Vec<Answer>,
    /// The last time that it was put off.
    pub snoozed: Option<Snoozed>,
    /// When an interval after it begins: when it was taken, unless that lay ahead of a clock that was put back.
    pub counts_from_ms: Option<i64>,
    /// When its time was found to be over.
    pub closed_ms: Option<i64>,
    /// When its schedule was found to be changed, or was ended.
    pub cancelled_ms: Option<i64>,
}

impl Entry {
    /// An entry in which nothing has happened yet.
    #[must_use]
    pub const fn new(due: Due) -> Self {
        Self {
            due,
            rungs: Vec::new(),
            answers: Vec::new(),
            snoozed: None,
            counts_from_ms: None,
            closed_ms: None,
            cancelled_ms: None,
        }
    }

    /// The answer that counts.
    #[must_use]
    pub fn answered(&self) -> Option<&Answer> {
        self.answers.last()
    }

    /// Whether it was taken, and since when an interval counts.
    #[must_use]
    pub fn taken_from_ms(&self) -> Option<i64> {
        let taken = self.answered()?.outcome == Outcome::Taken;
        self.counts_from_ms.filter(|_| taken)
    }

    /// When it was answered, as was told, where it counts from an earlier instant: it lay ahead of the clock.
    pub(super) fn lay_ahead_ms(&self) -> Option<i64> {
        let at_ms = self.answered()?.at.at_ms;
        self.counts_from_ms
            .is_some_and(|from| from < at_ms)
            .then_some(at_ms)
    }

    /// Whether a ring of this kind happened.
    #[must_use]
    pub fn has_rung(&self, kind: RingKind) -> bool {
        self.rungs.iter().any(|rung| rung.kind == kind)
    }

    /// When the person was last asked about it, nags left out. A snooze that rang before the time does not count.
    #[must_use]
    pub fn asked_ms(&self) -> Option<i64> {
        self.last_ask().map(|(_, rung)| rung.at_ms)
    }

    /// The last ring that asked, and its place among all.
    pub(super) fn last_ask(&self) -> Option<(usize, &Rung)> {
        let mut rungs = self.rungs.iter().enumerate();
        rungs.rfind(|(_, rung)| self.asks(rung))
    }

    /// Whether a ring asked for an answer, and did not only tell of it ahead of its time.
    fn asks(&self, rung: &Rung) -> bool {
        match rung.kind {
            RingKind::Due | RingKind::Again => true,
            RingKind::Snooze(_) => rung.at_ms >= self.due.at_ms,
            RingKind::PreAlert(_) | RingKind::Nag(_) | RingKind::Digest => false,
        }
    }

    /// Whether it was closed, and not before its time by a clock that was wrong.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed_ms.is_some_and(|at| at >= self.due.at_ms)
    }

    /// Whether somebody was asked and its time went by without an answer, wherever that was: a journey moves nothing that is
    /// over. What nobody was asked about may be ahead again after one.
    pub(super) fn is_over(&self, now_ms: i64) -> bool {
        let end_ms = self
            .due
            .grace_ms
            .map(|ms| self.due.at_ms.saturating_add(ms));
        let has_ended = end_ms.is_some_and(|end| end <= now_ms);
        let was_asked = self.asked_ms().is_some() && self.cancelled_ms.is_none();
        has_ended && was_asked && self.is_closed()
    }

    /// Whether it waits for an answer, or for its time.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.answered().is_none() && !self.is_closed() && self.cancelled_ms.is_none()
    }

    /// Whether its schedule ended when its time had come. One that is open until it is answered goes on under the rule
    /// that asks in its place, and is none.
    pub(super) fn is_cut_short(&self) -> bool {
        let had_come = |at: i64| at >= self.due.at_ms;
        self.due.grace_ms.is_some() && self.cancelled_ms.is_some_and(had_come)
    }

    /// A snooze that has not rung yet.
    #[must_use]
    pub fn waits_for(&self) -> Option<Snoozed> {
        self.snoozed
            .filter(|snoozed| !self.has_rung(RingKind::Snooze(snoozed.number)))
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self) -> OccurrenceState {
        let asked = self.asked_ms().is_some();
        let is_over = self.is_closed() || self.is_cut_short();
        match self.answered() {
            Some(answer) => self.state_answered(answer),
            None if is_over && asked => OccurrenceState::Missed,
            None if self.is_cut_short() => OccurrenceState::Unrecorded,
            None if self.cancelled_ms.is_some() => OccurrenceState::Cancelled,
            None if is_over => OccurrenceState::Unrecorded,
            None if asked => OccurrenceState::Raised,
            None => OccurrenceState::Planned,
        }
    }

    fn state_answered(&self, answer: &Answer) -> OccurrenceState {
        let late_ms = i64::from(LATE_AFTER_MINUTES) * MINUTE_MS;
        let is_late = answer.at.at_ms.saturating_sub(self.due.at_ms) > late_ms;
        match answer.outcome {
            Outcome::Taken if is_late => OccurrenceState::Late,
            Outcome::Taken => OccurrenceState::Taken,
            Outcome::Skipped => OccurrenceState::Skipped,
            Outcome::Missed => OccurrenceState::Missed,
        }
    }

    /// The latest instant at which something of it happened.
    #[must_use]
    pub fn latest_ms(&self) -> Option<i64> {
        let rungs = self.rungs.iter().map(|rung| rung.at_ms);
        let told = self.answers.iter().map(|answer| answer.told_ms);
        let snoozed = self.snoozed.map(|snoozed| snoozed.asked_ms);
        let others = [
            self.counts_from_ms,
            self.closed_ms,
            self.cancelled_ms,
            snoozed,
        ];
        let others = others.into_iter().flatten();
        rungs.chain(told).chain(others).max()
    }

    pub(super) fn ring(&mut self, rung: Rung) -> bool {
        if self.has_rung(rung.kind) {
            return false;
        }
        self.rungs.push(rung);
        self.cancelled_ms = None;
        true
    }

    pub(super) fn show(&mut self, kind: RingKind) -> bool {
        let mut rungs = self.rungs.iter_mut();
        let rung = rungs.find(|rung| rung.kind == kind && !rung.shown);
        rung.map(|rung| rung.shown = true).is_some()
    }

    pub(super) fn move_to(&mut self, due: Due) -> bool {
        let changes = self.due != due || self.cancelled_ms.is_some();
        self.due = due;
        self.cancelled_ms = None;
        // What is now open until it is answered was closed by mistake.
        if changes && due.grace_ms.is_none() {
            self.closed_ms = None;
        }
        changes
    }

    pub(super) fn close(&mut self, at_ms: i64) -> bool {
        let changes = !self.is_closed();
        if changes {
            self.closed_ms = Some(at_ms);
        }
        changes
    }

    pub(super) fn cancel(&mut self, at_ms: i64) -> bool {
        let changes = self.cancelled_ms.is_none();
        self.cancelled_ms = self.cancelled_ms.or(Some(at_ms));
        changes
    }

    pub(super) fn snooze(&mut self, snoozed: Snoozed) -> bool {
        let is_newer = self.snoozed.is_none_or(|last| last.number < snoozed.number);
        if !is_newer || self.answered().is_some() {
            return false;
        }
        self.snoozed = Some(snoozed);
        self.closed_ms = None;
        true
    }

    pub(super) fn answer(&mut self, answer: Answer) -> bool {
        if self.answered() == Some(&answer) {
            return false;
        }
        self.counts_from_ms = Some(answer.at.at_ms);
        self.answers.push(answer);
        true
    }

    /// Counts from when it was answered again.
    pub(super) fn set_right(&mut self) -> bool {
        let at_ms = self.lay_ahead_ms();
        self.counts_from_ms = at_ms.or(self.counts_from_ms);
        at_ms.is_some()
    }

    pub(super) fn put_back(&mut self, now_ms: i64) {
        let back = |at: &mut i64| *at = (*at).min(now_ms);
        self.rungs.iter_mut().for_each(|rung| back(&mut rung.at_ms));
        let told = self.answers.iter_mut();
        told.for_each(|answer| back(&mut answer.told_ms));
        let others = [
            &mut self.counts_from_ms,
            &mut self.closed_ms,
            &mut self.cancelled_ms,
        ];
        others.into_iter().flatten().for_each(back);
        if let Some(snoozed) = self.snoozed.as_mut().filter(|one| one.asked_ms > now_ms) {
            let wait = snoozed.until_ms - snoozed.asked_ms;
            snoozed.asked_ms = now_ms;
            snoozed.until_ms = now_ms.saturating_add(wait);
        }
    }
}
