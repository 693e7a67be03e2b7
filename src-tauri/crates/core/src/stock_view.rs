//! What follows from a supply's counts: how much is left, for how long, and what of it is near.

use crate::dose_view::amount_of;
use crate::planning::{Planned, Planning};
use crate::session::Open;
use crate::{settings, Result};
use chrono::{Duration, NaiveDate};
use mainstay_domain::{
    counted_in, supply_ends, supply_lasts, supply_left, supply_pace, Amount, DayStart, Dose,
    Medicine, MedicineId, MedicineSchedule, Moment, Name, Now, OccurrenceKey, OccurrenceState,
    Rule, ScheduleId, SchedulePurpose, Stock, StockEntry, SupplyKind, SupplyLeft, SupplyUse,
    PACE_DAYS, SUPPLY_DAYS, USUAL_EXPIRY_DAYS, USUAL_LOW_DAYS,
};
use mainstay_store::{DoseReader, MedicineReader, StockReader};

const DAY_MS: i64 = 24 * 60 * 60_000;
/// Most supplies end within weeks: those are looked at first.
const LOOK_DAYS: [i64; 2] = [35, SUPPLY_DAYS];
/// The most schedules that follow one another.
const MOST_FOLLOWED: u8 = 8;
/// What can be fetched is told of for so many days.
const REFILL_TOLD_DAYS: i64 = 14;
/// The day on the pack is told of for so many days once it rang, and so long before it.
const EXPIRY_TOLD_DAYS: i64 = 7;

/// A supply as screens see it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StockView {
    /// What is known besides the counts.
    #[serde(flatten)]
    pub stock: Stock,
    /// On which day it was last counted; `null` where it never was.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub counted_on: Option<NaiveDate>,
    /// How much is left by the count, in thousandths; `null` where nothing was counted.
    pub left: Option<Amount>,
    /// Whether more was taken than the count had: it is to be counted again.
    pub is_over: bool,
    /// Whether each dose counts down: of each schedule it is known how much a dose takes.
    pub counts_down: bool,
    /// The day of the first dose that it does not cover; `null` where that is not known, or more than a year away.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub runs_out_on: Option<NaiveDate>,
    /// The day of the last dose that it covers; `null` where that is not known, or it covers none, or goes as needed.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub last_on: Option<NaiveDate>,
    /// For how many days it is enough, today with them while something of it is still to be taken today; `null` as for
    /// `runsOutOn`.
    pub enough_days: Option<u32>,
    /// Whether it is enough for all that is planned, as far as a year and more ahead.
    pub covers_all: bool,
    /// Whether that is at the pace of the last 28 days, because some of it goes as needed.
    pub is_by_pace: bool,
}

/// Something of a supply that is near.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SupplyNear {
    /// Of which medicine.
    pub medicine_id: MedicineId,
    /// What lists call it.
    pub name: Name,
    /// What is near.
    pub kind: SupplyKind,
    /// For how many days it is enough, for one that runs low.
    pub enough_days: Option<u32>,
    /// The day, for the others.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub day_on: Option<NaiveDate>,
    /// Whether the day on the pack is over.
    pub is_past: bool,
}

/// What is read of supplies, and as of when.
pub(crate) struct SupplyRead<'a> {
    pub stocks: StockReader<'a>,
    pub medicines: MedicineReader<'a>,
    pub doses: DoseReader<'a>,
    pub planning: &'a Planning,
    pub day_start: DayStart,
    pub now: Now,
}

/// The supply of one medicine.
pub(crate) struct Supply {
    pub stock: Stock,
    pub entries: Vec<StockEntry>,
    left: Option<SupplyLeft>,
    counts_down: bool,
    ends_ms: Option<i64>,
    /// When the last dose is due that it covers.
    last_ms: Option<i64>,
    /// Whether something of it is still to be taken today.
    is_for_today: bool,
    covers_all: bool,
    pub is_by_pace: bool,
}

