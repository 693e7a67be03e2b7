//! What a look found, as it is shown: what rings, what went by, and what was about to be shown when the program ended.

use crate::planning::Planning;
use crate::reminder::{view, ReminderLook, ReminderRing};
use mainstay_domain::{
    Entry, Ledger, Look, Now, OccurrenceKey, Ring, RingKey, RingKind, MOST_AT_ONCE,
};

/// What is to be shown, as it is gathered.
pub(crate) struct Found<'a> {
    ledger: &'a Ledger,
    rings: Vec<Ring>,
    passed: Vec<Ring>,
}

impl<'a> Found<'a> {
    /// What a look found, and what was about to be shown before.
    pub(crate) fn of(ledger: &'a Ledger, look: &Look, before: Vec<Ring>, now: Now) -> Self {
        let mut found = Self {
            ledger,
            rings: look.rings.clone(),
            passed: Vec::new(),
        };
        found.passed(look.passed.iter().copied(), now);
        found.again(before);
        found
    }

    /// What rings, and what is told of.
    pub(crate) fn rings(self) -> (Vec<Ring>, Vec<Ring>) {
        (self.rings, self.passed)
    }

    fn passed(&mut self, passed: impl Iterator<Item = OccurrenceKey>, now: Now) {
        let ledger = self.ledger;
        let ring = |occurrence| {
            let entry = ledger.get(occurrence)?;
            Some(Ring {
                at_ms: now.at_ms,
                key: RingKey {
                    occurrence,
                    kind: RingKind::Digest,
                },
                due_ms: entry.due.at_ms,
            })
        };
        self.passed.extend(passed.filter_map(ring));
    }

    /// What was about to be shown when the program ended, unless the look has something newer about it. What is over by
    /// now is told of.
    fn again(&mut self, before: Vec<Ring>) {
        for ring in before {
            let occurrence = ring.key.occurrence;
            let all = self.rings.iter().chain(&self.passed);
            if all.into_iter().any(|one| one.key.occurrence == occurrence) {
                continue;
            }
            let entry = self.ledger.get(occurrence);
            let is_told = ring.key.kind == RingKind::Digest;
            if is_told || entry.is_some_and(Entry::is_closed) {
                self.passed.push(ring);
            } else {
                self.rings.push(ring);
            }
        }
        self.rings.sort_unstable();
        self.passed.sort_unstable();
    }

    /// What belongs to nothing any more is not shown.
    pub(crate) fn into_look(self, planning: &Planning, next_ms: Option<i64>) -> ReminderLook {
        let views = |rings: Vec<Ring>| -> Vec<ReminderRing> {
            let views = rings.into_iter().map(|ring| view(planning, ring));
            views.filter_map(Result::ok).collect()
        };
        let (rings, passed) = (views(self.rings), views(self.passed));
        ReminderLook {
            is_digest: rings.len() > MOST_AT_ONCE,
            rings,
            passed,
            next_ms,
            is_unkept: false,
        }
    }
}
