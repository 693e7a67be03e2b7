//! What a screen sees of a medicine: what is typed in, and what follows from schedules and doses.

use crate::dose::as_needed;
use crate::dose_overdue::{overdue, DoseOverdue};
use crate::dose_view::{day_of_now, doses_between, doses_said_behind, next_site, DoseView, Of};
use crate::medicine::MedicineIdRequest;
use crate::medicine_call::{missed_call, prescriber, MedicineCall};
use crate::planning::{spec_of, Planned, Planning};
use crate::session::Open;
use crate::stock_view::{StockView, SupplyRead};
use crate::when::AHEAD_MS;
use crate::{settings, tolerance, App, Empty, Error, Result};
use mainstay_domain::{
    adherence, Adherence, Amount, AsNeededStand, DayStart, DoseKnown, InjectionStage, KeptSpec,
    LongActingDue, Medicine, MedicineId, MedicineSchedule, Name, Now, OccurrenceState,
    ReminderSpec, ScheduleId, SchedulePurpose, ScheduleRule, SideEffect, TakeHome, ADHERENCE_DAYS,
};
use mainstay_store::{
    DoseReader, Error as StoreError, LedgerReader, MedicineReader, PersonReader, ScheduleReader,
    SideEffectReader,
};

const DAY_MS: i64 = 24 * 60 * 60_000;
/// How many that come next are told.
const NEXT: usize = 5;
/// How many of the last ones are told.
const RECENT: usize = 10;
/// How many of the last side effects are told.
const SIDE_EFFECTS: u32 = 20;

/// The days of the next injection, and where today lies among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct InjectionView {
    /// Its days.
    #[serde(flatten)]
    pub due: LongActingDue,
    /// Where today lies.
    pub stage: InjectionStage,
}

/// One schedule of a medicine.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MedicineScheduleView {
    /// Which.
    pub id: ScheduleId,
    /// By which rule it is due, as it was typed.
    pub rule: ScheduleRule,
    /// How it rings, as it was typed.
    pub reminder: ReminderSpec,
    /// How much to take: one for each phase, or one for all.
    pub amounts: Vec<Name>,
    /// How much of the supply a dose takes, in thousandths.
    pub units: Option<Amount>,
    /// When the next one is due that lies ahead, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub next_ms: Option<i64>,
    /// How it stands, for what is taken as needed.
    pub as_needed: Option<AsNeededStand>,
    /// The days of the next injection, for a long-acting medicine.
    pub injection: Option<InjectionView>,
    /// It follows another medicine that was ended or removed: nothing makes it due until it gets another rule.
    pub follows_nothing: bool,
    /// The doses at home, for visits to a clinic; `null` where there are none.
    pub take_home: Option<TakeHome>,
}

/// A medicine as lists show it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MedicineView {
    /// The medicine.
    #[serde(flatten)]
    pub medicine: Medicine,
    /// Its schedules in their order; those that it had, for one that was ended.
    pub schedules: Vec<MedicineScheduleView>,
    /// When the next dose is due that lies ahead, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub next_ms: Option<i64>,
    /// How many doses are due now and have no answer.
    pub open: u32,
    /// Since when it is overdue; `null` where it is not.
    pub overdue: Option<DoseOverdue>,
    /// When it was last taken, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub last_taken_ms: Option<i64>,
    /// The site that was noted last.
    pub last_site: Option<Name>,
    /// The site that comes next; `null` where none are kept.
    pub next_site: Option<Name>,
    /// Its supply; `null` where nothing was said about it.
    pub stock: Option<StockView>,
    /// In how many days the day on the pack is; below 0 when it is over.
    #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
    pub expires_in_days: Option<i64>,
    /// What a dialler takes for the clinic; `null` where there is no number.
    pub clinic_dialled: Option<String>,
    /// The same for the pharmacy.
    pub pharmacy_dialled: Option<String>,
}

