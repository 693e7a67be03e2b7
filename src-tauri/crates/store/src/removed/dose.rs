//! What was said about a dose and removed: it comes back with the answers to its occurrence, in the ledger.

use crate::changeset::{Op, RowChange};
use crate::error::During;
use crate::history::{HistoryReader, HistoryWriter};
use crate::table::ledger::civil;
use crate::table::medicine::medicine;
use crate::Result;
use mainstay_domain::{Dose, RemovedDose};
use rusqlite::OptionalExtension;

/// Where a row of `doses`, and one of `answers`, names its occurrence: schedule, revision and civil time, in this order.
const DOSE_NAMES: usize = 2;
const ANSWER_NAMES: usize = 1;
const NAMES: usize = 3;

impl HistoryReader<'_> {
    /// A removed dose as lists show it; `None` where its medicine or its schedule is gone, which it comes back with, or
    /// where something else was said about it since.
    pub(super) fn removed_dose(&self, dose: Dose) -> Result<Option<RemovedDose>> {
        const SQL: &str = "SELECT * FROM medicines WHERE id = ?1
             AND EXISTS (SELECT 1 FROM schedules WHERE id = ?2)
             AND NOT EXISTS (SELECT 1 FROM doses WHERE schedule_id = ?2 AND revision = ?3 AND civil = ?4)";
        let key = dose.occurrence;
        let values = (
            dose.medicine_id.as_bytes(),
            key.schedule.as_bytes(),
            key.revision,
            civil(key),
        );
        let found = self.0.query_row(SQL, values, medicine).optional();
        let found = found.during("listing what was removed")?;
        Ok(found.map(|medicine| RemovedDose {
            name: medicine.listed_name().clone(),
            strength: medicine.strength,
            dose,
        }))
    }
}

impl HistoryWriter<'_> {
    /// The answers to the occurrence of a dose that came back: its row alone says nothing to the ledger.
    pub(super) fn bring_answers_back(&self, dose: &RowChange, changes: &[RowChange]) -> Result<()> {
        let is_it = |change: &&RowChange| {
            let is_gone = change.op == Op::Delete && change.table == "answers";
            let names =
                |at: usize| change.old_at(ANSWER_NAMES + at) == dose.old_at(DOSE_NAMES + at);
            is_gone && (0..NAMES).all(names)
        };
        for answer in changes.iter().filter(is_it) {
            self.insert(answer)?;
        }
        Ok(())
    }
}
