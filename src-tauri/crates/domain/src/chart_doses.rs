//! Doses in charts: how many were taken on a day, and what became of the others.

use crate::{Chart, ChartMeasure, DayValue, DiaryDose, DiaryDoses};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The values of the days on which something is known of doses. One of which nobody was asked is no nought.
#[must_use]
pub fn dose_values(measure: ChartMeasure, doses: &[DiaryDose]) -> Vec<DayValue> {
    let mut days: BTreeMap<NaiveDate, Vec<&DiaryDose>> = BTreeMap::new();
    for dose in doses {
        days.entry(dose.day_on).or_default().push(dose);
    }
    let value = |(day_on, doses): (NaiveDate, Vec<&DiaryDose>)| {
        let doses = DiaryDoses::of(doses);
        let (known, value) = if measure == ChartMeasure::DosesAsNeeded {
            (doses.as_needed, doses.as_needed)
        } else {
            (doses.known(), doses.taken + doses.late)
        };
        let value = f64::from(value);
        (known > 0).then_some(DayValue { day_on, value })
    };
    days.into_iter().filter_map(value).collect()
}

impl Chart {
    /// The same, telling for each bucket and for all what became of the doses that were due: missed, and never asked
    /// about, are not the same as none.
    #[must_use]
    pub fn with_doses(mut self, doses: &[DiaryDose]) -> Self {
        let told = |from: NaiveDate, until: NaiveDate| {
            let within = |dose: &&DiaryDose| (from..=until).contains(&dose.day_on);
            let due = doses.iter().filter(|dose| !dose.is_as_needed);
            Some(DiaryDoses::of(due.filter(within)))
        };
        for bucket in &mut self.buckets {
            bucket.doses = told(bucket.from_on, bucket.until_on);
        }
        self.summary.doses = told(self.from_on, self.until_on);
        self
    }
}
