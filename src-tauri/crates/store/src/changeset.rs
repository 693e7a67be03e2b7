//! Reading a changeset of SQLite's session extension: which rows a write touched, and what stood in them.
//!
//! Deliberately not here: applying one (`write.rs`) and what its rows mean (`history.rs`, `removed.rs`).

use crate::error::During;
use crate::{Error, Result};
use mainstay_domain::RowId;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::hooks::Action;
use rusqlite::session::{ChangesetItem, ChangesetIter};
use rusqlite::types::Value;
use std::io::Read;

const READING: &str = "reading what a write changed";

/// What a write did to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    Insert,
    Update,
    Delete,
}

impl Op {
    /// The word in `change_rows.op`.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

/// One row of a changeset. Columns are counted as the table had them when it was written; later ones are absent.
#[derive(Debug, Clone)]
pub(crate) struct RowChange {
    pub(crate) table: String,
    pub(crate) op: Op,
    /// The values of the key, in the order of the columns.
    pub(crate) key: Vec<Value>,
    /// What stood there: all of a removed row, the changed columns of a changed one.
    pub(crate) old: Vec<Option<Value>>,
}

impl RowChange {
    /// What stood in a column, as far as the changeset says.
    pub(crate) fn old_at(&self, column: usize) -> Option<&Value> {
        self.old.get(column)?.as_ref()
    }

    /// The first part of the key, where it is an id: the row's own, or that of the entry that it belongs to.
    pub(crate) fn row_id(&self) -> Option<RowId> {
        match self.key.first() {
            Some(Value::Blob(bytes)) => RowId::from_slice(bytes).ok(),
            _ => None,
        }
    }
}

/// Every row of a changeset, in its order.
pub(crate) fn rows(changeset: &[u8]) -> Result<Vec<RowChange>> {
    let mut bytes = changeset;
    let reader: &mut dyn Read = &mut bytes;
    let mut items = ChangesetIter::start_strm(&reader).during(READING)?;
    let mut rows = Vec::new();
    while let Some(item) = items.next().during(READING)? {
        rows.push(row(item)?);
    }
    Ok(rows)
}

fn row(item: &ChangesetItem) -> Result<RowChange> {
    let op = item.op().during(READING)?;
    let action = match op.code() {
        Action::SQLITE_INSERT => Op::Insert,
        Action::SQLITE_UPDATE => Op::Update,
        Action::SQLITE_DELETE => Op::Delete,
        Action::UNKNOWN | _ => return Err(Error::Damaged(crate::Damage::Value)),
    };
    let columns = usize::try_from(op.number_of_columns()).unwrap_or_default();
    let is_key = item.pk().during(READING)?;
    // A column that did not change is not in the changeset; neither are the old values of a new row.
    let old = |column| item.old_value(column).ok().map(Value::from_ref);
    let new = |column| item.new_value(column).ok().map(Value::from_ref);
    let keys = is_key.iter().enumerate().filter(|(_, part)| **part != 0);
    Ok(RowChange {
        table: op.table_name().to_owned(),
        op: action,
        key: keys
            .filter_map(|(column, _)| {
                if action == Op::Insert {
                    new(column)
                } else {
                    old(column)
                }
            })
            .collect(),
        old: match action {
            Op::Insert => Vec::new(),
            Op::Update | Op::Delete => (0..columns).map(old).collect(),
        },
    })
}

/// An owned value, or none for text that is no UTF-8: this program writes none.
trait FromRef {
    fn from_ref(value: rusqlite::types::ValueRef<'_>) -> Self;
}

impl FromRef for Value {
    fn from_ref(value: rusqlite::types::ValueRef<'_>) -> Self {
        Self::try_from(value).unwrap_or(Self::Null)
    }
}
