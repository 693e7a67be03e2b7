//! Putting the journal aside: for who can open it no more, and wants to go on with a new one.
//!
//! Nothing is deleted. The vault and what belongs to it move into a folder of their own, from which they can be brought
//! back: passphrases are remembered, and papers are found. No proof is asked for, because nothing is read or lost.
//!
//! ```text
//! <data folder>/aside.<ms>/    a vault that was put aside at <ms> since 1970 UTC, with its backups and its inbox;
//!                              without them when a restored vault took its place
//! ```
//! The vault moves last and comes back first: a kill in between leaves it in one place, whole.

use crate::home::Home;
use crate::{App, AppStatus, Empty, Error, Result};
use std::path::{Path, PathBuf};

const PREFIX: &str = "aside.";
const VAULT: &str = "vault";
/// What belongs to a vault beside its own folder.
const BESIDE: [&str; 4] = ["backups", "inbox", "reminders", "rescue"];

/// A journal that was put aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Aside {
    /// When it was put aside, in milliseconds since 1970 UTC. Names it.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
}

/// Names a journal that was put aside.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AsideRestoreRequest {
    /// When it was put aside.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub at_ms: i64,
}

impl App {
    /// The journals that were put aside, newest first.
    ///
    /// # Errors
    /// None; the result is for the command list's sake.
    pub fn aside_list(&self, _: Empty) -> Result<Vec<Aside>> {
        let times = self.home.asides().into_iter();
        Ok(times.map(|at_ms| Aside { at_ms }).collect())
    }

    /// Puts the journal aside, so that a new one can be made. For a vault that is locked or cannot be used.
    ///
    /// # Errors
    /// [`Error::Request`] while it is open; [`Error::VaultAbsent`] when there is nothing to put aside; [`Error::Busy`];
    /// those of the disk; then the vault is where it was.
    pub fn aside_create(&self, _: Empty) -> Result<AppStatus> {
        // A restore that runs puts a vault in place.
        let _work = self.work.begin()?;
        let mut state = self.state();
        if state.open.is_some() {
            return Err(Error::Request);
        }
        self.home.hold_lock()?;
        state.locks += 1;
        self.home.put_aside()?;
        state.quick.clear();
        drop(state);
        Ok(self.status())
    }

    /// Brings a journal back, locked. One that stands in its place is put aside in turn.
    ///
    /// # Errors
    /// Not found; [`Error::Busy`]; those of the disk.
    pub fn aside_restore(&self, request: AsideRestoreRequest) -> Result<AppStatus> {
        let _work = self.work.begin()?;
        let mut state = self.state();
        self.home.hold_lock()?;
        if !self.home.asides().contains(&request.at_ms) {
            return Err(Error::NoBackup);
        }
        self.close(&mut state);
        state.quick.clear();
        match self.home.make_room_for(request.at_ms) {
            Ok(()) | Err(Error::VaultAbsent) => {}
            Err(error) => return Err(error),
        }
        self.home.bring_back(request.at_ms)?;
        drop(state);
        Ok(self.status())
    }
}

impl Home {
    /// When each was put aside, newest first. A folder without a vault is what a kill left, and is none.
    fn asides(&self) -> Vec<i64> {
        let entries = std::fs::read_dir(self.folder())
            .into_iter()
            .flatten()
            .flatten();
        let mut times: Vec<i64> = entries
            .filter(|entry| entry.path().join(VAULT).is_dir())
            .filter_map(|entry| {
                entry
                    .file_name()
                    .to_str()?
                    .strip_prefix(PREFIX)?
                    .parse()
                    .ok()
            })
            .collect();
        times.sort_unstable_by(|a, b| b.cmp(a));
        times
    }

    fn put_aside(&self) -> Result<()> {
        let vault = self.vault_folder();
        let missing = std::fs::symlink_metadata(&vault).is_err();
        if missing && !self.had_one() {
            return Err(Error::VaultAbsent);
        }
        let folder = self.make_aside()?;
        for name in BESIDE {
            self.move_if_there(&self.folder().join(name), &folder.join(name))?;
        }
        // Before the last step: a vault that is there needs no note that there is one.
        self.forget_that_there_was_one();
        self.move_if_there(&vault, &folder.join(VAULT))
    }

    /// Puts the vault aside by itself, for a restored one: what belongs to it goes on with that one. Nothing to do
    /// where there is none.
    pub(crate) fn put_vault_aside(&self) -> Result<()> {
        let vault = self.vault_folder();
        if std::fs::symlink_metadata(&vault).is_err() {
            return Ok(());
        }
        let folder = self.make_aside()?;
        self.move_if_there(&vault, &folder.join(VAULT))
    }

    /// Puts aside what stands in the place of a journal that comes back. Of one and the same vault, its backups and
    /// what waits for it stay: they are that journal's own.
    fn make_room_for(&self, at_ms: i64) -> Result<()> {
        let coming = self.folder().join(format!("{PREFIX}{at_ms}"));
        let is_alone = !BESIDE.iter().any(|name| coming.join(name).exists());
        let id_of = |vault: &Path| self.headers_in(vault).map(|pair| *pair.header().vault_id());
        let ids = id_of(&coming.join(VAULT))
            .ok()
            .zip(id_of(&self.vault_folder()).ok());
        if is_alone && ids.is_some_and(|(coming, here)| coming == here) {
            return self.put_vault_aside();
        }
        self.put_aside()
    }

    fn make_aside(&self) -> Result<PathBuf> {
        let folder = self.dated(self.folder(), PREFIX);
        let made = self.ports().files.make_folder(&folder);
        made.map_err(|source| Error::from_io("making a folder to put a journal aside", source))?;
        Ok(folder)
    }

    fn bring_back(&self, at_ms: i64) -> Result<()> {
        let folder = self.folder().join(format!("{PREFIX}{at_ms}"));
        self.move_if_there(&folder.join(VAULT), &self.vault_folder())?;
        for name in BESIDE {
            // What cannot come along stays where it is; the journal is back.
            let _ = self.move_if_there(&folder.join(name), &self.folder().join(name));
        }
        self.remember();
        // Empty, it costs nothing; with something in it, it stays.
        let _ = std::fs::remove_dir(&folder);
        Ok(())
    }

    fn move_if_there(&self, from: &Path, to: &Path) -> Result<()> {
        if std::fs::symlink_metadata(from).is_err() {
            return Ok(());
        }
        let moved = self.ports().files.rename(from, to);
        moved.map_err(|source| Error::from_io("moving a journal", source))
    }
}
