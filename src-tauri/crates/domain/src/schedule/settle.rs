//! Doing what an occurrence needs now, into a ledger and a look.

use super::entry::Entry;
use super::ledger::{Due, Ledger, OccurrenceKey, RingKey, RingKind, Write};
use super::planner::{Look, Now, Ring};
use super::rule::Reminder;
use super::steps::{Case, Step};

/// More steps of one occurrence at one moment than there can be.
const MOST_STEPS: usize = 8;

const MINUTE_MS: i64 = 60_000;

/// A look under way.
pub(super) struct Settling<'a> {
    pub ledger: &'a mut Ledger,
    pub look: &'a mut Look,
    pub now: Now,
}

impl Settling<'_> {
    /// Does what an occurrence needs now; tells when it needs something again.
    pub fn settle(
        &mut self,
        occurrence: OccurrenceKey,
        due: Due,
        reminder: &Reminder,
    ) -> Option<i64> {
        let now = self.now;
        let is_open = |entry: &&Entry| entry.answered().is_none();
        let entry = self.ledger.get(occurrence).filter(is_open);
        if entry.is_some_and(|entry| entry.due != due || entry.cancelled_ms.is_some()) {
            self.record(Write::Moved { occurrence, due });
        }
        for _ in 0..MOST_STEPS {
            let case = Case {
                due,
                entry: self.ledger.get(occurrence),
                reminder,
                quiet: now.quiet,
                here: now.here,
                now_ms: now.at_ms,
            };
            match case.step() {
                Step::Wait(wake) => return wake.map(|at| at.max(now.at_ms + 1)),
                step @ (Step::Ring(..) | Step::Pass | Step::Close) => {
                    self.take(step, occurrence, due);
                }
            }
        }
        // Not reached; if it were, looking again is better than silence.
        Some(now.at_ms + MINUTE_MS)
    }

    fn take(&mut self, step: Step, occurrence: OccurrenceKey, due: Due) {
        let at_ms = self.now.at_ms;
        let rung = |kind| Write::Rung {
            ring: RingKey { occurrence, kind },
            at_ms,
            due,
        };
        match step {
            Step::Ring(kind, own_ms) => {
                self.record(rung(kind));
                self.look.rings.push(Ring {
                    at_ms: own_ms,
                    key: RingKey { occurrence, kind },
                    due_ms: due.at_ms,
                });
            }
            Step::Pass => {
                if self.record(rung(RingKind::Digest)) {
                    self.look.passed.push(occurrence);
                }
                self.record(Write::Closed { occurrence, at_ms });
            }
            Step::Close => {
                self.record(Write::Closed { occurrence, at_ms });
            }
            Step::Wait(_) => {}
        }
    }

    /// Keeps a change; tells whether it changed anything.
    pub fn record(&mut self, write: Write) -> bool {
        let changes = self.ledger.apply(&write);
        if changes || matches!(write, Write::PutBack { .. }) {
            self.look.writes.push(write);
        }
        changes
    }
}
