//! What rings while the vault is locked, and what became of it until the next unlock.
//!
//! ```text
//! <data folder>/reminders/outbox   what may ring, as it was known when the vault was open
//! <data folder>/reminders/rang     what became of it since
//! <data folder>/reminders/shown    what stands on the screen, and what the system calls it
//! ```
//! All hold ids, times and how often something asks, and nothing else: no name, no rule and no word of what a reminder is
//! about fits in. What was answered is sealed in the inbox. A ring is in `rang` before it is on the screen, so that a kill
//! shows it once more rather than never. Unlocking takes all of it into the ledger, in which the same ring is there once.
//!
//! Each begins with the hash of the rest. One that damage has changed is no file at all: a time that a flipped bit made
//! would ring, and stand in the ledger.
//!
//! Another version of Mainstay may have written them: an update comes while the vault is locked, and nobody opens it for
//! days. What of it can be understood rings; where that is not all, the person is told to open Mainstay, too.
//!
//! What the disk does not take counts all the same while the app runs, and is written when it can be.
//!
//! Deliberately not here: what rings (the planner), and encryption: the times of what rings can be read by whoever has
//! the device's disk (decision 0038).

use crate::home::Home;
use crate::notice::{Face, Manner};
use crate::{Error, Result};
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use mainstay_domain::{
    Entry, OccurrenceKey, QuietHoursChoice, ScheduleId, Standby, WaitingEnd, WaitingList,
};
use mainstay_vault::FileHash;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{MutexGuard, PoisonError};

mod any;
mod kept;

use any::{AnyOutbox, AnyRang};
use kept::{KeptPlan, RangEntry};

const FOLDER: &str = "reminders";
const OUTBOX: &str = "outbox";
const RANG: &str = "rang";
const SHOWN: &str = "shown";
/// A new one is for what an earlier program would get wrong. What it can do without is added without one.
const VERSION: u32 = 3;
const SHOWN_VERSION: u32 = 2;

/// Files that the disk did not take, by their names.
pub(crate) type Unwritten = BTreeMap<&'static str, Vec<u8>>;

/// What may ring while the vault is locked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Outbox {
    version: u32,
    /// Whether the app stays for them when its window is closed.
    pub(crate) when_closed: bool,
    pub(crate) quiet: QuietHoursChoice,
    /// When something may ring that is not in it, in milliseconds since 1970 UTC.
    pub(crate) until_ms: Option<i64>,
    /// The same on the wall where it was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    until_civil: Option<NaiveDateTime>,
    /// When a schedule was edited last: with a clock that is put back to before that, something may ring that is not in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) from_ms: Option<i64>,
    plans: Vec<KeptPlan>,
}

impl Outbox {
    pub(crate) fn new(
        list: &WaitingList,
        manner: impl Fn(ScheduleId) -> Manner,
        quiet: QuietHoursChoice,
        when_closed: bool,
        here: Tz,
    ) -> Self {
        let until = list.until_ms.map(|at_ms| WaitingEnd::new(at_ms, here));
        Self {
            version: VERSION,
            when_closed,
            quiet,
            until_ms: list.until_ms,
            until_civil: until.and_then(|until| until.civil),
            from_ms: list.from_ms,
            plans: KeptPlan::of(&list.all, manner),
        }
    }

    /// In place of one that was damaged: nobody knows what is due now, and the person is told so.
    fn unreadable() -> Self {
        Self {
            version: VERSION,
            when_closed: true,
            until_ms: Some(0),
            ..Self::default()
        }
    }

    /// Nothing can ring.
    pub(crate) const fn is_empty(&self) -> bool {
        self.plans.is_empty() && self.until_ms.is_none()
    }

    /// When something may ring that is not in it.
    pub(crate) fn until(&self) -> Option<WaitingEnd> {
        let (at_ms, civil) = (self.until_ms?, self.until_civil);
        Some(WaitingEnd { at_ms, civil })
    }

    /// How the notifications of each schedule press.
    pub(crate) fn manners(&self) -> BTreeMap<ScheduleId, Manner> {
        self.plans.iter().map(KeptPlan::manner).collect()
    }

    /// What rings it, going on from what became of it.
    pub(crate) fn standby(&self, rang: &Rang) -> Standby {
        let waiting = self.plans.iter().flat_map(KeptPlan::waiting);
        let answered = |key: &OccurrenceKey| rang.answered.contains(key);
        let waiting = waiting.filter(|one| !answered(&one.key)).collect();
        Standby::new(waiting, rang.entries())
    }
}

