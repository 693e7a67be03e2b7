//! Finding entries by their words.

use crate::{App, Result};
use chrono::NaiveDate;
use mainstay_domain::{EntryKind, SearchPage};
use mainstay_store::SearchQuery;

/// The most entries of one page.
const MOST: u32 = 50;

/// What is looked for.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SearchListRequest {
    /// What the person typed. Each word counts as the beginning of a word; no text is a mistake.
    pub text: String,
    /// The sorts of entries; none means all.
    pub kinds: Vec<EntryKind>,
    /// The first local day; `null` is the first of all.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub from: Option<NaiveDate>,
    /// The last local day; `null` is the last of all.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub to: Option<NaiveDate>,
    /// `olderBefore` of the page before; `null` begins with the newest.
    pub before: Option<String>,
    /// How many entries, 1 to 50; more count as 50.
    pub limit: u32,
}

impl App {
    /// The newest entries that have the words, by day.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn search_list(&self, request: SearchListRequest) -> Result<SearchPage> {
        let query = SearchQuery {
            text: request.text,
            kinds: request.kinds,
            from: request.from,
            to: request.to,
            before: request.before,
            limit: request.limit.clamp(1, MOST),
        };
        self.with_open(|open| Ok(open.store.search().find(&query)?))
    }
}
