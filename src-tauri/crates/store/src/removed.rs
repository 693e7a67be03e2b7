//! What was removed, and how it comes back.
//!
//! The changeset of the write that removed a row has all that stood in it, and the rows that went with it or lost their
//! link to it. Coming back is a new write: it never fails for what was changed since, but leaves that as it is.

mod dose;
mod kind;

use crate::changeset::{rows, Op, RowChange};
use crate::error::During;
use crate::history::{columns, HistoryReader, HistoryWriter, State, Tables};
use crate::row::RowExt;
use crate::table::{
    self, appointment, check_in_item, coping_date, goal, medicine, my_meeting, own_reminder,
    person, visit,
};
use crate::{Damage, Error, Result};
use kind::Kind;
use mainstay_domain::{Removed, RemovedRow, RowId};
use rusqlite::types::Value;
use rusqlite::{params_from_iter, Connection, OptionalExtension, Row};
use std::collections::btree_map::{BTreeMap, Entry};

/// The most that are listed: the newest.
const MOST: u32 = 500;

/// The write that removed a row last.
struct Removal {
    id: RowId,
    number: i64,
    at_ms: i64,
}

impl HistoryReader<'_> {
    /// What was removed since `since_ms` (milliseconds since 1970 UTC) and is not there now, newest first.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is.
    pub fn removed(&self, since_ms: i64) -> Result<Vec<Removed>> {
        let mut all = Vec::new();
        let mut read: BTreeMap<i64, Vec<RowChange>> = BTreeMap::new();
        for kind in Kind::ALL {
            for removal in self.removals(kind.tables(), since_ms)? {
                let changes = match read.entry(removal.number) {
                    Entry::Occupied(there) => there.into_mut(),
                    Entry::Vacant(place) => place.insert(changes_in(self.0, removal.number)?),
                };
                if let Some(removed) = self.as_it_was(kind, &removal, changes)? {
                    if self.can_come_back(&removed.what)? {
                        all.push(removed);
                    }
                }
            }
        }
        all.sort_by_key(|removed| std::cmp::Reverse(removed.removed_ms));
        Ok(all)
    }

    /// When a row was removed, in milliseconds since 1970 UTC, if it did not come back. Also of stays and breaks, which
    /// are in no list.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is.
    pub fn removed_ms(&self, id: RowId) -> Result<Option<i64>> {
        const SQL: &str =
            "SELECT iif(op = 'delete', at_ms, NULL) FROM change_rows JOIN changes USING (number)
             WHERE row_id = ?1 AND table_name = ?2 ORDER BY number DESC LIMIT 1";
        for own in Kind::ALL
            .map(|kind| kind.tables().own)
            .iter()
            .chain(&["stays", "goal_breaks"])
        {
            let values = (id.as_bytes(), own);
            let gone = self.0.query_row(SQL, values, |row| row.get(0)).optional();
            let gone: Option<Option<i64>> = gone.during("looking for what is gone")?;
            if let Some(Some(removed_ms)) = gone {
                return Ok(Some(removed_ms));
            }
        }
        Ok(None)
    }

    /// Whether what it means nothing without is there. A line went with its appointment, and comes back with it.
    fn can_come_back(&self, what: &RemovedRow) -> Result<bool> {
        let RemovedRow::VisitLine(line) = what else {
            return Ok(true);
        };
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM appointments WHERE id = ?1)";
        let of = line.appointment_id;
        let found = self.0.query_row(SQL, [of.as_bytes()], |row| row.get(0));
        found.during("listing what was removed")
    }

    fn removals(&self, tables: Tables, since_ms: i64) -> Result<Vec<Removal>> {
        let sql = format!(
            "SELECT row_id, max(number) AS number, at_ms FROM
               (SELECT row_id, number, at_ms FROM change_rows JOIN changes USING (number)
                WHERE table_name = ?1 AND op = 'delete' ORDER BY number DESC LIMIT ?2)
             WHERE at_ms >= ?3 AND row_id NOT IN (SELECT id FROM \"{}\" WHERE id = row_id) GROUP BY row_id",
            tables.own
        );
        let mut statement = self
            .0
            .prepare_cached(&sql)
            .during("listing what was removed")?;
        let found = statement
            .query_map((tables.own, MOST, since_ms), removal)
            .during("listing what was removed")?;
        found
            .collect::<rusqlite::Result<_>>()
            .during("listing what was removed")
    }

    /// `None` for what cannot come back by itself any more.
    fn as_it_was(
        &self,
        kind: Kind,
        removal: &Removal,
        changes: &[RowChange],
    ) -> Result<Option<Removed>> {
        let tables = kind.tables();
        let state = State::before_removal(tables, removal.id, changes);
        let columns = columns(self.0, tables.own)?;
        let own = state.own.as_deref().unwrap_or_default();
        let what = match kind {
            Kind::Entry(kind) => {
                let entry = self.entry(kind, &columns, &state)?;
                RemovedRow::Entry(entry.ok_or(Error::Damaged(Damage::Value))?)
            }
            Kind::Goal => RemovedRow::Goal(self.read(&columns, own, goal::goal)?),
            Kind::Item => {
                RemovedRow::CheckInItem(self.read(&columns, own, check_in_item::check_in_item)?)
            }
            Kind::Person => RemovedRow::Person(self.read(&columns, own, person::person)?),
            Kind::Appointment => {
                RemovedRow::Appointment(self.read(&columns, own, appointment::appointment)?)
            }
            Kind::CopingDate => {
                RemovedRow::CopingDate(self.read(&columns, own, coping_date::coping_date)?)
            }
            Kind::VisitLine => RemovedRow::VisitLine(self.read(&columns, own, visit::line)?),
            Kind::OwnReminder => {
                RemovedRow::OwnReminder(self.read(&columns, own, own_reminder::own_reminder)?)
            }
            Kind::MyMeeting => {
                RemovedRow::MyMeeting(self.read(&columns, own, my_meeting::my_meeting)?)
            }
            Kind::Medicine => RemovedRow::Medicine(self.read(&columns, own, medicine::medicine)?),
            Kind::Dose => {
                let dose = self.read(&columns, own, table::dose::dose)?;
                let Some(dose) = self.removed_dose(dose)? else {
                    return Ok(None);
                };
                RemovedRow::Dose(dose)
            }
        };
        Ok(Some(Removed {
            id: removal.id,
            removed_ms: removal.at_ms,
            what,
        }))
    }
}