impl Planned<'_> {
    /// What is read of supplies within a write.
    pub(crate) fn supply_read(&self) -> SupplyRead<'_> {
        SupplyRead {
            stocks: self.write.stocks().read(),
            medicines: self.write.medicines().read(),
            doses: self.write.doses().read(),
            planning: self.planning,
            day_start: self.day_start,
            now: self.now,
        }
    }
}

impl<'a> SupplyRead<'a> {
    pub(crate) fn new(open: &'a Open, planning: &'a Planning, now: Now) -> Result<Self> {
        Ok(Self {
            stocks: open.store.stocks(),
            medicines: open.store.medicines(),
            doses: open.store.doses(),
            planning,
            day_start: settings::read(&open.store)?.day_start_hour,
            now,
        })
    }

    pub(crate) fn today(&self) -> NaiveDate {
        self.day_of(self.now.at_ms)
    }

    /// The supply of a medicine; `None` where nothing was said about it.
    pub(crate) fn view(&self, medicine: &Medicine) -> Result<Option<StockView>> {
        let is_said = self.stocks.of(medicine.id)?.is_some();
        let supply = self.of(medicine)?;
        Ok((is_said || !supply.entries.is_empty()).then(|| StockView {
            counted_on: supply.left.as_ref().map(|left| left.counted.day_on),
            left: supply.left.as_ref().map(SupplyLeft::amount),
            is_over: supply
                .left
                .as_ref()
                .is_some_and(|left| left.thousandths < 0),
            counts_down: supply.counts_down,
            runs_out_on: self.runs_out_on(&supply),
            last_on: supply.last_ms.map(|at_ms| self.day_of(at_ms)),
            enough_days: self.enough_days(&supply),
            covers_all: supply.covers_all,
            is_by_pace: supply.is_by_pace,
            stock: supply.stock,
        }))
    }

    /// The day of the first dose that a supply does not cover.
    pub(crate) fn runs_out_on(&self, supply: &Supply) -> Option<NaiveDate> {
        supply.ends_ms.map(|at_ms| self.day_of(at_ms))
    }

    /// For how many days a supply is enough. Today is one of them only while something is still to be taken today:
    /// whoever took today's dose has a day less.
    fn enough_days(&self, supply: &Supply) -> Option<u32> {
        let days = (self.runs_out_on(supply)? - self.today()).num_days();
        u32::try_from(days - i64::from(!supply.is_for_today)).ok()
    }

    pub(crate) fn of(&self, medicine: &Medicine) -> Result<Supply> {
        let kept = self.stocks.of(medicine.id)?;
        let stock = kept.unwrap_or_else(|| Stock::of(medicine.id));
        let entries = self.stocks.entries(medicine.id)?;
        let mut supply = Supply {
            stock,
            entries,
            left: None,
            counts_down: false,
            ends_ms: None,
            last_ms: None,
            is_for_today: false,
            covers_all: false,
            is_by_pace: false,
        };
        let Some(counted) = supply_left(&supply.entries, &[]) else {
            return Ok(supply);
        };
        let all = self.medicines.schedules_of(medicine.id)?;
        let paced_ms = self.now.at_ms.saturating_sub(PACE_DAYS * DAY_MS);
        let since_ms = counted.counted.at_ms.min(paced_ms);
        let doses = self.doses.taken_since(medicine.id, since_ms)?;
        let taken = doses
            .iter()
            .filter_map(|dose| self.taken(dose, &all, &supply));
        supply.left = supply_left(&supply.entries, &taken.collect::<Vec<_>>());
        let in_use: Vec<&MedicineSchedule> = all.iter().filter(|one| is_in_use(one)).collect();
        let counts = |one: &&&MedicineSchedule| counts_down(one, &supply.stock.unit);
        supply.counts_down = in_use.iter().filter(counts).count() == in_use.len();
        if medicine.is_taken() && supply.counts_down {
            self.follow(&mut supply, &in_use, &doses);
        }
        Ok(supply)
    }

