//! Notifications of reminders: shown when something rings, taken away when it was answered, answered in place.
//!
//! While the vault is open the planner says what rings, and the ledger has it before it is shown. While it is locked the
//! outbox does (`outbox.rs`), and answers go into the sealed inbox. A notification says a neutral phrase; its id follows
//! from the occurrence, so that asking again takes the place of what stands there.
//!
//! Invariant: nothing here fails for the person. What the system does not show stays due on Today; what the disk does
//! not take is shown all the same and asked about once more.

use crate::outbox::{Outbox, Rang, Shown};
use crate::session::Open;
use crate::{settings, App, Error, ReminderLook, ReminderRing, Result};
use mainstay_domain::{
    OccurrenceKey, QuietHoursChoice, RingKey, ScheduleId, Standby, WaitingEnd, MOST_AT_ONCE,
};
use mainstay_vault::ContentHash;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::Ordering;
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;

mod answer;
mod counts;
mod detail;
mod face;
mod left;
mod locked;
mod place;

pub(crate) use face::{test_notice, Face, Manner};
pub(crate) use place::place_of;
pub use place::ReminderPlace;

use counts::Count;
use face::plain;

/// The one that tells of several that ring.
const DIGEST: u32 = 1;
/// The one that the person asks for to see what one looks like (`reminder_health.rs`).
const TEST: u32 = 2;
/// The one that tells of what went by while nothing could ring.
const PASSED: u32 = 3;
/// The one that tells that a locked vault knows of nothing more that rings.
const END: u32 = 4;
/// The first id of an occurrence.
const FIRST: u32 = 16;

/// How long "later" is on a notification.
pub(crate) const LATER_MINUTES: u32 = 10;

/// When to look again after a look that could not be kept.
const TRY_AGAIN: Duration = Duration::from_secs(60);

/// What tending the reminders did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tended {
    /// Something rang, or stands otherwise than before.
    pub changed: bool,
    /// When to be asked again; `None` when nothing can ring. Sooner when a clock was set, on waking, and after every
    /// command.
    pub next: Option<Duration>,
}

/// An occurrence on the screen.
#[derive(Debug, Clone, Copy)]
struct Standing {
    occurrence: OccurrenceKey,
    face: Face,
}

/// Something to be shown.
#[derive(Debug, Clone, Copy)]
struct Ringing {
    key: RingKey,
    due_ms: i64,
    manner: Manner,
}

/// What stands on the screen, and what rings while the vault is locked.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    on_screen: BTreeMap<u32, Standing>,
    /// What the system calls them, where they outlive the app.
    handles: BTreeMap<u32, String>,
    /// Those that stand for several, or for none.
    counts: BTreeMap<u32, Count>,
    /// The journal was open since the app began.
    was_open: bool,
    /// Those of them that name what they are about.
    named: BTreeSet<u32>,
    /// What was noted of them for the next run.
    noted: Shown,
    /// What an earlier run left was taken over.
    has_begun: bool,
    away: Option<Away>,
    /// The one that was touched last, until the app has opened there.
    opened: Option<OccurrenceKey>,
}

/// What of some occurrences is left to do.
#[derive(Debug, Default)]
struct Left {
    /// They wait for an answer.
    open: BTreeSet<OccurrenceKey>,
    /// They have none; their time may be over.
    unanswered: BTreeSet<OccurrenceKey>,
}

/// The outbox of a locked vault, as it is worked off.
#[derive(Debug)]
struct Away {
    /// Of which lock it is.
    locks: u64,
    standby: Standby,
    manners: BTreeMap<ScheduleId, Manner>,
    quiet: QuietHoursChoice,
    /// When something may ring that it does not know of.
    until: Option<WaitingEnd>,
    /// By an earlier clock than this, too.
    from_ms: Option<i64>,
    /// What was answered in the inbox, and when that was told of which it does not know.
    rang: Rang,
    /// What an earlier run was about to show was shown.
    has_looked: bool,
}

impl App {
    /// Looks what rings, shows it, takes away what was answered, and sees that a locked vault rings on. For whoever
    /// drives the app: any number of calls at one moment is one.
    pub fn reminder_tend(&self) -> Tended {
        let mut notices = self.notices();
        self.take_over(&mut notices);
        let came_in = self.with_open(|open| Ok(self.catch_up(open)));
        let tended = match self.reminder_look() {
            Ok(look) => {
                let tended = self.tend_open(&mut notices, &look);
                Tended {
                    changed: tended.changed || came_in.is_ok_and(|came_in| came_in),
                    ..tended
                }
            }
            Err(Error::Locked) => self.tend_locked(&mut notices),
            Err(_) => Tended {
                changed: false,
                next: Some(TRY_AGAIN),
            },
        };
        self.note_shown(&mut notices);
        tended
    }

