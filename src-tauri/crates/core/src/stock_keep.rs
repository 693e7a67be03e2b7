//! What reminds of a supply, kept in step with it (decision 0047).
//!
//! That a supply runs low follows from counts, doses and the days that go by, so nobody writes it: before each look at
//! what rings, and before a lock, what should ring is compared with the schedules that are there. They are schedules like
//! all others, so they ring while the vault is locked and stand in the outbox.

use crate::owned::Typed;
use crate::planning::{spec_of, Planned, Planning};
use crate::session::Open;
use crate::stock_view::{Supply, SupplyRead};
use crate::{App, Result};
use chrono::{Duration, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use mainstay_domain::{
    resolve, supply_rings, supply_rings_before, Answer, KeptSpec, Medicine, MedicineId, Now,
    OccurrenceState, Outcome, ScheduleId, ScheduleOwner, ScheduleOwnerKind, ScheduleRule,
    SupplyKind,
};
use mainstay_store::Store;

/// What of a supply has a schedule of its own.
const KINDS: [SupplyKind; 3] = [SupplyKind::Low, SupplyKind::Refill, SupplyKind::Expiry];

/// For what the schedules of supplies were last compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SuppliesSeen {
    writes: u64,
    day: NaiveDate,
    here: Tz,
}

/// A schedule that is not as it should be.
struct Differs {
    owner: ScheduleOwner,
    there: Option<ScheduleId>,
    wanted: Option<Typed>,
}

impl App {
    /// Sees that what reminds of supplies is as it should be. Costs a count of the writes where nothing happened since.
    pub(crate) fn keep_supplies(&self, open: &mut Open) -> Result<()> {
        let seen = |open: &Open, day| -> Result<SuppliesSeen> {
            Ok(SuppliesSeen {
                writes: open.store.writes()?,
                day,
                here: self.ports.clock.zone(),
            })
        };
        let today = self.today(&open.store)?;
        if open.supplies == Some(seen(open, today)?) {
            return Ok(());
        }
        let differs = self.planned(open, |open, planning, now| differing(open, planning, now))?;
        if !differs.is_empty() {
            self.write_planned_in(open, |planned, _| {
                differs.into_iter().try_for_each(|one| planned.mend(one))
            })?;
        }
        open.supplies = Some(seen(open, today)?);
        Ok(())
    }
}

impl Planned<'_> {
    /// Makes a schedule of a supply what it should be.
    fn mend(&mut self, one: Differs) -> Result<()> {
        if let Some(id) = one.there {
            self.hear(id)?;
        }
        match (one.there, one.wanted) {
            (Some(id), Some((rule, reminder))) => self.edit(id, &rule, &reminder),
            (Some(id), None) => self.end(id),
            (None, Some((rule, reminder))) => self.put(one.owner, &rule, &reminder).map(drop),
            (None, None) => Ok(()),
        }
    }

    /// What rang and does not hold any more waits for nobody.
    fn hear(&mut self, id: ScheduleId) -> Result<()> {
        let entries = self.planning.planner.ledger().of(id);
        let raised = entries.filter(|(_, entry)| entry.state() == OccurrenceState::Raised);
        let raised: Vec<_> = raised.map(|(key, _)| key).collect();
        let answer = Answer {
            outcome: Outcome::Taken,
            at: self.moment(),
            take_home: None,
            told_ms: self.now.at_ms,
        };
        for key in raised {
            self.answer(key, answer)?;
        }
        Ok(())
    }

    /// Removes what reminds of a supply, with the medicine.
    pub(crate) fn delete_supply(&mut self, medicine: MedicineId) -> Result<()> {
        for kind in KINDS {
            let owner = owner(kind, medicine);
            for kept in self.write.schedules().read().of(owner)? {
                self.delete(kept.id)?;
            }
        }
        self.write.stocks().delete_of(medicine)?;
        Ok(())
    }
}

fn differing(open: &Open, planning: &Planning, now: Now) -> Result<Vec<Differs>> {
    let read = SupplyRead::new(open, planning, now)?;
    let owners = planning.owners.iter();
    let mut left: Vec<(ScheduleId, ScheduleOwner)> = owners
        .filter(|(_, owner)| KINDS.map(owner_kind).contains(&owner.kind))
        .map(|(id, owner)| (*id, *owner))
        .collect();
    let mut differs = Vec::new();
    for medicine in read.medicines.list()? {
        let supply = read.of(&medicine)?;
        for kind in KINDS {
            let owner = owner(kind, medicine.id);
            let at = left.iter().position(|(_, of)| *of == owner);
            let there = at.map(|at| left.swap_remove(at).0);
            let typed = typed(&open.store, there)?;
            let wanted = wanted(&read, &medicine, &supply, (kind, typed.as_ref()));
            if wanted != typed {
                differs.push(Differs {
                    owner,
                    there,
                    wanted,
                });
            }
        }
    }
    // Of a medicine that is not there any more.
    for (id, owner) in left {
        if typed(&open.store, Some(id))?.is_some() {
            differs.push(Differs {
                owner,
                there: Some(id),
                wanted: None,
            });
        }
    }
    Ok(differs)
}

