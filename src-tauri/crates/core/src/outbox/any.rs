//! The files of the outbox as any version of Mainstay wrote them, and what can be understood of them.

use super::{Outbox, Rang, VERSION};
use chrono::NaiveDateTime;
use serde::de::DeserializeOwned;
use serde::Deserialize;
use serde_json::Value;

/// An outbox as any version of Mainstay wrote it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct AnyOutbox {
    version: u32,
    when_closed: Option<bool>,
    quiet: Value,
    until_ms: Option<i64>,
    until_civil: Option<NaiveDateTime>,
    from_ms: Option<i64>,
    plans: Vec<Value>,
}

impl AnyOutbox {
    /// What can be understood of it. Where that may not be all, it ends at once, and says so.
    pub(super) fn understood(self) -> Outbox {
        let (plans, is_all) = understood(self.plans);
        let quiet = serde_json::from_value(self.quiet);
        let is_all = is_all && quiet.is_ok() && self.version == VERSION;
        Outbox {
            version: VERSION,
            when_closed: self.when_closed.unwrap_or(true),
            quiet: quiet.unwrap_or_default(),
            until_ms: if is_all { self.until_ms } else { Some(0) },
            until_civil: self.until_civil,
            from_ms: self.from_ms,
            plans,
        }
    }
}

/// Those of a list that this program understands, and whether that is all of it.
pub(super) fn understood<T: DeserializeOwned>(all: Vec<Value>) -> (Vec<T>, bool) {
    let count = all.len();
    let read = all.into_iter().map(serde_json::from_value);
    let read: Vec<T> = read.filter_map(serde_json::Result::ok).collect();
    let is_all = read.len() == count;
    (read, is_all)
}

/// What became of it, as any version of Mainstay wrote it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct AnyRang {
    entries: Vec<Value>,
    answered: Vec<Value>,
    ends_ms: Vec<Value>,
    end_told_ms: Option<i64>,
}

impl Rang {
    /// What can be understood of one that any version of Mainstay wrote. What cannot rings once more.
    pub(super) fn of_any(kept: AnyRang) -> Self {
        Self {
            entries: understood(kept.entries).0,
            answered: understood(kept.answered).0,
            ends_ms: understood(kept.ends_ms).0.into_iter().collect(),
            end_told_ms: kept.end_told_ms,
            ..Self::default()
        }
    }
}
