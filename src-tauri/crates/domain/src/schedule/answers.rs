//! What a person, the system and the outbox tell the planner, and what it tells them besides a look.

use super::entry::{Answer, Entry, OccurrenceState, Snoozed};
use super::ledger::{Due, OccurrenceKey, RingKey, Write};
use super::planner::{said_before, Now, Planner, Ring};
use super::rule::Rule;
use super::slots::{due_of, injection_due, last_visit, Window};
use super::{LongActingDue, TakeHome};
use crate::id::ScheduleId;
use crate::time::resolve;
use crate::Result;
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// More looks than a forecast needs.
const MOST_LOOKS: usize = 10_000;

/// How far ahead the next occurrences are looked for, in growing steps: most schedules are due again within two days.
const AHEAD_DAYS: [i64; 5] = [0, 2, 31, 400, 4_000];

const DAY_MS: i64 = 24 * 60 * 60_000;

/// An occurrence of a period and how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Which.
    pub key: OccurrenceKey,
    /// When it is or was due, in milliseconds since 1970 UTC.
    pub due_ms: i64,
    /// How it stands.
    pub state: OccurrenceState,
}

impl Planner {
    /// Takes an answer to something that has none yet. A second one, from a second press or an inbox that is read
    /// again, changes nothing.
    #[must_use = "the writes are to be kept"]
    pub fn answer(&mut self, occurrence: OccurrenceKey, answer: Answer, here: Tz) -> Option<Write> {
        let entry = self.ledger.get(occurrence);
        if entry.is_some_and(|entry| entry.answered().is_some()) {
            return None;
        }
        self.correct(occurrence, answer, here)
    }

    /// Takes an answer in place of another one, which stays in the ledger. The same again changes nothing.
    #[must_use = "the writes are to be kept"]
    pub fn correct(
        &mut self,
        occurrence: OccurrenceKey,
        answer: Answer,
        here: Tz,
    ) -> Option<Write> {
        let due = self.due(occurrence, here)?;
        self.tell(Write::Answered {
            occurrence,
            answer,
            due,
        })
    }

    /// Puts an occurrence off.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) outside 1 to
    /// [`MOST_SNOOZE_MINUTES`](super::entry::MOST_SNOOZE_MINUTES).
    pub fn snooze(
        &mut self,
        occurrence: OccurrenceKey,
        minutes: u32,
        now: Now,
    ) -> Result<Option<Write>> {
        let last = self.ledger.get(occurrence).and_then(|entry| entry.snoozed);
        let number = last.map_or(1, |last| last.number + 1);
        let snoozed = Snoozed::new(now.at_ms, minutes, number)?;
        let Some(due) = self.due(occurrence, now.here) else {
            return Ok(None);
        };
        Ok(self.tell(Write::Snoozed {
            occurrence,
            snoozed,
            due,
        }))
    }

    /// Takes in an entry that was kept and that the planner did not need until now: something old is answered.
    pub fn recall(&mut self, occurrence: OccurrenceKey, entry: Entry) {
        self.ledger.recall(occurrence, entry);
    }

    /// Makes a change again that was made before and is in no ledger on the disk yet.
    pub fn repeat(&mut self, write: Write) {
        let _ = self.tell(write);
    }

    /// Whether there is such an occurrence: the ledger has it, its schedule makes it due, or it was taken as needed.
    #[must_use]
    pub fn knows(&self, occurrence: OccurrenceKey, now: Now) -> bool {
        if self.ledger().get(occurrence).is_some() {
            return true;
        }
        let Some((schedule, revision)) = self.schedule(occurrence.schedule).and_then(|schedule| {
            let revision = schedule.revision(occurrence.revision)?;
            Some((schedule, revision))
        }) else {
            return false;
        };
        if matches!(revision.rule, Rule::AsNeeded(_)) {
            return true;
        }
        let Some(due) = self.due(occurrence, now.here) else {
            return false;
        };
        let window = Window {
            after_ms: due.at_ms.saturating_sub(1),
            now_ms: now.at_ms,
            until_ms: due.at_ms,
            here: now.here,
            quiet: now.quiet,
        };
        let mut found = due_of(schedule, revision, self.ledger(), window).into_iter();
        found.any(|one| one.key == occurrence)
    }

    /// Notes that a ring is on the screen.
    #[must_use = "the writes are to be kept"]
    pub fn shown(&mut self, ring: RingKey) -> Option<Write> {
        self.tell(Write::Shown { ring })
    }

