//! The copy that a person keeps elsewhere: one sealed file in a place that they pick, checked before it is called
//! saved, and the way back from it, also onto a new device.
//!
//! It is sealed with what the person typed to make it, the passphrase or the recovery code, and opens with the same.
//! It is written beside its place under a name of its own, read back from end to end, and only then given its name:
//! a file that stood there goes in that moment and not before.
//!
//! How such a file is written and read is in `elsewhere_file.rs`, what is inside in `copy_file.rs`. The vault's lock is
//! not held while a place outside the app's folder is asked for, written or read, but for the head of a file, whose
//! secret is tried as at the lock screen.

use crate::backup::prove;
use crate::copy_file::place;
use crate::elsewhere_file::secret_of;
use crate::protection::is_for_device;
use crate::session::Open;
use crate::{settings, App, AppStatus, Empty, Error, Proof, Result};
use mainstay_domain::{day_of, DayStart};
use std::path::{Path, PathBuf};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// A copy elsewhere that is older is worth a word.
const DUE_AFTER_MS: i64 = 14 * DAY_MS;
/// How long that word is put off.
const PUT_OFF_MS: i64 = 7 * DAY_MS;

/// What is known about the copy elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Elsewhere {
    /// Whether this device can ask for a place.
    pub available: bool,
    /// When the newest one was made that was found whole, in milliseconds since 1970 UTC. Not known while locked.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub last_ms: Option<i64>,
    /// Whether it is time for a new one.
    pub due: bool,
    /// Whether the device's key alone opens the vault: then there is nothing yet to seal a copy with.
    pub unprotected: bool,
}

/// What a place is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ElsewherePurpose {
    /// To save a copy.
    Save,
    /// To open one.
    Open,
}

/// Asks the person for a place.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ElsewhereChooseRequest {
    /// What for.
    pub purpose: ElsewherePurpose,
}

/// What the person chose. Where it is stays in the core.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ElsewhereChosen {
    /// The file's name; none when they chose none.
    pub name: Option<String>,
}

/// Shows that it is the person who asks, and seals or opens the chosen file.
#[derive(Debug, Default, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ElsewhereProofRequest {
    /// The passphrase, or the recovery code.
    pub proof: Proof,
}

/// A copy that was saved and found whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ElsewhereSaved {
    /// Check-ins, cravings and lapses in it.
    pub entries: u32,
    /// Its size.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub bytes: u64,
}

/// What is in a copy that was found whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ElsewhereContent {
    /// When it was made, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
    /// Check-ins, cravings and lapses in it.
    pub entries: u32,
    /// The same in the vault as it is now.
    pub entries_now: u32,
    /// Whether it is a copy of this vault.
    pub same_vault: bool,
}

/// The place that was picked last.
#[derive(Debug, Clone)]
pub(crate) struct Chosen {
    path: PathBuf,
    purpose: ElsewherePurpose,
}

/// A copy that was found whole while its vault was not open to remember it.
pub(crate) type Unnoted = Option<([u8; 16], i64)>;

impl App {
    /// What is known about the copy elsewhere. Needs no open vault.
    ///
    /// # Errors
    /// Those of damage.
    pub fn elsewhere_get(&self, _: Empty) -> Result<Elsewhere> {
        let state = self.state();
        let Some(open) = state.open.as_ref() else {
            return Ok(Elsewhere {
                available: self.ports.places.is_some(),
                last_ms: None,
                due: false,
                unprotected: false,
            });
        };
        let last = settings::elsewhere_ms(&open.store)?;
        Ok(Elsewhere {
            available: self.ports.places.is_some(),
            last_ms: (last > 0).then_some(last),
            due: self.elsewhere_is_due(open)?,
            unprotected: is_for_device(&open.header),
        })
    }