    /// Finds when a supply ends.
    fn follow(&self, supply: &mut Supply, in_use: &[&MedicineSchedule], doses: &[Dose]) {
        let Some(left) = supply.left.as_ref().map(SupplyLeft::amount) else {
            return;
        };
        let needed = |one: &&&MedicineSchedule| self.is_as_needed(one.id);
        let needed: Vec<&MedicineSchedule> = in_use.iter().filter(needed).copied().collect();
        let taken = doses.iter().filter_map(|dose| {
            let one = needed.iter().find(|one| one.id == dose.occurrence.schedule);
            self.taken(dose, std::slice::from_ref(*one?), supply)
        });
        let a_day = supply_pace(&taken.collect::<Vec<_>>(), self.now.at_ms);
        supply.is_by_pace = a_day.is_some();
        for days in LOOK_DAYS {
            let until_ms = self.now.at_ms.saturating_add(days * DAY_MS);
            let unit = &supply.stock.unit;
            let mut planned: Vec<SupplyUse> = in_use
                .iter()
                .flat_map(|one| self.planned(one, unit, until_ms))
                .collect();
            planned.sort_by_key(|one| one.at_ms);
            let period = (self.now.at_ms, until_ms);
            supply.ends_ms = supply_ends(left, &planned, a_day, period);
            supply.is_for_today = a_day.is_some() || self.is_for_today(&planned);
            if supply.ends_ms.is_some() {
                supply.last_ms = supply_lasts(left, &planned).filter(|_| a_day.is_none());
                supply.covers_all = false;
                break;
            }
            supply.covers_all = a_day.is_some() || !planned.is_empty();
        }
    }

    fn is_for_today(&self, planned: &[SupplyUse]) -> bool {
        let mut used = planned.iter().filter(|one| i64::from(one.amount) > 0);
        used.any(|one| self.day_of(one.at_ms) <= self.today())
    }

    /// What was taken of the supply; `None` where it is not known how much.
    fn taken(
        &self,
        dose: &Dose,
        schedules: &[MedicineSchedule],
        supply: &Supply,
    ) -> Option<SupplyUse> {
        let schedule = schedules
            .iter()
            .find(|one| one.id == dose.occurrence.schedule);
        let said = dose
            .units
            .or_else(|| counted_in(&dose.amount, &supply.stock.unit));
        Some(SupplyUse {
            at_ms: dose.when.at_ms,
            amount: said.or_else(|| schedule?.units)?,
        })
    }

    /// The doses of a schedule that wait for an answer or lie ahead, as if all are taken.
    fn planned(&self, one: &MedicineSchedule, unit: &Name, until_ms: i64) -> Vec<SupplyUse> {
        let times = self.times(one.id, until_ms, MOST_FOLLOWED);
        let used = |(key, at_ms): (OccurrenceKey, i64)| {
            // One that follows another takes what it says now.
            let followed = key.schedule != one.id;
            let revision = self.revision(one.id).filter(|_| followed);
            let key = OccurrenceKey {
                schedule: one.id,
                revision: revision.unwrap_or(key.revision),
                ..key
            };
            let (words, typed) = amount_of(&self.planning.planner, Some(one), key);
            let amount = typed.or_else(|| counted_in(&words, unit))?;
            Some(SupplyUse { at_ms, amount })
        };
        times.into_iter().filter_map(used).collect()
    }

    /// When a schedule is due and was not answered, up to an instant. One that follows another has as many as that one.
    fn times(&self, id: ScheduleId, until_ms: i64, depth: u8) -> Vec<(OccurrenceKey, i64)> {
        let planner = &self.planning.planner;
        let current = planner.schedule(id).and_then(|one| one.current());
        let Some(rule) = current.map(|current| &current.rule) else {
            return Vec::new();
        };
        if let Some(other) = rule.follows().filter(|_| depth > 0) {
            return self.times(other, until_ms, depth - 1);
        }
        let entries = planner.ledger().of(id);
        let waits = entries.filter(|(_, entry)| entry.state() == OccurrenceState::Raised);
        let mut all: Vec<_> = waits.map(|(key, _)| (key, self.now.at_ms)).collect();
        let ahead = planner.told(id, self.now.at_ms, until_ms, self.now);
        let ahead = ahead
            .iter()
            .filter(|one| one.state == OccurrenceState::Planned);
        all.extend(ahead.map(|one| (one.key, one.due_ms)));
        if let (Rule::LongActing { window, .. }, Some((key, first_ms))) =
            (rule, all.last().copied())
        {
            // What comes behind the next one counts from that; as planned it comes again and again.
            let [_, target, _] = window.days();
            let step = i64::from(target.max(1)) * DAY_MS;
            let later = (1..).map(|times| first_ms.saturating_add(times * step));
            all.extend(later.take_while(|at| *at <= until_ms).map(|at| (key, at)));
        }
        all
    }

