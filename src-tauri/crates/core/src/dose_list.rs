//! What is due today, and the history of a medicine.

use crate::dose::as_needed;
use crate::dose_overdue::{overdue, DoseOverdue};
use crate::dose_view::{
    day_begins, day_of_now, doses_between, doses_said_behind, next_site, DoseView, Of,
};
use crate::dose_went_by::{told_since_ms, went_by};
use crate::medicine_view::follows_nothing;
use crate::planning::Planning;
use crate::session::Open;
use crate::{settings, App, Empty, Result};
use mainstay_domain::{
    AsNeededStand, DayStart, Medicine, MedicineClass, MedicineId, MedicineSchedule, Name, Now,
    OccurrenceKey, OccurrenceState, ScheduleId, SchedulePurpose, Told,
};
use mainstay_store::DoseReader;

const DAY_MS: i64 = 24 * 60 * 60_000;
/// How many doses a page of the history has at least, while there are older ones.
const PAGE: usize = 30;
/// A page first looks back so many days, and then further.
const FIRST_DAYS: i64 = 7;
/// How far ahead of its time something may be answered and stand in the history: an injection that was given early.
const AHEAD_MS: i64 = 62 * DAY_MS;

/// The doses of one time.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DoseGroup {
    /// When they are or were due, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub due_ms: i64,
    /// They, in the order of the medicines.
    pub doses: Vec<DoseView>,
}

/// A medicine that is taken as needed, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DoseAsNeeded {
    /// Which medicine.
    pub medicine_id: MedicineId,
    /// By which of its schedules.
    pub schedule: ScheduleId,
    /// What lists call it.
    pub name: Name,
    /// Its strength in words; may be empty.
    pub strength: Name,
    /// How much, in words; may be empty.
    pub amount: Name,
    /// How it stands now.
    pub stand: AsNeededStand,
}

/// A medicine that followed another one, which was ended or removed: nothing makes it due.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DoseWithoutTime {
    /// Which medicine.
    pub medicine_id: MedicineId,
    /// What lists call it.
    pub name: Name,
    /// Its strength in words; may be empty.
    pub strength: Name,
}

/// A medicine that is overdue, of which what the body was used to may be lost.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DueOverdue {
    /// Which medicine.
    pub medicine_id: MedicineId,
    /// What lists call it.
    pub name: Name,
    /// Its strength in words; may be empty.
    pub strength: Name,
    /// Since when.
    #[serde(flatten)]
    pub overdue: DoseOverdue,
}

/// What is due.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DoseDue {
    /// The doses of the person's day of now, and those of earlier days that still wait for an answer, by their times. How
    /// each stands is in it: also those that were taken.
    pub groups: Vec<DoseGroup>,
    /// What is taken as needed.
    pub as_needed: Vec<DoseAsNeeded>,
    /// What has no time any more.
    pub without_time: Vec<DoseWithoutTime>,
    /// What is overdue, where the card of lost tolerance belongs to it.
    pub overdue: Vec<DueOverdue>,
    /// What went by within the last 24 hours without a word, by its time, but for what was put away.
    pub went_by: Vec<DoseView>,
    /// When the next dose is due that lies ahead, today or later, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub next_ms: Option<i64>,
    /// Now, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now_ms: i64,
}

/// Which part of a history.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DoseListRequest {
    /// Of which medicine.
    pub medicine_id: MedicineId,
    /// Those that were due at this instant or before it, in milliseconds since 1970 UTC; `null` begins with the newest.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub before_ms: Option<i64>,
}

/// Some doses of a medicine, newest first.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DosePage {
    /// They.
    pub doses: Vec<DoseView>,
    /// Where the next page begins; `null` when there are no older ones.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub older_before_ms: Option<i64>,
}