/// A medicine with all about it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MedicinePage {
    /// What lists show.
    #[serde(flatten)]
    pub view: MedicineView,
    /// The next doses, soonest first.
    pub next: Vec<DoseView>,
    /// The last doses whose time has come or of which something was said, newest first.
    pub recent: Vec<DoseView>,
    /// Whether something was said of a time that lies ahead of the clock: the clock was put back, or was wrong before.
    pub is_ahead_of_clock: bool,
    /// The last side effects that were noticed with it, newest first.
    pub side_effects: Vec<SideEffect>,
    /// How it went over 7, 30, 90 and 365 days.
    pub adherence: Vec<Adherence>,
    /// What lists call the medicines that are taken so long after this one: without it they have no time.
    pub followers: Vec<Name>,
    /// Who prescribes it; `null` where nobody was chosen.
    pub prescriber: Option<MedicineCall>,
    /// Whom to call about a missed dose: the clinic, or the prescriber where no number of a clinic was typed. `null` where
    /// there is no number.
    pub missed_call: Option<MedicineCall>,
    /// Whether the card of lost tolerance stands on its page: it is overdue, or was ended in the last 30 days.
    pub tolerance_may_be_low: bool,
}

impl App {
    /// All medicines in their order, those that were ended included.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn medicine_list(&self, _: Empty) -> Result<Vec<MedicineView>> {
        self.with_planner(|open, planning, now| {
            let read = Read::new(open, planning, now)?;
            let all = read.medicines.list()?;
            all.into_iter().map(|one| read.view(one)).collect()
        })
    }

    /// One medicine with all about it.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn medicine_get(&self, request: MedicineIdRequest) -> Result<MedicinePage> {
        self.with_planner(|open, planning, now| {
            let read = Read::new(open, planning, now)?;
            read.page(read.medicines.get(request.id)?, &open.store.people())
        })
    }
}

impl Planned<'_> {
    /// What a screen sees of a medicine within a write.
    pub(crate) fn medicine_view(&self, id: MedicineId) -> Result<MedicineView> {
        let read = Read {
            medicines: self.write.medicines().read(),
            doses: self.write.doses().read(),
            schedules: self.write.schedules().read(),
            ledger: self.write.ledger().read(),
            supply: self.supply_read(),
            side_effects: self.write.side_effects().read(),
            day_start: self.day_start,
            planning: self.planning,
            now: self.now,
        };
        read.view(read.medicines.get(id)?)
    }

    /// The last rule and reminder of a schedule, as they were typed.
    pub(crate) fn last_spec(&self, id: ScheduleId) -> Result<KeptSpec> {
        last_spec(&self.write.schedules().read(), id)
    }
}

fn last_spec(schedules: &ScheduleReader<'_>, id: ScheduleId) -> Result<KeptSpec> {
    let revisions = schedules.revisions_of(id)?;
    let last = revisions.last().ok_or(Error::Store(StoreError::NotFound))?;
    spec_of(last)
}

/// What is read of medicines, and as of when.
struct Read<'a> {
    medicines: MedicineReader<'a>,
    doses: DoseReader<'a>,
    schedules: ScheduleReader<'a>,
    ledger: LedgerReader<'a>,
    supply: SupplyRead<'a>,
    side_effects: SideEffectReader<'a>,
    day_start: DayStart,
    planning: &'a Planning,
    now: Now,
}

impl<'a> Read<'a> {
    fn new(open: &'a Open, planning: &'a Planning, now: Now) -> Result<Self> {
        let store = &open.store;
        Ok(Self {
            medicines: store.medicines(),
            doses: store.doses(),
            schedules: store.schedules(),
            ledger: store.ledger(),
            supply: SupplyRead::new(open, planning, now)?,
            side_effects: store.side_effects(),
            day_start: settings::read(store)?.day_start_hour,
            planning,
            now,
        })
    }
}

