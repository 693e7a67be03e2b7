//! Words that were typed and refused: kept in the journal as drafts until they are mended, or let go of.
//!
//! A record saves itself without the answer that was refused; that answer stands on the screen alone. So that a lock, a
//! kill or a crash does not take it, the screen hands it over as it is. It is no part of the log: not counted, not
//! recorded, not found by search. It stays as long as what it was typed for is there, or can come back.
//!
//! What is in it is the screen's to say: the core does not look into it.

use crate::error::InField;
use crate::history::LISTED_MS;
use crate::{App, Empty, Result};
use mainstay_domain::{Name, RowId};
use mainstay_store::KeptDraft;

/// How the words of these drafts begin; what follows is the place.
const HELD: &str = "held:";

/// The id of what is not kept yet.
const NEW: [u8; 16] = [0; 16];

/// The most bytes of one: a text nearly ten times as long as the longest that is taken. A row of the journal has at most
/// 4,000,000, and needs some of them for the rest.
const MOST_BYTES: usize = 3_900_000;

/// The most that are held at once: all of them are read at each unlock.
const MOST: u32 = 100;

/// Words that were refused, and what they were typed for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HeldText {
    /// The place on the screens where they were typed, at most 75 characters.
    pub place: String,
    /// The entry that they were typed for; `null` for one that is not kept yet.
    pub id: Option<RowId>,
    /// What was typed, in the screen's own form; at most 3,900,000 bytes.
    pub text: String,
}

/// Words that were mended, or let go of.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct HeldTextDeleteRequest {
    /// The place on the screens where they were typed.
    pub place: String,
    /// The entry that they were typed for.
    pub id: Option<RowId>,
}

impl App {
    /// All that is held for what is there. What was typed for something that was removed is not told until that comes
    /// back, and dropped on the way when it cannot any more.
    ///
    /// # Errors
    /// A full disk; [`Error::Locked`](crate::Error::Locked).
    pub fn held_text_list(&self, _: Empty) -> Result<Vec<HeldText>> {
        let listed_since = self.ports.clock.now_ms().saturating_sub(LISTED_MS);
        self.with_open(|open| {
            let mut all = Vec::new();
            for draft in open.store.drafts().list_beginning(HELD)? {
                match open.store.history().removed_ms(draft.id)? {
                    Some(removed_ms) if removed_ms < listed_since => {
                        open.store.drop_draft(&draft.kind, draft.id)?;
                    }
                    // It waits for what it was typed for to come back.
                    Some(_) => {}
                    None => all.extend(held(draft)),
                }
            }
            Ok(all)
        })
    }

    /// Holds words, in place of those that were held there.
    ///
    /// # Errors
    /// A refusal of `place` or `text`, or of one more than 100; a full disk; [`Error::Locked`](crate::Error::Locked).
    pub fn held_text_update(&self, request: HeldText) -> Result<Empty> {
        if request.text.len() > MOST_BYTES {
            Err(mainstay_domain::Error::TooLong).in_field("text")?;
        }
        let draft = KeptDraft {
            kind: kind(&request.place)?,
            id: row_id(request.id)?,
            at_ms: self.ports.clock.now_ms(),
            body: request.text,
        };
        self.with_open(|open| {
            let drafts = open.store.drafts();
            let is_new = drafts.get(&draft.kind, draft.id)?.is_none();
            if is_new && drafts.count_beginning(HELD)? >= MOST {
                Err(mainstay_domain::Error::TooMany).in_field("text")?;
            }
            Ok(open.store.keep_draft(&draft)?)
        })?;
        Ok(Empty {})
    }

    /// Lets go of what is held there, if anything is.
    ///
    /// # Errors
    /// A refusal of `place`; a full disk; [`Error::Locked`](crate::Error::Locked).
    pub fn held_text_delete(&self, request: HeldTextDeleteRequest) -> Result<Empty> {
        let (kind, id) = (kind(&request.place)?, row_id(request.id)?);
        self.with_open(|open| Ok(open.store.drop_draft(&kind, id)?))?;
        Ok(Empty {})
    }
}

fn kind(place: &str) -> Result<String> {
    let kind = Name::new(&format!("{HELD}{place}")).in_field("place")?;
    Ok(kind.as_str().to_owned())
}

fn row_id(id: Option<RowId>) -> Result<RowId> {
    id.map_or_else(|| RowId::from_slice(&NEW), Ok)
        .in_field("id")
}

fn held(draft: KeptDraft) -> Option<HeldText> {
    Some(HeldText {
        place: draft.kind.strip_prefix(HELD)?.to_owned(),
        id: (*draft.id.as_bytes() != NEW).then_some(draft.id),
        text: draft.body,
    })
}