impl App {
    /// What is due: today's doses by their times, what waits from before, and what is taken as needed.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn dose_due(&self, _: Empty) -> Result<DoseDue> {
        self.with_planner(|open, planning, now| {
            let day_start = settings::read(&open.store)?.day_start_hour;
            let mut due = Due {
                open,
                planning,
                now,
                day_start,
                doses: Vec::new(),
                as_needed: Vec::new(),
                without_time: Vec::new(),
                overdue: Vec::new(),
                went_by: Vec::new(),
                put_away: settings::doses_put_away(&open.store)?,
                next_ms: None,
            };
            let medicines = open.store.medicines();
            for medicine in medicines.list()?.iter().filter(|one| one.is_taken()) {
                due.add(medicine, &medicines.schedules_of(medicine.id)?)?;
            }
            Ok(due.grouped())
        })
    }

    /// The history of a medicine by pages: each dose whose time has come, and how it stands.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`](crate::Error::Locked).
    pub fn dose_list(&self, request: DoseListRequest) -> Result<DosePage> {
        self.with_planner(|open, planning, now| {
            let store = &open.store;
            let medicine = store.medicines().get(request.medicine_id)?;
            let schedules = store.medicines().schedules_of(medicine.id)?;
            let of = Of {
                medicine: &medicine,
                schedules: &schedules,
            };
            let first_ms = first_of(&store.doses(), planning, of)?;
            let newest_ms = now.at_ms.saturating_add(AHEAD_MS);
            let until_ms = request.before_ms.unwrap_or(newest_ms).min(newest_ms);
            let (mut days, mut doses, mut after_ms) = (FIRST_DAYS, Vec::new(), until_ms);
            let read = (&store.ledger(), &store.doses());
            if request.before_ms.is_none() {
                // So far ahead only what was said by a clock that was put back since.
                let ahead = doses_said_behind(read, planning, of, (newest_ms, now.at_ms))?;
                doses.extend(ahead.into_iter().rev());
            }
            while doses.len() < PAGE && after_ms > first_ms {
                let until_ms = after_ms;
                after_ms = until_ms.min(now.at_ms).saturating_sub(days * DAY_MS);
                let found = doses_between(read, planning, of, (after_ms, until_ms), now)?;
                doses.extend(found.into_iter().rev().filter(is_history));
                days *= 2;
            }
            Ok(DosePage {
                doses,
                older_before_ms: (after_ms > first_ms).then_some(after_ms),
            })
        })
    }
}

fn is_history(dose: &DoseView) -> bool {
    dose.state != OccurrenceState::Planned
}

/// Before everything that a medicine has: what is typed in first may have been taken, or due, long before.
fn first_of(doses: &DoseReader<'_>, planning: &Planning, of: Of<'_>) -> Result<i64> {
    let planner = &planning.planner;
    let schedules = || of.schedules.iter().map(|one| one.id);
    let all = schedules().filter_map(|id| planner.schedule(id));
    let began = all.filter_map(|one| one.revisions().first());
    let began = began.map(|first| first.from().at_ms.saturating_sub(DAY_MS));
    let known = schedules().flat_map(|id| planner.ledger().of(id));
    let known = known.map(|(_, entry)| entry.due.at_ms.saturating_sub(1));
    let said = doses.first_due_ms(of.medicine.id)?;
    let said = said.map(|at| at.saturating_sub(1));
    let first = began.chain(known).chain(said).min();
    Ok(first.unwrap_or(i64::MAX))
}

/// What is due, as it is gathered.
struct Due<'a> {
    open: &'a Open,
    planning: &'a Planning,
    now: Now,
    day_start: DayStart,
    doses: Vec<DoseView>,
    as_needed: Vec<DoseAsNeeded>,
    without_time: Vec<DoseWithoutTime>,
    overdue: Vec<DueOverdue>,
    went_by: Vec<DoseView>,
    put_away: Vec<OccurrenceKey>,
    next_ms: Option<i64>,
}

