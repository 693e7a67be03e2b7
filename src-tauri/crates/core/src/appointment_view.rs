//! Appointments as a person reads them: what is next, what is to be answered, what was, and what the log offers to talk
//! about.

use crate::appointment::owner;
use crate::dose_days::doses_of_days;
use crate::owned::{as_typed, coming, first_schedule, one_over, unanswered, went_by};
use crate::planning::Planning;
use crate::reminder::occurrence;
use crate::{settings, App, Empty, OccurrenceView, Result};
use chrono::{Duration, NaiveDate};
use mainstay_domain::{
    agenda_from, agenda_topics, day_of, medicine_topics, resolve, AgendaTopic, Appointment,
    AppointmentId, DayStart, DiaryLog, Entry, Now, Occurrence, OccurrenceKey, OccurrenceState,
    ReminderSpec, Rule, ScheduleId, ScheduleOwnerKind, ScheduleRule, VisitLine, VisitLineKind,
    VisitNote, USUAL_MEETING_MINUTES,
};
use mainstay_store::Store;

/// How many appointments that are over one page has.
const PAGE: u32 = 30;
/// How many times behind the next one are told.
const LATER: usize = 6;
/// How many days of visits one page has: half a year.
const VISIT_DAYS: i64 = 184;
const MINUTE_MS: i64 = 60_000;

/// An appointment with what is next.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AppointmentView {
    /// The appointment.
    #[serde(flatten)]
    pub appointment: Appointment,
    /// With whom: the person's name, or the words; may be empty.
    pub with: String,
    /// What a dialler takes; `null` where there is no number.
    pub dialled: Option<String>,
    /// The digits to dial once somebody answers.
    pub extension: Option<String>,
    /// By which rule it is, as it was typed.
    pub rule: ScheduleRule,
    /// How it rings, as it was typed.
    pub reminder: ReminderSpec,
    /// The next time, or the one that lasts now; `null` when there is none any more.
    pub next: Option<OccurrenceView>,
    /// The last time of this week that has begun and has no answer.
    pub open: Option<OccurrenceView>,
    /// How many lines wait for the next visit.
    pub waiting: u32,
}

/// Appointments that are still to come or to be answered, the next one first.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AppointmentList {
    /// Now, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now_ms: i64,
    /// The zone of the device, an IANA name.
    pub zone: String,
    /// Whether the name of each lies in it.
    pub appointments: Vec<AppointmentView>,
    /// Whether there are others, which are over.
    pub has_past: bool,
}

/// Where a page of past appointments begins.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AppointmentPastRequest {
    /// Behind this one; `null` for the newest.
    pub before: Option<AppointmentId>,
}

/// Appointments that are over, the one that was made last first.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AppointmentPast {
    /// A page of them.
    pub appointments: Vec<AppointmentView>,
    /// Where the next page begins; `null` when this is the last.
    pub more: Option<AppointmentId>,
}

/// Which appointment, and which of its visits.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AppointmentGetRequest {
    /// Which.
    pub id: AppointmentId,
    /// Visits before this day; `null` for the newest.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub before_on: Option<NaiveDate>,
}

/// One visit: when, what became of it, and what was written.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct VisitView {
    /// When, and what became of it.
    pub occurrence: OccurrenceView,
    /// What was written about it.
    pub visit: Option<VisitNote>,
    /// What was talked about and given.
    pub lines: Vec<VisitLine>,
}

/// All about one appointment.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AppointmentPage {
    /// The appointment and what is next.
    pub appointment: AppointmentView,
    /// Now, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now_ms: i64,
    /// The local day it is.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub today: NaiveDate,
    /// The zone of the device, an IANA name.
    pub zone: String,
    /// Times ahead that are cancelled.
    pub cancelled: Vec<OccurrenceView>,
    /// Times behind the next one.
    pub later: Vec<OccurrenceView>,
    /// Lines that wait for the next visit.
    pub agenda: Vec<VisitLine>,
    /// Homework that is not done.
    pub homework: Vec<VisitLine>,
    /// What the log offers to talk about; nothing of it is picked.
    pub topics: Vec<AgendaTopic>,
    /// From which day on it offers that.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub topics_from: NaiveDate,
    /// Visits that went by, the newest first.
    pub visits: Vec<VisitView>,
    /// Where the next page of visits begins; `null` when this is the last.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub more: Option<NaiveDate>,
}

