//! What an entry was before, and what was removed: to read, and to bring back. Bringing back is a write like any other,
//! which can be undone.

use crate::error::InField;
use crate::{App, Empty, Error, Result, Written};
use mainstay_domain::{
    free_name, is_called, ChangeId, CheckInItem, EntryKind, JourneyEntry, Medicine, MedicineId,
    MyMeetingId, Name, Removed, RowId, Version,
};
use mainstay_store::{Error as StoreError, Write};
use serde_json::Value;

/// How long what was removed is listed: 30 days, in milliseconds.
pub(crate) const LISTED_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// Within this time, an answer that only adds to the one before is a step of the same entry: an hour, in milliseconds.
const ONE_SITTING_MS: i64 = 60 * 60 * 1_000;

/// Something that was removed, to bring back.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct RemovedRestoreRequest {
    /// Its id.
    pub id: RowId,
}

/// Whose history.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HistoryGetRequest {
    /// What sort of entry it is.
    pub kind: EntryKind,
    /// The entry.
    pub id: RowId,
}

/// A state to bring back.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HistoryRestoreRequest {
    /// What sort of entry it is.
    pub kind: EntryKind,
    /// The entry.
    pub id: RowId,
    /// The write after which it stood so.
    pub change: ChangeId,
}

impl App {
    /// What was removed in the last 30 days and has not come back, newest first.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn removed_list(&self, _: Empty) -> Result<Vec<Removed>> {
        let since = self.ports.clock.now_ms().saturating_sub(LISTED_MS);
        self.with_open(|open| Ok(open.store.history().removed(since)?))
    }

    /// Brings back what was removed, with what went with it. A check-in item or a medicine whose name another one has by
    /// now comes back with a number behind it.
    ///
    /// # Errors
    /// Not found; a conflict when it is there already; a diary note whose day has another one; [`Error::Locked`].
    pub fn removed_restore(&self, request: RemovedRestoreRequest) -> Result<Written<RowId>> {
        let restored = self.write_planned(|planned, _| {
            planned.write.history().restore(request.id)?;
            tell_apart(planned.write, request.id)?;
            tell_medicine_apart(planned.write, request.id)?;
            planned.attend_again(request.id)?;
            Ok(request.id)
        });
        // Its schedules may have come back with it.
        self.forget_planner();
        let restored = restored?;
        self.settle_attendances()?;
        Ok(restored)
    }

    /// What an entry is, and each state before in which something else stood, newest first.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn history_get(&self, request: HistoryGetRequest) -> Result<Vec<Version>> {
        let versions = self.with_open(|open| {
            let history = open.store.history();
            Ok(history.versions(request.kind, request.id)?)
        })?;
        if versions.is_empty() {
            return Err(StoreError::NotFound.into());
        }
        Ok(without_steps(versions))
    }

    /// Makes an entry what it was after an earlier write. A goal or a check-in item that is gone by now
    /// does not come back with it.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn history_restore(&self, request: HistoryRestoreRequest) -> Result<Written<JourneyEntry>> {
        self.write(|write, _| {
            let history = write.history().read();
            let versions = history.versions(request.kind, request.id)?;
            let was = versions
                .into_iter()
                .find(|version| version.change == request.change);
            let mut entry = was.ok_or(StoreError::NotFound)?.entry;
            forget_what_is_lost(write, &mut entry)?;
            put(write, &entry)?;
            Ok::<_, Error>(entry)
        })
    }
}

fn tell_apart(write: &Write<'_>, id: RowId) -> Result<()> {
    let items = write.check_in_items();
    let (back, others): (Vec<_>, Vec<_>) = items
        .read()
        .list()?
        .into_iter()
        .partition(|item| item.id.as_bytes() == id.as_bytes());
    for item in back {
        let is_taken = |name: &Name| others.iter().any(|other| is_called(other, name));
        let name = free_name(&item.name, is_taken).in_field("name")?;
        if name != item.name {
            items.update(&CheckInItem { name, ..item })?;
        }
    }
    Ok(())
}

/// The same of a medicine that is taken: two that look the same would be mistaken for each other.
fn tell_medicine_apart(write: &Write<'_>, id: RowId) -> Result<()> {
    let medicines = write.medicines();
    let (back, others): (Vec<_>, Vec<_>) = medicines
        .read()
        .list()?
        .into_iter()
        .filter(Medicine::is_taken)
        .partition(|medicine| medicine.id.as_bytes() == id.as_bytes());
    for medicine in back {
        let called = |name: &Name| Medicine {
            name: name.clone(),
            ..medicine.clone()
        };
        let is_taken = |name: &Name| others.iter().any(|other| other.is_same(&called(name)));
        let name = free_name(&medicine.name, is_taken).in_field("name")?;
        if name != medicine.name {
            medicines.update(&called(&name))?;
        }
    }
    Ok(())
}

/// A state that the next one only added to, soon after, is no other text: nobody misses it.
fn without_steps(versions: Vec<Version>) -> Vec<Version> {
    let mut told: Vec<Version> = Vec::new();
    for version in versions {
        let is_step = told.last().is_some_and(|later| {
            let sitting = later.written_ms.saturating_sub(version.written_ms);
            (0..ONE_SITTING_MS).contains(&sitting) && adds_to(&later.entry, &version.entry)
        });
        if !is_step {
            told.push(version);
        }
    }
    told
}