impl Read<'_> {
    fn page(&self, medicine: Medicine, people: &PersonReader<'_>) -> Result<MedicinePage> {
        let schedules = self.medicines.schedules_of(medicine.id)?;
        let of = Of {
            medicine: &medicine,
            schedules: &schedules,
        };
        let now_ms = self.now.at_ms;
        let longest = i64::from(ADHERENCE_DAYS.into_iter().max().unwrap_or(0));
        let after_ms = now_ms.saturating_sub((longest + 1) * DAY_MS);
        let read = (&self.ledger, &self.doses);
        let mut doses = doses_between(read, self.planning, of, (after_ms, now_ms), self.now)?;
        doses.extend(doses_said_behind(
            read,
            self.planning,
            of,
            (now_ms, now_ms),
        )?);
        doses.reverse();
        let ahead_ms = now_ms.saturating_add(AHEAD_MS);
        let is_ahead = |dose: &DoseView| dose.at_ms.is_some_and(|at| at > ahead_ms);
        let is_ahead_of_clock = doses.iter().any(is_ahead);
        let prescriber = prescriber(&medicine, people)?;
        let missed_call = missed_call(&medicine, prescriber.as_ref());
        let next = self.next(of)?;
        let view = self.view(medicine)?;
        let goes_on = view.next_ms.is_some() || view.open > 0;
        let told = ADHERENCE_DAYS.map(|days| adherence_of(days, &doses, now_ms, goes_on));
        doses.truncate(RECENT);
        Ok(MedicinePage {
            next,
            recent: doses,
            is_ahead_of_clock,
            side_effects: self.side_effects.last_of(view.medicine.id, SIDE_EFFECTS)?,
            adherence: told.into(),
            followers: self.followers(&schedules)?,
            missed_call,
            prescriber,
            tolerance_may_be_low: tolerance::may_be_low(&view, self.now, self.day_start),
            view,
        })
    }

    /// Other medicines that are taken and follow one of these schedules, in their order.
    fn followers(&self, of: &[MedicineSchedule]) -> Result<Vec<Name>> {
        let follows = |one: &MedicineSchedule| {
            let other = followed_by(self.planning, one.id);
            other.is_some_and(|other| of.iter().any(|leader| leader.id == other))
        };
        let all = self.medicines.schedules()?;
        let followers: Vec<&MedicineSchedule> = all.iter().filter(|one| follows(one)).collect();
        let is_of = |medicine: &Medicine, one: &MedicineSchedule| one.medicine_id == medicine.id;
        let mut medicines = self.medicines.list()?;
        medicines.retain(|medicine| {
            let is_it = of.iter().any(|one| is_of(medicine, one));
            !is_it && followers.iter().any(|one| is_of(medicine, one))
        });
        let names = medicines.iter().map(|one| one.listed_name().clone());
        Ok(names.collect())
    }

    fn next(&self, of: Of<'_>) -> Result<Vec<DoseView>> {
        let site = next_site(&self.doses, of.medicine, self.now.at_ms)?;
        let doses = of.schedules.iter().filter(|one| is_in_use(one));
        let mut next: Vec<DoseView> = doses
            .flat_map(|one| self.planning.planner.ahead(one.id, self.now, NEXT))
            .map(|told| DoseView::planned(&self.planning.planner, of, told))
            .map(|dose| dose.next_at(site.as_ref()))
            .collect();
        next.sort_by_key(|dose| (dose.due_ms, dose.occurrence));
        next.truncate(NEXT);
        Ok(next)
    }

    fn view(&self, medicine: Medicine) -> Result<MedicineView> {
        let all = self.medicines.schedules_of(medicine.id)?;
        let in_use = all.iter().filter(|one| is_in_use(one));
        let views = in_use.map(|one| self.schedule(one));
        let schedules = views.collect::<Result<Vec<_>>>()?;
        let last = self.doses.last_taken(medicine.id)?;
        Ok(MedicineView {
            next_ms: schedules.iter().filter_map(|one| one.next_ms).min(),
            open: self.open(&all),
            overdue: self.overdue(&medicine, &all)?,
            last_taken_ms: last.map(|dose| dose.when.at_ms),
            last_site: self.doses.last_site(medicine.id, self.now.at_ms)?,
            next_site: next_site(&self.doses, &medicine, self.now.at_ms)?,
            stock: self.supply.view(&medicine)?,
            expires_in_days: medicine
                .expires_on
                .map(|day| (day - day_of_now(self.now, self.day_start)).num_days()),
            clinic_dialled: medicine.clinic_phone.dialled(),
            pharmacy_dialled: medicine.pharmacy_phone.dialled(),
            schedules,
            medicine,
        })
    }

    fn overdue(
        &self,
        medicine: &Medicine,
        schedules: &[MedicineSchedule],
    ) -> Result<Option<DoseOverdue>> {
        let of = Of {
            medicine,
            schedules,
        };
        let read = (&self.ledger, &self.doses);
        overdue(read, self.planning, of, self.now, self.day_start)
    }

    fn open(&self, schedules: &[MedicineSchedule]) -> u32 {
        let doses = schedules.iter();
        let doses = doses.filter(|one| one.purpose == SchedulePurpose::Dose);
        let entries = doses.flat_map(|one| self.planning.planner.ledger().of(one.id));
        let open = entries.filter(|(_, entry)| entry.state() == OccurrenceState::Raised);
        u32::try_from(open.count()).unwrap_or(u32::MAX)
    }

    fn schedule(&self, one: &MedicineSchedule) -> Result<MedicineScheduleView> {
        let spec = last_spec(&self.schedules, one.id)?;
        let planner = &self.planning.planner;
        let ahead = planner.ahead(one.id, self.now, 1);
        let today = day_of_now(self.now, self.day_start);
        let injection = planner.injection(one.id).map(|due| InjectionView {
            due,
            stage: due.stage(today),
        });
        Ok(MedicineScheduleView {
            id: one.id,
            rule: spec.rule,
            reminder: spec.reminder,
            amounts: one.amounts.clone(),
            units: one.units,
            next_ms: ahead.first().map(|told| told.due_ms),
            as_needed: as_needed(
                &self.ledger,
                self.planning,
                one.id,
                (self.now, self.now.at_ms),
                self.day_start,
            )?,
            injection,
            follows_nothing: follows_nothing(self.planning, one.id),
            take_home: planner.take_home(one.id, today, self.now.here),
        })
    }
}

