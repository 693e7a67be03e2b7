//! The schedules of a medicine: written with it, each with its amounts. An amount belongs to a revision.

use crate::error::InField;
use crate::medicine::{at_its_place, MedicineScheduleFields};
use crate::planning::Planned;
use crate::{Error, Result};
use mainstay_domain::{
    medicine_amounts, Error as DomainError, Medicine, MedicineSchedule, ScheduleId, ScheduleOwner,
    ScheduleOwnerKind, SchedulePurpose, MOST_MEDICINE_SCHEDULES,
};

impl Planned<'_> {
    /// Makes the schedules of a medicine what arrived: changed, new, or over.
    pub(crate) fn put_schedules(
        &mut self,
        medicine: &Medicine,
        fields: &[MedicineScheduleFields],
    ) -> Result<()> {
        if fields.len() > MOST_MEDICINE_SCHEDULES {
            Err(DomainError::TooMany).in_field("schedules")?;
        }
        let kept = self.write.medicines().read().schedules_of(medicine.id)?;
        let listed =
            |one: &&MedicineSchedule| one.is_listed && one.purpose == SchedulePurpose::Dose;
        let listed: Vec<&MedicineSchedule> = kept.iter().filter(listed).collect();
        let stays = |one: &MedicineSchedule| fields.iter().any(|new| new.id == Some(one.id));
        for gone in listed.iter().filter(|one| !stays(one)) {
            self.end(gone.id)?;
            self.write.medicines().update_schedule(&MedicineSchedule {
                is_listed: false,
                ..(*gone).clone()
            })?;
        }
        for (place, new) in (0..).zip(fields) {
            let at = |error| below_schedule(place, error);
            let before = fields.iter().zip(0..place).map(|(one, _)| one.id);
            is_named_once(new.id, before).map_err(at)?;
            self.put_schedule(medicine, place, new, &listed)
                .map_err(at)?;
        }
        Ok(())
    }

    fn put_schedule(
        &mut self,
        medicine: &Medicine,
        position: u32,
        fields: &MedicineScheduleFields,
        listed: &[&MedicineSchedule],
    ) -> Result<()> {
        let amounts = at_its_place(medicine_amounts(&fields.amounts), "amounts")?;
        let is_it = |one: &&&MedicineSchedule| Some(one.id) == fields.id;
        let kept = listed.iter().find(is_it);
        if fields.id.is_some() && kept.is_none() {
            Err(DomainError::Invalid).in_field("id")?;
        }
        let says_other =
            |kept: &&MedicineSchedule| kept.amounts != amounts || kept.units != fields.units;
        let id = match kept {
            Some(kept) => self.edited(kept, medicine, fields, says_other(kept))?,
            None => self.made(medicine, fields)?,
        };
        let schedule = MedicineSchedule {
            id,
            medicine_id: medicine.id,
            purpose: SchedulePurpose::Dose,
            position,
            amounts,
            units: fields.units,
            is_listed: true,
            past: kept.map(|kept| kept.past.clone()).unwrap_or_default(),
        };
        let medicines = self.write.medicines();
        match kept {
            Some(kept) if **kept == schedule => Ok(()),
            Some(_) => Ok(medicines.update_schedule(&schedule)?),
            None => Ok(medicines.insert_schedule(&schedule)?),
        }
    }

    fn made(&mut self, medicine: &Medicine, fields: &MedicineScheduleFields) -> Result<ScheduleId> {
        let owner = ScheduleOwner {
            kind: ScheduleOwnerKind::Medicine,
            id: medicine.id.into(),
        };
        let id = self.put(owner, &fields.rule, &fields.reminder)?;
        if !medicine.is_taken() {
            self.end(id)?;
        }
        Ok(id)
    }

    /// What a medicine that was ended will have when it is taken up again is kept as well, and rings no more than it did.
    fn edited(
        &mut self,
        kept: &MedicineSchedule,
        medicine: &Medicine,
        fields: &MedicineScheduleFields,
        says_other: bool,
    ) -> Result<ScheduleId> {
        let id = kept.id;
        if !medicine.is_taken() && !says_other {
            let last = self.last_spec(id)?;
            if last.rule == fields.rule && last.reminder == fields.reminder {
                return Ok(id);
            }
        }
        if says_other {
            // Doses that were due before keep their amount: it belongs to a revision.
            self.edit_anew(id, &fields.rule, &fields.reminder)?;
        } else {
            self.edit(id, &fields.rule, &fields.reminder)?;
        }
        if !medicine.is_taken() {
            self.end(id)?;
        }
        Ok(id)
    }

    /// Another revision takes the place of one: what that said stays its own.
    pub(crate) fn keep_amounts(&self, id: ScheduleId, revision: u32) -> Result<()> {
        let medicines = self.write.medicines();
        let kept = medicines.read().schedule(id)?;
        let says = |one: &MedicineSchedule| {
            one.units.is_some() || one.amounts.iter().any(|amount| !amount.is_empty())
        };
        match kept.filter(says) {
            Some(kept) => Ok(medicines.keep_amounts(&kept, revision)?),
            None => Ok(()),
        }
    }
}

/// One schedule has one place in the list: the later would take back what the earlier says.
fn is_named_once(
    id: Option<ScheduleId>,
    mut before: impl Iterator<Item = Option<ScheduleId>>,
) -> Result<()> {
    if id.is_some() && before.any(|one| one == id) {
        Err(DomainError::Invalid).in_field("id")?;
    }
    Ok(())
}

fn below_schedule(place: u32, error: Error) -> Error {
    let Error::Refused { field, source } = error else {
        return error;
    };
    Error::Refused {
        field: format!("schedules.{place}.{field}"),
        source,
    }
}
