//! Reminders of a locked vault: worked off the outbox, answered into the sealed inbox. The unlock takes both in
//! (`catch_up.rs`).

use super::{Away, Manner, Notices, Ringing, Tended, LATER_MINUTES, PASSED, TRY_AGAIN};
use crate::app::State;
use crate::found::Found;
use crate::outbox::Rang;
use crate::ports::NoticeAnswer;
use crate::{App, Error, Result};
use chrono_tz::Tz;
use mainstay_domain::{Now, OccurrenceKey, Outcome, QuickAnswer, Ring, RingKey};

impl App {
    pub(super) fn tend_locked(&self, notices: &mut Notices) -> Tended {
        self.hide_names(notices);
        let locks = self.state().locks;
        let mut away = self.away(notices, locks);
        let now = self.now_away(&away);
        away.note_edit_ahead(now);
        let before = if away.has_looked {
            Vec::new()
        } else {
            away.standby.unshown()
        };
        let look = away.standby.look(now);
        let found = Found::of(away.standby.ledger(), &look, before, now);
        let (rings, passed) = found.rings();
        if !look.writes.is_empty() {
            // A full disk is no reason to be silent.
            self.keep_rang(&away);
        }
        let closed = self.take_away_what_ended(notices, &away);
        let ringing: Vec<_> = rings.iter().map(|ring| away.ringing(ring)).collect();
        away.has_looked = self.show(notices, &ringing, &occurrences(&passed));
        if away.has_looked {
            let all = rings.iter().chain(&passed).map(|ring| ring.key);
            self.note_on_screen(&mut away, all);
        }
        self.tell_end(notices, &mut away, now);
        let end = away.ends(now.here).filter(|end| *end > now.at_ms).min();
        let next = look.next_ms.into_iter().chain(end).min();
        let next = next.map(|at_ms| self.until(at_ms));
        let is_left = self.home.write_what_is_left();
        let again = (self.was_refused() || is_left).then_some(TRY_AGAIN);
        notices.away = Some(away);
        Tended {
            changed: closed || !rings.is_empty() || !passed.is_empty(),
            next: next.into_iter().chain(again).min(),
        }
    }

    /// Takes away what was answered or is over; whether anything was.
    fn take_away_what_ended(&self, notices: &mut Notices, away: &Away) -> bool {
        let ledger = away.standby.ledger();
        let answered = &away.rang.answered;
        let is_left = |key: &OccurrenceKey| {
            let is_over = ledger.get(*key).is_some_and(|entry| !entry.is_open());
            !is_over && !answered.contains(key)
        };
        let closed = self.take_away(notices, is_left);
        self.take_counts_away(notices, |id, key| id == PASSED || is_left(key));
        closed
    }

    /// The outbox as it is worked off. That of an earlier lock, or of a vault that is gone, says nothing any more.
    fn away(&self, notices: &mut Notices, locks: u64) -> Away {
        let known = notices.away.take().filter(|away| away.locks == locks);
        known.unwrap_or_else(|| {
            let (outbox, rang) = (self.home.outbox(), self.home.rang());
            Away {
                locks,
                standby: outbox.standby(&rang),
                manners: outbox.manners(),
                quiet: outbox.quiet,
                until: outbox.until(),
                from_ms: outbox.from_ms,
                rang,
                has_looked: false,
            }
        })
    }

    fn now_away(&self, away: &Away) -> Now {
        Now {
            at_ms: self.ports.clock.now_ms(),
            here: self.ports.clock.zone(),
            quiet: away.quiet.hours().ok().flatten(),
        }
    }

    fn note_on_screen(&self, away: &mut Away, rings: impl Iterator<Item = RingKey>) {
        let mut is_new = false;
        for ring in rings {
            is_new |= away.standby.shown(ring);
        }
        if is_new {
            // Otherwise they are shown again after a restart.
            self.keep_rang(away);
        }
    }

    /// Keeps what rang. An unlock that came meanwhile has taken it in, and nothing of it is to be left.
    fn keep_rang(&self, away: &Away) {
        let state = self.state();
        if state.open.is_none() && state.locks == away.locks {
            let _ = self.home.put_rang(&away.rang());
        }
    }

