//! Whether the card of lost tolerance belongs to the moment, whatever page is looked at.

use crate::dose_view::day_of_now;
use crate::medicine_view::MedicineView;
use crate::{settings, App, Empty, Result};
use mainstay_domain::{
    is_after_stay, is_just_over, may_be_opioids, DayStart, MedicineClass, Moment, Now,
};

/// What is known of lost tolerance now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ToleranceView {
    /// A stay in a controlled environment is just over, and opioids may be in play.
    pub is_after_stay: bool,
}

impl App {
    /// Whether the card of lost tolerance belongs to the moment: for 30 days behind a stay.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn tolerance_get(&self, _: Empty) -> Result<ToleranceView> {
        self.with_open(|open| {
            let store = &open.store;
            let today = self.now().day(settings::read(store)?.day_start_hour);
            let medicines = store.medicines().list()?;
            let classes: Vec<MedicineClass> =
                medicines.into_iter().filter_map(|one| one.class).collect();
            let may_be = may_be_opioids(&store.goals().list()?, &classes);
            Ok(ToleranceView {
                is_after_stay: may_be && is_after_stay(&store.stays().list()?, today),
            })
        })
    }
}

/// Whether the body may be used to less than a medicine gave it, or kept from it: it is overdue, or was ended a short while
/// ago.
pub(crate) fn may_be_low(view: &MedicineView, now: Now, day_start: DayStart) -> bool {
    let zone = now.here;
    let day_of = |at_ms| Moment { at_ms, zone }.day(day_start);
    let ended_on = view.medicine.ended_ms.map(day_of);
    let is_over = ended_on.is_some_and(|day| is_just_over(day, day_of_now(now, day_start)));
    let class = view.medicine.class;
    class.is_some_and(MedicineClass::loses_tolerance) && (is_over || view.overdue.is_some())
}