    /// Asks the person for a place, and keeps it for the command that follows. A file to open is looked at: whether
    /// some passphrase may open it.
    ///
    /// # Errors
    /// [`Error::FileForeign`], [`Error::FileDamaged`], [`Error::Place`]; [`Error::Locked`] when saving.
    pub fn elsewhere_choose(&self, request: ElsewhereChooseRequest) -> Result<ElsewhereChosen> {
        let places = self.ports.places.as_ref().ok_or(Error::Request)?;
        let picked = match request.purpose {
            ElsewherePurpose::Save => {
                self.with_open(|_| Ok(()))?;
                places.pick_save(&self.proposed_name())
            }
            ElsewherePurpose::Open => places.pick_open(),
        };
        let picked = picked.map_err(|source| place("asking for a place", source))?;
        let Some(path) = picked else {
            return Ok(ElsewhereChosen { name: None });
        };
        match request.purpose {
            ElsewherePurpose::Save => self.refuse_own_folder(&path)?,
            ElsewherePurpose::Open => self.look_at(&path)?,
        }
        let name = path.file_name().unwrap_or_default();
        let name = Some(name.to_string_lossy().into_owned());
        *self.chosen() = Some(Chosen {
            path,
            purpose: request.purpose,
        });
        Ok(ElsewhereChosen { name })
    }

    /// Saves a copy in the chosen place, reads it back from end to end, and gives it its name.
    ///
    /// # Errors
    /// [`Error::Request`] when no place was chosen; a wrong passphrase or code, or too many tries; [`Error::Place`];
    /// when locked or stopped; those of the disk. Then a file that stood there is as it was.
    pub fn elsewhere_create(&self, request: ElsewhereProofRequest) -> Result<ElsewhereSaved> {
        let place = self.place_for(ElsewherePurpose::Save)?;
        self.prove(&request.proof)?;
        let secret = secret_of(&request.proof)?;
        let work = self.work.begin()?;
        let folder = self.home.copy_folder("leaving")?;
        let journal = folder.join(crate::home::JOURNAL_FILE);
        let saved = self
            .copy_for_elsewhere(&journal, &work)
            .and_then(|found| self.put_elsewhere(&found, &journal, &place, &secret, &work));
        self.home.remove_copy(&folder);
        let (found, bytes) = saved?;
        self.note_elsewhere(found.header.vault_id(), found.manifest.made_ms);
        Ok(ElsewhereSaved {
            entries: found.manifest.entries,
            bytes,
        })
    }

    /// Opens a copy of the chosen file and checks it from end to end.
    ///
    /// # Errors
    /// Those of [`elsewhere_restore`](Self::elsewhere_restore), and [`Error::Locked`].
    pub fn elsewhere_check(&self, request: ElsewhereProofRequest) -> Result<ElsewhereContent> {
        let (entries_now, vault_id) =
            self.with_open(|open| Ok((open.store.journey().count()?, *open.header.vault_id())))?;
        let work = self.work.begin()?;
        let folder = self.home.copy_folder("looking")?;
        let journal = folder.join(crate::home::JOURNAL_FILE);
        let looked = self
            .take_out(&request.proof, &journal, work.part(100, 700))
            .and_then(|(found, key)| {
                let entries = prove(&journal, &found.header, &key, &work)?;
                Ok((found, entries))
            });
        self.home.remove_copy(&folder);
        let (found, entries) = looked?;
        let at_ms = found.manifest.made_ms;
        self.note_elsewhere(found.header.vault_id(), at_ms);
        Ok(ElsewhereContent {
            at_ms,
            entries,
            entries_now,
            same_vault: *found.header.vault_id() == vault_id,
        })
    }