    fn tend_open(&self, notices: &mut Notices, look: &ReminderLook) -> Tended {
        let was_locked = notices.away.take().is_some();
        if was_locked || !std::mem::replace(&mut notices.was_open, true) {
            self.take_away_what_is_seen(notices);
        }
        let closed = self.take_away_what_is_over(notices);
        let all = look.rings.iter().chain(&look.passed);
        let keys: Vec<_> = all.map(|ring| ring.key).collect();
        let rings = self.not_answered(look.rings.iter().map(Ringing::of));
        let passed = look.passed.iter().map(|ring| ring.key.occurrence);
        let shown = self.show(notices, &rings, &Vec::from_iter(passed));
        if shown {
            // Otherwise they are shown again after a restart.
            let _ = self.reminder_shown(&keys);
        }
        let is_behind = self.with_open(|open| {
            // What the system did not show is handed out again.
            open.has_looked &= shown;
            // What is not kept now is kept when the vault is locked.
            let _ = self.fill_outbox(open);
            Ok(open.behind.is_any())
        });
        let next = look.next_ms.map(|at_ms| self.until(at_ms));
        let is_behind = is_behind.unwrap_or(false) || look.is_unkept;
        let is_left = self.home.write_what_is_left() || is_behind;
        let again = (!shown || is_left).then_some(TRY_AGAIN);
        Tended {
            changed: !keys.is_empty() || closed,
            next: next.into_iter().chain(again).min(),
        }
    }

    /// Of what rings, what was not answered while locked: an answer that is not in the journal yet is one.
    fn not_answered(&self, rings: impl Iterator<Item = Ringing>) -> Vec<Ringing> {
        let waits = self.with_open(|open| Ok(open.behind.inbox));
        if !waits.unwrap_or(false) {
            return rings.collect();
        }
        let answered = self.home.rang().answered;
        let is_open = |ring: &Ringing| !answered.contains(&ring.key.occurrence);
        rings.filter(is_open).collect()
    }

    /// Takes away what was answered elsewhere or is over; whether anything was.
    fn take_away(&self, notices: &mut Notices, stays: impl Fn(&OccurrenceKey) -> bool) -> bool {
        let before = notices.on_screen.len();
        notices.on_screen.retain(|id, standing| {
            let stays = stays(&standing.occurrence);
            if !stays {
                let _ = self.ports.notifier.close(*id);
            }
            stays
        });
        notices.on_screen.len() < before
    }

    /// Takes away what was answered in the open journal or is over; whether anything was.
    fn take_away_what_is_over(&self, notices: &mut Notices) -> bool {
        let of_counts = notices.counts.values().flat_map(|count| &count.of);
        let on_screen = notices.on_screen.values().map(|one| &one.occurrence);
        let all: Vec<_> = on_screen.chain(of_counts).copied().collect();
        // Where it cannot be told, it stays.
        let Ok(Left { open, unanswered }) = self.what_is_left(&all) else {
            return false;
        };
        let closed = self.take_away(notices, |key| open.contains(key));
        self.take_counts_away(notices, |id, key| match id {
            PASSED => unanswered.contains(key),
            _ => open.contains(key),
        });
        closed
    }

    fn what_is_left(&self, all: &[OccurrenceKey]) -> Result<Left> {
        self.with_planner(|_, planning, _| {
            let mut left = Left::default();
            for key in all {
                let is_there = planning.owners.contains_key(&key.schedule);
                let entry = planning.planner.ledger().get(*key);
                if let Some(entry) = entry.filter(|_| is_there) {
                    left.open.extend(entry.is_open().then_some(*key));
                    let is_answered = entry.answered().is_some();
                    left.unanswered.extend((!is_answered).then_some(*key));
                }
            }
            Ok(left)
        })
    }

    /// Shows what rings one by one, or as one with its count, and beside it how many went by; whether the system did.
    fn show(&self, notices: &mut Notices, rings: &[Ringing], passed: &[OccurrenceKey]) -> bool {
        if rings.is_empty() && passed.is_empty() {
            return true;
        }
        let told = self.show_count(notices, PASSED, passed, false);
        let faces = Face::apart(rings.iter().map(|ring| self.face_of(ring)).collect());
        let rang = if rings.len() > MOST_AT_ONCE {
            let is_urgent = faces.iter().any(|face| face.is_urgent());
            let all: Vec<_> = rings.iter().map(|ring| ring.key.occurrence).collect();
            let told = self.show_count(notices, DIGEST, &all, is_urgent);
            told.map(|()| self.take_heads_ups_away(notices, &all))
        } else {
            let mut each = rings.iter().zip(faces);
            each.try_for_each(|(ring, face)| self.show_one(notices, ring.key.occurrence, face))
        };
        let shown = told.and(rang).is_ok();
        self.note_refusal(!shown);
        shown
    }