/// The schedule that one follows by the rule that holds now.
fn followed_by(planning: &Planning, id: ScheduleId) -> Option<ScheduleId> {
    planning.planner.schedule(id)?.current()?.rule.follows()
}

/// Whether a schedule follows one that is over or gone.
pub(crate) fn follows_nothing(planning: &Planning, id: ScheduleId) -> bool {
    let goes_on = |other: ScheduleId| {
        let schedule = planning.planner.schedule(other);
        schedule.is_some_and(|schedule| schedule.current().is_some())
    };
    followed_by(planning, id).is_some_and(|other| !goes_on(other))
}

fn is_in_use(one: &MedicineSchedule) -> bool {
    one.is_listed && one.purpose == SchedulePurpose::Dose
}

fn adherence_of(days: u16, doses: &[DoseView], now_ms: i64, goes_on: bool) -> Adherence {
    let planned = doses.iter().filter(|dose| !dose.is_as_needed);
    let planned: Vec<DoseKnown> = planned.map(|dose| dose.known(now_ms)).collect();
    let as_needed = doses.iter().filter(|dose| dose.is_as_needed);
    let taken = as_needed.filter_map(|dose| dose.known(now_ms).taken_ms);
    let as_needed: Vec<i64> = taken.collect();
    adherence(days, &planned, &as_needed, now_ms, goes_on)
}
