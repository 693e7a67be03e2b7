//! Where quick entries wait while the vault is locked, and how unlocking takes them in.
//!
//! ```text
//! <data folder>/inbox/<id>              one sealed record; <id>: the entry's UUIDv7
//! <data folder>/inbox/<id>.unreadable   one that this vault's key does not open; kept, and not looked at again
//! ```
//! A record is flushed to the disk before the person hears that it is kept. All records are taken in by one
//! transaction, which also remembers their ids, and only then removed: so a kill at any point neither loses one nor
//! takes one in twice.

use crate::home::Home;
use crate::session::{Merged, Open};
use crate::{App, Error, Result};
use mainstay_domain::{
    ChangeId, DayStart, Moment, OwnReminderKind, QuickAnswer, QuickEntry, QuickEntryId, Unsealed,
};
use mainstay_store::Write;
use mainstay_vault::{self as vault, INBOX_RECORD_BYTES};
use std::path::PathBuf;

const FOLDER: &str = "inbox";
const UNREADABLE: &str = "unreadable";

/// The most records that wait. Whoever holds a locked phone must not be able to fill it.
const MOST: usize = 500;

/// The record of an entry: its JSON, padded with spaces.
pub(crate) fn to_record(entry: &QuickEntry) -> Result<[u8; INBOX_RECORD_BYTES]> {
    let text = serde_json::to_vec(entry).map_err(|_| Error::Request)?;
    let mut record = [b' '; INBOX_RECORD_BYTES];
    // The longest name of a zone has 32 letters; there is room for twice that.
    let place = record.get_mut(..text.len()).ok_or(Error::Request)?;
    place.copy_from_slice(&text);
    Ok(record)
}

impl Home {
    /// Seals nothing itself: keeps a sealed record under its entry's id, on the disk when it returns.
    pub(crate) fn put_into_inbox(&self, id: QuickEntryId, sealed: &[u8]) -> Result<()> {
        let folder = self.folder().join(FOLDER);
        // On the disk before what is in it: else a power cut takes the folder, and each record with it.
        let made = self.ports().files.make_folder(&folder);
        made.map_err(|source| Error::from_io("making the inbox's folder", source))?;
        let path = self.record_path(id);
        if !path.exists() && self.inbox().len() >= MOST {
            return Err(Error::InboxFull);
        }
        let written = self.ports().files.write(&path, sealed);
        written.map_err(|source| Error::from_io("keeping a quick entry", source))
    }

    /// The records that wait, oldest first. What is not named by an id is not ours, or a draft that a kill left.
    fn inbox(&self) -> Vec<QuickEntryId> {
        let entries = std::fs::read_dir(self.folder().join(FOLDER));
        let names = entries.into_iter().flatten().flatten();
        let mut ids: Vec<QuickEntryId> = names
            .filter_map(|entry| QuickEntryId::parse(entry.file_name().to_str()?).ok())
            .collect();
        ids.sort_unstable();
        ids
    }

    /// What could not be removed is remembered in the journal, and does no harm.
    pub(crate) fn take_out_of_inbox(&self, id: QuickEntryId) -> Result<()> {
        let removed = self.ports().files.remove(&self.record_path(id));
        removed.map_err(|source| Error::from_io("removing a quick entry", source))
    }

    fn set_record_aside(&self, id: QuickEntryId) {
        let path = self.record_path(id);
        // Looked at again the next time where it cannot be moved.
        let _ = self
            .ports()
            .files
            .rename(&path, &path.with_extension(UNREADABLE));
    }

    fn record_path(&self, id: QuickEntryId) -> PathBuf {
        self.folder().join(FOLDER).join(id.to_string())
    }
}

/// What the inbox holds, as far as it could be read.
#[derive(Debug, Default)]
struct Waiting {
    entries: Vec<QuickEntry>,
    unreadable: Vec<QuickEntryId>,
    /// Those that the disk did not give now, and those of a newer version.
    later: u32,
}

impl App {
    /// Takes the sealed inbox in. What cannot be taken in now waits for a later look, or for the next unlock: it keeps
    /// nobody out.
    pub(crate) fn merge_inbox(&self, open: &mut Open) -> Result<()> {
        let waiting = self.read_inbox(open);
        let mut merged = Merged {
            waiting: waiting.later,
            // What came in of it before, at an unlock that could not take in all.
            ..open.merged.unwrap_or_default()
        };
        let done = self.take_all_in(open, &waiting.entries, &mut merged);
        for entry in &waiting.entries {
            if done.is_ok() || !is_new(open, entry) {
                let _ = self.home.take_out_of_inbox(entry.id);
            } else {
                merged.waiting += 1;
            }
        }
        for id in waiting.unreadable {
            self.home.set_record_aside(id);
            merged.unreadable += 1;
        }
        open.merged = (merged != Merged::default()).then_some(merged);
        done
    }

    fn take_all_in(&self, open: &mut Open, all: &[QuickEntry], merged: &mut Merged) -> Result<()> {
        let is_answer = |entry: &&QuickEntry| entry.answer.is_pressed();
        let new = all.iter().filter(|entry| is_new(open, entry));
        let (answers, entries): (Vec<&QuickEntry>, Vec<_>) = new.partition(is_answer);
        if !entries.is_empty() {
            // Counted when they are on the disk.
            let mut told = *merged;
            told.change = Some(self.take_entries_in(open, &entries, &mut told)?);
            *merged = told;
        }
        self.take_answers_in(open, answers)
    }