    /// What was said ahead of its time is told by the count now.
    fn take_heads_ups_away(&self, notices: &mut Notices, told: &[OccurrenceKey]) {
        notices.on_screen.retain(|id, standing| {
            let stays = !(standing.face.is_ahead() && told.contains(&standing.occurrence));
            if !stays {
                let _ = self.ports.notifier.close(*id);
            }
            stays
        });
    }

    fn face_of(&self, ring: &Ringing) -> Face {
        Face::new(ring.manner, ring.due_ms, self.ports.clock.now_ms())
    }

    fn show_one(
        &self,
        notices: &mut Notices,
        occurrence: OccurrenceKey,
        face: Face,
    ) -> std::io::Result<()> {
        let id = id_of(occurrence);
        let detail = self.detail_of(occurrence);
        let is_named = !detail.is_empty();
        let said = face.notification(id, detail, self.now());
        let handle = self.ports.notifier.show(&said)?;
        notices.on_screen.insert(id, Standing { occurrence, face });
        notices.handles.extend(handle.map(|handle| (id, handle)));
        if is_named {
            notices.named.insert(id);
        }
        Ok(())
    }

    /// Keeps what may ring for a locked vault, where that is another than what is kept.
    pub(crate) fn fill_outbox(&self, open: &mut Open) -> Result<()> {
        let settings = settings::read(&open.store)?;
        let outbox = self.planned(open, |_, planning, now| {
            let list = planning.planner.waiting(now);
            let owners = &planning.owners;
            let manner = |id| {
                owners
                    .get(&id)
                    .map_or_else(Manner::default, |owner| Manner::of(owner.kind))
            };
            Ok(Outbox::new(
                &list,
                manner,
                settings.quiet_hours,
                settings.rings_when_closed,
                now.here,
            ))
        })?;
        let kept = open.outbox.take().unwrap_or_else(|| self.home.outbox());
        if kept == outbox || (kept.is_empty() && outbox.is_empty()) {
            open.outbox = Some(kept);
        } else {
            self.home.put_outbox(&outbox)?;
            open.outbox = Some(outbox);
        }
        Ok(())
    }

    /// Whether something can ring while the vault is locked, and is wanted when the window is closed. A list that has been
    /// worked off counts: the app is not ended without a word.
    #[must_use]
    pub fn keeps_ringing(&self) -> bool {
        let outbox = self.home.outbox();
        outbox.when_closed && !outbox.is_empty()
    }

    fn until(&self, at_ms: i64) -> Duration {
        let wait = at_ms.saturating_sub(self.ports.clock.now_ms());
        Duration::from_millis(u64::try_from(wait).unwrap_or(0))
    }

    /// Whether the system took nothing when it was last asked to show something. Known without [`App::notices`], so that no
    /// screen waits for a desktop that is slow to answer.
    pub(crate) fn was_refused(&self) -> bool {
        self.is_refused.load(Ordering::Relaxed)
    }

    pub(crate) fn note_refusal(&self, is_refused: bool) {
        self.is_refused.store(is_refused, Ordering::Relaxed);
    }

    /// Held while the system is asked, for seconds where it hangs. Taken before `state`, and never inside it.
    pub(crate) fn notices(&self) -> MutexGuard<'_, Notices> {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Follows from the occurrence, so that it is the same after a restart. Two that share one take each other's place,
/// one time in millions; both are due on Today.
fn id_of(occurrence: OccurrenceKey) -> u32 {
    let mut hash = ContentHash::new();
    hash.add(occurrence.schedule.as_bytes());
    hash.add(&occurrence.revision.to_le_bytes());
    hash.add(&occurrence.civil.and_utc().timestamp_millis().to_le_bytes());
    let bytes = hash.finish();
    let number = bytes
        .first_chunk()
        .map_or(0, |four| u32::from_le_bytes(*four));
    number.max(FIRST)
}

impl Ringing {
    fn of(ring: &ReminderRing) -> Self {
        Self {
            key: ring.key,
            due_ms: ring.due_ms,
            manner: Manner::of(ring.owner.kind),
        }
    }
}
