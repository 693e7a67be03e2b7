//! Reminders of a locked vault: worked off the outbox, answered into the sealed inbox, taken into the ledger at unlock.

use super::{plain, Away, Manner, Notices, Ringing, Tended, END, LATER_MINUTES, TRY_AGAIN};
use crate::found::Found;
use crate::outbox::Rang;
use crate::ports::NoticeAnswer;
use crate::session::Open;
use crate::words::say;
use crate::{App, Error, Result};
use mainstay_domain::{Entry, Now, OccurrenceKey, Outcome, QuickAnswer, Ring, RingKey};

impl App {
    pub(super) fn tend_locked(&self, notices: &mut Notices) -> Tended {
        self.hide_names(notices);
        let mut away = self.away(notices);
        let now = self.now_away(&away);
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
            let _ = self.home.put_rang(&away.rang());
        }
        let ringing: Vec<_> = rings.iter().map(|ring| away.ringing(ring)).collect();
        away.has_looked = self.show(notices, &ringing, passed.len());
        if away.has_looked {
            let all = rings.iter().chain(&passed).map(|ring| ring.key);
            self.note_on_screen(&mut away, all);
        }
        self.tell_end(notices, &mut away, now.at_ms);
        let ledger = away.standby.ledger();
        let is_over = |key| ledger.get(key).is_some_and(|entry| !Entry::is_open(entry));
        let closed = self.take_away(notices, |key| !is_over(*key));
        let end = away.until_ms.filter(|_| !away.end_told);
        let next = look.next_ms.into_iter().chain(end).min();
        let next = next.map(|at_ms| self.until(at_ms));
        let again = notices.refused.then_some(TRY_AGAIN);
        notices.away = Some(away);
        Tended {
            changed: closed || !rings.is_empty() || !passed.is_empty(),
            next: next.into_iter().chain(again).min(),
        }
    }

    /// The outbox as it is worked off. That of an earlier lock, or of a vault that is gone, says nothing any more.
    fn away(&self, notices: &mut Notices) -> Away {
        let locks = self.state().locks;
        let known = notices.away.take().filter(|away| away.locks == locks);
        known.unwrap_or_else(|| {
            let (outbox, rang) = (self.home.outbox(), self.home.rang());
            Away {
                locks,
                standby: outbox.standby(&rang),
                manners: outbox.manners(),
                quiet: outbox.quiet,
                until_ms: outbox.until_ms,
                answered: rang.answered,
                end_told: rang.end_told,
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
            let _ = self.home.put_rang(&away.rang());
        }
    }

    /// Once something may ring that the outbox does not know of, it says so.
    fn tell_end(&self, notices: &mut Notices, away: &mut Away, now_ms: i64) {
        let is_over = away.until_ms.is_some_and(|until| until <= now_ms);
        if !is_over || away.end_told {
            return;
        }
        let shown = self.ports.notifier.show(&plain(END, say("notice-end")));
        notices.refused |= shown.is_err();
        if shown.is_ok() {
            away.end_told = true;
            let _ = self.home.put_rang(&away.rang());
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
            if away.standby.is_ahead(occurrence, self.now_away(away)) {
                // It was heard, and asks at its time, as it would in an open vault.
                return Ok(());
            }
            away.answered.push(occurrence);
            away.standby.forget(occurrence);
            // It is answered; at worst it rings once more.
            let _ = self.home.put_rang(&away.rang());
        }
        Ok(())
    }

    fn put_off(&self, notices: &mut Notices, occurrence: OccurrenceKey) -> Result<()> {
        let Some(away) = &mut notices.away else {
            return Ok(());
        };
        let now = self.now_away(away);
        let off = away.standby.snooze(occurrence, LATER_MINUTES, now);
        off.map_err(|_| Error::Request)?;
        self.home.put_rang(&away.rang())
    }

    /// Takes what rang while the vault was locked into the ledger. What cannot be kept now waits for the next unlock.
    pub(crate) fn take_rang_in(&self, open: &mut Open) -> Result<()> {
        let rang = self.home.rang();
        if rang.is_empty() {
            return Ok(());
        }
        self.planned(open, |open, planning, now| {
            let mut writes = Vec::new();
            for (occurrence, entry) in rang.entries() {
                planning.recall(&open.store.ledger(), occurrence)?;
                writes.extend(planning.planner.take_over(occurrence, &entry, now));
            }
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
    fn rang(&self) -> Rang {
        Rang::new(&self.standby, self.answered.clone(), self.end_told)
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
