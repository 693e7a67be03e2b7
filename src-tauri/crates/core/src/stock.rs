//! The supply of a medicine: counted, fetched, and what is known besides.

use crate::dose_view::day_of_now;
use crate::error::InField;
use crate::planning::Planned;
use crate::{App, MedicineView, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{
    refills_left, supply_days, Amount, Error as DomainError, Logged, Medicine, MedicineId,
    MedicineSchedule, Moment, Name, ScheduleId, SchedulePurpose, Stock, StockEntry, StockEntryId,
    StockEntryKind, USUAL_EXPIRY_DAYS,
};

/// How much of the supply a dose of one schedule takes.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct StockUse {
    /// Of which schedule.
    pub schedule: ScheduleId,
    /// How much, in thousandths; `null`: as its amount says, where that is a count in the supply's unit.
    pub units: Option<Amount>,
}

/// What is known of a supply besides its counts.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StockUpdateRequest {
    /// Of which medicine.
    pub medicine_id: MedicineId,
    /// What is counted, such as "tablets"; may be empty.
    pub unit: String,
    /// How much a dose takes, by its schedules; those that are missing stay as they are.
    pub uses: Vec<StockUse>,
    /// From which day more can be fetched; `null` is not known.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub refill_on: Option<NaiveDate>,
    /// How much there is at a refill, in thousandths.
    pub refill_size: Option<Amount>,
    /// How many refills are left, 0 to 99.
    pub refills_left: Option<u8>,
    /// How many days before it runs out it reminds, 0 to 90; `null` for never.
    pub low_days: Option<u8>,
    /// The same before the day on which more can be fetched, and on that day.
    pub refill_days: Option<u8>,
    /// The same before the day on the pack, and on that day.
    pub expiry_days: Option<u8>,
}

/// All that is there was counted.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StockCountLogRequest {
    /// Of which medicine.
    pub medicine_id: MedicineId,
    /// How much there is, in thousandths.
    pub amount: Amount,
    /// When it was counted, as `YYYY-MM-DDTHH:MM` in the device's zone; `null` for now.
    pub at: Option<String>,
}

/// More was fetched.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct StockRefillLogRequest {
    /// Of which medicine.
    pub medicine_id: MedicineId,
    /// How much was added, in thousandths; `null` for as much as there is at a refill.
    pub amount: Option<Amount>,
    /// When, as `YYYY-MM-DDTHH:MM` in the device's zone; `null` for now.
    pub at: Option<String>,
}

impl App {
    /// Changes what is known of a supply.
    ///
    /// # Errors
    /// Not found; a refusal of a field, that of a schedule as `uses.0`; [`Error::Locked`](crate::Error::Locked).
    pub fn stock_update(&self, request: StockUpdateRequest) -> Result<Written<MedicineView>> {
        self.write_planned(|planned, _| {
            let id = request.medicine_id;
            planned.write.medicines().read().get(id)?;
            let stock = Stock {
                medicine_id: id,
                unit: Name::new(&request.unit).in_field("unit")?,
                refill_on: planned.day(request.refill_on, "refillOn")?,
                refill_size: request.refill_size,
                refills_left: refills_left(request.refills_left).in_field("refillsLeft")?,
                low_days: supply_days(request.low_days).in_field("lowDays")?,
                refill_days: supply_days(request.refill_days).in_field("refillDays")?,
                expiry_days: supply_days(request.expiry_days).in_field("expiryDays")?,
            };
            planned.put_uses(id, &request.uses)?;
            planned.write.stocks().put(&stock)?;
            planned.medicine_view(id)
        })
    }

    /// Notes how much there is. What is left is counted from here on.
    ///
    /// # Errors
    /// Not found; a refusal of `at`; [`Error::Locked`](crate::Error::Locked).
    pub fn stock_count_log(&self, request: StockCountLogRequest) -> Result<Written<MedicineView>> {
        let at = self.said(request.at.as_deref())?;
        self.write_planned(|planned, _| {
            let id = request.medicine_id;
            planned.write.medicines().read().get(id)?;
            planned.keep_entry(id, StockEntryKind::Count, at, request.amount)?;
            planned.medicine_view(id)
        })
    }

    /// Notes that more was fetched: it is added, one refill fewer is left, and the day of the next one is not known.
    ///
    /// # Errors
    /// Not found; a refusal of `at`, or of an `amount` that is nothing or not known;
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn stock_refill_log(
        &self,
        request: StockRefillLogRequest,
    ) -> Result<Written<MedicineView>> {
        let at = self.said(request.at.as_deref())?;
        self.write_planned(|planned, _| {
            let id = request.medicine_id;
            planned.write.medicines().read().get(id)?;
            let kept = planned.write.stocks().read().of(id)?;
            let stock = kept.unwrap_or_else(|| Stock::of(id));
            let added = request.amount.or(stock.refill_size);
            let added = added.filter(|amount| amount.thousandths() > 0);
            let added = added.ok_or(DomainError::AnswerNeeded).in_field("amount")?;
            planned.keep_entry(id, StockEntryKind::Refill, at, added)?;
            planned.write.stocks().put(&Stock {
                refill_on: None,
                refills_left: stock.refills_left.map(|left| left.saturating_sub(1)),
                ..stock
            })?;
            planned.medicine_view(id)
        })
    }
}

impl Planned<'_> {
    /// Whoever left a day on the pack that was over left that day: of the next one they are told again.
    pub(crate) fn tell_of_new_date(&self, kept: &Medicine, day: Option<NaiveDate>) -> Result<()> {
        let is_past = |on: NaiveDate| on < day_of_now(self.now, self.day_start);
        if day == kept.expires_on || !kept.expires_on.is_some_and(is_past) {
            return Ok(());
        }
        let Some(stock) = self.write.stocks().read().of(kept.id)? else {
            return Ok(());
        };
        let expiry_days = stock.expiry_days.or(Some(USUAL_EXPIRY_DAYS));
        self.write.stocks().put(&Stock {
            expiry_days,
            ..stock
        })?;
        Ok(())
    }

    fn put_uses(&self, id: MedicineId, uses: &[StockUse]) -> Result<()> {
        let medicines = self.write.medicines();
        let kept = medicines.read().schedules_of(id)?;
        for (place, new) in uses.iter().enumerate() {
            let is_it = |one: &&MedicineSchedule| {
                one.id == new.schedule && one.purpose == SchedulePurpose::Dose && one.is_listed
            };
            let Some(one) = kept.iter().find(is_it) else {
                return Err(DomainError::Invalid).in_field(&format!("uses.{place}"));
            };
            if one.units != new.units {
                medicines.update_schedule(&MedicineSchedule {
                    units: new.units,
                    ..one.clone()
                })?;
            }
        }
        Ok(())
    }

    fn keep_entry(
        &self,
        medicine_id: MedicineId,
        kind: StockEntryKind,
        at: Moment,
        amount: Amount,
    ) -> Result<()> {
        self.write.stocks().insert_entry(&StockEntry {
            id: self.app.id(StockEntryId::new)?,
            medicine_id,
            kind,
            when: Logged::new(at, self.day_start),
            amount,
        })?;
        Ok(())
    }
}
