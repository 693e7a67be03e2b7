//! Medicines: kept, changed, ended, taken up again and removed, each with its schedules in one write.

use crate::day_text::picked;
use crate::error::InField;
use crate::medicine_view::MedicineView;
use crate::planning::Planned;
use crate::{App, Error, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{
    medicine_moved, medicine_sites, on_time_minutes, Amount, Error as DomainError, Medicine,
    MedicineClass, MedicineForm, MedicineId, MedicineKit, Name, Note, PersonId, PhoneNumber,
    ReminderSpec, ScheduleId, ScheduleRule, MOST_MEDICINES, USUAL_ON_TIME_MINUTES,
};

/// Where a kit against overdose is and who knows, as it arrives.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MedicineKitFields {
    /// Where it is kept; empty for not said.
    pub place: String,
    /// Who nearby knows of it; empty for not said.
    pub people: String,
    /// The day of the last training with it.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub trained_on: Option<NaiveDate>,
}

/// The values of a medicine as they arrive.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MedicineFields {
    /// What it is called.
    pub name: String,
    /// What the app's lists call it in its place; empty for the name itself.
    pub discreet_name: String,
    /// Its strength in words, such as "8 mg"; empty for not said.
    pub strength: String,
    /// How it is taken.
    pub form: MedicineForm,
    /// Of which kind it is; `null` is not said.
    pub class: Option<MedicineClass>,
    /// In their own words; may be empty.
    pub note: String,
    /// Who prescribes it, of the people; `null` for nobody.
    pub prescriber_id: Option<PersonId>,
    /// Whom to call about it, as typed; empty for none.
    pub clinic_phone: String,
    /// Where it is fetched, as typed; empty for none.
    pub pharmacy_phone: String,
    /// For so many minutes after it was due a dose is on time, 1 to 1,440; 60 is usual.
    pub on_time_minutes: u16,
    /// Places of the body in the order in which they change, at most 20.
    pub sites: Vec<String>,
    /// The day printed on the pack.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub expires_on: Option<NaiveDate>,
    /// Where it is and who knows, for a kit against overdose.
    pub kit: MedicineKitFields,
}

/// One schedule of a medicine as it arrives.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MedicineScheduleFields {
    /// Which; `null` for a new one.
    pub id: Option<ScheduleId>,
    /// By which rule it is due.
    pub rule: ScheduleRule,
    /// How it rings.
    pub reminder: ReminderSpec,
    /// How much to take, in the prescriber's words: one for each phase of the rule, or one for all. At most 80 characters
    /// each.
    pub amounts: Vec<String>,
    /// How much of the supply a dose takes, in thousandths; `null` where none is followed.
    pub units: Option<Amount>,
}

/// A new medicine. It comes last.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MedicineCreateRequest {
    /// Its values.
    #[serde(flatten)]
    pub fields: MedicineFields,
    /// Its schedules, at most 8.
    pub schedules: Vec<MedicineScheduleFields>,
}

/// A medicine with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MedicineUpdateRequest {
    /// Which.
    pub id: MedicineId,
    /// Its values.
    #[serde(flatten)]
    pub fields: MedicineFields,
    /// All its schedules, in their order: those without an id are new, those that are missing are over from now on.
    pub schedules: Vec<MedicineScheduleFields>,
    /// Its place in the list, from 0; `null` leaves it where it is.
    pub place: Option<u32>,
}

/// One medicine.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MedicineIdRequest {
    /// Which.
    pub id: MedicineId,
}

impl App {
    /// Adds a medicine with its schedules.
    ///
    /// # Errors
    /// A refusal of a field, those of schedules as `schedules.0.rule.phases.0.times`; of `name`, which is needed and may
    /// not look as that of another one of the same strength; of one more than 60; [`Error::Locked`].
    pub fn medicine_create(&self, request: MedicineCreateRequest) -> Result<Written<MedicineView>> {
        let id = self.id(MedicineId::new)?;
        self.write_planned(|planned, _| {
            let there = planned.write.medicines().read().list()?;
            if there.len() >= MOST_MEDICINES {
                Err(DomainError::TooMany).in_field("name")?;
            }
            let highest = there.iter().map(|medicine| medicine.position).max();
            let position = highest.map_or(0, |position| position.saturating_add(1));
            let medicine = planned.filled(blank(id, position), &request.fields)?;
            is_free(&medicine, &there)?;
            planned.write.medicines().insert(&medicine)?;
            planned.put_schedules(&medicine, &request.schedules)?;
            planned.medicine_view(id)
        })
    }

    /// Changes a medicine, its schedules and its place.
    ///
    /// # Errors
    /// As for a new one; not found.
    pub fn medicine_update(&self, request: MedicineUpdateRequest) -> Result<Written<MedicineView>> {
        self.write_planned(|planned, _| {
            let medicines = planned.write.medicines();
            let kept = medicines.read().get(request.id)?;
            let medicine = planned.filled(kept.clone(), &request.fields)?;
            is_free(&medicine, &medicines.read().list()?)?;
            planned.tell_of_new_date(&kept, medicine.expires_on)?;
            medicines.update(&medicine)?;
            planned.put_schedules(&medicine, &request.schedules)?;
            if let Some(place) = request.place {
                for moved in medicine_moved(&medicines.read().list()?, request.id, place) {
                    medicines.update(&moved)?;
                }
            }
            planned.medicine_view(request.id)
        })
    }

