//! What is pressed on a notification. On one that is due it is the answer; on a heads-up, and on one that only tells of
//! something, it says that it was heard.

use super::{id_of, Face, Manner, Notices, Standing, LATER_MINUTES, TEST};
use crate::planning::Planned;
use crate::ports::NoticeAnswer;
use crate::{App, Error, ReminderSnoozeRequest, Result};
use mainstay_domain::{Answer, Moment, OccurrenceKey, Outcome};
use mainstay_store::Error as StoreError;

impl App {
    /// Takes an answer that was pressed on a notification; whether it was one of ours.
    ///
    /// # Errors
    /// Those of the disk; then it is not answered, and is shown again.
    pub fn notice_answer(&self, id: u32, answer: NoticeAnswer) -> Result<bool> {
        if id == TEST {
            // Each of its buttons closes it, and keeps nothing.
            let _ = self.ports.notifier.close(id);
            return Ok(true);
        }
        let mut notices = self.notices();
        self.take_over(&mut notices);
        let Some(standing) = self.standing_of(&notices, id) else {
            return self.answer_count(&mut notices, id, answer);
        };
        let Standing { occurrence, face } = standing;
        if let Err(error) = self.keep_answer(&mut notices, occurrence, answer) {
            // The desktop took it away when it was pressed. It stands there again: nothing was kept.
            let _ = self.show_one(&mut notices, occurrence, face);
            self.note_shown(&mut notices);
            return Err(error);
        }
        if answer == NoticeAnswer::Open {
            notices.opened = Some(occurrence);
        }
        notices.on_screen.remove(&id);
        // A notification that stays is only that.
        let _ = self.ports.notifier.close(id);
        self.note_shown(&mut notices);
        Ok(true)
    }

    /// Keeps an answer, in the ledger or in the sealed inbox of a locked vault.
    pub(super) fn keep_answer(
        &self,
        notices: &mut Notices,
        occurrence: OccurrenceKey,
        answer: NoticeAnswer,
    ) -> Result<()> {
        loop {
            match self.answer_open(occurrence, answer) {
                Err(Error::Locked) => {}
                // What it was about was removed meanwhile: there is nothing to keep.
                Err(Error::Store(StoreError::NotFound)) => return Ok(()),
                other => return other,
            }
            // An unlock in between would take in what is sealed behind it at the next one only.
            let state = self.state();
            if state.open.is_none() {
                return self.answer_locked(notices, &state, occurrence, answer);
            }
        }
    }

    fn answer_open(&self, occurrence: OccurrenceKey, answer: NoticeAnswer) -> Result<()> {
        let outcome = match answer {
            NoticeAnswer::Taken => Outcome::Taken,
            NoticeAnswer::Skip => Outcome::Skipped,
            NoticeAnswer::Open => return Ok(()),
            NoticeAnswer::Heard => {
                let now = self.now();
                let heard = self.write_planned(|planned, _| planned.was_heard(occurrence, now));
                return heard.map(drop);
            }
            NoticeAnswer::Snooze => {
                let minutes = LATER_MINUTES;
                let later = ReminderSnoozeRequest {
                    occurrence,
                    minutes,
                };
                return self.reminder_snooze(later).map(drop);
            }
        };
        let answer = self.answer_now(outcome)?;
        let pressed = self.write_planned(|planned, _| planned.press(occurrence, answer));
        pressed.map(drop)
    }

    fn standing_of(&self, notices: &Notices, id: u32) -> Option<Standing> {
        let shown = notices.on_screen.get(&id).copied();
        shown.or_else(|| {
            let away = notices.away.as_ref()?;
            let mut all = away.standby.keys();
            let occurrence = all.find(|occurrence| id_of(*occurrence) == id)?;
            // How it was shown is not known.
            let face = Face::default();
            Some(Standing { occurrence, face })
        })
    }
}

impl Planned<'_> {
    /// Takes the answer that was pressed on a notification; whether that changed anything.
    pub(crate) fn press(&mut self, key: OccurrenceKey, answer: Answer) -> Result<bool> {
        self.find(key)?;
        self.answer(key, answer)
    }

    /// Somebody heard of it ahead of its time; whether that changed anything. Nothing is answered by it, however late it
    /// is pressed, and it asks at its time: what was taken early is said in the app, which shows the time. To a meeting
    /// that has not begun, they are going. What only tells of something is closed.
    pub(crate) fn was_heard(&mut self, key: OccurrenceKey, at: Moment) -> Result<bool> {
        self.find(key)?;
        let heard = Answer {
            outcome: Outcome::Taken,
            at,
            take_home: None,
            told_ms: at.at_ms,
        };
        let owner = self.planning.owners.get(&key.schedule);
        let only_tells = owner.is_some_and(|owner| Manner::of(owner.kind).only_tells);
        if !only_tells && !self.is_too_early(key, heard) {
            return Ok(false);
        }
        self.answer(key, heard)
    }
}
