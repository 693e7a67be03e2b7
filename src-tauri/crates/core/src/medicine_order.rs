//! The order of medicines, which is the person's own.

use crate::{App, MedicineView, Result, Written};
use mainstay_domain::{medicine_moved, MedicineId};

/// A medicine that is to stand elsewhere.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MedicineOrderUpdateRequest {
    /// Which.
    pub id: MedicineId,
    /// Its place among those that are taken, from 0; of one that was ended, among those.
    pub place: u32,
}

impl App {
    /// Gives a medicine another place among those that are taken, or among those that were ended.
    ///
    /// # Errors
    /// Not found; [`crate::Error::Locked`].
    pub fn medicine_order_update(
        &self,
        request: MedicineOrderUpdateRequest,
    ) -> Result<Written<MedicineView>> {
        self.write_planned(|planned, _| {
            let medicines = planned.write.medicines();
            let of = medicines.read().get(request.id)?;
            let all = medicines.read().list()?;
            let beside = all.iter().filter(|one| one.is_taken() == of.is_taken());
            // The place of the one that stands there now, among all.
            let there = beside.skip(usize::try_from(request.place).unwrap_or(usize::MAX));
            let there = there.map(|one| one.id).next();
            let place = all.iter().position(|one| Some(one.id) == there);
            let place = u32::try_from(place.unwrap_or(all.len())).unwrap_or(u32::MAX);
            for moved in medicine_moved(&all, request.id, place) {
                medicines.update(&moved)?;
            }
            planned.medicine_view(request.id)
        })
    }
}
