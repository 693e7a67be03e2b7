//! What an entry was before, read back from the log of changes.
//!
//! A changeset says what stood in a row before a write. So the walk begins at what stands there now, and goes back
//! change by change. What a row held is read by the same function that reads it from its table.

use crate::changeset::{rows, Op, RowChange};
use crate::error::During;
use crate::row::RowExt;
use crate::table::{
    attendance, check_in, check_in_answer, craving, diary_note, journal_entry, lapse, question,
    side_effect, table, use_entry,
};
use crate::{Damage, Error, Result};
use mainstay_domain::{
    ChangeId, CheckIn, EntryKind, JourneyEntry, Name, RowId, TriggerId, Version,
};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row};

table!(history: HistoryReader, HistoryWriter);

/// The most versions of one entry that are read: the newest.
const MOST_VERSIONS: u32 = 500;

/// The tables of a kind of entry: its own, and the one with what belongs to it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tables {
    pub(crate) own: &'static str,
    pub(crate) links: Option<&'static str>,
}

/// Where entries of a kind stand.
pub(crate) const fn tables(kind: EntryKind) -> Tables {
    match kind {
        EntryKind::CheckIn => Tables {
            own: "check_ins",
            links: Some("check_in_answers"),
        },
        EntryKind::Craving => Tables {
            own: "cravings",
            links: Some("craving_triggers"),
        },
        EntryKind::Lapse => Tables {
            own: "lapses",
            links: Some("lapse_triggers"),
        },
        EntryKind::JournalEntry => Tables {
            own: "journal_entries",
            links: Some("journal_entry_tags"),
        },
        EntryKind::UseEntry => Tables {
            own: "use_entries",
            links: None,
        },
        EntryKind::DiaryNote => Tables {
            own: "diary_notes",
            links: None,
        },
        EntryKind::Attendance => Tables {
            own: "attendances",
            links: None,
        },
        EntryKind::SideEffect => Tables {
            own: "side_effects",
            links: None,
        },
        EntryKind::Question => Tables {
            own: "questions",
            links: None,
        },
    }
}

/// A column of a table: its name, and what it holds where a row was written before there was the column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) name: String,
    default: String,
}

pub(crate) fn columns(connection: &Connection, table: &str) -> Result<Vec<Column>> {
    const SQL: &str = "SELECT name, coalesce(dflt_value, 'NULL') AS value FROM pragma_table_info(?1) ORDER BY cid";
    let mut statement = connection.prepare_cached(SQL).during("reading columns")?;
    let columns = statement
        .query_map([table], |row| {
            Ok(Column {
                name: row.get("name")?,
                default: row.get("value")?,
            })
        })
        .during("reading columns")?;
    columns
        .collect::<rusqlite::Result<_>>()
        .during("reading columns")
}

/// What stood in a row and in the rows that belong to it. A column without a value takes its default.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    pub(crate) own: Option<Vec<Option<Value>>>,
    /// Each row that belongs to it. Its second column tells it from the others: a trigger's id, a tag, an item's id.
    pub(crate) links: Vec<Vec<Option<Value>>>,
}

impl State {
    /// What a removed row was.
    pub(crate) fn before_removal(tables: Tables, id: RowId, changes: &[RowChange]) -> Self {
        let mut state = Self::default();
        for change in changes.iter().filter(|change| change.row_id() == Some(id)) {
            state.step_back(tables, change);
        }
        state
    }

    fn step_back(&mut self, tables: Tables, change: &RowChange) {
        if change.table == tables.own {
            match change.op {
                Op::Insert => self.own = None,
                Op::Delete => self.own = Some(change.old.clone()),
                Op::Update => put_back(self.own.iter_mut().flatten(), &change.old),
            }
        } else if tables.links == Some(change.table.as_str()) {
            let other = change.key.get(1);
            let is_it = |row: &Vec<Option<Value>>| row.get(1).and_then(Option::as_ref) == other;
            match change.op {
                Op::Insert => self.links.retain(|row| !is_it(row)),
                Op::Delete => {
                    self.links.retain(|row| !is_it(row));
                    self.links.push(change.old.clone());
                }
                Op::Update => {
                    let row = self.links.iter_mut().find(|row| is_it(row));
                    put_back(row.into_iter().flatten(), &change.old);
                }
            }
        }
    }
}

