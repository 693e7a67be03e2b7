//! What rings while the vault is locked, and what became of it until the next unlock.
//!
//! ```text
//! <data folder>/reminders/outbox   the next rings, as they were known when the vault was open
//! <data folder>/reminders/rang     which of them rang since, and which were put off
//! <data folder>/reminders/shown    what stands on the screen, and what the system calls it
//! ```
//! All hold ids and times and nothing else: no name, no kind and no word of what a reminder is about fits in. What was
//! answered is sealed in the inbox. A ring is in `rang` before it is on the screen, so that a kill shows it once more
//! rather than never. Unlocking takes all of it into the ledger, in which the same ring is there once.
//!
//! Each begins with the hash of the rest. One that damage has changed is no file at all: a time that a flipped bit made
//! would ring, and stand in the ledger.
//!
//! Deliberately not here: what rings (the planner), and encryption: the times of what rings can be read by whoever has
//! the device's disk (decision 0038).

use crate::home::Home;
use crate::{Error, Result};
use mainstay_domain::{OccurrenceKey, RingKey, RingKind};
use mainstay_vault::FileHash;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

const FOLDER: &str = "reminders";
const OUTBOX: &str = "outbox";
const RANG: &str = "rang";
const SHOWN: &str = "shown";
const VERSION: u32 = 2;

/// The most rings that are kept ahead.
pub(crate) const MOST_AHEAD: usize = 48;

/// A ring as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeptRing {
    pub(crate) occurrence: OccurrenceKey,
    kind: String,
    number: u32,
    /// When it rings or rang, in milliseconds since 1970 UTC.
    pub(crate) at_ms: i64,
}

impl KeptRing {
    pub(crate) fn new(key: RingKey, at_ms: i64) -> Self {
        let (kind, number) = key.kind.word();
        Self {
            occurrence: key.occurrence,
            kind: kind.to_owned(),
            number,
            at_ms,
        }
    }

    /// Which ring it is; `None` for a kind that a newer Mainstay wrote.
    pub(crate) fn key(&self) -> Option<RingKey> {
        Some(RingKey {
            occurrence: self.occurrence,
            kind: RingKind::parse(&self.kind, self.number).ok()?,
        })
    }
}

/// The next rings of a locked vault.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Outbox {
    version: u32,
    /// Whether the app stays for them when its window is closed.
    pub(crate) when_closed: bool,
    pub(crate) rings: Vec<KeptRing>,
}

impl Outbox {
    pub(crate) const fn new(rings: Vec<KeptRing>, when_closed: bool) -> Self {
        Self {
            version: VERSION,
            when_closed,
            rings,
        }
    }
}

/// A ring that was about to be shown, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RangRing {
    #[serde(flatten)]
    pub(crate) ring: KeptRing,
    /// When it rang by this device's clock, in milliseconds since 1970 UTC.
    pub(crate) rang_ms: i64,
    /// It is on the screen. If the program ended before, it rings once more.
    pub(crate) shown: bool,
}

/// An occurrence that was put off while the vault was locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PutOff {
    pub(crate) occurrence: OccurrenceKey,
    /// When, in milliseconds since 1970 UTC.
    pub(crate) asked_ms: i64,
    pub(crate) minutes: u32,
}

/// What happened to the outbox since the vault was locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Rang {
    version: u32,
    pub(crate) rings: Vec<RangRing>,
    pub(crate) put_off: Vec<PutOff>,
    /// Answered in the inbox: what is left of these in the outbox does not ring.
    pub(crate) answered: Vec<OccurrenceKey>,
}

impl Default for Rang {
    fn default() -> Self {
        Self {
            version: VERSION,
            rings: Vec::new(),
            put_off: Vec::new(),
            answered: Vec::new(),
        }
    }
}

impl Rang {
    pub(crate) fn is_empty(&self) -> bool {
        self.rings.is_empty() && self.put_off.is_empty() && self.answered.is_empty()
    }

    /// Whether a ring was shown.
    pub(crate) fn has(&self, ring: &KeptRing) -> bool {
        let mut all = self.rings.iter();
        all.any(|one| one.shown && one.ring.key() == ring.key())
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
}

/// What stands on the screen, for the next run of the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shown {
    version: u32,
    pub(crate) notices: Vec<ShownNotice>,
}

impl Shown {
    pub(crate) const fn new(notices: Vec<ShownNotice>) -> Self {
        Self {
            version: VERSION,
            notices,
        }
    }
}

impl Default for Shown {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Home {
    /// The next rings; none where there are none, or where a newer Mainstay wrote them.
    pub(crate) fn outbox(&self) -> Outbox {
        let kept: Option<Outbox> = self.read_reminders(OUTBOX);
        kept.filter(|kept| kept.version == VERSION)
            .unwrap_or_default()
    }

    /// Keeps the next rings, on the disk when it returns.
    pub(crate) fn put_outbox(&self, outbox: &Outbox) -> Result<()> {
        self.put_reminders(OUTBOX, outbox)
    }

    /// What rang since the vault was locked.
    pub(crate) fn rang(&self) -> Rang {
        let kept: Option<Rang> = self.read_reminders(RANG);
        kept.filter(|kept| kept.version == VERSION)
            .unwrap_or_default()
    }

    /// Keeps what rang, on the disk when it returns; none is no file.
    pub(crate) fn put_rang(&self, rang: &Rang) -> Result<()> {
        if !rang.is_empty() {
            return self.put_reminders(RANG, rang);
        }
        let removed = self.ports().files.remove(&self.reminders(RANG));
        removed.map_err(|source| Error::from_io("forgetting what rang", source))
    }

    /// What an earlier run left on the screen, as far as it was noted.
    pub(crate) fn shown(&self) -> Shown {
        let kept: Option<Shown> = self.read_reminders(SHOWN);
        kept.filter(|kept| kept.version == VERSION)
            .unwrap_or_default()
    }

    /// Keeps what stands on the screen; nothing is no file.
    pub(crate) fn put_shown(&self, shown: &Shown) -> Result<()> {
        if !shown.notices.is_empty() {
            return self.put_reminders(SHOWN, shown);
        }
        let removed = self.ports().files.remove(&self.reminders(SHOWN));
        removed.map_err(|source| Error::from_io("forgetting what was shown", source))
    }

    /// What cannot be read rings when the vault is open again; the ledger knows what has rung.
    fn read_reminders<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let bytes = self.read(&self.reminders(name)).ok()??;
        serde_json::from_slice(whole(&bytes)?).ok()
    }

    fn put_reminders<T: Serialize>(&self, name: &str, value: &T) -> Result<()> {
        let body = serde_json::to_vec(value).map_err(|_| Error::Request)?;
        let mut bytes = hash_line(&body);
        bytes.extend(body);
        let made = self.ports().files.make_folder(&self.folder().join(FOLDER));
        made.map_err(|source| Error::from_io("making the reminders' folder", source))?;
        let written = self.ports().files.write(&self.reminders(name), &bytes);
        written.map_err(|source| Error::from_io("keeping reminders", source))
    }

    fn reminders(&self, name: &str) -> PathBuf {
        self.folder().join(FOLDER).join(name)
    }
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
