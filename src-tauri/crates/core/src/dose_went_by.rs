//! Doses that went by without a word: Today tells of them for a day, until one is answered or put away.

use crate::dose_view::DoseView;
use crate::error::InField;
use crate::{settings, App, Empty, Result};
use chrono::{DateTime, Duration, NaiveDateTime};
use mainstay_domain::{Error as DomainError, Now, OccurrenceKey, OccurrenceState};

/// For so long after its time one is told of: by then its time comes round again for most.
const TOLD_MS: i64 = 24 * 60 * 60_000;
/// So many are kept as put away: twice as many as a dose every ten minutes has in a day.
const MOST_KEPT: usize = 300;
/// How far its name may lie behind its time: what follows another is named by that, some days before.
const SLACK_DAYS: i64 = 35;

/// Doses that are to be told of no more.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DoseWentByDismissRequest {
    /// Which, 1 to 300 of them.
    pub occurrences: Vec<OccurrenceKey>,
}

impl App {
    /// Puts the word about doses that went by away. They stand in their history as they stood: that is no answer.
    ///
    /// # Errors
    /// A refusal of `occurrences` that are none or too many; [`Error::Locked`](crate::Error::Locked), and those of the disk.
    pub fn dose_went_by_dismiss(&self, request: DoseWentByDismissRequest) -> Result<Empty> {
        let away = request.occurrences;
        if !(1..=MOST_KEPT).contains(&away.len()) {
            Err(DomainError::Invalid).in_field("occurrences")?;
        }
        let change = self.change()?;
        let told_from = earliest_on_a_wall(told_since_ms(self.now().at_ms));
        self.with_open(|open| {
            let mut kept = settings::doses_put_away(&open.store)?;
            kept.retain(|key| key.civil >= told_from && !away.contains(key));
            kept.extend(away);
            let older = kept.len().saturating_sub(MOST_KEPT);
            let kept = kept.split_off(older);
            open.store
                .write(change, |write| settings::put_doses_put_away(write, &kept))?;
            Ok(Empty {})
        })
    }
}

/// Behind which instant something was due that is still told of.
pub(crate) const fn told_since_ms(now_ms: i64) -> i64 {
    now_ms.saturating_sub(TOLD_MS)
}

/// Before which time of any wall nothing is told of any more that is told of from an instant on.
fn earliest_on_a_wall(at_ms: i64) -> NaiveDateTime {
    let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    at.naive_utc() - Duration::days(SLACK_DAYS)
}

/// Whether a dose went by within a day and nobody said anything. Of today's, what nobody was asked about still waits.
pub(crate) fn went_by(dose: &DoseView, begins_ms: i64, now: Now) -> bool {
    let is_unasked = dose.state == OccurrenceState::Unrecorded && dose.due_ms < begins_ms;
    let is_over = is_unasked || dose.state == OccurrenceState::Missed;
    is_over && dose.at_ms.is_none() && dose.due_ms > told_since_ms(now.at_ms)
}
