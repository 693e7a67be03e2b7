//! Appointments: made, changed, ended and removed together with their schedules; a week of a programme in one write.
//!
//! What is read about them is in `appointment_view.rs`, what is written about their visits in `visit.rs`.

use crate::error::InField;
use crate::owned::Typed;
use crate::planning::Planned;
use crate::{App, Error, Result, Written};
use mainstay_domain::{
    appointment_place, visit_minutes, Appointment, AppointmentId, AppointmentKind,
    Error as DomainError, Name, Note, PersonId, PhoneNumber, ReminderSpec, ScheduleOwner,
    ScheduleOwnerKind, ScheduleRule, WebLink, MOST_AT_A_TIME,
};

/// The values of an appointment as they arrive, with its times.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AppointmentFields {
    /// What sort of visit.
    pub kind: AppointmentKind,
    /// The person's own name for it; may be empty.
    pub title: String,
    /// With whom, of the people they turn to.
    pub person_id: Option<PersonId>,
    /// With whom, in words; may be empty.
    pub with_whom: String,
    /// Where, at most 500 characters; may be empty.
    pub place: String,
    /// The link of a visit online, with or without `https://`; may be empty.
    pub link: String,
    /// Whom to call about it; may be empty.
    pub phone: String,
    /// Anything else; may be empty.
    pub note: String,
    /// How long it lasts, 1 to 1,440 minutes; `null` where that is not known.
    pub minutes: Option<u16>,
    /// When it is: `civil` alone, once or again and again.
    pub rule: ScheduleRule,
    /// How it rings.
    pub reminder: ReminderSpec,
}

/// A new appointment.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AppointmentCreateRequest {
    /// Its values.
    #[serde(flatten)]
    pub fields: AppointmentFields,
}

/// A week of a programme: several appointments at once.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ProgrammeCreateRequest {
    /// One to fourteen of them.
    pub appointments: Vec<AppointmentFields>,
}

/// An appointment with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AppointmentUpdateRequest {
    /// Which.
    pub id: AppointmentId,
    /// Its values. An ended one goes on.
    #[serde(flatten)]
    pub fields: AppointmentFields,
}

/// Names an appointment.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AppointmentDeleteRequest {
    /// Which.
    pub id: AppointmentId,
}

impl App {
    /// Makes an appointment with its times.
    ///
    /// # Errors
    /// A refusal of a field, of one below `rule` or `reminder`; an unknown person; [`Error::Locked`].
    pub fn appointment_create(
        &self,
        request: AppointmentCreateRequest,
    ) -> Result<Written<Appointment>> {
        self.write_planned(|planned, _| planned.make_appointment(&request.fields))
    }

    /// Makes a week of a programme, all of it or none.
    ///
    /// # Errors
    /// A refusal of `appointments` for none or more than fourteen; as [`appointment_create`](Self::appointment_create).
    pub fn programme_create(
        &self,
        request: ProgrammeCreateRequest,
    ) -> Result<Written<Vec<Appointment>>> {
        match request.appointments.len() {
            0 => Err(DomainError::AnswerNeeded).in_field("appointments")?,
            more if more > MOST_AT_A_TIME => Err(DomainError::TooMany).in_field("appointments")?,
            _ => {}
        }
        self.write_planned(|planned, _| {
            let all = request.appointments.iter();
            all.map(|fields| planned.make_appointment(fields)).collect()
        })
    }

    /// Changes an appointment. What was due before stays as it was.
    ///
    /// # Errors
    /// As [`appointment_create`](Self::appointment_create); not found.
    pub fn appointment_update(
        &self,
        request: AppointmentUpdateRequest,
    ) -> Result<Written<Appointment>> {
        self.write_planned(|planned, _| {
            let kept = planned.write.appointments().read().get(request.id)?;
            let appointment = with_fields(kept.id, &request.fields)?;
            planned.write.appointments().update(&appointment)?;
            planned.keep_owned(owner(kept.id), vec![times(&request.fields)?])?;
            Ok(appointment)
        })
    }

    /// Ends an appointment that comes again and again: it rings no more, and what was stays.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn appointment_end(
        &self,
        request: AppointmentDeleteRequest,
    ) -> Result<Written<Appointment>> {
        self.write_planned(|planned, _| {
            let appointment = planned.write.appointments().read().get(request.id)?;
            for kept in planned.write.schedules().read().of(owner(request.id))? {
                planned.end(kept.id)?;
            }
            Ok(appointment)
        })
    }

    /// Removes an appointment with its times and all that was written about its visits.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn appointment_delete(
        &self,
        request: AppointmentDeleteRequest,
    ) -> Result<Written<Appointment>> {
        self.write_planned(|planned, _| {
            let appointment = planned.write.appointments().read().get(request.id)?;
            let lines = planned.write.visit_lines().read().that_ring(request.id)?;
            for line in lines {
                planned.keep_owned(crate::visit::owner(line.id), Vec::new())?;
            }
            planned.keep_owned(owner(request.id), Vec::new())?;
            planned.write.appointments().delete(request.id)?;
            Ok::<_, Error>(appointment)
        })
    }
}

impl Planned<'_> {
    fn make_appointment(&mut self, fields: &AppointmentFields) -> Result<Appointment> {
        let id = self.app.id(AppointmentId::new)?;
        let appointment = with_fields(id, fields)?;
        self.write.appointments().insert(&appointment)?;
        self.keep_owned(owner(id), vec![times(fields)?])?;
        Ok(appointment)
    }
}

/// Whose schedules they are.
pub(crate) fn owner(id: AppointmentId) -> ScheduleOwner {
    ScheduleOwner {
        kind: ScheduleOwnerKind::Appointment,
        id: id.into(),
    }
}

/// A visit has a time on a clock; everything else is for medicines.
fn times(fields: &AppointmentFields) -> Result<Typed> {
    if !matches!(fields.rule, ScheduleRule::Civil { .. }) {
        Err(DomainError::Invalid).in_field("rule.kind")?;
    }
    Ok((fields.rule.clone(), fields.reminder.clone()))
}

fn with_fields(id: AppointmentId, fields: &AppointmentFields) -> Result<Appointment> {
    Ok(Appointment {
        id,
        kind: fields.kind,
        title: Name::new(&fields.title).in_field("title")?,
        person_id: fields.person_id,
        with_whom: Name::new(&fields.with_whom).in_field("withWhom")?,
        place: appointment_place(&fields.place).in_field("place")?,
        link: WebLink::new(&fields.link).in_field("link")?,
        phone: PhoneNumber::new(&fields.phone).in_field("phone")?,
        note: Note::new(&fields.note).in_field("note")?,
        minutes: visit_minutes(fields.minutes).in_field("minutes")?,
    })
}