impl Due<'_> {
    fn add(&mut self, medicine: &Medicine, schedules: &[MedicineSchedule]) -> Result<()> {
        let store = &self.open.store;
        let of = Of {
            medicine,
            schedules,
        };
        let today = day_of_now(self.now, self.day_start);
        let begins_ms = day_begins(Some(today), self.now, self.day_start);
        let ends_ms = day_begins(today.succ_opt(), self.now, self.day_start);
        let since_ms = told_since_ms(self.now.at_ms).min(begins_ms.saturating_sub(1));
        let period = (since_ms, ends_ms.saturating_sub(1));
        let read = (&store.ledger(), &store.doses());
        self.add_waiting(of, begins_ms)?;
        let doses = doses_between(read, self.planning, of, period, self.now)?;
        let stands = |dose: &DoseView| {
            !dose.is_as_needed && (dose.at_ms.is_some() || self.goes_on(dose.occurrence.schedule))
        };
        let doses: Vec<DoseView> = doses.into_iter().filter(stands).collect();
        let is_told = |dose: &&DoseView| {
            went_by(dose, begins_ms, self.now) && !self.put_away.contains(&dose.occurrence)
        };
        let gone: Vec<DoseView> = doses.iter().filter(is_told).cloned().collect();
        self.went_by.extend(gone);
        let today = doses.into_iter().filter(|dose| dose.due_ms >= begins_ms);
        self.doses.extend(today);
        self.add_overdue(of)?;
        let in_use = schedules
            .iter()
            .filter(|one| one.is_listed && one.purpose == SchedulePurpose::Dose);
        if in_use
            .clone()
            .any(|one| follows_nothing(self.planning, one.id))
        {
            self.without_time.push(DoseWithoutTime {
                medicine_id: medicine.id,
                name: medicine.listed_name().clone(),
                strength: medicine.strength.clone(),
            });
        }
        for one in in_use {
            let ahead = self.planning.planner.ahead(one.id, self.now, 1);
            let next = ahead.first().map(|told| told.due_ms);
            self.next_ms = self.next_ms.into_iter().chain(next).min();
            self.add_as_needed(medicine, one)?;
        }
        Ok(())
    }

    /// Whether a schedule is not over: what it asked for and nobody answered is a part of the history.
    fn goes_on(&self, id: ScheduleId) -> bool {
        let schedule = self.planning.planner.schedule(id);
        schedule.is_some_and(|schedule| schedule.current().is_some())
    }

    fn add_overdue(&mut self, of: Of<'_>) -> Result<()> {
        let medicine = of.medicine;
        if !medicine.class.is_some_and(MedicineClass::loses_tolerance) {
            return Ok(());
        }
        let store = &self.open.store;
        let read = (&store.ledger(), &store.doses());
        let found = overdue(read, self.planning, of, self.now, self.day_start)?;
        self.overdue.extend(found.map(|overdue| DueOverdue {
            medicine_id: medicine.id,
            name: medicine.listed_name().clone(),
            strength: medicine.strength.clone(),
            overdue,
        }));
        Ok(())
    }

    /// What was due on an earlier day and still waits for an answer.
    fn add_waiting(&mut self, of: Of<'_>, begins_ms: i64) -> Result<()> {
        let next = next_site(&self.open.store.doses(), of.medicine, self.now.at_ms)?;
        let ledger = self.planning.planner.ledger();
        for one in of.schedules {
            if one.purpose != SchedulePurpose::Dose {
                continue;
            }
            let waits = ledger.of(one.id).filter(|(_, entry)| {
                entry.state() == OccurrenceState::Raised && entry.due.at_ms < begins_ms
            });
            self.doses.extend(waits.map(|(key, entry)| {
                let told = Told {
                    key,
                    due_ms: entry.due.at_ms,
                    state: entry.state(),
                };
                DoseView::planned(&self.planning.planner, of, told).next_at(next.as_ref())
            }));
        }
        Ok(())
    }

    /// A kit against overdose is taken by nobody on an ordinary day: it is no "I took it".
    fn add_as_needed(&mut self, medicine: &Medicine, one: &MedicineSchedule) -> Result<()> {
        if medicine.is_kit() {
            return Ok(());
        }
        let ledger = self.open.store.ledger();
        let when = (self.now, self.now.at_ms);
        let stand = as_needed(&ledger, self.planning, one.id, when, self.day_start)?;
        self.as_needed.extend(stand.map(|stand| DoseAsNeeded {
            medicine_id: medicine.id,
            schedule: one.id,
            name: medicine.listed_name().clone(),
            strength: medicine.strength.clone(),
            amount: one.amounts.first().cloned().unwrap_or_default(),
            stand,
        }));
        Ok(())
    }

    fn grouped(mut self) -> DoseDue {
        // Stable: within one time they stay in the order of the medicines.
        self.doses.sort_by_key(|dose| dose.due_ms);
        self.went_by.sort_by_key(|dose| dose.due_ms);
        let mut groups: Vec<DoseGroup> = Vec::new();
        for dose in self.doses {
            match groups.last_mut().filter(|last| last.due_ms == dose.due_ms) {
                Some(last) => last.doses.push(dose),
                None => groups.push(DoseGroup {
                    due_ms: dose.due_ms,
                    doses: vec![dose],
                }),
            }
        }
        DoseDue {
            groups,
            as_needed: self.as_needed,
            without_time: self.without_time,
            overdue: self.overdue,
            went_by: self.went_by,
            next_ms: self.next_ms,
            now_ms: self.now.at_ms,
        }
    }
}