impl App {
    /// Appointments that are still to come or to be answered.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn appointment_list(&self, _: Empty) -> Result<AppointmentList> {
        self.with_planner(|open, planning, now| {
            let appointments = ahead(&open.store, planning, now)?;
            let all = schedules(planning).count();
            Ok(AppointmentList {
                now_ms: now.at_ms,
                zone: now.here.name().to_owned(),
                has_past: all > appointments.len(),
                appointments,
            })
        })
    }

    /// Appointments that are over.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn appointment_past_list(
        &self,
        request: AppointmentPastRequest,
    ) -> Result<AppointmentPast> {
        self.with_planner(|open, planning, now| {
            let page = open.store.appointments().page(request.before, PAGE)?;
            let is_full = page.len() >= PAGE as usize;
            let more = page.last().map(|last| last.id).filter(|_| is_full);
            let views = page.into_iter().map(|one| {
                let id = first_schedule(&open.store, owner(one.id))?;
                view(&open.store, planning, one, id, now)
            });
            let mut appointments = views.collect::<Result<Vec<_>>>()?;
            appointments.retain(|view| view.next.is_none() && view.open.is_none());
            Ok(AppointmentPast { appointments, more })
        })
    }

    /// All about one appointment. Its link may be followed from then on, until another one is looked at.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`](crate::Error::Locked).
    pub fn appointment_get(&self, request: AppointmentGetRequest) -> Result<AppointmentPage> {
        self.with_planner(|open, planning, now| {
            let store = &open.store;
            let day_start = settings::read(store)?.day_start_hour;
            let kept = store.appointments().get(request.id)?;
            let id = first_schedule(store, owner(kept.id))?;
            let mut page = Reading {
                store,
                planning,
                now,
                day_start,
            }
            .page(kept, id, request.before_on)?;
            page.today = day_of(now.at_ms, now.here, day_start);
            let link = page.appointment.appointment.link.as_str();
            *self.offered_link() = (!link.is_empty()).then(|| link.to_owned());
            Ok(page)
        })
    }
}

/// The appointments that are next or to be answered, in the order of these times.
pub(crate) fn ahead(store: &Store, planning: &Planning, now: Now) -> Result<Vec<AppointmentView>> {
    let mut found = Vec::new();
    for (id, of) in schedules(planning) {
        let is_ahead = !coming(planning, id, longest_ago(now), 1, now)?.is_empty();
        if is_ahead || unanswered(planning, id, now)?.is_some() {
            let kept = store.appointments().get(of)?;
            found.push(view(store, planning, kept, id, now)?);
        }
    }
    found.retain(|view| view.next.is_some() || view.open.is_some());
    let first = |view: &AppointmentView| {
        let times = [view.open.as_ref(), view.next.as_ref()];
        times.into_iter().flatten().map(|one| one.due_ms).min()
    };
    found.sort_by_key(|view| (first(view), view.appointment.id));
    Ok(found)
}

/// Every schedule of an appointment, and of which.
fn schedules(planning: &Planning) -> impl Iterator<Item = (ScheduleId, AppointmentId)> + '_ {
    let of = planning.owners.iter();
    of.filter(|(_, owner)| owner.kind == ScheduleOwnerKind::Appointment)
        .filter_map(|(id, owner)| {
            let of = AppointmentId::from_slice(owner.id.as_bytes()).ok()?;
            Some((*id, of))
        })
}

/// The longest visit that lasts now began then.
const fn longest_ago(now: Now) -> i64 {
    let longest = mainstay_domain::LONGEST_VISIT_MINUTES as i64 * MINUTE_MS;
    now.at_ms.saturating_sub(longest)
}

fn view(
    store: &Store,
    planning: &Planning,
    appointment: Appointment,
    id: ScheduleId,
    now: Now,
) -> Result<AppointmentView> {
    let person = appointment.person_id.map(|id| store.people().get(id));
    let person = person.transpose()?;
    let with = person.map_or_else(|| appointment.with_whom.clone(), |person| person.name);
    let lasts = i64::from(appointment.minutes.unwrap_or(USUAL_MEETING_MINUTES)) * MINUTE_MS;
    let next = coming(planning, id, now.at_ms.saturating_sub(lasts), 1, now)?;
    let (rule, reminder) = as_typed(store, id)?;
    let waiting = store.visit_lines().waiting(appointment.id)?;
    let agenda = waiting
        .iter()
        .filter(|line| line.kind == VisitLineKind::Agenda);
    Ok(AppointmentView {
        with: with.as_str().to_owned(),
        dialled: appointment.phone.dialled(),
        extension: appointment.phone.extension(),
        rule,
        reminder,
        next: next.into_iter().next(),
        open: unanswered(planning, id, now)?,
        waiting: u32::try_from(agenda.count()).unwrap_or(u32::MAX),
        appointment,
    })
}

/// Whether a visit is ahead by the times that hold now: its appointment may have been moved or ended since.
pub(crate) fn is_planned_ahead(
    planning: &Planning,
    key: OccurrenceKey,
    entry: &Entry,
    now: Now,
) -> bool {
    let schedule = planning.planner.schedule(key.schedule);
    let Some(Rule::Civil(civil)) = schedule.and_then(|of| of.current()).map(|one| &one.rule) else {
        return false;
    };
    let due_ms = entry.due.at_ms;
    let planned = civil.next(Occurrence::last_of(due_ms - 1), now.here);
    due_ms > now.at_ms && planned.is_some_and(|one| one.civil == key.civil)
}