/// Whether `later` says all that `earlier` says and perhaps more: nothing was changed or taken out.
fn adds_to(later: &JourneyEntry, earlier: &JourneyEntry) -> bool {
    let json = |entry| serde_json::to_value(entry).unwrap_or_default();
    holds(&json(later), &json(earlier))
}

fn holds(later: &Value, earlier: &Value) -> bool {
    match (later, earlier) {
        (_, Value::Null) => true,
        (Value::String(later), Value::String(earlier)) => later.starts_with(earlier.as_str()),
        (Value::Array(later), Value::Array(earlier)) => earlier.iter().all(|value| {
            // An answer in words may have grown; a tag that grew is another tag.
            let grown = |later: &Value| value.is_object() && holds(later, value);
            later.iter().any(|later| later == value || grown(later))
        }),
        (Value::Object(later), Value::Object(earlier)) => earlier
            .iter()
            .all(|(name, value)| later.get(name).is_some_and(|later| holds(later, value))),
        (later, earlier) => later == earlier,
    }
}

fn forget_what_is_lost(write: &Write<'_>, entry: &mut JourneyEntry) -> Result<()> {
    let goal = match entry {
        JourneyEntry::CheckIn(check_in) => {
            let items = write.check_in_items().read().list()?;
            let answers = &mut check_in.answers.items;
            answers.retain(|answer| items.iter().any(|item| item.id == answer.item_id));
            return Ok(());
        }
        JourneyEntry::Craving(craving) => &mut craving.answers.goal_id,
        JourneyEntry::Lapse(lapse) => &mut lapse.goal_id,
        JourneyEntry::UseEntry(entry) => &mut entry.goal_id,
        JourneyEntry::Attendance(entry) => {
            let all = write.my_meetings().read().list()?;
            let is_there = |id: &MyMeetingId| all.iter().any(|one| one.id == *id);
            entry.meeting_id = entry.meeting_id.filter(is_there);
            // Which occurrence it is of, the ledger says, and not what was written then.
            entry.occurrence = write.attendances().read().get(entry.id)?.occurrence;
            return Ok(());
        }
        JourneyEntry::SideEffect(entry) => {
            entry.medicine_id = there(write, entry.medicine_id)?;
            return Ok(());
        }
        JourneyEntry::Question(entry) => {
            entry.medicine_id = there(write, entry.medicine_id)?;
            return Ok(());
        }
        JourneyEntry::JournalEntry(_) | JourneyEntry::DiaryNote(_) => return Ok(()),
    };
    let goals = write.goals().read().list()?;
    *goal = goal.filter(|id| goals.iter().any(|there| there.id == *id));
    Ok(())
}

/// A medicine that is still kept.
fn there(write: &Write<'_>, id: Option<MedicineId>) -> Result<Option<MedicineId>> {
    let all = write.medicines().read().list()?;
    Ok(id.filter(|id| all.iter().any(|one| one.id == *id)))
}

fn put(write: &Write<'_>, entry: &JourneyEntry) -> Result<()> {
    match entry {
        JourneyEntry::CheckIn(entry) => write.check_ins().update(entry),
        JourneyEntry::Craving(entry) => write.cravings().update(entry),
        JourneyEntry::Lapse(entry) => write.lapses().update(entry),
        JourneyEntry::JournalEntry(entry) => write.journal_entries().update(entry),
        JourneyEntry::UseEntry(entry) => write.use_entries().update(entry),
        JourneyEntry::DiaryNote(entry) => write.diary_notes().update(entry),
        JourneyEntry::Attendance(entry) => write.attendances().update(entry),
        JourneyEntry::SideEffect(entry) => write.side_effects().update(entry),
        JourneyEntry::Question(entry) => write.questions().update(entry),
    }?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use mainstay_domain::{JournalEntry, JournalEntryId, Logged, LongText};

    fn entry(text: &str, tags: &[&str], at_ms: i64) -> JourneyEntry {
        JourneyEntry::JournalEntry(JournalEntry {
            id: JournalEntryId::new(1, &[0; 10]),
            when: Logged {
                at_ms,
                zone: "UTC".into(),
                day_on: "2026-11-21".parse().unwrap(),
            },
            text: LongText::new(text).unwrap(),
            tags: tags.iter().map(|tag| Name::new(tag).unwrap()).collect(),
        })
    }

    #[test]
    fn more_words_and_tags_only_add() {
        let short = entry("one", &["a"], 1);
        assert!(adds_to(&entry("one two", &["a", "b"], 1), &short));
        for (other, why) in [
            (entry("on", &["a"], 1), "words went"),
            (entry("One two", &["a"], 1), "a word changed"),
            (entry("one", &["b"], 1), "a tag changed"),
            (entry("one", &["a"], 2), "its time changed"),
        ] {
            assert!(!adds_to(&other, &short), "{why}");
        }
    }
}