    fn revision(&self, id: ScheduleId) -> Option<u32> {
        let schedule = self.planning.planner.schedule(id)?;
        Some(schedule.current()?.number)
    }

    fn is_as_needed(&self, id: ScheduleId) -> bool {
        let schedule = self.planning.planner.schedule(id);
        let rule = schedule.and_then(|one| one.current()).map(|one| &one.rule);
        matches!(rule, Some(Rule::AsNeeded(_)))
    }

    fn day_of(&self, at_ms: i64) -> NaiveDate {
        let there = Moment {
            at_ms,
            zone: self.now.here,
        };
        there.day(self.day_start)
    }

    /// What of all supplies is near, in the order of the medicines.
    pub(crate) fn near(&self) -> Result<Vec<SupplyNear>> {
        let mut found = Vec::new();
        let all = self.medicines.list()?.into_iter();
        for medicine in all.filter(Medicine::is_taken) {
            let supply = self.of(&medicine)?;
            let days = self.enough_days(&supply);
            let told = supply.stock.low_days.unwrap_or(0).max(USUAL_LOW_DAYS);
            let near = |kind, enough_days, day_on| SupplyNear {
                medicine_id: medicine.id,
                name: medicine.listed_name().clone(),
                kind,
                enough_days,
                day_on,
                is_past: kind == SupplyKind::Expiry && day_on.is_some_and(|day| day < self.today()),
            };
            let low = days.filter(|days| *days <= u32::from(told));
            found.extend(low.map(|days| near(SupplyKind::Low, Some(days), None)));
            let refill = self.refill_near(&supply.stock);
            found.extend(refill.map(|day| near(SupplyKind::Refill, None, Some(day))));
            let expiry = self.expiry_near(&supply.stock, medicine.expires_on);
            found.extend(expiry.map(|day| near(SupplyKind::Expiry, None, Some(day))));
        }
        Ok(found)
    }

    fn refill_near(&self, stock: &Stock) -> Option<NaiveDate> {
        let days = Duration::days(i64::from(stock.refill_days?));
        let last = Duration::days(REFILL_TOLD_DAYS);
        let today = self.today();
        let day = stock.refill_on?;
        (day - days <= today && today <= day + last).then_some(day)
    }

    fn expiry_near(&self, stock: &Stock, expires_on: Option<NaiveDate>) -> Option<NaiveDate> {
        let told = Duration::days(EXPIRY_TOLD_DAYS);
        let day = expires_on?;
        if day < self.today() {
            // It stays until there is another day, or the person left it: then nothing reminds of it.
            return stock.expiry_days.map(|_| day);
        }
        let rings = day - Duration::days(stock.expiry_days.unwrap_or(USUAL_EXPIRY_DAYS).into());
        let today = self.today();
        let is_near = |of: NaiveDate| (of - today).abs() <= told;
        let has_rung = stock.expiry_days.is_some() && today >= rings && is_near(rings);
        (has_rung || is_near(day)).then_some(day)
    }
}

fn is_in_use(one: &MedicineSchedule) -> bool {
    one.is_listed && one.purpose == SchedulePurpose::Dose
}

/// Whether it is known of each dose of a schedule how much it takes.
fn counts_down(one: &MedicineSchedule, unit: &Name) -> bool {
    let is_count = |amount| counted_in(amount, unit).is_some();
    one.units.is_some() || one.amounts.iter().all(is_count)
}