    /// What was about to be shown when the program ended: of each occurrence that is still open, the newest ring. For
    /// the start alone; shown under the same name, it takes the place of what may be on the screen.
    #[must_use]
    pub fn unshown(&self) -> Vec<Ring> {
        self.ledger().unshown()
    }

    /// The next rings if nobody answers, soonest first: what is handed to the system. It is what
    /// looking would find, because it is found by looking.
    #[must_use]
    pub fn forecast(&self, now: Now, count: usize) -> Vec<Ring> {
        let (mut ahead, mut found) = (self.clone(), Vec::new());
        let mut next_ms = ahead.look(now).next_ms;
        for _ in 0..MOST_LOOKS {
            let Some(at_ms) = next_ms.filter(|_| found.len() < count) else {
                break;
            };
            let look = ahead.look(Now { at_ms, ..now });
            // What quiet hours put off rings when they are over.
            let rings = look.rings.into_iter();
            found.extend(rings.map(|ring| Ring { at_ms, ..ring }));
            next_ms = look.next_ms;
        }
        found.truncate(count);
        found
    }

    /// The days of the next injection of a schedule; `None` for another rule.
    #[must_use]
    pub fn injection(&self, id: ScheduleId) -> Option<LongActingDue> {
        let schedule = self.schedule(id)?;
        match &schedule.current()?.rule {
            Rule::LongActing {
                window, first_on, ..
            } => injection_due(schedule, self.ledger(), *window, *first_on),
            Rule::Civil(_)
            | Rule::Every { .. }
            | Rule::After { .. }
            | Rule::Clinic(_)
            | Rule::AsNeeded(_) => None,
        }
    }

    /// The doses of a clinic that are at home on a day; `None` for another rule, or where none are.
    #[must_use]
    pub fn take_home(&self, id: ScheduleId, today: NaiveDate, here: Tz) -> Option<TakeHome> {
        let schedule = self.schedule(id)?;
        let Rule::Clinic(clinic) = &schedule.current()?.rule else {
            return None;
        };
        let last = last_visit(schedule, self.ledger(), clinic, here)?;
        clinic.take_home(last, today)
    }

    /// The next occurrences of a schedule that lie ahead and have no answer, soonest first, at most `count`; those of a
    /// rule that counts from what was taken as it follows now. Looks eleven years ahead.
    #[must_use]
    pub fn ahead(&self, id: ScheduleId, now: Now, count: usize) -> Vec<Told> {
        let current = self
            .schedule(id)
            .and_then(|schedule| Some((schedule, schedule.current()?)));
        let Some((schedule, revision)) = current else {
            return Vec::new();
        };
        let asked = self.asked_of(id);
        let mut found = Vec::new();
        for days in AHEAD_DAYS {
            let window = Window {
                after_ms: now.at_ms,
                now_ms: now.at_ms,
                until_ms: now.at_ms.saturating_add(days * DAY_MS),
                here: now.here,
                quiet: now.quiet,
            };
            let due = due_of(schedule, revision, self.ledger(), window).into_iter();
            let open = due
                .filter(|one| !said_before(schedule, self.ledger(), &asked, one.key))
                .filter(|one| !self.is_over(&revision.rule, one.key, now))
                .filter_map(|one| self.open(one.key, one.due));
            found = open
                .filter(|one| one.due_ms > now.at_ms)
                .take(count)
                .collect();
            if found.len() >= count {
                break;
            }
        }
        found
    }

    /// The occurrences of a schedule that have an answer or wait for one. Another revision's of the same time on the wall
    /// is the same dose: it is told once, also where the clock at home was kept while it was open.
    fn asked_of(&self, id: ScheduleId) -> Vec<OccurrenceKey> {
        let kept = self.ledger().of(id);
        let is_asked =
            |entry: &Entry| entry.answered().is_some() || entry.state() == OccurrenceState::Raised;
        let asked = kept.filter(|(_, entry)| is_asked(entry));
        asked.map(|(key, _)| key).collect()
    }

    fn open(&self, key: OccurrenceKey, due: Due) -> Option<Told> {
        let entry = self.ledger().get(key);
        let is_answered = entry.is_some_and(|entry| entry.answered().is_some());
        (!is_answered).then(|| Told {
            key,
            due_ms: due.at_ms,
            state: entry.map_or(OccurrenceState::Planned, Entry::state),
        })
    }

