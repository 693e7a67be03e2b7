//! The ledger: what rang, what was answered, and what nobody could be asked about.
//!
//! - An occurrence is named by schedule, revision and civil time ([`OccurrenceKey`]), a ring of it by its kind as well
//!   ([`RingKey`]). A ring that is in the ledger is not rung again, whatever the clock does.
//! - It changes by [`Write`]s alone. Each is kept before what it says is shown, and keeping it twice is keeping it once.
//! - Nothing is ever removed. An answer that is corrected stays beside the new one; the last one counts.
//! - What is planned has no entry: it follows from the schedules. An entry begins with the first ring or answer.
//! - The clock may be put back behind what the ledger holds. Then what lies ahead is moved to now
//!   ([`Write::PutBack`]), so that nothing waits for a day that was a mistake.

use super::entry::{Answer, Entry, Outcome, Rung, Snoozed};
use super::planner::Ring;
use crate::id::ScheduleId;
use crate::{Error, Result};
use chrono::NaiveDateTime;
use std::collections::BTreeMap;

/// Names an occurrence, for ever.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct OccurrenceKey {
    /// Of which schedule.
    pub schedule: ScheduleId,
    /// Of which of its revisions.
    pub revision: u32,
    /// Its time on the wall by the rule; for elapsed time in UTC; for what follows another medicine the other's name.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub civil: NaiveDateTime,
}

/// Why it rings.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", content = "number", rename_all = "snake_case")]
pub enum RingKind {
    /// So many minutes before the time.
    PreAlert(u32),
    /// The time has come.
    Due,
    /// It rang ahead of its time, by a clock that was put back or in a zone that was left, and nobody answered.
    Again,
    /// Nobody answered. Counted from 1 over the life of the occurrence.
    Nag(u32),
    /// The person asked to be asked later. Counted from 1.
    Snooze(u32),
    /// Its time went by while nothing could ring; it was told of together with others.
    Digest,
}

impl RingKind {
    /// The word that stands for it in the vault, and its number; 0 where it has none.
    #[must_use]
    pub const fn word(self) -> (&'static str, u32) {
        match self {
            Self::PreAlert(lead) => ("pre_alert", lead),
            Self::Due => ("due", 0),
            Self::Again => ("again", 0),
            Self::Nag(number) => ("nag", number),
            Self::Snooze(number) => ("snooze", number),
            Self::Digest => ("digest", 0),
        }
    }

    /// The kind that a word and a number stand for.
    ///
    /// # Errors
    /// [`Error::Invalid`] for any other word.
    pub fn parse(word: &str, number: u32) -> Result<Self> {
        match word {
            "pre_alert" => Ok(Self::PreAlert(number)),
            "due" => Ok(Self::Due),
            "again" => Ok(Self::Again),
            "nag" => Ok(Self::Nag(number)),
            "snooze" => Ok(Self::Snooze(number)),
            "digest" => Ok(Self::Digest),
            _ => Err(Error::Invalid),
        }
    }
}

/// Names one ring of an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RingKey {
    /// What rings.
    pub occurrence: OccurrenceKey,
    /// Why.
    pub kind: RingKind,
}

/// When an occurrence is due and for how long it is open, as it was last worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// In milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// For so long after; `None` until it is answered.
    pub grace_ms: Option<i64>,
}