/// What became of the outbox since the vault was locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rang {
    version: u32,
    entries: Vec<RangEntry>,
    /// Answered in the inbox: what is left of these in the outbox does not ring.
    pub(crate) answered: Vec<OccurrenceKey>,
    /// When something may ring that follows from one of these answers and is not in the outbox, in milliseconds since
    /// 1970 UTC.
    pub(crate) ends_ms: BTreeSet<i64>,
    /// When it was told that something may ring that is not in the outbox.
    pub(crate) end_told_ms: Option<i64>,
}

impl Default for Rang {
    fn default() -> Self {
        Self {
            version: VERSION,
            entries: Vec::new(),
            answered: Vec::new(),
            ends_ms: BTreeSet::new(),
            end_told_ms: None,
        }
    }
}

impl Rang {
    /// With what became of each.
    pub(crate) fn with<'a>(self, since: impl Iterator<Item = (OccurrenceKey, &'a Entry)>) -> Self {
        let entries = since.map(|(key, entry)| RangEntry::new(key, entry));
        Self {
            entries: entries.collect(),
            ..self
        }
    }

    /// The same, and what became of others, or further of the same.
    pub(crate) fn and<'a>(
        mut self,
        since: impl Iterator<Item = (OccurrenceKey, &'a Entry)>,
    ) -> Self {
        let entries = since.map(|(key, entry)| RangEntry::new(key, entry));
        self.entries.extend(entries);
        self
    }

    /// What became of each, in the order in which it was known.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (OccurrenceKey, Entry)> + '_ {
        self.entries.iter().map(RangEntry::entry)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.answered.is_empty() && self.end_told_ms.is_none()
    }
}

/// A notification on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ShownNotice {
    pub(crate) occurrence: OccurrenceKey,
    /// What the system calls it.
    pub(crate) handle: String,
    /// It names what it is about. The name is not kept.
    pub(crate) is_named: bool,
    /// How it looks.
    #[serde(default)]
    pub(crate) face: Face,
}

/// What stands on the screen, for the next run of the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shown {
    version: u32,
    pub(crate) notices: Vec<ShownNotice>,
    #[serde(default)]
    pub(crate) counts: Vec<ShownCount>,
}

/// A notification on the screen that stands for several reminders, or for none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ShownCount {
    /// Which of them.
    pub(crate) id: u32,
    /// What the system calls it.
    pub(crate) handle: String,
    /// What it stands for.
    pub(crate) of: Vec<OccurrenceKey>,
    /// One of them goes through where others are held back.
    #[serde(default)]
    pub(crate) is_urgent: bool,
}

impl Shown {
    pub(crate) const fn new(notices: Vec<ShownNotice>, counts: Vec<ShownCount>) -> Self {
        Self {
            version: SHOWN_VERSION,
            notices,
            counts,
        }
    }
}

impl Default for Shown {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new())
    }
}

impl Home {
    /// What may ring; nothing where there is no such file.
    pub(crate) fn outbox(&self) -> Outbox {
        match self.reminders_bytes(OUTBOX) {
            Ok(None) => Outbox::default(),
            Ok(Some(bytes)) => {
                parsed(&bytes).map_or_else(Outbox::unreadable, AnyOutbox::understood)
            }
            Err(_) => Outbox::unreadable(),
        }
    }

    /// Keeps what may ring, on the disk when it returns.
    pub(crate) fn put_outbox(&self, outbox: &Outbox) -> Result<()> {
        self.put_reminders(OUTBOX, outbox)
    }

    /// What rang since the vault was locked.
    pub(crate) fn rang(&self) -> Rang {
        let kept: Option<AnyRang> = self.read_reminders(RANG);
        kept.map(Rang::of_any).unwrap_or_default()
    }

    /// Keeps what rang, on the disk when it returns; none is no file.
    pub(crate) fn put_rang(&self, rang: &Rang) -> Result<()> {
        if !rang.is_empty() {
            return self.put_reminders(RANG, rang);
        }
        self.unwritten().remove(RANG);
        let removed = self.ports().files.remove(&self.reminders(RANG));
        removed.map_err(|source| Error::from_io("forgetting what rang", source))
    }

