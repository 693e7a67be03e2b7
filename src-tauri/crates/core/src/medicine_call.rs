//! Whom to call about a medicine: who prescribes it, and whose number stands under a missed dose.

use crate::Result;
use mainstay_domain::{Medicine, Name, PhoneNumber};
use mainstay_store::PersonReader;

/// Somebody to call about a medicine.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MedicineCall {
    /// Who it is; empty for the clinic.
    pub name: Name,
    /// Their number as it was typed; empty where there is none.
    pub phone: PhoneNumber,
    /// What a dialler takes; `null` where it can take nothing.
    pub dialled: Option<String>,
}

impl MedicineCall {
    fn new(name: Name, phone: &PhoneNumber) -> Self {
        Self {
            name,
            phone: phone.clone(),
            dialled: phone.dialled(),
        }
    }
}

/// Who prescribes it, of the people.
pub(crate) fn prescriber(
    medicine: &Medicine,
    people: &PersonReader<'_>,
) -> Result<Option<MedicineCall>> {
    let Some(id) = medicine.prescriber_id else {
        return Ok(None);
    };
    let person = people.get(id)?;
    Ok(Some(MedicineCall::new(person.name, &person.phone)))
}

/// The clinic's number before the prescriber's: it was typed for this medicine.
pub(crate) fn missed_call(
    medicine: &Medicine,
    prescriber: Option<&MedicineCall>,
) -> Option<MedicineCall> {
    let clinic = MedicineCall::new(Name::default(), &medicine.clinic_phone);
    let mut all = std::iter::once(&clinic).chain(prescriber);
    all.find(|one| one.dialled.is_some()).cloned()
}
