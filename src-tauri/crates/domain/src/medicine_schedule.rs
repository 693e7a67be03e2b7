//! What a medicine says about one of its schedules: what it is for, and how much to take by each of its revisions.

use crate::bindings::words;
use crate::{Amount, MedicineId, Name, ScheduleId};

/// What a schedule is for: a dose, or a reminder about the supply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchedulePurpose {
    /// Doses.
    Dose,
    /// The supply runs low.
    Low,
    /// The day on which more is fetched.
    Refill,
    /// The day printed on the pack.
    Expiry,
}
words!(SchedulePurpose {
    Dose = "dose",
    Low = "low",
    Refill = "refill",
    Expiry = "expiry",
});

/// What a medicine says about one of its schedules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MedicineSchedule {
    /// The schedule.
    pub id: ScheduleId,
    /// Of which medicine.
    pub medicine_id: MedicineId,
    /// What it is for.
    pub purpose: SchedulePurpose,
    /// Its place among the schedules of the medicine.
    pub position: u32,
    /// How much to take, in the prescriber's words: one for each phase, or one for all.
    pub amounts: Vec<Name>,
    /// How much of the supply a dose takes; `None` where none is followed.
    pub units: Option<Amount>,
    /// Whether the medicine still has it. One that was taken out keeps its history.
    pub is_listed: bool,
    /// What older revisions said.
    pub past: Vec<MedicineAmounts>,
}

/// How much one revision of a schedule says to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MedicineAmounts {
    /// Which revision.
    pub revision: u32,
    /// In the prescriber's words: one for each phase, or one for all.
    pub amounts: Vec<Name>,
    /// How much of the supply a dose took; `None` where none was followed.
    pub units: Option<Amount>,
}

impl MedicineSchedule {
    /// What a dose takes by a revision: how much in the words of its phase, and how much of the supply. Of an older one
    /// that was kept by an older Mainstay the words are not known.
    #[must_use]
    pub fn of_revision(
        &self,
        revision: u32,
        is_newest: bool,
        phase: usize,
    ) -> (Name, Option<Amount>) {
        let past = self.past.iter().find(|one| one.revision == revision);
        let (amounts, units) = match past {
            Some(past) => (past.amounts.as_slice(), past.units),
            None if is_newest => (self.amounts.as_slice(), self.units),
            None => return (Name::default(), self.units),
        };
        let one = match amounts {
            [one] => Some(one),
            several => several.get(phase),
        };
        (one.cloned().unwrap_or_default(), units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_that_of_its_revision_and_phase() {
        let names =
            |of: &[&str]| -> Vec<Name> { of.iter().map(|text| Name::new(text).unwrap()).collect() };
        let schedule = MedicineSchedule {
            id: ScheduleId::new(1, &[1; 10]),
            medicine_id: MedicineId::new(1, &[1; 10]),
            purpose: SchedulePurpose::Dose,
            position: 0,
            amounts: names(&["2 tablets", "1 tablet"]),
            units: None,
            is_listed: true,
            past: vec![MedicineAmounts {
                revision: 2,
                amounts: names(&["3 tablets"]),
                units: None,
            }],
        };
        let said = |revision, phase| {
            let (amount, _) = schedule.of_revision(revision, revision == 3, phase);
            amount.as_str().to_owned()
        };
        assert_eq!(said(3, 1), "1 tablet");
        assert_eq!(said(3, 2), "", "a phase of which nothing was said");
        assert_eq!(said(2, 1), "3 tablets", "one for all");
        assert_eq!(said(1, 0), "", "not kept then");
    }
}