    /// Ends a medicine: nothing of it is due or rings any more. Its history stays. One that was ended stays as it is.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn medicine_end(&self, request: MedicineIdRequest) -> Result<Written<MedicineView>> {
        self.write_planned(|planned, _| {
            let medicines = planned.write.medicines();
            let kept = medicines.read().get(request.id)?;
            medicines.update(&Medicine {
                ended_ms: kept.ended_ms.or(Some(planned.now.at_ms)),
                ..kept
            })?;
            for one in medicines.read().schedules_of(request.id)? {
                planned.end(one.id)?;
            }
            planned.medicine_view(request.id)
        })
    }

    /// Takes a medicine up again, with the schedules that it had.
    ///
    /// # Errors
    /// Not found; a refusal of its name, if another one has it by now; [`Error::Locked`].
    pub fn medicine_resume(&self, request: MedicineIdRequest) -> Result<Written<MedicineView>> {
        self.write_planned(|planned, _| {
            let medicines = planned.write.medicines();
            let medicine = Medicine {
                ended_ms: None,
                ..medicines.read().get(request.id)?
            };
            is_free(&medicine, &medicines.read().list()?)?;
            medicines.update(&medicine)?;
            let listed = medicines.read().schedules_of(request.id)?.into_iter();
            for one in listed.filter(|one| one.is_listed) {
                let spec = planned.last_spec(one.id)?;
                planned.edit(one.id, &spec.rule, &spec.reminder)?;
            }
            planned.medicine_view(request.id)
        })
    }

    /// Removes a medicine with its schedules and its doses.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn medicine_delete(&self, request: MedicineIdRequest) -> Result<Written<Medicine>> {
        self.write_planned(|planned, _| {
            let medicines = planned.write.medicines();
            let medicine = medicines.read().get(request.id)?;
            for one in medicines.read().schedules_of(request.id)? {
                planned.write.doses().delete_of(one.id)?;
                medicines.delete_schedule(one.id)?;
                planned.delete(one.id)?;
            }
            planned.delete_supply(request.id)?;
            medicines.delete(request.id)?;
            Ok(medicine)
        })
    }
}

impl Planned<'_> {
    /// The medicine with the values that arrived.
    fn filled(&self, medicine: Medicine, fields: &MedicineFields) -> Result<Medicine> {
        let name = Name::new(&fields.name).in_field("name")?;
        if name.is_empty() {
            Err(DomainError::NameNeeded).in_field("name")?;
        }
        self.is_person(fields.prescriber_id)?;
        let phone = |text: &str, field| PhoneNumber::new(text).in_field(field);
        Ok(Medicine {
            name,
            discreet_name: Name::new(&fields.discreet_name).in_field("discreetName")?,
            strength: Name::new(&fields.strength).in_field("strength")?,
            form: fields.form,
            class: fields.class,
            note: Note::new(&fields.note).in_field("note")?,
            prescriber_id: fields.prescriber_id,
            clinic_phone: phone(&fields.clinic_phone, "clinicPhone")?,
            pharmacy_phone: phone(&fields.pharmacy_phone, "pharmacyPhone")?,
            on_time_minutes: on_time_minutes(fields.on_time_minutes).in_field("onTimeMinutes")?,
            sites: at_its_place(medicine_sites(&fields.sites), "sites")?,
            expires_on: self.day(fields.expires_on, "expiresOn")?,
            kit: MedicineKit {
                place: Name::new(&fields.kit.place).in_field("kit.place")?,
                people: Name::new(&fields.kit.people).in_field("kit.people")?,
                trained_on: self.day(fields.kit.trained_on, "kit.trainedOn")?,
            },
            ..medicine
        })
    }

    fn is_person(&self, id: Option<PersonId>) -> Result<()> {
        let Some(id) = id else { return Ok(()) };
        match self.write.people().read().get(id) {
            Err(mainstay_store::Error::NotFound) => {
                Err(DomainError::Invalid).in_field("prescriberId")
            }
            found => Ok(found.map(drop)?),
        }
    }

    pub(crate) fn day(&self, day: Option<NaiveDate>, field: &str) -> Result<Option<NaiveDate>> {
        let today = self.moment().day(self.day_start);
        day.map(|day| picked(day, today, field)).transpose()
    }
}

/// A medicine of which nothing is known yet.
fn blank(id: MedicineId, position: u32) -> Medicine {
    Medicine {
        id,
        name: Name::default(),
        discreet_name: Name::default(),
        strength: Name::default(),
        form: MedicineForm::Other,
        class: None,
        note: Note::default(),
        prescriber_id: None,
        clinic_phone: PhoneNumber::default(),
        pharmacy_phone: PhoneNumber::default(),
        on_time_minutes: USUAL_ON_TIME_MINUTES,
        sites: Vec::new(),
        expires_on: None,
        kit: MedicineKit::default(),
        position,
        ended_ms: None,
    }
}

/// Two that are taken and look the same would be mistaken for each other.
fn is_free(medicine: &Medicine, there: &[Medicine]) -> Result<()> {
    let mut others = there.iter().filter(|other| other.is_taken());
    if medicine.is_taken() && others.any(|other| other.is_same(medicine)) {
        Err(DomainError::NameTaken).in_field("name")?;
    }
    Ok(())
}

/// The refusal of one of several texts names its place.
pub(crate) fn at_its_place<T>(checked: Result<T, (usize, DomainError)>, field: &str) -> Result<T> {
    checked.map_err(|(place, source)| Error::Refused {
        field: format!("{field}.{place}"),
        source,
    })
}