    /// What an earlier run left on the screen, as far as it was noted.
    pub(crate) fn shown(&self) -> Shown {
        let kept: Option<Shown> = self.read_reminders(SHOWN);
        kept.filter(|kept| kept.version == SHOWN_VERSION)
            .unwrap_or_default()
    }

    /// Keeps what stands on the screen; nothing is no file.
    pub(crate) fn put_shown(&self, shown: &Shown) -> Result<()> {
        if !shown.notices.is_empty() || !shown.counts.is_empty() {
            return self.put_reminders(SHOWN, shown);
        }
        self.unwritten().remove(SHOWN);
        let removed = self.ports().files.remove(&self.reminders(SHOWN));
        removed.map_err(|source| Error::from_io("forgetting what was shown", source))
    }

    /// What cannot be read rings when the vault is open again; the ledger knows what has rung.
    pub(crate) fn read_reminders<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        parsed(&self.reminders_bytes(name).ok()??)
    }

    pub(crate) fn put_reminders<T: Serialize>(&self, name: &'static str, value: &T) -> Result<()> {
        let body = serde_json::to_vec(value).map_err(|_| Error::Request)?;
        let mut bytes = hash_line(&body);
        bytes.extend(body);
        let written = self.write_reminders(name, &bytes);
        if written.is_err() {
            self.unwritten().insert(name, bytes);
        } else {
            self.unwritten().remove(name);
        }
        written
    }

    fn write_reminders(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let made = self.ports().files.make_folder(&self.folder().join(FOLDER));
        made.map_err(|source| Error::from_io("making the reminders' folder", source))?;
        let written = self.ports().files.write(&self.reminders(name), bytes);
        written.map_err(|source| Error::from_io("keeping reminders", source))
    }

    /// Tries again to write what the disk did not take; whether some of it is left.
    pub(crate) fn write_what_is_left(&self) -> bool {
        let mut unwritten = self.unwritten();
        unwritten.retain(|name, bytes| self.write_reminders(name, bytes).is_err());
        !unwritten.is_empty()
    }

    /// Whether the disk did not take all of it.
    pub(crate) fn has_unwritten(&self) -> bool {
        !self.unwritten().is_empty()
    }

    /// The vault is gone, and what rang it.
    pub(crate) fn forget_unwritten(&self) {
        self.unwritten().clear();
    }

    fn unwritten(&self) -> MutexGuard<'_, Unwritten> {
        let unwritten = self.unwritten.lock();
        unwritten.unwrap_or_else(PoisonError::into_inner)
    }

    /// As it was last put: what the disk did not take is as good while the app runs.
    fn reminders_bytes(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let unwritten = self.unwritten().get(name).cloned();
        match unwritten {
            Some(bytes) => Ok(Some(bytes)),
            None => self.read(&self.reminders(name)),
        }
    }

    fn reminders(&self, name: &str) -> PathBuf {
        self.folder().join(FOLDER).join(name)
    }
}

fn parsed<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(whole(bytes)?).ok()
}

/// The line that a body begins with: its SHA-256 in hexadecimal.
fn hash_line(body: &[u8]) -> Vec<u8> {
    let mut hash = FileHash::new();
    hash.add(body);
    let digits = hash.finish().map(|byte| format!("{byte:02x}"));
    format!("{}\n", digits.concat()).into_bytes()
}

/// The body of a file that is as it was written.
fn whole(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (line, body) = bytes.split_at_checked(end.checked_add(1)?)?;
    (line == hash_line(body)).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use mainstay_domain::{Due, RingKind, Rung};

    #[test]
    fn what_rang_before_stays_beside_what_became_of_it_since() {
        let key = OccurrenceKey {
            schedule: ScheduleId::new(1, &[7; 10]),
            revision: 1,
            civil: NaiveDateTime::default(),
        };
        let rung = |kind| {
            let mut entry = Entry::new(Due {
                at_ms: 0,
                grace_ms: None,
            });
            entry.rungs.push(Rung {
                kind,
                at_ms: 1,
                shown: true,
            });
            entry
        };
        let (first, again) = (rung(RingKind::Due), rung(RingKind::Nag(1)));
        let rang = Rang::default().with([(key, &first)].into_iter());
        let rang = rang.and([(key, &again)].into_iter());
        let standby = Standby::new(Vec::new(), rang.entries());
        let known = standby.ledger().get(key).expect("known");
        assert_eq!(known.rungs.len(), 2);
    }
}