/// One change of the ledger. All times are milliseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// A ring is about to be shown.
    Rung {
        /// Which.
        ring: RingKey,
        /// When.
        at_ms: i64,
        /// Of what.
        due: Due,
    },
    /// A ring was handed to the system and is on the screen.
    Shown {
        /// Which.
        ring: RingKey,
    },
    /// Its time is over without an answer.
    Closed {
        /// Which.
        occurrence: OccurrenceKey,
        /// When this was found.
        at_ms: i64,
    },
    /// It is due at another instant: the device is in another zone, or what it follows was corrected.
    Moved {
        /// Which.
        occurrence: OccurrenceKey,
        /// To when.
        due: Due,
    },
    /// Its schedule was changed before its time.
    Cancelled {
        /// Which.
        occurrence: OccurrenceKey,
        /// When this was found.
        at_ms: i64,
    },
    /// The person asked to be asked later.
    Snoozed {
        /// Which.
        occurrence: OccurrenceKey,
        /// When and until when.
        snoozed: Snoozed,
        /// Of what.
        due: Due,
    },
    /// The person answered, or corrected an answer.
    Answered {
        /// Which.
        occurrence: OccurrenceKey,
        /// What.
        answer: Answer,
        /// To what.
        due: Due,
    },
    /// The clock was behind, and is right again: an answer counts from its time again.
    Righted {
        /// To what.
        occurrence: OccurrenceKey,
    },
    /// The clock was put back: what the ledger and the schedules hold ahead of this instant counts as this instant.
    PutBack {
        /// Now.
        now_ms: i64,
    },
}

/// What rang and what was answered: all of it, or as much as the planner needs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    entries: BTreeMap<OccurrenceKey, Entry>,
    latest_ms: Option<i64>,
    /// Something in it may count from an earlier instant than it was answered at.
    was_put_back: bool,
}

impl Write {
    /// What it is about; `None` for a clock that was put back.
    #[must_use]
    pub const fn occurrence(&self) -> Option<OccurrenceKey> {
        match self {
            Self::Rung { ring, .. } | Self::Shown { ring } => Some(ring.occurrence),
            Self::Closed { occurrence, .. }
            | Self::Moved { occurrence, .. }
            | Self::Cancelled { occurrence, .. }
            | Self::Snoozed { occurrence, .. }
            | Self::Righted { occurrence }
            | Self::Answered { occurrence, .. } => Some(*occurrence),
            Self::PutBack { .. } => None,
        }
    }
}

impl Ledger {
    /// A ledger of entries that were kept.
    #[must_use]
    pub fn new(entries: BTreeMap<OccurrenceKey, Entry>) -> Self {
        let latest_ms = entries.values().filter_map(Entry::latest_ms).max();
        let was_put_back = entries.values().any(|one| one.lay_ahead_ms().is_some());
        Self {
            entries,
            latest_ms,
            was_put_back,
        }
    }

    /// Adds an entry that was kept, unless there is one: for an older one than the planner needs.
    pub fn recall(&mut self, occurrence: OccurrenceKey, entry: Entry) {
        self.latest_ms = self.latest_ms.max(entry.latest_ms());
        self.was_put_back |= entry.lay_ahead_ms().is_some();
        self.entries.entry(occurrence).or_insert(entry);
    }

    /// The entry of an occurrence.
    #[must_use]
    pub fn get(&self, occurrence: OccurrenceKey) -> Option<&Entry> {
        self.entries.get(&occurrence)
    }

    /// All of it.
    pub fn entries(&self) -> impl Iterator<Item = (OccurrenceKey, &Entry)> {
        self.entries.iter().map(|(key, entry)| (*key, entry))
    }

    /// The entries of a schedule, of all its revisions.
    pub fn of(&self, schedule: ScheduleId) -> impl Iterator<Item = (OccurrenceKey, &Entry)> {
        let key = |revision, civil| OccurrenceKey {
            schedule,
            revision,
            civil,
        };
        let all = key(0, NaiveDateTime::MIN)..=key(u32::MAX, NaiveDateTime::MAX);
        self.entries.range(all).map(|(key, entry)| (*key, entry))
    }

    /// When a medicine was taken, as the person says, oldest first: for [`AsNeeded::now`](super::AsNeeded::now).
    #[must_use]
    pub fn taken_ms(&self, schedule: ScheduleId) -> Vec<i64> {
        let answers = self.of(schedule).filter_map(|(_, entry)| entry.answered());
        let taken = answers.filter(|answer| answer.outcome == Outcome::Taken);
        let mut taken: Vec<_> = taken.map(|answer| answer.at.at_ms).collect();
        taken.sort_unstable();
        taken
    }

