//! Reminders of a locked vault: worked off the outbox, answered into the sealed inbox, taken into the ledger at unlock.

use super::{Away, Notices, Tended, LATER_MINUTES, MOST_AT_ONCE, TRY_AGAIN};
use crate::outbox::{KeptRing, PutOff, Rang, RangRing};
use crate::ports::NoticeAnswer;
use crate::session::Open;
use crate::{App, Result};
use mainstay_domain::{
    Now, OccurrenceKey, Outcome, Planner, QuickAnswer, RingKey, RingKind, Write,
};
use std::collections::BTreeMap;

const MINUTE_MS: i64 = 60_000;

/// What is found later than this was not heard: the device was off. It is told of with a count.
const LATE_MS: i64 = 4 * 60 * MINUTE_MS;

/// What rang so far ahead of now rang by a clock that was put back, and rings again at its time.
const AHEAD_MS: i64 = 15 * MINUTE_MS;

impl App {
    pub(super) fn tend_locked(&self, notices: &mut Notices) -> Tended {
        self.hide_names(notices);
        let now_ms = self.ports.clock.now_ms();
        let locks = self.state().locks;
        // That of an earlier lock, or of a vault that is gone, says nothing any more.
        let known = notices.away.take().filter(|away| away.locks == locks);
        let mut away = known.unwrap_or_else(|| Away {
            locks,
            outbox: self.home.outbox(),
            rang: self.home.rang(),
        });
        away.put_clock_back(now_ms);
        let due = away.due(now_ms);
        if !due.is_empty() {
            away.note(&due, now_ms);
            // A full disk is no reason to be silent.
            let _ = self.home.put_rang(&away.rang);
            let newest = newest_of_each(&due);
            let is_late = due.iter().any(|ring| now_ms - ring.at_ms > LATE_MS);
            let is_digest = is_late || newest.len() > MOST_AT_ONCE;
            if self.show(notices, &newest, is_digest, is_late) {
                away.rang.rings.iter_mut().for_each(|one| one.shown = true);
                let _ = self.home.put_rang(&away.rang);
            }
        }
        let next = away.next_ms(now_ms).map(|at_ms| self.until(at_ms));
        notices.away = Some(away);
        Tended {
            changed: !due.is_empty(),
            next: next.or_else(|| notices.refused.then_some(TRY_AGAIN)),
        }
    }

    pub(super) fn answer_locked(
        &self,
        notices: &mut Notices,
        occurrence: OccurrenceKey,
        answer: NoticeAnswer,
    ) -> Result<()> {
        let outcome = match answer {
            NoticeAnswer::Open => return Ok(()),
            NoticeAnswer::Snooze => return self.put_off(notices, occurrence),
            NoticeAnswer::Taken => Outcome::Taken,
            NoticeAnswer::Skip => Outcome::Skipped,
        };
        self.seal_answer(QuickAnswer::Reminder {
            schedule: occurrence.schedule,
            revision: occurrence.revision,
            civil: occurrence.civil,
            outcome,
        })?;
        if let Some(away) = &mut notices.away {
            away.rang.answered.push(occurrence);
            // It is answered; at worst it rings once more.
            let _ = self.home.put_rang(&away.rang);
        }
        Ok(())
    }

    fn put_off(&self, notices: &mut Notices, occurrence: OccurrenceKey) -> Result<()> {
        let Some(away) = &mut notices.away else {
            return Ok(());
        };
        away.rang.put_off.push(PutOff {
            occurrence,
            asked_ms: self.ports.clock.now_ms(),
            minutes: LATER_MINUTES,
        });
        self.home.put_rang(&away.rang)
    }

    /// Takes what rang while the vault was locked into the ledger. What cannot be kept now waits for the next unlock.
    pub(crate) fn take_rang_in(&self, open: &mut Open) -> Result<()> {
        let rang = self.home.rang();
        if rang.is_empty() {
            return Ok(());
        }
        self.planned(open, |open, planning, now| {
            let writes = told(&mut planning.planner, &rang, now);
            if writes.is_empty() {
                return Ok(());
            }
            open.store.keep_rings(&writes).map_err(Into::into)
        })
    }

    /// Forgets what rang, once it is in the ledger. The outbox goes on from there first: after a kill in between, the
    /// old one without it would ring all of it again.
    pub(crate) fn forget_rang(&self, open: &mut Open) -> Result<()> {
        if self.home.rang().is_empty() {
            return Ok(());
        }
        self.fill_outbox(open)?;
        self.home.put_rang(&Rang::default())
    }
}