/// What a schedule says now; `None` for none, or one that was ended.
fn typed(store: &Store, id: Option<ScheduleId>) -> Result<Option<Typed>> {
    let Some(id) = id else { return Ok(None) };
    let revisions = store.schedules().revisions_of(id)?;
    let last = revisions.last().filter(|last| last.until.is_none());
    let spec = last.map(spec_of).transpose()?;
    Ok(spec.map(|KeptSpec { rule, reminder, .. }| (rule, reminder)))
}

/// What should ring of a supply.
fn wanted(
    read: &SupplyRead<'_>,
    medicine: &Medicine,
    supply: &Supply,
    (kind, there): (SupplyKind, Option<&Typed>),
) -> Option<Typed> {
    if !medicine.is_taken() {
        return None;
    }
    let stock = &supply.stock;
    match kind {
        SupplyKind::Refill => stock
            .refill_on
            .zip(stock.refill_days)
            .map(|(day, days)| supply_rings_before(day, days)),
        SupplyKind::Expiry => medicine
            .expires_on
            .zip(stock.expiry_days)
            .map(|(day, days)| supply_rings_before(day, days)),
        SupplyKind::Low => {
            let day = low_on(read, supply, there.and_then(first_day))?;
            Some(supply_rings(&[day]))
        }
    }
}

/// On which day it rings that a supply runs low. Once for each count or refill: when its day has come it stays, whatever
/// follows from later doses.
fn low_on(read: &SupplyRead<'_>, supply: &Supply, there: Option<NaiveDate>) -> Option<NaiveDate> {
    let days = Duration::days(supply.stock.low_days?.into());
    let runs_out = read.runs_out_on(supply)?;
    let last = supply.entries.iter().max_by_key(|one| one.when.at_ms)?;
    let has_come = |day: &NaiveDate| {
        let at_ms = rings_ms(*day, read.now.here);
        at_ms <= read.now.at_ms && at_ms >= last.when.at_ms
    };
    if let Some(day) = there.filter(has_come) {
        return Some(day);
    }
    // Whoever has just counted has just seen it.
    let behind = last.when.day_on.succ_opt()?;
    let today = read.today();
    let is_ahead = rings_ms(today, read.now.here) > read.now.at_ms;
    let next = if is_ahead { today } else { today.succ_opt()? };
    let wanted = (runs_out - days).max(behind).max(next);
    let is_kept = |day: &NaiveDate| {
        *day >= behind.max(next) && supply.is_by_pace && is_near_enough(today, *day, wanted)
    };
    Some(there.filter(is_kept).unwrap_or(wanted))
}

/// Whether a day that was told ahead may stay. A pace of what is taken as needed is another one each day; far ahead a
/// day or two is no reason for another revision, and it comes nearer with its time.
fn is_near_enough(today: NaiveDate, there: NaiveDate, wanted: NaiveDate) -> bool {
    let ahead = (there.min(wanted) - today).num_days();
    (there - wanted).num_days().abs() * 4 <= ahead
}

fn first_day((rule, _): &Typed) -> Option<NaiveDate> {
    let ScheduleRule::Civil { phases, .. } = rule else {
        return None;
    };
    phases.first().map(|phase| phase.from_on)
}

/// When something of a supply rings on a day here, in milliseconds since 1970 UTC.
fn rings_ms(day: NaiveDate, here: Tz) -> i64 {
    let minutes = u32::from(mainstay_domain::SUPPLY_RINGS_AT);
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0);
    resolve(day.and_time(time.unwrap_or_default()), here).timestamp_millis()
}

fn owner(kind: SupplyKind, medicine: MedicineId) -> ScheduleOwner {
    ScheduleOwner {
        kind: owner_kind(kind),
        id: medicine.into(),
    }
}

const fn owner_kind(kind: SupplyKind) -> ScheduleOwnerKind {
    match kind {
        SupplyKind::Low => ScheduleOwnerKind::SupplyLow,
        SupplyKind::Refill => ScheduleOwnerKind::SupplyRefill,
        SupplyKind::Expiry => ScheduleOwnerKind::SupplyExpiry,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_far_ahead_stays_and_a_near_one_is_exact() {
        let day = |day| NaiveDate::from_yo_opt(2026, day).unwrap();
        let is_near = |there, wanted| is_near_enough(day(100), day(there), day(wanted));
        assert!(is_near(140, 149) && is_near(149, 140));
        assert!(!is_near(140, 151) && !is_near(151, 140));
        assert!(is_near(105, 104) && !is_near(104, 103));
        assert!(is_near(100, 100) && !is_near(101, 100));
    }
}