fn cancelled_ahead(planning: &Planning, id: ScheduleId, now: Now) -> Result<Vec<OccurrenceView>> {
    let entries = planning.planner.ledger().of(id);
    let cancelled = entries.filter(|(key, entry)| {
        entry.state() == OccurrenceState::Skipped && is_planned_ahead(planning, *key, entry, now)
    });
    let view = |(key, entry): (_, &Entry)| {
        occurrence(planning, key, Some((entry.due.at_ms, entry.state())))
    };
    cancelled.map(view).collect()
}

/// What one page is read from.
struct Reading<'a> {
    store: &'a Store,
    planning: &'a Planning,
    now: Now,
    day_start: DayStart,
}

impl Reading<'_> {
    fn page(
        &self,
        kept: Appointment,
        id: ScheduleId,
        before_on: Option<NaiveDate>,
    ) -> Result<AppointmentPage> {
        let Self {
            store,
            planning,
            now,
            day_start,
        } = *self;
        let today = day_of(now.at_ms, now.here, day_start);
        let agenda = store.visit_lines().waiting(kept.id)?.into_iter();
        let homework = store.visit_lines().to_do(kept.id)?;
        let appointment = view(store, planning, kept, id, now)?;
        let after = appointment.next.as_ref().map(|next| next.due_ms);
        let later = after.map(|after| coming(planning, id, after, LATER, now));
        let (visits, more) = self.visits(id, before_on)?;
        let topics_from = agenda_from(self.last_visit(&visits), today);
        Ok(AppointmentPage {
            now_ms: now.at_ms,
            today,
            zone: now.here.name().to_owned(),
            cancelled: cancelled_ahead(planning, id, now)?,
            later: later.transpose()?.unwrap_or_default(),
            agenda: agenda
                .filter(|line| line.kind == VisitLineKind::Agenda)
                .collect(),
            homework,
            topics: self.topics(topics_from, today)?,
            topics_from,
            visits,
            more,
            appointment,
        })
    }

    /// Half a year of visits that have begun, the newest first, and where the next page begins.
    fn visits(
        &self,
        id: ScheduleId,
        before_on: Option<NaiveDate>,
    ) -> Result<(Vec<VisitView>, Option<NaiveDate>)> {
        let now = self.now;
        let end = before_on.map_or(now.at_ms, |day| {
            self.begin_of(day).saturating_sub(1).min(now.at_ms)
        });
        let last = day_of(end, now.here, self.day_start);
        let first = last - Duration::days(VISIT_DAYS);
        let period = (self.begin_of(first).saturating_sub(1), end);
        let wide = one_over(self.store, self.planning, id, period)?;
        let mut views = Vec::new();
        for occurrence in went_by(&wide, id, period, now)?.into_iter().rev() {
            views.extend(self.visit(occurrence)?);
        }
        let schedule = self.planning.planner.schedule(id);
        let began = schedule.and_then(|schedule| schedule.revisions().first());
        let is_more = began.is_some_and(|began| began.from().at_ms < period.0);
        Ok((views, is_more.then_some(first)))
    }

    /// One that was moved before its time and about which nothing was written is none.
    fn visit(&self, occurrence: OccurrenceView) -> Result<Option<VisitView>> {
        let visit = self.store.visits().about(occurrence.occurrence)?;
        if visit.is_none() && occurrence.state == OccurrenceState::Cancelled {
            return Ok(None);
        }
        let lines = visit
            .as_ref()
            .map(|visit| self.store.visit_lines().of(visit.id));
        Ok(Some(VisitView {
            lines: lines.transpose()?.unwrap_or_default(),
            occurrence,
            visit,
        }))
    }

    /// The day of the last visit to which the person went.
    fn last_visit(&self, visits: &[VisitView]) -> Option<NaiveDate> {
        let went = |view: &&VisitView| {
            let state = view.occurrence.state;
            matches!(state, OccurrenceState::Taken | OccurrenceState::Late)
        };
        let last = visits.iter().find(went)?;
        let due_ms = last.occurrence.due_ms;
        Some(day_of(due_ms, self.now.here, self.day_start))
    }

    fn topics(&self, from: NaiveDate, today: NaiveDate) -> Result<Vec<AgendaTopic>> {
        let store = self.store;
        let log = DiaryLog {
            check_ins: &store.check_ins().between(from, today)?,
            cravings: &store.cravings().between(from, today)?,
            lapses: &store.lapses().between(from, today)?,
            uses: &store.use_entries().between(from, today)?,
            attendances: &store.attendances().between(from, today)?,
            doses: &doses_of_days(
                store,
                self.planning,
                (from, today),
                self.now,
                self.day_start,
            )?,
            ..DiaryLog::default()
        };
        let mut topics = medicine_topics(
            &self.store.questions().list()?,
            &self.store.side_effects().between(from, today)?,
        );
        topics.extend(agenda_topics(&log));
        Ok(topics)
    }

    /// When a day of the person's begins, in milliseconds since 1970 UTC.
    fn begin_of(&self, day: NaiveDate) -> i64 {
        let wall = day.and_hms_opt(self.day_start.hour().into(), 0, 0);
        resolve(wall.unwrap_or_default(), self.now.here).timestamp_millis()
    }
}
