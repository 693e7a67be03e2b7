//! Whether reminders can be relied on here: what rang last, what comes next, what the system does not do, and what came
//! while nothing could ring.

use crate::came_while_off::{came_while_off, CameWhileOff};
use crate::notice::test_notice;
use crate::ports::{NoticeAbility, StartAtLogin};
use crate::session::Open;
use crate::{settings, App, Empty, Error, Result};
use mainstay_domain::{Ledger, Planner, RingKind};

/// How reminders stand on this device. All times are milliseconds since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ReminderHealth {
    /// What the system does with notifications.
    pub notices: NoticeAbility,
    /// The system did not take the last one that it was asked to show since Mainstay was started.
    pub refused: bool,
    /// The disk did not take what rang last: it rings all the same, and may ring twice.
    pub not_kept: bool,
    /// Whether the system starts Mainstay at login; `null` where it cannot be asked.
    pub starts_at_login: Option<bool>,
    /// Whether Mainstay stays when its window is closed, if the person chose so, and can be ended from here.
    pub can_quit: bool,
    /// When something was shown last, within the last days.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub last_shown_ms: Option<i64>,
    /// When something rings next if nobody answers.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub next_ms: Option<i64>,
    /// Until when all of it rings while Mainstay stays locked; `null` when nothing that is planned is left out.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub locked_until_ms: Option<i64>,
    /// What came due within the last seven days while nothing could ring, newest first.
    pub came_while_off: Vec<CameWhileOff>,
    /// The zone of the device cannot be told: what goes by the clock of the wall rings by UTC.
    pub zone_unknown: bool,
    /// How many schedules go on that this program cannot read: they ring nothing.
    pub unread: u32,
}

/// Why a reminder may not reach the person, told on Today without being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ReminderTrouble {
    /// The zone of the device cannot be told: they may ring hours off.
    Zone,
    /// Some cannot be read by this program, and ring nothing.
    Unread,
    /// The system did not show the last one.
    Refused,
}

/// Whether the system is to start Mainstay at login.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StartAtLoginUpdateRequest {
    /// Whether it is.
    pub on: bool,
}

impl App {
    /// How reminders stand.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn reminder_health_get(&self, _: Empty) -> Result<ReminderHealth> {
        // Asked before the journal is held: a desktop that hangs must not hold it, too.
        let notices = self.ports.notifier.ability();
        let login = self.ports.login.as_deref();
        let starts_at_login = login.and_then(|login| login.is_on().ok());
        let refused = self.was_refused();
        self.with_planner(|open, planning, now| {
            let next = planning.planner.forecast(now, 1);
            let ledger = planning.planner.ledger();
            Ok(ReminderHealth {
                notices,
                refused,
                not_kept: !open.unkept.is_empty() || self.home.has_unwritten(),
                starts_at_login,
                can_quit: self.ports.program.is_some(),
                last_shown_ms: last_shown(ledger),
                next_ms: next.first().map(|ring| ring.at_ms),
                locked_until_ms: planning.planner.waiting(now).until_ms,
                zone_unknown: !self.ports.clock.knows_zone(),
                unread: planning.unread,
                came_while_off: came_while_off(open, planning, now)?,
            })
        })
    }

    /// The gravest trouble, which Today tells of: that nothing rings comes before that it may ring at another hour; `was_refused` as the notifications have it.
    pub(crate) fn reminder_trouble(
        &self,
        open: &mut Open,
        was_refused: bool,
    ) -> Option<ReminderTrouble> {
        let unread = self.planned(open, |_, planning, _| Ok(planning.unread));
        // Where not even their number can be read, none of them rings.
        if unread.map_or(true, |unread| unread > 0) {
            return Some(ReminderTrouble::Unread);
        }
        let knows_zone = self.ports.clock.knows_zone();
        let refused = was_refused.then_some(ReminderTrouble::Refused);
        refused.or_else(|| (!knows_zone).then_some(ReminderTrouble::Zone))
    }

    /// Shows what a reminder looks like, and does as one of a dose does: it goes through where others are held back, and
    /// stays. It says that it is a test, and its buttons close it.
    ///
    /// # Errors
    /// [`Error::NoNotices`] when the system shows none.
    pub fn reminder_test(&self, _: Empty) -> Result<Empty> {
        let shown = self.ports.notifier.show(&test_notice(self.now()));
        self.note_refusal(shown.is_err());
        shown.map_err(|source| Error::NoNotices { source })?;
        Ok(Empty {})
    }

    /// Has the system start Mainstay at login, or not. Who chose is not asked again ([`App::device_question_get`]).
    ///
    /// # Errors
    /// [`Error::NoStartAtLogin`] when it cannot be told.
    pub fn start_at_login_update(&self, request: StartAtLoginUpdateRequest) -> Result<Empty> {
        let login = self.ports.login.as_deref();
        let told = login.map(|login: &dyn StartAtLogin| login.set(request.on));
        let missing = || Err(std::io::ErrorKind::Unsupported.into());
        let told = told.unwrap_or_else(missing);
        told.map_err(|source| Error::NoStartAtLogin { source })?;
        // It is chosen, also where the disk has no room to note that nobody need ask again.
        drop(self.device_question_dismiss(Empty {}));
        Ok(Empty {})
    }

    /// Locks, and ends the program: nothing rings until it is opened again.
    ///
    /// # Errors
    /// [`Error::Request`] where the system decides when it ends ([`ReminderHealth::can_quit`]).
    pub fn app_quit(&self, _: Empty) -> Result<Empty> {
        let program = self.ports.program.as_deref().ok_or(Error::Request)?;
        self.lock_now();
        program.quit();
        Ok(Empty {})
    }

    /// What closing the window does was read.
    ///
    /// # Errors
    /// [`Error::Locked`]; those of the disk.
    pub fn closing_dismiss(&self, _: Empty) -> Result<Empty> {
        let change = self.change()?;
        self.with_open(|open| {
            open.store.write(change, settings::put_closing_told)?;
            Ok(Empty {})
        })
    }

    /// Whether it is to be said what closing the window does: once, as soon as something can ring.
    pub(crate) fn tells_closing(&self, open: &Open, planner: &Planner) -> Result<bool> {
        if self.ports.program.is_none() || !planner.can_ring() {
            return Ok(false);
        }
        let stays = settings::read(&open.store)?.rings_when_closed;
        Ok(stays && !settings::closing_told(&open.store)?)
    }
}

fn last_shown(ledger: &Ledger) -> Option<i64> {
    let rungs = ledger.entries().flat_map(|(_, entry)| &entry.rungs);
    let shown = rungs.filter(|rung| rung.shown && rung.kind != RingKind::Digest);
    shown.map(|rung| rung.at_ms).max()
}