    /// Makes the vault of the chosen file this device's, and opens it. A vault that is here is kept beside it. Works
    /// without a vault, and on a locked and on a damaged one.
    ///
    /// # Errors
    /// [`Error::Request`] when no file was chosen; [`Error::FileForeign`], [`Error::FileDamaged`]; a wrong passphrase
    /// or code, or too many tries; a newer Mainstay's file; [`Error::Place`]; when stopped; those of the disk. Then
    /// everything is as it was.
    pub fn elsewhere_restore(&self, request: ElsewhereProofRequest) -> Result<AppStatus> {
        self.home.hold_lock()?;
        let work = self.work.begin()?;
        let mut at = None;
        let status = self.restore(&work, |journal| {
            let (found, key) = self.take_out(&request.proof, journal, work.part(100, 600))?;
            at = Some((*found.header.vault_id(), found.manifest.made_ms));
            Ok((found.header, key))
        })?;
        if let Some((vault_id, made_ms)) = at {
            self.note_elsewhere(&vault_id, made_ms);
        }
        Ok(status)
    }

    /// Puts off the word about a copy elsewhere by a week.
    ///
    /// # Errors
    /// [`Error::Locked`], and those of the disk.
    pub fn elsewhere_dismiss(&self, _: Empty) -> Result<Empty> {
        let until = self.ports.clock.now_ms().saturating_add(PUT_OFF_MS);
        let change = self.change()?;
        self.with_open(|open| {
            open.store.write(change, |write| {
                settings::put_elsewhere_put_off_ms(write, until)
            })?;
            Ok(Empty {})
        })
    }

    /// Whether the newest copy elsewhere, or a vault without one, is so old that a new one should be offered.
    pub(crate) fn elsewhere_is_due(&self, open: &Open) -> Result<bool> {
        let now = self.ports.clock.now_ms();
        let last = settings::elsewhere_ms(&open.store)?.max(open.header.created_ms());
        let is_put_off = now < settings::elsewhere_put_off_ms(&open.store)?;
        let is_old = now.saturating_sub(last) >= DUE_AFTER_MS;
        let can_be_made = self.ports.places.is_some() && !is_for_device(&open.header);
        Ok(can_be_made && is_old && !is_put_off)
    }

    /// Remembers in its vault that a copy made at `made_ms` was found whole; when that is not open, once it is. Where
    /// it cannot be written, a new one is offered too early.
    fn note_elsewhere(&self, vault_id: &[u8; 16], made_ms: i64) {
        let made_ms = made_ms.min(self.ports.clock.now_ms());
        *self.unnoted() = Some((*vault_id, made_ms));
        if let Some(open) = self.state().open.as_ref() {
            self.note_unnoted(open);
        }
    }

    /// Writes down what could not be while the vault was locked.
    pub(crate) fn note_unnoted(&self, open: &Open) {
        let Some((vault_id, made_ms)) = *self.unnoted() else {
            return;
        };
        let known = settings::elsewhere_ms(&open.store);
        if vault_id != *open.header.vault_id() || known.is_ok_and(|known| known >= made_ms) {
            return;
        }
        let written = self.change().and_then(|change| {
            open.store
                .write(change, |write| settings::put_elsewhere_ms(write, made_ms))
        });
        if written.is_ok() {
            *self.unnoted() = None;
        }
    }

    /// Says nothing of what it is for.
    fn proposed_name(&self) -> String {
        let now = self.now();
        let day = day_of(now.at_ms, now.zone, DayStart::default());
        format!("journal-{day}.age")
    }

    /// Nobody means to save over the vault itself.
    pub(crate) fn refuse_own_folder(&self, path: &Path) -> Result<()> {
        let real = |path: &Path| path.canonicalize();
        let folder = path.parent().unwrap_or(path);
        let inside = match (real(folder), real(self.home.folder())) {
            (Ok(folder), Ok(own)) => folder.starts_with(own),
            _ => false,
        };
        if inside || path.file_name().is_none() {
            return Err(Error::Place {
                operation: "saving into the app's own folder",
                source: None,
            });
        }
        Ok(())
    }

    pub(crate) fn place_for(&self, purpose: ElsewherePurpose) -> Result<PathBuf> {
        let chosen = self.chosen().clone();
        let place = chosen.filter(|chosen| chosen.purpose == purpose);
        place.map(|chosen| chosen.path).ok_or(Error::Request)
    }
}