impl HistoryWriter<'_> {
    /// Brings back what was removed, with what went with it, as far as that is not there now.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was never removed, [`Error::Overtaken`] when it is there, [`Error::DayTaken`] when
    /// another one has its day.
    pub fn restore(&self, id: RowId) -> Result<()> {
        for kind in Kind::ALL {
            let own = kind.tables().own;
            if let Some(number) = self.last_removal(own, id)? {
                let changes = changes_in(self.0, number)?;
                return self.bring_back(own, id, &changes);
            }
        }
        Err(Error::NotFound)
    }

    fn last_removal(&self, own: &str, id: RowId) -> Result<Option<i64>> {
        const SQL: &str = "SELECT max(number) FROM change_rows WHERE row_id = ?1 AND table_name = ?2 AND op = 'delete'";
        self.0
            .query_row(SQL, (id.as_bytes(), own), |row| row.get(0))
            .during("finding what was removed")
    }

    fn bring_back(&self, own: &str, id: RowId, changes: &[RowChange]) -> Result<()> {
        let key = Value::Blob(id.as_bytes().to_vec());
        let removed = |change: &&RowChange| change.op == Op::Delete;
        let itself = |change: &&RowChange| change.table == own && change.row_id() == Some(id);
        let row = changes.iter().filter(removed).find(itself);
        let row = row.ok_or(Error::NotFound)?;
        if !self.insert(row)? {
            let is_there = self.is_there(own, &key)?;
            return Err(if own == "diary_notes" && !is_there {
                Error::DayTaken
            } else {
                Error::Overtaken
            });
        }
        if own == "doses" {
            return self.bring_answers_back(row, changes);
        }
        let links_of = |change: &RowChange| {
            let links = references(self.0, &change.table)?;
            let points =
                |link: &Reference| link.to == own && change.old_at(link.column) == Some(&key);
            Ok::<_, Error>(links.into_iter().find(points))
        };
        let mut with_it = Vec::new();
        for change in changes.iter().filter(|change| change.table != own) {
            with_it.extend(links_of(change)?.map(|link| (change, link)));
        }
        let gone = with_it.iter().filter(|(change, _)| removed(change));
        let mut owners = vec![key.clone()];
        owners.extend(gone.filter_map(|(change, _)| change.key.first().cloned()));
        // First, because what a medicine says about its schedules means nothing without them.
        self.bring_schedules_back(&owners, changes)?;
        for (change, link) in with_it {
            if removed(&change) {
                self.insert(change)?;
            } else {
                self.point_again(change, &link, &key)?;
            }
        }
        Ok(())
    }

    /// The schedules of what came back, with their revisions and answers: `owner_id` is no reference of SQL.
    fn bring_schedules_back(&self, owners: &[Value], changes: &[RowChange]) -> Result<()> {
        let removed = |table: &'static str, column: usize, of: &[Value]| {
            let gone = changes.iter().filter(move |change| {
                let is_gone = change.op == Op::Delete && change.table == table;
                is_gone && change.old_at(column).is_some_and(|id| of.contains(id))
            });
            gone.collect::<Vec<_>>()
        };
        let mut schedules = Vec::new();
        for schedule in removed("schedules", 2, owners) {
            self.insert(schedule)?;
            schedules.extend(schedule.key.first().cloned());
        }
        let revisions = removed("schedule_revisions", 0, &schedules);
        let answers = removed("answers", 1, &schedules);
        for row in revisions.into_iter().chain(answers) {
            self.insert(row)?;
        }
        Ok(())
    }

    /// Adds a removed row again; whether it was missing. What it refers to may be gone: then it goes without, or not
    /// at all where it means nothing without.
    fn insert(&self, change: &RowChange) -> Result<bool> {
        let columns = columns(self.0, &change.table)?;
        let mut row: Vec<(&str, Value)> = columns
            .iter()
            .zip(&change.old)
            .filter_map(|(column, value)| Some((column.name.as_str(), value.clone()?)))
            .collect();
        for link in references(self.0, &change.table)? {
            let Some((_, value)) = row.get_mut(link.column) else {
                continue;
            };
            if *value == Value::Null || self.is_there(&link.to, value)? {
                continue;
            }
            if link.is_needed {
                return Ok(false);
            }
            *value = Value::Null;
        }
        self.insert_values(&change.table, &row)
    }

    fn insert_values(&self, table: &str, row: &[(&str, Value)]) -> Result<bool> {
        let names: Vec<String> = row.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        let places = vec!["?"; row.len()].join(", ");
        let sql = format!(
            "INSERT INTO \"{table}\" ({}) VALUES ({places}) ON CONFLICT DO NOTHING",
            names.join(", ")
        );
        let values = params_from_iter(row.iter().map(|(_, value)| value));
        let added = self.0.execute(&sql, values).during("bringing a row back")?;
        Ok(added > 0)
    }

    fn is_there(&self, table: &str, id: &Value) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM \"{table}\" WHERE id = ?1)");
        self.0
            .query_row(&sql, [id], |row| row.get(0))
            .during("bringing a row back")
    }

    /// A row that lost its link when the other was removed gets it back, unless it has another one by now.
    fn point_again(&self, change: &RowChange, link: &Reference, key: &Value) -> Result<()> {
        let sql = format!(
            "UPDATE \"{}\" SET \"{1}\" = ?1 WHERE id = ?2 AND \"{1}\" IS NULL",
            change.table, link.name
        );
        self.0
            .execute(&sql, (key, change.key.first()))
            .during("bringing a link back")?;
        Ok(())
    }
}