    /// Check-ins and cravings, in one write. Where something reminds of a check-in, one answers it as it would have done
    /// in the open journal when it was made.
    fn take_entries_in(
        &self,
        open: &mut Open,
        entries: &[&QuickEntry],
        merged: &mut Merged,
    ) -> Result<ChangeId> {
        const KIND: OwnReminderKind = OwnReminderKind::CheckIn;
        if open.store.own_reminders().has(KIND)? {
            let written = self.write_planned_in(open, |planned, day_start| {
                let now_ms = planned.now.at_ms;
                entries.iter().try_for_each(|entry| {
                    take_in(planned.write, entry, day_start, now_ms, merged)?;
                    let (at_ms, zone) = (entry.at_ms, entry.zone);
                    match entry.answer {
                        QuickAnswer::CheckIn { .. } => {
                            planned.answer_own(KIND, Moment { at_ms, zone })
                        }
                        QuickAnswer::Craving { .. }
                        | QuickAnswer::Reminder { .. }
                        | QuickAnswer::Heard { .. } => Ok(()),
                    }
                })
            })?;
            return Ok(written.change);
        }
        let change = self.change()?;
        let day_start = crate::settings::read(&open.store)?.day_start_hour;
        open.store.write(change, |write| {
            entries
                .iter()
                .try_for_each(|entry| take_in(write, entry, day_start, change.at_ms, merged))
        })?;
        Ok(change.id)
    }

    /// Answers that were pressed on notifications. One to what is answered already, or known no more, changes nothing.
    fn take_answers_in(&self, open: &mut Open, answers: Vec<&QuickEntry>) -> Result<()> {
        if answers.is_empty() {
            return Ok(());
        }
        self.write_planned_in(open, |planned, day_start| {
            for entry in answers {
                let unsealed = entry.unsealed(day_start);
                let pressed = match unsealed.map_err(|_| Error::Request)? {
                    Unsealed::Answer(occurrence, answer) => planned.press(occurrence, answer),
                    Unsealed::Heard(occurrence, at) => planned.was_heard(occurrence, at),
                    Unsealed::CheckIn(_) | Unsealed::Craving(_) => continue,
                };
                match pressed {
                    Ok(_) | Err(Error::Store(mainstay_store::Error::NotFound)) => {}
                    Err(error) => return Err(error),
                }
                let now_ms = planned.now.at_ms;
                planned.write.inbox().note_merged(entry.id, now_ms)?;
            }
            Ok(())
        })
        .map(drop)
    }

    fn read_inbox(&self, open: &Open) -> Waiting {
        let mut waiting = Waiting::default();
        for id in self.home.inbox() {
            let sealed = match self.home.read(&self.home.record_path(id)) {
                Ok(Some(sealed)) => sealed,
                Ok(None) => continue,
                // One that cannot be read must not keep the others out.
                Err(_) => {
                    waiting.later += 1;
                    continue;
                }
            };
            match read_record(open, id, &sealed) {
                Ok(entry) => waiting.entries.push(entry),
                // A newer Mainstay wrote it, and will read it.
                Err(Error::Vault(vault::Error::NewerVersion { .. })) => waiting.later += 1,
                Err(_) => waiting.unreadable.push(id),
            }
        }
        waiting
    }
}

fn read_record(open: &Open, id: QuickEntryId, sealed: &[u8]) -> Result<QuickEntry> {
    let record = open.key.open_inbox_record(open.header.vault_id(), sealed);
    let record = record.map_err(Error::Vault)?;
    let entry: QuickEntry =
        serde_json::from_slice(record.as_slice()).map_err(|_| Error::Request)?;
    // A record that was copied under another name would come in twice.
    if entry.id == id {
        return Ok(entry);
    }
    Err(Error::Request)
}

/// Where the journal cannot say, taking it in again is refused by the entry's own key.
fn is_new(open: &Open, entry: &QuickEntry) -> bool {
    !open.store.inbox().is_merged(entry.id).unwrap_or(false)
}

fn take_in(
    write: &Write<'_>,
    entry: &QuickEntry,
    day_start: DayStart,
    now_ms: i64,
    merged: &mut Merged,
) -> Result<()> {
    let unsealed = entry.unsealed(day_start);
    match unsealed.map_err(|_| Error::Request)? {
        Unsealed::CheckIn(check_in) => write.check_ins().insert(&check_in)?,
        Unsealed::Craving(craving) => write.cravings().insert(&craving)?,
        Unsealed::Answer(..) | Unsealed::Heard(..) => return Err(Error::Request),
    }
    match entry.answer {
        QuickAnswer::Reminder { .. } | QuickAnswer::Heard { .. } => {}
        QuickAnswer::CheckIn { .. } => merged.check_ins += 1,
        QuickAnswer::Craving { .. } => merged.cravings += 1,
    }
    write.inbox().note_merged(entry.id, now_ms)?;
    Ok(())
}