    /// Of each occurrence that is still open, the newest ring, where that is not known to have been on the screen.
    #[must_use]
    pub(super) fn unshown(&self) -> Vec<Ring> {
        let newest = |(occurrence, entry): (OccurrenceKey, &Entry)| {
            let rung = entry.rungs.last().filter(|rung| !rung.shown)?;
            let is_told = rung.kind == RingKind::Digest;
            // What went by is over, and is told of all the same.
            let waits = entry.is_open() || (is_told && entry.answered().is_none());
            waits.then_some(Ring {
                at_ms: rung.at_ms,
                key: RingKey {
                    occurrence,
                    kind: rung.kind,
                },
                due_ms: entry.due.at_ms,
            })
        };
        self.entries().filter_map(newest).collect()
    }

    /// Whether something in it may count from an earlier instant than it was answered at.
    pub(super) const fn was_put_back(&self) -> bool {
        self.was_put_back
    }

    /// Whether something in it lies ahead of now: the clock was put back.
    #[must_use]
    pub fn lies_ahead(&self, now_ms: i64) -> bool {
        self.latest_ms.is_some_and(|latest| latest > now_ms)
    }

    /// Makes a change; tells whether it changed anything.
    pub fn apply(&mut self, write: &Write) -> bool {
        let changed = match *write {
            Write::Rung { ring, at_ms, due } => {
                let entry = self.entry(ring.occurrence, due);
                entry.ring(Rung::new(ring.kind, at_ms))
            }
            Write::Shown { ring } => self.known(ring.occurrence, |entry| entry.show(ring.kind)),
            Write::Closed { occurrence, at_ms } => {
                self.known(occurrence, |entry| entry.close(at_ms))
            }
            Write::Moved { occurrence, due } => self.known(occurrence, |entry| entry.move_to(due)),
            Write::Cancelled { occurrence, at_ms } => {
                self.known(occurrence, |entry| entry.cancel(at_ms))
            }
            Write::Snoozed {
                occurrence,
                snoozed,
                due,
            } => self.entry(occurrence, due).snooze(snoozed),
            Write::Answered {
                occurrence,
                answer,
                due,
            } => self.entry(occurrence, due).answer(answer),
            Write::Righted { occurrence } => self.known(occurrence, Entry::set_right),
            Write::PutBack { now_ms } => self.put_back(now_ms),
        };
        if changed {
            self.note_latest(write);
        }
        changed
    }

    fn entry(&mut self, occurrence: OccurrenceKey, due: Due) -> &mut Entry {
        let entry = self.entries.entry(occurrence);
        entry.or_insert_with(|| Entry::new(due))
    }

    fn known(
        &mut self,
        occurrence: OccurrenceKey,
        change: impl FnOnce(&mut Entry) -> bool,
    ) -> bool {
        self.entries.get_mut(&occurrence).is_some_and(change)
    }

    fn put_back(&mut self, now_ms: i64) -> bool {
        let was_ahead = self.lies_ahead(now_ms);
        if was_ahead {
            for entry in self.entries.values_mut() {
                entry.put_back(now_ms);
            }
            self.latest_ms = Some(now_ms);
            self.was_put_back = true;
        }
        was_ahead
    }

    fn note_latest(&mut self, write: &Write) {
        let at_ms = match *write {
            Write::Rung { at_ms, .. }
            | Write::Closed { at_ms, .. }
            | Write::Cancelled { at_ms, .. } => at_ms,
            Write::Snoozed { snoozed, .. } => snoozed.asked_ms,
            Write::Answered { answer, .. } => answer.at.at_ms.max(answer.told_ms),
            Write::Righted { occurrence } => {
                let entry = self.get(occurrence);
                self.latest_ms = self.latest_ms.max(entry.and_then(Entry::latest_ms));
                return;
            }
            Write::Shown { .. } | Write::Moved { .. } | Write::PutBack { .. } => return,
        };
        self.latest_ms = self.latest_ms.max(Some(at_ms));
    }
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;