impl Away {
    /// What rang ahead of now, by a clock that was put back, has not rung.
    fn put_clock_back(&mut self, now_ms: i64) {
        let is_ahead = |ring: &RangRing| ring.rang_ms - now_ms > AHEAD_MS;
        self.rang.rings.retain(|ring| !is_ahead(ring));
    }

    /// All that may ring: what is in the outbox, and what was put off to a later time.
    fn rings(&self) -> impl Iterator<Item = KeptRing> + '_ {
        let put_off = self.rang.put_off.iter().zip(1..).map(|(off, number)| {
            let key = RingKey {
                occurrence: off.occurrence,
                kind: RingKind::Snooze(number),
            };
            KeptRing::new(key, until_ms(off.asked_ms, off.minutes))
        });
        let held_back = |ring: &KeptRing| {
            let mut offs = self.rang.put_off.iter();
            offs.any(|off| {
                off.occurrence == ring.occurrence
                    && ring.at_ms <= until_ms(off.asked_ms, off.minutes)
            })
        };
        let outbox = self.outbox.rings.iter().cloned();
        outbox
            .filter(move |ring| !held_back(ring))
            .chain(put_off)
            .filter(|ring| !self.rang.answered.contains(&ring.occurrence))
            .filter(|ring| !self.rang.has(ring))
    }

    fn due(&self, now_ms: i64) -> Vec<KeptRing> {
        let mut due: Vec<_> = self.rings().filter(|ring| ring.at_ms <= now_ms).collect();
        due.sort_by_key(|ring| ring.at_ms);
        due
    }

    fn next_ms(&self, now_ms: i64) -> Option<i64> {
        let ahead = self.rings().map(|ring| ring.at_ms);
        ahead.filter(|at_ms| *at_ms > now_ms).min()
    }

    fn note(&mut self, due: &[KeptRing], now_ms: i64) {
        // What could not be shown before is shown now.
        self.rang.rings.retain(|one| one.shown);
        let rang = due.iter().cloned().map(|ring| RangRing {
            ring,
            rang_ms: now_ms,
            shown: false,
        });
        self.rang.rings.extend(rang);
    }
}

/// After a long sleep only the newest ring of each asks.
fn newest_of_each(due: &[KeptRing]) -> Vec<OccurrenceKey> {
    let mut newest = BTreeMap::new();
    for ring in due {
        newest.insert(ring.occurrence, ring.at_ms);
    }
    newest.into_keys().collect()
}

/// What the ledger is told, in the order of what happened.
fn told(planner: &mut Planner, rang: &Rang, now: Now) -> Vec<Write> {
    let mut events: Vec<(i64, Event)> = Vec::new();
    let offs = rang.put_off.iter();
    events.extend(offs.map(|off| (off.asked_ms, Event::PutOff(off.occurrence, off.minutes))));
    let rings = rang.rings.iter();
    events.extend(rings.filter_map(|one| {
        let ring = one.ring.key()?;
        Some((one.rang_ms, Event::Rang(ring, one.shown)))
    }));
    events.sort_by_key(|(at_ms, _)| *at_ms);
    let mut writes = Vec::new();
    for (at_ms, event) in events {
        // What lies ahead happened by a clock that was wrong.
        let at_ms = at_ms.min(now.at_ms);
        match event {
            Event::PutOff(occurrence, minutes) => {
                let then = Now { at_ms, ..now };
                let off = planner.snooze(occurrence, minutes, then);
                writes.extend(off.ok().flatten());
            }
            Event::Rang(ring, was_shown) => {
                let ring = as_the_ledger_counts(planner, ring);
                writes.extend(planner.rang(ring, at_ms, now.here));
                let shown = was_shown.then(|| planner.shown(ring));
                writes.extend(shown.flatten());
            }
        }
    }
    writes
}

enum Event {
    Rang(RingKey, bool),
    PutOff(OccurrenceKey, u32),
}

/// A locked vault counts how often something was put off from one; the ledger may have counted further.
fn as_the_ledger_counts(planner: &Planner, ring: RingKey) -> RingKey {
    let RingKind::Snooze(_) = ring.kind else {
        return ring;
    };
    let entry = planner.ledger().get(ring.occurrence);
    let number = entry.and_then(|entry| entry.snoozed).map(|off| off.number);
    RingKey {
        kind: number.map_or(ring.kind, RingKind::Snooze),
        ..ring
    }
}

fn until_ms(asked_ms: i64, minutes: u32) -> i64 {
    asked_ms.saturating_add(i64::from(minutes) * MINUTE_MS)
}
