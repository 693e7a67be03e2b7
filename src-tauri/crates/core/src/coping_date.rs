//! Days to think through ahead: kept with what rings for them, and how each of them went.

use crate::error::InField;
use crate::{settings, App, Empty, Error, PersonView, Result, Written};
use chrono::{NaiveDate, NaiveDateTime};
use mainstay_domain::{
    day_of, exit_line, CopingDate, CopingDateId, CopingKind, CopingNear, CopingRepeat,
    CopingReview, CopingReviewId, DayStart, Error as DomainError, Moment, Name, Note, Now,
    PersonId, ScheduleOwner, ScheduleOwnerKind, MOST_COPING_DATES,
};
use mainstay_store::Store;

/// How many of the days that went by are told.
const MOST_REVIEWS: u32 = 12;

/// The values of a coping date as they arrive.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CopingDateFields {
    /// What sort of day.
    pub kind: CopingKind,
    /// The person's own name for it; may be empty.
    pub name: String,
    /// The day, or the first of those that repeat.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day_on: NaiveDate,
    /// The last day of one that lasts longer and comes once.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub until_on: Option<NaiveDate>,
    /// How often it comes.
    pub repeat: CopingRepeat,
    /// What may be hard; may be empty.
    pub hard: String,
    /// What they mean to do; may be empty.
    pub plan: String,
    /// What they will say to leave, at most 500 characters; may be empty.
    pub exit_line: String,
    /// Whom to call.
    pub person_id: Option<PersonId>,
    /// How many days before it rings, 0 to 14; it rings on the day as well.
    pub alert_days: u8,
    /// At which minute of the day it rings; `null` for no reminder.
    pub alert_at: Option<u16>,
    /// At which minute of its last day it asks how it went; `null` for not.
    pub check_at: Option<u16>,
}

/// A new coping date.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CopingDateCreateRequest {
    /// Its values.
    #[serde(flatten)]
    pub fields: CopingDateFields,
}

/// A coping date with other values.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CopingDateUpdateRequest {
    /// Which.
    pub id: CopingDateId,
    /// Its values.
    #[serde(flatten)]
    pub fields: CopingDateFields,
}

/// Names a coping date.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CopingDateDeleteRequest {
    /// Which.
    pub id: CopingDateId,
}

/// How one of its days went.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CopingReviewUpdateRequest {
    /// Of which.
    pub coping_date_id: CopingDateId,
    /// Which day; of one that lasts longer the first.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day_on: NaiveDate,
    /// Whether the plan helped; `null` for not said.
    pub helped: Option<bool>,
    /// In their own words; may be empty.
    pub note: String,
}

/// A coping date with what is next.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CopingDateView {
    /// The date.
    #[serde(flatten)]
    pub date: CopingDate,
    /// Whom to call.
    pub person: Option<PersonView>,
    /// The next day from today on; `null` when there is none any more.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub next_on: Option<NaiveDate>,
    /// The one that is near.
    pub near: Option<CopingNear>,
    /// How the last of its days went, the newest first.
    pub reviews: Vec<CopingReview>,
}

/// All coping dates.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct CopingDateList {
    /// The local day it is.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub today: NaiveDate,
    /// The next one first; those that are over last.
    pub dates: Vec<CopingDateView>,
}

