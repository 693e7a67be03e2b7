//! People whom the person can turn to.

use crate::error::InField;
use crate::{App, Empty, Error, Result, Written};
use mainstay_domain::{
    person_message, person_moved, Error as DomainError, Name, Note, Person, PersonId, PersonRole,
    PhoneNumber, MOST_PEOPLE,
};

/// The values of a person as they arrive.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PersonFields {
    /// What they are called.
    pub name: String,
    /// What they are to the person.
    pub role: PersonRole,
    /// Their number as typed; empty for none.
    pub phone: String,
    /// What a text message to them begins with, at most 640 characters; empty for none.
    pub message: String,
}

/// Somebody new. They come last.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PersonCreateRequest {
    /// Their values.
    #[serde(flatten)]
    pub fields: PersonFields,
}

/// A person with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PersonUpdateRequest {
    /// Who.
    pub id: PersonId,
    /// Their values.
    #[serde(flatten)]
    pub fields: PersonFields,
    /// Their place, from 0; `null` leaves them where they are.
    pub place: Option<u32>,
}

/// A person to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PersonDeleteRequest {
    /// Who.
    pub id: PersonId,
}

/// A person, and how to reach them.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct PersonView {
    /// The person.
    #[serde(flatten)]
    pub person: Person,
    /// What a dialler takes; `null` where there is no number.
    pub dialled: Option<String>,
    /// The digits to dial once somebody answers.
    pub extension: Option<String>,
}

impl From<Person> for PersonView {
    fn from(person: Person) -> Self {
        Self {
            dialled: person.phone.dialled(),
            extension: person.phone.extension(),
            person,
        }
    }
}

impl App {
    /// All people in their order.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn person_list(&self, _: Empty) -> Result<Vec<PersonView>> {
        self.with_open(|open| {
            let people = open.store.people().list()?;
            Ok(people.into_iter().map(PersonView::from).collect())
        })
    }

    /// Adds somebody.
    ///
    /// # Errors
    /// A refusal of `name`, which is needed, of `phone`, `message`, or of one more than 50; [`Error::Locked`].
    pub fn person_create(&self, request: PersonCreateRequest) -> Result<Written<Person>> {
        let id = self.id(PersonId::new)?;
        self.write(|write, _| {
            let there = write.people().read().list()?;
            let new = Person {
                id,
                name: Name::default(),
                role: request.fields.role,
                phone: PhoneNumber::default(),
                message: Note::default(),
                position: last(&there)?,
            };
            let person = with_fields(new, &request.fields)?;
            write.people().insert(&person)?;
            Ok(person)
        })
    }

    /// Changes or moves somebody.
    ///
    /// # Errors
    /// A refusal as for somebody new; not found; [`Error::Locked`].
    pub fn person_update(&self, request: PersonUpdateRequest) -> Result<Written<Person>> {
        self.write(|write, _| {
            let people = write.people();
            let kept = people.read().get(request.id)?;
            people.update(&with_fields(kept, &request.fields)?)?;
            if let Some(place) = request.place {
                for moved in person_moved(&people.read().list()?, request.id, place) {
                    people.update(&moved)?;
                }
            }
            Ok(people.read().get(request.id)?)
        })
    }

    /// Removes somebody.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn person_delete(&self, request: PersonDeleteRequest) -> Result<Written<Person>> {
        self.write(|write, _| {
            let person = write.people().read().get(request.id)?;
            write.people().delete(request.id)?;
            Ok::<_, Error>(person)
        })
    }
}

/// The place after the last, while there is room for one more.
fn last(there: &[Person]) -> Result<u32> {
    if there.len() >= MOST_PEOPLE {
        Err(DomainError::TooMany).in_field("name")?;
    }
    let highest = there.iter().map(|person| person.position).max();
    Ok(highest.map_or(0, |position| position.saturating_add(1)))
}

fn with_fields(person: Person, fields: &PersonFields) -> Result<Person> {
    let name = Name::new(&fields.name).in_field("name")?;
    if name.is_empty() {
        Err(DomainError::NameNeeded).in_field("name")?;
    }
    Ok(Person {
        name,
        role: fields.role,
        phone: PhoneNumber::new(&fields.phone).in_field("phone")?,
        message: person_message(&fields.message).in_field("message")?,
        ..person
    })
}