    /// The occurrences of a schedule behind one instant and up to another, and how they stand. What follows from what
    /// was taken is told as it follows now.
    #[must_use]
    pub fn told(&self, id: ScheduleId, after_ms: i64, until_ms: i64, now: Now) -> Vec<Told> {
        let Some(schedule) = self.schedule(id) else {
            return Vec::new();
        };
        let window = Window {
            after_ms,
            now_ms: now.at_ms,
            until_ms,
            here: now.here,
            quiet: now.quiet,
        };
        let asked = self.asked_of(id);
        let mut all = BTreeMap::new();
        for revision in schedule.revisions() {
            let due = due_of(schedule, revision, self.ledger(), window);
            let due = due.into_iter().map(|one| (one.key, one.due));
            all.extend(due.filter(|(key, _)| !said_before(schedule, self.ledger(), &asked, *key)));
        }
        // Of an edit that was taken back what was answered stays, and nothing else.
        let is_gone = |(key, entry): &(OccurrenceKey, &Entry)| {
            let is_there = schedule.revision(key.revision).is_some();
            !is_there && entry.answered().is_none() && entry.cancelled_ms.is_some()
        };
        let kept = self.ledger().of(id).filter(|one| !is_gone(one));
        all.extend(kept.map(|(key, entry)| (key, entry.due)));
        let is_within = |due: &Due| due.at_ms > after_ms && due.at_ms <= until_ms;
        all.retain(|_, due| is_within(due));
        let told = |(key, due): (OccurrenceKey, Due)| Told {
            key,
            due_ms: due.at_ms,
            state: self
                .is_elsewhere_ms(schedule, key, now.here)
                .map(|_| OccurrenceState::Cancelled)
                .unwrap_or_else(|| match self.ledger().get(key) {
                    Some(entry) => entry.state(),
                    None => unheard(due, now.at_ms),
                }),
        };
        all.into_iter().map(told).collect()
    }

    pub(super) fn tell(&mut self, write: Write) -> Option<Write> {
        match write {
            Write::Rung { ring, .. } => self.note_changed(ring.occurrence.schedule),
            Write::Closed { occurrence, .. }
            | Write::Moved { occurrence, .. }
            | Write::Cancelled { occurrence, .. }
            | Write::Snoozed { occurrence, .. }
            | Write::Righted { occurrence }
            | Write::Answered { occurrence, .. } => self.note_changed(occurrence.schedule),
            Write::Shown { .. } | Write::PutBack { .. } => {}
        }
        self.ledger.apply(&write).then_some(write)
    }

    /// When an occurrence is due, in milliseconds since 1970 UTC; `None` when no rule makes it due.
    #[must_use]
    pub fn due_ms(&self, occurrence: OccurrenceKey, here: Tz) -> Option<i64> {
        self.due(occurrence, here).map(|due| due.at_ms)
    }

    /// When an occurrence is due: as the ledger has it, or as its name says.
    fn due(&self, occurrence: OccurrenceKey, here: Tz) -> Option<Due> {
        if let Some(entry) = self.ledger().get(occurrence) {
            return Some(entry.due);
        }
        let schedule = self.schedule(occurrence.schedule)?;
        let rule = &schedule.revision(occurrence.revision)?.rule;
        let named = match rule {
            Rule::Clinic(clinic) => clinic.instant_here(occurrence.civil, here),
            Rule::Civil(_)
            | Rule::Every { .. }
            | Rule::After { .. }
            | Rule::LongActing { .. }
            | Rule::AsNeeded(_) => resolve(occurrence.civil, rule.zone(here)).timestamp_millis(),
        };
        let other = rule.follows().and_then(|id| {
            let mut entries = self.ledger().of(id);
            let (_, entry) = entries.find(|(key, _)| key.civil == occurrence.civil)?;
            entry.taken_from_ms()
        });
        let at_ms = match (rule, other) {
            (Rule::After { wait, .. }, Some(taken)) => wait.after(taken),
            _ => named,
        };
        let grace_ms = Some(0);
        Some(Due { at_ms, grace_ms })
    }
}

/// What has no entry: its time has not come, or nobody was asked.
fn unheard(due: Due, now_ms: i64) -> OccurrenceState {
    let over = |grace: i64| now_ms >= due.at_ms.saturating_add(grace);
    if due.grace_ms.is_some_and(over) {
        OccurrenceState::Unrecorded
    } else {
        OccurrenceState::Planned
    }
}