impl App {
    /// All coping dates.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn coping_date_list(&self, _: Empty) -> Result<CopingDateList> {
        self.with_open(|open| {
            let (today, clock) = (self.today(&open.store)?, self.now().local());
            let all = open.store.coping_dates().list()?.into_iter();
            let views = all.map(|date| view(&open.store, date, (today, clock)));
            let mut dates = views.collect::<Result<Vec<_>>>()?;
            let first = |view: &CopingDateView| {
                let near = view.near.map(|near| near.day_on);
                near.or(view.next_on).unwrap_or(NaiveDate::MAX)
            };
            dates.sort_by_key(|view| (first(view), view.date.id));
            Ok(CopingDateList { today, dates })
        })
    }

    /// Adds a coping date.
    ///
    /// # Errors
    /// A refusal of a field, or of one more than 200; an unknown person; [`Error::Locked`].
    pub fn coping_date_create(
        &self,
        request: CopingDateCreateRequest,
    ) -> Result<Written<CopingDate>> {
        self.write_planned(|planned, day_start| {
            let there = planned.write.coping_dates().read().list()?;
            if there.len() >= MOST_COPING_DATES {
                Err(DomainError::TooMany).in_field("name")?;
            }
            let id = planned.app.id(CopingDateId::new)?;
            let date = with_fields(id, &request.fields, local_day(planned.now, day_start))?;
            planned.write.coping_dates().insert(&date)?;
            planned.keep_owned(owner(id), date.rings())?;
            Ok(date)
        })
    }

    /// Changes a coping date.
    ///
    /// # Errors
    /// As for a new one; not found.
    pub fn coping_date_update(
        &self,
        request: CopingDateUpdateRequest,
    ) -> Result<Written<CopingDate>> {
        self.write_planned(|planned, day_start| {
            let kept = planned.write.coping_dates().read().get(request.id)?;
            let today = local_day(planned.now, day_start);
            let date = with_fields(kept.id, &request.fields, today)?;
            planned.write.coping_dates().update(&date)?;
            planned.keep_owned(owner(date.id), date.rings())?;
            Ok(date)
        })
    }

    /// Removes a coping date with what was written about its days.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn coping_date_delete(
        &self,
        request: CopingDateDeleteRequest,
    ) -> Result<Written<CopingDate>> {
        self.write_planned(|planned, _| {
            let date = planned.write.coping_dates().read().get(request.id)?;
            planned.keep_owned(owner(request.id), Vec::new())?;
            planned.write.coping_dates().delete(request.id)?;
            Ok::<_, Error>(date)
        })
    }

    /// Says how one of its days went, in place of what was said before.
    ///
    /// # Errors
    /// A refusal of `note`, or of `dayOn` where there was none on that day; not found; [`Error::Locked`].
    pub fn coping_review_update(
        &self,
        request: CopingReviewUpdateRequest,
    ) -> Result<Written<CopingReview>> {
        let note = Note::new(&request.note).in_field("note")?;
        self.write(|write, day_start| {
            let date = write.coping_dates().read().get(request.coping_date_id)?;
            let today = self.now().day(day_start);
            let kept = write
                .coping_reviews()
                .read()
                .on(request.coping_date_id, request.day_on)?;
            // One that was moved since keeps what was said about it.
            if kept.is_none() && (!date.is_on(request.day_on) || request.day_on > today) {
                Err(DomainError::DateOutOfRange).in_field("dayOn")?;
            }
            let review = CopingReview {
                id: match kept {
                    Some(kept) => kept.id,
                    None => self.id(CopingReviewId::new)?,
                },
                coping_date_id: request.coping_date_id,
                day_on: request.day_on,
                helped: request.helped,
                note,
            };
            write.coping_reviews().put(&review)?;
            Ok(review)
        })
    }
}

/// One with what is next, for somebody whose day and clock say so.
fn view(
    store: &Store,
    date: CopingDate,
    (today, clock): (NaiveDate, NaiveDateTime),
) -> Result<CopingDateView> {
    let person = date.person_id.map(|id| store.people().get(id));
    Ok(CopingDateView {
        person: person.transpose()?.map(PersonView::from),
        next_on: date.next_on(today),
        near: date.near(today, clock),
        reviews: store.coping_reviews().of(date.id, MOST_REVIEWS)?,
        date,
    })
}

/// Those that are near and not yet told about, the next one first.
pub(crate) fn near(store: &Store, now: Now) -> Result<Vec<CopingDateView>> {
    let day_start = settings::read(store)?.day_start_hour;
    let today = local_day(now, day_start);
    let (at_ms, zone) = (now.at_ms, now.here);
    let clock = Moment { at_ms, zone }.local();
    let mut found = Vec::new();
    for date in store.coping_dates().list()? {
        let Some(near) = date.near(today, clock) else {
            continue;
        };
        let review = store.coping_reviews().on(date.id, near.day_on)?;
        if !near.is_over || review.is_none() {
            found.push(view(store, date, (today, clock))?);
        }
    }
    found.sort_by_key(|view| (view.near.map(|near| near.day_on), view.date.id));
    Ok(found)
}

fn local_day(now: Now, day_start: DayStart) -> NaiveDate {
    day_of(now.at_ms, now.here, day_start)
}

fn owner(id: CopingDateId) -> ScheduleOwner {
    ScheduleOwner {
        kind: ScheduleOwnerKind::Other,
        id: id.into(),
    }
}

fn with_fields(
    id: CopingDateId,
    fields: &CopingDateFields,
    today: NaiveDate,
) -> Result<CopingDate> {
    let date = CopingDate {
        id,
        kind: fields.kind,
        name: Name::new(&fields.name).in_field("name")?,
        day_on: crate::day_text::picked(fields.day_on, today, "dayOn")?,
        until_on: fields.until_on,
        repeat: fields.repeat,
        hard: Note::new(&fields.hard).in_field("hard")?,
        plan: Note::new(&fields.plan).in_field("plan")?,
        exit_line: exit_line(&fields.exit_line).in_field("exitLine")?,
        person_id: fields.person_id,
        alert_days: fields.alert_days,
        alert_at: fields.alert_at,
        check_at: fields.check_at,
    };
    date.check().map_err(|(field, source)| Error::Refused {
        field: field.into(),
        source,
    })?;
    Ok(date)
}