    /// Works with the outbox, also between a lock and the next look.
    pub(super) fn with_away<T>(
        &self,
        notices: &mut Notices,
        locks: u64,
        work: impl FnOnce(&mut Away) -> T,
    ) -> T {
        let mut away = self.away(notices, locks);
        let done = work(&mut away);
        notices.away = Some(away);
        done
    }

    /// Once something may ring that the outbox does not know of, it says so.
    fn tell_end(&self, notices: &mut Notices, away: &mut Away, now: Now) {
        if !away.has_ended(now) {
            return;
        }
        let shown = self.show_end(notices);
        if shown.is_err() {
            self.note_refusal(true);
        }
        if shown.is_ok() {
            away.rang.end_told_ms = Some(now.at_ms);
            self.keep_rang(away);
        }
    }

    /// `state` is held, and locked: no unlock comes between.
    pub(super) fn answer_locked(
        &self,
        notices: &mut Notices,
        state: &State,
        occurrence: OccurrenceKey,
        answer: NoticeAnswer,
    ) -> Result<()> {
        let OccurrenceKey {
            schedule,
            revision,
            civil,
        } = occurrence;
        let outcome = match answer {
            NoticeAnswer::Open => return Ok(()),
            NoticeAnswer::Snooze => return self.put_off(notices, state, occurrence),
            NoticeAnswer::Heard => {
                return self.seal_answer(QuickAnswer::Heard {
                    schedule,
                    revision,
                    civil,
                })
            }
            NoticeAnswer::Taken => Outcome::Taken,
            NoticeAnswer::Skip => Outcome::Skipped,
        };
        self.seal_answer(QuickAnswer::Reminder {
            schedule,
            revision,
            civil,
            outcome,
        })?;
        self.with_away(notices, state.locks, |away| {
            let now = self.now_away(away);
            let then = away.standby.answer(occurrence, outcome, now);
            away.rang.ends_ms.extend(then.ends_ms);
            away.rang.answered.extend(then.silent);
            // It is answered; at worst it rings once more.
            let _ = self.home.put_rang(&away.rang());
        });
        Ok(())
    }

    fn put_off(
        &self,
        notices: &mut Notices,
        state: &State,
        occurrence: OccurrenceKey,
    ) -> Result<()> {
        self.with_away(notices, state.locks, |away| {
            let now = self.now_away(away);
            let off = away.standby.snooze(occurrence, LATER_MINUTES, now);
            off.map_err(|_| Error::Request)?;
            self.home.put_rang(&away.rang())
        })
    }
}

impl Away {
    fn rang(&self) -> Rang {
        self.rang.clone().with(self.standby.since())
    }

    /// When something may ring that the outbox does not know of: it ends, or that follows from an answer.
    fn ends(&self, here: Tz) -> impl Iterator<Item = i64> + '_ {
        let until_ms = self.until.map(|until| until.earliest_ms(here));
        until_ms
            .into_iter()
            .chain(self.rang.ends_ms.iter().copied())
    }

    /// Notes that the clock was put back to before the last edit: what rings between is not in the outbox.
    fn note_edit_ahead(&mut self, now: Now) {
        let is_ahead = self.from_ms.is_some_and(|from| from > now.at_ms);
        let has_come = self.ends(now.here).any(|end| end <= now.at_ms);
        if is_ahead && !has_come {
            self.rang.ends_ms.insert(now.at_ms);
        }
    }

    /// Whether that has come and was not told. What was told ahead of now, by a clock that was put back, was not.
    fn has_ended(&self, now: Now) -> bool {
        let told_ms = self.rang.end_told_ms.filter(|told| *told <= now.at_ms);
        let mut come = self.ends(now.here).filter(|end| *end <= now.at_ms);
        come.any(|end| told_ms.is_none_or(|told| end > told))
    }

    fn manner(&self, occurrence: OccurrenceKey) -> Manner {
        let manner = self.manners.get(&occurrence.schedule).copied();
        manner.unwrap_or_default()
    }

    fn ringing(&self, ring: &Ring) -> Ringing {
        Ringing {
            key: ring.key,
            due_ms: ring.due_ms,
            manner: self.manner(ring.key.occurrence),
        }
    }
}

fn occurrences(rings: &[Ring]) -> Vec<OccurrenceKey> {
    rings.iter().map(|ring| ring.key.occurrence).collect()
}