/// A column that refers to the `id` of another table.
#[derive(Debug)]
struct Reference {
    column: usize,
    name: String,
    to: String,
    /// The row means nothing without it.
    is_needed: bool,
}

fn references(connection: &Connection, table: &str) -> Result<Vec<Reference>> {
    const SQL: &str = "SELECT cid, name, \"table\" AS target, \"notnull\" AS needed
         FROM pragma_foreign_key_list(?1) AS f JOIN pragma_table_info(?1) AS c ON c.name = f.\"from\"";
    let mut statement = connection
        .prepare_cached(SQL)
        .during("reading references")?;
    let references = statement
        .query_map([table], |row| {
            Ok(Reference {
                column: row.get::<_, u32>("cid")? as usize,
                name: row.get("name")?,
                to: row.get("target")?,
                is_needed: row.get("needed")?,
            })
        })
        .during("reading references")?;
    references
        .collect::<rusqlite::Result<_>>()
        .during("reading references")
}

fn changes_in(connection: &Connection, number: i64) -> Result<Vec<RowChange>> {
    const SQL: &str = "SELECT changeset FROM changes WHERE number = ?1";
    let changeset: Option<Vec<u8>> = connection
        .query_row(SQL, [number], |row| row.get(0))
        .optional()
        .during("reading a change")?;
    rows(&changeset.ok_or(Error::NotFound)?)
}

fn removal(row: &Row<'_>) -> rusqlite::Result<Removal> {
    Ok(Removal {
        id: row.value("row_id", |bytes: Vec<u8>| RowId::from_slice(&bytes))?,
        number: row.get("number")?,
        at_ms: row.get("at_ms")?,
    })
}