/// The columns that a change changed become what they were.
fn put_back<'a>(now: impl Iterator<Item = &'a mut Option<Value>>, old: &[Option<Value>]) {
    for (now, then) in now.zip(old) {
        if then.is_some() {
            now.clone_from(then);
        }
    }
}

impl HistoryReader<'_> {
    /// Each state that an entry had, newest first: the first is what it is now. Nothing for one that is not there.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is.
    pub fn versions(&self, kind: EntryKind, id: RowId) -> Result<Vec<Version>> {
        let tables = tables(kind);
        let columns = columns(self.0, tables.own)?;
        let mut state = self.now(tables, id)?;
        let mut versions = Vec::new();
        for (change, written_ms, changeset) in self.changes_of(tables, id)? {
            if let Some(entry) = self.entry(kind, &columns, &state)? {
                versions.push(Version {
                    change,
                    written_ms,
                    entry,
                });
            }
            let rows = rows(&changeset)?;
            for row in rows.iter().filter(|row| row.row_id() == Some(id)) {
                state.step_back(tables, row);
            }
        }
        Ok(versions)
    }

    /// The write that added a row to a table, the last one where it came back; `None` for one that was never added, or
    /// so long ago that the write is not kept any more.
    ///
    /// # Errors
    /// [`Error::Damaged`] when the file is.
    pub fn added_by(&self, table: &str, id: RowId) -> Result<Option<ChangeId>> {
        const SQL: &str = "SELECT changes.id AS id FROM change_rows JOIN changes USING (number)
             WHERE row_id = ?1 AND table_name = ?2 AND op = 'insert' ORDER BY number DESC LIMIT 1";
        let change = |row: &Row<'_>| row.value("id", |bytes: Vec<u8>| ChangeId::from_slice(&bytes));
        let found = self.0.query_row(SQL, (id.as_bytes(), table), change);
        found.optional().during("reading a history")
    }

    fn now(&self, tables: Tables, id: RowId) -> Result<State> {
        // The name is ours, one of a handful.
        let sql = format!("SELECT * FROM \"{}\" WHERE id = ?1", tables.own);
        let own = self.0.query_row(&sql, [id.as_bytes()], values);
        Ok(State {
            own: own.optional().during("reading an entry")?,
            links: tables
                .links
                .map_or(Ok(Vec::new()), |links| self.links(links, id))?,
        })
    }

    fn links(&self, table: &str, id: RowId) -> Result<Vec<Vec<Option<Value>>>> {
        let columns = columns(self.0, table)?;
        let of = columns.first().ok_or(Error::Damaged(Damage::Value))?;
        let sql = format!("SELECT * FROM \"{table}\" WHERE \"{}\" = ?1", of.name);
        let mut statement = self.0.prepare(&sql).during("reading an entry")?;
        let links = statement.query_map([id.as_bytes()], values);
        let links = links.during("reading an entry")?;
        links
            .collect::<rusqlite::Result<_>>()
            .during("reading an entry")
    }

    /// The writes that touched an entry, newest first.
    fn changes_of(&self, tables: Tables, id: RowId) -> Result<Vec<(ChangeId, i64, Vec<u8>)>> {
        const SQL: &str = "SELECT id, at_ms, changeset FROM changes JOIN
               (SELECT DISTINCT number FROM change_rows WHERE row_id = ?1 AND table_name IN (?2, ?3)
                ORDER BY number DESC LIMIT ?4) USING (number)
             ORDER BY number DESC";
        let links = tables.links.unwrap_or(tables.own);
        let mut statement = self.0.prepare_cached(SQL).during("reading a history")?;
        let changes = statement
            .query_map((id.as_bytes(), tables.own, links, MOST_VERSIONS), |row| {
                Ok((
                    row.value("id", |bytes: Vec<u8>| ChangeId::from_slice(&bytes))?,
                    row.get("at_ms")?,
                    row.get("changeset")?,
                ))
            })
            .during("reading a history")?;
        changes
            .collect::<rusqlite::Result<_>>()
            .during("reading a history")
    }

    /// A state as an entry of the log; none where there was no row.
    pub(crate) fn entry(
        &self,
        kind: EntryKind,
        columns: &[Column],
        state: &State,
    ) -> Result<Option<JourneyEntry>> {
        let Some(own) = &state.own else {
            return Ok(None);
        };
        let entry = match kind {
            EntryKind::CheckIn => {
                let check_in = self.read(columns, own, check_in::check_in)?;
                JourneyEntry::CheckIn(self.with_answers(check_in, &state.links)?)
            }
            EntryKind::Lapse => {
                let mut lapse = self.read(columns, own, lapse::lapse)?;
                lapse.triggers = linked(&state.links, trigger)?;
                lapse.triggers.sort_unstable();
                JourneyEntry::Lapse(lapse)
            }
            EntryKind::UseEntry => {
                JourneyEntry::UseEntry(self.read(columns, own, use_entry::use_entry)?)
            }
            EntryKind::DiaryNote => {
                JourneyEntry::DiaryNote(self.read(columns, own, diary_note::diary_note)?)
            }
            EntryKind::Attendance => {
                JourneyEntry::Attendance(self.read(columns, own, attendance::attendance)?)
            }
            EntryKind::SideEffect => {
                JourneyEntry::SideEffect(self.read(columns, own, side_effect::side_effect)?)
            }
            EntryKind::Question => {
                JourneyEntry::Question(self.read(columns, own, question::question)?)
            }
            EntryKind::Craving => {
                let mut craving = self.read(columns, own, craving::craving)?;
                craving.answers.triggers = linked(&state.links, trigger)?;
                craving.answers.triggers.sort_unstable();
                JourneyEntry::Craving(craving)
            }
            EntryKind::JournalEntry => {
                let mut entry = self.read(columns, own, journal_entry::journal_entry)?;
                entry.tags = linked(&state.links, tag)?;
                entry
                    .tags
                    .sort_by(|one, other| one.as_str().cmp(other.as_str()));
                JourneyEntry::JournalEntry(entry)
            }
        };
        Ok(Some(entry))
    }

    fn with_answers(&self, mut check_in: CheckIn, links: &[Vec<Option<Value>>]) -> Result<CheckIn> {
        let columns = columns(self.0, "check_in_answers")?;
        let answers = links.iter();
        let answers = answers.map(|row| self.read(&columns, row, check_in_answer::answer));
        check_in.answers.items = answers.collect::<Result<_>>()?;
        check_in.answers.items.sort_by_key(|answer| answer.item_id);
        Ok(check_in)
    }

    /// Hands values to the function that reads them from their table, under the names that they have there.
    pub(crate) fn read<T>(
        &self,
        columns: &[Column],
        values: &[Option<Value>],
        make: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let stands = |at: usize| values.get(at).and_then(Option::as_ref);
        let named: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(at, column)| match stands(at) {
                Some(_) => format!("?{} AS \"{}\"", at + 1, column.name),
                None => format!("{} AS \"{}\"", column.default, column.name),
            })
            .collect();
        let sql = format!("SELECT {}", named.join(", "));
        let mut statement = self.0.prepare_cached(&sql).during("reading a history")?;
        for at in 0..columns.len() {
            if let Some(value) = stands(at) {
                statement
                    .raw_bind_parameter(at + 1, value)
                    .during("reading a history")?;
            }
        }
        let mut rows = statement.raw_query();
        let row = rows.next().during("reading a history")?;
        make(row.ok_or(Error::NotFound)?).during("reading a history")
    }
}

/// A row as it stands.
fn values(row: &Row<'_>) -> rusqlite::Result<Vec<Option<Value>>> {
    let columns = 0..row.as_ref().column_count();
    columns.map(|column| row.get(column).map(Some)).collect()
}

fn linked<T>(links: &[Vec<Option<Value>>], make: fn(&Value) -> Option<T>) -> Result<Vec<T>> {
    let others = links.iter().map(|row| row.get(1)?.as_ref());
    let made: Option<Vec<T>> = others.map(|other| make(other?)).collect();
    made.ok_or(Error::Damaged(Damage::Value))
}

fn trigger(link: &Value) -> Option<TriggerId> {
    let Value::Blob(bytes) = link else {
        return None;
    };
    TriggerId::from_slice(bytes).ok()
}

fn tag(link: &Value) -> Option<Name> {
    let Value::Text(text) = link else {
        return None;
    };
    Name::new(text).ok()
}
